"""The values of observations: answers in our words, numbers in our units."""

from __future__ import annotations

from concord.exchange.codes import UCUM
from concord.exchange.draft import Draft
from concord.exchange.elements import Concept, Quantity, Resource, child, concept, concepts, moment, quantity
from concord.situation.dates import Days

# Results that laboratories print as text. Any other text may be anything, so it is not read.
PRINTED = frozenset({"positive", "negative", "equivocal", "0", "1+", "2+", "3+"})


def observed(resource: Resource, draft: Draft) -> Days | None:
    """When it was observed: effective[x], or else when the specimen was taken."""
    specimen = draft.bundle.resolve(resource.get("specimen"), resource)
    return moment(resource, "effective") or moment(child(specimen, "collection"), "collected")


def coded_value(resource: Resource) -> Concept | None:
    """The coded value, or the reason why there is none."""
    value = concept(resource.get("valueCodeableConcept")) or concept(resource.get("dataAbsentReason"))
    return value or None


def answer(resource: Resource, draft: Draft) -> str | None:
    """The answer in our words; from the interpretation where the value gives none. None: not understood."""
    value = coded_value(resource)
    if value is not None and (word := draft.codes.word(draft.codes.values, value)):
        return word
    printed = resource.get("valueString")
    if isinstance(printed, str) and printed.strip().lower() in PRINTED:
        return printed.strip().lower()
    if isinstance(said := resource.get("valueBoolean"), bool):
        return "yes" if said else "no"
    if value is None:
        words = (draft.codes.word(draft.codes.values, one) for one in concepts(resource.get("interpretation")))
        return next((word for word in words if word), None)
    return None


def unit_of(amount: Quantity, draft: Draft) -> str | None:
    return draft.codes.look_up(draft.codes.units, UCUM, amount.unit)


def kept(kind: str, amount: Quantity, draft: Draft) -> float | None:
    """A number in the unit in which this kind is kept; None where the unit is not known or the number cannot be."""
    turn = draft.codes.conversions.get(kind, {}).get(unit_of(amount, draft) or "")
    if turn is None or amount.comparator:
        return None
    value = amount.value * turn.times + turn.plus
    low, high = draft.codes.plausible.get(kind, (float("-inf"), float("inf")))
    return round(value, 6) if low <= value <= high else None


def measured(resource: Resource) -> Quantity | None:
    return quantity(resource.get("valueQuantity"))
