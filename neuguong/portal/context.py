"""What every page's frame shows; each part is found only when a template asks for it."""

from functools import cached_property

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from neuguong.accounts.models import User
from neuguong.campaigns import periods
from neuguong.campaigns.periods import Period
from neuguong.campaigns.standpoint import Standpoint, standpoint
from neuguong.core.errors import Refusal
from neuguong.organisations.models import Organisation
from neuguong.organisations.queries import installation
from neuguong.portal import moving, navigation, standing
from neuguong.portal.navigation import Entry
from neuguong.portal.periods import Choices, offered
from neuguong.ui.values import Link

THEME_COOKIE = f"{settings.COOKIE_PREFIX}theme"
PANELS = ("beside", "drawer")
# Whether the data is a demonstration is settled when it is loaded, and asked for by every page.
KEPT_SECONDS = 60


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame of the page: `layout` is what pages extend, `shell` holds its parts."""
    target = getattr(getattr(request, "htmx", None), "target", None)
    return {"layout": "ui/panel.html" if target in PANELS else "ui/base.html", "shell": Shell(request)}


class Shell:
    """The parts of the frame."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def place(self) -> Standpoint | None:
        """Where the user stands; None for those who have no place here."""
        user = getattr(self._request, "user", None)
        if not isinstance(user, User):
            return None
        try:
            return standpoint(self._request)
        except Refusal:
            return None

    @cached_property
    def sections(self) -> list[Entry]:
        """The navigation."""
        return navigation.sections(self._request) if self.place else []

    @property
    def on_phone(self) -> list[Entry]:
        """The part of the navigation that a phone shows below."""
        return [entry for entry in self.sections if entry.key in navigation.ON_PHONE]

    @property
    def off_phone(self) -> list[Entry]:
        """The rest of the navigation."""
        return [entry for entry in self.sections if entry.key not in navigation.ON_PHONE]

    @cached_property
    def tabs(self) -> list[Entry]:
        """The pages of the section that is shown."""
        return navigation.tabs(self._request) if self.place else []

    @cached_property
    def served(self) -> list[tuple[Organisation, str]]:
        """The organisations that the user serves, each with this page's address there."""
        actor = self._request.actor  # type: ignore[attr-defined]
        if self.place is None:
            return []
        found, period = standing.served(actor, self.place.organisation), self.place.period.code
        return [(one, self._elsewhere(one.code, period, here=False)) for one in found]

    @cached_property
    def periods(self) -> list[tuple[str, list[tuple[Period, str]]]]:
        """What the period switcher offers, each with this page's address then."""
        choices: list[Choices] = offered(self.place.period) if self.place else []
        return [(choice.label, [(period, self._then(period)) for period in choice.periods]) for choice in choices]

    @property
    def earlier(self) -> str:
        """This page one period earlier."""
        return self._then(periods.step(self.place.period, -1)) if self.place else ""

    @property
    def later(self) -> str:
        """This page one period later."""
        return self._then(periods.step(self.place.period, 1)) if self.place else ""

    @property
    def theme(self) -> str:
        """The user's choice: "light", "dark" or "auto"."""
        return self._request.COOKIES.get(THEME_COOKIE, "auto")

    @property
    def language(self) -> str:
        """The language of the page."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def sso(self) -> str:
        """The name of the office's own sign-in, where the operator set one."""
        return str(settings.OIDC_NAME) if settings.OIDC_ISSUER else ""

    @property
    def initials(self) -> str:
        """The first letters of the user's last two names, as in "VT"."""
        words = str(getattr(self._request, "user", "")).split(" ")
        return "".join(word[:1] for word in words[-2:]).upper()

    @property
    def bell(self) -> tuple[str, int]:
        """Where notices are, and how many are new."""
        return reverse("notices:list"), self._request.actor.unread  # type: ignore[attr-defined]

    @property
    def own(self) -> list[Link]:
        """The user's own pages of rooms above the shell, for the menu of the account."""
        return [
            Link(_("Dữ liệu của tôi"), reverse("privacy:mine")),
            Link(_("Thông báo về dữ liệu cá nhân"), reverse("privacy:notice")),
        ]

    @property
    def languages(self) -> list[tuple[str, str]]:
        """What the pages can be read in."""
        return list(settings.LANGUAGES)

    @cached_property
    def is_demo(self) -> bool:
        """Tell whether the people in the data are invented."""
        return bool(self.place) and bool(cache.get_or_set("is_demo", lambda: installation().is_demo, KEPT_SECONDS))

    def _then(self, period: Period) -> str:
        return self._elsewhere(self.place.organisation.code if self.place else "", period.code, here=True)

    def _elsewhere(self, organisation: str, period: str, *, here: bool) -> str:
        return moving.address(self._request.resolver_match, self._request.GET, organisation, period, here=here)
