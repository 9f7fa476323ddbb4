"""A page that reads one row and draws the frame, to measure others against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from concord.choices.words import Language
from concord.web import urls
from concord.web.models import Guest
from concord.web.site.pages import page


def trivial(request: HttpRequest, language: Language) -> HttpResponse:
    one = Guest.objects.order_by("name").first()
    return page(request, language, "site/base.html.j2", "One row" if one else "No row")


urlpatterns = [path("<language:language>/trivial/", trivial), *urls.urlpatterns]
handler404 = urls.handler404
handler429 = urls.handler429
handler500 = urls.handler500
