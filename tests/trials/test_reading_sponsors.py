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
    # "A, or with B": the joining word is "or"
    (
        "exclusion",
        "Prior therapy with irinotecan or topotecan, or with an ADC with a topoisomerase 1 inhibitor payload",
        "had(irinotecan) or had(topotecan) or had(topoisomerase_1_adc)",
    ),
    (
        "exclusion",
        "Prior immunotherapy, including PD-1, PD-L1 or CTLA-4 inhibitors",
        "had(immunotherapy) or had(checkpoint_inhibitor)",
    ),
    # "or known B" begins afresh, while "severe A or B" does not
    (
        "exclusion",
        "Unexplained vaginal bleeding, or known endometrial hyperplasia",
        "has(endometrial_hyperplasia) or not_read",
    ),
    ("exclusion", "Unexplained vaginal bleeding, or endometrial hyperplasia", None),
    # spans of their own, and exceptions that were never meant
    (
        "exclusion",
        "Chemotherapy within 3 weeks (mitomycin within 6 weeks) or endocrine therapy within 2 weeks",
        "months_since(chemotherapy) < 0.69 or months_since(mitomycin) < 1.38 or months_since(endocrine_therapy) < 0.46",
    ),
    (
        "exclusion",
        "Endocrine therapy (other than LHRH analogues) within 14 days",
        "months_since(endocrine_therapy) < 0.46",
    ),
    (
        "exclusion",
        "Endocrine therapy (other than tamoxifen) within 14 days",
        "months_since(endocrine_therapy) < 0.46 and not_read",
    ),
    # for how long
    (
        "inclusion",
        "Duration of the preceding CDK4/6 inhibitor therapy in the advanced setting: at least 6 months",
        "months_on(cdk46_inhibitor, setting=metastatic) >= 6",
    ),
    (
        "inclusion",
        "Time on prior endocrine therapy for advanced disease ≥ 12 months",
        "months_on(endocrine_therapy, setting=metastatic) >= 12",
    ),
    # it came back
    (
        "inclusion",
        "De novo metastatic cancer, or those in whom the disease returned at least 6 months after the end of"
        " chemotherapy for stage I to III disease",
        "presentation = de_novo or (had(chemotherapy, setting=early)"
        " and months_to_relapse(chemotherapy, setting=early) >= 6)",
    ),
    # men, and women by their menopause
    (
        "inclusion",
        "Men, postmenopausal women, or premenopausal women on goserelin",
        "sex = male or menopause = postmenopausal or (menopause = premenopausal and not_read)",
    ),
    (
        "inclusion",
        "A postmenopausal woman, a man, or a premenopausal woman who agrees to take an LHRH agonist",
        "sex = male or menopause = postmenopausal or (menopause = premenopausal and not_read)",
    ),
    # where it was tested
    ("inclusion", "Documented ESR1 mutation (local or central testing is acceptable).", "altered(ESR1)"),
    ("inclusion", "PD-L1 CPS of at least 10; results from the local laboratory are acceptable", "pd_l1_cps >= 10"),
    ("exclusion", "Carcinomatous meningitis (cytology or MRI)", "leptomeningeal_disease"),
    ("exclusion", "Visceral disease that amounts to visceral crisis", "visceral_crisis"),
    ("exclusion", "Known homozygosity for UGT1A1*28", "ugt1a1 = star28_homozygous"),
    ("inclusion", "PD-L1 CPS of 10 or greater by the Dako 22C3 assay", "pd_l1_cps >= 10"),
    ("inclusion", "PD-L1 positive tumors (CPS ≥10 with the PD-L1 IHC 22C3 assay, local or central)", "pd_l1_cps >= 10"),
    ("exclusion", "Metastatic disease by routine clinical assessment", "extent = metastatic"),
    ("exclusion", "Dexamethasone at a dose superior to 4 mg per day", "taking(dexamethasone) and not_read"),
    ("exclusion", "Has had an allogenic solid organ transplant", "has(organ_transplant)"),
    # of metastases a word is said, and of the linings none
    (
        "exclusion",
        "CNS metastases that are active and/or carcinomatous meningitis",
        "brain = active or leptomeningeal_disease",
    ),
    (
        "exclusion",
        "Brain metastases which are untreated or leptomeningeal disease",
        "brain = active or leptomeningeal_disease",
    ),
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


@pytest.mark.parametrize(
    "text",
    [
        "Male and female participants of childbearing potential must agree to use contraception",
        "Men and women of reproductive potential who are sexually active must agree to use barrier methods",
        "Women of childbearing potential and men must agree to use adequate contraception",
    ],
)
def test_whom_a_promise_is_asked_of_is_no_demand(text: str) -> None:
    expect("inclusion", text, None)
