"""The shapes of the records under knowledge/. Field names are the format; docstrings say what each record is for.

Nothing here names a drug or a disease: the records do.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Condition = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Pair = tuple[float | None, float | None]
LESS_OR_NONE = "less_or_no_cancer_medicine"  # the group of choices that hold nothing against the cancer, or less


class Record(BaseModel):
    """A part of the knowledge base: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# ------------------------------------------------------------------------------------------------ text
class Voices(Record):
    """One sensitive statement in two voices. Gentle differs in tone, never in fact."""

    direct: str
    gentle: str


class Draft(Record):
    """A text with its review state; a translation is a draft until a named, qualified person signs."""

    text: str | Voices
    state: Literal["draft", "reviewed"] = "draft"
    reviewed_by: str | None = None


class Say(Record):
    """One statement in each language. Figures are placeholders into evidence; a digit is an error."""

    en: str | Voices
    es: str | Voices | Draft | None = None
    sensitive: bool = False
    says: Literal["is", "is_not", "may", "unknown"] = "is"
    basis: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _voices_only_where_sensitive(self) -> Say:
        if isinstance(self.en, Voices) != self.sensitive:
            raise ValueError("'direct' and 'gentle' go with 'sensitive: yes', and only with it")
        return self


# ------------------------------------------------------------------------------------------------ sources and evidence
class Source(Record):
    """One entry of the bibliography."""

    id: Id
    kind: Literal["label", "guideline", "consensus", "trial", "agency", "review", "registry", "practice", "standard"]
    title: str
    publisher: str
    lang: Literal["en", "es"] = "en"
    year: int
    date: str | None = None
    country: str | None = None
    pmid: str | None = None
    doi: str | None = None
    url: str
    note: str | None = None


class Checked(Record):
    """How a figure was checked. Only 'verified' may be shown to a person."""

    state: Literal["verified", "partial", "recalled"]
    on: dt.date
    where: str = ""
    seen: str = ""


class Figure(Record):
    """One figure of a trial, for both of its arms. Months for medians, percent of people otherwise."""

    measure: Literal["median_months", "percent", "percent_at_months", "number"]
    studied: float | None = None
    control: float | None = None
    at_months: float | None = None
    studied_interval: tuple[float, float | None] | None = None
    control_interval: tuple[float, float | None] | None = None
    ratio: float | None = None
    ratio_interval: tuple[float, float] | None = None
    significant: bool | None = None
    people: tuple[int, int | None] | None = None
    among: Say | None = None
    note: str | None = None
    source: Id
    checked: Checked


class Harm(Record):
    """How many of each arm had one side effect: [studied, control], percent; null where it was not reported."""

    any: Pair | None = None
    severe: Pair | None = None
    checked: Checked | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _plausible(self) -> Harm:
        for pair in (self.any, self.severe):
            if pair and any(value is not None and not 0 <= value <= 100 for value in pair):
                raise ValueError("a percentage lies between 0 and 100")
        if self.any and self.severe:
            for every, severe in zip(self.any, self.severe, strict=True):
                if every is not None and severe is not None and severe > every:
                    raise ValueError("severe cannot be more frequent than any grade")
        return self


class HarmTable(Record):
    """Side effects as one source tabulates them."""

    source: Id
    checked: Checked
    people: tuple[int, int | None] | None = None
    effects: dict[Name, Harm]


class Arm(Record):
    name: Say
    people: int | None = None


class Outcome(Record):
    """What a trial showed, in one word, so that no figure stands without its meaning."""

    shown: Literal["longer", "not_longer", "shorter", "better", "same", "worse", "not_known"]
    basis: tuple[Id, ...] = Field(min_length=1)
    say: Say | None = None


