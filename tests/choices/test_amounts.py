"""What is said where something was given, and how much of it, or when, is not known."""

from __future__ import annotations

from typing import Any

import pytest

from concord.choices.brief import GIVEN_BY, brief
from concord.criteria.terms import terms_of
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.situation.declare import REGISTRY
from tests.conftest import AS_OF, situation_of

AMOUNT_UNKNOWN = "You had doxorubicin before. How much in all is not fully known."
DOXORUBICIN = {"kind": "medicine", "drugs": ["doxorubicin"], "setting": "adjuvant", "ended": "2014-06"}


def said(
    knowledge: Knowledge, rule: str, choice: str, treatments: list[dict[str, Any]], complete: bool, **more: Any
) -> list[str]:
    """What the brief says of one rule of one choice, or of one way of it: waiting or holding."""
    data = {
        "cancer": {"extent": "metastatic", "presentation": "recurrent", "visceral_crisis": True, **more},
        "pathology": [{"specimen": "metastasis", "er_percent": 90, "her2_ihc": "0_no_staining"}],
        "treatments": treatments,
        "treatments_complete": complete,
    }
    made = brief(situation_of(data), knowledge, AS_OF)
    cards = [one for card in made["choices"] for one in (card, *card["variants"])]
    card = next(one for one in cards if one["id"] == choice)
    lines = (*card["check_first"], *card["cautions"], *card["because"])
    return [one["say"] for one in lines if one.get("id") == rule]


def of_doxorubicin(knowledge: Knowledge, treatments: list[dict[str, Any]], complete: bool = True) -> list[str]:
    return said(knowledge, "doxorubicin-lifetime-amount", "doxorubicin", treatments, complete)


def test_given_in_an_amount_that_is_not_known_says_that_it_was_given(knowledge: Knowledge) -> None:
    (say,) = of_doxorubicin(knowledge, [DOXORUBICIN])
    assert say.startswith(AMOUNT_UNKNOWN)


def test_a_known_part_of_the_amount_in_a_list_that_may_lack_more_says_that_it_was_given(knowledge: Knowledge) -> None:
    part = {**DOXORUBICIN, "cumulative_mg_m2": {"doxorubicin": 240}}
    (say,) = of_doxorubicin(knowledge, [part], complete=False)
    assert say.startswith(AMOUNT_UNKNOWN)


def test_one_entry_with_its_amount_and_one_without_says_that_it_was_given(knowledge: Knowledge) -> None:
    later = {"kind": "medicine", "drugs": ["Adriamycin"], "setting": "metastatic", "ended": "2025-01"}
    part = {**DOXORUBICIN, "cumulative_mg_m2": {"doxorubicin": 240}}
    (say,) = of_doxorubicin(knowledge, [part, later])
    assert say.startswith(AMOUNT_UNKNOWN)


@pytest.mark.parametrize(
    ("treatments", "complete"),
    [
        ([], False),
        ([{"kind": "medicine", "drugs": ["anthracycline"], "setting": "adjuvant"}], True),
        ([{**DOXORUBICIN, "ordered_only": True}], True),
        ([{**DOXORUBICIN, "ordered_only": True, "cumulative_mg_m2": {"doxorubicin": 480}}], True),
    ],
    ids=["nothing listed", "some anthracycline", "only ordered", "only ordered, with an amount"],
)
def test_where_it_is_not_known_whether_it_was_given_nothing_says_that_it_was(
    knowledge: Knowledge, treatments: list[dict[str, Any]], complete: bool
) -> None:
    (say,) = of_doxorubicin(knowledge, treatments, complete)
    assert say.startswith("Only if your records show how much doxorubicin")


@pytest.mark.parametrize(
    "treatments",
    [[], [{**DOXORUBICIN, "cumulative_mg_m2": {"doxorubicin": 240}}]],
    ids=["a complete list without it", "amount known"],
)
def test_where_the_amount_is_known_nothing_is_said_of_the_limit(
    knowledge: Knowledge, treatments: list[dict[str, Any]]
) -> None:
    assert of_doxorubicin(knowledge, treatments) == []


def test_an_amount_above_the_limit_says_so(knowledge: Knowledge) -> None:
    (say,) = of_doxorubicin(knowledge, [{**DOXORUBICIN, "cumulative_mg_m2": {"doxorubicin": 480}}])
    assert say.startswith("You have had so much doxorubicin")


def test_a_medicine_given_without_any_date_says_that_it_was_given(knowledge: Knowledge) -> None:
    taxane = {"kind": "medicine", "drugs": ["docetaxel"], "setting": "adjuvant"}
    (say,) = said(knowledge, "taxane-early-return", "paclitaxel", [taxane], complete=True)
    assert say.startswith("You had a medicine of this family (a taxane) for early cancer.")
    (say,) = said(knowledge, "taxane-early-return", "paclitaxel", [], complete=False)
    assert say.startswith("Only if the cancer did not come back")
    known = {**taxane, "ended": "2014-06"}
    assert said(knowledge, "taxane-early-return", "paclitaxel", [known], True, metastatic_since="2024-01") == []


def test_radiation_given_without_any_date_says_that_it_was_given(knowledge: Knowledge) -> None:
    field = {"kind": "radiation", "target": "left_breast"}
    (say,) = said(knowledge, "gemcitabine-radiation", "gemcitabine", [field], complete=True)
    assert say.startswith("You had radiation to the chest before.")
    (say,) = said(knowledge, "gemcitabine-radiation", "gemcitabine", [{"kind": "radiation"}], complete=True)
    assert say.startswith("Only if you have had no radiation to the chest")
    known = {**field, "ended": "2014-06"}
    assert said(knowledge, "gemcitabine-radiation", "gemcitabine", [known], complete=True) == []


def test_every_amount_and_date_of_a_treatment_has_the_fact_that_says_whether_it_was_given() -> None:
    amounts = {
        name
        for name, one in REGISTRY.items()
        if name.startswith(("cumulative_", "cycles", "months_on", "months_since", "months_to", "radiation_"))
        and one.parameters
    }
    assert amounts == set(GIVEN_BY)
    for name, given in GIVEN_BY.items():
        kinds = [kind.removesuffix("_or_class") for _, kind, _ in REGISTRY[given].parameters]
        assert [kind.removesuffix("_or_class") for _, kind, _ in REGISTRY[name].parameters] == kinds[
            : len(REGISTRY[name].parameters)
        ]


def test_every_rule_on_an_amount_or_a_date_says_something_of_its_own_where_only_that_is_not_known(
    knowledge: Knowledge,
) -> None:
    rules: list[model.Check | model.Exclusion] = [*knowledge.checks.values(), *knowledge.exclusions.values()]
    for choice in knowledge.choices.values():
        for record in (choice, *choice.variants):
            rules += [one for one in record.check_first if isinstance(one, model.Check)]
            rules += [one for one in record.not_now_when if isinstance(one, model.Exclusion)]
    silent = [
        one.id or one.is_
        for one in rules
        if any(term.name in GIVEN_BY for term in terms_of(knowledge.condition(one.is_))) and not one.if_amount_unknown
    ]
    assert silent == []
