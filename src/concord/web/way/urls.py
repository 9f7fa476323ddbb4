"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.way import views

pages = [
    path("start/", views.begin, name="begin"),
    path("start/<slug:step>/", views.question, name="question"),
    path("answers/", views.answers, name="answers"),
]
