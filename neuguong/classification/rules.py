"""Who may see and change yearly ranks."""

from neuguong.classification.models import Classification
from neuguong.organisations import rules as base

classifications = base.Gate(Classification)
