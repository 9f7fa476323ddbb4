"""What a check-in holds. Nothing of it is ever added up, and what was not answered is not there."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, field_validator

AREAS = ("how_i_feel", "daily_life", "family", "money")
"""Under which headings one writes; each is also a reason why a plan can change."""
LOWEST, HIGHEST = 0, 10


class CheckIn(BaseModel):
    """One day: numbers by item, own words by area, and how it came to be written down."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    on: dt.date
    numbers: dict[str, int] = {}
    words: dict[str, str] = {}
    changed: dt.date | None = None
    """The day of the last correction."""
    language: str = "en"
    by_helper: bool = False
    """Whether somebody who helps wrote it down."""
    knowledge: str = ""
    """The hash of the knowledge by whose words it was asked."""

    @field_validator("numbers")
    @classmethod
    def _on_the_scale(cls, given: dict[str, int]) -> dict[str, int]:
        if not all(LOWEST <= value <= HIGHEST for value in given.values()):
            raise ValueError(f"a number from {LOWEST} to {HIGHEST} was expected")
        return given

    def says_the_same(self, other: CheckIn) -> bool:
        """Whether both hold the same day, numbers and words."""
        return (self.on, self.numbers, self.words) == (other.on, other.numbers, other.words)

    def is_empty(self) -> bool:
        return not (self.numbers or self.words)
