"""What criteria about earlier treatment are read as: in which setting, where on the body, and what does not matter."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import alike, expect, reading

ROWS: list[tuple[Section, str, str]] = [
    # a field of radiation by the words for a place, before or after the word for radiation
    ("exclusion", "Prior radiotherapy to the hip or the lumbar spine", "radiation(hip) or radiation(lumbar_spine)"),
    ("exclusion", "Previous pelvic or hepatic irradiation", "radiation(pelvis) or radiation(liver)"),
    ("exclusion", "Mediastinal RT", "radiation(mediastinum)"),
    ("exclusion", "Prior RT to the axilla, to the chest wall or to the breast within 6 months",
     "months_since_radiation(axilla) < 6 or months_since_radiation(left_chest_wall) < 6"
     " or months_since_radiation(right_chest_wall) < 6 or months_since_radiation(breast) < 6"),
    ("exclusion", "Prior radiation of the liver or an unheard-of organ", "radiation(liver) or not_read"),
    ("exclusion", "Prior ipsilateral breast radiotherapy", "radiation(breast) and not_read"),
    ("inclusion", "No earlier irradiation of the breast or chest wall", "not radiation(breast)"),
    # "have had"
    ("inclusion", "Patients must have had a taxane", "had(taxane)"),
    ("inclusion", "Must not have had a stroke", "not has(stroke)"),
    ("inclusion", "Patients must have had a bilateral oophorectomy", "surgery(bilateral_oophorectomy)"),
    ("inclusion", "Has had an anthracycline", "had(anthracycline)"),
    # in whatever setting
    ("exclusion", "Prior eribulin, regardless of the line", "had(eribulin)"),
    ("exclusion", "Any previous exposure to a taxane, for whatever reason", "had(taxane)"),
    ("exclusion", "Treatment by olaparib, whatever the indication", "had(olaparib)"),
    ("exclusion", "Earlier anthracyclines, for any cancer", "had(anthracycline)"),
    ("exclusion", "Prior eribulin for a good reason", "had(eribulin) and not_read"),
    # other words for a setting, a number, the giving
    ("inclusion", "At least 12 weeks of preoperative letrozole", "months_on(letrozole, setting=neoadjuvant) >= 2.76"),
    ("inclusion", "Post-operative capecitabine", "had(capecitabine, setting=adjuvant)"),
    ("inclusion", "Max. two prior lines of chemotherapy in the metastatic situation", "lines(chemotherapy) <= 2"),
    ("inclusion", "At the most one palliative chemotherapy line is permitted", "lines(chemotherapy) <= 1"),
    ("inclusion", "Pretreatment with a taxane", "had(taxane)"),
    ("exclusion", "Eribulin already administered", "had(eribulin)"),
    (
        "exclusion",
        "Prior chemotherapy, radiotherapy or surgery (mastectomy or lumpectomy) for this cancer",
        "had(chemotherapy) or surgery(mastectomy) or surgery(lumpectomy) or not_read",
    ),
    (
        "inclusion",
        "For advanced disease, no previous eribulin or taxane",
        "not had(eribulin, setting=metastatic) and not had(taxane, setting=metastatic)",
    ),
    # a preposition said again, a list that names all of a class
    ("exclusion", "Exposure to olaparib, to a taxane or to eribulin", "had(olaparib) or had(taxane) or had(eribulin)"),
    ("exclusion", "Treated by eribulin or by an unheard-of agent", "had(eribulin) or not_read"),
    (
        "inclusion",
        "Progressed on a CDK4/6 inhibitor (abemaciclib, ribociclib or palbociclib)",
        "progressed_on(cdk46_inhibitor)",
    ),
    ("inclusion", "Prior CDK4/6 inhibitor (palbociclib or ribociclib)", "had(palbociclib) or had(ribociclib)"),
    # how long, how many cycles
    (
        "inclusion",
        "At least 12, but not more than 36 months of adjuvant letrozole",
        "months_on(letrozole, setting=adjuvant) >= 12 and months_on(letrozole, setting=adjuvant) <= 36",
    ),
    ("inclusion", "Prior neoadjuvant taxanes (at least 3 cycles)", "cycles(taxane, setting=neoadjuvant) >= 3"),
    ("exclusion", "Adjuvant tamoxifen lasting more than 10 years", "months_on(tamoxifen, setting=adjuvant) > 120"),
    ("inclusion", "Completion of at least 9 months of adjuvant letrozole",
     "months_on(letrozole, setting=adjuvant) >= 9"),
    # where there is none, it is not asked for
    ("inclusion", "Prior olaparib, if available", "had(olaparib) or not_read"),
    ("inclusion", "Prior taxane and anthracycline, where indicated", "had(taxane) and had(anthracycline) or not_read"),
    ("inclusion", "Prior taxane, unless intolerant of taxanes", "had(taxane) or not_read"),
    ("inclusion", "Prior taxane, or ineligible for it", "had(taxane) or not_read"),
    ("inclusion", "Prior taxane is allowed if the treatment-free interval is at least 9 months",
     "months_to_relapse(taxane, setting=early) >= 9"),
    # without earlier treatment
    ("inclusion", "Not previously treated with eribulin", "not had(eribulin)"),
    ("inclusion", "Metastatic breast cancer, not previously treated with a taxane",
     "extent = metastatic and not had(taxane, setting=metastatic)"),
    ("exclusion", "Capecitabine for any stage of disease", "had(capecitabine)"),
    ("inclusion", "Eribulin in the localized or metastatic setting", "had(eribulin)"),
    ("inclusion", "Has received no prior treatment for metastatic disease", "lines = 0"),
    ("inclusion", "At least 5 weeks since the last prior chemotherapy", "months_since(chemotherapy) >= 1.15"),
    ("inclusion", "No eribulin for metastatic disease. A prior taxane in the adjuvant setting is allowable if completed"
     " at least 9 months before enrollment",
     "not had(eribulin, setting=metastatic) and months_since(taxane, setting=adjuvant) >= 9"),
    # how it went
    ("inclusion", "Has had eribulin, with disease progression under it", "progressed_on(eribulin)"),
    ("inclusion", "Prior taxane and progression during that regimen", "progressed_on(taxane)"),
    ("inclusion", "Partial or complete response to a taxane in the metastatic setting",
     "shrank_on(taxane, setting=metastatic)"),
    ("inclusion", "Recurrence more than 2 years after completion of adjuvant tamoxifen",
     "had(tamoxifen, setting=adjuvant) and months_to_relapse(tamoxifen, setting=adjuvant) > 24"),
]  # fmt: skip

NOT_READ: list[tuple[Section, str]] = [
    ("exclusion", "The first treatment after recurrence was eribulin"),
    ("exclusion", "If the tumor was large, irradiation of the breast must have been completed"),
    ("inclusion", "Progression on it"),
    ("inclusion", "Response to a taxane within 6 months"),
    ("exclusion", "Planned pelvic radiotherapy"),
    ("exclusion", "Radiotherapy to an unheard-of organ"),
    ("inclusion", "Irradiation of the breast is not mandatory"),
]


@pytest.mark.parametrize(("section", "text", "wanted"), ROWS)
def test_what_a_criterion_about_earlier_treatment_says(section: Section, text: str, wanted: str) -> None:
    expect(section, text, wanted)


def test_a_heading_that_names_a_kind_of_treatment_limits_nothing() -> None:
    assert alike(reading("inclusion", "No prior eribulin", "Chemotherapy:"), "not had(eribulin)")
    assert alike(reading("inclusion", "No prior eribulin", "Letrozole:"), "not had(eribulin) or not_read")


@pytest.mark.parametrize(("section", "text"), NOT_READ)
def test_what_was_not_given_is_not_read_as_given(section: Section, text: str) -> None:
    expect(section, text, None)
