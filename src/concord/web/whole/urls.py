"""The addresses of this feature, after the language. None says what was told."""

from django.urls import path

from concord.web.whole import lists, views

pages = [
    path("whole/", views.overview, name="whole"),
    path("whole/now-first/", views.urgent, name="urgent_first"),
    path("whole/reports/", lists.listed, {"name": "reports"}, name="reports"),
    path("whole/reports/new/", lists.report, name="new_report"),
    path("whole/reports/<int:number>/", lists.report, name="report"),
    path("whole/reports/<int:number>/remove/", lists.remove, {"name": "reports"}, name="remove_report"),
    path("whole/markers/", lists.listed, {"name": "markers"}, name="markers"),
    path("whole/markers/new/<slug:marker>/", lists.new_marker, name="new_marker"),
    path("whole/markers/<int:number>/", lists.marker, name="marker"),
    path("whole/markers/<int:number>/remove/", lists.remove, {"name": "markers"}, name="remove_marker"),
    path("whole/<slug:step>/", views.question, {"origin": "whole"}, name="whole_question"),
    path("answers/<slug:step>/", views.question, {"origin": "answers"}, name="change"),
    path("more/", views.more, name="further"),
    path("more/<slug:step>/", views.question, {"origin": "further"}, name="further_question"),
    path("pathology-report/", views.pathology_report, name="pathology_report"),
]
