"""Keeping a person's log: every entry sealed under her key and chained to the one before, the end of it elsewhere."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from concord.circle.log import Did, Entry, Head, Link, Who, broken_at, head, link
from concord.web.circle.models import LogEntry
from concord.web.keys.holder import Holder
from concord.web.keys.models import LogHead
from concord.web.keys.sealing import NotOpenedError, seal, unseal

TRIES = 50
"""How often an entry looks for its place where many are written at once."""


def write(holder: Holder, who: Who, did: Did, *, name: str = "", part: str = "", about: str = "") -> None:
    """Writes one entry at the end. Two at once never stand in one place: the later one moves on."""
    entry = Entry(at=timezone.now(), who=who, name=name, did=did, part=part, about=about).model_dump_json().encode()
    for _ in range(TRIES):
        made = link(holder.key, _end(holder), entry)
        sealed = seal(holder.key, made.entry, _entry(holder, made.number))
        try:
            with transaction.atomic():
                LogEntry.objects.create(owner=holder.name, number=made.number, sealed=sealed, hash=made.hash)
        except IntegrityError:
            continue
        _keep_head(holder, head(made))
        return
    raise RuntimeError("the log found no place for an entry")


def read(holder: Holder) -> tuple[list[Entry], int | None]:
    """Every entry that opens, the oldest first, and where the log is broken; None where it is whole."""
    kept = _head(holder)
    links = [
        Link(row.number, _opened(holder, row), row.hash)
        for row in LogEntry.objects.filter(owner=holder.name).order_by("number")
    ]
    return [Entry.model_validate_json(one.entry) for one in links if one.entry], broken_at(holder.key, links, kept)


def everything(holder: Holder) -> dict[str, Any]:
    """The log, to take along."""
    entries, broken = read(holder)
    return {"whole": broken is None, "entries": [one.model_dump(mode="json", exclude_defaults=True) for one in entries]}


def _end(holder: Holder) -> Head:
    """Where the next entry goes. Where rows are missing at the end, behind them: the gap stays to be seen."""
    last = LogEntry.objects.filter(owner=holder.name).order_by("-number").values_list("number", "hash").first()
    found = Head(last[0] + 1, last[1]) if last else Head()
    kept = _head(holder)
    if kept is None and last is None:
        LogHead.objects.get_or_create(owner=holder.name, defaults={"sealed": _sealed(holder, found)})
    return kept if kept is not None and kept.count > found.count else found


def _head(holder: Holder) -> Head | None:
    row = LogHead.objects.filter(owner=holder.name).first()
    if row is None:
        return None
    try:
        return Head(row.count, unseal(holder.key, bytes(row.sealed), _end_of(holder, row.count)).decode())
    except NotOpenedError:
        return Head(row.count, "")


def _keep_head(holder: Holder, end: Head) -> None:
    """Only ever forward, whoever comes first."""
    found = LogHead.objects.filter(owner=holder.name, count__lt=end.count)
    found.update(count=end.count, sealed=_sealed(holder, end))


def _sealed(holder: Holder, end: Head) -> bytes:
    return seal(holder.key, end.hash.encode(), _end_of(holder, end.count))


def _opened(holder: Holder, row: LogEntry) -> bytes:
    try:
        return unseal(holder.key, bytes(row.sealed), _entry(holder, row.number))
    except NotOpenedError:
        return b""


def _entry(holder: Holder, number: int) -> str:
    return f"circle log {holder.name} {number}"


def _end_of(holder: Holder, count: int) -> str:
    return f"circle log end {holder.name} {count}"
