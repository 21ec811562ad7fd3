"""`neuguong report review`, `verify`: the review as a file, and whether its figures still hold."""

import json
from collections.abc import Callable
from pathlib import Path

import click

from neuguong.campaigns.periods import Period
from neuguong.core.errors import Refusal
from neuguong.organisations.queries import Structure
from neuguong.portal.cli.common import about, actor_of, as_json, as_someone, organisation_of, say, structured
from neuguong.reporting.actions import freeze_review, prepare_review
from neuguong.reporting.exporting import to_docx, to_json, to_pdf
from neuguong.reporting.models import Review
from neuguong.reporting.verifying import verify

_FILE = click.Path(dir_okay=False, path_type=Path)


def _json(review: Review) -> bytes:
    return (json.dumps(to_json(review), ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS: dict[str, Callable[[Review], bytes]] = {".docx": to_docx, ".pdf": to_pdf, ".json": _json}


@click.group()
def report_command() -> None:
    """Báo cáo."""


@report_command.command("review")
@about
@click.option("-o", "--output", required=True, type=_FILE, help="Tệp .docx, .pdf hoặc .json sẽ ghi.")
@click.option("--freeze", is_flag=True, help="Chốt số liệu.")
@structured
@as_someone
@as_json
def review_command(
    organisation: str, period: Period, output: Path, freeze: bool, structure: str, email: str | None, in_json: bool
) -> None:
    """Viết báo cáo sơ kết của một kỳ."""
    writer = _WRITERS.get(output.suffix.lower())
    if writer is None:
        raise click.BadParameter(f"cần đuôi {', '.join(_WRITERS)}", param_hint="--output")
    actor = actor_of(email)
    place = organisation_of(actor, organisation)
    review = prepare_review(actor=actor, organisation=place, period=period, structure=Structure(structure))
    if freeze:
        review = freeze_review(actor=actor, review=review)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(writer(review))
    if in_json:
        content = to_json(review)
        say({"file": str(output), "frozen": content["frozen"], "hash": content["hash"]})
    else:
        click.echo(f"Đã ghi {output}.")


@click.command()
@click.argument("path", metavar="F.json", type=_FILE)
@as_someone
@as_json
def verify_command(path: Path, email: str | None, in_json: bool) -> None:
    """Tính lại mọi số liệu trong tệp và nêu từng số liệu đã khác."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refusal(f"{path} không phải tệp JSON: {error}.") from error
    found = verify(content, actor=actor_of(email))
    if in_json:
        say([one.as_json() for one in found])
    for one in found:
        named = one.indicator or "tệp"
        said = f"{one.what} ghi {one.stated}, nay {one.found}"
        click.echo(f"{named} ({one.organisation}, {one.period}): {said}", err=True)
    if not found and not in_json:
        click.echo(f"Khớp: {len(content['figures'])} số liệu.")
    raise click.exceptions.Exit(1 if found else 0)
