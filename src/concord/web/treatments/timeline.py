"""Diagnoses and treatments over time: where each stands on one line, as sure as its dates are, and the same in words.

Places are percents of the width, so that the picture needs no size of its own. A date of which only the month or the
year is known is that wide; what has no date stands apart.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from concord.choices.words import Words, plain
from concord.reading import Document
from concord.situation.dates import Days
from concord.situation.model import Medicine, Radiation, Situation, Treatment
from concord.situation.read import from_document
from concord.web.treatments.keep import File

Look = Literal["sure", "soft_in", "soft_out", "soft", "open", "dot"]
AS_NARROW_AS_A_DOT = 2.0  # percent of the width
MOST_TICKS = 4  # years that are named under the line: they have to fit on a small phone in large text


@dataclass(frozen=True, slots=True)
class Shape:
    """One piece of a bar: from where, how wide, and how sure."""

    look: Look
    x: float
    width: float = 0


@dataclass(slots=True)
class Row:
    """One diagnosis or treatment."""

    what: str
    when: str
    kind: str
    start: Days | None = None
    end: Days | None = None
    goes_on: bool = False
    shapes: list[Shape] = field(default_factory=list)


@dataclass(slots=True)
class Line:
    """The whole picture, and what has no place in it."""

    rows: list[Row]
    undated: list[Row]
    ticks: list[tuple[float, int]]
    marks: list[float]


def timeline_of(file: File, words: Words, today: dt.date) -> Line:
    """The picture for what a file says."""
    situation = from_document(Document(file))
    told = [*_diagnoses(situation, words), *(_row(one, words) for one in situation.treatments)]
    rows = sorted((one for one in told if one.start or one.end), key=lambda one: min(_days(one)))
    undated = [one for one in told if not (one.start or one.end)]
    if not rows:
        return Line([], undated, [], [])
    low = dt.date(min(min(_days(one)) for one in rows).year, 1, 1)
    high = max(today, *(max(_days(one)) for one in rows))
    axis = _Axis(low, max(high, low + dt.timedelta(days=30)))
    for one in rows:
        one.shapes = _shapes(one, axis, today)
    years = range(low.year, high.year + 1)
    step = -(-len(years) // MOST_TICKS)
    ticks = [(axis.at(dt.date(year, 1, 1)), year) for year in years[::step]]
    marks = [axis.middle(one.start) for one in rows if one.kind == "diagnosis" and one.start]
    return Line(rows, undated, ticks, marks)


def _days(row: Row) -> list[dt.date]:
    return [day for days in (row.start, row.end) if days for day in days]


# ------------------------------------------------------------------------------------------------ in words
def _diagnoses(situation: Situation, words: Words) -> list[Row]:
    dated = (
        ("timeline_first", situation.cancer.first_diagnosed),
        ("timeline_spread", situation.cancer.metastatic_since),
    )
    return [Row(words.site(name), words.day(when), "diagnosis", when, when) for name, when in dated if when is not None]


def _row(entry: Treatment, words: Words) -> Row:
    start, end = entry.started or entry.date, entry.ended
    if not isinstance(entry, Medicine):  # what is done in a day, or in some weeks: one date tells when
        start, end = start or end, end or start
    goes_on = isinstance(entry, Medicine) and entry.stopped_because == "ongoing"
    parts = [_when(start, end, goes_on, words)]
    if isinstance(entry, Medicine):
        if entry.months is not None:
            parts.append(words.site("treat_said_months", number=plain(entry.months)))
        if entry.stopped_because and not goes_on:
            parts.append(words.word(entry.stopped_because))
    return Row(_what(entry, words), ", ".join(parts), entry.kind, start, end, goes_on)


def _what(entry: Treatment, words: Words) -> str:
    if isinstance(entry, Medicine):
        said = words.drugs(entry)
    else:
        what = entry.target if isinstance(entry, Radiation) else entry.procedure
        place = words.argument("area", what) if what and isinstance(entry, Radiation) else words.word(what or "")
        said = ": ".join(part for part in (words.word(entry.kind), place) if part)
    return f"{said[:1].upper()}{said[1:]}"


def _when(start: Days | None, end: Days | None, goes_on: bool, words: Words) -> str:
    if goes_on:
        return words.site("timeline_goes_on", start=words.day(start)) if start else words.word("ongoing")
    if start and end:
        return words.span(start, end)
    if start:
        return words.site("timeline_no_end", start=words.day(start))
    return words.site("timeline_no_start", end=words.day(end)) if end else words.site("timeline_no_date")


# ------------------------------------------------------------------------------------------------ in the picture
@dataclass(frozen=True, slots=True)
class _Axis:
    low: dt.date
    high: dt.date

    def at(self, day: dt.date) -> float:
        share = (day - self.low).days / (self.high - self.low).days * 100
        return round(min(max(share, 0.0), 100.0), 2)

    def middle(self, days: Days) -> float:
        return round((self.at(days.first) + self.at(days.last)) / 2, 2)

    def piece(self, look: Look, start: dt.date, end: dt.date) -> list[Shape]:
        width = round(self.at(end) - self.at(start), 2)
        return [Shape(look, self.at(start), width)] if width > 0 else []


def _shapes(row: Row, axis: _Axis, today: dt.date) -> list[Shape]:
    start, end = row.start, Days(today, today) if row.goes_on else row.end
    if start and end and start == end:
        narrow = axis.at(start.last) - axis.at(start.first) < AS_NARROW_AS_A_DOT
        return [Shape("dot", axis.middle(start))] if narrow else axis.piece("soft", start.first, start.last)
    if start and end:
        if end.first < start.last:
            return axis.piece("soft", start.first, end.last) or [Shape("dot", axis.middle(start))]
        return [
            *axis.piece("soft_in", start.first, start.last),
            *axis.piece("sure", start.last, end.first),
            *axis.piece("soft_out", end.first, end.last),
        ] or [Shape("dot", axis.middle(start))]
    if start:
        return [*axis.piece("soft_in", start.first, start.last), *axis.piece("open", start.last, axis.high)]
    assert end is not None
    return [*axis.piece("open", axis.low, end.first), *axis.piece("soft_out", end.first, end.last)]
