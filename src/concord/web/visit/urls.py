"""The addresses of this feature, after the language. `visit` alone is the name of the questions on paper."""

from django.urls import path

from concord.web.visit import sheets, views

pages = [
    path("visits/", views.home, name="visits"),
    path("visits/new/", views.new, name="visit_new"),
    path("visits/<uuid:name>/", sheets.after, name="visit_summary"),
    path("visits/<uuid:name>/summary.pdf", sheets.after_on_paper, name="visit_summary_paper"),
    path("visits/<uuid:name>/goals/", sheets.before, name="visit_goals"),
    path("visits/<uuid:name>/goals.pdf", sheets.before_on_paper, name="visit_goals_paper"),
    path("visits/<uuid:name>/before/", views.before, name="visit_before"),
    path("visits/<uuid:name>/during/", views.during, name="visit_during"),
    path("visits/<uuid:name>/after/", views.after, name="visit_after"),
    path("visits/<uuid:name>/plan/", views.into_plan, name="visit_into_plan"),
    path("visits/<uuid:name>/remove/", views.remove, name="visit_remove"),
]
