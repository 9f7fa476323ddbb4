"""The addresses of this feature, after the language. A page, the same as JSON, and the same on paper."""

from django.urls import path

from concord.web.choices import asks, know, paper, side, views

pages = [
    path("choices/", views.mine, name="mine"),
    path("choices.json", views.mine, name="mine-json"),
    path("choices/these.pdf", paper.mine, name="mine-pdf"),
    path("choices/brief.pdf", paper.everything, name="pdf"),
    path("choices/doctor/", paper.clinician, name="clinician"),
    path("choices/questions/", paper.visit, name="visit"),
    path("choices/questions/mine/", asks.asks, name="asks"),
    path("choices/questions/mine.pdf", asks.paper, name="asks-pdf"),
    path("choices/know-me/", know.know, name="know"),
    path("choices/know-me.pdf", know.paper, name="know-pdf"),
    path("choices/side/", side.side, name="side"),
    path("choices/side.pdf", paper.side, name="side-pdf"),
    path("choices/one/<slug:choice>/", views.one, name="one"),
    path("choices/one/<slug:choice>.json", views.one, name="one-json"),
    path("choices/one/<slug:choice>.pdf", paper.one, name="one-pdf"),
    path("choices/more/<slug:name>/", views.part, name="part"),
    path("choices/more/<slug:name>.json", views.part, name="part-json"),
    path("choices/more/<slug:name>.pdf", paper.part, name="part-pdf"),
    path("choices/ahead/<slug:choice>/", views.ahead, name="ahead"),
    path("choices/ahead/<slug:choice>.pdf", paper.ahead, name="ahead-pdf"),
]
