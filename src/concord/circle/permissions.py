"""What a person lets somebody do, and until when. What is not granted is not allowed; what was taken back stays so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from concord.circle.sections import SECTIONS


class Right(IntEnum):
    """What somebody may do with a part; each includes those before it."""

    NOTHING = 0
    VIEW = 1
    NOTES = 2
    FILL = 3


class Kind(StrEnum):
    HELPER = "helper"
    CLINICIAN = "clinician"


LONGEST = {Kind.HELPER: dt.timedelta(days=365), Kind.CLINICIAN: dt.timedelta(days=90)}
"""A permission without an end does not exist."""


class NotPossibleError(Exception):
    """It was taken back, its end is not in time, or there is no such part."""


@dataclass(frozen=True)
class Permission:
    """For one somebody: which right to which part, until when, and whether it was taken back."""

    kind: Kind
    rights: Mapping[str, Right]
    until: dt.datetime
    withdrawn_at: dt.datetime | None = None


def give(kind: Kind, rights: Mapping[str, Right], now: dt.datetime, lasts: dt.timedelta) -> Permission:
    """A new permission. Errors: NotPossibleError."""
    return Permission(kind, _checked(rights), _end(kind, now, lasts))


def change(one: Permission, rights: Mapping[str, Right], now: dt.datetime, lasts: dt.timedelta) -> Permission:
    """The same with other rights and another end. One that was taken back is not given again by it."""
    if one.withdrawn_at is not None:
        raise NotPossibleError("it was taken back")
    return replace(one, rights=_checked(rights), until=_end(one.kind, now, lasts))


def withdraw(one: Permission, now: dt.datetime) -> Permission:
    """Takes it back, for good. Twice is once."""
    return one if one.withdrawn_at is not None else replace(one, withdrawn_at=now)


def holds(one: Permission, now: dt.datetime) -> bool:
    """Whether it counts at all."""
    return one.withdrawn_at is None and now < one.until


def allows(one: Permission, part: str, needed: Right, now: dt.datetime) -> bool:
    """Whether it lets somebody do this with that part, now."""
    return holds(one, now) and Right.NOTHING < needed <= one.rights.get(part, Right.NOTHING)


def _checked(rights: Mapping[str, Right]) -> dict[str, Right]:
    if strange := set(rights) - set(SECTIONS):
        raise NotPossibleError(f"no such part: {', '.join(sorted(strange))}")
    return {part: rights[part] for part in SECTIONS if rights.get(part, Right.NOTHING) > Right.NOTHING}


def _end(kind: Kind, now: dt.datetime, lasts: dt.timedelta) -> dt.datetime:
    if not dt.timedelta(0) < lasts <= LONGEST[kind]:
        raise NotPossibleError("it ends too early or too late")
    return now + lasts
