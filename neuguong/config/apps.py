from importlib import import_module

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "neuguong.config"
    label = "config"

    def ready(self) -> None:
        """Join the rooms once all of them are loaded."""
        for name in ("wiring", "attachments"):
            import_module(f"neuguong.config.{name}").join()
