"""How a page is made: the words in its language, the frame around it, and the words of medicine that it explains."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from concord.choices.to_read import glossary
from concord.choices.words import Language, Words
from concord.documents.glossary import explainer
from concord.knowledge.load import Knowledge, load
from concord.web.site.language import other_address

MENU = ("home", "mine", "room", "words", "call", "about")
NAMES = {
    "home": "home",
    "mine": "start_short",
    "room": "reading_room",
    "words": "words_explained",
    "call": "call_now",
    "about": "about",
}


@cache
def knowledge() -> Knowledge:
    """The knowledge of this site: read once, when the first page is asked for."""
    return load()


def words_in(language: Language) -> Words:
    return Words(knowledge(), language)


def page(
    request: HttpRequest, language: Language, template: str, title: str, *, status: int = 200, **values: Any
) -> HttpResponse:
    """A whole page in its frame. One that failed, or that answers a form, leads elsewhere in the other language."""
    words = words_in(language)
    here = reverse("room" if status == 200 else "home", args=[language])
    frame = {
        "language": language,
        "title": title,
        "say": words.site,
        "menu": [(reverse(name, args=[language]), words.site(NAMES[name]), name) for name in MENU],
        "here": request.path,
        "other_address": other_address(request.path if status == 200 and request.method == "GET" else here),
        "not_reviewed": words.not_reviewed(),
        "explained": explainer(glossary(words)),
        "glossary": glossary(words),
    }
    return render(request, template, {**frame, **values}, status=status)
