"""The same told otherwise: examples that no word announces, spans at the end, "under" a treatment."""

from __future__ import annotations

import pytest

from tests.trials.test_reading import expect

BOWEL = "has(inflammatory_bowel_disease)"
LUNG = "has(interstitial_lung_disease)"
REQUIRED = [
    # a cancer that has come back and cannot be cured may have come back anywhere
    ("Recurrent breast cancer not amenable to cure", "extent in (locally_advanced_inoperable, metastatic)"),
    (
        "Inoperable or recurrent breast cancer for which curative radiotherapy is not possible",
        "extent in (locally_advanced_inoperable, metastatic)",
    ),
    ("Locally recurrent disease not amenable to resection", "extent = locally_advanced_inoperable"),
    # which way a number is told
    ("Oxygen saturation of 92% or more under room air", "oxygen_saturation_percent >= 92"),
    ("Normal liver function, bilirubin <= 1.5 x ULN", "bilirubin_x_uln <= 1.5"),
    ("Creatinine clearance >= 45 mL/min, measured or estimated", "creatinine_clearance_ml_min >= 45"),
    ("Women aged 20 to 75 years (both limits included)", "sex = female and age_years >= 20 and age_years <= 75"),
    ("At least 20 years of age. No upper age limit.", "age_years >= 20"),
    ("The clinical stage is I ~ III", "extent != metastatic"),
    ("Breast cancer of Stage \u2163", "extent = metastatic"),
    # a span at the end, and what it is a span of
    ("Adjuvant letrozole for 12 months minimum", "months_on(letrozole, setting=adjuvant) >= 12"),
    (
        "Neoadjuvant anthracycline-based chemotherapy for at least 12 weeks",
        "months_on(chemotherapy, setting=neoadjuvant) >= 2.76 and had(anthracycline, setting=neoadjuvant)",
    ),
    (
        "On letrozole or tamoxifen, and for at least 8 weeks",
        "on_now(letrozole) and months_on(letrozole) >= 1.84 or on_now(tamoxifen) and months_on(tamoxifen) >= 1.84",
    ),
    # a treatment that need not have been given
    ("Chemotherapy, if any, must have ended at least 3 weeks before", "months_since(chemotherapy) >= 0.69"),
    ("Trastuzumab, if it was given, finished at least 8 weeks before enrollment", "months_since(trastuzumab) >= 1.84"),
    (
        "If chemotherapy was given, it must have been completed at least 3 weeks before",
        "months_since(chemotherapy) >= 0.69",
    ),
    # settings
    ("At least one taxane, given in the adjuvant and/or metastatic setting", "had(taxane)"),
    ("Prior taxane for breast cancer in the advanced stage", "had(taxane, setting=metastatic)"),
    ("Prior adjuvant letrozole and a CDK4/6 inhibitor in any setting", None),
    (
        "Progression after adjuvant letrozole and a CDK4/6 inhibitor in any setting",
        "had(letrozole, setting=adjuvant) and (progressed_on(letrozole, setting=adjuvant) or not_read)"
        " and had(cdk46_inhibitor) and (progressed_on(cdk46_inhibitor) or not_read)",
    ),
    # examples that no word announces
    (
        "Prior endocrine therapy (letrozole, fulvestrant, etc.) for metastatic disease",
        "had(endocrine_therapy, setting=metastatic)",
    ),
    ("HER2-low (IHC 1+, or 2+ and ISH-) in at least one of the tumor samples, old or new", None),
    ("HER2-low (IHC 1+, or 2+ and ISH-) in at least one of the tumor samples", "her2_ever_low"),
    ("Altered PIK3CA in tumor tissue (the report has to be submitted before enrollment)", "altered(PIK3CA)"),
    # the setting after the last of several may be that of the others
    (
        "No prior anthracycline, and no prior taxane, for metastatic disease",
        "not (had(anthracycline, setting=metastatic) or had(taxane, setting=metastatic))",
    ),
    (
        "At least one aromatase inhibitor and one CDK4/6 inhibitor for metastatic disease",
        "had(aromatase_inhibitor, setting=metastatic) and had(cdk46_inhibitor, setting=metastatic)",
    ),
    (
        "At least one aromatase inhibitor and at least two lines of chemotherapy",
        "had(aromatase_inhibitor) and lines(chemotherapy) >= 2",
    ),
    # values that nothing was given for
    (
        "Platelets >= 90,000/uL and hemoglobin >= 9 g/dL without transfusion or growth factors within a week",
        "platelets_per_ul >= 90000 and hemoglobin_g_dl >= 9 and not_read",
    ),
    # none in the brain, or stable ones
    (
        "No brain metastases, or brain metastases that were treated and are stable",
        "not site(brain) or brain = treated_stable",
    ),
    # menopause, and men
    (
        "Women have to be postmenopausal or on goserelin; men may participate as well",
        "sex = male or menopause = postmenopausal or on_now(goserelin)",
    ),
    ("Postmenopausal, or on a GnRH agonist", "menopause = postmenopausal or on_now(ovarian_suppression)"),
    ("Women do not have to be postmenopausal", None),
    # what is said at the end, or between two limits
    ("No prior therapy, including chemotherapy, in the metastatic setting", "not lines >= 1"),
    ("No previous treatment including chemotherapy or endocrine therapy for metastatic disease", "not lines >= 1"),
    ("Not previously treated for metastatic disease", "not lines >= 1"),
    ("Untreated for metastatic disease", "not lines >= 1"),
    ("Disease-free interval of 12 months or less", "disease_free_months <= 12"),
    ("Disease-free interval of 12 months or more", "disease_free_months >= 12"),
    ("ER 1-9 %", "er_percent >= 1 and er_percent <= 9"),
    ("ER between 1% and 9%", "er_percent >= 1 and er_percent <= 9"),
    ("ER/PR 1-9 %", None),
    ("HER2 IHC 1+ or 2+", "her2 = low or (her2 = positive and not_read)"),
    ("HER2 IHC 0, 1+ or 2+ by IHC", "her2 in (zero, ultralow, low) or (her2 = positive and not_read)"),
    ("HER2 IHC 2+", None),
    ("HER2 IHC 1+ or 2+, and hormone receptor-positive", None),
    (
        "Metastatic disease diagnosed at least 1 year but not more than 5 years ago",
        "months_since_it_spread >= 12 and months_since_it_spread <= 60",
    ),
    ("Adults (18-64) and older adults (65+)", None),
]
EXCLUDED = [
    # "under": a number, or a treatment
    ("Patients under steroids or blood thinners", "taking(steroid) or taking(blood_thinner)"),
    ("Under continuous use of insulin or warfarin", "(taking(insulin) or taking(warfarin)) and not_read"),
    ("LVEF under 50%", "lvef_percent < 50"),
    ("Patients already on a statin", "taking(statin)"),
    ("Diabetes under continuous use of insulin", "has(insulin_treated_diabetes)"),
    # of what kind, and for what
    ("Use of omeprazole or any other proton pump inhibitor for another reason", "taking(proton_pump_inhibitor)"),
    ("Use of strong CYP3A4 inhibitors as ketoconazole, ritonavir", "taking(strong_cyp3a_inhibitor)"),
    ("Prior CDK4/6 inhibitors (palbociclib, ribociclib, and others)", "had(cdk46_inhibitor)"),
    ("Prior CDK4/6 inhibitors (palbociclib, ribociclib)", "had(palbociclib) or had(ribociclib)"),
    ("Has received before any chemotherapy", "had(chemotherapy)"),
    ("Any systemic treatment for breast cancer (chemotherapy, endocrine or targeted therapy)", None),
    ("Lung fibrosis, interstitial lung disease (interstitial pneumonia, pulmonary fibrosis)", LUNG),
    ("Inflammatory bowel disease (e.g. Crohn's disease), or chronic diarrhea", f"{BOWEL} or has(chronic_diarrhea)"),
    ("Inflammatory bowel disease (active), or chronic diarrhea", f"{BOWEL} and not_read or has(chronic_diarrhea)"),
    ("Ulcerative colitis", f"{BOWEL} and not_read"),
    ("Ulcerative colitis or Crohn's disease", BOWEL),
    # what is said of all values before it, or of the last alone
    (
        "Potassium < 3.5 mmol/L or magnesium < 0.7 mmol/L, despite replacement",
        "(potassium_mmol_l < 3.5 or magnesium_mmol_l < 0.7) and not_read",
    ),
    (
        "Hemoglobin < 8 g/dL or platelets < 50,000/uL, not corrected by transfusion",
        "(hemoglobin_g_dl < 8 or platelets_per_ul < 50000) and not_read",
    ),
    ("Hemoglobin < 9 g/dL or transfusion of platelets in the 2 weeks before", "hemoglobin_g_dl < 9 or not_read"),
    (
        "Severe renal impairment (creatinine clearance < 30 mL/min) or dialysis",
        "creatinine_clearance_ml_min < 30 or not_read",
    ),
    # what is said in two sentences, and by a score
    ("Pregnant women; nursing women", "pregnancy or breastfeeding"),
    ("Pregnant women; women who do not use contraception", "pregnancy or not_read"),
    ("HER2 3+ by IHC or amplified by FISH", "her2 = positive"),
    ("HER2 3+ or 2+", None),
    ("HER2 3+ or IHC 2+", None),
    ("Known homozygosity for UGT1A1*28", "ugt1a1 = star28_homozygous"),
    ("Active brain metastases (untreated, symptomatic, or requiring steroids)", "brain = active"),
    # a bracket, and a clause, of one thing in a list
    ("Interstitial lung disease, or pulmonary disease with a saturation < 90%", f"{LUNG} or not_read"),
    ("Depression needing medication, or use of antidepressants within the last month", None),
    (
        "Heart failure (class III), stroke or treatment with blood thinners",
        "has(heart_failure) and not_read or has(stroke) or taking(blood_thinner)",
    ),
    (
        "Interstitial pneumonia, or radiation pneumonitis that needed steroids",
        f"{LUNG} or has(pneumonitis_from_treatment) and not_read",
    ),
    (
        "Organ transplant, or with active autoimmune disease",
        "has(organ_transplant) or has(autoimmune_disease) and not_read",
    ),
    ("Coronary artery disease with a stroke within a year", "has(stroke) and not_read"),
    ("Complicated with, or having a history of, interstitial lung disease", LUNG),
    ("Brain metastases that have progressed (new symptoms, growth)", "brain = active"),
    ("Brain metastasis accompanied by symptoms", "brain = active"),
    ("Endocrine therapy (except LHRH analogues) within 2 weeks", "months_since(endocrine_therapy) < 0.46"),
    ("Chemotherapy for metastatic disease > 1 line", "lines(chemotherapy) > 1"),
    ("Disease-free interval of 6 months or less", "disease_free_months <= 6"),
]
RECENT = "Anticancer treatment within the following intervals before the first dose:"
UNDER_HEADING = [
    ("14 days for chemotherapy", RECENT, "months_since(chemotherapy) < 0.46"),
    ("3 weeks since the last dose of capecitabine", RECENT, "months_since(capecitabine) < 0.69"),
    ("Chemotherapy (14 days)", "Previous treatment within the following periods:", "months_since(chemotherapy) < 0.46"),
    ("7 days for endocrine therapy, LHRH analogues not included", RECENT, "months_since(endocrine_therapy) < 0.23"),
    ("14 days or 5 half-lives for targeted therapy", RECENT, "months_since(targeted_therapy) < 0.46 or not_read"),
    ("Chemotherapy", RECENT, None),
    ("Hepatitis B", "Any contraindication against paracetamol:", "has(hepatitis_b)"),
    ("Hepatitis B", "Any contraindication against paracetamol within 3 months:", "has(hepatitis_b) and not_read"),
]


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_is_required(text: str, wanted: str | None) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_excludes(text: str, wanted: str | None) -> None:
    expect("exclusion", text, wanted)


@pytest.mark.parametrize(("text", "heading", "wanted"), UNDER_HEADING)
def test_what_excludes_under_a_heading(text: str, heading: str, wanted: str | None) -> None:
    expect("exclusion", text, wanted, heading)


def test_days_that_are_allowed_in_a_heading() -> None:
    heading = "Sufficient organ function in tests within 14 days (the same weekday two weeks before is allowed)"
    expect("inclusion", "Platelets >= 100,000/uL", "platelets_per_ul >= 100000", heading)
