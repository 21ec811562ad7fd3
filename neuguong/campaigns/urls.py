"""Addresses of what is owed: duties, rules, excuses."""

from django.urls import path

from neuguong.campaigns.views.duties import duty_list
from neuguong.campaigns.views.excuses import excuse_create, excuse_withdraw
from neuguong.campaigns.views.rules import RULES

app_name = "campaigns"
urlpatterns = [
    path("", duty_list, name="duty_list"),
    *RULES.urls("rules/"),
    path("rules/<int:pk>/excuse/", excuse_create, name="excuse_create"),
    path("excuses/<int:pk>/withdraw/", excuse_withdraw, name="excuse_withdraw"),
]
