"""What criteria about the time since treatment are read as, and about medicines that are taken beside it."""

from __future__ import annotations

import pytest

from concord.trials.criteria_text import Section
from tests.conftest import whole_knowledge
from tests.trials.table.worlds import decides
from tests.trials.test_reading import alike, reading

# Exclusion: what excludes.
EXCLUDED = [
    # examples between commas do not end the list, and the window counts for all of it
    (
        "Treated with systemic anticancer therapy, including hormonal therapies for breast cancer, or any experimental"
        " therapy within 3 weeks or 5 half-lives (whichever is longer) prior to Cycle 1 Day 1",
        "months_since(cancer_medicine) < 0.69 or not_read",
    ),
    # the same medicine with another one is not each of them
    (
        "Concomitant administration of PARP inhibitors, such as olaparib, with endocrine therapy",
        "taking(parp_inhibitor) and taking(endocrine_therapy)"
        " or (taking(parp_inhibitor) or taking(endocrine_therapy)) and not_read",
    ),
    # a shorter span for one kind is not for the others, and the longer one not for that kind
    (
        "Any anticancer therapy within 4 weeks (2 weeks for endocrine therapy) before the first dose",
        "months_since(endocrine_therapy) < 0.46 or months_since(chemotherapy) < 0.92"
        " or months_since(targeted_therapy) < 0.92 or months_since(her2_directed) < 0.92"
        " or months_since(antibody_drug_conjugate) < 0.92 or months_since(immunotherapy) < 0.92",
    ),
    (
        "Chemotherapy within 3 weeks (1 week for capecitabine) before the first dose",
        "months_since(chemotherapy) < 0.23 or months_since(capecitabine) < 0.23"
        " or months_since(chemotherapy) < 0.69 and not_read",
    ),
    (
        "Chemotherapy < 21 days prior to planned Cycle 1 Day 1, or < 42 days for nitrosoureas or mitomycin",
        "months_since(chemotherapy) < 0.69 or months_since(mitomycin) < 1.38 or not_read",
    ),
    (
        "Targeted therapy or immunotherapy within 4 weeks (6 weeks for mitomycin, 8 weeks for bevacizumab)",
        "months_since(targeted_therapy) < 0.92 or months_since(immunotherapy) < 0.92"
        " or months_since(mitomycin) < 1.38 or months_since(bevacizumab) < 1.84",
    ),
    # the dose counts too
    ("Radiotherapy of the lung > 30 Gy within 6 months", "months_since_radiation(lung) < 6 and not_read"),
    (
        "Less than 21 days or 5 half-lives (whichever is shorter) from prior targeted therapy",
        "months_since(targeted_therapy) < 0.69 and not_read",
    ),
    # who takes it now is within any number of half-lives
    (
        "Use of prohibited medications (strong CYP3A4 inhibitors) within 5 elimination half-lives before enrollment",
        "taking(strong_cyp3a_inhibitor) or not_read",
    ),
    (
        "Currently receiving or has received systemic corticosteroids (> 10 mg of prednisone daily) within 14 days",
        "(taking(steroid) or had(steroid)) and not_read",
    ),
    (
        "Receiving or received drugs known to prolong QT within 14 days or 5 half-lives, whichever is shorter",
        "taking(qt_prolonging_medicine) or had(qt_prolonging_medicine) and not_read",
    ),
    (
        "Bisphosphonates or denosumab initiated, or dose changed, < 2 months prior to the first dose of study drug",
        "(months_since(bisphosphonate) < 2 or months_since(denosumab) < 2) and not_read",
    ),
    ("Fulvestrant (last injection) < 28 days before the first dose", "months_since(fulvestrant) < 0.92"),
    (
        "Patients treated within the last 14 days with medications that are known to be strong CYP3A4 inducers",
        "taking(strong_cyp3a_inducer) or not_read",
    ),
    ("Concomitant use of warfarin, phenytoin and digoxin", "taking(warfarin) or taking(phenytoin) or taking(digoxin)"),
    ("Strong CYP3A4 inducers within 5 days of starting palbociclib", "taking(strong_cyp3a_inducer) or not_read"),
    ("Statins within a month before enrollment", "taking(statin) or not_read"),
]
REQUIRED = [
    (
        "At least 3 weeks since the last chemotherapy, 6 weeks for mitomycin, and 4 weeks for immunotherapy",
        "months_since(chemotherapy) >= 0.69 and months_since(mitomycin) >= 1.38"
        " and months_since(immunotherapy) >= 0.92",
    ),
    # who never had it has no last dose
    (
        "Last chemotherapy ≥ 60 days prior to randomization (if treated with chemotherapy)",
        "months_since(chemotherapy) >= 1.97",
    ),
]
NOT_READ: list[tuple[Section, str]] = [
    # how long she was on it is not how long ago it was
    ("exclusion", "Corticosteroids above 10 mg of prednisone daily within 14 days"),
    ("exclusion", "Kinase inhibitors within 5 half-lives"),
]


@pytest.mark.parametrize(("text", "wanted"), EXCLUDED)
def test_what_excludes_for_a_time(text: str, wanted: str) -> None:
    found = reading("exclusion", text)
    assert alike(found, wanted), found.condition


@pytest.mark.parametrize(("text", "wanted"), REQUIRED)
def test_how_long_ago_it_has_to_be(text: str, wanted: str) -> None:
    found = reading("inclusion", text)
    assert alike(found, wanted), found.condition


@pytest.mark.parametrize(("section", "text"), NOT_READ)
def test_what_cannot_be_said(section: Section, text: str) -> None:
    found = reading(section, text)
    assert found.condition is None or not decides(found.condition, whole_knowledge().signature), found.condition
