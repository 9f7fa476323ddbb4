"""The other way: one trial over many situations, in SQL, for a centre that looks for people to tell about it.

The table has a row a person and the columns of the terms that the trial asks for. Three booleans carry a condition:
that it must hold, that it may, and that no missing fact keeps it open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from concord.criteria.decide import Lookup
from concord.criteria.signature import Signature
from concord.criteria.sql import cells, column_type, columns, quote, to_sql
from concord.criteria.terms import And, Condition, Not, NotRead, Or, Term, terms_of
from concord.trials.match import Fit, Requirement

TABLE = "people"


def fits(requirements: Sequence[Requirement], people: Sequence[Lookup], signature: Signature) -> list[Fit]:
    """How one trial stands for each of these people, in their order."""
    with sqlite3.connect(":memory:") as connection:
        put(connection, people, terms_asked(requirements), signature)
        return ask(connection, requirements, signature)


def put(connection: sqlite3.Connection, people: Iterable[Lookup], terms: Sequence[Term], signature: Signature) -> None:
    """Makes the table: a row a person, with what these terms can be. The engine may be another of the same form."""
    kinds = [(term, signature.facts[term.name]) for term in terms]
    named = [f"{quote(column)} {column_type(kind)}" for term, kind in kinds for column in columns(term, kind)]
    connection.execute(f"CREATE TABLE {TABLE} ({', '.join(['person INTEGER', *named])})")
    rows = (
        (number, *(cell for term, kind in kinds for cell in cells(lookup(term), kind)))
        for number, lookup in enumerate(people)
    )
    connection.executemany(f"INSERT INTO {TABLE} VALUES ({', '.join('?' * (len(named) + 1))})", rows)  # noqa: S608


def ask(connection: sqlite3.Connection, requirements: Sequence[Requirement], signature: Signature) -> list[Fit]:
    """How the trial stands for each person of the table."""
    fit = fit_sql(requirements, signature)
    found = connection.execute(f"SELECT {fit} FROM {TABLE} ORDER BY person").fetchall()  # noqa: S608
    return [answer for (answer,) in found]


def fit_sql(requirements: Iterable[Requirement], signature: Signature) -> str:
    """An SQL value: `likely_fits`, `may_fit` or `does_not_fit`, as `match` says it."""
    rows = [(one.condition or NotRead(), one.weight) for one in requirements]
    compiled = [(to_sql(condition, signature), settled_sql(condition, signature), weight) for condition, weight in rows]
    fails = _any(f"NOT ({sql.may})" for sql, _, _ in compiled)
    met = _any(sql.must for sql, _, weight in compiled if weight == 2)
    still_open = _any(f"NOT ({sql.must} {'' if weight else f'OR {settled}'})" for sql, settled, weight in compiled)
    likely = f"{met} AND NOT {still_open}"
    return f"CASE WHEN {fails} THEN 'does_not_fit' WHEN {likely} THEN 'likely_fits' ELSE 'may_fit' END"


def settled_sql(condition: Condition, signature: Signature) -> str:
    """True where no missing fact could change the answer: it is true, false, or hangs on unread words alone."""
    match condition:
        case NotRead():
            return "TRUE"
        case Not(part):
            return settled_sql(part, signature)
        case And(parts) | Or(parts):
            whole = to_sql(condition, signature)
            every = " AND ".join(settled_sql(one, signature) for one in parts) or "TRUE"
            decided = f"NOT ({whole.may})" if isinstance(condition, And) else whole.must
            return f"({decided} OR ({every}))"
        case _:
            sql = to_sql(condition, signature)
            return f"({sql.must} OR NOT ({sql.may}))"


def terms_asked(requirements: Iterable[Requirement]) -> list[Term]:
    """Every term that a trial asks about, once: the columns that a table of people needs."""
    found = (term for one in requirements if one.condition for term in terms_of(one.condition))
    return list(dict.fromkeys(found))


def _any(parts: Iterable[str]) -> str:
    joined = " OR ".join(f"({one})" for one in parts)
    return f"({joined})" if joined else "FALSE"
