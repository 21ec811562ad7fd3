"""What can't be true of people and of where they belong: the same for a form and for a workbook's row."""

import datetime as dt
from dataclasses import dataclass

OLDEST = 120
"""Years: nobody lived longer but a few, and a typing error in the year of birth is far more likely."""
EARLIEST = dt.date(1900, 1, 1)
"""The first day on which anything can have happened to an organisation."""
AHEAD = dt.timedelta(days=366)
"""A move is decided weeks ahead, a year at the most."""
OF_AGE = 18
"""Years: who joins the Party is at least so old (Điều lệ Đảng 2011, article 1); the youth union is another matter."""
Day = dt.date | None
Span = tuple[Day, Day]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with `field`: `why` in words that go on a sentence, what was expected and what was found."""

    field: str
    why: str
    expected: str
    found: str

    @property
    def sentence(self) -> str:
        """The words as a sentence of their own."""
        return self.why[:1].upper() + self.why[1:]


def earliest_birth(today: dt.date) -> dt.date:
    """Return the first day on which someone of today may have been born."""
    return dt.date(today.year - OLDEST, 1, 1)


def birth_fault(birth: Day, today: dt.date) -> Fault | None:
    """Tell what is wrong with a day of birth: not before today, or too long ago."""
    if birth is None or earliest_birth(today) <= birth < today:
        return None
    span = f"từ {earliest_birth(today):%d/%m/%Y} đến {today - dt.timedelta(days=1):%d/%m/%Y}"
    what = f"cách đây hơn {OLDEST} năm" if birth < today else "là hôm nay" if birth == today else "ở sau hôm nay"
    return Fault("birth_date", f"ngày sinh {birth:%d/%m/%Y} {what}; kiểm tra lại năm sinh.", span, f"{birth:%d/%m/%Y}")


def unborn_fault(birth: Day, since: Day, until: Day) -> Fault | None:
    """Tell that someone would belong somewhere before being born."""
    field, day = ("since", since) if since is not None else ("until", until)
    if birth is None or day is None or day >= birth:
        return None
    why = f"ngày {day:%d/%m/%Y} trước ngày sinh {birth:%d/%m/%Y} của người này; kiểm tra lại hai ngày."
    return Fault(field, why, f"từ {birth:%d/%m/%Y}", f"{day:%d/%m/%Y}")


def of_age(birth: dt.date) -> dt.date:
    """Return the first day on which someone is old enough for the Party."""
    try:
        return birth.replace(year=birth.year + OF_AGE)
    except ValueError:
        return dt.date(birth.year + OF_AGE, 3, 1)


def minor_fault(birth: Day, today: dt.date) -> Fault | None:
    """Tell that a Party member, full or probationary, is too young to be one today."""
    if birth is None or of_age(birth) <= today:
        return None
    why = (
        f"{_too_young(birth, today, f'hôm nay, {today:%d/%m/%Y},')}; "
        "kiểm tra lại ngày sinh, nếu chưa vào Đảng thì ghi Đảng viên là Không."
    )
    return Fault("birth_date", why, f"đủ {OF_AGE} tuổi", f"{birth:%d/%m/%Y}")


def joined_early_fault(birth: Day, since: Day, until: Day) -> Fault | None:
    """Tell that a Party member would have belonged to an organisation of the Party before being old enough."""
    field, day = ("since", since) if since is not None else ("until", until)
    if birth is None or day is None or of_age(birth) <= day:
        return None
    why = (
        f"{_too_young(birth, day, f'ngày {day:%d/%m/%Y}')}; kiểm tra lại ngày sinh và ngày vào sinh hoạt, "
        f"sớm nhất là {of_age(birth):%d/%m/%Y}."
    )
    return Fault(field, why, f"từ {of_age(birth):%d/%m/%Y}", f"{day:%d/%m/%Y}")


def _too_young(birth: dt.date, day: dt.date, when: str) -> str:
    years = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    asked = f"đảng viên phải từ đủ {OF_AGE} tuổi (Điều lệ Đảng)"
    return f"{asked}, mà người sinh ngày {birth:%d/%m/%Y} đến {when} mới {max(years, 0)} tuổi"


def ahead_fault(since: Day, today: dt.date) -> Fault | None:
    """Tell that a belonging would begin so far ahead that the year must be a typing error."""
    latest = today + AHEAD
    if since is None or since <= latest:
        return None
    why = f"ngày {since:%d/%m/%Y} còn hơn một năm nữa mới tới; kiểm tra lại năm."
    return Fault("since", why, f"đến {latest:%d/%m/%Y}", f"{since:%d/%m/%Y}")


def unended_fault(name: str, ended: Day, until: Day) -> Fault | None:
    """Tell that someone would go on belonging to the organisation `name`, which has ended."""
    if ended is None or until is not None:
        return None
    why = f"{name} kết thúc ngày {ended:%d/%m/%Y}, không ai còn sinh hoạt ở đó; ghi Đến ngày, muộn nhất là ngày đó."
    return Fault("until", why, f"đến {ended:%d/%m/%Y}", "ô trống")


def outside_fault(name: str, founded: Day, ended: Day, since: Day, until: Day) -> Fault | None:
    """Tell that someone would belong to the organisation `name` on a day when there was none; open ends fit any."""
    for field, day in (("since", since), ("until", until)):
        if day is not None and founded is not None and day < founded:
            why = f"{name} thành lập ngày {founded:%d/%m/%Y}, chưa có ngày {day:%d/%m/%Y}; kiểm tra lại ngày, tổ chức."
            return Fault(field, why, f"từ {founded:%d/%m/%Y}", f"{day:%d/%m/%Y}")
        if day is not None and ended is not None and day > ended:
            why = f"{name} kết thúc ngày {ended:%d/%m/%Y}, không còn ngày {day:%d/%m/%Y}; kiểm tra lại ngày, tổ chức."
            return Fault(field, why, f"đến {ended:%d/%m/%Y}", f"{day:%d/%m/%Y}")
    return None


def meet(since: Day, until: Day, other_since: Day, other_until: Day) -> bool:
    """Tell whether two spans share a day; an empty end is open."""
    first = max(since or dt.date.min, other_since or dt.date.min)
    return first <= min(until or dt.date.max, other_until or dt.date.max)


def outside(whole: Span, taken: list[Span]) -> list[Span]:
    """Return the parts of a span that lie in none of the spans `taken`, in their order; an empty end is open."""
    day, begun = dt.timedelta(days=1), whole[0]
    parts: list[Span] = []
    for since, until in sorted(taken, key=lambda one: one[0] or dt.date.min):
        if not meet(begun, whole[1], since, until):
            continue
        if since is not None and (begun is None or since > begun):
            parts.append((begun, since - day))
        if until is None or (whole[1] is not None and until >= whole[1]):
            return parts
        begun = until + day
    return [*parts, (begun, whole[1])]


def span(since: Day, until: Day) -> str:
    """Return a span in words."""
    begun = f"từ {since:%d/%m/%Y}" if since else ""
    ended = f"đến {until:%d/%m/%Y}" if until else ""
    return " ".join(filter(None, (begun, ended))) or "không ghi ngày"
