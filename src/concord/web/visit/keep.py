"""Keeping visits: each is one sealed sheet under a name that says nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields

import orjson

from concord.web.choices.noted import Note
from concord.web.keys.holder import Holder
from concord.web.sheets import store as sheets

SHELF = "visit"
MOST = 60
"""How many visits one person can keep."""


@dataclass
class Visit:
    """One visit. What was not written stays empty; what was not answered has no entry."""

    on: str = ""
    """The day, as a date; empty while there is none."""
    who: str = ""
    words: dict[str, str] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    """The questions that she wants to be sure to ask, by their names."""
    noted: list[str] = field(default_factory=list)
    """Those of them of which her notes know that they are to be asked at this visit."""
    notes: dict[str, Note] | None = None
    """The questions of this visit with their answers, once it is over. Until then they stand where all of her
    questions do."""
    language: str = ""
    """In which language the questions above were written down."""
    also: dict[str, str] = field(default_factory=dict)
    """The same questions in the other language, so that both can read them."""
    felt: dict[str, str] = field(default_factory=dict)
    """What she answered about the conversation."""
    show_felt: bool = False
    """Whether these answers may stand on the summary."""

    @property
    def is_over(self) -> bool:
        return self.notes is not None


NAMES = {one.name for one in fields(Visit)}


def load(holder: Holder, name: str) -> Visit | None:
    opened = sheets.get(holder, SHELF, name)
    return _read(opened) if opened else None


def every(holder: Holder) -> dict[str, Visit]:
    """Every visit by its name: the latest day first, and before them those that have no day yet."""
    found = {name: _read(opened) for name, opened in reversed(sheets.every(holder, SHELF).items())}
    return dict(sorted(found.items(), key=lambda one: one[1].on or "9999", reverse=True))


def save(holder: Holder, name: str, visit: Visit) -> None:
    sheets.put(holder, SHELF, orjson.dumps(asdict(visit)), name)


def remove(holder: Holder, name: str) -> None:
    sheets.forget(holder, SHELF, name)


def _read(opened: bytes) -> Visit:
    return Visit(**{name: value for name, value in orjson.loads(opened).items() if name in NAMES})
