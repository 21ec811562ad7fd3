"""The sections of the shell, in the order of the work, and the pages of each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from neuguong.directives.rules import reads_findings
from neuguong.organisations.rules import can_import, can_write_people
from neuguong.portal.helping import can_help_at, runs_machine
from neuguong.portal.logbook.scope import can_read_log
from neuguong.privacy.rules import reads_office
from neuguong.ui.http import perhaps
from neuguong.ui.values import Words


@dataclass(frozen=True, slots=True)
class Section:
    """A section is a room (`key`, which also names its icon) with its pages: words and address names.

    `also`: pages of the portal that belong to one of the section's, by name.
    """

    key: str
    label: Words
    pages: tuple[tuple[Words, str], ...]
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation: where it leads, and whether the user is there."""

    key: str
    label: Words
    href: str
    current: bool


# Pages on the way of a workbook; they stand under the list of imports.
IMPORTING = ("detail", "undo", "upload", "preview", "templates")
# The office's pages about personal data; they stand under the list of requests.
PRIVACY = (
    *("request", "request_create", "answer", "fulfil", "prolong", "refuse", "propose"),
    *("removal_list", "removal_create", "removal", "confirm", "cancel", "retention", "due"),
    *("restriction_list", "lift", "day_list", "day_create", "day_remove"),
)
# The pages of rules of what is owed, under their list.
RULES = ("rule", "rule_create", "rule_edit", "rule_remove")
SECTIONS = (
    Section(
        "today",
        _("Hôm nay"),
        (
            (_("Hôm nay"), "portal:today"),
            (_("Tiến độ"), "portal:progress"),
            (_("Việc phải làm"), "campaigns:duty_list"),
            (_("Quy định việc"), "campaigns:rule_list"),
        ),
        (
            *((f"campaigns:{page}", "campaigns:duty_list") for page in ("excuse_create", "excuse_withdraw")),
            *((f"campaigns:{page}", "campaigns:rule_list") for page in RULES),
        ),
    ),
    Section(
        "directives",
        _("Chỉ đạo"),
        (
            (_("Văn bản"), "directives:list"),
            (_("Nhiệm vụ"), "directives:task_list"),
            (_("Kiến nghị kiểm tra"), "directives:finding_list"),
        ),
    ),
    Section(
        "activities",
        _("Sinh hoạt"),
        ((_("Buổi sinh hoạt"), "activities:list"), (_("Vấn đề nổi cộm"), "activities:issue_list")),
    ),
    Section("commitments", _("Cam kết"), ((_("Cam kết"), "commitments:list"),)),
    Section(
        "initiatives",
        _("Mô hình"),
        ((_("Mô hình"), "initiatives:list"), (_("Điển hình"), "initiatives:exemplar_list")),
    ),
    Section(
        "commendations",
        _("Khen thưởng"),
        (
            (_("Khen thưởng"), "commendations:list"),
            (_("Đề nghị"), "commendations:nomination_list"),
            (_("Đợt khen thưởng"), "commendations:round_list"),
        ),
    ),
    Section("classification", _("Xếp loại"), ((_("Xếp loại"), "classification:list"),)),
    Section(
        "reporting",
        _("Báo cáo"),
        (
            (_("Sơ kết"), "reporting:review"),
            (_("Chỉ tiêu"), "reporting:figures"),
            (_("Biểu số liệu"), "reporting:return_list"),
            (_("Nhập từ tệp"), "interchange:list"),
        ),
        (
            ("reporting:figure", "reporting:figures"),
            *((f"interchange:{page}", "interchange:list") for page in IMPORTING),
        ),
    ),
    Section(
        "organisations",
        pgettext_lazy("mục", "Tổ chức"),
        (
            (_("Danh sách"), "organisations:list"),
            (_("Cây tổ chức"), "organisations:tree"),
            (_("Người"), "organisations:person_list"),
            (_("Chuyển sinh hoạt"), "organisations:transfer_list"),
            (_("Người trùng"), "organisations:duplicate_list"),
            (_("Tài khoản"), "portal:account_list"),
            (_("Phân quyền"), "organisations:grant_list"),
            (_("Thư gửi đi"), "portal:outbox"),
            (_("Nhật ký"), "portal:log"),
            (_("Dữ liệu cá nhân"), "privacy:request_list"),
        ),
        (
            ("portal:organisation", "organisations:list"),
            ("portal:person", "organisations:person_list"),
            ("organisations:merge_undo", "organisations:duplicate_list"),
            ("portal:log_entry", "portal:log"),
            ("portal:account", "portal:account_list"),
            ("portal:account_link", "portal:account_list"),
            ("portal:account_help", "portal:account_list"),
            ("portal:account_invitations", "portal:account_list"),
            *((f"privacy:{page}", "privacy:request_list") for page in PRIVACY),
        ),
    ),
)
# Pages that only some may open; the others see no way to them.
RESTRICTED: dict[str, Callable[[HttpRequest], bool]] = {
    "interchange:list": lambda request: can_import(request.actor),  # type: ignore[attr-defined]
    "organisations:duplicate_list": lambda request: can_write_people(request.actor, request.place.organisation),  # type: ignore[attr-defined]
    "directives:finding_list": lambda request: reads_findings(request.actor, request.place.organisation.path),  # type: ignore[attr-defined]
    "portal:outbox": lambda request: runs_machine(request.actor),  # type: ignore[attr-defined]
    "portal:log": lambda request: can_read_log(request.actor),  # type: ignore[attr-defined]
    "privacy:request_list": lambda request: reads_office(request.actor),  # type: ignore[attr-defined]
    "portal:account_list": lambda request: can_help_at(request.actor, request.place.organisation),  # type: ignore[attr-defined]
}
# The four that a phone shows below; the rest stands behind "Thêm".
ON_PHONE = ("today", "activities", "commitments", "initiatives")


