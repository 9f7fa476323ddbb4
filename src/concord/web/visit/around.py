"""What every page of a visit shares: whose it is, what it is called, and her questions."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concord.choices.words import Language, Words
from concord.web.choices.kept import asked
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.site.language import other_address
from concord.web.site.pages import page, words_in
from concord.web.visit import fields, keep, questions
from concord.web.visit.keep import Visit


def found(holder: Holder, name: UUID) -> Visit:
    visit = keep.load(holder, name.hex)
    if visit is None:
        raise Http404
    return visit


def called(visit: Visit, words: Words) -> str:
    """What a visit is called: by its day and whom she sees."""
    day = words.site("visit_of", day=words.day(visit.on)) if visit.on else words.site("visit_no_day")
    return f"{day}: {visit.who}" if visit.who else day


def her_questions(
    request: HttpRequest, language: Language, answers: store.Answers, visit: Visit
) -> list[questions.Question]:
    """Every question that the pages of this visit can show. One that is over needs no list of today."""
    nothing = {"in_scope": False}
    document = nothing if visit.is_over else asked(request, answers, language).document
    return questions.listed(document, visit, answers.questions, words_in(language).site)


def over_before(holder: Holder, name: UUID) -> list[Visit]:
    """The other visits that are over."""
    return [one for other, one in keep.every(holder).items() if other != name.hex and one.is_over]


def end_others(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID, today: dt.date
) -> None:
    """Another visit goes on: those that took place keep their questions and answers as they stand."""
    for other, one in keep.every(holder).items():
        took_place = any(one.words.get(field) for field in fields.DURING) or one.felt
        if other != name.hex and not one.is_over and (took_place or "" < one.on < today.isoformat()):
            some = her_questions(request, language, answers, one)
            questions.end(one, some, answers.questions, over_before(holder, UUID(other)), language)
            keep.save(holder, other, one)


def go(name: str, language: Language, visit: UUID, place: str = "") -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[language, visit]) + place)


def shown(
    request: HttpRequest,
    language: Language,
    answers: store.Answers,
    template: str,
    title: str,
    name: UUID | None = None,
    **values: Any,
) -> HttpResponse:
    """A page of this feature, in its frame."""
    around = {"name": name, "told": answers, "other_address": other_address(request.path)}
    return page(request, language, f"visit/{template}.html.j2", title, **{**around, **values})
