"""What matters: a mark only on a scale that is the same for every choice, the person's order, and no steering."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.choices import fit
from concord.choices.brief import brief
from concord.choices.shape import Brief, ChoiceCard
from concord.choices.words import Words
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from tests.conftest import AS_OF, situation_of, whole_knowledge

OPEN: dict[str, Any] = {
    "person": {"country": "US", "sex": "female", "menopause": "postmenopausal"},
    "cancer": {"extent": "metastatic", "presentation": "de_novo"},
    "pathology": [{"er_percent": 90, "her2_ihc": "1+"}],
    "treatments_complete": "yes",
}


def made(knowledge: Knowledge, **matters: str) -> Brief:
    return brief(situation_of({**OPEN, "priorities": {"matters": matters}}), knowledge, AS_OF)


def living(**values: Any) -> model.LivingWith:
    return model.LivingWith(**{"given": ("pills",), "pattern": model.Say(en="x"), "basis": ("abc4-2018",), **values})


SCALES: dict[str, list[tuple[dict[str, Any], str]]] = {
    "few_hospital_days": [
        ({"clinic_visits_per_month": (0, 1)}, "helps"),
        ({"clinic_visits_per_month": (1, 2)}, "helps"),
        ({"clinic_visits_per_month": (2, 3)}, "little_difference"),
        ({"clinic_visits_per_month": (3, 3)}, "works_against"),
        ({"clinic_visits_per_month": (3, 4)}, "works_against"),
        ({}, "not_known"),
    ],
    "short_visits": [({"visit_hours": (2, 4)}, "little_difference"), ({"visit_hours": (3, 5)}, "works_against")],
    "pills_not_drips": [
        ({"given": ("pills",)}, "helps"),
        ({"given": ("none",)}, "helps"),
        ({"given": ("pills", "injection")}, "little_difference"),
        ({"given": ("pills", "drip")}, "works_against"),
    ],
    "keep_hair": [
        ({"hair": "usually_stays"}, "helps"),
        ({"hair": "may_thin"}, "little_difference"),
        ({"hair": "usually_lost"}, "works_against"),
        ({"hair": "not_known"}, "not_known"),
    ],
    "few_tests": [({"tests": ()}, "helps"), ({"tests": tuple("abcdef")}, "works_against")],
}


@pytest.mark.parametrize(
    ("concern", "values", "expected"), [(name, *one) for name, some in SCALES.items() for one in some]
)
def test_a_mark_comes_from_the_scale_alone(
    concern: str, values: dict[str, Any], expected: str, knowledge: Knowledge
) -> None:
    scale = knowledge.concerns[concern].scale
    assert scale is not None
    assert fit.mark(scale, living(**values)) == expected


@given(visits=st.tuples(st.floats(0, 10), st.floats(0, 10)), more=st.floats(0, 5))
def test_more_visits_never_help_more(visits: tuple[float, float], more: float) -> None:
    low, high = sorted(visits)
    scale = whole_knowledge().concerns["few_hospital_days"].scale
    assert scale is not None
    order = ["helps", "little_difference", "works_against"]
    before = fit.mark(scale, living(clinic_visits_per_month=(low, high)))
    after = fit.mark(scale, living(clinic_visits_per_month=(low + more, high + more)))
    assert order.index(before) <= order.index(after)


def test_benefits_and_side_effects_have_no_mark_and_say_they_were_not_compared(knowledge: Knowledge) -> None:
    result = made(knowledge)
    notes = {row["row"]: row["note"] for row in result["matters"]}
    for concern in knowledge.concerns.values():
        apart = bool(concern.harms) or concern.outcome is not None
        assert bool(notes[concern.id]) is apart
        for card in result["choices"]:
            marks = {row["mark"] for row in card["fit"] if row["row"] == concern.id}
            allowed = {"figure", "outcome", "not_known"} if apart else {"helps", "works_against", "little_difference"}
            assert marks <= allowed | {"not_known", "said"}


def test_every_choice_follows_the_same_rule_comfort_care_included(knowledge: Knowledge) -> None:
    words = Words(knowledge)
    for choice in knowledge.choices.values():
        if choice.living_with is None:
            continue
        rows = fit.fit_rows(choice, words)
        for concern in knowledge.concerns.values():
            if concern.scale and fit.measured(concern.scale.measure, choice.living_with) is not None:
                expected = fit.mark(concern.scale, choice.living_with)
                assert rows[concern.id]["mark"] == (expected if expected != "not_known" else "said")


@pytest.mark.parametrize("order", list(itertools.permutations(["energy", "keep_hair", "few_hospital_days"])))
def test_rows_stand_in_the_persons_order_and_choices_never_move(order: tuple[str, ...], knowledge: Knowledge) -> None:
    weights = dict(zip(order, ("a_lot", "some", "little"), strict=True))
    result = made(knowledge, **weights)
    for card in result["choices"]:
        assert [row["row"] for row in card["fit"]] == list(order)
    assert [card["id"] for card in result["choices"]] == [card["id"] for card in made(knowledge)["choices"]]


def test_a_concern_of_ones_own_has_no_data_and_says_so(knowledge: Knowledge) -> None:
    result = made(knowledge, my_dog="a_lot", energy="some")
    for card in result["choices"]:
        first = card["fit"][0]
        assert (first["name"], first["mark"], first["matters"]) == ("my dog", "not_known", "a_lot")
        assert first["say"] == Words(knowledge).sentence("fit_own")


def sides(result: Brief, row: str) -> dict[str, list[ChoiceCard]]:
    found: dict[str, list[ChoiceCard]] = {"helps": [], "works_against": []}
    for card in result["choices"]:
        if card["standing"] != "not_now":
            for one in card["fit"]:
                if one["row"] == row and one["mark"] in found:
                    found[one["mark"]].append(card)
    return found


def test_a_trade_off_is_asked_only_where_this_persons_choices_differ(knowledge: Knowledge) -> None:
    result = made(knowledge, pills_not_drips="a_lot", keep_hair="some", few_tests="little", energy="a_lot")
    asked = {one["id"]: one for one in result["trade_offs"]}
    assert "few_tests" not in asked, "what matters little is not asked about"
    assert "energy" not in asked, "figures of different studies are no difference"
    for row in ("pills_not_drips", "keep_hair"):
        both = sides(result, row)
        assert (row in asked) is all(both.values())
        if row in asked:
            for card in (*both["helps"], *both["works_against"]):
                assert card["name"] in asked[row]["say"]


def test_there_are_no_totals_and_no_ranks(knowledge: Knowledge) -> None:
    result = made(knowledge, energy="a_lot")
    keys = {key for card in result["choices"] for row in card["fit"] for key in row}
    assert keys == {"row", "name", "matters", "mark", "say", "basis"}
