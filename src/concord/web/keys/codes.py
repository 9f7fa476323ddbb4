"""Codes that a person tells somebody: long enough that nobody guesses one, without signs that look alike."""

from __future__ import annotations

import re
import secrets

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from concord.web.keys.sealing import KEY_BYTES

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks or sounds like another
LETTERS, GROUP = 16, 4
LONGEST = 64
COST = {"n": 2**15, "r": 8, "p": 1}


def new() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LETTERS))


def to_read(code: str) -> str:
    """In groups, as it is shown and told."""
    return "-".join(code[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def key(code: str, salt: bytes) -> bytes:
    """What is made from a code as somebody typed it: with or without its dashes, in small or capital letters."""
    plain = re.sub(r"[\s-]", "", code).lower()
    return Scrypt(salt=salt, length=KEY_BYTES, **COST).derive(plain[:LONGEST].encode())
