"""Addresses of people's rights over their data: one's own stand under me/, the office's under o/."""

from django.urls import include, path

from neuguong.privacy.views import days, mine, notice, removals, requests, restrictions, retention

app_name = "privacy"
_office = [
    path("requests/", requests.request_list, name="request_list"),
    path("requests/new/", requests.request_create, name="request_create"),
    path("requests/<int:pk>/", requests.request_detail, name="request"),
    path("requests/<int:pk>/answer/", requests.answer, name="answer"),
    path("requests/<int:pk>/fulfil/", requests.fulfil, name="fulfil"),
    path("requests/<int:pk>/refuse/", requests.refuse, name="refuse"),
    path("requests/<int:pk>/prolong/", requests.prolong, name="prolong"),
    path("requests/<int:pk>/erase/", removals.propose, name="propose"),
    path("removals/", removals.removal_list, name="removal_list"),
    path("removals/new/", removals.removal_create, name="removal_create"),
    path("removals/<int:pk>/", removals.removal, name="removal"),
    path("removals/<int:pk>/confirm/", removals.confirm, name="confirm"),
    path("removals/<int:pk>/cancel/", removals.cancel, name="cancel"),
    path("retention/", retention.retention, name="retention"),
    path("retention/<str:code>/", retention.due, name="due"),
    path("restrictions/", restrictions.restriction_list, name="restriction_list"),
    path("restrictions/<int:pk>/lift/", restrictions.lift, name="lift"),
    path("days/", days.day_list, name="day_list"),
    path("days/new/", days.day_create, name="day_create"),
    path("days/<int:pk>/remove/", days.day_remove, name="day_remove"),
]
urlpatterns = [
    path("me/", mine.mine, name="mine"),
    path("me/notice/", notice.notice, name="notice"),
    path("me/guide/", notice.guide, name="guide"),
    path("me/requests/<int:pk>/", mine.mine_request, name="mine_request"),
    path("me/requests/<int:pk>/withdraw/", mine.withdraw, name="withdraw"),
    path("me/requests/new/<str:kind>/", mine.ask, name="ask"),
    path("o/<code:organisation>/<str:period>/privacy/", include(_office)),
]
