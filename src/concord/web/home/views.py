"""The first page, what this is, and when to call now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from concord.choices.words import Language, Words
from concord.web.reading import listed
from concord.web.reading.views import told, what_fits
from concord.web.site import as_json
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
    """What this is; for those who asked for it, what fits what they told."""
    words, answers = words_in(language), told(request)
    return page(
        request,
        language,
        "home/home.html.j2",
        words.site("home_title"),
        first=[(name, words.text(knowledge().articles[name].name)) for name in FIRST],
        funding=words.text(knowledge().meta.funding),
        dates=_dates(words),
        fits=what_fits(request, language, answers),
        fits_on=bool(answers and answers.fit_pages),
    )


@require_safe
def about(request: HttpRequest, language: Language) -> HttpResponse:
    """For whom, how it works, who made and who pays it, how it is kept current, what it is not."""
    words, meta = words_in(language), knowledge().meta
    said = {
        "whom_title": [words.site("whom")],
        "how_title": [words.site("how")],
        "who_title": [words.site("who"), words.text(meta.funding)],
        "current_title": [words.text(meta.update_policy), _dates(words)],
        "not_title": [words.site("not_a_doctor")],
        "privacy_title": [words.site("privacy"), words.site("privacy_told")],
    }
    parts = [(words.site(name), texts) for name, texts in said.items()]
    if as_json.wanted(request):
        told_here = [{"title": title, "text": texts} for title, texts in parts]
        return as_json.answered({**listed.about(language), "title": words.site("about"), "parts": told_here})
    return as_json.also_a_page(page(request, language, "home/about.html.j2", words.site("about"), parts=parts))


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


def _dates(words: Words) -> str:
    meta = knowledge().meta
    return words.word("heading_written", written=words.day(meta.as_of), next_review=words.day(meta.next_review))
