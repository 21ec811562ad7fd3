"""`neuguong serve`: web, worker and scheduler in one process tree."""

from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from granian.constants import Interfaces, SSLProtocols
from granian.server import Server

from neuguong.portal.assets import collect
from neuguong.portal.cli.commands.ticking import ticking
from neuguong.portal.cli.commands.working import working
from neuguong.portal.demo import cast, password

PEM = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình web.")
@click.option("--certificate", type=PEM, help="Tệp chứng thư TLS (PEM), đi cùng --key.")
@click.option("--key", type=PEM, help="Tệp khóa của chứng thư (PEM).")
def serve_command(host: str, port: int, workers: int, certificate: Path | None, key: Path | None) -> None:
    """Phục vụ trang web, gửi thư, làm các việc định kỳ."""
    if (certificate is None) != (key is None):
        raise click.UsageError("Cần cả --certificate và --key.")
    click.echo("Đang kiểm tra cơ sở dữ liệu.")
    call_command("migrate", verbosity=0)
    collect(click.echo)
    _greet()
    click.echo(f"Nêu Gương đang phục vụ tại {'https' if key else 'http'}://{host}:{port} (Ctrl+C để dừng).")
    with ticking(), working():
        Server(
            "neuguong.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=settings.WEB_THREADS,
            ssl_cert=certificate,
            ssl_key=key,
            ssl_protocol_min=SSLProtocols.tls12,
        ).serve()


def _greet() -> None:
    """Print the cast's logins, where this is the demonstration."""
    word = password()
    if word is not None:
        click.echo(f"Dữ liệu minh họa (tên người là hư cấu). Mật khẩu chung: {word}")
        for one in cast():
            click.echo(f"  {one['email']:<34} {one['role']}, {one['organisation']}")
