"""What the forms ask of each kind of treatment, and what the model of the situation file allows there.

Options and bounds are read from the model, so that no list stands twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from concord.criteria.terms import terms_of
from concord.situation.model import Situation
from concord.web.site.pages import knowledge

Type = Literal["names", "options", "listed", "number", "whole", "date", "yes_no", "amounts"]
Part = Literal["first", "more"]
NODES = ("sentinel_node_biopsy", "axillary_dissection")
TECHNIQUES = ("external_beam", "stereotactic", "brachytherapy", "intraoperative", "radionuclide")
IN_MODEL = {
    "medicine": "Medicine",
    "radiation": "Radiation",
    "surgery": "Surgery",
    "lymph_node_removal": "LymphNodeRemoval",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an entry: `listed` is a closed list that a word of one's own may stand beside."""

    name: str
    type: Type
    has_hint: bool = False
    needed: bool = False


FORMS: Mapping[str, Mapping[Part, tuple[Field, ...]]] = {
    "medicine": {
        "first": (
            Field("drugs", "names", has_hint=True, needed=True),
            Field("setting", "options"),
            Field("started", "date"),
            Field("stopped_because", "options"),
            Field("ended", "date"),
        ),
        "more": (
            Field("cycles", "whole", has_hint=True),
            Field("amounts", "amounts", has_hint=True),
            Field("dose_reduced", "yes_no", has_hint=True),
            Field("best_response", "options"),
            Field("line", "whole", has_hint=True),
            Field("months", "number", has_hint=True),
        ),
    },
    "radiation": {
        "first": (
            Field("target", "listed", has_hint=True),
            Field("technique", "listed"),
            Field("dose_gy", "number", has_hint=True),
            Field("fractions", "whole", has_hint=True),
            Field("started", "date"),
            Field("ended", "date"),
            Field("setting", "options"),
        )
    },
    "surgery": {"first": (Field("procedure", "listed", has_hint=True, needed=True), Field("date", "date"))},
    "lymph_node_removal": {
        "first": (
            Field("procedure", "listed"),
            Field("nodes_removed", "whole", has_hint=True),
            Field("date", "date"),
        )
    },
}
KINDS = tuple(FORMS)
PER_CYCLE, IN_ALL = "dose_mg_m2_per_cycle", "cumulative_mg_m2"


@cache
def _in_model(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = Situation.model_json_schema()["$defs"][IN_MODEL[kind]]["properties"]
    return found


def _ways(shape: dict[str, Any]) -> list[dict[str, Any]]:
    """All that a key may be."""
    return [inner for one in shape.get("anyOf", [shape]) for inner in one.get("anyOf", [one])]


def options(kind: str, name: str) -> tuple[str, ...]:
    """The words that this key may hold."""
    return tuple(word for way in _ways(_in_model(kind)[name]) for word in way.get("enum", ()))


def bounds(kind: str, name: str) -> tuple[float, float]:
    """The least and the most that this key may hold; an amount is more than the least."""
    shape = _in_model(kind)[name]
    way = next(one for one in (shape.get("additionalProperties", {}), *_ways(shape)) if "maximum" in one)
    return way.get("minimum", way.get("exclusiveMinimum")), way["maximum"]


def listed(kind: str, name: str) -> tuple[str, ...]:
    """The closed list from which this key is mostly taken."""
    if name == "technique":
        return TECHNIQUES
    if name == "target":
        areas = knowledge().lists.areas
        return tuple(dict.fromkeys(one for area in areas for one in (area, *areas[area].includes)))
    if kind == "lymph_node_removal":
        return NODES
    return tuple(one for one in knowledge().lists.procedures if one not in NODES)


@cache
def adding_up() -> frozenset[str]:
    """The medicines whose amount over a lifetime some rule of the knowledge asks for."""
    texts = (text for _, _, text in knowledge().conditions() if IN_ALL in text)
    terms = (term for text in texts for term in terms_of(knowledge().condition(text)))
    return frozenset(str(term.arguments[0]) for term in terms if term.name == IN_ALL)
