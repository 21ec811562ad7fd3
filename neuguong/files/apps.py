from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "neuguong.files"
    label = "files"
