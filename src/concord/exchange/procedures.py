"""Procedures: operations, removal of lymph nodes, radiation."""

from __future__ import annotations

from typing import Any

from concord.exchange.codes import IGNORED, Deed
from concord.exchange.draft import Draft, Taken
from concord.exchange.elements import (
    Concept,
    Resource,
    concept,
    concepts,
    day,
    extensions,
    number,
    objects,
    quantity,
    span,
    text,
)
from concord.exchange.medicines import setting_of
from concord.exchange.values import kept
from concord.situation.dates import Days
from concord.situation.model import LymphNodeRemoval, Radiation

NOT_DONE = frozenset({"not-done", "preparation"})
DONE = frozenset({"completed", "in-progress", "stopped", "on-hold"})
# A pathologist counts the nodes some days after the operation.
COUNTED_WITHIN_DAYS = 31


def read_procedure(resource: Resource, draft: Draft) -> None:
    """One Procedure that was done, or at least begun."""
    code = concept(resource.get("code"))
    if text(resource.get("status")) in NOT_DONE:
        return
    found = draft.codes.find(draft.codes.procedures, code)
    if found is None:
        draft.miss(resource, code, "a procedure that is not known here")
    elif found.meaning.kind == IGNORED:
        return
    elif text(resource.get("status")) not in DONE:
        draft.miss(resource, code, "it is not known whether it was done")
    else:
        _read(resource, Concept((found.coding,)), found.meaning, draft)


def _read(resource: Resource, code: Concept, deed: Deed, draft: Draft) -> None:
    if deed.needs_body_site and deed.needs_body_site not in _body_sites(resource, draft):
        draft.miss(resource, code, "read only where the record says that it was at the breast")
    elif deed.kind == "radiation":
        _read_radiation(resource, code, deed, draft)
    elif deed.kind == "medicine":
        _read_given(resource, code, deed, draft)
    elif deed.kind == "ablation":
        draft.miss(resource, code, "understood (ablation), but a situation has no place for it")
    else:
        _read_operation(resource, code, deed, draft)


def _body_sites(resource: Resource, draft: Draft) -> set[str]:
    places = (draft.codes.word(draft.codes.body_sites, one) for one in concepts(resource.get("bodySite")))
    return {place.site for place in places if place}


def _times(resource: Resource) -> tuple[Days | None, Days | None]:
    """Start and end; the one day of a short procedure is its start."""
    started, ended = span(resource, "performed")
    if started and ended and ended.last < started.first:
        return None, None
    return started or day(resource.get("performedDateTime")), ended


def _read_operation(resource: Resource, code: Concept, deed: Deed, draft: Draft) -> None:
    started, ended = _times(resource)
    date = started or ended
    if deed.kind == "surgery":
        for procedure in (deed.procedure, deed.also):
            if procedure:
                draft.add_surgery(procedure, resource, code, date)
    nodes = deed.procedure if deed.kind == "lymph_node_removal" else deed.nodes
    if nodes:
        fields = {"kind": "lymph_node_removal", "procedure": nodes, "date": date}
        draft.add_treatment(
            draft.make(LymphNodeRemoval, fields, resource, code), draft.pointer(resource, code.codings[0], date)
        )


def _read_given(resource: Resource, code: Concept, deed: Deed, draft: Draft) -> None:
    """A medicine, or a class where the medicine is not said. Each is one day of a course."""
    started, ended = _times(resource)
    date = started or ended
    pointer = draft.pointer(resource, code.codings[0], date)
    draft.taken.append(Taken(deed.drugs, "ended", False, pointer, date, setting=setting_of(resource, draft)))


