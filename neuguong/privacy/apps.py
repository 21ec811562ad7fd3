from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "neuguong.privacy"
    label = "privacy"
