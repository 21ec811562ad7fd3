"""Addresses of organisations and people."""

from django.urls import path

from neuguong.organisations.views import duplicates, events, grants, memberships, organisations, people, transfers

app_name = "organisations"
urlpatterns = [
    path("", organisations.list_, name="list"),
    path("tree/", organisations.tree, name="tree"),
    path("tree/<code:code>/", organisations.branch, name="branch"),
    path("new/", organisations.create, name="create"),
    path("<int:pk>/edit/", organisations.edit, name="edit"),
    path("<int:pk>/move/", events.move, name="move"),
    path("<int:pk>/events/", events.events, name="events"),
    path("<int:pk>/events/<str:kind>/", events.event, name="event"),
    path("events/<int:pk>/undo/", events.undo, name="undo"),
    path("grants/", grants.grant_list, name="grant_list"),
    path("grants/new/", grants.grant_create, name="grant_create"),
    path("grants/<int:pk>/", grants.grant, name="grant"),
    path("grants/<int:pk>/end/", grants.grant_end, name="grant_end"),
    path("grants/<int:pk>/deputy/", grants.grant_deputy, name="grant_deputy"),
    path("people/", people.person_list, name="person_list"),
    path("people/new/", people.person_create, name="person_create"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/memberships/new/", memberships.membership_create, name="membership_create"),
    path("people/memberships/<int:pk>/edit/", memberships.membership_edit, name="membership_edit"),
    path("people/memberships/<int:pk>/remove/", memberships.membership_remove, name="membership_remove"),
    path("people/<int:pk>/pauses/new/", memberships.pause_create, name="pause_create"),
    path("people/pauses/<int:pk>/edit/", memberships.pause_edit, name="pause_edit"),
    path("people/pauses/<int:pk>/remove/", memberships.pause_remove, name="pause_remove"),
    path("people/<int:pk>/transfer/", transfers.transfer_depart, name="transfer_depart"),
    path("people/transfers/", transfers.transfer_list, name="transfer_list"),
    path("people/transfers/new/", transfers.transfer_create, name="transfer_create"),
    path("people/transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("people/transfers/<int:pk>/accept/", transfers.transfer_accept, name="transfer_accept"),
    path("people/transfers/<int:pk>/refuse/", transfers.transfer_refuse, name="transfer_refuse"),
    path("people/transfers/<int:pk>/withdraw/", transfers.transfer_withdraw, name="transfer_withdraw"),
    path("people/duplicates/", duplicates.duplicate_list, name="duplicate_list"),
    path("people/duplicates/<int:kept>/<int:gone>/", duplicates.duplicate, name="duplicate"),
    path("people/duplicates/<int:kept>/<int:gone>/apart/", duplicates.duplicate_apart, name="duplicate_apart"),
    path("people/merges/<int:pk>/undo/", duplicates.merge_undo, name="merge_undo"),
]
