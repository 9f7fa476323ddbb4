"""Runs the present knowledge over everyone who said yes to it: in batches, on every core, restartable at any point.

A person is done when her row says so, and that row and her notice are written in one transaction: killed at any point,
each person is either done and told once, or not done. Two runs at once share the work: on PostgreSQL each takes people
whom nobody else has in hand; on SQLite one run holds a lock.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import logging
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import orjson
from django.conf import settings
from django.db import connections, transaction
from django.db.models import Exists, OuterRef, QuerySet

from concord.reading import InputError
from concord.web.accounts import consent
from concord.web.accounts.models import Consent, Vault
from concord.web.guest.store import from_bytes
from concord.web.keys.holder import Holder
from concord.web.keys.models import PersonKey
from concord.web.keys.sealing import NotOpenedError, unseal
from concord.web.keys.store import master
from concord.web.notices import store as notices
from concord.web.notices.models import Notice
from concord.web.recheck import kept
from concord.web.recheck.look import Looked, look
from concord.web.recheck.models import Checked
from concord.web.recheck.told import KIND
from concord.web.recheck.worker import begin
from concord.web.site.pages import knowledge

log = logging.getLogger("concord.recheck")
BATCH = 25
"""People in one transaction: on PostgreSQL nobody of them can save an answer for as long as their batch takes."""
PAGE = 500
"""Vaults among which those who are not done are looked for at a time."""
AHEAD = 4
"""Batches that wait for each process, so that a run over a million people holds no more of them than one over ten."""


@dataclass
class Counts:
    """How many people, and nothing else of them."""

    checked: int = 0
    first: int = 0
    changed: int = 0
    nothing_kept: int = 0
    not_opened: int = 0
    failed: int = 0
    left: int = 0
    """In another run's hands to the last, or just saving an answer: the next run looks at them."""

    def add(self, other: Counts) -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    @property
    def seen(self) -> int:
        return self.checked + self.nothing_kept + self.not_opened + self.failed


# ------------------------------------------------------------------------------------------------ who
def wanted() -> QuerySet[Vault]:
    """The vaults of everyone who said yes to this, and to storing."""
    yes = Consent.objects.filter(person=OuterRef("person"), withdrawn_at=None)
    return Vault.objects.filter(Exists(yes.filter(kind=consent.RECHECK)), Exists(yes.filter(kind=consent.STORING)))


def not_done() -> QuerySet[Vault]:
    done = Checked.objects.filter(owner=OuterRef("name"), knowledge=knowledge().hash)
    return wanted().filter(~Exists(done))


def _batches(size: int) -> Iterator[list[int]]:
    """The numbers of those who are not done, in their order; never more than one page at a time.

    The page is cut by number alone, which the index answers however many people there are.
    """
    last = 0
    while page := list(Vault.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PAGE]):
        last = page[-1]
        yield from batched(list(not_done().filter(pk__in=page).order_by("pk").values_list("pk", flat=True)), size)


# ------------------------------------------------------------------------------------------------ one batch
def check(batch: Sequence[int], day: dt.date) -> tuple[Counts, list[int]]:
    """Looks at these people and writes what was found, all of them or none; and says who was left, because another run
    has them in hand or they just changed their answers."""
    with transaction.atomic() if _locks_rows() else nullcontext():
        people = not_done().filter(pk__in=batch).order_by("pk")
        rows = list(people.select_for_update(skip_locked=True, of=("self",)) if _locks_rows() else people)
        counts, found = _look(rows, day)
        with transaction.atomic():
            written = _write(rows, found)
    counts.checked = len(written)
    counts.first = sum(found[name].first for name in written)
    counts.changed = sum(found[name].looked.changes is not None for name in written)
    done = {row.pk for row in rows} - {row.pk for row in rows if row.name in found.keys() - set(written)}
    return counts, [one for one in batch if one not in done]


def _locks_rows() -> bool:
    return connections["default"].features.has_select_for_update_skip_locked


class One(NamedTuple):
    """What was found for one person, whether for the first time, and under which key it is sealed."""

    looked: Looked
    first: bool
    holder: Holder


Found = dict[str, One]
"""By the name of her vault."""


