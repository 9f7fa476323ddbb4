"""Keeping what a person writes for a second opinion: one sealed sheet."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields

import orjson
from django.http import HttpRequest

from concord.documents.packet import SECTIONS, Wishes
from concord.web.guest import store
from concord.web.sheets import store as sheets

SHELF = "opinion"


@dataclass
class Kept:
    """The packet as she wants it, the papers she has, and both opinions in her own words."""

    question: str = ""
    by: str = ""
    left_out: list[str] = field(default_factory=list)
    have: list[str] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)
    second: dict[str, str] = field(default_factory=dict)

    @property
    def wishes(self) -> Wishes:
        return Wishes(self.question, self.by, frozenset(self.left_out) & set(SECTIONS))


NAMES = {one.name for one in fields(Kept)}


def load(request: HttpRequest) -> Kept:
    """What she wrote; nothing where nothing was written, or nothing opens it."""
    holder = store.holder(request)
    opened = sheets.get(holder, SHELF) if holder else None
    return Kept(**{name: value for name, value in orjson.loads(opened or b"{}").items() if name in NAMES})


def save(request: HttpRequest, kept: Kept) -> None:
    """Seals it in place of what was there."""
    if holder := store.holder(request):
        sheets.put(holder, SHELF, orjson.dumps(asdict(kept)))
