"""Filters of the pages of figures and returns."""

from django import forms, template
from django.forms.boundfield import BoundField

register = template.Library()


@register.filter
def field_of(name: str, form: forms.Form) -> BoundField | None:
    """Give a form's field by name, or nothing: {{ code|field_of:form }}."""
    return form[name] if name in form.fields else None
