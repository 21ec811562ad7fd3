"""Forms of organisations, their life events, and people."""

from neuguong.organisations.forms.organisations import OrganisationForm
from neuguong.organisations.forms.people import PersonForm

__all__ = ["OrganisationForm", "PersonForm"]
