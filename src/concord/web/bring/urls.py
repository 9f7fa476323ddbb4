"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.bring import views

pages = [
    path("bring/", views.bring, name="bring"),
    path("bring/check/", views.check, name="bring_check"),
]
