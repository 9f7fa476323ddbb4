"""What criteria about lines, progression and the time to a relapse are read as, with what a trial counts as a line."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

ADVANCED = "extent in (metastatic, locally_advanced_inoperable)"
GREW = "(progressed_on({0}, setting=metastatic) or not_read)"
REQUIRED = [
    ("Patients may have received 0-2 prior lines of therapy for metastatic disease", "lines <= 2"),
    ("One or two prior lines of chemotherapy for metastatic disease are permitted", "lines(chemotherapy) <= 2"),
    ("Patients may have received 2 or more prior lines of chemotherapy for metastatic disease", None),
    # counts
    ("Zero or one prior line of chemotherapy for advanced disease", "lines(chemotherapy) <= 1"),
    ("At least one, but no more than two, prior lines of therapy in the metastatic setting",
     "lines >= 1 and lines <= 2"),
    ("At least two prior lines for metastatic disease, including an anthracycline in any setting",
     "lines >= 2 and had(anthracycline)"),
    ("At most 2 lines of chemotherapy or immunotherapy for metastatic disease",
     "lines(chemotherapy) <= 2 and lines(immunotherapy) <= 2 and not_read"),
    ("No systemic therapy for metastatic disease except for one line of endocrine therapy", "lines = 0 or not_read"),
    ("Zero lines of endocrine therapy in the metastatic setting", "lines(endocrine_therapy) = 0"),
    ("At least 1 line but at most 3 lines of therapy for metastatic disease", "lines >= 1 and lines <= 3"),
    ("At least one line for metastatic disease, and must have exhausted A or be intolerant of it",
     "lines >= 1 and not_read"),
    ("At least one line for metastatic disease. Patients who progressed within a year of adjuvant therapy are eligible",
     "lines >= 1 or not_read"),
    ("No treatment for metastatic disease, with a disease-free interval of at least 6 months after adjuvant taxane",
     "lines = 0 and months_to_relapse(taxane, setting=adjuvant) >= 6"),
    ("At least one line in the metastatic setting, which must have included trastuzumab",
     "lines >= 1 and had(trastuzumab, setting=metastatic)"),
    ("At most two lines for metastatic disease, where adjuvant therapy counts as one if it failed within 6 months",
     "lines <= 2 and not_read"),
    ("Relapse during adjuvant tamoxifen or within 12 months after its completion",
     "months_to_relapse(tamoxifen, setting=adjuvant) <= 12"),
    ("Relapse while on adjuvant tamoxifen after at least two years", None),
    ("Recurrence while on, or within 12 months of completing, adjuvant tamoxifen",
     "months_to_relapse(tamoxifen, setting=adjuvant) <= 12"),
    ("Advanced disease, progressed on or after a taxane",
     f"{ADVANCED} and had(taxane) and (progressed_on(taxane) or not_read)"),
    # those of early treatment counted too
    ("At most 4 prior chemotherapy regimens (including neoadjuvant)", "lines(chemotherapy) <= 4 and not_read"),
    ("At least 3 prior chemotherapy regimens, including adjuvant chemotherapy", "lines(chemotherapy) >= 3 or not_read"),
    ("At least two prior regimens, including an adjuvant taxane", "lines >= 2 and not_read"),
    ("Up to 2 chemotherapy regimens in the adjuvant or metastatic setting", "lines(chemotherapy) <= 2 and not_read"),
    ("No more than 3 endocrine therapies", "lines(endocrine_therapy) <= 3 and not_read"),
    ("No or one prior line of chemotherapy for advanced disease", "lines(chemotherapy) <= 1"),
    ("0 to 3 prior lines of immunotherapy or chemotherapy in the metastatic setting",
     "lines(chemotherapy) <= 3 and lines(immunotherapy) <= 3 and not_read"),
    ("At least one line of endocrine therapy, no upper limit", "had(endocrine_therapy)"),
    ("Refractory to or intolerant of at least 3 lines of therapy", "lines >= 3 and not_read"),
    ("Prior taxane as adjuvant therapy or for metastatic disease", "had(taxane)"),
    ("Prior taxane in either the early or advanced setting", "had(taxane)"),
    ("For cohort 3: eribulin in the first-line metastatic setting",
     "had(eribulin, setting=metastatic) and not_read or not_read"),
    # what she has, and what she had
    ("Inoperable or metastatic breast cancer with progression after letrozole",
     f"{ADVANCED} and had(letrozole) and (progressed_on(letrozole) or not_read)"),
    ("Metastatic breast cancer previously treated with a taxane", "extent = metastatic and had(taxane)"),
    ("Advanced disease (inoperable) that is resistant to the usual treatment or for which none is left",
     f"{ADVANCED} and not_read"),
    ("At least 2 (maximum 5) lines of chemotherapy for metastatic disease",
     "lines(chemotherapy) >= 2 and lines(chemotherapy) <= 5"),
    ("Progression on letrozole for metastatic disease, or within 9 months of completing adjuvant letrozole",
     "progressed_on(letrozole, setting=metastatic) or months_to_relapse(letrozole, setting=adjuvant) <= 9"),
    ("Progression while on, or within 5 weeks of the end of, exemestane for advanced disease",
     f"had(exemestane, setting=metastatic) and {GREW.format('exemestane')}"),
    ("Resistant to or relapsed after at least three prior regimens of chemotherapy for metastatic disease",
     f"had(chemotherapy, setting=metastatic) and {GREW.format('chemotherapy')} and lines(chemotherapy) >= 3"),
    ("Metastatic disease, and trastuzumab failure for metastatic disease",
     f"extent = metastatic and had(trastuzumab, setting=metastatic) and {GREW.format('trastuzumab')}"),
    ("Relapse within 8 months of the last adjuvant taxane", "months_to_relapse(taxane, setting=adjuvant) <= 8"),
    ("Progressed on letrozole and has received eribulin", "progressed_on(letrozole) and had(eribulin)"),
    ("Relapse or progression on, or resistance to, at least two lines of chemotherapy for metastatic disease",
     f"had(chemotherapy, setting=metastatic) and {GREW.format('chemotherapy')} and lines(chemotherapy) >= 2"),
    ("Metastatic breast cancer progressing after a taxane", "extent = metastatic and had(taxane) and "
     "(progressed_on(taxane) or not_read)"),
    ("Prior eribulin, and recurred during or after treatment",
     "had(eribulin) and (progressed_on(eribulin) or not_read)"),
    ("The cancer must have shown progression during or after the most recent therapy",
     "latest_treatment = progression or not_read"),
    ("Progression during or within 2 months of the most recent line of therapy",
     "latest_treatment = progression or not_read"),
    ("At least three prior systemic regimens for advanced disease, of which at least one was chemotherapy",
     "lines >= 3 and had(chemotherapy, setting=metastatic)"),
    # how it failed is not said
    ("Disease refractory to letrozole", "had(letrozole) and (progressed_on(letrozole) or not_read)"),
    ("Radiological progression (on or after most recent treatment)", "latest_treatment = progression or not_read"),
    ("Eribulin in the metastatic setting, or has developed recurrence within 9 months of completing adjuvant taxane",
     "had(eribulin, setting=metastatic) or months_to_relapse(taxane, setting=adjuvant) <= 9"),
    ("Relapse while receiving adjuvant pertuzumab, or within 9 months of completion",
     "months_to_relapse(pertuzumab, setting=adjuvant) <= 9"),
    ("Metastatic disease and radiological or objective evidence of progression on the last treatment",
     "extent = metastatic and (latest_treatment = progression or not_read)"),
    ("Progressed on the most recent regimen, or unable to bear it", "latest_treatment = progression or not_read"),
    # how long
    ("Has taken letrozole for at least 4 months before enrollment", "months_on(letrozole) >= 4"),
    ("Letrozole must have been stopped for at least 2 weeks before enrollment", "months_since(letrozole) >= 0.46"),
    ("No capecitabine for at least 4 weeks before enrollment", "months_since(capecitabine) >= 0.92"),
    # of whom it speaks
    ("For postmenopausal patients, prior therapy must have included letrozole",
     "menopause != postmenopausal or had(letrozole)"),
    ("Prior trastuzumab if the tumor is HER2-positive", "her2 != positive or had(trastuzumab)"),
    ("Prior trastuzumab if the sponsor agrees", None),
    ("For HER2-positive disease, prior trastuzumab", "her2 != positive or had(trastuzumab)"),
    ("For HR-positive, HER2-low disease: prior fulvestrant",
     "not (hormone_receptors in (low, positive) and her2 = low) or had(fulvestrant)"),
    ("Patients with HER2-positive disease must have received trastuzumab",
     "her2 != positive or had(trastuzumab)"),
    ("Patients with HR-positive disease must have progressed on letrozole or have disease that is unfit for it",
     "hormone_receptors = negative or progressed_on(letrozole) or not_read"),
    ("Patients with HER2-positive disease must agree to a biopsy", None),
    ("If the tumor is HER2-positive: prior trastuzumab", "her2 != positive or had(trastuzumab)"),
    ("HER2-positive tumors: prior trastuzumab", "her2 != positive or had(trastuzumab)"),
    ("HER2-negative tumors: ER of at least 10%", "her2 in (zero, ultralow, low) and er_percent >= 10"),
    ("Prior trastuzumab is required for patients with HER2-positive disease", "her2 != positive or had(trastuzumab)"),
    ("ER-negative and PR-negative; if one is positive, prior letrozole is required",
     "hormone_receptors = negative or not_read"),
    ("Patients must have HER2-positive disease and prior trastuzumab", "her2 = positive and had(trastuzumab)"),
    # what counts
    ("At most two regimens for metastatic disease (excluding neoadjuvant)", "lines <= 2"),
    ("At most two regimens for metastatic disease. Adjuvant chemotherapy is not counted.", "lines <= 2"),
    ("At most two regimens for metastatic disease. Endocrine therapy does not count.", "lines <= 2 or not_read"),
    ("At least two regimens for metastatic disease. Endocrine therapy does not count.", "lines >= 2 and not_read"),
    ("At least two regimens for metastatic disease (adjuvant therapy counts as one if it failed within 6 months)",
     "lines >= 2 or not_read"),
    ("At most two regimens for metastatic disease (adjuvant therapy counts as one if it failed within 6 months)",
     "lines <= 2 and not_read"),
    # growth, and the time until it comes back
    ("Progression within 6 months of starting palbociclib for metastatic disease",
     "progressed_on(palbociclib, setting=metastatic) and months_on(palbociclib, setting=metastatic) <= 6"),
    ("Relapse within the first two years of adjuvant tamoxifen",
     "progressed_on(tamoxifen, setting=adjuvant) and months_on(tamoxifen, setting=adjuvant) <= 24 or not_read"),
    ("Relapse within a year of adjuvant tamoxifen", "months_to_relapse(tamoxifen, setting=adjuvant) <= 12"),
    ("Relapse within one year of adjuvant tamoxifen", "months_to_relapse(tamoxifen, setting=adjuvant) <= 12"),
    ("Progression on or within 6 months of the last dose of carboplatin",
     "months_to_relapse(carboplatin, setting=early) <= 6 or not_read"),
    ("Recurrence more than 12 months after the end of adjuvant treatment",
     "had(cancer_medicine, setting=adjuvant) and months_to_relapse(cancer_medicine, setting=adjuvant) > 12"),
    ("At least 12 months between completion of adjuvant chemotherapy and first recurrence",
     "months_to_relapse(chemotherapy, setting=adjuvant) >= 12"),
    ("At least 6 months between completion of treatment with curative intent (e.g., surgery) and first recurrence",
     "months_to_relapse(cancer_medicine, setting=early) >= 6 and not_read"),
    ("Relapse or progression during or after a taxane for metastatic disease",
     f"had(taxane, setting=metastatic) and {GREW.format('taxane')}"),
    ("Progression within 4 weeks of the last dose of the most recent regimen",
     "latest_treatment = progression or not_read"),
    ("Adjuvant tamoxifen must have been completed more than 12 months before relapse",
     "months_to_relapse(tamoxifen, setting=adjuvant) > 12"),
    ("Progressed on at least 6 months of palbociclib for metastatic disease",
     "progressed_on(palbociclib, setting=metastatic) and months_on(palbociclib, setting=metastatic) >= 6"),
    ("Time between completion of adjuvant chemotherapy and relapse must be > 12 months",
     "months_to_relapse(chemotherapy, setting=adjuvant) > 12"),
    ("TNBC, refractory or relapsed after two lines",
     "hormone_receptors = negative and her2 in (zero, ultralow, low) and not_read"),
    # the cancer first
    ("Unresectable or metastatic tumor which has relapsed or progressed on the usual treatment",
     f"{ADVANCED} and not_read"),
    ("Cancer that is metastatic or unresectable and that has progressed on the usual treatment",
     f"{ADVANCED} and not_read"),
    ("Unifocal tumor of at most 2 cm, no evidence of metastatic disease", "extent != metastatic and not_read"),
    ("Advanced breast cancer, defined as stage III not amenable to surgery, or stage IV", ADVANCED),
    ("HER2-positive inflammatory breast cancer", "her2 = positive and not_read"),
    ("For phase 2, prior taxane. Prior eribulin is not allowed.", "had(taxane) and not had(eribulin) or not_read"),
]  # fmt: skip
EXCLUDED = [
    ("More than 4 chemotherapy regimens in the neoadjuvant or metastatic setting",
     "lines(chemotherapy) > 4 or not_read"),
    ("Metastatic breast cancer treated with eribulin", "had(eribulin, setting=metastatic)"),
    ("Three or more lines of chemotherapy in the recurrent/metastatic stage", "lines(chemotherapy) >= 3"),
    ("Systemic therapy with palliative intent", "lines >= 1"),
    ("More than 4 lines of chemotherapy in any setting", "lines(chemotherapy) > 4 or not_read"),
    ("Prior chemotherapy for metastatic disease, or more than one line of endocrine therapy for metastatic disease",
     "had(chemotherapy, setting=metastatic) or lines(endocrine_therapy) > 1"),
    ("More than two lines for metastatic disease (adjuvant therapy is not counted)", "lines > 2"),
    ("More than two lines for metastatic disease. A change because of toxicity is not counted.",
     "lines > 2 and not_read"),
    ("More than 2 lines of chemotherapy or immunotherapy for metastatic disease",
     "lines(chemotherapy) > 2 or lines(immunotherapy) > 2 or not_read"),
    ("Palbociclib for metastatic disease, or relapsed on or within 12 months of adjuvant palbociclib",
     "had(palbociclib, setting=metastatic) or months_to_relapse(palbociclib, setting=adjuvant) <= 12"),
    ("Disease recurred during or within 6 months of completing an adjuvant aromatase inhibitor",
     "months_to_relapse(aromatase_inhibitor, setting=adjuvant) <= 6"),
    ("Systemic treatment for locally recurrent or metastatic disease", "lines >= 1"),
    ("Primary endocrine resistance", "endocrine_sensitivity = primary_resistance"),
    ("Adjuvant taxane with a disease-free interval from its completion to metastatic diagnosis of less than 9 months",
     "months_to_relapse(taxane, setting=adjuvant) < 9"),
    ("Progression on or within 12 months of an adjuvant CDK4/6 inhibitor",
     "months_to_relapse(cdk46_inhibitor, setting=adjuvant) <= 12"),
    ("Progression within 12 months of the last dose of pembrolizumab",
     "months_to_relapse(pembrolizumab, setting=early) <= 12 or not_read"),
]  # fmt: skip
NOT_READ: list[tuple[Section, str]] = [
    ("inclusion", "Tumor of at most 2 cm or no evidence of metastatic disease"),
    ("inclusion", "Prior adjuvant chemotherapy counts as one line"),
]


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_an_inclusion_criterion_requires(text: str, wanted: str | None) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_an_exclusion_criterion_excludes(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)


@pytest.mark.parametrize(("section", "text"), NOT_READ)
def test_what_cannot_be_said_with_the_facts_is_not_read(section: Section, text: str) -> None:
    expect(section, text, None)
