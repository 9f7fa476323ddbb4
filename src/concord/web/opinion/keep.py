"""Keeping what a person writes for a second opinion: one sealed row, under the name and key of her holder."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields

import orjson
from django.http import HttpRequest

from concord.documents.packet import SECTIONS, Wishes
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import NotOpenedError, seal, unseal
from concord.web.opinion.models import Opinion


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
    row = Opinion.objects.filter(owner=holder.name).first() if holder else None
    if holder is None or row is None:
        return Kept()
    try:
        opened = orjson.loads(unseal(holder.key, bytes(row.sealed), _name(holder)))
    except NotOpenedError:
        return Kept()
    return Kept(**{name: value for name, value in opened.items() if name in NAMES})


def save(request: HttpRequest, kept: Kept) -> None:
    """Seals it in place of what was there."""
    if holder := store.holder(request):
        sealed = seal(holder.key, orjson.dumps(asdict(kept)), _name(holder))
        Opinion.objects.update_or_create(owner=holder.name, defaults={"sealed": sealed})


def move(old: Holder, new: Holder) -> bool:
    """Seals it under another key; False, and nothing moved, where there is something of hers already."""
    row = Opinion.objects.filter(owner=old.name).first()
    if row is None:
        return True
    if Opinion.objects.filter(owner=new.name).exists():
        return False
    sealed = seal(new.key, unseal(old.key, bytes(row.sealed), _name(old)), _name(new))
    Opinion.objects.filter(pk=row.pk).update(owner=new.name, sealed=sealed)
    return True


def everything(holder: Holder) -> bytes | None:
    """What she wrote, to take along."""
    row = Opinion.objects.filter(owner=holder.name).first()
    return unseal(holder.key, bytes(row.sealed), _name(holder)) if row else None


def _name(holder: Holder) -> str:
    return f"opinion {holder.name}"
