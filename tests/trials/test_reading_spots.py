"""How many spots of cancer there are, and how long ago it was found: read as said, or not at all."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.trials.test_reading import expect

# Section, text, meaning; None: nothing may be decided.
ROWS: list[tuple[Section, str, str | None]] = [
    # spots
    ("inclusion", "No more than four metastases", "lesions <= 4"),
    ("inclusion", "Number of metastatic lesions: 5 or fewer", "lesions <= 5"),
    ("inclusion", "Patients with 1-3 metastases", "lesions >= 1 and lesions <= 3"),
    ("inclusion", "Up to six metastases in up to two organs", "lesions <= 6 and not_read"),
    ("inclusion", "No more than 3 brain metastases", "brain_lesions <= 3"),
    ("inclusion", "2 to 8 brain metastases", "brain_lesions >= 2 and brain_lesions <= 8"),
    ("inclusion", "At least 1 and no more than 5 brain metastases", "brain_lesions >= 1 and brain_lesions <= 5"),
    ("exclusion", "More than eight brain metastases", "brain_lesions > 8"),
    ("exclusion", "> 10 metastases", "lesions > 10"),
    ("inclusion", "At least one brain metastasis", "site(brain)"),
    ("inclusion", "No more than two metastases in the liver", None),
    # since when
    ("inclusion", "Metastatic breast cancer diagnosed within 9 months", "months_since_it_spread < 9"),
    ("inclusion", "First diagnosis of metastatic disease not more than 6 months ago", "months_since_it_spread <= 6"),
    ("inclusion", "Time from diagnosis of metastatic disease to enrollment not longer than 18 months",
     "months_since_it_spread <= 18"),
    ("inclusion", "Breast cancer diagnosed at least 3 years before enrollment", "months_since_first_diagnosis >= 36"),
    ("exclusion", "Diagnosed with breast cancer in the last 4 months", "months_since_first_diagnosis < 4"),
    ("inclusion", "Brain metastases diagnosed within 6 weeks", "site(brain) and not_read"),
    ("inclusion", "Histologically confirmed diagnosis of breast cancer within 60 days", None),
    ("inclusion", "Progression within 9 months of diagnosis of metastatic disease", None),
    ("inclusion", "Recurrence of breast cancer more than 24 months after diagnosis", None),
    ("exclusion", "Radiotherapy within 4 weeks of diagnosis of metastatic disease", None),
    # what is said beside a value
    ("inclusion", "Magnesium >= 0.8 mmol/L; supplementation is permitted", "magnesium_mmol_l >= 0.8"),
    ("inclusion", "Potassium >= 3.6 mmol/L, with or without supplementation", "potassium_mmol_l >= 3.6"),
    ("inclusion", "Glycosylated haemoglobin (HbA1c) < 7 %", "hba1c_percent < 7"),
    ("exclusion", "Primary endocrine resistance according to the ABC consensus definition",
     "endocrine_sensitivity = primary_resistance"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "wanted"), ROWS)
def test_a_criterion_is_read_as_it_is_meant(section: Section, text: str, wanted: str | None) -> None:
    expect(section, text, wanted)
