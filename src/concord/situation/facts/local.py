"""Surgery and radiation: what, where, how much."""

from __future__ import annotations

from concord.possible import ABOVE_ZERO, INFINITY, YES_OR_NO, Range, Truth, exactly, some, yes_no
from concord.situation.dates import months_between
from concord.situation.declare import AREA, PROCEDURE, Answer, Because, Facts, fact, numbers
from concord.situation.facts.timeline import all_listed
from concord.situation.model import LymphNodeRemoval, Radiation, Surgery


def _radiation(facts: Facts, area: str) -> list[tuple[int, Radiation, Truth]]:
    """The radiation entries whose field includes, or may include, this area."""
    found: list[tuple[int, Radiation, Truth]] = []
    for index, entry in enumerate(facts.situation.treatments):
        if isinstance(entry, Radiation):
            truth = _includes(facts, entry.target, area)
            if truth is not False:
                found.append((index, entry, truth))
    return found


def _includes(facts: Facts, target: str | None, area: str) -> Truth:
    """Whether a field so named holds the area. One named widely ("the spine", "a breast") may hold any of its parts."""
    areas = facts.vocabulary.areas
    if target is None or target not in areas:
        return None
    if target == area or target in areas[area]:
        return True
    return None if areas[target] & {area, *areas[area]} else False


@fact(YES_OR_NO, AREA, source="situation")
def radiation(facts: Facts, area: str) -> Answer:
    """Whether this area was in the field of any radiation.

    A target that is not named or not known may include it; so may one that is named widely, such as a breast without
    its side, or the spine without its part.
    """
    found = _radiation(facts, area)
    truth = some(one for _, _, one in found)
    if truth is False and not all_listed(facts):
        truth = None
    return yes_no(truth), tuple(
        Because(f"treatments[{i}]", e.ended or e.date) for i, e, one in found if one is truth or truth is None
    )


def _radiation_sum(facts: Facts, area: str, field: str, least: float) -> Answer:
    found = _radiation(facts, area)
    total = exactly(0)
    for _, entry, truth in found:
        amount = getattr(entry, field)
        one = exactly(amount) if amount is not None else Range(least, INFINITY)
        total += one if truth is True else Range(0, one.high)
    possible = total if all_listed(facts) else Range(total.low, INFINITY)
    return possible, tuple(Because(f"treatments[{i}]", e.ended or e.date) for i, e, _ in found)


@fact(numbers(), AREA, unit="Gy", source="situation")
def radiation_gy(facts: Facts, area: str) -> Answer:
    """Radiation to this area, in gray, all courses together. Given, but the amount not known: more than nothing."""
    return _radiation_sum(facts, area, "dose_gy", ABOVE_ZERO)


@fact(numbers(), AREA, unit="fractions", source="situation")
def radiation_fractions(facts: Facts, area: str) -> Answer:
    """Sessions of radiation to this area, all courses together."""
    return _radiation_sum(facts, area, "fractions", 1)


@fact(numbers(), AREA, unit="months", source="situation")
def months_since_radiation(facts: Facts, area: str) -> Answer:
    """Months since radiation to this area last ended. Infinite if there was none."""
    low = high = INFINITY
    because = []
    for index, entry, truth in _radiation(facts, area):
        end = entry.ended or entry.date
        span = months_between(end, facts.today) if end else Range(0, INFINITY)
        low = min(low, span.low)
        high = min(high, span.high) if truth is True else high
        because.append(Because(f"treatments[{index}]", end, end, facts.today, span))
    return Range(low if all_listed(facts) else 0, high), tuple(because)


@fact(YES_OR_NO, PROCEDURE, source="situation")
def surgery(facts: Facts, procedure: str) -> Answer:
    """Whether this operation was done. One whose name is not known may be any of them."""
    unnamed = []
    for index, entry in enumerate(facts.situation.treatments):
        if isinstance(entry, Surgery | LymphNodeRemoval):
            because = Because(f"treatments[{index}]", entry.date or entry.ended)
            if entry.procedure == procedure:
                return yes_no(True), (because,)
            if isinstance(entry, Surgery) and entry.procedure not in facts.vocabulary.procedures:
                unnamed.append(because)
    return (yes_no(False) if all_listed(facts) and not unnamed else YES_OR_NO), tuple(unnamed)


@fact(numbers(0, 200), unit="nodes", source="situation")
def nodes_removed(facts: Facts) -> Answer:
    """Lymph nodes removed, all operations together."""
    total, because = exactly(0), []
    for index, entry in enumerate(facts.situation.treatments):
        if isinstance(entry, LymphNodeRemoval):
            total += exactly(entry.nodes_removed) if entry.nodes_removed is not None else Range(1, 100)
            because.append(Because(f"treatments[{index}]", entry.date or entry.ended))
    return (Range(total.low, min(total.high, 200)) if all_listed(facts) else Range(total.low, 200)), tuple(because)
