"""`neuguong audit verify`: whether the log is whole."""

import click

from neuguong.audit.queries import faults
from neuguong.portal.cli.options import as_json, say


@click.group()
def audit_command() -> None:
    """Nhật ký."""


@audit_command.command("verify")
@as_json
def verify_command(in_json: bool) -> None:
    """Tính lại chuỗi băm và nêu mọi dòng không khớp."""
    found = list(faults())
    if in_json:
        say({"faults": found})
    else:
        for fault in found:
            click.echo(fault, err=True)
        click.echo("Nhật ký nguyên vẹn." if not found else f"Nhật ký có {len(found)} chỗ không khớp.")
    raise click.exceptions.Exit(1 if found else 0)
