"""Working days as they are known today."""

from django.db.models import QuerySet

from neuguong.core.rows import one_of
from neuguong.core.workdays import Workdays
from neuguong.privacy.models import DayOff


def workdays() -> Workdays:
    """Return the calendar with the days that officers have entered; one query."""
    return Workdays(dict(DayOff.objects.values_list("date", "is_working")))


def days_off() -> QuerySet[DayOff]:
    """Return the days that officers have entered."""
    return DayOff.objects.all()


def get_day(pk: int) -> DayOff:
    """Return a day that was entered; raises NotVisible where there is none."""
    return one_of(DayOff.objects.filter(pk=pk))
