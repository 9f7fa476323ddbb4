"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.matters import views

pages = [
    path("matters/", views.every, name="matters"),
    path("matters/<slug:step>/", views.step, name="matters_step"),
]
