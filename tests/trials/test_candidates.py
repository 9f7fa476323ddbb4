"""One trial over many people: the same answers and the same reasons as one by one."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner, Result

from concord.cli import app
from concord.trials import shelf, store
from concord.trials.candidates import ask, fits, put, terms_asked
from concord.trials.imports import read_file
from concord.trials.match import fit_of, judge
from concord.trials.readings import asked_of
from tests.conftest import whole_knowledge
from tests.trials.test_expected import facts
from tests.trials.test_person import TRIALS

HERE = Path(__file__).parent
HERS = {"sex": "female", "birth_year": 1970}


@pytest.mark.slow
def test_the_thirty_people_stand_as_when_each_is_looked_at_alone_in_either_engine() -> None:
    knowledge, people = whole_knowledge(), list(facts().values())
    for trial in TRIALS:
        asked = asked_of(trial, knowledge)
        one_by_one = [fit_of([judge(one, person) for one in asked]) for person in people]
        assert fits(asked, people, knowledge.signature) == one_by_one
        with duckdb.connect() as connection:
            put(connection, people, terms_asked(asked), knowledge.signature)  # type: ignore[arg-type]
            assert ask(connection, asked, knowledge.signature) == one_by_one  # type: ignore[arg-type]


def test_nobody_and_nothing_asked_are_no_fault() -> None:
    knowledge = whole_knowledge()
    assert fits([], [], knowledge.signature) == []
    assert fits([], list(facts().values())[:1], knowledge.signature) == ["may_fit"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("centre")
    with store.opened(folder / "trials.sqlite3") as connection:
        day = dt.date(2026, 11, 20)
        store.put_all(connection, read_file(HERE / "records.json", day).trials, day)
    shelf.read_new(folder / "trials.sqlite3", whole_knowledge())
    people = folder / "people"
    people.mkdir()
    situations: dict[str, dict[str, Any]] = {
        "bone": {"cancer": {"extent": "metastatic", "sites": ["bone"], "sites_complete": True}},
        "liver": {"cancer": {"extent": "metastatic", "sites": ["liver"]}},
        "unknown": {},
    }
    for name, one in situations.items():
        (people / f"{name}.json").write_text(json.dumps({"schema": "concord.situation/0", "person": HERS, **one}))
    return folder


def concord(folder: Path, *arguments: str) -> Result:
    store_of = ["--store", str(folder / "trials.sqlite3")]
    return CliRunner().invoke(app, ["trials", "candidates", *arguments, *store_of])


def test_a_centre_sees_for_whom_it_fits_may_fit_or_does_not_and_why(kept: Path) -> None:
    result = concord(kept, "NCT00000002", str(kept / "people"))
    assert result.exit_code == 0
    assert "People looked at: 3. Likely fits: 1. May fit: 1. Does not fit: 1." in result.output
    found = json.loads(concord(kept, "NCT00000002", str(kept / "people"), "--json").output)
    by_name = {one["name"]: one for one in found["people"]}
    assert {name: one["fit"] for name, one in by_name.items()} == {
        "bone": "likely_fits",
        "liver": "does_not_fit",
        "unknown": "may_fit",
    }
    stands = [line for line in by_name["liver"]["criteria"] if line["answer"] == "not_met"]
    assert [line["text"] for line in stands] == ["Liver metastases"]
    assert stands[0]["facts"][0]["say"]
    only = json.loads(concord(kept, "NCT00000002", str(kept / "people"), "--fit", "may_fit", "--json").output)
    assert [one["name"] for one in only["people"]] == ["unknown"]
    assert only["counts"]["likely_fits"] == 1


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_looked_at(kept: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("schema: concord.situation/0\ncancer: {extent: everywhere}\n")
    result = concord(kept, "NCT00000002", str(kept / "people" / "bone.json"), str(bad))
    assert result.exit_code == 2
    assert "People looked at: 1." in result.output
    assert "bad.yaml" in result.output
    assert "Traceback" not in result.output


def test_a_trial_that_is_not_kept_is_said(kept: Path) -> None:
    result = concord(kept, "NCT09999999", str(kept / "people"))
    assert "there is no trial 'NCT09999999'" in str(result.exception)
