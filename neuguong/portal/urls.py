"""Addresses of the portal; those under o/ keep where the user stands."""

from django.urls import include, path

from neuguong.portal.views import (
    account,
    entrance,
    health,
    helping,
    log,
    moving,
    organisations,
    outbox,
    people,
    personal,
    progress,
    provisions,
    search,
    today,
)

app_name = "portal"

_scoped = [
    path("", today.today, name="today"),
    path("progress/", progress.progress, name="progress"),
    path("progress/remind/", progress.remind, name="remind"),
    path("progress/<int:pk>/", provisions.provisions, name="provisions"),
    path("progress/<int:pk>/export/", provisions.provisions_export, name="provisions_export"),
    path("progress/<int:pk>/remind/", provisions.provisions_remind, name="provisions_remind"),
    path("log/", log.log, name="log"),
    path("log/export/", log.log_export, name="log_export"),
    path("log/<int:pk>/", log.log_entry, name="log_entry"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<int:pk>/story/", organisations.story, name="story"),
    path("organisations/outbox/", outbox.outbox, name="outbox"),
    path("organisations/accounts/", helping.account_list, name="account_list"),
    path("organisations/accounts/invitations/", helping.account_invitations, name="account_invitations"),
    path("organisations/accounts/<int:pk>/", helping.account, name="account"),
    path("organisations/accounts/<int:pk>/link/", helping.account_link, name="account_link"),
    path("organisations/accounts/<int:pk>/<slug:name>/", helping.account_help, name="account_help"),
    path("organisations/people/<int:pk>/", people.person, name="person"),
]
urlpatterns = [
    path("", moving.home, name="home"),
    path("o/<code:organisation>/<str:period>/", include(_scoped)),
    path("go/", moving.go, name="go"),
    path("places/", moving.places, name="places"),
    path("suggest/<str:source>/", moving.suggest, name="suggest"),
    path("prefer/", moving.prefer, name="prefer"),
    path("search/", search.search, name="search"),
    path("link/<str:token>/", entrance.signin_link, name="signin_link"),
    path("accounts/second-factor/", account.second_factor, name="second_factor"),
    path("accounts/sessions/", account.sessions, name="sessions"),
    path("accounts/sessions/end/", account.end_session, name="end_session"),
    path("health/", health.health, name="health"),
    path("me/copy/", personal.my_copy, name="my_copy"),
    path("me/copy/<int:pk>/", personal.copy_for, name="copy_for"),
]
