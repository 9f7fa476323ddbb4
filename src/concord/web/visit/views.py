"""A visit: prepared, written on while it lasts, and looked back at."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.choices.words import Language
from concord.documents.packet import urgent
from concord.plan import history as h
from concord.plan.model import Plan
from concord.reading import Document
from concord.situation.read import from_document
from concord.web.choices import noted
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_holder
from concord.web.keys.holder import Holder
from concord.web.plan import kept as plan
from concord.web.site.language import other_address
from concord.web.site.pages import words_in
from concord.web.visit import fields, keep, questions, writing
from concord.web.visit.around import called, end_others, found, go, her_questions, over_before, shown
from concord.web.visit.keep import Visit

FORM = ["GET", "HEAD", "POST"]
INTO_PLAN = {"wants": "goal", "decided": "treatment", "next": "who", "call": "call"}
"""Which words of a visit can stand in which part of the plan."""


@require_safe
@with_holder
def home(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """Every visit, with the ways to each; first of all what cannot wait for one."""
    words = words_in(language)
    visits = [(UUID(name), called(one, words), one) for name, one in keep.every(holder).items()]
    return shown(
        request,
        language,
        answers,
        "home",
        words.site("visit_title"),
        visits=visits,
        urgent=urgent(from_document(Document(answers.file)), words),
        urgent_heading=words.word("heading_urgent"),
        how_kept=store.how_kept(request),
    )


# ------------------------------------------------------------------------------------------------ before it
@require_safe
@with_holder
def new(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """An empty goal sheet. It has its name already, so that a form that is sent twice makes one visit."""
    return _goals(request, language, answers, holder, uuid4(), Visit(), {})


@require_http_methods(FORM)
@with_holder
def before(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID
) -> HttpResponse:
    """The goal sheet: what she wants, what worries her, three questions with a star. Of a draft, what fits is kept."""
    if request.method != "POST":
        return _goals(request, language, answers, holder, name, found(holder, name), {})
    say, draft, visit = words_in(language).site, _is_draft(request), keep.load(holder, name.hex)
    if visit is None:
        visit = Visit()
        if len(keep.every(holder)) >= keep.MOST:
            full = {"visit": say("visit_too_many", count=keep.MOST)}
            return _not_kept(draft) or _goals(request, language, answers, holder, name, visit, full)
        end_others(request, language, answers, holder, name, today())
    some = her_questions(request, language, answers, visit)
    notes, wrong = writing.goals(request.POST, visit, some, answers.questions, say, draft=draft)
    told = fields.told(answers, _last(holder, name), visit.words)
    take = [] if draft or wrong else [one for one in request.POST.getlist("take") if one in told]
    wrong |= writing.take_over({one: told[one] for one in take}, visit, say)
    if wrong and not draft:
        return _goals(request, language, answers, holder, name, visit, wrong, took=bool(take))
    keep.save(holder, name.hex, visit)
    where = "visit_goals" if "sheet" in request.POST else "visit_before"
    response = _saved(draft, wrong) or go(where, language, name)
    if notes != answers.questions:
        answers.questions = notes
        store.save(request, response, answers)
    return response


def _goals(
    request: HttpRequest,
    language: Language,
    answers: store.Answers,
    holder: Holder,
    name: UUID,
    visit: Visit,
    wrong: dict[str, str],
    *,
    took: bool = False,
) -> HttpResponse:
    """The form. With a mistake, all that was sent stands in it; `took`: what was taken over is in the visit."""
    words, some = words_in(language), her_questions(request, language, answers, visit)
    sent = request.POST if request.method == "POST" else {}
    saved = keep.load(holder, name.hex) is not None
    texts = {one: sent.get(one, visit.words.get(one, "")) for one in fields.BEFORE}
    return shown(
        request,
        language,
        answers,
        "before",
        words.site("visit_before_title"),
        name,
        visit=visit,
        called=called(visit, words),
        questions=[] if visit.is_over else some,
        kept=questions.starred(some, visit) if visit.is_over else [],
        stars=request.POST.getlist("star") if sent else visit.stars,
        texts=visit.words if took else texts,
        on=sent.get("on", visit.on),
        who=sent.get("who", visit.who),
        typed=sent.get("say-new", answers.questions.get(noted.TYPED, {}).get("say", "")),
        take=fields.told(answers, _last(holder, name), visit.words if took else texts),
        taken=request.POST.getlist("take"),
        wrong=wrong,
        saved=saved,
        other_address=other_address(request.path if saved else reverse("visit_new", args=[language])),
    )


def _last(holder: Holder, name: UUID) -> Visit | None:
    """The latest of the other visits."""
    return next((one for other, one in keep.every(holder).items() if other != name.hex), None)


# ------------------------------------------------------------------------------------------------ during it
@require_http_methods(FORM)
@with_holder
def during(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID
) -> HttpResponse:
    """Its questions with room for answers, who was there, and what she heard. Of a draft, what fits is kept."""
    visit, words, draft = found(holder, name), words_in(language), _is_draft(request)
    wrong: dict[str, str] = {}
    if request.method == "POST":
        end_others(request, language, answers, holder, name, today())
        some = her_questions(request, language, answers, visit)
        notes, wrong = writing.heard(request.POST, visit, some, answers.questions, words.site, draft=draft)
        if draft or not wrong:
            is_over = "over" in request.POST and not draft
            if is_over:
                questions.end(visit, some, notes, over_before(holder, name), language)
            keep.save(holder, name.hex, visit)
            response = _saved(draft, wrong) or go("visit_after" if is_over else "visit_during", language, name)
            if notes != answers.questions:
                answers.questions = notes
                store.save(request, response, answers)
            return response
    some = her_questions(request, language, answers, visit)
    notes = questions.notes_of(visit, answers.questions)
    return shown(
        request,
        language,
        answers,
        "during",
        words.site("visit_during_title"),
        name,
        visit=visit,
        called=called(visit, words),
        groups=questions.groups(some, notes, visit, over_before(holder, name)),
        notes=notes,
        sent=request.POST,
        fields=[one for one in fields.DURING if one != "there"],
        wrong=wrong,
        own=noted.OWN,
    )


# ------------------------------------------------------------------------------------------------ after it
@require_http_methods(FORM)
@with_holder
def after(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID) -> HttpResponse:
    """Three questions about the conversation. Whatever is answered, the page says the same: something to talk about."""
    visit, words = found(holder, name), words_in(language)
    if request.method == "POST":
        visit.felt, visit.show_felt = fields.felt(request.POST), "show" in request.POST
        keep.save(holder, name.hex, visit)
        return _saved(_is_draft(request), {}) or go("visit_after", language, name, "#talk")
    return shown(
        request,
        language,
        answers,
        "after",
        words.site("visit_after_title"),
        name,
        visit=visit,
        called=called(visit, words),
        asked=fields.FELT,
        options=(*fields.ANSWERS, fields.OPEN),
    )


@require_POST
@with_holder
def into_plan(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID
) -> HttpResponse:
    """Puts the words of the visit where the plan is still open. What stands there stays."""
    visit, history, begun = found(holder, name), plan.history(holder), plan.writing(holder)
    if begun.is_open() and history.versions:
        begun = (h.in_preparation(history) or h.current(history) or history.versions[-1]).plan
    words = {part: visit.words.get(field, "") for field, part in INTO_PLAN.items()}
    plan.put(holder, plan.WRITING, begun.model_copy(update=_where_open(begun, words)))
    return HttpResponseRedirect(reverse("plan_write", args=[language]))


def _where_open(begun: Plan, words: dict[str, str]) -> dict[str, str]:
    return {part: said for part, said in words.items() if said and not getattr(begun, part)}


@require_http_methods(FORM)
@with_holder
def remove(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, name: UUID
) -> HttpResponse:
    """Asks once, then the visit is gone. Her list of questions stays."""
    words = words_in(language)
    if request.method == "POST":
        keep.remove(holder, name.hex)
        return HttpResponseRedirect(reverse("visits", args=[language]))
    visit = found(holder, name)
    title = words.site("visit_remove_title")
    return shown(request, language, answers, "remove", title, name, called=called(visit, words))


# ------------------------------------------------------------------------------------------------ drafts
def _is_draft(request: HttpRequest) -> bool:
    """A form that the page sends by itself while somebody writes."""
    return request.headers.get("X-Save") == "draft"


def _not_kept(draft: bool) -> HttpResponse | None:
    return HttpResponse(status=422) if draft else None


def _saved(draft: bool, wrong: dict[str, str]) -> HttpResponse | None:
    """The answer to a draft: "saved" is said only where all of it is."""
    return HttpResponse(status=422 if wrong else 204) if draft else None
