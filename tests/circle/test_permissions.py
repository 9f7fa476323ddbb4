"""Permissions over generated histories: nothing beyond what was given, and nothing after it was taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.circle.permissions import (
    LONGEST,
    Kind,
    NotPossibleError,
    Permission,
    Right,
    allows,
    change,
    give,
    holds,
    withdraw,
)
from concord.circle.sections import ALONE, OPEN, OWN, PLACES, SECTIONS, place

START = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
rights = st.dictionaries(st.sampled_from(SECTIONS), st.sampled_from(Right), max_size=len(SECTIONS))
hours = st.integers(1, 24 * 90).map(lambda one: dt.timedelta(hours=one))
steps = st.lists(st.one_of(st.tuples(st.just("change"), rights, hours), st.just(("withdraw",))), max_size=12)


def after(one: Permission, step: tuple[object, ...], now: dt.datetime) -> Permission:
    """What a step makes of it; one that is not possible changes nothing."""
    if step[0] == "withdraw":
        return withdraw(one, now)
    try:
        return change(one, step[1], now, step[2])  # type: ignore[arg-type]
    except NotPossibleError:
        return one


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(Kind), rights, hours, steps, st.lists(hours, min_size=13, max_size=13))
def test_what_was_withdrawn_is_never_honored_again(
    kind: Kind,
    first: Mapping[str, Right],
    lasts: dt.timedelta,
    story: list[tuple[object, ...]],
    gaps: list[dt.timedelta],
) -> None:
    now, one, withdrawn = START, give(kind, first, START, lasts), False
    given_last, ends = first, START + lasts
    for step, gap in zip(story, gaps, strict=False):
        now += gap
        one = after(one, step, now)
        withdrawn = withdrawn or step[0] == "withdraw"
        if step[0] == "change" and not withdrawn:
            given_last, ends = step[1], now + step[2]  # type: ignore[assignment, operator]
        for moment in (now, now + dt.timedelta(minutes=1), ends, now + dt.timedelta(days=400)):
            assert holds(one, moment) == (not withdrawn and moment < ends)
            for part in SECTIONS:
                for needed in Right:
                    expected = not withdrawn and moment < ends and Right.NOTHING < needed <= given_last.get(part, 0)
                    assert allows(one, part, needed, moment) == expected


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(Kind), rights, st.timedeltas(min_value=dt.timedelta(days=-5), max_value=dt.timedelta(days=800)))
def test_every_permission_has_an_end_and_none_is_longer_than_allowed(
    kind: Kind, some: Mapping[str, Right], lasts: dt.timedelta
) -> None:
    if dt.timedelta(0) < lasts <= LONGEST[kind]:
        assert give(kind, some, START, lasts).until == START + lasts
    else:
        with pytest.raises(NotPossibleError):
            give(kind, some, START, lasts)


def test_no_permission_lasts_longer_than_a_year_and_a_clinician_s_is_shorter() -> None:
    assert LONGEST[Kind.CLINICIAN] < LONGEST[Kind.HELPER] == dt.timedelta(days=365)


@pytest.mark.parametrize("part", [ALONE, OPEN, OWN, "account"])
def test_what_is_no_part_cannot_be_given(part: str) -> None:
    with pytest.raises(NotPossibleError):
        give(Kind.HELPER, {part: Right.VIEW}, START, dt.timedelta(days=1))


def test_a_page_that_stands_in_no_table_is_hers_alone() -> None:
    assert place("a_new_feature", "a_new_page") == ALONE
    assert place("accounts", "account_file") == place("guest", "clear") == place("plan", "plan_agree") == ALONE
    assert place("plan", "plan_version") in PLACES
