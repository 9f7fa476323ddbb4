"""The medicines as a timeline: which entry belongs to which setting, when it ran, and the lines of treatment.

Lines are counted twice, once taking every doubtful step as no new line and once as a new one; the truth lies between.
tests/spec/lines.yaml is the definition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from concord.possible import INFINITY, YES_OR_NO, Names, Range, Truth, every, some, yes_no
from concord.situation.dates import Days, before, months_between
from concord.situation.declare import MEDICINE_OR_CLASS_OPTIONAL, Answer, Because, Facts, fact, numbers
from concord.situation.model import Medicine

EARLY = frozenset({"neoadjuvant", "adjuvant"})
STARTED_TOGETHER_MONTHS = 1.0
GREW = frozenset({"progression", "recurrence"})


def medicines(facts: Facts) -> list[tuple[int, Medicine]]:
    """The medicine entries with their places in the file."""
    if "medicines" not in facts.work:
        facts.work["medicines"] = [
            (i, entry) for i, entry in enumerate(facts.situation.treatments) if isinstance(entry, Medicine)
        ]
    found: list[tuple[int, Medicine]] = facts.work["medicines"]
    return found


def all_listed(facts: Facts, setting: str | None = None) -> bool:
    """Whether the file says that every treatment is in it; of those since the cancer spread it may say so alone."""
    said = facts.situation
    return said.treatments_complete is True or (
        setting == "metastatic" and said.treatments_since_spread_complete is True
    )


def starts(entry: Medicine) -> Days | None:
    return entry.started or entry.date


def ends(entry: Medicine, facts: Facts) -> Days | None:
    """When it ended; today for one that goes on; None where that is not known."""
    return facts.today if entry.stopped_because == "ongoing" else entry.ended


def settings(entry: Medicine, facts: Facts) -> Names:
    """The settings an entry can belong to: as stated, else by its dates against the day the cancer had spread."""
    if entry.setting:
        return frozenset({entry.setting})
    if entry.line is not None:
        return frozenset({"metastatic"})
    spread = facts.situation.cancer.metastatic_since or (
        facts.situation.cancer.first_diagnosed if facts.situation.cancer.presentation == "de_novo" else None
    )
    if facts.situation.cancer.presentation == "de_novo":
        return frozenset({"metastatic"})
    start, end = starts(entry), ends(entry, facts)
    if spread and start and before(start, spread) is False:
        return frozenset({"metastatic"})
    if spread and end and before(end, spread) is True:
        return EARLY
    return EARLY | {"metastatic"}


def in_setting(entry: Medicine, setting: str | None, facts: Facts) -> Truth:
    if setting is None:
        return True
    wanted = EARLY if setting == "early" else frozenset({setting})
    possible = settings(entry, facts)
    return True if possible <= wanted else None if possible & wanted else False


def holds(entry: Medicine, medicine: str, facts: Facts) -> Truth:
    """Is the medicine, or one of the class, among the drugs of this entry?"""
    return some(facts.vocabulary.is_a(drug, medicine) for drug in entry.drugs)


def matches(facts: Facts, medicine: str, setting: str | None) -> list[tuple[int, Medicine, Truth]]:
    """The entries that are, or may be, this medicine in this setting."""
    found: list[tuple[int, Medicine, Truth]] = []
    for index, entry in medicines(facts):
        held = holds(entry, medicine, facts)
        if held is False:
            continue  # most entries: their setting need not be known
        truth = every((held, in_setting(entry, setting, facts)))
        if truth is not False:
            found.append((index, entry, None if entry.ordered_only else truth))
    return found


def duration(entry: Medicine, facts: Facts) -> Range:
    """Months on it."""
    if entry.months is not None:
        return Range(entry.months, entry.months)
    start, end = starts(entry), ends(entry, facts)
    if start and end:
        return months_between(start, end)
    if start:
        return Range(0, months_between(start, facts.today).high)
    return Range(0, INFINITY)


def grew_on(entry: Medicine, facts: Facts) -> Truth:
    """Did the cancer grow, or come back, while on it?"""
    if entry.stopped_because in GREW or entry.best_response == "progression":
        return True
    spread, start, end = facts.situation.cancer.metastatic_since, starts(entry), ends(entry, facts)
    if (
        spread
        and start
        and end
        and settings(entry, facts) <= EARLY
        and before(start, spread) is True
        and before(end, spread) is False
    ):
        return True if before(spread, end) is True or entry.stopped_because == "ongoing" else None
    if entry.stopped_because is None:
        return None
    return False


def stopped_for_side_effects_of(entry: Medicine) -> Truth:
    return None if entry.stopped_because is None else entry.stopped_because == "side_effects"


def last_progression(facts: Facts) -> Days | None:
    """When the cancer last grew or came back, as far as the entries say."""
    dates = [entry.ended for _, entry in medicines(facts) if entry.ended and grew_on(entry, facts) is not False]
    if facts.situation.cancer.metastatic_since:
        dates.append(facts.situation.cancer.metastatic_since)
    return max(dates, key=lambda days: days.last) if dates else None


# ------------------------------------------------------------------------------------------------ lines of treatment
@dataclass(slots=True)
class Line:
    """One line of treatment for metastatic disease."""

    number: int
    entries: list[tuple[int, Medicine]] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """The lines when every doubtful step is taken one way. `hidden` lines were stated by number but not described."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return self.lines[-1].number if self.lines else 0

    @property
    def hidden(self) -> int:
        return self.total - len(self.lines)


