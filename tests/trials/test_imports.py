"""Records come from files in each of their forms, and what cannot be read is named with its place."""

from __future__ import annotations

import datetime as dt
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.reading import InputError
from concord.trials.imports import read_bytes, read_file, record
from concord.trials.records import Contact, Site, Trial
from tests.trials.made import FLATTENED, NCI, number, study


def read(data: Any) -> list[Trial]:
    found = read_bytes(json.dumps(data).encode(), "a.json")
    assert not found.faults
    return found.trials


def faults(content: bytes | Any, name: str = "a.json") -> list[str]:
    return [
        str(one)
        for one in read_bytes(content if isinstance(content, bytes) else json.dumps(content).encode(), name).faults
    ]


def test_a_study_of_the_registry_is_read_whole() -> None:
    assert record(study()) == Trial(
        nct_id=number(1),
        title="A trial",
        official_title="A trial, in full",
        summary="\nIt compares & asks.\n",
        description="At length",
        status="recruiting",
        phases=("1", "2"),
        conditions=("Breast Cancer", "Bone Metastases"),
        interventions=("Examplib",),
        arms=("Placebo: a tablet",),
        allocation="randomized",
        masking="double",
        eligibility="Inclusion Criteria:\n\n* Age \\>= 18",
        sex="female",
        min_age=18,
        max_age=None,
        sites=(
            Site(name="Clinic", city="Málaga", country="Spain", status="recruiting"),
            Site(name="Hospital", city="Boston", state="MA", country="United States"),
        ),
        contacts=(Contact(name="The team", phone="555", email="team@example.org"),),
        updated=dt.date(2026, 10, 1),
        fetched_on=dt.date(2026, 11, 20),
        source="clinicaltrials.gov",
    )


def test_a_flattened_record_is_as_old_as_it_says() -> None:
    found = record(FLATTENED)
    assert (found.nct_id, found.status, found.phases, found.fetched_on) == (
        number(7), "recruiting", ("1", "2"), dt.date(2026, 1, 5)
    )  # fmt: skip
    assert record({**FLATTENED, "from": "examples 2026-06"}).fetched_on == dt.date(2026, 6, 1)
    assert record({**FLATTENED, "from": "somewhere"}).fetched_on is None
    assert record(FLATTENED, dt.date(2026, 11, 1)).fetched_on == dt.date(2026, 11, 1)


def test_a_record_of_the_nci_brings_sites_and_what_its_statuses_mean() -> None:
    found = record(NCI)
    assert (found.status, found.conditions, found.sex, found.min_age, found.max_age) == (
        "suspended", ("Breast Cancer",), "all", 18, None
    )  # fmt: skip
    assert found.sites == (
        Site(name="Centre", city="Boston", state="MA", country="United States", status="active_not_recruiting"),
    )
    assert found.fetched_on is None
    assert not found.eligibility


def test_the_criteria_of_an_nci_record_become_a_text() -> None:
    lines = [
        {"inclusion_indicator": True, "description": "Age\n18"},
        {"inclusion_indicator": False, "description": "Pregnancy"},
    ]
    found = record({**NCI, "eligibility": {"unstructured": lines}})
    assert found.eligibility == "Inclusion Criteria:\n\n* Age 18\n\nExclusion Criteria:\n\n* Pregnancy"


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Phase 3", ("3",)), ("PHASE4", ("4",)), ("Early Phase 1", ("early_1",)), ("EARLY_PHASE1", ("early_1",)),
     ("Phase I/II", ("1", "2")), ("I_II", ("1", "2")), ("III", ("3",)), ("II_III", ("2", "3")), ("Not Applicable", ()),
     ("NA", ()), (None, ()), (["PHASE1", "PHASE2"], ("1", "2"))],
)  # fmt: skip
def test_phases_are_read_in_every_spelling(given: Any, expected: tuple[str, ...]) -> None:
    assert record({**FLATTENED, "phase": given}).phases == expected


@pytest.mark.parametrize(
    ("given", "years"),
    [("18 Years", 18), ("6 Months", 0.5), ("N/A", None), ("999 Years", None), ("105 Years", 105), ("4 Weeks", 0.08)],
)
def test_ages_are_told_in_years_and_a_limit_nobody_reaches_is_none(given: str, years: float | None) -> None:
    assert record({**FLATTENED, "max_age": given}).max_age == years


def test_one_study_a_page_a_list_and_lines_are_read_alike() -> None:
    several = [study(1), study(2)]
    expected = [record(one) for one in several]
    assert read(several[0]) == expected[:1]
    assert read(several) == expected
    assert read({"studies": several, "nextPageToken": "x"}) == expected
    assert read({"source": "x", "trials": [NCI]}) == [record(NCI)]
    lines = "\n\n".join(json.dumps(one) for one in several).encode()
    assert read_bytes(lines).trials == expected
    assert read_bytes(b"\xef\xbb\xbf" + lines.replace(b"\n", b"\r\n")).trials == expected
    assert read_bytes(json.dumps(several[0]).encode() + b"\n").trials == expected[:1]


