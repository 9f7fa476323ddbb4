"""Trials for one person: how each stands and why, in words, with the record's own words beside the person's facts.

Nobody is called eligible, and no trial stands above another: the order is that of the records. What could not be read
is said, and asked of the trial team.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict

from concord.choices.asking import ask_for
from concord.choices.findings import Judge
from concord.choices.words import Words
from concord.criteria.decide import decide
from concord.criteria.terms import Term
from concord.possible import INFINITY, exactly
from concord.situation.declare import Facts
from concord.trials import readings, store
from concord.trials.joining import joining
from concord.trials.match import Answer, Fit, Judged, Requirement, fit_of, judge
from concord.trials.records import Trial, stale
from concord.trials.shelf import Row, Shelf, Wanted, chosen

ADDRESS = "https://clinicaltrials.gov/study/{}"
MOST_SETTLING = 8
WAITS = frozenset({"months_since", "months_since_radiation", "months_since_other_cancer"})
"""Facts that grow by themselves as time goes by."""
ANSWERS = {
    Answer.MET: "met",
    Answer.NOT_MET: "not_met",
    Answer.MISSING: "missing",
    Answer.NOT_READ: "not_read",
    Answer.TITLE: "title",
}

SAID_ALONE = {Answer.NOT_READ: "trials_not_read", Answer.TITLE: "trials_heading"}
"""What is said alike in every section."""


class FactSaid(TypedDict):
    """A fact of the person in words, and where it comes from."""

    fact: str
    name: str
    say: str
    because: list[str]


class AskSaid(TypedDict):
    """The test or question that settles a fact."""

    kind: str
    id: str
    say: str


class Settling(TypedDict):
    """A missing fact, and in how many trials it could still decide something."""

    fact: str
    name: str
    say: str
    trials: int
    ask: AskSaid | None


class Line(TypedDict):
    """One criterion: the record's own words, and what the person's facts say to it; a title over others none.
    `later`: it is not met because of how long ago something was, and can be once more time has gone by; else empty."""

    section: str
    place: str
    text: str
    answer: str
    say: str
    facts: list[FactSaid]
    missing: list[Settling]
    later: str


class Place(TypedDict):
    country: str
    cities: list[str]


class Listed(TypedDict):
    """A trial in a list. `illnesses`: for which it is, in the record's words. `why_not`: the criteria that keep it from
    fitting, never empty where it does not fit."""

    nct_id: str
    title: str
    fit: Fit
    say: str
    status: str
    status_say: str
    phase: str
    phases: list[str]
    countries: list[str]
    illnesses: list[str]
    updated: str | None
    fetched_on: str | None
    stale: list[str]
    stale_say: list[str]
    read: bool
    counts: dict[str, int]
    why_not: list[Line]
    url: str


class Whole(Listed):
    """A trial with everything that can be said of it for one person."""

    official_title: str
    summary: str
    criteria: list[Line]
    settles: list[Settling]
    asks_of_you: list[dict[str, str]]
    questions: list[str]
    places: list[Place]
    contacts: list[str]


class Results(TypedDict):
    """Many trials for one person. `trials` fit or may fit; `not_fitting` do not, each with its sentence."""

    as_of: str
    knowledge: str
    total: int
    counts: dict[str, int]
    waiting: int
    trials: list[Listed]
    not_fitting: list[Listed]
    settles: list[Settling]


@dataclass(frozen=True)
class Person:
    """The facts of one person on a day, and the words to say them in."""

    facts: Facts
    words: Words

    @property
    def today(self) -> dt.date:
        return self.facts.as_of

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.words.knowledge, self.facts)

    # -------------------------------------------------------------------------------------------- facts in words
    def said(self, term: Term) -> FactSaid:
        """A fact with the values still possible, as a brief says it."""
        fact = self.facts.fact(term)
        name, value = self.words.fact(term), self.words.value(term, fact.possible)
        because = [self.words.because(one, self.facts.situation) for one in fact.because]
        told = self.words.word("as_told")
        where = list(dict.fromkeys(one for one in because if one and one != told))
        return {"fact": str(term), "name": name, "say": f"{name}: {value}", "because": where}

    def settling(self, term: Term, trials: int = 1) -> Settling:
        said = self.said(term)
        return {
            "fact": said["fact"],
            "name": said["name"],
            "say": said["say"],
            "trials": trials,
            "ask": self._ask(term),
        }

    def _ask(self, term: Term) -> AskSaid | None:
        name, knowledge = ask_for(term, self._judge), self.words.knowledge
        if name in knowledge.tests:
            return {"kind": "test", "id": str(name), "say": self.words.text(knowledge.tests[name].name)}
        if name in knowledge.questions:
            return {"kind": "question", "id": str(name), "say": self.words.text(knowledge.questions[name].say)}
        return None

    def line(self, judged: Judged) -> Line:
        """One criterion in words."""
        one, answer = judged.requirement, ANSWERS[judged.answer]
        settled = [term for term in judged.because if term not in judged.missing]
        return {
            "section": one.section,
            "place": one.place,
            "text": one.text,
            "answer": answer,
            "say": self.words.site(SAID_ALONE.get(judged.answer, f"trials_{one.section}_{answer}")),
            "facts": [self.said(term) for term in settled],
            "missing": [self.settling(term) for term in judged.missing],
            "later": self.words.site("trials_later") if self._later(judged) else "",
        }

    def _later(self, judged: Judged) -> bool:
        """Whether the criterion would no longer fail if what it counts from were long past."""
        condition, waits = judged.requirement.condition, [one for one in judged.because if one.name in WAITS]
        if judged.answer != Answer.NOT_MET or condition is None or not waits:
            return False
        past = exactly(INFINITY)
        return decide(condition, lambda term: past if term in waits else self.facts(term)) is not False


# ------------------------------------------------------------------------------------------------ one trial
def listed(trial: Trial, requirements: Sequence[Requirement] | None, person: Person) -> tuple[Listed, list[Judged]]:
    """A trial as a list shows it, and its criteria judged. `requirements` is None where it was not read yet."""
    words = person.words
    judged = [judge(one, person.facts) for one in requirements or ()]
    fit: Fit = fit_of(judged) if requirements is not None else "may_fit"
    why = stale(trial.updated, trial.fetched_on, person.today)
    said: Listed = {
        "nct_id": trial.nct_id,
        "title": trial.title,
        "fit": fit,
        "say": words.site(f"trials_fit_{fit}"),
        "status": trial.status,
        "status_say": words.site(f"trials_status_{trial.status}"),
        "phase": phase(trial.phases, words),
        "phases": list(trial.phases),
        "countries": list(trial.countries()),
        "illnesses": list(trial.conditions),
        "updated": trial.updated.isoformat() if trial.updated else None,
        "fetched_on": trial.fetched_on.isoformat() if trial.fetched_on else None,
        "stale": list(why),
        "stale_say": [words.site(f"trials_stale_{one}") for one in why],
        "read": requirements is not None,
        "counts": {name: sum(one.answer == answer for one in judged) for answer, name in ANSWERS.items()},
        "why_not": [person.line(one) for one in judged if one.answer == Answer.NOT_MET],
        "url": ADDRESS.format(trial.nct_id),
    }
    return said, judged


def whole(trial: Trial, requirements: Sequence[Requirement] | None, person: Person) -> Whole:
    """Everything that can be said of one trial for one person."""
    said, judged = listed(trial, requirements, person)
    words = person.words
    asked = joining(trial, words.knowledge.trial_demands)
    missing = dict.fromkeys(term for one in judged for term in one.missing)
    return {
        **said,
        "official_title": trial.official_title,
        "summary": trial.summary,
        "criteria": [person.line(one) for one in judged],
        "settles": [person.settling(term) for term in missing],
        "asks_of_you": [
            {"id": one.demand.id, "say": words.text(one.demand.say), "record": one.sentence} for one in asked
        ],
        "questions": list(questions(judged, person)),
        "places": places(trial),
        "contacts": [" · ".join(part for part in (one.name, one.phone, one.email) if part) for one in trial.contacts],
    }


def questions(judged: Iterable[Judged], person: Person) -> Iterable[str]:
    """For the trial team: what could not be read, what is missing, and what is good to ask of any trial."""
    words, judged = person.words, list(judged)
    unread = [one.requirement for one in judged if one.answer == Answer.NOT_READ]
    for one in sorted(unread, key=lambda one: -one.weight):
        yield words.site("trials_ask_unread", text=one.text)
    for term in dict.fromkeys(term for one in judged for term in one.missing):
        yield words.site("trials_ask_missing", fact=words.fact(term))
    for question in words.knowledge.trial_questions.values():
        yield words.text(question.say)


def phase(phases: Sequence[str], words: Words) -> str:
    names = [words.site("trials_phase_early") if one == "early_1" else one for one in phases]
    return words.site("trials_phase", phase="/".join(names)) if names else words.site("trials_phase_none")


def places(trial: Trial) -> list[Place]:
    """The sites by country and city, in the order of the alphabet."""
    found: dict[str, set[str]] = {}
    for site in trial.sites:
        found.setdefault(site.country, set()).add(", ".join(one for one in (site.city, site.state) if one))
    return [{"country": name, "cities": sorted(cities - {""})} for name, cities in sorted(found.items())]


# ------------------------------------------------------------------------------------------------ many trials
@dataclass(frozen=True)
class Matched:
    """How all wanted trials stand, in the wanted order; nothing of it is in words yet."""

    rows: list[tuple[Row, Fit]]
    settles: list[tuple[Term, int]]
    waiting: int
    answers: Sequence[int] = ()
    """To each distinct condition of the shelf."""

    def counts(self) -> dict[str, int]:
        fits = [fit for _, fit in self.rows]
        return {name: fits.count(name) for name in ("likely_fits", "may_fit", "does_not_fit")}

    def of(self, *fits: Fit) -> list[Row]:
        return [row for row, fit in self.rows if fit in fits]

    def speaks_of(self, row: Row) -> bool:
        """Whether a rule of this trial about the cancer or its treatment was read and is met."""
        return Answer.MET in row.asked[2](self.answers)


def match(shelf: Shelf, facts: Facts, wanted: Wanted) -> Matched:
    """One person against every trial of a store."""
    found = shelf.table.answers(facts)
    rows = shelf.fits(found, chosen(shelf, wanted))
    settles = shelf.missing(found, (row for row, fit in rows if fit == "may_fit"))
    return Matched(rows, settles, shelf.waiting, found)


def shown(rows: Iterable[Row], trials: sqlite3.Connection, kept: sqlite3.Connection, person: Person) -> list[Listed]:
    """These rows in words. A trial that is gone from the store in the meantime is left out."""
    found: list[Listed] = []
    for row in rows:
        if trial := store.get(trials, row.nct_id):
            asked = readings.requirements_of(kept, readings.mark_of(trial))
            found.append(listed(trial, asked, person)[0])
    return found


def results(
    matched: Matched,
    person: Person,
    trials: sqlite3.Connection,
    kept: sqlite3.Connection,
    *,
    first: int = 0,
    most: int = 20,
    not_fitting: int = 20,
) -> Results:
    """What was matched, in words: `most` trials from the place `first` on, and as many that do not fit."""
    open_ones, others = matched.of("likely_fits", "may_fit"), matched.of("does_not_fit")
    return {
        "as_of": person.today.isoformat(),
        "knowledge": person.words.knowledge.meta.version,
        "total": len(matched.rows),
        "counts": matched.counts(),
        "waiting": matched.waiting,
        "trials": shown(open_ones[first : first + most], trials, kept, person),
        "not_fitting": shown(others[:not_fitting], trials, kept, person),
        "settles": [person.settling(term, count) for term, count in matched.settles[:MOST_SETTLING]],
    }
