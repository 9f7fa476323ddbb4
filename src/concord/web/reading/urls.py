"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.reading import views

pages = [
    path("read/", views.room, name="room"),
    path("read/<slug:name>/", views.article, name="article"),
    path("words/", views.words, name="words"),
    path("search/", views.search, name="search"),
]
