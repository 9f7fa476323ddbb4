"""Keeping sheets: any feature has a shelf of its own, and what lies there is sealed under the person's key.

A shelf is moved, taken along and deleted with everything else of hers, without the feature doing anything for it.
"""

from __future__ import annotations

from typing import Any

import orjson
from django.db import transaction

from concord.web.keys.holder import Holder
from concord.web.keys.sealing import NotOpenedError, seal, unseal
from concord.web.sheets.models import Sheet

SHELVES = ("opinion", "visit", "checkins", "circle", "trials")
"""Whose sheets are JSON and go along with the answers as they are. The plan's shelf goes with its history."""


def get(holder: Holder, shelf: str, name: str = "") -> bytes | None:
    """What stands on it; None where it is not there, or nothing opens it."""
    row = Sheet.objects.filter(owner=holder.name, shelf=shelf, name=name).first()
    return _opened(holder, row) if row else None


def put(holder: Holder, shelf: str, content: bytes, name: str = "") -> None:
    """Puts it there in place of what was there."""
    sealed = seal(holder.key, content, _label(holder, shelf, name))
    Sheet.objects.update_or_create(owner=holder.name, shelf=shelf, name=name, defaults={"sealed": sealed})


def add(holder: Holder, shelf: str, content: bytes, name: str) -> None:
    """Puts it there once and for all. Errors: IntegrityError where there is one of that name."""
    sealed = seal(holder.key, content, _label(holder, shelf, name))
    Sheet.objects.create(owner=holder.name, shelf=shelf, name=name, sealed=sealed)


def every(holder: Holder, shelf: str) -> dict[str, bytes]:
    """Every sheet of a shelf that opens, in the order in which they came."""
    rows = Sheet.objects.filter(owner=holder.name, shelf=shelf).order_by("pk")
    opened = ((row.name, _opened(holder, row)) for row in rows)
    return {name: content for name, content in opened if content is not None}


def forget(holder: Holder, shelf: str, name: str = "") -> None:
    Sheet.objects.filter(owner=holder.name, shelf=shelf, name=name).delete()


def move(old: Holder, new: Holder, shelf: str) -> bool:
    """Seals a shelf under another key; False, and nothing moved, where that one has something there already."""
    rows = Sheet.objects.filter(owner=old.name, shelf=shelf)
    if not rows.exists():
        return True
    if Sheet.objects.filter(owner=new.name, shelf=shelf).exists():
        return False
    with transaction.atomic():
        for row in rows:
            opened = unseal(old.key, bytes(row.sealed), _label(old, shelf, row.name))
            sealed = seal(new.key, opened, _label(new, shelf, row.name))
            Sheet.objects.filter(pk=row.pk).update(owner=new.name, sealed=sealed)
    return True


def everything(holder: Holder, shelf: str) -> dict[str, Any] | None:
    """A shelf of JSON sheets, to take along; None where nothing lies there."""
    found = every(holder, shelf)
    return {name or shelf: orjson.loads(content) for name, content in found.items()} or None


def _opened(holder: Holder, row: Sheet) -> bytes | None:
    try:
        return unseal(holder.key, bytes(row.sealed), _label(holder, row.shelf, row.name))
    except NotOpenedError:
        return None


def _label(holder: Holder, shelf: str, name: str) -> str:
    return f"sheet {holder.name} {shelf} {name}"
