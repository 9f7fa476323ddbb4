"""The same in the words of other sponsors: lists that go on, targets for their medicines, of whom something is said."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

NEGATIVE = "her2 in (zero, ultralow, low)"
PATHWAY = "had(pi3k_inhibitor) or had(akt_inhibitor) or had(mtor_inhibitor)"

ROWS: list[tuple[Section, str, str | None]] = [
    # what an inhibitor inhibits, and what an antibody is against
    ("exclusion", "Previous exposure to any inhibitor of PI3K, AKT or mTOR", PATHWAY),
    ("exclusion", "Prior exposure to agents targeting PI3K, AKT or mTOR", PATHWAY),
    ("exclusion", "Prior treatment with inhibitors of CDK4/6", "had(cdk46_inhibitor)"),
    ("exclusion", "Prior antibodies against PD-1 or PD-L1", "had(checkpoint_inhibitor)"),
    ("exclusion", "Prior treatment with oral inhibitors of PARP", "had(parp_inhibitor) and not_read"),
    ("exclusion", "Prior antibodies against trastuzumab", "had(trastuzumab) and not_read"),
    ("exclusion", "Received an ADC drug with topoisomerase I inhibitor as toxin", "had(topoisomerase_1_adc)"),
    ("exclusion", "Prior treatment with an exatecan-based ADC", "had(topoisomerase_1_adc)"),
    # a list that goes on after a semicolon
    ("exclusion", "Prior treatment with paclitaxel; or with docetaxel", "had(paclitaxel) or had(docetaxel)"),
    ("exclusion", "Received a PARP inhibitor; or any platinum agent", "had(parp_inhibitor) or had(platinum)"),
    (
        "exclusion",
        "Prior paclitaxel within 2 weeks; or docetaxel within 3 weeks",
        "months_since(paclitaxel) < 0.46 or months_since(docetaxel) < 0.69",
    ),
    # how long ago something has to be for whoever had it
    (
        "inclusion",
        "If radiotherapy to the breast was given, at least 3 weeks must have passed since its end",
        "months_since_radiation(breast) >= 0.69",
    ),
    (
        "inclusion",
        "In case of previous whole brain radiotherapy, at least 4 weeks must have elapsed since its completion",
        "months_since_radiation(whole_brain) >= 0.92",
    ),
    (
        "inclusion",
        "If adjuvant chemotherapy was given, at least 6 months must have passed since the last dose",
        "months_since(chemotherapy, setting=adjuvant) >= 6",
    ),
    (
        "inclusion",
        "If endocrine therapy was given before, it must have been stopped at least 2 weeks before randomization",
        "months_since(endocrine_therapy) >= 0.46",
    ),
    (
        "inclusion",
        "Patients who had brain radiotherapy must be at least 4 weeks from its completion",
        "months_since_radiation(brain) >= 0.92",
    ),
    (
        "inclusion",
        "Patients on trastuzumab must have started at least 3 months before registration",
        "not on_now(trastuzumab) or not_read",
    ),
    (
        "inclusion",
        "If the patient received neoadjuvant chemotherapy, at least 4 cycles must have been given",
        "not had(chemotherapy, setting=neoadjuvant) or not_read",
    ),
    (
        "inclusion",
        "Systemic therapy given with curative intent must have been completed at least 12 months before randomization",
        "months_since(cancer_medicine, setting=early) >= 12",
    ),
    # a receptor that any sample showed
    ("inclusion", "HER2-low breast cancer found on at least one occasion", "her2_ever_low"),
    ("inclusion", "Tumor that has ever been HER2-low (IHC 1+ or IHC 2+/ISH-)", "her2_ever_low"),
    ("inclusion", "At least one tumor sample with HER2-low expression", "her2_ever_low"),
    ("inclusion", "HER2-low status at any time, whichever sample was tested", "her2_ever_low"),
    ("inclusion", "ER-positive in at least one biopsy", "er in (low, positive) or not_read"),
    ("exclusion", "Has ever received HER2-directed therapy", "had(her2_directed)"),
    # what is neither amplified nor overexpressed
    (
        "inclusion",
        "ER < 10% of invasive tumor cells and HER2 not amplified or overexpressed",
        f"er_percent < 10 and {NEGATIVE}",
    ),
    ("inclusion", "HER2 neither amplified nor overexpressed", NEGATIVE),
    (
        "inclusion",
        "Triple negative breast cancer, in this trial defined as ER and PR < 10% and HER2 not amplified",
        f"er_percent < 10 and pr_percent < 10 and {NEGATIVE}",
    ),
    ("exclusion", "HER2 amplified or overexpressed disease", "her2 = positive"),
    # "are included" permits
    (
        "inclusion",
        "Metastatic breast cancer. Recurrent or de novo stage IV disease is included.",
        "extent = metastatic",
    ),
    ("inclusion", "Patients aged 18 to 70 years are included", "age_years >= 18 and age_years <= 70"),
    # one of two values, with words before the second
    (
        "inclusion",
        "Creatinine ≤ 1.5 mg/dL, or measured/calculated creatinine clearance ≥ 50 mL/min",
        "creatinine_mg_dl <= 1.5 or creatinine_clearance_ml_min >= 50",
    ),
]


@pytest.mark.parametrize(("section", "text", "means"), ROWS)
def test_what_is_said_otherwise(section: Section, text: str, means: str | None) -> None:
    expect(section, text, means)


@pytest.mark.parametrize("heading", ["STEP 1", "Step 2", "STEP 1 (PRE-REGISTRATION)", "Step 0 registration"])
def test_a_step_that_everybody_takes_limits_nothing(heading: str) -> None:
    expect("inclusion", "Hemoglobin >= 8.5 g/dL", "hemoglobin_g_dl >= 8.5", heading)
