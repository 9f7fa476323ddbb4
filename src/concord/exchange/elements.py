"""The elements that FHIR resources are made of, read thinly: what is missing or of the wrong shape is simply absent."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from concord.situation.dates import Days

Resource = dict[str, Any]

_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_DATE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*)?", re.DOTALL)
_LONGEST = 200


class Coding(NamedTuple):
    """One code. Its display belongs to the code; the text that people type beside codes is never read into a fact."""

    system: str
    code: str
    display: str

    @property
    def words(self) -> str:
        return self.display or self.code


class Concept(NamedTuple):
    """A CodeableConcept. The text serves to find a known name and is never kept."""

    codings: tuple[Coding, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.codings or self.text)


class Quantity(NamedTuple):
    value: float
    unit: str
    comparator: str


def concept(value: Any) -> Concept:
    """A CodeableConcept, or the Concept without anything."""
    if not isinstance(value, dict):
        return Concept()
    return Concept(tuple(_codings(value)), text(value.get("text")))


def _codings(value: Resource) -> Iterator[Coding]:
    for one in objects(value.get("coding")):
        if code := text(one.get("code")):
            yield Coding(text(one.get("system")), code, text(one.get("display"))[:_LONGEST])


def concepts(value: Any) -> list[Concept]:
    """A list of CodeableConcepts; one that stands alone counts as a list of one."""
    return [concept(one) for one in objects([value] if isinstance(value, dict) else value)]


def objects(value: Any) -> list[Resource]:
    """The JSON objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def child(value: Any, *names: str) -> Resource:
    """The object under these names, one below the other; the empty object where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """A text without blanks around it; empty where there is none."""
    return value.strip() if isinstance(value, str) else ""


def identity(resource: Resource) -> str | None:
    """The logical id, if it is one by the letter of FHIR."""
    value = resource.get("id")
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def day(value: Any) -> Days | None:
    """The date of a FHIR date, dateTime or instant, as it was written in its own time zone."""
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    try:
        return Days.parse(match[1]) if match else None
    except ValueError:
        return None


def span(resource: Resource, name: str) -> tuple[Days | None, Days | None]:
    """Start and end of an element such as performedPeriod."""
    period = child(resource, f"{name}Period")
    return day(period.get("start")), day(period.get("end"))


def moment(resource: Resource, name: str) -> Days | None:
    """The date of an element such as effective[x]: the moment, or the start of the period."""
    return day(resource.get(f"{name}DateTime")) or day(resource.get(f"{name}Instant")) or span(resource, name)[0]


def number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def quantity(value: Any) -> Quantity | None:
    """A Quantity with a number. The coded unit counts before the printed one."""
    if not isinstance(value, dict):
        return None
    amount = number(value.get("value"))
    if amount is None:
        return None
    return Quantity(amount, text(value.get("code")) or text(value.get("unit")), text(value.get("comparator")))


def extensions(resource: Resource, *endings: str) -> list[Resource]:
    """The extensions whose address ends with one of these names; mCODE moved them between versions."""
    found = objects(resource.get("extension"))
    return [one for one in found if isinstance(one.get("url"), str) and one["url"].rsplit("/", 1)[-1] in endings]


def has_profile(resource: Resource, name: str) -> bool:
    profiles = child(resource, "meta").get("profile")
    return isinstance(profiles, list) and any(
        isinstance(one, str) and one.split("|")[0].endswith(name) for one in profiles
    )


def reference(value: Any) -> str:
    """The target that a Reference names, without the version."""
    return text(value.get("reference")).split("/_history/")[0] if isinstance(value, dict) else ""
