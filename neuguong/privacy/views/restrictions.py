"""Who is restricted, and lifting it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from neuguong.organisations.rules import require
from neuguong.privacy import actions, queries, rules, tables
from neuguong.ui import confirming, listing
from neuguong.ui.http import OfficeRequest, to


@require_safe
def restriction_list(request: OfficeRequest) -> HttpResponse:
    """Show the people whose record is stored and not used."""
    return listing.page(
        request,
        table=tables.RESTRICTIONS,
        rows=queries.restrictions_at(request.actor, request.place.organisation.path),
        title=_("Đang hạn chế sử dụng dữ liệu"),
        lead=_("Những người này không có trong danh sách, tìm kiếm, tệp xuất và đề nghị mới; số liệu vẫn tính."),
        template="privacy/list.html",
        empty=_("Chưa có ai. Người nào yêu cầu hạn chế và được Văn phòng thực hiện thì có tên ở đây."),
    )


@require_http_methods(["GET", "POST"])
def lift(request: OfficeRequest, pk: int) -> HttpResponse:
    """Use a person's record again."""
    record = rules.get_restriction(request.actor, pk)
    back = to(request, "privacy:restriction_list")
    require(rules.can_handle_at(request.actor, request.place.organisation.path))
    return confirming.page(
        request,
        title=_("Thôi hạn chế: %(name)s") % {"name": record.person.full_name},
        question=_("Người này trở lại trong danh sách, tìm kiếm và tệp xuất. Chỉ làm khi người đó đồng ý."),
        button=_("Thôi hạn chế"),
        act=lambda: actions.lift_restriction(actor=request.actor, person=record.person),
        done=back,
        cancel=back,
    )
