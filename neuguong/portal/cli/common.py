"""What commands share: who acts, how a period and an organisation are given."""

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import click

from neuguong.accounts.queries import by_email
from neuguong.campaigns.periods import Period, parse
from neuguong.core.actor import SYSTEM, Actor
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import Structure, actor_for
from neuguong.organisations.rules import get_visible, visible_to

F = TypeVar("F", bound=Callable[..., Any])


class PeriodType(click.ParamType[Period]):
    """`2023`, `2023-Q3`, `2023-H1`, `2023-07`, `2021..2023`."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read a period, or fail as wrong use."""
        if isinstance(value, Period):
            return value
        try:
            return parse(str(value))
        except Refusal as error:
            self.fail(error.message, param, ctx)


class DayType(click.ParamType[dt.date]):
    """A day as `2023-06-30` or `30/06/2023`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read a day, or fail as wrong use."""
        if isinstance(value, dt.date):
            return value
        text = str(value)
        form = "%d/%m/%Y" if "/" in text else "%Y-%m-%d"
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            self.fail(f"«{text}» không phải ngày. Viết như 2023-06-30 hoặc 30/06/2023.", param, ctx)


DAY = DayType()


def about(command: F) -> F:
    """Add `--organisation CODE --period P`."""
    command = click.option("--period", required=True, type=PeriodType(), help="Kỳ: 2023, 2023-Q3, 2021..2023…")(command)
    return click.option("--organisation", required=True, metavar="CODE", help="Mã tổ chức.")(command)


def structured(command: F) -> F:
    """Add `--structure then|now`."""
    choice = click.Choice([structure.value for structure in Structure])
    option = click.option("--structure", type=choice, default="then", show_default=True, help="Cơ cấu khi đó hay nay.")
    return option(command)


def actor_of(email: str | None) -> Actor:
    """Return who acts: the system, without sensitive fields, or the account of `email`."""
    return actor_for(by_email(email)) if email else SYSTEM


def organisation_of(actor: Actor, code: str) -> Organisation:
    """Return an organisation by code; raises Refusal that names the code."""
    if not visible_to(actor).filter(code=code).exists():
        raise Refusal(f"Không có tổ chức nào mang mã {code}, hoặc tài khoản không được xem.", code="not_found")
    return get_visible(actor, code)