class Line(Record):
    """One condition of a rule. `for` finishes the sentence "this is for people with ...", in plain words."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    is_: Condition = Field(alias="is")
    for_: Say | None = Field(default=None, alias="for")
    ask: Id | None = None


class Evidence(Record):
    """One trial or pooled analysis: who was in it, both arms, every figure with its interval and source.

    `included` says who could join, as conditions: a reader sees in which of them she is like the people studied.
    """

    id: Id
    title: str
    title_es: str | None = None  # only where the title is more than the name of a trial
    registry: str | None = None
    phase: str
    year: int
    people: int | None = None
    sources: tuple[Id, ...] = Field(min_length=1)
    who: Say
    studied: Arm
    control: Arm | None = None
    figures: dict[Name, Figure] = {}
    harms: tuple[HarmTable, ...] = ()
    living_longer: Outcome
    quality_of_life: Outcome
    limits: Say | None = None
    included: tuple[Line, ...] = ()
    scenarios: Name | None = None

    @model_validator(mode="after")
    def _one_definition_per_effect(self) -> Evidence:
        seen: set[str] = set()
        for table in self.harms:
            if again := seen & set(table.effects):
                raise ValueError(f"{', '.join(sorted(again))}: stands in two tables; a figure is stated once")
            seen |= set(table.effects)
        return self


# ------------------------------------------------------------------------------------------------ choices
class Label(Record):
    agency: str
    country: str
    date: str
    withdrawn: str | None = None


class Guideline(Record):
    body: str
    year: int
    says: Literal["should_be_offered", "may_be_offered", "is_an_option", "is_not_advised"]
    strength: str | None = None
    evidence_quality: str | None = None


class Support(Record):
    """A label or a guideline, with the situation it speaks of. Each stands alone."""

    label: Label | None = None
    guideline: Guideline | None = None
    when: tuple[Line, ...] = ()
    same_as: str | None = None
    say: Say | None = None
    basis: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_of_each(self) -> Support:
        if (self.label is None) == (self.guideline is None):
            raise ValueError("a support is either a label or a guideline")
        if bool(self.when) == bool(self.same_as):
            raise ValueError("a support says either 'when' or 'same_as' (the agency or body it repeats)")
        return self

    @property
    def by(self) -> str:
        return self.label.agency if self.label else self.guideline.body if self.guideline else ""


class Exclusion(Record):
    """What rules a choice out. Unknown never blocks; it becomes a check, except where it must be known.

    `if_amount_unknown` stands in place of `if_unknown` where it was given and only the amount is not known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: Id | None = None
    is_: Condition = Field(alias="is")
    why_not: Literal["used_before", "unsafe"]
    say: Say
    if_unknown: Say | None = None
    if_amount_unknown: Say | None = None
    ask: Id | None = None
    must_be_known: bool = False
    basis: tuple[Id, ...] = Field(min_length=1)


class UseExclusion(Record):
    """An exclusion of exclusions.yaml, with the sources that state it for this choice."""

    exclusion: Id
    basis: tuple[Id, ...] = Field(min_length=1)


class Check(Record):
    """Something to look at first: one sentence where it is so, one where it is not known.

    `if_amount_unknown` stands in place of `if_unknown` where it was given and only the amount is not known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: Id
    is_: Condition = Field(alias="is")
    if_true: Say
    if_unknown: Say | None = None
    if_amount_unknown: Say | None = None
    ask: Id | None = None
    basis: tuple[Id, ...] = Field(min_length=1)


class UseCheck(Record):
    """A check of checks.yaml, with the sources that state it for this choice."""

    check: Id
    basis: tuple[Id, ...] = Field(min_length=1)


class Companion(Record):
    """What goes with a choice in some situations."""

    add: Id
    when: Condition
    basis: tuple[Id, ...] = Field(min_length=1)


class LivingWith(Record):
    """What daily life with it is like."""

    given: tuple[Literal["pills", "injection", "drip", "procedure", "none"], ...]
    pattern: Say
    numbers: dict[Name, float] = {}
    clinic_visits_per_month: tuple[float, float] | None = None
    visit_hours: tuple[float, float] | None = None
    tests: tuple[Name, ...] = ()
    hair: Literal["usually_stays", "may_thin", "usually_lost", "not_known"] = "not_known"
    daily: Say | None = None
    feelings: Say | None = None
    basis: tuple[Id, ...] = Field(min_length=1)


class BeingStudied(Record):
    """What is not approved yet, as of a day. `when`: for whom it is said; for everyone where it is left out."""

    as_of: dt.date
    say: Say
    when: Condition | None = None
    basis: tuple[Id, ...] = Field(min_length=1)


class Review(Record):
    by: str | None = None
    on: dt.date | None = None
    next: dt.date


class ChoiceSay(Record):
    """What is said of a choice. `can_do` and `can_cost`: good and bad that are not a trial's figures.

    `without_treatment`: what is likely to happen meanwhile, for a choice that holds nothing against the cancer or less.
    """

    in_short: Say
    can_do: Say | None = None
    can_cost: Say | None = None
    how_it_works: Say | None = None
    what_helps: Say | None = None
    call_early: Say | None = None
    not_known: Say | None = None
    without_treatment: Say | None = None
    when_it_stops_working: Say | None = None


class Rules(Record):
    """The part that a choice and its variants share: when it is supported, and what stands against it.

    The benefit that is shown is that of the first study in `evidence`, unless `benefits_from` names another of them:
    where the study that counted side effects best had no other group, or did not look at benefit.
    """

    drugs: tuple[Name, ...] = ()
    names: Say
    brands: dict[Name, str] = {}
    supports: tuple[Support, ...] = ()
    not_now_when: tuple[Exclusion | UseExclusion, ...] = ()
    check_first: tuple[Check | UseCheck, ...] = ()
    companions: tuple[Companion, ...] = ()
    evidence: tuple[Id, ...] = ()
    benefits_from: Id | None = None
    main_harms: tuple[Name, ...] = ()
    living_with: LivingWith | None = None


class Variant(Rules):
    """One way of doing the same choice, such as one of several single chemotherapy medicines."""

    id: Id


class Choice(Rules):
    """One treatment choice, as a person and her doctor would name it."""

    id: Id
    group: Name
    kind: Literal["choice", "companion", "supportive", "always"] = "choice"
    variants: tuple[Variant, ...] = ()
    being_studied: BeingStudied | None = None
    say: ChoiceSay
    review: Review


# ------------------------------------------------------------------------------------------------ the rest
class Definition(Record):
    """A named condition, so that a rule is written once. `for` finishes "people with ..."."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: Name
    is_: Condition = Field(alias="is")
    for_: Say = Field(alias="for")
    places: bool = False  # says only where in the course of treatment a guideline's statement speaks
    basis: tuple[Id, ...] = Field(min_length=1)


