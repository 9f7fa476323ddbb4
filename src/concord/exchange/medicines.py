"""Medicines: what was taken, what was only ordered, and the records of one course put together."""

from __future__ import annotations

import re
from typing import Any

from concord.exchange.codes import UCUM
from concord.exchange.draft import Draft, Taken, by_date
from concord.exchange.elements import (
    Concept,
    Resource,
    concept,
    concepts,
    day,
    extensions,
    moment,
    quantity,
    span,
    text,
)
from concord.situation.dates import Days
from concord.situation.model import Medicine

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
STATUS = "http://hl7.org/fhir"
# Prescribing and handing out are no proof of taking.
ORDERS = frozenset({"MedicationRequest", "MedicationDispense"})
# Records of one medicine at most this far apart are one course: the longest common interval is twelve weeks.
SAME_COURSE_DAYS = 92

# RxNorm names a product as: amount, ingredient, strength, form; ingredients are parted by " / ". Creams and drops for
# one place of the body are other medicines than those that go through the whole body.
_INGREDIENT = re.compile(
    r"(?:[\d.]+ (?:ML|HR|ACTUAT|MG|DAY) )*(?:HR )?(?P<name>[A-Za-z][A-Za-z' -]*?) [\d.]+ (?:MG|MCG|UNT|MEQ|GM)\b.*"
)
_WHOLE_BODY = re.compile(r"\b(?:oral|inject|syringe|infusion|prefilled)", re.IGNORECASE)


def read_medication(resource: Resource, draft: Draft) -> None:
    """One medication resource of any kind."""
    code = _concept(resource, draft)
    state = draft.codes.look_up(draft.codes.medication_status, STATUS, text(resource.get("status"))) or "unknown"
    if state == "never_taken" or resource.get("doNotPerform") is True:
        return
    drugs = named(code, draft)
    if not drugs:
        draft.miss(resource, code, "a medicine that is not known here")
        return
    kind = resource["resourceType"]
    date, started, ended = _times(resource)
    if state == "ongoing" and ended:
        draft.miss(resource, code, "it is recorded as active and has an end; whether it goes on is not known")
        state, ended = "unclear", None
    coding = code.codings[0] if code.codings else None
    draft.taken.append(
        Taken(
            drugs=drugs,
            state=state,
            ordered_only=kind in ORDERS or state in ("planned", "unknown"),
            pointer=draft.pointer(resource, coding, date or started or ended),
            date=date,
            started=started,
            ended=ended,
            setting=setting_of(resource, draft),
            reason=_reason(resource, state, draft),
            mg_m2=_mg_m2(resource, draft) if kind == "MedicationAdministration" and state == "ended" else None,
        )
    )


def _concept(resource: Resource, draft: Draft) -> Concept:
    direct = concept(resource.get("medicationCodeableConcept"))
    if direct:
        return direct
    medication = draft.bundle.resolve(resource.get("medicationReference"), resource) or {}
    return concept(medication.get("code"))


def named(code: Concept, draft: Draft) -> tuple[str, ...]:
    """The medicines that a concept names: by RxNorm code, by bill item, then by a known name in any case."""
    for coding in code.codings:
        if draft.codes.canonical(coding.system) == RXNORM:
            found = tuple(one.id for one in draft.knowledge.medicines.values() if coding.code in one.rxnorm)
            if found:
                return found
    billed = draft.codes.find(draft.codes.procedures, code)
    if billed and billed.meaning.kind == "medicine":
        drugs: tuple[str, ...] = billed.meaning.drugs
        return drugs
    for words in (*(coding.display for coding in code.codings), code.text):
        if found := _by_name(words, draft):
            return found
    return ()


def _by_name(words: str, draft: Draft) -> tuple[str, ...]:
    """A name as it stands, or the ingredients of a product by RxNorm's own naming; all of them or none."""
    if known := _known(words, draft):
        return (known,)
    if not _WHOLE_BODY.search(words):
        return ()
    parts = [_INGREDIENT.fullmatch(part) for part in words.split(" / ")]
    found = [_known(part["name"], draft) if part else None for part in parts]
    return tuple(name for name in found if name) if all(found) else ()


def _known(words: str, draft: Draft) -> str | None:
    plain = words.strip().lower().replace("-", "_").replace(" ", "_")
    name = draft.knowledge.vocabulary.resolve(plain)
    return name if name in draft.knowledge.medicines else None


