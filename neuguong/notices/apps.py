from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "neuguong.notices"
    label = "notices"
