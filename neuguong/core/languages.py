"""The language of what outlives a page: documents, workbooks, figures that are kept."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation


def official() -> AbstractContextManager[None]:
    """Speak Vietnamese inside the block, whatever the page speaks: what others read or verify has one language."""
    spoken: AbstractContextManager[None] = translation.override(settings.LANGUAGE_CODE)
    return spoken
