"""Headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
NOT_OURS = "camera=(), microphone=(), geolocation=(), payment=(), interest-cohort=()"


def quiet(get_response: Answer) -> Answer:
    """No page may use a sensor, and none that was made for a form is kept by a browser or on the way."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOT_OURS)
        if request.method != "GET":
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer
