from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "neuguong.ui"
    label = "ui"
