"""What a doctor sees, on the person's screen or by an address and a code: no account, nothing of the person's view."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from concord.choices.words import Language
from concord.plan import history as h
from concord.plan.agreement import Way
from concord.plan.model import Plan
from concord.web.choices.kept import today
from concord.web.circle.logged import answered_by_code
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.plan import fields, invite, kept, said
from concord.web.plan.around import VIEW, go, listed, questions, say_yes, with_plan
from concord.web.plan.both import FORM, asking, take_theirs
from concord.web.site.language import other_address
from concord.web.site.pages import page, words_in


# ------------------------------------------------------------------------------------------------ on her screen
@require_http_methods(FORM)
@with_plan
def hand(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """While the screen is handed over there is nothing here but what the doctor is asked."""
    found = kept.hand(holder)
    if found is None:
        return go("plan", language)
    number = found.version
    back = go("plan_ways", language) if number is None else go("plan_version", language, number)
    if request.method == "POST" and "back" in request.POST:
        kept.forget(holder, kept.HAND)
        return back
    if number is None:
        return _view_on_screen(request, language, answers, holder)
    version = h.version(kept.history(holder), number)
    if request.method == "POST" and "yes" in request.POST:
        say_yes(holder, number, today(), h.DOCTOR, Way.ON_SCREEN, fields.name(request.POST))
        kept.forget(holder, kept.HAND)
        return back
    shown = _version(version.plan, version.language, number, language)
    return page(request, language, "plan/hand.html.j2", words_in(language).site("plan_doctor_yes_title"), **shown)


def _view_on_screen(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    views = kept.views(holder)
    words = words_in(language)
    options = questions(listed(request, answers, language), words)
    too_long: set[str] = set()
    if request.method == "POST":
        view, too_long = fields.view(request.POST, options)
        if view is not None:
            take_theirs(holder, views, view, Way.ON_SCREEN, fields.name(request.POST))
            kept.forget(holder, kept.HAND)
            return go("plan_sides", language)
    asked = asking(request, options, too_long, "you", words)
    return page(request, language, "plan/hand.html.j2", words.site("plan_doctor_title"), sections=[], **asked)


# ------------------------------------------------------------------------------------------------ by code
@require_http_methods(FORM)
def by_code(request: HttpRequest, language: Language, name: UUID) -> HttpResponse:
    """First the code, then what is asked. The code is sent again with the answer, and kept nowhere."""
    words = words_in(language)
    found = invite.opened(name, request.POST.get("code", "")) if request.method == "POST" else None
    title, values = words.site("plan_code_title"), dict[str, Any](stage="code", wrong=request.method == "POST")
    if not invite.waiting(name):
        values = {"stage": "over"}
    elif found is not None:
        owner = invite.owner(name)
        done, title, values = _answered(request, language, name, found)
        if done:
            answered_by_code(owner)
            values = {"stage": "thanks"}
    response = page(request, language, "plan/code.html.j2", title, other_address=other_address(request.path), **values)
    response.headers["Cache-Control"] = "no-store"
    return response


def _answered(
    request: HttpRequest, language: Language, name: UUID, found: invite.Content
) -> tuple[bool, str, dict[str, Any]]:
    """Takes an answer in, if it was sent. Otherwise: the title and what is asked."""
    words, code = words_in(language), request.POST["code"]
    given: invite.Content = {"on": today().isoformat(), "name": fields.name(request.POST)}
    if found["for"] == VIEW:
        options, too_long = questions(found["choices"], words), set[str]()
        if "give" in request.POST:
            view, too_long = fields.view(request.POST, options)
            if view is not None and invite.answer(name, code, {**given, "view": view.model_dump()}):
                return True, words.site("plan_code_thanks"), {}
        asked = {"stage": "view", "sections": [], "code": code, **asking(request, options, too_long, "you", words)}
        return False, words.site("plan_doctor_title"), asked
    if "yes" in request.POST and invite.answer(name, code, given):
        return True, words.site("plan_code_thanks"), {}
    plan = Plan.model_validate(found["plan"])
    shown = _version(plan, found["language"], found["number"], language)
    return False, words.site("plan_doctor_yes_title"), {"stage": "yes", "code": code, **shown}


def _version(plan: Plan, written_in: str, number: int, language: Language) -> dict[str, Any]:
    """A version as the doctor reads it."""
    words = words_in(language)
    return {"sections": said.sections(plan, words, written_in), "version": words.site("plan_version", number=number)}
