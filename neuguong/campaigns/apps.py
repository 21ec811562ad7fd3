from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "neuguong.campaigns"
    label = "campaigns"
