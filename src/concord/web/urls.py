"""Every address. The language stands first, so that a page can be read in the other one without losing one's place."""

from __future__ import annotations

from django.urls import include, path, register_converter

from concord.web.bring import views as bring
from concord.web.choices import views as choices
from concord.web.guest import views as guest
from concord.web.home import views as home
from concord.web.reading import views as reading
from concord.web.site import views as site
from concord.web.site.language import LanguageConverter
from concord.web.way import views as way

register_converter(LanguageConverter, "language")

pages = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("call/", home.call, name="call"),
    path("read/", reading.room, name="room"),
    path("read/<slug:name>/", reading.article, name="article"),
    path("words/", reading.words, name="words"),
    path("start/", way.begin, name="begin"),
    path("start/<slug:step>/", way.question, name="question"),
    path("answers/", way.answers, name="answers"),
    path("bring/", bring.bring, name="bring"),
    path("bring/check/", bring.check, name="bring_check"),
    path("clear/", guest.clear, name="clear"),
    path("keep/", guest.keep, name="keep"),
    path("file/", guest.download, name="download"),
    path("choices/", choices.mine, name="mine"),
    path("choices/brief.pdf", choices.pdf, name="pdf"),
    path("choices/doctor/", choices.clinician, name="clinician"),
    path("choices/questions/", choices.visit, name="visit"),
    path("choices/ahead/<slug:choice>/", choices.ahead, name="ahead"),
    path("search/", reading.search, name="search"),
]

urlpatterns = [
    path("", home.start, name="start"),
    path("<language:language>/", include(pages)),
    path("health", site.health, name="health"),
    path("robots.txt", site.robots, name="robots"),
]

handler404 = "concord.web.site.views.not_found"
handler500 = "concord.web.site.views.error"
