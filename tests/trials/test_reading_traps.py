"""Sentences that look like others and say something else. Each was once read wrongly."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import alike, reading

TRAPS: list[tuple[Section, str, str]] = [
    ("exclusion", "More than 3 brain metastases", "site(brain) and not_read"),
    ("inclusion", "At least one brain metastasis", "site(brain)"),
    ("inclusion", "2 to 5 brain metastases", "site(brain) and not_read"),
    ("exclusion", "Metastatic disease to the CNS", "site(brain) or leptomeningeal_disease"),
    ("inclusion", "At least 6 months from prior everolimus", "months_since(everolimus) >= 6"),
    (
        "inclusion",
        "Stable brain metastases are permitted; measurable disease required",
        "measurable_disease or not_read",
    ),
    (
        "inclusion",
        "Measurable disease, or bone-only disease with a lytic spot",
        "measurable_disease or (bone_only and not_read)",
    ),
    ("exclusion", "Prior endocrine therapy is not allowed within 5 years", "months_since(endocrine_therapy) < 60"),
]
UNREAD: list[tuple[Section, str]] = [
    ("inclusion", "No more than 3 brain metastases"),  # none at all is fewer
    ("inclusion", "At least 6 months of prior everolimus"),  # how long, not how long ago
    ("inclusion", "12 or more months on a prior CDK4/6 inhibitor without progression"),
    ("exclusion", "Need for immediate chemotherapy"),
]


@pytest.mark.parametrize(("section", "text", "wanted"), TRAPS)
def test_what_a_sentence_says_and_no_more(section: Section, text: str, wanted: str) -> None:
    assert alike(reading(section, text), wanted), reading(section, text).condition


@pytest.mark.parametrize(("section", "text"), UNREAD)
def test_what_is_not_said_is_not_read(section: Section, text: str) -> None:
    assert reading(section, text).condition is None
