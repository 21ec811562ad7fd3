"""Letters go out once: whoever queues them how often, whatever the server answers, whoever is killed meanwhile."""

import datetime as dt
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from neuguong.accounts.models import User
from neuguong.core import clock
from neuguong.notices.actions import carry, forget_letters, write_letter
from neuguong.notices.models import Letter, LetterStatus
from tests.notices.postbox import Postbox, environment, kill, listening, until, worker

KILLS = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 8


def queued(count: int) -> None:
    """Write a letter to each of so many accounts."""
    users = User.objects.bulk_create(User(email=f"u{at}@example.org", name=f"U{at}") for at in range(count))
    with transaction.atomic():
        for user in users:
            write_letter(to=user.pk, key=f"k{user.pk}", sort="test", subject="Nhắc việc", lines=["Một", ".Hai"])


@pytest.fixture
def box(settings: Any, tmp_path: Path) -> Iterator[Postbox]:
    found = Postbox()
    settings.HOME = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with listening(found) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield found


def statuses() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("status", flat=True))


@pytest.mark.django_db
def test_a_letter_goes_out_once_and_then_says_nothing_here(box: Postbox) -> None:
    queued(2)
    user = User.objects.first()
    assert user is not None
    write_letter(to=user.pk, key=f"k{user.pk}", sort="test", subject="Lần nữa", lines=[])
    assert (carry().sent, carry().sent) == (2, 0)
    (_address, mail), _other = box.mails
    part: Any = mail.get_payload(0)
    text = part.get_payload(decode=True).decode()
    assert text.replace("\r\n", "\n").rstrip() == "Một\n\n.Hai"
    assert mail["Message-ID"] == Letter.objects.first().message_id  # type: ignore[union-attr]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert set(Letter.objects.values_list("status", "subject")) == {("sent", "")}
    assert Letter.objects.first().said == {}  # type: ignore[union-attr]


@pytest.mark.django_db
def test_what_a_transaction_took_back_is_never_sent(box: Postbox) -> None:
    with transaction.atomic():
        queued(1)
        transaction.set_rollback(True)
    assert carry().sent == 0
    assert not box.mails


@pytest.mark.django_db
def test_what_went_out_is_forgotten_in_time_and_what_did_not_is_kept(box: Postbox, frozen: dt.datetime) -> None:
    queued(2)
    Letter.objects.filter(pk=Letter.objects.latest("pk").pk).update(status="unsure", ended_at=frozen)
    carry()
    for days, left in ((90, 2), (91, 1)):
        with clock.freeze(frozen + dt.timedelta(days=days)):
            forget_letters()
        assert Letter.objects.count() == left
    assert statuses() == ["unsure"]


@pytest.mark.django_db
def test_who_has_gone_is_not_written_to(box: Postbox) -> None:
    queued(1)
    User.objects.update(is_active=False)
    assert carry().sent == 0
    assert statuses() == [LetterStatus.DROPPED]
    assert not box.mails


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["u0@example.org", "DATA"])
def test_not_now_is_tried_again_and_never_is_told(box: Postbox, frozen: Any, asked: str) -> None:
    queued(1)
    box.says[asked] = ["451 later", "550 no such box"]
    assert carry().sent == 0
    letter = Letter.objects.get()
    assert (letter.status, letter.attempts, letter.trouble) == ("queued", 1, "451 later")
    assert carry().sent == 0
    assert box.says[asked] == ["550 no such box"]
    with clock.freeze(letter.not_before):
        assert carry().sent == 0
    letter.refresh_from_db()
    assert (letter.status, letter.trouble, letter.subject) == ("failed", "550 no such box", "Nhắc việc")


@pytest.mark.django_db
def test_a_server_that_is_away_loses_nothing(box: Postbox, settings: Any) -> None:
    queued(3)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert (carry().sent, bool(carry().trouble)) == (0, True)
    assert statuses() == ["queued"] * 3
    settings.EMAIL_PORT = port
    assert carry().sent == 3
    assert set(box.counted.values()) == {1}


@pytest.mark.django_db
def test_a_server_that_leaves_in_the_middle_gets_the_same_letter_again(box: Postbox, frozen: Any) -> None:
    queued(2)
    box.says["DATA"] = ["421 closing"]
    assert carry().sent == 0
    later = Letter.objects.latest("not_before").not_before
    assert later > clock.now()
    with clock.freeze(later):
        assert carry().sent == 2
    assert set(box.counted.values()) == {1}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("carrier_too", [False, True])
def test_a_killed_worker_s_letters_come_once(tmp_path: Path, carrier_too: bool) -> None:
    """Kill while letters are handed over: nobody's comes twice, nobody's is missing."""
    kills = KILLS // 2
    queued(count := kills * 6)
    box, dice = Postbox(delay=0.02), random.Random(count)
    with listening(box) as port:
        told = environment(tmp_path, port)
        for _number in range(kills):
            before = len(box.mails)
            with worker(told) as process:
                assert until(lambda seen=before: len(box.mails) > seen or len(box.mails) == count)
                time.sleep(dice.uniform(0, 0.12))
                kill(process, carrier_too=carrier_too)
        waiting = Letter.objects.exclude(status__in=("sent", "unsure"))
        with worker(told):
            assert until(lambda: not waiting.exists(), 60 + count), (tmp_path / "worker.log").read_text()
    twice = {who: times for who, times in box.counted.items() if times > 1}
    assert twice == {}
    assert len(box.counted) == count
    assert Letter.objects.filter(status="unsure").count() <= (kills if carrier_too else 0)
    assert tmp_path != settings.HOME
