"""What criteria about how far the cancer reaches are read as: stages, spread, cancers that cannot be cured."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

HER2_NEGATIVE = "her2 in (zero, ultralow, low)"
ADVANCED = "extent in (metastatic, locally_advanced_inoperable)"
NOT_SPREAD = "extent != metastatic"
REQUIRED = [
    # what cannot be cured, in any words
    ("Recurrent or metastatic breast cancer for which curative surgery is no longer possible", ADVANCED),
    ("Locally advanced breast cancer that cannot be removed by surgery", "extent = locally_advanced_inoperable"),
    ("Advanced breast cancer, unsuitable for radical local treatment or radiotherapy", ADVANCED),
    ("Metastatic breast cancer with no options for curative therapy, HER2-negative",
     f"extent = metastatic and {HER2_NEGATIVE}"),
    ("Advanced disease (not accessible to resection with curative aim), HER2-negative",
     f"{ADVANCED} and {HER2_NEGATIVE}"),
    ("HER2-negative, locally advanced (inoperable) or metastatic stage", f"{HER2_NEGATIVE} and {ADVANCED}"),
    ("Metastatic breast cancer without prior curative treatment", "extent = metastatic and not_read"),
    ("Locally advanced breast cancer for which surgery is not planned", f"{NOT_SPREAD} and not_read"),
    # what has not spread
    ("Early breast cancer", "extent = early"),
    ("HER2-negative early breast cancer", f"{HER2_NEGATIVE} and extent = early"),
    ("Women diagnosed with stage I-III breast cancer", f"sex = female and {NOT_SPREAD}"),
    ("Breast cancer (stage II or III)", f"{NOT_SPREAD} and not_read"),
    ("Early or locally advanced breast cancer", NOT_SPREAD),
    ("HER2-negative locally advanced breast cancer", f"{HER2_NEGATIVE} and {NOT_SPREAD} and not_read"),
    ("Newly diagnosed, previously untreated stage II breast cancer without distant metastases",
     "extent = early and not_read"),
    # the letters for tumour, nodes and spread
    ("Clinical stage T2-3, any N, M0 breast cancer", f"{NOT_SPREAD} and not_read"),
    ("HER2-negative breast cancer (cT1c-3 N0-2 M0)", f"{HER2_NEGATIVE} and {NOT_SPREAD} and not_read"),
    ("Breast cancer, T1-2N0", "extent = early and not_read"),
    ("Any T, any N, M1 breast cancer", "extent = metastatic"),
    # what has spread, or cannot be cut out
    ("Unresectable breast cancer", ADVANCED),
    ("Incurable breast cancer", ADVANCED),
    ("HER2-negative advanced (locally recurrent or metastatic) breast cancer", f"{HER2_NEGATIVE} and {ADVANCED}"),
    ("Stage I-III breast cancer diagnosed within the past 12 months", f"{NOT_SPREAD} and not_read"),
    ("Stage I-III breast cancer with no current evidence of disease", f"{NOT_SPREAD} and not_read"),
    ("Stage IV breast cancer, on first or second line of therapy", "extent = metastatic and not_read"),
    ("Breast cancer that has spread to other parts of the body", "extent = metastatic"),
    ("Patients not amenable to curative treatment", ADVANCED),
    ("Measurable metastatic disease", "measurable_disease and extent = metastatic"),
    ("Progressive, metastatic breast cancer", "extent = metastatic and not_read"),
    ("Stage IV or recurrent metastatic breast cancer", "extent = metastatic"),
    ("Incurable, locally advanced breast cancer", "extent = locally_advanced_inoperable"),
    ("Unresectable, locally advanced breast cancer", "extent = locally_advanced_inoperable"),
    ("Breast cancer not amenable to curative therapy", ADVANCED),
    ("Previously untreated metastatic breast cancer", "extent = metastatic and lines = 0"),
    ("Treatment-naive, HER2-negative metastatic breast cancer",
     f"{HER2_NEGATIVE} and extent = metastatic and lines = 0"),
    ("De novo stage IV breast cancer", "presentation = de_novo"),
    ("Oligometastatic breast cancer", "extent = metastatic and not_read"),
    ("Recurrent or refractory solid tumor", "presentation = recurrent or not_read"),
    ("Stage IV (M1) breast cancer", "extent = metastatic"),
    ("No metastases", NOT_SPREAD),
    ("No evidence of distant metastases (M0) on chest CT, abdominal ultrasound and bone scan", NOT_SPREAD),
    ("Female survivors of stage I-III breast cancer", f"sex = female and {NOT_SPREAD}"),
    ("Resected HER2-negative early breast cancer at high risk of recurrence",
     f"{HER2_NEGATIVE} and extent = early and not_read"),
    ("Surgery with no residual or metastatic disease", f"{NOT_SPREAD} and not_read"),
    ("Metastatic inflammatory breast cancer", "extent = metastatic and not_read"),
    ("Advanced solid tumor (excluding primary brain tumors)", ADVANCED),
    ("Advanced breast cancer (excluding HER2-positive disease)", f"{ADVANCED} and her2 != positive"),
    ("Advanced solid tumors of the following types: lung, breast, ovary", ADVANCED),
    ("Advanced solid tumors of the following types: lung, stomach, ovary", None),
    ("Advanced, metastatic, or recurrent solid tumor for which no standard treatment is left",
     f"{ADVANCED} and not_read"),
    ("Solid tumor malignancy that is metastatic or unresectable and for which curative or palliative measures do not "
     "exist or are no longer effective", f"{ADVANCED} and not_read"),
    # how it was found out, and by which stage
    ("Histologically- or cytologically-proven metastatic breast carcinoma", "extent = metastatic"),
    ("Metastatic breast cancer diagnosed by histology or cytology", "extent = metastatic"),
    ("Clinically staged as II or III", f"{NOT_SPREAD} and not_read"),
    ("Anatomic staging IIA-IIIC by the AJCC manual", f"{NOT_SPREAD} and not_read"),
    ("pT1-2 (up to 4 cm) pN0-N1 M0 breast cancer", f"{NOT_SPREAD} and not_read"),
    ("Unicentric stage I (pT1 pN0 M0) breast cancer", "extent = early and not_read"),
    ("Clinical M0 (CT and bone scan)", NOT_SPREAD),
    ("No metastatic disease (i.e., M0)", NOT_SPREAD),
    ("Operable, non-metastatic breast cancer", "extent = early and not_read"),
    ("Women with newly diagnosed breast cancer with no evidence of metastases, staged as per local practice",
     f"sex = female and {NOT_SPREAD} and not_read"),
    ("mTNBC", f"hormone_receptors = negative and {HER2_NEGATIVE} and extent = metastatic"),
    # what is said after the cancer is no setting of its treatment
    ("Metastatic breast cancer treated with a taxane", "extent = metastatic and had(taxane)"),
    ("Metastatic breast cancer with disease progression following a taxane",
     "extent = metastatic and had(taxane) and (progressed_on(taxane) or not_read)"),
    ("Metastatic or recurrent disease treated with a taxane", "(extent = metastatic or not_read) and had(taxane)"),
    ("Relapsed after a taxane", "had(taxane) and (progressed_on(taxane) or not_read)"),
    ("Advanced or metastatic disease (unresectable) that is resistant to standard therapy", f"{ADVANCED} and not_read"),
    ("Advanced solid tumors for which standard therapy is considered unsuitable", f"{ADVANCED} and not_read"),
    # more of stages
    ("T2N0M0-T4N3M0 breast cancer", f"{NOT_SPREAD} and not_read"),
    ("Stage IIA (T2N0M0) to IIIC breast cancer", f"{NOT_SPREAD} and not_read"),
    ("Stage I (HER2-positive), II or III breast cancer", None),
    ("AJCC 8th edition stage II or III breast cancer", f"{NOT_SPREAD} and not_read"),
    ("Stage at diagnosis: I to III", NOT_SPREAD),
    ("Tumor stage: T1c-T4, nodal stage N0-N2, M0", f"{NOT_SPREAD} and not_read"),
    ("Clinical stage at presentation: T1-3, N0-2, M0, with indications for chemotherapy",
     f"{NOT_SPREAD} and not_read"),
    ("Disease stage: metastatic", "extent = metastatic"),
    ("Without evidence of metastatic disease (M0)", NOT_SPREAD),
    ("Stage II breast cancer. No distant metastases allowed.", "extent = early and not_read"),
    ("No distant metastases are permitted", NOT_SPREAD),
    ("Stage IV disease. The tumor may be of any hormone receptor type.", "extent = metastatic"),
    ("Recurrent or progressive, locally advanced or metastatic breast cancer", f"{ADVANCED} and not_read"),
    ("Measurable or evaluable metastatic breast cancer", "extent = metastatic"),
    ("Advanced (recurrent and not amenable to curative therapy, e.g. surgery or radiotherapy, or metastatic) breast "
     "cancer", ADVANCED),
    # hers in a list of cancers
    ("Metastatic HER2-negative breast cancer, ovarian cancer or castration-resistant prostate cancer",
     f"{HER2_NEGATIVE} and extent = metastatic"),
    ("Advanced NSCLC or metastatic HER2-negative breast cancer", f"{HER2_NEGATIVE} and extent = metastatic"),
    ("Metastatic HER2-negative gastric, breast or lung cancer", None),
    ("Metastatic ovarian cancer, lung cancer or breast cancer that is refractory to standard therapy",
     "extent = metastatic and not_read"),
    ("Metastatic solid tumors, not breast cancer", "extent = metastatic and not_read"),
    ("A mother or sister with HER2-negative breast cancer", None),
    ("One of the following metastatic tumors: breast cancer, ovarian cancer, NSCLC", "extent = metastatic"),
    ("Early HER2-negative breast cancer with residual disease", f"{HER2_NEGATIVE} and extent = early and not_read"),
    ("Newly diagnosed (de novo) metastatic breast cancer", "presentation = de_novo"),
    ("Relapsed, refractory or metastatic solid tumors with no curative options", ADVANCED),
    ("Disease that cannot be cured by surgery or radiotherapy", ADVANCED),
    ("Metastatic breast cancer refractory to or relapsed after chemotherapy of any kind",
     "extent = metastatic and had(chemotherapy) and (progressed_on(chemotherapy) or not_read)"),
    ("Metastatic breast cancer refractory to A or HER2-positive disease", None),
    ("Stage I (T1c only), II or III breast cancer", f"{NOT_SPREAD} and not_read"),
    ("Invasive tumor of at least 2 cm, N0 or N1, M0", f"{NOT_SPREAD} and not_read"),
    ("A tumor above 2 cm or node-positive, without distant metastases", f"{NOT_SPREAD} and not_read"),
    ("Stage IV disease or a tumor above 2 cm, without distant metastases", None),
    ("T1c N1-2 or T2-4 N0-2, M0 breast cancer", f"{NOT_SPREAD} and not_read"),
    ("T1 N0 or T2 N2 breast cancer", None),
    ("Non-metastatic HER2-negative breast cancer: T1c with N1, or T2 with N0",
     f"{HER2_NEGATIVE} and {NOT_SPREAD} and not_read"),
    ("HER2-negative early breast cancer (stage II-III)", f"{HER2_NEGATIVE} and {NOT_SPREAD} and not_read"),
    ("HER2-negative advanced breast cancer (metastatic)", f"{HER2_NEGATIVE} and {ADVANCED} and not_read"),
    ("Unresectable, locally advanced or metastatic breast cancer (stage III or IV)", ADVANCED),
    ("Women with primary stage 0-IIIA breast cancer", f"sex = female and {NOT_SPREAD} and not_read"),
    ("Newly diagnosed primary HER2-negative, non-metastatic breast cancer",
     f"{HER2_NEGATIVE} and {NOT_SPREAD} and not_read"),
    ("Locally advanced or metastatic breast cancer. Locally advanced disease must not be amenable to curative surgery.",
     ADVANCED),
    ("Imaging evidence of stage IV breast cancer", "extent = metastatic"),
]  # fmt: skip
EXCLUDED = [
    ("Evidence of metastases", "extent = metastatic"),
    ("Distant metastasis (M1)", "extent = metastatic"),
    ("Breast cancer T4 N2 or M1", "extent = metastatic or not_read"),
    ("Metastatic or bilateral breast cancer", "extent = metastatic or not_read"),
    ("Metastatic breast cancer or other invasive cancer", "extent = metastatic or not_read"),
    ("Metastatic disease (spread to a mammary node is allowed)", "extent = metastatic and not_read"),
    ("Inflammatory breast cancer", None),
    ("Newly diagnosed breast cancer", None),
    ("Axillary metastases", None),
    ("Metastatic disease, including what is now in remission", "extent = metastatic or not_read"),
    ("History of metastases or local relapse", "extent = metastatic or not_read"),
    ("T4 tumor, fixed nodes, or M1", "extent = metastatic or not_read"),
    ("T4 tumor without a scan or metastatic disease", None),
    ("Uncontrolled metastatic disease", None),
    ("Curable disease", "extent = early and not_read"),
    ("Bilateral breast cancer or metastatic disease", "extent = metastatic or not_read"),
    ("Residual disease after surgery, or metastatic disease", "extent = metastatic or not_read"),
    ("Prior surgery for breast cancer or metastatic disease", None),
    ("Metastatic disease or invasive lobular carcinoma", "extent = metastatic or not_read"),
    ("Metastatic disease, prior taxane, or pregnancy", "extent = metastatic or had(taxane) or pregnancy"),
    ("Metastatic disease, prior radiation therapy, or another reason", "extent = metastatic or not_read"),
    ("Distant metastases (those of a regional node are allowed)", "extent = metastatic and not_read"),
    ("Metastatic breast cancer (stage IV disease) or inflammatory breast cancer (T4d)",
     "extent = metastatic or not_read"),
    ("Disease restricted to bone", "bone_only"),
    ("Residual disease without or metastatic disease", None),
    ("Operable or inoperable stage III breast cancer", f"{NOT_SPREAD} and not_read"),
]  # fmt: skip
NOT_READ: list[tuple[Section, str]] = [
    ("inclusion", "Clinical T2, N1 breast cancer"),
    ("inclusion", "pT1c breast cancer"),
    ("inclusion", "T2 disease"),
    ("inclusion", "Resectable or unresectable breast cancer"),
    ("inclusion", "Metastatic breast cancer, or disease that has progressed on a taxane"),
    ("inclusion", "Normal T4 and TSH"),
    ("inclusion", "Locally recurrent disease must not be amenable to resection with curative intent"),
]


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_an_inclusion_criterion_requires(text: str, wanted: str | None) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_an_exclusion_criterion_excludes(text: str, wanted: str | None) -> None:
    expect("exclusion", text, wanted)


@pytest.mark.parametrize(("section", "text"), NOT_READ)
def test_what_cannot_be_said_with_the_facts_is_not_read(section: Section, text: str) -> None:
    expect(section, text, None)
