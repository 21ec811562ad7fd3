from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "neuguong.interchange"
    label = "interchange"
