"""All that a review says in figures and lists, taken at one moment.

A snapshot is plain data (what JSON holds), so that a frozen review shows just what was frozen:

    figures          list of the contract's figure objects, of the organisation itself
    by_organisation  list of {"code", "name", "figures": [...]} of the grassroots organisations
    models           list of rows of annex 2; `picked` the codes of those told in the text
    awards           list of rows of annex 3
    exemplars        list of a few exemplars told in the text
    fields           list of [field of work, number of models]
"""

from collections import Counter
from typing import Any

from django.db.models import Case, When

from neuguong.campaigns.indicators import REGISTRY, Question
from neuguong.campaigns.queries import by_organisation, figures
from neuguong.commendations.models import Award, Nomination, Target
from neuguong.initiatives.models import Exemplar, Initiative, Level
from neuguong.organisations.models import GRASSROOTS
from neuguong.reporting.drafting import told_codes

Snapshot = dict[str, Any]
ANNEX_INDICATORS = (
    "plans_issued",
    "study_visits",
    "meetings_thematic",
    "issues_resolved",
    "commitments_signed",
    "commitments_due",
    "commitments_rate",
    "models_registered",
    "exemplars_registered",
    "nominated_collectives",
    "nominated_people",
    "awarded_collectives",
    "awarded_people",
)
_PICKED = 5


def compute(question: Question) -> Snapshot:
    """Count and list everything anew."""
    models = _models(question)
    return {
        "figures": [figure.as_json() for figure in figures(question, _codes())],
        "by_organisation": _by_organisation(question),
        "models": models,
        "picked": _picked(models),
        "awards": _awards(question),
        "exemplars": _exemplars(question),
        "fields": Counter(row["field"] or "Khác" for row in models).most_common(),
    }


def _codes() -> list[str]:
    """Return the figures that are offered, and those that only the review's text tells."""
    return list(dict.fromkeys([*REGISTRY.listed(), *told_codes()]))


def _by_organisation(question: Question) -> list[dict[str, Any]]:
    rows = by_organisation(question, ANNEX_INDICATORS)
    return [
        {
            "code": organisation.code,
            "name": organisation.name,
            "figures": [figure.as_json() for figure in own],
        }
        for organisation, own in sorted(rows.items(), key=lambda item: item[0].sort_key)
        if organisation.kind in GRASSROOTS
    ]


def _models(question: Question) -> list[dict[str, Any]]:
    span = (question.period.start, question.period.end)
    rows = (
        Initiative.objects.filter(registered_on__range=span)
        .filter(question.scope.records("organisation", "registered_on"))
        .select_related("organisation")
        .order_by("organisation__sort_key", "registered_on", "pk")
    )
    names = ("code", "name", "field", "baseline", "target", "unit", "result")
    found = []
    for row in rows:
        values: dict[str, Any] = {name: getattr(row, name) for name in names}
        values["organisation"] = row.organisation.name
        values["level"] = str(row.get_level_display())
        values["is_province"] = row.level == Level.PROVINCE
        values["registered_on"] = row.registered_on.isoformat()
        values["recognised_on"] = row.recognised_on.isoformat() if row.recognised_on else ""
        values["pk"] = row.pk
        found.append(values)
    return found


def _picked(models: list[dict[str, Any]]) -> list[str]:
    """Return models worth telling: recognised, with a before and an after, each of another field and place.

    Those registered at the province's level come first.
    """
    chosen: list[dict[str, Any]] = []
    for row in sorted(models, key=lambda row: not row["is_province"]):
        fit = row["recognised_on"] and row["result"] and row["baseline"]
        if fit and not any(
            row["field"] == one["field"] or row["organisation"] == one["organisation"] for one in chosen
        ):
            chosen.append(row)
    return [row["code"] for row in chosen[:_PICKED]]


def _awards(question: Question) -> list[dict[str, Any]]:
    """Awards by the organisation itself, then what was proposed upward."""
    span = (question.period.start, question.period.end)
    awards = (
        Award.objects.filter(counted_on__range=span, body_organisation=question.organisation)
        .filter(question.scope.records("organisation", "counted_on"))
        .select_related("organisation")
        .order_by("subject", "organisation__sort_key", "pk")
    )
    proposals = (
        Nomination.objects.filter(counted_on__range=span, target__in=(Target.PROVINCE, Target.CENTRAL))
        .filter(question.scope.records("organisation", "counted_on"))
        .select_related("organisation")
        .order_by("target", "subject", "pk")
    )
    granted = [
        _award_row(row, row.form, f"{row.decision_number}, {row.decided_on:%d/%m/%Y}".lstrip(", ")) for row in awards
    ]
    asked = [
        _award_row(row, f"Đề nghị {row.get_target_display().lower()}: {row.form}".rstrip(": "), "") for row in proposals
    ]
    return granted + asked


def _award_row(row: Award | Nomination, form: str, decision: str) -> dict[str, Any]:
    return {
        "subject": str(row.get_subject_display()),
        "name": row.name,
        "organisation": row.organisation.name,
        "form": form,
        "decision": decision,
        "pk": row.pk,
    }


def _exemplars(question: Question) -> list[dict[str, Any]]:
    """Return exemplars whose merit is told, those of the province's level first."""
    span = (question.period.start, question.period.end)
    levels = Case(When(level=Level.PROVINCE, then=0), When(level=Level.UPPER, then=1), default=2)
    rows = (
        Exemplar.objects.filter(registered_on__range=span)
        .filter(question.scope.records("organisation", "registered_on"))
        .exclude(merit="")
        .select_related("organisation")
        .order_by(levels, "organisation__sort_key", "pk")[:_PICKED]
    )
    return [{"name": row.name, "organisation": row.organisation.name, "merit": row.merit, "pk": row.pk} for row in rows]
