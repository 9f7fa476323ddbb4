"""The addresses of this feature, after the language; `whole` are those that have none."""

from django.urls import path

from concord.web.host import views

pages = [
    path("example/", views.example, name="example"),
    path("release/", views.enter_release, name="release"),
    path("for-clinicians/", views.for_clinicians, name="for_clinicians"),
]
whole = [path("health/ready", views.ready, name="ready")]
