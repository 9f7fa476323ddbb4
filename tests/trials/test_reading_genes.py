"""Genes: where a change comes from, fusions, the number of mutations, and how a cancer is named together with them."""

from __future__ import annotations

import pytest

from tests.trials.test_reading import expect

BRCA = "altered(BRCA1) or altered(BRCA2)"
INHERITED = "germline(BRCA1) = pathogenic or germline(BRCA2) = pathogenic"
REQUIRED = [
    # inherited or not
    ("BRCA1/2 mutation, no matter whether somatic or germline", BRCA),
    ("Mutation in BRCA2 or BRCA1 of either somatic or germline origin", BRCA),
    ("Variant of BRCA1 or BRCA2 regardless of whether it is inherited or acquired", BRCA),
    ("Inherited or acquired (tumor only) BRCA1/2 mutation", BRCA),
    ("Somatic BRCA2 mutation", "altered(BRCA2) and not_read"),  # an inherited one is not meant
    ("Somatic PIK3CA mutation", "altered(PIK3CA)"),
    ("Inherited variant in BRCA1/2 (ACMG class 4/5)", INHERITED),
    ("Carrier of an inherited mutation in BRCA1/2 suspected to be deleterious, as reported by an accredited laboratory",
     INHERITED),
    # how it was found
    ("AKT1 mutation as determined by the trial's assay or by another CLIA-certified laboratory", "altered(AKT1)"),
    ("PTEN loss shown on any validated sequencing assay", "altered(PTEN)"),
    ("ERBB2 (HER2) mutation found by whole exome sequencing", "altered(ERBB2)"),
    ("HER2/ERBB2-negative cancer", "her2 in (zero, ultralow, low)"),
    # fusions
    ("Rearrangement involving RET", "fusion(RET)"),
    ("RET translocation-positive cancer", "fusion(RET)"),
    # numbers
    ("Tumor mutation load of at least 12 variants per megabase", "tumor_mutational_burden >= 12"),
    ("Tissue TMB at or above 15 muts/Mb", "tumor_mutational_burden >= 15"),
    ("TMB below 15 mutations per Mb", "tumor_mutational_burden < 15"),
    # a cancer and its genes
    ("The cancer is MSI-H", "msi = high"),
    ("The cancer has a TMB of at least 12 mut/Mb or is MSI-H", "tumor_mutational_burden >= 12 or msi = high"),
    ("The cancer is not MSI-H", "not msi = high"),
    ("Metastatic breast cancer harbouring a RET fusion", "extent = metastatic and fusion(RET)"),
    ("Metastatic breast cancer with a RET fusion or an NTRK fusion",
     "extent = metastatic and (fusion(RET) or fusion(NTRK))"),
    ("Metastatic breast cancer, with a mutation of ESR1 or TMB ≥ 12 mut/Mb",
     "extent = metastatic and (altered(ESR1) or tumor_mutational_burden >= 12)"),
    ("Metastatic breast cancer or MSI-H cancer", "extent = metastatic or msi = high"),
]  # fmt: skip
EXCLUDED = [
    ("Tumors that are MSI-H", "msi = high"),
    ("Breast cancer with an AKT1 or PTEN mutation", "altered(AKT1) or altered(PTEN)"),
    ("Metastatic disease, MSI-H, or AKT1 mutation", "extent = metastatic or msi = high or altered(AKT1)"),
    # an enzyme
    ("Partial or complete deficiency of dihydropyrimidine dehydrogenase (DPD)", "dpyd in (deficient, partial)"),
    ("DPD deficiency (partial or complete)", "dpyd in (deficient, partial)"),
    ("Complete deficiency in dihydropyrimidine dehydrogenase", "dpyd = deficient"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_is_required(text: str, wanted: str) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_excludes(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)
