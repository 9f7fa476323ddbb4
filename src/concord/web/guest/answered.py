"""Pages that are for those alone who have told something."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concord.choices.words import Language
from concord.web.guest import store

View = Callable[..., HttpResponse]


def with_answers(view: View) -> View:
    """For visitors who have told something; others are led to where one begins. No browser keeps the page."""

    @wraps(view)
    def looked(request: HttpRequest, language: Language, **values: Any) -> HttpResponse:
        answers = store.load(request)
        if answers is None:
            return HttpResponseRedirect(reverse("begin", args=[language]))
        store.stay(request)
        response = view(request, language, answers, **values)
        response.headers["Cache-Control"] = "no-store"
        return response

    return looked
