"""Pages for when something is not there or goes wrong, and what a machine asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from concord.web.site.language import in_address
from concord.web.site.pages import page, words_in


def _sorry(request: HttpRequest, name: str, status: int) -> HttpResponse:
    language = in_address(request.path)
    words = words_in(language)
    return page(
        request, language, "site/sorry.html.j2", words.site(f"{name}_title"), status=status, text=words.site(name)
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _sorry(request, "not_found", 404)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _sorry(request, "refused", 403)


def error(request: HttpRequest) -> HttpResponse:
    return _sorry(request, "error", 500)


# What is for one person alone, or is only sent to and never looked at.
NOT_FOR_SEARCH = (
    "choices",
    "start",
    "answers",
    "bring",
    "keep",
    "file",
    "clear",
    "account",
    "saved",
    "fits",
    "helpful",
)
ROBOTS = "".join(
    ["User-agent: *\n", *(f"Disallow: /*/{name}\n" for name in NOT_FOR_SEARCH), "Disallow: /admin/\n", "Allow: /\n"]
)


def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches the server: it answers, and says nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")
