"""What criteria about the cancer itself are read as: receptors, extent, genes, places of spread, menopause."""

from __future__ import annotations

import pytest

from tests.trials.test_reading import alike, expect, reading

HR_POSITIVE = "hormone_receptors in (low, positive)"
HER2_NEGATIVE = "her2 in (zero, ultralow, low)"
ADVANCED = "extent in (metastatic, locally_advanced_inoperable)"
BRCA_INHERITED = "germline(BRCA1) = pathogenic or germline(BRCA2) = pathogenic"
REQUIRED = [
    # percents, wherever they stand
    ("ER-positive breast cancer, with ER staining in more than 10% of tumor cells", "er = positive"),
    ("Estrogen receptor positive (≥ 10%) disease", "er_percent >= 10"),
    ("At least 1% of cells ER positive by IHC", "er in (low, positive)"),
    ("ER positive and HER2 negative disease. ER is considered positive if at least 10% of cells stain",
     f"er_percent >= 10 and {HER2_NEGATIVE}"),
    ("ER-positive (ER > 10%, regardless of PR), HER2-negative breast cancer", f"er = positive and {HER2_NEGATIVE}"),
    ("HR-negative or HR-low disease", "hormone_receptors in (negative, low)"),
    ("PR 1-10% and ER negative breast cancer", "pr = low and er = negative"),
    ("Invasive breast cancer, ER positive, Ki-67 ≥ 20%", "er in (low, positive) and not_read"),  # another percent
    ("HR-positive: ER and/or PR ≥ 10%", "er_percent >= 10 or pr_percent >= 10"),
    ("Breast cancer negative for ER, PR and HER2", f"hormone_receptors = negative and {HER2_NEGATIVE}"),
    ("ER positive tumor with at least 1% staining by IHC as defined in the ASCO recommendations for ER testing",
     "er in (low, positive)"),
    # HER2 in words and scores
    ("Human epidermal growth factor receptor 2 (HER2-negative) disease", HER2_NEGATIVE),
    ("HER2 negative tumor with an IHC result of 0 or 1+ or a negative FISH result", HER2_NEGATIVE),
    ("HER2-negative (IHC 0, 1+, or 2+ with a negative ISH) breast cancer", HER2_NEGATIVE),
    ("HER2 without overexpression or amplification", HER2_NEGATIVE),
    ("Breast cancer with low or ultralow HER2 expression", "her2 in (low, ultralow)"),
    ("HER2 IHC 0, or IHC 1+, or IHC 2+/ISH-negative", HER2_NEGATIVE),
    ("HER2-positive breast cancer confirmed by central laboratory", "her2 = positive and not_read"),
    ("HER2-positive breast cancer confirmed by local or central laboratory", "her2 = positive"),
    ("Androgen receptor positive and HER2-negative breast cancer", f"{HER2_NEGATIVE} and not_read"),
    ("HER2-low breast cancer in any tumor sample", "her2_ever_low"),
    ("HER2-low disease. Note: HER2-low status may be told from any prior sample by IHC", "her2_ever_low"),
    ("HER2-positive disease (subtype judged by the most representative sample)", "her2 = positive"),
    # how it was found out
    ("HR+/HER2- disease on the most recent biopsy, per ASCO/CAP guidelines", f"{HR_POSITIVE} and {HER2_NEGATIVE}"),
    ("HER2-negative per ASCO/CAP guidelines, metastatic breast cancer", f"{HER2_NEGATIVE} and extent = metastatic"),
    # extent
    ("Locally advanced breast cancer not amenable to surgery or radiation with curative intent, or metastatic disease",
     ADVANCED),
    ("Locally recurrent disease, not suitable for curative resection", "extent = locally_advanced_inoperable"),
    ("Breast cancer that is locally advanced or metastatic and is not amenable to curative resection", ADVANCED),
    ("Stage I to III breast cancer", "extent != metastatic"),
    ("Stage II-III breast cancer", "extent != metastatic and not_read"),
    ("Metastatic (stage IV) breast cancer", "extent = metastatic"),
    ("Metastatic breast cancer, current stage IV", "extent = metastatic"),
    ("Newly diagnosed metastatic breast cancer", "extent = metastatic and not_read"),
    ("Clinical stage IA-IIIC breast cancer", "extent != metastatic"),
    ("Stages 2A -3C breast cancer", "extent != metastatic and not_read"),
    ("Inoperable stage III or stage IV breast cancer", ADVANCED),
    ("Stage II (AJCC 8th edition, T2 or more), HER2-positive breast cancer",
     "her2 = positive and extent = early and not_read"),
    ("Unresectable or metastatic", ADVANCED),
    ("Metastatic disease for whom no standard therapy is left or which has grown", "extent = metastatic and not_read"),
    # more sentences
    ("HER2-positive. Patients may have ER+ or ER- disease", "her2 = positive"),
    ("HER2-negative per guidelines.12 If IHC is 2+, a negative ISH (e.g. FISH) is required", HER2_NEGATIVE),
    ("Metastatic breast cancer. Prior trastuzumab is not permitted (Cohort 1 only)",
     "extent = metastatic and (not had(trastuzumab) or not_read)"),
    ("In case of bone-only disease, a scan of the whole body is needed", "not bone_only or not_read"),
    ("HER2-positive metastatic breast cancer previously treated with trastuzumab",
     "her2 = positive and extent = metastatic and had(trastuzumab)"),
    # genes
    ("At least one PIK3CA mutation in tumor tissue or ctDNA", "altered(PIK3CA)"),
    ("NTRK fusion-positive tumor", "fusion(NTRK)"),
    ("PD-L1 positive disease (CPS ≥ 10)", "pd_l1_cps >= 10"),
    ("Germline or somatic BRCA1/2 mutation", "altered(BRCA1) or altered(BRCA2)"),
    ("BRCA1 or BRCA2 mutation", "altered(BRCA1) or altered(BRCA2)"),
    ("Inherited BRCA1 or BRCA2 mutation", BRCA_INHERITED),
    ("PIK3CA wild-type tumor", "not altered(PIK3CA)"),
    ("HER2-mutant breast cancer", "altered(ERBB2)"),
    ("Pathway alteration, defined as a PIK3CA mutation or PTEN loss", "altered(PIK3CA) or altered(PTEN)"),
    ("PI3K pathway alteration (PIK3CA, AKT1 or PTEN mutation)", "altered(PIK3CA) or altered(AKT1) or altered(PTEN)"),
    # measurable and evaluable
    ("Evaluable disease (measurable or bone-only disease)", "measurable_disease or bone_only"),
    ("Measurable or evaluable disease", "measurable_disease or not_read"),
    ("Evaluable or measurable disease per RECIST 1.1", "measurable_disease or not_read"),
    ("At least one measurable lesion or one mainly lytic bone lesion", "measurable_disease or site(bone) and not_read"),
    ("Measurable disease. Bone lesions with a soft tissue part that is measurable may count", "measurable_disease"),
    ("Measurable disease. Patients with bone-only disease are eligible", "measurable_disease or bone_only"),
    ("Measurable disease or, in the absence of measurable disease, one mainly lytic bone lesion",
     "measurable_disease or site(bone) and not_read"),
    ("Evaluable (part A) or measurable (part B) disease", "measurable_disease or not_read"),
    ("Measurable disease. For sarcoma tumors, a scan of the chest is required", "measurable_disease"),
    ("Measurable disease or non-measurable disease that is evaluable", "measurable_disease or not_read"),
    # menopause
    ("Men and postmenopausal women. Premenopausal women must receive goserelin",
     "sex = male or menopause = postmenopausal or not_read"),
    ("Postmenopausal status for women", "menopause = postmenopausal or sex = male"),
    ("Women must be postmenopausal", "menopause = postmenopausal or sex = male"),
    ("Adult men or postmenopausal women", "age_years >= 18 and (sex = male or menopause = postmenopausal)"),
    ("Postmenopausal women at least 18 years of age", "menopause = postmenopausal and age_years >= 18"),
    ("Pre- or perimenopausal women must be on an LHRH agonist and stay on it",
     "menopause = postmenopausal or sex = male or not_read"),
]  # fmt: skip
EXCLUDED = [
    ("Central nervous system involvement", "brain in (active, treated_stable) or leptomeningeal_disease"),
    ("Metastases to the brain", "site(brain)"),
    ("Widespread, bulky leptomeningeal disease", "leptomeningeal_disease and not_read"),
    ("Rapidly progressive brain metastases", "brain = active and not_read"),
    ("Active brain metastases requiring steroids or surgery", "brain = active and not_read"),
    ("Patients with active brain metastases or with leptomeningeal spread", "brain = active or leptomeningeal_disease"),
    ("Imminent organ failure or visceral crisis", "visceral_crisis or not_read"),
    ("Leptomeningeal disease. Stable brain metastases are allowed", "leptomeningeal_disease"),
    ("Germline BRCA mutation", BRCA_INHERITED),
    ("CNS metastases", "site(brain) or leptomeningeal_disease"),
    ("Brain or spinal metastases", "site(brain) or not_read"),
    ("Symptomatic leptomeningeal disease", "leptomeningeal_disease and not_read"),
    ("Active CNS metastases, as indicated by symptoms, edema or steroids",
     "brain = active or brain = treated_stable and not_read"),
    ("BRCA mutation without prior treatment with a PARP inhibitor",
     "(altered(BRCA1) or altered(BRCA2)) and not had(parp_inhibitor)"),
    ("Untreated brain metastases (patients with treated, stable ones are eligible)",
     "brain = active or brain = treated_stable and not_read"),
    ("HER2-positive or equivocal disease", "her2 = positive or her2_equivocal"),
    ("Locally advanced disease amenable to curative surgery", "extent = early and not_read"),
    ("Patients requiring immediate surgery or radiation for brain metastases", "brain = active and not_read"),
    ("CNS involvement unless all of the following are met: 1) treated. 2) Stable brain metastases on imaging",
     "brain = active or (brain = treated_stable or leptomeningeal_disease) and not_read"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_is_required_of_the_cancer(text: str, wanted: str) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_excludes_a_cancer(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)


def test_a_limit_of_its_own_for_the_gene_test_stays_open() -> None:
    assert alike(
        reading("inclusion", "HER2-negative (FISH ratio < 1.5) breast cancer"), f"{HER2_NEGATIVE} and not_read"
    )


def test_what_is_measurable_is_not_a_tumor_that_can_be_measured_in_the_breast() -> None:
    assert reading("inclusion", "Measurable breast tumor on ultrasound").condition is None


def test_another_cancer_is_not_hers() -> None:
    assert reading("inclusion", "Colorectal cancer with evidence of metastatic disease").condition is None