def count_lines(facts: Facts, *, doubt: bool) -> Count:
    """The lines of treatment; `doubt` says whether a doubtful step is a new line."""
    key = f"lines {doubt}"
    if key not in facts.work:
        facts.work[key] = _count(facts, doubt=doubt)
    counted: Count = facts.work[key]
    return counted


def _count(facts: Facts, *, doubt: bool) -> Count:
    lines: list[Line] = []
    for index, entry in _in_order(facts):
        inside = every((holds(entry, facts.vocabulary.cancer_class, facts), in_setting(entry, "metastatic", facts)))
        if inside is False or (inside is None and not doubt):
            continue
        if entry.ordered_only and not doubt:
            continue
        classes = _line_classes(entry, facts)
        current = lines[-1] if lines else None
        if entry.line is not None and (current is None or entry.line > current.number):
            current = Line(entry.line, stated=True)
            lines.append(current)
        elif entry.line is None and (current is None or _is_new(current, entry, classes, facts, doubt=doubt)):
            current = Line(current.number + 1 if current else 1)
            lines.append(current)
        assert current is not None
        current.entries.append((index, entry))
        current.classes |= classes
    return Count(tuple(lines))


def _in_order(facts: Facts) -> list[tuple[int, Medicine]]:
    """By start. Entries without a date keep their place in the file behind the one before them."""
    keyed: list[tuple[object, int, Medicine]] = []
    latest = Days.parse(1900).first
    for index, entry in medicines(facts):
        start = starts(entry)
        if start:
            latest = start.first
        keyed.append((latest, index, entry))
    return [(index, entry) for _, index, entry in sorted(keyed, key=lambda one: one[:2])]


def _line_classes(entry: Medicine, facts: Facts) -> set[str]:
    found: set[str] = set()
    for drug in entry.drugs:
        if facts.vocabulary.is_a(drug, facts.vocabulary.cancer_class) is not False:
            found |= facts.vocabulary.line_class(facts.vocabulary.resolve(drug) or drug)
    return found


def _is_new(line: Line, entry: Medicine, classes: set[str], facts: Facts, *, doubt: bool) -> bool:
    """A new line begins after the cancer grew, or otherwise with a new class."""
    if entry.maintenance:
        return False
    grew = some(_ended_by_growth(before_it, entry, facts) for _, before_it in line.entries)
    if grew is True:
        return True
    new_class = bool(classes - line.classes)
    if new_class and _added_while_others_go_on(line, entry, facts):
        return doubt and not _started_together(line, entry)
    if new_class:
        return True
    return doubt and grew is None


