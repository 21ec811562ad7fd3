"""Addresses of sessions, attendance and issues."""

from django.urls import path

from neuguong.activities.views.attendance import attendance
from neuguong.activities.views.issues import issues
from neuguong.activities.views.sessions import sessions

app_name = "activities"
urlpatterns = [
    *sessions.urls(),
    path("<int:pk>/attendance/", attendance, name="attendance"),
    *issues.urls("issues/"),
]
