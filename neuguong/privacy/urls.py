"""Addresses of people's rights over their data: one's own stand under me/, the office's under o/."""

from django.urls import path

from neuguong.privacy.views import mine

app_name = "privacy"
urlpatterns = [
    path("me/", mine.mine, name="mine"),
]
