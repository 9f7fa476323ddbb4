"""Facts that the word list names as they are written in conditions: `measurable_disease`, `msi = high`."""

from __future__ import annotations

import re
from functools import cache

from concord.criteria.terms import Condition, IsIn, Term
from concord.possible import YES

NAMED = re.compile(r"(\w+)(?:\((\w+)\))?(?: = (\w+)| in \(([\w, ]+)\))?")


@cache
def named(text: str) -> Condition:
    """The condition of a phrase in the word list. Only the forms that stand there; the rest is parsed by criteria/."""
    found = NAMED.fullmatch(text)
    if found is None:
        raise ValueError(f"criteria_words.yaml: '{text}' is no fact")
    name, argument, value, several = found.groups()
    term = Term(name, (argument,) if argument else ())
    if several:
        return IsIn(term, frozenset(word.strip() for word in several.split(",")))
    return IsIn(term, frozenset({value}) if value else YES)
