"""How a page is made: the words in its language, the frame around it, and the words of medicine that it explains."""

from __future__ import annotations

import gc
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from concord.choices.to_read import glossary
from concord.choices.words import Language, Words
from concord.documents.glossary import explainer
from concord.knowledge.load import Knowledge, load
from concord.web.notices import store as notices
from concord.web.site.language import other_address

MENU = ("home", "mine", "room", "call")
FROM_TRIALS = "?from=trials"
BELOW = ("words", "about", "survey")
NAMES = {
    "home": "home",
    "mine": "start_short",
    "room": "reading_room",
    "words": "words_explained",
    "call": "call_now",
    "about": "about",
    "survey": "survey_title",
}


@cache
def knowledge() -> Knowledge:
    """The knowledge of this site: read once, when the first page is asked for."""
    read = load()
    gc.freeze()  # it stays to the end: looking through it for rubbish makes a page wait for some fifty milliseconds
    return read


def _links(names: tuple[str, ...], language: Language, words: Words) -> list[tuple[str, str, str]]:
    return [(reverse(name, args=[language]), words.site(NAMES[name]), name) for name in names]


def words_in(language: Language) -> Words:
    return Words(knowledge(), language)


def page(
    request: HttpRequest, language: Language, template: str, title: str, *, status: int = 200, **values: Any
) -> HttpResponse:
    """A whole page in its frame. One that failed, or that answers a form, leads elsewhere in the other language."""
    here = request.path
    if status != 200 or request.method != "GET":
        here = reverse("room" if status == 200 else "home", args=[language])
    around = {**frame(request, language, here), "title": title}
    return render(request, template, {**around, **values}, status=status)


def frame(request: HttpRequest, language: Language, here: str) -> dict[str, Any]:
    """What stands around every page; `here` is what it is called in the other language."""
    words = words_in(language)
    return {
        "language": language,
        "say": words.site,
        "menu": _links(MENU, language, words),
        "below": _links(BELOW, language, words),
        "here": request.path,
        "other_address": other_address(here),
        "not_reviewed": words.not_reviewed(),
        "explained": explainer(glossary(words)),
        "glossary": glossary(words),
        "signed_in": is_signed_in(request),
        "sign_in_address": _sign_in(language),
        "idle_minutes": settings.IDLE_MINUTES,
        "notices_wait": notices.waits(request),
        "came_from": came_from(request),
    }


def came_from(request: HttpRequest) -> str:
    """What an address carries on the way from the trials to a list of answers, so that the way back is shown there."""
    return FROM_TRIALS if request.GET.get("from") == "trials" else ""


def _sign_in(language: Language) -> str:
    with override(language):
        return reverse("account_login")


def is_signed_in(request: HttpRequest) -> bool:
    """Whoever has no session is not asked for in the database."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
