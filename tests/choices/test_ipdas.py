"""The self-assessment by IPDASi sees what is missing, item by item, and never claims what only people can do."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from concord.choices.brief import brief
from concord.choices.ipdas import ITEMS, assess
from concord.knowledge.load import Knowledge
from concord.situation.read import read_situation
from tests.conftest import AS_OF


@pytest.fixture(scope="module")
def made(knowledge: Knowledge) -> Any:
    situation = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    return brief(situation, knowledge, AS_OF)


def met(made: Any, knowledge: Knowledge) -> dict[str, str]:
    return {item.id: item.met for item in assess(made, knowledge)}


def test_there_are_six_ten_and_twenty_eight_items(knowledge: Knowledge) -> None:
    parts = [item.part for item in knowledge.ipdas.values()]
    assert [parts.count(one) for one in ("qualifying", "certification", "quality")] == [6, 10, 28]


def test_what_only_people_can_do_is_not_yet_done(made: Any, knowledge: Knowledge) -> None:
    people = {item.id for item in knowledge.ipdas.values() if item.needs == "people"}
    assert people == {"i12", "i13", "i14", "i15", "i16", "i17", "i22", "i23"}
    assert {name for name, one in met(made, knowledge).items() if one == "not_yet_done"} == people
    assert people.isdisjoint(ITEMS)


def test_what_is_not_so_is_said_to_be_not_so(made: Any, knowledge: Knowledge) -> None:
    found = met(made, knowledge)
    assert [found[name] for name in ("i6", "i19", "i20")] == ["no"] * 3


def first_open(made: Any) -> Any:
    return next(card for card in made["choices"] if card["standing"] != "not_now" and card["figures_shown"])


def empty(*path: str) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        for name in path[:-1]:
            made = made[name]
        made[path[-1]] = type(made[path[-1]])() if made[path[-1]] is not None else None

    return change


def of_choice(name: str, value: Any) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        first_open(made)[name] = value

    return change


def without_range(made: Any) -> None:
    for one in first_open(made)["harms"]:
        if "icons" in one:
            one["say"] = "Of 100 people, 30 had it and 70 did not."


def long_on_one_side(made: Any) -> None:
    first_open(made)["harms"][1]["say"] *= 60


def a_test_without(part: str) -> Callable[[Any], None]:
    def change(made: Any) -> None:
        made["tests"][0]["parts"][part] = ""

    return change


BREAKS: dict[str, Callable[[Any], None]] = {
    "q1": empty("situation", "say"),
    "q2": empty("decision_question"),
    "q3": lambda made: made["choices"].__setitem__(slice(None), [one for one in made["choices"] if not one["always"]]),
    "q4": of_choice("benefits", []),
    "q5": of_choice("harms", []),
    "q6": of_choice("living_with", None),
    "c1": long_on_one_side,
    "c2": lambda made: first_open(made)["harms"][1].update(basis=[]),
    "c3": empty("as_of"),
    "c4": empty("update_policy"),
    "c5": without_range,
    "c6": empty("funding", "say"),
    "c7": a_test_without("measures"),
    "c8": a_test_without("if_found"),
    "c9": a_test_without("if_not_found"),
    "c10": a_test_without("downsides"),
    "i1": lambda made: made.update(natural_course=None),
    "i2": lambda made: first_open(made)["fit"].pop(),
    "i3": of_choice("figures_shown", False),
    "i4": lambda made: first_open(made)["evidence"][0].update(who=""),
    "i9": empty("matters"),
    "i21": lambda made: made.update(reading_level=None),
    "i11": empty("questions"),
}


@pytest.mark.parametrize("item", BREAKS)
def test_an_item_is_no_longer_met_when_what_it_asks_for_is_gone(item: str, made: Any, knowledge: Knowledge) -> None:
    broken = copy.deepcopy(made)
    BREAKS[item](broken)
    before, after = ITEMS[item](made), ITEMS[item](broken)
    assert set(after) - set(before)
