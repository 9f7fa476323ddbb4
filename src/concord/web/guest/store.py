"""Keeping a visitor's answers: a guest's under her cookie's key, a person's in her vault where she agreed to that.

A guest's are sealed with AES-256-GCM, for twelve hours after the last page, or two weeks on her phone. Whoever has the
database alone can read nothing, and neither can whoever runs the site. Losing the cookie loses the answers; pressing
"clear" deletes them at once.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from typing import Any

import orjson
from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from concord.web.accounts import vault
from concord.web.accounts.models import Vault
from concord.web.choices.marks import forget_others
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import KEY_BYTES, NotOpenedError, new_key, seal, unseal
from concord.web.models import Guest

File = dict[str, Any]
SHORT = dt.timedelta(hours=12)
LONG = dt.timedelta(days=14)
A_WHILE = dt.timedelta(minutes=5)
"""How far a guest's time runs on before another page begins it again: reading need not write each time."""


@dataclass
class Answers:
    """What a visitor has told: the situation file as far as it goes, and which questions she has seen."""

    file: File = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    own_phone: bool = False
    pending: File | None = None
    """A file that was brought and waits for the person's word."""
    for_another: bool | None = None
    """Whether somebody answers for a person whom they help; None where that was not said."""
    favourites: list[str] = field(default_factory=list)
    """Articles that were saved, the last one last."""
    fit_pages: bool | None = None
    """Whether home and articles may fit what was told; None where that was not said."""
    beside: list[str] = field(default_factory=list)
    """The choices that were picked to stand side by side."""
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was noted beside the questions, and questions of one's own."""
    about_me: dict[str, str] = field(default_factory=dict)
    """Own words for the sheet "help my doctor know me"."""
    released_until: str | None = None
    """The last day on which a clinician's code shows the choices; None where no code was entered."""
    clinician: bool = False
    """Whether the visitor said that she is a clinician; asked only where the host opened the site for them alone."""
    adding: dict[str, str] | None = None
    """A treatment that is being written down: what was typed so far, not yet in the file."""
    unweighed: list[str] = field(default_factory=list)
    """Things that were picked as mattering, and of which it was not said how much."""

    def hears_of_trials(self) -> bool:
        """Whether the way to the trials is shown: to everybody but whoever said no to them."""
        return bool(self.file.get("priorities", {}).get("trials") != "no")


KEPT = tuple(one.name for one in fields(Answers) if one.name != "own_phone")


# ------------------------------------------------------------------------------------------------ whoever it is
def holder(request: HttpRequest) -> Holder | None:
    """The name and the key under which this visitor's things are sealed; None where she has told nothing."""
    return vault.holder(request) or _guest(request)


def guest_holder(request: HttpRequest) -> Holder | None:
    """The same of this browser alone, whoever is signed in."""
    return _guest(request)


def how_kept(request: HttpRequest) -> str:
    """The name of the text that says how this visitor's answers are kept."""
    return "start_privacy_account" if vault.holder(request) else "start_privacy"


def load(request: HttpRequest) -> Answers | None:
    """The answers of this visitor; None where there are none, nothing opens them, or their time is over."""
    if person := vault.holder(request):
        content = vault.read(person)
        return from_bytes(content) if content else None
    return load_guest(request)


def save(request: HttpRequest, response: HttpResponse, answers: Answers) -> None:
    """Seals the answers where they belong. What was made from other answers goes."""
    owner = holder(request)
    if owner is None and _for_another(request):
        raise PermissionDenied
    if owner:
        forget_others(owner, answers.file)
    if person := vault.holder(request):
        vault.write(person, to_bytes(answers))
        response.headers["Cache-Control"] = "no-store"
    else:
        save_guest(request, response, answers)


def stay(request: HttpRequest) -> None:
    """Another page was looked at: a guest's time begins again. A person's things stay until she deletes them."""
    if (guest := _guest(request)) is not None:
        now = timezone.now()
        for one in Guest.objects.filter(name=guest.name, until__gt=now).only("until", "own_phone"):
            until = now + (LONG if one.own_phone else SHORT)
            if until - one.until > A_WHILE:
                Guest.objects.filter(name=guest.name).update(until=until)


