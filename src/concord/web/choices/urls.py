"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.choices import views

pages = [
    path("choices/", views.mine, name="mine"),
    path("choices/brief.pdf", views.pdf, name="pdf"),
    path("choices/doctor/", views.clinician, name="clinician"),
    path("choices/questions/", views.visit, name="visit"),
    path("choices/ahead/<slug:choice>/", views.ahead, name="ahead"),
]
