"""What every page of the check-ins shares: her key, and what stands on each whatever was marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concord.checkins.model import CheckIn
from concord.choices.words import Language, Words
from concord.web.checkins import keep, said
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.site.pages import page

FORM = ["GET", "HEAD", "POST"]


def found(holder: Holder, number: int) -> CheckIn:
    """The check-in of this number; a page that is not there where there is none."""
    kept = keep.every(holder).get(number)
    if kept is None:
        raise Http404(number)
    return kept


def shown(
    request: HttpRequest,
    words: Words,
    template: str,
    title: str,
    told: store.Answers,
    spoken: Iterable[CheckIn] = (),
    **values: Any,
) -> HttpResponse:
    """A page of the check-ins. `spoken`: those whose words are looked through for what cannot wait."""
    return page(
        request,
        words.language,
        f"checkins/{template}.html.j2",
        title,
        urgent=said.urgent(spoken, words),
        urgent_heading=words.word("heading_urgent"),
        after_urgent=words.word("heading_after_urgent"),
        told=told,
        **values,
    )


def go(name: str, language: Language, *more: Any) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[language, *more]))
