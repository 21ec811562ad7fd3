from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "neuguong.activities"
    label = "activities"
