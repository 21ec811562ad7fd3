"""From a review to the document that is rendered as Word, PDF and page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from neuguong.campaigns.periods import parse
from neuguong.core import clock
from neuguong.core.languages import official
from neuguong.documents import charts
from neuguong.documents.blocks import (
    Block,
    Bullet,
    Heading,
    OfficialDocument,
    Paragraph,
    Picture,
    Text,
)
from neuguong.documents.formats import Family
from neuguong.reporting.annexes import CHART, annexes
from neuguong.reporting.drafting import compose
from neuguong.reporting.facts import facts_of
from neuguong.reporting.models import Review
from neuguong.reporting.sections import Placed, figures_by_code, placed

Draw = Callable[[str, charts.Spec, str, str], Picture]
# The name is not to be broken over two lines.
# A chart with more bars than this fills a page by itself.
_IN_TEXT = 24
_SUBJECT = "việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ\u00a0Chí\u00a0Minh theo Kết luận số\u00a001-KL/TW"


def build(review: Review, *, draw: Draw | None = None, whole: bool = True, site: str | None = None) -> OfficialDocument:
    """Return the review as a document; its date decides the format. Reads the snapshot, counts nothing.

    `draw` makes a picture of a chart's name, specification, alternative text and caption; without
    `whole` the annexes are left out.
    """
    facts, writer = facts_of(review), _Writer(review, draw or draw_now, settings.PUBLIC_URL if site is None else site)
    return OfficialDocument(
        family=Family.PARTY,
        date=facts.day(clock.today()),
        type_code="BC",
        abstract=abstract(review),
        higher=facts.higher,
        issuer=facts.issuer,
        issuer_code=facts.issuer_code,
        place=facts.place,
        number=facts.number,
        blocks=tuple(writer.blocks()),
        annexes=annexes(review.snapshot, writer.link, writer.commitments_aside()) if whole else (),
        authority=facts.authority,
        position=facts.position,
        signer=facts.signer,
        recipients=facts.recipients,
        kept=facts.kept,
    )


def draw_now(_name: str, spec: charts.Spec, alt: str, caption: str) -> Picture:
    """Draw now; the engine is loaded only by those who draw, for it takes as much memory as all the rest."""
    picture: Picture = import_module("neuguong.documents.charting").draw(spec, alt, caption)
    return picture


def abstract(review: Review) -> str:
    """Return what the review is about: "sơ kết …, giai đoạn 2021–2023"."""
    with official():
        label = parse(review.period).label
    when = f"giai đoạn {label}" if ".." in review.period else label
    return f"sơ kết {_SUBJECT}, {when}"


def figure_address(review: Review, code: str, within: str = "", *, site: str = "") -> str:
    """Return the address at which a figure opens, from `site` on."""
    query = {}
    if within:
        query["within"] = within
    if review.structure != "then":
        query["structure"] = review.structure
    place = quote(review.organisation.code, safe="")
    address = f"{site}/o/{place}/{review.period}/figures/{code}/"
    return f"{address}?{urlencode(query)}" if query else address


class _Writer:
    """Writes the sections of one review."""

    def __init__(self, review: Review, draw: Draw, site: str) -> None:
        self.review, self.draw, self.site = review, draw, site
        self.figures = figures_by_code(review)

    def link(self, code: str, within: str = "") -> str:
        """Return where a figure opens."""
        return figure_address(self.review, code, within, site=self.site)

    def blocks(self) -> list[Block]:
        """Return all sections that stand in the document."""
        return [block for one in placed(self.review) if one.stands for block in self._section(one)]

    def commitments_aside(self) -> Picture | None:
        """Return the chart of commitments where it has too many bars for the text, and goes to the annex."""
        return self._commitments() if self._crowded else None

    def _section(self, one: Placed) -> Iterator[Block]:
        yield Heading(one.section.level, one.number, one.section.title, f"p-{one.section.code}")
        for line in one.text.split("\n"):
            if line.strip():
                yield Paragraph(compose(line.strip(), self.figures, self.link))
        for extra in one.section.extras:
            yield from self._extra(extra)

    def _extra(self, name: str) -> list[Block]:
        if name == "models":
            return _listed("Tiêu biểu là các mô hình:", [_model(row) for row in self._picked()])
        if name == "exemplars":
            chosen = [_exemplar(row) for row in self.review.snapshot["exemplars"]]
            return _listed("Tiêu biểu trong các điển hình tiên tiến:", chosen)
        if name == "chart:commitments" and self._crowded:
            return [Paragraph((Text(f"(Kết quả ký cam kết của từng tổ chức: Phụ lục {CHART}.)", italic=True),))]
        drawing = {"chart:funnel": self._funnel, "chart:commitments": self._commitments, "chart:fields": self._fields}
        picture = drawing[name]()
        return [picture] if picture else []

    def _picked(self) -> list[Mapping[str, Any]]:
        return [row for row in self.review.snapshot["models"] if row["code"] in self.review.snapshot["picked"]]

    @property
    def _crowded(self) -> bool:
        return len(self.review.snapshot["by_organisation"]) > _IN_TEXT

    def _funnel(self) -> Picture | None:
        steps = [
            charts.Step("Cơ sở, đoàn thể khen", *self._pair("commended_grassroots")),
            charts.Step("Cơ sở đề nghị", *self._pair("nominated")),
            charts.Step(f"{_short(facts_of(self.review).issuer)} khen", *self._pair("awarded")),
            charts.Step("Đề nghị tỉnh khen", *self._pair("proposed_province")),
            charts.Step("Đề nghị Trung ương", *self._pair("proposed_central")),
        ]
        if not any(step.collectives or step.people for step in steps):
            return None
        alt = "; ".join(f"{step.label}: {step.collectives} tập thể, {step.people} cá nhân" for step in steps)
        return self.draw("funnel", charts.funnel(steps), alt, "Biểu đồ: Từ khen thưởng ở cơ sở đến đề nghị cấp trên")

    def _pair(self, name: str) -> tuple[int, int]:
        return tuple(self.figures.get(f"{name}_{of}", {}).get("value") or 0 for of in ("collectives", "people"))  # type: ignore[return-value]

    def _commitments(self) -> Picture | None:
        rows = []
        for row in self.review.snapshot["by_organisation"]:
            own = {figure["indicator"]: figure for figure in row["figures"]}
            rate = own.get("commitments_rate", {})
            if rate.get("denominator"):
                rows.append(charts.OrganisationRow(row["name"], rate["numerator"], rate["denominator"]))
        if not rows:
            return None
        signed, due = sum(row.signed for row in rows), sum(row.due for row in rows)
        alt = f"Tỷ lệ ký cam kết của {len(rows)} tổ chức; tổng cộng {signed} trên {due} bản"
        return self.draw(
            "commitments", charts.bars_by_organisation(rows), alt, "Biểu đồ: Tỷ lệ ký cam kết theo tổ chức cơ sở đảng"
        )

    def _fields(self) -> Picture | None:
        rows = [charts.CategoryRow(name, count) for name, count in self.review.snapshot["fields"]]
        if not rows:
            return None
        alt = "; ".join(f"{row.name}: {row.count} mô hình" for row in rows)
        return self.draw("fields", charts.bars_by_category(rows), alt, "Biểu đồ: Mô hình đăng ký theo lĩnh vực")


def _short(issuer: str) -> str:
    """Return what a body is called within its own documents: "Đảng ủy", "Chi bộ"."""
    return " ".join(issuer.split()[:2])


def _listed(lead: str, items: Sequence[tuple[Text, ...]]) -> list[Block]:
    """Return a lead and its items, each closed as Party documents close them: ";", the last "."."""
    if not items:
        return []
    ends = [";"] * (len(items) - 1) + ["."]
    closed = [(*item[:-1], replace(item[-1], text=item[-1].text + end)) for item, end in zip(items, ends, strict=True)]
    return [Paragraph((Text(lead),)), *(Bullet(item) for item in closed)]


def _model(row: Mapping[str, Any]) -> tuple[Text, ...]:
    """Return who has a model, and its before and after."""
    told = f" của {row['organisation']}"
    if row["baseline"] and row["result"]:
        told += f": từ {row['baseline'].rstrip('.')} đến {row['result'].rstrip('.')}"
        if row["unit"] and row["unit"] not in row["result"]:
            told += f" {row['unit']}"
    return Text(f"“{row['name']}”", italic=True), Text(told)


def _exemplar(row: Mapping[str, Any]) -> tuple[Text, ...]:
    merit = f": {row['merit'].strip().rstrip('.')}" if row["merit"].strip() else ""
    return (Text(f"{row['name']}, {row['organisation']}{merit}"),)
