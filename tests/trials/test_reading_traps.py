"""Sentences that look like others and say something else. Each was once read wrongly."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import alike, expect, reading

TRAPS: list[tuple[Section, str, str]] = [
    # what is asked for, and what must not be beside it
    (
        "inclusion",
        "HER2-positive breast cancer, patients with brain metastases are excluded",
        "her2 = positive and not site(brain)",
    ),
    (
        "inclusion",
        "Measurable lesions, those with only bone lesions cannot be included",
        "measurable_disease and not bone_only",
    ),
    (
        "inclusion",
        "ER-positive cancer, but heart failure is not allowed",
        "er in (low, positive) and not has(heart_failure)",
    ),
    (
        "inclusion",
        "Metastatic breast cancer (brain metastases are excluded)",
        "extent = metastatic and not site(brain)",
    ),
    ("inclusion", "HER2-negative (HER2-low is not eligible)", "her2 in (zero, ultralow, low) and her2 != low"),
    (
        "inclusion",
        "Prior trastuzumab (patients with HIV are not eligible)",
        "had(trastuzumab) and not has(hiv_infection)",
    ),
    (
        "inclusion",
        "Metastatic breast cancer excluding patients with brain metastases",
        "extent = metastatic and not site(brain)",
    ),
    ("inclusion", "Age 18-75, patients over 75 are excluded", "age_years >= 18 and age_years <= 75 and not_read"),
    ("inclusion", "PIK3CA mutation, patients with stroke are excluded", "altered(PIK3CA) and not has(stroke)"),
    # a limit for some, in a sentence of its own
    (
        "inclusion",
        "Creatinine ≤ 1.5 mg/dL; if creatinine is above 1.5 mg/dL, creatinine clearance ≥ 60 mL/min",
        "(creatinine_mg_dl <= 1.5 or not_read) and (creatinine_clearance_ml_min >= 60 or not_read)",
    ),
    (
        "inclusion",
        "Hemoglobin ≥ 9 g/dL; platelets ≥ 100 x 10^9/L; if the marrow is involved, platelets ≥ 75 x 10^9/L",
        "hemoglobin_g_dl >= 9 and (platelets_per_ul >= 100000 or not_read) and not_read",
    ),
    (
        "inclusion",
        "AST and ALT ≤ 2.5 x ULN; patients with Gilbert's syndrome: total bilirubin ≤ 3 x ULN",
        "ast_x_uln <= 2.5 and alt_x_uln <= 2.5 and (bilirubin_x_uln <= 3 or not_read)",
    ),
    (
        "inclusion",
        "Fasting plasma glucose < 140 mg/dL; patients with diabetes must have HbA1c < 7.5%",
        "fasting_glucose_mg_dl < 140 and (hba1c_percent < 7.5 or not_read) and not_read",
    ),
    ("inclusion", "QTcF ≤ 470 ms; patients with a pacemaker: ≤ 500", "(qtcf_ms <= 470 or not_read) and not_read"),
    ("inclusion", "Adults (18 years or older); 16 or older in Fleemland", "age_years >= 16 and not_read"),
    # what was so when the cancer was found
    ("inclusion", "Aged 18-45 at the time of breast cancer diagnosis", "age_years >= 18 and not_read"),
    ("exclusion", "Age over 70 at diagnosis", "age_years > 70 and not_read"),
    # the second is another way, and of another treatment
    (
        "inclusion",
        "Progression on an AI plus CDK4/6 inhibitor or within 12 months of completing an adjuvant AI",
        "(progressed_on(aromatase_inhibitor) and progressed_on(cdk46_inhibitor)) "
        "or months_to_relapse(aromatase_inhibitor, adjuvant) <= 12",
    ),
    (
        "inclusion",
        "Progression on endocrine therapy or within 12 months of completion of adjuvant endocrine therapy",
        "progressed_on(endocrine_therapy) or months_to_relapse(endocrine_therapy, adjuvant) <= 12",
    ),
    (
        "inclusion",
        "HR-positive cancer that progressed on a CDK4/6 inhibitor or within 12 months of adjuvant endocrine therapy",
        "hormone_receptors in (low, positive) and (progressed_on(cdk46_inhibitor) "
        "or months_to_relapse(endocrine_therapy, adjuvant) <= 12)",
    ),
    # another window is another exclusion, unless it is of the same treatment
    (
        "exclusion",
        "Chemotherapy within 21 days. Foozumab within 14 days.",
        "months_since(chemotherapy) < 0.69 or not_read",
    ),
    (
        "exclusion",
        "Chemotherapy within 21 days. Weekly chemotherapy: 14 days.",
        "months_since(chemotherapy) < 0.69 and not_read",
    ),
    ("exclusion", "Prior CDK4/6 inhibitor. Foozumab in cohort B.", "had(cdk46_inhibitor) or not_read"),
    (
        "inclusion",
        "Progressed on a CDK4/6 inhibitor. Those who relapsed on adjuvant abemaciclib are also eligible.",
        "progressed_on(cdk46_inhibitor) or not_read",
    ),
    # "neither A nor B" in the middle of a sentence
    ("inclusion", "HER2-positive, with neither HIV nor hepatitis B", "her2 = positive and not_read"),
    (
        "inclusion",
        "Females 18 years or older, neither pregnant nor breastfeeding",
        "sex = female and age_years >= 18 and not (pregnancy or breastfeeding)",
    ),
    (
        "inclusion",
        "Metastatic disease, neither treated with chemotherapy nor with CDK4/6 inhibitors",
        "extent = metastatic and not (had(chemotherapy) or had(cdk46_inhibitor))",
    ),
    (
        "inclusion",
        "ECOG 0-1 and neither brain metastases nor leptomeningeal disease",
        "ecog <= 1 and not (site(brain) or leptomeningeal_disease)",
    ),
    # all of them are left out
    ("inclusion", "Pregnant women, women who are breastfeeding are excluded", "not (pregnancy or breastfeeding)"),
    (
        "inclusion",
        "Hepatitis B, hepatitis C or HIV infection is not permitted",
        "not (has(hepatitis_b) or has(hepatitis_c) or has(hiv_infection))",
    ),
    ("inclusion", "No brain metastases and measurable disease", "not site(brain) and measurable_disease"),
    ("inclusion", "No HIV infection and HER2-positive breast cancer", "not has(hiv_infection) and her2 = positive"),
    # a second limit, and no end of the first
    ("inclusion", "Over age 18 and under age 70", "age_years > 18 and age_years < 70"),
    ("inclusion", "Of age 18 or greater and under age 50", "age_years >= 18 and age_years < 50"),
    # an illness that changes no value
    (
        "inclusion",
        "Creatinine clearance of at least 50 mL/min with no heart failure",
        "creatinine_clearance_ml_min >= 50 and not has(heart_failure)",
    ),
    (
        "inclusion",
        "Bilirubin <= 1.5 x ULN except in Gilbert syndrome",
        "bilirubin_x_uln <= 1.5 or has(gilbert_syndrome)",
    ),
    # a unit is no end of a sentence, and a full stop after it is one
    (
        "inclusion",
        "Creatinine clearance >= 50 mL/min. Patients with HIV are excluded.",
        "creatinine_clearance_ml_min >= 50 and not has(hiv_infection)",
    ),
    # who may take part too
    ("inclusion", "Prior trastuzumab, including patients who had capecitabine", "had(trastuzumab)"),
    (
        "inclusion",
        "Progression on prior palbociclib and must have had capecitabine",
        "progressed_on(palbociclib) and had(capecitabine)",
    ),
    ("inclusion", "PIK3CA mutation (no brain metastases)", "altered(PIK3CA) and not_read"),
    (
        "inclusion",
        "At least 3 weeks since prior chemotherapy, except capecitabine, which must be stopped at least 2 weeks before",
        "months_since(chemotherapy) >= 0.69 or (months_since(capecitabine) >= 0.46 and not_read)",
    ),
    ("exclusion", "Metastatic disease or current use of warfarin", "extent = metastatic or taking(warfarin)"),
    (
        "exclusion",
        "Chemotherapy within 3 weeks or current use of warfarin",
        "months_since(chemotherapy) < 0.69 or taking(warfarin)",
    ),
    # of a metal with two charges a millimole is two milliequivalents
    ("inclusion", "Magnesium >= 1.2 mEq/L", "magnesium_mmol_l >= 0.6"),
    ("inclusion", "Potassium >= 3.5 mEq/L", "potassium_mmol_l >= 3.5"),
    ("inclusion", "No brain metastases that progressed after radiotherapy", "not site(brain) or not_read"),
    (
        "inclusion",
        "No leptomeningeal disease that is symptomatic or that needs treatment",
        "not leptomeningeal_disease or not_read",
    ),
    ("exclusion", "Prior capecitabine, recent", "had(capecitabine) and not_read"),
    # of whom something is asked, and what is asked
    (
        "inclusion",
        "Patients whose tumors are HER2 positive must have had T-DM1",
        "her2 != positive or had(trastuzumab_emtansine)",
    ),
    ("inclusion", "Participants whose cancer overexpresses HER2 must have ECOG 0-1", "her2 != positive or ecog <= 1"),
    ("inclusion", "Patients whose tumors must be HER2 positive", "her2 = positive"),
    (
        "inclusion",
        "Men with ER-positive tumors must have received tamoxifen",
        "(sex = male and er in (low, positive) and had(tamoxifen))"
        " or (not (sex = male and er in (low, positive)) and not_read)",
    ),
    (
        "inclusion",
        "Women whose cancer is HER2 positive should have progressed on trastuzumab",
        "(sex = female and her2 = positive and progressed_on(trastuzumab))"
        " or (not (sex = female and her2 = positive) and not_read)",
    ),
    ("inclusion", "Women whose cancer is HER2 negative", "sex = female and her2 in (zero, ultralow, low)"),
    (
        "exclusion",
        "Patients whose tumors are triple negative",
        "hormone_receptors = negative and her2 in (zero, ultralow, low)",
    ),
    ("inclusion", "ECOG 0-1 and no more than 3 metastases", "ecog <= 1 and not_read"),
    # of a medicine, and not of who may take part
    (
        "inclusion",
        "Triple-negative breast cancer, PD-L1 CPS < 5 or immunotherapy-ineligible",
        "hormone_receptors = negative and her2 in (zero, ultralow, low) and pd_l1_cps < 5 or not_read",
    ),
    ("inclusion", "MRI of the brain with no metastases", "not site(brain)"),
    # either will do, though no list is drawn
    (
        "inclusion",
        "One of the following: metastatic disease; locally advanced disease",
        "extent = metastatic or extent != metastatic and not_read",
    ),
    (
        "exclusion",
        "Relapse within 6 months of adjuvant chemotherapy that included a taxane",
        "months_to_relapse(chemotherapy, setting=adjuvant) <= 6 and not_read",
    ),
    ("inclusion", "HER2-negative (stage IV) disease", "her2 in (zero, ultralow, low) and extent = metastatic"),
    # a receptor or how far the cancer reaches: one of the two
    ("exclusion", "HER2-positive or metastatic disease", "her2 = positive or extent = metastatic"),
    ("inclusion", "ER-positive, or stage IV breast cancer", "er in (low, positive) or extent = metastatic"),
    ("exclusion", "Metastatic or HER2-positive breast cancer", "extent = metastatic or not_read"),
    (
        "inclusion",
        "HER2-negative locally advanced or metastatic breast cancer",
        "her2 in (zero, ultralow, low) and extent in (metastatic, locally_advanced_inoperable)",
    ),
    (
        "exclusion",
        "Subjects having experienced, in the last 9 months, any event of deep vein thrombosis",
        "has(blood_clot) and not_read",
    ),
    # "no A or B, no C": none of them
    (
        "inclusion",
        "No stroke or heart attack, no heart failure",
        "not (has(stroke) or has(heart_attack)) and not has(heart_failure)",
    ),
    ("exclusion", "Diarrhea or neuropathy > grade 1", "has(diarrhea) and not_read or neuropathy_grade > 1"),
    # what is given lest a cancer comes, in a list with something else
    (
        "exclusion",
        "Prior tamoxifen or exemestane for prevention of breast cancer",
        "(had(tamoxifen) or had(exemestane)) and not_read",
    ),
    (
        "exclusion",
        "Prior tamoxifen or exemestane for reduction in risk (chemoprevention) of breast cancer",
        "(had(tamoxifen) or had(exemestane)) and not_read",
    ),
    (
        "exclusion",
        "Prior tamoxifen, letrozole or exemestane for metastatic disease, or treatment for osteoporosis",
        "had(tamoxifen) and not_read or had(exemestane, setting=metastatic) or not_read",
    ),
    # what was begun so long ago may go on
    (
        "inclusion",
        "Women before menopause must have commenced goserelin at least 5 weeks before randomization",
        "menopause != premenopausal or had(goserelin) and not_read",
    ),
    (
        "inclusion",
        "Treatment with an LHRH agonist initiated at least 35 days before study treatment",
        "had(ovarian_suppression) and not_read",
    ),
    (
        "inclusion",
        "Premenopausal women must have received an LHRH agonist at least 5 weeks before randomization",
        "menopause != premenopausal or not_read",
    ),
    # "no" does not reach what is asked for
    ("inclusion", "No brain metastases, platelets ≥ 90,000/mm3", "not site(brain) and platelets_per_ul >= 90000"),
    ("inclusion", "No stroke, LVEF ≥ 45 %, ECOG 0-1", "not has(stroke) and lvef_percent >= 45 and ecog <= 1"),
    ("inclusion", "Without heart failure, measurable disease", "not has(heart_failure) and measurable_disease"),
    ("inclusion", "No pregnancy, age at least 21 years", "not pregnancy and age_years >= 21"),
    (
        "inclusion",
        "No prior taxane, no more than 3 lines of chemotherapy",
        "not had(taxane) and lines(chemotherapy) <= 3",
    ),
    (
        "inclusion",
        "Hb ≥ 9.5 g/dL with no transfusion in the past 14 days, neutrophils ≥ 1.2 G/L",
        "hemoglobin_g_dl >= 9.5 and neutrophils_per_ul >= 1200 and not_read",
    ),
    (
        "inclusion",
        "No prior chemotherapy, HER2-negative disease",
        "not had(chemotherapy) and her2 in (zero, ultralow, low)",
    ),
    ("inclusion", "No distant metastases, ER positive", "extent != metastatic and er in (low, positive)"),
    ("inclusion", "Without prior trastuzumab, metastatic disease", "not had(trastuzumab) and extent = metastatic"),
    ("inclusion", "No prior CDK4/6 inhibitor, at least one prior taxane", "not had(cdk46_inhibitor) and had(taxane)"),
    ("inclusion", "No visceral crisis, postmenopausal", "not visceral_crisis and menopause = postmenopausal"),
    ("inclusion", "No stroke, heart failure", "not (has(stroke) or has(heart_failure))"),
    ("exclusion", "No measurable disease, brain metastases", "not measurable_disease or site(brain)"),
    ("inclusion", "No heart failure or LVEF < 45%", "not (has(heart_failure) or lvef_percent < 45)"),
    ("exclusion", "No measurable disease, ECOG > 1", "not measurable_disease or ecog > 1"),
    (
        "inclusion",
        "Patients who have received a taxane for advanced disease must have no progression during the taxane",
        "not progressed_on(taxane, setting=metastatic)",
    ),
    (
        "inclusion",
        "Metastatic breast cancer, diagnosis of the distant metastases more than 2 months ago",
        "extent = metastatic and months_since_it_spread > 2",
    ),
    (
        "inclusion",
        "A measurable lesion by RECIST 1.1. For phase 1, an evaluable lesion is accepted.",
        "measurable_disease or not_read",
    ),
    (
        "exclusion",
        "Active brain metastases. Treated patients who are stable for at least 2 months are allowed.",
        "brain = active or brain = treated_stable and not_read",
    ),
    ("exclusion", "More than 3 brain metastases", "brain_lesions > 3"),
    ("inclusion", "At least one brain metastasis", "site(brain)"),
    ("inclusion", "2 to 5 brain metastases", "brain_lesions >= 2 and brain_lesions <= 5"),
    ("exclusion", "Bone-only disease, without a measurable lesion", "bone_only and not measurable_disease"),
    ("exclusion", "Bone metastases only, without a soft part", "bone_only and not_read"),
    ("exclusion", "Metastatic disease to the CNS", "site(brain) or leptomeningeal_disease"),
    ("inclusion", "At least 6 months from prior everolimus", "months_since(everolimus) >= 6"),
    (
        "inclusion",
        "Stable brain metastases are permitted; measurable disease required",
        "measurable_disease or not_read",
    ),
    (
        "inclusion",
        "Measurable disease, or bone-only disease with a lytic spot",
        "measurable_disease or (bone_only and not_read)",
    ),
    ("exclusion", "Prior endocrine therapy is not allowed within 5 years", "months_since(endocrine_therapy) < 60"),
    # how long it was taken is not how long ago
    (
        "inclusion",
        "Progression after at least 9 months of adjuvant tamoxifen",
        "(progressed_on(tamoxifen, setting=adjuvant) or not_read) and months_on(tamoxifen, setting=adjuvant) >= 9",
    ),
    (
        "inclusion",
        "Recurrence after at least two years of adjuvant letrozole",
        "(progressed_on(letrozole, setting=adjuvant) or not_read) and months_on(letrozole, setting=adjuvant) >= 24",
    ),
    ("inclusion", "Completion of at least 9 months of letrozole", "months_on(letrozole) >= 9"),
    (
        "inclusion",
        "Recurrent disease < 3 years from the initiation of adjuvant tamoxifen",
        "progressed_on(tamoxifen, setting=adjuvant) and months_on(tamoxifen, setting=adjuvant) < 36 or not_read",
    ),
    (
        "inclusion",
        "At least 5 weeks since prior chemotherapy, including taxanes, in the adjuvant setting",
        "months_since(chemotherapy, setting=adjuvant) >= 1.15",
    ),
    (
        "inclusion",
        "Patients who received or are receiving adjuvant letrozole must have completed adjuvant letrozole",
        "not had(letrozole, setting=adjuvant) or not_read",
    ),
    # what was given besides is not what it grew on
    ("inclusion", "Progressed on letrozole or received eribulin", "progressed_on(letrozole) or had(eribulin)"),
    # "unless ineligible" forbids nothing; "in addition to" counts nothing
    ("inclusion", "Must have received eribulin unless ineligible", "had(eribulin) or not_read"),
    (
        "inclusion",
        "At most two lines of chemotherapy in addition to trastuzumab for metastatic disease",
        "lines(chemotherapy) <= 2 or not_read",
    ),
    (
        "inclusion",
        "Treatment-naive in the metastatic setting, or receiving letrozole",
        "lines = 0 or on_now(letrozole)",
    ),
    (
        "inclusion",
        "Participants whose tumors are HER2-positive must have received trastuzumab",
        "her2 != positive or had(trastuzumab)",
    ),
    # "required" of a treatment is no demand of the person
    (
        "inclusion",
        "Participants must not have had pneumonitis that required oral steroids",
        "not ((has(pneumonitis_from_treatment) or (has(interstitial_lung_disease) and not_read)) and not_read)",
    ),
    (
        "inclusion",
        "Patients must not have a history of (severe) heart failure that required surgery or evidence of hepatitis C",
        "not ((has(heart_failure) and not_read) or has(hepatitis_c))",
    ),
    # what does not count as the treatment
    (
        "exclusion",
        "Hormone therapy within three weeks. Note: goserelin should not be counted as hormone therapy.",
        "months_since(endocrine_therapy) < 0.69 and not_read",
    ),
    (
        "exclusion",
        "Chemotherapy within 28 days. Methotrexate for arthritis is not considered chemotherapy.",
        "months_since(chemotherapy) < 0.92 and not_read",
    ),
    # a span at the end may be meant for both treatments
    (
        "exclusion",
        "Prior paclitaxel for early disease, or endocrine therapy within 2 weeks",
        "(had(paclitaxel, setting=early) and not_read) or months_since(endocrine_therapy) < 0.46",
    ),
    ("exclusion", "Embolic stroke", "has(stroke) and not_read"),
    # what makes no difference, and what does
    ("exclusion", "Patients with brain metastases are excluded regardless of stability", "site(brain)"),
    ("exclusion", "Leptomeningeal disease, regardless of treatment or symptoms", "leptomeningeal_disease"),
    ("exclusion", "Leptomeningeal disease, unless stable", "leptomeningeal_disease and not_read"),
    ("inclusion", "No concurrent leptomeningeal disease", "not leptomeningeal_disease"),
    ("inclusion", "No known or suspected brain metastases", "not (site(brain) and not_read)"),
    (
        "inclusion",
        "Postmenopausal, or premenopausal and receiving goserelin",
        "menopause = postmenopausal or menopause = premenopausal and on_now(goserelin) or not_read",
    ),
    ("inclusion", "Prior everolimus is mandatory", "had(everolimus)"),
    ("inclusion", "Neither brain metastases nor leptomeningeal disease", "not (site(brain) or leptomeningeal_disease)"),
    # another limit for some, on either side of that for all
    (
        "inclusion",
        "Hemoglobin >= 9 g/dL (>= 8 g/dL with bone metastases)",
        "hemoglobin_g_dl >= 9 or (site(bone) and hemoglobin_g_dl >= 8)",
    ),
    (
        "exclusion",
        "Platelets < 100,000/mm3 (< 75,000/mm3 with liver metastases)",
        "platelets_per_ul < 100000 and (not site(liver) or platelets_per_ul < 75000)",
    ),
    (
        "inclusion",
        "Bilirubin <= 1.5 x ULN, for those with Gilbert syndrome > 1.5 x ULN is permitted",
        "bilirubin_x_uln <= 1.5 or has(gilbert_syndrome)",
    ),
    ("inclusion", "ECOG 0-1, or 2 if due to fleem", "ecog <= 1 or not_read"),
    (
        "inclusion",
        "No prior everolimus and no more than two prior lines of chemotherapy",
        "not had(everolimus) and lines(chemotherapy) <= 2",
    ),
    ("exclusion", "Creatinine clearance < 40 ml/min or on dialysis", "creatinine_clearance_ml_min < 40 or not_read"),
    (
        "inclusion",
        "No brain metastases, or treated and stable brain metastases",
        "not site(brain) or brain = treated_stable",
    ),
    (
        "inclusion",
        "Patients must have no history of brain metastases or have stable ones",
        "not site(brain) or not_read",
    ),
    (
        "inclusion",
        "HER2-positive patients must have received pertuzumab",
        "(her2 = positive and had(pertuzumab)) or (not her2 = positive and not_read)",
    ),
    (
        "inclusion",
        "Triple-negative breast cancer: ER < 10%, PR < 10% and HER2 negative",
        "er_percent < 10 and pr_percent < 10 and her2 in (zero, ultralow, low)",
    ),
    # two steps of a trial, and two stages of a cancer
    ("inclusion", "Stages 1 and 2: measurable disease", "measurable_disease or not_read"),
    ("inclusion", "Stage 2: LVEF >= 50 %", "lvef_percent >= 50 or not_read"),
    # how and when a number was found out stands before it
    (
        "inclusion",
        "Creatinine clearance (CrCl) calculated by the Cockroft-Gault formula >= 60 mL/min",
        "creatinine_clearance_ml_min >= 60",
    ),
    ("inclusion", "Platelets at screening >= 100,000/mm3", "platelets_per_ul >= 100000"),
    (
        "inclusion",
        "Patients must not have another malignancy that requires systemic treatment",
        "not (months_since_other_cancer < 1 or not_read)",
    ),
    ("exclusion", "Patients with a Child-Pugh score of B or C.", "child_pugh in (B, C)"),
    (
        "exclusion",
        "Concurrent use of CDK4/6 inhibitors, such as ribociclib, with fulvestrant",
        "(taking(cdk46_inhibitor) and taking(fulvestrant))"
        " or ((taking(cdk46_inhibitor) or taking(fulvestrant)) and not_read)",
    ),
]
UNREAD: list[tuple[Section, str]] = [
    ("inclusion", "Age 18-75 years, non pregnant/lactating female patients"),  # nobody has to breast-feed
    ("inclusion", "Women who were premenopausal at diagnosis"),
    ("inclusion", "Diagnosed at age 40 or less"),
    ("inclusion", "Creatinine ≤ 1.5 x ULN; OR creatinine clearance ≥ 50 mL/min"),
    # "no" and what is asked for, with a word that is not known
    ("inclusion", "No active hepatitis B, LVEF ≥ 55 % fleem"),
    ("inclusion", "No heart failure, fleem, LVEF ≥ 55 %"),
    ("inclusion", "No stroke, fleem, HER2-negative disease"),
    ("inclusion", "No prior CDK4/6 inhibitor, progression on endocrine therapy fleem"),
    ("inclusion", "Brain metastases are not allowed, ECOG 0-1"),
    ("inclusion", "HR-positive/metastatic breast cancer"),  # "and", or "or"
    ("inclusion", "Metastatic or HER2-positive breast cancer"),
    ("inclusion", "ER-positive or metastatic triple-negative breast cancer"),
    ("inclusion", "Pre- and/or postmenopausal women and adult men"),  # nobody is both
    ("exclusion", "No known hepatitis C"),  # among what excludes: a slip
    ("exclusion", "No brain metastases"),
    ("exclusion", "Patients do not have leptomeningeal disease"),
    ("exclusion", "Not receiving anticoagulants for a known thrombosis"),
    ("exclusion", "Risk factors for a stroke or a blood clot"),
    ("exclusion", "Has no other malignancy within 5 years"),
    ("inclusion", "Males who are sexually active must agree to use condoms"),  # women need not
    ("inclusion", "Patients with or without brain metastases"),
    ("inclusion", "Women at high risk of metastatic disease"),  # nobody has to have it
    ("exclusion", "Other cancer unless cured"),  # how long ago it was says nothing of that
    ("exclusion", "Prior malignancy within 5 years, except adequately treated"),
    ("inclusion", "Suspected metastatic breast cancer"),
    ("inclusion", "Prior everolimus is not mandatory"),
    ("inclusion", "Men who may father a child must agree to follow the rules for contraception"),
    # whether the time is meant for both
    ("exclusion", "Major surgery or chemotherapy/ fleemal treatment/radiation therapy < 4 weeks before the first dose"),
    ("exclusion", "Treated with systemic therapy for breast cancer, or any study drug within 4 weeks or 5 half-lives"),
    ("inclusion", "At least 6 months of prior everolimus"),  # how long, not how long ago
    ("inclusion", "12 or more months on a prior CDK4/6 inhibitor without progression"),
    ("exclusion", "Need for immediate chemotherapy"),
    ("exclusion", "Requires chemotherapy"),
]


@pytest.mark.parametrize(("section", "text", "wanted"), TRAPS)
def test_what_a_sentence_says_and_no_more(section: Section, text: str, wanted: str) -> None:
    expect(section, text, wanted)


@pytest.mark.parametrize(("section", "text"), UNREAD)
def test_what_is_not_said_is_not_read(section: Section, text: str) -> None:
    expect(section, text, None)


PLAIN: list[tuple[Section, str, str]] = [
    ("inclusion", "Participants between the ages of 19 years and 71 years", "age_years >= 19 and age_years <= 71"),
    ("inclusion", "Age 18 years or older, or the legal age of consent", "age_years >= 18 or not_read"),
    ("inclusion", "Age 18 or older, or the age of majority in the country", "age_years >= 18 or not_read"),
    (
        "inclusion",
        "At least 18 years of age (at least 20 years in Fleemland)",
        "age_years >= 20 or (age_years >= 18 and not_read)",
    ),
    (
        "inclusion",
        "≥ 16 years of age for part 1, ≥ 18 years for part 2",
        "age_years >= 18 or (age_years >= 16 and not_read)",
    ),
    ("inclusion", "Age 21+", "age_years >= 21"),
    ("inclusion", "Women over the age of 40", "sex = female and age_years > 40"),
    ("inclusion", "Karnofsky or Lansky score of at least 50", "ecog <= 2"),
    (
        "inclusion",
        "Age over 18 years, ECOG 0-1, measurable disease",
        "age_years > 18 and ecog <= 1 and measurable_disease",
    ),
    ("inclusion", "Life expectancy of 3 months or more and ECOG 0-2", "ecog <= 2 and not_read"),
    ("inclusion", "At least 4 weeks from the last chemotherapy", "months_since(chemotherapy) >= 0.92"),
    ("inclusion", "Creatinine <= 1.5 x ULN or clearance > 40 ml/min", "creatinine_clearance_ml_min > 40 or not_read"),
    ("inclusion", "Patients are not eligible if they have heart failure", "not has(heart_failure)"),
    ("exclusion", "Patients are not eligible if they have pancreatitis", "has(pancreatitis)"),
    (
        "exclusion",
        "Patients should be excluded if they have received everolimus, unless fleem agrees",
        "had(everolimus) and not_read",
    ),
    (
        "inclusion",
        "Women for whom adjuvant treatment with tamoxifen would be clinically indicated",
        "sex = female and not_read",
    ),
    (
        "inclusion",
        "Platelets >= 75,000/mm3 (an exception is made if the marrow is full of fleem)",
        "platelets_per_ul >= 75000 or not_read",
    ),
    ("inclusion", "Women of childbearing potential must have a negative pregnancy result as follows:", "not pregnancy"),
    ("inclusion", "If the woman is of childbearing potential, must have a negative pregnancy test", "not pregnancy"),
    (
        "inclusion",
        "Advanced solid tumor with certain FLEEM1 mutations or FLEEM2 mutations found by sequencing",
        "extent in (locally_advanced_inoperable, metastatic) and not_read",
    ),
    ("exclusion", "Women who report they are pregnant will not be eligible", "pregnancy"),
    (
        "exclusion",
        "Autoimmune disease, requiring steroids or immunosuppressants",
        "has(autoimmune_disease) and not_read",
    ),
    (
        "exclusion",
        "Ongoing or active infection, requiring intravenous antibiotic, or antifungal therapy",
        "has(active_infection) and not_read",
    ),
    (
        "exclusion",
        "Received an organ transplant and is taking immunosuppressive medications",
        "has(organ_transplant) and not_read",
    ),
    ("exclusion", "Peripheral neuropathy (sensory or motor) of grade 3 or higher", "neuropathy_grade >= 3"),
    (
        "exclusion",
        "Infected with HIV, hepatitis B or hepatitis C viruses",
        "has(hiv_infection) or has(hepatitis_b) or has(hepatitis_c)",
    ),
    (
        "exclusion",
        "Concurrent malignancy that requires treatment or is expected to require treatment",
        "months_since_other_cancer < 1 or not_read",
    ),
    (
        "exclusion",
        "Chronic steroid use, except in low doses",
        "taking(steroid) and not_read",
    ),
    ("exclusion", "On anticoagulation medication or aspirin", "taking(blood_thinner) or taking(aspirin)"),
    ("exclusion", "Leukemia or with signs suggestive of leukemia", "has(leukemia_or_mds) or not_read"),
    (
        "exclusion",
        "Active autoimmune disease requiring steroids, immunosuppressants or other disease modifying agents",
        "has(autoimmune_disease) and not_read",
    ),
    (
        "inclusion",
        "AST <= 2.5 x ULN; ALT <= 2.5 x ULN (AST, ALT <= 5 x ULN if liver metastases are present)",
        "(ast_x_uln <= 2.5 or (site(liver) and ast_x_uln <= 5))"
        " and (alt_x_uln <= 2.5 or (site(liver) and alt_x_uln <= 5))",
    ),
]


@pytest.mark.parametrize(("section", "text", "wanted"), PLAIN)
def test_plain_sentences_with_one_unknown_word(section: Section, text: str, wanted: str) -> None:
    expect(section, text, wanted)


def test_time_windows_of_a_heading() -> None:
    heading = "Other treatment of cancer within the following time periods before the first dose:"
    for text in ("Chemotherapy: 21 days", "Chemotherapy within 3 weeks"):
        assert alike(reading("exclusion", text, heading), "months_since(chemotherapy) < 0.69")


@pytest.mark.parametrize("heading", ["Postmenopausal women", "Post-menopausal status:", "Women who are postmenopausal"])
def test_under_a_state_of_the_body_stand_the_ways_to_be_in_it(heading: str) -> None:
    assert alike(reading("inclusion", "Age >= 60 years", heading), "age_years >= 60 or not_read")
    had = reading("inclusion", "Prior bilateral oophorectomy", heading)
    assert alike(had, "surgery(bilateral_oophorectomy) or not_read")