def _ended_by_growth(earlier: Medicine, entry: Medicine, facts: Facts) -> Truth:
    """Did the cancer grow on the earlier entry before this one began?"""
    grew = grew_on(earlier, facts)
    end, start = earlier.ended, starts(entry)
    if grew is not False and end and start and before(start, end) is True:
        return False
    return grew


def _started_together(line: Line, entry: Medicine) -> bool:
    first = next((starts(one) for _, one in line.entries if starts(one)), None)
    start = starts(entry)
    return bool(first and start and months_between(first, start).low <= STARTED_TOGETHER_MONTHS)


def _added_while_others_go_on(line: Line, entry: Medicine, facts: Facts) -> bool:
    start = starts(entry)
    if start is None:
        return False
    last = [ends(one, facts) for _, one in line.entries]
    return any(end is None or before(start, end) is True for end in last)


@fact(numbers(), MEDICINE_OR_CLASS_OPTIONAL, unit="lines", source="tests/spec/lines")
def lines(facts: Facts, medicine: str | None) -> Answer:
    """Lines of cancer medicine since the cancer spread; with an argument, those that held this medicine or class.

    A new line begins with a medicine begun after the cancer grew, or otherwise with a new class; not with a changed
    dose, a swap inside a class, maintenance, ovarian suppression or bone medicine. A stated line number counts as
    stated. Doubtful steps and an incomplete list leave a range.
    """
    few, many = count_lines(facts, doubt=False), count_lines(facts, doubt=True)
    because = tuple(
        Because(f"treatments[{index}]", starts(entry)) for line in many.lines for index, entry in line.entries
    )
    if medicine is None:
        low, high = sorted((few.total, many.total))
    else:
        low = sum(some(holds(entry, medicine, facts) for _, entry in line.entries) is True for line in few.lines)
        high = (
            sum(some(holds(entry, medicine, facts) for _, entry in line.entries) is not False for line in many.lines)
            + many.hidden
        )
        low = min(low, high)
        because = tuple(
            Because(f"treatments[{index}]", starts(entry))
            for line in many.lines
            for index, entry in line.entries
            if holds(entry, medicine, facts) is not False
        )
    return Range(low, high if all_listed(facts, "metastatic") else INFINITY), because


@fact(YES_OR_NO, source="situation")
def treatments_complete(facts: Facts) -> Answer:
    """Whether every treatment so far is listed. Not stated means not known."""
    given = facts.situation.treatments_complete
    return (yes_no(given), (Because("treatments_complete"),)) if given is not None else (YES_OR_NO, ())


LATEST = frozenset({"none", "ongoing", "progression", "side_effects", "completed", "choice"})


@fact(LATEST, source="situation")
def latest_treatment(facts: Facts) -> Answer:
    """How the latest line of cancer medicine since the cancer spread stands: goes on, why it ended, or none.

    As stated. With a date on which it ended and no reason, any reason is possible, but it does not go on. Where the
    latest may not have been taken (an order alone), how the one before it stands is possible too.
    """
    surely, perhaps = (_latest(count_lines(facts, doubt=doubt)) for doubt in (False, True))
    possible = frozenset[str]().union(*(_standing(one[1] if one else None, facts) for one in (surely, perhaps)))
    last = perhaps or surely
    return possible, (Because(f"treatments[{last[0]}]", last[1].ended or starts(last[1])),) if last else ()


def _latest(counted: Count) -> tuple[int, Medicine] | None:
    return counted.lines[-1].entries[-1] if counted.lines else None


def _standing(last: Medicine | None, facts: Facts) -> Names:
    if last is None:
        return frozenset({"none"}) if all_listed(facts, "metastatic") else LATEST
    if last.stopped_because is None:
        return LATEST - ({"none", "ongoing"} if last.ended else {"none"})
    return frozenset({"progression" if last.stopped_because == "recurrence" else last.stopped_because})


def places(entries: Iterable[tuple[int, Medicine, Truth]]) -> tuple[Because, ...]:
    return tuple(Because(f"treatments[{index}]", entry.ended or starts(entry)) for index, entry, _ in entries)
