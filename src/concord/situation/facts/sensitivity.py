"""Whether the cancer still answers to hormone treatment, by the ABC consensus windows."""

from __future__ import annotations

from concord.possible import ANY_AMOUNT, INFINITY, Names, Range, exactly
from concord.situation.dates import before, months_between
from concord.situation.declare import Answer, Because, Facts, fact, numbers
from concord.situation.facts.timeline import (
    EARLY,
    all_listed,
    count_lines,
    duration,
    ends,
    grew_on,
    holds,
    medicines,
    settings,
    starts,
)
from concord.situation.model import Medicine

Resistance = tuple[Names, tuple[Because, ...]]
SENSITIVITY = frozenset({"sensitive", "secondary_resistance", "primary_resistance"})
PRIMARY_ADJUVANT_MONTHS = 24.0
PRIMARY_METASTATIC_MONTHS = 6.0
RELAPSE_AFTER_MONTHS = 12.0


def _split(span: Range, limit: float, below: str, otherwise: str) -> Names:
    """One name below the limit, another from it on; both where the limit lies inside."""
    return frozenset(name for name, fits in ((below, span.low < limit), (otherwise, span.high >= limit)) if fits)


def _endocrine(facts: Facts) -> str:
    return facts.vocabulary.roles.get("endocrine_therapy", "endocrine_therapy")


@fact(SENSITIVITY, source="abc4-2018")
def endocrine_sensitivity(facts: Facts) -> Answer:
    """How the cancer has answered to hormone treatment so far, by the ABC consensus.

    Primary resistance: it came back in the first 24 months of early hormone treatment, or grew in the first 6 months of
    the first hormone treatment since it spread. Secondary: it came back later during early hormone treatment or within
    12 months after its end, or grew after 6 months or more. Otherwise sensitive. What happened since it spread counts
    before what happened early. Where dates leave both sides of a limit possible, both stay.
    """
    spread = _since_it_spread(facts)
    if spread is not None and "sensitive" not in spread[0]:
        return spread
    early, because = _early(facts)
    if spread is None:
        return early, because
    return (spread[0] - {"sensitive"}) | early, (*spread[1], *because)


def _since_it_spread(facts: Facts) -> Resistance | None:
    """From hormone treatment since the cancer spread; None where it says nothing."""
    found: Names = frozenset()
    because: list[Because] = []
    lines = [
        line
        for line in count_lines(facts, doubt=True).lines
        if any(holds(entry, _endocrine(facts), facts) is True for _, entry in line.entries)
    ]
    for position, line in enumerate(lines):
        for index, entry in line.entries:
            grew = grew_on(entry, facts) if holds(entry, _endocrine(facts), facts) is not False else False
            if grew is False:
                continue
            span = duration(entry, facts)
            names = _split(span, PRIMARY_METASTATIC_MONTHS, "primary_resistance", "secondary_resistance")
            if position > 0:
                names = frozenset({"secondary_resistance"})
                if found and "primary_resistance" in found:
                    continue
            found |= names if grew is True else names | {"sensitive"}
            because.append(Because(f"treatments[{index}]", entry.ended, starts(entry), ends(entry, facts), span))
    if not all_listed(facts) and not found:
        return SENSITIVITY, ()
    if not found:
        return None
    if not all_listed(facts):
        # An earlier hormone treatment that is not listed could have shown primary resistance.
        found |= {"primary_resistance", "secondary_resistance"} if found - {"sensitive"} else frozenset()
    return found, tuple(because)


def _early(facts: Facts) -> Resistance:
    """From early hormone treatment and when the cancer came back. The treatment that ended last decides."""
    if facts.names("presentation") == {"de_novo"}:
        return frozenset({"sensitive"}), facts.because("presentation")
    relapse = facts.situation.cancer.metastatic_since
    given = [
        (i, e)
        for i, e in medicines(facts)
        if holds(e, _endocrine(facts), facts) is not False and settings(e, facts) & EARLY
    ]
    begun = [start for _, entry in given if (start := starts(entry))]
    first = min(begun, key=lambda days: days.first) if begun else None
    found: Names = frozenset()
    because: list[Because] = []
    for index, entry in given:
        if any(_outlasts(other, entry, facts) for _, other in given):
            continue
        end = ends(entry, facts)
        on_it = months_between(first, relapse) if first and relapse else ANY_AMOUNT
        during = _split(on_it, PRIMARY_ADJUVANT_MONTHS, "primary_resistance", "secondary_resistance")
        if grew_on(entry, facts) is True:
            found |= during
            because.append(Because(f"treatments[{index}]", end, first, relapse, on_it))
            continue
        after = months_between(end, relapse) if end and relapse else ANY_AMOUNT
        if after.low <= RELAPSE_AFTER_MONTHS:
            found |= {"secondary_resistance"}
        if after.high > RELAPSE_AFTER_MONTHS:
            found |= {"sensitive"}
        if grew_on(entry, facts) is None and after.low <= 0:
            found |= during
        because.append(Because(f"treatments[{index}]", end, end, relapse, after))
    if not all_listed(facts):
        return SENSITIVITY, tuple(because)
    return found or frozenset({"sensitive"}), tuple(because)


def _outlasts(other: Medicine, entry: Medicine, facts: Facts) -> bool:
    """Whether the other early treatment surely ended later."""
    if other is entry or grew_on(entry, facts) is True:
        return False
    one, two = ends(entry, facts), ends(other, facts)
    return bool(one and two and before(one, two) is True)


@fact(numbers(), unit="months", source="abc4-2018")
def months_on_first_endocrine_treatment(facts: Facts) -> Answer:
    """Months on the first hormone treatment since the cancer spread, until it ended. Infinite if there was none."""
    for line in count_lines(facts, doubt=True).lines:
        for index, entry in line.entries:
            if holds(entry, _endocrine(facts), facts) is True:
                span = duration(entry, facts)
                low = span.low if all_listed(facts) else 0
                return Range(low, span.high), (
                    Because(f"treatments[{index}]", entry.ended, starts(entry), ends(entry, facts), span),
                )
    return (exactly(INFINITY) if all_listed(facts) else ANY_AMOUNT), ()
