"""What belongs to what: a setting said once for several treatments, a limit for some, an exception to a demand."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

ONE_SETTING = [
    (
        "No previous chemotherapy and no anti-HER2 agent for the metastatic disease",
        "not had(chemotherapy, setting=metastatic) and not had(her2_directed, setting=metastatic)",
    ),
    (
        "No prior endocrine therapy and no prior chemotherapy for advanced breast cancer",
        "not had(endocrine_therapy, setting=metastatic) and not had(chemotherapy, setting=metastatic)",
    ),
    (
        "No prior taxane, no prior anthracycline in the metastatic setting",
        "not had(taxane, setting=metastatic) and not had(anthracycline, setting=metastatic)",
    ),
    (
        "No chemotherapy, no CDK4/6 inhibitor and no immunotherapy in the metastatic setting",
        "not had(chemotherapy, setting=metastatic) and not had(cdk46_inhibitor, setting=metastatic)"
        " and not had(immunotherapy, setting=metastatic)",
    ),
    # A setting before the last of them is its own.
    (
        "No prior taxane and no prior adjuvant anthracycline",
        "not had(taxane) and not had(anthracycline, setting=adjuvant)",
    ),
]
OF_SOME = [
    (
        "Total bilirubin ≤ 1.5 x ULN; in the subject with Gilbert's syndrome direct bilirubin within ULN",
        "bilirubin_x_uln <= 1.5 or not_read",
    ),
    (
        "Bilirubin ≤ 1.5 x ULN. For those with Gilbert's disease, conjugated bilirubin ≤ 1.5 x ULN.",
        "bilirubin_x_uln <= 1.5 or not_read",
    ),
    ("Creatinine clearance ≥ 50 mL/min. In the elderly 40 mL/min", "creatinine_clearance_ml_min >= 50 or not_read"),
]
LESS_THAN_ALL = [
    ("At least one measurable lesion other than bone lesions", "measurable_disease and not_read"),
    ("Measurable disease other than in the bone", "measurable_disease and not_read"),
    (
        "Presence of at least one lesion (other than lesions of bone) which is measurable as per RECIST 1.1 by CT",
        "measurable_disease and not_read",
    ),
    ("Measurable disease, except for patients with bone-only disease", "measurable_disease or bone_only"),
    ("Measurable disease, unless it is in the bone only", "measurable_disease or not_read"),
    ("Measurable disease as assessed by the local investigator per RECIST 1.1", "measurable_disease"),
]


@pytest.mark.parametrize(("text", "wanted"), [*ONE_SETTING, *OF_SOME, *LESS_THAN_ALL])
def test_a_demand(text: str, wanted: str) -> None:
    expect("inclusion", text, wanted)


EXCLUDES = [
    # "or those with": a second illness, and what is said of it is said of it alone
    ("Heart failure or those with severe immunodeficiency", "has(heart_failure) or not_read"),
    ("Brain metastases, or those with leptomeningeal disease", "site(brain) or leptomeningeal_disease"),
    # who can change to another medicine may enter
    (
        "Currently taking strong CYP3A4 inhibitors. Patients who can be switched to another medicine are eligible",
        "taking(strong_cyp3a_inhibitor) and not_read",
    ),
    (
        "Currently taking strong CYP3A4 inhibitors. Patients who can switch to another medication are eligible",
        "taking(strong_cyp3a_inhibitor) and not_read",
    ),
    ("Prior trastuzumab deruxtecan. Patients who received trastuzumab are eligible", "had(trastuzumab_deruxtecan)"),
    ("Known or suspected brain metastases", "site(brain)"),
    ("Suspected distant metastases", "extent = metastatic and not_read"),
    (
        "Previously exposed to a TROP2-directed ADC or to an ADC carrying a topoisomerase I inhibitor payload",
        "had(trop2_adc) or had(topoisomerase_1_adc)",
    ),
    (
        "Prior treatment with an antibody-drug conjugate that carries a topoisomerase I payload, or with a TROP2 ADC",
        "had(topoisomerase_1_adc)",
    ),
    ("Prior therapy with an ADC which carries a topoisomerase I inhibitor payload", "had(topoisomerase_1_adc)"),
    (
        "Prior treatment with a PARP inhibitor (olaparib, talazoparib, niraparib or others)",
        "had(parp_inhibitor)",
    ),
    (
        "Prior treatment with an aromatase inhibitor (letrozole or anastrozole)",
        "had(letrozole) or had(anastrozole)",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), EXCLUDES)
def test_an_exclusion(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)


DEMANDS: list[tuple[Section, str, str]] = [
    (
        "inclusion",
        "Patients who have received platinum for advanced disease must have had no progression during it",
        "not progressed_on(platinum, setting=metastatic)",
    ),
    (
        "inclusion",
        "Progressed during treatment with a CDK4/6 inhibitor (palbociclib, abemaciclib or others) for MBC",
        "progressed_on(cdk46_inhibitor, setting=metastatic)",
    ),
    (
        "inclusion",
        "Patients who received prior platinum for metastatic disease must not have progressed on it",
        "not progressed_on(platinum, setting=metastatic)",
    ),
    (
        "inclusion",
        "Adults ≥18 years old. Other age restrictions may apply as per local regulations",
        "age_years >= 18 and not_read",
    ),
]


@pytest.mark.parametrize(("section", "text", "wanted"), DEMANDS)
def test_further_demands(section: Section, text: str, wanted: str) -> None:
    expect(section, text, wanted)
