"""A bundle is about one patient, or it is refused."""

from __future__ import annotations

from typing import Any

import pytest

from concord.reading import InputError
from tests.exchange.bundles import (
    BREAST_CANCER,
    Json,
    bundle,
    code,
    condition,
    medication,
    observation,
    patient,
    read,
    read_data,
    resource,
    said,
    statement,
)


@pytest.mark.parametrize("data", [{"resourceType": "Patient"}, [], "Bundle", None, {"entry": []}])
def test_anything_else_is_refused(data: Any) -> None:
    with pytest.raises(InputError, match="a FHIR Bundle was expected"):
        read_data(data)


@pytest.mark.parametrize("entries", [{}, "x", 1, None])
def test_entries_are_a_list(entries: Any) -> None:
    with pytest.raises(InputError, match="a list of entries was expected") as caught:
        read_data({"resourceType": "Bundle", "entry": entries})
    assert caught.value.key == "entry"


def test_an_entry_is_an_object() -> None:
    with pytest.raises(InputError, match="an entry with a resource") as caught:
        read_data({"resourceType": "Bundle", "entry": [{"resource": patient()}, "x"]})
    assert caught.value.key == "entry[1]"


@pytest.mark.parametrize("data", [{"resourceType": "Bundle"}, bundle(who={"resourceType": "Organization"})])
def test_a_bundle_without_a_patient_is_refused(data: Json) -> None:
    with pytest.raises(InputError, match="there is none"):
        read_data(data)


def test_two_patients_are_refused_by_number_not_by_name() -> None:
    other = {"resourceType": "Patient", "id": "q", "name": [{"family": "Canary"}]}
    third = {"resourceType": "Patient"}
    with pytest.raises(InputError, match="this one has 3") as caught:
        read(other, third)
    assert "Canary" not in str(caught.value)


def test_the_same_patient_may_stand_twice() -> None:
    assert read(patient()).person.birth_year == 1971


def test_a_resource_about_another_patient_is_refused() -> None:
    stray = condition("c", BREAST_CANCER) | {"subject": {"reference": "Patient/q"}}
    with pytest.raises(InputError, match="1 resource is about somebody else"):
        read(stray)


def test_bills_of_another_patient_are_refused_too() -> None:
    bills = [{"resourceType": "Claim", "patient": {"reference": "Patient/q"}}] * 2
    with pytest.raises(InputError, match="2 resources are about somebody else"):
        read(*bills)


def test_a_subject_told_by_identifier_must_be_one_of_the_patient() -> None:
    who = patient(identifier=[{"system": "s", "value": "1"}])
    mine = condition("c", BREAST_CANCER) | {"subject": {"identifier": {"system": "s", "value": "1"}}}
    assert read(mine, who=who).records
    with pytest.raises(InputError, match="somebody else"):
        read(mine | {"subject": {"identifier": {"system": "s", "value": "2"}}}, who=who)


SAME = [
    (None, "Patient/p"),
    (None, "Patient/p/_history/3"),
    (None, "urn:uuid:p"),
    ("urn:uuid:1f", "urn:uuid:1f"),
    ("urn:uuid:1f", "Patient/p"),
    ("https://a.example/fhir/Patient/p", "https://a.example/fhir/Patient/p"),
    ("https://a.example/fhir/Patient/p", "Patient/p"),
    ("urn:uuid:1f", "https://a.example/fhir/Patient/p"),
]


@pytest.mark.parametrize(("full_url", "target"), SAME)
def test_all_ways_to_refer_to_the_patient(full_url: str | None, target: str) -> None:
    data = bundle(condition("c", BREAST_CANCER, onsetDateTime="2019-03") | {"subject": {"reference": target}})
    if full_url:
        data["entry"][0]["fullUrl"] = full_url
    assert str(read_data(data).cancer.first_diagnosed) == "2019-03"


def test_the_same_id_on_another_server_is_somebody_else() -> None:
    data = bundle(condition("c", BREAST_CANCER) | {"subject": {"reference": "https://b.example/fhir/Patient/p"}})
    data["entry"][0]["fullUrl"] = "https://a.example/fhir/Patient/p"
    with pytest.raises(InputError, match="somebody else"):
        read_data(data)


def test_only_year_of_birth_and_sex_are_taken() -> None:
    situation = read()
    assert situation.person.model_dump(exclude_none=True) == {"birth_year": 1971, "sex": "female"}
    assert situation.records["person.birth_year"].model_dump(exclude_none=True) == {"type": "Patient"}


