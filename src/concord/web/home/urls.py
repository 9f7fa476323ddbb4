"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.home import views

pages = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("about.json", views.about, name="about-json"),
    path("call/", views.call, name="call"),
]
