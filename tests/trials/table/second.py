"""A second reader's answers to the test half, judged like the program's: how far two careful readers agree."""

from __future__ import annotations

from concord import yaml12
from concord.criteria.parse import parse
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import split
from concord.trials.reading.read import Reading
from tests.trials.table.judge import Judged, hides, verdict
from tests.trials.test_labels import HERE, eligibility, labels


def second_judged(knowledge: Knowledge) -> list[Judged]:
    """Each label of the test half beside what the second reader wrote, who saw neither the label nor the program."""
    found: list[Judged] = []
    texts, every = eligibility(), labels()
    for path in sorted((HERE / "second").glob("*.yaml")):
        answers = yaml12.parse(path.read_bytes(), path.name).data["criteria"]
        readings = {(one["section"], one["place"]): one["reading"] for one in answers}
        at = {(one.section, one.place): one for one in split(texts[path.stem])}
        for label in every[path.stem][1]:
            place = label["section"], label["place"]
            first, second = (
                text and parse(text, knowledge.signature, knowledge.named)
                for text in (label["reading"], readings[place])
            )
            excludes = label["section"] == "exclusion"
            found.append(
                Judged(
                    path.stem,
                    "second",
                    at[place],
                    tuple(label["kinds"]),
                    first,
                    Reading(second),
                    verdict(second, first, knowledge),
                    hides(second, first, excludes, knowledge),
                )
            )
    return found
