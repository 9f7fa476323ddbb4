"""One trial over ten thousand people: the question to a table in two engines, beside a bare scan, one by one, and from
the situations on, where most of the time goes into deriving the facts. `make bench`; nothing here asserts a time."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Callable, Iterator

import duckdb
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.trials.test_expected import situations
from tests.trials.test_labels import RECORDS

from concord.criteria.sql import quote
from concord.criteria.terms import Term
from concord.knowledge.load import Knowledge, load
from concord.possible import Possible, Range
from concord.reading import Document
from concord.situation.declare import Facts
from concord.situation.derive import derive
from concord.situation.read import from_document
from concord.trials.candidates import TABLE, ask, fits, put, terms_asked
from concord.trials.imports import read_file
from concord.trials.match import Requirement, fit_of, judge
from concord.trials.readings import asked_of

PEOPLE = 10_000
DAY = dt.date(2026, 11, 26)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def asked(knowledge: Knowledge) -> list[Requirement]:
    """The trial of the samples that asks for most facts."""
    if not RECORDS.exists():
        pytest.skip("the sample records are not here; they are not part of the project")
    every = (asked_of(one, knowledge) for one in read_file(RECORDS).trials)
    return max(every, key=lambda one: len(terms_asked(one)))


Lookup = Callable[[Term], Possible]


@pytest.fixture(scope="module")
def people(asked: list[Requirement], knowledge: Knowledge) -> list[Lookup]:
    """Ten thousand people of whom each fact is known, partly known or not."""
    dice, found = random.Random(7), list[Lookup]()  # noqa: S311
    for _ in range(PEOPLE):
        known: dict[Term, Possible] = {}
        for term in terms_asked(asked):
            domain = knowledge.signature.facts[term.name].domain
            if dice.random() < 0.3:
                known[term] = domain
            elif isinstance(domain, Range):
                low = dice.uniform(domain.low, min(domain.high, 200.0))
                known[term] = Range(low, low + dice.choice((0.0, 5.0)))
            else:
                known[term] = frozenset({dice.choice(sorted(domain))})
        found.append(known.__getitem__)
    return found


@pytest.fixture(scope="module")
def in_sqlite(asked: list[Requirement], people: list[Lookup], knowledge: Knowledge) -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as connection:
        put(connection, people, terms_asked(asked), knowledge.signature)
        yield connection


def test_one_trial_over_a_table_of_people(
    benchmark: BenchmarkFixture,
    asked: list[Requirement],
    people: list[Lookup],
    knowledge: Knowledge,
    in_sqlite: sqlite3.Connection,
) -> None:
    benchmark.extra_info |= {"people": PEOPLE, "criteria": len(asked), "facts": len(terms_asked(asked))}
    found = benchmark(lambda: ask(in_sqlite, asked, knowledge.signature))
    assert found[::100] == [fit_of(judge(one, person) for one in asked) for person in people[::100]]


def test_the_same_table_in_another_engine(
    benchmark: BenchmarkFixture,
    asked: list[Requirement],
    people: list[Lookup],
    knowledge: Knowledge,
    in_sqlite: sqlite3.Connection,
) -> None:
    """To compare with: DuckDB over the same rows."""
    with duckdb.connect() as connection:
        connection.execute("SET threads TO 1")
        connection.execute("BEGIN")
        put(connection, people, terms_asked(asked), knowledge.signature)  # type: ignore[arg-type]
        connection.execute("COMMIT")
        found = benchmark(lambda: ask(connection, asked, knowledge.signature))  # type: ignore[arg-type]
    assert found == ask(in_sqlite, asked, knowledge.signature)


def test_bare_scan_of_the_table(benchmark: BenchmarkFixture, in_sqlite: sqlite3.Connection) -> None:
    """To compare with: every column of every row read once and added up."""
    names = [row[1] for row in in_sqlite.execute(f"PRAGMA table_info({TABLE})")]
    sums = ", ".join(f"sum({quote(name)})" for name in names)
    assert benchmark(lambda: in_sqlite.execute(f"SELECT {sums} FROM {TABLE}").fetchone())  # noqa: S608


def test_the_same_people_one_by_one(
    benchmark: BenchmarkFixture, asked: list[Requirement], people: list[Lookup]
) -> None:
    """To compare with: every criterion decided for every person in Python."""

    def one_by_one() -> int:
        return len([fit_of(judge(one, person) for one in asked) for person in people])

    assert benchmark.pedantic(one_by_one, rounds=2) == PEOPLE  # type: ignore[no-untyped-call]


def test_from_situations_on(benchmark: BenchmarkFixture, asked: list[Requirement], knowledge: Knowledge) -> None:
    """The thirty people of the tests, as often as it takes: deriving the facts, the table, and the question."""
    read = [from_document(Document({"schema": "concord.situation/0", **one})) for one in situations().values()]

    def whole() -> int:
        who: list[Facts] = [derive(read[at % len(read)], knowledge.vocabulary, DAY) for at in range(PEOPLE)]
        return len(fits(asked, who, knowledge.signature))

    assert benchmark.pedantic(whole, rounds=1) == PEOPLE  # type: ignore[no-untyped-call]
