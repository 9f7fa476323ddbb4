"""The brief in the browser, the same as on paper: computed for each view from the sealed answers, and kept nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from concord import documents
from concord.choices.brief import brief
from concord.choices.shape import Brief
from concord.choices.words import Language
from concord.documents.arrange import arrange
from concord.documents.glossary import explainer
from concord.reading import Document, InputError
from concord.situation.read import from_document
from concord.web.guest import store
from concord.web.guest.answered import with_answers
from concord.web.site.pages import knowledge, page, words_in


def today() -> dt.date:
    """The day for which a brief counts."""
    return dt.datetime.now(tz=dt.UTC).date()


def made(answers: store.Answers, language: Language, ahead: Sequence[str] = ()) -> Brief:
    """The brief of these answers. How much of survival is shown is asked each time: a file does not answer for it."""
    situation = from_document(Document(answers.file))
    return brief(situation, knowledge(), today(), language=language, survival="ask", ahead=ahead)


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


def _open(found: Brief) -> list[tuple[str, str]]:
    return [(one["id"], one["name"]) for one in found["choices"] if one["standing"] != "not_now" and not one["always"]]


@require_safe
@with_answers
def mine(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The whole brief."""
    found = made(answers, language)
    arranged = arrange(found)
    return page(
        request,
        language,
        "choices/mine.html.j2",
        words_in(language).site("start_short"),
        page=arranged,
        told=answers,
        open=_open(found),
        explained=explainer(arranged.get("glossary", [])),
    )


@require_safe
@with_answers
def ahead(request: HttpRequest, language: Language, answers: store.Answers, choice: str) -> HttpResponse:
    """The road ahead of one choice: computed only now that it is asked for."""
    try:
        found = made(answers, language, [choice])
    except InputError as error:
        raise Http404 from error
    step = arrange(found)["road_ahead"]
    if not step:
        raise Http404(choice)
    words = words_in(language)
    title = words.site("ahead_of", name=step[0]["title"])
    return page(request, language, "choices/ahead.html.j2", title, page=arrange(found), step=step[0])


@require_safe
@with_answers
def clinician(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """One page for the doctor, as a PDF."""
    return _file(documents.for_clinician(made(answers, language), "pdf"), "doctor.pdf")


@require_safe
@with_answers
def visit(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """The questions in two languages, as a PDF."""
    return _file(documents.for_visit(made(answers, language), "pdf"), "questions.pdf")


@require_safe
@with_answers
def pdf(request: HttpRequest, language: Language, answers: store.Answers) -> HttpResponse:
    """All of it as a PDF."""
    return _file(documents.for_person(made(answers, language), "pdf"), "choices.pdf")


def _file(content: str | bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
