from importlib import import_module

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "neuguong.config"
    label = "config"

    def ready(self) -> None:
        """Join the rooms once all of them are loaded."""
        import_module("neuguong.config.wiring").join()
