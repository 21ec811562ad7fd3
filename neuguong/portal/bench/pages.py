"""How many questions a list page asks the database at 1, 3 and 1,000 rows; run by itself, in a home of its own."""

import datetime as dt
import json

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from neuguong.accounts.actions import create_user
from neuguong.core.actor import SYSTEM
from neuguong.initiatives.models import Initiative
from neuguong.organisations.actions import found_root, grant_role
from neuguong.organisations.models import Role

SIZES = (1, 3, 1_000)


def queries() -> dict[int, int]:
    """Return the number of queries by number of rows, on the list of models, as a secretary opens it."""
    root = found_root(actor=SYSTEM, code="DUK", name="Đảng bộ Khối")
    user = create_user(actor=SYSTEM, email="bench@neuguong.example")
    grant_role(actor=SYSTEM, user=user, role=Role.SECRETARY, organisation=root)
    client, found, there = Client(), {}, 0
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for size in SIZES:
        Initiative.objects.bulk_create(
            Initiative(code=f"M{n}", organisation=root, name=f"Mô hình {n}", registered_on=dt.date(2023, 5, 1))
            for n in range(there, size)
        )
        there = size
        client.get("/o/DUK/2023/initiatives/")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get("/o/DUK/2023/initiatives/")
        if answer.status_code != 200:
            raise SystemExit(f"the list answered {answer.status_code}")
        found[size] = len(asked)
    return found


def told() -> str:
    """Return the numbers as JSON."""
    return json.dumps(queries())
