"""A clause that narrows a demand, and her cancer in a list of cancers."""

from __future__ import annotations

import pytest

from concord.criteria.parse import parse
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion
from concord.trials.reading.read import read
from tests.trials.table.worlds import same
from tests.trials.test_reading import expect

EXTENT = "extent in (metastatic, locally_advanced_inoperable)"
NARROWED = f"{EXTENT} and not_read"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Metastatic or unresectable tumor that has grown on the usual treatment or for which there is none", NARROWED),
        ("Advanced solid tumors, including breast cancer, who have progressed on or cannot take A", NARROWED),
        ("Advanced or metastatic malignancy for which no curative measures exist or are effective", NARROWED),
        ("Locally advanced or metastatic tumor, and must have had every usual treatment", NARROWED),
        ("Locally advanced, recurrent or metastatic solid tumor for which there is no usual treatment", NARROWED),
        ("Advanced ovarian, breast, or lung cancer", EXTENT),
        ("Metastatic lung cancer, ovarian cancer or breast cancer", "extent = metastatic"),
        ("Advanced ovarian or lung cancer", None),
        ("Advanced solid tumor that has grown on A or metastatic breast cancer", None),  # the other would do as well
        ("Metastatic solid tumor that has grown on A, which may be left out where allowed", None),
    ],
)
def test_a_clause_narrows_what_stands_before_it(text: str, means: str | None, knowledge: Knowledge) -> None:
    expect("inclusion", text, means)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Heart failure, NYHA class III or IV", "has(heart_failure) and not_read"),
        ("Heart failure (NYHA class II-IV)", "has(heart_failure) and not_read"),
        ("Anticancer therapy within 5 half-lives or 28 days, whichever is shorter, before the first dose",
         "months_since(cancer_medicine) < 0.92 and not_read"),
        ("Anticancer therapy within 28 days or 5 half-lives, whichever is longer, prior to the first dose",
         "months_since(cancer_medicine) < 0.92 or not_read"),
    ],
)  # fmt: skip
def test_a_degree_and_half_lives_qualify_what_stands_before_them(text: str, means: str, knowledge: Knowledge) -> None:
    found = read(Criterion("exclusion", "1", text), knowledge).condition
    assert found is not None
    assert same(found, parse(means, knowledge.signature, knowledge.named), knowledge.signature), found


@pytest.mark.parametrize(
    "text",
    [
        *("HER2-expressing tumors (IHC 1+ or greater)", "HER2 expression by IHC", "HER2 is expressed"),
        "HER2-positive solid tumor. HER2 positivity is defined as at least 2+ staining by IHC",
        "HER2-positive (IHC 1+ or greater) metastatic breast cancer",
    ],
)
def test_some_expression_of_her2_is_not_taken_for_positive(text: str, knowledge: Knowledge) -> None:
    assert read(Criterion("inclusion", "1", text), knowledge).condition is None


@pytest.mark.parametrize(
    "tail",
    [
        "at enrolment into the study",
        "before entry into the trial",
        "within 28 days of inclusion in the study",
        "prior to participation in the study",
        "immediately before the first dose of study medication",
        "before commencing treatment",
        "at C1/D1",
        "before the planned first infusion",
        "within 4 weeks before IMP administration",
        "by local or central laboratory",
        "as outlined in the protocol",
        "(see below)",
    ],
)
def test_words_at_the_end_that_change_nothing(tail: str) -> None:
    expect("inclusion", f"Platelets at least 100,000/mm3 {tail}", "platelets_per_ul >= 100000")
    expect("inclusion", f"Measurable disease {tail}", "measurable_disease")


@pytest.mark.parametrize(
    "event",
    ["inclusion in the study", "entry into the trial", "participation in the study", "the planned first infusion"],
)
def test_a_span_before_a_day_of_the_trial(event: str) -> None:
    expect("exclusion", f"Chemotherapy within 4 weeks of {event}", "months_since(chemotherapy) < 0.92")


@pytest.mark.parametrize(
    "lead",
    ["Cases of", "Overt", "Underlying", "Self-reported", "Anyone with", "Volunteers with", "Any previous or current"],
)
def test_words_at_the_beginning_that_change_nothing(lead: str) -> None:
    expect("exclusion", f"{lead} interstitial lung disease", "has(interstitial_lung_disease)")
