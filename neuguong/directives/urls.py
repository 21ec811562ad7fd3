"""Addresses of directives, tasks and findings."""

from django.urls import path

from neuguong.directives.views import findings
from neuguong.directives.views.registers import directives, tasks

app_name = "directives"
urlpatterns = [
    *directives.urls(),
    *tasks.urls("tasks/"),
    *findings.FINDINGS.urls("findings/"),
    path("findings/about/<str:kind>/<int:pk>/", findings.finding_raise, name="finding_raise"),
    path("findings/<int:pk>/answer/", findings.finding_answer, name="finding_answer"),
    path("findings/<int:pk>/assign/", findings.finding_assign, name="finding_assign"),
    path("findings/<int:pk>/close/", findings.finding_close, name="finding_close"),
    path("findings/<int:pk>/return/", findings.finding_return, name="finding_return"),
]
