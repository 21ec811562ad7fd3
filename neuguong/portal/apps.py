from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "neuguong.portal"
    label = "portal"
