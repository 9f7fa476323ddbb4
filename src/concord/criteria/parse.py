"""Reads a condition: text to a checked value. Errors say what was written, what was expected, and what is near."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from concord.criteria.signature import FactType, Signature
from concord.criteria.terms import And, Compare, Condition, IsIn, Not, NotRead, Or, Term
from concord.possible import YES

# The word for what could not be read in a text from outside; no fact has this name.
NOT_READ = "not_read"


class ConditionError(ValueError):
    """A condition that cannot be read or does not fit the facts."""


@cache
def _grammar() -> Lark:
    return Lark(files("concord.criteria").joinpath("language.lark").read_text(), parser="lalr", maybe_placeholders=True)


def parse(text: str, signature: Signature, named: Mapping[str, Condition] | None = None) -> Condition:
    """The condition that a text means. `named` are conditions that may stand by their name."""
    try:
        tree = _grammar().parse(text)
    except UnexpectedCharacters as error:
        raise ConditionError(f"'{text}': cannot be read from '{text[error.pos_in_stream :][:20]}' on") from None
    except UnexpectedToken as error:
        found = f"'{error.token}'" if error.token else "the end"
        raise ConditionError(f"'{text}': {found} was not expected here") from None
    except UnexpectedInput:
        raise ConditionError(f"'{text}': this is not a whole condition") from None
    try:
        condition: Condition = _Builder(signature, named or {}).transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, ConditionError):
            raise ConditionError(f"'{text}': {error.orig_exc}") from None
        raise
    return condition


def _nearest(word: str, words: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(words), n=1, cutoff=0.7)
    return f"; did you mean '{near[0]}'?" if near else ""


def _one_of(words: Iterable[str]) -> str:
    listed = sorted(words)
    return f"one of {', '.join(listed)}" if len(listed) <= 12 else f"one of {len(listed)} known words"


@v_args(inline=True)
class _Builder(Transformer[Token, Condition]):
    def __init__(self, signature: Signature, named: Mapping[str, Condition]) -> None:
        super().__init__()
        self.signature = signature
        self.named = named

    def word(self, token: Token) -> str:
        return str(token)

    def value(self, token: Token | str) -> str | float:
        return float(token) if isinstance(token, Token) and token.type == "NUMBER" else str(token)

    def argument(self, name: Token | None, word: str) -> tuple[str | None, str]:
        return (str(name) if name else None), word

    def term(self, name: Token, *arguments: tuple[str | None, str] | None) -> tuple[str, list[tuple[str | None, str]]]:
        return str(name), [one for one in arguments if one is not None]

    def either(self, *parts: Condition) -> Condition:
        return Or(parts)

    def both(self, *parts: Condition) -> Condition:
        return And(parts)

    def negation(self, part: Condition) -> Condition:
        return Not(part)

    def alone(self, raw: Any) -> Condition:
        name, arguments = raw
        if name in self.named and not arguments:
            return self.named[name]
        if name == NOT_READ and not arguments:
            return NotRead()
        term, kind = self._term(raw)
        if not kind.is_yes_no:
            raise ConditionError(f"{term} is not a yes-or-no fact; compare it with something")
        return IsIn(term, YES)

    def comparison(self, raw: Any, operator: Token, value: str | float) -> Condition:
        term, kind = self._term(raw)
        if kind.is_number:
            if isinstance(value, str):
                raise ConditionError(f"{term} is a number; it cannot be compared with '{value}'")
            return Compare(term, str(operator), value)
        if operator not in ("=", "!="):
            raise ConditionError(f"{term} is a name, not a number; '{operator}' has no meaning for it")
        inside = IsIn(term, frozenset({self._name(term, kind, value)}))
        return inside if operator == "=" else Not(inside)

    def membership(self, raw: Any, *words: str) -> Condition:
        term, kind = self._term(raw)
        if kind.is_number:
            raise ConditionError(f"{term} is a number; 'in (...)' has no meaning for it")
        allowed = frozenset(self._name(term, kind, word) for word in words)
        if allowed == kind.domain:
            raise ConditionError(f"{term} is always one of {', '.join(sorted(allowed))}; this says nothing")
        return IsIn(term, allowed)

    def _name(self, term: Term, kind: FactType, value: str | float) -> str:
        assert isinstance(kind.domain, frozenset)
        if value not in kind.domain:
            raise ConditionError(f"{term} is {_one_of(kind.domain)}, not '{value}'{_nearest(str(value), kind.domain)}")
        return str(value)

    def _term(self, raw: tuple[str, list[tuple[str | None, str]]]) -> tuple[Term, FactType]:
        name, given = raw
        kind = self.signature.facts.get(name)
        if kind is None:
            known = [*self.signature.facts, *self.named]
            raise ConditionError(f"there is no fact '{name}'{_nearest(name, known)}")
        places: dict[str, str] = {}
        positional = [parameter.name for parameter in kind.parameters]
        for key, word in given:
            target = key or (positional[len(places)] if len(places) < len(positional) else None)
            if target is None or target not in positional:
                raise ConditionError(f"{name} takes {', '.join(positional) or 'no arguments'}, not '{key or word}'")
            if target in places:
                raise ConditionError(f"{name}: '{target}' stands twice")
            places[target] = word
        arguments: list[str | None] = []
        for parameter in kind.parameters:
            argument = places.get(parameter.name)
            if argument is None and not parameter.optional:
                raise ConditionError(f"{name} needs '{parameter.name}': {_one_of(parameter.words)}")
            if argument is not None and argument not in parameter.words:
                raise ConditionError(
                    f"{name}: '{argument}' is not {_one_of(parameter.words)}{_nearest(argument, parameter.words)}"
                )
            arguments.append(argument)
        return Term(name, tuple(arguments)), kind
