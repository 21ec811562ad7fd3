"""A register declared once: its list, the page of a record, its forms, taking a record out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.core.actor import Actor
from neuguong.core.errors import Forbidden
from neuguong.ui import confirming, editing, exports, listing, showing
from neuguong.ui.filters import Filter
from neuguong.ui.forms import RecordForm
from neuguong.ui.history import Entry
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.showing import Fact
from neuguong.ui.tables import Table
from neuguong.ui.values import Link, Words

M = TypeVar("M", bound=Model)
Read_co = TypeVar("Read_co", bound=Model, covariant=True)


class Gate(Protocol[Read_co]):
    """The room's rules for the register: who sees which records, and who may change them."""

    def within(self, actor: Actor, organisation: Any) -> QuerySet[Read_co]: ...
    def get(self, actor: Actor, pk: int) -> Read_co: ...
    def can_write(self, actor: Actor, thing: Any) -> bool: ...
    def can_enter(self, actor: Actor, organisation: Any = None) -> bool: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """What the pages of a register say; `empty` tells what belongs there and why."""

    title: Words
    empty: Words
    enter: Words
    correct: Words
    take_out: Words


class Register(Generic[M]):
    """A register of records that belong to organisations; a room fills in what is its own.

    `room` and `stem` name the addresses: "room:list", "room:detail", "room:create", "room:edit" and
    "room:remove"; with a stem "room:stem_list", "room:stem", "room:stem_create" and so on. `keep` and
    `drop` are the room's actions and take the record under the keyword `noun`. `sheet` is what workbooks
    call such rows, where the list can be exported; `goes_out`: with these columns, since no workbook brings such
    rows in.
    """

    room: str
    stem: str = ""
    noun: str
    sheet: str = ""
    goes_out: Table | None = None
    gate: Gate[M]
    table: Table
    filters: Sequence[Filter] = ()
    form: type[RecordForm[M]]
    wording: Wording
    template: str = "ui/detail.html"
    list_template: str = "ui/list.html"
    keep: Callable[..., M]
    drop: Callable[..., None]
    history: Callable[[Model], Iterable[Entry]]

    def rows(self, request: OfficeRequest) -> QuerySet[M]:
        """Return what the list shows, joined with what its columns need."""
        return self.gate.within(request.actor, request.place.organisation)

    def table_for(self, request: OfficeRequest) -> Table:
        """Return the table, for a register that shows some columns to some."""
        return self.table

    def around(self, request: OfficeRequest) -> dict[str, Any]:
        """Return what the room's own template of the list needs; not asked for a part of the page."""
        return {}

    def heading(self, record: M) -> str:
        """Return the title of a record's page."""
        return str(record)

    def facts(self, request: OfficeRequest, record: M) -> Sequence[Fact]:
        """Return the lines of a record's page."""
        return ()

    def more(self, request: OfficeRequest, record: M) -> dict[str, Any]:
        """Return what the room's own template of a record's page needs."""
        return {}

    def told(self, request: OfficeRequest, record: M) -> Iterable[Entry]:
        """Return the log's entries about a record, for a register that opens what they seal to some."""
        return self.history(record)

    def shown(self, request: OfficeRequest, rows: Iterable[M]) -> None:
        """Do what follows from having shown a page of the list, for a register whose readings are noted."""

    def steps(self, request: OfficeRequest, record: M) -> Sequence[Link]:
        """Return what may be done next with a record, the main step first, beside correcting it."""
        return ()

    def initial(self, request: OfficeRequest) -> dict[str, Any]:
        """Return what a form for a new record holds at first."""
        return {"organisation": request.place.organisation}

    def to(self, request: OfficeRequest, page: str, *args: object, **query: object) -> str:
        """Return the address of one of the register's pages: list, detail, create, edit, remove."""
        return to(request, f"{self.room}:{self.name(page)}", *args, **query)

    def name(self, page: str) -> str:
        """Return the name of one of the pages within the room."""
        if not self.stem:
            return page
        return self.stem if page == "detail" else f"{self.stem}_{page}"

    def list(self, request: OfficeRequest) -> HttpResponse:
        """Show the register of the place and below it."""
        create = Link(self.wording.enter, self.to(request, "create"))
        return listing.page(
            request,
            table=self.table_for(request),
            rows=self.rows(request),
            filters=self.filters,
            title=self.wording.title,
            empty=self.wording.empty,
            create=create if self.gate.can_enter(request.actor, request.place.organisation) else None,
            sheet=self.sheet,
            template=self.list_template,
            shown=lambda rows: self.shown(request, rows),
            **({} if listing.is_part(request) else self.around(request)),
        )

    def detail(self, request: OfficeRequest, pk: int) -> HttpResponse:
        """Show one record."""
        record = self.gate.get(request.actor, pk)
        return showing.page(
            request,
            record=record,
            title=self.heading(record),
            lines=self.facts(request, record),
            history=self.told(request, record),
            actions=self._actions(request, record),
            back=Link(self.wording.title, self.to(request, "list")),
            template=self.template,
            **self.more(request, record),
        )

    def create(self, request: OfficeRequest) -> HttpResponse:
        """Enter a record."""
        _require(self.gate.can_enter(request.actor))
        form = self.form(editing.sent(request), actor=request.actor, initial=self.initial(request))
        return self._edited(request, form, self.wording.enter, self.to(request, "list"))

    def edit(self, request: OfficeRequest, pk: int) -> HttpResponse:
        """Correct a record; what was typed comes back where it is there no more."""
        return editing.keeping(self.form)(self._edit)(request, pk)

    def _edit(self, request: OfficeRequest, pk: int) -> HttpResponse:
        record = self.gate.get(request.actor, pk)
        _require(self.gate.can_write(request.actor, record))
        form = self.form(editing.sent(request), actor=request.actor, instance=record)
        return self._edited(request, form, self.wording.correct, self.to(request, "detail", pk))

    def remove(self, request: OfficeRequest, pk: int) -> HttpResponse:
        """Take a record out of the register."""
        record = self.gate.get(request.actor, pk)
        _require(self.gate.can_write(request.actor, record))
        return confirming.page(
            request,
            title=self.wording.take_out,
            question=_("«%(name)s» sẽ không còn trong sổ và trong số liệu. Nhật ký vẫn giữ.")
            % {"name": self.heading(record)},
            button=_("Đưa ra khỏi sổ"),
            record=record,
            history=lambda found: self.told(request, found),
            act=lambda: self.drop(actor=request.actor, **{self.noun: record}),
            done=self.to(request, "list"),
            cancel=self.to(request, "detail", pk),
        )

    def urls(self, prefix: str = "") -> Sequence[URLPattern]:
        """Return the addresses of the five pages below `prefix`."""
        if self.sheet:
            exports.offer(self.sheet, self.rows, self.filters, self.wording.title, self.goes_out)
        writes = require_http_methods(["GET", "POST"])
        return (
            path(prefix, require_safe(self.list), name=self.name("list")),
            path(f"{prefix}new/", writes(self.create), name=self.name("create")),
            path(f"{prefix}<int:pk>/", require_safe(self.detail), name=self.name("detail")),
            path(f"{prefix}<int:pk>/edit/", writes(self.edit), name=self.name("edit")),
            path(f"{prefix}<int:pk>/remove/", writes(self.remove), name=self.name("remove")),
        )

    def _actions(self, request: OfficeRequest, record: M) -> Sequence[Link]:
        steps = self.steps(request, record)
        if not self.gate.can_write(request.actor, record):
            return steps
        pages = {page: f"{self.room}:{self.name(page)}" for page in ("edit", "remove")}
        return [*steps, *showing.changing(request, record.pk, **pages)]

    def _edited(self, request: OfficeRequest, form: RecordForm[M], title: Words, cancel: str) -> HttpResponse:
        return editing.page(
            request,
            form,
            title=title,
            save=lambda record, version: self.keep(actor=request.actor, version=version, **{self.noun: record}),
            done=lambda record: self.to(request, "detail", record.pk),
            cancel=cancel,
            history=lambda record: self.told(request, record),
        )


def _require(allowed: bool) -> None:
    if not allowed:
        raise Forbidden
