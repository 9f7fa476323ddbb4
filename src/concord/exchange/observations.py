"""Observations: what each measures decides who reads it."""

from __future__ import annotations

from collections.abc import Callable

from concord.exchange.cancer import (
    ITS_DATE_ONLY,
    add_spread,
    extent_of,
    is_of_another_cancer,
    read_person_finding,
)
from concord.exchange.codes import IGNORED, Found, Measure
from concord.exchange.draft import Draft, Evidence
from concord.exchange.elements import Concept, Resource, concept, number, objects, quantity, text
from concord.exchange.genes import read_gene, read_msi, read_pd_l1, read_tmb, read_variant
from concord.exchange.health import read_illness_test, read_measure, read_score
from concord.exchange.pathology import read_receptor
from concord.exchange.values import answer, coded_value, observed

READABLE = frozenset({"", "final", "amended", "corrected", "preliminary"})
Reader = Callable[[Resource, Concept, Measure, Draft], None]


def read_observation(resource: Resource, draft: Draft) -> None:
    """One Observation. A panel without a meaning of its own is read component by component."""
    code = concept(resource.get("code"))
    if text(resource.get("status")) not in READABLE:
        draft.miss(resource, code, "not a result: it was cancelled or is still awaited")
        return
    found = draft.codes.find(draft.codes.observations, code)
    if found is not None:
        READERS.get(found.meaning.kind, _no_place)(resource, Concept((found.coding,)), found.meaning, draft)
        return
    if sign := draft.codes.find(draft.codes.signs, code):
        _read_sign(resource, sign, draft)
        return
    parts = objects(resource.get("component"))
    for part in parts:
        _read_component({**_without_value(resource), **part}, draft)
    is_panel = resource.get("hasMember") and coded_value(resource) is None
    if not parts and not is_panel:
        draft.miss(resource, code, "an observation that is not known here")


def _without_value(resource: Resource) -> Resource:
    return {key: value for key, value in resource.items() if key != "component" and not key.startswith("value")}


def _read_component(part: Resource, draft: Draft) -> None:
    """A component: an illness that is said to be there or not, or a measurement like any other."""
    found = draft.codes.find(draft.codes.comorbidities, concept(part.get("code")))
    if found is None:
        read_observation(part, draft)
    elif found.meaning != IGNORED:
        pointer = draft.pointer(part, found.coding, observed(part, draft))
        said = answer(part, draft)
        if said in ("present", "positive", "yes"):
            draft.conditions.setdefault(found.meaning, pointer)
        elif said in ("absent", "negative", "no"):
            draft.ruled_out.setdefault(found.meaning, pointer)
        else:
            miss_value(part, Concept((found.coding,)), draft)


