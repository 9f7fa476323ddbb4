"""Writing a check-in, kept while it is typed, and correcting one that was kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from concord.checkins.model import CheckIn
from concord.choices.words import Language, Words
from concord.web.checkins import fields, keep, said
from concord.web.checkins.around import FORM, found, go, shown
from concord.web.choices.kept import today
from concord.web.guest import store
from concord.web.guest.answered import with_holder
from concord.web.keys.holder import Holder
from concord.web.site.pages import knowledge, words_in

Faults = dict[str, str]
"""What is wrong, by the field it belongs to."""


@require_http_methods(FORM)
@with_holder
def new(request: HttpRequest, language: Language, answers: store.Answers, holder: Holder) -> HttpResponse:
    """Every scale and every word may stay open. Nothing is marked beforehand."""
    words, kept = words_in(language), keep.every(holder)
    number = str(keep.free(kept))
    if request.method != "POST":
        return _form(request, words, answers, keep.writing(holder), drawn_for=number)
    checkin, faults = _taken(request, words, answers)
    if request.headers.get("X-Save") == "draft":
        keep.put_writing(holder, checkin)
        long = faults.keys() - {fields.EMPTY, fields.DAY}
        return HttpResponse(status=422 if long else 204)  # "saved" is said only where all of it is
    if faults:
        return _form(request, words, answers, _as_typed(request, checkin), faults, drawn_for=number)
    drawn_for = request.POST.get("drawn_for", "")
    wanted = int(drawn_for) if drawn_for in {str(one) for one in kept} else 0
    return go("checkins_one", language, keep.add(holder, checkin, today(), wanted))


@require_http_methods(FORM)
@with_holder
def change(
    request: HttpRequest, language: Language, answers: store.Answers, holder: Holder, number: int
) -> HttpResponse:
    """The same form with what was kept. What another window did to it meanwhile is said before it is replaced."""
    words = words_in(language)
    if request.method != "POST":
        before = found(holder, number)
        return _form(request, words, answers, before, changes=number, seen=keep.mark(before))
    all_kept = keep.every(holder)
    checkin, faults = _taken(request, words, answers)
    if (kept := all_kept.get(number)) is None:
        faults = {"gone": words.site("checkins_wrong_gone"), **faults}
        drawn_for = str(keep.free(all_kept))
        return _form(request, words, answers, _as_typed(request, checkin), faults, drawn_for=drawn_for)
    if checkin.says_the_same(kept):
        return go("checkins_one", language, number)
    if request.POST.get("seen") != keep.mark(kept):
        faults["meanwhile"] = words.site("checkins_wrong_meanwhile")
    if faults:
        typed, seen = _as_typed(request, checkin), keep.mark(kept)
        return _form(request, words, answers, typed, faults, changes=number, seen=seen)
    known = knowledge().checkin_items
    retired = {name: value for name, value in kept.numbers.items() if name not in known}
    also = {"numbers": retired | checkin.numbers, "by_helper": kept.by_helper or checkin.by_helper}
    keep.change(holder, number, checkin.model_copy(update={**also, "changed": today()}))
    return go("checkins_one", language, number)


def by_helper(request: HttpRequest, answers: store.Answers) -> bool:
    """Whether somebody else writes: who answers for a person whom she helps, or a helper whom the person let in."""
    return bool(answers.for_another) or getattr(request, "circle", None) is not None


def _taken(request: HttpRequest, words: Words, answers: store.Answers) -> tuple[CheckIn, Faults]:
    """The check-in as far as it can be kept, and what is wrong with the rest."""
    sent, faults = request.POST, Faults()
    on, written = fields.day(sent, today()), fields.words(sent)
    numbers = fields.numbers(sent, knowledge().checkin_items)
    if on is None:
        faults[fields.DAY] = words.site("checkins_wrong_day")
    for area, said_there in written.items():
        if len(said_there) > fields.LONGEST:
            label = words.site(f"checkins_words_{area}")
            faults[f"{fields.WORDS}{area}"] = words.site("checkins_wrong_long", field=label, count=fields.LONGEST)
    if not numbers and not written:
        faults[fields.EMPTY] = words.site("checkins_wrong_empty")
    checkin = CheckIn(
        on=on or today(),
        numbers=numbers,
        words={area: one for area, one in written.items() if f"{fields.WORDS}{area}" not in faults},
        language=words.language,
        by_helper=by_helper(request, answers),
        knowledge=knowledge().hash,
    )
    return checkin, faults


def _as_typed(request: HttpRequest, checkin: CheckIn) -> CheckIn:
    """All that was written, also what is too long to be kept."""
    return checkin.model_copy(update={"words": fields.words(request.POST)})


def _form(
    request: HttpRequest,
    words: Words,
    answers: store.Answers,
    checkin: CheckIn | None,
    faults: Faults | None = None,
    *,
    changes: int | None = None,
    drawn_for: str = "",
    seen: str = "",
) -> HttpResponse:
    name, arguments = ("checkins_change", [changes]) if changes else ("checkins_new", [])
    values: dict[str, Any] = {
        "faults": faults or {},
        "checkin": checkin or CheckIn(on=today()),
        "day": request.POST.get(fields.DAY, _day(checkin)),
        "parts": said.parts(words),
        "scale": fields.SCALE,
        "changes": changes,
        "drawn_for": drawn_for,
        "seen": seen,
        "action": reverse(name, args=[words.language, *arguments]),
    }
    title = words.site("checkins_change" if changes else "checkins_new")
    spoken = [checkin] if checkin else []
    return shown(request, words, "write", title, answers, spoken, status=422 if faults else 200, **values)


def _day(checkin: CheckIn | None) -> str:
    return (checkin.on if checkin else today()).isoformat()
