"""Over time: what was not answered is a gap and never a zero, and every dot stands where its day is."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import concord.checkins
from concord.checkins.model import HIGHEST, LOWEST, CheckIn
from concord.checkins.trend import places, trend
from tests.imports import imports, is_within

FIRST = dt.date(2026, 11, 1)
OURS = ("concord.checkins", "pydantic", "datetime", "collections", "dataclasses", "__future__")


def on(day: int, pain: int | None = None) -> CheckIn:
    return CheckIn(on=FIRST + dt.timedelta(days=day), numbers={} if pain is None else {"pain": pain})


checkins = st.lists(st.builds(on, st.integers(0, 400), st.none() | st.integers(LOWEST, HIGHEST)), max_size=12).map(
    lambda found: sorted(found, key=lambda one: one.on)
)


@given(checkins)
def test_every_answer_is_one_dot_and_no_answer_is_none(found: list[CheckIn]) -> None:
    answers = [(one.on, one.numbers["pain"]) for one in found if "pain" in one.numbers]
    made = trend("pain", found)
    assert list(made.answers) == answers
    dots = [point for line in made.lines for point in line]
    assert [number for _, number in dots] == [number for _, number in answers]
    assert all(0 <= along <= 1 for along, _ in dots)
    assert [along for along, _ in dots] == sorted(along for along, _ in dots)


@given(checkins)
def test_a_line_never_goes_over_a_day_without_an_answer(found: list[CheckIn]) -> None:
    answered = "".join("x" if "pain" in one.numbers else " " for one in found)
    assert [len(line) for line in trend("pain", found).lines] == [len(run) for run in answered.split()]
    assert trend("pain", found).has_gap == (len(answered.split()) > 1)


def test_a_zero_is_an_answer_and_an_unanswered_one_is_not_a_zero() -> None:
    made = trend("pain", [on(0, 0), on(1), on(2, 4)])
    assert made.lines == (((0.0, 0),), ((1.0, 4),))


def test_days_lie_as_far_apart_as_they_are() -> None:
    assert places([FIRST, FIRST + dt.timedelta(days=1), FIRST + dt.timedelta(days=4)]) == [0, 0.25, 1]
    assert places([FIRST]) == [0.5]
    assert places([]) == []


@given(st.integers(2, 9))
def test_several_of_one_day_do_not_lie_on_each_other(count: int) -> None:
    assert len(set(places([FIRST] * count))) == count


@pytest.mark.parametrize("value", [LOWEST - 1, HIGHEST + 1])
def test_a_number_off_the_scale_is_not_kept(value: int) -> None:
    with pytest.raises(ValidationError):
        on(0, value)


def test_this_room_knows_nothing_but_itself_and_never_asks_what_day_it_is() -> None:
    files = sorted(Path(concord.checkins.__file__).parent.rglob("*.py"))
    assert len(files) >= 3
    for one in files:
        text = one.read_text()
        found = {name for name in imports(ast.parse(text)) if not any(is_within(name, room) for room in OURS)}
        assert found == set(), one.name
        assert "today()" not in text, one.name
