"""The difference applied to the old plan gives the new one, and says no more than what changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from concord.plan.difference import DoesNotFitError, apply, difference
from concord.plan.model import Plan
from tests.plan.made import plans


@settings(deadline=None)
@given(plans, plans)
def test_applied_to_the_old_it_gives_the_new(old: Plan, new: Plan) -> None:
    assert apply(old, difference(old, new)) == new
    assert apply(new, difference(new, old)) == old


@settings(deadline=None)
@given(plans, plans)
def test_it_holds_nothing_that_stayed_the_same(old: Plan, new: Plan) -> None:
    assert difference(old, old) == ()
    assert all(one.before != one.after for one in difference(old, new))
    there, back = difference(old, new), difference(new, old)
    assert [(one.section, one.item, one.after, one.before) for one in back] == [
        (one.section, one.item, one.before, one.after) for one in there
    ]


def test_what_came_went_and_changed() -> None:
    old = Plan(goal="hold it still", cost="open", declined=(("surgery", "too much"),))
    new = Plan(goal="be there in June", who="my sister drives", declined=(("surgery", ""), ("a trial", "too far")))
    found = [(one.section, one.item, one.kind) for one in difference(old, new)]
    assert found == [
        ("goal", "", "changed"),
        ("declined", "a trial", "came"),
        ("declined", "surgery", "changed"),
        ("who", "", "came"),
        ("cost", "", "went"),
    ]


def test_it_fits_only_the_plan_that_it_was_made_from() -> None:
    changes = difference(Plan(goal="a"), Plan(goal="b"))
    with pytest.raises(DoesNotFitError):
        apply(Plan(goal="c"), changes)
