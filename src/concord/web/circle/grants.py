"""Keeping permissions: what of them the database must know, and the rest sealed under the person's key."""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import orjson
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from concord.circle import permissions
from concord.circle.log import Did, Who
from concord.circle.permissions import Kind, Permission, Right
from concord.web.accounts import consent, vault
from concord.web.accounts.models import Person, Vault
from concord.web.circle import journal
from concord.web.circle.models import Grant
from concord.web.keys import codes
from concord.web.keys import store as keys
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import seal, unseal

MOST_WRONG = 8
ASK, NEVER = "ask", "none"


@dataclass(frozen=True)
class Known:
    """A grant as it is opened: who it is for, who gave it by which name, and what it lets them do."""

    id: UUID
    owner: str
    round: int
    name: str
    sharer: str
    permission: Permission
    survival: str = ASK
    """What the helper herself wants to see of survival. The person's own wish is no part of it."""
    helper: UUID | None = None
    locked: bool = False
    code_waits: bool = True

    def holds(self) -> bool:
        return permissions.holds(self.permission, timezone.now())

    def allows(self, part: str, needed: Right) -> bool:
        return permissions.allows(self.permission, part, needed, timezone.now())


# ------------------------------------------------------------------------------------------------ of the person
def make(
    holder: Holder,
    kind: Kind,
    name: str,
    sharer: str,
    rights: Mapping[str, Right],
    lasts: dt.timedelta,
    number: UUID | None = None,
) -> tuple[Known, str]:
    """A new grant and its code, which is shown once. Errors: NotPossibleError."""
    now, number, code = timezone.now(), number or uuid4(), codes.new()
    permission = permissions.give(kind, rights, now, lasts)
    known = Known(number, holder.name, 0, name, sharer, permission)
    Grant.objects.create(
        id=number,
        owner=holder.name,
        kind=kind,
        until=permission.until,
        code=_made_from(code, number),
        sealed=_sealed(holder, known),
    )
    journal.write(holder, Who.PERSON, Did.INVITED, about=name)
    return known, codes.to_read(code)


def of(holder: Holder) -> list[Known]:
    """Everybody whom this person ever invited, the last one first."""
    return [_opened(holder, row) for row in Grant.objects.filter(owner=holder.name).order_by("-made_at")]


def one_of(holder: Holder, number: UUID) -> Known | None:
    """One of hers; None for anybody else's."""
    row = Grant.objects.filter(owner=holder.name, id=number).first()
    return _opened(holder, row) if row else None


def change(holder: Holder, one: Known, name: str, rights: Mapping[str, Right], lasts: dt.timedelta) -> None:
    """Other rights and another end. Errors: NotPossibleError."""
    with transaction.atomic():
        row = Grant.objects.select_for_update().get(id=one.id, owner=holder.name)
        now = _opened(holder, row)
        permission = permissions.change(now.permission, rights, timezone.now(), lasts)
        sealed = _sealed(holder, replace(now, name=name, permission=permission))
        Grant.objects.filter(id=one.id, withdrawn_at=None).update(until=permission.until, sealed=sealed)
    journal.write(holder, Who.PERSON, Did.ALTERED, about=name)


def withdraw(holder: Holder, one: Known) -> None:
    """From here on it opens nothing, for good. Its code goes."""
    found = Grant.objects.filter(id=one.id, owner=holder.name, withdrawn_at=None)
    if found.update(withdrawn_at=timezone.now(), code=None):
        journal.write(holder, Who.PERSON, Did.WITHDREW, about=one.name)


def new_code(holder: Holder, one: Known) -> str | None:
    """Another code in place of the old one: whoever came by that one is out. None where it was taken back."""
    code = codes.new()
    found = Grant.objects.filter(id=one.id, owner=holder.name, withdrawn_at=None, until__gt=timezone.now())
    if not found.update(code=_made_from(code, one.id), round=F("round") + 1, wrong=0, helper=None):
        return None
    journal.write(holder, Who.PERSON, Did.CODE, about=one.name)
    return codes.to_read(code)


def end_all(person: Person) -> None:
    """Takes every one back, because the yes to sharing was taken back."""
    holder = vault.of(person)
    for one in of(holder) if holder else ():
        withdraw(holder, one)  # type: ignore[arg-type]


