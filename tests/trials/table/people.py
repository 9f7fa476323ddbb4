"""The thirty people of `expected/`: what was written down by hand, against what is read and decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from concord.criteria.decide import decide
from concord.knowledge.load import Knowledge
from concord.possible import negate
from concord.trials.criteria_text import split
from concord.trials.reading.read import read
from tests.trials.test_expected import ANSWER, Fit, expected, facts
from tests.trials.test_labels import eligibility

MEANS = {
    ("fits", "fits"): "the same",
    ("does_not_fit", "does_not_fit"): "the same",
    ("may_fit", "may_fit"): "the same",
    ("fits", "may_fit"): "left open though it fits",
    ("does_not_fit", "may_fit"): "left open though it does not fit",
    ("may_fit", "fits"): "said to fit though it is open",
    ("does_not_fit", "fits"): "said to fit though it does not",
    ("may_fit", "does_not_fit"): "said not to fit though it is open",
    ("fits", "does_not_fit"): "said not to fit though it does",
}


def pairs(knowledge: Knowledge) -> Iterator[tuple[Fit, Fit]]:
    """For each criterion that can be read, and each person: the answer by hand, and that of the program."""
    texts = eligibility()
    for trial, rows in expected().items():
        at = {(one.section, one.place): one for one in split(texts[trial])}
        for place, row in rows.items():
            condition = read(at[place], knowledge).condition  # type: ignore[index]
            for number, by_hand in row.items():
                truth = decide(condition, facts()[number]) if condition is not None else None
                yield by_hand, ANSWER[truth if place[0] == "inclusion" else negate(truth)]


def table(knowledge: Knowledge) -> str:
    counts = Counter(MEANS[one] for one in pairs(knowledge))
    total = sum(counts.values())
    rows = [f"| {name} | {counts[name]} | {counts[name] / total:.1%} |" for name in dict.fromkeys(MEANS.values())]
    return "\n".join(["| by hand and by program | answers | |", "|---|---|---|", *rows])
