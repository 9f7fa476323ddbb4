"""Two views of the same few things, each given without the other, laid side by side as things to talk about."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from concord.plan.model import Frozen

NOT_SURE = "not_sure"
GOALS = ("control", "symptoms", "daily_life", "a_certain_day", "something_else", NOT_SURE)
STRENGTHS = ("push_hard", "balanced", "gentle_on_life", NOT_SURE)
ASKED = ("goal", "strength", "matters", "leaning")
"""What both are asked, in this order."""


class Way(StrEnum):
    """How the doctor's word came in."""

    ON_SCREEN = "on_screen"
    BY_CODE = "by_code"
    REPORTED = "reported"


class View(Frozen):
    """What one of the two said. None: not answered, which is no answer of any kind; "not_sure" is one."""

    goal: str | None = None
    strength: str | None = None
    matters: str | None = None
    leaning: str | None = None
    words: str = ""


class Round(Frozen):
    """Both views. Neither can be changed once it is given: who thinks anew begins a new round."""

    mine: View | None = None
    mine_on: dt.date | None = None
    theirs: View | None = None
    theirs_on: dt.date | None = None
    way: Way | None = None
    name: str = ""
    """Who spoke as the doctor, as it was said."""

    def both_given(self) -> bool:
        return self.mine is not None and self.theirs is not None


class Relation(StrEnum):
    """How two answers stand to each other. None of them is better than another."""

    SAME = "same"
    DIFFERENT = "different"
    ONE_NOT_SURE = "one_not_sure"
    BOTH_NOT_SURE = "both_not_sure"
    ONE_OPEN = "one_open"
    BOTH_OPEN = "both_open"


class Row(Frozen):
    """One thing that both were asked."""

    asked: str
    mine: str | None
    theirs: str | None
    relation: Relation


class NotGivenError(Exception):
    """The two views can be seen side by side only when both are given."""


def given_by_me(found: Round, view: View, on: dt.date) -> Round:
    """The person's view, once."""
    if found.mine is not None:
        raise NotGivenError("this view was given; a new round begins a new one")
    return found.model_copy(update={"mine": view, "mine_on": on})


def given_by_doctor(found: Round, view: View, on: dt.date, way: Way, name: str = "") -> Round:
    """The doctor's view, once, after the person's: so that hers cannot follow it."""
    if found.mine is None or found.theirs is not None:
        raise NotGivenError("the person's view comes first, and each is given once")
    return found.model_copy(update={"theirs": view, "theirs_on": on, "way": way, "name": name})


def side_by_side(found: Round) -> tuple[Row, ...]:
    """What both said, row by row. Errors: NotGivenError while one of them has not."""
    if found.mine is None or found.theirs is None:
        raise NotGivenError("both views are needed")
    return tuple(_row(name, getattr(found.mine, name), getattr(found.theirs, name)) for name in ASKED)


def _row(asked: str, mine: str | None, theirs: str | None) -> Row:
    return Row(asked=asked, mine=mine, theirs=theirs, relation=relation(mine, theirs))


def relation(mine: str | None, theirs: str | None) -> Relation:
    """The same whichever of the two says which."""
    for word, both, one in (
        (None, Relation.BOTH_OPEN, Relation.ONE_OPEN),
        (NOT_SURE, Relation.BOTH_NOT_SURE, Relation.ONE_NOT_SURE),
    ):
        if word in (mine, theirs):
            return both if mine == theirs else one
    return Relation.SAME if mine == theirs else Relation.DIFFERENT


class Against(Frozen):
    """A choice leaned to that works against what was named first. It is asked about, and nothing more."""

    choice: str
    concern: str


def against_first_concern(view: View, marks: dict[str, dict[str, str]]) -> Against | None:
    """`marks`: for each choice, the mark of each concern as the brief shows it. All choices are treated alike."""
    if view.leaning in (None, NOT_SURE) or view.matters in (None, NOT_SURE):
        return None
    choice, concern = str(view.leaning), str(view.matters)
    if marks.get(choice, {}).get(concern) != "works_against":
        return None
    return Against(choice=choice, concern=concern)
