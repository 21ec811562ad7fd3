"""Days off and on that officers enter, beside those that the law fixes."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.core import clock
from neuguong.core.workdays import SOURCE, of_law
from neuguong.organisations.rules import require
from neuguong.privacy import actions, queries, rules, tables
from neuguong.privacy.forms import DayForm
from neuguong.ui import confirming, editing, listing
from neuguong.ui.http import OfficeRequest, to
from neuguong.ui.values import Link, date


@require_safe
def day_list(request: OfficeRequest) -> HttpResponse:
    """Show the days entered, and below them those of the law for this year and the next."""
    return listing.page(
        request,
        table=tables.DAYS,
        rows=queries.days_off(),
        title=_("Ngày nghỉ, ngày làm bù"),
        lead=_("Hạn trả lời yêu cầu đếm theo ngày làm việc. Ngày hoán đổi mới công bố thì ghi thêm ở đây."),
        empty=_("Chưa ghi thêm ngày nào; đang đếm theo ngày nghỉ của luật ở dưới."),
        create=Link(_("Ghi ngày"), to(request, "privacy:day_create")) if _may(request) else None,
        template="privacy/days.html",
        law=_of_law(),
        source=SOURCE,
    )


@require_http_methods(["GET", "POST"])
def day_create(request: OfficeRequest) -> HttpResponse:
    """Enter a day; the days of open requests are counted anew."""
    require(_may(request))
    done = to(request, "privacy:day_list")
    return editing.page(
        request,
        DayForm(editing.sent(request), actor=request.actor),
        title=_("Ghi ngày nghỉ, ngày làm bù"),
        save=lambda record, version: actions.enter_day(actor=request.actor, day=record, version=version),
        done=lambda _record: done,
        cancel=done,
    )


@require_http_methods(["GET", "POST"])
def day_remove(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a day out that was entered by mistake."""
    require(_may(request))
    record, done = queries.get_day(pk), to(request, "privacy:day_list")
    return confirming.page(
        request,
        title=str(record),
        question=_("Xóa ngày này thì hạn của các yêu cầu chưa xong được đếm lại."),
        button=_("Xóa ngày"),
        act=lambda: actions.remove_day(actor=request.actor, day=record),
        done=done,
        cancel=done,
    )


def _of_law() -> list[tuple[str, str]]:
    """Return the days off of this year and the next."""
    year = clock.today().year
    return [(date(day), name) for one in (year, year + 1) for day, name in sorted(of_law(one).items())]


def _may(request: OfficeRequest) -> bool:
    return rules.can_enter_days(request.actor)
