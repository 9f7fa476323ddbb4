"""Sentences that people said in words of their own: what they mean, and what they do not say."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

ROWS: list[tuple[Section, str, str | None]] = [
    # words
    ("exclusion", "Stroke in the 6 months before enrollment", "has(stroke) and not_read"),
    ("exclusion", "Chemotherapy in the week before registration", "months_since(chemotherapy) < 0.23"),
    (
        "exclusion",
        "CDK4/6 inhibitor intake within 5 days of the first fraction",
        "months_since(cdk46_inhibitor) < 0.16",
    ),
    ("exclusion", "HER2-directed antibody within 21 days before the first dose", "months_since(her2_antibody) < 0.69"),
    ("exclusion", "Vaccination with a live vaccine within 4 weeks", "months_since(live_vaccine) < 0.92"),
    ("exclusion", "More than 5 metastatic lesions in total", "lesions > 5"),
    ("exclusion", "Radiotherapy of any kind to the brain within 14 days", "months_since_radiation(brain) < 0.46"),
    (
        "exclusion",
        "Stereotactic radiosurgery to the brain within 14 days",
        "months_since_radiation(brain_stereotactic) < 0.46",
    ),
    ("exclusion", "Strong inducer of CYP3A4 in current use", "taking(strong_cyp3a_inducer)"),
    ("exclusion", "Ulcerative colitis, Mb Crohn", "has(inflammatory_bowel_disease) and not_read"),
    ("exclusion", "Leptomeningeal dissemination", "leptomeningeal_disease"),
    ("exclusion", "Diabetes of any type requiring insulin", "has(insulin_treated_diabetes)"),
    ("exclusion", "Another cancer within 2 years, excl. non-melanoma skin cancer", "months_since_other_cancer < 24"),
    ("exclusion", "Neuropathy from whatever cause of grade 2 or higher", "neuropathy_grade >= 2"),
    (
        "exclusion",
        "Pneumonitis (non-infectious)",
        "has(pneumonitis_from_treatment) or (has(interstitial_lung_disease) and not_read)",
    ),
    ("exclusion", "History of deep vein thrombosis, pulmonary embolism or stroke", "has(blood_clot) or has(stroke)"),
    ("inclusion", "At least one measurable extracranial or intracranial lesion", "measurable_disease"),
    ("inclusion", "Undergone wide local excision", "surgery(lumpectomy)"),
    ("inclusion", "Initial diagnosis within the last 16 months", "months_since_first_diagnosis < 16"),
    ("inclusion", "Initial diagnosis not more than 16 months ago", "months_since_first_diagnosis <= 16"),
    ("inclusion", "At least 18 years of age (20 years in Japan)", "age_years >= 20 or (age_years >= 18 and not_read)"),
    ("inclusion", "People living with HIV must be on treatment for 4 weeks", "not has(hiv_infection) or not_read"),
    # numbers with what they count
    ("inclusion", "Worst pain score of at least 4 out of 10", "pain_0_to_10 >= 4"),
    ("inclusion", "Pain of 5 or more on a numeric rating scale from 0 to 10", "pain_0_to_10 >= 5"),
    ("inclusion", "At least six axillary lymph nodes removed", "nodes_removed >= 6"),
    ("inclusion", "Pain of at least two kinds", None),
    ("exclusion", "More than 5 lymph nodes removed", "nodes_removed > 5"),
    # cancer patients with more
    ("inclusion", "Breast cancer patients with bone metastases", "site(bone)"),
    ("inclusion", "Breast cancer patients with measurable disease and ECOG 0-1", "measurable_disease and ecog <= 1"),
    ("inclusion", "HER2-positive breast cancer patients with brain metastases", "her2 = positive and site(brain)"),
    ("inclusion", "Female breast cancer patients aged 18 or older", "sex = female and age_years >= 18"),
    # when something was given
    (
        "exclusion",
        "Tamoxifen or raloxifene at present or within the last year",
        "months_since(tamoxifen) < 12 or months_since(raloxifene) < 12",
    ),
    (
        "exclusion",
        "Prior treatment with tucatinib, or with lapatinib within 12 months",
        "had(tucatinib) or months_since(lapatinib) < 12",
    ),
    (
        "exclusion",
        "Previous checkpoint inhibitor in the metastatic setting, or within the last 12 months",
        "had(checkpoint_inhibitor, setting=metastatic) or months_since(checkpoint_inhibitor) < 12",
    ),
    (
        "exclusion",
        "Received chemotherapy or any endocrine therapy within 4 weeks",
        "months_since(chemotherapy) < 0.92 or months_since(endocrine_therapy) < 0.92",
    ),
    (
        "exclusion",
        "Chemotherapy within 3 weeks, PARP inhibitor within 2 weeks, or endocrine therapy within 1 week "
        "before the first dose of ABC-123",
        "months_since(chemotherapy) < 0.69 or months_since(parp_inhibitor) < 0.46 or "
        "months_since(endocrine_therapy) < 0.23",
    ),
    ("exclusion", "Bevacizumab within 28 days before the planned start of SRS", "months_since(bevacizumab) < 0.92"),
    (
        "inclusion",
        "Must not have received chemotherapy within 14 days, or a checkpoint inhibitor within 28 days, prior "
        "to registration",
        "not months_since(chemotherapy) < 0.46 and not months_since(checkpoint_inhibitor) < 0.92",
    ),
    (
        "inclusion",
        "Completed chemotherapy at least 21 days and endocrine therapy at least 14 days prior to registration",
        "months_since(chemotherapy) >= 0.69 and months_since(endocrine_therapy) >= 0.46",
    ),
    (
        "inclusion",
        "Off tamoxifen for at least 60 days and off fulvestrant for at least 6 months",
        "months_since(tamoxifen) >= 1.97 and months_since(fulvestrant) >= 6",
    ),
    (
        "inclusion",
        "Washout before randomization: endocrine therapy at least 2 weeks",
        "months_since(endocrine_therapy) >= 0.46",
    ),
    (
        "inclusion",
        "Prior adjuvant taxane is allowed if at least 12 months have elapsed between the last dose and relapse",
        "months_to_relapse(taxane, setting=adjuvant) >= 12",
    ),
    (
        "inclusion",
        "If a taxane was given as adjuvant therapy, at least 12 months should have elapsed from its "
        "completion to the recurrence",
        "months_to_relapse(taxane, setting=adjuvant) >= 12",
    ),
    (
        "inclusion",
        "Participants who received a taxane as adjuvant therapy must have had an interval of at least 6 "
        "months between the last dose and recurrence",
        "months_to_relapse(taxane, setting=adjuvant) >= 6",
    ),
    (
        "inclusion",
        "At least 6 months between the last dose of adjuvant chemotherapy and recurrence",
        "months_to_relapse(chemotherapy, setting=adjuvant) >= 6",
    ),
    (
        "inclusion",
        "Adjuvant chemotherapy is permitted. If given, the last dose must have been at least 6 months before "
        "randomization",
        "months_since(chemotherapy, setting=adjuvant) >= 6",
    ),
    (
        "inclusion",
        "Participants who received a CDK4/6 inhibitor must have completed or stopped it at least 3 months "
        "before randomization",
        "months_since(cdk46_inhibitor) >= 3",
    ),
    (
        "inclusion",
        "Premenopausal women must be on ovarian suppression, started at least 28 days before randomization",
        "not menopause = premenopausal or (on_now(ovarian_suppression) and months_on(ovarian_suppression) >= 0.92)",
    ),
    (
        "inclusion",
        "Chemotherapy in the adjuvant setting is permitted. If given, the last dose must have been at least 6 months "
        "before randomization",
        "months_since(chemotherapy, setting=adjuvant) >= 6",
    ),
    (
        "inclusion",
        "Either sentinel node biopsy, or axillary dissection with at least six lymph nodes removed",
        "((surgery(sentinel_node_biopsy) or surgery(axillary_dissection)) and nodes_removed >= 6) or not_read",
    ),
    # clauses
    (
        "inclusion",
        "No prior chemotherapy for metastatic disease, nor more than 1 line of endocrine therapy",
        "not had(chemotherapy, setting=metastatic) and lines(endocrine_therapy) <= 1",
    ),
    (
        "inclusion",
        "No more than two lines of endocrine therapy and no more than one line of chemotherapy",
        "lines(endocrine_therapy) <= 2 and lines(chemotherapy) <= 1",
    ),
    (
        "inclusion",
        "Progressed on, or stopped because of side effects, an aromatase inhibitor",
        "progressed_on(aromatase_inhibitor) or stopped_for_side_effects(aromatase_inhibitor)",
    ),
    (
        "inclusion",
        "Prior platinum is acceptable as long as there was no disease progression on platinum",
        "not progressed_on(platinum)",
    ),
    (
        "inclusion",
        "No prior topoisomerase I inhibitor, including antibody-drug conjugates such as sacituzumab govitecan",
        "not (had(irinotecan) or had(topotecan) or had(sacituzumab_govitecan))",
    ),
    ("inclusion", "ER expression of 10% or less", "er_percent <= 10"),
    ("inclusion", "ECOG 0-1; ECOG 2 if due to bone metastases", "ecog <= 1 or (ecog <= 2 and not_read)"),
    (
        "inclusion",
        "Measurable disease or bone-only disease that can be evaluated by CT",
        "measurable_disease or (bone_only and not_read)",
    ),
    ("inclusion", "Evaluable disease: measurable disease or bone-only disease", "measurable_disease or bone_only"),
    (
        "inclusion",
        "Postmenopausal or, if premenopausal, on ovarian suppression",
        "menopause = postmenopausal or on_now(ovarian_suppression)",
    ),
    ("inclusion", "Undergone bilateral oophorectomy", "surgery(bilateral_oophorectomy)"),
    (
        "inclusion",
        "Alteration of AKT1 or PIK3CA, or an alteration of PTEN",
        "altered(AKT1) or altered(PIK3CA) or altered(PTEN)",
    ),
    (
        "inclusion",
        "Bilirubin up to 1.5 x ULN if no liver metastases, or up to 3 x ULN with Gilbert syndrome or liver metastases",
        "bilirubin_x_uln <= 1.5 or ((has(gilbert_syndrome) or site(liver)) and bilirubin_x_uln <= 3)",
    ),
    ("exclusion", "Pregnant, or women of childbearing potential with a positive pregnancy test", "pregnancy"),
    ("exclusion", "Known concurrent alteration in PTEN", "altered(PTEN)"),
    ("exclusion", "Requirement for more than 8 mg of dexamethasone", "taking(dexamethasone) and not_read"),
    ("exclusion", "Hypercalcemia (calcium above 3.0 mmol/L)", "calcium_mmol_l > 3"),
    ("exclusion", "Uncontrolled diabetes (HbA1c above 9%)", "hba1c_percent > 9"),
    (
        "exclusion",
        "Diabetes (HbA1c above 9%)",
        "(has(type_1_diabetes) or has(type_2_diabetes) or has(insulin_treated_diabetes)) and not_read",
    ),
    (
        "exclusion",
        "Active hepatitis B, or known HIV infection",
        "(has(hepatitis_b) and not_read) or has(hiv_infection)",
    ),
    (
        "exclusion",
        "Uncontrolled hypertension, or insulin-dependent diabetes",
        "(has(high_blood_pressure) or has(insulin_treated_diabetes)) and not_read",
    ),
    ("exclusion", "Prior eribulin or any chemotherapy within 3 weeks", None),
    (
        "inclusion",
        "Measurable disease. CT scans must have been performed and show it",
        "measurable_disease and not_read",
    ),
    (
        "inclusion",
        "Prior HER2-directed therapy, including antibody-drug conjugates such as trastuzumab emtansine",
        "had(her2_directed) and had(antibody_drug_conjugate)",
    ),
    ("inclusion", "Prior platinum is acceptable as long as there was no disease progression on a taxane", None),
    (
        "exclusion",
        "Chemotherapy within 4 weeks before the start of endocrine therapy",
        None,
    ),
    (
        "exclusion",
        "Inflammatory bowel disease, or chronic diarrhea of grade 2",
        "has(inflammatory_bowel_disease) or (has(chronic_diarrhea) and not_read)",
    ),
    ("exclusion", "LVEF below 45%, or stroke within 6 months", "lvef_percent < 45 or (has(stroke) and not_read)"),
    (
        "exclusion",
        "Stroke, or heart attack within 6 months",
        "(has(stroke) and not_read) or (has(heart_attack) and not_read)",
    ),
    (
        "inclusion",
        "Premenopausal women, as well as men, must be on an LHRH agonist",
        "not (sex = male or menopause = premenopausal) or on_now(ovarian_suppression)",
    ),
    ("inclusion", "Sub-protocol B: ERBB2 activating mutation", "altered(ERBB2) or not_read"),
    ("exclusion", "Trastuzumab or other anti-HER2 antibodies within 4 weeks", "months_since(her2_antibody) < 0.92"),
    (
        "inclusion",
        "At least two lines of chemotherapy (relapse within 6 months of adjuvant chemotherapy is counted as one line)",
        "lines(chemotherapy) >= 2 or not_read",
    ),
    (
        "inclusion",
        "Measurable disease; patients with only bone metastases must have at least one lytic bone lesion",
        "measurable_disease or (bone_only and not_read)",
    ),
    (
        "inclusion",
        "ALT and ALP up to 2.5 x ULN; with liver metastases ALT up to 5 x ULN, with bone metastases ALP up to 5 x ULN",
        None,
    ),
    (
        "inclusion",
        "Participants with early-stage disease in the past: recurrence at least 6 months after chemotherapy",
        None,
    ),
    ("exclusion", "Earlier breast conserving surgery or radiotherapy on the same side", None),
    # what asks for nothing
    ("inclusion", "Not pregnant, because this study involves an agent that may harm", "not pregnancy"),
    (
        "inclusion",
        "Not pregnant or nursing. Nursing includes breast milk fed by any means",
        "not (pregnancy or breastfeeding)",
    ),
    ("inclusion", "Measurable disease. CT scans must have been completed within 28 days", "measurable_disease"),
    (
        "exclusion",
        "Autoimmune disease. Replacement therapy with thyroxine is not considered systemic treatment",
        "has(autoimmune_disease)",
    ),
    ("exclusion", "Stopped trastuzumab because it was toxic", None),
    # of those who have an illness
    (
        "exclusion",
        "Autoimmune disease that has required treatment with corticosteroids or immunosuppressive drugs in "
        "the past 2 years",
        "has(autoimmune_disease) and not_read",
    ),
    ("exclusion", "Osteoporosis that is not being treated", "has(osteoporosis) and not_read"),
    (
        "inclusion",
        "Participants with hepatitis C are eligible if the viral load is undetectable",
        "not has(hepatitis_c) or not_read",
    ),
    (
        "inclusion",
        "HIV-positive participants are eligible provided that they are on treatment",
        "not has(hiv_infection) or not_read",
    ),
    ("inclusion", "HIV-positive participants are eligible", None),
]
UNDER: list[tuple[Section, str, str, str | None]] = [
    (
        "inclusion",
        "Adequate washout before the first dose of LMN-6402:",
        "Chemotherapy: at least 3 weeks",
        "months_since(chemotherapy) >= 0.69",
    ),
    (
        "exclusion",
        "Exposure to the following cumulative anthracycline doses:",
        "Doxorubicin > 360 mg/m2",
        "cumulative_mg_m2(doxorubicin) > 360",
    ),
]


@pytest.mark.parametrize(("section", "text", "wanted"), ROWS)
def test_what_is_said_in_other_words(section: Section, text: str, wanted: str | None) -> None:
    expect(section, text, wanted)


@pytest.mark.parametrize(("section", "heading", "text", "wanted"), UNDER)
def test_under_a_heading(section: Section, heading: str, text: str, wanted: str | None) -> None:
    expect(section, text, wanted, heading)
