"""The circle in words: who is in it, what each may do, and what the log says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from concord.choices.words import Words
from concord.circle.log import Entry, Who
from concord.circle.permissions import Right
from concord.circle.sections import CHECKINS, OPINION, PLAN, READING, SECTIONS
from concord.web.circle import notes
from concord.web.circle.grants import Known
from concord.web.keys.holder import Holder

FIRST = {
    **{"answers": "answers", "choices": "mine", "questions": "asks", "matters": "matters"},
    **{PLAN: "plan", OPINION: "opinion", CHECKINS: "checkins", READING: "room"},
}
"""The page with which a part begins."""


def part(name: str, words: Words) -> str:
    return words.site(f"circle_part_{name}")


def right(one: Right, words: Words) -> str:
    return words.site(f"circle_right_{one.name.lower()}")


def lets(one: Known, words: Words) -> list[dict[str, str]]:
    """What somebody may do with each part, with the page with which it begins."""
    found = ((name, one.permission.rights.get(name, Right.NOTHING)) for name in SECTIONS)
    return [
        {
            "part": name,
            "name": part(name, words),
            "right": right(may, words),
            "notes": "yes" if may >= Right.NOTES else "",
            "address": _first(name, words),
        }
        for name, may in found
        if may
    ]


def somebody(one: Known, words: Words, holder: Holder | None = None) -> dict[str, Any]:
    """One of the circle, as the person sees them."""
    until = one.permission.until
    return {
        "id": one.id,
        "name": one.name,
        "sharer": one.sharer,
        "kind": words.site(f"circle_kind_{one.permission.kind}"),
        "lets": lets(one, words),
        "until": words.day(until.date()),
        "holds": one.holds(),
        "over": words.site("circle_was_withdrawn" if one.permission.withdrawn_at else "circle_was_over"),
        "came": words.site(_came(one)),
        "notes": [_note(note, words) for note in notes.of(holder, one.id)] if holder else [],
    }


def _came(one: Known) -> str:
    """The name of the text that says how somebody comes in."""
    if one.helper:
        return "circle_by_account"
    if not one.code_waits:
        return "circle_no_way"
    return "circle_locked" if one.locked else "circle_by_code"


def days(entries: list[Entry], words: Words) -> list[tuple[str, list[str]]]:
    """The log, day by day, the last one first."""
    found: dict[dt.date, list[str]] = {}
    for one in reversed(entries):
        at = one.at.astimezone(timezone.get_current_timezone())
        found.setdefault(at.date(), []).append(f"{at:%H:%M} · {_line(one, words)}")
    return [(words.day(day), lines) for day, lines in found.items()]


def _line(one: Entry, words: Words) -> str:
    named = one.name if one.who in (Who.HELPER, Who.CLINICIAN) else words.site(f"circle_who_{one.who}")
    about = one.about or (part(one.part, words) if one.part else "")
    return words.site(f"circle_did_{one.did}", who=named, about=about)


def _note(note: notes.Note, words: Words) -> dict[str, str]:
    return {
        "mark": notes.mark(note),
        "text": note.text,
        "of": words.site("circle_note_of", who=note.who, part=part(note.part, words), day=words.day(note.on)),
    }


def _first(name: str, words: Words) -> str:
    try:
        return reverse(FIRST[name], args=[words.language])
    except NoReverseMatch:  # that part is not built yet
        return ""
