from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "neuguong.audit"
    label = "audit"
