from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "neuguong.audit"
    label = "audit"

    def ready(self) -> None:
        """Put the guards up whenever tables were made or changed: a changed table may have lost them."""
        post_migrate.connect(_guard, sender=self)


def _guard(using: str, plan: Any = (), **_more: Any) -> None:
    """Guard the tables that are there; a migration back leaves some or none."""
    connection = connections[using]
    if {"audit_entry", "audit_head", "audit_reading"} <= set(connection.introspection.table_names()):
        import_module("neuguong.audit.guards").put_up(connection)
