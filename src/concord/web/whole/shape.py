"""What kind of answer a key of the situation file takes, read from the model of the file: no list stands twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from concord.situation.model import Biomarker, Cancer, Health, Part, Pathology, Person, Situation
from concord.web.site.pages import knowledge

Kind = Literal["one", "yes_no", "many", "names", "number", "whole_number", "date", "text", "long_text"]
PARTS: dict[str, type[Part]] = {
    "": Situation,
    "person": Person,
    "cancer": Cancer,
    "health": Health,
    "pathology": Pathology,
    "biomarkers": Biomarker,
}
DATE = "A year, a month or a day"
LONG = 1000  # a text that may be longer than this gets a field of several lines
FEW = 10  # a whole number of so few values is chosen from a list
PLACES = ("breast",)  # where a sample may come from, besides the places of spread
COUNTRIES = ("US", "PR", "ES", "IE", "MX", "CL", "CO", "AR", "PE", "CA", "GB")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of the file as a field of a form. The first unit is the one that a bare number is in."""

    key: str
    kind: Kind
    options: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    units: tuple[str, ...] = ()
    longest: int = 0


def _property(part: str, key: str) -> list[dict[str, Any]]:
    """The forms that a key may take, without "nothing"."""
    found = PARTS[part].model_json_schema(by_alias=True)["properties"][key]
    forms = [found, *found.get("anyOf", ())] if "description" in found else found.get("anyOf", [found])
    return [one for one in forms if one.get("type") != "null"]


def _open_options(part: str, key: str) -> tuple[str, ...]:
    """The words of a list that the model leaves open and the knowledge names."""
    if key == "symptoms":
        return tuple(knowledge().urgent)
    if key in ("conditions", "conditions_ruled_out"):
        return tuple(one.id for one in knowledge().lists.conditions)
    if (part, key) == ("pathology", "site"):
        return (*PLACES, *field_of("cancer", "sites").options)
    if (part, key) == ("person", "country"):
        return COUNTRIES
    return ()


@cache
def field_of(part: str, key: str) -> Field:
    """The field for a key of a part of the file."""
    forms = _property(part, key)
    dated = next((one for one in _flat(forms) if one.get("description") == DATE), None)
    first = forms[0]
    if dated:
        return Field(key, "date")
    if True in first.get("enum", ()):
        return Field(key, "yes_no", ("yes", "no"))
    named = first.get("enum") or first.get("items", {}).get("enum")
    if options := named or _open_options(part, key):
        return Field(key, "many" if first.get("type") == "array" else "one", tuple(options))
    if first.get("type") == "array":
        return Field(key, "names", longest=first["items"]["maxLength"])
    if first.get("type") == "integer":
        low, high = first["minimum"], first["maximum"]
        if high - low <= FEW:
            return Field(key, "one", tuple(str(number) for number in range(low, high + 1)), low, high)
        return Field(key, "whole_number", low=low, high=high)
    if first.get("type") == "number":
        units = tuple(forms[1]["description"].split(" or "))
        return Field(key, "number", low=first["minimum"], high=first["maximum"], units=units)
    longest = first.get("maxLength", 40)
    return Field(key, "long_text" if longest > LONG else "text", longest=longest)


def _flat(forms: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*forms, *(inner for one in forms for inner in one.get("anyOf", ()))]


@cache
def inherited_genes() -> tuple[str, ...]:
    """The genes whose inherited form decides anything."""
    texts = " ".join(text for _, _, text in knowledge().conditions())
    return tuple(name for name in knowledge().markers if f"germline({name})" in texts)
