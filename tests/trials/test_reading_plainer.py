"""Long sentences about treatment, as sponsors write them, and plain ones that look like them."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

SENTENCES: list[tuple[Section, str, str | None]] = [
    # words that say nothing more, units and signs
    (
        "inclusion",
        "Adults aged between 18 and 75 years (inclusive) at the time of ICF signing",
        "age_years >= 18 and age_years <= 75",
    ),
    ("inclusion", "Women and men of all races and ethnic groups, 18 years or older", "age_years >= 18"),
    ("inclusion", "If enrolled, the ECOG score was 0-2", "ecog <= 2"),
    ("inclusion", "Platelets >= 100x 109 /L", "platelets_per_ul >= 100000"),
    ("inclusion", "Platelets >= 100 109/L", "platelets_per_ul >= 100000"),
    ("inclusion", "Platelets >= 100 x 10^3", "platelets_per_ul >= 100000"),
    ("inclusion", "Neutrophils >= 1,500/L", "neutrophils_per_ul >= 1500"),
    ("inclusion", "Hemoglobin >= 90 g/dL", "hemoglobin_g_dl >= 9"),
    ("inclusion", "LVEF > 50", "lvef_percent > 50"),
    ("inclusion", "Bilirubin within the upper limit of normal", "bilirubin_x_uln <= 1"),
    ("inclusion", "Calcium <= 12 mg/dL", "calcium_mmol_l <= 2.99416"),
    ("inclusion", "In the metastatic setting: no prior chemotherapy", "not had(chemotherapy, metastatic)"),
    (
        "inclusion",
        "Between one and two lines of chemotherapy for metastatic disease",
        "lines(chemotherapy) >= 1 and lines(chemotherapy) <= 2",
    ),
    (
        "inclusion",
        "No chemotherapy since the diagnosis of metastatic disease",
        "not had(chemotherapy, metastatic)",
    ),
    (
        "exclusion",
        "Prior malignancy, unless it was skin cancer or was treated with surgery alone",
        "months_since_other_cancer <= 1200 and not_read",
    ),
    (
        "inclusion",
        "Disease-free of prior malignancies for 5 years",
        "not (months_since_other_cancer < 60 or not_read)",
    ),
    ("exclusion", "Autoimmune disease (like lupus or rheumatoid arthritis)", "has(autoimmune_disease)"),
    # what "or" brings is another way to meet the demand, and is not denied too
    (
        "inclusion",
        "No prior chemotherapy, or at least 12 months since adjuvant chemotherapy",
        "not had(chemotherapy) or months_since(chemotherapy, adjuvant) >= 12",
    ),
    (
        "inclusion",
        "No prior trastuzumab or disease-free interval >= 12 months after trastuzumab",
        "not had(trastuzumab) or months_to_relapse(trastuzumab) >= 12",
    ),
    (
        "inclusion",
        "Not HER2-positive or HER2-positive and previously treated with trastuzumab",
        "her2 != positive or her2 = positive and had(trastuzumab)",
    ),
    ("inclusion", "No hepatitis B or hepatitis B on treatment", "not has(hepatitis_b) or not_read"),
    ("inclusion", "No prior chemotherapy or one prior line of chemotherapy", None),
    ("inclusion", "No heart failure, or heart failure NYHA class I", None),
    ("inclusion", "No hepatitis B or active hepatitis B", "not has(hepatitis_b)"),
    ("inclusion", "No prior chemotherapy or prior trastuzumab", "not had(chemotherapy) and not had(trastuzumab)"),
    # two limits of one percent
    ("inclusion", "ER expression of at least 1% and at most 10%", "er = low"),
    ("inclusion", "ER >= 1% but <= 10%", "er = low"),
    ("inclusion", "ER > 0% and < 10%", "er_percent > 0 and er_percent < 10"),
    # what is asked of some people, and then of others
    (
        "inclusion",
        "Patients with HER2-positive disease must have had trastuzumab, and patients with TNBC must have had a taxane",
        "(her2 != positive or had(trastuzumab)) and"
        " (not (hormone_receptors = negative and her2 in (zero, ultralow, low)) or had(taxane))",
    ),
    (
        "inclusion",
        "Patients with HER2-positive disease must have had trastuzumab, and those with TNBC a taxane",
        "(her2 != positive or had(trastuzumab)) and not_read",
    ),
    (
        "inclusion",
        "Patients with liver metastases must have ALT < 5 x ULN, and those without ALT < 3 x ULN",
        "(not site(liver) or alt_x_uln < 5) and not_read",
    ),
    (
        "inclusion",
        "Age 18 or older; age 20 or older in Japan",
        "age_years >= 20 or age_years >= 18 and not_read",
    ),
    # what is asked of some asks nothing of the others, and nobody to be one of them
    (
        "inclusion",
        "For TNBC, prior immunotherapy if PD-L1-positive",
        "not (hormone_receptors = negative and her2 in (zero, ultralow, low)) or not_read",
    ),
    (
        "inclusion",
        "Patients with a PIK3CA mutation must not have received alpelisib",
        "not altered(PIK3CA) or not had(alpelisib)",
    ),
    (
        "inclusion",
        "HER2-positive patients must have received T-DXd; HER2-low patients chemotherapy",
        "(her2 = positive and had(trastuzumab_deruxtecan) or her2 != positive and not_read) and not_read",
    ),
    (
        "exclusion",
        "Neither measurable disease nor a lytic bone lesion",
        "not (measurable_disease or site(bone) and not_read)",
    ),
    # a value and something else, in two sentences
    (
        "exclusion",
        "Neuropathy grade 2 or higher; bilirubin above 3 x ULN",
        "neuropathy_grade >= 2 or bilirubin_x_uln > 3",
    ),
    ("exclusion", "LVEF below 50%; leptomeningeal disease", "lvef_percent < 50 or leptomeningeal_disease"),
    # long ago excludes nobody who never had it
    (
        "exclusion",
        "More than 12 weeks since adjuvant chemotherapy",
        "had(chemotherapy, adjuvant) and months_since(chemotherapy, adjuvant) > 2.76",
    ),
    (
        "exclusion",
        "More than 28 days since whole brain radiotherapy",
        "radiation(whole_brain) and months_since_radiation(whole_brain) > 0.92",
    ),
    # the limit of some first, and then that of the others
    (
        "inclusion",
        "ALT <= 5 x ULN if liver metastases, otherwise <= 3 x ULN",
        "alt_x_uln <= 3 or site(liver) and alt_x_uln <= 5",
    ),
    (
        "inclusion",
        "ALT <= 5 x ULN with liver metastases or <= 3 x ULN without",
        "alt_x_uln <= 3 or site(liver) and alt_x_uln <= 5",
    ),
    (
        "exclusion",
        "ALT > 5 x ULN if liver metastases, otherwise > 3 x ULN",
        "alt_x_uln > 3 and (not site(liver) or alt_x_uln > 5)",
    ),
    (
        "inclusion",
        "Creatinine <= 1.5 x ULN or, if higher, clearance >= 50 mL/min",
        "creatinine_clearance_ml_min >= 50 or not_read",
    ),
    # in the words of records that speak to her
    ("inclusion", "have HER2-positive breast cancer that has spread", "her2 = positive and extent = metastatic"),
    ("inclusion", "have a tumor that can be measured", "measurable_disease"),
    ("inclusion", "have not had trastuzumab deruxtecan", "not had(trastuzumab_deruxtecan)"),
    ("inclusion", "have gone through menopause", "menopause = postmenopausal"),
    ("exclusion", "have cancer that has spread to your brain", "site(brain)"),
    ("exclusion", "take blood thinners such as warfarin", "taking(blood_thinner)"),
    ("exclusion", "have scarring or inflammation of the lungs", "has(interstitial_lung_disease)"),
    # of what kind more may enter
    (
        "inclusion",
        "Triple-negative breast cancer, including ER-low (1-10%) tumors",
        "hormone_receptors = negative and her2 in (zero, ultralow, low) or not_read",
    ),
    ("inclusion", "HER2-low (including ultralow)", "her2 = low or not_read"),
    ("inclusion", "HR-positive disease including ER-low", "hormone_receptors in (low, positive)"),
    ("inclusion", "HER2-negative (including HER2-low) breast cancer", "her2 in (zero, ultralow, low)"),
    ("inclusion", "HER2-low at any time", "her2_ever_low"),
    ("inclusion", "ER low (1-10%) is treated as negative", None),
    # a list of all, not of any
    ("inclusion", "Must have received all of: taxane, capecitabine", "had(taxane) and had(capecitabine)"),
    (
        "inclusion",
        "Must have received each of the following: taxane; capecitabine",
        "had(taxane) and had(capecitabine)",
    ),
    ("inclusion", "Must have received any of: taxane, capecitabine", "had(taxane) or had(capecitabine)"),
    # what is said of the last alone
    (
        "exclusion",
        "Prior CDK4/6 inhibitor or AKT inhibitor, or chemotherapy within 4 weeks",
        "had(cdk46_inhibitor) or had(akt_inhibitor) or months_since(chemotherapy) < 0.92",
    ),
    (
        "exclusion",
        "HER2-positive disease, or HER2-low disease without prior trastuzumab deruxtecan",
        "her2 = positive or her2 = low and not had(trastuzumab_deruxtecan)",
    ),
    # one by one test, the other by another; two scores of which one alone is not positive
    ("inclusion", "HER2 overexpression by immunohistochemistry or amplification by FISH", "her2 = positive"),
    ("inclusion", "HER2 3+ by IHC or HER2 amplified by FISH", "her2 = positive"),
    ("inclusion", "HER2 0 or 1+ by IHC or non-amplified by FISH", "her2 in (zero, ultralow, low)"),
    ("inclusion", "HER2 2+ by IHC or HER2 amplified by FISH", None),
    ("inclusion", "HER2 overexpression (2+ or 3+) by immunohistochemistry", "her2 in (low, positive) and not_read"),
    # a medicine named before its setting, a dose told in another medicine, one gene or more
    (
        "exclusion",
        "Relapse less than 12 months after the end of platinum-based adjuvant treatment",
        "months_to_relapse(platinum, adjuvant) < 12",
    ),
    (
        "exclusion",
        "Accumulated dose of anthracyclines equivalent to doxorubicin > 360 mg/m2 in previous treatment",
        "cumulative_mg_m2(doxorubicin) > 360 or not_read",
    ),
    (
        "inclusion",
        "Tumour with one or more PIK3CA or PTEN alterations",
        "altered(PIK3CA) or altered(PTEN)",
    ),
    (
        "inclusion",
        "Progressed on trastuzumab, and on at least one CDK4/6 inhibitor",
        "progressed_on(trastuzumab) and progressed_on(cdk46_inhibitor)",
    ),
    ("exclusion", "Previously treated with any of: tucatinib or lapatinib", "had(tucatinib) or had(lapatinib)"),
    (
        "exclusion",
        "Previous treatment with a SERD (fulvestrant included) or olaparib",
        "had(estrogen_receptor_degrader) or had(olaparib)",
    ),
    # a demand about something of which there is no fact, and one about something else
    ("inclusion", "Willing to give samples, and ECOG 0-1", "ecog <= 1 and not_read"),
    ("inclusion", "No tissue that can be tested, and ECOG 0-1", None),
    # a list that goes on with words that are not known
    (
        "exclusion",
        "Visceral crisis, lymphangitic spread, or any rapidly progressing disease for which chemotherapy is planned",
        "visceral_crisis or not_read",
    ),
    (
        "exclusion",
        "Chronic diarrhea, short bowel syndrome, or upper GI surgery including gastric resection",
        "has(chronic_diarrhea) or not_read",
    ),
    ("inclusion", "Any menopausal status: pre and postmenopausal", None),
    ("exclusion", "Leptomeningeal metastases, now or in the past", "leptomeningeal_disease"),
    # the name of what it says in other words
    ("inclusion", "Hormone-sensitive breast cancer", "hormone_receptors in (low, positive)"),
    ("inclusion", "Hormonal positive (ER and/or PR) breast cancer", "hormone_receptors in (low, positive)"),
    (
        "inclusion",
        "ER and PR negativity (< 1% positive staining cells in the invasive tumor)",
        "hormone_receptors = negative",
    ),
    (
        "inclusion",
        "Prior regimens must have contained an anthracycline and a taxane",
        "had(anthracycline) and had(taxane)",
    ),
    (
        "inclusion",
        "Prior anthracycline or be considered not eligible for anthracyclines",
        "had(anthracycline) or not_read",
    ),
    (
        "inclusion",
        "Disease-free of prior malignancies for at least 5 years with the exception of basal cell carcinoma",
        "not months_since_other_cancer < 60",
    ),
    (
        "inclusion",
        "Metastatic TNBC who have had no systemic therapy for advanced disease and whose tumors are PD-L1 positive",
        "hormone_receptors = negative and her2 in (zero, ultralow, low) and extent = metastatic and not lines >= 1"
        " and not_read",
    ),
    (
        "inclusion",
        "Treatment naive in the metastatic setting and planned for letrozole, or receiving letrozole",
        None,
    ),
    ("exclusion", "On active treatment for another cancer", "months_since_other_cancer < 1 or not_read"),
    ("exclusion", "Active or previously documented autoimmune or inflammatory disease", "has(autoimmune_disease)"),
    (
        "exclusion",
        "Systemic treatment with steroids at a daily dose of > 10 mg of prednisolone",
        "taking(steroid) and not_read",
    ),
    ("exclusion", "HBsAg (+) or HCV (+)", "has(hepatitis_b) or has(hepatitis_c)"),
    ("inclusion", "HIV (-)", "not has(hiv_infection)"),
    ("exclusion", "History of allograft transplantation", "has(organ_transplant)"),
    (
        "inclusion",
        "One or two prior lines of hormone therapy in the metastatic setting, at least one of which must have been in "
        "combination with a CDK4/6 inhibitor",
        "lines(endocrine_therapy) >= 1 and lines(endocrine_therapy) <= 2 and had(cdk46_inhibitor, setting=metastatic)",
    ),
    (
        "inclusion",
        "At least two earlier lines of chemotherapy for metastatic disease, one of which must have contained a taxane",
        "lines(chemotherapy) >= 2 and had(taxane, setting=metastatic)",
    ),
    (
        "inclusion",
        "Up to 3 prior lines of systemic therapy, including no more than 2 lines of chemotherapy, for advanced disease",
        "lines() <= 3 and lines(chemotherapy) <= 2",
    ),
    # Under an exclusion both would have to be so: not read.
    ("exclusion", "More than 2 prior lines of chemotherapy, including more than 1 line of platinum", None),
    (
        "inclusion",
        "Progression of metastatic cancer, defined by the investigator, during or after the most recent treatment or "
        "within 6 months of completing adjuvant therapy",
        "latest_treatment = progression or months_to_relapse(cancer_medicine, setting=adjuvant) <= 6 or not_read",
    ),
    (
        "inclusion",
        "Previously treated with an anthracycline regardless of disease stage (adjuvant, neoadjuvant, or advanced)",
        "had(anthracycline)",
    ),
    (
        "inclusion",
        "Progressed on, and would no longer benefit from, endocrine therapy",
        "progressed_on(endocrine_therapy) and not_read",
    ),
    (
        "inclusion",
        "Patients with ER-positive disease must have received and progressed on at least one endocrine therapy, or "
        "have disease that the physician believes to be inappropriate for it",
        "er = negative or progressed_on(endocrine_therapy) or not_read",
    ),
    (
        "inclusion",
        "Patients must have received and progressed on at least one endocrine therapy",
        "progressed_on(endocrine_therapy)",
    ),
    (
        "inclusion",
        "Measurable disease, i.e., at least one measurable lesion, or at least one predominantly lytic bone lesion",
        "measurable_disease or site(bone) and not_read",
    ),
    (
        "exclusion",
        "Prior treatment with any CDK4/6 inhibitor, fulvestrant, or any agent that inhibits the PI3K-mTOR pathway",
        "had(cdk46_inhibitor) or had(fulvestrant) or had(pi3k_pathway_inhibitor)",
    ),
    (
        "exclusion",
        "Any prior adjuvant treatment with a CDK4/6 inhibitor with recurrence within 12 months of completing treatment",
        "months_to_relapse(cdk46_inhibitor, setting=adjuvant) <= 12",
    ),
    (
        "exclusion",
        "Neoadjuvant chemotherapy with disease recurrence within 6 months after completion of therapy",
        "months_to_relapse(chemotherapy, setting=neoadjuvant) <= 6",
    ),
    (
        "exclusion",
        "Symptomatic heart failure, or QTcF > 470 ms (females) or > 450 ms (males)",
        "has(heart_failure) and not_read or sex = female and qtcf_ms > 470 or sex = male and qtcf_ms > 450",
    ),
    (
        "exclusion",
        "Prior autologous or allogeneic organ or tissue transplantation",
        "has(organ_transplant) or not_read",
    ),
    ("inclusion", "HER2-positivity in a recurrent or metastatic lesion", "her2 = positive and not_read"),
    ("inclusion", "Progression of metastatic cancer, defined by the investigator,", "extent = metastatic and not_read"),
    ("inclusion", "Metastatic disease to bone only", "bone_only"),
    (
        "inclusion",
        "Platelets ≥ 75 x 10^9/L, hemoglobin ≥ 8 g/dL (≥ 9 g/dL if CNS metastases)",
        "platelets_per_ul >= 75000 and hemoglobin_g_dl >= 8 and (not site(brain) or hemoglobin_g_dl >= 9)",
    ),
    (
        "inclusion",
        "Premenopausal or perimenopausal women must be on ovarian suppression for at least 28 days before treatment",
        "menopause in (postmenopausal, not_applicable) or on_now(ovarian_suppression) and not_read",
    ),
    ("inclusion", "ECOG 0 or 1 (ECOG 2 is permitted if due to bone pain)", "ecog <= 1 or ecog <= 2 and not_read"),
    ("inclusion", "ECOG 0-1 (2 if due to bone metastases)", "ecog <= 1 or ecog <= 2 and not_read"),
    ("inclusion", "KPS ≥ 70 (60 if due to bone metastases)", "ecog <= 1 or not_read"),
    ("inclusion", "Postmenopausal women:", "menopause = postmenopausal"),
    *(
        ("exclusion", f"{words} hypertension{meaning}", "has(high_blood_pressure) and not_read")
        for words in ("Uncontrolled", "Poorly controlled", "Inadequately controlled")
        for meaning in (
            " defined as systolic BP > 160 mmHg or diastolic BP > 100 mmHg",
            ", defined as a systolic blood pressure of ≥ 160 mmHg",
            ", i.e. systolic >180 or diastolic >110",
        )
    ),
    ("exclusion", "Hypertension, defined as systolic BP > 160 mmHg", "has(high_blood_pressure) and not_read"),
    ("exclusion", "Epilepsy or hypertension, defined as systolic BP > 160 mmHg", None),
    # Among what excludes, a score that is allowed for some keeps nobody out for sure.
    ("exclusion", "ECOG ≥ 2 (2 if due to bone metastases is permitted)", "ecog >= 2 and not_read"),
    ("exclusion", "ECOG performance status > 1 (ECOG 2 is permitted if due to bone pain)", "ecog > 1 and not_read"),
]


@pytest.mark.parametrize(("section", "text", "wanted"), SENTENCES)
def test_a_long_sentence(section: Section, text: str, wanted: str | None) -> None:
    expect(section, text, wanted)
