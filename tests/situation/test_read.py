"""The situation file: the example of the design, what it may leave out, and what it may say in more than one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from concord.reading import Document, InputError
from concord.situation.read import as_data, from_document, from_text, read_situation
from tests.spec.table import rows

HERE = Path(__file__).parent
HEAD = "schema: concord.situation/0\n"


def test_the_example_of_the_design() -> None:
    situation = read_situation(HERE / "design_example.yaml")
    assert situation.cancer.sites == ("bone", "liver")
    assert str(situation.cancer.metastatic_since) == "2025-09"
    assert situation.pathology[0].her2_ihc == "1+"
    assert situation.treatments_complete is True
    assert situation.person.pregnancy is False
    assert [entry.kind for entry in situation.treatments] == [
        "surgery",
        "lymph_node_removal",
        "radiation",
        "medicine",
        "medicine",
    ]
    assert situation.priorities.matters["cost"] == "not_sure"
    assert situation.notes == "..."


def test_a_situation_written_as_data_reads_back_to_the_same() -> None:
    told = [from_document(Document({"schema": "concord.situation/0", **row["situation"]})) for row in rows("facts")]
    for one in (read_situation(HERE / "design_example.yaml"), *told):
        assert from_document(Document(as_data(one))) == one


def test_everything_is_optional_and_unknown_equals_absence() -> None:
    assert from_text(HEAD) == from_text(
        HEAD + "cancer: {extent: unknown, sites: unknown, brain: unknown}\nhealth: unknown\n"
    )


def test_json_means_the_same_as_yaml() -> None:
    assert from_text(
        '{"schema": "concord.situation/0", "cancer": {"measurable": true, "first_diagnosed": 2019}}'
    ) == from_text(HEAD + "cancer: {measurable: yes, first_diagnosed: 2019}\n")


@pytest.mark.parametrize("text", ["12 umol/L", "12 µmol/L", "12 umol / l"])
def test_another_unit_is_converted(text: str) -> None:
    assert from_text(f"{HEAD}health: {{bilirubin_mg_dl: {text}}}\n").health.bilirubin_mg_dl == pytest.approx(
        0.7018, abs=1e-4
    )


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ("cancer: {sites: [bone], sites_ruled_out: [bone]}\n", 2, "cancer", "stands both"),
        ("cancer: {brain: none, sites: [brain]}\n", 2, "cancer", "stands in sites"),
        ("cancer:\n  first_diagnosed: 2020\n  metastatic_since: 2019\n", 3, "cancer", "lies before first_diagnosed"),
        ("pathology:\n  - {er: negative, er_percent: 40}\n", 3, "pathology[0]", "below 1 percent is negative"),
        ("biomarkers: [{marker: TMB, value: 12}]\n", 2, "biomarkers[0]", "mut/Mb"),
        ("biomarkers: [{marker: BRCA1, origin: tumour, result: pathogenic}]\n", 2, "biomarkers[0]", "'altered'"),
        ("treatments: [{kind: medicine, drugs: [], setting: adjuvant}]\n", 2, "treatments[0].drugs", "at least 1"),
        (
            "treatments: [{kind: medicine, drugs: [a], cumulative_mg_m2: {b: 1}}]\n",
            2,
            "treatments[0]",
            "not among the drugs",
        ),
        (
            "treatments: [{kind: medicine, drugs: [a], ended: 2020, stopped_because: ongoing}]\n",
            2,
            "treatments[0]",
            "'ongoing'",
        ),
        ("treatments: [{kind: herb}]\n", 2, "treatments[0]", "'medicine'"),
        ("cancer: {first_diagnosed: 2019-13}\n", 2, "cancer.first_diagnosed", "a date was expected"),
        ("cancer: {first_diagnosed: 2019-02-30}\n", 2, "cancer.first_diagnosed", "not a day of the calendar"),
        ("cancer: {measurable: maybe}\n", 2, "cancer.measurable", "yes or no"),
        ("cancer: {extent: metastatic}\ncancer: {extent: early}\n", 3, "", "stands twice"),
        ("person: {country: Spain}\n", 2, "person.country", "Spain"),
    ],
)
def test_an_error_names_line_key_and_what_was_expected(text: str, line: int, key: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        from_text(HEAD + text, "file.yaml")
    assert said in str(error.value)
    assert error.value.key == key
    if line:
        assert error.value.line in (line, 2), str(error.value)
        assert "file.yaml, line" in str(error.value)