class Test(Record):
    """A test to ask for: what it measures, what follows, what it cannot tell."""

    __test__ = False

    id: Id
    name: Say
    why: Say
    measures: Say
    sample: Say
    how_long: Say
    days: tuple[int, int] | None = None
    if_found: Say
    if_not_found: Say
    cannot_tell: Say
    downsides: Say
    good_care_when: Condition | None = None
    basis: tuple[Id, ...] = Field(min_length=1)


class Question(Record):
    id: Id
    say: Say
    why: Say
    when: Condition | None = None
    only_if_asked_for: bool = False
    priority: int = 50
    basis: tuple[Id, ...] = Field(min_length=1)


class Note(Record):
    """Something about the situation as a whole, said above the choices where `when` holds."""

    id: Id
    when: Condition
    say: Say
    basis: tuple[Id, ...] = Field(min_length=1)


class Instead(Record):
    """Another test for the same fact, where a condition holds."""

    when: Condition
    test: Id


class Ask(Record):
    """Which test or question settles a fact that is not known."""

    fact: str
    test: Id | None = None
    question: Id | None = None
    instead: Instead | None = None

    @model_validator(mode="after")
    def _one(self) -> Ask:
        if (self.test is None) == (self.question is None):
            raise ValueError("a fact is settled by a test or by a question, one of the two")
        return self


class Urgent(Record):
    """A sign that cannot wait."""

    id: Name
    say: Say
    action: Say
    basis: tuple[Id, ...] = Field(min_length=1)


