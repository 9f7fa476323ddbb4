"""The code tables of knowledge/codes.yaml: which code of which system means what in the words of a situation."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from concord.exchange.elements import Coding, Concept
from concord.kept import keep, kept_path
from concord.reading import first_error, parse_yaml, read_bytes

T = TypeVar("T")
# A section: code system -> code -> meaning.
Table = dict[str, dict[str, T]]

IGNORED = "ignored"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
UCUM = "http://unitsofmeasure.org"


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Primary(Entry):
    """What a diagnosis code says of the first cancer."""

    site: Literal["breast", "by_body_site", "breast_in_situ", "breast_history"]
    side: str | None = None
    sex: str | None = None
    says: dict[str, str] = {}


class Place(Entry):
    site: str
    side: str | None = None


class Measure(Entry):
    """What an observation measures."""

    kind: str
    kind_of: str | None = None
    formula: str | None = None
    assay: str | None = None
    score: str | None = None
    genes: tuple[str, ...] = ()
    what: Literal["variant", "tested", "rearrangement", "copies", "fraction"] | None = None
    partial: bool = False
    values: dict[str, str] = {}


class Deed(Entry):
    """What a procedure is."""

    kind: Literal["surgery", "lymph_node_removal", "radiation", "medicine", "ablation", "ignored"]
    procedure: str | None = None
    also: str | None = None
    side: str | None = None
    nodes: str | None = None
    needs_body_site: str | None = None
    technique: str | None = None
    class_: str | None = Field(default=None, alias="class")
    medicine: str | None = None
    medicines: tuple[str, ...] = ()

    @property
    def drugs(self) -> tuple[str, ...]:
        return self.medicines or tuple(word for word in (self.medicine, self.class_) if word)


class Finding(Entry):
    fact: str
    value: str


class Turn(Entry):
    """kept = value * times + plus"""

    times: float
    plus: float = 0.0


class Found(NamedTuple):
    """A coding with what its table says of it."""

    coding: Coding
    meaning: Any


class Codes(Entry):
    """The sections of codes.yaml that are read here. The others are for other rooms."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    systems: dict[str, dict[str, str]] = {}
    primary_cancer: Table[Primary] = {}
    histology: Table[str] = {}
    body_sites: Table[Place] = {}
    metastasis_sites: Table[str] = {}
    stage: Table[str] = {}
    observations: Table[Measure] = {}
    components: Table[str] = {}
    values: Table[str] = {}
    ecog: Table[int] = {}
    karnofsky: Table[int] = {}
    conditions: Table[str] = {}
    comorbidities: Table[str] = {}
    ever_counts: dict[str, dict[str, bool]] = {}
    signs: Table[str] = {}
    person_findings: Table[Finding] = {}
    procedures: Table[Deed] = {}
    radiation_sites: Table[str] = {}
    specimens: Table[str] = {}
    intents: Table[str] = {}
    stopped_because: Table[str] = {}
    medication_status: Table[str] = {}
    genes: Table[str] = {}
    gene_markers: dict[str, str] = {}
    units: Table[str] = {}
    conversions: dict[str, dict[str, Turn]] = {}
    plausible: dict[str, tuple[float, float]] = {}

    def find(self, table: Table[T], concept: Concept) -> Found | None:
        """The first coding of a concept that stands in a table."""
        for coding in concept.codings:
            meaning = self.look_up(table, coding.system, coding.code)
            if meaning is not None:
                return Found(coding, meaning)
        return None

    def canonical(self, system: str) -> str:
        """The address under which the tables know a code system."""
        return self.systems.get("aliases", {}).get(system, system)

    def look_up(self, table: Table[T], system: str, code: str) -> T | None:
        """What a table says of one code. An ICD-10-CM code is also found by the longest code above it."""
        system = self.canonical(system)
        codes = table.get(system, {})
        if system != ICD_10_CM:
            return codes.get(code)
        return next((codes[one] for one in _upwards(code) if one in codes), None)

    def word(self, table: Table[T], concept: Concept) -> T | None:
        found = self.find(table, concept)
        return found.meaning if found else None

    @functools.cached_property
    def rearranging(self) -> frozenset[str]:
        """The genes with tests for rearrangements: there, a test for other changes rules out nothing."""
        measures = [one for table in self.observations.values() for one in table.values()]
        return frozenset(gene for one in measures if one.what == "rearrangement" for gene in one.genes)


def _upwards(code: str) -> list[str]:
    """An ICD-10-CM code and the codes above it: C50.911, C50.91, C50.9, C50."""
    plain = code.replace(".", "").upper()
    return [f"{plain[:3]}.{plain[3:n]}".rstrip(".") for n in range(len(plain), 2, -1)]


def load_codes(root: Path) -> Codes:
    """The code tables of a knowledge folder. Faults of shape: InputError."""
    path = root / "codes.yaml"
    return _codes(read_bytes(path), str(path))


@functools.lru_cache(maxsize=2)
def _codes(content: bytes, file: str) -> Codes:
    kept = kept_path("codes", hashlib.sha256(content).hexdigest()[:24])
    try:
        return Codes.model_validate(orjson.loads(kept.read_bytes()))
    except (OSError, ValueError):  # not kept yet, cut off, or kept by a version with another shape
        pass
    document = parse_yaml(content, file)
    try:
        codes = Codes.model_validate(document.data)
    except ValidationError as error:
        raise first_error(document, error) from None
    keep(kept, document.data)
    return codes
