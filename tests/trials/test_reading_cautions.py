"""Words that make a reading too sure, each in a sentence that was once read wrongly, or not at all."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

MINDED: list[tuple[Section, str, str]] = [
    (
        "inclusion",
        "First treatment for metastatic disease was endocrine therapy",
        "had(endocrine_therapy, metastatic) = yes and not_read",
    ),
    ("inclusion", "Lung metastases must be biopsy proven", "site(lung) = yes or not_read"),
    ("exclusion", "Hepatitis B. Only active hepatitis B is exclusionary.", "has(hepatitis_b) = yes and not_read"),
    (
        "inclusion",
        "No uncontrolled hypertension or controlled hypertension",
        "not (has(high_blood_pressure) = yes and not_read) or not_read",
    ),
    ("inclusion", "Postmenopausal for at least 2 years", "menopause = postmenopausal and not_read"),
    (
        "inclusion",
        "Female, ≥ 18 years, premenopausal (with OFS) or postmenopausal",
        "((sex = female and age_years >= 18) or menopause = premenopausal or menopause = postmenopausal) and not_read",
    ),
    (
        "inclusion",
        "Progressed on endocrine therapy for metastatic disease or while on adjuvant endocrine therapy",
        "(progressed_on(endocrine_therapy, setting=metastatic) or had(endocrine_therapy, setting=adjuvant)) "
        "and not_read",
    ),
    (
        "inclusion",
        "Absence of progression after at least 4 cycles of chemotherapy",
        "not (had(chemotherapy) and (progressed_on(chemotherapy) or not_read)) and not_read",
    ),
    (
        "inclusion",
        "AST, ALT ≤ 2.5 x ULN, ALP ≤ 2.5 x ULN, both ≤ 5 if liver metastases",
        "(ast_x_uln <= 2.5 and alt_x_uln <= 2.5 and (alp_x_uln <= 2.5 or (site(liver) and alp_x_uln <= 5))) "
        "or not_read",
    ),
    (
        "inclusion",
        "Women of childbearing potential, 18 years or older, must have a negative pregnancy test",
        "not pregnancy",
    ),
    (
        "inclusion",
        "ALT ≤ 3 x ULN, or ≤ 5 x ULN with liver metastases",
        "alt_x_uln <= 3 or (site(liver) and alt_x_uln <= 5)",
    ),
    (
        "inclusion",
        "TNBC or HER2-low breast cancer",
        "(hormone_receptors = negative and her2 in (low, ultralow, zero)) or her2 = low",
    ),
    (
        "inclusion",
        "Either TNBC or HR+/HER2- that has progressed on CDK4/6 inhibitor",
        "(hormone_receptors = negative and her2 in (low, ultralow, zero) and (progressed_on(cdk46_inhibitor) "
        "or not_read)) or (hormone_receptors in (low, positive) and her2 in (low, ultralow, zero) and "
        "progressed_on(cdk46_inhibitor))",
    ),
    (
        "inclusion",
        "TNBC or HR+ disease refractory to endocrine therapy",
        "(hormone_receptors = negative and her2 in (low, ultralow, zero) and (had(endocrine_therapy) or "
        "not_read) and (progressed_on(endocrine_therapy) or not_read)) or (hormone_receptors in (low, "
        "positive) and had(endocrine_therapy) and (progressed_on(endocrine_therapy) or not_read))",
    ),
    (
        "inclusion",
        "Early HER2-positive breast cancer or stage IV disease",
        "(her2 = positive or not_read) and extent in (early, metastatic)",
    ),
    (
        "inclusion",
        "Stage II-III TNBC or metastatic breast cancer",
        "(hormone_receptors = negative or not_read) and (her2 in (low, ultralow, zero) or not_read) and "
        "(extent = metastatic or not_read)",
    ),
    ("inclusion", "No prior taxane, or DFI > 12 months", "not (had(taxane) or disease_free_months > 12) or not_read"),
    (
        "inclusion",
        "Patients with metastatic disease must have received at least one line of chemotherapy",
        "(extent = metastatic and had(chemotherapy)) or not_read",
    ),
    (
        "inclusion",
        "Patients with stage III disease must have inoperable tumors",
        "extent = locally_advanced_inoperable or not_read",
    ),
    ("inclusion", "History of stage IV breast cancer", "extent = metastatic"),
    ("inclusion", "Metastatic breast cancer at diagnosis of progression", "extent = metastatic and not_read"),
    (
        "inclusion",
        "TNBC or HER2-negative BRCA-mutated breast cancer",
        "(hormone_receptors = negative and her2 in (low, ultralow, zero) and (altered(BRCA1) or "
        "altered(BRCA2) or not_read)) or (her2 in (low, ultralow, zero) and (altered(BRCA1) or altered(BRCA2)))",
    ),
    ("exclusion", "Metastases within 12 months of primary diagnosis", "extent = metastatic and not_read"),
    ("exclusion", "Metastatic disease within 3 months of diagnosis", "months_since_it_spread < 3 and not_read"),
    ("exclusion", "Metastatic disease not confirmed histologically", "extent = metastatic and not_read"),
    ("inclusion", "No HER2 expression (0 or 1+)", "her2 in (low, ultralow, zero)"),
    ("inclusion", "Either ER or PR negative", "hormone_receptors = negative or not_read"),
    ("inclusion", "HR-positive or HR-negative, HER2-low", "her2 = low"),
    ("inclusion", "HER2-negative, HR-positive or HR-negative", "her2 in (low, ultralow, zero)"),
    ("inclusion", "No brain metastases; bone metastases allowed", "(not site(brain) or site(bone)) and not_read"),
    (
        "inclusion",
        "MSI-H unless previously treated with pembrolizumab",
        "(msi = high or had(pembrolizumab)) and not_read",
    ),
    ("inclusion", "Metastatic breast cancer ≥ 2 years after initial diagnosis", "extent = metastatic and not_read"),
    ("inclusion", "Two or more PIK3CA mutations", "altered(PIK3CA) and not_read"),
    ("exclusion", "Symptomatic visceral metastases", "visceral_crisis or not_read"),
    (
        "inclusion",
        "HIV negative or HIV positive on ART",
        "not (has(hiv_infection) or (has(hiv_infection) and not_read)) or not_read",
    ),
    (
        "inclusion",
        "HBsAg negative or HBV DNA < 500 IU/mL",
        "not (has(hepatitis_b) or (has(hepatitis_b) and not_read)) or not_read",
    ),
    (
        "inclusion",
        "No history of diabetes, or diabetes controlled with metformin",
        "not (has(type_1_diabetes) or has(type_2_diabetes) or has(insulin_treated_diabetes) or "
        "((has(type_1_diabetes) or has(type_2_diabetes) or has(insulin_treated_diabetes)) and not_read)) or "
        "not_read",
    ),
    (
        "inclusion",
        "No grade 3 or 4 neuropathy, hypertension, or diarrhea",
        "not (neuropathy_grade >= 3 or has(high_blood_pressure) or has(diarrhea)) or not_read",
    ),
    (
        "exclusion",
        "Grade ≥ 2 neuropathy, diarrhea, or nausea",
        "(neuropathy_grade >= 2 or has(diarrhea) or has(nausea)) and not_read",
    ),
    (
        "inclusion",
        "Postmenopausal, defined as any of the following: bilateral oophorectomy; age over 60",
        "(menopause = postmenopausal and age_years > 60) or not_read",
    ),
    (
        "inclusion",
        "Age between 18 and 70 years, or older with ECOG 0",
        "(age_years >= 18 and age_years <= 70 and ecog <= 0) or not_read",
    ),
    ("inclusion", "No prior chemotherapy including taxane for metastatic disease", "not had(chemotherapy) or not_read"),
    (
        "exclusion",
        "Prior endocrine therapy including fulvestrant in the metastatic setting",
        "had(endocrine_therapy) and not_read",
    ),
    (
        "inclusion",
        "Progressive disease after first-line therapy or relapse within 12 months after adjuvant chemotherapy",
        "months_to_relapse(chemotherapy, setting=adjuvant) <= 12 or not_read",
    ),
    (
        "inclusion",
        "Progressed on first-line therapy or within 6 months of neoadjuvant therapy",
        "months_to_relapse(cancer_medicine, setting=neoadjuvant) <= 6 or not_read",
    ),
    ("inclusion", "No more than 2 prior lines including T-DXd", "lines <= 2 and not_read"),
    ("inclusion", "No more than 3 prior regimens, including hormonal therapy", "lines <= 3 and not_read"),
    (
        "inclusion",
        "Prior CDK4/6 inhibitor. Prior adjuvant CDK4/6 inhibitor counts",
        "(had(cdk46_inhibitor) and had(cdk46_inhibitor, setting=adjuvant)) or not_read",
    ),
    (
        "inclusion",
        "Progressed on trastuzumab and prior pertuzumab",
        "(progressed_on(trastuzumab) and progressed_on(pertuzumab)) or not_read",
    ),
    ("inclusion", "Prior trastuzumab at least 6 weeks earlier", "months_since(trastuzumab) >= 1.38"),
    (
        "inclusion",
        "No more than one progression on endocrine therapy",
        "(progressed_on(endocrine_therapy) and lines(endocrine_therapy) <= 1) or not_read",
    ),
    (
        "exclusion",
        "Disease progression after first-line therapy with HER2-targeted agents",
        "had(her2_directed) and (progressed_on(her2_directed) or not_read) and not_read",
    ),
    ("exclusion", "< 1 or > 3 prior lines of chemotherapy", "lines(chemotherapy) < 1 or lines(chemotherapy) > 3"),
    ("exclusion", "< 4 cycles of taxane", "had(taxane) and cycles(taxane) < 4"),
    ("exclusion", "Absence of HER2 expression (IHC 0)", "her2 = zero"),
    (
        "exclusion",
        "Adjuvant endocrine therapy completed more than 12 months before relapse",
        "had(endocrine_therapy, setting=adjuvant) and months_to_relapse(endocrine_therapy, setting=adjuvant) > 12",
    ),
    ("exclusion", "Any prior treatment for the current breast cancer", "had(cancer_medicine) or not_read"),
    ("exclusion", "Arterial thrombosis", "has(blood_clot) and not_read"),
    ("exclusion", "Asymptomatic brain metastases", "site(brain) and not_read"),
    ("exclusion", "Brain metastases diagnosed within the last 3 months", "site(brain) and not_read"),
    ("exclusion", "DVT", "has(blood_clot) and not_read"),
    (
        "exclusion",
        "Depression or diabetes not adequately controlled",
        "(has(depression) or ((has(type_1_diabetes) or has(type_2_diabetes) or "
        "has(insulin_treated_diabetes)) and not_read)) and not_read",
    ),
    (
        "exclusion",
        "Depression or diabetes not well controlled",
        "(has(depression) or ((has(type_1_diabetes) or has(type_2_diabetes) or "
        "has(insulin_treated_diabetes)) and not_read)) and not_read",
    ),
    (
        "exclusion",
        "Disease progression on two or more endocrine therapies",
        "progressed_on(endocrine_therapy) and lines(endocrine_therapy) >= 2 and not_read",
    ),
    (
        "exclusion",
        "Disease progression on two or more lines of endocrine therapy",
        "progressed_on(endocrine_therapy) and lines(endocrine_therapy) >= 2 and not_read",
    ),
    (
        "exclusion",
        "Disease-free interval from adjuvant chemotherapy > 12 months",
        "had(chemotherapy, setting=adjuvant) and months_to_relapse(chemotherapy, setting=adjuvant) > 12",
    ),
    (
        "exclusion",
        "Duration of prior CDK4/6 inhibitor < 6 months",
        "had(cdk46_inhibitor) and months_on(cdk46_inhibitor) < 6",
    ),
    ("exclusion", "For HER2-positive disease: LVEF < 50%", "her2 = positive and lvef_percent < 50"),
    (
        "exclusion",
        "HER2 positive, unless HER2 low at metastatic site",
        "her2 = positive and not her2 = low and not_read",
    ),
    (
        "exclusion",
        "HER2+ MBC, or TNBC that progressed on immunotherapy",
        "(her2 = positive or (hormone_receptors = negative and her2 in (low, ultralow, zero))) and extent = "
        "metastatic and progressed_on(immunotherapy) and not_read",
    ),
    ("exclusion", "If HER2+, LVEF < 50%", "her2 = positive and lvef_percent < 50"),
    (
        "exclusion",
        "If TNBC, prior antibody-drug conjugate",
        "hormone_receptors = negative and her2 in (low, ultralow, zero) and had(antibody_drug_conjugate)",
    ),
    ("exclusion", "In HER2-positive patients, prior pertuzumab", "her2 = positive and had(pertuzumab)"),
    ("exclusion", "Initially metastatic breast cancer", "presentation = de_novo"),
    ("exclusion", "Lack of HER2 expression (IHC 0)", "her2 = zero"),
    ("exclusion", "Leptomeningeal metastasis within 1 year", "leptomeningeal_disease and not_read"),
    (
        "exclusion",
        "Less than 1 or more than 3 lines of chemotherapy",
        "lines(chemotherapy) < 1 or lines(chemotherapy) > 3",
    ),
    (
        "exclusion",
        "Less than 6 months on prior CDK4/6 inhibitor",
        "had(cdk46_inhibitor) and months_on(cdk46_inhibitor) < 6",
    ),
    ("exclusion", "Metastatic disease at diagnosis", "presentation = de_novo"),
    ("exclusion", "Metastatic disease at initial diagnosis", "presentation = de_novo"),
    ("exclusion", "No HER2 expression (IHC 0)", "her2 = zero"),
    ("exclusion", "Prior chemotherapy > 2 lines", "lines(chemotherapy) > 2"),
    (
        "exclusion",
        "Prior topoisomerase I inhibitor, including antibody-drug conjugates",
        "(had(irinotecan) or had(topotecan) or had(antibody_drug_conjugate)) and not_read",
    ),
    ("exclusion", "Prior trastuzumab deruxtecan in the last line", "had(trastuzumab_deruxtecan) and not_read"),
    ("exclusion", "Prior treatment for breast cancer", "had(cancer_medicine) or not_read"),
    ("exclusion", "Pulmonary embolism", "has(blood_clot) and not_read"),
    (
        "exclusion",
        "Received adjuvant endocrine therapy for less than 2 years",
        "had(endocrine_therapy, setting=adjuvant) and months_on(endocrine_therapy, setting=adjuvant) < 24",
    ),
    ("exclusion", "Received fewer than 4 cycles of a taxane", "had(taxane) and cycles(taxane) < 4"),
    ("exclusion", "Received trastuzumab for less than 12 weeks", "had(trastuzumab) and months_on(trastuzumab) < 2.76"),
    ("exclusion", "Stable brain metastases for less than 4 weeks", "brain = treated_stable and not_read"),
    ("exclusion", "Stage IV disease at presentation", "extent = metastatic and not_read"),
    ("exclusion", "Treated brain metastases within 4 weeks", "brain = treated_stable and not_read"),
    ("inclusion", "A washout of at least 3 weeks from chemotherapy", "months_since(chemotherapy) >= 0.69"),
    ("inclusion", "Asymptomatic brain metastases", "site(brain) and not_read"),
    (
        "inclusion",
        "At least 2 prior regimens, one of which included a CDK4/6 inhibitor in any setting",
        "(lines >= 2 and had(cdk46_inhibitor)) or not_read",
    ),
    ("inclusion", "Prior lines of therapy: chemotherapy ≤ 1", "lines(chemotherapy) <= 1"),
    ("inclusion", "Definitive breast cancer surgery", "surgery(lumpectomy) or surgery(mastectomy)"),
    (
        "inclusion",
        "ER+ or PR+ breast cancer, or HER2+ breast cancer with prior trastuzumab",
        "(hormone_receptors in (low, positive) and (had(trastuzumab) or not_read)) or (her2 = positive and "
        "had(trastuzumab))",
    ),
    ("inclusion", "Eligible for first-line chemotherapy", "lines(chemotherapy) <= 0 and not_read"),
    (
        "inclusion",
        "Eligible for first-line chemotherapy for metastatic breast cancer",
        "lines(chemotherapy) <= 0 and not_read",
    ),
    (
        "inclusion",
        "HR+/HER2- metastatic breast cancer, or TNBC with brain metastases",
        "extent = metastatic and ((hormone_receptors in (low, positive) and her2 in (low, ultralow, zero) "
        "and (site(brain) or not_read)) or (hormone_receptors = negative and her2 in (low, ultralow, zero) "
        "and site(brain)))",
    ),
    ("inclusion", "Hemoglobin ≥ 10 g/dL (transfusions permitted)", "hemoglobin_g_dl >= 10"),
    ("inclusion", "Hemoglobin ≥ 10 g/dL, transfusions and EPO permitted", "hemoglobin_g_dl >= 10"),
    ("inclusion", "Hemoglobin ≥ 10 g/dL. Transfusion is allowed", "hemoglobin_g_dl >= 10"),
    ("inclusion", "History of stage I to III breast cancer", "not presentation = de_novo"),
    (
        "inclusion",
        "If prior chemotherapy: maximum 1 line for metastatic breast cancer",
        "not had(chemotherapy) or lines(chemotherapy) <= 1",
    ),
    (
        "inclusion",
        "Initial stage I-III breast cancer with later distant recurrence",
        "not presentation = de_novo and not_read",
    ),
    ("inclusion", "Less than 1 month of prior aromatase inhibitor", "months_on(aromatase_inhibitor) < 1"),
    (
        "inclusion",
        "Metastatic TNBC, or ER+/HER2- MBC previously treated with endocrine therapy and a CDK4/6 inhibitor",
        "extent = metastatic and ((hormone_receptors = negative and her2 in (low, ultralow, zero) and "
        "(had(endocrine_therapy) or not_read) and (had(cdk46_inhibitor) or not_read)) or (er in (low, "
        "positive) and her2 in (low, ultralow, zero) and had(endocrine_therapy) and had(cdk46_inhibitor)))",
    ),
    ("inclusion", "Metastatic breast cancer, recurrent or initially stage IV", "extent = metastatic"),
    ("inclusion", "Metastatic breast cancer, stage IV at initial diagnosis", "presentation = de_novo"),
    ("inclusion", "Must have undergone breast cancer surgery", "surgery(lumpectomy) or surgery(mastectomy)"),
    ("inclusion", "No brain metastases within the last 2 years", "not site(brain) or not_read"),
    (
        "inclusion",
        "No more than 28 days of prior endocrine therapy for this disease",
        "months_on(endocrine_therapy) <= 0.92",
    ),
    ("inclusion", "No previous systemic therapy for their breast cancer", "not (had(cancer_medicine) or not_read)"),
    (
        "inclusion",
        "No prior chemotherapy for metastatic breast cancer; OR 1 prior line allowed",
        "not had(chemotherapy, setting=metastatic) or lines(chemotherapy) <= 1",
    ),
    (
        "inclusion",
        "No prior systemic therapy for advanced disease. Note: up to one line of endocrine therapy is allowed.",
        "(not lines >= 1 and lines(endocrine_therapy) <= 1) or not_read",
    ),
    ("inclusion", "No prior systemic treatment for metastatic breast cancer", "not lines >= 1"),
    ("inclusion", "No prior treatment for breast cancer", "not (had(cancer_medicine) or not_read)"),
    ("inclusion", "No prior treatment for this breast cancer", "not (had(cancer_medicine) or not_read)"),
    (
        "inclusion",
        "Patients on trastuzumab must have a washout of at least 28 days",
        "not_read and months_since(trastuzumab) >= 0.92",
    ),
    ("inclusion", "Previously untreated breast cancer", "not had(cancer_medicine) and not_read"),
    ("inclusion", "Previously untreated metastatic breast cancer", "extent = metastatic and lines <= 0"),
    ("inclusion", "Prior CDK4/6 inhibitor ≤ 1 line", "lines(cdk46_inhibitor) <= 1"),
    ("inclusion", "Prior chemotherapy must have a washout of at least 28 days", "months_since(chemotherapy) >= 0.92"),
    ("inclusion", "Prior chemotherapy must have a washout of at least 3 weeks", "months_since(chemotherapy) >= 0.69"),
    ("inclusion", "Prior chemotherapy up to 2 lines", "lines(chemotherapy) <= 2"),
    ("inclusion", "Prior chemotherapy ≤ 2 lines", "lines(chemotherapy) <= 2"),
    ("inclusion", "Prior chemotherapy: no more than 2 lines", "lines(chemotherapy) <= 2"),
    ("inclusion", "Prior endocrine therapy in metastatic setting: 0-2 lines", "lines(endocrine_therapy) <= 2"),
    ("inclusion", "Prior endocrine therapy ≤ 1 line", "lines(endocrine_therapy) <= 1"),
    ("inclusion", "Prior trastuzumab, with or without pertuzumab, and a taxane", "had(trastuzumab) and not_read"),
    ("inclusion", "Received at least one dose of trastuzumab", "had(trastuzumab)"),
    ("inclusion", "Stable brain metastases for at least 4 weeks", "brain = treated_stable and not_read"),
    ("inclusion", "Stage I-III breast cancer at initial diagnosis", "not presentation = de_novo"),
    (
        "inclusion",
        "Stage II-III HER2+ or TNBC, or metastatic disease",
        "(her2 = positive or (hormone_receptors = negative and her2 in (low, ultralow, zero)) or not_read) "
        "and (extent = metastatic or not_read)",
    ),
    ("inclusion", "Stage IV at diagnosis", "presentation = de_novo"),
    ("inclusion", "Stage IV at diagnosis, or recurrent", "extent = metastatic or not_read"),
    ("inclusion", "Stage IV breast cancer at initial diagnosis", "presentation = de_novo"),
    (
        "inclusion",
        "TNBC, or ER-positive disease with prior endocrine therapy",
        "(hormone_receptors = negative and her2 in (low, ultralow, zero) and (had(endocrine_therapy) or "
        "not_read)) or (er in (low, positive) and had(endocrine_therapy))",
    ),
    (
        "inclusion",
        "TNBC, or HR+/HER2- disease resistant to endocrine therapy",
        "(hormone_receptors = negative and her2 in (low, ultralow, zero) and (had(endocrine_therapy) or "
        "not_read) and (progressed_on(endocrine_therapy) or not_read)) or (hormone_receptors in (low, "
        "positive) and her2 in (low, ultralow, zero) and had(endocrine_therapy) and "
        "(progressed_on(endocrine_therapy) or not_read))",
    ),
    (
        "inclusion",
        "TNBC, or HR+/HER2- disease that has progressed on a CDK4/6 inhibitor",
        "(hormone_receptors = negative and her2 in (low, ultralow, zero) and (progressed_on(cdk46_inhibitor) "
        "or not_read)) or (hormone_receptors in (low, positive) and her2 in (low, ultralow, zero) and "
        "progressed_on(cdk46_inhibitor))",
    ),
    ("inclusion", "Treatment-naive breast cancer", "not had(cancer_medicine) and not_read"),
    ("inclusion", "Two or more prior regimens, at least one in the metastatic setting", "lines >= 1 and not_read"),
    ("inclusion", "You are a woman over 18", "sex = female and age_years > 18"),
    ("inclusion", "You have metastatic breast cancer", "extent = metastatic"),
    ("inclusion", "≤ 14 days of endocrine therapy prior to consent", "months_on(endocrine_therapy) <= 0.46"),
    ("inclusion", "≤ 2 lines of prior chemotherapy", "lines(chemotherapy) <= 2"),
]
UNREAD: list[tuple[Section, str]] = [
    ("inclusion", "At most 1 line of chemotherapy since recurrence"),
    ("inclusion", "No chemotherapy in the first two years"),
    ("inclusion", "Prior CDK4/6 inhibitor, mandatory for HR-positive disease"),
    ("exclusion", "Prior chemotherapy in the metastatic setting or within 12 months of adjuvant chemotherapy"),
    ("exclusion", "Hepatitis B vaccination within 4 weeks"),
    ("exclusion", "Non-diabetic patients"),
    ("exclusion", "Intracranial hypertension"),
    ("exclusion", "Peripheral neuropathy > grade 1, unless due to prior taxanes"),
    ("inclusion", "ALT ≤ 3 x ULN, 5 x ULN for tumor infiltration of the liver"),
    ("inclusion", "No prior brain metastases, or brain metastases treated with SRS"),
    ("inclusion", "No visceral metastases, or visceral metastases without crisis"),
    (
        "inclusion",
        "HR+/HER2- participants must have received CDK4/6 inhibitor; TNBC must have received at least one line",
    ),
    ("inclusion", "HER2-positive patients: prior T-DXd. HER2-negative patients: prior chemotherapy"),
    ("inclusion", "Patients with brain metastases: prior radiotherapy required"),
    ("inclusion", "Known BRCA carriers must have received prior PARP inhibitor"),
    ("inclusion", "PIK3CA-mutated tumors must have progressed on alpelisib"),
    ("inclusion", "PD-L1 positive TNBC must have received pembrolizumab"),
    ("inclusion", "Patients with non-metastatic disease must have completed surgery"),
    ("inclusion", "Stage II breast cancer with metastatic relapse"),
    ("inclusion", "History of breast cancer, stage I-III, with evidence of metastatic recurrence"),
    ("inclusion", "Tested for germline BRCA mutation"),
    ("exclusion", "Stage IV at the time of enrollment"),
    ("exclusion", "Other malignancy diagnosed at least 5 years ago"),
    ("inclusion", "No current other malignancy; prior malignancy must be at least 5 years ago"),
    ("inclusion", "Metastases limited to bone, lymph nodes and soft tissue"),
    ("inclusion", "Age >= 60; age < 60 and FSH in postmenopausal range"),
    ("inclusion", "Age ≥ 18 and ≤ 70 (≤ 80 for cohort B)"),
    ("inclusion", "Age of majority; minimum 21 years in Singapore"),
    ("inclusion", "ECOG 0 or 1 (ECOG 2 after discussion with sponsor)"),
    ("inclusion", "Bilirubin ≤ 1.5 x ULN (≤ 2 x ULN with liver metastases, ≤ 3 x ULN with Gilbert's syndrome)"),
    ("inclusion", "LVEF ≥ 50%, or ≥ 45% if no prior anthracycline"),
    ("inclusion", "Creatinine clearance ≥ 50 mL/min; for pemetrexed ≥ 45"),
    ("inclusion", "QTcF < 470 ms (< 500 with pacemaker)"),
    ("exclusion", "Hemoglobin ≥ 9 g/dL"),
    ("exclusion", "Platelets ≥ 100 x 10^9/L"),
    ("exclusion", "AST and ALT ≤ 2.5 x ULN"),
    ("exclusion", "Women with negative pregnancy test"),
    ("inclusion", "No chemotherapy within 3 weeks, endocrine therapy within 2 weeks"),
    ("inclusion", "No chemotherapy for metastatic disease for at least 3 weeks prior to study"),
    ("inclusion", "Prior chemotherapy lines ≤ 1 and prior endocrine therapy lines ≤ 2 for metastatic disease"),
    ("inclusion", "Prior chemotherapy ≤ 2 for metastatic disease"),
    ("inclusion", "Lines of prior chemotherapy ≤ 2"),
    ("inclusion", "Prior endocrine therapy ≤ 2 lines; prior chemotherapy ≤ 1 line"),
    ("inclusion", "Up to 1 line of chemotherapy and 2 lines of endocrine therapy"),
    ("inclusion", "Two prior lines or less"),
    ("inclusion", "Prior anthracycline or anthracycline contraindicated"),
    ("inclusion", "Progression on endocrine therapy and chemotherapy-naive"),
    ("inclusion", "Prior CDK4/6 inhibitor, chemotherapy-naive"),
    ("inclusion", "Prior taxane, or anthracycline within 12 months"),
    ("inclusion", "Prior taxane required. Prior anthracycline preferred"),
    ("inclusion", "At least one line (adjuvant chemotherapy counts)"),
    ("inclusion", "Prior trastuzumab completed 6 months before metastatic diagnosis"),
    ("inclusion", "No more than one line of chemotherapy in addition to adjuvant chemotherapy"),
    ("exclusion", "Prior taxane and T-DXd naive"),
    ("exclusion", "Prior eribulin, or any chemotherapy within 3 weeks"),
    ("inclusion", "No brain metastases and no or up to one prior line of chemotherapy"),
    ("inclusion", "No prior chemotherapy or up to one line of endocrine therapy for metastatic disease"),
    ("inclusion", "No prior HER2 therapy or only trastuzumab in the adjuvant setting"),
    ("inclusion", "Prior platinum, unless ineligible, and prior taxane"),
    ("inclusion", "Endocrine therapy refractory disease"),
    ("exclusion", "ILD or pneumonitis, currently on steroids"),
    ("exclusion", "Prior CDK4/6 inhibitor in the metastatic setting, or adjuvant within 12 months"),
    ("exclusion", "Recurrent breast cancer after previous treatment"),
    (
        "exclusion",
        "Relapse ≤12 months after adjuvant endocrine therapy or during endocrine therapy in the first 2 years",
    ),
    ("inclusion", "ALT and AST < 2.5 x ULN, < 5 x ULN with liver metastasis and < 3 x ULN with bone metastasis"),
    (
        "inclusion",
        "At least 1 prior line of chemotherapy in the metastatic setting; if relapsed within 6 months of "
        "adjuvant chemotherapy, no prior line is required",
    ),
    (
        "inclusion",
        "At least two prior lines, one of which must have included a taxane (neoadjuvant or adjuvant taxane qualifies)",
    ),
    ("inclusion", "Brain MRI within 28 days showing no metastases"),
    ("inclusion", "Candidate for first-line paclitaxel"),
    ("inclusion", "HER2+ patients must have received trastuzumab and TNBC patients must have received a taxane"),
    (
        "inclusion",
        "HER2+ patients must have received trastuzumab. TNBC patients must have received a taxane. Patients "
        "with HR+ disease have no requirement.",
    ),
    ("inclusion", "HER2-enriched by PAM50"),
    ("inclusion", "HER2-negative on metastatic lesion; HER2+ primary tumors allowed"),
    ("inclusion", "HR+ patients must have had at least 1 line of endocrine therapy; TNBC patients must not"),
    ("inclusion", "Patients whose tumor harbors a PIK3CA mutation must have received alpelisib"),
    ("inclusion", "Patients whose tumor is MSI-H must have received pembrolizumab"),
    ("inclusion", "Prior CDK4/6 inhibitor is mandatory for HR+ patients. Prior chemotherapy is not required."),
    ("inclusion", "Prior chemotherapy is not mandatory but no more than 2 lines"),
    ("inclusion", "Prior endocrine therapy. TNBC patients do not need this."),
    ("inclusion", "TNBC at most recent biopsy; initially HR+ patients are eligible"),
]
BELOW: list[tuple[Section, str, str, str | None]] = [
    ("inclusion", "LABC:", "No metastasis", "not extent = metastatic or not_read"),
    ("inclusion", "No concurrent illness, such as:", "Heart failure", None),
    ("inclusion", "For men", "LVEF ≥ 50%", "lvef_percent >= 50 or not_read"),
    ("exclusion", "For MRI:", "Creatinine clearance < 30 mL/min", "creatinine_clearance_ml_min < 30 and not_read"),
    ("inclusion", "Negative for all of the following", "HER2 overexpression", None),
    (
        "exclusion",
        "Uncontrolled illness",
        "Diabetes",
        "(has(type_1_diabetes) or has(type_2_diabetes) or has(insulin_treated_diabetes)) and not_read",
    ),
    ("exclusion", "Participants with neither:", "prior taxane", None),
    ("exclusion", "Patients who have none of these:", "prior taxane", None),
    ("exclusion", "Patients with less than:", "1 prior line of chemotherapy", None),
    ("exclusion", "Treatment with:", "Trastuzumab deruxtecan ≤ 4 weeks", None),
    ("inclusion", "Not more than one of the following:", "ECOG 2", None),
    ("inclusion", "Participants with negative:", "hepatitis B surface antigen", None),
    ("inclusion", "Patients over 70 must have:", "LVEF ≥ 55%", "lvef_percent >= 55 or not_read"),
]


@pytest.mark.parametrize(("section", "text", "wanted"), MINDED)
def test_no_more_is_read_than_the_words_bear_out(section: Section, text: str, wanted: str) -> None:
    expect(section, text, wanted)


@pytest.mark.parametrize(("section", "text"), UNREAD)
def test_what_may_be_meant_otherwise_is_not_read(section: Section, text: str) -> None:
    expect(section, text, None)


@pytest.mark.parametrize(("section", "above", "text", "wanted"), BELOW)
def test_the_words_above_count_too(section: Section, above: str, text: str, wanted: str | None) -> None:
    expect(section, text, wanted, above)
