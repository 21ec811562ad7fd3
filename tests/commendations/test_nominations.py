"""The register of nominations."""

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from neuguong.commendations.models import Nomination, Round
from neuguong.core import clock
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.registers import RegisterChecks

ROUND = "Sơ kết 2021–2023"


class TestNominations(RegisterChecks):
    stem = "commendations:nomination_"
    detail = "commendations:nomination"
    model = Nomination
    said: ClassVar[dict[str, Any]] = {
        "round": ROUND,
        "organisation": "Chi bộ Chi cục Dân số (DSO)",
        "subject": "person",
        "name": "Hoàng Thị Mỷ",
        "target": "upper",
        "nominated_on": "05/03/2023",
        "form": "Giấy khen",
    }
    shown = "Hoàng Thị Mỷ"
    change = ({"outcome": "refused"}, "không đạt")
    wrong = ({"round": "Đợt không có"}, "Không tìm thấy «Đợt không có»")

    @pytest.fixture
    def bloc(self, db: None) -> Iterator[Bloc]:
        with clock.freeze(MOMENT):
            found = found_bloc()
            Round.objects.create(name=ROUND, stage="2021..2023", since="2021-01-01", until="2023-12-31")
            yield found

    def write(self, bloc: Bloc, index: int, code: str = "DSO") -> Nomination:
        return Nomination.objects.create(
            round=Round.objects.get(),
            organisation=bloc.places[code],
            subject="collective",
            name=f"Tập thể {index}",
            target="upper",
            nominated_on=DAY,
            counted_on=DAY,
        )

    @pytest.mark.parametrize(
        ("outcome", "word", "tone"),
        [("", "đang xét", "amber"), ("granted", "đạt", "green"), ("refused", "không đạt", "grey")],
    )
    def test_the_outcome_is_a_word(self, bloc: Bloc, outcome: str, word: str, tone: str) -> None:
        record = self.write(bloc, 1)
        Nomination.objects.update(outcome=outcome)
        pill = f'<span class="state state-{tone}">{word}</span>'
        assert pill in bloc.open("cell", "commendations:nomination_list").content.decode()
        assert pill in bloc.open("cell", self.detail, record.pk).content.decode()

    def test_what_is_open_can_be_asked_for(self, bloc: Bloc) -> None:
        records = [self.write(bloc, index) for index in range(3)]
        for record, outcome in zip(records, ("", "granted", "refused"), strict=True):
            Nomination.objects.filter(pk=record.pk).update(outcome=outcome)
        for asked, record in zip(("open", "granted", "refused"), records, strict=True):
            page = bloc.open("cell", "commendations:nomination_list", outcome=asked)
            assert [line.pk for line in page.context["lines"]] == [record.pk]

    def test_a_nomination_begins_with_the_round_that_led_there(self, bloc: Bloc) -> None:
        page = bloc.open("cell", "commendations:round", Round.objects.get().pk)
        add = next(block.add for block in page.context["blocks"] if block.add)
        form = bloc.client("cell").get(add.href).context["form"]
        assert form["round"].value() == ROUND
        assert form["organisation"].value() == "Chi bộ Chi cục Dân số (DSO)"
