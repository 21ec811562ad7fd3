"""All addresses; each room brings its own, and what belongs to a place stands under o/."""

from django.urls import include, path, register_converter

from neuguong.ui.addresses import CodeConverter

register_converter(CodeConverter, "code")

_scoped = [
    path("duties/", include("neuguong.campaigns.urls")),
    path("directives/", include("neuguong.directives.urls")),
    path("activities/", include("neuguong.activities.urls")),
    path("organisations/", include("neuguong.organisations.urls")),
    path("commitments/", include("neuguong.commitments.urls")),
    path("initiatives/", include("neuguong.initiatives.urls")),
    path("classification/", include("neuguong.classification.urls")),
    path("commendations/", include("neuguong.commendations.urls")),
    path("files/", include("neuguong.files.urls")),
    path("imports/", include("neuguong.interchange.urls")),
    path("", include("neuguong.reporting.urls")),
]
urlpatterns = [
    path("", include("neuguong.portal.urls")),
    path("", include("neuguong.privacy.urls")),
    path("o/<code:organisation>/<str:period>/", include(_scoped)),
    path("accounts/", include("neuguong.accounts.urls")),
    path("notices/", include("neuguong.notices.urls")),
]
_ERRORS = "neuguong.portal.views.errors"
handler400, handler403 = f"{_ERRORS}.bad_request", f"{_ERRORS}.forbidden"
handler404, handler500 = f"{_ERRORS}.not_found", f"{_ERRORS}.broken"
# Not Django's but allauth's, for its own limits.
handler429 = f"{_ERRORS}.too_many"
