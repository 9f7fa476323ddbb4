"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.guest import views

pages = [
    path("clear/", views.clear, name="clear"),
    path("keep/", views.keep, name="keep"),
    path("file/", views.download, name="download"),
]
