"""ER, PR and HER2."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.bundles import (
    ER,
    HER2_IHC,
    HER2_ISH,
    LOINC,
    NEGATIVE,
    POSITIVE,
    PR,
    SNOMED,
    Json,
    amount,
    code,
    missed,
    observation,
    pathology,
    read,
    resource,
    said,
)

ANSWERS: list[tuple[str, Json, Json | None]] = [
    (ER, said(POSITIVE), {"er": "positive"}),
    (ER, said(NEGATIVE), {"er": "negative"}),
    (ER, said((LOINC, "LA6576-8")), {"er": "positive"}),
    (PR, said((SNOMED, "260373001")), {"pr": "positive"}),
    (PR, said((SNOMED, "260415000")), {"pr": "negative"}),
    (ER, {"valueString": "Positive"}, {"er": "positive"}),
    (
        ER,
        {"interpretation": [code("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "NEG")]},
        {"er": "negative"},
    ),
    (ER, amount(90, "%"), {"er_percent": 90}),
    ("85329-1", amount(5, "%"), {"er_percent": 5}),
    ("85325-9", amount(0, "%"), {"pr_percent": 0}),
    (ER, amount(1, "%", comparator="<"), {"er": "negative"}),
    (ER, amount(95, "%", comparator=">"), {"er": "positive"}),
    (ER, amount(5, "%", comparator="<"), None),
    (ER, amount(90, "mg/dL"), None),
    (ER, amount(190, "%"), None),
    (HER2_IHC, said((LOINC, "LA6111-4")), {"her2_ihc": "0"}),
    (HER2_IHC, said((LOINC, "LA6112-2")), {"her2_ihc": "1+"}),
    (HER2_IHC, {"valueString": "2+"}, {"her2_ihc": "2+"}),
    (HER2_IHC, {"valueInteger": 3}, {"her2_ihc": "3+"}),
    (HER2_IHC, said(NEGATIVE), {"her2_status": "negative"}),
    (HER2_IHC, said(POSITIVE), {"her2_status": "positive"}),
    (HER2_IHC, said((SNOMED, "280414007")), {"her2_status": "equivocal"}),
    ("48676-1", said(NEGATIVE), {"her2_status": "negative"}),
    (HER2_ISH, said(POSITIVE), {"her2_ish": "amplified"}),
    (HER2_ISH, said(NEGATIVE), {"her2_ish": "not_amplified"}),
    (HER2_ISH, {"valueString": "less than 1.8"}, None),
    ("49683-6", amount(2.1, "1"), None),
    (ER, said((SNOMED, "260385009000", "odd answer")), None),
]


@pytest.mark.parametrize(("question", "value", "entry"), ANSWERS)
def test_results(question: str, value: Json, entry: Json | None) -> None:
    situation = read(observation("o", question, **value))
    assert pathology(situation) == ([entry] if entry else [])
    assert bool(situation.not_understood) == (entry is None)
    if entry:
        assert situation.records["pathology[0]"].id == "o"


def test_an_answer_that_is_not_known_is_listed_with_the_question() -> None:
    situation = read(observation("o", ER, **said((SNOMED, "1", "odd answer"))))
    assert missed(situation)["1"].words == "odd answer"
    assert f"the question {ER}" in str(missed(situation)["1"].why)


def test_an_answer_that_says_unknown_is_neither_read_nor_listed() -> None:
    situation = read(observation("o", ER, **said((SNOMED, "261665006"))))
    assert not situation.pathology
    assert not situation.not_understood


def test_typed_text_is_never_repeated() -> None:
    situation = read(observation("o", ER, valueString="positive, Mrs Canary"))
    assert not situation.pathology
    assert "Canary" not in situation.model_dump_json()


ALL = (ER, POSITIVE), (PR, NEGATIVE), (HER2_IHC, NEGATIVE)


def _three(*dates: str | None, **more: Any) -> list[Json]:
    return [observation(q, q, **said(a, date), **more) for (q, a), date in zip(ALL, dates, strict=True)]


def test_results_of_one_day_are_one_entry() -> None:
    situation = read(*_three("2020-01-02", "2020-01-02T08:00:00Z", "2020-01-02"))
    assert pathology(situation) == [
        {"date": "2020-01-02", "er": "positive", "pr": "negative", "her2_status": "negative"}
    ]
    assert situation.records["pathology[0].her2_status"].id == HER2_IHC


def test_results_of_different_days_stand_alone() -> None:
    assert len(pathology(read(*_three("2020-01-02", "2020-01-03", "2021")))) == 3


def test_results_without_a_day_stand_alone() -> None:
    assert pathology(read(*_three(None, None, None))) == [
        {"er": "positive"},
        {"pr": "negative"},
        {"her2_status": "negative"},
    ]


def test_results_of_one_specimen_are_one_entry() -> None:
    found = pathology(read(*_three("2020-01-02", "2020-01-05", None, specimen={"reference": "Specimen/s"})))
    assert found == [{"date": "2020-01-02", "er": "positive", "pr": "negative", "her2_status": "negative"}]


def test_results_of_one_report_are_one_entry() -> None:
    results = [{"reference": f"Observation/{question}"} for question, _ in ALL]
    report = resource("DiagnosticReport", "r", status="final", code=code(LOINC, "22637-3"), result=results)
    assert len(pathology(read(*_three(None, None, "2020"), report))) == 1


def test_results_that_contradict_each_other_both_stay() -> None:
    both = [observation("a", ER, **said(POSITIVE, "2020")), observation("b", ER, **said(NEGATIVE, "2020"))]
    assert pathology(read(*both)) == [{"date": "2020", "er": "positive"}, {"date": "2020", "er": "negative"}]
    both = [observation("a", ER, **said(POSITIVE, "2020")), observation("b", ER, **amount(0, "%", "2020"))]
    assert pathology(read(*both)) == [{"date": "2020", "er": "positive"}, {"date": "2020", "er_percent": 0.0}]


SITES = [
    ("80248007", {"specimen": "primary"}),
    ("10200004", {"specimen": "metastasis", "site": "liver"}),
    ("68171009", {}),
    ("1", {}),
]


@pytest.mark.parametrize(("site", "told"), SITES)
def test_the_body_site_tells_the_specimen(site: str, told: Json) -> None:
    specimen = resource("Specimen", "s", collection={"bodySite": code(SNOMED, site), "collectedDateTime": "2020-03-01"})
    by_specimen = observation("o", ER, **said(POSITIVE), specimen={"reference": "Specimen/s"})
    assert pathology(read(by_specimen, specimen)) == [{"date": "2020-03-01", **told, "er": "positive"}]
    by_site = observation("o", ER, **said(POSITIVE), bodySite=code(SNOMED, site))
    assert pathology(read(by_site)) == [{**told, "er": "positive"}]


def test_a_specimen_inside_the_result() -> None:
    inside = {"resourceType": "Specimen", "id": "in", "collection": {"bodySite": code(SNOMED, "10200004")}}
    situation = read(observation("o", ER, **said(POSITIVE), specimen={"reference": "#in"}, contained=[inside]))
    assert pathology(situation) == [{"specimen": "metastasis", "site": "liver", "er": "positive"}]


def test_a_panel_is_read_part_by_part() -> None:
    parts = [{"code": code(LOINC, ER), **said(POSITIVE)}, {"code": code(LOINC, "0-1", "odd part"), **said(POSITIVE)}]
    situation = read(observation("o", "0-0", effectiveDateTime="2020", component=parts))
    assert pathology(situation) == [{"date": "2020", "er": "positive"}]
    assert set(missed(situation)) == {"0-1"}
