"""The table of docs/trials_reading.md: how well criteria are read, and that it does not get worse unseen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from concord.knowledge.load import Knowledge
from tests.trials.table.page import all_judged, reading_page, whole
from tests.trials.test_labels import eligibility

PAGE = Path(__file__).parents[2] / "docs" / "trials_reading.md"
# What is reached, half by half, rounded down: right among right and wrong; right among whole labels; read at all.
# The aim is 0.95 and 0.80 on the test half, and it is NOT reached: docs/trials_reading.md says so.
REACHED = {"test": (0.90, 0.46, 0.45), "tune": (0.99, 0.78, 0.63)}


@pytest.mark.slow
@pytest.mark.parametrize("half", ["test", "tune"])
def test_criteria_are_read_at_least_as_well_as_the_page_says(half: str) -> None:
    eligibility()  # skips where the records are missing
    several = all_judged(half)
    counts = Counter(one.verdict for one in several)
    wholes = [one for one in several if one.label is not None and whole(one.label)]
    precision, recall, read_at_all = REACHED[half]
    assert counts["right"] >= precision * (counts["right"] + counts["wrong"])
    assert sum(one.verdict == "right" for one in wholes) >= recall * len(wholes)
    assert counts["right"] + counts["partly"] >= read_at_all * sum(one.label is not None for one in several)


@pytest.mark.slow
def test_the_page_is_what_the_reader_does_now(knowledge: Knowledge) -> None:
    eligibility()
    assert PAGE.read_text() == reading_page(knowledge)
