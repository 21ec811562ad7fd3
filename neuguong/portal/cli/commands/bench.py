"""`neuguong bench`: how the product compares, as ratios measured in one run."""

import click

from neuguong.portal.bench import importing, listing
from neuguong.portal.bench.results import Result
from neuguong.portal.cli.options import as_json, say

_BENCHES = {"import": importing.measure, "list-page": listing.measure}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(_BENCHES)), metavar="[NAME…]")
@click.option(
    "--size", default=5_000, show_default=True, type=click.IntRange(100, 500_000), help="Số dòng của phép nhập."
)
@as_json
def bench_command(names: tuple[str, ...], size: int, in_json: bool) -> None:
    """Đo và so sánh: import (tốc độ, bộ nhớ), list-page."""
    results = [result for name in names or _BENCHES for result in _BENCHES[name](size)]
    if in_json:
        say([result.as_json() for result in results])
        return
    for result in results:
        click.echo(_words(result))


def _words(result: Result) -> str:
    met = "đạt" if result.ratio >= result.goal else "chưa đạt"
    values = f"{result.ours:.2f} / {result.theirs:.2f} {result.unit}"
    return f"{result.name:<14} {result.ratio:>7.2f} (mục tiêu {result.goal:g}, {met})  {values}  {result.note}"
