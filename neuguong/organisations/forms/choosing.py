"""Why an organisation that was named can't be chosen in a box, where whoever writes sees it."""

from functools import partial

from django.utils.translation import gettext as _

from neuguong.core import clock
from neuguong.core.actor import Actor
from neuguong.core.errors import Refusal
from neuguong.organisations import rules
from neuguong.organisations.models import Organisation
from neuguong.ui.fields import PickField
from neuguong.ui.picking import Choosable, read


def explain(field: PickField, actor: Actor, own: Organisation | None = None) -> None:
    """Have a box of organisations say why one can't be chosen; `own` is the one that the form is about."""
    field.explain = partial(_why_not, actor, own)


def _why_not(actor: Actor, own: Organisation | None, text: str) -> str | None:
    try:
        found = read(text, Choosable(rules.visible_to(actor).select_related("folded_into")))
    except Refusal:
        return None
    if found is None:
        return None
    told = {"name": f"{found.name} ({found.code})", "real": found.folded_into}
    if own is not None and found.pk == own.pk:
        return _("%(name)s chính là tổ chức đang ghi. Chọn tổ chức khác.") % told
    if found.folded_into:
        return _("%(name)s là bản trùng, đã gộp vào %(real)s. Chọn %(real)s.") % told
    if found.until is not None and found.until < clock.today():
        day = f"{found.until:%d/%m/%Y}"
        words = _("%(name)s đã kết thúc ngày %(day)s. Chọn một tổ chức đang hoạt động, hoặc tổ chức kế tục.")
        return words % {**told, "day": day}
    return _("%(name)s không thuộc phần đồng chí được ghi. Chọn tổ chức khác, hoặc nhờ cấp trên ghi.") % told
