"""What is sent by the form of a check-in, taken in as it may be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.http import QueryDict

from concord.checkins.model import AREAS, HIGHEST, LOWEST

LONGEST = 2000
SCALE = tuple(str(number) for number in range(LOWEST, HIGHEST + 1))
AHEAD = dt.timedelta(days=1)
"""Where she is, tomorrow can have begun already."""
DAY, NUMBER, WORDS, EMPTY = "day", "number-", "words-", "empty"


def text(sent: Mapping[str, str], name: str) -> str:
    return sent.get(name, "").replace("\r\n", "\n").strip()


def numbers(sent: QueryDict, items: Iterable[str]) -> dict[str, int]:
    """What was marked. What was not marked is not there."""
    given = {one: sent.get(f"{NUMBER}{one}", "") for one in items}
    return {one: int(value) for one, value in given.items() if value in SCALE}


def words(sent: QueryDict) -> dict[str, str]:
    """What was written, by area, however long."""
    return {area: said for area in AREAS if (said := text(sent, f"{WORDS}{area}"))}


def day(sent: QueryDict, today: dt.date) -> dt.date | None:
    """The day it is about: today where none is given, None where it is no day or still to come."""
    if not (given := text(sent, DAY)):
        return today
    try:
        found = dt.date.fromisoformat(given)
    except ValueError:
        return None
    return found if dt.date(1900, 1, 1) <= found <= today + AHEAD else None
