"""The rules for figures that people read (how chances and time are told), over every choice of the knowledge base.

Where a rule concerns pictures on a page it is held in tests/documents/test_person.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from concord.choices.figures import months, of_hundred
from concord.choices.shape import ChoiceCard, Statement
from concord.choices.statements import benefits, harms, studies
from concord.choices.words import Words
from concord.documents.arrange import FIGURES
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from tests.choices.test_properties import all_rules
from tests.conftest import whole_knowledge

ASKED = "full_range"


def told() -> Iterator[tuple[str, Statement]]:
    """Every figure that any choice can show, to a person who asked for all of them."""
    knowledge = whole_knowledge()
    words = Words(knowledge)
    for rules in all_rules(knowledge):
        for one in (*benefits(rules, words, ASKED), *harms(rules, words)):
            if one.get("kind") in FIGURES:
                yield words.text(rules.names), one


@cache
def figures() -> list[tuple[str, Statement]]:
    return list(told())


def evidence_of(one: Statement, knowledge: Knowledge) -> model.Evidence:
    return knowledge.evidence[one["icons"]["study"]]


def test_there_are_figures_of_every_kind() -> None:
    assert {one.get("kind") for _, one in figures()} == FIGURES


def test_every_chance_has_a_denominator_a_study_a_population_and_a_source(knowledge: Knowledge) -> None:
    """R1, R2, R10: of a hundred, from one study, whose people are described."""
    for name, one in figures():
        assert one["basis"], (name, one["say"])
        if "icons" in one:
            study = evidence_of(one, knowledge)
            assert one["icons"]["of"] == 100
            assert re.search(r"\bOf 100 people\b", one["say"]), one["say"]
            assert Words(knowledge).text(study.who), study.id
            cited = {figure.source for figure in study.figures.values()} | {table.source for table in study.harms}
            assert set(one["basis"]) <= cited


def test_no_chance_is_told_as_one_in_so_many() -> None:
    """R2."""
    for _, one in figures():
        assert not re.search(r"\b(1|one) in \d", one["say"]), one["say"]


def test_nothing_relative_stands_in_what_people_read() -> None:
    """R3: no hazard ratio, no "percent lower"; the clinician's exact figures carry the absolute pair with a ratio."""
    for _, one in figures():
        assert not re.search(r"hazard|ratio|percent|%|\bHR\b", one["say"]), one["say"]
    knowledge = whole_knowledge()
    for rules in all_rules(knowledge):
        for study in studies(rules, Words(knowledge)):
            for detail in study["details"]:
                if "HR" in detail:
                    assert re.search(r": [\d.]+%?", detail), detail


PAIR = re.compile(r"Of 100 people[^,]*,.*?\b(\d+)\b.*?\band (?:did not in )?(\d+)\b")
FEWER = re.compile(r"fewer than 1|more than 99")


def test_both_frames_add_up_to_a_hundred() -> None:
    """R4, R12: how many had it and how many had not, in whole people."""
    seen = 0
    for _, one in figures():
        if "icons" not in one or FEWER.search(one["say"]):
            continue
        pair = PAIR.search(one["say"])
        assert pair, one["say"]
        assert int(pair[1]) + int(pair[2]) == 100, one["say"]
        assert int(pair[1]) == one["icons"]["studied"]
        seen += 1
    assert seen > 100


def test_no_figure_for_people_has_decimals() -> None:
    """R12."""
    for _, one in figures():
        assert not re.search(r"\d[.,]\d", one["say"]), one["say"]


def test_a_word_of_chance_never_stands_for_a_number(knowledge: Knowledge) -> None:
    """R5, of the statements that are made from figures: they hold numbers, not "rare" or "common"."""
    for _, one in figures():
        assert not re.search(r"\b(rare|rarely|common|commonly|unlikely|frequent|frequently)\b", one["say"])
        assert re.search(r"\d", one["say"]), one["say"]


def test_both_arms_are_of_one_study(knowledge: Knowledge) -> None:
    """R8: a picture never sets one study beside another."""
    for _, one in figures():
        if "icons" in one and one["icons"]["control"] is not None:
            study = evidence_of(one, knowledge)
            assert study.control is not None
            assert one["icons"]["control_name"] == Words(knowledge).text(study.control.name)
            assert one["icons"]["studied_name"] == Words(knowledge).text(study.studied.name)


def test_every_figure_says_how_sure_it_is_or_that_the_source_does_not_say(knowledge: Knowledge) -> None:
    """R11."""
    words = Words(knowledge)
    absent = words.sentence("range_not_given")
    for name, one in figures():
        if one.get("kind") == "survival" and re.search(r"An estimate from|were alive", one["say"]):
            continue
        tight = one.get("kind") == "harm" and FEWER.search(one["say"])
        sure = re.search(r"Range: \d+ to \d+|only within a range", one["say"])
        assert sure or absent in one["say"] or tight or _no_wider_than_a_person(one, knowledge), (name, one["say"])


