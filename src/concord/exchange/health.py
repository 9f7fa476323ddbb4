"""Fitness, organs and blood."""

from __future__ import annotations

from concord.exchange.codes import Measure
from concord.exchange.draft import Draft
from concord.exchange.elements import Concept, Quantity, Resource, concept, concepts, number, objects, quantity
from concord.exchange.values import answer, kept, measured, observed

# Laboratories differ in what they call normal, so these count in multiples of the upper limit that stands beside them.
TIMES_UPPER_LIMIT = frozenset({"alt", "ast", "alp"})
FORMULA = "fridericia"


def read_score(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    """ECOG, Karnofsky, pain: a number, or a coded answer that stands for one."""
    amount = measured(resource)
    value = amount.value if amount and not amount.comparator else number(resource.get("valueInteger"))
    if value is None:
        value = _coded_score(resource, measure.kind, draft)
    if value is None or value != int(value):
        return False
    pointer = draft.pointer(resource, code.codings[0], observed(resource, draft))
    draft.measure(measure.kind, int(value), resource, code, pointer)
    return True


def _coded_score(resource: Resource, kind: str, draft: Draft) -> int | None:
    table = {"ecog": draft.codes.ecog, "karnofsky": draft.codes.karnofsky}.get(kind, {})
    said = [concept(resource.get("valueCodeableConcept")), *concepts(resource.get("interpretation"))]
    return next((score for one in said if (score := draft.codes.word(table, one)) is not None), None)


def read_measure(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    """A number with a unit. "Less than" and "more than" are not numbers."""
    amount = measured(resource)
    pointer = draft.pointer(resource, code.codings[0], observed(resource, draft))
    if measure.kind in TIMES_UPPER_LIMIT:
        return _read_times_limit(resource, code, measure, draft)
    if measure.formula not in (None, FORMULA):
        draft.miss(resource, code, f"QTc by another formula ({measure.formula.replace('_', ' ')})")
        return True
    value = kept(measure.kind, amount, draft) if amount else None
    if amount is None or value is None:
        draft.miss(resource, code, _why_not(amount))
        return True
    draft.measure(measure.kind, value, resource, code, pointer)
    return True


def _read_times_limit(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    amount, limit = measured(resource), _upper_limit(resource)
    value = kept(measure.kind, amount, draft) if amount else None
    upper = kept(measure.kind, limit or amount, draft) if amount and limit else None
    if value is None:
        draft.miss(resource, code, _why_not(amount))
    elif not upper:
        draft.miss(resource, code, "the laboratory's upper limit is not given, so the number says little")
    else:
        pointer = draft.pointer(resource, code.codings[0], observed(resource, draft))
        draft.measure(f"{measure.kind}_x_uln", round(value / upper, 3), resource, code, pointer)
    return True


def _upper_limit(resource: Resource) -> Quantity | None:
    """The one upper limit of normal; None where several are given."""
    ranges = [one for one in objects(resource.get("referenceRange")) if _is_normal(one)]
    limits = {limit for one in ranges if (limit := quantity(one.get("high")))}
    return limits.pop() if len(limits) == 1 else None


def _is_normal(one: Resource) -> bool:
    codings = concept(one.get("type")).codings
    return not codings or any(coding.code == "normal" for coding in codings)


def _why_not(amount: Quantity | None) -> str:
    if amount is None:
        return "it has no number"
    if amount.comparator:
        return "only a limit is given, not the number itself"
    return "the unit is not known here, or the number is not possible in it" if amount.unit else "it has no unit"


def read_illness_test(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    """A test that proves an illness when positive. A negative one says nothing of the past."""
    said = answer(resource, draft)
    if said in ("positive", "detected", "present"):
        pointer = draft.pointer(resource, code.codings[0], observed(resource, draft))
        draft.conditions.setdefault("hepatitis_b", pointer)
    return said is not None
