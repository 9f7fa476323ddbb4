"""Whatever a file says, one answer can be changed and everything else stays as it was written."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.choices.words import Words
from concord.knowledge.load import folder
from concord.reading import InputError, parse
from concord.situation.read import SCHEMA, without_unknown
from concord.web.site.pages import words_in
from concord.web.whole import file as files
from concord.web.whole import forms
from concord.web.whole.entries import REPORT, form_of
from concord.web.whole.lines import sections
from concord.web.whole.table import QUESTIONS, TABLE, Question
from concord.web.whole.tests.fill import untouched
from concord.web.whole.tests.told import VALID

TODAY = dt.date(2026, 11, 26)
EXAMPLES = sorted((folder() / "examples").glob("*.yaml"))
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
LANGUAGES = st.sampled_from([words_in("en"), words_in("es")])


def keys_of(one: Question, file: files.File) -> dict[str, Any]:
    values = file.get(one.part, {}) if one.part else file
    return {key: values[key] for key in one.keys if key in values}


def sent_again(one: Question, file: files.File, words: Words) -> files.File:
    """The file after the page of a question was opened and sent as it stood."""
    known = keys_of(one, file)
    fields = forms.drawn(one.fields, known, words)
    data = untouched(fields)
    units = {f"{field['key']}-unit" for field in fields}
    if not any(any(value) for name, value in data.lists() if name not in units):
        data["all_unknown" if forms.asks_once(one.fields) else one.keys[0]] = "unknown"
    values, _ = forms.read(one.fields, known, data, words, TODAY)
    return files.changed(file, one.part, values, TODAY)


def plain(file: files.File) -> files.File:
    """A file without what is empty, which says nothing."""
    kept = {
        key: plain(value) if isinstance(value, dict) and key not in ("matters",) else value
        for key, value in file.items()
    }
    return {key: value for key, value in kept.items() if value not in files.ABSENT}


def check_every_question(file: files.File, words: Words) -> None:
    before = copy.deepcopy(file)
    for one in TABLE:
        assert plain(sent_again(one, file, words)) == plain(file), one.name
    assert file == before


@SLOW
@given(VALID, LANGUAGES)
def test_a_page_that_is_sent_as_it_stands_changes_nothing(file: files.File, words: Words) -> None:
    check_every_question(file, words)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.stem)
def test_the_examples_survive_too(example: Any) -> None:
    data = without_unknown(parse(example.read_bytes()).data)
    check_every_question(data, words_in("en"))


@SLOW
@given(VALID, LANGUAGES)
def test_an_entry_that_is_sent_as_it_stands_changes_nothing(file: files.File, words: Words) -> None:
    for part, form_for in (("pathology", lambda entry: REPORT), ("biomarkers", form_of)):
        for index, entry in enumerate(file.get(part, [])):
            fields = [field for _, group in form_for(entry).fields(entry) for field in group]
            data = untouched(forms.drawn(fields, entry, words))
            try:
                values, _ = forms.read(fields, entry, data, words, TODAY, may_be_empty=False)
            except forms.WrongError:  # an entry that says nothing
                assert not set(entry) & {field.key for field in fields}
                continue
            assert plain(files.with_entry(file, part, index, values, TODAY)) == plain(file)


CHANGES: dict[str, dict[str, Any]] = {
    "birth_year": {"birth_year": 1960},
    "sites_complete": {"sites_complete": "no"},
    "pain": {"pain_0_to_10": 7},
    "kidney": {"creatinine_clearance_ml_min": 61.5, "creatinine_mg_dl": None},
    "dpyd": {"dpyd": "partial"},
    "notes": {"notes": "other words"},
    "medicines": {"medicines": ["warfarin"], "medicines_complete": None},
}


@SLOW
@given(VALID, st.sampled_from(sorted(CHANGES)))
def test_one_changed_answer_leaves_all_others(file: files.File, name: str) -> None:
    one = QUESTIONS[name]
    new = files.changed(file, one.part, CHANGES[name], TODAY)
    assert keys_of(one, files.told(new)) == {
        key: {"no": False}.get(value, value) if not isinstance(value, list) else value
        for key, value in CHANGES[name].items()
        if value is not None
    }

    def without(data: files.File) -> files.File:
        data = copy.deepcopy(data)
        for key in one.keys:
            (data.get(one.part, {}) if one.part else data).pop(key, None)
        return plain(data)

    assert without(new) == without(file)


@SLOW
@given(VALID, LANGUAGES)
def test_the_list_of_answers_shows_everything_in_the_file(file: files.File, words: Words) -> None:
    shown: set[str] = set()
    for section in sections(file, (), words):
        for line in section.told:
            assert line.said
            shown |= line.places
    facts = plain(files.told(file))
    missing = []
    for key, value in facts.items():
        if key == "schema":
            continue
        if isinstance(value, dict):
            missing += [f"{key}.{inner}" for inner in value if f"{key}.{inner}" not in shown]
        elif isinstance(value, list) and key != "symptoms":
            missing += [f"{key}[{n}]" for n in range(len(value)) if f"{key}[{n}]" not in shown]
        elif key not in shown:
            missing.append(key)
    assert missing == []


POINTER = {"type": "Observation", "id": "o"}


def test_taking_an_entry_out_moves_what_is_noted_of_the_later_ones() -> None:
    reports = [{"er": "positive"}, {"er": "negative"}, {"pr": "negative"}]
    records = {f"pathology[{n}]": {**POINTER, "id": str(n)} for n in range(3)} | {
        "pathology[2].pr": {**POINTER, "id": "p"}
    }
    records["biomarkers[2]"] = POINTER
    file = {"schema": SCHEMA, "pathology": reports, "records": records}
    new = files.without_entry(file, "pathology", 1)
    assert new["pathology"] == [reports[0], reports[2]]
    assert {place: one["id"] for place, one in new["records"].items()} == {
        "pathology[0]": "0",
        "pathology[1]": "2",
        "pathology[1].pr": "p",
        "biomarkers[2]": "o",
    }


def test_what_a_person_changes_no_longer_comes_from_the_record() -> None:
    records = {"health.lvef_percent": POINTER, "health.qtcf_ms": POINTER}
    file = {"schema": SCHEMA, "health": {"lvef_percent": 60, "qtcf_ms": 400}, "records": records}
    same = files.changed(file, "health", {"lvef_percent": 60}, TODAY)
    assert set(same["records"]) == set(records)
    other = files.changed(file, "health", {"lvef_percent": 55}, TODAY)
    assert set(other["records"]) == {"health.qtcf_ms"}


def test_the_day_of_a_file_moves_up_only_where_an_answer_of_today_needs_it() -> None:
    file = {"schema": SCHEMA, "as_of": "2026-01-20"}
    assert files.changed(file, "cancer", {"metastatic_since": "2025"}, TODAY)["as_of"] == "2026-01-20"
    assert files.changed(file, "cancer", {"metastatic_since": "2026-11"}, TODAY)["as_of"] == "2026-11-26"
    with pytest.raises(InputError, match="lies after"):
        files.changed(file, "cancer", {"metastatic_since": "2026-12"}, TODAY)