class EmergencyNumber(Record):
    """Whom to call in one country (or region): for any emergency, and in despair."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    emergency: str
    despair: str | None = None
    as_of: dt.date
    basis: tuple[Id, ...] = Field(min_length=1)


class SignPhrases(Record):
    """How people write about one urgent sign: the closed list that is looked for in free notes."""

    sign: Name
    en: tuple[str, ...] = Field(min_length=1)
    es: tuple[str, ...] = Field(min_length=1)


class Effect(Record):
    """A side effect in plain words. `had` and `had_not` finish "Of every hundred people, N ..."."""

    id: Name
    name: Say
    had: Say
    had_not: Say
    deadly: bool = False
    laboratory: bool = False


class Group(Record):
    """A group in which choices stand, in published order; `supportive`: a group of care that goes with any choice."""

    id: Name
    supportive: bool = False
    name: Say
    say: Say


class MedicineClass(Record):
    id: Name
    name: Say
    parents: tuple[Name, ...] = ()
    note: str | None = None


class Medicine(Record):
    id: Name
    name: Say | None = None
    classes: tuple[Name, ...] = ()
    brands: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    rxnorm: tuple[str, ...] = ()
    approved_anywhere: bool = True
    not_approved_as_of: dt.date | None = None
    note: str | None = None

    @field_validator("rxnorm", mode="before")
    @classmethod
    def _codes_are_text(cls, value: object) -> object:
        return tuple(str(code) for code in value) if isinstance(value, list | tuple) else value


class Marker(Record):
    """How a gene test settles a fact: which specimens can rule a change out, and whether it can appear later."""

    id: str
    name: Say
    rules_out: tuple[Literal["tissue", "blood", "saliva"], ...]
    can_appear_later: bool = False
    basis: tuple[Id, ...] = Field(min_length=1)


class Meta(Record):
    """The knowledge base as a whole."""

    version: str
    as_of: dt.date
    reviewed: dt.date | None = None
    reviewed_by: str | None = None
    translation_reviewed_by: dict[str, str | None]
    next_review: dt.date
    grace_days: int
    funding: Say
    update_policy: Say
    licence: str


class Scale(Record):
    """A measure of daily life that is the same for every choice, and which values help or work against a concern.

    `given`, `hair` and `paid` have words, the others numbers; what neither helps nor works against makes little
    difference. Without any value here a row has no mark and only says how it is.
    """

    measure: Literal["given", "hair", "paid", "visits", "hours", "tests"]
    helps: tuple[Name, ...] = ()
    works_against: tuple[Name, ...] = ()
    helps_up_to: float | None = None
    works_against_from: float | None = None


class CheckinItem(Record):
    """One thing that a check-in asks from zero to ten. Zero is none of it, and the number grows with it."""

    id: Name
    area: Literal["how_i_feel", "daily_life", "family", "money"]
    name: Say
    such_as: Say | None = None
    zero: Say
    ten: Say


class Concern(Record):
    """One thing that can matter to a person, and where each choice's answer comes from: a scale, figures or an outcome.

    The rows of a comparison follow the person's priorities; the choices never do.
    """

    id: Name
    name: Say
    scale: Scale | None = None
    harms: tuple[Name, ...] = ()
    outcome: Literal["living_longer", "growth_free", "quality_of_life"] | None = None


class Answer(Record):
    """What follows from one answer of a person: what comes first, and which rows, questions, help and articles."""

    when: Condition
    say: Say
    rows: tuple[Name, ...] = ()
    questions: tuple[Id, ...] = ()
    help: tuple[Name, ...] = ()
    articles: tuple[Id, ...] = ()
    first: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _visible(self) -> Answer:
        if not (self.rows or self.questions or self.help or self.articles or self.first):
            raise ValueError("an answer changes something that a person can see")
        return self


class Consideration(Record):
    """One of the things to think about besides the cancer itself, and what follows from each answer."""

    id: Name
    name: Say
    answers: tuple[Answer, ...] = Field(min_length=1)
    basis: tuple[Id, ...] = Field(min_length=1)


class HelpKind(Record):
    """A kind of practical help. `always`: listed for everyone, not only where an answer points to it."""

    id: Name
    name: Say
    always: bool = False


class Help(Record):
    """Practical help in one country: cover, assistance, work, transport, people to talk to. Approval is another matter.

    Amounts change every year: `numbers` fill the text, and after `until` the record is not shown.
    """

    id: Id
    kind: Name
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    say: Say
    when: Condition | None = None
    numbers: dict[Name, float | str] = {}
    url: str | None = None
    as_of: dt.date
    until: dt.date | None = None
    basis: tuple[Id, ...] = Field(min_length=1)


class TrialDemand(Record):
    """Something that joining a trial may ask of a person, and the words by which the sentences of a record speak of it.

    `phrases` are looked for in what is planned; `also_agreed` in the criteria too, where a person has to agree to it.
    """

    id: Name
    say: Say
    phrases: tuple[str, ...] = Field(min_length=1)
    also_agreed: bool = False


class TrialQuestion(Record):
    """A question for the team of any trial."""

    id: Name
    say: Say


class About(Record):
    """A fact that bears on a question, for everyone or where `when` may hold."""

    fact: str
    when: Condition | None = None

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, value: object) -> object:
        return {"fact": value} if isinstance(value, str) else value


class Told(Record):
    """What guidelines say, or what nobody knows, where `when` may hold, or surely holds. `numbers` fill the text."""

    say: Say
    when: Condition | None = None
    surely: bool = False
    numbers: dict[Name, float] = {}
    basis: tuple[Id, ...] = Field(min_length=1)


Shown = Literal[
    "your_words",
    "reasons",
    "notes",
    "unsafe",
    "beside",
    "road",
    "supported",
    "depends",
    "health",
    "cautions",
    "figures",
    "matters",
    "felt",
    "places",
    "tests",
    "treatments",
    "less_or_none",
    "being_studied",
]


class CommonQuestion(Record):
    """One of the questions that people ask most, and what answers it for one person."""

    id: Id
    ask: Say
    about: tuple[About, ...] = Field(min_length=1)
    shows: tuple[Shown, ...] = ()
    guidelines: tuple[Told, ...] = Field(min_length=1)
    not_known: tuple[Told, ...] = Field(min_length=1)
    articles: tuple[Id, ...] = ()


class Monitoring(Record):
    """How one sees whether a choice works: for groups of choices, or for single ones, which go before their group."""

    id: Id
    groups: tuple[Name, ...] = ()
    choices: tuple[Id, ...] = ()
    measured: Say
    how_often: Say
    working: Say
    misleads: Say
    numbers: dict[Name, float] = {}
    basis: tuple[Id, ...] = Field(min_length=1)


class GlossaryTerm(Record):
    """A word of medicine explained where it is met. `forms`: how it stands in texts, by language."""

    id: Id
    forms: dict[Literal["en", "es"], tuple[str, ...]]
    say: Say
    basis: tuple[Id, ...] = Field(min_length=1)


class Article(Record):
    """An article of the reading room: what it rests on and goes with. `text`: Markdown by language, from files."""

    id: Id
    name: Say
    written: dt.date
    review: Review
    sources: tuple[Id, ...] = Field(min_length=1)
    choices: tuple[Id, ...] = ()
    tests: tuple[Id, ...] = ()
    questions: tuple[Id, ...] = ()
    text: dict[str, str] = {}


class SurvivalScenarios(Record):
    """Multiples of a median that estimate percentiles of a survival curve, and how often they came close (percent)."""

    id: Name
    multiples: dict[Literal["worst", "lower", "upper", "best"], float]
    accurate: dict[Literal["worst", "lower", "upper", "best"], float]
    source: Id
    checked: Checked


class IpdasItem(Record):
    """One item of IPDASi version 4.0 in our own words; `people`: only people can do it, and no program can say so."""

    id: Name
    part: Literal["qualifying", "certification", "quality"]
    needs: Literal["software", "people"] = "software"
    say: str


class Named(Record):
    id: Name
    name: Say


class Area(Record):
    name: Say
    includes: tuple[Name, ...] = ()


class Lists(Record):
    """vocabulary.yaml: the closed lists of words that situations and conditions use."""

    roles: dict[Name, Name]
    line_classes: tuple[Name, ...]
    regions: dict[str, tuple[str, ...]]
    conditions: tuple[Named, ...]
    areas: dict[Name, Area]
    procedures: tuple[Name, ...]


class Phrases(Record):
    """phrases.yaml: the sentences that briefs are built from, and the words for facts and values."""

    sentences: dict[Name, Say]
    words: dict[str, Say]
    facts: dict[str, Say]


class Site(Record):
    """One file of site/: the words of one feature of the site, by name. A name stands in one file only."""

    id: Id
    texts: dict[str, Say]


class NaturalCourse(Record):
    """What is likely without cancer medicine."""

    say: Say
    basis: tuple[Id, ...] = Field(min_length=1)


ALTERNATIVES = re.compile(r"\{([^{}]*)\}")


def spelled_out(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Each phrase with its alternatives written out: "{anti|against} X" stands for "anti X" and "against X".

    An alternative may be empty. Raises ValueError where a brace is not closed.
    """
    found: dict[str, None] = {}
    for phrase in phrases:
        if "{" not in phrase and "}" not in phrase:
            found[" ".join(phrase.split())] = None
            continue
        parts = ALTERNATIVES.split(phrase)
        if any(sign in "".join(parts[::2]) for sign in "{}"):
            raise ValueError(f"the braces of '{phrase}' do not close; alternatives are written {{one|other}}")
        ways = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
        found.update(dict.fromkeys(" ".join("".join(way).split()) for way in itertools.product(*ways)))
    return tuple(found)


PhraseList = Annotated[tuple[str, ...], AfterValidator(spelled_out)]
WordLists = dict[str, PhraseList]


class CriteriaWords(Record):
    """criteria_words.yaml, by which criteria of trials are read: kinds of words, and for most the meaning of each."""

    empty: PhraseList
    words: WordLists
    compare: WordLists
    numbers: dict[str, float]
    times: WordLists
    events: WordLists
    sex: WordLists
    menopause: WordLists
    setting: WordLists
    extent: WordLists
    amenable: PhraseList
    can_be: PhraseList
    cure: PhraseList
    disease: PhraseList
    breast: PhraseList
    receptor: WordLists
    sign: WordLists
    triple_negative: PhraseList
    tissue_words: PhraseList
    gene: WordLists
    altered: PhraseList
    fusion: PhraseList
    wild: PhraseList
    germline: PhraseList
    heading: PhraseList
    measures: WordLists
    units: WordLists
    facts: WordLists
    brain: WordLists
    brain_word: WordLists
    metastases: dict[str, PhraseList]
    site: WordLists
    conditions: WordLists
    interactions: dict[str, WordLists]
    classes: WordLists
    radiation_words: PhraseList
    fields: WordLists
    radiation: WordLists
    operations: WordLists
