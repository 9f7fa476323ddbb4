"""The shape of a brief: what every page, PDF and paste text is made from. The published JSON Schema comes from here."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from pydantic import TypeAdapter
from typing_extensions import TypedDict  # typing.TypedDict serves pydantic from Python 3.12 on

SCHEMA = "concord.brief/0"


class Icons(TypedDict):
    """A chance as a picture: people of `of`, in the studied and in the control arm of one study."""

    of: int
    study: str
    studied: int
    control: int | None
    studied_name: str
    control_name: str | None


class Statement(TypedDict):
    """One thing said: the words, the sources, the facts it rests on, and whether it holds (null: not known).

    `link`: the address of the very record that it speaks of.
    """

    say: str
    basis: list[str]
    facts: list[str]
    holds: bool | None
    id: NotRequired[str]
    kind: NotRequired[str]
    sensitive: NotRequired[bool]
    icons: NotRequired[Icons]
    severe: NotRequired[int | None]
    link: NotRequired[str]


class UrgentSign(TypedDict):
    id: str
    say: str
    action: str
    because: str
    basis: list[str]


class FactLine(TypedDict):
    name: str
    label: str
    possible: Any
    say: str
    because: list[str]


class Line(TypedDict):
    say: str
    holds: bool | None
    facts: list[str]


class SupportLine(TypedDict):
    kind: Literal["label", "guideline"]
    by: str
    name: str
    country: str | None
    date: str
    says: str | None
    strength: str | None
    counts: bool
    silent: bool
    holds: bool | None
    say: str
    lines: list[Line]
    basis: list[str]


class MissingFact(TypedDict):
    fact: str
    say: str
    ask: str | None


class FitRow(TypedDict):
    row: str
    name: str
    matters: str | None
    mark: str
    say: str
    basis: list[str]


class MattersRow(TypedDict):
    """The head of one row of the comparison. `note`: that the choices were not compared with each other in it."""

    row: str
    name: str
    matters: str | None
    note: str


class HelpLine(TypedDict):
    """Practical help in the person's country, with the day it was looked up."""

    id: str
    kind: str
    kind_name: str
    country: str | None
    say: str
    url: str | None
    as_of: str
    day: str
    basis: list[str]


class ReadingLine(TypedDict):
    id: str
    name: str
    written: bool


class AnswerPart(TypedDict):
    """One of the questions that people ask most, answered for this person."""

    id: str
    question: str
    known: list[Statement]
    guidelines: list[Statement]
    not_known: list[Statement]
    settles: list[Statement]
    reading: list[ReadingLine]


class GlossaryLine(TypedDict):
    """A word of medicine with its explanation; `forms`: how it stands in texts."""

    id: str
    name: str
    forms: list[str]
    say: str
    basis: list[str]


class RoadChoice(TypedDict):
    """A choice that may be possible later, and what it would depend on."""

    id: str
    name: str
    group_name: str
    say: str
    cautions: list[Statement]
    basis: list[str]


class RoadTest(TypedDict):
    id: str
    name: str
    say: str
    basis: list[str]


class RoadStep(TypedDict):
    """The road ahead if one choice is taken and the cancer grows during it."""

    after: str
    name: str
    say: str
    kept: str
    not_known: str
    caution: str
    always: list[RoadChoice]
    supported: list[RoadChoice]
    none_supported: str
    may: list[RoadChoice]
    if_receptors_change: str
    no_longer: list[Statement]
    tests: list[RoadTest]


class LikeYou(TypedDict):
    """One condition for joining a study: whether the reader meets it (null: not known)."""

    say: str
    holds: bool | None


class LivingWith(TypedDict):
    given: list[str]
    statements: list[Statement]
    hair: str


class Study(TypedDict):
    id: str
    title: str
    year: int
    say: str
    who: str
    you: list[LikeYou]
    basis: list[str]
    details: list[str]


class Companion(TypedDict):
    id: str
    name: str
    holds: bool | None
    say: str
    basis: list[str]


class ChoiceCard(TypedDict):
    """One choice, with the same rows for every choice."""

    id: str
    name: str
    group: str
    group_name: str
    given: str
    drugs: list[str]
    brands: list[str]
    variants: list[ChoiceCard]
    standing: Literal["supported", "depends", "not_now"]
    always: bool
    why_not: str | None
    overdue: Statement | None
    disagreement: Statement | None
    because: list[Statement]
    missing: list[MissingFact]
    check_first: list[Statement]
    cautions: list[Statement]
    companions: list[Companion]
    supports: list[SupportLine]
    in_short: Statement | None
    benefits: list[Statement]
    harms: list[Statement]
    figures_shown: bool
    living_with: LivingWith | None
    more: list[Statement]
    fit: list[FitRow]
    working: list[Statement]
    evidence: list[Study]
    reading: list[ReadingLine]
    sources: list[str]


class TestLine(TypedDict):
    id: str
    name: str
    say: str
    why: str
    would_change: list[str]
    checks_for: list[str]
    good_care: bool
    parts: dict[str, str]
    reading: list[ReadingLine]
    basis: list[str]


class QuestionLine(TypedDict):
    """A question for the doctor; `also`: the same in the other language, to print both side by side."""

    id: str
    say: str
    also: str
    why: str
    starred: bool
    reading: list[ReadingLine]
    basis: list[str]


class Road(TypedDict):
    value: str
    say: str
    choices: list[str]


class Conflict(TypedDict):
    fact: str
    results: list[str]
    say: str
    roads: list[Road]


class SourceLine(TypedDict):
    id: str
    title: str
    publisher: str
    year: int
    url: str
    lang: str


class Scope(TypedDict):
    in_scope: bool | None
    say: str
    facts: list[str]


class TreatmentLine(TypedDict):
    line: int | None
    name: str
    say: str


class SituationPart(TypedDict):
    say: str
    treatments: list[TreatmentLine]
    facts: list[FactLine]
    your_words: str | None


class Brief(TypedDict):
    """concord.brief/0"""

    schema: str
    as_of: str
    knowledge: dict[str, Any]
    made_on: str
    language: str
    talk: str
    funding: Statement
    update_policy: str
    reading_level: dict[str, float] | None
    labels: dict[str, str]
    scope: Scope
    notes: list[Statement]
    urgent: list[UrgentSign]
    when_to_call: list[Statement]
    decision_question: str
    natural_course: Statement | None
    situation: SituationPart
    considered: list[Statement]
    care_first: list[str]
    conflicts: list[Conflict]
    subtypes: list[Road]
    groups: list[dict[str, str]]
    matters: list[MattersRow]
    trade_offs: list[Statement]
    choices: list[ChoiceCard]
    locked: list[Statement]
    supportive: list[ChoiceCard]
    tests: list[TestLine]
    questions: list[QuestionLine]
    questions_offer: Statement | None
    answers: list[AnswerPart]
    being_studied: list[Statement]
    trials: list[Statement] | None
    road_ahead: list[RoadStep] | None
    survival: Statement | None
    help: list[HelpLine]
    reading: list[ReadingLine]
    not_known: list[Statement]
    not_understood: list[str]
    glossary: list[GlossaryLine]
    sources: list[SourceLine]


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of a brief."""
    schema = TypeAdapter(Brief).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
