"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.notices import views

pages = [
    path("notices/", views.notices, name="notices"),
    path("notices/<int:number>/", views.notice, name="notice"),
    path("notices/<int:number>/change/", views.change, name="notice_change"),
]
