"""Who leads an organisation and how many belong there, as far as a reader of its lists is told."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import Coalesce

from neuguong.core.actor import Actor
from neuguong.core.spans import existing_on
from neuguong.organisations.models import Grant, Kind, Membership, Organisation, Post, Role
from neuguong.organisations.models.standing import is_party
from neuguong.organisations.queries.lists import people_at
from neuguong.organisations.rules import PEOPLE_READERS, people_visible_to

# What a row of the one query tells.
_POST, _GRANT, _COUNT = range(3)
_NO_POST = (Value(""), Value(0), Value(value=False))
Rows = QuerySet[Any, Any]
_CELLS = (Kind.CELL, Kind.BASE_CELL)
# How the titles of heads and deputies begin, by the line of posts that an organisation has.
_HEADS = {Post.Sort.PARTY: ("Bí thư",), Post.Sort.MASS: ("Bí thư", "Chủ tịch"), Post.Sort.STATE: ("Trưởng", "Giám đốc")}
_DEPUTIES = {Post.Sort.PARTY: ("Phó Bí thư", "Phó bí thư"), Post.Sort.MASS: ("Phó",), Post.Sort.STATE: ("Phó",)}
# What someone holds in a committee, while they belong to one of its cells.
_OF_A_COMMITTEE = ("Đảng ủy", "Đảng uỷ", "Đảng bộ", "Tỉnh ủy", "Tỉnh uỷ")
_OF_A_CELL = ("Chi bộ", "chi bộ", "Chi ủy", "Chi uỷ")


@dataclass(frozen=True, slots=True)
class Leader:
    """Someone who leads; `person` is the key of their page, none where only an account is known."""

    person: int | None
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Team:
    """How many people belong at or below an organisation, and who leads it."""

    people: int
    heads: list[Leader]
    deputies: list[Leader]


def team(actor: Actor, organisation: Organisation, date: dt.date) -> Team | None:
    """Return who leads the organisation on `date` and how many belong; None for whoever doesn't read its lists.

    Its head: who is marked so or holds such a post, else who has the role of its secretary. One query.
    """
    if not actor.reaches(organisation.path, *PEOPLE_READERS):
        return None
    sort, heads, deputies, secretaries, people = _line(organisation), [], [], [], 0
    parts = (_granted(actor, organisation, date), _counted(actor, organisation, date))
    rows = _holders(actor, organisation, date, sort).union(*parts, all=True)
    for source, number, name, titles, home, marked, _key in sorted(rows, key=lambda row: (row[6], row[1] or 0)):
        own = [title for title in titles.split(", ") if _is_here(title, organisation, home)]
        head = next((title for title in own if title.startswith(_HEADS[sort])), "")
        second = next((title for title in own if title.startswith(_DEPUTIES[sort])), "")
        if source == _COUNT:
            people = number
        elif source == _GRANT:
            secretaries.append(Leader(number, name, str(Role.SECRETARY.label)))
        elif head or (marked and home == organisation.pk):
            heads.append(Leader(number, name, head or titles))
        elif second:
            deputies.append(Leader(number, name, second))
    return Team(people, heads or secretaries, deputies)


def _line(organisation: Organisation) -> Post.Sort:
    lines = {Kind.MASS: Post.Sort.MASS, Kind.COLLECTIVE: Post.Sort.STATE}
    return lines.get(Kind(organisation.kind), Post.Sort.PARTY)


def _is_here(title: str, organisation: Organisation, home: int) -> bool:
    """Tell whether a title is held in the organisation: the secretary of a committee belongs to one of its cells."""
    if not is_party(organisation.kind):
        return True
    above = any(word in title for word in _OF_A_COMMITTEE)
    if organisation.kind in _CELLS:
        return not above
    return above or (home == organisation.pk and not any(word in title for word in _OF_A_CELL))


def _holders(actor: Actor, organisation: Organisation, date: dt.date, sort: Post.Sort) -> Rows:
    """Return the memberships here, and in the cells right below, that are marked or have such a post."""
    titled = Q()
    for begin in (*_HEADS[sort], *_DEPUTIES[sort]):
        titled |= Q(titles_of__startswith=begin) | Q(titles_of__contains=f", {begin}")
    post = Post.objects.filter(membership=OuterRef("pk"), sort=sort).values("title")[:1]
    here = Q(organisation=organisation)
    if is_party(organisation.kind):
        here |= Q(organisation__parent=organisation, organisation__kind=Kind.CELL)
    rows = Membership.objects.filter(existing_on(date), here, person__in=people_visible_to(actor))
    rows = rows.annotate(titles_of=Coalesce(Subquery(post), Value(""))).filter(titled | Q(is_head=True))
    home, marked, key = F("organisation_id"), F("is_head"), F("person__sort_key")
    return _row(rows, _POST, F("person_id"), F("person__full_name"), F("titles_of"), home, marked, key)


def _granted(actor: Actor, organisation: Organisation, date: dt.date) -> Rows:
    """Return who has the role of its secretary themselves, nobody who is withheld from the actor."""
    told = Q(user__person=None) | Q(user__person__in=people_visible_to(actor))
    rows = Grant.objects.filter(existing_on(date), told, organisation=organisation, role=Role.SECRETARY, deputises=None)
    name = Coalesce(F("user__person__full_name"), F("user__name"))
    return _row(rows.filter(user__is_active=True), _GRANT, F("user__person"), name, *_NO_POST, F("user__name"))


def _counted(actor: Actor, organisation: Organisation, date: dt.date) -> Rows:
    """Return one row that counts the people at or below the organisation."""
    rows = people_at(actor, organisation, date).prefetch_related(None)
    counted = Count("pk", distinct=True)
    return _row(rows.annotate(all_=Value(0)).values("all_"), _COUNT, counted, Value(""), *_NO_POST, Value(""))


def _row(rows: QuerySet[Any, Any], source: int, *columns: Combinable | BaseExpression) -> Rows:
    named = dict(
        zip(
            ("source_", "number_", "name_", "titles_", "home_", "marked_", "key_"),
            (Value(source), *columns),
            strict=True,
        )
    )
    found: Rows = rows.order_by().annotate(**named).values_list(*named)
    return found
