"""Facts that the word list names as they are written in conditions: `measurable_disease`, `msi = high`."""

from __future__ import annotations

import re
from functools import cache

from concord.criteria.terms import Compare, Condition, IsIn, Term
from concord.possible import YES
from concord.trials.reading.build import UNREAD, both, one_of, opposite, term

NAMED = re.compile(r"(\w+)(?:\((\w+)\))?(?: = (\w+)| in \(([\w, ]+)\))?")

LIMIT = re.compile(r"(\w+) ([<>]=?) ([\d.]+)")


@cache
def named(text: str) -> Condition:
    """The condition of a phrase in the word list. Only the forms that stand there; the rest is parsed by criteria/."""
    for ending, joined in ((" or not_read", one_of), (" and not_read", both)):
        if text.endswith(ending):
            return joined((named(text.removesuffix(ending)), UNREAD))
    if text.startswith("not "):
        return opposite(named(text.removeprefix("not ")))
    if (limit := LIMIT.fullmatch(text)) is not None:
        return Compare(Term(limit[1]), limit[2], float(limit[3]))
    found = NAMED.fullmatch(text)
    if found is None:
        raise ValueError(f"criteria_words.yaml: '{text}' is no fact")
    name, argument, value, several = found.groups()
    fact = term(name, argument) if argument else Term(name)
    if several:
        return IsIn(fact, frozenset(word.strip() for word in several.split(",")))
    return IsIn(fact, frozenset({value}) if value else YES)
