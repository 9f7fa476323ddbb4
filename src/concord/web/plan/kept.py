"""What is kept of a person's plan, sealed under her key: the history row by row, and sheets by name."""

from __future__ import annotations

import hashlib
import zlib
from typing import TypeVar

import orjson
from django.db import transaction
from pydantic import BaseModel, TypeAdapter

from concord.plan.agreement import Round
from concord.plan.history import Event, History
from concord.plan.model import Frozen, Plan, Reason
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import seal, unseal
from concord.web.plan import invite
from concord.web.plan.models import Entry
from concord.web.sheets import store as sheets

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
SHELF, WRITING, VIEWS, HAND, BECAUSE = "plan", "writing", "views", "hand", "because"
Model = TypeVar("Model", bound=BaseModel)


class Hand(Frozen):
    """The screen is with the doctor: for a view, or for a yes to one version."""

    version: int | None = None


class Because(Frozen):
    """A reason that was given elsewhere, such as in a check-in, and waits for the next version."""

    reasons: tuple[Reason, ...] = ()
    words: str = ""


# ------------------------------------------------------------------------------------------------ the history
def history(holder: Holder) -> History:
    """Everything that happened. A row that nothing opens is a fault, not a gap: a plan with a hole says the wrong
    thing."""
    rows = Entry.objects.filter(owner=holder.name).order_by("number")
    opened = (unseal(holder.key, bytes(one.sealed), _entry(holder, one.number)) for one in rows)
    return History(events=tuple(EVENT.validate_json(one) for one in opened))


def add(holder: Holder, before: History, after: History) -> None:
    """Writes down what is new. What was there is not touched."""
    first = len(before.events)
    with transaction.atomic():
        for number, event in enumerate(after.events[first:], first):
            sealed = seal(holder.key, EVENT.dump_json(event), _entry(holder, number))
            Entry.objects.create(owner=holder.name, number=number, sealed=sealed)


# ------------------------------------------------------------------------------------------------ sheets
def writing(holder: Holder) -> Plan:
    """The plan that is being written."""
    return _model(holder, WRITING, Plan) or Plan()


def views(holder: Holder) -> Round:
    return _model(holder, VIEWS, Round) or Round()


def hand(holder: Holder) -> Hand | None:
    return _model(holder, HAND, Hand)


def because(holder: Holder) -> Because:
    return _model(holder, BECAUSE, Because) or Because()


def put(holder: Holder, name: str, value: BaseModel) -> None:
    sheets.put(holder, SHELF, value.model_dump_json().encode(), name)


def forget(holder: Holder, name: str) -> None:
    sheets.forget(holder, SHELF, name)


def hash_of(brief: bytes) -> str:
    return hashlib.sha256(brief).hexdigest()


def put_brief(holder: Holder, number: int, brief: bytes) -> None:
    """Keeps the brief of that day whole, once: it is never replaced."""
    sheets.add(holder, SHELF, zlib.compress(brief), f"brief {number}")


def brief(holder: Holder, number: int, sha256: str) -> bytes | None:
    """The brief of a version, byte for byte; None where it is not there, or is no longer what it was."""
    found = sheets.get(holder, SHELF, f"brief {number}")
    content = zlib.decompress(found) if found else b""
    return content if hash_of(content) == sha256 else None


def everything(holder: Holder) -> bytes:
    """The plan as a file to take along; briefs are taken one by one."""
    found = {
        "schema": "concord.plan/0",
        "history": history(holder).model_dump(mode="json"),
        "views": views(holder).model_dump(mode="json"),
        "writing": writing(holder).model_dump(mode="json"),
    }
    return orjson.dumps(found, option=orjson.OPT_INDENT_2)


def has_some(holder: Holder) -> bool:
    """Whether anything of a plan was written down, be it a draft or a view."""
    return Entry.objects.filter(owner=holder.name).exists() or bool(sheets.every(holder, SHELF))


def move(old: Holder, new: Holder) -> bool:
    """Seals all of it under another key; False, and nothing moved, where that one has a plan of her own."""
    if Entry.objects.filter(owner=new.name).exists():
        return not Entry.objects.filter(owner=old.name).exists() and sheets.move(old, new, SHELF)
    with transaction.atomic():
        if not sheets.move(old, new, SHELF):
            return False
        for one in Entry.objects.filter(owner=old.name):
            opened = unseal(old.key, bytes(one.sealed), _entry(old, one.number))
            sealed = seal(new.key, opened, _entry(new, one.number))
            Entry.objects.filter(pk=one.pk).update(owner=new.name, sealed=sealed)
        invite.move(old, new)
    return True


def _model(holder: Holder, name: str, kind: type[Model]) -> Model | None:
    found = sheets.get(holder, SHELF, name)
    return kind.model_validate_json(found) if found else None


def _entry(holder: Holder, number: int) -> str:
    return f"plan entry {holder.name} {number}"
