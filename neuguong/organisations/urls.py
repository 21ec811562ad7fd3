"""Addresses of organisations and people."""

from django.urls import path

from neuguong.organisations.views import events, organisations, people

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
    path("people/", people.person_list, name="person_list"),
    path("people/new/", people.person_create, name="person_create"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
]
