"""The addresses of this feature, after the language. None says anything of a person."""

from django.urls import path

from concord.web.trials import views

pages = [
    path("trials/", views.every, name="trials"),
    path("trials.json", views.every, name="trials-json"),
    path("trials/not/", views.out, name="trials-out"),
    path("trials/answer/<slug:step>/", views.answer, name="trials-answer"),
    path("trials/<slug:nct>/", views.one, name="trial"),
    path("trials/<slug:nct>.json", views.one, name="trial-json"),
    path("trials/<slug:nct>/answer/<slug:step>/", views.answer, name="trial-answer"),
]
