"""Which treatments a trial counts as a line: "adjuvant therapy counts as one line", "hormone therapy does not count".

A line is one of cancer medicine since the cancer spread. A sentence that leaves out early treatment says no more than
that; one that counts in something else, or leaves it out, opens what was read on the side on which it may be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import And, Compare, Condition, IsIn, Not, Or, terms_of
from concord.trials.reading.build import UNREAD, both, one_of, opposite
from concord.trials.reading.lexer import Token

EARLY = frozenset(("adjuvant", "neoadjuvant", "early"))
LEFT_OUT = frozenset(("EXCEPT", "NOT", "NOTCOUNTED"))
PLAIN = frozenset(
    (
        *("SETTING", "EXTENT", "MED", "AID", "TREATED", "LINE", "PRIOR", "FOR", "WITH", "AND", "OR", "SLASH", "COMMA"),
        *("INCLUDING", "NOTE", "DISEASE", "BREAST", "LP", "RP", "OBTAINED", "OTHER", "TO", "CURE", "EVENT"),
    )
)


def is_count(tokens: Sequence[Token]) -> bool:
    """Whether a sentence only says what counts."""
    return any(token.type in ("COUNTED", "NOTCOUNTED") for token in tokens)


def about_counting(tokens: Sequence[Token], condition: Condition) -> bool:
    """Whether words say what counts as a line, beside something that was read about lines."""
    return is_count(tokens) and any(term.name in ("lines", "had") for term in terms_of(condition))


def only_early_left_out(tokens: Sequence[Token]) -> bool:
    """ "(Neo)adjuvant chemotherapy is not counted", "excluding adjuvant therapy": no line since it spread."""
    types = {token.type for token in tokens}
    early = [token for token in tokens if token.type in ("SETTING", "EXTENT")]
    aside = "AID" in types and "MED" not in types  # medicines that are not against the cancer are no line anyway
    if not types & LEFT_OUT or types - PLAIN - LEFT_OUT:
        return False
    return all(token.value in EARLY for token in early) and (bool(early) or aside)


def recounted(tokens: Sequence[Token], condition: Condition) -> Condition:
    """What was read, with what such words change about it."""
    if only_early_left_out(tokens):
        return condition
    types = {token.type for token in tokens}
    if {"COUNTED", "NOTCOUNTED"} <= types:
        return recount(recount(condition, more=True), more=False)
    return recount(condition, more="COUNTED" in types)


def recount(condition: Condition, *, more: bool) -> Condition:
    """With more counted, "at least two" may hold for who has one; with less, "at most two" for who has three."""
    match condition:
        case Compare(term, operator, _) if term.name == "lines":
            return (one_of if (operator[0] == ">") is more else both)((condition, UNREAD))
        case IsIn(term, _) if term.name == "had" and "metastatic" in term.arguments:
            return (one_of if more else both)((condition, UNREAD))
        case And(parts):
            return both(recount(part, more=more) for part in parts)
        case Or(parts):
            return one_of(recount(part, more=more) for part in parts)
        case Not(part):
            return opposite(recount(part, more=more))
        case _:
            return condition
