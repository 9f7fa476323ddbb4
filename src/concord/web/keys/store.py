"""Making, fetching and destroying the key of a person."""

from __future__ import annotations

import base64

from django.conf import settings

from concord.web.keys.models import PersonKey
from concord.web.keys.sealing import KEY_BYTES, new_key, seal, unseal


class MasterKeyError(Exception):
    """There is no master key, or what stands there is not one."""


def master() -> bytes:
    """The key that wraps all others: from the environment or its file, never from a database."""
    given: str = settings.MASTER_KEY or (settings.MASTER_FILE.read_text() if settings.MASTER_FILE.exists() else "")
    try:
        key = base64.urlsafe_b64decode(given.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise MasterKeyError("CONCORD_MASTER_KEY: expected 32 bytes in URL-safe base64 (`concord doctor` says more)")
    return key


def make(name: str) -> bytes:
    """A new key for a person who has none."""
    key = new_key()
    PersonKey.objects.create(name=name, wrapped=seal(master(), key, name))
    return key


def fetch(name: str) -> bytes | None:
    """The key of a person; None where it was destroyed. Errors: NotOpenedError where the master key is another."""
    found = PersonKey.objects.filter(name=name).first()
    return unseal(master(), bytes(found.wrapped), name) if found else None


def destroy(name: str) -> None:
    """From here on nobody can read what this key had sealed, in any copy of the other database."""
    PersonKey.objects.filter(name=name).delete()
