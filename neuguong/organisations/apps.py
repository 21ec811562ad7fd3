from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "neuguong.organisations"
    label = "organisations"
