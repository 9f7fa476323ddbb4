"""The road ahead: what was given and how it ended is carried; what can change is not known, and nothing rests on it."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest

from concord.choices.brief import brief
from concord.choices.findings import Judge, find_choice, regions
from concord.choices.road import ONCE_FALSE, ONCE_TRUE, STAYS, at_a_later_day, carried, drugs_of
from concord.choices.shape import RoadStep
from concord.criteria.terms import Term
from concord.knowledge.load import Knowledge
from concord.possible import YES_OR_NO, Range
from concord.reading import InputError
from concord.situation.dates import Days
from concord.situation.declare import REGISTRY, Facts
from concord.situation.derive import derive
from concord.situation.model import Situation
from tests.conftest import AS_OF, situation_of
from tests.spec.table import some_now
from tests.spec.test_situations import SITUATIONS, whole

LATER = dt.date(2076, 11, 20)
WHEN = Days(AS_OF, LATER)
ROWS = SITUATIONS[:: len(SITUATIONS) // 24]


def road(person: Situation, knowledge: Knowledge, *taken: str, language: Any = "en") -> list[RoadStep]:
    found = brief(person, knowledge, AS_OF, ahead=taken, language=language)["road_ahead"]
    assert found is not None
    return found


def facts_after(person: Situation, knowledge: Knowledge, *drugs: str) -> Facts:
    later = carried(person, drugs, WHEN, knowledge.vocabulary)
    return derive(later, knowledge.vocabulary, AS_OF, LATER)


def ids(some: Any) -> set[str]:
    return {one["id"] for one in some}


def known(row: dict[str, Any]) -> Situation:
    return situation_of(whole(row))


def open_choices(person: Situation, knowledge: Knowledge) -> list[str]:
    cards = brief(person, knowledge, AS_OF)["choices"]
    return [card["id"] for card in cards if card["standing"] == "supported" and not card["always"]]


# ------------------------------------------------------------------------------------------------ what is carried
def test_exposure_and_growth_are_carried(knowledge: Knowledge) -> None:
    person = known(SITUATIONS[0])
    then = facts_after(person, knowledge, "letrozole", "palbociclib")
    assert then.names("had", "cdk46_inhibitor") == {"yes"}
    assert then.names("progressed_on", "aromatase_inhibitor", "metastatic") == {"yes"}
    assert then.names("latest_treatment") == {"progression"}
    now = derive(person, knowledge.vocabulary, AS_OF)
    assert then.range("lines").low == now.range("lines").low + 1


def test_the_months_on_it_and_since_it_are_not_known(knowledge: Knowledge) -> None:
    then = facts_after(known(SITUATIONS[0]), knowledge, "elacestrant")
    on, since = then.range("months_on", "elacestrant"), then.range("months_since", "elacestrant")
    assert (on.low, since.low) == (0, 0)
    assert min(on.high, since.high) > 120
    assert then.range("age_years").high > then.range("age_years").low + 20


def test_an_amount_given_before_is_at_least_that_then(knowledge: Knowledge) -> None:
    before = {
        "kind": "medicine",
        "drugs": ["doxorubicin"],
        "setting": "adjuvant",
        "cumulative_mg_m2": {"doxorubicin": 240},
    }
    person = situation_of({**whole(SITUATIONS[0]), "treatments": [before]})
    then = facts_after(person, knowledge, "doxorubicin")
    amount = then.range("cumulative_mg_m2", "doxorubicin")
    assert amount.low >= 240
    assert amount.high > 1000


def test_what_goes_on_today_has_ended_for_a_reason_that_nobody_knows(knowledge: Knowledge) -> None:
    now_on = {"kind": "medicine", "drugs": ["letrozole"], "setting": "metastatic", "started": "2026-01"}
    person = situation_of({**whole(SITUATIONS[0]), "treatments": [{**now_on, "stopped_because": "ongoing"}]})
    other = facts_after(person, knowledge, "capecitabine")
    assert other.names("on_now", "letrozole") == {"no"}
    assert other.names("progressed_on", "letrozole") == {"yes", "no"}
    same = facts_after(person, knowledge, "letrozole")
    assert same.names("progressed_on", "letrozole") == {"yes"}
    assert same.range("lines") == Range(1, 1)


def test_a_choice_with_several_ways_is_carried_as_what_they_share(knowledge: Knowledge) -> None:
    drugs = drugs_of(knowledge.choices["single-chemotherapy"], knowledge.vocabulary)
    then = facts_after(known(SITUATIONS[0]), knowledge, *drugs)
    assert then.names("progressed_on", "chemotherapy", "metastatic") == {"yes"}
    assert then.names("had", "capecitabine", "metastatic") == {"yes", "no"}


# ------------------------------------------------------------------------------------------------ what is not known
def test_every_fact_says_whether_it_stays(knowledge: Knowledge) -> None:
    """The lists hold facts only, and a fact in none of them is not known then."""
    assert set(REGISTRY) >= STAYS | ONCE_TRUE | ONCE_FALSE
    person = known(SITUATIONS[0])
    now = derive(person, knowledge.vocabulary, AS_OF)
    look = at_a_later_day(now, facts_after(person, knowledge, "letrozole"), knowledge)
    unknown = """hormone_receptors er er_percent pr her2 her2_equivocal visceral_crisis visceral_disease bone_only brain
        brain_lesions lesions measurable_disease ecog pain_0_to_10 neuropathy_grade lvef_percent qtcf_ms child_pugh
        creatinine_clearance_ml_min bilirubin_x_uln alt_x_uln ast_x_uln hba1c_percent neutrophils_per_ul
        platelets_per_ul hemoglobin_g_dl pd_l1_cps pd_l1_immune_cells_percent leptomeningeal_disease"""
    for name in unknown.split():
        assert look(Term(name)) == REGISTRY[name].domain, name
    assert look(Term("altered", ("ESR1",))) == YES_OR_NO
    assert look(Term("site", ("bone",))) == YES_OR_NO


CHANGES: list[dict[str, Any]] = [
    {"pathology": [{"date": "2026-01", "specimen": "metastasis", "er_percent": 0, "pr_percent": 0, "her2_ihc": "3+"}]},
    {
        "pathology": [
            {"date": "2026-01", "specimen": "metastasis", "er_percent": 90, "pr_percent": 90, "her2_ihc": "1+"}
        ]
    },
    {"health": {"ecog": 4, "lvef_percent": 35, "qtcf_ms": 520, "child_pugh": "C", "pain_0_to_10": 9}},
    {"cancer": {"extent": "metastatic", "sites": ["brain", "liver"], "brain": "active", "visceral_crisis": "yes"}},
]


@pytest.mark.parametrize(
    ("row", "change"), some_now(list(product(ROWS[:12], CHANGES)), 9), ids=lambda one: str(one.get("title", list(one)))
)
def test_nothing_that_stays_supported_rests_on_what_is_not_known_then(
    row: dict[str, Any], change: dict[str, Any], knowledge: Knowledge
) -> None:
    """Other receptors, organs, sites or fitness today leave what would still be supported as it is."""
    file = whole(row)
    kept = {key: {**file.get("cancer", {}), **change[key]} if key == "cancer" else change[key] for key in change}
    if "cancer" in kept:
        kept["cancer"].pop("bone_only", None)
    changed = {**file, **kept}
    one, other = situation_of(file), situation_of(changed)
    for taken in open_choices(one, knowledge)[:2]:
        assert ids(road(one, knowledge, taken)[0]["supported"]) == ids(road(other, knowledge, taken)[0]["supported"])


@pytest.mark.parametrize("row", some_now(ROWS, 16), ids=lambda row: row["title"])
def test_no_reason_of_a_supported_choice_is_unknown_then(row: dict[str, Any], knowledge: Knowledge) -> None:
    person = known(row)
    now = derive(person, knowledge.vocabulary, AS_OF)
    here = regions(person.person.country, knowledge)
    for taken in open_choices(person, knowledge):
        choice = knowledge.choices[taken]
        then = facts_after(person, knowledge, *drugs_of(choice, knowledge.vocabulary))
        look = at_a_later_day(now, then, knowledge)
        step = road(person, knowledge, taken)[0]
        assert [one["id"] for one in step["always"]] == ["comfort-focused-care"]
        for name in ids(step["supported"]):
            finding, ways = find_choice(knowledge.choices[name], Judge(knowledge, look), here)
            firm = [one for one in (*ways.values(), finding) if one.standing == "supported" and not one.to_check]
            assert firm
            for term in firm[0].because:
                assert look(term) != REGISTRY[term.name].domain, (taken, name, term)


# ------------------------------------------------------------------------------------------------ what is said
WITH_CHOICES = next(row for row in SITUATIONS if row["title"].startswith("row 5"))


def test_the_same_choice_is_not_open_again_and_is_said_as_a_thought(knowledge: Knowledge) -> None:
    step = road(known(WITH_CHOICES), knowledge, "ribociclib-aromatase-inhibitor")[0]
    gone = {one["id"]: one["say"] for one in step["no_longer"]}
    assert "ribociclib-aromatase-inhibitor" in gone
    assert all(say.startswith("In this thought") for say in gone.values())
    assert not ids(step["supported"]) & set(gone)


def test_a_class_that_would_have_stopped_working_is_never_still_supported(knowledge: Knowledge) -> None:
    """A way that nobody knows was or was not taken rules nothing in."""
    row = next(row for row in SITUATIONS if "trk-inhibitor" in str(row.get("supported", "")))
    step = road(known(row), knowledge, "trk-inhibitor")[0]
    assert "trk-inhibitor" not in ids(step["supported"])


def test_tests_may_change_it_and_a_new_sample_comes_first(knowledge: Knowledge) -> None:
    step = road(known(WITH_CHOICES), knowledge, "ribociclib-aromatase-inhibitor")[0]
    assert step["tests"][0]["id"] == "receptors-on-a-new-biopsy"
    assert all(one["basis"] for one in step["tests"])


def test_a_second_step_goes_on_from_the_first_and_no_further(knowledge: Knowledge) -> None:
    person = known(WITH_CHOICES)
    steps = road(person, knowledge, "ribociclib-aromatase-inhibitor", "single-chemotherapy/capecitabine")
    assert [one["after"] for one in steps] == ["ribociclib-aromatase-inhibitor", "single-chemotherapy/capecitabine"]
    assert ids(steps[1]["may"]) != ids(steps[0]["may"])
    with pytest.raises(InputError, match="nobody can look"):
        road(person, knowledge, "tamoxifen", "fulvestrant", "single-chemotherapy")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tamoxifenn", "did you mean 'tamoxifen'"),
        ("denosumab", "there is no choice"),
        ("single-chemotherapy/water", "is no way of"),
    ],
)
def test_a_name_that_is_no_choice_is_an_error_that_says_so(name: str, said: str, knowledge: Knowledge) -> None:
    with pytest.raises(InputError, match=said):
        road(known(WITH_CHOICES), knowledge, name)


def test_it_is_made_only_when_asked_for(knowledge: Knowledge) -> None:
    assert brief(known(WITH_CHOICES), knowledge, AS_OF)["road_ahead"] is None


def test_both_languages_tell_the_same_road(knowledge: Knowledge) -> None:
    english, spanish = (road(known(WITH_CHOICES), knowledge, "tamoxifen", language=one)[0] for one in ("en", "es"))
    for part in ("supported", "may", "no_longer", "tests"):
        assert ids(english[part]) == ids(spanish[part])
    assert english["say"] != spanish["say"]
