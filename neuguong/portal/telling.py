"""The kinds of notices that the portal gives, in words."""

from django.utils import dateparse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from neuguong.core.telling import NoticeKind, Said, Told


def reminder_text(said: Said) -> str:
    """Return the words that remind an organisation, to read here or to paste elsewhere."""
    opening = _("Kính gửi: %(name)s.") % {"name": said["to"]}
    day = f"{dateparse.parse_date(said['day']):%d/%m/%Y}"
    so_far = _("Đến ngày %(day)s, đơn vị còn %(count)s việc:") % {"day": day, "count": len(said["missing"])}
    asked = _("Đề nghị cấp ủy quan tâm, hoàn thành và cập nhật kết quả. Trân trọng.")
    return "\n".join((opening, so_far, *said["missing"], asked, said["from"]))


def _told(said: Said) -> Told:
    return Told(_("%(from)s nhắc việc quá hạn") % {"from": said["from"]}, reminder_text(said))


REMINDER = NoticeKind("reminder", gettext_lazy("Lời nhắc của cấp trên"), _told, at_once=True)
KINDS = (REMINDER,)
