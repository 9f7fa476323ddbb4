"""The first page, what this is, and when to call now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.choices.words import Language
from concord.web.site.language import preferred
from concord.web.site.pages import knowledge, page, words_in

FIRST = (
    "your-situation-on-one-page",
    "what-decides-the-options",
    "questions-to-print",
    "emergencies",
    "second-opinion",
)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The address without a language leads to the one that the browser asks for."""
    response = HttpResponseRedirect(reverse("home", args=[preferred(request)]))
    response.headers["Vary"] = "Accept-Language"
    return response


@require_safe
def home(request: HttpRequest, language: Language) -> HttpResponse:
    words = words_in(language)
    first = [(name, words.text(knowledge().articles[name].name)) for name in FIRST]
    return page(request, language, "home/home.html.j2", words.site("home_title"), first=first)


@require_safe
def about(request: HttpRequest, language: Language) -> HttpResponse:
    words, meta = words_in(language), knowledge().meta
    return page(
        request,
        language,
        "home/about.html.j2",
        words.site("about"),
        funding=words.text(meta.funding),
        update_policy=words.text(meta.update_policy),
        version=meta.version,
        dates=words.word("heading_written", written=words.day(meta.as_of), next_review=words.day(meta.next_review)),
    )


@require_safe
def call(request: HttpRequest, language: Language) -> HttpResponse:
    """The same list for everyone: numbers by country, and every sign that cannot wait."""
    words = words_in(language)
    numbers = []
    for one in knowledge().emergency_numbers.values():
        values = {"country": words.site(f"country_{one.country}"), "emergency": one.emergency, "despair": one.despair}
        numbers.append(words.site("call_country" if one.despair else "call_country_only", **values))
    signs = [(words.text(one.say), words.text(one.action)) for one in knowledge().urgent.values()]
    own = words.sentence("call_team")
    return page(request, language, "home/call.html.j2", words.site("call_now"), numbers=numbers, signs=signs, own=own)
