"""Addresses of yearly ranks."""

from neuguong.classification.views import Classifications

app_name = "classification"
urlpatterns = Classifications().urls()
