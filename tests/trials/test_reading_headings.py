"""What a heading does to the criteria under it: it limits them, turns them round, hides them, or changes nothing."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import alike, reading

PLATELETS, METASTASES, SCARS = "Platelets at least 100,000/mm3", "Brain metastases", "Interstitial lung disease"
MEASURABLE = "Measurable disease"
# Section, heading, a criterion under it, what both say.
UNDER: list[tuple[Section, str, str, str]] = [
    # how the illnesses are that stand below
    ("exclusion", "Uncontrolled:", "Hypertension", "has(high_blood_pressure) and not_read"),
    ("inclusion", "No uncontrolled:", "Hypertension", "not (has(high_blood_pressure) and not_read)"),
    # what must not be, said in front of a list
    ("inclusion", "Prior treatment must not include:", "A taxane", "not had(taxane)"),
    ("inclusion", "Prior treatment must not have included:", "A taxane", "not had(taxane)"),
    ("inclusion", "Patients must not have had:", "A taxane", "not had(taxane)"),
    ("inclusion", "No prior treatment with any of the following:", "Trastuzumab", "not had(trastuzumab)"),
    (
        "inclusion",
        "Patients must not have received any of the following:",
        "Trastuzumab within 3 weeks",
        "not months_since(trastuzumab) < 0.69",
    ),
    ("inclusion", "Patients must not be taking any of the following:", "Warfarin", "not taking(warfarin)"),
    ("exclusion", "Use of any of the following medications:", "Warfarin", "taking(warfarin)"),
    # some of the people with an infection, or with spread to the brain; of the heart, what is meant by it
    ("exclusion", "Known HIV with any of:", "CD4 below 350", "has(hiv_infection) and not_read"),
    (
        "exclusion",
        "Patients with HIV who have any of the following:",
        "CD4 below 350",
        "has(hiv_infection) and not_read",
    ),
    (
        "exclusion",
        "HIV-positive participants with 1 or more of the following:",
        "CD4 below 350",
        "has(hiv_infection) and not_read",
    ),
    (
        "exclusion",
        "HIV-positive patients are excluded when at least one applies:",
        "CD4 below 350",
        "has(hiv_infection) and not_read",
    ),
    (
        "exclusion",
        "Participants with HIV who meet one of these criteria are excluded:",
        "CD4 below 350",
        "has(hiv_infection) and not_read",
    ),
    ("exclusion", "For patients with HIV:", "CD4 below 350", "has(hiv_infection) and not_read"),
    ("exclusion", "HIV-infected participants who:", "CD4 below 350", "has(hiv_infection) and not_read"),
    ("exclusion", "Patients with HIV are excluded if:", "Age over 65", "has(hiv_infection) and age_years > 65"),
    ("exclusion", "Brain metastases with any of the following:", "Needing steroids", "site(brain) and taking(steroid)"),
    ("exclusion", "Heart disease with any of the following:", "LVEF below 50 %", "lvef_percent < 50"),
    # asked of people with an illness alone: the others need not meet it, whatever it says
    (
        "inclusion",
        "People with HIV are eligible if they meet:",
        "Age 18 or older",
        "not has(hiv_infection) or age_years >= 18",
    ),
    (
        "inclusion",
        "HIV-infected participants must be on well-controlled antiretroviral therapy, defined as:",
        "Viral load below 50 copies",
        "not has(hiv_infection) or not_read",
    ),
    (
        "inclusion",
        "Patients with stable brain metastases are eligible if all of these are met:",
        "Measurable disease outside the brain",
        "not site(brain) or measurable_disease and not_read",
    ),
    (
        "inclusion",
        "Patients with CNS metastases can take part if they meet:",
        "Metastatic disease, and ECOG 0-1",
        "not site(brain) and not leptomeningeal_disease or ecog <= 1",
    ),
    (
        "inclusion",
        "Patients with HIV are eligible if they meet:",
        "Metastatic disease, and ECOG 0-1",
        "not has(hiv_infection) or extent = metastatic and ecog <= 1",
    ),
    # one of several
    (
        "inclusion",
        "Metastatic breast cancer that is hard to treat, i.e. at least one of:",
        "Leptomeningeal disease",
        "leptomeningeal_disease or not_read",
    ),
    # they introduce a list for everybody
    ("inclusion", "Patients must meet everything below unless otherwise noted:", MEASURABLE, "measurable_disease"),
    ("inclusion", "Participants must be in good health, in the view of their doctor, with:", MEASURABLE, "{}"),
    (
        "inclusion",
        "Labs at entry (no transfusion in the week before):",
        PLATELETS,
        "platelets_per_ul >= 100000 and not_read",
    ),
    (
        "inclusion",
        "Sufficient marrow, without growth factor support:",
        PLATELETS,
        "platelets_per_ul >= 100000 and not_read",
    ),
    # what it says of tests by the way, and of help given, changes no limit
    *(
        ("inclusion", heading, PLATELETS, wanted)
        for heading, wanted in (
            (
                "Adequate function within 7 days of the start. If these values are not met, the tests can be repeated:",
                "platelets_per_ul >= 100000",
            ),
            ("Adequate organ function (labs may be used if done as routine care within 14 days), defined as:", "{}"),
            ("Adequate organ function (results may be from any time in the month before), as follows:", "{}"),
            ("Adequate organ function, but not older than 14 days, as follows:", "{}"),
            (
                "Adequate organ function (cohort A only, values obtained within 14 days), as follows:",
                "platelets_per_ul >= 100000 or not_read",
            ),
            ("Patients must have adequate organ function, but only the following limits apply:", "{}"),
            ("Adequate organ function is defined as follows, and is required of all:", "{}"),
            (
                "Adequate organ function; patients may not receive transfusions within 7 days before:",
                "platelets_per_ul >= 100000 and not_read",
            ),
            (
                "Vital organs meet these requirements (no blood components are allowed in the 14 days before):",
                "platelets_per_ul >= 100000 and not_read",
            ),
            (
                "Adequate organ function, unless the marrow is involved, as defined by:",
                "platelets_per_ul >= 100000 or not_read",
            ),
            (
                "These laboratory values must be met (changes of no relevance to the investigator are acceptable):",
                "platelets_per_ul >= 100000 or not_read",
            ),
        )
    ),
    (
        "inclusion",
        "Patients must have received preoperative systemic treatment, as detailed below:",
        "At least 6 cycles of preoperative chemotherapy must have been given",
        "cycles(chemotherapy, setting=neoadjuvant) >= 6",
    ),
    ("inclusion", "In addition, patients must have:", MEASURABLE, "measurable_disease"),
    ("inclusion", "Acceptable organ function, that is:", PLATELETS, "platelets_per_ul >= 100000"),
    ("inclusion", "Women may be of any menopausal status.", MEASURABLE, "measurable_disease"),
    ("inclusion", "Adequate organ function. Samples are drawn within ten days before:", MEASURABLE, "{}"),
    ("exclusion", "Subjects are excluded if they meet any of the following:", SCARS, "has(interstitial_lung_disease)"),
    ("exclusion", "Patients will be excluded for any of the following reasons:", SCARS, "{}"),
    ("inclusion", "Patients are excluded if:", SCARS, "not has(interstitial_lung_disease)"),
    ("inclusion", "The following patients are not eligible:", "Platelets < 100,000/mm3", "platelets_per_ul >= 100000"),
    ("inclusion", "Exclusions:", SCARS, "not has(interstitial_lung_disease)"),
    ("exclusion", "Exclusions:", SCARS, "has(interstitial_lung_disease)"),
    ("inclusion", "If the patient had prior radiotherapy:", MEASURABLE, "measurable_disease or not_read"),
    ("inclusion", "Either", MEASURABLE, "measurable_disease or not_read"),
    ("exclusion", "All of the following:", SCARS, "has(interstitial_lung_disease) and not_read"),
    ("exclusion", "Recent history of:", SCARS, "has(interstitial_lung_disease) and not_read"),
    ("exclusion", "Patients who have had, within the last year:", "Stroke", "has(stroke) and not_read"),
    ("exclusion", "Evidence of any of the following at screening:", "Stroke", "has(stroke) and not_read"),
    ("exclusion", "Evidence of any of the following at screening:", "Active infection", "has(active_infection)"),
    ("exclusion", "Medical history:", SCARS, "has(interstitial_lung_disease)"),
    ("inclusion", "Adequate organ function is defined as:", PLATELETS, "platelets_per_ul >= 100000"),
    ("inclusion", "A person can take part in the study only if all of these apply:", MEASURABLE, "{}"),
    ("inclusion", "Patients will be considered eligible when:", MEASURABLE, "{}"),
    ("inclusion", "Patients meeting all of these criteria will be considered for inclusion:", MEASURABLE, "{}"),
    ("inclusion", "Patients who satisfy all of the following are eligible:", MEASURABLE, "{}"),
    ("inclusion", "Subjects fulfilling the following criteria can be enrolled in this trial:", MEASURABLE, "{}"),
    (
        "inclusion",
        "Those meeting any of the following may be considered for inclusion:",
        MEASURABLE,
        "measurable_disease or not_read",
    ),
    ("inclusion", "Invasive breast cancer with no evidence of metastasis:", "ECOG 0 or 1", "ecog <= 1"),
    ("exclusion", "Patients are not eligible for the study if they have any of these:", SCARS, "{}"),
    ("exclusion", "Disorders of the lung:", SCARS, "has(interstitial_lung_disease)"),
    # they turn round what stands under them
    ("inclusion", "Patients must not have:", METASTASES, "not site(brain)"),
    ("inclusion", "Patients may not have any of the following:", METASTASES, "not site(brain)"),
    ("inclusion", "Patients must be free of:", "Prior chemotherapy", "not had(chemotherapy)"),
    ("inclusion", "Absence of:", METASTASES, "not site(brain)"),
    ("inclusion", "No prior treatment with:", "Eribulin", "not had(eribulin)"),
    ("exclusion", "Patients who do not have:", MEASURABLE, "not measurable_disease"),
    # they limit it to some, or to one way of several
    ("inclusion", "Patients who meet any of these can take part:", MEASURABLE, "measurable_disease or not_read"),
    ("inclusion", "For caregivers:", MEASURABLE, "measurable_disease or not_read"),
    ("inclusion", "Gastric cancer:", MEASURABLE, "measurable_disease or not_read"),
    ("exclusion", "Uncontrolled disease of the lung, such as:", SCARS, "has(interstitial_lung_disease) and not_read"),
    ("exclusion", "For patients in the MRI group:", SCARS, "has(interstitial_lung_disease) and not_read"),
    # a word of treatment counts for what stands under it
    ("exclusion", "Has received or is receiving:", "Eribulin", "had(eribulin)"),
    ("inclusion", "Women of childbearing potential:", "Negative serum pregnancy test", "not pregnancy"),
]


@pytest.mark.parametrize(("section", "heading", "text", "wanted"), UNDER)
def test_what_a_heading_does_to_a_criterion(section: Section, heading: str, text: str, wanted: str) -> None:
    means = {
        MEASURABLE: "measurable_disease",
        SCARS: "has(interstitial_lung_disease)",
        PLATELETS: "platelets_per_ul >= 100000",
    }
    found = reading(section, text, heading)
    assert alike(found, wanted.format(means.get(text)) if wanted == "{}" else wanted), found.condition


@pytest.mark.parametrize(
    ("section", "heading", "text"),
    [
        ("inclusion", "Patients may have had:", METASTASES),
        ("inclusion", "Patients meeting all criteria may have:", METASTASES),
        ("inclusion", "Patients with lung metastases are eligible if:", "Brain metastases"),
        ("inclusion", "Patients with treated brain metastases are eligible.", "No treatment with steroids"),
        (
            "inclusion",
            "Treated brain metastases are allowed, provided they are stable.",
            "No prior radiation to the brain",
        ),
        ("exclusion", "Other cancers exclude, unless they were cured.", "Prior chemotherapy"),
        ("inclusion", "Treatment failure is defined as:", "Prior chemotherapy"),
        ("exclusion", "Any other cancer, with the following exceptions:", "Carcinoma in situ"),
        ("exclusion", "The following are not exclusion criteria:", "Prior chemotherapy"),
        ("inclusion", "Postmenopausal status is defined as:", "Age of 60 years or more"),
        ("inclusion", "No more than one of the following risks must not be there:", METASTASES),
        # what stands under a bare name may say what is meant by it, and "or" opens a list of its own
        ("exclusion", "Known HIV infection:", "CD4 below 350"),
        ("exclusion", "HIV, any of the following:", "CD4 below 350"),
        ("exclusion", "Patients with HIV or with any of the following:", "CD4 below 350"),
        ("exclusion", "Patients without HIV who have any of the following:", "CD4 below 350"),
    ],
)
def test_what_stands_under_it_is_no_criterion(section: Section, heading: str, text: str) -> None:
    assert reading(section, text, heading).condition is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Stage: metastatic", "extent = metastatic"),
        ("Gender: female", "sex = female"),
        ("Menopausal status: postmenopausal", "menopause = postmenopausal"),
        ("Prior therapy: no prior eribulin", "not had(eribulin)"),
    ],
)
def test_a_title_before_a_colon_changes_nothing(text: str, wanted: str) -> None:
    assert alike(reading("inclusion", text), wanted)


@pytest.mark.parametrize("heading", ["Patients may not have:", "Participants must not have any of the following:"])
def test_what_must_not_be_excludes_under_exclusions_as_it_stands(heading: str) -> None:
    assert alike(reading("exclusion", "Heart failure", heading), "has(heart_failure)")
    assert alike(reading("inclusion", "Heart failure", heading), "not has(heart_failure)")


@pytest.mark.parametrize("heading", ["Eligible if no:", "Patients must have no:"])
def test_a_no_at_the_end_of_a_demand_turns_it_round(heading: str) -> None:
    assert alike(reading("inclusion", "Heart failure", heading), "not has(heart_failure)")


@pytest.mark.parametrize("heading", ["No:", "None of the following:"])
def test_a_bare_no_over_exclusions_decides_nothing(heading: str) -> None:
    assert reading("exclusion", "Heart failure", heading).condition is None
    assert alike(reading("inclusion", "Heart failure", heading), "not has(heart_failure)")


@pytest.mark.parametrize(
    "heading",
    [
        "Normal organ function, not including the liver:",
        "Patients may not have any of the exclusion criteria and must have:",
        "Adequate function of the organs, but not more than this:",
    ],
)
def test_a_no_beside_a_demand_does_not_turn_it_round(heading: str) -> None:
    found = reading("inclusion", "Platelets >= 100,000/mm3", heading).condition
    assert found is None or not alike(
        reading("inclusion", "Platelets >= 100,000/mm3", heading), "platelets_per_ul < 100000"
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Performance status",
        "Population",
        "Key inclusion criteria (other criteria may apply):",
        "Patients are eligible to be included in the study only if all of the following criteria apply:",
        "The following criteria apply to all participants except where noted:",
    ],
)
def test_headings_for_everybody(heading: str) -> None:
    assert alike(reading("inclusion", "ECOG 0-1", heading), "ecog <= 1")


@pytest.mark.parametrize("heading", ["Other exclusions", "Pregnancy and breastfeeding", "Patients receiving:"])
def test_titles_over_exclusions(heading: str) -> None:
    assert alike(reading("exclusion", "Pregnancy", heading), "pregnancy")


@pytest.mark.parametrize(
    "heading",
    [
        "At least two of the following:",
        "Meets 2 of the following criteria:",
        "Two or more of these risk factors:",
        "Any 2 out of the following:",
        "Has ≥ 2 of the following:",
    ],
)
def test_of_several_that_are_asked_for_together_none_decides_alone(heading: str) -> None:
    assert alike(reading("inclusion", "ECOG 0-1", heading), "ecog <= 1 or not_read")
    assert alike(reading("exclusion", "Heart failure", heading), "has(heart_failure) and not_read")


@pytest.mark.parametrize("heading", ["Verified by 1 of the following:", "Meets one of these 3 criteria:"])
def test_one_of_several_is_enough(heading: str) -> None:
    assert alike(reading("inclusion", "ECOG 0-1", heading), "ecog <= 1 or not_read")
    assert alike(reading("exclusion", "Heart failure", heading), "has(heart_failure)")


@pytest.mark.parametrize("heading", ["All three of the following:", "Both of the following:", "All 2 of these:"])
def test_all_of_several(heading: str) -> None:
    assert alike(reading("inclusion", "ECOG 0-1", heading), "ecog <= 1")


def test_examples_of_what_is_asked_for_are_not_asked_for() -> None:
    found = reading("inclusion", "Prior letrozole", "Received earlier treatment, such as:")
    assert alike(found, "had(letrozole) or not_read")
