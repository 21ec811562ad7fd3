"""Figures: values, breakdowns and the records behind them."""

from neuguong.campaigns.queries.breakdown import by_organisation
from neuguong.campaigns.queries.figures import Figure, figures, figures_over, indicator
from neuguong.campaigns.queries.records import Slice, count_records, records, slice_of_records

__all__ = [
    "Figure",
    "Slice",
    "by_organisation",
    "count_records",
    "figures",
    "figures_over",
    "indicator",
    "records",
    "slice_of_records",
]
