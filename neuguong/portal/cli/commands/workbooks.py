"""`neuguong template`, `undo`: workbooks out, and an import taken back."""

from pathlib import Path

import click

from neuguong.interchange.exporting import write_template
from neuguong.interchange.kinds import KINDS
from neuguong.interchange.undoing import undo_batch
from neuguong.portal.cli.common import actor_of, organisation_of
from neuguong.portal.cli.options import WORKBOOK_OUT, as_json, as_someone, say


@click.command()
@click.argument("kinds", nargs=-1, required=True, metavar="KIND…", type=click.Choice(list(KINDS)))
@click.option("-o", "--output", required=True, type=WORKBOOK_OUT, help="Tệp .xlsx sẽ ghi.")
@click.option("--organisation", metavar="CODE", help="Điền sẵn dữ liệu của tổ chức này và cấp dưới.")
@as_someone
@as_json
def template_command(
    kinds: tuple[str, ...], output: Path, organisation: str | None, email: str | None, in_json: bool
) -> None:
    """Ghi tệp mẫu, mỗi loại một trang."""
    actor = actor_of(email)
    found = organisation_of(actor, organisation) if organisation else None
    write_template(output, actor=actor, kinds=kinds, organisation=found)
    if in_json:
        say({"file": str(output), "kinds": list(kinds)})
    else:
        click.echo(f"Đã ghi {output}.")


@click.command()
@click.argument("batch", type=int)
@as_someone
@as_json
def undo_command(batch: int, email: str | None, in_json: bool) -> None:
    """Lấy lại một lần nhập."""
    undone = undo_batch(actor=actor_of(email), number=batch)
    if in_json:
        say({"batch": undone.pk, "created": undone.created, "updated": undone.updated})
    else:
        click.echo(f"Đã lấy lại lần nhập số {undone.pk}: bỏ {undone.created} bản ghi mới, trả lại {undone.updated}.")
