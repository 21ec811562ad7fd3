"""Models (mô hình) and exemplars."""

from neuguong.initiatives.models.exemplar import Exemplar
from neuguong.initiatives.models.initiative import Holder, Initiative, Level

__all__ = ["Exemplar", "Holder", "Initiative", "Level"]
