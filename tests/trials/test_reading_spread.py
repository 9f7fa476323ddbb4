"""What criteria about where the cancer is are read as: bone alone, organs in crisis, what can be measured."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

CASES: list[tuple[Section, str, str | None]] = [
    # bone alone
    ("exclusion", "Bone as the sole site of metastatic disease", "bone_only"),
    ("exclusion", "Exclusively skeletal metastases", "bone_only"),
    ("exclusion", "Bone metastases and one other manifestation", None),
    ("inclusion", "Measurable disease or non-measurable disease restricted to bone", "measurable_disease or bone_only"),
    # organs in crisis: what it is, and what it needs, is the same thing
    ("exclusion", "Is in visceral crisis", "visceral_crisis"),
    ("exclusion", "Visceral crisis for which a rapid response is needed", "visceral_crisis"),
    ("exclusion", "Visceral crisis (e.g. lymphangitic spread, severe liver dysfunction)", "visceral_crisis"),
    ("exclusion", "Visceral crisis or life expectancy below 3 months", "visceral_crisis or not_read"),
    ("inclusion", "No visceral crisis in the opinion of the investigator", "not visceral_crisis"),
    ("exclusion", "Visceral crisis, e.g. lymphangitis, unless it has resolved", "visceral_crisis and not_read"),
    # what has not spread, by whichever test
    ("inclusion", "No distant metastases on chest CT, bone scan, or PET", "extent != metastatic"),
    ("inclusion", "No distant metastases (M0) by CT thorax + abdominal ultrasound", "extent != metastatic"),
    ("inclusion", "Operable or locally advanced breast cancer", "extent != metastatic and not_read"),
    # what can be measured
    ("inclusion", "At least one unidimensionally measurable target lesion", "measurable_disease"),
    ("inclusion", "Measurable target lesions are required. For part A, evaluable disease is sufficient.",
     "measurable_disease or not_read"),
    ("inclusion", "At least one measurable lesion in conformity with RECIST 1.1", "measurable_disease"),
    # a size is no number of spots
    ("exclusion", "Brain lesions > 3 cm", "site(brain) and not_read"),
    ("exclusion", "More than 3 brain lesions", "brain_lesions > 3"),
    # who is allowed in a second sentence
    ("exclusion", "Uncontrolled brain metastases. Those who are treated and stable for 4 weeks may be included.",
     "brain = active or brain = treated_stable and not_read"),
    ("exclusion", "Uncontrolled brain metastases. Those with stable liver disease may be included.",
     "brain = active and not_read"),
    # operations beside those on the breast
    ("exclusion", "Pleurodesis within 4 weeks", "surgery(pleurodesis) and not_read"),
    ("exclusion", "Pleurodesis is planned", None),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "wanted"), CASES)
def test_where_the_cancer_is(section: Section, text: str, wanted: str | None) -> None:
    expect(section, text, wanted)
