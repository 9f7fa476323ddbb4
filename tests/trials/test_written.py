"""The written criteria: each has a reading, each reading is of the language, and no text is a real record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from concord.criteria.parse import parse
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import split
from tests.trials.table.written import answers, texts

BECAUSE = {"consent", "judgement", "no_fact", "allows", "heading", "definition", "cannot_be_said"}


@pytest.mark.parametrize("path", texts(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_criterion_has_a_reading(path: Path, knowledge: Knowledge) -> None:
    readings = answers(path)
    assert {(one.section, one.place) for one in split(path.read_text())} == set(readings)
    for reading in readings.values():
        because = re.fullmatch(r"null: (\w+)", reading)
        if because:
            assert because[1] in BECAUSE
        else:
            parse(reading, knowledge.signature, knowledge.named)


def test_there_are_many_and_none_is_a_record() -> None:
    several = texts()
    assert len(several) >= 90
    assert sum(len(answers(path)) for path in several) >= 2000
    assert not [path for path in several if re.search(r"NCT\d", path.read_text())]
