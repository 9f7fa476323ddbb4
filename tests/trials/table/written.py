"""Criteria of trials that do not exist, written in the words of the registry, and what each asks.

`labels/written/<style>/<n>.txt` is an eligibility text, `<n>.labels` has a line for each of its criteria: where it
stands, and its reading (or `null:` and why there is none), by the guide of `labels/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from concord.criteria.parse import parse
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion, split
from concord.trials.reading.read import read
from tests.trials.table.judge import Judged, hides, verdict
from tests.trials.test_labels import HERE

WRITTEN = HERE / "written"
SECTIONS = {"in": "inclusion", "ex": "exclusion"}


def half_of(path: Path) -> str:
    """The thirteenth and fourteenth of each sort are only measured."""
    return "written, unseen" if path.stem in ("13", "14") else "written"


def texts() -> list[Path]:
    return sorted(WRITTEN.glob("*/*.txt"), key=lambda path: (path.parent.name, int(path.stem)))


def name_of(path: Path) -> str:
    """How a trial is called: `a/1`."""
    return f"{path.parent.name}/{path.stem}"


def answers(path: Path) -> dict[tuple[str, str], str]:
    """The readings beside one text, by section and place."""
    found: dict[tuple[str, str], str] = {}
    for line in path.with_suffix(".labels").read_text().splitlines():
        where, _, reading = line.partition("|")
        section, place = where.split()
        found[SECTIONS[section], place] = reading.strip()
    return found


def criteria(path: Path) -> Iterator[tuple[Criterion, str | None]]:
    """Each criterion of one text with its reading."""
    readings = answers(path)
    for criterion in split(path.read_text()):
        reading = readings[criterion.section, criterion.place]
        yield criterion, None if reading.startswith("null") else reading


def written_judged(half: str, knowledge: Knowledge) -> Iterator[Judged]:
    """All written criteria of one half, judged as those of the records are."""
    for path in texts():
        if half_of(path) != half:
            continue
        for criterion, reading in criteria(path):
            label = parse(reading, knowledge.signature, knowledge.named) if reading else None
            found = read(criterion, knowledge)
            excludes = criterion.section == "exclusion"
            yield Judged(
                name_of(path),
                half,
                criterion,
                (),
                label,
                found,
                verdict(found.condition, label, knowledge),
                hides(found.condition, label, excludes, knowledge),
            )
