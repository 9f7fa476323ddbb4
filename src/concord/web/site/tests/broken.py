"""A page that always fails, for the test of what an error shows."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from concord.web import urls


def broken(request: HttpRequest, **values: str) -> HttpResponse:
    raise ValueError(f"canary {request.path}")


urlpatterns = [path("en/broken/<slug:name>/", broken), *urls.urlpatterns]
handler404 = urls.handler404
handler500 = urls.handler500
