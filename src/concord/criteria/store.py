"""Conditions as plain JSON and back, so that a parsed condition can be kept and the parser need not run."""

from __future__ import annotations

from typing import Any

from concord.criteria.terms import And, Compare, Condition, IsIn, Not, NotRead, Or, Term


def dump(condition: Condition) -> list[Any]:
    """A condition as nested lists."""
    match condition:
        case IsIn(term, allowed):
            return ["in", term.name, list(term.arguments), sorted(allowed)]
        case Compare(term, operator, limit):
            return ["compare", term.name, list(term.arguments), operator, limit]
        case Not(part):
            return ["not", dump(part)]
        case And(parts):
            return ["and", *map(dump, parts)]
        case Or(parts):
            return ["or", *map(dump, parts)]
        case NotRead():
            return ["not_read"]


def restore(data: list[Any]) -> Condition:
    """The condition that `dump` wrote."""
    match data:
        case ["in", name, arguments, allowed]:
            return IsIn(Term(name, tuple(arguments)), frozenset(allowed))
        case ["compare", name, arguments, operator, limit]:
            return Compare(Term(name, tuple(arguments)), operator, limit)
        case ["not", part]:
            return Not(restore(part))
        case ["and", *parts]:
            return And(tuple(map(restore, parts)))
        case ["or", *parts]:
            return Or(tuple(map(restore, parts)))
        case ["not_read"]:
            return NotRead()
        case _:
            raise ValueError("not a kept condition")
