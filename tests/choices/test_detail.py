"""Good and bad points of every choice are told in equal detail, and each from the study that looked at them."""

from __future__ import annotations

from dataclasses import fields

import pytest

from concord.choices.brief import brief
from concord.choices.figures import main_evidence
from concord.choices.ipdas import EQUAL_DETAIL, words_of
from concord.choices.statements import benefits, harms
from concord.choices.words import Words
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from tests.conftest import AS_OF, situation_of, whole_knowledge

CHOICES = [one.id for one in whole_knowledge().choices.values() if one.kind in ("choice", "always")]
SINGLE = whole_knowledge().choices["single-chemotherapy"].variants


def counted(rules: model.Rules, words: Words) -> tuple[int, int]:
    return words_of(benefits(rules, words, "ask")), words_of(harms(rules, words))


def own_words(say: model.Say | None, words: Words) -> int:
    return len(words.text(say).split()) if say else 0


@pytest.mark.parametrize("name", CHOICES)
def test_good_and_bad_points_are_told_in_equal_detail(name: str, knowledge: Knowledge) -> None:
    choice, words = knowledge.choices[name], Words(knowledge)
    ways = [counted(rules, words) for rules in (choice, *choice.variants)]
    good = own_words(choice.say.can_do, words) + sum(one[0] for one in ways)
    bad = own_words(choice.say.can_cost, words) + sum(one[1] for one in ways)
    assert bad, "nothing is said of what it can cost"
    assert EQUAL_DETAIL[0] <= good / bad <= EQUAL_DETAIL[1], (good, bad)


@pytest.mark.parametrize("variant", SINGLE, ids=[one.id for one in SINGLE])
def test_each_chemotherapy_medicine_by_itself_is_told_in_equal_detail(
    variant: model.Variant, knowledge: Knowledge
) -> None:
    good, bad = counted(variant, Words(knowledge))
    assert EQUAL_DETAIL[0] <= good / bad <= EQUAL_DETAIL[1], (good, bad)


@pytest.mark.parametrize(
    ("name", "study", "kinds"),
    [
        ("docetaxel", "tax-311", ["growth_free", "response"]),
        ("vinorelbine", "norbreast-231", ["growth_free", "response"]),
        ("gemcitabine", "feher-2005", ["growth_free", "response"]),
        ("carboplatin", "tnt", ["response", "response"]),  # everyone, and those with an inherited change
        ("capecitabine", "capecitabine-single-arm", ["growth_free", "response"]),
    ],
)
def test_the_benefit_comes_from_the_study_that_looked_at_it(
    name: str, study: str, kinds: list[str], knowledge: Knowledge
) -> None:
    variant = next(one for one in SINGLE if one.id == name)
    main = main_evidence(variant, knowledge)
    assert main is not None
    assert main.id == study
    told = benefits(variant, Words(knowledge), "ask")
    assert [one.get("kind") for one in told] == [*kinds, "living_longer", "quality_of_life"]


def test_a_response_of_a_part_of_the_people_says_of_whom(knowledge: Knowledge) -> None:
    carboplatin = next(one for one in SINGLE if one.id == "carboplatin")
    everyone, part = benefits(carboplatin, Words(knowledge), "ask")[:2]
    assert "shrank in 31 and did not in 69. These figures are for people with triple negative cancer" in everyone["say"]
    assert "shrank in 68 and did not in 32. These figures are for people with an inherited BRCA1" in part["say"]
    assert "it shrank in 33 and did not in 67" in part["say"]


def test_a_part_that_is_not_verified_is_not_shown(knowledge: Knowledge) -> None:
    tnt = knowledge.evidence["tnt"]
    figure = tnt.figures["response_in_brca"]
    doubt = figure.model_copy(update={"checked": figure.checked.model_copy(update={"state": "partial"})})
    other = tnt.model_copy(update={"figures": {**tnt.figures, "response_in_brca": doubt}})
    carboplatin = next(one for one in SINGLE if one.id == "carboplatin")
    told = benefits(carboplatin, Words(changed(knowledge, evidence={**knowledge.evidence, "tnt": other})), "ask")
    assert [one.get("kind") for one in told] == ["response", "living_longer", "quality_of_life"]


def test_who_stopped_for_side_effects_is_told_though_the_benefit_is_of_another_study(knowledge: Knowledge) -> None:
    gemcitabine = next(one for one in SINGLE if one.id == "gemcitabine")
    stopped = [one for one in harms(gemcitabine, Words(knowledge)) if one.get("kind") == "stopped_for_side_effects"]
    assert [one["basis"] for one in stopped] == [["gemzar-label-us"]]


def test_what_a_choice_can_do_points_to_its_figures(knowledge: Knowledge) -> None:
    choice = knowledge.choices["olaparib"]
    say = choice.say.model_copy(update={"can_do": model.Say(en="Of every hundred people, {nausea.any} felt sick.")})
    told = changed(knowledge, choices={**knowledge.choices, "olaparib": choice.model_copy(update={"say": say})})
    made = brief(situation_of({"cancer": {"extent": "metastatic"}}), told, AS_OF)
    card = next(one for one in made["choices"] if one["id"] == "olaparib")
    assert card["benefits"][0]["say"] == "Of every hundred people, 60 felt sick."


def changed(knowledge: Knowledge, **parts: object) -> Knowledge:
    kept = {one.name: getattr(knowledge, one.name) for one in fields(knowledge) if not one.name.startswith("_")}
    return Knowledge(**{**kept, **parts})
