"""The vault of a person: made with her consent, opened by her own key, emptied by destroying that key."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from concord.web.accounts.models import Person, Vault
from concord.web.keys import store as keys
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import NotOpenedError, seal, unseal

NAME_BYTES = 32


def make(person: Person) -> Vault:
    """A vault with nothing in it, and a key of its own."""
    name = secrets.token_hex(NAME_BYTES)
    keys.make(name)
    return Vault.objects.create(person=person, name=name)


def empty(person: Person) -> str | None:
    """Destroys the key, then the vault; says what its name was. What was sealed is gone in every copy."""
    found = Vault.objects.filter(person=person).first()
    if found is None:
        return None
    keys.destroy(found.name)
    found.delete()
    return found.name


def destroy_key(sender: type[Vault], instance: Vault, **more: Any) -> None:
    """Whatever deletes a vault, an operator's own hand too, the key goes first."""
    keys.destroy(instance.name)


def of(person: Person) -> Holder | None:
    """Name and key of her vault; None where there is none, or nothing opens it any more."""
    found = Vault.objects.filter(person=person).only("name").first()
    key = keys.fetch(found.name) if found else None
    return Holder(found.name, key) if found and key else None


def holder(request: HttpRequest) -> Holder | None:
    """The vault of whoever is signed in; None for guests and where nobody agreed to storing.

    Where somebody looks for another, it is that person's vault, on the pages that she shares, and otherwise none.
    """
    if (shared := getattr(request, "circle", None)) is not None:
        found: Holder | None = shared.holder
        return found
    user = getattr(request, "user", None)
    return of(user) if user is not None and user.is_authenticated else None


def read(holder: Holder) -> bytes | None:
    """What the vault holds; None where nothing was put in yet."""
    found = Vault.objects.filter(name=holder.name).first()
    if found is None or found.sealed is None:
        return None
    try:
        return unseal(holder.key, bytes(found.sealed), holder.name)
    except NotOpenedError:
        return None


def write(holder: Holder, content: bytes) -> None:
    """Puts it in, in place of what was there."""
    sealed = seal(holder.key, content, holder.name)
    Vault.objects.filter(name=holder.name).update(sealed=sealed, changed=timezone.now())


@transaction.atomic
def renew(request: HttpRequest) -> str | None:
    """An empty vault with a new key in place of the one that was there; says what that one's name was."""
    if holder(request) is None:
        return None
    person: Person = request.user  # type: ignore[assignment]
    name = empty(person)
    make(person)
    return name
