"""Keeping notices: each is sealed under the person's own key, and told once however often it is added.

A feature names its kind, gives what JSON can say, and a key of its own for "the same once more" (`kinds.py` says how
a kind is shown).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from concord.web.accounts.models import Vault
from concord.web.choices.marks import mark
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import NotOpenedError, seal, unseal
from concord.web.notices.models import DUE, NO_LETTER, Notice


@dataclass(frozen=True)
class Told:
    """One notice, opened."""

    number: int
    kind: str
    content: Any
    made_at: dt.datetime
    read: bool


def sealed(holder: Holder, kind: str, content: Any, once: str) -> Notice:
    """A notice that is not in the database yet, for whoever writes many at a time."""
    named = mark(holder, "notice", kind, once)
    body = seal(holder.key, orjson.dumps({"kind": kind, "content": content}), _label(holder, named))
    return Notice(owner=holder.name, once=named, sealed=body, letter=DUE if settings.MAIL else NO_LETTER)


def add(holder: Holder, kind: str, content: Any, once: str) -> bool:
    """Puts it there, unread; False, and nothing changes, where it was told before."""
    new = sealed(holder, kind, content, once)
    values = {"sealed": new.sealed, "letter": new.letter}
    _, made = Notice.objects.get_or_create(owner=new.owner, once=new.once, defaults=values)
    return made


def waits(request: HttpRequest) -> bool:
    """Whether there is one that this visitor has not read. Whoever has no session and no cookie is not looked for.

    While she looks for another, her own wait.
    """
    if getattr(request, "circle", None) is not None:
        return False
    if getattr(request, "circle", None) is not None:  # she looks at what another person shares
        return False
    unread = Notice.objects.filter(read_at=None)
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return unread.filter(owner__in=Vault.objects.filter(person=request.user).values("name")).exists()
    guest = store.guest_holder(request)
    return guest is not None and unread.filter(owner=guest.name).exists()


def every(holder: Holder) -> list[Told]:
    """All that open, the newest first."""
    rows = Notice.objects.filter(owner=holder.name).order_by("-pk")
    return [told for row in rows if (told := _opened(holder, row))]


def one(holder: Holder, number: int) -> Told | None:
    row = Notice.objects.filter(owner=holder.name, pk=number).first()
    return _opened(holder, row) if row else None


def set_read(holder: Holder, number: int, read: bool) -> None:
    Notice.objects.filter(owner=holder.name, pk=number).update(read_at=timezone.now() if read else None)


def forget(holder: Holder, number: int) -> None:
    """Empties it. That it was told stays known, so that it is not told again."""
    body = seal(holder.key, b"null", _label(holder, _once(holder, number)))
    Notice.objects.filter(owner=holder.name, pk=number).update(sealed=body, read_at=timezone.now())


def everything(holder: Holder) -> list[dict[str, Any]]:
    """To take along."""
    return [
        {"kind": told.kind, "content": told.content, "made_at": told.made_at.isoformat(), "read": told.read}
        for told in every(holder)
    ]


def _once(holder: Holder, number: int) -> str:
    return Notice.objects.filter(owner=holder.name, pk=number).values_list("once", flat=True).first() or ""


def _opened(holder: Holder, row: Notice) -> Told | None:
    try:
        found = orjson.loads(unseal(holder.key, bytes(row.sealed), _label(holder, row.once)))
    except NotOpenedError:
        return None
    return Told(row.pk, found["kind"], found["content"], row.made_at, row.read_at is not None) if found else None


def _label(holder: Holder, once: str) -> str:
    return f"notice {holder.name} {once}"
