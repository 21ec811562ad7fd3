"""`neuguong serve`: the web in one process tree."""

import click
from django.core.management import call_command
from granian.constants import Interfaces
from granian.server import Server

from neuguong.portal.assets import collect
from neuguong.portal.demo import cast, password


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình web.")
def serve_command(host: str, port: int, workers: int) -> None:
    """Phục vụ trang web."""
    call_command("migrate", verbosity=0)
    collect()
    _greet()
    click.echo(f"Nêu Gương đang phục vụ tại http://{host}:{port} (Ctrl+C để dừng).")
    Server(
        "neuguong.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
    ).serve()


def _greet() -> None:
    """Print the cast's logins, where this is the demonstration."""
    word = password()
    if word is not None:
        click.echo(f"Dữ liệu minh họa (tên người là hư cấu). Mật khẩu chung: {word}")
        for one in cast():
            click.echo(f"  {one['email']:<34} {one['role']}, {one['organisation']}")