# ------------------------------------------------------------------------------------------------ one reader a kind
def _ignore(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    """Understood, and of no use to a situation; or its members are read on their own."""


def _no_place(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    draft.miss(resource, code, f"understood ({measure.kind}), but a situation has no place for it")


def _read_stage(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    value = concept(resource.get("valueCodeableConcept"))
    if is_of_another_cancer(resource, draft):
        draft.miss(resource, code, "it belongs to a cancer that is not breast cancer")
        return
    extent = extent_of(value, draft)
    if extent in ("early", "metastatic"):
        coding = value.codings[0] if value.codings else code.codings[0]
        pointer = draft.pointer(resource, coding, observed(resource, draft))
        draft.evidence.append(Evidence(extent, pointer))  # type: ignore[arg-type]
    elif answer(resource, draft) != "mx":  # mx: it was not examined
        miss_value(resource, code, draft)


def _read_metastasis_site(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    value = concept(resource.get("valueCodeableConcept"))
    place = draft.codes.word(draft.codes.body_sites, value)
    site = place.site if place else draft.codes.word(draft.codes.metastasis_sites, value)
    if site is None or is_of_another_cancer(resource, draft):
        _read_stage(resource, code, measure, draft)  # "none" is the answer of a stage without spread
    elif site == "breast":
        draft.miss(resource, value, "the breast is no place to which breast cancer has spread")
    else:
        add_spread(site, resource, value, observed(resource, draft), draft)


def _read_state(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    said = answer(resource, draft)
    if said is None:
        miss_value(resource, code, draft)
    elif said != "unknown":
        read_person_finding(measure.kind, said, resource, code, draft, observed(resource, draft))


def _read_sign(resource: Resource, sign: Found, draft: Draft) -> None:
    """An observation of a sign itself. Only an answer that denies it says that it is not so."""
    if answer(resource, draft) not in ("absent", "negative", "no", "not_detected", "not_done"):
        draft.add_sign(sign.meaning, resource, sign.coding, observed(resource, draft))


def _read_symptom(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    """A question for a symptom, answered by a code. One that can wait has no place in a situation."""
    value = concept(resource.get("valueCodeableConcept"))
    if sign := draft.codes.find(draft.codes.signs, value):
        draft.add_sign(sign.meaning, resource, sign.coding, observed(resource, draft))
    else:
        draft.miss(resource, value or code, "a symptom that is not on the list of signs that cannot wait")


def _of_its_date(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    draft.miss(resource, code, ITS_DATE_ONLY)


def _read_nodes(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    amount = quantity(resource.get("valueQuantity"))
    count = amount.value if amount and not amount.comparator else number(resource.get("valueInteger"))
    if count is None or count != int(count):
        miss_value(resource, code, draft)
    else:
        draft.nodes_counted.append((int(count), draft.pointer(resource, code.codings[0], observed(resource, draft))))


def _not_tied(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    draft.miss(resource, code, "it is not said which treatment it speaks of")


def _unlike(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
    draft.miss(resource, code, "an estimate from creatinine is not a creatinine clearance")


def miss_value(resource: Resource, code: Concept, draft: Draft) -> None:
    """Lists the coded answer that could not be read, or else the question."""
    if answer(resource, draft) in ("unknown", "not_done", "no_call", IGNORED):
        return
    value = coded_value(resource)
    if value and value.codings and draft.codes.word(draft.codes.values, value) is None:
        draft.miss(resource, value, f"an answer to {code.codings[0].words} that is not known here")
    else:
        draft.miss(resource, code, "its value could not be read")


def _or_miss(read: Callable[[Resource, Concept, Measure, Draft], bool]) -> Reader:
    """A reader that says whether it understood the value."""

    def reader(resource: Resource, code: Concept, measure: Measure, draft: Draft) -> None:
        if not read(resource, code, measure, draft):
            miss_value(resource, code, draft)

    return reader


MEASURES = """
    lvef_percent qtcf_ms creatinine_mg_dl creatinine_clearance_ml_min bilirubin_mg_dl alt ast alp hba1c_percent
    fasting_glucose_mg_dl neutrophils_per_ul platelets_per_ul hemoglobin_g_dl potassium_mmol_l
"""
# Understood, and of no use to a situation; or its members are read on their own.
WITHOUT_USE = "tnm_t tnm_n height weight body_surface_m2 genomic_region genomic_report treatment_status"

# Which kind of observation (codes.yaml) is read by whom. A kind that is not here is listed as having no place.
READERS: dict[str, Reader] = {
    **dict.fromkeys([IGNORED, *WITHOUT_USE.split()], _ignore),
    **dict.fromkeys(MEASURES.split(), _or_miss(read_measure)),
    **dict.fromkeys(("er", "pr", "er_percent", "pr_percent", "her2", "her2_ihc", "her2_ish"), _or_miss(read_receptor)),
    **dict.fromkeys(("ecog", "karnofsky", "pain_0_to_10"), _or_miss(read_score)),
    **dict.fromkeys(("pregnancy", "pregnancy_test", "breastfeeding"), _of_its_date),
    **dict.fromkeys(("stage", "tnm_m"), _read_stage),
    "symptom": _read_symptom,
    "metastasis_site": _read_metastasis_site,
    "menopause": _read_state,
    "nodes_removed": _read_nodes,
    "response": _not_tied,
    "egfr_ml_min_173": _unlike,
    "hepatitis_b_surface_antigen": _or_miss(read_illness_test),
    "tumor_marker_gene": _or_miss(read_variant),
    "gene": _or_miss(read_gene),
    "msi": _or_miss(read_msi),
    "tmb": _or_miss(read_tmb),
    "pd_l1": _or_miss(read_pd_l1),
}
