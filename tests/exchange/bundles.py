"""Small bundles of our own, and the situation that is read from them."""

from __future__ import annotations

import functools
from typing import Any, cast

from pydantic import TypeAdapter

from concord.exchange.fhir import read_bundle
from concord.knowledge import model
from concord.knowledge.load import Knowledge, folder
from concord.reading import Document, parse_yaml, read_bytes
from concord.situation.model import NotUnderstood, Situation

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
HGNC = "http://www.genenames.org/geneId"
UCUM = "http://unitsofmeasure.org"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/"
VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"

Json = dict[str, Any]
ME: Json = {"reference": "Patient/p"}
POSITIVE, NEGATIVE = (SNOMED, "10828004"), (SNOMED, "260385009")
BREAST_CANCER = (SNOMED, "254837009")
ER, PR, HER2_IHC, HER2_ISH = "85337-4", "85339-0", "85319-2", "85318-4"


@functools.cache
def knowledge() -> Knowledge:
    """What reading a bundle needs of the knowledge base: medicines, their classes, the lists of words."""
    root = folder()

    def records(name: str, shape: Any) -> Any:
        data = parse_yaml(read_bytes(root / f"{name}.yaml")).data
        return {one.id: one for one in TypeAdapter(list[shape]).validate_python(data)}

    parts: Any = dict.fromkeys(Knowledge.__dataclass_fields__, cast(Any, {}))
    parts |= {"root": root, "hash": "", "lists": model.Lists(**parse_yaml(read_bytes(root / "vocabulary.yaml")).data)}
    parts |= {"medicines": records("medicines", model.Medicine)}
    parts |= {"medicine_classes": records("medicine_classes", model.MedicineClass)}
    return Knowledge(**parts)


def code(*coding: str, text: str = "") -> Json:
    """A CodeableConcept: system, code and perhaps a display."""
    names = ("system", "code", "display")
    return {"coding": [dict(zip(names, coding, strict=False))], **({"text": text} if text else {})}


def patient(**more: Any) -> Json:
    return {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1971-06-02", **more}


def resource(kind: str, key: str, **more: Any) -> Json:
    return {"resourceType": kind, "id": key, "subject": ME, **more}


def condition(key: str, coding: tuple[str, ...], **more: Any) -> Json:
    known = {"verificationStatus": code(VERIFICATION, "confirmed"), "clinicalStatus": code(CLINICAL, "active")}
    return resource("Condition", key, code=code(*coding), **{**known, **more})


def observation(key: str, loinc: str, **more: Any) -> Json:
    return resource("Observation", key, status="final", code=code(LOINC, loinc, f"the question {loinc}"), **more)


def said(coding: tuple[str, ...], date: str | None = None) -> Json:
    """A coded answer, and its date."""
    return {"valueCodeableConcept": code(*coding), **({"effectiveDateTime": date} if date else {})}


def amount(value: float, unit: str, date: str | None = None, **more: Any) -> Json:
    quantity = {"value": value, "unit": unit, "system": UCUM, "code": unit, **more}
    return {"valueQuantity": quantity, **({"effectiveDateTime": date} if date else {})}


def medication(kind: str, key: str, rxnorm: str, status: str, **more: Any) -> Json:
    return resource(kind, key, status=status, medicationCodeableConcept=code(RXNORM, rxnorm, "a medicine"), **more)


def statement(key: str, rxnorm: str, status: str, date: str | None = None, **more: Any) -> Json:
    dated = {"effectiveDateTime": date} if date else {}
    return medication("MedicationStatement", key, rxnorm, status, **dated, **more)


def procedure(key: str, snomed: str, status: str = "completed", **more: Any) -> Json:
    return resource("Procedure", key, status=status, code=code(SNOMED, snomed), **more)


def extension(name: str, **value: Any) -> Json:
    return {"url": MCODE + name, **value}


def bundle(*resources: Json, who: Json | None = None) -> Json:
    everyone = [patient() if who is None else who, *resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in everyone]}


def read(*resources: Json, who: Json | None = None) -> Situation:
    return read_data(bundle(*resources, who=who))


def read_data(data: Any) -> Situation:
    return read_bundle(Document(data, "a.json"), knowledge())


def missed(situation: Situation) -> dict[str, NotUnderstood]:
    """What was not understood, by its code."""
    return {one.code or one.words: one for one in situation.not_understood}


def treatments(situation: Situation) -> list[Json]:
    """The treatments as a situation file would hold them."""
    found: list[Json] = situation.model_dump(mode="json", exclude_none=True, exclude_defaults=True).get(
        "treatments", []
    )
    return found


def pathology(situation: Situation) -> list[Json]:
    dumped = situation.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return cast(list[Json], dumped.get("pathology", []))


def biomarkers(situation: Situation) -> list[Json]:
    dumped = situation.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return cast(list[Json], dumped.get("biomarkers", []))
