"""What hangs together of treatments: whoever had a medicine had its class, and before what she progressed on she was
treated with it. A class is what the knowledge base counts to it, so who had none of its medicines did not have it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from concord.criteria.terms import Term
from concord.possible import NO, YES, Possible, Range, exactly
from tests.conftest import whole_knowledge

EARLY = {"adjuvant": "early", "neoadjuvant": "early"}
# Of a wider class this is the least, the most, or a yes, of what is so of the narrower ones.
LEAST = ("months_since", "months_to_relapse")
MOST = ("lines", "months_on")
SOME = ("progressed_on", "shrank_on", "stopped_for_side_effects", "taking", "on_now")
# Only so of who was treated with it, and what is so of all others.
OF_THE_TREATED: dict[str, Possible] = {
    **dict.fromkeys(("progressed_on", "shrank_on", "stopped_for_side_effects"), NO),
    "months_on": exactly(0),
    "months_to_relapse": exactly(math.inf),
}


class Wider(NamedTuple):
    """A term of a class, the terms that lie within it, and whether these are all of it."""

    term: Term
    within: tuple[Term, ...]
    whole: bool


@cache
def members(medicine: str | None) -> frozenset[str]:
    """The medicines that a word means; no word means any for cancer."""
    vocabulary = whole_knowledge().vocabulary
    return vocabulary.members.get(medicine or vocabulary.cancer_class, frozenset())


def _lies_within(one: Term, other: Term) -> bool:
    if one == other or one.name != other.name or not members(one.arguments[0]) <= members(other.arguments[0]):
        return False
    mine, its = ((*term.arguments, None)[1] for term in (one, other))
    return its in (None, mine, EARLY.get(mine or ""))


def wider(terms: Iterable[Term]) -> tuple[Wider, ...]:
    """The terms that hold others, the narrowest first."""
    found = []
    treated = [term for term in terms if term.name in LEAST + MOST + SOME]
    for term in sorted(treated, key=lambda one: (len(members(one.arguments[0])), None in one.arguments[1:])):
        within = tuple(one for one in treated if _lies_within(one, term))
        same_time = [one for one in within if one.arguments[1:] == term.arguments[1:]]
        covered = frozenset[str]().union(*(members(one.arguments[0]) for one in same_time))
        if within:
            found.append(Wider(term, within, covered >= members(term.arguments[0])))
    return tuple(found)


def agreeing(known: dict[Term, Possible], several: tuple[Wider, ...]) -> None:
    """Leaves out of a made-up person what cannot be."""
    for term, within, whole in several:
        parts = [known[one] for one in within]
        if term.name in SOME:
            known[term] = YES if YES in parts or (known[term] == YES and not whole) else NO
            continue
        choose: Callable[[Iterable[float]], float] = min if term.name in LEAST else max
        numbers = [one.low for one in parts if isinstance(one, Range)]
        own = known[term]
        assert isinstance(own, Range)
        known[term] = exactly(choose(numbers if whole else (*numbers, own.low)))
    for term in known:
        if term.name in OF_THE_TREATED and _never(known, *term.arguments):
            known[term] = OF_THE_TREATED[term.name]


def _never(known: Mapping[Term, Possible], medicine: str | None, setting: str | None) -> bool:
    """Whether she was never treated with it."""
    times, count = known.get(Term("months_since", (medicine, setting))), known.get(Term("lines", (medicine,)))
    if isinstance(times, Range) and math.isinf(times.low):
        return True
    return setting == "metastatic" and isinstance(count, Range) and count.low == 0
