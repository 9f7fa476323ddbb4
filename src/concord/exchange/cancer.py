"""Conditions: the first cancer, where it has spread, stages, and other illnesses."""

from __future__ import annotations

from concord.exchange.codes import IGNORED, Found
from concord.exchange.draft import Draft, Evidence, Result
from concord.exchange.elements import (
    Concept,
    Resource,
    concept,
    concepts,
    day,
    extensions,
    has_profile,
    objects,
    reference,
    span,
)
from concord.situation.dates import Days
from concord.situation.model import Pathology

ACTIVE = frozenset({"active", "recurrence", "relapse"})
NOT_SITES = {
    "regional_nodes": "regional lymph node, not counted as spread",
    "nodes_unspecified": "lymph nodes, near or far is not said; not counted as spread",
}
EXTENT_OF_M = {"m0": "early", "m1": "metastatic", "none": "early"}
ITS_DATE_ONLY = "true of its date only; please say how it is now"


def read_condition(resource: Resource, draft: Draft) -> None:
    """One Condition: a cancer, a metastasis, a state such as menopause, or another illness."""
    code = concept(resource.get("code"))
    certainty = _status(resource, "verificationStatus")
    if sign := draft.codes.find(draft.codes.signs, code):
        # A sign that cannot wait counts in doubt too; one that is over or refuted says nothing.
        if certainty != "refuted" and _is_active(resource):
            draft.add_sign(sign.meaning, resource, sign.coding, _date(resource))
    elif certainty in ("unconfirmed", "provisional", "differential"):
        draft.miss(resource, code, f"recorded as {certainty}, not as certain")
    elif _is_cancer(resource, draft):
        if certainty == "refuted":
            draft.miss(resource, code, "recorded as refuted; not counted")
        else:
            _read_cancer(resource, code, draft)
    elif (found := draft.codes.find(draft.codes.person_findings, code)) and certainty != "refuted":
        read_person_finding(found.meaning.fact, found.meaning.value, resource, code, draft, _date(resource))
    else:
        _read_illness(resource, code, draft, ruled_out=certainty == "refuted")


# ------------------------------------------------------------------------------------------------ cancer
def _is_cancer(resource: Resource, draft: Draft) -> bool:
    code = concept(resource.get("code"))
    return bool(
        draft.codes.find(draft.codes.primary_cancer, code) or draft.codes.find(draft.codes.metastasis_sites, code)
    )


def _read_cancer(resource: Resource, code: Concept, draft: Draft) -> None:
    if is_of_another_cancer(resource, draft):
        draft.miss(resource, code, "it belongs to a cancer that is not breast cancer")
    elif spread := draft.codes.find(draft.codes.metastasis_sites, code):
        _add_site(spread.meaning, resource, Concept((spread.coding,)), draft)
    elif has_profile(resource, "mcode-secondary-cancer-condition"):
        _add_site("unspecified", resource, code, draft)
    elif primary := draft.codes.find(draft.codes.primary_cancer, code):
        _read_primary(resource, code, primary, draft)


def _read_primary(resource: Resource, code: Concept, found: Found, draft: Draft) -> None:
    site = _primary_site(resource, draft)
    if site is None:
        draft.miss(resource, code, "a cancer that is not said to be of the breast")
        return
    date = _date(resource)
    pointer = draft.pointer(resource, found.coding, date)
    if site == "breast":
        draft.diagnosed.append(pointer)
    elif site == "breast_in_situ":
        draft.evidence.append(Evidence("early", pointer))
    else:
        draft.miss(resource, code, "a past breast cancer; when it was found is not said")
    says = {_receptor_field(name): value for name, value in found.meaning.says.items()}
    if says and draft.make(Pathology, says, resource, code):
        draft.results.append(Result(("condition", str(len(draft.results))), says | {"date": date}, pointer))
    for stage in objects(resource.get("stage")):
        _read_stage_of(stage, resource, draft)


def _receptor_field(name: str) -> str:
    return "her2_status" if name == "her2" else name


def _primary_site(resource: Resource, draft: Draft) -> str | None:
    """breast, breast_in_situ or breast_history; None where it is another cancer or not said."""
    found = draft.codes.find(draft.codes.primary_cancer, concept(resource.get("code")))
    if found is None:
        return None
    site: str = found.meaning.site
    if site == "by_body_site":
        places = [draft.codes.word(draft.codes.body_sites, one) for one in concepts(resource.get("bodySite"))]
        site = "breast" if any(place and place.site == "breast" for place in places) else ""
    morphology = [
        concept(one.get("valueCodeableConcept")) for one in extensions(resource, "mcode-histology-morphology-behavior")
    ]
    if site == "breast" and any(draft.codes.word(draft.codes.histology, one) == "in_situ" for one in morphology):
        return "breast_in_situ"
    return site or None


