"""Keeping check-ins: a sealed sheet each, named by the day it was written and a number; and the one being written."""

from __future__ import annotations

import datetime as dt
import hashlib

from concord.checkins.model import CheckIn
from concord.web.keys.holder import Holder
from concord.web.sheets import store as sheets

SHELF, WRITING = "checkins", "writing"
Kept = dict[int, CheckIn]


def every(holder: Holder) -> Kept:
    """Every check-in by its number, oldest day first."""
    found = {_number(name): CheckIn.model_validate_json(content) for name, content in _sheets(holder).items()}
    return dict(sorted(found.items(), key=lambda one: (one[1].on, one[0])))


def add(holder: Holder, checkin: CheckIn, on: dt.date, wanted: int) -> int:
    """Keeps a new one and says its number. The same form sent twice is kept once: `wanted` is the number it was drawn
    for."""
    kept = every(holder)
    before = kept.get(wanted)
    number = wanted if before and before.says_the_same(checkin) else free(kept)
    if number not in kept:
        sheets.add(holder, SHELF, _bytes(checkin), f"{on.isoformat()} {number}")
    sheets.forget(holder, SHELF, WRITING)
    return number


def change(holder: Holder, number: int, checkin: CheckIn) -> None:
    """Puts a corrected one in place of what was there."""
    sheets.put(holder, SHELF, _bytes(checkin), _name(holder, number))


def remove(holder: Holder, number: int) -> None:
    sheets.forget(holder, SHELF, _name(holder, number))


def writing(holder: Holder) -> CheckIn | None:
    """What was typed and not yet kept."""
    found = sheets.get(holder, SHELF, WRITING)
    return CheckIn.model_validate_json(found) if found else None


def put_writing(holder: Holder, checkin: CheckIn) -> None:
    if checkin.is_empty():
        sheets.forget(holder, SHELF, WRITING)
    else:
        sheets.put(holder, SHELF, _bytes(checkin), WRITING)


def free(kept: Kept) -> int:
    """The number of the next one."""
    return max(kept, default=0) + 1


def mark(checkin: CheckIn) -> str:
    """What tells a form whether a check-in is still as it was when the form was drawn. It says nothing by itself: it
    stands only on her own page."""
    return hashlib.sha256(_bytes(checkin)).hexdigest()[:16]


def _bytes(checkin: CheckIn) -> bytes:
    return checkin.model_dump_json(exclude_none=True).encode()


def _sheets(holder: Holder) -> dict[str, bytes]:
    return {name: content for name, content in sheets.every(holder, SHELF).items() if name != WRITING}


def _name(holder: Holder, number: int) -> str:
    return next(name for name in _sheets(holder) if _number(name) == number)


def _number(name: str) -> int:
    return int(name.rpartition(" ")[2])
