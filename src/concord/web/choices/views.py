"""The brief as pages: the choices at a glance, one choice, the road ahead, and everything else a part a page."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from concord.choices.shape import Brief
from concord.choices.words import Language
from concord.web.choices import parts, shown
from concord.web.choices.draw import Drawn, drawn, others
from concord.web.choices.kept import Asked, asked
from concord.web.guest import store
from concord.web.guest.answered import only_reads, with_answers
from concord.web.site import as_json
from concord.web.site.language import other_address
from concord.web.site.pages import page, words_in

READING = ["GET", "HEAD", "POST"]
"""These pages can be posted to: the answer about survival must stand in no address."""


def made(answers: store.Answers, language: Language) -> Brief:
    """The brief of these answers, kept nowhere. A file does not answer for how much of survival is shown."""
    return Asked(None, answers.file, language).brief


def told_in_words(file: dict[str, Any], language: Language) -> dict[str, Any]:
    """What a file says, as the brief would say it, and which of its words were not understood."""
    found = made(store.Answers(file), language)
    labels = found["labels"]
    return {
        "situation": found["situation"]["say"],
        "treatments": found["situation"]["treatments"],
        "heading_treatments": labels["heading_treatments"],
        "heading_not_understood": labels["heading_not_understood"],
        "not_understood": found["not_understood"],
    }


@require_http_methods(READING)
@with_answers
@only_reads
def mine(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The choices at a glance; posted, with as much of survival as was asked for."""
    wanted = asked(request, answers, language, shown.amount(request))
    if as_json.wanted(request):
        return _json(wanted.brief_json)
    # Which question comes next depends on those that she has seen.
    found = drawn(wanted, f"mine {sorted(answers.seen)}", lambda: shown.first_page(wanted, answers))
    return _page(request, wanted, answers, "mine", found, reverse("mine-pdf", args=[language]))


@require_http_methods(READING)
@with_answers
@only_reads
def one(request: HttpRequest, language: Language, answers: store.Answers, choice: str) -> HttpResponse:
    """Everything about one choice; posted, with as much of survival as was asked for."""
    wanted = asked(request, answers, language, shown.amount(request))
    if as_json.wanted(request):
        card = next((one for one in wanted.brief["choices"] if one["id"] == choice), None)
        if card is None:
            raise Http404(choice)
        return _json(orjson.dumps(card))
    found = drawn(wanted, f"one {choice}", lambda: shown.one_choice(wanted, choice))
    ahead = reverse("ahead", args=[language, choice]) if found.leads_on else ""
    return _page(request, wanted, answers, "one", found, reverse("one-pdf", args=[language, choice]), ahead)


@require_safe
@with_answers
def part(request: HttpRequest, language: Language, answers: store.Answers, name: str) -> HttpResponse:
    """One of the pages that are nothing but a part of the brief."""
    if name not in parts.PLAIN:
        raise Http404(name)
    wanted = asked(request, answers, language)
    if as_json.wanted(request):
        content = shown.plain(wanted, name)
        return _json(orjson.dumps({key: content[key] for key in ("title", "as_of", *parts.PAGES[name], "sources")}))
    found = drawn(wanted, name, lambda: shown.plain(wanted, name))
    return _page(request, wanted, answers, name, found, reverse("part-pdf", args=[language, name]))


@require_safe
@with_answers
def ahead(request: HttpRequest, language: Language, answers: store.Answers, choice: str) -> HttpResponse:
    """The road ahead of one choice: computed only now that it is asked for."""
    wanted = asked(request, answers, language, ahead=(choice,))
    found = drawn(wanted, "ahead", lambda: shown.road(wanted))
    return _page(request, wanted, answers, "ahead", found, reverse("ahead-pdf", args=[language, choice]))


def _page(
    request: HttpRequest, wanted: Asked, answers: store.Answers, name: str, found: Drawn, paper: str, ahead: str = ""
) -> HttpResponse:
    """A part in its frame, with the ways to paper and to the other pages."""
    say = words_in(wanted.language).site
    answered = wanted.survival in shown.AMOUNTS
    response = page(
        request,
        wanted.language,
        "choices/mine.html.j2" if name == "mine" else "choices/part.html.j2",
        found.title,
        name=name,
        body=found.inside,
        sources=found.sources,
        in_scope=found.in_scope,
        survival=wanted.survival,
        amounts=[(one, say(f"survival_{one}")) for one in shown.AMOUNTS],
        survival_now=say(f"survival_now_{wanted.survival}") if answered else "",
        others=others(wanted.language, name, answers.hears_of_trials()),
        error=say("survival_please") if request.method == "POST" and not answered else "",
        pdf_address=paper,
        ahead_address=ahead,
        told=answers,
        other_address=other_address(request.path),
    )
    return as_json.also_a_page(response)


def _json(content: bytes) -> HttpResponse:
    return as_json.also_a_page(HttpResponse(content, content_type=as_json.KINDS[1]))