@pytest.mark.parametrize("gender", ["other", "unknown", None])
def test_a_sex_that_is_not_said_stays_open(gender: str | None) -> None:
    assert read(who=patient(gender=gender)).person.sex is None


def test_what_is_entered_in_error_is_counted_and_not_read() -> None:
    wrong = [
        observation("o1", "89247-1", valueInteger=1) | {"status": "entered-in-error"},
        observation("o2", "89247-1", valueInteger=2) | {"status": "entered-in-error"},
        condition("c", BREAST_CANCER) | {"verificationStatus": code("x", "entered-in-error")},
        statement("m", "56946", "entered-in-error", "2020"),
    ]
    situation = read(*wrong)
    assert situation.health.ecog is None
    assert not situation.treatments
    assert {(one.type, one.words) for one in situation.not_understood} == {
        ("Observation", "2 of the type Observation"),
        ("Condition", "1 of the type Condition"),
        ("MedicationStatement", "1 of the type MedicationStatement"),
    }
    assert {one.why for one in situation.not_understood} == {"the record says that it was entered in error"}


def test_nothing_is_ever_said_to_be_complete() -> None:
    situation = read(condition("c", BREAST_CANCER), statement("m", "56946", "completed", "2020"))
    assert situation.treatments_complete is None
    assert situation.cancer.sites_complete is None
    assert situation.health.conditions_complete is None
    assert situation.health.medicines_complete is None


def test_bills_and_visits_are_skipped_without_a_word() -> None:
    kinds = ["Claim", "ExplanationOfBenefit", "Encounter", "Immunization", "Organization", "Practitioner", "Coverage"]
    assert not read(*({"resourceType": kind, "id": kind} for kind in kinds)).not_understood


def test_a_type_that_is_not_read_is_listed_by_its_code() -> None:
    allergy = {"resourceType": "AllergyIntolerance", "id": "a", "patient": {"reference": "Patient/p"}}
    situation = read(allergy | {"code": code("s", "1", "something")})
    assert [(one.words, one.type, one.code) for one in situation.not_understood] == [
        ("something", "AllergyIntolerance", "1")
    ]


def test_a_code_is_listed_once() -> None:
    situation = read(*(observation(str(index), "1-8", valueInteger=index) for index in range(3)))
    assert [one.code for one in situation.not_understood] == ["1-8"]


def test_a_report_without_coded_findings_is_listed() -> None:
    report = resource("DiagnosticReport", "r", status="final", code=code("s", "ct", "a scan"), conclusion="Canary")
    situation = read(report)
    assert [(one.code, one.why) for one in situation.not_understood] == [
        ("ct", "a report whose findings are not coded")
    ]


def test_observations_inside_a_report_are_read() -> None:
    inside = {"resourceType": "Observation", "id": "i", "status": "final", "code": code("http://loinc.org", "89247-1")}
    report = resource("DiagnosticReport", "r", code=code("s", "x"), result=[{"reference": "#i"}])
    assert read(report | {"contained": [inside | {"valueInteger": 1}]}).health.ecog == 1


@pytest.mark.parametrize("status", ["cancelled", "registered", "unknown"])
def test_an_observation_that_is_no_result_is_not_read(status: str) -> None:
    situation = read(observation("o", "89247-1", valueInteger=1) | {"status": status})
    assert situation.health.ecog is None
    assert "not a result" in str(situation.not_understood[0].why)


@pytest.mark.parametrize("junk", ["x", 1, None, [], {}, [1], {"coding": "x"}, {"coding": [{"code": 1}]}])
def test_elements_of_the_wrong_shape_are_absent_not_an_error(junk: Any) -> None:
    read(
        resource("Condition", "c", code=junk, bodySite=junk, stage=junk, onsetDateTime=junk),
        resource("Observation", "o", status=junk, code=junk, component=junk, valueQuantity=junk, effectivePeriod=junk),
        observation("o2", "89247-1", valueCodeableConcept=junk, interpretation=junk, referenceRange=junk),
        observation("o3", "85337-4", specimen=junk, **said(("x", "y"))),
        observation("o4", "69548-6", component=junk, focus=junk),
        resource("Procedure", "p", status="completed", code=junk, extension=junk, performedPeriod=junk),
        medication("MedicationStatement", "m", "56946", "completed", dosage=junk, statusReason=junk),
        resource("MedicationAdministration", "a", status=junk, medicationReference=junk, dosage=junk),
        resource("Procedure", "q", status=junk, code=code("http://snomed.info/sct", "392021009")),
        resource("DiagnosticReport", "r", code=junk, result=junk, contained=junk),
    )
