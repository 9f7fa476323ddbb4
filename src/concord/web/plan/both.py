"""The two views: mine, the doctor's by any of three ways, and both side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.choices.words import Language, Words
from concord.plan.agreement import ASKED, Round, View, Way, against_first_concern, given_by_doctor, given_by_me
from concord.web.choices.kept import asked, today
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.plan import fields, invite, kept, offered, said
from concord.web.plan.around import VIEW, go, listed, questions, with_plan
from concord.web.site.language import other_address
from concord.web.site.pages import page, words_in

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@with_plan
def mine(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """The person's view. Once it is given it stays as it is, so that nobody's answer follows the other's."""
    words, found = words_in(language), kept.views(holder)
    if found.mine is not None:
        return go("plan_ways" if found.theirs is None else "plan_sides", language)
    options = questions(listed(request, answers, language), words)
    too_long: set[str] = set()
    if request.method == "POST":
        view, too_long = fields.view(request.POST, options)
        if view is not None:
            kept.put(holder, kept.VIEWS, given_by_me(found, view, today()))
            return go("plan_ways", language)
    return page(
        request,
        language,
        "plan/mine.html.j2",
        words.site("plan_mine_title"),
        **asking(request, options, too_long, "me", words),
    )


@require_http_methods(FORM)
@with_plan
def ways(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """How the doctor's view comes in. Each way is as good as the others; the plan says which it was."""
    words, found = words_in(language), kept.views(holder)
    if found.mine is None:
        return go("plan_mine", language)
    if found.theirs is not None:
        return go("plan_sides", language)
    code, made = "", None
    if request.method == "POST":
        match request.POST.get("way"):
            case "hand":
                kept.put(holder, kept.HAND, kept.Hand())
                return go("plan_hand", language)
            case "code":
                made, code = invite.make(holder, {"for": VIEW, "choices": listed(request, answers, language)})
            case "stop":
                invite.call_back(holder, VIEW)
                return go("plan_ways", language)
    return page(
        request,
        language,
        "plan/ways.html.j2",
        words.site("plan_ways_title"),
        lines=said.view_lines(found.mine, words),
        words_of_mine=found.mine.words,
        **asked_by_code(request, holder, VIEW, language, made, code),
    )


def asked_by_code(
    request: HttpRequest, holder: Holder, what: str, language: Language, made: Any, code: str
) -> dict[str, Any]:
    """What a page needs to show of an invitation: a new one with its code, or that one is still open."""
    words = words_in(language)
    standing = next((one for one, found in invite.open_ones(holder) if found["for"] == what), None)
    return {
        "code": code,
        "link": request.build_absolute_uri(reverse("plan_code", args=[language, made.id])) if made else "",
        "until": words.day(standing.until.date()) if standing else "",
        "other_address": other_address(request.path),
    }


@require_http_methods(FORM)
@with_plan
def reported(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """What the doctor said, as the person tells it."""
    words, found = words_in(language), kept.views(holder)
    if found.mine is None or found.theirs is not None:
        return go("plan_ways", language)
    options = questions(listed(request, answers, language), words)
    too_long: set[str] = set()
    if request.method == "POST":
        view, too_long = fields.view(request.POST, options)
        if view is not None:
            take_theirs(holder, found, view, Way.REPORTED, fields.name(request.POST))
            return go("plan_sides", language)
    return page(
        request,
        language,
        "plan/reported.html.j2",
        words.site("plan_reported_title"),
        **asking(request, options, too_long, "doctor", words),
    )


def take_theirs(holder: Holder, found: Round, view: View, way: Way, name: str) -> None:
    kept.put(holder, kept.VIEWS, given_by_doctor(found, view, today(), way, name))
    invite.call_back(holder, VIEW)


@require_http_methods(FORM)
@with_plan
def sides(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """Both views side by side; posted, both begin anew. What went with a version stays with it."""
    words, found = words_in(language), kept.views(holder)
    if found.mine is None or found.theirs is None:
        return go("plan_ways", language)
    if request.method == "POST":
        kept.put(holder, kept.VIEWS, Round())
        return go("plan_mine", language)
    marks = offered.marks(asked(request, answers, language).brief)
    return page(
        request,
        language,
        "plan/sides.html.j2",
        words.site("plan_sides_title"),
        rows=said.sides(found, words),
        came_in=said.came_in(found, words),
        day=words.day(found.mine_on) if found.mine_on else "",
        against=said.against(against_first_concern(found.mine, marks), words),
        words_mine=found.mine.words,
        words_theirs=found.theirs.words,
    )


def asking(
    request: HttpRequest, options: dict[str, Any], too_long: set[str], whose: str, words: Words
) -> dict[str, Any]:
    """What the form of a view needs: nothing is marked beforehand, and on an error what was marked stays."""
    labels = {one: words.site(f"plan_q_{one}_{whose}") for one in (*ASKED, "words")}
    return {
        "options": options,
        "labels": labels,
        "sent": request.POST,
        "too_long": too_long,
        "longest": fields.LONGEST,
    }
