"""The two sheets of a visit, each as a page and on paper: the goals before it, the summary after it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from concord.choices.words import Language, Words
from concord.documents.pdf import compiled
from concord.web.choices.draw import on_paper
from concord.web.choices.kept import today
from concord.web.choices.noted import Note
from concord.web.guest import store
from concord.web.guest.answered import with_holder
from concord.web.keys.holder import Holder
from concord.web.site.pages import words_in
from concord.web.visit import fields, questions
from concord.web.visit.around import called, found, her_questions, over_before, shown
from concord.web.visit.keep import Visit
from concord.web.visit.questions import Question

Section = dict[str, Any]
Sheet = dict[str, Any]


# ------------------------------------------------------------------------------------------------ what stands on them
def goals(visit: Visit, some: list[Question], words: Words) -> Sheet:
    """What she wants to bring up, with room to write by hand where nothing was written."""
    stars = [{**_asked(one, visit, words), "room": True} for one in questions.starred(some, visit)]
    sections = [_words(visit, name, words) for name in fields.BEFORE]
    return _sheet("goals", visit, [*sections, _section("stars", words, questions=stars)], words, room=True)


def summary(visit: Visit, some: list[Question], notes: dict[str, Note], words: Words) -> Sheet:
    """What was brought up and what was heard. The conversation itself only where she lets it stand here."""
    mine = [(one, notes[one["id"]]) for one in some if one["id"] in notes]
    spoken = [_answered(one, note, visit, words) for one, note in mine if note["asked"] or note["answer"]]
    open_ones = [_asked(one, visit, words) for one, note in mine if not note["asked"] and not note["answer"]]
    sections = [
        *(_words(visit, name, words) for name in ("there", *fields.BEFORE)),
        _section("spoken", words, questions=spoken),
        *(_words(visit, name, words) for name in fields.DURING if name != "there"),
    ]
    if open_ones:
        sections.append(_section("open", words, questions=open_ones))
    if visit.show_felt:
        sections.append(_section("felt", words, lines=felt(visit, words)))
    return _sheet("summary", visit, sections, words, room=False)


def felt(visit: Visit, words: Words) -> list[str]:
    """What she answered about the conversation. What is open says so."""
    answered = {name: words.site(f"visit_felt_{visit.felt.get(name, fields.OPEN)}") for name in fields.FELT}
    return [f"{words.site(f'visit_ask_{name}')} {answer}" for name, answer in answered.items()]


def _sheet(kind: str, visit: Visit, sections: list[Section], words: Words, *, room: bool) -> Sheet:
    return {
        "title": words.site(f"visit_{kind}_title"),
        "called": called(visit, words),
        "lead": words.site(f"visit_{kind}_lead"),
        "language": words.language,
        "as_of": visit.on or today().isoformat(),
        "sections": sections,
        "room": room,
        "none": words.site("visit_nothing"),
    }


def _section(
    name: str, words: Words, *, said: str = "", lines: list[str] | None = None, questions: list[Section] | None = None
) -> Section:
    """A heading with words of hers, lines, or questions below it."""
    heading = words.site(f"visit_s_{name}")
    return {"id": name, "heading": heading, "said": said, "lines": lines or [], "questions": questions or []}


def _words(visit: Visit, name: str, words: Words) -> Section:
    return _section(name, words, said=visit.words.get(name, ""))


def _asked(one: Question, visit: Visit, words: Words) -> Section:
    """A question in the language in which it stands there, and in English beside a Spanish one."""
    lang = visit.language or words.language
    also = one["also"] if lang != "en" else ""
    return {"say": one["say"], "lang": lang, "also": also, "answer": "", "room": False}


def _answered(one: Question, note: Note, visit: Visit, words: Words) -> Section:
    return {**_asked(one, visit, words), "answer": note["answer"] or words.site("visit_no_answer")}


# ------------------------------------------------------------------------------------------------ pages and paper
def _goals(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID) -> Sheet:
    visit = found(holder, name)
    return goals(visit, her_questions(request, language, answers, visit), words_in(language))


def _summary(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID) -> Sheet:
    visit = found(holder, name)
    notes = questions.own(answers.questions, visit, over_before(holder, name))
    return summary(visit, her_questions(request, language, answers, visit), notes, words_in(language))


@require_safe
@with_holder
def before(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID
) -> HttpResponse:
    sheet = _goals(request, language, answers, holder, name)
    return shown(request, language, answers, "sheet", sheet["title"], name, sheet=sheet, kind="goals")


@require_safe
@with_holder
def before_on_paper(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID
) -> HttpResponse:
    return _on_paper(_goals(request, language, answers, holder, name), "goals-for-my-visit.pdf")


@require_safe
@with_holder
def after(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID) -> HttpResponse:
    sheet = _summary(request, language, answers, holder, name)
    return shown(request, language, answers, "sheet", sheet["title"], name, sheet=sheet, kind="summary")


@require_safe
@with_holder
def after_on_paper(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID
) -> HttpResponse:
    return _on_paper(_summary(request, language, answers, holder, name), "summary-of-my-visit.pdf")


def _on_paper(sheet: Sheet, name: str) -> HttpResponse:
    return on_paper(compiled("talk.typ", sheet, sheet["as_of"]), name)
