"""Versions never change, exactly one counts, and what is over stays over."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from concord.plan import history as h
from concord.plan.agreement import Way
from concord.plan.difference import apply, difference
from concord.plan.history import State
from concord.plan.model import Plan, Reason
from tests.plan.made import DAY, steps, walked

WHY = (Reason.FAMILY,)
lived = st.lists(steps, max_size=25)


def agreed(found: h.History, number: int) -> h.History:
    found = h.say_yes(found, number, DAY, h.PERSON, Way.ON_SCREEN)
    return h.say_yes(found, number, DAY, h.DOCTOR, Way.BY_CODE, "Dr. Made Up")


def states(found: h.History) -> list[State]:
    return [h.state(found, one.number) for one in found.versions]


@settings(deadline=None)
@given(lived)
def test_versions_never_change_and_nothing_that_happened_goes(some: list[object]) -> None:
    found = walked(some)
    for before, after in pairwise(found):
        assert after.events[: len(before.events)] == before.events
        assert after.versions[: len(before.versions)] == before.versions


@settings(deadline=None)
@given(lived)
def test_exactly_one_counts_while_any_stands(some: list[object]) -> None:
    for found in walked(some):
        standing = [one for one in found.versions if h.state(found, one.number) not in h.OLD]
        counts = h.current(found)
        assert (counts in standing) if standing else (counts is None)
        assert len(standing) <= 2
        assert [one for one in standing if one not in (counts, h.in_preparation(found))] == []
        assert states(found).count(State.AGREED) <= 1
        if counts and State.AGREED in states(found):
            assert h.state(found, counts.number) is State.AGREED, "a draft never takes the place of what was agreed"


@settings(deadline=None)
@given(lived)
def test_what_is_old_stays_old(some: list[object]) -> None:
    found = walked(some)
    for before, after in pairwise(found):
        for was, now in zip(states(before), states(after), strict=False):
            assert was not in h.OLD or now is was


@settings(deadline=None)
@given(lived)
def test_the_difference_of_any_two_versions_leads_from_one_to_the_other(some: list[object]) -> None:
    versions = walked(some)[-1].versions
    for old, new in product(versions, versions):
        assert apply(old.plan, difference(old.plan, new.plan)) == new.plan


@settings(deadline=None)
@given(lived)
def test_it_is_the_same_after_it_was_written_down_and_read(some: list[object]) -> None:
    found = walked(some)[-1]
    assert h.History.model_validate_json(found.model_dump_json()) == found


def test_a_version_cannot_be_changed_in_place() -> None:
    found = h.write(h.History(), Plan(goal="mine"), DAY)
    with pytest.raises(ValidationError):
        found.versions[0].plan.goal = "another"  # type: ignore[misc]


def test_both_have_to_say_yes_and_one_alone_is_not_agreement() -> None:
    found = h.write(h.History(), Plan(goal="mine"), DAY)
    assert states(found) == [State.DRAFT]
    found = h.say_yes(found, 1, DAY, h.PERSON, Way.ON_SCREEN)
    assert states(found) == [State.DRAFT]
    assert h.agreed_on(found, 1) is None
    found = h.say_yes(found, 1, DAY, h.DOCTOR, Way.REPORTED, "Dr. Made Up")
    assert states(found) == [State.AGREED]
    assert h.agreed_on(found, 1) == DAY
    assert h.said(found, 1)["doctor"].way is Way.REPORTED


def test_an_agreed_plan_counts_until_the_next_one_is_agreed() -> None:
    found = agreed(h.write(h.History(), Plan(goal="first"), DAY), 1)
    found = h.write(found, Plan(goal="second"), DAY, WHY, "my daughter marries")
    assert states(found) == [State.AGREED, State.DRAFT]
    assert h.current(found) == found.versions[0]
    assert h.in_preparation(found) == found.versions[1]
    found = h.talk_over(found, 2, DAY)
    assert states(found) == [State.AGREED, State.DISCUSSED]
    found = agreed(found, 2)
    assert states(found) == [State.SUPERSEDED, State.AGREED]
    assert h.current(found) == found.versions[1]
    assert h.replaced_by(found, 1) == 2


def test_two_weeks_later_is_another_day_and_the_first_one_stays_what_it_was() -> None:
    found, later = agreed(h.write(h.History(), Plan(goal="first"), DAY), 1), DAY + dt.timedelta(days=14)
    found = h.write(found, Plan(goal="second"), later, WHY)
    found = h.say_yes(found, 2, later, h.PERSON, Way.ON_SCREEN)
    found = h.say_yes(found, 2, later + dt.timedelta(days=1), h.DOCTOR, Way.ON_SCREEN)
    assert (h.agreed_on(found, 1), h.agreed_on(found, 2)) == (DAY, later + dt.timedelta(days=1))
    assert h.version(found, 1).on == DAY


def test_a_plan_can_be_withdrawn_at_any_time_and_that_is_the_end_of_it() -> None:
    for made in (
        h.write(h.History(), Plan(goal="mine"), DAY),
        agreed(h.write(h.History(), Plan(goal="mine"), DAY), 1),
    ):
        found = h.withdraw(made, 1, DAY)
        assert states(found) == [State.WITHDRAWN]
        assert h.current(found) is None
        for act in (h.withdraw, h.talk_over):
            with pytest.raises(h.NotPossibleError):
                act(found, 1, DAY)
        with pytest.raises(h.NotPossibleError):
            h.say_yes(found, 1, DAY, h.DOCTOR, Way.BY_CODE)


def test_a_change_says_why_and_the_first_version_needs_no_reason() -> None:
    found = h.write(h.History(), Plan(goal="first"), DAY)
    with pytest.raises(h.NotPossibleError):
        h.write(found, Plan(goal="second"), DAY)
    assert h.write(found, Plan(goal="second"), DAY, (Reason.NOT_SAID,)).versions[1].reasons == (Reason.NOT_SAID,)
    with pytest.raises(h.NotPossibleError):
        h.write(found, Plan(goal="first"), DAY, WHY)
    with pytest.raises(h.NotPossibleError):
        h.write(h.History(), Plan(), DAY)
