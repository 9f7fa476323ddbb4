"""What single criteria are read as, and that what is not understood never decides."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from concord.criteria.parse import parse
from concord.criteria.terms import Condition, Not
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion, Section
from concord.trials.reading.read import Reading, read, tree_of
from concord.trials.reading.words.lexer import tokens
from concord.trials.reading.words.normal import normal, number
from tests.conftest import whole_knowledge
from tests.trials.table.worlds import decides, pairs, same

HR_POSITIVE = "hormone_receptors in (low, positive)"
HER2_NEGATIVE = "her2 in (zero, ultralow, low)"
# Inclusion: what must hold.
REQUIRED = [
    ("Women ≥ 18 years of age", "sex = female and age_years >= 18"),
    ("Age 18-75 years", "age_years >= 18 and age_years <= 75"),
    ("Men or women, at least 18 years old, at the time of consent", "age_years >= 18"),
    ("ECOG performance status of 0, 1 or 2", "ecog <= 2"),
    ("Eastern Cooperative Oncology Group (ECOG) performance status < 2", "ecog < 2"),
    ("Karnofsky performance status ≥ 70%", "ecog <= 1"),
    ("Karnofsky performance status ≥ 60%", "ecog <= 1 or ecog <= 2 and not_read"),
    ("Absolute neutrophil count (ANC) ≥ 1,500/mm³ (≥ 1.5 x 10^9/L)", "neutrophils_per_ul >= 1500"),
    ("ANC \\>= 1.5 x 10\\^3/uL (within 28 days prior to registration)", "neutrophils_per_ul >= 1500"),
    ("Platelet count at least 100,000 per mm3", "platelets_per_ul >= 100000"),
    ("Hemoglobin ≥ 90 g/L", "hemoglobin_g_dl >= 9"),
    ("Total bilirubin no more than 34.2 umol/L", "bilirubin_mg_dl <= 2"),
    (
        "AST and ALT ≤ 2.5 x ULN (≤ 5 x ULN if liver metastases)",
        "(ast_x_uln <= 2.5 or site(liver) and ast_x_uln <= 5) and (alt_x_uln <= 2.5 or site(liver) and alt_x_uln <= 5)",
    ),
    (
        "Total bilirubin ≤ 1.5 × ULN (≤ 3 × ULN in patients with Gilbert's syndrome)",
        "bilirubin_x_uln <= 1.5 or has(gilbert_syndrome) and bilirubin_x_uln <= 3",
    ),
    ("Creatinine ≤ 1.5 x ULN or creatinine clearance ≥ 60 mL/min", "creatinine_clearance_ml_min >= 60 or not_read"),
    ("LVEF ≥ 50% by ECHO or MUGA", "lvef_percent >= 50"),
    (
        "Hematologic: ANC ≥ 1.0 x 10^9/L Platelets ≥ 75 000/μL Renal: creatinine clearance ≥ 30 mL/minute",
        "neutrophils_per_ul >= 1000 and platelets_per_ul >= 75000 and creatinine_clearance_ml_min >= 30",
    ),
    ("Hemoglobin ≥ 8 g/dL; red cell transfusions are permitted to reach this", "hemoglobin_g_dl >= 8"),
    ("Hemoglobin ≥ 8 g/dL without transfusion in the last week", "hemoglobin_g_dl >= 8 and not_read"),
    (
        "ALT ≤ 2 x ULN. In patients with liver metastases, ≤ 4 x ULN is allowed",
        "alt_x_uln <= 2 or site(liver) and alt_x_uln <= 4",
    ),
    (
        "Bilirubin ≤ 1.5 x ULN, or ≤ 3 x ULN with Gilbert's syndrome and conjugated bilirubin within normal limits",
        "bilirubin_x_uln <= 1.5 or has(gilbert_syndrome) and bilirubin_x_uln <= 3 and not_read",
    ),
    (
        "Bilirubin ≤ 1 x ULN, unless raised by Gilbert's syndrome and otherwise healthy",
        "bilirubin_x_uln <= 1 or has(gilbert_syndrome) and not_read",
    ),
    (
        "If creatinine is > 1.5 x ULN, creatinine clearance must be ≥ 50 mL/min",
        "creatinine_clearance_ml_min >= 50 or not_read",
    ),
    ("QTcF < 450 ms in men or < 470 ms in women", "(sex = female or qtcf_ms < 450) and (sex = male or qtcf_ms < 470)"),
    ("ALP within normal limits", "alp_x_uln <= 1"),
    (
        "Histologically confirmed ER+ and/or PR+, HER2-negative metastatic breast cancer",
        f"{HR_POSITIVE} and {HER2_NEGATIVE} and extent = metastatic",
    ),
    (
        "Histologically confirmed, HR+/HER2-, locally advanced and unresectable or metastatic breast cancer",
        f"{HR_POSITIVE} and {HER2_NEGATIVE} and extent in (metastatic, locally_advanced_inoperable)",
    ),
    ("Triple-negative breast cancer", f"hormone_receptors = negative and {HER2_NEGATIVE}"),
    ("ER and PR negative (<10%) and HER2 negative", f"er_percent < 10 and pr_percent < 10 and {HER2_NEGATIVE}"),
    ("ER positive (> 10%), HER2-negative breast cancer", f"er = positive and {HER2_NEGATIVE}"),
    ("HER2-low (IHC 1+ or IHC 2+/ISH-) breast cancer", "her2 = low"),
    ("Participants must have breast cancer with HER2 IHC 1+ or IHC 2+/ISH-", "her2 = low"),
    ("PIK3CA mutation, PTEN loss or an AKT1 mutation", "altered(PIK3CA) or altered(PTEN) or altered(AKT1)"),
    ("ESR1 mutation as detected in ctDNA by a central laboratory", "altered(ESR1) and not_read"),
    (
        "Deleterious germline BRCA1/2 mutation",
        "germline(BRCA1) = pathogenic or germline(BRCA2) = pathogenic",
    ),
    ("No more than two prior chemotherapy regimens in the metastatic setting", "lines(chemotherapy) <= 2"),
    ("1 or 2 prior lines of therapy for metastatic disease", "lines >= 1 and lines <= 2"),
    ("Prior treatment with a taxane and an anthracycline", "had(taxane) and had(anthracycline)"),
    ("No prior chemotherapy for metastatic disease", "not had(chemotherapy, setting=metastatic)"),
    ("Progression on fulvestrant in the metastatic setting", "progressed_on(fulvestrant, setting=metastatic)"),
    (
        "Relapse during or within 12 months of completion of adjuvant endocrine therapy",
        "months_to_relapse(endocrine_therapy, setting=adjuvant) <= 12",
    ),
    ("Measurable disease per RECIST 1.1", "measurable_disease"),
    ("Measurable disease or at least one mainly lytic bone lesion", "measurable_disease or site(bone) and not_read"),
    ("Patients must not be pregnant or nursing", "not (pregnancy or breastfeeding)"),
    ("Women must not be pregnant and agree to use contraception", "not pregnancy and not_read"),
    ("Serum or urine test for pregnancy negative within 7 days, for women who can have children", "not pregnancy"),
    ("No other malignancy in the last 5 years except skin cancer", "months_since_other_cancer >= 60"),
    ("For patients with hepatitis B infection, the virus must not be detectable", "not has(hepatitis_b) or not_read"),
    ("WHO/ECOG performance status 0~1", "ecog <= 1"),
    ("Neuropathy grade 0 or 1", "neuropathy_grade <= 1"),
    ("Women of childbearing potential must have a negative serum pregnancy test", "not pregnancy"),
    ("Male or postmenopausal female", "sex = male or menopause = postmenopausal"),
    (
        "Must not have brain metastases unless treated and stable for at least 4 weeks",
        "not (brain = active or brain = treated_stable and not_read)",
    ),
    ("Patients with HER2 positive disease are ineligible", "her2 != positive"),
    ("ECOG performance status 0 or 1 (refer to Appendix D)", "ecog <= 1"),
    ("ECOG performance status 0 or 1, see section 4.2 of the protocol", "ecog <= 1"),
    ("Phase 2 only: measurable disease", "measurable_disease or not_read"),
]
# Exclusion: what excludes.
EXCLUDED = [
    ("Pregnant or lactating women", "pregnancy or breastfeeding"),
    ("Pregnant, or intends to become so", "pregnancy or not_read"),
    ("Pregnant women are excluded because the drug may harm. Women must have a negative pregnancy test.", "pregnancy"),
    ("Pregnant or lactating women. Women who do not use contraception.", "pregnancy or breastfeeding or not_read"),
    ("History (within 6 months) of any of these: stroke, heart attack",
     "(has(stroke) or has(heart_attack)) and not_read"),
    ("Current pneumonitis", "(has(pneumonitis_from_treatment) or has(interstitial_lung_disease)) and not_read"),
    ("Organ transplant, including stem cell transplantation", "has(organ_transplant) or not_read"),
    ("HIV infection. HIV testing is not required unless by law.", "has(hiv_infection)"),
    ("Current use of drugs that prolong the QT interval", "taking(qt_prolonging_medicine)"),
    ("Prior CDK4/6 inhibitors or aromatase inhibitors", "had(cdk46_inhibitor) or had(aromatase_inhibitor)"),
    ("More than 1 line of chemotherapy for metastatic disease", "lines(chemotherapy) > 1"),
    (
        "Chemotherapy or immunotherapy within 21 days of the first dose of study drug",
        "months_since(chemotherapy) < 0.69 or months_since(immunotherapy) < 0.69",
    ),
    ("Chemotherapy or radiotherapy within 4 weeks before enrollment", "months_since(chemotherapy) < 0.92 or not_read"),
    (
        "Systemic anticancer therapy within 28 days or 5 half-lives, whichever is shorter",
        "months_since(cancer_medicine) < 0.92 and not_read",
    ),
    ("Currently receiving chemotherapy", "on_now(chemotherapy)"),
    ("Concomitant use of strong CYP3A4 inhibitors", "taking(strong_cyp3a_inhibitor)"),
    ("Discontinued prior fulvestrant for toxicity", "stopped_for_side_effects(fulvestrant)"),
    ("Cumulative dose of doxorubicin > 360 mg/m2", "cumulative_mg_m2(doxorubicin) > 360"),
    ("Brain or leptomeningeal metastases", "site(brain) or leptomeningeal_disease"),
    ("Known active CNS metastases and/or carcinomatous meningitis", "brain = active or leptomeningeal_disease"),
    (
        "Active brain metastases. Stable, treated brain metastases are allowed if off steroids",
        "brain = active or brain = treated_stable and not_read",
    ),
    ("Uncontrolled hypertension", "has(high_blood_pressure) and not_read"),
    ("Myocardial infarction within 6 months before enrollment", "has(heart_attack) and not_read"),
    (
        "Myocardial infarction, stroke or pulmonary embolism within 6 months",
        "(has(heart_attack) or has(stroke) or has(blood_clot)) and not_read",
    ),
    ("Interstitial lung disease or pneumonitis", "has(interstitial_lung_disease) or has(pneumonitis_from_treatment)"),
    ("Grade 2 or greater peripheral neuropathy", "neuropathy_grade >= 2"),
    ("ANC < 1.5 x 109/L, hemoglobin < 9 g/dL, or platelets < 100 x 109/L",
     "neutrophils_per_ul < 1500 or hemoglobin_g_dl < 9 or platelets_per_ul < 100000"),
    ("QTcF > 470 msec", "qtcf_ms > 470"),
    ("QTcF > 480 ms, or history of long QT syndrome", "qtcf_ms > 480 or has(long_qt_syndrome)"),
    ("Bilirubin > 2 x ULN (patients with Gilbert's syndrome and bilirubin ≤ 3 x ULN are permitted)",
     "bilirubin_x_uln > 2 and (not has(gilbert_syndrome) or bilirubin_x_uln > 3)"),
    ("HER2-positive disease", "her2 = positive"),
    ("Other malignancy in the last 3 years except skin cancer", "months_since_other_cancer < 36"),
    ("Second cancer within 5 years, except basal cell carcinoma, in situ cancer or treated thyroid cancer",
     "months_since_other_cancer < 60 and not_read"),
    ("History of another cancer, unless free of disease for at least 10 years",
     "months_since_other_cancer < 120 or not_read"),
    ("Concurrent malignancy", "months_since_other_cancer < 1 or not_read"),
    ("Positive test for HIV", "has(hiv_infection)"),
    ("Active hepatitis B or C infection", "(has(hepatitis_b) or has(hepatitis_c)) and not_read"),
    ("Pneumonitis, severe asthma or previous stroke", "has(pneumonitis_from_treatment) or has(stroke) or not_read"),
    ("Severe or symptomatic arrhythmia", "has(irregular_heartbeat) and not_read"),
    ("Inflammatory bowel disease or chronic diarrhea", "has(inflammatory_bowel_disease) or has(chronic_diarrhea)"),
    ("Lung disease including pneumonitis", "has(pneumonitis_from_treatment) or not_read"),
    ("Stroke, or heart failure that needs oxygen", "(has(stroke) or has(heart_failure)) and not_read"),
]  # fmt: skip
# Not criteria that facts could answer, or not clear to what their words belong.
NOT_READ: list[tuple[Section, str]] = [
    ("inclusion", "Willing and able to provide written informed consent"),
    ("inclusion", "Life expectancy of at least 12 weeks"),
    ("inclusion", "Prior CDK4/6 inhibitor is allowed"),
    ("inclusion", "Participants may have measurable or non-measurable disease"),
    ("inclusion", "Bone-only disease is allowed"),
    ("inclusion", "NOTE: participants with brain metastases need a scan"),
    ("inclusion", "Prior therapy:"),
    ("exclusion", "Allergy to paclitaxel"),
    ("exclusion", "Any condition that, in the opinion of the investigator, makes breast cancer treatment unsafe"),
    ("exclusion", "Lack of recovery from prior chemotherapy"),
    ("exclusion", "Major surgery within 4 weeks"),
    ("inclusion", "Hemoglobin ≥ 80-100 g/dL"),
    ("exclusion", "Family history of stroke"),
    ("exclusion", "Symptomatic lung disease including pneumonitis"),
    ("exclusion", "Another cancer that may interfere with the study"),
]


def reading(section: Section, text: str, *within: str) -> Reading:
    return read(Criterion(section, "1", text, within), whole_knowledge())


def parsed(text: str) -> Condition:
    knowledge = whole_knowledge()
    return parse(text, knowledge.signature, knowledge.named)


def alike(found: Reading, wanted: str) -> bool:
    return found.condition is not None and same(found.condition, parsed(wanted), whole_knowledge().signature)


def expect(section: Section, text: str, wanted: str | None, *within: str) -> None:
    """Asserts what a criterion is read as; None: that the reading decides nothing."""
    found = reading(section, text, *within)
    if wanted is None:
        assert found.condition is None or not decides(found.condition, whole_knowledge().signature), found.condition
    else:
        assert alike(found, wanted), found.condition


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_what_an_inclusion_criterion_requires(text: str, wanted: str) -> None:
    expect("inclusion", text, wanted)


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_an_exclusion_criterion_excludes(text: str, wanted: str) -> None:
    expect("exclusion", text, wanted)


@pytest.mark.parametrize(("section", "text"), NOT_READ)
def test_what_cannot_be_said_with_the_facts_is_not_read(section: Section, text: str) -> None:
    expect(section, text, None)
    assert reading(section, text).unread


def test_a_permission_is_told_from_words_that_say_nothing() -> None:
    assert reading("exclusion", "Prior tamoxifen is allowed").says == "allows"
    assert reading("exclusion", "Allergy to peanuts").says == "nothing"


def test_what_stands_under_an_exception_or_a_definition_is_no_criterion() -> None:
    text = "Bilateral oophorectomy"
    assert reading("exclusion", text, "Any operation, except for:").condition is None
    assert reading("inclusion", text, "Postmenopausal status is defined as follows:").condition is None
    one_way = reading("inclusion", text, "Postmenopausal, defined as one of the following:")
    assert alike(one_way, "surgery(bilateral_oophorectomy) or not_read")
    assert reading("inclusion", text, "Postmenopausal status is defined as one of the following:").condition is None
    assert reading("inclusion", text, "Must meet all of the following criteria:").condition is not None
    demand = "Postmenopausal, defined as one of the following:"
    assert alike(reading("inclusion", text, demand), "surgery(bilateral_oophorectomy) or not_read")
    assert alike(reading("inclusion", demand), "menopause = postmenopausal or not_read")


def test_a_criterion_of_one_cohort_neither_excludes_nor_is_required_of_all() -> None:
    assert alike(reading("exclusion", "Bone-only disease", "Cohort B"), "bone_only and not_read")
    assert alike(reading("inclusion", "Bone-only disease", "Cohort B"), "bone_only or not_read")


def test_a_heading_limits_names_or_hides_what_stands_under_it() -> None:
    """A name of an organ limits nothing, one way of several does, and words that are not understood limit too."""
    platelets = "Platelets at least 75,000/mm3"
    for heading in ("Hemostasis:", "Bone marrow criteria:", "Their latest tests have to show what is said below"):
        assert alike(reading("inclusion", platelets, heading), "platelets_per_ul >= 75000")
    for heading in ("Parts 1B and 2A", "Group 2:", "Phase Ib only", "Able to climb:", "At least one of these:"):
        assert alike(reading("inclusion", "Measurable disease", heading), "measurable_disease or not_read")
    assert reading("inclusion", "Measurable disease", "Lymphoma patients must have:").condition is None
    assert alike(reading("inclusion", "Measurable disease", "OR"), "measurable_disease or not_read")
    scars, listing = "Interstitial lung disease", "Diseases of the lung, including any of the following:"
    assert alike(reading("exclusion", scars, listing), "has(interstitial_lung_disease)")
    assert alike(reading("exclusion", scars, "Severe d" + listing[1:]), "has(interstitial_lung_disease) and not_read")
    assert alike(reading("exclusion", "Active infection", "Uncontrolled illness including:"), "has(active_infection)")
    recent = "Any of the following within 6 months:"
    assert alike(reading("exclusion", scars, recent), "has(interstitial_lung_disease) and not_read")
    assert alike(reading("inclusion", platelets, "Acceptable liver function:"), "platelets_per_ul >= 75000")


# Words around a criterion that change nothing.
AROUND = [
    "In order to be eligible for this study, subjects must have {}",
    "Eligible participants must have {}",
    "Patients are eligible if they have {}",
    "Participants are required to have {}",
    "Patients must meet all of the following: {}",
    "3. {}",
    "(b) {}",
    "I4. {}",
    "IC-12: {}",
    "Inc 03) {}",
    "{} at screening and on day 1 of cycle 1",
    "{} during the screening period",
    "{} in the opinion of the treating physician",
    "{}. Note: retesting is allowed once",
    "{} prior to the first administration of trial medication",
]


@pytest.mark.parametrize("around", AROUND)
def test_words_around_a_criterion_change_nothing(around: str) -> None:
    demands = [
        ("measurable disease", "measurable_disease"),
        ("ECOG performance status of 0 or 1", "ecog <= 1"),
        ("platelets at least 100,000/mm3", "platelets_per_ul >= 100000"),
        ("a PIK3CA mutation", "altered(PIK3CA)"),
    ]
    for text, wanted in demands:
        assert alike(reading("inclusion", around.format(text)), wanted), text


def test_a_name_before_a_colon_changes_nothing() -> None:
    assert alike(reading("exclusion", "Any of the following: prior fulvestrant"), "had(fulvestrant)")
    assert alike(reading("inclusion", "Hematologic criteria: hemoglobin >= 9 g/dL"), "hemoglobin_g_dl >= 9")
    assert reading("inclusion", "One of the following: prior fulvestrant").condition is None


def test_of_whom_a_demand_speaks_is_no_demand() -> None:
    """ "Patients with brain metastases must be off steroids" asks nothing of those without."""
    found = reading("inclusion", "Patients with brain metastases must be off steroids for four weeks")
    assert alike(found, "not site(brain) or not_read")


def test_each_part_carries_its_words() -> None:
    text = "Known active CNS metastases, or spinal cord compression"
    words = [text[one.start : one.end] for one in reading("exclusion", text).words]
    assert words == ["active CNS metastases", "spinal cord compression"]


# Rows whose sentence is one clause; "pregnant, or ..." stands by itself whatever follows.
STANDING = [row for row in EXCLUDED if not any(word in row[0] for word in ("within", ".", "Pregnant, or"))]
UNCLEAR = ["due to trauma", "that requires oxygen", "as judged by the investigator", "despite best care", "at rest"]


@pytest.mark.parametrize("tail", UNCLEAR)
@pytest.mark.parametrize(("text", "wanted"), STANDING)
def test_unread_words_never_make_an_exclusion_exclude(text: str, wanted: str, tail: str) -> None:
    found = reading("exclusion", f"{text} {tail}").condition
    if found is not None:
        answers = {first for first, _ in pairs(found, found, whole_knowledge().signature)}
        assert True not in answers, found


@pytest.mark.parametrize("text", [text for text, _ in REQUIRED])
def test_a_loosened_requirement_never_excludes(text: str) -> None:
    found = reading("inclusion", f"{text}, unless the sponsor agrees").condition
    if found is not None:
        assert False not in {first for first, _ in pairs(found, found, whole_knowledge().signature)}, found


WORDS = st.sampled_from(
    [
        *(
            [
                "(",
                ")",
                ",",
                ";",
                ".",
                ":",
                "/",
                "+",
                "-",
                "≥",
                "<",
                "not",
                "no",
                "or",
                "and",
                "unless",
                "except",
                "with",
                "who",
                "must",
                "prior",
                "within",
            ]
        ),
        *("HER2", "ER", "brain", "metastases", "18 years", "taxane", "chemotherapy", "4 weeks", "ANC"),
        *("1.5 x 10^9/L", "allowed", "\n", "<b>"),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join))
SECTIONS: st.SearchStrategy[Section] = st.sampled_from(["inclusion", "exclusion", "unclear"])


@settings(max_examples=150)
@given(TEXTS, SECTIONS)
@example("16 years ≤", "inclusion")  # its words are read in another order than they stand
def test_any_text_is_read_without_an_error_and_always_alike(text: str, section: Section) -> None:
    found = reading(section, text)
    assert found == reading(section, text)
    assert all(0 <= one.start <= one.end <= len(text) for one in found.words)
    assert all(0 <= start <= end <= len(text) for start, end in found.unread)


@given(st.text(max_size=60))
def test_making_signs_alike_moves_nothing(text: str) -> None:
    assert len(normal(text)) == len(text)


NUMBERS = [("1,500", 1500), ("100,000", 100000), ("1.5", 1.5), ("1,5", 1.5), ("1.2.3", None), ("1,23,4", None)]


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_numbers_in_every_spelling(written: str, value: float | None) -> None:
    assert number(written) == value


def test_every_medicine_and_class_of_the_word_list_exists(knowledge: Knowledge) -> None:
    """A word that means nothing known would make readings that cannot be decided."""
    from concord.trials.reading.words.vocabulary import NONE

    words = knowledge.criteria_words
    known = {
        "classes": knowledge.vocabulary.members,
        "conditions": {*knowledge.vocabulary.conditions, "infection"},
        "site": knowledge.signature.facts["site"].parameters[0].words,
        "gene": {*knowledge.vocabulary.markers, "BRCA", "GBRCA"},
    }
    for section, allowed in known.items():
        for meaning in getattr(words, section):
            named = {one.removeprefix("part of ") for one in meaning.split(" or ")}
            assert named <= {*allowed, NONE}, f"{section}: {meaning}"
    for fact in words.facts:
        assert parse(fact, knowledge.signature) is not None


def test_brand_names_serve(knowledge: Knowledge) -> None:
    found = [token.value for token in tokens("Kisqali, Ibrance and T-DM1", tree_of(knowledge)) if token.type == "MED"]
    assert found == ["ribociclib", "palbociclib", "trastuzumab_emtansine"]


def test_opposites_are_told_apart() -> None:
    positive, negative = parsed("her2 = positive"), Not(parsed("her2 = positive"))
    assert not same(positive, negative, whole_knowledge().signature)
