"""Medicines: given, ordered, not given; courses and amounts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exchange.bundles import (
    RXNORM,
    SNOMED,
    Json,
    code,
    extension,
    medication,
    missed,
    read,
    resource,
    statement,
    treatments,
)

PACLITAXEL, LETROZOLE, DOXORUBICIN, PACK = "56946", "72965", "3639", "1923053"
CHEMOTHERAPY = "367336001"


def given(
    key: str,
    date: str,
    dose: float | None = None,
    unit: str = "mg/m2",
    rxnorm: str = DOXORUBICIN,
    status: str = "completed",
) -> Json:
    dosage = {"dosage": {"dose": {"value": dose, "unit": unit}}} if dose else {}
    return medication("MedicationAdministration", key, rxnorm, status, effectiveDateTime=date, **dosage)


def ordered(key: str, date: str, status: str = "active", rxnorm: str = LETROZOLE, **more: Any) -> Json:
    return medication("MedicationRequest", key, rxnorm, status, intent="order", authoredOn=date, **more)


def one(*resources: Json) -> Json:
    """The only entry, without what all medicines share."""
    (entry,) = treatments(read(*resources))
    assert entry.pop("kind") == "medicine"
    return entry


def test_a_statement_that_is_active_goes_on() -> None:
    assert one(statement("s", LETROZOLE, "active", "2024-05-01")) == {
        "drugs": ["letrozole"], "started": "2024-05-01", "stopped_because": "ongoing",
    }  # fmt: skip


def test_a_statement_that_is_completed_was_taken_and_why_it_ended_is_not_known() -> None:
    assert one(statement("s", LETROZOLE, "completed", "2019-04-01")) == {"drugs": ["letrozole"], "date": "2019-04-01"}


def test_a_period_is_start_and_end() -> None:
    period: Json = {"effectivePeriod": {"start": "2020-01-05", "end": "2021-03"}}
    assert one(statement("s", LETROZOLE, "completed", **period)) == {
        "drugs": ["letrozole"], "started": "2020-01-05", "ended": "2021-03",
    }  # fmt: skip


def test_active_with_an_end_is_told_and_left_open() -> None:
    situation = read(statement("s", LETROZOLE, "active", effectivePeriod={"start": "2020-01-05", "end": "2021-03"}))
    (entry,) = treatments(situation)
    assert (entry["started"], "ended" in entry, "stopped_because" in entry) == ("2020-01-05", False, False)
    assert "has an end" in str(missed(situation)[LETROZOLE].why)


def test_an_end_before_the_start_is_no_date() -> None:
    backwards: Json = {"effectivePeriod": {"start": "2021-03-01", "end": "2020-01-05"}}
    assert one(statement("s", LETROZOLE, "completed", **backwards)) == {"drugs": ["letrozole"]}


@pytest.mark.parametrize("kind", ["MedicationRequest", "MedicationDispense"])
@pytest.mark.parametrize("status", ["active", "completed", "on-hold", "stopped", "draft", "unknown"])
def test_an_order_is_only_an_order(kind: str, status: str) -> None:
    dose = [{"doseAndRate": [{"doseQuantity": {"value": 60, "unit": "mg/m2"}}]}]
    when = {"authoredOn": "2024-05-01"} if kind == "MedicationRequest" else {"whenHandedOver": "2024-05-01"}
    entry = one(medication(kind, "r", DOXORUBICIN, status, dosageInstruction=dose, **when))
    assert entry["ordered_only"] is True
    assert (entry.get("date") or entry.get("started")) == "2024-05-01"
    assert entry.keys() <= {"drugs", "ordered_only", "date", "started"}


@pytest.mark.parametrize(
    ("kind", "status"),
    [("MedicationStatement", "not-taken"), ("MedicationAdministration", "not-done"), ("MedicationRequest", "cancelled"),
     ("MedicationDispense", "cancelled"), ("MedicationDispense", "declined")],
)  # fmt: skip
def test_what_was_not_taken_is_no_entry(kind: str, status: str) -> None:
    assert not treatments(read(medication(kind, "m", LETROZOLE, status)))


def test_an_order_not_to_give_it_is_no_entry() -> None:
    assert not treatments(read(ordered("r", "2024", doNotPerform=True)))


@pytest.mark.parametrize("status", ["intended", "unknown", "", "odd"])
def test_where_taking_is_not_sure_it_is_no_more_than_an_order(status: str) -> None:
    assert one(statement("s", LETROZOLE, status, "2024"))["ordered_only"] is True


REASONS = [("407563006", "side_effects"), ("105480006", "choice"), ("182992009", "completed"), ("419620001", None)]


@pytest.mark.parametrize(("reason", "word"), REASONS)
def test_why_it_was_stopped(reason: str, word: str | None) -> None:
    by_status = statement("s", LETROZOLE, "stopped", "2024", statusReason=[code(SNOMED, reason)])
    by_extension = statement("s", LETROZOLE, "stopped", "2024")
    concept = code(SNOMED, reason)
    by_extension["extension"] = [extension("mcode-treatment-termination-reason", valueCodeableConcept=concept)]
    for record in (by_status, by_extension):
        assert one(record).get("stopped_because") == word


def test_a_reason_that_is_not_known_is_listed_not_guessed() -> None:
    situation = read(statement("s", LETROZOLE, "stopped", "2024", statusReason=[code(SNOMED, "1", "odd reason")]))
    assert "stopped_because" not in treatments(situation)[0]
    assert missed(situation)["1"].words == "odd reason"


def test_administrations_that_follow_one_another_are_one_course() -> None:
    days = ["2020-01-01", "2020-01-22", "2020-02-12"]
    situation = read(*(given(day, day, 60) for day in days))
    assert treatments(situation) == [{
        "kind": "medicine", "drugs": ["doxorubicin"], "started": "2020-01-01", "ended": "2020-02-12",
        "cumulative_mg_m2": {"doxorubicin": 180},
    }]  # fmt: skip
    assert situation.records["treatments[0]"].id == "2020-01-01"
    assert situation.records["treatments[0].ended"].id == "2020-02-12"


def test_a_course_years_later_is_another_one() -> None:
    assert [entry["date"] for entry in treatments(read(given("a", "2014-01-01"), given("b", "2020-01-01")))] == [
        "2014-01-01",
        "2020-01-01",
    ]


def test_another_medicine_status_or_kind_is_another_course() -> None:
    near = [
        given("a", "2020-01-01"),
        given("b", "2020-01-08", rxnorm=PACLITAXEL),
        ordered("c", "2020-01-09", rxnorm=DOXORUBICIN),
    ]
    assert len(treatments(read(*near))) == 3
    assert (
        len(
            treatments(
                read(statement("a", LETROZOLE, "completed", "2020-01"), statement("b", LETROZOLE, "active", "2020-02"))
            )
        )
        == 2
    )


def test_courses_with_their_own_start_and_end_stay_as_they_are() -> None:
    first = statement("a", LETROZOLE, "completed", effectivePeriod={"start": "2020-01-01", "end": "2020-02-01"})
    second = statement("b", LETROZOLE, "completed", effectivePeriod={"start": "2020-02-02", "end": "2020-03-01"})
    assert len(treatments(read(first, second))) == 2


def test_active_records_that_follow_one_another_go_on_from_the_first() -> None:
    assert one(statement("b", LETROZOLE, "active", "2024-06"), statement("a", LETROZOLE, "active", "2024-05")) == {
        "drugs": ["letrozole"], "started": "2024-05", "stopped_because": "ongoing",
    }  # fmt: skip


@pytest.mark.parametrize(
    "records",
    [[given("a", "2020-01-01", 100, "mg")], [given("a", "2020-01-01", 60), given("b", "2020-01-22", 100, "mg")],
     [given("a", "2020-01-01", 60), given("b", "2020-01-22")], [given("a", "2020-01-01", 60, status="in-progress")]],
)  # fmt: skip
def test_an_amount_that_is_not_wholly_known_by_body_surface_is_not_known(records: list[Json]) -> None:
    assert "cumulative_mg_m2" not in one(*records)


@pytest.mark.parametrize(
    ("coding", "drugs"),
    [
        ((RXNORM, "198240", "Tamoxifen 10 MG Oral Tablet"), ["tamoxifen"]),
        ((RXNORM, PACK), ["letrozole", "ribociclib"]),
        (("urn:oid:2.16.840.1.113883.6.88", LETROZOLE), ["letrozole"]),
        (("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J9267"), ["paclitaxel"]),
        (("local", "1", "Femara"), ["letrozole"]),
        (("local", "1", "T-DM1"), ["trastuzumab_emtansine"]),
        ((RXNORM, "0", "letrozole 2.5 MG Oral Tablet"), ["letrozole"]),
        ((RXNORM, "0", "10 ML doxorubicin hydrochloride 2 MG/ML Injection"), ["doxorubicin"]),
        ((RXNORM, "0", "fluorouracil 50 MG/ML Topical Cream"), None),
        ((RXNORM, "0", "letrozole 2.5 MG / oddazole 1 MG Oral Tablet"), None),
        ((RXNORM, "0", "oddazole 1 MG Oral Tablet"), None),
        (("local", "1", "chemotherapy"), None),
    ],
)
def test_names_of_medicines(coding: tuple[str, ...], drugs: list[str] | None) -> None:
    record = statement("s", "0", "completed", "2020") | {"medicationCodeableConcept": code(*coding)}
    situation = read(record)
    assert [entry["drugs"] for entry in treatments(situation)] == ([drugs] if drugs else [])
    assert set(missed(situation)) == (set() if drugs else {coding[1]})


def test_a_name_that_people_typed_is_recognised_but_never_repeated() -> None:
    typed = {"medicationCodeableConcept": {"text": "Femara"}}
    assert one(statement("s", "0", "completed", "2020") | typed)["drugs"] == ["letrozole"]
    situation = read(
        statement("s", "0", "completed", "2020") | {"medicationCodeableConcept": {"text": "pill of Mrs Canary"}}
    )
    assert [entry.words for entry in situation.not_understood] == ["MedicationStatement"]
    assert "Canary" not in situation.model_dump_json()


@pytest.mark.parametrize("target", ["Medication/x", "#in"])
def test_a_medicine_that_is_referred_to(target: str) -> None:
    record = {"medicationReference": {"reference": target}, "status": "completed", "effectiveDateTime": "2020"}
    inside = {"resourceType": "Medication", "id": "in", "code": code(RXNORM, LETROZOLE)}
    outside = {"resourceType": "Medication", "id": "x", "code": code(RXNORM, LETROZOLE)}
    assert one(resource("MedicationStatement", "s", contained=[inside], **record), outside)["drugs"] == ["letrozole"]


@pytest.mark.parametrize(
    ("intent", "setting"),
    [("373846009", "adjuvant"), ("373847000", "neoadjuvant"), ("373808002", None), ("363676003", None)],
)
def test_only_an_intent_that_is_a_setting_is_one(intent: str, setting: str | None) -> None:
    record = given("a", "2018-04-22")
    record["extension"] = [extension("mcode-procedure-intent", valueCodeableConcept=code(SNOMED, intent))]
    assert one(record).get("setting") == setting


def test_a_class_where_the_medicine_is_not_said() -> None:
    days = [
        {"start": "2014-11-17T09:00:00Z", "end": "2014-11-17T12:00:00Z"},
        {"start": "2014-12-06", "end": "2014-12-06"},
    ]
    acts = [
        resource("Procedure", f"p{n}", status="completed", code=code(SNOMED, CHEMOTHERAPY), performedPeriod=day)
        for n, day in enumerate(days)
    ]
    assert one(*acts) == {"drugs": ["chemotherapy"], "started": "2014-11-17", "ended": "2014-12-06"}
