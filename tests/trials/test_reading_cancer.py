"""What criteria about the kind of cancer, how far it reaches and where it is are read as."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

TRIPLE_NEGATIVE = "hormone_receptors = negative and her2 in (zero, ultralow, low)"
HER2_NEGATIVE = "her2 in (zero, ultralow, low)"
INHERITED = "germline(BRCA1) = pathogenic or germline(BRCA2) = pathogenic"
CASES: list[tuple[Section, str, str | None]] = [
    # receptors, and how they were found out
    ("inclusion", "ER-positive disease, defined as ER staining by IHC in at least 1 % of tumour cell nuclei",
     "er in (low, positive)"),
    ("inclusion", "ER-positive (any PR and HER2 status is permitted) metastatic breast cancer",
     "er in (low, positive) and extent = metastatic"),
    ("inclusion", "HER2-negative cancer as defined by IHC 0-1+, or a FISH ratio below 2 if IHC is 2+", HER2_NEGATIVE),
    ("inclusion", "HER2-negative carcinoma on the latest specimen, as per American Society of Clinical Oncology and "
     "College of American Pathologists HER2 testing recommendations", HER2_NEGATIVE),
    ("inclusion", "Documented ER-positive cancer by core needle biopsy, fine needle aspirate or excisional biopsy",
     "er in (low, positive)"),
    ("exclusion", "Breast cancer that is not HER2-positive", "her2 != positive"),
    ("exclusion", "Disease that is not ER-positive or PR-positive", "hormone_receptors = negative"),
    ("inclusion", "PD-L1-negative metastatic TNBC", f"{TRIPLE_NEGATIVE} and extent = metastatic and not_read"),
    ("inclusion", "PD-L1 positive TNBC with CPS of at least 1", f"{TRIPLE_NEGATIVE} and not_read and pd_l1_cps >= 1"),
    ("inclusion", "HER2-positive cancer as defined by an IHC score of 3 or amplification by ISH with a ratio of ≥ 2.0 "
     "for the number of HER2 gene copies to the number of chromosome 17 copies", "her2 = positive"),
    ("inclusion", "The tumor must have been determined to be HER2-negative as follows:", HER2_NEGATIVE),
    ("inclusion", "HER2 and ER have to be tested as follows:", None),
    ("inclusion", "ER-positive tumor with an Allred score of 5, 6 or 7", "er in (low, positive) and not_read"),
    ("inclusion", "ER-positive tumor with an Allred score of at least 3", "er in (low, positive)"),
    ("exclusion", "HER2-positive or ER-negative breast cancer", "her2 = positive or er = negative"),
    ("inclusion", "HER2-negative or ER-positive breast cancer", None),  # which may mean both
    ("exclusion", "HER2-positive disease (IHC 3+), or HER2 status unknown", "her2 = positive or not_read"),
    # genes
    ("inclusion", "AKT1 mutation or loss of PTEN expression", "altered(AKT1) or altered(PTEN)"),
    ("inclusion", "A PIK3CA mutation present in tumor or ctDNA", "altered(PIK3CA)"),
    ("inclusion", "No detectable PIK3CA mutation in plasma", "not altered(PIK3CA)"),
    ("inclusion", "Germline mutation in BRCA1 or BRCA2 from a CLIA-certified laboratory", INHERITED),
    ("inclusion", "HRD-positive tumor or a mutation in PALB2, ATM or CHEK2", "altered(PALB2) or not_read"),
    ("exclusion", "EGFR, ALK or PIK3CA mutation", "altered(PIK3CA) or not_read"),
    ("exclusion", "eGFR below 40 mL/min or PIK3CA mutation", "altered(PIK3CA) or not_read"),
    ("inclusion", "Pathogenic BRCA1 germline variant or likely pathogenic BRCA2 germline variant", INHERITED),
    ("exclusion", "Known breast cancer (BRCA) mutation", "altered(BRCA1) or altered(BRCA2)"),
    # how far it reaches
    ("inclusion", "Metastatic cancer. Patients with measurable and non-measurable disease are eligible",
     "extent = metastatic"),
    ("inclusion", "Metastatic cancer. Patients with measurable disease are eligible if they have no brain metastases",
     "extent = metastatic or not_read"),
    ("inclusion", "Documented progression of unresectable, locally advanced, or metastatic disease",
     "extent in (metastatic, locally_advanced_inoperable) and not_read"),
    ("inclusion", "Women of any age with stage II breast cancer", "sex = female and extent = early and not_read"),
    ("inclusion", "Early-stage (I-II, i.e. non-metastatic) breast cancer", "extent != metastatic and not_read"),
    ("inclusion", "Early stage (I to III) HER2-positive disease", "her2 = positive and extent != metastatic"),
    ("inclusion", "A solid tumor that is at present not amenable to surgical resection",
     "extent in (metastatic, locally_advanced_inoperable)"),
    ("inclusion", "Metastatic or unresectable solid malignant tumor",
     "extent in (metastatic, locally_advanced_inoperable)"),
    ("inclusion", "Stage II or III disease; patients with bilateral breast cancer are eligible",
     "extent != metastatic and not_read"),
    ("inclusion", "Stage I-III disease; oligometastatic disease is allowed",
     "extent != metastatic or extent = metastatic and not_read"),
    ("inclusion", "Metastatic disease; patients with de novo or recurrent disease are allowed", "extent = metastatic"),
    ("inclusion", "Non-metastatic TNBC: T1c, N1-2; T2-3, N0-2; or T4a-d, N0-2",
     f"{TRIPLE_NEGATIVE} and extent != metastatic and not_read"),
    # in one part of the trial
    ("inclusion", "In the phase 2 part, all must have measurable disease", "measurable_disease or not_read"),
    ("exclusion", "In the part B portion of this study, brain metastases", "site(brain) and not_read"),
    # what can be measured
    ("inclusion", "Measurable disease with at least one lesion that can be accurately measured as > 15 mm by CT, "
     "or as > 10 mm by MRI", "measurable_disease"),
    ("inclusion", "At least one measurable, unirradiated brain metastasis", "site(brain) and not_read"),
    ("inclusion", "Measurable disease, i.e., at least one measurable lesion (an irradiated lesion may be counted only "
     "if it has clearly grown)", "measurable_disease"),
    ("inclusion", "If no measurable disease is present, at least one lytic bone lesion must be present",
     "measurable_disease or site(bone) and not_read"),
    ("inclusion", "At least one of the following: measurable disease; bone-only disease",
     "measurable_disease or bone_only"),
    ("inclusion", "At least one of the following: measurable disease; bone-only disease. Patients must be fit.", None),
    ("inclusion", "The disease must be measurable by RECIST 1.1", "measurable_disease"),
    ("inclusion", "Measurable disease. Patients in the dose escalation do not need to have measurable disease.",
     "measurable_disease or not_read"),
    ("inclusion", "Patients with brain metastases need not have measurable disease", None),  # a permission
    ("exclusion", "Metastatic disease limited to bone only", "bone_only"),
    ("inclusion", "A minimum of one measurable lesion", "measurable_disease"),
    ("inclusion", "At least one measurable extracranial lesion", "measurable_disease and not_read"),
    ("inclusion", "Measurable disease (bone lesions with soft tissue are allowed)", "measurable_disease or not_read"),
    ("inclusion", "Measurable disease (no bone lesions are allowed)", None),
    ("inclusion", "Up to 4 clinically manifest metastases", "lesions <= 4"),
    # cancer in the brain
    ("inclusion", "Radiologic evidence of one or more brain metastases", "site(brain)"),
    ("inclusion", "Radiographically visible brain metastases", "site(brain)"),
    ("inclusion", "One or two intraparenchymal brain metastases", "brain_lesions >= 1 and brain_lesions <= 2"),
    ("inclusion", "2-6 synchronous brain metastases", "brain_lesions >= 2 and brain_lesions <= 6"),
    ("exclusion", "Four or more brain metastases", "brain_lesions >= 4"),
    ("exclusion", "More than 6 brain metastases on MRI of the head", "brain_lesions > 6"),
    ("exclusion", "A brain metastasis that is greater than 25 mm in size and unable to be resected",
     "site(brain) and not_read"),
    ("exclusion", "Brain metastases (unless treated and stable for 8 weeks) or leptomeningeal spread of the tumor",
     "brain = active or brain = treated_stable and not_read or leptomeningeal_disease"),
    ("exclusion", "Brain metastases or leptomeningeal disease (unless treated and stable)",
     "brain = active or brain = treated_stable and not_read or leptomeningeal_disease and not_read"),
    ("exclusion", "Active brain metastases, brain metastases requiring steroids",
     "brain = active or site(brain) and not_read"),
    ("exclusion", "Liver metastases, lung metastases requiring drainage", "(site(liver) or site(lung)) and not_read"),
    ("inclusion", "No leptomeningeal disease in the radiology report", "not leptomeningeal_disease"),
    ("inclusion", "On brain MRI, one of the following: no brain metastases; untreated brain metastases",
     "not site(brain) or brain = active"),
    ("exclusion", "Brain metastases that require urgent surgery", "brain = active and not_read"),
    ("exclusion", "Brain metastases requiring treatment", "site(brain) and not_read"),
    ("exclusion", "Active or untreated brain metastases as determined by CT or MRI evaluation during screening and "
     "prior radiographic assessments", "brain = active"),
    # organs in crisis
    ("exclusion", "Metastatic, symptomatic visceral spread", "visceral_crisis"),
    ("exclusion", "Symptomatic visceral disease or any disease burden that makes the patient ineligible for "
     "endocrine therapy", "visceral_crisis or not_read"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "wanted"), CASES)
def test_the_cancer(section: Section, text: str, wanted: str | None) -> None:
    expect(section, text, wanted)
