"""What changed between two versions of the knowledge, and whose brief would differ."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.choices.difference import changes, differences
from concord.cli import app
from concord.knowledge.load import Knowledge, folder, load
from concord.situation.read import read_situation

DAY = dt.date(2026, 11, 20)
EXAMPLE = folder() / "examples" / "worked-example.yaml"


@pytest.fixture
def own_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to change; what is read of it is not kept in place of the real one."""
    monkeypatch.setattr("concord.knowledge.load.keep", lambda *_: None)
    root = tmp_path / "knowledge"
    shutil.copytree(folder(), root)
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def remove(root: Path, choice: str) -> None:
    (root / "choices" / f"{choice}.yaml").unlink()
    listed = root / "articles.yaml"
    listed.write_text(re.sub(rf"(?<=[\[ ]){choice}(?:, |(?=\]))", "", listed.read_text()))


def test_nothing_changed_is_nothing_said(knowledge: Knowledge) -> None:
    assert changes(knowledge, knowledge) == []
    assert list(differences(knowledge, knowledge, [("one", read_situation(EXAMPLE))], DAY)) == []


@pytest.mark.slow
def test_a_record_that_is_gone_new_or_changed_is_named(own_copy: Path, knowledge: Knowledge) -> None:
    remove(own_copy, "tamoxifen")
    edit(own_copy, "choices/olaparib.yaml", "is: had(chemotherapy)", "is: had(taxane)")
    found = {(one.what, one.id): one.parts for one in changes(knowledge, load(own_copy))}
    assert ("removed", "tamoxifen") in found
    assert found["changed", "olaparib"] == ("supports",)
    back = {(one.what, one.id) for one in changes(load(own_copy), knowledge)}
    assert ("added", "tamoxifen") in back


@pytest.mark.slow
def test_whose_brief_would_differ_is_told_with_the_standing_first(own_copy: Path, knowledge: Knowledge) -> None:
    remove(own_copy, "elacestrant")
    [one] = differences(knowledge, load(own_copy), [("a", read_situation(EXAMPLE))], DAY)
    assert one.name == "a"
    assert "-> not listed" in one.lines[0]


@pytest.mark.slow
def test_the_command_says_it_and_names_a_folder_that_is_none(own_copy: Path) -> None:
    edit(own_copy, "choices/olaparib.yaml", "is: had(chemotherapy)", "is: had(taxane)")
    run = CliRunner().invoke(
        app, ["knowledge", "diff", str(folder()), str(own_copy), "--situations", str(EXAMPLE.parent)]
    )
    assert run.exit_code == 0, run.output
    assert "changed choices/olaparib: supports" in run.output
    assert "of 1 situation(s) would have another brief" in run.output
