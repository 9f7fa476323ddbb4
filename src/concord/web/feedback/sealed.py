"""What people say of a page, sealed: which page they read says something of their health too."""

from __future__ import annotations

import uuid
from typing import TypedDict

import orjson
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from concord.web.keys.sealing import KEY_BYTES, NotOpenedError, seal, unseal
from concord.web.keys.store import master

STEP = 512  # bytes: lengths are filled up to a multiple of it, so that a length tells no page and no word


class Said(TypedDict):
    """What stands inside: the page, free words, and the answers of the survey by question."""

    page: str
    words: str
    answers: dict[str, str]


def key(use: str) -> bytes:
    """A key of its own for each use, made from the master key."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"concord feedback {use}".encode()).derive(master())


def close(said: Said, name: uuid.UUID) -> bytes:
    plain = orjson.dumps(said)
    return seal(key("words"), plain + b" " * (-len(plain) % STEP), str(name))


def open_(sealed: bytes, name: uuid.UUID) -> Said | None:
    """What was said; None where the master key is another one by now."""
    try:
        said: Said = orjson.loads(unseal(key("words"), sealed, str(name)))
    except NotOpenedError:
        return None
    return said
