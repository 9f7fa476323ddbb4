"""The addresses of this feature, after the language."""

from django.urls import path

from concord.web.opinion import both, views

pages = [
    path("opinion/", views.opinion, name="opinion"),
    path("opinion/packet/", views.packet, name="opinion-packet"),
    path("opinion/packet.pdf", views.packet_on_paper, name="opinion-pdf"),
    path("opinion/packet.html", views.packet_file, name="opinion-html"),
    path("opinion/packet.json", views.packet_fhir, name="opinion-fhir"),
    path("opinion/papers/", views.collect, name="opinion-papers"),
    path("opinion/papers.pdf", views.collect_on_paper, name="opinion-papers-pdf"),
    path("opinion/both/", both.both, name="opinion-both"),
    path("opinion/both.pdf", both.both_on_paper, name="opinion-both-pdf"),
]
