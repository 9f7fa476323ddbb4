"""Limits that hold for some people only, told in a sentence of their own after those for everybody.

"Platelets >= 100; with cancer in the bone marrow >= 50", "creatinine <= 1.5; OR clearance >= 50". Where such a sentence
was read beside the others as if it held for everybody, what it speaks of can exclude nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from concord.criteria.terms import And, Compare, Condition, IsIn, Not, Or, terms_of
from concord.trials.reading.build import UNREAD, both, one_of, opened
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

# Words with which a sentence turns to some people, and those it may stand on: "patients with liver metastases: <= 5".
TURNS = frozenset(("IF", "FOR", "EXCEPT"))
WHOM = frozenset(("WITH", "WHO", "ILLNESS", "SITE", "METS", "BRAIN", "BRAINWORD"))
# Of receptors it says how they are told, and of treatment others read on which condition it is allowed.
OTHERWISE = frozenset(("REC", "SETTING"))
NUMBERS = frozenset(("CMP", "NUM", "OR_MORE"))


def not_for_all(condition: Condition, found: Sequence[Token], words: Iterable[tuple[Condition, int, int]]) -> Condition:
    """A demand in which limits for some people, and those that they stand in for, are left open."""
    if not isinstance(condition, And):
        return condition
    named: set[str] = set()
    words = tuple(words)
    for sentence in _later(found):
        said = {
            term.name
            for one, start, end in words
            if sentence[0].start <= start and end <= sentence[-1].end
            for term in terms_of(one)
        }
        if sentence[0].type == "OR" and any(_names(part, said) for part in condition.parts):
            return one_of((condition, UNREAD))  # "A; OR B"
        types = {token.type for token in sentence}
        otherwise = types & OTHERWISE or any(token.type == "MED" and token.value for token in sentence)
        if not _of_some(sentence) or not types & NUMBERS or otherwise:
            continue
        labs = {str(token.value) for token in sentence if token.type == "LAB"}
        values = {part.term.name for part in condition.parts if isinstance(part, Compare)}
        bare = not said | labs or "ALLOWED" in types  # "patients with a pacemaker: <= 500", "... are eligible if A"
        named |= said | labs | (values if bare else set())
    parts = (one_of((part, UNREAD)) if _names(part, named) else part for part in condition.parts)
    return _widest(both(parts))


def _later(found: Sequence[Token]) -> list[list[Token]]:
    """All sentences but the first."""
    sentences: list[list[Token]] = [[]]
    for token in found:
        if token.type == "STOP":
            sentences.append([])
        else:
            sentences[-1].append(token)
    return [one for one in sentences[1:] if one]


def _of_some(sentence: Sequence[Token]) -> bool:
    """ "If A, ...", "patients with A: ...", "... in case of A"."""
    types = {token.type for token in sentence}
    whom = sentence[0].who and (sentence[0].type in WHOM or "COLON" in types)
    return whom or sentence[0].type in TURNS or "IF" in types


def _names(part: Condition, named: set[str]) -> bool:
    """Whether a single demand is one of those that are named."""
    return isinstance(part, Compare | IsIn) and part.term.name in named


def _widest(condition: Condition) -> Condition:
    """ "Age >= 18 and age >= 16": the stricter limit is not for everybody."""
    if not isinstance(condition, And):
        return condition
    limits = [part for part in condition.parts if isinstance(part, Compare)]

    def stricter(part: Condition) -> bool:
        return isinstance(part, Compare) and any(
            other.term == part.term
            and other.operator[0] == part.operator[0]
            and (other.limit < part.limit if part.operator[0] == ">" else other.limit > part.limit)
            for other in limits
            if part.operator[0] in "<>"
        )

    return both(one_of((part, UNREAD)) if stricter(part) else part for part in condition.parts)


# "Prostate: visceral disease", "lung cancer: brain metastases": a rule of a trial for several cancers.
OTHER_TUMOUR = re.compile(
    r"\W*(?:for )?(?:prostate|ovarian|lung|nsclc|sclc|hcc|hepatocellular|bladder|urothelial|gastric|gea|colorectal|crc"
    r"|pancreatic|melanoma|renal cell|rcc|head and neck|hnscc|endometrial|cervical|thyroid|esophageal"
    r"|cholangiocarcinoma)"
    r"(?: (?:cancers?|carcinomas?|tumou?rs?|cohort|patients|participants|only))*\s*:",
    re.IGNORECASE,
)
# "Measurable disease. In the bone-only cohort, measurable disease is not required."
WAIVED = re.compile(
    r"[.;] (?=[^.;]*\b(?:cohort|arm|part|patients|participants|subjects|those)\b)[^.;]*"
    r"\b(?:not|never) (?:be )?(?:required|necessary|needed|mandatory)\b",
    re.IGNORECASE,
)
# "Stroke in 6 months", "stroke (3 months)", "thrombosis 12 weeks before enrolment"
SPAN = pattern("ILLNESS(?:FOR|LP|COMMA)?NUM TIME")


def recent_only(condition: Condition, kinds: Sequence[str], found: Sequence[Token], excludes: bool) -> Condition:
    """An illness within a span of time that was not read: who had it long ago is not meant."""
    if tuple(kinds) != ("comorbidity",) or SPAN.search(written(found)) is None or _is_open(condition):
        return condition
    return opened(condition, excludes)


def _is_open(condition: Condition) -> bool:
    """Whether something in it was not read."""
    match condition:
        case And(parts) | Or(parts):
            return any(_is_open(part) for part in parts)
        case Not(part):
            return _is_open(part)
        case _:
            return condition == UNREAD
