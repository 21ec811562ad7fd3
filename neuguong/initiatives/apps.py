from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "neuguong.initiatives"
    label = "initiatives"
