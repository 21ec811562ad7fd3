"""The second stage of the demonstration: in 2025 the bloc is dissolved into two committees, by the ordinary actions."""

import datetime as dt
from collections.abc import Callable

from neuguong.core.actor import SYSTEM
from neuguong.organisations.actions import (
    Decision,
    Shares,
    found_superior,
    grant_role,
    merge_organisations,
    split_organisation,
)
from neuguong.organisations.models import Grant, Kind, Organisation, Role
from neuguong.organisations.queries import by_code

DAY = dt.date(2025, 3, 1)
_PAPER = Decision("1536-QĐ/TU", dt.date(2025, 2, 20), "Tỉnh ủy Yên Bái")
_PARTY, _STATE = 0, 1
# Whoever is not of the Party's agencies and mass organisations, and yet goes with them.
_ALONG = {"VPHDND", "TAND", "VKSND", "TCT", "BYB", "PTTH", "DUK.CDVC"}
_GROUP = "Cơ quan đảng, đoàn thể"
_STAYING = (Role.ADMIN, Role.OFFICER, Role.INSPECTOR)


def play(tell: Callable[[str], None]) -> None:
    """Enter the province above the bloc, dissolve the bloc into two committees, and merge two pairs of bodies."""
    province = Organisation(code="TINH", name="Đảng bộ tỉnh Yên Bái", kind=Kind.PROVINCE)
    found_superior(actor=SYSTEM, superior=province, date=DAY)
    for grant in Grant.objects.filter(organisation__code="DUK", role__in=_STAYING).select_related("user"):
        grant_role(actor=SYSTEM, user=grant.user, role=Role(grant.role), organisation=province)
    _dissolve_bloc(province)
    tell("  01/03/2025: Đảng bộ Khối kết thúc, hai đảng bộ mới tiếp nhận các tổ chức cơ sở")
    _merge_agencies()
    tell("  01/03/2025: hai ban Đảng và hai sở sáp nhập")


def _dissolve_bloc(province: Organisation) -> None:
    bloc = by_code("DUK")
    into = [
        Organisation(code="CQDT", name="Đảng bộ các cơ quan Đảng tỉnh Yên Bái", kind=Kind.UPPER, parent=province),
        Organisation(code="UBNDT", name="Đảng bộ Ủy ban nhân dân tỉnh Yên Bái", kind=Kind.UPPER, parent=province),
    ]
    children = {
        pk: _PARTY if group == _GROUP or code in _ALONG else _STATE
        for pk, code, group in bloc.children.values_list("pk", "code", "group__name")
    }
    grants = dict.fromkeys(bloc.grants.filter(role=Role.STANDING).values_list("pk", flat=True), _PARTY)
    people = dict.fromkeys(bloc.memberships.values_list("person", flat=True), _PARTY)
    shares = Shares(children=children, people=people, grants=grants)
    split_organisation(actor=SYSTEM, organisation=bloc, into=into, shares=shares, date=DAY, ends=True, decision=_PAPER)


def _merge_agencies() -> None:
    """Two departments of the Party's committee become a new one; a service of the province goes up in another."""
    name = "Chi bộ Ban Tuyên giáo và Dân vận Tỉnh ủy"
    party = by_code("CQDT")
    group = by_code("BTGTU").group
    both = Organisation(code="BTGDVTU", name=name, kind=Kind.BASE_CELL, parent=party, group=group)
    pairs = {("BTGTU", "BDVTU"): both, ("SKHDT",): by_code("STC")}
    for codes, into in pairs.items():
        merged = [by_code(code) for code in codes]
        merge_organisations(actor=SYSTEM, organisations=merged, into=into, date=DAY, carry_grants=True, decision=_PAPER)
