"""The eleven questions: each answer names something of this person, what guidelines say, what is not known, and what
would settle it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from concord.choices.answers import SHOWS
from concord.choices.brief import brief
from concord.choices.shape import AnswerPart, Brief
from concord.choices.words import Language
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.situation.declare import REGISTRY, term
from concord.situation.derive import derive
from tests.conftest import AS_OF, situation_of
from tests.spec.test_situations import SITUATIONS, whole

TWENTY = SITUATIONS[:: len(SITUATIONS) // 20][:20]
LANGUAGES: tuple[Language, ...] = ("en", "es")


def answered(file: dict[str, Any], knowledge: Knowledge, language: Language = "en") -> dict[str, AnswerPart]:
    return {one["id"]: one for one in made(file, knowledge, language)["answers"]}


def made(file: dict[str, Any], knowledge: Knowledge, language: Language = "en") -> Brief:
    return brief(situation_of(file), knowledge, AS_OF, language=language)


def said(one: AnswerPart) -> str:
    return " ".join(line["say"] for part in ("known", "guidelines", "not_known", "settles") for line in one[part])


def test_there_are_eleven_and_what_they_show_exists(knowledge: Knowledge) -> None:
    assert len(knowledge.common_questions) == 11
    shown = {name for one in knowledge.common_questions.values() for name in one.shows}
    assert shown - {"reasons", "tests", "road"} == set(SHOWS)
    for one in knowledge.common_questions.values():
        for about in one.about:
            assert term(about.fact).name in REGISTRY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", TWENTY, ids=lambda row: row["title"])
def test_each_answer_names_the_person_and_the_unknowns(
    row: dict[str, Any], language: Language, knowledge: Knowledge
) -> None:
    brief_of_her = made(whole(row), knowledge, language)
    facts = derive(situation_of(whole(row)), knowledge.vocabulary, AS_OF)
    listed = {source["id"] for source in brief_of_her["sources"]}
    for one in brief_of_her["answers"]:
        about = (row["title"], one["id"])
        assert any(line["facts"] or line.get("kind") == "own" or line["basis"] for line in one["known"]), about
        assert all(line["basis"] and set(line["basis"]) <= listed for line in one["guidelines"]), about
        assert one["not_known"], about
        assert one["settles"], about
        for line in one["not_known"]:
            assert line["holds"] is None, about
        missing = {fact for line in one["not_known"] for fact in line["facts"]}
        for fact in knowledge.common_questions[one["id"]].about:
            if fact.when is None and facts(term(fact.fact)) == REGISTRY[term(fact.fact).name].domain:
                assert str(term(fact.fact)) in missing, about
        assert not re.search(r"\{|\}|\.\.(?!\.)|  |\bNone\b", said(one)), (about, said(one))


def test_two_people_get_two_answers(knowledge: Knowledge) -> None:
    one, other = (answered(whole(row), knowledge) for row in (TWENTY[0], TWENTY[-1]))
    assert all(said(one[name]) != said(other[name]) for name in one)


def test_what_is_not_known_becomes_a_test_or_a_question(knowledge: Knowledge) -> None:
    file = {**whole(SITUATIONS[0]), "pathology": []}
    one = answered(file, knowledge)["how-were-receptors-determined"]
    missing = next(line for line in one["not_known"] if line.get("kind") == "missing")
    assert {"hormone_receptors", "her2"} <= set(missing["facts"])
    assert any(line.get("kind") == "test" and line["basis"] for line in one["settles"])


def test_a_person_who_told_nothing_is_told_so(knowledge: Knowledge) -> None:
    one = answered({"schema": "concord.situation/0", "as_of": "2026-11-20"}, knowledge)["how-were-receptors-determined"]
    assert [line["say"] for line in one["known"]] == ["What we have says nothing about this yet."]


def test_tests_of_one_kind_of_cancer_are_not_named_for_another(knowledge: Knowledge) -> None:
    row = next(row for row in SITUATIONS if "triple" in row["title"])
    one = answered(whole(row), knowledge)["which-tests"]
    assert "ESR1" not in said(one)


def test_care_without_cancer_medicine_is_not_set_against_treatment(knowledge: Knowledge) -> None:
    """Nobody compared it in that way, so it is in no list of how people felt."""
    for row in TWENTY:
        one = answered(whole(row), knowledge)["quality-of-life"]
        names = [
            choice.names.en
            for choice in knowledge.choices.values()
            if choice.group == model.LESS_OR_NONE and isinstance(choice.names.en, str)
        ]
        felt = [line["say"] for line in one["known"] if "people felt" in line["say"]]
        assert not any(name in line for name in names for line in felt)


def test_cancer_that_cannot_be_removed_is_not_said_to_have_spread(knowledge: Knowledge) -> None:
    file = whole(SITUATIONS[0])
    cancer = {"extent": "locally_advanced_inoperable", "presentation": "de_novo"}
    assert "had spread" not in made({**file, "cancer": cancer}, knowledge)["situation"]["say"]


# ------------------------------------------------------------------------------------------------ the question list
@pytest.mark.parametrize("row", TWENTY, ids=lambda row: row["title"])
def test_at_most_twelve_questions_three_starred_in_both_languages(row: dict[str, Any], knowledge: Knowledge) -> None:
    english, spanish = (made(whole(row), knowledge, one)["questions"] for one in LANGUAGES)
    assert len(english) <= 12
    assert [one["starred"] for one in english] == [True] * 3 + [False] * (len(english) - 3)
    assert [one["id"] for one in english] == [one["id"] for one in spanish]
    assert [one["say"] for one in english] == [one["also"] for one in spanish]
    assert [one["also"] for one in english] == [one["say"] for one in spanish]


def test_questions_about_time_are_always_offered_and_listed_only_if_chosen(knowledge: Knowledge) -> None:
    file = whole(SITUATIONS[0])
    asked = [one.id for one in knowledge.questions.values() if one.only_if_asked_for]
    assert asked
    for survival, listed in (("none", False), ("ask", False), ("words", True), ("full_range", True)):
        found = brief(situation_of(file), knowledge, AS_OF, survival=survival)
        assert (found["questions_offer"] is None) == listed
        if not listed:
            assert not set(asked) & {one["id"] for one in found["questions"]}


# ------------------------------------------------------------------------------------------------ is it working
def test_every_choice_says_how_one_sees_whether_it_works(knowledge: Knowledge) -> None:
    for card in made(whole(SITUATIONS[0]), knowledge)["choices"]:
        assert [one["kind"] for one in card["working"]] == ["measured", "how_often", "working", "misleads"], card["id"]
        assert all(one["basis"] for one in card["working"])
    comfort = next(c for c in made(whole(SITUATIONS[0]), knowledge)["choices"] if c["id"] == "comfort-focused-care")
    assert "Scans and blood markers are not needed" in comfort["working"][3]["say"]


# ------------------------------------------------------------------------------------------------ what to read
def test_choices_tests_and_questions_lead_to_articles(knowledge: Knowledge) -> None:
    found = made(whole(SITUATIONS[0]), knowledge)
    for kind, lines in (("choices", found["choices"]), ("tests", found["tests"])):
        for line in lines:
            wanted = [one.id for one in knowledge.articles.values() if line["id"] in getattr(one, kind)]
            assert [one["id"] for one in line["reading"]] == wanted
    assert any(one["reading"] for one in found["questions"])
    shown = [card for card in found["choices"] if card["standing"] == "supported"]
    assert all(card["reading"] for card in shown), [card["id"] for card in shown if not card["reading"]]
