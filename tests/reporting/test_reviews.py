"""Reviews: counted, frozen with a hash, verified, opened again with a reason."""

import copy
import datetime as dt
import json
from typing import Any

import pytest

from neuguong.audit.models import Entry
from neuguong.commendations.models import Award
from neuguong.core import clock
from neuguong.core.errors import Forbidden, Refusal
from neuguong.initiatives.models import Initiative
from neuguong.organisations.queries import Structure
from neuguong.reporting import actions, verifying
from neuguong.reporting.exporting import digest, to_json
from neuguong.reporting.models import Review
from tests.reporting.office import YEAR, Office

NOON = dt.datetime(2024, 1, 15, 5, 0, tzinfo=dt.UTC)


def prepared(office: Office, name: str = "officer", code: str = "DUK") -> Review:
    return actions.prepare_review(actor=office.actor(name), organisation=office.places[code], period=YEAR)


def frozen(office: Office) -> Review:
    with clock.freeze(NOON):
        return actions.freeze_review(actor=office.actor("officer"), review=prepared(office))


def one_more(office: Office, code: str = "YTE") -> Initiative:
    place = office.places[code]
    return Initiative.objects.create(organisation=place, code="MH99", name="Mới", registered_on=dt.date(2023, 9, 2))


def told(review: Review, code: str = "models_registered", place: str = "DUK") -> Any:
    figures = to_json(review)["figures"]
    return next(one["value"] for one in figures if (one["indicator"], one["organisation"]) == (code, place))


def test_preparing_again_counts_again(office: Office) -> None:
    assert told(prepared(office)) == 2
    one_more(office)
    assert told(prepared(office)) == 3
    assert Review.objects.count() == 1


def test_the_json_is_that_of_the_contract(office: Office) -> None:
    content = to_json(prepared(office))
    assert list(content) == ["organisation", "period", "structure", "frozen", "hash", "figures"]
    assert (content["organisation"], content["period"], content["structure"]) == ("DUK", "2023", "then")
    assert content["frozen"] is None
    assert {figure["organisation"] for figure in content["figures"]} == {"DUK", "YTE", "BAO"}
    assert json.loads(json.dumps(content, ensure_ascii=False)) == content


def test_frozen_figures_stay(office: Office) -> None:
    review = frozen(office)
    one_more(office)
    assert told(prepared(office)) == 2
    assert Review.objects.get().frozen_hash == to_json(review)["hash"]
    assert to_json(Review.objects.get())["frozen"] == NOON.isoformat()


def test_freezing_counts_a_last_time(office: Office) -> None:
    review = prepared(office)
    one_more(office)
    assert told(actions.freeze_review(actor=office.actor("officer"), review=review)) == 3


def test_freezing_twice_changes_nothing(office: Office) -> None:
    first = frozen(office)
    one_more(office)
    again = actions.freeze_review(actor=office.actor("officer"), review=Review.objects.get())
    assert (again.frozen_at, again.frozen_hash) == (first.frozen_at, first.frozen_hash)
    assert Entry.objects.filter(event="review.frozen").count() == 1


def test_the_database_refuses_a_count_that_comes_after_the_freezing(office: Office) -> None:
    opened_before = prepared(office)
    frozen(office)
    one_more(office)
    assert not opened_before.is_frozen
    with pytest.raises(Refusal, match="chốt"):
        actions.recompute_review(actor=office.actor("officer"), review=opened_before)
    assert told(Review.objects.get()) == 2


def test_opening_again_takes_a_reason_and_tells_the_log(office: Office) -> None:
    review = frozen(office)
    with pytest.raises(Refusal, match="lý do"):
        actions.reopen_review(actor=office.actor("officer"), review=review, reason="  ")
    actions.reopen_review(actor=office.actor("officer"), review=review, reason="Sở Y tế bổ sung")
    entry = Entry.objects.get(event="review.reopened")
    assert review.frozen_hash in (entry.before or "")
    assert "Sở Y tế bổ sung" in (entry.after or "")
    one_more(office)
    assert told(prepared(office)) == 3


def test_structures_have_reviews_of_their_own(office: Office) -> None:
    prepared(office)
    who = office.actor("officer")
    actions.prepare_review(actor=who, organisation=office.root, period=YEAR, structure=Structure.NOW)
    assert sorted(Review.objects.values_list("structure", flat=True)) == ["now", "then"]


