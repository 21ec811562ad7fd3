"""The review as a Word file: each figure a link, the annexes as the snapshot says, the words of the officer."""

import datetime as dt
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from docx.document import Document as WordDocument

from neuguong.initiatives.models import Initiative
from neuguong.organisations.queries import Structure
from neuguong.reporting import actions, document
from neuguong.reporting.annexes import CHART
from neuguong.reporting.drafting import shown
from neuguong.reporting.exporting import to_docx
from neuguong.reporting.models import Review
from tests.documents.reading import texts, values, word
from tests.reporting.office import YEAR, Office


def prepared(office: Office, **options: Any) -> Review:
    return actions.prepare_review(actor=office.actor("officer"), organisation=office.root, period=YEAR, **options)


def written(review: Review) -> WordDocument:
    return word(to_docx(review))


def links(file: WordDocument) -> list[tuple[str, str]]:
    """Return the text and the address of each link."""
    targets = {key: relation.target_ref for key, relation in file.part.rels.items() if relation.is_external}
    found: list[Any] = file.element.body.xpath(".//w:hyperlink")
    return [("".join(link.xpath(".//w:t/text()")), targets[link.get(_ID)]) for link in found]


_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


_WIDTH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}w"


def rows(file: WordDocument, index: int) -> list[list[str]]:
    """Return the texts of the table `index`, counted from the end."""
    table = file.tables[index]
    return [["".join(cell._tc.xpath(".//w:t/text()")) for cell in row.cells] for row in table.rows]


@pytest.fixture
def review(office: Office) -> Review:
    return prepared(office)


def test_each_figure_of_the_text_is_a_link_that_opens_it(review: Review) -> None:
    told = {figure["indicator"]: figure for figure in review.snapshot["figures"]}
    body = [(text, urlsplit(href)) for text, href in links(written(review)) if "within" not in href]
    assert len(body) > 25
    for text, address in body:
        code = re.fullmatch(r"/o/DUK/2023/figures/([a-z_]+)/", address.path)
        assert code, address
        figure = told[code[1]]
        sides = {figure["value"], figure.get("numerator"), figure.get("denominator")}
        assert float(re.sub(r"[.%]", "", text).replace(",", ".")) in sides, (text, code[1])
        assert f"{address.scheme}://{address.netloc}" == settings.PUBLIC_URL


def test_the_funnel_is_told(review: Review) -> None:
    text = "\n".join(texts(written(review)))
    assert "Đã có 01 cá nhân được các cấp ủy, tổ chức cấp dưới tuyên dương" in text
    assert "khen thưởng 01 tập thể" in text


def test_annex_1_is_the_figures_by_organisation_with_totals(review: Review) -> None:
    table = rows(written(review), -3)
    head, (first, second, total) = table[:-3], table[-3:]
    assert "Tổ chức cơ sở đảng" in head[0]
    assert [first[1], second[1], total[1]] == ["Chi bộ Báo tỉnh", "Đảng bộ Sở Y tế", "Toàn Đảng bộ"]
    for row, place in ((first, "BAO"), (second, "YTE")):
        own = next(one for one in review.snapshot["by_organisation"] if one["code"] == place)
        assert row[2:] == [shown(figure) for figure in own["figures"]]
    known = {figure["indicator"]: shown(figure) for figure in review.snapshot["figures"]}
    codes = [figure["indicator"] for figure in review.snapshot["by_organisation"][0]["figures"]]
    assert total[2:] == [known[code] for code in codes]


def test_a_figure_of_annex_1_opens_for_its_organisation(review: Review) -> None:
    own = {(text, href) for text, href in links(written(review)) if "within" in href}
    told = {(code[0], parse_qs(urlsplit(href).query)["within"][0]) for _text, href in own
            for code in [re.findall(r"figures/([a-z_]+)/", href)]}  # fmt: skip
    assert ("models_registered", "YTE") in told
    assert ("models_registered", "BAO") in told
    assert ("awarded_collectives", "BAO") not in told


def test_annexes_2_and_3_list_models_and_awards(review: Review) -> None:
    file = written(review)
    models, awards = rows(file, -2), rows(file, -1)
    assert [row[1] for row in models[1:]] == ["Tòa soạn số", "Một cửa thân thiện"]
    assert awards[1][1:] == [
        "Tập thể",
        "Khoa Nội",
        "Đảng bộ Sở Y tế",
        "Giấy khen",
        "127-QĐ/ĐUK, 19/05/2023",
    ]
    assert len(awards) == 2


