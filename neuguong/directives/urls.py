"""Addresses of directives and tasks."""

from neuguong.directives.views import directives, tasks

app_name = "directives"
urlpatterns = [*directives.urls(), *tasks.urls("tasks/")]
