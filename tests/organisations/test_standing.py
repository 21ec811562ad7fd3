"""The tables of what may stand below what name every kind there is, and let any kind change place in some order."""

import pytest

from neuguong.organisations.models import Kind
from neuguong.organisations.models.standing import ABOVE, TAKEN_UP_BY, is_party


def test_each_kind_has_its_rules() -> None:
    assert set(ABOVE) == set(TAKEN_UP_BY) == set(Kind)
    assert all(kind in taken for kind, taken in TAKEN_UP_BY.items())


@pytest.mark.parametrize("kind", [kind for kind in Kind if is_party(kind) and kind != Kind.PROVINCE])
def test_what_changes_kind_and_superior_on_one_day_can_stand_in_between(kind: Kind) -> None:
    """Into whatever it turns, one of both deeds can come first."""
    for new in Kind:
        if is_party(new) and new != Kind.PROVINCE:
            for old_upper in ABOVE[kind]:
                for upper in ABOVE[new]:
                    assert upper in ABOVE[kind] or old_upper in ABOVE[new]
