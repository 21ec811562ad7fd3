"""How mail stands, for who runs the machine: what waits, what is in the way, what nobody can be sure of."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from neuguong.accounts.queries import addresses_of
from neuguong.core.rows import one_of
from neuguong.notices import actions, queries
from neuguong.organisations.rules import require
from neuguong.portal.helping import runs_machine
from neuguong.ui import listing
from neuguong.ui.http import OfficeRequest, to


@require_http_methods(["GET", "POST"])
def outbox(request: OfficeRequest) -> HttpResponse:
    """Tell how mail stands; on POST put one letter back into the outbox."""
    require(runs_machine(request.actor))
    stuck = queries.stuck_letters()
    if request.method == "POST":
        letter = one_of(stuck.filter(pk=int(pk) if (pk := request.POST.get("letter", "")).isdecimal() else 0))
        if actions.send_again(actor=request.actor, letter=letter):
            messages.success(request, _("Thư đã vào lại hàng chờ gửi."))
        return HttpResponseRedirect(to(request, "portal:outbox"))
    page = Paginator(stuck, listing.SIZE).get_page(request.GET.get("page"))
    known = addresses_of([letter.recipient_id for letter in page.object_list])
    letters = [(letter, known.get(letter.recipient_id, "–")) for letter in page.object_list]
    context = {"title": _("Thư gửi đi"), "stands": queries.outbox(), "letters": letters, "page": page}
    return render(request, "portal/outbox.html", {**context, **listing.ways(request, page)})
