"""Stages of breast cancer in a text: "stage IV", "stages IIA-IIIC", "stage I, II or III", "T1-3 N0-2 M0"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ONE = r"(?:iv|iii|ii|i|[0-4ⅰⅱⅲⅳ])(?:[a-c]\d?)?(?![\w])"
JOIN = r"\s*(?:-|to|through|/|,|or|and|and/or|&|,\s*or|,\s*and)\s*-?\s*"
EDITION = r"(?:\s+(?:v\.?)?\d(?:th)?(?:\s+ed(?:ition|\.)?)?)?"
BEFORE = rf"(?:clinical|clinically|anatomic|anatomical|pathologic|pathological|prognostic|ajcc{EDITION}|tnm)"
DAY = r"(?:diagnosis|presentation|disease|baseline|study entry|entry)"
WHEN = rf"(?:\s+(?:at|of)\s+(?:the\s+)?(?:(?:initial|first|disease)\s+)*{DAY})?"
WORD = rf"(?:stages?(?:\s+group)?(?:\s+of|{WHEN})(?:\s+(?:is|was|are))?|staged(?:\s+as)?|staging)"
STAGES = re.compile(
    rf"(?:\b(?:{BEFORE}\s+)*{WORD}:?\s+|(?<=stage \()(?:stages?\s+)?)"
    rf"(?P<list>{ONE}(?:(?:\s\([cp]?t[\s\d<>≤≥=][^()]{{0,30}}\))?{JOIN}(?:stages?\s+)?{ONE})*)"
)
PIECE = re.compile(
    r"(?P<join>-|to|through)?\s*(?:stages?\s+)?(?P<number>iv|iii|ii|i|[0-4ⅰⅱⅲⅳ])(?P<part>[a-c]?)\d?(?![\w])"
)
IN_BRACKETS = re.compile(r"\([^()]*\)")
NUMBERS = {"iv": 4, "iii": 3, "ii": 2, "i": 1, "ⅳ": 4, "ⅲ": 3, "ⅱ": 2, "ⅰ": 1}

# The tumour, the lymph nodes, what has spread: "cT2-4, any N, M0".
HOW = r"(?:yp|yc|c|p|y)?"
OF_T, OF_N = r"(?:[0-4x]|is)(?:[a-d](?:-[a-d])?)?(?:mi)?", r"(?:[0-3x]|mi)[a-c]?(?:mi|\(s?n\)|\(i[+-]\))?|\+|-positive"

END = r"(?=[nm\W]|[cp][nm]|yp|$)"  # "T1N0M0" is written in one


def _group(letter: str, number: str) -> str:
    one = rf"{HOW}{letter}\s?(?:stage\s?)?(?:[≥≤<>=]+\s?)?(?:{number}){END}"
    more = rf"(?:\s?(?:-|/|,|or|and|to)\s?(?:{HOW}{letter}\s?)?(?:{number}){END}(?!%))*"
    return rf"(?:any\s{HOW}{letter}(?!\w)|{HOW}{letter}\sany|{HOW}any\s?{letter}|{one}{more})"


BETWEEN = r"[\s,;/&-]{0,3}(?:\([^()]{1,50}\)\s?)?(?:and\s|with\s)?(?:nodal\s(?:stage|status)\s)?"
TNM = re.compile(
    rf"(?:(?<![\w-])|(?<=m[01x]-))(?:{BEFORE}\s+)*(?:{WORD}:?\s+)?"
    rf"(?:(?P<t>{_group('t', OF_T)}){BETWEEN}(?:(?P<n>{_group('n', OF_N)})(?:{BETWEEN}(?P<m>[cp]?m\s?[01x](?!\w)))?"
    rf"|(?P<m2>[cp]?m\s?[01x](?!\w)))"
    rf"|(?P<n3>{_group('n', OF_N)}){BETWEEN}(?P<m3>[cp]?m\s?[01x](?!\w)))",
)
# A size or lymph nodes alone: with a letter that says how it was found out, or a part, or beside a word for the tumour.
ALONE = re.compile(
    rf"(?<![\w-])(?:{BEFORE}\s+)*(?:(?:stages?:?\s+)(?:{_group('t', OF_T)}|{_group('n', OF_N)})"
    rf"|(?=(?:yp|yc|c|p|y)[tn]|t\d[a-d]|[tn]\d?[^.;]{{0,12}}\b(?:tumou?rs?|disease|lesions?|breast)\b)"
    rf"(?:{_group('t', OF_T)}|{_group('n', OF_N)}))"
)
SMALL = 2


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
        for piece in PIECE.finditer(IN_BRACKETS.sub("", found["list"])):
            number = NUMBERS.get(piece["number"]) or int(piece["number"])
            if piece["join"] and parts:
                named |= set(range(parts[-1][0], number + 1))
            named.add(number)
            parts.append((number, piece["part"]))
        extent = _extent(named, parts)
        if extent == "stage_1_3" and "(" in found["list"]:
            extent = "stage_curable"  # "stage I (T1c only), II or III"
        yield Stage(found.start(), found.end(), extent)
    spans = []
    for one in _together(text):
        spans.append((one.start, one.end))
        yield one
    for found in ALONE.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in spans):
            yield Stage(found.start(), found.end(), "some_stage")


BESIDE = re.compile(r",?\s*(?:or|and|and/or|,)\s*")


def _together(text: str) -> list[Stage]:
    """Sizes and lymph nodes; "T1c N1-2 or T2-4 N0-2, M0" is one, because what has not spread holds for both."""
    kept: list[Stage] = []
    for found in TNM.finditer(text):
        one = Stage(found.start(), found.end(), _by_letters(found))
        beside = bool(kept) and BESIDE.fullmatch(text[kept[-1].end : one.start])
        if beside and (kept[-1].extent, one.extent) == ("some_stage", "stage_curable"):
            one = one._replace(start=kept.pop().start)
        elif beside and {kept[-1].extent, one.extent} == {"some_stage", "stage_early"}:
            one = Stage(kept.pop().start, one.end, "some_stage")  # "T1 N1 or T2 N0"
        kept.append(one)
    return kept


def _extent(named: set[int], parts: list[tuple[int, str]]) -> str:
    """All of the stages I to III are what has not spread; only some of them are less than that."""
    if named == {4}:
        return "metastatic"
    if 4 in named:
        return "any_stage" if named >= {1, 2, 3} else "late_stage"
    if named >= {1, 2, 3} and parts[0][1] in ("", "a") and parts[-1][1] in ("", "c"):
        return "stage_1_3"
    return "stage_early" if max(named) <= 2 else "stage_curable"


def _by_letters(found: re.Match[str]) -> str:
    """What has spread counts; a size and lymph nodes are less than a stage, except for a small tumour without any."""
    several = found.groupdict()
    spread = next((several[one] for one in ("m", "m2", "m3") if several.get(one)), "") or ""
    if spread.endswith("1"):
        return "metastatic"
    tumour = [int(one) for one in re.findall(r"\d", several["t"] or "")]
    nodes = [int(one) for one in re.findall(r"\d", several["n"] or "")]
    if tumour and max(tumour) <= SMALL and nodes == [0] and "(" not in found[0]:
        return "stage_early"
    return "stage_curable" if spread.endswith("0") else "some_stage"
