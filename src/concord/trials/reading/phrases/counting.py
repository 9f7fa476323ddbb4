"""Which treatments a trial counts as a line: "adjuvant therapy counts as one line", "hormone therapy does not count".

A line is one of cancer medicine since the cancer spread. A sentence that leaves out early treatment says no more than
that; one that counts in something else, or leaves it out, opens what was read on the side on which it may be wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import And, Compare, Condition, IsIn, Not, Or, terms_of
from concord.trials.reading.build import UNREAD, both, compare, one_of, opposite, term
from concord.trials.reading.phrases.medicines import Listed, each
from concord.trials.reading.words.lexer import Token

MOST_LINES = 12
EARLY = frozenset(("adjuvant", "neoadjuvant", "early"))
OF_A_LINE = ("had", "progressed_on")
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
    return is_count(tokens) and any(term.name in ("lines", *OF_A_LINE) for term in terms_of(condition))


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
        case IsIn(term, _) if term.name in OF_A_LINE and "metastatic" in term.arguments:
            return (one_of if more else both)((condition, UNREAD))
        case And(parts):
            return both(recount(part, more=more) for part in parts)
        case Or(parts):
            return one_of(recount(part, more=more) for part in parts)
        case Not(part):
            return opposite(recount(part, more=more))
        case _:
            return condition


def limits(tokens: Sequence[Token]) -> list[tuple[str, float]]:
    """How many: "at least one", "1 or 2", "one or up to two"."""
    numbers = [float(token.value) for token in tokens if token.type == "NUM"]
    operators = [str(token.value) for token in tokens if token.type == "CMP"]
    types = {token.type for token in tokens}
    if not numbers or any(number != int(number) or number > MOST_LINES for number in numbers):
        return []
    if len(operators) == len(numbers) == 2:
        return list(zip(operators, numbers, strict=True))
    if len(set(numbers)) == 1:
        operator = ">=" if "OR_MORE" in types else "<=" if "OR_LESS" in types else operators[0] if operators else "="
        return [(operator, numbers[0])]
    if len(numbers) == 2 and (not operators or types & {"OR"}):
        return [(">=", numbers[0]), ("<=", numbers[1])]
    return []


def with_early_ones(condition: Condition | None) -> Condition | None:
    """A count of lines in which those of early treatment count too."""
    return None if condition is None else recount(condition, more=True)


def counts(listed: Listed | None, how_many: list[tuple[str, float]], excludes: bool) -> Condition | None:
    """So many lines, with one of the medicines in each."""

    def count(name: str | None) -> Condition:
        several: list[Condition] = []
        for operator, number in how_many:
            if operator == "=" and number:  # "one line": whether a second one would be too many stays open
                several += [
                    compare(term("lines", name), ">=", number),
                    one_of((compare(term("lines", name), "<=", number), UNREAD)),
                ]
            else:
                several.append(compare(term("lines", name), operator if operator != "=" else "<=", number))
        return both(several)

    if listed is None or [one.name for one in listed.items] == ["cancer_medicine"]:
        return count(None)
    if len(listed.items) > 1 and how_many != [(">=", 1.0)]:  # lines with A and lines with B together
        if {operator[0] for operator, _ in how_many} == {"<"}:
            return both((*(count(one.name) for one in listed.items if one.name), UNREAD))
        if {operator[0] for operator, _ in how_many} == {">"}:
            return one_of((*(count(one.name) for one in listed.items if one.name), UNREAD))
        return None
    return each(listed, lambda one: count(one.name), excludes)
