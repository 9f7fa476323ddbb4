"""A check-in as the pages say it: its items and words, what cannot wait, and how something went over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from concord.checkins.model import AREAS, HIGHEST, LOWEST, CheckIn
from concord.checkins.trend import Trend
from concord.choices.words import Words
from concord.knowledge.model import CheckinItem
from concord.situation.notes import signs_in

Shown = dict[str, Any]
LATELY = dt.timedelta(days=7)
"""How long a sign in her words stands before everything else where several check-ins are shown together."""


def parts(words: Words) -> list[Shown]:
    """The four areas, each with what is asked in it."""
    items = words.knowledge.checkin_items.values()
    return [
        {
            "area": area,
            "heading": words.site(f"plan_reason_{area}"),
            "label": words.site(f"checkins_words_{area}"),
            "items": [item(one, words) for one in items if one.area == area],
        }
        for area in AREAS
    ]


def item(one: CheckinItem, words: Words) -> Shown:
    """An item with what both ends of its scale mean."""
    ends = f"{LOWEST}: {words.text(one.zero)}. {HIGHEST}: {words.text(one.ten)}."
    return {
        "id": one.id,
        "name": words.text(one.name),
        "such_as": words.text(one.such_as) if one.such_as else "",
        "ends": ends,
    }


def urgent(checkins: Iterable[CheckIn], words: Words) -> list[tuple[str, str]]:
    """The signs that cannot wait of which her own words speak, in the order of the list."""
    found: set[str] = set()
    for one in checkins:
        found |= set(signs_in("\n".join(one.words.values()), words.knowledge.phrases_of_signs))
    return [
        (words.text(sign.say), words.text(sign.action)) for sign in words.knowledge.urgent.values() if sign.id in found
    ]


def lately(checkins: Iterable[CheckIn], today: dt.date) -> list[CheckIn]:
    """Those that were written for, or corrected in, the last days."""
    return [one for one in checkins if max(one.on, one.changed or one.on) >= today - LATELY]


def days(kept: Mapping[int, CheckIn], words: Words) -> dict[int, str]:
    """The day of each, with its place in the day where there are several."""
    of_day: dict[dt.date, list[int]] = {}
    for number, one in kept.items():
        of_day.setdefault(one.on, []).append(number)
    found: dict[int, str] = {}
    for day, numbers in of_day.items():
        said = words.day(day)
        for place, number in enumerate(numbers, 1):
            found[number] = words.site("checkins_again", day=said, number=place) if len(numbers) > 1 else said
    return found


def names(kept: Mapping[int, CheckIn], words: Words) -> dict[int, str]:
    """What each is called."""
    return {number: words.site("checkins_of", day=day) for number, day in days(kept, words).items()}


def over_time(one: Trend, words: Words) -> str:
    """From which number on which day to which; never whether that is good or bad."""
    if not one.answers:
        return ""
    (start, first), (end, last) = one.answers[0], one.answers[-1]
    name = "checkins_once" if len(one.answers) == 1 else "checkins_from_to"
    return words.site(name, first=first, start=words.day(start), last=last, end=words.day(end))
