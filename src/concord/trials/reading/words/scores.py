"""Classes of scales in a text: "Child-Pugh B or C", "Child-Pugh score ≥ 7", "NYHA functional class III-IV"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ONE = r"(?:[abc]\d?|\d\d?)(?!\w|\.\d)"
JOIN = r"\s*(?:,\s*or|,\s*and|and/or|-|to|/|,|or|and)\s*"
KIND = r"(?:classification|classified|class|score|scores|grade|category|stage|points|liver function)"
MORE = r"(?:\s*(?:or|and)\s+(?:higher|greater|worse|above|more|over))"
CLASSES = re.compile(
    r"\b(?:(?:severe |significant |moderate to severe |moderate or severe )?(?:liver|hepatic)"
    r" (?:dysfunction|impairment|insufficiency|failure|disease|function)"
    r"(?:(?: of| with| graded as|,)?(?: class)? | ?(?P<open>\()))?"
    r"childs?'?s?[- ]?(?:turcotte[- ])?pugh(?:'s)?(?: \((?:ctp|cp|c-p)\))?"
    rf"(?:[- ]{KIND})*(?: of| is|:| as)?(?: {KIND})?\s*"
    r"(?P<above>>=|=>|≥|>|greater than or equal to|greater than|worse than|higher than|more than|at least|above)?\s*"
    rf"(?P<list>{ONE}(?:{JOIN}(?:child[- ]pugh )?(?:{KIND} )?{ONE})*)"
    rf"(?P<more>{MORE})?(?: points)?"
    rf"(?:\s+(?:{KIND}|(?:liver |hepatic )?(?:cirrhosis|disease|dysfunction|impairment|insufficiency)))*"
    r"(?(open)\))"
)
PIECE = re.compile(r"(?P<join>-|to)?\s*(?P<class>\b[abc])?(?P<points>\d*)(?!\w)")
EQUAL = (">=", "=>", "≥", "greater than or equal to", "at least")
LEAST = {"a": 5, "b": 7, "c": 10}
MOST = {"a": 6, "b": 9, "c": 15}

# The classes of the New York Heart Association say how bad a failing heart is; there is no fact for them.
NYHA = (
    r"(?:new york heart association(?:'?s)?(?: \(nyha\))?|\(nyha\)|nyha(?: \(new york heart association\))?)"
    r"(?:(?:'s)?[- ](?:functional|function|cardiac|classification|classified|class|classes|grade|grades|grading|stage"
    r"|category|categories|capacity|criteria|scale|system|rating|level|of|is|as)\b)*"
)
ROMAN = r"(?:iii|iv|ii|i)[ab]?(?!\w|\.\d)"
HEART_CLASS = r"(?:iii|iv|ii|i|[1-4])[ab]?(?!\w|\.\d)"
SIGN = r"(?:(?:>=|=>|≥|>|<=|=<|≤|<|=|greater than(?: or equal to)?|above|at least|more than) ?)"
OF_CLASS = r"(?:(?:functional )?(?:class|classes|grade|grades) ?)"
BY = (
    r"(?:,? ?\(?(?:as )?(?:(?:defined|classified|determined) by|according to|in accordance with|based on|by|per|of|on"
    r"|using)(?: the)? )"
)
OF_HEART = rf"{SIGN}?{OF_CLASS}?{SIGN}?{HEART_CLASS}(?:{JOIN}{OF_CLASS}?{HEART_CLASS})*{MORE}?"
NAMED = re.compile(
    rf"{SIGN}?{BY}?(?:the )?{NYHA}[\s:,(]*(?:{OF_HEART})?"
    rf"|{SIGN}?{OF_CLASS}{SIGN}?{ROMAN}(?:{JOIN}{OF_CLASS}?{ROMAN})*{MORE}?(?:{BY}?(?:the )?{NYHA})?"
)


def heart_classes(text: str) -> Iterator[tuple[int, int]]:
    """Where such classes are named in a text of small letters, from where to where."""
    if "nyha" in text or "new york heart association" in text:
        for found in NAMED.finditer(text):
            before = len(found[0]) - len(found[0].lstrip(" ,("))
            start = found.start() + (0 if found[0].startswith("(nyha)") else before)
            yield start, start + len(text[start : found.end()].rstrip(" ,:("))


class Score(NamedTuple):
    """Classes that a text names together, and from where to where; None where they are only parts of a class."""

    start: int
    end: int
    fact: str | None


def scores(text: str) -> Iterator[Score]:
    """All of them in a text of small letters."""
    for found in CLASSES.finditer(text):
        named: set[int] = set()
        last = 0
        for piece in PIECE.finditer(found["list"]):
            if not piece["class"] and not piece["points"]:
                continue
            points = int(piece["points"] or 0)
            low, high = (points, points) if points else (LEAST[piece["class"]], MOST[piece["class"]])
            named |= set(range(last + 1, high + 1)) if piece["join"] and last else set(range(low, high + 1))
            last = high
        if found["above"]:
            named = set(range((min if found["above"] in EQUAL else max)(named), 16)) - (
                set() if found["above"] in EQUAL else named
            )
        elif found["more"]:
            named = set(range(min(named), 16))
        yield Score(found.start(), found.end(), _fact(named))


def _fact(points: set[int]) -> str | None:
    classes = [one for one in "abc" if {*range(LEAST[one], MOST[one] + 1)} <= points]
    whole = {point for one in classes for point in range(LEAST[one], MOST[one] + 1)}
    if not classes or points - whole:
        return None
    several = ", ".join(one.upper() for one in classes)
    return f"child_pugh = {several}" if len(classes) == 1 else f"child_pugh in ({several})"
