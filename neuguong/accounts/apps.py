from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "neuguong.accounts"
    label = "accounts"
