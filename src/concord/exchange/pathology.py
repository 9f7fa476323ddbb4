"""ER, PR and HER2, with the specimen they were found in."""

from __future__ import annotations

from typing import Any

from concord.exchange.codes import Measure
from concord.exchange.draft import Draft, Result
from concord.exchange.elements import Concept, Quantity, Resource, child, concept, identity, number, objects, reference
from concord.exchange.values import answer, kept, measured, observed
from concord.situation.model import Pathology

SIGN = {
    "positive": "positive", "present": "positive", "detected": "positive",
    "negative": "negative", "absent": "negative", "not_detected": "negative",
}  # fmt: skip
SCORES = frozenset({"0", "1+", "2+", "3+"})
ISH = {"positive": "amplified", "negative": "not_amplified", "equivocal": "equivocal", "amplified": "amplified"}


def read_receptor(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> bool:
    """One receptor result. Says False where its value is not understood."""
    fields = _result(resource, measure.kind, draft)
    if fields is None:
        return False
    date = observed(resource, draft)
    whole = {**fields, **_specimen(resource, draft), "date": date}
    if draft.make(Pathology, whole, resource, code):
        draft.results.append(Result(_group(resource, draft), whole, draft.pointer(resource, code.codings[0], date)))
    return True


def _result(resource: Resource, kind: str, draft: Draft) -> dict[str, Any] | None:
    name = kind.split("_")[0]
    amount = measured(resource)
    if name in ("er", "pr") and amount:
        return _percent(name, amount, draft)
    said = _said(resource, kind, draft)
    if name in ("er", "pr"):
        return {name: SIGN[said]} if said in SIGN else None
    if kind == "her2_ish":
        word = ISH.get(SIGN.get(said, said))
        return {"her2_ish": word} if word else None
    if said in SCORES:
        return {"her2_ihc": said}
    # "Negative" without a score leaves open which one it was.
    word = SIGN.get(said, said)
    return {"her2_status": word} if word in ("positive", "negative", "equivocal") else None


def _said(resource: Resource, kind: str, draft: Draft) -> str:
    score = number(resource.get("valueInteger"))
    if kind in ("her2", "her2_ihc") and score is not None:
        return {0: "0", 1: "1+", 2: "2+", 3: "3+"}.get(int(score), "") if score == int(score) else ""
    return answer(resource, draft) or ""


def _percent(name: str, amount: Quantity, draft: Draft) -> dict[str, Any] | None:
    """A percent; with "less than one" or "more than" only the word that follows from it."""
    value = kept(f"{name}_percent", amount._replace(comparator=""), draft)
    if value is None:
        return None
    if not amount.comparator:
        return {f"{name}_percent": value}
    if amount.comparator == "<" and value <= 1:
        return {name: "negative"}
    return {name: "positive"} if amount.comparator in (">", ">=") and value >= 1 else None


def _specimen(resource: Resource, draft: Draft) -> dict[str, Any]:
    """primary or metastasis, as far as the body site tells. A node near the breast is neither."""
    specimen = draft.bundle.resolve(resource.get("specimen"), resource)
    sites = [concept(child(specimen, "collection").get("bodySite")), concept(resource.get("bodySite"))]
    place = next((found for one in sites if (found := draft.codes.word(draft.codes.body_sites, one))), None)
    if place is None or place.site in ("regional_nodes", "nodes_unspecified"):
        return {}
    return {"specimen": "primary"} if place.site == "breast" else {"specimen": "metastasis", "site": place.site}


def _group(resource: Resource, draft: Draft) -> tuple[str, str]:
    """What tells that results belong to one specimen: the specimen itself, the report, or the day."""
    if target := reference(resource.get("specimen")):
        return "specimen", target
    for report in draft.bundle.of_type("DiagnosticReport"):
        if any(draft.bundle.resolve(one, report) is resource for one in objects(report.get("result"))):
            return "report", identity(report) or str(id(report))
    date = observed(resource, draft)
    return ("date", str(date)) if date else ("alone", str(len(draft.results)))
