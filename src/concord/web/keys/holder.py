"""Under which name and key a visitor's things are sealed: her cookie's as a guest, her account's as a person."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Holder:
    """`name` may stand in a row of the database, the key never does."""

    name: str
    key: bytes = field(repr=False)
