"""A list with numbers inside one criterion: its things are read one by one, like criteria under its first words."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from concord.trials.reading.words.numbered import numbered
from tests.trials.test_reading import expect, reading

LISTS: list[tuple[Section, str, str]] = [
    (
        "inclusion",
        "Patients must have: (a) measurable disease, (b) ECOG 0-1, and (c) platelets of at least 100,000/mm3",
        "measurable_disease and ecog <= 1 and platelets_per_ul >= 100000",
    ),
    ("inclusion", "1. Aged 18 or more 2. ECOG 0-1", "age_years >= 18 and ecog <= 1"),
    ("inclusion", "Either 1) measurable disease or 2) bone-only disease", "measurable_disease or bone_only"),
    (
        "inclusion",
        "One of the following: i) measurable disease, ii) bone-only disease, or iii) what the doctor prefers",
        "measurable_disease or bone_only or not_read",
    ),
    ("inclusion", "1) ECOG 0-1; 2) able to climb stairs", "ecog <= 1 and not_read"),
    ("inclusion", "1) ECOG 0-1; 2) prior eribulin is allowed", "ecog <= 1"),
    ("exclusion", "1) brain metastases; 2) prior eribulin; 3) pregnancy", "site(brain) or had(eribulin) or pregnancy"),
    (
        "exclusion",
        "Any of these within 6 months: a) heart failure and b) interstitial lung disease",
        "(has(heart_failure) and not_read) or (has(interstitial_lung_disease) and not_read)",
    ),
]


@pytest.mark.parametrize(("section", "text", "wanted"), LISTS)
def test_each_thing_of_a_numbered_list_is_read(section: Section, text: str, wanted: str) -> None:
    expect(section, text, wanted)


def test_each_part_keeps_its_place_in_the_text() -> None:
    text = "1) brain metastases; 2) prior eribulin"
    assert [text[one.start : one.end] for one in reading("exclusion", text).words] == [
        "brain metastases",
        "prior eribulin",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two of the following: 1) measurable disease, 2) bone-only disease, 3) ascites",
        "HER2 status by IHC (2+) and by ISH (1)",
        "Grade 2) or worse",
        "One (1) or two (2) lines",
        "See section 2) and 4)",
    ],
)
def test_numbers_that_count_nothing_up_make_no_list(text: str) -> None:
    assert numbered(text) is None
