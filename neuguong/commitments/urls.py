"""Addresses of commitments."""

from django.urls import path

from neuguong.commitments import views

app_name = "commitments"
urlpatterns = [path("owing/<int:pk>/", views.owing, name="owing"), *views.COMMITMENTS.urls()]
