"""Trials in a brief: counted, a few named with the day of their record, nothing for those who said no."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from concord.choices.brief import brief
from concord.choices.words import Words
from concord.cli import app
from concord.criteria.terms import NotRead
from concord.documents.clinician import clinician_pdf, sheet
from concord.documents.html import to_html
from concord.documents.markdown import to_markdown
from concord.documents.pdf import to_pdf
from concord.reading import Document
from concord.situation.derive import derive
from concord.situation.model import Situation
from concord.situation.read import from_document
from concord.trials import shelf, store
from concord.trials.imports import read_file
from concord.trials.in_brief import in_brief
from concord.trials.match import Table
from concord.trials.person import Person, match
from concord.trials.shelf import Shelf, Wanted
from tests.conftest import whole_knowledge

TODAY = dt.date(2026, 11, 26)
HERS: dict[str, Any] = {
    "schema": "concord.situation/0",
    "person": {"birth_year": 1971, "sex": "female", "country": "US"},
    "cancer": {"extent": "metastatic", "sites": ["bone"], "sites_complete": True},
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trials") / "trials.sqlite3"
    with store.opened(path) as connection:
        store.put_all(connection, read_file(Path(__file__).parent / "records.json", TODAY).trials, TODAY)
    shelf.read_new(path, whole_knowledge())
    return path


def told(**parts: Any) -> Situation:
    return from_document(Document(HERS | parts))


def said(situation: Situation, kept: Path, language: Any = "en") -> list[Any] | None:
    knowledge = whole_knowledge()
    person = Person(derive(situation, knowledge.vocabulary, TODAY), Words(knowledge, language))
    return in_brief(person, shelf.of(kept, knowledge), kept)


def test_the_tally_is_that_of_the_list_and_each_named_trial_bears_its_number_and_its_day(kept: Path) -> None:
    lines = said(told(), kept)
    assert lines is not None
    facts = derive(told(), whole_knowledge().vocabulary, TODAY)
    matched = match(shelf.of(kept, whole_knowledge()), facts, Wanted("United States", status="open"))
    assert f"looked at in the register: {len(matched.rows)}." in lines[0]["say"]
    named = [one for one in lines if "NCT0" in one["say"]]
    assert [one["say"].split("NCT")[1][:8] for one in named] == ["00000002", "00000001"]
    assert all("October 1, 2026" in one["say"] and one["basis"] == ["clinicaltrials-gov"] for one in named)
    assert [one["kind"] for one in named] == ["Likely fits", "May fit"]
    assert [one["link"] for one in named] == [f"https://clinicaltrials.gov/study/NCT0000000{at}" for at in (2, 1)]
    assert any("PIK3CA" in one["say"] for one in lines if one["facts"])  # what would settle most


def test_a_trial_of_which_nothing_about_the_cancer_is_met_is_counted_and_not_named(kept: Path) -> None:
    lines = said(told(cancer={}), kept)
    assert lines is not None
    assert not any("NCT0" in one["say"] for one in lines)
    assert "May fit: " in lines[0]["say"]


def test_whoever_said_no_to_trials_reads_nothing_of_them(kept: Path) -> None:
    assert said(told(priorities={"trials": "no"}), kept) is None


def test_where_her_country_has_no_site_those_of_all_countries_are_told(kept: Path) -> None:
    lines = said(told(person={"sex": "female", "country": "NZ"}), kept)
    assert lines is not None
    assert any("NCT0" in one["say"] for one in lines)


def test_a_store_without_trials_says_nothing(kept: Path) -> None:
    empty, knowledge = Shelf((), Table(), (NotRead(),)), whole_knowledge()
    person = Person(derive(told(), knowledge.vocabulary, TODAY), Words(knowledge))
    assert in_brief(person, empty, kept) is None


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_it_stands_in_the_brief_and_in_its_text_and_nobody_is_called_eligible(language: Any, kept: Path) -> None:
    lines = said(told(), kept, language)
    made = brief(told(), whole_knowledge(), TODAY, language=language, trials=lines)
    assert made["trials"] == lines
    assert "clinicaltrials-gov" in [one["id"] for one in made["sources"]]
    address = "https://clinicaltrials.gov/study/NCT00000002"
    assert to_markdown(made).count(f"<{address}>") == 1
    assert to_html(made).count(f'href="{address}"') == 1
    assert address.encode() in to_pdf(made)
    assert lines is not None
    assert not any("eligib" in one["say"].lower() or "elegible" in one["say"].lower() for one in lines)
    early = told(cancer={"extent": "early"})
    assert brief(early, whole_knowledge(), TODAY, language=language, trials=lines)["trials"] is None


def test_the_command_line_puts_them_in(kept: Path, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("schema: concord.situation/0\ncancer: {extent: metastatic, sites: [bone], sites_complete: yes}\n")
    plain = CliRunner().invoke(app, ["brief", str(file)])
    assert plain.exit_code == 0
    assert "NCT00000002" not in plain.output
    found = CliRunner().invoke(app, ["brief", str(file), "--trials", str(kept)])
    assert found.exit_code == 0
    assert "Studies that may fit" in found.output
    assert "NCT00000002" in found.output
    missing = CliRunner().invoke(app, ["brief", str(file), "--trials", str(tmp_path / "none.sqlite3")])
    assert missing.exit_code != 0
    assert "Traceback" not in missing.output


def test_the_clinicians_page_names_them_last(kept: Path) -> None:
    made = brief(told(), whole_knowledge(), TODAY, trials=said(told(), kept))
    last = sheet(made)["sections"][-1]
    assert last["id"] == "trials"
    assert [line.partition(":")[0] for line in last["lines"][1:]] == ["Likely fits", "May fit"]
    assert clinician_pdf(made)
    without = brief(told(), whole_knowledge(), TODAY)
    assert all(one["id"] != "trials" for one in sheet(without)["sections"])
