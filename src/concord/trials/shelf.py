"""All trials of a store in memory, ready for one person after the other: what a list shows, and what each asks for.

A shelf is made once and serves until the store or its readings change. A record that was not read yet stands there too,
as one of which nothing was read.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from concord.criteria.terms import Compare, Condition, IsIn, NotRead, Term
from concord.knowledge.load import Knowledge
from concord.trials import readings, store
from concord.trials.match import Answer, Fit, Picks, Requirement, Table, fit_by, picks
from concord.trials.records import OPEN, PHASES, Trial

NOTHING_READ = picks([(0, 1)])
"""Of a record that was not read: one weighty criterion that could not be read. `make` puts it at this place."""
SORTS = ("open", "newest", "phase", "number")


@dataclass(frozen=True, slots=True)
class Row:
    """One trial as a list shows it."""

    nct_id: str
    title: str
    status: str
    phases: tuple[str, ...]
    countries: tuple[str, ...]
    updated: dt.date | None
    fetched_on: dt.date | None
    mark: str
    asked: Picks
    read: bool


@dataclass(frozen=True)
class Shelf:
    """The rows, by number of the trial, and every distinct condition once."""

    rows: tuple[Row, ...]
    table: Table
    conditions: tuple[Condition, ...]
    orders: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """How many records were not read yet."""
        return sum(not one.read for one in self.rows)

    def fits(self, found: Sequence[int], rows: Iterable[Row]) -> list[tuple[Row, Fit]]:
        """How these trials stand, by the answers of one person (`table.answers`)."""
        return [(row, fit_by(row.asked, found)) for row in rows]

    def missing(self, found: Sequence[int], rows: Iterable[Row]) -> list[tuple[Term, int]]:
        """The facts that are missing, and in how many of these trials each could still decide something.

        What a part waits for is what its parts wait for; so each is looked at once, however many trials ask for it.
        """
        terms: list[frozenset[Term]] = [frozenset()] * len(found)
        for number, answer in enumerate(found):
            if answer == Answer.MISSING:
                condition = self.conditions[number]
                own = (condition.term,) if isinstance(condition, IsIn | Compare) else ()
                terms[number] = frozenset(own).union(*(terms[one] for one in self.table.children[number]))
        counted = Counter(chain.from_iterable(frozenset().union(*row.asked[0](terms)) for row in rows))
        return sorted(counted.items(), key=lambda one: (-one[1], str(one[0])))


# ------------------------------------------------------------------------------------------------ which, in what order
@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of the trials. Nothing here says anything of a person."""

    country: str = ""
    phase: str = ""
    status: str = ""
    sort: str = SORTS[0]

    def takes(self, row: Row) -> bool:
        by_status = not self.status or row.status == self.status or (self.status == "open" and row.status in OPEN)
        return by_status and (not self.phase or self.phase in row.phases) and self._in_country(row)

    def _in_country(self, row: Row) -> bool:
        return not self.country or self.country in row.countries


def _newest(row: Row) -> int:
    day = row.updated or row.fetched_on
    return -day.toordinal() if day else 0


def _latest_phase(row: Row) -> int:
    return -max((PHASES.index(one) for one in row.phases if one in PHASES), default=-1)


# Never by fit alone, and never by anything that would rank one trial above another.
ORDER: dict[str, Callable[[Row], tuple[object, ...]]] = {
    "open": lambda row: (row.status not in OPEN, _newest(row), row.nct_id),
    "newest": lambda row: (_newest(row), row.nct_id),
    "phase": lambda row: (_latest_phase(row), row.status not in OPEN, _newest(row), row.nct_id),
    "number": lambda row: (row.nct_id,),
}


def chosen(shelf: Shelf, wanted: Wanted) -> list[Row]:
    """The rows that are wanted, in the order that is wanted; each order is made once."""
    if wanted.sort not in shelf.orders:
        shelf.orders[wanted.sort] = sorted(shelf.rows, key=ORDER[wanted.sort])
    return [row for row in shelf.orders[wanted.sort] if wanted.takes(row)]


# ------------------------------------------------------------------------------------------------ making it
def read_new(
    path: Path, knowledge: Knowledge, told: Callable[[int, int], None] | None = None, until: float | None = None
) -> int:
    """Reads every record whose words were not read yet; how many still wait. It can be stopped at any point.

    `until`: by `time.monotonic`, when to leave off; one at least is read. `told` hears how many of how many were read.
    """
    with store.opened(path, make=False) as trials, readings.opened(path, knowledge) as kept:
        known = readings.known(kept)
        waiting: dict[str, Trial] = {}
        for trial in store.every(trials):
            if (mark := readings.mark_of(trial)) not in known:
                waiting.setdefault(mark, trial)
        for number, (mark, trial) in enumerate(waiting.items()):
            if number and until is not None and time.monotonic() >= until:
                return len(waiting) - number
            readings.keep(kept, mark, readings.asked_of(trial, knowledge))
            if told:
                told(number + 1, len(waiting))
    return 0


def read_one(kept: sqlite3.Connection, trial: Trial, knowledge: Knowledge) -> list[Requirement]:
    """What one trial asks for; read now if it was not read yet."""
    mark = readings.mark_of(trial)
    found = readings.requirements_of(kept, mark)
    if found is None:
        found = readings.asked_of(trial, knowledge)
        readings.keep(kept, mark, found)
    return found


def make(path: Path, knowledge: Knowledge) -> Shelf:
    """The shelf of a store as it is now."""
    with store.opened(path, make=False) as trials, readings.opened(path, knowledge) as kept:
        asked = readings.every_asked(kept)  # before the conditions: these only grow while somebody reads
        by_number = readings.every_condition(kept)
        table = Table()
        table.number(NotRead())
        places = {number: table.number(condition) for number, condition in by_number.items()}
        rows = tuple(_row(trial, asked, places) for trial in store.every(trials))
    return Shelf(rows, table, table.conditions())


def _row(trial: Trial, asked: dict[str, readings.Asked], places: dict[int, int]) -> Row:
    mark = readings.mark_of(trial)
    read = mark in asked
    pairs = picks((places[number], weight) for number, weight in asked[mark]) if read else NOTHING_READ
    return Row(
        trial.nct_id,
        trial.title,
        trial.status,
        trial.phases,
        trial.countries(),
        trial.updated,
        trial.fetched_on,
        mark,
        pairs,
        read,
    )


# ------------------------------------------------------------------------------------------------ keeping it
_SHELVES: dict[Path, tuple[object, Shelf]] = {}
_LOCK = threading.Lock()


def of(path: Path, knowledge: Knowledge, patience: float | None = None) -> Shelf:
    """The shelf of a store: the one from before while nothing has changed.

    What was not read yet is read first, for at most `patience` seconds; without it, nothing is read.
    """
    with _LOCK:
        now = state(path, knowledge)
        kept = _SHELVES.get(path)
        if kept and kept[0] == now and not (patience and kept[1].waiting):
            return kept[1]
        if patience:
            read_new(path, knowledge, until=time.monotonic() + patience)
        found = make(path, knowledge)
        _SHELVES[path] = (state(path, knowledge), found)
        return found


def state(path: Path, knowledge: Knowledge) -> object:
    """Differs whenever the store or its readings were written to."""
    files = [path, readings.path_beside(path)]
    files += [one.with_name(f"{one.name}-wal") for one in files]
    return readings.made_by(knowledge), tuple(_stamp(one) for one in files)


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found.st_size else None
