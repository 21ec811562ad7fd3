"""Records whose every free text is an attack, made for each model of the rooms; and what a page would run of it."""

import datetime as dt
from html.parser import HTMLParser
from typing import Any

from django.apps import apps
from django.db import models

from neuguong.organisations.models import Organisation, Person
from tests.bloc import DAY, Bloc

MARK = "x-evil"
# Starts like a formula, leaves a tag, an attribute and a script, and would be a template's expression.
PAYLOAD = f"=1+1 <{MARK} onclick=1>\"'--></title></script><script>{MARK}()</script>{{{{7*7}}}}"
REGISTERS = (
    "directives.Directive",
    "directives.Task",
    "activities.Session",
    "activities.Issue",
    "commitments.Commitment",
    "initiatives.Initiative",
    "initiatives.Exemplar",
    "commendations.Round",
    "commendations.Nomination",
    "commendations.Award",
    "classification.Classification",
)


class Seen(HTMLParser):
    """What a browser would run: elements, handlers, scripts and addresses that came from what people typed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element, a handler on it, a script of its own, an address that runs."""
        named = {name: value or "" for name, value in attrs}
        runs = [name for name, value in named.items() if name.startswith("on") or value.startswith("javascript:")]
        if tag == MARK or runs or (tag == "script" and not ({"src", "type"} & named.keys())):
            self.found.append(f"<{tag} {named}>")


def value_of(field: "models.Field[Any, Any]", bloc: Bloc) -> Any:
    """Return what a field holds: the attack where it is free text, else something plain."""
    if isinstance(field, models.ForeignKey):
        if field.related_model is Organisation:
            return bloc.places["DSO"]
        return Person.objects.first() if field.related_model is Person else field.related_model._default_manager.first()
    if field.choices:
        return field.flatchoices[0][0]
    plain: tuple[tuple[type, Any], ...] = (
        (models.EmailField, "a@example.org"),
        (models.CharField, PAYLOAD[: field.max_length or None]),
        (models.TextField, PAYLOAD),
        (models.DateTimeField, dt.datetime(2023, 3, 10, tzinfo=dt.UTC)),
        (models.DateField, DAY),
        (models.BooleanField, False),
        (models.JSONField, {}),
        (models.PositiveSmallIntegerField, 2023 if "year" in field.name else 1),
        (models.IntegerField, 1),
    )
    return next(value for kind, value in plain if isinstance(field, kind))


def hostile(bloc: Bloc) -> list[models.Model]:
    """Write a record of each register, past the forms; people, organisations and groups get such names too."""
    Person.objects.update(full_name=PAYLOAD[:120])
    Organisation.objects.update(name=PAYLOAD[:250])
    return [_written(apps.get_model(name), bloc) for name in REGISTERS]


def _written(model: type[models.Model], bloc: Bloc) -> models.Model:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.has_default()]
    nullable = [field for field in fields if field.null and not isinstance(field, models.ForeignKey | models.DateField)]
    given = {field.name: value_of(field, bloc) for field in fields if field not in nullable and not _generated(field)}
    text = {field.name: value_of(field, bloc) for field in model._meta.concrete_fields if _free(field)}
    return model._default_manager.create(**{**given, **text})


def _generated(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.GeneratedField)


def _free(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices and not _generated(field)
