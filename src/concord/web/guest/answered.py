"""Pages that are for those alone who have told something."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concord.choices.words import Language
from concord.web.guest import store
from concord.web.host.example import is_made_up

View = Callable[..., HttpResponse]


def with_answers(view: View) -> View:
    """For visitors who have told something; others are led to where one begins. No browser keeps the page."""

    @wraps(view)
    def looked(request: HttpRequest, language: Language, **values: Any) -> HttpResponse:
        answers = store.load(request)
        if answers is None or not (answers.file or answers.pending):  # who only saved an article told nothing yet
            return HttpResponseRedirect(reverse("begin", args=[language]))
        store.stay(request)
        request.example = is_made_up(answers.file)  # type: ignore[attr-defined]  # the frame says so on every such page
        response = view(request, language, answers, **values)
        response.headers["Cache-Control"] = "no-store"
        return response

    return looked