def test_a_mixture_of_kinds_is_read() -> None:
    assert len(read([study(1), FLATTENED, NCI])) == 3


FAULTS: list[tuple[str, Any, str]] = [  # where, what stands there, what is said
    ("identificationModule.nctId", "NCT1", "an NCT number such as NCT01234567 was expected, not 'NCT1'"),
    ("statusModule.overallStatus", "maybe", "a status such as RECRUITING or COMPLETED was expected, not 'maybe'"),
    ("eligibilityModule.minimumAge", 18, "an age such as '18 Years' was expected, not the value 18"),
    ("eligibilityModule.sex", "x", "ALL, FEMALE or MALE was expected, not 'x'"),
    (
        "statusModule.lastUpdatePostDateStruct.date",
        "2026-13-01",
        "a date such as 2026-01-31 was expected, not '2026-13-01'",
    ),
    ("statusModule.lastUpdatePostDateStruct", "2026", "an object with keys was expected, not '2026'"),
    ("contactsLocationsModule.locations[1]", "Boston", "an object with keys was expected, not 'Boston'"),
    ("contactsLocationsModule.locations[1].city", [], "text was expected, not a list"),
    ("conditionsModule.conditions", "Cancer", "a list of texts was expected, not 'Cancer'"),
    ("designModule.phases", ["PHASE9"], "a phase such as PHASE2 or 'Phase 1/Phase 2' was expected, not a list"),
]


def with_fault(n: int, path: str, value: Any) -> dict[str, Any]:
    bad = study(n)
    *above, last = (int(part) if part.isdigit() else part for part in re.findall(r"\w+", path))
    here: Any = bad["protocolSection"]
    for part in above:
        here = here[part]
    here[last] = value
    return bad


@pytest.mark.parametrize(("path", "value", "said"), FAULTS)
def test_a_fault_names_file_line_key_and_what_was_expected(path: str, value: Any, said: str) -> None:
    bad = with_fault(2, path, value)
    lines = b"\n".join(json.dumps(one).encode() for one in (study(1), bad, study(3)))
    assert faults(lines) == [f"a.json, line 2: protocolSection.{path}: {said}"]
    assert [one.nct_id for one in read_bytes(lines).trials] == [number(1), number(3)]
    page = json.dumps({"totalCount": 3, "studies": [study(1), bad]}, indent=1)
    line = [place for place, text in enumerate(page.splitlines(), 1) if text == "  {"][1]
    assert faults(page.encode()) == [f"a.json, line {line}: studies[1].protocolSection.{path}: {said}"]


def test_what_is_no_record_is_said() -> None:
    assert "line 2: one record as JSON was expected on this line" in faults(json.dumps(study()).encode() + b"\n{x}")[0]
    assert faults([3]) == ["a.json, line 1: [0]: a trial record was expected, not the value 3"]
    assert "'protocolSection' (ClinicalTrials.gov)" in faults({"resourceType": "Bundle"})[0]
    assert faults({"studies": []}) == ["a.json: studies: the list is empty; trial records were expected"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.json: the file is empty; trial records as JSON were expected"),
        (b'{"studies": [', "a.json, line 1: this is not whole JSON: the file seems to be cut off"),
        (b"\n\nnct_id,title\n", "a.json, line 3: this is not whole JSON: "),
        (b"\xff\xfe\x00", "a.json, line 1: this is not whole JSON: "),
    ],
)
def test_a_file_that_is_no_json_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        read_bytes(content, "a.json")
    assert str(refused.value).startswith(message)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path, message in ((tmp_path, "this is a folder"), (tmp_path / "none", "the file cannot be read")):
        with pytest.raises(InputError, match=message):
            read_file(path)


KEYS = st.sampled_from([*NCI, *FLATTENED, "protocolSection", "identificationModule", "nctId", "studies"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_whatever_the_json_is_the_answer_is_records_or_faults(data: Any) -> None:
    found = read_bytes(json.dumps(data).encode())
    assert found.trials or found.faults


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_wrong_field_is_a_fault_and_no_error(data: st.DataObject) -> None:
    bad = study()
    module = data.draw(st.sampled_from(sorted(bad["protocolSection"])))
    bad["protocolSection"][module] = data.draw(
        ANYTHING | st.fixed_dictionaries(dict.fromkeys(bad["protocolSection"][module], ANYTHING))
    )
    found = read_bytes(json.dumps(bad).encode())
    assert len(found.trials) + len(found.faults) == 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:0 \nan', max_size=80).map(str.encode))
def test_bytes_of_any_kind_are_read_or_refused(content: bytes) -> None:
    with suppress(InputError):
        found = read_bytes(content)
        assert found.trials or found.faults
