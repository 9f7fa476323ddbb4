"""Where the cancer sits, values of organs and fitness, in the turns of phrase of real records."""

from __future__ import annotations

import pytest

from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

# Section, text, meaning; None: nothing may be read.
ROWS: list[tuple[Section, str, str | None]] = [
    # for whom a limit counts, whether the least or the most is asked for
    ("exclusion", "Hemoglobin < 9 g/dL in patients without liver metastases",
     "hemoglobin_g_dl < 9 and not site(liver)"),
    ("exclusion", "AST > 3 x ULN in patients without liver metastases", "ast_x_uln > 3 and not site(liver)"),
    ("inclusion", "Platelets >= 100,000/uL in patients without liver metastases",
     "platelets_per_ul >= 100000 or site(liver)"),
    ("inclusion", "Creatinine clearance >= 50 mL/min, except in Gilbert syndrome",
     "creatinine_clearance_ml_min >= 50 or has(gilbert_syndrome)"),
    ("inclusion", "Platelets < 100,000/uL", None),
    ("inclusion", "Willing to avoid ALT > 3 x ULN", None),
    ("inclusion", "Hemoglobin >= 9 g/dL in women", "sex != female or hemoglobin_g_dl >= 9"),
    ("exclusion", "QTcF > 470 ms in women", "sex = female and qtcf_ms > 470"),
    ("inclusion", "Hemoglobin >= 9 g/dL for women, 10 for men",
     "(sex != female or hemoglobin_g_dl >= 9) and (sex != male or hemoglobin_g_dl >= 10)"),
    # fitness, with the words of several countries
    ("inclusion", "Performance status (WHO) 0-1", "ecog <= 1"),
    ("inclusion", "WHO 0-1", "ecog <= 1"),
    ("inclusion", "Patients who 0-1 times a day fleem", None),
    ("inclusion", "ECOG physical status score of 0 to 2 points", "ecog <= 2"),
    ("inclusion", "KPS of greater than or equals to 70", "ecog <= 1"),
    ("inclusion", "Life expectancy of at least 5 months and ECOG 0-1", "ecog <= 1 and not_read"),
    # "no A without B" lets those in who have both
    ("inclusion", "No brain metastases without prior radiosurgery", "brain = none or not_read"),
    ("inclusion", "Patients with brain metastases have no signs of progression since radiosurgery",
     "brain = none or not_read"),
    ("inclusion", "Patients with brain metastases but no leptomeningeal disease",
     "brain in (active, treated_stable) and not leptomeningeal_disease"),
    ("inclusion", "Patients with brain metastases without leptomeningeal disease",
     "brain in (active, treated_stable) and not leptomeningeal_disease"),
    # what is wider for some at the end of several values
    ("inclusion", "Bilirubin ≤ 2 x ULN, ALT ≤ 3 x ULN (in cases with liver metastases: bilirubin ≤ 4 x ULN and "
     "ALT ≤ 6 x ULN)",
     "(bilirubin_x_uln <= 2 or site(liver) and bilirubin_x_uln <= 4) and "
     "(alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6)"),
    ("inclusion", "Bilirubin ≤ 2 x ULN and ALT ≤ 3 x ULN; in case of liver metastases, ALT ≤ 6 x ULN",
     "bilirubin_x_uln <= 2 and (alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6)"),
    ("inclusion", "ALT ≤ 3 x ULN without tumor liver involvement", "alt_x_uln <= 3 or site(liver)"),
    ("inclusion", "ALT ≤ 3 x of ULN, or ≤ 6 x of the upper limit of normal in known liver metastases",
     "alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6"),
    ("inclusion", "AKP ≤ 3 times the normal upper limit", "alp_x_uln <= 3"),
    ("inclusion", "Creatinine ≤ 2 x ULN or clearance rate of creatinine ≥ 40 mL/min",
     "creatinine_clearance_ml_min >= 40 or not_read"),
    ("inclusion", "Marrow (neutrophils ≥ 1.0 x 10^9/L, platelets ≥ 70 x 10^9/L) function",
     "neutrophils_per_ul >= 1000 and platelets_per_ul >= 70000"),
    ("exclusion", "LVEF < 45%, or a history of a fall in LVEF during trastuzumab",
     "lvef_percent < 45 or has(heart_weakened_by_treatment) and not_read"),
    # scales
    ("inclusion", "ECOG score ≤ 0-1", "ecog <= 1"),
    ("inclusion", "Performance status - Karnofsky 70-100%", "ecog <= 1"),
    ("inclusion", "Karnofsky 70-80", None),
    ("inclusion", "Karnofsky index of at least 70 (i.e. cares for himself)", "ecog <= 1"),
    ("inclusion", "ECOG 0-1 (i.e. 2 if the bones hurt)", "ecog <= 1 or not_read"),
    ("inclusion", "A performance status corresponding to ECOG scores of 0 or 1", "ecog <= 1"),
    # the same measure again counts only for some
    ("inclusion", "ALP ≤ 3 x ULN or ALP ≤ 6 x ULN if elevations are due to liver metastases",
     "alp_x_uln <= 3 or site(liver) and alp_x_uln <= 6"),
    ("inclusion", "ALP ≤ 3 x ULN or ALP ≤ 6 x ULN if fleem", "alp_x_uln <= 3 or not_read"),
    ("inclusion", "ALT ≤ 3 x ULN (may be relaxed to ≤ 6 x ULN in cases with liver tumor infiltration)",
     "alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6"),
    ("exclusion", "ALT ≥ 4x than the upper limit of normal", "alt_x_uln >= 4"),
    ("inclusion", "Creatinine ≤ 2 x ULN; if > 1.5 x ULN, creatinine clearance must be ≥ 45 mL/min", None),
    # the brain
    ("exclusion", "Symptomatic central nervous system or uncontrolled brain metastases", "brain = active"),
    ("exclusion", "Patients accompanied by brain metastases", "brain in (active, treated_stable)"),
    ("exclusion", "Known history of, or any evidence of, CNS metastases or carcinomatous meningitis",
     "brain in (active, treated_stable) or leptomeningeal_disease"),
    ("exclusion", "Spinal cord compression not definitively treated with surgery and/or radiation, or previously "
     "treated compression of the spinal cord without evidence that the disease has been stable for ≥ 5 weeks",
     "has(spinal_cord_compression) and not_read"),
    # what can be measured
    ("inclusion", "At least one lytic bone lesion must be present in the absence of measurable disease",
     "measurable_disease or site(bone) and not_read"),
    ("inclusion", "Measurable disease or bone-only disease (lytic or mixed)",
     "measurable_disease or bone_only and not_read"),
    ("exclusion", "Bone-only disease in the absence of measurable disease", "bone_only"),
    ("inclusion", "At least 1 evaluable lesion for dose escalation and at least 1 measurable lesion "
     "for dose expansion", "measurable_disease or not_read"),
    ("inclusion", "Evaluable or measurable disease; subjects with no evaluable and no measurable disease "
     "are not eligible", "measurable_disease or not_read"),
    ("inclusion", "Measurable disease; subjects with no evaluable and no measurable disease are not eligible",
     "measurable_disease and not_read"),
    # fitness by age, and beside the scale for children
    ("inclusion", "ECOG 0-2 for patients < 65 years, ECOG 0-1 for patients ≥ 65 years",
     "(not age_years < 65 or ecog <= 2) and (not age_years >= 65 or ecog <= 1)"),
    ("inclusion", "ECOG 0-1 (0-2 for patients under 60 years)", "ecog <= 1 or not_read"),
    ("inclusion", "Karnofsky ≥ 70% for patients > 16 years and Lansky ≥ 70% for patients ≤ 16 years", "ecog <= 1"),
    ("inclusion", "Karnofsky ≥ 70% for patients > 60 years", None),
    ("exclusion", "Poor performance status (ECOG 3-4)", "ecog >= 3"),
    # a lesion that can be measured
    ("inclusion", "At least one lesion that can be accurately measured in at least one dimension by CT or MRI",
     "measurable_disease"),
    ("inclusion", "At least one lesion that can be accurately measured, or bone-only disease",
     "measurable_disease or bone_only"),
    ("inclusion", "At least one lesion, not previously irradiated, that can be accurately measured at baseline",
     "measurable_disease and not_read"),
    ("inclusion", "At least 1 lesion (measurable and/or non-measurable) that can be accurately assessed at baseline "
     "and is suitable for repeated assessment", "measurable_disease or not_read"),
    ("inclusion", "At least 1 tumor lesion measurable by CT", "measurable_disease"),
    ("inclusion", "The presence of measurable disease is not needed for enrolment", None),
    ("inclusion", "No disease restricted only to bone", "not bone_only"),
    ("exclusion", "Visceral crisis or leptomeningeal disease. Visceral crisis is not the mere presence of visceral "
     "metastases but implies severe organ dysfunction", "visceral_crisis or leptomeningeal_disease"),
    ("exclusion", "Brain metastases unless non-symptomatic and not requiring steroids",
     "brain = active or brain = treated_stable and not_read"),
    # values
    ("inclusion", "Bilirubin ≤ 2 x ULN in the absence of Gilbert's syndrome, or ≤ 4 x ULN in patients with Gilbert's "
     "syndrome", "bilirubin_x_uln <= 2 or has(gilbert_syndrome) and bilirubin_x_uln <= 4"),
    ("inclusion", "Bilirubin ≤ 2 x ULN, except subjects with Gilbert's syndrome who can have total bilirubin < 4 mg/dL",
     "bilirubin_x_uln <= 2 or has(gilbert_syndrome) and bilirubin_mg_dl < 4"),
    ("inclusion", "eGFR ≥ 45 mL/min calculated with the Cockcroft-Gault formula", "creatinine_clearance_ml_min >= 45"),
    ("inclusion", "eGFR ≥ 45 mL/min calculated with the MDRD formula", None),
    ("inclusion", "Creatinin-clearance more than 50", "creatinine_clearance_ml_min > 50"),
    ("inclusion", "S. albumin ≥ 32 g/L", "albumin_g_dl >= 3.2"),
    ("inclusion", "ANC (segmented and bands) ≥ 1.2 x 10^9/L", "neutrophils_per_ul >= 1200"),
    ("inclusion", "Elevation of transaminases < 3 x the upper limit of normal for the institution (ULN)",
     "alt_x_uln < 3 and ast_x_uln < 3"),
    # how and when something was found out, and what was given to raise a value
    ("inclusion", "Subject is free of brain metastases by CT or MRI within 5 weeks", "brain = none"),
    ("inclusion", "Leptomeningeal disease by MRI or CSF cytology", "leptomeningeal_disease"),
    ("inclusion", "At least one measurable brain metastasis", "brain in (active, treated_stable) and not_read"),
    ("inclusion", "At least one bone metastasis", "site(bone)"),
    ("inclusion", "At least two bone metastases", "site(bone) and not_read"),
    ("inclusion", "At most one bone metastasis", None),
    ("inclusion", "ANC ≥ 1.2 x 10^9/L (no G-CSF within 7 days)",
     "neutrophils_per_ul >= 1200 and months_since(white_cell_growth_factor) >= 0.23"),
    ("inclusion", "ANC ≥ 1.2 x 10^9/L without G-CSF support for the past 14 days",
     "neutrophils_per_ul >= 1200 and months_since(white_cell_growth_factor) >= 0.46"),
    ("inclusion", "ANC ≥ 1.2 x 10^9/L (G-CSF within 7 days is allowed)", "neutrophils_per_ul >= 1200"),
    ("inclusion", "LVEF ≥ 50% by MUGA or cardiac MRI", "lvef_percent >= 50"),
    ("inclusion", "A performance status of 0 or 1 on the ECOG Performance Scale", "ecog <= 1"),
    # a definition of what can be measured
    ("inclusion", "Measurable disease, defined as at least one lesion that can be accurately measured in at least one "
     "dimension (longest diameter to be recorded) as ≥ 18 mm with conventional techniques or as ≥ 9 mm with spiral CT "
     "scan, MRI, or calipers. See section 7 for the evaluation of measurable disease.", "measurable_disease"),
    ("inclusion", "Measurable disease, defined as at least two lesions of ≥ 10 mm", "measurable_disease and not_read"),
    ("inclusion", "Measurable disease, defined as at least one lesion of ≥ 10 mm, or bone-only disease",
     "measurable_disease or bone_only"),
    # a numbered list that belongs to a permission
    ("exclusion", "Active brain metastases. Patients with treated brain metastases are eligible if (1) radiotherapy "
     "ended a month ago; (2) a scan shows no progression; and (3) the patient does not require steroids.",
     "brain = active or brain = treated_stable and not_read"),
    # signs
    ("inclusion", "PLT > 90K, Hgb > 9", "platelets_per_ul > 90000 and hemoglobin_g_dl > 9"),
    ("inclusion", "ALT、AST≤3×ULN（liver metastases: ≤6×ULN）",
     "(alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6) and (ast_x_uln <= 3 or site(liver) and ast_x_uln <= 6)"),
    ("inclusion", "Platelets equal to or above 90 000 per mm3", "platelets_per_ul >= 90000"),
    # so many times the upper limit, so many cells in a volume
    ("inclusion", "ALT ≤ 4-fold of the institution's upper limit of the reference range", "alt_x_uln <= 4"),
    ("inclusion", "SGPT below 3 times of upper normal (8 times if hepatic secondaries)",
     "alt_x_uln < 3 or site(liver) and alt_x_uln < 8"),
    ("inclusion", "Bilirubin ≤ 2 fold ULN", "bilirubin_x_uln <= 2"),
    ("inclusion", "LVEF ≥ 2 x the lower limit of normal", None),
    ("inclusion", "PNN ≥ 1.2 G/L and thrombocytes ≥ 1 lakh per cubic mm",
     "neutrophils_per_ul >= 1200 and platelets_per_ul >= 100000"),
    ("inclusion", "Neutrophils ≥ 1.200/µL, platelets ≥ 90 x 10(9) cells/liter",
     "neutrophils_per_ul >= 1200 and platelets_per_ul >= 90000"),
    ("exclusion", "GPT or GOT > 4 x UNL", "alt_x_uln > 4 or ast_x_uln > 4"),
    ("exclusion", "Patients who got 4 cycles of a vaccine", None),
    ("inclusion", "Haemoglobin ≥ 6.2 mmol/L (10.0 g/dL)", "hemoglobin_g_dl >= 10"),
    ("inclusion", "Haemoglobin ≥ 6.2 mmol/L (12.0 g/dL)", "hemoglobin_g_dl >= 9.9882 and not_read"),
    ("exclusion", "Severe hepatic failure (Child-Pugh grade C)", "child_pugh = C"),
    ("exclusion", "Hepatic dysfunction, Child-Pugh B or C", "child_pugh in (B, C)"),
    ("exclusion", "Severe hepatic failure (jaundice)", None),
    # how a value was taken
    ("inclusion", "LVEF > 55% on 2-D transthoracic echocardiography (TTE) or a MUGA study", "lvef_percent > 55"),
    ("exclusion", "LVEF < 45% (by ECHO), or a fall of LVEF", "lvef_percent < 45 or not_read"),
    ("exclusion", "QTcF > 490 ms as the mean of three consecutive ECGs recorded 5 minutes apart", "qtcf_ms > 490"),
    ("inclusion", "LVEF ≥ 45% regardless of the site's lower limit of normal", "lvef_percent >= 45"),
    ("exclusion", "Abnormalities on echocardiography", None),
    # fitness: better is less, worse is more, and a grade in brackets settles a limit within it
    ("inclusion", "ECOG score of 1 or better", "ecog <= 1"),
    ("exclusion", "ECOG score of 2 or worse", "ecog >= 2"),
    ("inclusion", "KPS of 70 or better", "ecog <= 1"),
    ("inclusion", "Good general condition (WHO 0,1,2)", "ecog <= 2"),
    ("inclusion", "Performance status 0 or 1 (WHO)", "ecog <= 1"),
    ("inclusion", "Zubrod performance index 0-1", "ecog <= 1"),
    ("inclusion", "Karnofsky ≥ 60 % (ECOG 0-2)", "ecog <= 2"),
    ("inclusion", "Karnofsky ≥ 60 % (ECOG 0-1)", "ecog <= 1 or ecog <= 2 and not_read"),
    ("exclusion", "Karnofsky < 60 (ECOG > 2)", "ecog >= 3"),
    # "unless due to", several places, a lost sign before a limit of some
    ("inclusion", "ALT or AST < 3 x ULN unless related to metastatic disease in the liver (in which case < 6 x ULN is "
     "allowed)", "alt_x_uln < 3 or ast_x_uln < 3 or site(liver) and (alt_x_uln < 6 or ast_x_uln < 6)"),
    ("inclusion", "ALP ≤ 3 x ULN (patients with hepatic and/or bone metastases: ALP ≤ 6 x ULN)",
     "alp_x_uln <= 3 or (site(liver) or site(bone)) and alp_x_uln <= 6"),
    ("inclusion", "AST and ALT 3 x ULN (6 x ULN in case of liver metastases)",
     "(ast_x_uln <= 3 or site(liver) and ast_x_uln <= 6) and (alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6)"),
    ("inclusion", "AST or ALT 3 x ULN", "ast_x_uln <= 3 or alt_x_uln <= 3"),
    ("exclusion", "AST and ALT 3 x ULN", None),
    ("inclusion", "Hemoglobin and albumin 9 g/dL", None),
    # a wider limit for some who are not understood
    ("inclusion", "Bilirubin ≤ 2 x ULN (fleem patients: ≤ 4 x ULN)", "bilirubin_x_uln <= 2 or not_read"),
    ("inclusion", "ALP ≤ 3 x ULN (fleem patients: ALP ≤ 6 x ULN)", "alp_x_uln <= 3 or not_read"),
    ("inclusion", "Platelets ≥ 90,000/µL (fleem: ≥ 70,000/µL), Hb ≥ 10 g/dL",
     "(platelets_per_ul >= 90000 or not_read) and hemoglobin_g_dl >= 10"),
    # on whose scale, and for whom
    ("inclusion", "Performance status of at least 70 on the Karnofsky scale", "ecog <= 1"),
    ("inclusion", "Performance status at least 2 on the Zubrod scale", "ecog >= 2"),
    ("inclusion", "ECOG performance status 2≤", None),
    ("inclusion", "Women; 21 years of age or older", "sex = female and age_years >= 21"),
    ("inclusion", "Women older than 21 years (menopausal or not)", "sex = female and age_years > 21"),
    ("exclusion", "Sensorial or motor neuropathy, NCI-CTC grade > 2", "neuropathy_grade > 2"),
    ("exclusion", "A score above 2 on the ECOG scale", "ecog > 2"),
    ("inclusion", "0-1 on the Zubrod scale", "ecog <= 1"),
    ("exclusion", "Thrombocytes < 90,000 U/mm3", "platelets_per_ul < 90000"),
    # a limit for those who are beyond the limit before
    ("inclusion", "Creatinine ≤ 1.4 mg/dL, or if > 1.4 but ≤ 1.7 mg/dL, then a creatinine clearance of ≥ 40 mL/min",
     "creatinine_mg_dl <= 1.4 or creatinine_clearance_ml_min >= 40 and not_read"),
    # years without the word for age
    ("inclusion", "Be 21 or older", "age_years >= 21"),
    ("inclusion", "Grade 2 or older", None),
    ("inclusion", "A biopsy 24 months or older", None),
    ("inclusion", "Participants of at least 21 y/o", "age_years >= 21"),
    ("inclusion", "21 or the legal age of consent in the country where the trial is conducted",
     "age_years >= 21 or not_read"),
    ("inclusion", "Women, aged 21 years and less than 75 years of age",
     "sex = female and age_years >= 21 and age_years < 75"),
    ("exclusion", "Under 21 and over 75 years of age", "age_years < 21 or age_years > 75"),
    ("inclusion", "Age > 21 and > 75 years", None),
    ("inclusion", "Cisgender women", "sex = female"),
    ("inclusion", "Age of at least 21 and at most 49 years", "age_years >= 21 and age_years <= 49"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "means"), ROWS)
def test_organs(section: Section, text: str, means: str | None, knowledge: Knowledge) -> None:
    expect(section, text, means)
