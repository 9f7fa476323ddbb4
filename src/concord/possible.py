"""The set of values that a fact can still have, and what a comparison with such a set can say.

A name fact holds a set of names. A number fact holds a closed range of floating-point numbers; an open end is the next
float, so "some was given, the amount is not known" is `Range(ABOVE_ZERO, inf)`: greater than zero for every possible
value. Unknown is the whole domain. A comparison is true if it holds for every possible value, false if for none, and
otherwise unknown, written None.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Truth = bool | None
Names = frozenset[str]

INFINITY = math.inf
ABOVE_ZERO = math.nextafter(0.0, 1.0)

YES: Names = frozenset({"yes"})
NO: Names = frozenset({"no"})
YES_OR_NO: Names = YES | NO


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from low to high, both included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"a range from {self.low} to {self.high} is empty")

    @property
    def is_single(self) -> bool:
        return self.low == self.high

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def union(self, other: Range) -> Range:
        """The smallest range that holds both."""
        return Range(min(self.low, other.low), max(self.high, other.high))


Possible = Names | Range


def exactly(number: float) -> Range:
    return Range(float(number), float(number))


ANY_AMOUNT = Range(0.0, INFINITY)
SOME_AMOUNT = Range(ABOVE_ZERO, INFINITY)


def yes_no(truth: Truth) -> Names:
    """A truth as a fact that is yes or no."""
    return YES_OR_NO if truth is None else YES if truth else NO


def truth_of(possible: Possible) -> Truth:
    """A fact that is yes or no as a truth."""
    return True if possible == YES else False if possible == NO else None


def is_single(possible: Possible) -> bool:
    """Whether only one value is left."""
    return possible.is_single if isinstance(possible, Range) else len(possible) == 1


def within(narrow: Possible, wide: Possible) -> bool:
    """Whether every value of the first is possible in the second."""
    if isinstance(narrow, Range):
        return isinstance(wide, Range) and wide.low <= narrow.low and narrow.high <= wide.high
    return not isinstance(wide, Range) and narrow <= wide


def is_in(possible: Names, allowed: Names) -> Truth:
    """Is the value one of the allowed ones?"""
    if possible <= allowed:
        return True
    return None if possible & allowed else False


def compare(possible: Range, operator: str, limit: float) -> Truth:
    """Does `value operator limit` hold for every possible value, for some, or for none?"""
    low, high = possible.low, possible.high
    match operator:
        case "<":
            return True if high < limit else None if low < limit else False
        case "<=":
            return True if high <= limit else None if low <= limit else False
        case ">":
            return True if low > limit else None if high > limit else False
        case ">=":
            return True if low >= limit else None if high >= limit else False
        case "=":
            return True if low == high == limit else None if low <= limit <= high else False
        case "!=":
            return negate(compare(possible, "=", limit))
        case _:
            raise ValueError(f"unknown comparison {operator}")


def negate(truth: Truth) -> Truth:
    return None if truth is None else not truth


def every(truths: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    answer: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            answer = None
    return answer


def some(truths: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    answer: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            answer = None
    return answer
