"""The addresses of this feature, after the language. A treatment is named by its place in the list alone."""

from django.urls import path

from concord.web.treatments import views

pages = [
    path("treatments/", views.every, name="treatments"),
    path("treatments/new/", views.new, name="treatment_new"),
    path("treatments/<int:number>/", views.change, {"part": "first"}, name="treatment"),
    path("treatments/<int:number>/more/", views.change, {"part": "more"}, name="treatment_more"),
    path("treatments/<int:number>/remove/", views.remove, name="treatment_remove"),
    path("timeline/", views.timeline, name="timeline"),
]
