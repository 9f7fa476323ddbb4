"""Every condition of the knowledge base, over generated situations: DuckDB answers as the Python evaluator does."""

from __future__ import annotations

from functools import cache
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.criteria.decide import decide
from concord.criteria.sql import cells, column_type, columns, quote, to_sql
from concord.criteria.terms import Term, terms_of
from concord.knowledge.load import Knowledge, load
from concord.situation.derive import derive
from tests.conftest import AS_OF, situation_of
from tests.generated import SITUATION


@cache
def cohort() -> tuple[Knowledge, list[str], list[Term]]:
    """The knowledge, its conditions, and the terms that they mention: the columns of a cohort."""
    knowledge = load()
    texts = list(dict.fromkeys(text for _, _, text in knowledge.conditions()))
    terms = list(dict.fromkeys(term for text in texts for term in terms_of(knowledge.condition(text))))
    return knowledge, texts, terms


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(situations=st.lists(SITUATION, min_size=1, max_size=6))
def test_duckdb_agrees_on_every_condition(situations: list[dict[str, Any]]) -> None:
    knowledge, texts, terms = cohort()
    people = [derive(situation_of(one), knowledge.vocabulary, AS_OF) for one in situations]
    kinds = {term: knowledge.signature.facts[term.name] for term in terms}
    names = [(column, column_type(kinds[term])) for term in terms for column in columns(term, kinds[term])]
    assert len(names) == len({column for column, _ in names})
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE people ({', '.join(f'{quote(name)} {kind}' for name, kind in names)})")
        marks = ", ".join("?" for _ in names)
        rows = [[cell for term in terms for cell in cells(facts(term), kinds[term])] for facts in people]
        connection.executemany(f"INSERT INTO people VALUES ({marks})", rows)  # noqa: S608
        select = ", ".join(to_sql(knowledge.condition(text), knowledge.signature).truth for text in texts)
        answers = connection.execute(f"SELECT {select} FROM people").fetchall()  # noqa: S608
    for facts, answer in zip(people, answers, strict=True):
        for text, found in zip(texts, answer, strict=True):
            assert found is decide(knowledge.condition(text), facts), text
