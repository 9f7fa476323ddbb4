"""Dates that may be known only to the year or month, and the time between them, in calendar months.

A partial date is the range of days it can mean. Months are counted as people and trials count them: the same day of a
later month is a whole number of months, and days beyond it are a part of the month they fall in.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from concord.possible import Range

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Days(NamedTuple):
    """A date, or the days between which it lies, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    def parse(cls, value: Any) -> Days:
        """A year, a month or a day: 2019, 2019-03, 2019-03-05. Anything else is a ValueError."""
        if isinstance(value, Days):
            return value
        if isinstance(value, dt.date):
            return cls(value, value)
        match = _FORM.fullmatch(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
        if match is None:
            raise ValueError("a date was expected: 2019, 2019-03 or 2019-03-05")
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        if not 1900 <= year <= 2200 or month > 12:
            raise ValueError("a date was expected: 2019, 2019-03 or 2019-03-05")
        if day:
            try:
                exact = dt.date(year, month, day)
            except ValueError:
                raise ValueError(f"{value} is not a day of the calendar") from None
            return cls(exact, exact)
        if month:
            return cls(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.isoformat()
        if (self.first.day, self.last.day) == (1, calendar.monthrange(self.last.year, self.last.month)[1]):
            if (self.first.year, self.first.month) == (self.last.year, self.last.month):
                return f"{self.first.year}-{self.first.month:02}"
            if (self.first.year, self.first.month, self.last.month) == (self.last.year, 1, 12):
                return f"{self.first.year}"
        return f"{self.first.isoformat()} to {self.last.isoformat()}"

    def until(self, latest: dt.date) -> Days:
        """The same days, none of them later than `latest` (where that leaves any)."""
        return Days(min(self.first, latest), min(self.last, latest))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "description": "A year, a month or a day",
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1900, "maximum": 2200},
            ],
        }


def months(start: dt.date, end: dt.date) -> float:
    """Calendar months from start to end; negative when the end is earlier."""
    if end < start:
        return -months(end, start)
    whole = (end.year - start.year) * 12 + end.month - start.month
    if _add(start, whole) > end:
        whole -= 1
    reached = _add(start, whole)
    return whole + (end - reached).days / (_add(start, whole + 1) - reached).days


def _add(day: dt.date, count: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: Days, end: Days) -> Range:
    """The months that can lie between two dates, never below zero: an event does not end before it starts."""
    return Range(max(0.0, months(start.last, end.first)), max(0.0, months(start.first, end.last)))


def before(one: Days, other: Days) -> bool | None:
    """Does the first date lie before the second? None when the days overlap."""
    return True if one.last < other.first else False if one.first >= other.last else None
