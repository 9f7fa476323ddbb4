"""tests/spec/situations/: what the brief says of each situation."""

from __future__ import annotations

from typing import Any

import pytest

from concord.choices.brief import brief
from concord.choices.shape import Brief, ChoiceCard
from concord.knowledge.load import Knowledge
from tests.conftest import AS_OF, situation_of
from tests.spec.table import HERE, some_now, table

BASE_FILE: dict[str, Any] = table("situations/base")
BASE: dict[str, Any] = BASE_FILE["base"]
SHARED: dict[str, list[Any]] = BASE_FILE["shared"]
TABLES = sorted(path.stem for path in (HERE / "situations").glob("*.yaml") if path.stem != "base")
SITUATIONS: list[dict[str, Any]] = [row for name in TABLES for row in table(f"situations/{name}")]
MERGED = ("person", "cancer", "health")
LISTS = ("biomarkers", "treatments")


def whole(row: dict[str, Any]) -> dict[str, Any]:
    """The base with this row's changes, and the entries that shared names stand for."""
    changed: dict[str, Any] = {}
    for key, value in row["situation"].items():
        if key in MERGED and isinstance(value, dict):
            changed[key] = {**BASE.get(key, {}), **value}
        elif key in LISTS:
            changed[key] = [entry for one in value for entry in (SHARED[one] if isinstance(one, str) else [one])]
        else:
            changed[key] = value
    return {**BASE, **changed}


def brief_of(row: dict[str, Any], knowledge: Knowledge) -> Brief:
    return brief(situation_of(whole(row)), knowledge, AS_OF)


def _with_variants(cards: dict[str, ChoiceCard]) -> dict[str, ChoiceCard]:
    """A way of a choice is named `choice/variant`."""
    return cards | {f"{name}/{one['id']}": one for name, card in cards.items() for one in card["variants"]}


@pytest.mark.parametrize("row", some_now(SITUATIONS, 8), ids=lambda row: row["title"])
def test_situation(row: dict[str, Any], knowledge: Knowledge) -> None:
    made = brief_of(row, knowledge)
    choices: dict[str, ChoiceCard] = {card["id"]: card for card in made["choices"]}
    supportive: dict[str, ChoiceCard] = {card["id"]: card for card in made["supportive"]}
    cards = _with_variants({**supportive, **choices})
    supported = sorted(name for name, card in choices.items() if card["standing"] == "supported" and not card["always"])
    assert supported == sorted(row["supported"])
    depends = {
        name: sorted(one["fact"] for one in card["missing"])
        for name, card in choices.items()
        if card["standing"] == "depends"
    }
    assert depends == {name: sorted(facts) for name, facts in row.get("depends", {}).items()}
    for name, facts in row.get("variants_depend", {}).items():
        assert (cards[name]["standing"], sorted(one["fact"] for one in cards[name]["missing"])) == (
            "depends",
            sorted(facts),
        ), name
    for name, why in row["not_now"].items():
        assert (cards[name]["standing"], cards[name]["why_not"]) == ("not_now", why), name
    deciding = {test["id"]: sorted(test["would_change"]) for test in made["tests"] if test["would_change"]}
    assert deciding == {test: sorted(choices) for test, choices in row.get("tests", {}).items()}
    assert set(row.get("listed_tests", [])) <= {test["id"] for test in made["tests"]}
    assert set(row.get("questions", [])) <= {one["id"] for one in made["questions"]}
    for name, checks in row.get("check_first", {}).items():
        assert set(checks) <= {one.get("id") for one in cards[name]["check_first"]}, name
    for name, checks in row.get("cautions", {}).items():
        assert set(checks) <= {one.get("id") for one in cards[name]["cautions"]}, name
    for name, companions in row.get("companions", {}).items():
        assert {one["id"]: one["holds"] for one in cards[name]["companions"]} == companions, name
    for name, standings in row.get("variants", {}).items():
        found = {one["id"]: one["standing"] for one in cards[name]["variants"]}
        assert {variant: found[variant] for variant in standings} == standings, name
    for name in row.get("disagreement", []):
        assert cards[name]["disagreement"] is not None, name
    for name in row.get("agreement", []):
        assert cards[name]["disagreement"] is None, name
    for name, agencies in row.get("labels_that_count", {}).items():
        counted = {one["by"] for one in cards[name]["supports"] if one["kind"] == "label" and one["counts"]}
        assert counted == set(agencies), name
    for name in ("conflicts", "subtypes"):
        listed = [one.get("fact") or one["value"] for one in made[name]]  # type: ignore[literal-required]
        assert listed == row.get(name, []), name
    offered = {name for name, card in supportive.items() if card["standing"] == "supported"}
    assert set(row.get("supportive", [])) <= offered, sorted(offered)
    open_now = {name for name, card in supportive.items() if card["standing"] != "not_now"}
    assert not set(row.get("not_supportive", [])) & open_now, sorted(open_now)
    for name, facts in row.get("supportive_depends", {}).items():
        card = supportive[name]
        assert (card["standing"], sorted(one["fact"] for one in card["missing"])) == ("depends", sorted(facts)), name
    if "urgent" in row:
        assert [one["id"] for one in made["urgent"]] == row["urgent"]
    for name in row.get("notes", []):
        assert name in [note.get("id") for note in made["notes"]]
    for name in row.get("no_notes", []):
        assert name not in [note.get("id") for note in made["notes"]]
    studied = {one["id"] for one in made["being_studied"]}
    assert set(row.get("being_studied", [])) <= studied, sorted(studied)
    assert not set(row.get("not_being_studied", [])) & studied, sorted(studied)
    assert made["scope"]["in_scope"] is (None if row.get("extent_unknown") else True)
    assert cards["comfort-focused-care"]["standing"] == "supported"


def test_every_row_has_a_name_and_a_situation_of_its_own() -> None:
    assert len({row["title"] for row in SITUATIONS}) == len(SITUATIONS)
    assert len({str(whole(row)) for row in SITUATIONS}) == len(SITUATIONS)


def test_every_row_names_where_its_expectation_comes_from(knowledge: Knowledge) -> None:
    named = {row["title"]: row.get("sources", []) for row in SITUATIONS}
    assert {
        title for title, sources in named.items() if not sources or not set(sources) <= set(knowledge.sources)
    } == set()