def _no_wider_than_a_person(one: Statement, knowledge: Knowledge) -> bool:
    """A range that rounds to the figure itself is not said again."""
    from concord.choices.figures import wilson

    study = evidence_of(one, knowledge)
    for table in study.harms:
        effect = table.effects.get(one.get("id", ""))
        if effect and table.people:
            pair = effect.any if effect.any and effect.any[0] is not None else effect.severe
            assert pair is not None
            assert pair[0] is not None
            low, high = (of_hundred(value) for value in wilson(pair[0], table.people[0]))
            return low == high
    return False


def test_a_sentence_holds_at_most_two_numbers() -> None:
    """R15: the denominator does not count."""
    for _, one in figures():
        for sentence in re.split(r"(?<=[.!?])\s+", re.sub(r"[Oo]f 100\b", "of each", one["say"])):
            numbers = re.findall(r"(?<![A-Za-z0-9/-])\d+(?![A-Za-z0-9/-])", sentence)
            assert len(numbers) <= 2, sentence


def test_any_and_severe_are_told_apart_and_what_was_not_reported_is_said() -> None:
    """R16."""
    kinds = {one.get("id"): one for _, one in figures() if one.get("kind") == "harm"}
    assert kinds
    for one in kinds.values():
        assert "severe" in one["say"] or one.get("severe") is None
        if one["icons"]["control_name"]:
            assert "Other group" in one["say"] or "For the other group the source gives no figure" in one["say"]


def test_time_before_growth_has_its_three_companions(knowledge: Knowledge) -> None:
    """Not the same as living longer; whether longer life was shown; how people felt."""
    words = Words(knowledge)
    seen = 0
    for rules in all_rules(knowledge):
        said = benefits(rules, words, "words")
        kinds = [one.get("kind") for one in said]
        if "growth_free" in kinds:
            seen += 1
            growth = said[kinds.index("growth_free")]
            assert words.sentence("growth_is_not_survival") in growth["say"]
            assert {"living_longer", "quality_of_life"} <= set(kinds)
    assert seen > 20


@pytest.mark.parametrize("survival", ["none", "words", "ask"])
def test_survival_figures_are_ranges_and_only_for_those_who_ask(survival: str, knowledge: Knowledge) -> None:
    words = Words(knowledge)
    for rules in all_rules(knowledge):
        assert not [one for one in benefits(rules, words, survival) if one.get("kind") == "survival"]
        full = [one for one in benefits(rules, words, "full_range") if one.get("kind") == "survival"]
        for one in full:
            assert re.search(r"[Hh]alf of the people|were alive", one["say"])
            assert re.search(r"range|were alive|An estimate from", one["say"]), one["say"]


def test_nothing_is_told_of_one_persons_own_time(knowledge: Knowledge) -> None:
    """R17: no field of a brief holds a forecast, and no figure is told as "you"."""
    assert not {"prognosis", "expected_survival", "predicted"} & set(ChoiceCard.__annotations__)
    for _, one in figures():
        assert not re.search(r"\b(you|your)\b", one["say"], re.IGNORECASE), one["say"]


def test_rounding_is_to_whole_people_and_whole_months() -> None:
    cases: list[Any] = [(0.4, 0), (0.5, 1), (49.5, 50), (72.4, 72), (99.6, 100)]
    assert [of_hundred(value) for value, _ in cases] == [expected for _, expected in cases]
    assert [months(value) for value in (7.3, 7.5, 28.8)] == [7, 8, 29]


def test_a_range_of_survival_is_named_as_an_estimate_and_never_made_of_growth(knowledge: Knowledge) -> None:
    """The multiples are for survival only; a best case is not estimated where that was never tried."""
    words = Words(knowledge)
    assert "best" not in knowledge.survival_scenarios["endocrine_therapy"].multiples
    seen = 0
    for _, one in figures():
        if one.get("id") == "scenarios":
            seen += 1
            assert one.get("kind") == "survival"
            assert "An estimate" in one["say"]
            assert "came close in" in one["say"]
    assert seen > 3
    paloma = benefits(knowledge.choices["palbociclib-aromatase-inhibitor"], words, "typical_range")
    said = next(one["say"] for one in paloma if one.get("id") == "scenarios")
    assert "between 27 and 108 months" in said, "half and twice of the 53.9 months of PALOMA-2"
    assert "less than" not in said, "the worst case is for those who asked for the full range"
