"""What a trial's requirements say about a person: nothing unread is assumed, nothing unread excludes."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.criteria.sql import cells, column_type, columns, quote
from concord.criteria.terms import Condition, IsIn, Not, NotRead, Term
from concord.possible import Possible, Range
from concord.trials.candidates import fit_sql, terms_asked
from concord.trials.match import Answer, Requirement, Table, fit_of, judge, settles
from tests.criteria.test_sql import CONDITION, PERSON, SIGNATURE, known

HER2_LOW = IsIn(Term("her2"), frozenset({"low"}))
HAD = IsIn(Term("had"), frozenset({"yes"}))

REQUIREMENT: st.SearchStrategy[Requirement] = st.builds(
    Requirement,
    section=st.sampled_from(["inclusion", "exclusion"]),
    place=st.just("1"),
    text=st.just("as written"),
    condition=st.none() | CONDITION,
    weighty=st.booleans(),
)
TRIAL = st.lists(REQUIREMENT, max_size=5)


def asks(condition: Condition | None, weighty: bool = True) -> Requirement:
    return Requirement("inclusion", "1", "as written", condition, weighty)


@pytest.mark.parametrize(
    ("person", "trial", "fit"),
    [
        ({"her2": {"low"}}, [asks(HER2_LOW)], "likely_fits"),
        ({"her2": {"low", "zero"}}, [asks(HER2_LOW)], "may_fit"),
        ({"her2": {"positive"}}, [asks(HER2_LOW)], "does_not_fit"),
        ({"her2": {"low"}}, [asks(HER2_LOW), asks(None, weighty=False)], "likely_fits"),
        ({"her2": {"low"}}, [asks(HER2_LOW), asks(None)], "may_fit"),
        ({"her2": {"low"}}, [], "may_fit"),
        ({"her2": {"low"}}, [asks(None, weighty=False)], "may_fit"),
        ({"her2": {"low"}, "had": {"yes"}}, [asks(HER2_LOW), asks(Not(HAD), weighty=False)], "does_not_fit"),
        ({"her2": {"low"}, "had": {"no"}}, [asks(Not(HAD), weighty=False)], "may_fit"),
    ],
)
def test_a_trial_fits_as_its_criteria_say(person: dict[str, Any], trial: list[Requirement], fit: str) -> None:
    everything: dict[str, Possible] = {name: kind.domain for name, kind in SIGNATURE.facts.items()}
    lookup = known(everything | {name: frozenset(values) for name, values in person.items()})
    assert fit_of([judge(one, lookup) for one in trial]) == fit


@given(person=PERSON, trial=TRIAL)
def test_a_criterion_that_was_not_read_never_excludes_and_every_exclusion_has_its_sentence(
    person: dict[str, Possible], trial: list[Requirement]
) -> None:
    judged = [judge(one, known(person)) for one in trial]
    assert all(one.answer == Answer.NOT_READ for one in judged if one.requirement.condition in (None, NotRead()))
    failed = [one for one in judged if one.answer == Answer.NOT_MET]
    assert (fit_of(judged) == "does_not_fit") == bool(failed)
    assert all(one.requirement.text and one.because for one in failed)


@given(person=PERSON, trial=TRIAL, data=st.data())
def test_knowing_less_never_turns_may_fit_into_fits(
    person: dict[str, Possible], trial: list[Requirement], data: Any
) -> None:
    wider = dict(person)
    name = data.draw(st.sampled_from(sorted(person)))
    possible, domain = person[name], SIGNATURE.facts[name].domain
    if isinstance(possible, Range):
        wider[name] = Range(data.draw(st.sampled_from([0.0, possible.low])), possible.high + data.draw(st.just(5.0)))
    else:
        assert isinstance(domain, frozenset)
        wider[name] = possible | data.draw(st.frozensets(st.sampled_from(sorted(domain))))
    before = fit_of([judge(one, known(person)) for one in trial])
    after = fit_of([judge(one, known(wider)) for one in trial])
    assert after in {before, "may_fit"}


@given(people=st.lists(PERSON, min_size=1, max_size=3), trials=st.lists(TRIAL, max_size=4))
def test_many_trials_at_once_are_judged_as_one_by_one(
    people: list[dict[str, Possible]], trials: list[list[Requirement]]
) -> None:
    table = Table()
    for number, trial in enumerate(trials):
        table.add(str(number), trial)
    for person in people:
        one_by_one = [fit_of([judge(one, known(person)) for one in trial]) for trial in trials]
        assert list(table.match(known(person)).values()) == one_by_one


def test_each_distinct_condition_is_decided_once() -> None:
    table, asked = Table(), []
    for number in range(50):
        table.add(str(number), [asks(HER2_LOW), asks(Not(HER2_LOW)), asks(HAD)])

    def lookup(term: Term) -> Possible:
        asked.append(term)
        return SIGNATURE.facts[term.name].domain

    table.match(lookup)
    assert len(asked) == 2


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(people=st.lists(PERSON, min_size=1, max_size=8), trial=TRIAL)
def test_one_trial_over_many_people_says_the_same(people: list[dict[str, Possible]], trial: list[Requirement]) -> None:
    with duckdb.connect() as connection:
        names = [(name, column) for name, kind in SIGNATURE.facts.items() for column in columns(Term(name), kind)]
        table = ", ".join(f"{quote(column)} {column_type(SIGNATURE.facts[name])}" for name, column in names)
        connection.execute(f"CREATE TABLE people ({table})")
        rows = [
            [one for name, kind in SIGNATURE.facts.items() for one in cells(person[name], kind)] for person in people
        ]
        connection.executemany(f"INSERT INTO people VALUES ({', '.join('?' for _ in names)})", rows)  # noqa: S608
        answers = connection.execute(f"SELECT {fit_sql(trial, SIGNATURE)} FROM people").fetchall()  # noqa: S608
    assert {term.name for term in terms_asked(trial)} <= set(SIGNATURE.facts)
    for person, (found,) in zip(people, answers, strict=True):
        assert found == fit_of([judge(one, known(person)) for one in trial]), (person, trial)


def test_the_fact_that_could_settle_most_trials_comes_first() -> None:
    everything = known({name: kind.domain for name, kind in SIGNATURE.facts.items()})
    trials = [[asks(HER2_LOW)], [asks(HER2_LOW), asks(HAD)], [asks(None)]]
    judged = [[judge(one, everything) for one in trial] for trial in trials]
    assert settles(judged) == [(Term("her2"), 2), (Term("had"), 1)]
