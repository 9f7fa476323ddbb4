"""DuckDB answers every condition as the Python evaluator does, unknown included."""

from __future__ import annotations

import math
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.criteria.decide import Lookup, decide
from concord.criteria.signature import FactType, Signature
from concord.criteria.sql import cells, column_type, columns, quote, to_sql
from concord.criteria.terms import And, Compare, Condition, IsIn, Not, NotRead, Or, Term, terms_of
from concord.possible import ABOVE_ZERO, YES_OR_NO, Possible, Range

SIGNATURE = Signature(
    {
        "her2": FactType(frozenset({"zero", "ultralow", "low", "positive"})),
        "brain": FactType(frozenset({"none", "treated_stable", "active"})),
        "had": FactType(YES_OR_NO),
        "amount": FactType(Range(0, math.inf)),
        "months": FactType(Range(0, math.inf)),
    }
)
NAMES = [name for name, kind in SIGNATURE.facts.items() if not kind.is_number]
NUMBERS = [name for name, kind in SIGNATURE.facts.items() if kind.is_number]

# Values at and around the limits that conditions use, so that boundaries are met often.
EDGES = st.sampled_from([0.0, ABOVE_ZERO, 1.0, 6.0, 11.999, 12.0, 12.001, 24.0, 450.0, math.inf])
LIMITS = st.sampled_from([0.0, 1.0, 6.0, 12.0, 24.0, 450.0, 0.5, -1.0])


def possible_names(name: str) -> st.SearchStrategy[Possible]:
    domain = SIGNATURE.facts[name].domain
    assert isinstance(domain, frozenset)
    return st.frozensets(st.sampled_from(sorted(domain)), min_size=1)


POSSIBLE_NUMBER = st.tuples(EDGES, EDGES).map(lambda ends: Range(min(ends), max(ends)))
PERSON = st.fixed_dictionaries(
    {**{name: possible_names(name) for name in NAMES}, **dict.fromkeys(NUMBERS, POSSIBLE_NUMBER)}
)
LEAF: st.SearchStrategy[Condition] = st.one_of(
    st.sampled_from(NAMES).flatmap(lambda name: possible_names(name).map(lambda allowed: IsIn(Term(name), allowed))),  # type: ignore[arg-type]
    st.builds(
        Compare,
        st.sampled_from([Term(name) for name in NUMBERS]),
        st.sampled_from(["<", "<=", ">", ">=", "=", "!="]),
        LIMITS,
    ),
    st.just(NotRead()),
)
CONDITION: st.SearchStrategy[Condition] = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


def known(person: dict[str, Possible]) -> Lookup:
    return lambda term: person[term.name]


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(people=st.lists(PERSON, min_size=1, max_size=8), conditions=st.lists(CONDITION, min_size=1, max_size=6))
def test_duckdb_agrees(people: list[dict[str, Possible]], conditions: list[Condition]) -> None:
    with duckdb.connect() as connection:
        names = [(name, column) for name, kind in SIGNATURE.facts.items() for column in columns(Term(name), kind)]
        table = ", ".join(f"{quote(column)} {column_type(SIGNATURE.facts[name])}" for name, column in names)
        connection.execute(f"CREATE TABLE people ({table})")
        rows = [
            [cell for name, kind in SIGNATURE.facts.items() for cell in cells(person[name], kind)] for person in people
        ]
        marks = ", ".join("?" for _ in names)
        connection.executemany(f"INSERT INTO people VALUES ({marks})", rows)  # noqa: S608
        select = ", ".join(to_sql(condition, SIGNATURE).truth for condition in conditions)
        answers = connection.execute(f"SELECT {select} FROM people").fetchall()  # noqa: S608
    for person, answer in zip(people, answers, strict=True):
        for condition, found in zip(conditions, answer, strict=True):
            assert found is decide(condition, known(person)), (condition, person)


@given(person=PERSON, condition=CONDITION)
def test_an_unknown_satisfies_neither_a_condition_nor_its_negation(
    person: dict[str, Possible], condition: Condition
) -> None:
    def lookup(term: Term) -> Possible:
        return person[term.name]

    truth, negated = decide(condition, lookup), decide(Not(condition), lookup)
    assert negated is (None if truth is None else not truth)


@given(person=PERSON, condition=CONDITION, data=st.data())
def test_narrowing_never_turns_one_answer_into_the_other(
    person: dict[str, Possible], condition: Condition, data: Any
) -> None:
    before = decide(condition, lambda term: person[term.name])
    narrowed = dict(person)
    for term in terms_of(condition):
        possible = person[term.name]
        if isinstance(possible, Range):
            ends = sorted(
                (
                    data.draw(st.sampled_from([possible.low, possible.high])),
                    data.draw(st.sampled_from([possible.low, possible.high])),
                )
            )
            narrowed[term.name] = Range(*ends)
        else:
            narrowed[term.name] = data.draw(st.frozensets(st.sampled_from(sorted(possible)), min_size=1))
    after = decide(condition, lambda term: narrowed[term.name])
    assert before is None or after is before
