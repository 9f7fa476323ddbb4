"""One person and many trials, criterion by criterion, with the same facts and three answers as everything else.

A trial is a list of requirements: what one criterion of its record asks for, as far as it could be read. What the
trials ask is kept as one table in which every distinct condition, and every distinct part of one, stands once; so each
is decided once for a person, however many trials ask for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from operator import itemgetter
from typing import Any, Literal

from concord.criteria.decide import Lookup, decide, explain
from concord.criteria.terms import And, Compare, Condition, IsIn, Not, NotRead, Or, Term

Fit = Literal["likely_fits", "may_fit", "does_not_fit"]


class Answer(IntEnum):
    """What can be said of one requirement."""

    NOT_MET = 0
    MET = 1
    MISSING = 2
    """Facts are missing that could still decide it."""
    NOT_READ = 3
    """Only the words that could not be read keep it open: the trial team can say."""
    TITLE = 4
    """It only says that rules follow below it, and asks for nothing by itself."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What one criterion asks for: true where the person meets it. None: not a word of it could be read.

    `weighty`: it speaks of the cancer or of earlier treatment. A trial with such a criterion unread never likely fits.
    `title`: it says no more than that a list follows, and each of the list stands as a requirement of its own.
    """

    section: str
    place: str
    text: str
    condition: Condition | None
    weighty: bool = False
    title: bool = False

    @property
    def weight(self) -> int:
        """0: light. 1: weighty. 2: weighty, and something that has to be so; a trial likely fits only if one is met."""
        return 0 if not self.weighty else 2 if self.section == "inclusion" else 1


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement and what the person's facts say to it."""

    requirement: Requirement
    answer: Answer
    because: tuple[Term, ...] = ()
    missing: tuple[Term, ...] = ()


# ------------------------------------------------------------------------------------------------ one trial
def judge(requirement: Requirement, lookup: Lookup) -> Judged:
    """One requirement with its reasons."""
    if requirement.condition is None:
        return Judged(requirement, Answer.TITLE if requirement.title else Answer.NOT_READ)
    found = explain(requirement.condition, lookup)
    if found.truth is not None:
        return Judged(requirement, Answer(found.truth), found.because)
    answer = Answer.MISSING if found.missing else Answer.NOT_READ
    return Judged(requirement, answer, found.because, found.missing)


def fit_of(judged: Iterable[Judged]) -> Fit:
    """How a trial stands for a person. What was not read never counts as met, and never excludes."""
    return _fit((one.answer, one.requirement.weight) for one in judged)


def _fit(answers: Iterable[tuple[int, int]]) -> Fit:
    still_open, met = False, False
    for answer, weight in answers:
        if answer == Answer.NOT_MET:
            return "does_not_fit"
        if answer == Answer.MET:
            met = met or weight == 2
        elif answer == Answer.MISSING or weight:
            still_open = True
    return "likely_fits" if met and not still_open else "may_fit"


# ------------------------------------------------------------------------------------------------ many trials
@dataclass
class Table:
    """Every distinct condition of many trials, its parts before itself, and which of them each trial asks for."""

    parts: list[Callable[[Sequence[int], Lookup], int]] = field(default_factory=list)
    children: list[tuple[int, ...]] = field(default_factory=list)
    """The places of what each part is made of; none for a single fact."""
    trials: list[tuple[str, Picks]] = field(default_factory=list)
    _known: dict[Condition, int] = field(default_factory=dict)

    def add(self, nct_id: str, requirements: Iterable[Requirement]) -> None:
        self.add_asked(nct_id, ((self.number(one.condition or NotRead()), one.weight) for one in requirements))

    def add_asked(self, nct_id: str, asked: Iterable[tuple[int, int]]) -> None:
        """A trial by the numbers and weights of its conditions."""
        self.trials.append((nct_id, picks(asked)))

    def answers(self, lookup: Lookup) -> list[int]:
        """The answer to each distinct condition."""
        found: list[int] = []
        for part in self.parts:
            found.append(part(found, lookup))
        return found

    def match(self, lookup: Lookup) -> dict[str, Fit]:
        """How each trial stands for a person, in the order in which the trials were added."""
        found = self.answers(lookup)
        return {name: fit_by(asked, found) for name, asked in self.trials}

    def conditions(self) -> tuple[Condition, ...]:
        """Every distinct condition, in the order of the answers."""
        return tuple(self._known)

    def number(self, condition: Condition) -> int:
        """The place of a condition among the answers; it is put in if it is new."""
        if condition not in self._known:
            part = self._part(condition)
            self._known[condition] = len(self.parts)
            self.parts.append(part)
            self.children.append(tuple(self._known[one] for one in _made_of(condition)))
        return self._known[condition]

    def _part(self, condition: Condition) -> Callable[[Sequence[int], Lookup], int]:
        match condition:
            case IsIn() | Compare():
                return lambda _, lookup: _leaf(condition, lookup)
            case Not(inner):
                number = self.number(inner)
                return lambda found, _: NEGATED[found[number]]
            case And(parts):
                numbers = [self.number(one) for one in parts]
                return lambda found, _: _all({found[one] for one in numbers})
            case Or(parts):
                numbers = [self.number(one) for one in parts]
                return lambda found, _: NEGATED[_all({NEGATED[found[one]] for one in numbers})]
            case NotRead():
                return lambda found, _: Answer.NOT_READ


Pick = Callable[[Sequence[Any]], tuple[Any, ...]]
Picks = tuple[Pick, Pick, Pick]
"""What takes a trial's answers out of all: every one, those of weight, and those of which one has to be met."""


def picks(asked: Iterable[tuple[int, int]]) -> Picks:
    """For a trial that asks for these conditions, by number and weight."""
    pairs = dict.fromkeys((number, weight) for number, weight in asked)
    every, weighty, to_meet = ([number for number, weight in pairs if weight >= least] for least in (0, 1, 2))
    return _pick(every), _pick(weighty), _pick(to_meet)


def _pick(numbers: Sequence[int]) -> Pick:
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda found: tuple(found[one] for one in numbers)


def fit_by(asked: Picks, found: Sequence[int]) -> Fit:
    """The same as `fit_of`, for many trials at once."""
    every, weighty, to_meet = asked
    answers = every(found)
    if Answer.NOT_MET in answers:
        return "does_not_fit"
    still_open = Answer.MISSING in answers or Answer.NOT_READ in weighty(found)
    return "likely_fits" if not still_open and Answer.MET in to_meet(found) else "may_fit"


NEGATED = (Answer.MET, Answer.NOT_MET, Answer.MISSING, Answer.NOT_READ)


def _made_of(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case Not(part):
            return (part,)
        case And(parts) | Or(parts):
            return parts
        case _:
            return ()


def _leaf(condition: Condition, lookup: Lookup) -> int:
    truth = decide(condition, lookup)
    return Answer.MISSING if truth is None else int(truth)


def _all(answers: set[int]) -> int:
    for one in (Answer.NOT_MET, Answer.MISSING, Answer.NOT_READ):
        if one in answers:
            return one
    return Answer.MET


# ------------------------------------------------------------------------------------------------ what is missing
def settles(trials: Iterable[Iterable[Judged]]) -> list[tuple[Term, int]]:
    """The missing facts, and in how many trials each could still decide something; the most trials first."""
    counted: Counter[Term] = Counter()
    for judged in trials:
        counted.update({term for one in judged for term in one.missing})
    return sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))
