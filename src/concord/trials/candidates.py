"""The other way: one trial over many situations, in SQL, for a centre that looks for people to tell about it.

The table has a row a person and the columns of the terms that the trial asks for. Three booleans carry a condition:
that it must hold, that it may, and that no missing fact keeps it open.
"""

from __future__ import annotations

from collections.abc import Iterable

from concord.criteria.signature import Signature
from concord.criteria.sql import to_sql
from concord.criteria.terms import And, Condition, Not, NotRead, Or, Term, terms_of
from concord.trials.match import Requirement


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
