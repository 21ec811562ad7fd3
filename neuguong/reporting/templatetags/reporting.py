"""Filters of the pages of figures and returns."""

from django import forms, template
from django.forms.boundfield import BoundField

from neuguong.ui.values import number

register = template.Library()


@register.filter
def field_of(name: str, form: forms.Form) -> BoundField | None:
    """Give a form's field by name, or nothing: {{ code|field_of:form }}."""
    return form[name] if name in form.fields else None


@register.filter
def signed(value: float) -> str:
    """Give a difference with its sign: {{ 2|signed }} is "+2", {{ 0|signed }} "0"."""
    text = number(value)
    return f"+{text}" if value > 0 else text
