"""Two views of the same few things: neither before the other is given, unanswered is no answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.plan.agreement import (
    NOT_SURE,
    NotGivenError,
    Relation,
    Round,
    View,
    Way,
    against_first_concern,
    given_by_doctor,
    given_by_me,
    relation,
    side_by_side,
)
from tests.plan.made import DAY, answers, views


@settings(deadline=None)
@given(views, views)
def test_who_says_which_makes_no_difference(mine: View, theirs: View) -> None:
    there = side_by_side(Round(mine=mine, theirs=theirs))
    back = side_by_side(Round(mine=theirs, theirs=mine))
    assert [one.relation for one in there] == [one.relation for one in back]


@given(answers, answers)
def test_unanswered_is_never_the_same_as_anything_said(mine: str | None, theirs: str | None) -> None:
    found = relation(mine, theirs)
    assert (found is Relation.BOTH_OPEN) == (mine is None and theirs is None)
    assert (found is Relation.ONE_OPEN) == ((mine is None) != (theirs is None))
    assert (found is Relation.SAME) == (mine == theirs and mine not in (None, NOT_SURE))


def test_each_is_given_once_and_the_persons_first() -> None:
    nobody = Round()
    with pytest.raises(NotGivenError):
        given_by_doctor(nobody, View(), DAY, Way.ON_SCREEN)
    mine = given_by_me(nobody, View(goal="control"), DAY)
    with pytest.raises(NotGivenError):
        given_by_me(mine, View(goal="symptoms"), DAY)
    with pytest.raises(NotGivenError):
        side_by_side(mine)
    both = given_by_doctor(mine, View(goal="symptoms"), DAY, Way.BY_CODE, "Dr. Made Up")
    assert side_by_side(both)[0].relation is Relation.DIFFERENT
    with pytest.raises(NotGivenError):
        given_by_doctor(both, View(), DAY, Way.REPORTED)


MARKS = {one: {"calm": "works_against", "hair": "helps", "work": "not_known"} for one in ("a", "b", "c")}


@given(st.sampled_from(sorted(MARKS)), st.sampled_from(["calm", "hair", "work", NOT_SURE, None]))
def test_a_leaning_against_the_first_concern_is_asked_about_whichever_choice_it_is(
    choice: str, concern: str | None
) -> None:
    found = against_first_concern(View(leaning=choice, matters=concern), MARKS)
    assert (found is not None) == (concern == "calm")
    other = against_first_concern(View(leaning=NOT_SURE, matters=concern), MARKS)
    assert other is None
