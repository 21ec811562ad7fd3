"""Addresses of figures, reviews and returns."""

from django.urls import path

from neuguong.reporting.views import figures, returns, reviews

app_name = "reporting"
urlpatterns = [
    path("figures/", figures.figures_, name="figures"),
    path("figures/<slug:code>/", figures.figure, name="figure"),
    path("returns/", returns.list_, name="return_list"),
    path("returns/request/", returns.request_, name="return_request"),
    path("returns/send/", returns.send, name="return_send"),
    path("returns/<int:pk>/", returns.detail, name="return"),
    path("returns/<int:pk>/send/", returns.send_one, name="return_edit"),
    path("review/", reviews.review, name="review"),
    path("review/prepare/", reviews.prepare, name="prepare"),
    path("review/freeze/", reviews.freeze, name="freeze"),
    path("review/reopen/", reviews.reopen, name="reopen"),
    path("review/facts/", reviews.facts, name="facts"),
    path("review/changes/", reviews.changes, name="changes"),
    path("review/charts/<slug:name>.svg", reviews.chart, name="chart"),
    path("review/sections/<str:code>/", reviews.section, name="section"),
    path("review/sections/<str:code>/words/", reviews.words, name="words"),
    path("review/<slug:kind>/", reviews.download, name="download"),
]
