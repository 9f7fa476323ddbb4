"""Pages that are for those alone who have told something."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concord.choices.words import Language
from concord.web.guest import store
from concord.web.host.example import is_made_up

View = Callable[..., HttpResponse]


def only_reads(view: View) -> View:
    """Marks a view whose forms change nothing, so that nobody has to wait for it."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view


def with_answers(view: View) -> View:
    """For visitors who have told something; others are led to where one begins. No browser keeps the page.

    Two forms of the same person are taken in one after the other: neither is lost.
    """

    @wraps(view)
    def looked(request: HttpRequest, language: Language, **values: Any) -> HttpResponse:
        writes = request.method == "POST" and not getattr(view, "only_reads", False)
        with store.in_turn(request) if writes else nullcontext():
            answers = store.load(request)
            if answers is None or not (answers.file or answers.pending):  # who only saved an article told nothing yet
                return HttpResponseRedirect(reverse("begin", args=[language]))
            store.stay(request)
            request.example = is_made_up(answers.file)  # type: ignore[attr-defined]  # the frame says so on every page
            response = view(request, language, answers, **values)
        response.headers["Cache-Control"] = "no-store"
        return response

    return looked


def with_holder(view: View) -> View:
    """The same, and gives the view the key as well under which the person's other things are kept."""

    @with_answers
    @wraps(view)
    def looked(request: HttpRequest, language: Language, answers: store.Answers, **values: Any) -> HttpResponse:
        holder = store.holder(request)
        if holder is None:  # the answers were opened with it
            return HttpResponseRedirect(reverse("begin", args=[language]))
        return view(request, language, answers, holder, **values)

    return looked
