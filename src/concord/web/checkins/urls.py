"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.checkins import onward, trends, views, writing

pages = [
    path("checkins/", views.home, name="checkins"),
    path("checkins/new/", writing.new, name="checkins_new"),
    path("checkins/trends/", trends.trends, name="checkins_trends"),
    path("checkins/trends.pdf", trends.on_paper, name="checkins_pdf"),
    path("checkins/<int:number>/", views.one, name="checkins_one"),
    path("checkins/<int:number>/change/", writing.change, name="checkins_change"),
    path("checkins/<int:number>/remove/", views.remove, name="checkins_remove"),
    path("checkins/<int:number>/question/", onward.question, name="checkins_question"),
    path("checkins/<int:number>/plan/", onward.plan, name="checkins_plan"),
]
