"""Scheduled work that the portal offers: the log's end as a file once a day; what nobody needs any more goes."""

from django.conf import settings

from neuguong.audit.heads import export_of_day, head
from neuguong.campaigns.actions.reminders import remind_of_duties
from neuguong.core import clock, once
from neuguong.core.schedule import Work
from neuguong.files.actions import sweep
from neuguong.notices.actions import forget_letters, write_mails
from neuguong.organisations.queries import installation


def export_head() -> str:
    """Write today's head of the log into NEUGUONG_HOME/heads, unless it is there."""
    path = export_of_day(settings.HOME / "heads", head(installation().mark), clock.today())
    return f"Đã xuất đầu nhật ký ra {path}." if path else ""


def sweep_files() -> str:
    """Take away content of files that no record speaks of, a day after it came."""
    count = sweep()
    return f"Đã dọn {count} tệp gửi dở, không thuộc bản ghi nào." if count else ""


def remind() -> str:
    """Tell of what comes due or is overdue, and write the mails of the day."""
    remind_of_duties()
    count = write_mails()
    return f"Đã ghi {count} thư vào hàng chờ gửi." if count else ""


WORKS = (
    Work("reminders", remind),
    Work("log_head", export_head),
    Work("files_sweep", sweep_files),
    Work("sendings", once.forget),
    Work("letters", forget_letters),
)
