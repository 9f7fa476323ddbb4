"""A file of answers under a passphrase: scrypt makes the key, AES-256-GCM seals. Without the phrase nobody opens it."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MARK = b"concord sealed 1\n"
SALT_BYTES, NONCE_BYTES, KEY_BYTES = 16, 12, 32
COST = {"n": 2**15, "r": 8, "p": 1}  # 32 MB and about a tenth of a second for each guess
SHORTEST = 8


class WrongPhraseError(Exception):
    """The phrase does not open the file, or the file was changed."""


def seal(plain: bytes, phrase: str) -> bytes:
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    return MARK + salt + nonce + AESGCM(_key(phrase, salt)).encrypt(nonce, plain, MARK)


def is_sealed(content: bytes) -> bool:
    return content.startswith(MARK)


def unseal(content: bytes, phrase: str) -> bytes:
    """What was sealed. Errors: WrongPhraseError."""
    rest = content[len(MARK) :]
    salt, nonce, sealed = rest[:SALT_BYTES], rest[SALT_BYTES:][:NONCE_BYTES], rest[SALT_BYTES + NONCE_BYTES :]
    try:
        return AESGCM(_key(phrase, salt)).decrypt(nonce, sealed, MARK)
    except (InvalidTag, ValueError):
        raise WrongPhraseError from None


def _key(phrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, **COST).derive(phrase.strip().encode())
