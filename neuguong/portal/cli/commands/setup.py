"""`neuguong init`, `demo`, `signin-link`: an installation and its first sign-in."""

import click
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from neuguong.accounts.actions import create_user, issue_link
from neuguong.accounts.actions import drop_factors as take_factors
from neuguong.accounts.models import Purpose
from neuguong.accounts.queries import by_email
from neuguong.campaigns.actions import lay_down
from neuguong.core.actor import SYSTEM
from neuguong.core.text import fold
from neuguong.organisations.actions import found_root, grant_role
from neuguong.organisations.models import Kind, Role
from neuguong.organisations.queries import installation
from neuguong.portal.cli.options import as_json, say
from neuguong.portal.demo import STAGES, load_demo


def _kind(_context: click.Context, _parameter: click.Parameter, value: str) -> Kind:
    for kind in Kind:
        if fold(str(kind.label)) == fold(value):
            return kind
    raise click.BadParameter(f"một trong: {', '.join(str(kind.label) for kind in Kind)}")


@click.command()
@click.option("--name", required=True, help="Tên tổ chức gốc.")
@click.option("--code", required=True, help="Mã tổ chức gốc.")
@click.option("--admin", required=True, metavar="EMAIL", help="Tài khoản quản trị đầu tiên.")
@click.option("--kind", default=str(Kind.BLOC.label), callback=_kind, help="Loại tổ chức; mặc định Đảng bộ khối.")
@as_json
def init_command(name: str, code: str, admin: str, kind: Kind, in_json: bool) -> None:
    """Lập một hệ thống trống: một tổ chức gốc, một quản trị viên."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        root = found_root(actor=SYSTEM, code=code, name=name, kind=kind)
        installation()
        lay_down(actor=SYSTEM, organisation=root)
        user = create_user(actor=SYSTEM, email=admin)
        grant_role(actor=SYSTEM, user=user, role=Role.ADMIN, organisation=root)
        grant_role(actor=SYSTEM, user=user, role=Role.OFFICER, organisation=root)
        link = _link(user.email)
    if in_json:
        say({"organisation": root.code, "admin": user.email, "link": link})
    else:
        click.echo(f"Đã lập {root.name} ({root.code}). Đăng nhập lần đầu, trong 10 phút:\n{link}")


@click.command()
@click.option(
    "--stage",
    type=click.IntRange(1, STAGES),
    help="Kể đến giai đoạn thứ N: 1 đến tháng 2/2024 (mặc định), 2 khi Đảng bộ Khối kết thúc năm 2025.",
)
@as_json
def demo_command(stage: int | None, in_json: bool) -> None:
    """Nạp dữ liệu minh họa; tên người trong đó là hư cấu."""
    call_command("migrate", verbosity=0)
    loaded = load_demo(stage=stage, tell=lambda line: click.echo(line, err=True))
    if in_json:
        say(loaded)
        return
    click.echo(f"Đã nạp {loaded['records']} bản ghi minh họa (tên người là hư cấu).")
    click.echo(f"Mật khẩu chung: {loaded['password']}")
    for one in loaded["cast"]:
        click.echo(f"  {one['email']:<34} {one['role']}, {one['organisation']}")


@click.command()
@click.argument("email")
@click.option("--new-password", is_flag=True, help="Liên kết sống 24 giờ và đặt mật khẩu mới.")
@click.option("--drop-factors", is_flag=True, help="Gỡ luôn lớp xác thực thứ hai, khi đã mất hết.")
@as_json
def signin_link_command(email: str, new_password: bool, drop_factors: bool, in_json: bool) -> None:
    """In một liên kết đăng nhập dùng một lần, sống mười phút."""
    if drop_factors:
        take_factors(actor=SYSTEM, user=by_email(email))
    link = _link(email, Purpose.RECOVERY if new_password else Purpose.SIGN_IN)
    if in_json:
        say({"email": email, "link": link})
    else:
        click.echo(link)


def _link(email: str, purpose: Purpose = Purpose.SIGN_IN) -> str:
    token = issue_link(actor=SYSTEM, user=by_email(email), purpose=purpose)
    return settings.PUBLIC_URL + reverse("portal:signin_link", args=[token])
