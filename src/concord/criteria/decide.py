"""Decides a condition and explains it. This file defines what a condition means; other engines agree with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from concord.criteria.terms import And, Compare, Condition, IsIn, Not, NotRead, Or, Term
from concord.possible import Possible, Range, Truth, compare, every, is_in, negate, some

Lookup = Callable[[Term], Possible]


def decide(condition: Condition, lookup: Lookup) -> Truth:
    """True, False, or None for unknown."""
    match condition:
        case IsIn(term, allowed):
            possible = lookup(term)
            assert not isinstance(possible, Range)
            return is_in(possible, allowed)
        case Compare(term, operator, limit):
            possible = lookup(term)
            assert isinstance(possible, Range)
            return compare(possible, operator, limit)
        case Not(part):
            return negate(decide(part, lookup))
        case And(parts):
            return every(decide(part, lookup) for part in parts)
        case Or(parts):
            return some(decide(part, lookup) for part in parts)
        case NotRead():
            return None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was decided and by which facts.

    because: the facts that make the answer what it is. For true and false, these facts alone suffice.
    missing: the facts that are not settled and can still change an unknown answer. Empty for true and false.
    not_read: the answer is unknown, and words that could not be read are part of why: no fact alone can settle those.
    """

    truth: Truth
    because: tuple[Term, ...]
    missing: tuple[Term, ...]
    not_read: bool = False


def explain(condition: Condition, lookup: Lookup) -> Explanation:
    """The decision with its reasons.

    An unknown `and` waits only for its unknown parts (a false part would have settled it), an unknown `or` likewise, so
    a fact that can no longer change the answer is never called missing.
    """
    match condition:
        case IsIn(term, allowed):
            return _leaf(term, is_in(lookup(term), allowed))  # type: ignore[arg-type]
        case Compare(term, operator, limit):
            return _leaf(term, compare(lookup(term), operator, limit))  # type: ignore[arg-type]
        case Not(part):
            inner = explain(part, lookup)
            return Explanation(negate(inner.truth), inner.because, inner.missing, inner.not_read)
        case And(parts):
            return _combine([explain(part, lookup) for part in parts], settles=False)
        case Or(parts):
            return _combine([explain(part, lookup) for part in parts], settles=True)
        case NotRead():
            return Explanation(None, (), (), True)


def _leaf(term: Term, truth: Truth) -> Explanation:
    return Explanation(truth, (term,), (term,) if truth is None else ())


def _combine(parts: list[Explanation], *, settles: bool) -> Explanation:
    """`settles` is the truth of one part that decides the whole: False for and, True for or."""
    for part in parts:
        if part.truth is settles:
            return part
    unknown = [part for part in parts if part.truth is None]
    counted = unknown or parts
    truth: Truth = None if unknown else not settles
    return Explanation(
        truth,
        _unique(term for part in (parts if not unknown else counted) for term in part.because),
        _unique(term for part in unknown for term in part.missing),
        any(part.not_read for part in unknown),
    )


def _unique(terms: object) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))  # type: ignore[call-overload]
