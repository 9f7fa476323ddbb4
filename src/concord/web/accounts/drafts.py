"""A form that came after the time was over: kept sealed, and offered again to the same person in the same browser."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from dataclasses import dataclass

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from concord.web.accounts.models import Draft, Person
from concord.web.keys.sealing import KEY_BYTES, NotOpenedError, new_key, seal, unseal

COOKIE = "draft"
LASTS = dt.timedelta(hours=12)
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Form:
    """Where it was going, and what was written in it."""

    path: str
    fields: list[tuple[str, str]]


def keep(request: HttpRequest, response: HttpResponse, person: Person) -> bool:
    """Keeps the form that this request sends; says whether it could be kept. Files are not."""
    fields = [(name, one) for name, all_of_it in request.POST.lists() for one in all_of_it]
    fields = [one for one in fields if one[0] != "csrfmiddlewaretoken"]
    content = orjson.dumps({"path": request.path, "fields": fields})
    if not fields or request.FILES or len(content) > MOST_BYTES:
        return False
    key = new_key()
    Draft.objects.filter(until__lte=timezone.now()).delete()
    sealed = seal(key, content, _for(person))
    Draft.objects.create(name=_name(key), sealed=sealed, until=timezone.now() + LASTS)
    response.set_cookie(
        COOKIE,
        base64.urlsafe_b64encode(key).decode(),
        httponly=True,
        samesite="Lax",
        secure=settings.GUEST_COOKIE_SECURE,
    )
    return True


def find(request: HttpRequest, person: Person) -> Form | None:
    """The form that waits in this browser for this person."""
    key = _key(request)
    row = Draft.objects.filter(name=_name(key), until__gt=timezone.now()).first() if key else None
    if key is None or row is None:
        return None
    try:
        kept = orjson.loads(unseal(key, bytes(row.sealed), _for(person)))
    except NotOpenedError:
        return None
    return Form(kept["path"], [(name, value) for name, value in kept["fields"]])


def drop(request: HttpRequest, response: HttpResponse) -> None:
    """Deletes it and its key."""
    if key := _key(request):
        Draft.objects.filter(name=_name(key)).delete()
    response.delete_cookie(COOKIE, samesite="Lax")


def _for(person: Person) -> str:
    return f"draft of {person.pk}"


def _key(request: HttpRequest) -> bytes | None:
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, ""))
    except (ValueError, binascii.Error):
        return None
    return key if len(key) == KEY_BYTES else None


def _name(key: bytes) -> str:
    return hashlib.sha256(b"concord draft" + key).hexdigest()
