"""What identifies this installation among others."""

import secrets

from django.db import models

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def _new_mark() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(5))


class Installation(models.Model):
    """One row; `mark` begins each Mã bản ghi, so that a file from elsewhere is not taken for ours."""

    mark = models.CharField(max_length=5, default=_new_mark, editable=False)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.mark
