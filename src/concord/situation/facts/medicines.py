"""What is known about each medicine or class: ever taken, when, how much, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from concord.possible import (
    ABOVE_ZERO,
    ANY_AMOUNT,
    INFINITY,
    NO,
    SOME_AMOUNT,
    YES,
    YES_OR_NO,
    Range,
    Truth,
    every,
    exactly,
    some,
    yes_no,
)
from concord.situation.dates import before, months_between
from concord.situation.declare import MEDICINE, MEDICINE_OR_CLASS, SETTING, Answer, Because, Facts, fact, numbers
from concord.situation.facts.timeline import (
    EARLY,
    all_listed,
    duration,
    ends,
    grew_on,
    holds,
    matches,
    places,
    settings,
    starts,
    stopped_for_side_effects_of,
)
from concord.situation.model import Medicine


def _any_entry(facts: Facts, medicine: str, setting: str | None, test: Callable[[Medicine], Truth]) -> Answer:
    """Yes if some entry surely fits, no if none can and the list is complete, otherwise not known."""
    judged = [
        ((index, entry, truth), every((truth, test(entry))))
        for index, entry, truth in matches(facts, medicine, setting)
    ]
    answer = some(truth for _, truth in judged)
    if answer is False and not all_listed(facts, setting):
        answer = None
    because = places(found for found, truth in judged if truth is answer or (answer is None and truth is None))
    return yes_no(answer), because or (places(found for found, _ in judged) if answer is False else ())


def _listed_now(facts: Facts, medicine: str) -> Truth:
    """Is it on the list of medicines taken now?"""
    return some(facts.vocabulary.is_a(word, medicine) for word in facts.situation.health.medicines)


@fact(YES_OR_NO, MEDICINE_OR_CLASS, SETTING, source="situation")
def had(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Ever taken, in a setting if one is named.

    Yes if listed as given; no only where the list of treatments is complete. An order alone does not prove that it was
    taken.
    """
    possible, because = _any_entry(facts, medicine, setting, lambda entry: True)
    if possible != YES and setting is None and _listed_now(facts, medicine) is True:
        return YES, (Because("health.medicines"),)
    return possible, because


@fact(YES_OR_NO, MEDICINE_OR_CLASS, source="situation")
def on_now(facts: Facts, medicine: str) -> Answer:
    """Taken now as part of treatment."""

    def goes_on(entry: Medicine) -> Truth:
        if entry.stopped_because == "ongoing":
            return True
        return False if entry.stopped_because is not None or entry.ended is not None else None

    possible, because = _any_entry(facts, medicine, None, goes_on)
    if possible != YES and _listed_now(facts, medicine) is True:
        return YES, (Because("health.medicines"),)
    return possible, because


@fact(YES_OR_NO, MEDICINE_OR_CLASS, source="situation")
def taking(facts: Facts, medicine: str) -> Answer:
    """Taken now, for any reason.

    Yes if listed among the medicines taken now or as an ongoing treatment; no only where that list is said to be
    complete.
    """
    listed = _listed_now(facts, medicine)
    if listed is True:
        return YES, (Because("health.medicines"),)
    now = facts.truth("on_now", medicine)
    if now is True:
        return YES, facts.because("on_now", medicine)
    if listed is False and facts.situation.health.medicines_complete and now is False:
        return NO, (Because("health.medicines_complete"),)
    return YES_OR_NO, ()


