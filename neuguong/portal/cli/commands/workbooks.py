"""`neuguong template`, `import`, `undo`: workbooks out and in."""

from pathlib import Path

import click

from neuguong.core.errors import Refusal
from neuguong.interchange.actions import Report, import_workbook
from neuguong.interchange.exporting import write_rejects, write_template
from neuguong.interchange.kinds import KINDS
from neuguong.interchange.undoing import undo_batch
from neuguong.portal.cli.common import FILE_IN, FILE_OUT, actor_of, as_json, as_someone, organisation_of, say

_MOST_SHOWN = 50


@click.command()
@click.argument("kinds", nargs=-1, required=True, metavar="KIND…", type=click.Choice(list(KINDS)))
@click.option("-o", "--output", required=True, type=FILE_OUT, help="Tệp .xlsx sẽ ghi.")
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
@click.argument("workbook", type=FILE_IN)
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi.")
@click.option("--partial", is_flag=True, help="Ghi các dòng đúng, bỏ các dòng sai.")
@click.option("--rejects", type=FILE_OUT, help="Ghi các dòng sai kèm lý do ra tệp này.")
@as_someone
@as_json
def import_command(
    workbook: Path, dry_run: bool, partial: bool, rejects: Path | None, email: str | None, in_json: bool
) -> None:
    """Nhập một tệp Excel."""
    if rejects is not None and rejects.resolve() == workbook.resolve():
        raise click.BadParameter("cần một tệp khác với tệp được nhập", param_hint="--rejects")
    try:
        report = import_workbook(actor=actor_of(email), path=workbook, dry_run=dry_run, partial=partial)
    except Refusal as refusal:
        report = Report.refused(refusal.message)
    if rejects is not None:
        write_rejects(rejects, source=workbook, report=report)
    if in_json:
        say(report.as_json())
    else:
        _tell(report, dry_run)
    raise click.exceptions.Exit(0 if report.is_clean else 1)


def _tell(report: Report, dry_run: bool) -> None:
    for error in report.errors[:_MOST_SHOWN]:
        click.echo(error.message, err=True)
    if len(report.errors) > _MOST_SHOWN:
        click.echo(f"… và {len(report.errors) - _MOST_SHOWN} lỗi nữa; dùng --rejects để lấy các dòng sai.", err=True)
    for body, count in report.outside.items():
        click.echo(f"Coi là cơ quan ngoài hệ thống: {body} ({count} dòng).")
    counts = (
        f"mới {report.created}, sửa {report.updated}, không đổi {report.unchanged}, bỏ qua {report.skipped}, "
        f"lỗi {len(report.errors)}"
    )
    click.echo(f"{'Thử, chưa ghi' if dry_run else 'Kết quả'}: {counts}.")
    if report.batch is not None:
        click.echo(f"Lần nhập số {report.batch}; lấy lại bằng «neuguong undo {report.batch}».")


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
