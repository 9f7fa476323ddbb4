"""A log in which every entry vouches for all before it, so that a change anywhere shows.

The hash of an entry is made with the person's key from the entry and the hash before it: whoever has the database
alone can neither write an entry nor mend a chain. How many there are and the last hash, the head, are kept elsewhere,
so that entries missing at the end are found too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Who(StrEnum):
    PERSON = "person"
    HELPER = "helper"
    CLINICIAN = "clinician"
    DOCTOR = "doctor"  # by a code, for one thing that she asked


class Did(StrEnum):
    OPENED = "opened"
    CHANGED = "changed"
    TOOK = "took"
    NOTED = "noted"
    CAME = "came"
    ANSWERED = "answered"
    INVITED = "invited"
    ALTERED = "altered"
    CODE = "code"
    WITHDREW = "withdrew"


class Entry(BaseModel):
    """Who did what, with which part, when; and about whom of the circle, where it is about one. Nothing of health."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    at: dt.datetime
    who: Who
    name: str = ""
    did: Did
    part: str = ""
    about: str = ""


@dataclass(frozen=True)
class Head:
    """How many entries there are, and the hash of the last one."""

    count: int = 0
    hash: str = "0" * 64


@dataclass(frozen=True)
class Link:
    """An entry as it was written down, with its place and its hash."""

    number: int
    entry: bytes
    hash: str


def link(key: bytes, before: Head, entry: bytes) -> Link:
    """The next one after a head."""
    return Link(before.count, entry, _hash(key, before.count, before.hash, entry))


def head(one: Link) -> Head:
    """The head of a log that ends with this."""
    return Head(one.number + 1, one.hash)


def broken_at(key: bytes, links: Iterable[Link], kept: Head | None) -> int | None:
    """The first place at which the log is not what it was; None where all of it is.

    More entries than the head knows of are no break if they fit: they were written before the head could follow.
    """
    before = Head()
    known = kept.hash if kept is not None and kept.count == 0 else None
    for one in links:
        if one.number != before.count or not hmac.compare_digest(one.hash, link(key, before, one.entry).hash):
            return before.count
        before = head(one)
        if kept is not None and before.count == kept.count:
            known = before.hash
    if kept is None:
        return None if before.count == 0 else 0
    if before.count < kept.count:
        return before.count
    return None if known is not None and hmac.compare_digest(known, kept.hash) else kept.count - 1


def _hash(key: bytes, number: int, before: str, entry: bytes) -> str:
    own = hmac.new(key, b"concord circle log", hashlib.sha256).digest()
    return hmac.new(own, f"{number} {before} ".encode() + entry, hashlib.sha256).hexdigest()
