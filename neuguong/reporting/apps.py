from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "neuguong.reporting"
    label = "reporting"
