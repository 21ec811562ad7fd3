from django.apps import AppConfig


class ClassificationConfig(AppConfig):
    name = "neuguong.classification"
    label = "classification"
