"""Keeping a guest's answers: sealed with AES-256-GCM, for twelve hours after the last page, or two weeks on her phone.

Whoever has the database alone can read nothing, and neither can whoever runs the site. Losing the cookie loses the
answers; pressing "clear" deletes them at once.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from dataclasses import dataclass, field, fields
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from concord.web.keys.sealing import KEY_BYTES, NotOpenedError, new_key, seal, unseal
from concord.web.models import Guest

File = dict[str, Any]
SHORT = dt.timedelta(hours=12)
LONG = dt.timedelta(days=14)


@dataclass
class Answers:
    """What a guest has told: the situation file as far as it goes, and which questions she has seen."""

    file: File = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    own_phone: bool = False
    pending: File | None = None
    """A file that was brought and waits for the person's word."""
    for_another: bool | None = None
    """Whether somebody answers for a person whom they help; None where that was not said."""


KEPT = tuple(one.name for one in fields(Answers) if one.name != "own_phone")


def load(request: HttpRequest) -> Answers | None:
    """The answers of this visitor; None where there are none, no cookie opens them, or their time is over."""
    key = _key(request)
    if key is None:
        return None
    guest = Guest.objects.filter(name=_name(key), until__gt=timezone.now()).first()
    if guest is None:
        return None
    try:
        opened = unseal(key, bytes(guest.sealed), guest.name)
    except NotOpenedError:
        return None
    return from_bytes(opened, guest.own_phone)


def from_bytes(opened: bytes, own_phone: bool = False) -> Answers:
    """Answers as they were written down. What a later version no longer knows is left out."""
    kept = orjson.loads(opened)
    return Answers(**{name: value for name, value in kept.items() if name in KEPT}, own_phone=own_phone)


def to_bytes(answers: Answers) -> bytes:
    return orjson.dumps({name: getattr(answers, name) for name in KEPT})


def save(request: HttpRequest, response: HttpResponse, answers: Answers) -> None:
    """Seals the answers and renews the cookie. What is past its time is deleted on the way."""
    key = _key(request) or new_key()
    name = _name(key)
    sealed = seal(key, to_bytes(answers), name)
    lasts = LONG if answers.own_phone else SHORT
    values = {"sealed": sealed, "until": timezone.now() + lasts, "own_phone": answers.own_phone}
    Guest.objects.filter(until__lte=timezone.now()).delete()
    Guest.objects.update_or_create(name=name, defaults=values)
    response.set_cookie(
        settings.GUEST_COOKIE,
        base64.urlsafe_b64encode(key).decode(),
        max_age=int(LONG.total_seconds()) if answers.own_phone else None,  # else until the browser is closed
        httponly=True,
        samesite="Lax",
        secure=settings.GUEST_COOKIE_SECURE,
    )
    response.headers["Cache-Control"] = "no-store"


def stay(request: HttpRequest) -> None:
    """Another page was looked at: the time begins again."""
    if (key := _key(request)) is not None:
        for guest in Guest.objects.filter(name=_name(key), until__gt=timezone.now()):
            guest.until = timezone.now() + (LONG if guest.own_phone else SHORT)
            guest.save(update_fields=["until"])


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Deletes the answers and the key."""
    if (key := _key(request)) is not None:
        Guest.objects.filter(name=_name(key)).delete()
    response.delete_cookie(settings.GUEST_COOKIE, samesite="Lax")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _key(request: HttpRequest) -> bytes | None:
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(settings.GUEST_COOKIE, ""))
    except (ValueError, binascii.Error):
        return None
    return key if len(key) == KEY_BYTES else None


def _name(key: bytes) -> str:
    return hashlib.sha256(b"concord guest" + key).hexdigest()
