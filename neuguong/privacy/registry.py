"""What the rooms hold about people and how long: each declares it in `personal_data`, config/wiring joins them."""

from collections.abc import Iterable

from neuguong.core.personal import Expiry, Holding

_HOLDINGS: dict[str, Holding] = {}
_EXPIRIES: dict[str, Expiry] = {}


def join(holdings: Iterable[Holding], expiries: Iterable[Expiry] = ()) -> None:
    """Make a room's holdings and expiries known; two of one code are a mistake."""
    for holding in holdings:
        if _HOLDINGS.setdefault(holding.code, holding) is not holding:
            raise ValueError(f"two holdings are called {holding.code!r}")
    for expiry in expiries:
        if _EXPIRIES.setdefault(expiry.code, expiry) is not expiry:
            raise ValueError(f"two expiries are called {expiry.code!r}")


def holdings() -> tuple[Holding, ...]:
    """Return all holdings, the lists of people first."""
    return tuple(_HOLDINGS.values())


def expiries() -> dict[str, Expiry]:
    """Return all expiries by code."""
    return dict(_EXPIRIES)
