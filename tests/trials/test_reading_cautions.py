"""Words that make a reading too sure, each in a sentence that was once read wrongly, or not at all."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

MINDED: list[tuple[Section, str, str]] = [
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
