"""The knowledge as one compiled file: the same knowledge, loaded without reading any YAML."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from concord.choices.brief import brief
from concord.choices.difference import changes
from concord.knowledge import read as reading_files
from concord.knowledge.load import Knowledge, KnowledgeError, compiled, folder, load
from concord.situation.read import read_situation
from concord.trials.criteria_text import Criterion
from concord.trials.reading.read import read as criteria
from tests.conftest import AS_OF


@pytest.fixture
def file(tmp_path: Path, knowledge: Knowledge) -> Path:
    path = tmp_path / "knowledge.json"
    path.write_bytes(orjson.dumps(compiled(knowledge)))
    return path


def test_it_is_the_same_knowledge(file: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_yaml(*_: object) -> None:
        raise AssertionError("YAML was read")

    monkeypatch.setattr(reading_files, "parse_yaml", no_yaml)
    other = load(file)
    assert changes(knowledge, other) == []
    assert other.hash == knowledge.hash
    situation = read_situation(folder() / "examples" / "worked-example.yaml")
    assert brief(situation, other, AS_OF) == brief(situation, knowledge, AS_OF)


def test_criteria_of_trials_are_read_by_it_too(file: Path, knowledge: Knowledge) -> None:
    criterion = Criterion("inclusion", "1", "HER2-negative metastatic breast cancer")
    assert criteria(criterion, load(file)) == criteria(criterion, knowledge)
    assert criteria(criterion, load(file)).condition is not None


def test_another_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"a": 1}')
    with pytest.raises(KnowledgeError, match="not compiled knowledge"):
        load(path)
