"""All addresses; each room brings its own, and what belongs to a place stands under o/."""

from django.urls import include, path, register_converter

from neuguong.ui.addresses import CodeConverter

register_converter(CodeConverter, "code")

_scoped = [
    path("initiatives/", include("neuguong.initiatives.urls")),
]
urlpatterns = [
    path("", include("neuguong.portal.urls")),
    path("o/<code:organisation>/<str:period>/", include(_scoped)),
    path("accounts/", include("allauth.urls")),
]
