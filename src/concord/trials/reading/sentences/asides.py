"""What stands in brackets: whether it says more than the words before it."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import And, Condition, Not, Or, terms_of
from concord.trials.reading.build import Read, opposite
from concord.trials.reading.phrases.illnesses import PART
from concord.trials.reading.sentences.pieces import JOINS, LOOSENING
from concord.trials.reading.sentences.remainders import NOUNS
from concord.trials.reading.sentences.whole import whole
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import HOW_TAIL, pattern, written

# Words in a definition by which fewer may be meant than by the name.
NARROWS_A_NAME = frozenset(
    ("ACTIVEQ", "QUAL", "CMP", "WITHIN", "TIME", "NEEDING", "NOW", "EXCEPT", "LOOSE", "AND", "NOT")
)


NAMES_AGAIN = {"THATIS", "COMMA", "MED", "AID"}


def says_more(inside: Sequence[Token], read: Read, excludes: bool) -> bool:
    """Whether words in brackets could change what stands before them: not examples, times of tests, repetitions."""
    if not inside or (inside[0].type in ("REGARDLESS", "PLUSMINUS") and "MED" not in {one.type for one in inside}):
        return False  # "with or without visceral metastases"
    kinds = {token.type for token in inside}
    if "NOOP" in kinds and not kinds & {"EXCEPT", "LOOSE", "IF", "ALLOWED", "FORBIDDEN"}:
        return False  # "(testing is not required)"
    if read.kinds == ("performance",) and inside[0].type == "THATIS" and not kinds & (LOOSENING | {"NUM"}):
        return False  # what a number of a scale means
    if {"METS", "MAY", "COUNTED"} <= kinds and explains_measuring(read.condition, inside):
        return False  # "(an irradiated lesion may only be counted if it has grown)"
    if inside[0].type in ("DEFINED", "THATIS") and not kinds & NARROWS_A_NAME:
        known = {term.arguments[0] for term in terms_of(read.condition) if term.name == "has"}
        if known and {token.value for token in inside if token.type == "ILLNESS"} <= known and "ILLNESS" in kinds:
            return False  # "hepatitis B (defined as HBsAg reactive)": how it is known
    if inside[0].type in ("FOREXAMPLE", "INCLUDING"):
        return any(token.type in ("NOT", "EXCEPT", "LOOSE", "IF") for token in inside)
    types = written(inside)
    if (
        all(token.type in JOINS for token in inside)
        or pattern("(?:visit)+").fullmatch(types)
        or pattern(f"(?:UNKNOWN|REC|DISEASE|OBTAINED)*{HOW_TAIL}").fullmatch(types)
    ):
        return False
    if kinds <= NAMES_AGAIN and _medicines(inside) <= {
        one for term in terms_of(read.condition) for one in term.arguments
    }:
        return False  # "A (i.e., its brand)"
    names = {token.value for token in inside if token.type == "ILLNESS"}
    if "AND" in kinds and len(names) == 1:
        return True  # "hepatitis C (antibody positive and RNA positive)": not everyone with it
    if names & {term.arguments[0] for term in terms_of(read.condition) if term.name == "has"} and {
        token.type for token in inside
    } <= NOUNS | {"AND"}:
        return False  # "severe skin reactions (A, B or C)": names of the same
    again = whole(inside[1:] if inside[0].type == "THATIS" else inside, excludes)
    leaves = set(_leaves(read.condition))
    if excludes and inside[0].type == "THATIS" and not {"OR", "AND"} & kinds:
        leaves |= {opposite(one) for one in leaves}  # "must not have metastases (i.e., must be M0)"
    return again is None or not set(_leaves(again.condition)) <= leaves


def explains_measuring(condition: Condition, said: Sequence[Token]) -> bool:
    """Whether words after "measurable disease" only say which spots count as measurable."""
    return (
        {term.name for term in terms_of(condition)} == {"measurable_disease"}
        and any(token.type in ("MEASURABLE", "METS") or token.value == "measurable_disease" for token in said)
        and not any(token.type == "EVALUABLE" or (token.must and token.type != "NOT") for token in said)
        and not pattern("(?:FOR|IF)COHORT").match(
            written(said)
        )  # "in the first part, measurable disease is not needed"
        and not {"bone_only", "COHORT"} <= {token.value if token.type == "FACT" else token.type for token in said}
    )


def _medicines(tokens: Sequence[Token]) -> set[str | None]:
    """What a bracket that only names medicines names; not what it leaves out, or offers as one of several."""
    return {None if token.value is None else str(token.value) for token in tokens if token.type in ("MED", "AID")}


def names_others(inside: Sequence[Token], read: Read) -> bool:
    """Whether examples name an illness that is not among those that were read."""
    if not inside or inside[0].type not in ("FOREXAMPLE", "INCLUDING") or read.kinds != ("comorbidity",):
        return False
    known = {term.arguments[0] for term in terms_of(read.condition) if term.name == "has"}
    named = {
        one.removeprefix(PART)
        for token in inside
        if token.type == "ILLNESS" and token.value
        for one in str(token.value).split(" or ")
    }
    return not named <= known


def _leaves(condition: Condition) -> list[Condition]:
    match condition:
        case And(several) | Or(several):
            return [leaf for part in several for leaf in _leaves(part)]
        case Not(part):
            return [opposite(leaf) for leaf in _leaves(part)]
        case _:
            return [condition]
