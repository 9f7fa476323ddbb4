"""The table of docs/trials_reading.md: how well criteria are read, and that it does not get worse unseen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from concord.knowledge.load import Knowledge
from tests.trials.table import people
from tests.trials.table.page import all_judged, reading_page
from tests.trials.table.whole_records import asked
from tests.trials.test_labels import eligibility

PAGE = Path(__file__).parents[2] / "docs" / "trials_reading.md"
# What is reached, half by half, rounded down: right among right and wrong; right among all that can be read; right and
# partly among all that can be read. The aim is 0.95 and 0.80 on the test half, and it is NOT reached: the page says so.
REACHED = {
    "test": (0.95, 0.61, 0.68),
    "tune": (0.99, 0.80, 0.84),
    "written, unseen": (0.91, 0.76, 0.81),
    "written": (0.96, 0.81, 0.88),
}
# How often a record that is read as a whole tells somebody "does not fit" wrongly, at the most.
HIDES = {"test": 1, "tune": 1, "written, unseen": 7, "written": 28}
# How often it loses at the most what one criterion rightly asks for.
LOST = {"test": 5, "tune": 17, "written, unseen": 0, "written": 14}


@pytest.mark.slow
@pytest.mark.parametrize("half", HIDES)
def test_a_whole_record_hides_a_trial_no_more_often_than_the_page_says(half: str, knowledge: Knowledge) -> None:
    if half in ("test", "tune"):
        eligibility()
    several = list(asked(all_judged(half), knowledge))
    assert sum(one.hides for one in several) <= HIDES[half]
    assert sum(one.lost for one in several) <= LOST[half]


@pytest.mark.slow
@pytest.mark.parametrize("half", REACHED)
def test_criteria_are_read_at_least_as_well_as_the_page_says(half: str) -> None:
    if half in ("test", "tune"):
        eligibility()  # skips where the records are missing
    several = all_judged(half)
    counts = Counter(one.verdict for one in several)
    readable = sum(one.label is not None for one in several)
    precision, recall, read_at_all = REACHED[half]
    assert counts["right"] >= precision * (counts["right"] + counts["wrong"])
    assert counts["right"] >= recall * readable
    assert counts["right"] + counts["partly"] >= read_at_all * readable


@pytest.mark.slow
def test_the_program_answers_for_thirty_people_as_was_written_by_hand_or_leaves_it_open(knowledge: Knowledge) -> None:
    eligibility()
    pairs = list(people.pairs(knowledge))
    otherwise = [(by_hand, said) for by_hand, said in pairs if said not in (by_hand, "may_fit")]
    assert otherwise == []
    assert len(pairs) - sum(said == "may_fit" != by_hand for by_hand, said in pairs) >= 0.93 * len(pairs)


@pytest.mark.slow
def test_the_page_is_what_the_reader_does_now(knowledge: Knowledge) -> None:
    eligibility()
    assert PAGE.read_text() == reading_page(knowledge)
