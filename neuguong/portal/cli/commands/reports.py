"""`neuguong report review`, `verify`: the review as a file, and its figures computed anew."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from neuguong.campaigns.periods import Period
from neuguong.core.errors import Refusal
from neuguong.core.files import write_whole
from neuguong.organisations.queries import Structure
from neuguong.portal.cli.common import about, actor_of, organisation_of, structured
from neuguong.portal.cli.options import FILE_IN, FileType, as_json, as_someone, say
from neuguong.reporting.actions import freeze_review, prepare_review
from neuguong.reporting.exporting import to_docx, to_json, to_pdf
from neuguong.reporting.models import Review
from neuguong.reporting.verifying import Difference, verify


def _json(review: Review) -> bytes:
    return json.dumps(to_json(review), ensure_ascii=False, indent=1).encode() + b"\n"


_WRITERS: dict[str, Callable[[Review], bytes]] = {".docx": to_docx, ".pdf": to_pdf, ".json": _json}
REVIEW_OUT = FileType(to_read=False, endings=tuple(_WRITERS))


@click.group()
def report_command() -> None:
    """Báo cáo."""


@report_command.command("review")
@about
@click.option("-o", "--output", required=True, type=REVIEW_OUT, help="Tệp .docx, .pdf hoặc .json.")
@click.option("--freeze", is_flag=True, help="Chốt số liệu.")
@structured
@as_someone
@as_json
def review_command(
    organisation: str,
    period: Period,
    output: Path,
    freeze: bool,
    structure: str,
    email: str | None,
    in_json: bool,
) -> None:
    """Viết báo cáo sơ kết của một tổ chức trong một kỳ."""
    actor = actor_of(email)
    found = organisation_of(actor, organisation)
    review = prepare_review(actor=actor, organisation=found, period=period, structure=Structure(structure))
    if freeze:
        review = freeze_review(actor=actor, review=review)
    write_whole(output, _WRITERS[output.suffix.lower()](review))
    if in_json:
        about_it = {name: value for name, value in to_json(review).items() if name != "figures"}
        say({**about_it, "file": str(output)})
    else:
        click.echo(f"Đã ghi {output}{', số liệu đã chốt' if review.is_frozen else ''}.")


@click.command()
@click.argument("file", type=FILE_IN, metavar="F.json")
@as_someone
@as_json
def verify_command(file: Path, email: str | None, in_json: bool) -> None:
    """Tính lại các số liệu của báo cáo và nêu từng số liệu khác."""
    differences = verify(_content(file), actor=actor_of(email))
    if in_json:
        say([difference.as_json() for difference in differences])
    else:
        for difference in differences:
            click.echo(_words(difference), err=True)
        click.echo(f"Có {len(differences)} chỗ khác." if differences else "Mọi số liệu khớp với các bản ghi.")
    raise click.exceptions.Exit(1 if differences else 0)


def _content(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except ValueError as error:
        raise Refusal(f"{file} không phải tệp JSON. Dùng tệp do «neuguong report review -o F.json» ghi.") from error


def _words(difference: Difference) -> str:
    whose = f"{difference.indicator or 'mã băm của tệp'} · {difference.organisation} · {difference.period}"
    return f"{whose}: {difference.what} trong tệp {difference.stated}, nay {difference.found}"