@contextmanager
def in_turn(request: HttpRequest) -> Iterator[None]:
    """While a form is taken in, another one of the same visitor waits, so that neither is written over."""
    with transaction.atomic():
        if one := holder(request):
            for model in (Guest, Vault):
                list(model.objects.select_for_update().filter(name=one.name).values_list("name"))
        yield


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Deletes the answers, what was made of them, and the keys. An account stays, with an empty vault."""
    if _for_another(request):
        raise PermissionDenied
    if name := vault.renew(request):
        forget_owned([name])
    forget_guest(request, response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


# ------------------------------------------------------------------------------------------------ as a guest
def load_guest(request: HttpRequest) -> Answers | None:
    """What the cookie of this browser opens, whoever is signed in."""
    guest = _guest(request)
    row = Guest.objects.filter(name=guest.name, until__gt=timezone.now()).first() if guest else None
    if guest is None or row is None:
        return None
    try:
        opened = unseal(guest.key, bytes(row.sealed), row.name)
    except NotOpenedError:
        return None
    return from_bytes(opened, row.own_phone)


def save_guest(request: HttpRequest, response: HttpResponse, answers: Answers) -> None:
    """Seals the answers and renews the cookie. What is past its time is deleted on the way."""
    guest = _guest(request) or _named(new_key())
    sealed = seal(guest.key, to_bytes(answers), guest.name)
    lasts = LONG if answers.own_phone else SHORT
    values = {"sealed": sealed, "until": timezone.now() + lasts, "own_phone": answers.own_phone}
    _forget_guests(list(Guest.objects.filter(until__lte=timezone.now()).values_list("name", flat=True)))
    Guest.objects.update_or_create(name=guest.name, defaults=values)
    response.set_cookie(
        settings.GUEST_COOKIE,
        base64.urlsafe_b64encode(guest.key).decode(),
        max_age=int(LONG.total_seconds()) if answers.own_phone else None,  # else until the browser is closed
        httponly=True,
        samesite="Lax",
        secure=settings.GUEST_COOKIE_SECURE,
    )
    response.headers["Cache-Control"] = "no-store"


def forget_guest(request: HttpRequest, response: HttpResponse) -> None:
    """Deletes what the cookie opens, and the cookie."""
    if (guest := _guest(request)) is not None:
        _forget_guests([guest.name])
    response.delete_cookie(settings.GUEST_COOKIE, samesite="Lax")
    response.headers["Cache-Control"] = "no-store"


def forget_owned(names: list[str]) -> None:
    """Deletes what was made for these holders: every table with a column `owner` holds their names there."""
    if names:
        for model in apps.get_models():
            if any(one.name == "owner" for one in model._meta.get_fields()):
                model._default_manager.filter(owner__in=names).delete()


def _forget_guests(names: list[str]) -> None:
    if names:
        forget_owned(names)
        Guest.objects.filter(name__in=names).delete()


# ------------------------------------------------------------------------------------------------ as it is written
def from_bytes(opened: bytes, own_phone: bool = False) -> Answers:
    """Answers as they were written down. What a later version no longer knows is left out."""
    kept = orjson.loads(opened)
    return Answers(**{name: value for name, value in kept.items() if name in KEPT}, own_phone=own_phone)


def to_bytes(answers: Answers) -> bytes:
    return orjson.dumps({name: getattr(answers, name) for name in KEPT})


def _for_another(request: HttpRequest) -> bool:
    """Whether somebody looks at what another person shares: then nothing of her own is opened, saved or deleted."""
    return getattr(request, "circle", None) is not None


def _guest(request: HttpRequest) -> Holder | None:
    if _for_another(request):
        return None
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(settings.GUEST_COOKIE, ""))
    except (ValueError, binascii.Error):
        return None
    return _named(key) if len(key) == KEY_BYTES else None


def _named(key: bytes) -> Holder:
    return Holder(_name(key), key)


def _name(key: bytes) -> str:
    return hashlib.sha256(b"concord guest" + key).hexdigest()
