"""`neuguong import`: a workbook in. Django is not needed to begin with, so this module knows nothing of it."""

from importlib import import_module
from pathlib import Path

import click

from neuguong.interchange.reading.reader import parse
from neuguong.portal.cli.options import FILE_IN, WORKBOOK_OUT, as_json, as_someone, say, set_up


@click.command()
@click.argument("workbook", type=FILE_IN)
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra, không ghi.")
@click.option("--partial", is_flag=True, help="Ghi các dòng đúng, bỏ các dòng sai.")
@click.option("--rejects", type=WORKBOOK_OUT, help="Ghi các dòng sai kèm lý do ra tệp này.")
@as_someone
@as_json
def import_command(
    workbook: Path, dry_run: bool, partial: bool, rejects: Path | None, email: str | None, in_json: bool
) -> None:
    """Nhập một tệp Excel."""
    if rejects is not None and rejects.resolve() == workbook.resolve():
        raise click.BadParameter("cần một tệp khác với tệp được nhập", param_hint="--rejects")
    # The workbook is opened by its own process while Django makes itself ready here.
    with parse(workbook) as parsing:
        set_up()
        taking = import_module("neuguong.portal.cli.taking")
        report = taking.take(parsing, workbook, email=email, dry_run=dry_run, partial=partial)
    if rejects is not None:
        taking.write_rejects(rejects, source=workbook, report=report)
    if in_json:
        say(report.as_json())
    else:
        taking.tell(report, dry_run=dry_run)
    raise click.exceptions.Exit(0 if report.is_clean else 1)
