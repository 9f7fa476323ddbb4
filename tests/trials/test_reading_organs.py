"""Where the cancer sits, values of organs and fitness, in the turns of phrase of real records."""

from __future__ import annotations

import pytest

from concord.criteria.parse import parse
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion, Section
from concord.trials.reading.read import read
from tests.trials.table.worlds import same

# Section, text, meaning; None: nothing may be read.
ROWS: list[tuple[Section, str, str | None]] = [
    # fitness, with the words of several countries
    ("inclusion", "Performance status (WHO) 0-1", "ecog <= 1"),
    ("inclusion", "WHO 0-1", "ecog <= 1"),
    ("inclusion", "Patients who 0-1 times a day fleem", None),
    ("inclusion", "ECOG physical status score of 0 to 2 points", "ecog <= 2"),
    ("inclusion", "KPS of greater than or equals to 70", "ecog <= 1"),
    ("inclusion", "Life expectancy of at least 5 months and ECOG 0-1", "ecog <= 1 and not_read"),
    # "no A without B" lets those in who have both
    ("inclusion", "No brain metastases without prior radiosurgery", "brain = none or not_read"),
    ("inclusion", "Patients with brain metastases have no signs of progression since radiosurgery",
     "brain = none or not_read"),
    ("inclusion", "Patients with brain metastases but no leptomeningeal disease",
     "brain in (active, treated_stable) and not leptomeningeal_disease"),
    ("inclusion", "Patients with brain metastases without leptomeningeal disease",
     "brain in (active, treated_stable) and not leptomeningeal_disease"),
    # what is wider for some at the end of several values
    ("inclusion", "Bilirubin ≤ 2 x ULN, ALT ≤ 3 x ULN (in cases with liver metastases: bilirubin ≤ 4 x ULN and "
     "ALT ≤ 6 x ULN)",
     "(bilirubin_x_uln <= 2 or site(liver) and bilirubin_x_uln <= 4) and "
     "(alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6)"),
    ("inclusion", "Bilirubin ≤ 2 x ULN and ALT ≤ 3 x ULN; in case of liver metastases, ALT ≤ 6 x ULN",
     "bilirubin_x_uln <= 2 and (alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6)"),
    ("inclusion", "ALT ≤ 3 x ULN without tumor liver involvement", "alt_x_uln <= 3 or site(liver)"),
    ("inclusion", "ALT ≤ 3 x of ULN, or ≤ 6 x of the upper limit of normal in known liver metastases",
     "alt_x_uln <= 3 or site(liver) and alt_x_uln <= 6"),
    ("inclusion", "AKP ≤ 3 times the normal upper limit", "alp_x_uln <= 3"),
    ("inclusion", "Creatinine ≤ 2 x ULN or clearance rate of creatinine ≥ 40 mL/min",
     "creatinine_clearance_ml_min >= 40 or not_read"),
    ("inclusion", "Marrow (neutrophils ≥ 1.0 x 10^9/L, platelets ≥ 70 x 10^9/L) function",
     "neutrophils_per_ul >= 1000 and platelets_per_ul >= 70000"),
    ("exclusion", "LVEF < 45%, or a history of a fall in LVEF during trastuzumab", "lvef_percent < 45 or not_read"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "means"), ROWS)
def test_organs(section: Section, text: str, means: str | None, knowledge: Knowledge) -> None:
    found = read(Criterion(section, "1", text), knowledge).condition
    if means is None:
        assert found is None, found
        return
    assert found is not None
    assert same(found, parse(means, knowledge.signature, knowledge.named), knowledge.signature), found
