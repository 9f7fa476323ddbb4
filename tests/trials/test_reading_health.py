"""Blood values, organs, fitness, other illnesses and other cancers, as trials of many countries word them."""

from __future__ import annotations

import pytest

from concord.criteria.parse import parse
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion, Section
from concord.trials.reading.read import read
from concord.trials.reading.words.normal import normal
from concord.trials.reading.words.scores import heart_classes, scores
from tests.trials.table.worlds import same
from tests.trials.test_reading import expect

LIVER = "alt_x_uln <= 3 or site(liver) and alt_x_uln <= 5"
COUNTS = "neutrophils_per_ul >= 1000 and platelets_per_ul >= 80000 and not_read"
# Section, text, meaning; None: nothing may be read.
ROWS: list[tuple[Section, str, str | None]] = [
    # a limit for some is that of the measure it stands beside
    ("inclusion", "Bilirubin ≤ 2 x ULN; ALT ≤ 3 x ULN (in people with liver metastases ≤ 5 x ULN)",
     f"bilirubin_x_uln <= 2 and ({LIVER})"),
    ("inclusion", "Total bilirubin ≤ 1 x ULN (except in Gilbert's syndrome), ALP ≤ 4 x ULN",
     "(bilirubin_x_uln <= 1 or has(gilbert_syndrome)) and alp_x_uln <= 4"),
    ("inclusion", "ALT ≤ 3 x ULN (5 times in case of liver metastases)", LIVER),
    # units and limits
    ("inclusion", "Neutrophils ≥ 1.2 G/L, platelets ≥ 90 G/L",
     "neutrophils_per_ul >= 1200 and platelets_per_ul >= 90000"),
    ("inclusion", "LVEF by echo or MUGA ≥ 52%", "lvef_percent >= 52"),
    ("inclusion", "LVEF ≥ 45% or ≥ LLN", "lvef_percent >= 45 or not_read"),
    ("inclusion", "LVEF ≥ 45% and ≥ the institutional lower limit of normal", "lvef_percent >= 45 and not_read"),
    ("exclusion", "LVEF < 45% or below the lower limit of normal", "lvef_percent < 45 or not_read"),
    ("inclusion", "Oxygen saturation of at least 93% on room air", "oxygen_saturation_percent >= 93"),
    # what must not have been given
    ("inclusion", "Good marrow: ANC ≥ 1000/mm3 (G-CSF is not allowed in the week before), platelets ≥ 80 x 10^9/L",
     COUNTS),
    ("inclusion", "The marrow meets this (excluding any blood components within 10 days): ANC ≥ 1.0 x 10^9/L; "
     "PLT ≥ 80 x 10^9/L", COUNTS),
    ("inclusion", "ANC ≥ 1000/mm3 (G-CSF is allowed), platelets ≥ 80 x 10^9/L", COUNTS.removesuffix(" and not_read")),
    # fitness
    ("inclusion", "Good performance status (ECOG 0-1)", "ecog <= 1"),
    ("inclusion", "ECOG score: 0~1 points", "ecog <= 1"),
    # grades and classes
    ("exclusion", "Peripheral neuropathy of NCI CTCAE version 4.0 grade ≥ 3", "neuropathy_grade >= 3"),
    ("exclusion", "Decompensated cirrhosis or Child-Pugh B/C",
     "has(liver_cirrhosis) and not_read or child_pugh in (B, C)"),
    ("exclusion", "Child-Pugh class B or worse liver dysfunction, or cirrhosis",
     "child_pugh in (B, C) or has(liver_cirrhosis)"),
    ("exclusion", "Liver disease such as cirrhosis or severe hepatic impairment (Child-Pugh class C)",
     "has(liver_cirrhosis) or child_pugh = C or not_read"),
    # a number beside one thing of a list says nothing of the next
    ("exclusion", "HBV DNA ≥ 1000 IU/ml, or liver cirrhosis", "has(hepatitis_b) and not_read or has(liver_cirrhosis)"),
    # of whom another limit is asked may be several; a word that is not known leaves them open
    ("exclusion", "Bilirubin > 2 x ULN, or > 4 x ULN in people with liver metastases or Gilbert's syndrome",
     "bilirubin_x_uln > 2 and (not (site(liver) or has(gilbert_syndrome)) or bilirubin_x_uln > 4)"),
    ("exclusion", "Bilirubin greater than ULN or greater than 2 x ULN for patients with Gilbert's or a fleem syndrome",
     "bilirubin_x_uln > 1 and (not (has(gilbert_syndrome) or not_read) or bilirubin_x_uln > 2)"),
    ("inclusion", "Bilirubin ≤ 2 x ULN except with Gilbert's syndrome, who may enroll if direct bilirubin is ≤ 1 x ULN",
     "bilirubin_x_uln <= 2 or has(gilbert_syndrome) and not_read"),
    ("inclusion", "Total bilirubin ≤ 2 x ULN or direct bilirubin ≤ ULN for those with total bilirubin > 2 x ULN",
     "bilirubin_x_uln <= 2 or not_read"),
    ("inclusion", "ALT and ALP ≤ 3 x ULN, with these exceptions: patients with liver metastases: ALT ≤ 5 x ULN; "
     "patients with bone metastases: ALP ≤ 6 x ULN",
     f"({LIVER}) and (alp_x_uln <= 3 or site(bone) and alp_x_uln <= 6)"),
    ("inclusion", "Creatinine or calculated creatinine clearance: ≤ 2 x ULN or ≥ 40 mL/min",
     "creatinine_clearance_ml_min >= 40 or not_read"),
    ("inclusion", "Normal function: bilirubin normal", "bilirubin_x_uln <= 1"),
    ("exclusion", "QTcF prolongation to > 460 ms (women) or > 440 ms (men)",
     "sex = female and qtcf_ms > 460 or sex = male and qtcf_ms > 440"),
    ("exclusion", "LVEF < 45% by echo or MUGA within 3 months before the start of treatment and at screening",
     "lvef_percent < 45"),
    ("inclusion", "ECOG ≤ 1 (patients with ECOG 2 due to bone metastases may be enrolled)",
     "ecog <= 1 or ecog <= 2 and not_read"),
    ("inclusion", "Creatinine < 1.4 mg/dL, or a measured 24-hour creatinine clearance > 50 mL/min",
     "creatinine_mg_dl < 1.4 or creatinine_clearance_ml_min > 50"),
    ("inclusion", "Bilirubin ≤ 2 x ULN or some fleem, platelets ≥ 80 x 10^9/L",
     "(bilirubin_x_uln <= 2 or not_read) and platelets_per_ul >= 80000"),
    ("inclusion", "Platelets ≥ 8 x 10^4/mm3", "platelets_per_ul >= 80000"),
    ("inclusion", "Platelets ≥ 8 x 10^7/fl", None),
    ("inclusion", "Patients with creatinine above 2 x ULN must have a creatinine clearance of at least 40 mL/min",
     "creatinine_clearance_ml_min >= 40 or not_read"),
    ("inclusion", "LVEF within the normal range (or ≥ 45%)", "lvef_percent >= 45 or not_read"),
    ("inclusion", "ALT ≤ 3 N (≤ 5 N in case of liver metastases)", LIVER),
    ("inclusion", "QT interval corrected for heart rate by Fridericia's formula (QTcF) ≤ 440 ms", "qtcf_ms <= 440"),
    ("inclusion", "Patients ≥ 75 years must have ECOG 0", "age_years < 75 or ecog <= 0"),
    ("exclusion", "LVEF < 45% measured by echocardiography, or NYHA class II-IV", "lvef_percent < 45 or not_read"),
    ("exclusion", "Mean resting corrected QT interval (QTcF) > 460 ms obtained from triplicate ECGs", "qtcf_ms > 460"),
    ("exclusion", "Corrected QT interval > 460 msec", None),
    ("exclusion", "LVEF outside institutional range of normal or < 52% (whichever is higher)",
     "lvef_percent < 52 or not_read"),
    ("inclusion", "LVEF ≥ 45% if anthracyclines were given", "lvef_percent >= 45 or not_read"),
    ("inclusion", "Platelets ≥ 90,000/mm3, or ≥ 70,000/mm3 if the bone marrow is involved",
     "platelets_per_ul >= 90000 or not_read"),
    ("inclusion", "HIV-infected participants must have a CD4 count above 300", "not has(hiv_infection) or not_read"),
    # illnesses
    ("exclusion", "Heart failure, history of stroke within a year, or uncontrolled hypertension",
     "has(heart_failure) or has(stroke) and not_read or has(high_blood_pressure) and not_read"),
    ("exclusion", "Bleeding disorder or thrombocytopenia < 70,000/mm3", "has(bleeding_disorder) or not_read"),
    ("exclusion", "Pancreatitis which is active and requires treatment", "has(pancreatitis) and not_read"),
    ("exclusion", "Pancreatitis which is active or fleem disease", None),
    ("exclusion", "HIV infection (testing is not mandatory)", "has(hiv_infection)"),
    ("exclusion", "Hepatitis B (defined as positive HBsAg)", "has(hepatitis_b)"),
    ("exclusion", "Hepatitis B (defined as positive HBsAg and fleem)", "has(hepatitis_b) and not_read"),
    ("exclusion", "Active autoimmune disease. The following cases are excluded: type 1 diabetes; a rash",
     "has(autoimmune_disease) and not_read"),
    # what "or" joins to people is no clause about what they have
    ("exclusion", "Patients with symptomatic pancreatitis or who have uncontrolled hypertension are not eligible",
     "has(pancreatitis) and not_read or has(high_blood_pressure) and not_read"),
    ("exclusion", "Patients with symptomatic pancreatitis or who have fleem disease are not eligible", None),
    ("exclusion", "Unstable or insulin-dependent diabetes",
     "has(insulin_treated_diabetes) or (has(type_1_diabetes) or has(type_2_diabetes)) and not_read"),
    ("inclusion", "Patients must not have type 1 diabetes or uncontrolled type 2 diabetes",
     "not (has(type_1_diabetes) or has(type_2_diabetes) and not_read)"),
    ("exclusion", "Sarcoidosis, lupus, or any other autoimmune disorder, active within the last year",
     "has(autoimmune_disease) and not_read"),
    ("exclusion", "Pancreatitis, stroke or fleem disease, within 6 months", None),
    ("exclusion", "Pancreatitis or stroke, within 6 months", "(has(pancreatitis) or has(stroke)) and not_read"),
    ("exclusion", "Pneumonitis or ILD requiring oral or intravenous steroids to help",
     "(has(pneumonitis_from_treatment) or has(interstitial_lung_disease)) and not_read"),
    ("exclusion", "ILD requiring steroids or fleem disease", None),
    ("exclusion", "Arrhythmia (controlled atrial fibrillation is permitted)", "has(irregular_heartbeat) and not_read"),
    ("exclusion", "QTcF ≥ 440 ms in men and ≥ 460 ms in women, long QT syndrome, or a family history of syncope",
     "sex = male and qtcf_ms >= 440 or sex = female and qtcf_ms >= 460 or has(long_qt_syndrome) or not_read"),
    ("exclusion", "HIV infection, hepatitis B or hepatitis C. Patients with hepatitis B that is controlled are allowed",
     "has(hiv_infection) or has(hepatitis_c) or has(hepatitis_b) and not_read"),
    ("exclusion", "Haemorrhagic or ischaemic stroke", "has(stroke) and not_read"),
    ("exclusion", "Ulcerative colitis or Crohn's disease, even if in remission", "has(inflammatory_bowel_disease)"),
    ("exclusion", "Fever > 38.5°C or active infection", "has(active_infection) or not_read"),
    ("exclusion", "Grade > 2 infection, or pancreatitis",
     "has(active_infection) and not_read or has(pancreatitis) and not_read"),  # perhaps of both
    ("exclusion", "Liver cirrhosis or liver dysfunction of Child-Pugh class B or C",
     "has(liver_cirrhosis) or child_pugh in (B, C)"),
    ("exclusion", "Pancreatitis who need oxygen, and those who have heart failure",
     "has(pancreatitis) and not_read or has(heart_failure)"),
    ("exclusion", "Heart failure, except for class I, or stroke", "(has(heart_failure) or has(stroke)) and not_read"),
    ("exclusion", "Autoimmune disease, except psoriasis, or type 1 diabetes", "has(autoimmune_disease) and not_read"),
    ("exclusion", "Brain metastases with seizures or hemorrhagic stroke", None),
    ("exclusion", "Active infection (including HIV and tuberculosis)", "has(active_infection) or not_read"),
    ("exclusion", "Bleeding disorder (e.g. von Willebrand disease)", "has(bleeding_disorder)"),
    # how bad a failing heart has to be
    ("exclusion", "Chronic heart failure of New York Heart Association (NYHA) functional class ≥ II",
     "has(heart_failure) and not_read"),
    ("exclusion", "Class II, III or IV heart failure, as defined by the New York Heart Association classification",
     "has(heart_failure) and not_read"),
    ("exclusion", "Heart failure (≥ grade III NYHA)", "has(heart_failure) and not_read"),
    # how bad, said after the name, counts for the name
    ("exclusion", "Chronic kidney disease, stage ≥ 4, or HIV",
     "has(kidney_disease) and not_read or has(hiv_infection)"),
    ("exclusion", "Pancreatitis or stroke, grade 3 or higher, or HIV",
     "(has(pancreatitis) or has(stroke)) and not_read or has(hiv_infection)"),
    # what is measured stands by itself in a list
    ("exclusion", "Significant heart disease, including: angina, stroke within 7 months, baseline QTcF > 460 ms",
     "qtcf_ms > 460 or not_read"),
    ("exclusion", "Fleem conditions, LVEF < 42%, heart attack or stroke (including TIA) within 8 months before entry",
     "lvef_percent < 42 or not_read"),
    ("exclusion", "Liver dysfunction (Child-Pugh C), or stroke", "child_pugh = C or has(stroke)"),
    ("exclusion", "Heart dysfunction (LVEF < 45%), or stroke", "lvef_percent < 45 or has(stroke)"),
    ("exclusion", "Heart dysfunction (e.g. LVEF < 45%), or stroke", "has(stroke) or not_read"),
    ("exclusion", "Stroke or other blood clots", "has(stroke) or has(blood_clot)"),
    # kinds of an infection are infections too; one that may be over, or asleep, is none that is there now
    ("exclusion", "Active infection, including tuberculosis, HIV or hepatitis C",
     "has(active_infection) or (has(hiv_infection) or has(hepatitis_c)) and not_read"),
    ("exclusion", "Active infection, including asthma and HIV", "has(active_infection) or not_read"),
    ("exclusion", "Active COVID-19", "has(active_infection) and not_read"),
    ("exclusion", "History of COVID-19", None),
    ("exclusion", "Latent or active tuberculosis", None),
    ("exclusion", "Infection requiring antibiotics or antiviral therapy within 20 days, or symptomatic COVID-19", None),
    # it was there, or is suspected
    ("exclusion", "History or clinical suspicion of interstitial lung disease",
     "has(interstitial_lung_disease) or not_read"),
    ("exclusion", "A known history of HIV is an exclusion criterion", "has(hiv_infection)"),
    ("exclusion", "HIV. Patients with HIV that is controlled would not be excluded", "has(hiv_infection) and not_read"),
    ("exclusion", "Seropositivity for the following infections: HIV, hepatitis C, and hepatitis B",
     "has(hiv_infection) or has(hepatitis_c) or has(hepatitis_b)"),
    ("exclusion", "Uncontrolled hypertension defined as blood pressure > 155/95 mmHg",
     "has(high_blood_pressure) and not_read"),
    ("exclusion", "Uncontrolled hypertension defined as blood pressure > 155/95 mmHg or a fleem", None),
    # "active", said of each, does not reach what stands between
    ("exclusion", "Active gastritis, known HIV, or active hepatitis C",
     "has(hiv_infection) or not_read"),
    ("exclusion", "Active HIV, hepatitis B, or hepatitis C",
     "(has(hiv_infection) or has(hepatitis_b) or has(hepatitis_c)) and not_read"),
    ("inclusion", "Peri- or postmenopausal women, or men",
     "sex = male or menopause in (perimenopausal, postmenopausal)"),
    # tests of infections
    ("inclusion", "Hepatitis B and C surface antigen negative", "not (has(hepatitis_b) or has(hepatitis_c))"),
    ("exclusion", "HIV or hepatitis C co-infection", "has(hiv_infection) or has(hepatitis_c)"),
    ("inclusion", "HBsAg negative and HCV antibody negative", "not has(hepatitis_b) and not has(hepatitis_c)"),
    ("inclusion", "Negative serology for HIV, hepatitis B and hepatitis C",
     "not (has(hiv_infection) or has(hepatitis_b) or has(hepatitis_c))"),
    ("inclusion", "HCV RNA negative", None),
    ("inclusion", "Diabetes under good control", None),
    ("exclusion", "Positive serology for HIV or hepatitis C", "has(hiv_infection) or has(hepatitis_c)"),
    ("inclusion", "Normal ECG, QTcF ≤ 440 ms", "qtcf_ms <= 440 and not_read"),
    # another cancer: what is excepted in other words, and for how long she must be free of it
    ("exclusion", "History of cancer in the last 10 years, not counting basal cell carcinoma and in situ cervix cancer",
     "months_since_other_cancer < 120"),
    ("exclusion", "Prior malignancy being disease-free for less than 4 years (except CIN and non-melanoma skin cancer)",
     "months_since_other_cancer < 48"),
    ("exclusion", "Coexisting or prior other malignancy, not including cured BCC/SCC of the skin",
     "months_since_other_cancer <= 1200"),
    ("exclusion", "History of malignancy except (i) skin basalioma, or (ii) malignancy free of disease for >= 5 years",
     "months_since_other_cancer < 60"),
    ("inclusion", "No other malignancy within 4 years, not including non-melanoma skin cancer",
     "not months_since_other_cancer < 48"),
    ("exclusion", "History of breast cancer, except DCIS", None),
    ("exclusion", "Disease-free for less than 18 months", None),
    # words that leave nothing out
    ("exclusion", "Pancreatitis, chronic or acute", "has(pancreatitis)"),
    ("exclusion", "Ascites of any amount, either past or present", "has(ascites)"),
    ("exclusion", "H/o stroke at any time", "has(stroke)"),
    ("exclusion", "Peripheral neuropathy of a severity greater than grade 2", "neuropathy_grade > 2"),
    ("exclusion", "Chronic pancreatitis", "has(pancreatitis) and not_read"),
    ("exclusion", "Type I diabetes, or diabetes mellitus that is treated by insulin",
     "has(type_1_diabetes) or has(insulin_treated_diabetes)"),
    ("exclusion", "Diabetics (type 1 or type 2)", "has(type_1_diabetes) or has(type_2_diabetes)"),
    # what follows the last thing may be said of all, unless it names that thing again
    ("exclusion", "HIV infection, hepatitis B (HBsAg positive) or hepatitis C with detectable HCV RNA",
     "has(hiv_infection) or has(hepatitis_b) or has(hepatitis_c) and not_read"),
    # an infection with something is that illness
    ("exclusion", "Active infection with HIV or HCV", "(has(hiv_infection) or has(hepatitis_c)) and not_read"),
    ("exclusion", "Infection with HIV, or active infection with hepatitis B",
     "has(hiv_infection) or has(hepatitis_b) and not_read"),
    ("exclusion", "Active infection with fungi", "has(active_infection) and not_read"),
    ("exclusion", "Uncontrolled infection requiring i.v. antivirals or antibiotics",
     "has(active_infection) and not_read"),
    # other side effects beside one that is known; examples of what is known
    ("exclusion", "Neuropathy of grade 3 or higher, or any other toxicity above grade 2, hair loss aside",
     "neuropathy_grade >= 3 or not_read"),
    ("exclusion", "Severe skin reaction such as Stevens-Johnson syndrome, erythema multiforme or DRESS",
     "has(severe_skin_reaction)"),
    ("exclusion", "Spinal cord compression even if already treated", "has(spinal_cord_compression)"),
    ("exclusion", "Lymphedema of the affected arm", "has(lymphedema)"),
    ("exclusion", "Sensory neuropathy of grade ≥ 2 (NCI CTCAE 5.0)", "neuropathy_grade >= 2"),
    ("exclusion", "Stroke, or heart attack within 6 months", "(has(stroke) or has(heart_attack)) and not_read"),
    ("exclusion", "Stroke or arrhythmia requiring treatment",
     "(has(stroke) or has(irregular_heartbeat)) and not_read"),
    ("exclusion", "Any of: stroke ≤ 6 months prior to registration, heart failure, brittle bones",
     "has(stroke) and not_read or has(heart_failure) or not_read"),
    # neuropathy
    ("exclusion", "Grade 3 or 4 motor or sensory neuropathy of any cause", "neuropathy_grade >= 3"),
    ("exclusion", "Grade > 1 sensory neuropathy", "neuropathy_grade > 1"),
    ("exclusion", "Symptomatic peripheral neuropathy (worse than grade 1)", "neuropathy_grade > 1"),
    ("exclusion", "Grade ≥ 2 peripheral neuropathy, or diabetic neuropathy", "neuropathy_grade >= 2 or not_read"),
    ("exclusion", "Residual neuropathy > grade 1 from prior chemotherapy", "neuropathy_grade > 1 and not_read"),
    # other cancers
    ("exclusion", "History of melanoma, or another cancer within 4 years",
     "months_since_other_cancer < 48 or not_read"),
    ("exclusion", "History of melanoma", "months_since_other_cancer <= 1200 and not_read"),
    ("exclusion", "Other malignant tumors at the same time or within the past 4 years",
     "months_since_other_cancer < 48 or not_read"),
    ("exclusion", "Another cancer that required chemotherapy or radiation within 4 years, except skin cancer",
     "months_since_other_cancer < 48 and not_read"),
    ("exclusion", "Previous malignant disease (other than the tumor disease for this trial) within 4 years, "
     "except basal cell carcinoma of the skin", "months_since_other_cancer < 48"),
    ("exclusion", "Second primary cancer, unless treated with curative intent more than four years ago",
     "months_since_other_cancer < 48 or not_read"),
    ("inclusion", "No other active malignancy; prior malignancy is allowed if disease free for ≥ 4 years",
     "months_since_other_cancer >= 48 and not_read"),
    ("exclusion", "Any other malignancy, with these exceptions:", "months_since_other_cancer <= 1200 and not_read"),
    ("exclusion", "Any malignant disease, other than breast cancer, within 7 years",
     "months_since_other_cancer < 84 or not_read"),
    ("exclusion", "Non-breast malignancy within 7 years, except DCIS and skin cancer treated only by excision",
     "months_since_other_cancer < 84"),
    ("exclusion", "Non-breast malignancy within 7 years, except skin cancer and localized fleem cancer",
     "months_since_other_cancer < 84 and not_read"),
    ("exclusion", "Pancreatitis. Other cancer within 7 years, except skin cancer.",
     "has(pancreatitis) or months_since_other_cancer < 84"),
    ("exclusion", "HIV infection, history of a second malignancy, or stroke",
     "has(hiv_infection) or months_since_other_cancer <= 1200 or has(stroke) or not_read"),
    # pregnancy now, and in the past
    ("inclusion", "Not pregnant or nursing within the past 7 months", "not (pregnancy or breastfeeding) and not_read"),
    ("inclusion", "Not pregnant or nursing within 7 days before entry", "not (pregnancy or breastfeeding)"),
    ("exclusion", "Nursing within the past 7 months", "breastfeeding or not_read"),
    ("inclusion", "Currently not pregnant or nursing", "not (pregnancy or breastfeeding)"),
    ("inclusion", "Pregnancy and nursing", None),
    ("inclusion", "Heart failure", None),
    ("inclusion", "Pregnant or nursing women will be excluded. Women who can have children need a negative pregnancy "
     "test within a week", "not (pregnancy or breastfeeding)"),
    ("exclusion", "Pregnant women or nursing mothers can not take part in this trial", "pregnancy or breastfeeding"),
    ("inclusion", "Women must not be pregnant or nursing. Women with a womb (unless it is clear that periods stopped) "
     "must have a negative pregnancy test", "not (pregnancy or breastfeeding) and not_read"),
    ("inclusion", "Women must not be pregnant or nursing. Those of fleem age must use contraception provided by us.",
     "not (pregnancy or breastfeeding) and not_read"),
    ("inclusion", "Women must be past menopause (i.e. no menses for > 2 years; or older than 55) or have a "
     "negative serum pregnancy test", "not pregnancy"),
    # menopause, or something else
    ("inclusion", "Postmenopausal, or premenopausal women who agree to ovarian suppression",
     "menopause = postmenopausal or not_read"),
    ("inclusion", "Postmenopausal or premenopausal women", "sex = female"),
    ("exclusion", "Any hematologic malignancy in the past", "months_since_other_cancer <= 1200 and not_read"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "means"), ROWS)
