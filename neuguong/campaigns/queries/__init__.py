"""Figures: values, breakdowns and the records behind them."""

from neuguong.campaigns.queries.breakdown import by_organisation
from neuguong.campaigns.queries.figures import Figure, figures, figures_over, indicator
from neuguong.campaigns.queries.records import count_records, records

__all__ = ["Figure", "by_organisation", "count_records", "figures", "figures_over", "indicator", "records"]
