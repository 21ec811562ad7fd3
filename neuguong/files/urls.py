"""Addresses of files."""

from django.urls import path

from neuguong.files import views

app_name = "files"
urlpatterns = [
    path("of/<str:kind>/<int:pk>/", views.attach, name="attach"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/content/", views.content, name="content"),
    path("<int:pk>/take-off/", views.take_off, name="take_off"),
    path("<int:pk>/put-back/", views.put_back, name="put_back"),
]