def _read_stage_of(stage: Resource, resource: Resource, draft: Draft) -> None:
    """The stage that a condition carries. It has the date of the observation that it rests on."""
    summary = concept(stage.get("summary"))
    extent = extent_of(summary, draft)
    if extent is None:
        draft.miss(resource, summary, "a stage that is not known here")
        return
    rests_on = [draft.bundle.resolve(one) for one in objects(stage.get("assessment"))]
    date = next((found for one in rests_on if one and (found := day(one.get("effectiveDateTime")))), None)
    # An early stage without a date is the stage at diagnosis. Spread without a date may have been found at any time.
    date = date or (_date(resource) if extent == "early" else None)
    coding = summary.codings[0] if summary.codings else None
    draft.evidence.append(Evidence(extent, draft.pointer(resource, coding, date)))  # type: ignore[arg-type]


def extent_of(value: Concept, draft: Draft) -> str | None:
    """metastatic or early, from a stage group or an M category."""
    return draft.codes.word(draft.codes.stage, value) or EXTENT_OF_M.get(
        draft.codes.word(draft.codes.values, value) or ""
    )


def _add_site(site: str, resource: Resource, code: Concept, draft: Draft) -> None:
    """A place to which the cancer has spread; the body site says where if the code does not."""
    places = [draft.codes.word(draft.codes.body_sites, one) for one in concepts(resource.get("bodySite"))]
    if site in ("unspecified", "nodes_unspecified"):
        site = next((place.site for place in places if place and place.site != "breast"), site)
    add_spread(site, resource, code, _date(resource), draft)


def add_spread(site: str, resource: Resource, code: Concept, date: Days | None, draft: Draft) -> None:
    """Evidence of spread to a site; nodes near the breast are none."""
    if site in NOT_SITES:
        draft.miss(resource, code, NOT_SITES[site])
        return
    pointer = draft.pointer(resource, code.codings[0] if code.codings else None, date)
    draft.evidence.append(Evidence("metastatic", pointer, None if site == "unspecified" else site))


def is_of_another_cancer(resource: Resource, draft: Draft) -> bool:
    """Whether it names the cancer that it belongs to, and that is none of the breast."""
    links = [
        one.get("valueReference")
        for one in extensions(resource, "mcode-related-primary-cancer-condition", "mcode-related-condition")
    ]
    named = [draft.bundle.resolve(one) for one in [*objects(resource.get("focus")), *links] if reference(one)]
    conditions = [one for one in named if one and one["resourceType"] == "Condition"]
    return bool(conditions) and not any(_is_ours(one, draft) for one in conditions)


def _is_ours(condition: Resource, draft: Draft) -> bool:
    spread = draft.codes.find(draft.codes.metastasis_sites, concept(condition.get("code")))
    return bool(spread) or _primary_site(condition, draft) is not None


# ------------------------------------------------------------------------------------------------ other illnesses
def _read_illness(resource: Resource, code: Concept, draft: Draft, *, ruled_out: bool) -> None:
    found = draft.codes.find(draft.codes.conditions, code)
    if found is None:
        draft.miss(resource, code, "an illness that is not known here")
        return
    word: str = found.meaning
    pointer = draft.pointer(resource, found.coding, _date(resource))
    if word == IGNORED:
        return
    if ruled_out:
        draft.ruled_out.setdefault(word, pointer)
    elif _is_active(resource) or draft.codes.ever_counts.get("words", {}).get(word):
        draft.conditions.setdefault(word, pointer)


def read_person_finding(
    fact: str, value: str, resource: Resource, code: Concept, draft: Draft, date: Days | None
) -> None:
    """A state of the person. Only what does not pass is read: a pregnancy, or working ovaries, are of one time."""
    coding = code.codings[0] if code.codings else None
    if (fact, value) == ("menopause", "postmenopausal"):
        draft.person[fact] = value
        draft.records.setdefault("person.menopause", draft.pointer(resource, coding, date))
    elif (fact, value) == ("ovaries", "absent"):
        draft.add_surgery("bilateral_oophorectomy", resource, code)
    else:
        draft.miss(resource, code, ITS_DATE_ONLY)


# ------------------------------------------------------------------------------------------------ helpers
def _status(resource: Resource, name: str) -> str:
    codings = concept(resource.get(name)).codings
    return codings[0].code if codings else ""


def _is_active(resource: Resource) -> bool:
    status = _status(resource, "clinicalStatus")
    over = any(name.startswith("abatement") for name in resource)
    return status in ACTIVE if status else not over


def _date(resource: Resource) -> Days | None:
    """When it began; when it was recorded only where nothing at all is said of its beginning (an age, a season)."""
    began = day(resource.get("onsetDateTime")) or span(resource, "onset")[0]
    if began or any(name.startswith("onset") for name in resource):
        return began
    return day(resource.get("recordedDate"))
