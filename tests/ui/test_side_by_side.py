"""Forms that are sent at the same moment: one of two changes goes in, and one of many clicks makes a record."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from neuguong.audit.models import Entry
from neuguong.core.models import Sending
from neuguong.initiatives.models import Initiative
from neuguong.ui.http import at
from tests.bloc import BACKEND, Bloc, found_bloc
from tests.ui.test_comparing import OPENED

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = 4


def together(bloc: Bloc, send: Callable[[Client, int], int]) -> list[int]:
    """Return the states of the answers to as many senders, who wait for each other before they send."""
    clients = [Client() for _number in range(SENDERS)]
    for client in clients:
        client.force_login(bloc.users["cell"], backend=BACKEND)
    ready, found = threading.Barrier(SENDERS), [0] * SENDERS

    def own(number: int) -> None:
        try:
            ready.wait()
            found[number] = send(clients[number], number)
        finally:
            connection.close()

    threads = [threading.Thread(target=own, args=(number,)) for number in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def test_of_changes_to_one_version_exactly_one_goes_in() -> None:
    bloc = found_bloc()
    assert bloc.send("cell", "initiatives:create", said=OPENED).status_code == 302
    record = Initiative.objects.get()
    address = at("DSO", "2023", "initiatives:edit", record.pk)

    def send(client: Client, number: int) -> int:
        return client.post(address, {**OPENED, "result": f"{number} phút", "version": 1}).status_code

    assert together(bloc, send) == [302, *[409] * (SENDERS - 1)]
    assert Entry.objects.filter(event="initiative.corrected").count() == 1
    record.refresh_from_db()
    assert record.version == 2


def test_of_removals_exactly_one_is_told() -> None:
    bloc = found_bloc()
    assert bloc.send("cell", "initiatives:create", said=OPENED).status_code == 302
    address = at("DSO", "2023", "initiatives:remove", Initiative.objects.get().pk)
    assert together(bloc, lambda client, _number: client.post(address).status_code) == [302, *[404] * (SENDERS - 1)]
    assert Entry.objects.filter(event="initiative.removed").count() == 1


def test_of_clicks_on_one_form_one_makes_a_record() -> None:
    bloc = found_bloc()
    address = at("DSO", "2023", "activities:issue_create")
    said = {"organisation": "DSO", "title": "Cấp phép chậm", "raised_on": "05/03/2023", "once": "x" * 24}
    assert together(bloc, lambda client, _number: client.post(address, said).status_code) == [302] * SENDERS
    assert Entry.objects.filter(event="issue.entered").count() == 1
    sending = Sending.objects.get()
    assert sending.led_to
    assert "Cấp phép" not in f"{sending.digest} {sending.led_to}"
