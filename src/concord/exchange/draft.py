"""What is gathered while a bundle is read, and the situation that it becomes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeVar

from pydantic import ValidationError

from concord.exchange.bundle import Bundle
from concord.exchange.codes import Codes
from concord.exchange.elements import Coding, Concept, Resource, identity
from concord.knowledge.load import Knowledge
from concord.situation.dates import Days
from concord.situation.model import (
    Biomarker,
    Cancer,
    Health,
    LymphNodeRemoval,
    Medicine,
    NotUnderstood,
    Part,
    Pathology,
    Person,
    Pointer,
    Radiation,
    Situation,
    Surgery,
)
from concord.situation.read import SCHEMA

P = TypeVar("P", bound=Part)
Treatment = Surgery | LymphNodeRemoval | Radiation | Medicine
SURROUNDINGS = frozenset({"date", "specimen", "site"})
_NO_DATE = Days.parse(1900)
# A sign that cannot wait is of its time: one that was recorded this long before the rest of the record is asked about.
RECENT = dt.timedelta(days=31)


class Evidence(NamedTuple):
    """One statement on how far the cancer reaches. `site` is a place to which it has spread."""

    extent: Literal["metastatic", "early"]
    pointer: Pointer
    site: str | None = None

    @property
    def date(self) -> Days | None:
        return self.pointer.date


class Result(NamedTuple):
    """One result of a pathology report; results of the same group belong to one specimen."""

    group: tuple[str, str]
    fields: dict[str, Any]
    pointer: Pointer


class Taken(NamedTuple):
    """One record of a medicine, before the records of one course are put together."""

    drugs: tuple[str, ...]
    state: str
    ordered_only: bool
    pointer: Pointer
    date: Days | None = None
    started: Days | None = None
    ended: Days | None = None
    setting: str | None = None
    reason: str | None = None
    mg_m2: float | None = None


@dataclass
class Draft:
    """The parts of a situation, each with a pointer to where it came from."""

    bundle: Bundle
    codes: Codes
    knowledge: Knowledge
    person: dict[str, Any] = field(default_factory=dict)
    diagnosed: list[Pointer] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    biomarkers: list[Biomarker] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    treatments: list[Treatment] = field(default_factory=list)
    conditions: dict[str, Pointer] = field(default_factory=dict)
    ruled_out: dict[str, Pointer] = field(default_factory=dict)
    nodes_counted: list[tuple[int, Pointer]] = field(default_factory=list)
    measures: dict[str, tuple[float, Pointer]] = field(default_factory=dict)
    signs: dict[str, Pointer] = field(default_factory=dict)
    records: dict[str, Pointer] = field(default_factory=dict)
    _not_understood: dict[tuple[str | None, str], NotUnderstood] = field(default_factory=dict)
    _in_error: Counter[str] = field(default_factory=Counter)

    # ---------------------------------------------------------------------------------------------- what readers say
    def pointer(self, resource: Resource, coding: Coding | None = None, date: Days | None = None) -> Pointer:
        """Where a fact comes from: the kind and id of the resource, the code and the date."""
        return Pointer(
            type=resource["resourceType"],
            id=identity(resource),
            system=coding.system or None if coding else None,
            code=coding.code if coding else None,
            date=date,
        )

    def miss(self, resource: Resource, about: Concept | Coding | None, why: str) -> None:
        """Lists a code that could not be read, once. Text that people typed is not repeated: it may hold a name."""
        kind = resource["resourceType"]
        coding = about if isinstance(about, Coding) else about.codings[0] if about and about.codings else None
        if coding is None:
            one = NotUnderstood(words=kind, type=kind, why=f"it has no code; {why}")
            self._not_understood.setdefault((None, f"{kind} {why}"), one)
            return
        one = NotUnderstood(words=coding.words, system=coding.system or None, code=coding.code, type=kind, why=why)
        self._not_understood.setdefault((coding.system, coding.code), one)

    def miss_pointer(self, pointer: Pointer, words: str, why: str) -> None:
        """Lists what was understood by itself and does not fit the rest."""
        one = NotUnderstood(words=words, system=pointer.system, code=pointer.code, type=pointer.type, why=why)
        self._not_understood.setdefault((pointer.system, pointer.code or ""), one)

    def in_error(self, resource: Resource) -> None:
        self._in_error[resource["resourceType"]] += 1

    def make(
        self, shape: type[P], fields: Mapping[str, Any], resource: Resource, about: Concept | Coding | None
    ) -> P | None:
        """A part of the situation; None, and the code listed, where its values cannot be."""
        try:
            return shape(**fields)
        except ValidationError as error:
            self.miss(
                resource, about, f"its value does not fit: {error.errors()[0]['msg'].removeprefix('Value error, ')}"
            )
            return None

    def add_treatment(self, entry: Treatment | None, pointer: Pointer) -> None:
        if entry is not None:
            self.records[f"treatments[{len(self.treatments)}]"] = pointer
            self.treatments.append(entry)

    def add_biomarker(self, entry: Biomarker | None, pointer: Pointer) -> None:
        if entry is not None:
            self.records[f"biomarkers[{len(self.biomarkers)}]"] = pointer
            self.biomarkers.append(entry)

    def measure(self, name: str, value: float, resource: Resource, about: Concept, pointer: Pointer) -> None:
        """A measure of health: the latest by date stands; one without a date is older than any with one."""
        if self.make(Health, {name: value}, resource, about) is None:
            return
        before = self.measures.get(name)
        if before is None or by_date(pointer.date) >= by_date(before[1].date):
            self.measures[name] = (value, pointer)

    def add_sign(self, sign: str, resource: Resource, coding: Coding, date: Days | None) -> None:
        """A sign that cannot wait; the latest stands, and one without a date may be of today."""
        before = self.signs.get(sign)
        if before is None or date is None or (before.date and by_date(date) >= by_date(before.date)):
            self.signs[sign] = self.pointer(resource, coding, date)

    def add_surgery(self, procedure: str, resource: Resource, about: Concept, date: Days | None = None) -> None:
        entry = self.make(Surgery, {"kind": "surgery", "procedure": procedure, "date": date}, resource, about)
        self.add_treatment(entry, self.pointer(resource, about.codings[0] if about.codings else None, date))

    # ---------------------------------------------------------------------------------------------- what becomes of it
    def situation(self) -> Situation:
        """The situation. Nothing is said to be complete: a record is never known to be whole."""
        cancer, health, pathology = self._cancer(), self._health(), self._pathology()
        symptoms = self._symptoms()
        return Situation(
            schema_=SCHEMA,
            person=Person(**self.person),
            cancer=cancer,
            pathology=pathology,
            biomarkers=tuple(self.biomarkers),
            treatments=tuple(self.treatments),
            health=health,
            symptoms=symptoms,
            records=self.records,
            not_understood=tuple(self._not_understood.values()) + self._errors(),
        )

    def _errors(self) -> tuple[NotUnderstood, ...]:
        return tuple(
            NotUnderstood(
                words=f"{count} of the type {kind}", type=kind, why="the record says that it was entered in error"
            )
            for kind, count in sorted(self._in_error.items())
        )

    def _symptoms(self) -> tuple[str, ...]:
        """The signs of the time of the record. Older ones are listed, so that someone asks how it is now."""
        known = [*self.records.values(), *(one.pointer for one in self.evidence), *self.signs.values()]
        newest = max((one.date.last for one in known if one.date), default=None)
        found: dict[str, Pointer] = {}
        for sign, pointer in self.signs.items():
            if pointer.date and newest and pointer.date.last + RECENT < newest:
                self.miss_pointer(pointer, sign.replace("_", " "), "recorded long before the rest; is it so now?")
            else:
                found[sign] = pointer
        self._point("symptoms", found)
        return tuple(found)

    def _cancer(self) -> Cancer:
        spread = [one for one in self.evidence if one.extent == "metastatic"]
        # Cancer that has spread does not become early again, so an earlier or later stage never overrules a spread.
        standing = spread or self.evidence
        fields: dict[str, Any] = {}
        if standing:
            fields["extent"] = standing[0].extent
            self.records["cancer.extent"] = max(standing, key=lambda one: by_date(one.date)).pointer
        fields["sites"] = self._sites(spread)
        # One undated sign of spread may be older than all dated ones: then the day is not known.
        if spread and all(one.date for one in spread):
            first = min(spread, key=lambda one: by_date(one.date))
            fields["metastatic_since"] = first.date
            self.records["cancer.metastatic_since"] = first.pointer
        self._first_diagnosed(fields)
        return Cancer(**fields)

    def _first_diagnosed(self, fields: dict[str, Any]) -> None:
        dated = [one for one in self.diagnosed if one.date]
        if not dated:
            return
        first, since = min(dated, key=lambda one: by_date(one.date)), fields.get("metastatic_since")
        if since and by_date(first.date).first > since.last:
            why = "it lies after the spread, so it is when it was entered, not when it was made"
            self.miss_pointer(first, "the date of the first diagnosis", why)
            return
        fields["first_diagnosed"] = first.date
        self.records["cancer.first_diagnosed"] = first

    def _sites(self, spread: list[Evidence]) -> tuple[str, ...]:
        found: dict[str, Pointer] = {}
        for one in spread:
            if one.site:
                found.setdefault(one.site, one.pointer)
        self._point("cancer.sites", found)
        return tuple(found)

    def _pathology(self) -> tuple[Pathology, ...]:
        entries: list[tuple[tuple[str, str], dict[str, Any], list[Result]]] = []
        for result in self.results:
            for group, fields, results in entries:
                if group == result.group and (joined := _joined(fields, result.fields)):
                    fields.update(joined)
                    results.append(result)
                    break
            else:
                entries.append((result.group, dict(result.fields), [result]))
        for index, (_, _, results) in enumerate(entries):
            self.records[f"pathology[{index}]"] = results[0].pointer
            for result in results:
                for name in (name for name in result.fields if name not in SURROUNDINGS):
                    self.records.setdefault(f"pathology[{index}].{name}", result.pointer)
        return tuple(Pathology(**fields) for _, fields, _ in entries)

    def _health(self) -> Health:
        for name, (_, pointer) in self.measures.items():
            self.records[f"health.{name}"] = pointer
        self._point("health.conditions", self.conditions)
        ruled_out = {word: pointer for word, pointer in self.ruled_out.items() if word not in self.conditions}
        self._point("health.conditions_ruled_out", ruled_out)
        measures = {name: value for name, (value, _) in self.measures.items()}
        return Health(conditions=tuple(self.conditions), conditions_ruled_out=tuple(ruled_out), **measures)

    def _point(self, place: str, found: dict[str, Pointer]) -> None:
        """The place of a list stands for its first entry; each entry has its own place besides."""
        for index, pointer in enumerate(found.values()):
            self.records.setdefault(place, pointer)
            self.records[f"{place}[{index}]"] = pointer


def by_date(date: Days | None) -> Days:
    """A date to compare by; without one, before all others."""
    return date or _NO_DATE


def _joined(fields: dict[str, Any], more: dict[str, Any]) -> dict[str, Any] | None:
    """Two results as one entry, unless they contradict each other: then both stay, each an entry of its own."""
    joined = fields | more | {"date": fields["date"] or more["date"]}  # one specimen is often tested on several days
    if any(fields.get(name, value) != value for name, value in more.items() if name != "date"):
        return None
    try:
        Pathology(**joined)
    except ValidationError:
        return None
    return joined
