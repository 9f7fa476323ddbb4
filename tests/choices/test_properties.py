"""What holds of every brief, whatever the situation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.choices.brief import brief
from concord.choices.findings import Judge, find, pinned, regions
from concord.choices.shape import Brief, ChoiceCard
from concord.criteria.decide import decide
from concord.criteria.terms import Term, terms_of
from concord.knowledge import model
from concord.knowledge.load import Knowledge, conditions_of
from concord.knowledge.wording import RULES
from concord.possible import Possible, Range, is_single
from concord.situation.declare import Facts
from concord.situation.derive import derive
from tests.conftest import AS_OF, situation_of, whole_knowledge
from tests.generated import PRIORITIES, SITUATION

RELAXED = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def made(data: dict[str, Any], knowledge: Knowledge, **how: Any) -> Brief:
    return brief(situation_of(data), knowledge, AS_OF, **how)


def all_rules(knowledge: Knowledge) -> Iterator[model.Rules]:
    for choice in knowledge.choices.values():
        yield choice
        yield from choice.variants


def terms_in(rules: model.Rules, knowledge: Knowledge) -> list[Term]:
    texts = list(conditions_of(rules))
    texts += [knowledge.exclusion(one).is_ for one in rules.not_now_when] + [
        knowledge.check(one).is_ for one in rules.check_first
    ]
    return list(dict.fromkeys(term for text in texts for term in terms_of(knowledge.condition(text))))


def some_single(possible: Possible, data: Any) -> Possible:
    """One of the values still possible."""
    if isinstance(possible, Range):
        end = data.draw(st.sampled_from([possible.low, possible.high]))
        return Range(end, end)
    return frozenset({data.draw(st.sampled_from(sorted(possible)))})


@RELAXED
@given(situation=SITUATION, data=st.data())
def test_learning_a_fact_changes_a_finding_only_if_it_was_among_its_reasons(
    situation: dict[str, Any], data: Any
) -> None:
    knowledge = whole_knowledge()
    facts = derive(situation_of(situation), knowledge.vocabulary, AS_OF)
    here = regions(situation.get("person", {}).get("country"), knowledge)
    rules = data.draw(st.sampled_from(list(all_rules(knowledge))))
    before = find(rules, Judge(knowledge, facts), here)
    for learned in terms_in(rules, knowledge):
        if is_single(facts(learned)):
            continue
        value = some_single(facts(learned), data)
        after = find(rules, Judge(knowledge, pinned(facts, {learned: value})), here)
        if (before.standing, before.why_not) != (after.standing, after.why_not):
            assert learned in before.reasons, (learned, before, after)


@RELAXED
@given(situation=SITUATION, data=st.data())
def test_learning_facts_never_turns_a_decided_condition_round(situation: dict[str, Any], data: Any) -> None:
    knowledge = whole_knowledge()
    facts = derive(situation_of(situation), knowledge.vocabulary, AS_OF)
    for _, _, text in knowledge.conditions():
        condition = knowledge.condition(text)
        before = decide(condition, facts)
        if before is not None:
            settled = {
                term: some_single(facts(term), data) for term in terms_of(condition) if not is_single(facts(term))
            }
            assert decide(condition, pinned(facts, settled)) is before, text


def _without_priorities(card: ChoiceCard) -> dict[str, Any]:
    return {key: value for key, value in card.items() if key not in ("fit", "variants")} | {
        "variants": [_without_priorities(one) for one in card["variants"]]
    }


@RELAXED
@given(situation=SITUATION, priorities=PRIORITIES)
def test_priorities_never_change_the_choices_only_the_order_of_rows(
    situation: dict[str, Any], priorities: dict[str, Any]
) -> None:
    knowledge = whole_knowledge()
    plain, own = made(situation, knowledge), made({**situation, "priorities": priorities}, knowledge)
    assert [_without_priorities(card) for card in plain["choices"]] == [
        _without_priorities(card) for card in own["choices"]
    ]
    for one, other in zip(plain["choices"], own["choices"], strict=True):
        by_row = {row["row"]: (row["mark"], row["say"]) for row in one["fit"]}
        assert all(by_row[row["row"]] == (row["mark"], row["say"]) for row in other["fit"])
    assert len({tuple(row["row"] for row in card["fit"]) for card in own["choices"]}) <= 1


def statements(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "say" in value and "basis" in value:
            yield value
        for one in value.values():
            yield from statements(one)
    elif isinstance(value, list):
        for one in value:
            yield from statements(one)


FIGURE = re.compile(r"(?<![A-Za-z0-9/-])\d")


@RELAXED
@given(situation=SITUATION)
def test_no_figure_without_a_source(situation: dict[str, Any]) -> None:
    knowledge = whole_knowledge()
    result = made(situation, knowledge, survival="full_range")
    listed = {source["id"] for source in result["sources"]}
    for card in (*result["choices"], *result["supportive"]):
        for one in statements(card):
            if FIGURE.search(one["say"]):
                assert one["basis"] or not FIGURE.search(re.sub(r"\d{4}(-\d\d){0,2}", "", one["say"])), one
            assert set(one["basis"]) <= set(knowledge.sources), one
            if card["standing"] != "not_now":
                assert set(one["basis"]) <= listed


@RELAXED
@given(situation=SITUATION)
def test_statements_about_choices_neither_rank_nor_urge(situation: dict[str, Any]) -> None:
    knowledge = whole_knowledge()
    result = made(situation, knowledge)
    for card in (*result["choices"], *result["supportive"]):
        for one in statements(card):
            if one.get("kind") in ("call_early",):
                continue
            text = RULES["en"].allowed.sub("", one["say"])
            for pattern in (RULES["en"].unwanted, RULES["en"].urging, RULES["en"].imperative):
                assert not pattern.search(text), one["say"]


@RELAXED
@given(situation=SITUATION, survival=st.sampled_from(["none", "words", "ask", None]))
def test_survival_figures_only_for_those_who_ask(situation: dict[str, Any], survival: str | None) -> None:
    knowledge = whole_knowledge()
    result = made(situation, knowledge, survival=survival)
    assert not any(one.get("kind") == "survival" for one in statements(dict(result)))
    assert result["survival"] is None or result["survival"]["say"]


@RELAXED
@given(situation=SITUATION)
def test_comfort_focused_care_is_always_a_choice_and_every_choice_has_the_same_rows(situation: dict[str, Any]) -> None:
    knowledge = whole_knowledge()
    result = made(situation, knowledge)
    comfort = [card for card in result["choices"] if card["always"]]
    assert comfort
    assert all(card["standing"] == "supported" for card in comfort)
    assert len({tuple(card) for card in result["choices"]}) == 1
    order = [group["id"] for group in result["groups"]]
    places = [(order.index(card["group"]), card["name"].lower()) for card in result["choices"]]
    assert places == sorted(places)
    assert len(order) <= 8


def test_survival_figures_are_there_when_asked_for(knowledge: Knowledge) -> None:
    situation = {"cancer": {"extent": "metastatic"}, "pathology": [{"er_percent": 90, "her2_ihc": "1+"}]}
    shown = [
        one
        for one in statements(dict(made(situation, knowledge, survival="typical_range")))
        if one.get("kind") == "survival"
    ]
    assert shown


def test_facts_answer_within_their_domain(knowledge: Knowledge) -> None:
    facts = Facts(situation_of({}), knowledge.vocabulary, AS_OF)
    for rules in all_rules(knowledge):
        for term in terms_in(rules, knowledge):
            domain = knowledge.signature.facts[term.name].domain
            found = facts(term)
            if isinstance(domain, Range):
                assert isinstance(found, Range)
                assert domain.low <= found.low <= found.high <= domain.high, term
            else:
                assert found <= domain, term  # type: ignore[operator]