def test_health(section: Section, text: str, means: str | None, knowledge: Knowledge) -> None:
    expect(section, text, means)


def test_a_heading_may_ask_that_nothing_was_given_to_raise_blood_counts(knowledge: Knowledge) -> None:
    heading = "Adequate organ function (no transfusion, G-CSF or albumin infusion within two weeks), defined as:"
    for text, means in [
        ("Platelets ≥ 80 x 10^9/L", "platelets_per_ul >= 80000 and not_read"),
        ("ALT ≤ 3 x ULN", "alt_x_uln <= 3"),
    ]:
        found = read(Criterion("inclusion", "1", text, (heading,)), knowledge).condition
        assert found is not None
        assert same(found, parse(means, knowledge.signature, knowledge.named), knowledge.signature), found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("child-pugh b or c", "child_pugh in (B, C)"),
        ("child-pugh class > a", "child_pugh in (B, C)"),
        ("childs-pugh score ≥ 7", "child_pugh in (B, C)"),
        ("child-pugh class b or higher", "child_pugh in (B, C)"),
        ("child-pugh score 5-6", "child_pugh = A"),
        ("child-pugh a to b", "child_pugh in (A, B)"),
        ("child-pugh c cirrhosis", "child_pugh = C"),
        ("child-pugh score > 7", None),  # a part of class B
    ],
)
def test_classes_of_the_liver(text: str, fact: str | None) -> None:
    assert [one.fact for one in scores(text)] == [fact]


@pytest.mark.parametrize("text", ["child-pugh b8 or c", "child-pugh a or b7", "child and pugh"])
def test_a_part_of_a_class_is_not_taken_for_the_class(text: str) -> None:
    assert all(one.fact is None for one in scores(text))


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("heart failure (nyha class iii or iv)", ["nyha class iii or iv"]),
        ("(≥ grade ii nyha)", ["≥ grade ii", "nyha"]),
        ("(nyha) class > 2.", ["(nyha) class > 2"]),
        ("grades ii-iv according to the new york heart association", [
            "grades ii-iv according to the new york heart association"]),
        ("neuropathy of grade 3, nyha iii", ["nyha iii"]),
        ("class iii or iv", []),
    ],
)  # fmt: skip
def test_classes_of_the_heart(text: str, classes: list[str]) -> None:
    assert [text[start:end] for start, end in heart_classes(text)] == classes


def test_who_grades_and_by_which_edition_is_left_out() -> None:
    for text in (
        "grade 2 per nci ctcae v5.0",
        "grade 2 (ctcae version 4.03)",
        "ctcae grade 2",
        "grade 2, ctc-ae v 5.0",
    ):
        assert normal(text).replace("(", "").replace(")", "").replace(",", "").strip() == "grade 2", text
