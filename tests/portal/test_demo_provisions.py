"""The demonstration's plan of 2023, provision by provision; on a bloc with that plan and two of its organisations."""

import pytest

from neuguong.directives.models import Concretisation, Inapplicable
from neuguong.portal import demo_provisions
from tests.bloc import found_bloc
from tests.directives.test_provisions import a_document


@pytest.mark.django_db
def test_plans_answer_and_some_leave_out() -> None:
    bloc = found_bloc()
    asked = a_document(bloc, "DUK", "95-KH/ĐUK")
    plans = [a_document(bloc, code, f"{index}-KH", asked) for index, code in enumerate(["BAO", "DSO"] * 4)]
    assert demo_provisions.carry_out() == len(plans)
    assert demo_provisions.carry_out() == len(plans)
    # The sixth leaves one out; the eighth says that one does not apply, which is returned.
    assert Concretisation.objects.count() == 8 * 8 - 2
    assert [row.stands for row in Inapplicable.objects.all()] == [False]