# Sections whose first pages are registers of an organisation.
KEPT = ("directives", "activities", "commitments", "initiatives", "commendations", "classification")


def registers() -> list[tuple[Words, str]]:
    """Return the words and page of each register that an organisation keeps, in the order of the work."""
    people: tuple[tuple[Words, str], ...] = ((_("Người"), "organisations:person_list"),)
    return [*people, *(section.pages[0] for section in SECTIONS if section.key in KEPT)]


def sections(request: HttpRequest) -> list[Entry]:
    """Return the sections that this installation has pages for."""
    here = section_of(request)
    found = []
    for section in SECTIONS:
        addresses = _addresses(request, section)
        if addresses:
            found.append(Entry(section.key, section.label, addresses[0][1], section is here))
    return found


def tabs(request: HttpRequest) -> list[Entry]:
    """Return the pages of the section where the user is, when it has several."""
    section = section_of(request)
    match = request.resolver_match
    if section is None or match is None:
        return []
    shown = dict(section.also).get(match.view_name, match.view_name)
    found = [Entry(name, label, href, _is_part(shown, name)) for label, href, name in _addresses(request, section)]
    if not any(entry.current for entry in found) and found:
        first = found[0]
        found[0] = Entry(first.key, first.label, first.href, current=True)
    return found if len(found) > 1 else []


def _is_part(page: str, listed: str) -> bool:
    """Tell whether a page belongs to the register with the list `listed`: "room:task_edit" to "room:task_list"."""
    stem = listed.removesuffix("_list")
    return page == listed or (stem != listed and (page == stem or page.startswith(f"{stem}_")))


def section_of(request: HttpRequest) -> Section | None:
    """Return the section of the page that is shown."""
    return section_at(request.resolver_match)


def section_at(match: ResolverMatch | None) -> Section | None:
    """Return the section of a page: by its name, else by its room."""
    if match is None:
        return None
    for section in SECTIONS:
        if match.view_name in {name for _words, name in section.pages} | set(dict(section.also)):
            return section
    return next((section for section in SECTIONS if section.key == match.namespace), None)


def _addresses(request: HttpRequest, section: Section) -> list[tuple[Words, str, str]]:
    open_to = ((label, name) for label, name in section.pages if name not in RESTRICTED or RESTRICTED[name](request))
    found = ((label, perhaps(request, name), name) for label, name in open_to)
    return [(label, href, name) for label, href, name in found if href]