def _times(resource: Resource) -> tuple[Days | None, Days | None, Days | None]:
    """The one date, or the start and end, at which it was taken or ordered."""
    started, ended = span(resource, "effective")
    if started or ended:
        if started and ended and ended.last < started.first:  # a slip of the record: neither can be relied on
            return None, None, None
        return None, started, ended
    handed = day(resource.get("whenHandedOver")) or day(resource.get("whenPrepared"))
    return moment(resource, "effective") or day(resource.get("authoredOn")) or handed, None, None


def setting_of(resource: Resource, draft: Draft) -> str | None:
    """Before or after surgery, where the intent says so. Curative or palliative intent is not a setting."""
    intents = extensions(resource, "mcode-procedure-intent", "mcode-treatment-intent")
    words = (draft.codes.word(draft.codes.intents, concept(one.get("valueCodeableConcept"))) for one in intents)
    return next((word for word in words if word in ("adjuvant", "neoadjuvant")), None)


def _reason(resource: Resource, state: str, draft: Draft) -> str | None:
    """Why it was stopped, if the record says so."""
    if state != "ended":
        return None
    ends = extensions(resource, "mcode-treatment-termination-reason", "mcode-termination-reason")
    given = [concept(one.get("valueCodeableConcept")) for one in ends]
    given += concepts(resource.get("statusReason")) + concepts(resource.get("statusReasonCodeableConcept"))
    for one in given:
        word = draft.codes.word(draft.codes.stopped_because, one)
        if word is None:
            draft.miss(resource, one, "a reason for stopping that is not known here")
        elif word != "unknown":
            return word
    return None


def _mg_m2(resource: Resource, draft: Draft) -> float | None:
    """The amount by body surface. An amount in another unit is not turned into it: the surface is not known."""
    dosage = resource.get("dosage")
    amount = quantity(dosage.get("dose")) if isinstance(dosage, dict) else None
    if amount is None or amount.comparator:
        return None
    return amount.value if draft.codes.look_up(draft.codes.units, UCUM, amount.unit) == "mg_m2" else None


# ------------------------------------------------------------------------------------------------ courses
def add_courses(draft: Draft) -> None:
    """Puts the records of one course together and adds an entry for each."""
    for course in _courses(draft.taken):
        place = f"treatments[{len(draft.treatments)}]"
        draft.add_treatment(Medicine(**_entry(course)), course[0].pointer)
        if len(course) > 1:
            draft.records[f"{place}.ended"] = course[-1].pointer


def _courses(taken: list[Taken]) -> list[list[Taken]]:
    """Records with one date each, of one medicine and kind, that follow one another closely. Others stand alone."""
    courses: list[list[Taken]] = []
    running: dict[tuple[Any, ...], list[Taken]] = {}
    for one in sorted(taken, key=lambda one: by_date(one.date or one.started or one.ended)):
        key = (one.drugs, one.pointer.type, one.state, one.ordered_only, one.setting, one.reason)
        last = running.get(key, [None])[-1]
        if one.date and last and last.date and (one.date.first - last.date.last).days <= SAME_COURSE_DAYS:
            running[key].append(one)
        else:
            courses.append([one])
            if one.date:
                running[key] = courses[-1]
    return courses


def _entry(course: list[Taken]) -> dict[str, Any]:
    first, last = course[0], course[-1]
    goes_on = first.state == "ongoing"
    fields: dict[str, Any] = {"kind": "medicine", "drugs": first.drugs, "setting": first.setting}
    if first.date is None:
        fields |= {"started": first.started, "ended": first.ended}
    elif goes_on or len(course) > 1:
        fields |= {"started": first.date, "ended": last.date if first.state == "ended" else None}
    else:
        fields |= {"date": first.date}
    if first.ordered_only:
        fields["ordered_only"] = True
    elif goes_on:
        fields["stopped_because"] = "ongoing"
    if first.reason:
        fields["stopped_because"] = first.reason
    amounts = [one.mg_m2 for one in course if one.mg_m2]
    # A course of which only some amounts are known has a sum that is not known.
    if len(first.drugs) == 1 and len(amounts) == len(course):
        fields["cumulative_mg_m2"] = {first.drugs[0]: round(sum(amounts), 3)}
    return fields
