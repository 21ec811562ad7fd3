from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "neuguong.directives"
    label = "directives"
