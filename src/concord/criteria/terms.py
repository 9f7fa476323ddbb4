"""What a condition is made of. Conditions are values: equal if they say the same, usable as keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, Union

from concord.possible import Names


class Term(NamedTuple):
    """A fact, with its arguments where it has any: `had(taxane, setting=metastatic)`.

    `arguments` follow the order of the fact's parameters; an argument that was not given is None.
    """

    name: str
    arguments: tuple[str | None, ...] = ()

    def __str__(self) -> str:
        return _written(self)

    @property
    def column(self) -> str:
        """The name of the column that holds this term in a table of people."""
        return "_".join([self.name, *(one for one in self.arguments if one is not None)]).replace("-", "_")


@lru_cache(maxsize=4096)
def _written(term: Term) -> str:
    given = [one for one in term.arguments if one is not None]
    return f"{term.name}({', '.join(given)})" if given else term.name


@dataclass(frozen=True)
class IsIn:
    """The fact is one of these names."""

    term: Term
    allowed: Names

    @cached_property
    def _hash(self) -> int:
        return hash((self.term, self.allowed))

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True)
class Compare:
    """The fact stands in this relation to a number: < <= > >= = !=."""

    term: Term
    operator: str
    limit: float


@dataclass(frozen=True)
class Not:
    part: Condition


@dataclass(frozen=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Or:
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class NotRead:
    """Stands for words of a text that could not be read: always unknown, whatever is known about the person."""


Condition = Union[IsIn, Compare, Not, And, Or, NotRead]  # noqa: UP007  (a recursive alias)

NEVER = Or(())
ALWAYS = And(())


def terms_of(condition: Condition) -> tuple[Term, ...]:
    """Every term of a condition, once, in the order in which it is read."""
    seen: dict[Term, None] = {}

    def walk(part: Condition) -> None:
        match part:
            case IsIn(term) | Compare(term):
                seen[term] = None
            case Not(inner):
                walk(inner)
            case And(parts) | Or(parts):
                for one in parts:
                    walk(one)
            case NotRead():
                pass

    walk(condition)
    return tuple(seen)
