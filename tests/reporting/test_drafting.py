"""Sentences with tokens: what is drafted, how figures are written in them, what an officer may type."""

from typing import Any

import pytest

from neuguong.campaigns.indicators import REGISTRY
from neuguong.core.errors import Refusal
from neuguong.documents.blocks import Figure, plain
from neuguong.organisations.models import Kind, Organisation
from neuguong.reporting import drafting
from neuguong.reporting.outline import BY_CODE, OUTLINE
from neuguong.reporting.voice import Voice, voice_of

BLOC = voice_of(Organisation(kind=Kind.BLOC), "Tỉnh ủy\nYên Bái")
CELL = voice_of(Organisation(kind=Kind.CELL), "Đảng ủy Sở Y tế")


def count(value: int) -> dict[str, Any]:
    return {"value": value, "unit": "tổ chức"}


def rate(part: int, whole: int) -> dict[str, Any]:
    share = round(100 * part / whole, 1) if whole else None
    return {"value": share, "unit": "%", "numerator": part, "denominator": whole}


def drafted(code: str, voice: Voice = BLOC, **figures: dict[str, Any]) -> str:
    text = drafting.draft(BY_CODE[code], figures, voice)
    return "\n".join(plain(drafting.compose(line, figures, lambda _code: "/")) for line in text.split("\n"))


def test_every_token_and_condition_names_an_indicator() -> None:
    assert set(drafting.told_codes()) <= REGISTRY.by_code.keys()


def test_every_rate_is_told_with_both_sides() -> None:
    rates = {code for code, item in REGISTRY.by_code.items() if hasattr(item, "numerator")}
    for section in OUTLINE:
        for sentence in (one for lines in section.sentences for one in lines):
            told = {code for code in drafting.tokens(sentence.text) if code in rates}
            for code in told:
                assert f"[[{code}:n]]/[[{code}:d]]" in sentence.text, (section.code, code)


def test_a_share_is_told_as_documents_do() -> None:
    assert "71/71 tổ chức cơ sở đảng (đạt 100%) đã ban hành kế hoạch" in drafted(
        "I.2", plans_issued=count(71), plans_rate=rate(71, 71)
    )
    assert "4.987/5.051 lượt phải dự (98,7%)" in drafted("I.1", study_sessions=count(3), study_rate=rate(4987, 5051))


def test_a_sentence_whose_figures_say_nothing_is_left_out() -> None:
    text = drafted("I.2", plans_issued=count(3), plans_rate=rate(3, 4), tasks_assigned=count(0))
    assert "3/4" in text
    assert "nhiệm vụ" not in text


def test_where_nothing_is_recorded_the_draft_says_so() -> None:
    for code, words in (
        ("I.1", "chưa ghi nhận buổi học tập"),
        ("I.2", "chưa ghi nhận kế hoạch"),
        ("II.2", "chưa ghi nhận bản cam kết"),
        ("II.3", "chưa ghi nhận mô hình"),
        ("II.4", "chưa ghi nhận vấn đề"),
        ("II.5", "chưa ghi nhận buổi sinh hoạt"),
        ("III", "chưa ghi nhận khen thưởng"),
    ):
        assert words in drafted(code)
        assert not any(letter.isdigit() for letter in drafted(code))


def test_parts_without_a_figure_are_dropped_and_the_rest_is_joined() -> None:
    funnel = {"awarded_collectives": count(20), "awarded_people": count(20), "nominated_people": count(4)}
    text = drafted("III", BLOC, **funnel)
    assert "đã ban hành quyết định khen thưởng 20 tập thể và 20 cá nhân." in text
    assert "Đã đề nghị cấp trên khen thưởng 04 cá nhân." in text
    assert "Trung ương" not in text
    ranks = {"ranked_total": count(9), "ranked_excellent": count(2), "ranked_good": count(4), "ranked_failed": count(3)}
    assert "02 hoàn thành xuất sắc nhiệm vụ, 04 hoàn thành tốt nhiệm vụ và 03 không hoàn thành" in drafted(
        "II.8", BLOC, **ranks
    )


def test_a_cell_speaks_of_itself() -> None:
    text = drafted("I.1", CELL, study_sessions=count(3), study_visits=count(40))
    assert text.startswith("Xác định giáo dục chính trị, tư tưởng có ý nghĩa quan trọng, Chi ủy đã chỉ đạo Chi bộ")
    assert "Trong kỳ, Chi bộ đã tổ chức 03 buổi học tập, quán triệt với 40 lượt người dự." in text
    assert "tổ chức cơ sở đảng" not in drafted("I.2", CELL, plans_issued=count(1), plans_rate=rate(1, 1))
    assert "Đề nghị Đảng ủy Sở Y tế" in drafted("VI", CELL)


@pytest.mark.parametrize("voice", [BLOC, CELL, voice_of(Organisation(kind=Kind.MASS), "")])
def test_no_brace_is_left(voice: Voice) -> None:
    figures = {code: rate(3, 4) | {"value": 3} for code in drafting.told_codes()}
    for section in OUTLINE:
        text = drafting.draft(section, figures, voice)
        assert not set("{}<>") & set(text), section.code
        drafting.check(text, figures)


def test_shortcomings_are_named_by_count() -> None:
    text = drafted(
        "IV.1", grassroots_without_plan=count(2), tasks_late=count(112), commitments_unsigned=count(370),
        commitment_units_below=count(12), issues_open=count(9),
    )  # fmt: skip
    for words in (
        "02 tổ chức cơ sở đảng chưa ban hành",
        "112 nhiệm vụ chậm",
        "370 bản cam kết",
        "12 tổ chức cơ sở đảng đạt tỷ lệ ký cam kết dưới 95%",
        "09 vấn đề",
    ):
        assert words in text
    assert not any(letter.isdigit() for letter in drafted("IV.1"))


@pytest.mark.parametrize(
    ("figure", "part", "told"),
    [
        (count(1234), None, "1.234"),
        (count(4), None, "04"),
        (count(0), None, "0"),
        (rate(1, 3), None, "33,3%"),
        (rate(4, 4), "n", "4"),
        (rate(0, 0), None, "–"),
        ({}, None, "–"),
    ],
)
def test_how_sentences_write_figures(figure: dict[str, Any], part: str | None, told: str) -> None:
    assert drafting.told(figure, part) == told


def test_figures_in_text_are_links() -> None:
    runs = drafting.compose("Có [[a]] và [[b]].", {"a": count(12)}, lambda code: f"/figures/{code}/")
    assert [(run.text, run.href) for run in runs if isinstance(run, Figure)] == [
        ("12", "/figures/a/"),
        ("–", "/figures/b/"),
    ]
    assert plain(runs) == "Có 12 và –."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Có [[plan_rate]].", "plan_rate.*Gần giống: plans_rate"),
        ("Có [[xyz]].", "xyz"),
        ("Có [[plans_rate:n]]/[[models_registered:d]].", "models_registered.*số đếm"),
        ("Có [[plans_rate].", "thừa"),
        ("Có [[Plans_rate]].", "thừa"),
        ("Có [[plans_rate:x]].", "thừa"),
    ],
)
def test_a_wrong_token_is_refused_with_what_there_is(text: str, words: str) -> None:
    figures = {"plans_rate": rate(1, 2), "models_registered": count(3)}
    with pytest.raises(Refusal, match=words):
        drafting.check(text, figures)


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(Refusal, match=r"IX\.9"):
        drafting.section_of("IX.9")


def test_committees_right_above_the_base_speak_as_one() -> None:
    assert voice_of(Organisation(kind=Kind.UPPER), "Tỉnh ủy\nYên Bái") == BLOC
