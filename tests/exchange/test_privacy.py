"""No name, address, identifier or typed text of a person comes out of a bundle."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
from hypothesis import assume, example, given, settings

from tests.exchange.bundles import (
    BREAST_CANCER,
    ER,
    LOINC,
    POSITIVE,
    RXNORM,
    SNOMED,
    Json,
    bundle,
    code,
    condition,
    observation,
    patient,
    procedure,
    read_data,
    resource,
    said,
    statement,
)

# Where people write, and what names a person.
FREE = {
    "text": "CANARY", "note": [{"text": "CANARY"}], "identifier": [{"system": "urn:CANARY", "value": "CANARY"}],
    "implicitRules": "CANARY", "language": "CANARY", "meta": {"source": "CANARY", "tag": [{"display": "CANARY"}]},
    "performer": [{"display": "CANARY", "reference": "Practitioner/CANARY"}], "encounter": {"display": "CANARY"},
    "extension": [{"url": "CANARY", "valueString": "CANARY"}], "recorder": {"display": "CANARY"},
    "conclusion": "CANARY",
}  # fmt: skip
WHO = patient(
    name=[{"family": "CANARY", "given": ["CANARY"], "text": "CANARY"}],
    telecom=[{"value": "CANARY"}],
    address=[{"line": ["CANARY"], "city": "CANARY", "postalCode": "CANARY", "country": "CANARY"}],
    contact=[{"name": {"family": "CANARY"}}],
    photo=[{"title": "CANARY"}],
    maritalStatus={"text": "CANARY"},
    communication=[{"language": {"text": "CANARY"}}],
    generalPractitioner=[{"display": "CANARY"}],
)


def everything() -> Json:
    """A bundle of what is read and what is not, with a canary wherever people write."""
    typed = {"text": "CANARY"}
    resources = [
        condition("c1", BREAST_CANCER, onsetDateTime="2019", stage=[{"summary": typed}]),
        condition("c2", (SNOMED, "1")),
        resource("Condition", "c3", code=typed),
        resource("Condition", "c4", code=code(SNOMED, "2", text="CANARY"), onsetString="CANARY", bodySite=[typed]),
        observation("o1", ER, **said(POSITIVE, "2019-05")),
        observation("o2", ER, valueString="CANARY"),
        observation("o3", "89247-1", valueString="CANARY", interpretation=[typed]),
        observation("o4", "10230-1", valueQuantity={"value": 60, "unit": "CANARY"}),
        resource("Observation", "o5", status="final", code=typed, valueCodeableConcept=typed, method=typed),
        observation("o6", "69548-6", component=[{"code": code(LOINC, "48005-3"), "valueString": "CANARY"}]),
        observation("o7", "60033-8", valueCodeableConcept=typed),
        statement("m1", "72965", "active", "2024", dosage=[typed]),
        statement("m2", "0", "active") | {"medicationCodeableConcept": typed},
        statement("m3", "72965", "stopped", "2023", statusReason=[typed]),
        statement("m4", "72965", "completed") | {"medicationReference": {"display": "CANARY"}},
        procedure("p1", "392021009", bodySite=[typed], outcome=typed, complication=[typed]),
        resource("Procedure", "p2", status="completed", code=typed),
        resource("DiagnosticReport", "r", code=typed, conclusionCode=[typed], presentedForm=[{"title": "CANARY"}]),
        resource("AllergyIntolerance", "a", code=typed),
        resource("Observation", "CANARY CANARY", status="final", code=code(LOINC, "89247-1"), valueInteger=1),
    ]
    return bundle(
        *({**one, **{key: value for key, value in FREE.items() if key not in one}} for one in resources), who=WHO
    )


def test_no_canary_comes_out() -> None:
    situation = read_data(everything())
    assert situation.treatments  # it was read
    assert situation.health.ecog == 1
    assert situation.pathology
    assert "CANARY" not in situation.model_dump_json()


def test_an_id_that_is_none_by_the_letter_of_fhir_is_not_kept() -> None:
    assert read_data(everything()).records["health.ecog"].id is None


def test_the_resource_itself_is_never_kept() -> None:
    for pointer in read_data(everything()).records.values():
        assert pointer.model_dump().keys() == {"type", "id", "system", "code", "date"}


words = st.text(st.characters(categories=("Lu", "Ll", "Lo", "Zs")), min_size=12, max_size=30).filter(
    lambda word: len(word.strip()) >= 12
)


def read_with(name: str) -> str:
    """All that comes out of a bundle in which this name stands wherever people write."""

    def put(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: put(value) for key, value in data.items()}
        if isinstance(data, list):
            return [put(value) for value in data]
        return data.replace("CANARY", name) if isinstance(data, str) else data

    return str(read_data(put(everything())).model_dump())


@settings(max_examples=60, deadline=None)
@given(words)
@example("breastfeeding")  # a word of the format itself is no name
def test_no_name_comes_out(name: str) -> None:
    assume(name.strip() not in read_with("CANARY"))
    assert name.strip() not in read_with(name)


def test_codes_keep_their_own_words() -> None:
    known = {"medicationCodeableConcept": code(RXNORM, "0", "oddazole")}
    assert [one.words for one in read_data(bundle(statement("m", "0", "active") | known)).not_understood] == [
        "oddazole"
    ]
