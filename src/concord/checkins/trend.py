"""One item over time: what was answered on which day, and where that lies on a picture. No answer leaves a gap."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from concord.checkins.model import CheckIn

Point = tuple[float, int]
"""How far along the time that is shown (0 to 1), and the number that was marked."""


@dataclass(frozen=True)
class Trend:
    """The answers to one item, oldest first, and the same as lines: each goes as far as answers follow one another."""

    answers: tuple[tuple[dt.date, int], ...]
    lines: tuple[tuple[Point, ...], ...]

    @property
    def has_gap(self) -> bool:
        """Whether somewhere between two answers there is none."""
        return len(self.lines) > 1


def trend(item: str, checkins: Sequence[CheckIn]) -> Trend:
    """How one item went over these check-ins, which stand oldest first."""
    answers: list[tuple[dt.date, int]] = []
    lines: list[list[Point]] = [[]]
    for along, one in zip(places([one.on for one in checkins]), checkins, strict=True):
        number = one.numbers.get(item)
        if number is None:
            lines.append([])
        else:
            answers.append((one.on, number))
            lines[-1].append((along, number))
    return Trend(tuple(answers), tuple(tuple(line) for line in lines if line))


def places(days: Sequence[dt.date]) -> list[float]:
    """How far along each of these days lies, by the days between them; several on one day stand side by side in it."""
    if not days:
        return []
    each, seen = Counter(days), Counter[dt.date]()
    at: list[float] = []
    for day in days:
        at.append((day - days[0]).days + seen[day] / each[day])
        seen[day] += 1
    whole = at[-1] - at[0]
    return [(one - at[0]) / whole if whole else 0.5 for one in at]
