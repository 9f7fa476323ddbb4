"""What a plan holds, and one version of it. Nothing here can be changed after it was made."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, field_validator

SECTIONS = (
    "goal",
    "treatment",
    "why",
    "good",
    "bad",
    "tests",
    "working",
    "look_on",
    "change_if",
    "who",
    "call",
    "supportive",
    "cost",
    "help",
)
"""What a plan says in the words of those who made it. Each may stay open."""


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(StrEnum):
    """Why a plan changed. Not saying why is an answer like the others."""

    HOW_I_FEEL = "how_i_feel"
    DAILY_LIFE = "daily_life"
    FAMILY = "family"
    MONEY = "money"
    SCAN = "scan"
    NEW_INFORMATION = "new_information"
    OTHER = "other"
    NOT_SAID = "not_said"


class Chosen(Frozen):
    """A choice of the list as it was shown on the day: its good and bad points word for word."""

    id: str
    name: str
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


class Plan(Frozen):
    """The plan itself. `declined`: choices that were considered, each with why not; the order says nothing."""

    goal: str = ""
    treatment: str = ""
    why: str = ""
    good: str = ""
    bad: str = ""
    tests: str = ""
    working: str = ""
    look_on: str = ""
    change_if: str = ""
    who: str = ""
    call: str = ""
    supportive: str = ""
    cost: str = ""
    help: str = ""
    chosen: Chosen | None = None
    declined: tuple[tuple[str, str], ...] = ()

    @field_validator("declined")
    @classmethod
    def _each_once(cls, given: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        if len({name for name, _ in given}) != len(given):
            raise ValueError("a choice is declined once")
        return tuple(sorted(given))

    def is_open(self) -> bool:
        """Whether nothing stands in it yet."""
        return self == Plan()


class Paper(Frozen):
    """The brief of the day that is kept with a version: what its bytes hash to, and by which knowledge it was made."""

    sha256: str
    knowledge: str


class Version(Frozen):
    """One version of the plan, as it was written down on a day."""

    number: int
    on: dt.date
    plan: Plan
    language: str = "en"
    reasons: tuple[Reason, ...] = ()
    because: str = ""
    paper: Paper | None = None
