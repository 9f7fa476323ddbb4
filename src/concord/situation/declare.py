"""How a fact is declared, and how facts are asked for.

One function declares one fact: its name is the fact's name, the first line of its docstring the meaning, the rest how
it is derived. `Facts` is what the rest of the house sees: ask for a term, get the values still possible and where they
come from.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

from concord.criteria.signature import FactType, Parameter, Signature
from concord.criteria.terms import Term
from concord.possible import INFINITY, YES_OR_NO, Names, Possible, Range, Truth, truth_of
from concord.situation.dates import Days
from concord.situation.model import Site, Situation
from concord.situation.vocabulary import Vocabulary


class Because(NamedTuple):
    """Where a value comes from: the entry, its date, and the arithmetic where dates were counted."""

    place: str
    date: Days | None = None
    since: Days | None = None
    until: Days | None = None
    months: Range | None = None


class Fact(NamedTuple):
    """A term with the values still possible."""

    term: Term
    possible: Possible
    because: tuple[Because, ...] = ()


Answer = tuple[Possible, tuple[Because, ...]]
Derivation = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Declaration:
    """One fact as it is declared."""

    name: str
    domain: Possible
    unit: str
    parameters: tuple[tuple[str, str, bool], ...]
    meaning: str
    how: str
    source: str
    derive: Derivation

    def type(self, words: dict[str, Names]) -> FactType:
        return FactType(
            self.domain,
            self.unit,
            tuple(Parameter(name, words[kind], optional) for name, kind, optional in self.parameters),
        )


REGISTRY: dict[str, Declaration] = {}


def term(text: str) -> Term:
    """The term that a text such as `altered(ESR1)` names; arguments that are left out are the optional ones.

    LookupError where there is no such fact.
    """
    name, _, inside = text.rstrip(")").partition("(")
    given = [one.strip() for one in inside.split(",")] if inside else []
    return Term(name, (*given, *(None for _ in REGISTRY[name].parameters[len(given) :])))


SETTINGS = frozenset({"metastatic", "early", "adjuvant", "neoadjuvant"})

# The parameters that facts share: (name, which words, optional).
MEDICINE_OR_CLASS = ("medicine", "medicine_or_class", False)
MEDICINE_OR_CLASS_OPTIONAL = ("medicine", "medicine_or_class", True)
MEDICINE = ("medicine", "medicine", False)
SETTING = ("setting", "setting", True)
GENE = ("gene", "gene", False)
CONDITION = ("condition", "condition", False)
SITE = ("site", "site", False)
AREA = ("area", "area", False)
PROCEDURE = ("procedure", "procedure", False)
CONCERN = ("concern", "concern", False)

SITES: Names = frozenset(get_args(Site))


def fact(
    domain: Possible, *parameters: tuple[str, str, bool], unit: str = "", source: str
) -> Callable[[Derivation], Derivation]:
    """Declares a fact. `source` is an entry of the bibliography, or `situation` where the file says it as it is."""

    def declare(derive: Derivation) -> Derivation:
        meaning, _, how = inspect.cleandoc(derive.__doc__ or "").partition("\n\n")
        add(
            Declaration(
                derive.__name__,
                domain,
                unit,
                parameters,
                " ".join(meaning.split()),
                " ".join(how.split()),
                source,
                derive,
            )
        )
        return derive

    return declare


def add(declaration: Declaration) -> None:
    if declaration.name in REGISTRY:
        raise ValueError(f"the fact {declaration.name} is declared twice")
    REGISTRY[declaration.name] = declaration


def numbers(low: float = 0.0, high: float = INFINITY) -> Range:
    return Range(low, high)


def words(vocabulary: Vocabulary) -> dict[str, Names]:
    """The words that may stand as arguments."""
    return {
        "medicine_or_class": frozenset(vocabulary.members),
        "medicine": vocabulary.medicines,
        "setting": SETTINGS,
        "gene": frozenset(vocabulary.markers),
        "condition": vocabulary.conditions,
        "site": SITES,
        "area": frozenset(vocabulary.areas),
        "procedure": vocabulary.procedures,
        "concern": vocabulary.concerns,
    }


def signature(vocabulary: Vocabulary) -> Signature:
    """Every fact with its type, for this vocabulary."""
    import concord.situation.facts  # noqa: F401  (declares them)

    known = words(vocabulary)
    return Signature({name: declaration.type(known) for name, declaration in REGISTRY.items()})


class Facts:
    """The facts of one person, each derived when first asked for.

    The day for which they count may be a span: `until` is its last day, where one looks ahead to a day not known yet.
    """

    __slots__ = ("_known", "as_of", "situation", "today", "vocabulary", "work")

    def __init__(
        self, situation: Situation, vocabulary: Vocabulary, as_of: dt.date, until: dt.date | None = None
    ) -> None:
        self.situation = situation
        self.vocabulary = vocabulary
        self.as_of = as_of
        self.today = Days(as_of, until or as_of)
        self._known: dict[Term, Fact] = {}
        self.work: dict[str, Any] = {}

    def fact(self, term: Term) -> Fact:
        """A term with its possible values and where they come from."""
        found = self._known.get(term)
        if found is None:
            possible, because = REGISTRY[term.name].derive(self, *term.arguments)
            found = self._known[term] = Fact(term, possible, because)
        return found

    def __call__(self, term: Term) -> Possible:
        return self.fact(term).possible

    def ask(self, name: str, *arguments: str | None) -> Fact:
        """A fact by its name; arguments that are left out are the optional ones."""
        missing = len(REGISTRY[name].parameters) - len(arguments)
        return self.fact(Term(name, (*arguments, *(None for _ in range(missing)))))

    def possible(self, name: str, *arguments: str | None) -> Possible:
        return self.ask(name, *arguments).possible

    def names(self, name: str, *arguments: str | None) -> Names:
        found = self.possible(name, *arguments)
        assert not isinstance(found, Range)
        return found

    def range(self, name: str, *arguments: str | None) -> Range:
        found = self.possible(name, *arguments)
        assert isinstance(found, Range)
        return found

    def truth(self, name: str, *arguments: str | None) -> Truth:
        return truth_of(self.possible(name, *arguments))

    def because(self, name: str, *arguments: str | None) -> tuple[Because, ...]:
        return self.ask(name, *arguments).because


__all__ = ["YES_OR_NO", "Answer", "Because", "Declaration", "Fact", "Facts", "fact", "numbers", "signature"]
