"""Thirty situations and twenty trials: what was written down by hand for each labelled criterion (expected/), against
what the label says over the facts of each situation. The two were written apart; where they differ, one is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest

from concord import yaml12
from concord.criteria.decide import decide
from concord.criteria.parse import parse
from concord.possible import Truth, negate
from concord.situation.declare import Facts
from tests.conftest import facts_of, whole_knowledge
from tests.trials.test_labels import Label, labels

HERE = Path(__file__).parent / "expected"
Fit = Literal["fits", "may_fit", "does_not_fit"]
ANSWER: dict[Truth, Fit] = {True: "fits", None: "may_fit", False: "does_not_fit"}


@cache
def situations() -> dict[int, dict[str, Any]]:
    """Number -> the parts of a situation file."""
    data = yaml12.parse((HERE / "situations.yaml").read_bytes(), "situations.yaml").data
    found = {}
    for one in data["situations"]:
        health = (data["well"] if one.get("well") else {}) | one["situation"].get("health", {})
        found[one["number"]] = one["situation"] | {"health": health}
    return found


def numbers(text: str) -> Iterator[int]:
    """'3-5 9' -> 3, 4, 5, 9"""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


@cache
def expected() -> dict[str, dict[tuple[str, str], dict[int, Fit]]]:
    """Trial -> section and place -> situation -> answer. What is not written is may_fit."""
    found = {}
    for path in sorted(HERE.glob("t*/*.yaml")):
        data = yaml12.parse(path.read_bytes(), path.name).data
        assert data["trial"] == path.stem
        found[path.stem] = {place: row for one in data["criteria"] for place, row in [_row(one)]}
        assert len(found[path.stem]) == len(data["criteria"]), path.name
    return found


def _row(one: dict[str, str]) -> tuple[tuple[str, str], dict[int, Fit]]:
    section = "inclusion" if "inclusion" in one else "exclusion"
    fits, does_not = list(numbers(one["fits"])), list(numbers(one["does_not_fit"]))
    assert len({*fits, *does_not}) == len(fits) + len(does_not), one
    assert {*fits, *does_not} <= set(situations()), one
    row: dict[int, Fit] = {
        number: "fits" if number in fits else "does_not_fit" if number in does_not else "may_fit"
        for number in situations()
    }
    return (section, one[section]), row


@cache
def facts() -> dict[int, Facts]:
    return {number: facts_of(data, whole_knowledge().vocabulary) for number, data in situations().items()}


def has_row(label: Label) -> bool:
    """Whether it can be read; labels that were drawn later for tuning have no rows."""
    return label["reading"] is not None and label.get("taken") != "at_random"


def test_there_are_thirty_situations_and_twenty_trials() -> None:
    assert sorted(situations()) == list(range(1, 31))
    assert len(expected()) >= 20


def test_each_criterion_that_can_be_read_has_its_row_and_no_other_has() -> None:
    for trial, rows in expected().items():
        half, several = labels()[trial]
        assert (HERE / half / f"{trial}.yaml").exists()
        assert set(rows) == {(one["section"], one["place"]) for one in several if has_row(one)}, trial


@pytest.mark.parametrize("trial", sorted(path.stem for path in HERE.glob("t*/*.yaml")))
def test_label_and_hand_agree_on_every_situation(trial: str) -> None:
    knowledge, wrong = whole_knowledge(), []
    for label in labels()[trial][1]:
        if not has_row(label):
            continue
        condition = parse(label["reading"], knowledge.signature, knowledge.named)
        for number, by_hand in expected()[trial][label["section"], label["place"]].items():
            truth = decide(condition, facts()[number])
            by_label = ANSWER[truth if label["section"] == "inclusion" else negate(truth)]
            if by_label != by_hand:
                place = f"{label['section']} {label['place']}"
                wrong.append(f"{place}, situation {number}: by hand {by_hand}, by label {by_label}")
    assert not wrong, "\n".join(wrong)