# ------------------------------------------------------------------------------------------------ radiation
def _read_radiation(resource: Resource, code: Concept, deed: Deed, draft: Draft) -> None:
    """A course of radiation: one entry for each volume whose dose is given, or one entry in all."""
    started, ended = _times(resource)
    if resource.get("status") != "completed":
        ended = None
    times = {"date": started} if started == ended else {"started": started, "ended": ended}
    fields = {
        "kind": "radiation",
        "technique": _technique(resource, deed, draft),
        "setting": setting_of(resource, draft),
        **times,
    }
    pointer = draft.pointer(resource, code.codings[0], started or ended)
    for dose in _doses(resource, code, draft) or [{}]:
        entry = {**fields, "target": _target(concepts(resource.get("bodySite")), draft), **dose}
        made = draft.make(Radiation, entry, resource, code)
        if made is None and dose:  # an impossible dose is no reason to forget the course
            made = draft.make(Radiation, {**entry, "dose_gy": None, "fractions": None}, resource, code)
        draft.add_treatment(made, pointer)


def _doses(resource: Resource, code: Concept, draft: Draft) -> list[dict[str, Any]]:
    """Target, dose and fractions of each volume (mCODE radiotherapy course summary)."""
    found = []
    for volume in extensions(resource, "mcode-radiotherapy-dose-delivered-to-volume"):
        parts = {text(one.get("url")): one for one in objects(volume.get("extension"))}
        amount = quantity(parts.get("totalDoseDelivered", {}).get("valueQuantity"))
        gray = kept("dose_gy", amount, draft) if amount else None
        if amount and gray is None:
            draft.miss(resource, code, "the dose is in a unit that is not known here")
        fractions = number(parts.get("fractionsDelivered", {}).get("valueUnsignedInt"))
        dose: dict[str, Any] = {"dose_gy": gray, "fractions": int(fractions) if fractions else None}
        where = draft.bundle.resolve(parts.get("volume", {}).get("valueReference"), resource) or {}
        if target := _target(concepts(where.get("location")), draft):
            dose["target"] = target
        found.append(dose)
    sessions = [number(one.get("valueUnsignedInt")) for one in extensions(resource, "mcode-radiotherapy-sessions")]
    if len(found) == 1 and found[0]["fractions"] is None and len(sessions) == 1 and sessions[0]:
        found[0]["fractions"] = int(sessions[0])
    return found


def _target(places: list[Concept], draft: Draft) -> str | None:
    """The one place it was aimed at. Several places are left open: the dose of each is not known."""
    words = {word for one in places if (word := draft.codes.word(draft.codes.radiation_sites, one))}
    return words.pop() if len(words) == 1 else None


def _technique(resource: Resource, deed: Deed, draft: Draft) -> str | None:
    if deed.technique:
        return deed.technique
    for one in extensions(resource, "mcode-radiotherapy-modality-and-technique"):
        for part in objects(one.get("extension")):
            found = draft.codes.word(draft.codes.procedures, concept(part.get("valueCodeableConcept")))
            if found and found.technique:
                return found.technique
    return None


# ------------------------------------------------------------------------------------------------ counted nodes
def add_node_counts(draft: Draft) -> None:
    """Gives a count of lymph nodes to the operation that it belongs to, where there is only one that fits."""
    for count, pointer in draft.nodes_counted:
        fitting = [
            index
            for index, entry in enumerate(draft.treatments)
            if isinstance(entry, LymphNodeRemoval)
            and entry.nodes_removed is None
            and _follows(pointer.date, entry.date)
        ]
        if len(fitting) == 1 and 0 <= count <= 100:
            entry = draft.treatments[fitting[0]]
            draft.treatments[fitting[0]] = entry.model_copy(update={"nodes_removed": count})
            draft.records[f"treatments[{fitting[0]}].nodes_removed"] = pointer
        else:
            draft.miss_pointer(pointer, "a count of lymph nodes", "it cannot be tied to one operation of the record")


def _follows(counted: Days | None, removed: Days | None) -> bool:
    if counted is None or removed is None:
        return False
    return 0 <= (counted.last - removed.first).days <= COUNTED_WITHIN_DAYS
