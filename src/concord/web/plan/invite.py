"""Asking a doctor who has no account: an address, and a code that goes another way. The code is the key.

It opens once, until a day that is said, and shows only what it was made for. Whoever runs the site cannot open it. Who
typed the code is not known, and is never said to be.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import orjson
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from concord.web.keys import codes
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import NotOpenedError, seal, unseal
from concord.web.plan.models import Invitation

LASTS = dt.timedelta(days=7)
MOST_WRONG = 20
Content = dict[str, Any]


def make(holder: Holder, asked: Content) -> tuple[Invitation, str]:
    """A new invitation and its code, which is shown once. Older ones for the same thing end."""
    sweep()
    for one, found in open_ones(holder):
        if found.get("for") == asked["for"]:
            one.delete()
    name, code = uuid4(), codes.new()
    key = _key(code, name)
    made = Invitation.objects.create(
        id=name,
        owner=holder.name,
        until=timezone.now() + LASTS,
        own=seal(holder.key, key, _name(holder, name)),
        asked=seal(key, orjson.dumps(asked), _asked(name)),
    )
    return made, codes.to_read(code)


def waiting(name: UUID) -> bool:
    """Whether there is something that a code could open."""
    return _standing(name).filter(answer=None).exists()


def opened(name: UUID, code: str) -> Content | None:
    """What the doctor is asked; None for a wrong code, or where there is nothing to open any more."""
    row = _standing(name).filter(answer=None).first()
    if row is None:
        return None
    try:
        found: Content = orjson.loads(unseal(_key(code, name), bytes(row.asked), _asked(name)))
    except NotOpenedError:
        Invitation.objects.filter(id=name).update(wrong=F("wrong") + 1)
        return None
    return found


def owner(name: UUID) -> str:
    """Under which name the things of the person are kept who asks."""
    return Invitation.objects.values_list("owner", flat=True).get(id=name)


def answer(name: UUID, code: str, given: Content) -> bool:
    """Takes the answer in, once. False where the code does not open it, or somebody answered before."""
    if opened(name, code) is None:
        return False
    sealed = seal(_key(code, name), orjson.dumps(given), _answer(name))
    return _standing(name).filter(answer=None).update(answer=sealed) == 1


def collect(holder: Holder) -> list[tuple[Content, Content]]:
    """What came in for this person, each with what was asked. It is handed over once."""
    found = []
    with transaction.atomic():
        for one in Invitation.objects.select_for_update().filter(owner=holder.name).exclude(answer=None):
            key = _own(holder, one)
            asked = orjson.loads(unseal(key, bytes(one.asked), _asked(one.id)))
            found.append((asked, orjson.loads(unseal(key, bytes(one.answer or b""), _answer(one.id)))))
            one.delete()
    return found


def open_ones(holder: Holder) -> list[tuple[Invitation, Content]]:
    """Every invitation of this person that is not answered, with what it asks."""
    rows = Invitation.objects.filter(owner=holder.name, until__gt=timezone.now(), answer=None).order_by("until")
    return [(one, orjson.loads(unseal(_own(holder, one), bytes(one.asked), _asked(one.id)))) for one in rows]


def call_back(holder: Holder, what: str) -> None:
    """Ends the invitations for one thing. Their codes open nothing from here on."""
    for one, found in open_ones(holder):
        if found.get("for") == what:
            one.delete()


def answered(holder: Holder) -> bool:
    return Invitation.objects.filter(owner=holder.name).exclude(answer=None).exists()


def move(old: Holder, new: Holder) -> None:
    """The keys of what was asked are sealed for another holder: the codes that were given out stay good."""
    for one in Invitation.objects.filter(owner=old.name):
        sealed = seal(new.key, _own(old, one), _name(new, one.id))
        Invitation.objects.filter(id=one.id).update(owner=new.name, own=sealed)


def sweep() -> None:
    """What nobody answered in time goes. An answer waits for the person however long she is away."""
    Invitation.objects.filter(until__lte=timezone.now(), answer=None).delete()


def _standing(name: UUID) -> QuerySet[Invitation]:
    return Invitation.objects.filter(id=name, until__gt=timezone.now(), wrong__lt=MOST_WRONG)


def _own(holder: Holder, one: Invitation) -> bytes:
    return unseal(holder.key, bytes(one.own), _name(holder, one.id))


def _name(holder: Holder, invitation: UUID) -> str:
    return f"plan invitation {holder.name} {invitation}"


def _key(code: str, name: UUID) -> bytes:
    return codes.key(code, name.bytes)


def _asked(name: UUID) -> str:
    return f"plan asked {name}"


def _answer(name: UUID) -> str:
    return f"plan answer {name}"
