"""Notes that somebody of the circle writes for the person: sealed under the person's key, each with its writer."""

from __future__ import annotations

import datetime as dt
import hashlib
from uuid import UUID

import orjson
from django.db import transaction
from pydantic import BaseModel, TypeAdapter

from concord.web.circle.models import Grant
from concord.web.keys.holder import Holder
from concord.web.sheets import store as sheets

SHELF = "circle"


class Note(BaseModel):
    """What was written, about which part, by whom, on which day."""

    on: dt.date
    part: str
    who: str
    text: str


NOTES = TypeAdapter(list[Note])


def of(holder: Holder, number: UUID) -> list[Note]:
    """What one of the circle wrote, the oldest first."""
    found = sheets.get(holder, SHELF, number.hex)
    return NOTES.validate_json(found) if found else []


def add(holder: Holder, number: UUID, note: Note) -> None:
    """Writes one more down. Sent twice, it is one."""
    with transaction.atomic():
        Grant.objects.select_for_update().get(id=number)
        kept = of(holder, number)
        if not kept or kept[-1] != note:
            _put(holder, number, [*kept, note])


def remove(holder: Holder, number: UUID, note: str) -> None:
    """Takes one away that the person no longer wants to keep."""
    with transaction.atomic():
        Grant.objects.select_for_update().get(id=number)
        _put(holder, number, [one for one in of(holder, number) if mark(one) != note])


def mark(note: Note) -> str:
    """What a note is called in a form: its place could move meanwhile."""
    return hashlib.sha256(note.model_dump_json().encode()).hexdigest()[:32]


def _put(holder: Holder, number: UUID, kept: list[Note]) -> None:
    sheets.put(holder, SHELF, orjson.dumps([one.model_dump(mode="json") for one in kept]), number.hex)
