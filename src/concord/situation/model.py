"""The situation file: what was said or recorded about one person. Everything is optional; nothing here is derived.

Field names are the public format (docs/situation.md); the JSON Schema is made from this file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from concord.situation.dates import Days


def _yes_no(value: Any) -> bool:
    if value in ("yes", "no") or isinstance(value, bool):
        return value is True or value == "yes"
    raise ValueError("yes or no was expected")


YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["yes", "no", True, False]})]
Word = Annotated[
    str,
    BeforeValidator(
        lambda value: value.strip().lower().replace("-", "_").replace(" ", "_") if isinstance(value, str) else value
    ),
    Field(pattern=r"^[a-z0-9_+/().,']+$", max_length=80),
]


def _country(value: Any) -> str:
    if isinstance(value, str) and len(value) == 2 and value.isalpha():
        return value.upper()
    raise ValueError("a country code of two letters was expected, such as US or ES")


Text = Annotated[str, Field(max_length=20_000)]

_NUMBER_WITH_UNIT = re.compile(r"\s*([-+]?[0-9]+(?:\.[0-9]+)?)(?:\s*([A-Za-z%µ].*?)|\s+([x×]?\s*10[*^].*?))?\s*")


def Quantity(unit: str, low: float, high: float, **others: float | Callable[[float], float]) -> Any:  # noqa: N802  (reads as a type)
    """A number in `unit` between two limits, or a text such as "10 umol/L" in another unit (its factor to ours, or how
    to reckon it)."""
    factors: dict[str, float | Callable[[float], float]] = {
        _plain(unit): 1.0,
        **{_plain(name.replace("_per_", "/")): factor for name, factor in others.items()},
    }
    listed = " or ".join([unit, *(name.replace("_per_", "/") for name in others)])

    def read(value: Any) -> float:
        if isinstance(value, str) and (match := _NUMBER_WITH_UNIT.fullmatch(value)):
            written = match[2] or match[3] or unit
            given = _plain(written)
            if given not in factors:
                raise ValueError(f"the unit '{written}' is not known here; {listed} was expected")
            factor = factors[given]
            number = factor(float(match[1])) if callable(factor) else float(match[1]) * factor
        elif isinstance(value, int | float) and not isinstance(value, bool):
            number = float(value)
        else:
            raise ValueError(f"a number of {listed} was expected" if listed else "a number was expected")
        if not low <= number <= high:
            raise ValueError(f"between {low:g} and {high:g} {unit} was expected; is the unit right?".replace("  ", " "))
        return number

    schema: dict[str, Any] = {
        "anyOf": [
            {"type": "number", "minimum": low, "maximum": high, "description": unit},
            {"type": "string", "description": listed},
        ]
    }
    return Annotated[float, BeforeValidator(read), WithJsonSchema(schema)]


def _hba1c_of_ifcc(given: float) -> float:
    """HbA1c in percent from mmol/mol, by the NGSP master equation, to one decimal as laboratories print it."""
    return round(0.09148 * given + 2.152, 1)


def _plain(unit: str) -> str:
    plain = unit.lower().replace(" ", "").replace("µ", "u").replace("percent", "%")
    plain = plain.replace("10^", "10*").replace("^", "")
    return plain[1:] if plain.startswith(("x10*", "×10*")) else plain


def _in_order(first: Days | None, second: Days | None, message: str) -> None:
    if first is not None and second is not None and second.last < first.first:
        raise ValueError(f"{message} ({first}, {second})")


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pointer(Part):
    """Where an imported entry came from: never the resource, a name or a number of a person."""

    type: str
    id: str | None = None
    system: str | None = None
    code: str | None = None
    date: Days | None = None


class NotUnderstood(Part):
    """A code or word of a record that could not be read. It is listed, never dropped."""

    words: str
    system: str | None = None
    code: str | None = None
    type: str | None = None
    why: str | None = None


class Person(Part):
    birth_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    sex: Literal["female", "male"] | None = None
    menopause: Literal["premenopausal", "perimenopausal", "postmenopausal"] | None = None
    menopause_known_by: Literal["age", "surgery", "blood_test", "no_periods_for_a_year", "periods", "told"] | None = (
        None
    )
    pregnancy: YesNo | None = None
    breastfeeding: YesNo | None = None
    country: (
        Annotated[str, BeforeValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2}$"})] | None
    ) = None
    language: Literal["en", "es"] | None = None


Site = Literal[
    "bone",
    "liver",
    "lung",
    "pleura",
    "distant_nodes",
    "brain",
    "leptomeninges",
    "skin_chest_wall",
    "peritoneum",
    "ovary",
    "other",
]


class Cancer(Part):
    extent: Literal["metastatic", "locally_advanced_inoperable", "early"] | None = None
    presentation: Literal["recurrent", "de_novo"] | None = None
    first_diagnosed: Days | None = None
    metastatic_since: Days | None = None
    sites: tuple[Site, ...] = ()
    sites_ruled_out: tuple[Site, ...] = ()
    sites_complete: YesNo | None = None
    brain: Literal["none", "treated_stable", "active"] | None = None
    brain_lesions: Annotated[int, Field(ge=0, le=1000)] | None = None
    visceral_crisis: YesNo | None = None
    lesions: Annotated[int, Field(ge=0, le=1000)] | None = None
    measurable: YesNo | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Cancer:
        _in_order(self.first_diagnosed, self.metastatic_since, "metastatic_since lies before first_diagnosed")
        if both := sorted(set(self.sites) & set(self.sites_ruled_out)):
            raise ValueError(f"{', '.join(both)} stands both in sites and in sites_ruled_out")
        if self.brain == "none" and "brain" in self.sites:
            raise ValueError("brain is 'none' but stands in sites")
        if self.brain_lesions and (self.brain == "none" or "brain" in self.sites_ruled_out):
            raise ValueError("brain_lesions counts spots in a brain that is said to be free of them")
        return self


class Pathology(Part):
    date: Days | None = None
    specimen: Literal["primary", "metastasis"] | None = None
    site: Word | None = None
    er: Literal["positive", "low_positive", "negative"] | None = None
    er_percent: Quantity("%", 0, 100) | None = None  # type: ignore[valid-type]
    pr: Literal["positive", "low_positive", "negative"] | None = None
    pr_percent: Quantity("%", 0, 100) | None = None  # type: ignore[valid-type]
    her2_ihc: (
        Annotated[
            Literal["0", "0_no_staining", "0_faint_staining", "1+", "2+", "3+"],
            BeforeValidator(
                lambda value: str(value) if isinstance(value, int) and not isinstance(value, bool) else value
            ),
        ]
        | None
    ) = None
    her2_ish: Literal["amplified", "not_amplified", "equivocal"] | None = None
    her2_status: Literal["positive", "negative", "equivocal"] | None = None
    ki67_percent: Quantity("%", 0, 100) | None = None  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _consistent(self) -> Pathology:
        for name in ("er", "pr"):
            word, percent = getattr(self, name), getattr(self, f"{name}_percent")
            if word and percent is not None and (word == "negative") != (percent < 1):
                raise ValueError(f"{name} is {word} but {name}_percent is {percent:g}; below 1 percent is negative")
        return self


class Biomarker(Part):
    marker: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{2,12}$"), AfterValidator(str.upper)]
    origin: Literal["tumour", "germline"] | None = None
    result: Literal["altered", "not_found", "not_tested", "pathogenic", "vus", "negative", "high", "stable"] | None = (
        None
    )
    variant: Annotated[str, Field(max_length=80)] | None = None
    specimen: Literal["blood", "tissue", "saliva"] | None = None
    date: Days | None = None
    assay: Annotated[str, Field(max_length=40)] | None = None
    cps: Quantity("", 0, 100) | None = None  # type: ignore[valid-type]
    immune_cells_percent: Quantity("%", 0, 100) | None = None  # type: ignore[valid-type]
    value: Quantity("", 0, 2000) | None = None  # type: ignore[valid-type]
    unit: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Biomarker:
        if self.marker == "TMB" and self.value is not None and self.unit != "mut/Mb":
            raise ValueError(f"the unit of TMB was expected to be mut/Mb, not '{self.unit or 'nothing'}'")
        if self.marker == "MSI" and self.result not in (None, "high", "stable", "not_tested"):
            raise ValueError("the result of MSI is high or stable")
        if self.result in ("high", "stable") and self.marker != "MSI":
            raise ValueError(f"'{self.result}' is a result of MSI, not of {self.marker}")
        if self.result == "pathogenic" and self.origin == "tumour":
            raise ValueError(
                "a finding in the tumour is 'altered'; 'pathogenic' is for inherited changes (origin: germline)"
            )
        if self.result in ("altered", "not_found") and self.origin == "germline":
            raise ValueError(
                "an inherited change is 'pathogenic', 'vus' or 'negative'; 'altered' is for the tumour (origin: tumour)"
            )
        return self


Setting = Literal["neoadjuvant", "adjuvant", "metastatic"]


class _Treatment(Part):
    setting: Setting | None = None
    date: Days | None = None
    started: Days | None = None
    ended: Days | None = None

    @model_validator(mode="after")
    def _in_time(self) -> _Treatment:
        _in_order(self.started, self.ended, "it ends before it starts")
        return self


class Surgery(_Treatment):
    kind: Literal["surgery"]
    procedure: Word


class LymphNodeRemoval(_Treatment):
    kind: Literal["lymph_node_removal"]
    procedure: Word | None = None
    nodes_removed: Annotated[int, Field(ge=0, le=100)] | None = None


class Radiation(_Treatment):
    kind: Literal["radiation"]
    target: Word | None = None
    technique: Word | None = None
    dose_gy: Quantity("Gy", 0, 100, cGy=0.01) | None = None  # type: ignore[valid-type]
    fractions: Annotated[int, Field(ge=1, le=60)] | None = None


Amounts = dict[Word, Annotated[float, Field(gt=0, le=20_000)]]


class Medicine(_Treatment):
    kind: Literal["medicine"]
    drugs: Annotated[tuple[Word, ...], Field(min_length=1)]
    cycles: Annotated[int, Field(ge=1, le=200)] | None = None
    dose_mg_m2_per_cycle: Amounts = {}
    cumulative_mg_m2: Amounts = {}
    months: Annotated[float, Field(ge=0, le=600)] | None = None
    dose_reduced: YesNo | None = None
    stopped_because: Literal["completed", "progression", "recurrence", "side_effects", "choice", "ongoing"] | None = (
        None
    )
    best_response: Literal["complete", "partial", "stable", "progression"] | None = None
    line: Annotated[int, Field(ge=1, le=30)] | None = None
    maintenance: YesNo | None = None
    ordered_only: YesNo | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Medicine:
        for amounts in (self.dose_mg_m2_per_cycle, self.cumulative_mg_m2):
            if strangers := sorted(set(amounts) - set(self.drugs)):
                raise ValueError(f"an amount is given for {', '.join(strangers)}, which is not among the drugs")
        if both := sorted(set(self.dose_mg_m2_per_cycle) & set(self.cumulative_mg_m2)):
            raise ValueError(f"{', '.join(both)}: give the amount per cycle or the whole amount, not both")
        if self.stopped_because == "ongoing" and self.ended is not None:
            raise ValueError("it is 'ongoing' and has an end; one of the two was expected")
        return self


Treatment = Annotated[Surgery | LymphNodeRemoval | Radiation | Medicine, Field(discriminator="kind")]


class Health(Part):
    ecog: Annotated[int, Field(ge=0, le=4)] | None = None
    karnofsky: Annotated[int, Field(ge=0, le=100)] | None = None
    lvef_percent: Quantity("%", 5, 90) | None = None  # type: ignore[valid-type]
    creatinine_clearance_ml_min: Quantity("mL/min", 1, 250) | None = None  # type: ignore[valid-type]
    creatinine_mg_dl: Quantity("mg/dL", 0.1, 20, umol_per_L=1 / 88.4) | None = None  # type: ignore[valid-type]
    bilirubin_mg_dl: Quantity("mg/dL", 0.05, 60, umol_per_L=1 / 17.1) | None = None  # type: ignore[valid-type]
    bilirubin_x_uln: Quantity("times the upper limit", 0.01, 100) | None = None  # type: ignore[valid-type]
    alt_x_uln: Quantity("times the upper limit", 0.01, 200) | None = None  # type: ignore[valid-type]
    ast_x_uln: Quantity("times the upper limit", 0.01, 200) | None = None  # type: ignore[valid-type]
    alp_x_uln: Quantity("times the upper limit", 0.01, 200) | None = None  # type: ignore[valid-type]
    child_pugh: Literal["A", "B", "C"] | None = None
    albumin_g_dl: Quantity("g/dL", 0.5, 8, g_per_L=0.1) | None = None  # type: ignore[valid-type]
    neutrophils_per_ul: Quantity("per uL", 0, 200_000, **{"10*9_per_L": 1000, "10*3_per_uL": 1000}) | None = None  # type: ignore[valid-type]
    platelets_per_ul: Quantity("per uL", 100, 3_000_000, **{"10*9_per_L": 1000, "10*3_per_uL": 1000}) | None = None  # type: ignore[valid-type]
    hemoglobin_g_dl: Quantity("g/dL", 2, 25, g_per_L=0.1, mmol_per_L=1.611) | None = None  # type: ignore[valid-type]
    potassium_mmol_l: Quantity("mmol/L", 1, 10, mEq_per_L=1) | None = None  # type: ignore[valid-type]
    magnesium_mmol_l: Quantity("mmol/L", 0.1, 5, mg_per_dL=0.4114) | None = None  # type: ignore[valid-type]
    calcium_mmol_l: Quantity("mmol/L", 0.5, 6, mg_per_dL=0.2495) | None = None  # type: ignore[valid-type]
    qtcf_ms: Quantity("ms", 250, 750, s=1000) | None = None  # type: ignore[valid-type]
    hba1c_percent: Quantity("%", 3, 20, mmol_per_mol=_hba1c_of_ifcc) | None = None  # type: ignore[valid-type]
    fasting_glucose_mg_dl: Quantity("mg/dL", 20, 1500, mmol_per_L=18.016) | None = None  # type: ignore[valid-type]
    oxygen_saturation_percent: Quantity("%", 40, 100) | None = None  # type: ignore[valid-type]
    neuropathy_grade: Annotated[int, Field(ge=0, le=4)] | None = None
    pain_0_to_10: Annotated[int, Field(ge=0, le=10)] | None = None
    dpyd: Literal["normal", "partial", "deficient", "not_tested"] | None = None
    ugt1a1: Literal["normal", "star28_heterozygous", "star28_homozygous", "not_tested"] | None = None
    conditions: tuple[Word, ...] = ()
    conditions_ruled_out: tuple[Word, ...] = ()
    conditions_complete: YesNo | None = None
    medicines: tuple[Word, ...] = ()
    medicines_complete: YesNo | None = None
    other_cancer: YesNo | None = None
    other_cancer_last: Days | None = None

    @model_validator(mode="after")
    def _other_cancer_agrees(self) -> Health:
        if self.other_cancer is False and self.other_cancer_last:
            raise ValueError("other_cancer says no, but other_cancer_last names a day of it")
        return self


class Priorities(Part):
    in_my_words: Text | None = None
    matters: dict[Word, Literal["a_lot", "some", "little", "not_sure"]] = {}
    approach: Literal["push_hard", "balanced", "gentle_on_life", "not_sure"] | None = None
    pain_first: YesNo | None = None
    trials: Literal["yes", "no", "maybe", "not_sure"] | None = Field(default=None)
    insurance: Word | None = None
    cost_is_a_concern: YesNo | None = None
    help_at_home: Literal["none", "some", "plenty"] | None = None
    role: Literal["i_decide", "decide_together", "my_doctor_decides", "not_sure"] | None = None
    talk: Literal["direct", "gentle"] | None = None
    survival_figures: Literal["none", "words", "typical_range", "full_range", "ask"] | None = None


class Situation(Part):
    """One person's situation, as the file says it."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, title="Concord situation")

    schema_: Literal["concord.situation/0"] = Field(alias="schema")
    as_of: dt.date | None = None
    person: Person = Person()
    cancer: Cancer = Cancer()
    pathology: tuple[Pathology, ...] = ()
    biomarkers: tuple[Biomarker, ...] = ()
    treatments_complete: YesNo | None = None
    treatments_since_spread_complete: YesNo | None = None
    treatments: tuple[Treatment, ...] = ()
    health: Health = Health()
    call_first: Annotated[str, Field(pattern=r"^[-+0-9 ()./x]{3,40}$")] | None = None
    symptoms: tuple[Word, ...] = ()
    notes: Text | None = None
    priorities: Priorities = Priorities()
    records: dict[str, Pointer] = {}
    not_understood: tuple[NotUnderstood, ...] = ()

    @model_validator(mode="after")
    def _nothing_after_today(self) -> Situation:
        if self.as_of is None:
            return self
        dated = {
            "cancer.first_diagnosed": self.cancer.first_diagnosed,
            "cancer.metastatic_since": self.cancer.metastatic_since,
            "health.other_cancer_last": self.health.other_cancer_last,
        }
        for name in ("pathology", "biomarkers", "treatments"):
            for index, entry in enumerate(getattr(self, name)):
                for key in ("date", "started", "ended"):
                    dated[f"{name}[{index}].{key}"] = getattr(entry, key, None)
        for place, days in dated.items():
            if days is not None and days.first > self.as_of:
                raise ValueError(f"{place} ({days}) lies after as_of ({self.as_of})")
        return self
