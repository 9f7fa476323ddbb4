"""What every page of the person's plan shares: her key, and what came in from her doctor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from concord.choices.words import Language, Words
from concord.plan import history as h
from concord.plan.agreement import ASKED, NotGivenError, View, Way, given_by_doctor
from concord.web.choices.kept import asked
from concord.web.guest import store
from concord.web.guest.answered import with_holder
from concord.web.keys.holder import Holder
from concord.web.plan import invite, kept, offered, said

VIEW = "view"


def yes_to(number: int) -> str:
    """What an invitation asks for: a yes to this version."""
    return f"yes {number}"


def with_plan(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives a view the holder of the plan, with what her doctor answered meanwhile."""

    @with_holder
    @wraps(view)
    def looked(
        request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, **values: Any
    ) -> HttpResponse:
        if invite.answered(holder):
            with store.in_turn(request):
                take_in(holder)
        return view(request, language, answers, holder, **values)

    return looked


def take_in(holder: Holder) -> None:
    """What doctors answered by code. What came too late for what it answers is let go."""
    for question, given in invite.collect(holder):
        on, name = dt.date.fromisoformat(given["on"]), given["name"]
        if question["for"] == VIEW:
            try:
                views = given_by_doctor(kept.views(holder), View(**given["view"]), on, Way.BY_CODE, name)
            except NotGivenError:
                continue
            kept.put(holder, kept.VIEWS, views)
        else:
            say_yes(holder, question["number"], on, h.DOCTOR, Way.BY_CODE, name)


def say_yes(holder: Holder, number: int, on: dt.date, who: h.Who, way: Way, name: str = "") -> bool:
    """Writes a yes down; False where the version is an old one by now."""
    before = kept.history(holder)
    try:
        after = h.say_yes(before, number, on, who, way, name)
    except (h.NotPossibleError, LookupError):
        return False
    kept.add(holder, before, after)
    if who == h.DOCTOR:
        invite.call_back(holder, yes_to(number))
    return True


def listed(request: HttpRequest, answers: store.Answers, language: Language) -> list[str]:
    """The names of the choices on the person's list of today."""
    return list(offered.cards(asked(request, answers, language).brief))


def questions(choices: list[str], words: Words) -> dict[str, list[offered.Option]]:
    """What both are asked, with what can be answered."""
    return {one: said.options(one, choices, words) for one in ASKED}


def go(name: str, language: Language, *more: Any) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[language, *more]))
