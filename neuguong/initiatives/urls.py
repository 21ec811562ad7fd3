"""Addresses of models and exemplars."""

from neuguong.initiatives.views import EXEMPLARS, INITIATIVES

app_name = "initiatives"
urlpatterns = [*EXEMPLARS.urls("exemplars/"), *INITIATIVES.urls()]
