"""The clock tells the time, and can be held."""

import datetime as dt

from neuguong.core import clock


def test_now_is_aware_and_runs() -> None:
    first = clock.now()
    assert first.tzinfo is not None
    assert clock.now() >= first


def test_freeze_holds_the_clock_and_lets_go() -> None:
    moment = dt.datetime(2023, 6, 30, 23, 30, tzinfo=dt.UTC)
    with clock.freeze(moment):
        assert clock.now() == moment
        # Half past six in the morning of the next day in Việt Nam.
        assert clock.today() == dt.date(2023, 7, 1)
    assert clock.now() != moment


def test_fixture_freezes(frozen: dt.datetime) -> None:
    assert clock.now() == frozen
