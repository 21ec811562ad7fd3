"""Who may see and change models and exemplars."""

from neuguong.initiatives.models import Exemplar, Initiative
from neuguong.organisations import rules as base

initiatives = base.Gate(Initiative)
exemplars = base.Gate(Exemplar)
