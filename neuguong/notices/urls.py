"""Addresses of notices; they are the user's own and belong to no place."""

from django.urls import path

from neuguong.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("preferences/", views.preferences, name="preferences"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/open/", views.open_notice, name="open"),
]
