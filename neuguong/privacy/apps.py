from importlib import import_module

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "neuguong.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Follow sign-ins; the module needs the models, which are there only now."""
        import_module("neuguong.privacy.noticing").listen()
