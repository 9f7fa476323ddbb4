"""The eight considerations: each answer changes what it names, visibly, and nothing about where a choice stands."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from concord.choices.brief import brief
from concord.choices.findings import Judge
from concord.choices.shape import Brief, ChoiceCard
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.situation.derive import derive
from tests.conftest import AS_OF, situation_of
from tests.spec.table import some_now

EIGHT = [
    "how_strongly",
    "general_health",
    "quality_of_life",
    "pain",
    "clinical_trials",
    "insurance_and_cost",
    "support_network",
    "how_to_be_spoken_to",
]

# A person of whom nothing is known that a consideration looks at.
BASE: dict[str, Any] = {
    "person": {"sex": "female", "menopause": "postmenopausal", "menopause_known_by": "told", "country": "US"},
    "cancer": {"extent": "metastatic", "sites": ["bone", "liver"], "sites_complete": True, "visceral_crisis": False},
    "pathology": [{"specimen": "metastasis", "er_percent": 90, "pr_percent": 40, "her2_ihc": "1+"}],
    "treatments_complete": True,
    "treatments": [{"kind": "medicine", "drugs": ["letrozole"], "setting": "adjuvant", "stopped_because": "completed"}],
}


def wanted(**priorities: Any) -> dict[str, Any]:
    return {"priorities": priorities}


def a_lot(concern: str) -> dict[str, Any]:
    return wanted(matters={concern: "a_lot"})


# One person for each answer, in the order of considerations.yaml.
ANSWERS: dict[str, list[dict[str, Any]]] = {
    "how_strongly": [wanted(approach=one) for one in ("push_hard", "balanced", "gentle_on_life")],
    "general_health": [
        {"health": {"ecog": 2}},
        {"person": {**BASE["person"], "birth_year": 1950}},
        {"health": {"conditions": ["heart_failure"]}},
    ],
    "quality_of_life": [
        a_lot(one) for one in ("how_i_feel", "energy", "short_visits", "being_there", "closeness", "not_a_burden")
    ],
    "pain": [{"health": {"pain_0_to_10": 6}}, wanted(pain_first=True)],
    "clinical_trials": [wanted(trials="yes"), wanted(trials="maybe")],
    "insurance_and_cost": [
        wanted(cost_is_a_concern=True),
        *(wanted(insurance=one) for one in ("medicare", "medicaid", "private", "public", "none")),
    ],
    "support_network": [wanted(help_at_home=one) for one in ("none", "some", "plenty")],
    "how_to_be_spoken_to": [
        *(wanted(talk=one) for one in ("direct", "gentle")),
        *(wanted(role=one) for one in ("i_decide", "decide_together", "my_doctor_decides")),
    ],
}
CASES = [(name, number) for name, people in ANSWERS.items() for number in range(len(people))]


def made(part: dict[str, Any], knowledge: Knowledge, day: dt.date = AS_OF) -> Brief:
    return brief(situation_of({**BASE, **part}), knowledge, day, talk="direct")


def answer_of(knowledge: Knowledge, name: str, number: int) -> model.Answer:
    return knowledge.considerations[name].answers[number]


def without_considerations(knowledge: Knowledge) -> Knowledge:
    return dataclasses.replace(knowledge, considerations={})


def standings(cards: list[ChoiceCard]) -> list[dict[str, Any]]:
    """All that is said of the choices but the rows, which follow the person."""
    return [
        {key: value for key, value in card.items() if key not in ("fit", "variants")}
        | {"variants": standings(card["variants"])}
        for card in cards
    ]


def test_there_are_the_eight_and_a_person_for_each_of_their_answers(knowledge: Knowledge) -> None:
    assert list(knowledge.considerations) == EIGHT == list(ANSWERS)
    assert {name: len(people) for name, people in ANSWERS.items()} == {
        name: len(one.answers) for name, one in knowledge.considerations.items()
    }


def test_of_a_person_who_answered_nothing_nothing_follows(knowledge: Knowledge) -> None:
    nobody = made({}, knowledge)
    assert (nobody["considered"], nobody["care_first"], nobody["reading"]) == ([], [], [])
    assert {one["kind"] for one in nobody["help"]} == {one.id for one in knowledge.help_kinds.values() if one.always}


@pytest.mark.parametrize(("name", "number"), some_now(CASES, 12))
def test_each_answer_changes_the_parts_it_names(name: str, number: int, knowledge: Knowledge) -> None:
    answer = answer_of(knowledge, name, number)
    before, after = made({}, knowledge), made(ANSWERS[name][number], knowledge)
    said = knowledge.considerations[name]
    assert name in {one.get("id") for one in after["considered"]}, said.name
    assert name not in {one.get("id") for one in before["considered"]}
    if answer.rows:
        rows = [one["row"] for one in after["matters"]]
        assert rows != [one["row"] for one in before["matters"]]
        weighed = rows[: len(ANSWERS[name][number].get("priorities", {}).get("matters", {}))]
        brought = [one for one in answer.rows if one not in weighed]
        assert rows[len(weighed) : len(weighed) + len(brought)] == brought
        assert weighed or set(rows) == set(knowledge.concerns), "an answer alone hides no row"
    if answer.questions:
        listed = [one["id"] for one in after["questions"]]
        assert listed != [one["id"] for one in before["questions"]]
        assert set(answer.questions) <= set(listed)
    if answer.help:
        kinds = list(dict.fromkeys(one["kind"] for one in after["help"]))
        assert kinds != list(dict.fromkeys(one["kind"] for one in before["help"]))
        assert set(answer.help) <= set(kinds)
    assert set(answer.articles) <= {one["id"] for one in after["reading"]}
    if answer.first:
        assert after["care_first"]
        assert after["care_first"] == [one for one in answer.first if one in after["care_first"]]
        assert set(after["care_first"]) <= {card["id"] for card in after["supportive"]}


@pytest.mark.parametrize(("name", "number"), some_now(CASES, 12))
def test_no_consideration_touches_where_a_choice_stands(name: str, number: int, knowledge: Knowledge) -> None:
    part = ANSWERS[name][number]
    with_them, without = made(part, knowledge), made(part, without_considerations(knowledge))
    assert standings(with_them["choices"]) == standings(without["choices"])
    assert standings(with_them["supportive"]) == standings(without["supportive"])
    for same in ("tests", "urgent", "when_to_call", "conflicts", "notes", "not_known", "being_studied"):
        assert with_them[same] == without[same], same


@pytest.mark.slow
@pytest.mark.parametrize(("name", "number"), [one for one in CASES if "priorities" in ANSWERS[one[0]][one[1]]])
def test_what_a_person_wants_changes_no_choice_and_no_test(name: str, number: int, knowledge: Knowledge) -> None:
    before, after = made({}, knowledge), made(ANSWERS[name][number], knowledge)
    assert standings(before["choices"]) == standings(after["choices"])
    assert before["tests"] == after["tests"]


@pytest.mark.parametrize("country", ["US", "ES", None])
def test_that_a_question_is_on_the_list_is_said_only_where_it_is(country: str | None, knowledge: Knowledge) -> None:
    """With all answers at once the list is too short for every question, so some statements must not promise one."""
    whole = {
        "person": {**BASE["person"], "birth_year": 1950, "country": country},
        "health": {"ecog": 2, "pain_0_to_10": 6, "conditions": ["heart_failure"]},
        **wanted(
            approach="gentle_on_life",
            pain_first=True,
            trials="yes",
            insurance="medicare",
            cost_is_a_concern=True,
            help_at_home="none",
            role="decide_together",
            talk="direct",
            matters={"energy": "a_lot", "closeness": "a_lot", "faith": "a_lot"},
        ),
    }
    result = made(whole, knowledge)
    listed = {one["id"] for one in result["questions"]}
    judge = Judge(knowledge, derive(situation_of({**BASE, **whole}), knowledge.vocabulary, AS_OF))
    held = [
        answer
        for one in knowledge.considerations.values()
        for answer in one.answers
        if judge(answer.when).truth is True
    ]
    promise = "is on your list"
    assert len(held) == len(result["considered"]) >= 12
    assert [promise in one["say"] for one in result["considered"]] == [
        bool(listed & set(one.questions)) for one in held
    ]
    assert len(result["questions"]) == 12
    assert 0 < sum(promise in one["say"] for one in result["considered"]) < len(held)


# ------------------------------------------------------------------------------------------------ help
MONEY: dict[str, Any] = wanted(cost_is_a_concern=True, trials="yes", help_at_home="none", insurance="medicare")


def help_of(country: str | None, knowledge: Knowledge, day: dt.date = AS_OF, **more: Any) -> dict[str, str | None]:
    person = {**BASE["person"], "country": country}
    result = made({**MONEY, "person": person, **more}, knowledge, day)
    return {one["id"]: one["country"] for one in result["help"]}


def test_help_past_its_last_day_is_not_shown(knowledge: Knowledge) -> None:
    assert "us-medicare-part-d-limit" in help_of("US", knowledge, dt.date(2026, 12, 31))
    after = help_of("US", knowledge, dt.date(2027, 1, 1))
    assert "us-medicare-part-d-limit" not in after
    assert "us-medicare-part-d" in after, "what holds in any year stays"
    late = help_of("US", knowledge, dt.date(2028, 1, 1))
    assert not {name for name in late if knowledge.help[name].until}


def test_an_amount_a_year_or_a_number_to_call_has_a_last_day(knowledge: Knowledge) -> None:
    dated = [one for one in knowledge.help.values() if one.numbers]
    assert len(dated) > 5
    assert [one.id for one in dated if one.until is None] == []
    assert [one.id for one in dated if any("$" in str(amount) for amount in one.numbers.values())] == [
        "us-medicare-part-d-limit"
    ]
    assert knowledge.help["us-medicare-part-d-limit"].until == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("country", "theirs"),
    [
        ("US", {None, "US"}),
        ("PR", {None, "US"}),
        ("GB", {None, "GB"}),
        ("ES", {None, "ES", "EU"}),
        ("FR", {None, "EU"}),
        ("MX", {None, "MX"}),
        ("CL", {None, "CL"}),
        ("JP", {None}),
        (None, {None}),
    ],
)
def test_help_is_of_the_persons_country_or_for_everyone(
    country: str | None, theirs: set[str | None], knowledge: Knowledge
) -> None:
    assert set(help_of(country, knowledge).values()) == theirs


def test_help_for_one_kind_of_cover_is_not_shown_to_others(knowledge: Knowledge) -> None:
    private = help_of("US", knowledge, **wanted(insurance="private", cost_is_a_concern=True))
    assert "us-private-appeal" in private
    assert not [name for name in private if "medicare" in name or "medicaid" in name]
    not_said = help_of("US", knowledge, **wanted(cost_is_a_concern=True))
    assert {"us-private-appeal", "us-medicare-part-d", "us-medicaid"} <= set(not_said), "not known is not another one"


def test_every_kind_of_help_is_there_for_everyone_everywhere(knowledge: Knowledge) -> None:
    """What a statement says stands below stands there also for a person of an unknown country."""
    assert {one.kind for one in knowledge.help.values() if one.country is None and not one.when} == set(
        knowledge.help_kinds
    )
