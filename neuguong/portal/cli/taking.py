"""The part of `neuguong import` that Django has to be ready for."""

from importlib import import_module
from pathlib import Path

import click

from neuguong.core.errors import Refusal
from neuguong.interchange.actions import Report, import_workbook
from neuguong.interchange.reading.reader import Parsing
from neuguong.portal.cli.common import actor_of
from neuguong.portal.cli.failing import explain

_MOST_SHOWN = 50


def take(parsing: Parsing, path: Path, *, email: str | None, dry_run: bool, partial: bool) -> Report:
    """Import the workbook at `path`, which is being parsed; a refusal as a whole is a report too."""
    try:
        return import_workbook(actor=actor_of(email), path=path, parsing=parsing, dry_run=dry_run, partial=partial)
    except Refusal as refusal:
        return Report.refused(refusal.message)


def write_rejects(path: Path, *, source: Path, report: Report) -> None:
    """Write the wrong rows; if that fails, the report still tells what was written, and this as well."""
    try:
        # What writes workbooks takes its time to load, and most imports have nothing for it.
        import_module("neuguong.interchange.exporting").write_rejects(path, source=source, report=report)
    except OSError as error:
        report.add_failure(f"Không ghi được các dòng sai: {explain(error)}")


def tell(report: Report, *, dry_run: bool) -> None:
    """Say what was done, or would be, in words."""
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