def _look(rows: Sequence[Vault], day: dt.date) -> tuple[Counts, Found]:
    counts, found = Counts(), Found()
    names = [row.name for row in rows]
    keys = {one.name: bytes(one.wrapped) for one in PersonKey.objects.filter(name__in=names)}
    olds = {one.owner: one for one in Checked.objects.filter(owner__in=names)}
    for row in rows:
        if row.name in olds and olds[row.name].knowledge == knowledge().hash:
            continue  # another run was done with her between one look and the next
        if row.sealed is None:
            counts.nothing_kept += 1
            continue
        try:
            holder = Holder(row.name, unseal(master(), keys[row.name], row.name))
            answers = from_bytes(unseal(holder.key, bytes(row.sealed), row.name))
        except (KeyError, NotOpenedError):
            counts.not_opened += 1
            continue
        if not answers.file:
            counts.nothing_kept += 1
            continue
        try:
            old = kept.opened(holder, olds.get(row.name))
            found[row.name] = One(look(holder, answers.file, old, knowledge(), day), old is None, holder)
        except Exception:  # whatever is wrong with one, the others are not kept waiting
            log.exception("")
            counts.failed += 1
    return counts, found


def _write(rows: Sequence[Vault], found: Found) -> list[str]:
    """Writes it for whoever still says yes, and whose answers are still those that were looked at."""
    seen = {row.name: bytes(row.sealed or b"") for row in rows}
    now = wanted().filter(name__in=list(found)).values_list("name", "sealed")
    names = [name for name, sealed in now if bytes(sealed or b"") == seen[name]]
    Checked.objects.bulk_create(
        [kept.sealed(found[name].holder, found[name].looked.kept) for name in names],
        update_conflicts=True,
        unique_fields=["owner"],
        update_fields=["knowledge", "sealed"],
    )
    told = [
        notices.sealed(one.holder, KIND, _content(one.looked), once=knowledge().hash)
        for one in (found[name] for name in names)
        if one.looked.changes
    ]
    Notice.objects.bulk_create(told, ignore_conflicts=True)
    return names


def _content(looked: Looked) -> dict[str, Any]:
    return {
        "situation": looked.kept.situation,
        "as_of": looked.kept.summary["as_of"],
        "knowledge": {"hash": knowledge().hash, "version": knowledge().meta.version},
        "changes": orjson.loads(orjson.dumps(looked.changes)),
    }


# ------------------------------------------------------------------------------------------------ all of them
def run(day: dt.date, seen: Callable[[int], None], processes: int = 1, size: int = BATCH) -> Counts:
    """Everyone who is not done; whoever was left is looked for once more. `seen` hears how many were looked at."""
    total = Counts()

    def through(batches: Iterable[list[int]], work: Work) -> list[int]:
        left: list[int] = []
        for counts, others in work(batches):
            total.add(counts)
            left += others
            seen(counts.seen)
        return left

    with _alone():
        kept.keep_version(knowledge())
        with _workers(day, processes) as work:
            left = through(_batches(size), work)
            left = through(batched(left, size), work)
        total.left = sum(not_done().filter(pk__in=some).count() for some in batched(left, size))
        kept.forget_versions()
    return total


Work = Callable[[Iterable[list[int]]], Iterator[tuple[Counts, list[int]]]]


@contextmanager
def _workers(day: dt.date, processes: int) -> Iterator[Work]:
    """What works through batches: in this process, or in several side by side.

    Each of those reads the knowledge once, and ends by itself when this process is gone.
    """
    if processes == 1:
        yield lambda batches: (check(batch, day) for batch in batches)
        return
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=fresh, initializer=begin) as pool:

        def side_by_side(batches: Iterable[list[int]]) -> Iterator[tuple[Counts, list[int]]]:
            waiting: set[Future[tuple[Counts, list[int]]]] = set()
            for batch in batches:
                waiting.add(pool.submit(check, batch, day))
                if len(waiting) >= processes * AHEAD:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            for one in wait(waiting).done:
                yield one.result()

        yield side_by_side


def batched(numbers: list[int], size: int) -> Iterator[list[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


@contextmanager
def _alone() -> Iterator[None]:
    """On SQLite, which has no locks for single people, one run at a time. The lock goes when its process goes."""
    if _locks_rows():
        yield
        return
    with (settings.DATA / "recheck.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError("another run is at work on this database", key="recheck") from None
        yield
