"""Headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

OK = 200
Answer = Callable[[HttpRequest], HttpResponse]
NOT_OURS = "camera=(), microphone=(), geolocation=(), payment=(), interest-cohort=()"


def quiet(get_response: Answer) -> Answer:
    """No page may use a sensor. One that is for one person alone is kept by no browser, server on the way or search."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOT_OURS)
        if request.method not in ("GET", "HEAD") or _is_personal(request, response):
            response.headers["Cache-Control"] = "no-store"
        else:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        if "no-store" in response.headers["Cache-Control"]:
            response.headers["X-Robots-Tag"] = "noindex"
        if response.status_code == OK and "public" not in response.headers["Cache-Control"]:
            patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whoever brings answers or an account may see pages of her own, unless a page says that it is the same for all."""
    known = settings.GUEST_COOKIE in request.COOKIES or settings.SESSION_COOKIE_NAME in request.COOKIES
    said = response.headers.get("Cache-Control", "")
    return known and "public" not in said
