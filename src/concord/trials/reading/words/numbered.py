"""A list that is numbered within one criterion: "patients must have: 1) A, 2) B and 3) C"."""

from __future__ import annotations

import re
from typing import NamedTuple

from concord.trials.reading.words.how_many import SEVERAL_OF

SIGN = re.compile(r"(?:^|(?<=[\s,;:.]))\(?(?P<name>\d{1,2}|[a-h]|[ivx]{1,4})[).](?=\s*\S)")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
EITHER = re.compile(r"\b(?:either|one of|any of|or)\W*$", re.IGNORECASE)
# "One (1) or two (2) lines": the number stands there twice.
IN_WORDS = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\s*$", re.IGNORECASE)
JOINS = re.compile(r"[\s,;]*\b(and/or|and|or)\b[\s,;]*$|[\s,;]+$", re.IGNORECASE)


class Item(NamedTuple):
    """One thing of the list, and where it starts in the criterion's text."""

    text: str
    start: int


class Numbered(NamedTuple):
    """What stands before the list, its things, and whether one of them is enough."""

    lead: str
    items: tuple[Item, ...]
    one_of: bool


def numbered(text: str) -> Numbered | None:
    """The list in a text; None where its numbers do not count up from the first."""
    signs = [
        sign
        for sign in SIGN.finditer(text)
        if _outside(text, sign.start()) and not IN_WORDS.search(text, 0, sign.start())
    ]
    for names in (tuple(str(number) for number in range(1, 21)), tuple("abcdefgh"), ROMAN):
        found = _counted_up(signs, names)
        if len(found) > 1:
            break
    else:
        return None
    lead = text[: found[0].start()].strip()
    if SEVERAL_OF.search(lead):
        return None  # "two of the following": neither all nor one
    ends = [*(sign.start() for sign in found[1:]), len(text)]
    items: list[Item] = []
    one_of = EITHER.search(lead) is not None
    for sign, end in zip(found, ends, strict=True):
        joined = JOINS.search(text, sign.end(), end)
        last = joined.start() if joined and end != len(text) else end
        one_of = one_of or bool(joined and end != len(text) and (joined[1] or "").lower() in ("or", "and/or"))
        start = sign.end() + len(text[sign.end() : last]) - len(text[sign.end() : last].lstrip())
        items.append(Item(text[start:last].rstrip(" ,;"), start))
    return Numbered(lead, tuple(items), one_of) if all(item.text for item in items) else None


def _counted_up(signs: list[re.Match[str]], names: tuple[str, ...]) -> list[re.Match[str]]:
    """The signs that follow one another from the first name on, all written alike."""
    found: list[re.Match[str]] = []
    for sign in signs:
        if len(found) < len(names) and sign["name"] == names[len(found)] and (not found or _alike(found[0], sign)):
            found.append(sign)
    return found


def _alike(one: re.Match[str], other: re.Match[str]) -> bool:
    return (one[0][0] == "(", one[0][-1]) == (other[0][0] == "(", other[0][-1])


def _outside(text: str, at: int) -> bool:
    """Whether no bracket is open here. One that closes nothing, as in "1)", does not count."""
    depth = 0
    for sign in text[:at]:
        depth = depth + 1 if sign == "(" else max(0, depth - 1) if sign == ")" else depth
    return depth == 0


__all__ = ["Item", "Numbered", "numbered"]
