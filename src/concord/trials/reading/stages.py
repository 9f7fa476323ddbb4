"""Stages of breast cancer in a text: "stage IV", "stages IIA-IIIC", "stage I, II or III"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ONE = r"(?:iv|iii|ii|i|[0-4])(?:[a-c]\d?)?(?![\w])"
JOIN = r"\s*(?:-|to|through|/|,|or|and|and/or|&|,\s*or|,\s*and)\s*-?\s*"
STAGES = re.compile(
    rf"\b(?:(?:clinical|clinically|anatomic|anatomical|pathologic|pathological|prognostic|ajcc|tnm)\s+)*stages?:?\s+"
    rf"(?P<list>{ONE}(?:{JOIN}(?:stages?\s+)?{ONE})*)"
)
PIECE = re.compile(r"(?P<join>-|to|through)?\s*(?:stages?\s+)?(?P<number>iv|iii|ii|i|[0-4])(?P<part>[a-c]?)\d?(?![\w])")
NUMBERS = {"iv": 4, "iii": 3, "ii": 2, "i": 1}


class Stage(NamedTuple):
    """Stages that a text names together, and from where to where."""

    start: int
    end: int
    extent: str


def stages(text: str) -> Iterator[Stage]:
    """All stages in a text of small letters."""
    for found in STAGES.finditer(text):
        if text[found.end() :].lstrip().startswith(":") or found["list"] == "0":
            continue  # "stage 1: ..." is a part of a trial
        named: set[int] = set()
        parts: list[tuple[int, str]] = []
        for piece in PIECE.finditer(found["list"]):
            number = NUMBERS.get(piece["number"]) or int(piece["number"])
            if piece["join"] and parts:
                named |= set(range(parts[-1][0], number + 1))
            named.add(number)
            parts.append((number, piece["part"]))
        yield Stage(found.start(), found.end(), _extent(named, parts))


def _extent(named: set[int], parts: list[tuple[int, str]]) -> str:
    """All of the stages I to III are what has not spread; only some of them are less than that."""
    if named == {4}:
        return "metastatic"
    if 4 in named:
        return "any_stage" if named >= {1, 2, 3} else "late_stage"
    if named >= {1, 2, 3} and parts[0][1] in ("", "a") and parts[-1][1] in ("", "c"):
        return "stage_1_3"
    return "stage_early" if max(named) <= 2 else "stage_curable"
