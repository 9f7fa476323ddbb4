"""FHIR R4 in: a Bundle, with or without mCODE profiles, becomes a situation.

Each fact keeps a pointer to the resource it came from, never the resource; no name, address, identifier or typed text
of the person is taken over. What could matter and could not be read is listed. Nothing is concluded from silence.
"""

from __future__ import annotations

from collections.abc import Callable

from concord.exchange.bundle import Bundle, in_error
from concord.exchange.cancer import read_condition
from concord.exchange.codes import load_codes
from concord.exchange.draft import Draft
from concord.exchange.elements import Resource, concept, day, objects
from concord.exchange.medicines import add_courses, read_medication
from concord.exchange.observations import read_observation
from concord.exchange.out_rest import with_rest
from concord.exchange.procedures import add_node_counts, read_procedure
from concord.knowledge.load import Knowledge
from concord.reading import Document
from concord.situation.model import Situation

# Bills, visits, plans and people round the patient: they state no fact that a situation has a place for. They are
# skipped without a word, because there is nothing in them that was meant to be read and could not be.
_SKIPPED = """
    Account Appointment AppointmentResponse AuditEvent Basic Binary CarePlan CareTeam Claim ClaimResponse
    Communication CommunicationRequest Composition Consent Coverage CoverageEligibilityRequest
    CoverageEligibilityResponse Device DeviceRequest DeviceUseStatement DocumentReference Encounter
    EpisodeOfCare ExplanationOfBenefit Goal Group HealthcareService ImagingStudy Immunization
    ImmunizationRecommendation InsurancePlan Invoice List Location Media MessageHeader NutritionOrder
    OperationOutcome Organization Parameters PaymentNotice Practitioner PractitionerRole Provenance
    Questionnaire QuestionnaireResponse RelatedPerson RequestGroup ResearchStudy ResearchSubject Schedule
    ServiceRequest Slot Subscription SupplyDelivery SupplyRequest Task VisionPrescription
"""
SKIPPED = frozenset(_SKIPPED.split())
# These are looked up where another resource refers to them.
LOOKED_UP = frozenset({"BodyStructure", "Medication", "Specimen"})


def read_bundle(document: Document, knowledge: Knowledge) -> Situation:
    """The situation that a FHIR Bundle tells of. Errors: InputError, such as for a bundle about two patients."""
    draft = Draft(Bundle(document), load_codes(knowledge.root), knowledge)
    for resource in draft.bundle.resources:
        kind = resource["resourceType"]
        if in_error(resource):
            draft.in_error(resource)
        elif kind not in SKIPPED and kind not in LOOKED_UP:
            READERS.get(kind, _not_read)(resource, draft)
    add_courses(draft)
    add_node_counts(draft)
    return with_rest(draft.situation(), draft.bundle.of_type("Composition"))


def _read_patient(resource: Resource, draft: Draft) -> None:
    """The year of birth and the sex; nothing else of a Patient is looked at."""
    pointer = draft.pointer({"resourceType": "Patient"})
    if born := day(resource.get("birthDate")):
        draft.person["birth_year"] = born.first.year
        draft.records["person.birth_year"] = pointer
    if resource.get("gender") in ("female", "male"):
        draft.person["sex"] = resource["gender"]
        draft.records["person.sex"] = pointer


def _read_report(resource: Resource, draft: Draft) -> None:
    """A report is read through its results, which are observations; one without results is words only."""
    for one in objects(resource.get("contained")):
        if one.get("resourceType") == "Observation" and not in_error(one):
            read_observation(one, draft)
    if not objects(resource.get("result")):
        draft.miss(resource, concept(resource.get("code")), "a report whose findings are not coded")


def _not_read(resource: Resource, draft: Draft) -> None:
    draft.miss(resource, concept(resource.get("code")), "resources of this type are not read")


READERS: dict[str, Callable[[Resource, Draft], None]] = {
    "Patient": _read_patient,
    "Condition": read_condition,
    "Observation": read_observation,
    "Procedure": read_procedure,
    "DiagnosticReport": _read_report,
    "MedicationAdministration": read_medication,
    "MedicationDispense": read_medication,
    "MedicationRequest": read_medication,
    "MedicationStatement": read_medication,
}