@fact(YES_OR_NO, MEDICINE_OR_CLASS, SETTING, source="situation")
def progressed_on(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Whether the cancer grew, or came back, while on it.

    From the stated reason for stopping, the response, or the return of the cancer between start and end. Not so where
    it ended as planned, by choice or for side effects.
    """
    return _any_entry(facts, medicine, setting, lambda entry: grew_on(entry, facts))


@fact(YES_OR_NO, MEDICINE_OR_CLASS, SETTING, source="situation")
def stopped_for_side_effects(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Whether it was stopped because of side effects."""
    return _any_entry(facts, medicine, setting, stopped_for_side_effects_of)


@fact(YES_OR_NO, MEDICINE_OR_CLASS, SETTING, source="situation")
def dose_was_reduced(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Whether the dose had to be made smaller."""
    return _any_entry(facts, medicine, setting, lambda entry: entry.dose_reduced)


@fact(YES_OR_NO, MEDICINE_OR_CLASS, SETTING, source="recist-1-1")
def shrank_on(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Whether the cancer shrank on it (a complete or partial response)."""
    return _any_entry(
        facts,
        medicine,
        setting,
        lambda entry: None if entry.best_response is None else entry.best_response in ("complete", "partial"),
    )


def _sum(facts: Facts, medicine: str, setting: str | None, amount: Callable[[Medicine], Range]) -> Answer:
    """The amounts of all entries together; doubtful entries and an incomplete list raise the upper end."""
    found = matches(facts, medicine, setting)
    total = exactly(0)
    for _, entry, truth in found:
        one = amount(entry)
        total += one if truth is True else Range(0, one.high)
    return (total if all_listed(facts, setting) else Range(total.low, INFINITY)), places(found)


@fact(numbers(), MEDICINE_OR_CLASS, SETTING, unit="months", source="situation")
def months_on(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Months on it, all entries together. Entries that may overlap count at least as long as the longest."""
    found = matches(facts, medicine, setting)
    spans = [(entry, duration(entry, facts), truth) for _, entry, truth in found]
    possible, because = _sum(facts, medicine, setting, lambda entry: duration(entry, facts))
    assert isinstance(possible, Range)
    if not _apart([entry for entry, _, _ in spans], facts):
        longest = max((span.low for _, span, truth in spans if truth is True), default=0.0)
        possible = Range(longest, possible.high)
    return possible, because


def _apart(entries: list[Medicine], facts: Facts) -> bool:
    """Whether the entries surely follow one another."""
    dated = [(starts(entry), ends(entry, facts)) for entry in entries]
    if len(dated) < 2:
        return True
    known = [(start, end) for start, end in dated if start and end]
    known.sort(key=lambda one: one[0].first)
    return len(known) == len(dated) and all(
        one[1].first <= other[0].last and before(other[0], one[1]) is not True for one, other in pairwise(known)
    )


def _would_be_listed(facts: Facts, medicine: str) -> bool:
    """Whether a list of all treatments would hold it: what was taken at home for another reason is in none."""
    members = facts.vocabulary.members
    cancer = members.get(facts.vocabulary.cancer_class, frozenset())
    return members.get(medicine, frozenset({medicine})) <= cancer


@fact(numbers(), MEDICINE_OR_CLASS, SETTING, unit="months", source="situation")
def months_since(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Months since it was last taken: 0 while it goes on, infinite if it was never taken."""
    low = high = INFINITY
    found = matches(facts, medicine, setting)
    because: list[Because] = []
    for index, entry, truth in found:
        end = ends(entry, facts)
        start = starts(entry)
        latest = months_between(start, facts.today).high if start else INFINITY
        span = months_between(end, facts.today) if end else Range(0, latest)
        low = min(low, span.low)
        if truth is True:
            high = min(high, span.high)
        because.append(
            Because(f"treatments[{index}]", end, end, facts.today, span)
            if end
            else Because(f"treatments[{index}]", start)
        )
    if setting is None and _listed_now(facts, medicine) is True:
        return exactly(0), (Because("health.medicines"),)
    complete = all_listed(facts, setting) and _would_be_listed(facts, medicine)
    return Range(low if complete else 0, high), tuple(because)


@fact(numbers(), MEDICINE_OR_CLASS, SETTING, unit="cycles", source="situation")
def cycles(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Cycles of it, all entries together. Some, but not how many: more than none."""
    return _sum(facts, medicine, setting, lambda entry: exactly(entry.cycles) if entry.cycles else Range(1, INFINITY))


@fact(numbers(), MEDICINE, unit="mg/m2", source="situation")
def cumulative_mg_m2(facts: Facts, medicine: str) -> Answer:
    """Lifetime amount of one medicine, in mg per square metre of body surface.

    As stated, or cycles times the amount of a cycle; less where the dose was reduced. Given, but the amount not known:
    more than nothing, never zero. One medicine only: amounts of different medicines are never added or converted.
    """

    def amount(entry: Medicine) -> Range:
        whole = _named(entry.cumulative_mg_m2, medicine, facts)
        if whole is not None:
            return exactly(whole)
        each = _named(entry.dose_mg_m2_per_cycle, medicine, facts)
        if each is None:
            return SOME_AMOUNT
        planned = each * entry.cycles if entry.cycles else None
        if entry.dose_reduced:
            return Range(ABOVE_ZERO, planned or INFINITY)
        return exactly(planned) if planned is not None else Range(each, INFINITY)

    return _sum(facts, medicine, None, amount)


def _named(amounts: dict[str, float], medicine: str, facts: Facts) -> float | None:
    return next((value for word, value in amounts.items() if facts.vocabulary.resolve(word) == medicine), None)


@fact(numbers(), MEDICINE_OR_CLASS, SETTING, unit="months", source="abc4-2018")
def months_to_relapse(facts: Facts, medicine: str, setting: str | None) -> Answer:
    """Months from the end of this early treatment to the return of the cancer.

    0 if the cancer came back during it, infinite if it was never taken or the cancer had spread when it was found. The
    dates are counted in calendar months; a date known to the month leaves a range.
    """
    if facts.names("presentation") == {"de_novo"}:
        return exactly(INFINITY), facts.because("presentation")
    relapse = facts.situation.cancer.metastatic_since
    low = high = INFINITY
    because: list[Because] = []
    for index, entry in [(i, e) for i, e, _ in matches(facts, medicine, setting)]:
        inside = every((holds(entry, medicine, facts), _is_early(entry, facts)))
        if inside is False:
            continue
        end, start = ends(entry, facts), starts(entry)
        if entry.stopped_because == "recurrence" or (setting is not None and grew_on(entry, facts) is True):
            span = exactly(0)
        elif relapse and end:
            span = months_between(end, relapse)
        elif relapse and start:
            span = Range(0, months_between(start, relapse).high)
        else:
            span = ANY_AMOUNT
        low = min(low, span.low)
        if inside is True and not entry.ordered_only:
            high = min(high, span.high)
        because.append(Because(f"treatments[{index}]", end, end, relapse, span))
    return Range(low if all_listed(facts) else 0, high), tuple(because)


def _is_early(entry: Medicine, facts: Facts) -> Truth:
    possible = settings(entry, facts)
    return True if possible <= EARLY else None if possible & EARLY else False
