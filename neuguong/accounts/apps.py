from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "neuguong.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Follow the signals; their module needs the models, which are there only now."""
        import_module("neuguong.accounts.listening").listen()