def everything(holder: Holder) -> list[dict[str, Any]]:
    """Who was invited and what for, to take along. What a helper wants to see is her own, and not in it."""
    return [
        {
            "id": one.id.hex,
            "name": one.name,
            "kind": one.permission.kind,
            "rights": {part: right.name.lower() for part, right in one.permission.rights.items()},
            "until": one.permission.until.isoformat(),
            "withdrawn_at": one.permission.withdrawn_at.isoformat() if one.permission.withdrawn_at else None,
        }
        for one in of(holder)
    ]


# ------------------------------------------------------------------------------------------------ of who comes
def standing(number: UUID) -> tuple[Known, Holder] | None:
    """A grant that holds now, with the person's key; None where it ended, or its person no longer says yes to it."""
    row = Grant.objects.filter(id=number, withdrawn_at=None, until__gt=timezone.now()).first()
    if row is None:
        return None
    kept = Vault.objects.filter(name=row.owner).select_related("person").first()
    if kept is None or not consent.holds(kept.person, consent.CIRCLE):
        return None
    key = keys.fetch(row.owner)
    if key is None:
        return None
    holder = Holder(row.owner, key)
    return _opened(holder, row), holder


def waits(number: UUID) -> bool:
    """Whether there is something that a code could open."""
    found = Grant.objects.filter(id=number, withdrawn_at=None, until__gt=timezone.now(), wrong__lt=MOST_WRONG)
    return found.exclude(code=None).exists()


def opened(number: UUID, typed: str) -> tuple[Known, Holder] | None:
    """What a code opens. A try is counted before it is looked at, so that many at once are no way around."""
    if not waits(number):
        return None
    tries = Grant.objects.filter(id=number, wrong__lt=MOST_WRONG).exclude(code=None)
    if not tries.update(wrong=F("wrong") + 1):
        return None
    made = Grant.objects.filter(id=number).values_list("code", flat=True).first()
    if made is None or not hmac.compare_digest(bytes(made), _made_from(typed, number)):
        return None
    Grant.objects.filter(id=number).update(wrong=0)
    return standing(number)


def keep_with(one: Known, person: Person) -> None:
    """From here on this account opens it, and no code does."""
    found = Grant.objects.filter(id=one.id, withdrawn_at=None, round=one.round)
    found.update(helper=person, code=None, round=F("round") + 1)


def shared_with(person: Person) -> list[Known]:
    """What others share with this account, as long as it holds."""
    rows = Grant.objects.filter(helper=person, withdrawn_at=None, until__gt=timezone.now()).order_by("made_at")
    found = (standing(row.id) for row in rows)
    return [one[0] for one in found if one]


def wants(holder: Holder, one: Known, survival: str) -> None:
    """Keeps what the helper wants to see of survival."""
    with transaction.atomic():
        row = Grant.objects.select_for_update().get(id=one.id)
        sealed = _sealed(holder, replace(_opened(holder, row), survival=survival))
        Grant.objects.filter(id=one.id).update(sealed=sealed)


# ------------------------------------------------------------------------------------------------ as it is written
def _made_from(code: str, number: UUID) -> bytes:
    return codes.key(code, number.bytes)


def _sealed(holder: Holder, one: Known) -> bytes:
    content = {
        "name": one.name,
        "sharer": one.sharer,
        "rights": {part: int(right) for part, right in one.permission.rights.items()},
        "survival": one.survival,
    }
    return seal(holder.key, orjson.dumps(content), _label(holder, one.id))


def _opened(holder: Holder, row: Grant) -> Known:
    content = orjson.loads(unseal(holder.key, bytes(row.sealed), _label(holder, row.id)))
    rights = {part: Right(right) for part, right in content["rights"].items()}
    return Known(
        id=row.id,
        owner=row.owner,
        round=row.round,
        name=content["name"],
        sharer=content["sharer"],
        permission=Permission(Kind(row.kind), rights, row.until, row.withdrawn_at),
        survival=content["survival"],
        helper=row.helper_id,
        locked=row.wrong >= MOST_WRONG,
        code_waits=row.code is not None,
    )


def _label(holder: Holder, number: UUID) -> str:
    return f"circle grant {holder.name} {number}"
