"""What definitions of receptors, and changes of genes, are read as: their adjectives, tests, samples and names."""

from __future__ import annotations

import pytest

from tests.trials.test_reading import alike, expect, reading

HR_POSITIVE = "hormone_receptors in (low, positive)"
HER2_NEGATIVE = "her2 in (zero, ultralow, low)"
TRIPLE = f"hormone_receptors = negative and {HER2_NEGATIVE}"
GERMLINE = "germline(BRCA1) = pathogenic or germline(BRCA2) = pathogenic"
REQUIRED = [
    # words for a result
    ("Cancer that does not overexpress HER2", HER2_NEGATIVE),
    ("HER2 gene not amplified", HER2_NEGATIVE),
    ("HER2 gene amplification on FISH", "her2 = positive"),
    ("HER2/neu receptor negative, hormone receptor positive", f"{HER2_NEGATIVE} and {HR_POSITIVE}"),
    ("HER2 non-over expressing per ASCO-CAP (1+ or 0 by IHC; and/or HER2 ratio < 2.0 by ISH)", HER2_NEGATIVE),
    ("Locally confirmed ER-positive cancer", "er in (low, positive)"),
    ("Confirmed as HER2-negative, defined as IHC 1+, IHC 0, or IHC 2+/FISH-", HER2_NEGATIVE),
    ("ER-positive, HER2-negative cancer; PR may be positive or negative", f"er in (low, positive) and {HER2_NEGATIVE}"),
    ("HR-positive, HER2-negative cancer; HER2 may be positive", f"{HR_POSITIVE} and {HER2_NEGATIVE} or not_read"),
    ("ER-positive disease, with positivity defined as at least 10% of cells by IHC", "er_percent >= 10"),
    ("HER2 overexpression 3+ by IHC or amplification by ISH", "her2 = positive"),
    ("HER2-low in the diagnostic biopsy, i.e. IHC 1+, or IHC 2+ with negative FISH", "her2 = low"),
    ("HER2 expression assessed by the local laboratory as IHC 1+", "her2 = low"),
    # how it is to be tested
    ("HER2-positive cancer, to be established by IHC and confirmed by dual in situ hybridisation in borderline cases",
     "her2 = positive"),
    ("HER2 positivity will be determined by the local laboratory, defined as 3+ by IHC", "her2 = positive"),
    ("HER2-positive by ISH or IHC 3+ (if equivocal by IHC, ISH must be positive)", "her2 = positive"),
    ("PR, ER and HER2 negative by IHC (or ISH for HER2)", TRIPLE),
    ("HER2-positive cancer. (The test may have been done on the primary tumor or on a metastasis.)", "her2 = positive"),
    ("HER2-negative cancer. IHC 2+ is allowed.", f"{HER2_NEGATIVE} or not_read"),
    # definitions over several sentences, names before a colon
    ("TNBC. TNBC is defined as: negative for ER with < 1% of cells positive on IHC. Negative for PR with < 1% of cells "
     "positive. Negative for HER2 with IHC of 1+ or 0.", TRIPLE),
    ("TNBC. TNBC is defined as: ER < 10%. PR < 10%.",
     f"er_percent < 10 and pr_percent < 10 and {HER2_NEGATIVE}"),
    ("HR-positive cancer. HR-positive is defined as: ER of at least 1%. HER2-negative cancer.",
     f"{HR_POSITIVE} and {HER2_NEGATIVE}"),
    ("Triple negative: a primary or metastatic site that is ER-negative (≤ 5%), PR-negative (≤ 5%) and HER2-negative",
     f"er_percent <= 5 and pr_percent <= 5 and {HER2_NEGATIVE}"),
    ("HR-positive, HER2-negative: ER of at least 20%", f"er_percent >= 20 and {HR_POSITIVE} and {HER2_NEGATIVE}"),
    ("BRCA mutation: previously documented deleterious germline mutation of BRCA2 or BRCA1", GERMLINE),
    ("TNBC. PR < 5% is acceptable.", f"{TRIPLE} or pr_percent < 5 and not_read"),  # not with HER2-positive cancer
    ("ER-positive cancer (Allred score 7), HER2-negative", f"er in (low, positive) and {HER2_NEGATIVE} and not_read"),
    ("ER+ (Allred ≥ 6), HER2-", f"er in (low, positive) and {HER2_NEGATIVE} and not_read"),
    ("ER+ (Allred ≥ 3), HER2-", f"er in (low, positive) and {HER2_NEGATIVE}"),
    ("Breast cancer with a history of HER2-low expression", "her2 = low or not_read"),
    # several kinds of cancer, joined by commas
    ("HR+/HER2-, HER2+ or triple-negative breast cancer",
     f"{HR_POSITIVE} and {HER2_NEGATIVE} or her2 = positive or {TRIPLE}"),
    ("HR+/HER2-, HR-/HER2+, or triple negative", f"{HR_POSITIVE} and {HER2_NEGATIVE} or {TRIPLE} or "
     "hormone_receptors = negative and her2 = positive"),
    ("Cancer that is triple negative, HER2-positive or HR-positive", f"{TRIPLE} or her2 = positive or {HR_POSITIVE}"),
    # numbers
    ("PR or ER are expressed in more than 40 percent of tumor cells, and HER2 is negative",
     f"(er_percent > 40 or pr_percent > 40) and {HER2_NEGATIVE}"),
    ("Positive for ER or PR (>= 5% of cells), HER2 not overexpressed, in the biopsy of the metastasis",
     f"(er_percent >= 5 or pr_percent >= 5) and {HER2_NEGATIVE}"),
    ("HR-low (ER 1-10%), HER2-negative", f"hormone_receptors = low and {HER2_NEGATIVE}"),
    ("HR-low (ER 1-40%), HER2-negative", None),  # a range of its own
    ("HR-low expression was defined as 1-10% of cells", None),
    ("HER2 expression (IHC ≥ 1+)", "her2 in (low, positive)"),
    ("HER2-positive (IHC 1+ or greater)", None),  # another thing than positive
    ("HER2 amplified by FISH (ratio > 2.0) or overexpressed by IHC (3+)", "her2 = positive"),
    ("The most recent pathological report confirmed ER-low and HER2-negative cancer", f"er = low and {HER2_NEGATIVE}"),
    ("ER of at least 20 % and/or PR of at least 5 %", "er_percent >= 20 or pr_percent >= 5"),
    ("ER positive/PR negative/HER2 negative", f"er in (low, positive) and pr = negative and {HER2_NEGATIVE}"),
    ("HER2 negative by ISH or IHC (1+ or 0)", HER2_NEGATIVE),
    ("ER+ (Allred score 6/8 or greater, or stain in ≥ 30% of cells)", "er in (low, positive) and not_read"),
    # what a demand leaves out, and what it does not
    ("HR-positive breast cancer, excluding HER2-positive", f"{HR_POSITIVE} and not her2 = positive"),
    ("HR-positive cancer, except for patients with gBRCA mutations", f"{HR_POSITIVE} and not ({GERMLINE})"),
    ("HR-positive cancer (not HER2-positive)", f"{HR_POSITIVE} and not_read"),
    ("ER-positive breast cancer (HER2-negative)", f"er in (low, positive) and {HER2_NEGATIVE}"),
    ("HR+ (HER2 negative or low) breast cancer", f"{HR_POSITIVE} and {HER2_NEGATIVE}"),
    ("HER2-negative (ER ≥ 20%) cancer", f"er_percent >= 20 and {HER2_NEGATIVE}"),
    ("TNBC (AR positive)", f"{TRIPLE} and not_read"),
    ("ER-positive, unless HER2-positive", "er in (low, positive) or her2 = positive"),
    ("HER2-low (or HER2-negative if no tissue is left)", None),  # another way
    ("Metastatic TNBC, with PR and ER ≤ 8% and HER2 negative",
     f"extent = metastatic and er_percent <= 8 and pr_percent <= 8 and {HER2_NEGATIVE}"),
    ("TNBC or PR-low positive (PR ≤ 8%) breast cancer", f"{TRIPLE} or pr = low and not_read"),
    ("Absence of PR, HER2 and ER expression", TRIPLE),
    ("HR-positive as determined by IHC, with either PR or ER in at least 5% of cells",
     "er_percent >= 5 or pr_percent >= 5"),
    ("HER2+ breast cancer as per ASCO/CAP 2020 guidelines: IHC 3+ or IHC 2+ and ISH+", "her2 = positive"),
    ("HER2-low by local assessment on tissue obtained after the diagnosis of metastatic disease", "her2 = low"),
    ("PR-positive (≥ 1% tumor staining) in the latest sample, irrespective of ER status", "pr in (low, positive)"),
    ("HER2-low expression by the VENTANA HER2 (4B5) assay", "her2 = low"),
    # changes of genes
    ("Mutation in BRCA2 or BRCA1 genes (somatic or germline)", "altered(BRCA2) or altered(BRCA1)"),
    ("Negative for germline BRCA1/2 mutation", f"not ({GERMLINE})"),
    ("Positive for a PIK3CA mutation", "altered(PIK3CA)"),
    ("ESR1 mutations in exons 8 or 9", "altered(ESR1) and not_read"),
    ("PIK3CA mutation positive HR+/HER2- cancer", f"altered(PIK3CA) and {HR_POSITIVE} and {HER2_NEGATIVE}"),
    ("Pathogenic or deleterious germline BRCA2 or BRCA1 mutation", GERMLINE),
    ("Known deleterious, or suspected deleterious, germline mutation in BRCA2 or BRCA1", GERMLINE),
    ("Germline BRCA1/2 mutation, suspected deleterious or deleterious, per local or central testing", GERMLINE),
    ("Carriers of a pathogenic germline variant in BRCA1/2 (gBRCA1/2m)", GERMLINE),
    ("BRCA2 mutation or loss of PTEN", "altered(BRCA2) or altered(PTEN)"),
    ("Loss of PTEN by IHC or AKT1 mutation by NGS", "altered(PTEN) or altered(AKT1)"),
    ("PTEN loss by an FDA-approved test, as determined during screening or was previously determined to have the "
     "alteration as evidenced by documentation", "altered(PTEN)"),
    ("Activating HER2 mutation", "altered(ERBB2)"),
    ("PIK3CA or HER2 mutations", "altered(PIK3CA) or altered(ERBB2)"),
    ("Loss of HER2", None),  # of the protein, after treatment
    # PD-L1
    ("PD-L1 positive at screening (defined by the PD-L1 IHC 22C3 assay as tumors with CPS ≥ 20)", "pd_l1_cps >= 20"),
    ("Tumors are PD-L1 negative (CPS < 20 by the 22C3 assay)", "pd_l1_cps < 20"),
    ("CPS of at least 20 by the PD-L1 IHC 22C3 assay", "pd_l1_cps >= 20"),
    ("PD-L1-positive (CPS ≥ 20) TNBC", f"pd_l1_cps >= 20 and {TRIPLE}"),
    ("PD-L1 negative (CPS ≥ 20)", None),
    ("PD-L1 positive, defined as IC ≥ 5% by SP142", None),
]  # fmt: skip
EXCLUDED = [
    ("HER2-positive or unknown HER2 status", "her2 = positive or not_read"),
    ("HER2-positive: IHC 3+ or FISH-positive", "her2 = positive"),
    ("PIK3CA-mutated HER2-positive cancer", "altered(PIK3CA) and not_read"),  # both, not one of them
    ("HER2-positive on any prior biopsy", "her2 = positive or not_read"),
    ("Deleterious or suspected deleterious BRCA1 mutation", "altered(BRCA1)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_is_required(text: str, wanted: str | None) -> None:
    found = reading("inclusion", text)
    assert alike(found, wanted) if wanted else found.condition is None, found.condition


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_excludes(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)