@pytest.mark.parametrize("name", ["inspector", "member", "foreign", "cell"])
def test_who_does_not_write_there_prepares_and_freezes_nothing(office: Office, name: str) -> None:
    review = prepared(office, code="YTE")
    with pytest.raises(Forbidden):
        prepared(office, name, "YTE")
    for act in (actions.recompute_review, actions.freeze_review):
        with pytest.raises(Forbidden):
            act(actor=office.actor(name), review=review)
    with pytest.raises(Forbidden):
        actions.edit_section(actor=office.actor(name), review=review, code="VI", text="x")
    with pytest.raises(Forbidden):
        actions.reopen_review(actor=office.actor(name), review=review, reason="x")


def test_what_was_written_is_verified(office: Office) -> None:
    content = to_json(frozen(office))
    assert verifying.verify(content, actor=office.actor("officer")) == []


def test_verify_names_what_a_changed_record_changes(office: Office) -> None:
    content = to_json(frozen(office))
    Award.objects.filter(name="Khoa Nội").delete()
    found = verifying.verify(content, actor=office.actor("officer"))
    told = {(one.indicator, one.organisation, one.what): (one.stated, one.found) for one in found}
    assert told[("awarded_collectives", "DUK", "value")] == (1, 0)
    assert told[("awarded_collectives", "YTE", "value")] == (1, 0)
    assert {one.indicator for one in found} == {"awarded_collectives"}


def test_verify_sees_a_change_that_leaves_the_rate_as_it_was(office: Office) -> None:
    content = to_json(frozen(office))
    for figure in content["figures"]:
        if figure["indicator"] == "plans_rate":
            figure["numerator"], figure["denominator"] = 2 * figure["numerator"], 2 * figure["denominator"]
    found = verifying.verify(content, actor=office.actor("officer"))
    assert {(one.indicator, one.what) for one in found} >= {("plans_rate", "numerator"), ("plans_rate", "denominator")}


def test_verify_sees_figures_that_do_not_fit_their_hash(office: Office) -> None:
    content = to_json(frozen(office))
    content["figures"] = content["figures"][1:]
    (found,) = verifying.verify(content, actor=office.actor("officer"))
    assert (found.what, found.indicator) == ("hash", "")


def test_the_hash_covers_whom_when_and_structure(office: Office) -> None:
    content = to_json(prepared(office))
    hashes = {content["hash"]}
    for name, value in (("period", "2022"), ("organisation", "YTE"), ("structure", "now")):
        changed = copy.deepcopy(content) | {name: value}
        hashes.add(digest(changed, changed["figures"]))
    assert len(hashes) == 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ([], "không phải số liệu"),
        ({"figures": 3}, "không phải số liệu"),
        ({"figures": [{"indicator": "plans_issued"}]}, "indicator, organisation, period, value"),
        ({"organisation": "XYZ"}, "tổ chức"),
        ({"structure": "later"}, "cơ cấu"),
        ({"period": "năm ngoái"}, "năm ngoái"),
        (
            {"figures": [{"indicator": "no_such", "organisation": "DUK", "period": "2023", "value": 1}]},
            "no_such",
        ),
    ],
)
def test_a_file_that_is_no_review_is_refused_in_a_sentence(office: Office, change: Any, words: str) -> None:
    content = to_json(prepared(office))
    with pytest.raises(Refusal, match=words):
        verifying.verify(content | change if isinstance(change, dict) else change, actor=office.actor("officer"))


def test_nobody_verifies_what_they_may_not_open(office: Office) -> None:
    content = to_json(prepared(office))
    with pytest.raises(Refusal, match="tổ chức"):
        verifying.verify(content, actor=office.actor("foreign"))


def test_edited_words_are_kept_over_a_new_count(office: Office) -> None:
    review = prepared(office)
    actions.edit_section(
        actor=office.actor("officer"), review=review, code="V", text="Có [[models_registered]] mô hình."
    )
    one_more(office)
    assert prepared(office).sections.get().text == "Có [[models_registered]] mô hình."
    actions.reset_section(actor=office.actor("officer"), review=review, code="V")
    assert not review.sections.exists()
