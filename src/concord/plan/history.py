"""The history of a plan: things that happened, one after the other, of which none is ever changed or taken away.

Where a version stands follows from what happened. The one that counts is the last one that both agreed to; while there
is none, the last one that was written. Being agreed, or being a draft, ends when a later one takes its place, or when
the person withdraws it, at any time and without a reason.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from concord.plan.agreement import Round, Way
from concord.plan.model import Frozen, Paper, Plan, Reason, Version


class State(StrEnum):
    DRAFT = "draft"
    DISCUSSED = "discussed"
    AGREED = "agreed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


OLD = frozenset({State.SUPERSEDED, State.WITHDRAWN})
PERSON: Literal["person"] = "person"
DOCTOR: Literal["doctor"] = "doctor"
Who = Literal["person", "doctor"]


class Written(Frozen):
    """A version was written down, with the two views of that time."""

    kind: Literal["written"] = "written"
    version: Version
    views: Round = Round()


class Discussed(Frozen):
    kind: Literal["discussed"] = "discussed"
    number: int
    on: dt.date


class Said(Frozen):
    """One of the two said yes to a version: how it came in, and what name was given."""

    kind: Literal["said"] = "said"
    number: int
    on: dt.date
    who: Who
    way: Way
    name: str = ""


class Withdrawn(Frozen):
    kind: Literal["withdrawn"] = "withdrawn"
    number: int
    on: dt.date


Event = Annotated[Written | Discussed | Said | Withdrawn, Field(discriminator="kind")]


class History(Frozen):
    events: tuple[Event, ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        return tuple(one.version for one in self.events if isinstance(one, Written))


class NotPossibleError(Exception):
    """This cannot happen to this version any more, or not yet."""


# ------------------------------------------------------------------------------------------------ what is so
def version(history: History, number: int) -> Version:
    """Errors: LookupError."""
    return written(history, number).version


def written(history: History, number: int) -> Written:
    found = next((one for one in history.events if isinstance(one, Written) and one.version.number == number), None)
    if found is None:
        raise LookupError(f"there is no version {number}")
    return found


def said(history: History, number: int) -> dict[Who, Said]:
    """Who said yes to it."""
    return {one.who: one for one in history.events if isinstance(one, Said) and one.number == number}


def discussed(history: History, number: int) -> Discussed | None:
    return next((one for one in history.events if isinstance(one, Discussed) and one.number == number), None)


def withdrawn(history: History, number: int) -> Withdrawn | None:
    return next((one for one in history.events if isinstance(one, Withdrawn) and one.number == number), None)


def agreed_on(history: History, number: int) -> dt.date | None:
    """The day on which the second of the two said yes."""
    both = said(history, number)
    return max(one.on for one in both.values()) if len(both) == 2 else None


def state(history: History, number: int) -> State:
    version(history, number)
    if withdrawn(history, number):
        return State.WITHDRAWN
    if replaced_by(history, number):
        return State.SUPERSEDED
    if agreed_on(history, number):
        return State.AGREED
    talked = discussed(history, number) or DOCTOR in said(history, number)
    return State.DISCUSSED if talked else State.DRAFT


def replaced_by(history: History, number: int) -> int | None:
    """The later version that took its place: the next one for a draft, the next agreed one for an agreed one."""
    later = (one.number for one in history.versions if one.number > number)
    agreed = agreed_on(history, number) is not None
    return next((one for one in later if not agreed or agreed_on(history, one)), None)


def current(history: History) -> Version | None:
    """The one plan that counts; None where none was written or all were withdrawn."""
    standing = [one for one in history.versions if state(history, one.number) not in OLD]
    agreed = [one for one in standing if state(history, one.number) is State.AGREED]
    return next(reversed(agreed or standing), None)


def in_preparation(history: History) -> Version | None:
    """A newer version that is not agreed yet, beside the one that counts."""
    last, counts = (history.versions or (None,))[-1], current(history)
    if last is None or last == counts or state(history, last.number) in OLD:
        return None
    return last


# ------------------------------------------------------------------------------------------------ what can happen
def write(
    history: History,
    plan: Plan,
    on: dt.date,
    reasons: tuple[Reason, ...] = (),
    because: str = "",
    paper: Paper | None = None,
    views: Round | None = None,
    language: str = "en",
) -> History:
    """Another version. From the second on, it says why."""
    versions = history.versions
    if plan.is_open():
        raise NotPossibleError("a version holds something")
    if any(one.plan == plan and state(history, one.number) not in OLD for one in versions):
        raise NotPossibleError("it says what a version says that still holds")
    if versions and not reasons:
        raise NotPossibleError("a change has a reason, or says that none was given")
    made = Version(
        number=len(versions) + 1,
        on=on,
        plan=plan,
        language=language,
        reasons=reasons if versions else (),
        because=because,
        paper=paper,
    )
    return _after(history, Written(version=made, views=views or Round()))


def talk_over(history: History, number: int, on: dt.date) -> History:
    _still_open(history, number)
    return history if discussed(history, number) else _after(history, Discussed(number=number, on=on))


def say_yes(history: History, number: int, on: dt.date, who: Who, way: Way, name: str = "") -> History:
    """One of the two agrees. Said twice, the first one counts."""
    _still_open(history, number)
    if who in said(history, number):
        return history
    return _after(history, Said(number=number, on=on, who=who, way=way, name=name))


def withdraw(history: History, number: int, on: dt.date) -> History:
    """At any time, without a reason, as long as it is not an old one."""
    _still_open(history, number)
    return _after(history, Withdrawn(number=number, on=on))


def _still_open(history: History, number: int) -> None:
    if state(history, number) in OLD:
        raise NotPossibleError("this version is an old one")


def _after(history: History, event: Event) -> History:
    return History(events=(*history.events, event))
