"""Definitions of menopause, over several sentences: "postmenopausal, defined as: age of 60 or more; or ..."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

# What tells after "postmenopausal, defined as" when menopause is reached, over several sentences.
OF_MENOPAUSE = frozenset(
    (
        *("AGE", "CMP", "NUM", "TIME", "UNIT", "LAB", "FACT", "MENO", "UNKNOWN", "CODE", "NORMAL", "SETTING", "SEX"),
        *("STOP", "COMMA", "COLON", "AND", "OR", "SLASH", "LP", "RP", "MINUS", "PLUS", "OR_MORE", "OR_LESS", "TO"),
        *("FOR", "WITH", "WITHIN", "BETWEEN", "BEFORE", "AFTER", "EVENT", "PRIOR", "NOT", "WHO", "IF", "HOW", "SOURCE"),
        *("EITHER", "DEFINED", "MED", "AID", "TREATED", "NOW", "FOREXAMPLE", "WHILE", "HASNOT", "QUAL", "THATIS"),
        *("DISEASE", "SAMPLE", "TISSUE", "REC", "OBTAINED", "LATEST", "ILLNESS"),
    )
)


class WhatMenopauseIs(NamedTuple):
    """From where on a definition stands, and whether a medicine that stops the periods counts in it."""

    start: int
    induced: bool


def what_menopause_is(found: Sequence[Token]) -> WhatMenopauseIs | None:
    """ "Postmenopausal, defined as: A; or B": the definition is left aside."""
    if pattern("MENO SEX?ISDEFINED").match(written(found)):
        return WhatMenopauseIs(0, False)  # "postmenopausal is defined as: A; or B" asks for nothing
    match = pattern("MENO SEX?(?:(?:COMMA|LP|visit)*DEFINED|[^DEFINED]*STOP MENO SEX?ISDEFINED)").search(written(found))
    if match is None:
        return None
    rest = found[match.end() :]
    if any(token.type not in OF_MENOPAUSE or token.must for token in rest):
        return None
    again = max((at for at in range(*match.span()) if found[at].type == "STOP"), default=None)
    start = again if again is not None else match.start() + 1 + (found[match.start() + 1].type == "SEX")
    return WhatMenopauseIs(start, _induced(rest))


def _induced(definition: Sequence[Token]) -> bool:
    """Whether a medicine is named, other than "in the absence of"."""
    absent = False
    for token in definition:
        absent = (absent or token.type == "NOT") and token.type != "STOP"
        if token.type in ("MED", "AID") and not absent:
            return True
    return False
