"""Other illnesses as trials word them: their names, where a word about one of them reaches, and what it needs."""

from __future__ import annotations

import pytest

from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Section
from concord.trials.reading.words.normal import american
from tests.trials.test_reading import expect

DIABETES = "(has(type_1_diabetes) or has(type_2_diabetes) or has(insulin_treated_diabetes))"
# Section, text, meaning; None: nothing may be read.
ROWS: list[tuple[Section, str, str | None]] = [
    # names
    ("exclusion", "History of interstitial pneumonia", "has(interstitial_lung_disease)"),
    ("exclusion", "Drug-related or radiation pneumonitis", "has(pneumonitis_from_treatment)"),
    ("exclusion", "Radiation pneumonitis", "has(pneumonitis_from_treatment) and not_read"),
    ("exclusion", "Kidney failure that needs dialysis", "has(kidney_disease) and not_read"),
    ("exclusion", "Liver or kidney transplant", "has(organ_transplant) and not_read"),
    ("exclusion", "Graves disease, lupus or vitiligo", "has(autoimmune_disease) and not_read"),
    ("exclusion", "Diabetes for which insulin is needed", "has(insulin_treated_diabetes)"),
    ("exclusion", "Diabetes mellitus, type 1 or type 2", "has(type_1_diabetes) or has(type_2_diabetes)"),
    ("exclusion", "Tooth extraction", "has(dental_disease) and not_read"),
    ("exclusion", "Fungating breast tumor", "has(breast_wound)"),
    ("exclusion", "Severe nausea or vomiting", "has(nausea) and not_read"),
    ("exclusion", "Stomatitis of grade 3 or higher", "has(mouth_sores) and not_read"),
    ("exclusion", "Acute myeloid leukaemia or MDS", "has(leukemia_or_mds)"),
    ("exclusion", "Risk of dental problems", None),
    ("exclusion", "Corneal disease of clinical relevance", "has(corneal_disease) and not_read"),
    ("exclusion", "Sensorial or motor neuropathy, grade 3 or higher", "neuropathy_grade >= 3"),
    # when it was there, and how it was: said of all that stands before
    ("exclusion", "Pancreatitis at screening", "has(pancreatitis) and not_read"),
    ("exclusion", "Stroke or pancreatitis at baseline", "(has(stroke) or has(pancreatitis)) and not_read"),
    ("exclusion", "Stroke, heart failure, or pancreatitis if symptomatic",
     "(has(stroke) or has(heart_failure) or has(pancreatitis)) and not_read"),
    ("exclusion", "Pancreatitis, if clinically significant", "has(pancreatitis) and not_read"),
    ("exclusion", "Active infection at screening", "has(active_infection)"),
    ("exclusion", "Active infection if severe", "has(active_infection) and not_read"),
    # what words in brackets, or after a colon, mean
    ("exclusion", "Active hepatitis (i.e., hepatitis C or B)",
     "(has(hepatitis_b) or has(hepatitis_c)) and not_read"),
    ("exclusion", "Hepatitis C (antibodies positive and hepatitis C RNA positive)", "has(hepatitis_c) and not_read"),
    ("exclusion", "Long QT syndrome, or any of the following:", "has(long_qt_syndrome) or not_read"),
    ("exclusion", "Type 1 diabetes or uncontrolled type 2 diabetes based on HbA1c",
     "has(type_1_diabetes) or has(type_2_diabetes) and not_read"),
    ("exclusion", "Type 1 diabetes based on HbA1c > 7 %", "has(type_1_diabetes) and not_read"),
    ("exclusion", "High blood pressure or a blood pressure ≥ 155/95 mmHg", "has(high_blood_pressure) or not_read"),
    ("exclusion", "Congenital or acquired immune deficiency (e.g. HIV or an organ transplant)",
     "has(hiv_infection) or has(organ_transplant) or not_read"),
    ("exclusion", "Severe immunodeficiency (e.g. HIV)", None),
    # what a bracket says is said of the name before it; a time, of all
    ("exclusion", "Hepatitis B (HBV-DNA > 200 IU/ml), HIV or a stroke",
     "has(hepatitis_b) and not_read or has(hiv_infection) or has(stroke)"),
    ("exclusion", "Hepatitis B, heart failure or a stroke (within a year)",
     "(has(hepatitis_b) or has(heart_failure) or has(stroke)) and not_read"),
    ("exclusion", "Autoimmune disease (people with vitiligo or alopecia can be included)",
     "has(autoimmune_disease) and not_read"),
    ("exclusion", "Hypertension which stays above 155/95 mmHg", "has(high_blood_pressure) and not_read"),
    # two kinds of people
    ("exclusion", "Patients with heart failure, and patients who are taking warfarin",
     "has(heart_failure) or taking(warfarin)"),
    ("exclusion", "Grade 2 or higher neuropathy, or grade 3 other toxicity", "neuropathy_grade >= 2 or not_read"),
    # a kind of it among its examples takes nothing away
    ("exclusion", "Interstitial lung disease, including drug-induced ILD", "has(interstitial_lung_disease)"),
    ("exclusion", "Autoimmune disease, including lupus within a year", "has(autoimmune_disease) and not_read"),
    ("exclusion", "Active or chronic hepatitis B, or cirrhosis", "has(hepatitis_b) or has(liver_cirrhosis)"),
    ("exclusion", "Acute infection, or fever > 38 °C", "has(active_infection) or not_read"),
    # an infection with a virus is that illness
    ("exclusion", "Active infection by HCV or HBV", "(has(hepatitis_b) or has(hepatitis_c)) and not_read"),
    ("exclusion", "Infection with hepatitis C virus", "has(hepatitis_c)"),
    ("exclusion", "Active infection, or HIV", "has(active_infection) or has(hiv_infection)"),
    ("exclusion", "Patients found to be HCV reactive", "has(hepatitis_c)"),
    ("exclusion", "Hepatitis B virus or hepatitis C virus (HCV)", "has(hepatitis_b) or has(hepatitis_c)"),
    # an example in brackets of something that has no fact
    ("exclusion", "Immunocompromised patients (e.g., HIV)", "has(hiv_infection) or not_read"),
    ("exclusion", "Congenital or acquired immunodeficiency (including HIV)", "has(hiv_infection) or not_read"),
    ("exclusion", "History of immunodeficiency, including HIV testing positive", "has(hiv_infection) or not_read"),
    # a medicine that is taken for it
    ("exclusion", "Receiving antiretroviral therapy for HIV", "has(hiv_infection) and not_read"),
    ("exclusion", "Receiving warfarin for atrial fibrillation", "taking(warfarin) and not_read"),
    # letters and stages
    ("exclusion", "Prior Stevens-Johnson syndrome or TEN", "has(severe_skin_reaction) and not_read"),
    ("exclusion", "Severe skin reaction within TEN days", "has(severe_skin_reaction) and not_read"),
    ("exclusion", "Chronic kidney disease, stage 3 or 4", "has(kidney_disease) and not_read"),
    ("exclusion", "Kidney disease, or stage IV breast cancer", "has(kidney_disease) or extent = metastatic"),
    ("exclusion", "Liver cirrhosis, Child-Pugh class C", "has(liver_cirrhosis) and child_pugh = C"),
    ("exclusion", "Liver cirrhosis or Child-Pugh class C", "has(liver_cirrhosis) or child_pugh = C"),
    # what belongs to one illness alone, and what to all
    ("exclusion", "HIV, or hepatitis B with a high HBV DNA", "has(hiv_infection) or has(hepatitis_b) and not_read"),
    ("exclusion", "Diabetes type 1, or type 2 diabetes with HbA1c > 9 %",
     "has(type_1_diabetes) or has(type_2_diabetes) and hba1c_percent > 9"),
    ("exclusion", "Diabetes with HbA1c > 9 %", f"{DIABETES} and hba1c_percent > 9"),
    ("exclusion", "Pancreatitis or heart failure that needs oxygen",
     "(has(pancreatitis) or has(heart_failure)) and not_read"),
    ("exclusion", "Active infection, or fever above 38 degrees", "has(active_infection) or not_read"),
    ("exclusion", "Patients having had, within the last year, a stroke or a heart attack",
     "(has(stroke) or has(heart_attack)) and not_read"),
    ("exclusion", "Pleural effusion which is symptomatic or was drained within a month",
     "has(pleural_effusion) and not_read"),
    ("exclusion", "Pleural effusion which is symptomatic or a stroke",
     "has(pleural_effusion) and not_read or has(stroke) and not_read"),
    # examples that are no illness which is known
    ("exclusion", "Autoimmune disease, e.g. fleemitis, lupus", "has(autoimmune_disease)"),
    ("exclusion", "Autoimmune disease, e.g. lupus requiring steroids", "has(autoimmune_disease) and not_read"),
    # neuropathy
    ("exclusion", "Any pre-existing neuropathy", "neuropathy_grade >= 1"),
    ("exclusion", "Severe neuropathy", "neuropathy_grade >= 1 and not_read"),
    ("exclusion", "Neuropathy of grade 2 or higher, or any other fleem toxicity", "neuropathy_grade >= 2 or not_read"),
    ("inclusion", "Recovered from all toxicities except neuropathy", None),
    # Gilbert's syndrome
    ("inclusion", "Bilirubin ≤ 2 x ULN; people with Gilbert's syndrome are not allowed",
     "bilirubin_x_uln <= 2 and not has(gilbert_syndrome)"),
    # a heart that a treatment made weak
    ("exclusion", "Decline of LVEF to under 45 % on earlier anti-HER2 therapy",
     "has(heart_weakened_by_treatment) and not_read"),
    ("exclusion", "LVEF decline to under 45 %", None),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "means"), ROWS)
def test_illness(section: Section, text: str, means: str | None, knowledge: Knowledge) -> None:
    expect(section, text, means)


@pytest.mark.parametrize(
    ("word", "spelled"),
    [("haemophilia", "hemophilia"), ("ischaemic", "ischemic"), ("lymphoedema", "lymphedema"), ("tumours", "tumors"),
     ("hospitalised", "hospitalized"), ("litres", "liters"), ("raised", "raised"), ("aerobic", "aerobic")],
)  # fmt: skip
def test_words_are_spelled_as_in_america(word: str, spelled: str) -> None:
    assert american(word) == spelled
