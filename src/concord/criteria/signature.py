"""What facts there are: their types and parameters. Conditions are checked against a signature when they are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from concord.possible import YES_OR_NO, Names, Possible, Range


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a fact: its name and the words that may stand there."""

    name: str
    words: Names
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact's domain: a set of names, or a range of numbers with a unit."""

    domain: Possible
    unit: str = ""
    parameters: tuple[Parameter, ...] = ()

    @property
    def is_number(self) -> bool:
        return isinstance(self.domain, Range)

    @property
    def is_yes_no(self) -> bool:
        return self.domain == YES_OR_NO


@dataclass(frozen=True, slots=True)
class Signature:
    """All facts by name."""

    facts: Mapping[str, FactType] = field(default_factory=dict)
