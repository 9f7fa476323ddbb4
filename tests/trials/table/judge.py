"""Each labelled criterion beside its reading: right, wrong, partly read, not read though readable, rightly not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from concord.criteria.parse import parse
from concord.criteria.terms import Condition, NotRead
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion, split
from concord.trials.reading.read import Reading, read
from tests.trials.table.worlds import decides, pairs, same, sound
from tests.trials.test_labels import eligibility, labels

Verdict = Literal["right", "partly", "wrong", "missed", "rightly not read"]


class Judged(NamedTuple):
    trial: str
    half: str
    criterion: Criterion
    kinds: tuple[str, ...]
    label: Condition | None
    reading: Reading
    verdict: Verdict
    hides: bool
    """For someone the reading says "does not fit" where the label does not: this is what would hide a trial."""


def hides(reading: Condition | None, label: Condition | None, excludes: bool, knowledge: Knowledge) -> bool:
    """Whether a reading keeps somebody out whom the label does not keep out."""
    if reading is None:
        return False
    found = pairs(reading, label or NotRead(), knowledge.signature)
    return any(first is excludes and second is not excludes for first, second in found)


def verdict(reading: Condition | None, label: Condition | None, knowledge: Knowledge) -> Verdict:
    """A reading that never decides counts as none; one that decides less than it could, but rightly, as partly read."""
    signature = knowledge.signature
    if reading is None or not decides(reading, signature):
        return "rightly not read" if label is None else "missed"
    if label is None:
        return "wrong"
    if same(reading, label, signature):
        return "right"
    return "partly" if sound(reading, label, signature) else "wrong"


def judged(half: str, knowledge: Knowledge) -> Iterator[Judged]:
    """All labels of one half, judged."""
    texts = eligibility()
    for trial, (stands_in, several) in labels().items():
        if stands_in != half:
            continue
        at = {(one.section, one.place): one for one in split(texts[trial])}
        for label in several:
            criterion = at[label["section"], label["place"]]
            wanted = label["reading"] and parse(label["reading"], knowledge.signature, knowledge.named)
            reading = read(criterion, knowledge)
            yield Judged(
                trial,
                half,
                criterion,
                tuple(label["kinds"]),
                wanted,
                reading,
                verdict(reading.condition, wanted, knowledge),
                hides(reading.condition, wanted, criterion.section == "exclusion", knowledge),
            )
