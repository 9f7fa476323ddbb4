"""What each page shows: the part of the brief for it. The page and its PDF both ask here."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import reverse

from concord.reading import InputError
from concord.web.choices import parts
from concord.web.choices.beside import side_by_side
from concord.web.choices.draw import Part
from concord.web.choices.kept import UNASKED, Asked
from concord.web.guest import store
from concord.web.site.pages import words_in
from concord.web.whole.further import further

AMOUNTS = ("none", "words", "typical_range", "full_range")
"""How much of survival can be asked for. The answer counts for one request and is not kept."""


def amount(request: HttpRequest) -> str:
    """How much of survival this request asks for."""
    given = request.POST.get("survival", "")
    if given and (looks := getattr(request, "circle", None)) and not looks.asks_about_survival:
        return "none"  # a helper's own wish; the person's is never asked for it
    return given if given in AMOUNTS else UNASKED


def first_page(wanted: Asked, answers: store.Answers) -> Part:
    """The choices at a glance. Out of scope the whole document is as short as a part."""
    say = words_in(wanted.language).site
    if not wanted.document["in_scope"]:
        return wanted.document
    asks = next((one for one in further(wanted.brief, answers.seen) if one.choices and not one.not_known), None)
    onward = asks and {
        "heading": say("next_title"),
        "say": say("next_say", question=asks.title, count=len(asks.choices)),
        "more": say("next_more"),
        "address": reverse("further", args=[wanted.language]),
    }
    return parts.overview(wanted.document, say, wanted.survival, next_question=onward)


def one_choice(wanted: Asked, choice: str) -> Part:
    """Everything about one choice that is or may be open."""
    found = parts.one(in_scope(wanted), choice, words_in(wanted.language).site)
    if found is None:
        raise Http404(choice)
    return found


def plain(wanted: Asked, name: str) -> Part:
    """A part that has nothing of its own."""
    return parts.part(in_scope(wanted), name, words_in(wanted.language).site(f"part_{name}"))


def road(wanted: Asked) -> Part:
    """What comes after one choice."""
    try:
        steps = in_scope(wanted)["road_ahead"]
    except InputError as error:
        raise Http404 from error
    if not steps:
        raise Http404
    return parts.part(wanted.document, "ahead", words_in(wanted.language).site("ahead_of", name=steps[0]["title"]))


def beside(wanted: Asked, picks: list[str]) -> Part:
    """The picked choices side by side."""
    return side_by_side(in_scope(wanted), picks, words_in(wanted.language).site)


def in_scope(wanted: Asked) -> Part:
    if not wanted.document["in_scope"]:
        raise Http404
    return wanted.document
