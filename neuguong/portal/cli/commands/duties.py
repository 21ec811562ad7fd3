"""`neuguong duties`: what is owed at an organisation and below it, and how each duty stands."""

import datetime as dt
from typing import Any

import click

from neuguong.campaigns.duties import Line, lines, survey, told_to
from neuguong.campaigns.periods import Period
from neuguong.organisations.queries import installation
from neuguong.portal.cli.common import DAY, about, actor_of, organisation_of
from neuguong.portal.cli.options import as_json, as_someone, say


@click.command()
@about
@click.option("--as-of", "as_of", type=DAY, metavar="DATE", help="Tính đến ngày nào; mặc định hôm nay.")
@as_someone
@as_json
def duties_command(organisation: str, period: Period, as_of: dt.date | None, email: str | None, in_json: bool) -> None:
    """Liệt kê việc phải làm đến hạn trong một kỳ, của tổ chức và các tổ chức trực thuộc."""
    actor = actor_of(email)
    place = organisation_of(actor, organisation)
    surveyed = survey(place, period, as_of)
    found = lines(told_to(actor, surveyed), surveyed)
    if in_json:
        mark = installation().mark
        say([_row(line, mark) for line in found])
        return
    for line in found:
        who = f"  {line.person}" if line.person else ""
        click.echo(f"{line.organisation}{who}  {line.due:%d/%m/%Y}  {line.words:<16}  {line.title}")


def _row(line: Line, mark: str) -> dict[str, Any]:
    return {
        "duty": line.title,
        "organisation": line.organisation,
        "person": line.person or None,
        "due": line.due,
        "state": line.duty.state,
        "record": f"{mark}-{line.duty.record}" if line.duty.record else None,
    }
