"""`neuguong figures`, `records`: figures and what stands behind them."""

from typing import Any

import click

from neuguong.campaigns.indicators import Line, Question
from neuguong.campaigns.periods import Period
from neuguong.campaigns.queries import Figure, by_organisation, figures, indicator, records
from neuguong.commitments.actions import read_behind_figure
from neuguong.organisations.queries import Structure, installation
from neuguong.organisations.rules import require
from neuguong.portal.cli.common import about, actor_of, organisation_of, structured
from neuguong.portal.cli.options import as_json, as_someone, say
from neuguong.reporting.rules import may_list


@click.command()
@about
@click.option("--indicator", "codes", multiple=True, metavar="I", help="Mã chỉ tiêu; bỏ trống: tất cả.")
@click.option("--by", type=click.Choice(["organisation"]), help="Theo từng tổ chức.")
@structured
@as_someone
@as_json
def figures_command(
    organisation: str,
    period: Period,
    codes: tuple[str, ...],
    by: str | None,
    structure: str,
    email: str | None,
    in_json: bool,
) -> None:
    """Tính số liệu của một tổ chức trong một kỳ."""
    actor = actor_of(email)
    question = Question(organisation_of(actor, organisation), period, Structure(structure))
    wanted = [indicator(code).code for code in codes] or None
    if by:
        found = [figure for row in by_organisation(question, wanted).values() for figure in row]
    else:
        found = figures(question, wanted)
    if in_json:
        say([figure.as_json() for figure in found])
        return
    for figure in found:
        click.echo(_words(figure))


def _words(figure: Figure) -> str:
    value = "–" if figure.value is None else str(figure.value).replace(".", ",")
    share = f" ({figure.numerator}/{figure.denominator})" if figure.numerator is not None else ""
    declared = f", kê khai {figure.declared}" if figure.declared else ""
    return f"{figure.organisation}  {figure.indicator:<34} {value:>9} {figure.unit}{share}{declared}  {figure.label}"


@click.command()
@click.option("--indicator", "code", required=True, metavar="I", help="Mã chỉ tiêu.")
@about
@structured
@as_someone
@as_json
def records_command(
    code: str, organisation: str, period: Period, structure: str, email: str | None, in_json: bool
) -> None:
    """Liệt kê các bản ghi đứng sau một số liệu."""
    actor = actor_of(email)
    question = Question(organisation_of(actor, organisation), period, Structure(structure))
    mark, item = installation().mark, indicator(code)
    require(may_list(actor, question.organisation, item.code))
    lines = list(records(question, item.code, actor=actor))
    numbers = [line.pk for line in lines]
    read_behind_figure(actor=actor, code=code, numbers=numbers, organisation=question.organisation)
    if in_json:
        say([_row(line, mark) for line in lines])
        return
    for line in lines:
        click.echo(f"{mark}-{line.pk}  {line.organisation}  {line.date or ''}  {line.contribution}  {line.title}")


def _row(line: Line, mark: str) -> dict[str, Any]:
    return {
        "record": f"{mark}-{line.pk}" if line.pk else "",
        "kind": line.kind,
        "organisation": line.organisation,
        "date": line.date,
        "title": line.title,
        "detail": line.detail,
        "contribution": line.contribution,
    }
