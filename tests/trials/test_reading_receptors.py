"""What criteria about receptors, genes, measurable disease and menopause are read as, however they are put."""

from __future__ import annotations

import pytest

from tests.trials.test_reading import alike, expect, reading

HR_POSITIVE = "hormone_receptors in (low, positive)"
HER2_NEGATIVE = "her2 in (zero, ultralow, low)"
TRIPLE = f"hormone_receptors = negative and {HER2_NEGATIVE}"
LYTIC = "measurable_disease or site(bone) and not_read"
REQUIRED = [
    # a hyphen that stands for the next word; percents in brackets
    ("Cancer that is ER- and/or PgR-positive (at least 1% of nuclei stained on IHC), HER2-negative on the last biopsy",
     f"{HR_POSITIVE} and {HER2_NEGATIVE}"),
    ("ER-, PR- and HER2-negative cancer", TRIPLE),
    ("ER-positive tumor, with ≥ 10% stained cells by IHC done locally, and HER2-negative status (IHC 0, 1+)",
     f"er_percent >= 10 and {HER2_NEGATIVE}"),
    ("Tumor from the primary or a metastasis must be ER+ (Allred score ≥ 3)", "er in (low, positive)"),
    ("ER-positive tumor (Allred score ≥ 6)", "er in (low, positive) and not_read"),  # a limit of its own
    ("Breast cancer with IHC of PR expression > 1% and/or ER expression > 1%", "er_percent > 1 or pr_percent > 1"),
    # scores and gene tests of HER2 in any order
    ("HER2 must be IHC 3+ or ISH-positive, as found by the local laboratory on metastatic tissue", "her2 = positive"),
    ("HER2-positive disease, i.e. IHC 3+ or IHC 2+ with FISH amplification (ratio ≥ 2.0)", "her2 = positive"),
    ("HER2 overexpression, shown by either FISH positivity or HER2 3+", "her2 = positive"),
    ("HER2 IHC 1+, or IHC 2+ with a negative FISH", "her2 = low"),
    ("HER2-negative disease, defined as negative by FISH, or IHC 0 or 1+", HER2_NEGATIVE),
    ("HER2 IHC 2+", None),  # nothing without a gene test
    ("HER2-negative, defined as IHC 0 or 1+, and ER-positive disease", f"{HER2_NEGATIVE} and er in (low, positive)"),
    # several kinds of cancer
    ("ER-low (1-10%) or triple-negative breast cancer", f"er = low or {TRIPLE}"),
    ("Metastatic HR+/HER2- or triple-negative breast cancer",
     f"extent = metastatic and ({HR_POSITIVE} and {HER2_NEGATIVE} or {TRIPLE})"),
    ("HR+/HER2- or HER2+ breast cancer", f"{HR_POSITIVE} and {HER2_NEGATIVE} or her2 = positive"),
    ("Triple-negative, or metastatic HER2-positive breast cancer", None),  # of which it is said is not clear
    ("Metastatic breast cancer (ER+ and/or PR+, HER2-)", f"extent = metastatic and {HR_POSITIVE} and {HER2_NEGATIVE}"),
    # how something was found out, before it and after it
    ("According to the latest biopsy of a metastasis, IHC confirms HER2-negative and ER-positive status",
     f"er in (low, positive) and {HER2_NEGATIVE}"),
    ("HER2-positive, metastatic or locally advanced breast cancer proven by cytological or histological examination",
     "her2 = positive and extent in (metastatic, locally_advanced_inoperable)"),
    ("Metastatic HER2+ breast cancer, including patients with brain metastases",
     "her2 = positive and extent = metastatic"),
    # genes
    ("Tumors harbouring an NTRK1, NTRK2 or NTRK3 gene fusion", "fusion(NTRK)"),
    ("Qualifying alterations in PIK3CA, AKT1 and/or PTEN (by NGS)",
     "altered(PIK3CA) or altered(AKT1) or altered(PTEN)"),
    ("PIK3CA, TSC1 or MAP3K1 mutation", "altered(PIK3CA) or not_read"),
    ("Deleterious germline or somatic mutation of BRCA1/2, or other HRR genes",
     "altered(BRCA1) or altered(BRCA2) or not_read"),
    ("Known ESR1 mutation status in blood", None),  # known, whatever it is
    # what can be measured
    ("Measurable disease that can be assessed by RECIST 1.1, or non-measurable bone-only cancer",
     "measurable_disease or bone_only"),
    ("Measurable disease, or bone-only disease with a lytic lesion", "measurable_disease or bone_only and not_read"),
    ("Measurable lesions as defined by CT, or disease that is non-measurable", "measurable_disease or not_read"),
    ("Measurable lesion or, if none is present, at least one predominantly lytic bone lesion (mixed lytic/sclerotic "
     "lesions allowed)", "measurable_disease or not_read"),
    ("Measurable disease or, in the absence of measurable disease, at least one lytic or mixed (lytic + sclerotic) "
     "bone lesion", LYTIC),
    ("Measurable disease. Bone lesions with a soft tissue part can be considered measurable. Blastic lesions are "
     "non-measurable.", "measurable_disease"),
    # who she is
    ("20 years ≤ age ≤ 70 years, female", "sex = female and age_years >= 20 and age_years <= 70"),
    ("Age 18-70 years, female", "sex = female and age_years >= 18 and age_years <= 70"),
    ("Adult (≥ 18 years of age) pre- or post-menopausal women with metastatic breast cancer",
     "age_years >= 18 and sex = female and extent = metastatic"),
    ("Postmenopausal status, defined as: prior bilateral oophorectomy; age ≥ 60; or age < 60 with FSH in range",
     "menopause = postmenopausal"),
    ("Women must be postmenopausal, defined by at least one of: age ≥ 60; on goserelin",
     "menopause = postmenopausal or sex = male or not_read"),
    ("Postmenopausal is defined as: age ≥ 60; or bilateral oophorectomy", None),
    ("HER2 IHC 2+ with gene amplification, or 3+", "her2 = positive"),
    ("HER2 expression of 1+, 2+ or 3+ on IHC", "her2 in (low, positive)"),  # whatever a gene test of 2+ says
    ("Participants whose tumors are HR+ must have ER ≥ 20%", "hormone_receptors = negative or er_percent >= 20"),
    ("HER2-negative disease as last determined before entry", HER2_NEGATIVE),
    ("PIK3CA E545K mutation", "altered(PIK3CA) and not_read"),
    ("Mutation in exon 10 or 21 of PIK3CA", "altered(PIK3CA) and not_read"),
    ("Known deleterious BRCA1/2 germline mutation (gBRCAm)", "germline(BRCA1) = pathogenic or "
     "germline(BRCA2) = pathogenic"),
    ("PTEN protein loss by IHC", "altered(PTEN)"),
    ("No ALK rearrangement or RET fusion", "not (fusion(RET) or not_read)"),
    ("TMB-high (≥ 12 mut/Mb) or MSI-H tumors", "tumor_mutational_burden >= 12 or msi = high"),
    ("PD-L1 positive cancer defined as a combined positive score of 5 or more", "pd_l1_cps >= 5"),
    ("Bone metastases (with or without lung metastases)", "site(bone)"),
    ("Women, either postmenopausal or premenopausal on goserelin",
     "menopause = postmenopausal or menopause = premenopausal and not_read"),
    ("Women who are postmenopausal or receiving ovarian suppression",
     "menopause = postmenopausal or on_now(ovarian_suppression)"),
    ("Aged ≥ 21 years and < 80 years, male or female", "age_years >= 21 and age_years < 80"),
    ("Women are eligible", None),  # keeps nobody out
    ("Males or females; age 21 or older", "age_years >= 21"),
    ("Age of 21 years or more, but not over 79", "age_years >= 21 and age_years <= 79"),
    ("Non-pregnant, non-lactating women aged 25 to 70",
     "not (pregnancy or breastfeeding) and sex = female and age_years >= 25 and age_years <= 70"),
    ("HER2-positive (3+ by IHC, or amplified on FISH), documented on the primary or a metastasis", "her2 = positive"),
    ("Likely pathogenic BRCA1 or BRCA2 variant, either somatic or germline", "altered(BRCA1) or altered(BRCA2)"),
    ("Somatic PALB2 mutation", "altered(PALB2) and not_read"),  # an inherited one is another
    ("Brain metastases must have been treated and be stable", "not site(brain) or not_read"),
    ("Measurable disease; irradiated lesions count only if they have grown", "measurable_disease"),
    ("A pregnancy test must be negative and she must not be breastfeeding", "not (pregnancy or breastfeeding)"),
    ("Fusion of NTRK, RET rearrangement, or both", "fusion(NTRK) or fusion(RET)"),
    ("The tumor is positive for PR and/or ER, and negative for HER2", f"{HR_POSITIVE} and {HER2_NEGATIVE}"),
    ("HER2-positive cancer: ISH ratio ≥ 2.0 or IHC 3+, by current guidelines, on fresh or archival tissue",
     "her2 = positive"),
    ("MRI must show no active brain metastases", "not brain = active"),
    ("Metastases in the lungs and/or liver on CT", "site(liver) or site(lung)"),
    ("Bone metastases with or without other metastases", "site(bone)"),
    ("Mismatch repair deficiency on IHC or PCR", "msi = high"),
    ("Stable brain metastases are allowed; leptomeningeal disease is not", "not leptomeningeal_disease"),
    ("Must not be pregnant or nursing, or planning pregnancy", "not (pregnancy or breastfeeding) and not_read"),
]  # fmt: skip
EXCLUDED = [
    ("Age below 21 or above 85 years", "age_years < 21 or age_years > 85"),
    ("Male sex", "sex = male"),
    ("Brain metastases, including asymptomatic and well controlled ones", "site(brain)"),
    ("Pregnant or nursing women, where pregnancy is defined as the state after conception until the end of gestation, "
     "confirmed by a positive hCG test", "pregnancy or breastfeeding"),
    ("Females who are breast-feeding or have a positive hCG test", "pregnancy or breastfeeding"),
    ("PIK3CA mutation, if a PI3K inhibitor is at hand", "altered(PIK3CA) and not_read"),
    ("Women with a positive pregnancy test or who are nursing", "pregnancy or breastfeeding"),
    ("Brain metastases that are symptomatic, bleeding or > 3 cm", "site(brain) and not_read"),
    ("HER2 overexpression (3+ by IHC or amplified by FISH) in the primary or a metastasis", "her2 = positive"),
    ("Non-measurable disease only", "not measurable_disease"),
    ("Brain metastases (unless resected or irradiated, and stable)",
     "brain = active or brain = treated_stable and not_read"),
    ("Bone metastases as the only site of disease", "bone_only"),
    ("Male breast cancer", "sex = male"),
    ("Symptomatic CNS malignancy or metastasis", "brain = active"),
    ("Excluded are those with active brain metastases or spinal cord compression",
     "has(spinal_cord_compression) or brain = active"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_is_required(text: str, wanted: str | None) -> None:
    found = reading("inclusion", text)
    assert alike(found, wanted) if wanted else found.condition is None, found.condition


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_excludes(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)
