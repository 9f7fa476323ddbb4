"""The addresses of this feature, after the language."""

from django.urls import URLPattern, URLResolver, path

from concord.web.feedback import views

pages: list[URLPattern | URLResolver] = [
    path("helpful/", views.helpful, name="helpful"),
    path("survey/", views.survey, name="survey"),
]
