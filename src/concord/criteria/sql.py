"""Compiles a condition to plain SQL booleans, for a table with one row a person.

A name fact is a bit mask of the values still possible; a number fact a low and a high column. Each condition becomes
two ordinary booleans: `must` (it holds for every possible value) and `may` (it holds for some). True is must, false is
not may, unknown is the rest. The SQL is comparisons, AND, OR and integer &, which every engine has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from concord.criteria.signature import FactType, Signature
from concord.criteria.terms import And, Compare, Condition, IsIn, Not, NotRead, Or, Term
from concord.possible import Names, Possible, Range


@dataclass(frozen=True, slots=True)
class Sql:
    """The two booleans of a condition."""

    must: str
    may: str

    @property
    def truth(self) -> str:
        """One three-valued boolean: TRUE, FALSE or NULL."""
        return f"CASE WHEN {self.must} THEN TRUE WHEN {self.may} THEN NULL ELSE FALSE END"


@cache
def bits(domain: Names) -> dict[str, int]:
    """The bit of each name: names in alphabetical order, from 1 upward."""
    return {name: 1 << index for index, name in enumerate(sorted(domain))}


@lru_cache(maxsize=65536)
def mask(names: Names, domain: Names) -> int:
    known = bits(domain)
    return sum(known[name] for name in names)


def columns(term: Term, kind: FactType) -> tuple[str, ...]:
    """The columns that hold a term."""
    return (f"{term.column}_low", f"{term.column}_high") if kind.is_number else (term.column,)


def column_type(kind: FactType) -> str:
    """The SQL type of those columns: the smallest integer that holds the mask, because a scan costs its bytes."""
    if kind.is_number:
        return "DOUBLE"
    assert isinstance(kind.domain, frozenset)
    return "TINYINT" if len(kind.domain) < 8 else "SMALLINT" if len(kind.domain) < 16 else "INTEGER"


def cells(possible: Possible, kind: FactType) -> tuple[float | int, ...]:
    """What stands in those columns for one person."""
    if isinstance(possible, Range):
        return possible.low, possible.high
    assert isinstance(kind.domain, frozenset)
    return (mask(possible, kind.domain),)


def to_sql(condition: Condition, signature: Signature) -> Sql:
    """The condition over the columns of its terms."""
    match condition:
        case IsIn(term, allowed):
            domain = signature.facts[term.name].domain
            assert isinstance(domain, frozenset)
            column, inside = quote(term.column), mask(allowed, domain)
            return Sql(f"({column} & {mask(domain, domain) - inside}) = 0", f"({column} & {inside}) <> 0")
        case Compare(term, operator, limit):
            low, high = (quote(name) for name in columns(term, signature.facts[term.name]))
            return _compare(low, high, operator, number(limit))
        case Not(part):
            inner = to_sql(part, signature)
            return Sql(f"NOT ({inner.may})", f"NOT ({inner.must})")
        case And(parts):
            return _join(parts, signature, " AND ", "TRUE")
        case Or(parts):
            return _join(parts, signature, " OR ", "FALSE")
        case NotRead():
            return Sql("FALSE", "TRUE")


def _compare(low: str, high: str, operator: str, limit: str) -> Sql:
    match operator:
        case "<" | "<=":
            return Sql(f"{high} {operator} {limit}", f"{low} {operator} {limit}")
        case ">" | ">=":
            return Sql(f"{low} {operator} {limit}", f"{high} {operator} {limit}")
        case "=":
            return Sql(f"({low} = {limit} AND {high} = {limit})", f"({low} <= {limit} AND {high} >= {limit})")
        case _:
            equal = _compare(low, high, "=", limit)
            return Sql(f"NOT {equal.may}", f"NOT {equal.must}")


def _join(parts: tuple[Condition, ...], signature: Signature, word: str, empty: str) -> Sql:
    compiled = [to_sql(part, signature) for part in parts]
    if not compiled:
        return Sql(empty, empty)
    return Sql("(" + word.join(one.must for one in compiled) + ")", "(" + word.join(one.may for one in compiled) + ")")


def number(value: float) -> str:
    """A number as a double, exact."""
    return f"CAST('{value!r}' AS DOUBLE)" if value != int(value) else f"CAST({int(value)} AS DOUBLE)"


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
