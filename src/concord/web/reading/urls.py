"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.reading import views
from concord.web.reading.favourites import favourite

pages = [
    path("read/", views.room, name="room"),
    path("read.json", views.room, name="room-json"),
    path("read/<slug:name>/", views.article, name="article"),
    path("read/<slug:name>.json", views.article, name="article-json"),
    path("words/", views.words, name="words"),
    path("words.json", views.words, name="words-json"),
    path("search/", views.search, name="search"),
    path("saved/", favourite, name="favourite"),
    path("fits/", views.fits, name="fits"),
]
