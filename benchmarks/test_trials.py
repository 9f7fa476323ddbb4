"""How long trials take for one person: ten thousand kept trials at once, beside deciding every requirement one by one.

The trials are made from the sample records by changing the numbers and the medicines of what they ask for.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from tests.trials.test_labels import RECORDS

import concord.situation.facts  # noqa: F401  (declares them)
from concord.choices.words import Words
from concord.criteria.terms import And, Compare, Condition, IsIn, Not, NotRead, Or, Term
from concord.knowledge.load import Knowledge, load
from concord.situation.declare import REGISTRY
from concord.situation.derive import derive
from concord.situation.read import read_situation
from concord.trials import readings, shelf, store
from concord.trials.imports import read_file
from concord.trials.match import Requirement, Table, fit_of, judge, picks
from concord.trials.person import Person, match, results
from concord.trials.records import Trial
from concord.trials.shelf import Row, Shelf, Wanted

EXAMPLE = Path(__file__).parents[1] / "knowledge" / "examples" / "worked-example.yaml"
TRIALS = 10_000
DAY = dt.date(2026, 11, 26)
Made = list[tuple[Trial, list[Requirement]]]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="module")
def samples(knowledge: Knowledge) -> Made:
    if not RECORDS.exists():
        pytest.skip("the sample records are not here; they are not part of the project")
    return [(one, readings.asked_of(one, knowledge)) for one in read_file(RECORDS).trials]


@pytest.fixture(scope="module")
def made(samples: Made, knowledge: Knowledge) -> Made:
    """Ten thousand trials: each a sample in which a third of the numbers and medicines is another."""
    rng, found = random.Random(7), list[tuple[Trial, list[Requirement]]]()  # noqa: S311
    medicines = sorted(knowledge.vocabulary.medicines)
    for number in range(TRIALS):
        trial, asked = samples[number % len(samples)]
        changed = [
            Requirement(
                one.section, one.place, one.text, one.condition and _other(one.condition, rng, medicines), one.weighty
            )
            for one in asked
        ]
        found.append((trial.model_copy(update={"nct_id": f"NCT{number:08}"}), changed))
    return found


def _other(condition: Condition, rng: random.Random, medicines: list[str]) -> Condition:
    match condition:
        case Compare(term, operator, limit):
            return Compare(_term(term, rng, medicines), operator, limit * rng.choice((1, 1, 1, 1, 0.9, 1.1)))
        case IsIn(term, allowed):
            return IsIn(_term(term, rng, medicines), allowed)
        case Not(part):
            return Not(_other(part, rng, medicines))
        case And(parts):
            return And(tuple(_other(one, rng, medicines) for one in parts))
        case Or(parts):
            return Or(tuple(_other(one, rng, medicines) for one in parts))
        case NotRead():
            return condition


def _term(term: Term, rng: random.Random, medicines: list[str]) -> Term:
    kinds = [kind for _, kind, _ in REGISTRY[term.name].parameters]
    if "medicine_or_class" not in kinds or rng.random() > 1 / 3:
        return term
    at = kinds.index("medicine_or_class")
    return term._replace(arguments=(*term.arguments[:at], rng.choice(medicines), *term.arguments[at + 1 :]))


def on_a_shelf(made: Made) -> Shelf:
    table = Table()
    table.number(NotRead())
    rows = []
    for trial, asked in made:
        pairs = picks((table.number(one.condition or NotRead()), one.weight) for one in asked)
        about = (trial.nct_id, trial.title, trial.status, trial.phases, trial.countries())
        rows.append(Row(*about, trial.updated, trial.fetched_on, "", pairs, read=True))
    return Shelf(tuple(rows), table, table.conditions())


def test_one_person_against_ten_thousand_kept_trials(
    benchmark: BenchmarkFixture, made: Made, knowledge: Knowledge
) -> None:
    """To how each trial stands, in order, and what would settle most; the facts are derived anew each time."""
    ready, situation = on_a_shelf(made), read_situation(EXAMPLE)
    benchmark.extra_info |= {"conditions": len(ready.conditions), "requirements": sum(len(asked) for _, asked in made)}
    found = benchmark(lambda: match(ready, derive(situation, knowledge.vocabulary, DAY), Wanted()))
    assert len(found.rows) == TRIALS
    facts = derive(situation, knowledge.vocabulary, DAY)
    fits = {row.nct_id: fit for row, fit in found.rows}
    assert all(fit_of(judge(one, facts) for one in asked) == fits[trial.nct_id] for trial, asked in made[::50])


def test_one_person_of_whom_little_is_known_against_ten_thousand_kept_trials(
    benchmark: BenchmarkFixture, made: Made, knowledge: Knowledge
) -> None:
    ready, situation = on_a_shelf(made), read_situation(EXAMPLE)
    little = situation.model_copy(update={"pathology": [], "biomarkers": [], "treatments": []})
    found = benchmark(lambda: match(ready, derive(little, knowledge.vocabulary, DAY), Wanted()))
    assert len(found.rows) == TRIALS


def test_deciding_every_requirement_one_by_one(benchmark: BenchmarkFixture, made: Made, knowledge: Knowledge) -> None:
    """To compare with."""
    situation = read_situation(EXAMPLE)

    def one_by_one() -> int:
        facts = derive(situation, knowledge.vocabulary, DAY)
        return len([fit_of([judge(one, facts) for one in asked]) for _, asked in made])

    assert benchmark.pedantic(one_by_one, rounds=3) == TRIALS  # type: ignore[no-untyped-call]


def test_a_page_of_results_in_words(
    benchmark: BenchmarkFixture, samples: Made, knowledge: Knowledge, tmp_path: Path
) -> None:
    """Twenty trials and ten that do not fit, from a store, as the site and the command line show them."""
    path = tmp_path / "trials.sqlite3"
    with store.opened(path) as records, readings.opened(path, knowledge) as kept:
        store.put_all(records, (trial for trial, _ in samples), DAY)
        for trial, asked in samples:
            readings.keep(kept, readings.mark_of(trial), asked)
        ready, situation = shelf.make(path, knowledge), read_situation(EXAMPLE)

        def page() -> int:
            person = Person(derive(situation, knowledge.vocabulary, DAY), Words(knowledge))
            return results(match(ready, person.facts, Wanted()), person, records, kept, not_fitting=10)["total"]

        assert benchmark(page) == len(samples)
