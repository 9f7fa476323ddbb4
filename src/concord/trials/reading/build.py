"""Conditions from parts, kept small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from concord.criteria.terms import ALWAYS, And, Compare, Condition, IsIn, Not, NotRead, Or, Term
from concord.possible import YES
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import Found

UNREAD = NotRead()
FLIPPED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
# Facts with optional arguments, by how many arguments they have.
ARGUMENTS = {
    "had": 2,
    "months_since": 2,
    "months_to_relapse": 2,
    "progressed_on": 2,
    "stopped_for_side_effects": 2,
    "lines": 1,
}


class Item(NamedTuple):
    """What one pattern read: a condition, what kinds of criterion it is, and how many tokens it took."""

    condition: Condition
    kinds: tuple[str, ...]
    end: int
    shared: bool = False  # what stood before it may count for what follows too ("uncontrolled A, B or C")
    dated: bool = False  # a span of time at its end, which may count for what stands before it too


class Read(NamedTuple):
    """What was read from some tokens, and which tokens were not."""

    condition: Condition
    kinds: tuple[str, ...]
    words: tuple[tuple[Condition, int, int], ...]  # each part with its first and last place in the text
    unread: tuple[tuple[int, int], ...] = ()


Rule = tuple[str, str, Callable[[Found, bool], Condition | None]]


def term(name: str, *arguments: str | None) -> Term:
    """A fact with its arguments; optional ones that are left out are None."""
    given = tuple(arguments)
    return Term(name, given + (None,) * (ARGUMENTS.get(name, len(given)) - len(given)))


def yes(name: str, *arguments: str | None) -> Condition:
    return IsIn(term(name, *arguments), YES)


def is_in(name: str, *values: str) -> Condition:
    return IsIn(Term(name), frozenset(values))


def both(parts: Iterable[Condition]) -> Condition:
    """All of them; what is always so is left out."""
    kept: list[Condition] = []
    for part in parts:
        for one in part.parts if isinstance(part, And) else (part,):
            if one not in kept:
                kept.append(one)
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def one_of(parts: Iterable[Condition]) -> Condition:
    """One of them; if one is always so, the whole is."""
    kept: list[Condition] = []
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        for one in part.parts if isinstance(part, Or) else (part,):
            if one not in kept:
                kept.append(one)
    return kept[0] if len(kept) == 1 else Or(tuple(kept))


def opposite(part: Condition) -> Condition:
    if part == ALWAYS:
        return UNREAD  # "no disease": of another kind than hers
    match part:
        case Not(inner):
            return inner
        case NotRead():
            return part
        case _:
            return Not(part)


def says_nothing(condition: Condition) -> bool:
    """Whether it asks for nothing, or can never be answered, whatever is known."""
    return condition in (ALWAYS, Not(ALWAYS)) or not any(answers(condition))


# How long ago a treatment was, and whether it was.
GIVEN = {"months_since": "had", "months_since_radiation": "radiation"}


def where_given(condition: Condition) -> Condition:
    """An exclusion for a treatment that is long ago: who never had it is not excluded, for whom it is "ever" ago."""
    match condition:
        case Compare(Term(name, arguments), operator) if operator[0] == ">" and name in GIVEN:
            return both((yes(GIVEN[name], *arguments), condition))
        case And(parts):
            return both(where_given(part) for part in parts)
        case Or(parts):
            return one_of(where_given(part) for part in parts)
        case _:
            return condition


def impossible(condition: Condition) -> bool:
    """Whether nobody could meet it, because a fact would have to be two things: misunderstood, then."""
    match condition:
        case And(parts):
            wanted: dict[Term, frozenset[str]] = {}
            for part in parts:
                if isinstance(part, IsIn):
                    wanted[part.term] = wanted.get(part.term, part.allowed) & part.allowed
            return not all(wanted.values()) or any(impossible(part) for part in parts)
        case Or(parts):
            return all(impossible(part) for part in parts)
        case _:
            return False


def asks_for_pregnancy(condition: Condition) -> bool:
    """Whether being pregnant, or breast-feeding, would help to meet it: no trial asks for that."""
    match condition:
        case And(parts) | Or(parts):
            return any(asks_for_pregnancy(part) for part in parts)
        case IsIn(asked, allowed):
            return asked.name in ("pregnancy", "breastfeeding") and "yes" in allowed
        case _:
            return False


def answers(condition: Condition) -> tuple[bool, bool]:
    """Whether it can be answered with yes, and with no."""
    match condition:
        case IsIn() | Compare():
            return True, True
        case Not(part):
            return answers(part)[::-1]
        case And(parts):
            each = [answers(part) for part in parts]
            return all(one for one, _ in each), any(one for _, one in each)
        case Or(parts):
            each = [answers(part) for part in parts]
            return any(one for one, _ in each), all(one for _, one in each)
        case NotRead():
            return False, False


def compare(fact: Term, operator: str, limit: float) -> Condition:
    return Compare(fact, operator, float(f"{limit:.6g}"))


MONTHS_PER = {"day": 1 / 30.4375, "week": 1 / 4.348, "month": 1.0, "year": 12.0}


def months(amount: float, unit: str) -> float:
    """A span in months, to two places."""
    return round(amount * MONTHS_PER[unit], 2)


def joined_by(tokens: Sequence[Token]) -> set[str]:
    return {token.type for token in tokens if token.type in ("AND", "OR", "SLASH", "COMMA", "NEITHER")}


def merged(one: Read, other: Read) -> tuple[str, ...]:
    """The kinds of both, each once."""
    return tuple(dict.fromkeys((*one.kinds, *other.kinds)))


def opened(condition: Condition, excludes: bool) -> Condition:
    """The same, so that it closes the trial for nobody."""
    return both((condition, UNREAD)) if excludes else one_of((condition, UNREAD))
