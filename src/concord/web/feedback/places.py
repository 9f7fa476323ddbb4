"""The pages that can be asked about, and where each stands."""

from __future__ import annotations

from django.urls import reverse

from concord.choices.words import Language
from concord.web.site.pages import knowledge

PLACES = {"choices": "mine", "about": "about", "words": "words", "call": "call"}


def address(name: str, language: Language) -> str | None:
    """Where the page of this name stands; None where there is none."""
    if name in knowledge().articles:
        return reverse("article", args=[language, name])
    return reverse(PLACES[name], args=[language]) if name in PLACES else None
