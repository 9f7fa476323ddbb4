"""tests/spec/rules/: what each condition of the knowledge base means, by examples."""

from __future__ import annotations

from typing import Any

import pytest

from concord.criteria.decide import decide
from concord.knowledge.load import Knowledge
from tests.conftest import facts_of
from tests.spec.rules import rules, tabled

ANSWERS = {"holds": True, "does_not": False, "unknown": None}
EXAMPLES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    row["rule"]: [(answer, example) for answer in ANSWERS for example in row.get(answer, [])] for row in tabled()
}


def complete(example: dict[str, Any]) -> dict[str, Any]:
    """An example with its treatments all listed, unless it says otherwise."""
    return {"treatments_complete": True, **example}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_rule(rule: str, knowledge: Knowledge) -> None:
    condition = knowledge.condition(rules(knowledge)[rule])
    wrong = [
        (answer, example)
        for answer, example in EXAMPLES[rule]
        if decide(condition, facts_of(complete(example), knowledge.vocabulary)) is not ANSWERS[answer]
    ]
    assert wrong == []


@pytest.mark.slow
def test_every_row_names_a_rule_and_shows_both_sides(knowledge: Knowledge) -> None:
    known = rules(knowledge)
    listed = [row["rule"] for row in tabled()]
    assert [name for name in listed if name not in known] == []
    assert len(set(listed)) == len(listed)
    shown = [row for row in tabled() if row.get("holds") or (row.get("never_sure_to_hold") and row.get("unknown"))]
    assert [row["rule"] for row in tabled() if row not in shown or not row.get("does_not")] == []


@pytest.mark.slow
def test_every_rule_is_shown_by_examples(knowledge: Knowledge) -> None:
    shown = {row["rule"] for row in tabled()}
    assert [name for name in rules(knowledge) if name not in shown] == []
