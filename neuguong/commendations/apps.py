from django.apps import AppConfig


class CommendationsConfig(AppConfig):
    name = "neuguong.commendations"
    label = "commendations"