def test_no_word_of_an_annex_s_headings_is_broken(review: Review) -> None:
    file = written(review)
    for table, index in zip((-3, -2, -1), ("1", "2", "3"), strict=True):
        widths = [int(column.get(_WIDTH)) / 56.7 for column in file.tables[table]._tbl.xpath("./w:tblGrid/w:gridCol")]
        heads = rows(file, table)[1 if index == "1" else 0]
        for width, head in zip(widths, heads, strict=True):
            # A bold letter of 12 points is about 2.3 mm wide; 1 mm stays free on either side.
            assert width - 2 >= max((len(word) for word in head.split()), default=0) * 2.3, (index, head)


def test_models_with_a_before_and_an_after_are_told(review: Review) -> None:
    text = "\n".join(texts(written(review)))
    assert "- “Một cửa thân thiện” của Đảng bộ Sở Y tế: từ 30 phút đến 12 phút." in text
    assert "“Tòa soạn số”" not in text


def test_there_are_three_charts(office: Office) -> None:
    Initiative.objects.update(field="Chuyển đổi số")
    assert len(values(written(prepared(office)), ".//wp:docPr/@descr")) == 3


def test_a_crowded_chart_goes_to_an_annex(review: Review) -> None:
    review.snapshot["by_organisation"] *= 20
    built = document.build(review)
    assert [annex.number for annex in built.annexes] == ["1", "2", "3", CHART]
    (picture,) = built.annexes[-1].blocks
    assert picture.width * picture.ratio <= 201  # type: ignore[union-attr]
    assert len([block for block in built.blocks if block.kind == "picture"]) == 2


def test_the_structure_of_today_is_asked_for_in_the_links(office: Office) -> None:
    own = links(written(prepared(office, structure=Structure.NOW)))
    assert own
    assert all("structure=now" in href for _text, href in own)


def test_an_officers_words_keep_their_figures(office: Office, review: Review) -> None:
    words = "Toàn khối có [[models_registered]] mô hình.\n\nTiếp tục nhân rộng."
    actions.edit_section(actor=office.actor("officer"), review=review, code="VI", text=words)
    file = written(review)
    assert {"Toàn khối có 02 mô hình.", "Tiếp tục nhân rộng."} <= set(texts(file))
    assert ("02", f"{settings.PUBLIC_URL}/o/DUK/2023/figures/models_registered/") in links(file)


def test_a_section_stands_once_it_has_words_and_the_rest_moves_on(office: Office, review: Review) -> None:
    before = texts(written(review))
    assert not any("tuyên truyền" in line for line in before)
    actions.edit_section(actor=office.actor("officer"), review=review, code="II.6", text="Có 12 tin, bài.")
    actions.edit_section(actor=office.actor("officer"), review=review, code="II.5", text="")
    after = texts(written(review))
    assert "5. Công tác tuyên truyền" in after
    assert not any("Sinh hoạt chuyên đề" in line and line[0].isdigit() for line in after)


def test_a_frozen_review_is_written_as_it_was(office: Office, review: Review) -> None:
    actions.freeze_review(actor=office.actor("officer"), review=review)
    stored = Review.objects.get()
    before = texts(written(stored))
    Initiative.objects.create(
        organisation=office.places["YTE"], code="MH99", name="Mới", registered_on=dt.date(2023, 9, 2)
    )
    assert texts(written(Review.objects.get())) == before


def test_the_date_chooses_the_rule_set_and_the_number_stands(office: Office, review: Review) -> None:
    facts = {"number": 5, "date": "2023-11-14", "signer": "Hoàng Thị Lan", "place": "Yên Bái"}
    actions.set_facts(actor=office.actor("officer"), review=review, facts=facts)
    text = "\n".join(texts(written(review)))
    assert "Số 05-BC/ĐUK" in text
    assert "Yên Bái, ngày 14 tháng 11 năm 2023" in text
    assert "T/M BAN THƯỜNG VỤ" in text
    assert "Hoàng Thị Lan" in text
