"""`neuguong settings`: what an operator may set."""

import json

import click
from django.conf import settings


@click.command()
@click.option("--json", "in_json", is_flag=True, help="In kết quả dạng JSON.")
def settings_command(in_json: bool) -> None:
    """Liệt kê các thiết lập (biến môi trường)."""
    options = settings.OPTIONS.values()
    if in_json:
        names = ("name", "default", "meaning")
        rows = [{**{name: getattr(one, name) for name in names}, "value": one.shown()} for one in options]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for option in options:
        click.echo(f"{option.name}={option.shown()}\n    {option.meaning}. Mặc định: {option.default or '(trống)'}")
