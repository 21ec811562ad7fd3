"""Addresses of imports and templates."""

from django.urls import path

from neuguong.interchange.views import batches, downloads, templates, uploading

app_name = "interchange"
urlpatterns = [
    path("", batches.list_, name="list"),
    path("<int:pk>/", batches.detail, name="detail"),
    path("<int:pk>/undo/", batches.undo, name="undo"),
    path("new/", uploading.upload, name="upload"),
    path("files/<str:token>/", uploading.preview, name="preview"),
    path("files/<str:token>/check/", uploading.check, name="check"),
    path("files/<str:token>/write/", uploading.write, name="write"),
    path("files/<str:token>/wrong/", uploading.rejects, name="rejects"),
    path("files/<str:token>/drop/", uploading.drop, name="drop"),
    path("export/<slug:code>/", downloads.export, name="export"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<slug:code>/", templates.template, name="template"),
]
