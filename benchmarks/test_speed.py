"""How long the work takes, each beside something to compare it with. `make bench`; nothing here asserts a time."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pyarrow as pa
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from concord.choices.brief import brief
from concord.criteria.sql import cells, column_type, columns, quote, to_sql
from concord.criteria.terms import Term, terms_of
from concord.exchange.fhir import read_bundle
from concord.knowledge.load import Knowledge, load
from concord.possible import INFINITY, Range
from concord.reading import Document
from concord.situation.derive import derive
from concord.situation.read import read_situation

EXAMPLE = Path(__file__).parents[1] / "knowledge" / "examples" / "worked-example.yaml"
PEOPLE = 100_000


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def terms(knowledge: Knowledge) -> list[Term]:
    """Every term that the conditions of the knowledge base mention: the columns of a cohort."""
    found = (term for _, _, text in knowledge.conditions() for term in terms_of(knowledge.condition(text)))
    return list(dict.fromkeys(found))


def test_json_brief_from_a_loaded_situation(benchmark: BenchmarkFixture, knowledge: Knowledge) -> None:
    situation = read_situation(EXAMPLE)
    assert situation.as_of is not None
    day = situation.as_of
    assert benchmark(lambda: orjson.dumps(brief(situation, knowledge, day)))


def test_json_brief_from_the_shell_cold(benchmark: BenchmarkFixture) -> None:
    command = [sys.executable, "-m", "concord.cli", "brief", str(EXAMPLE), "--format", "json"]
    benchmark(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603


def test_bare_python_from_the_shell_cold(benchmark: BenchmarkFixture) -> None:
    """To compare with: an interpreter that does nothing."""
    benchmark(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True, capture_output=True))


def test_situation_to_all_facts(benchmark: BenchmarkFixture, knowledge: Knowledge) -> None:
    """People a second on one core: the inverse of this."""
    situation, wanted = read_situation(EXAMPLE), terms(knowledge)
    assert situation.as_of is not None
    day = situation.as_of

    def all_facts() -> int:
        facts = derive(situation, knowledge.vocabulary, day)
        return sum(1 for term in wanted if facts(term))

    benchmark.extra_info["facts"] = benchmark(all_facts)


@pytest.fixture(scope="module")
def cohort(knowledge: Knowledge) -> Any:
    """A hundred thousand people with random possible values, one row each."""
    dice = random.Random(7)  # noqa: S311
    table: dict[str, list[float | int]] = {}
    for term in terms(knowledge):
        kind = knowledge.signature.facts[term.name]
        if isinstance(kind.domain, Range):
            top = min(kind.domain.high, 600.0)
            lows = [dice.uniform(kind.domain.low, top) for _ in range(PEOPLE)]
            low, high = columns(term, kind)
            table[low] = lows
            spread = dice.choices([0.0, 5.0, INFINITY], weights=[6, 3, 1], k=PEOPLE)
            table[high] = [value + more for value, more in zip(lows, spread, strict=True)]
        else:
            every = sorted(kind.domain)
            sets = [cells(frozenset({one}), kind)[0] for one in every] + [cells(kind.domain, kind)[0]]
            table[columns(term, kind)[0]] = dice.choices(sets, k=PEOPLE)
    connection = duckdb.connect()
    connection.execute("SET threads TO 2")
    rows = pa.table(table)
    connection.register("rows", rows)
    types = {
        column: column_type(knowledge.signature.facts[term.name])
        for term in terms(knowledge)
        for column in columns(term, knowledge.signature.facts[term.name])
    }
    cast = ", ".join(f"CAST({quote(column)} AS {kind}) AS {quote(column)}" for column, kind in types.items())
    connection.execute(f"CREATE TABLE people AS SELECT {cast} FROM rows")  # noqa: S608
    return connection, list(table)


def test_all_conditions_over_a_cohort(benchmark: BenchmarkFixture, knowledge: Knowledge, cohort: Any) -> None:
    connection, _ = cohort
    texts = list(dict.fromkeys(text for _, _, text in knowledge.conditions()))
    compiled = [to_sql(knowledge.condition(text), knowledge.signature) for text in texts]
    counts = ", ".join(f"count_if({one.must}), count_if({one.may})" for one in compiled)
    benchmark.extra_info["conditions"] = len(texts)
    benchmark.extra_info["people"] = PEOPLE
    benchmark(lambda: connection.execute(f"SELECT {counts} FROM people").fetchall())  # noqa: S608


def test_bare_scan_of_the_same_columns(benchmark: BenchmarkFixture, cohort: Any) -> None:
    """To compare with: reading every column once and adding it up."""
    connection, names = cohort
    sums = ", ".join(f"sum({quote(name)})" for name in names)
    benchmark.extra_info["columns"] = len(names)
    benchmark(lambda: connection.execute(f"SELECT {sums} FROM people").fetchall())  # noqa: S608


def test_fhir_bundle_of_a_megabyte_to_a_situation(benchmark: BenchmarkFixture, knowledge: Knowledge) -> None:
    """Mostly claims, as records are: what does not matter has to be skipped quickly."""
    claims = [{"resource": {"resourceType": "Claim", "id": str(n), "item": [{"text": "x" * 900}]}} for n in range(1000)]
    patient = {"resource": {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1960"}}
    document = Document({"resourceType": "Bundle", "type": "collection", "entry": [patient, *claims]})
    assert benchmark(lambda: read_bundle(document, knowledge)).person.birth_year == 1960
