"""Every form takes days by the one field that knows which years an office writes about."""

import pkgutil
from importlib import import_module
from typing import Any

from django import forms
from django.forms.models import ModelForm

import neuguong
from neuguong.ui.fields import DateField
from neuguong.ui.forms import RecordForm


def every_form() -> set[type[Any]]:
    """Return the forms of all rooms."""
    for found in pkgutil.walk_packages(neuguong.__path__, "neuguong."):
        if "forms" in found.name.split("."):
            import_module(found.name)
    return {one for one in heirs(forms.BaseForm) if one.__module__.startswith("neuguong.")}


def heirs(of: type[Any]) -> set[type[Any]]:
    """Return all that inherit from a class."""
    return {heir for one in of.__subclasses__() for heir in ({one} | heirs(one))}


def test_days_are_typed_into_the_one_field_for_them() -> None:
    """A form of a record makes its fields into ours when it opens; any other names ours itself."""
    found = every_form()
    assert len(found) > 30
    bare = {form for form in found if issubclass(form, ModelForm) and not issubclass(form, RecordForm)}
    plain = {form: form.base_fields for form in found if form in bare or not issubclass(form, ModelForm)}
    others = {
        f"{form.__name__}.{name}"
        for form, fields in plain.items()
        for name, field in fields.items()
        if isinstance(field, forms.DateField | forms.DateTimeField) and not isinstance(field, DateField)
    }
    assert others == set()
