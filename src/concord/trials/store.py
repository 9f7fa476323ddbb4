"""Trial records in one SQLite file: found by words, phase, status and place; and what is new or changed since.

Every version of a record that said something else leaves a line, with the day and the fields that differ. The file
holds public records only; nothing of a person is ever written into it.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import orjson
import platformdirs

from concord.reading import InputError
from concord.trials.places import registry_name
from concord.trials.records import WHOLE, Trial, Why, content_hash, differing, stale, together

LAYOUT = 1
TABLES = """
CREATE TABLE trials (
    row INTEGER PRIMARY KEY, nct_id TEXT NOT NULL UNIQUE, status TEXT NOT NULL, source TEXT NOT NULL, updated TEXT,
    fetched_on TEXT, first_seen TEXT NOT NULL, changed_on TEXT NOT NULL, hash TEXT NOT NULL, record BLOB NOT NULL
);
CREATE INDEX trials_by_status ON trials (status, updated);
CREATE TABLE parts (
    nct_id TEXT NOT NULL, source TEXT NOT NULL, record BLOB NOT NULL, PRIMARY KEY (nct_id, source)
) WITHOUT ROWID;
CREATE TABLE phases (
    row INTEGER NOT NULL REFERENCES trials ON DELETE CASCADE, phase TEXT NOT NULL, PRIMARY KEY (row, phase)
) WITHOUT ROWID;
CREATE TABLE places (
    row INTEGER NOT NULL REFERENCES trials ON DELETE CASCADE, country TEXT NOT NULL, city TEXT NOT NULL,
    PRIMARY KEY (row, country, city)
) WITHOUT ROWID;
CREATE TABLE versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, nct_id TEXT NOT NULL, hash TEXT NOT NULL, seen_on TEXT NOT NULL,
    fields TEXT NOT NULL
);
CREATE INDEX versions_by_trial ON versions (nct_id);
CREATE VIRTUAL TABLE words USING fts5 (
    title, conditions, interventions, summary, prefix = '2 3 4 5', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE runs (
    query TEXT PRIMARY KEY, begun_on TEXT NOT NULL, token TEXT NOT NULL, pages INTEGER NOT NULL, seen INTEGER NOT NULL,
    total INTEGER, done_on TEXT
);
"""
Outcome = Literal["new", "changed", "same", "older"]


# ------------------------------------------------------------------------------------------------ the file
def default_path() -> Path:
    """Where the trials are kept: in the data folder, beside what the site keeps."""
    folder = os.environ.get("CONCORD_DATA") or platformdirs.user_data_path("concord")
    return Path(folder) / "trials.sqlite3"


@contextmanager
def opened(path: Path, *, make: bool = True) -> Iterator[sqlite3.Connection]:
    """The store, made if it is not there. Readers do not wait for a writer."""
    if not make and not path.exists():
        raise InputError("there are no trials yet; fetch them with `concord trials fetch`", file=str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"the trials cannot be opened ({error})", file=str(path)) from None
    try:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            _make(connection)
        except sqlite3.DatabaseError as error:
            raise InputError(f"this is not a file of trials ({error})", file=str(path)) from None
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        if layout != LAYOUT:
            message = f"the trials were kept by another version (layout {layout}, not {LAYOUT}); delete it, fetch again"
            raise InputError(message, file=str(path))
        yield connection
    finally:
        connection.close()


def _make(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        with written(connection):
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                for statement in TABLES.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {LAYOUT}")


@contextmanager
def written(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is kept together, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


# ------------------------------------------------------------------------------------------------ in
@dataclass(slots=True)
class Counts:
    """What came of records that were put in."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0


def put_all(connection: sqlite3.Connection, trials: Iterable[Trial], today: dt.date) -> Counts:
    """Keeps records, all or none of them."""
    with written(connection):
        return put_each(connection, trials, today)


def put_each(connection: sqlite3.Connection, trials: Iterable[Trial], today: dt.date) -> Counts:
    """Keeps records, as part of what the caller writes together."""
    counts = Counts()
    for trial in trials:
        outcome = put(connection, trial, today)
        setattr(counts, outcome, getattr(counts, outcome) + 1)
    return counts


def put(connection: sqlite3.Connection, trial: Trial, today: dt.date) -> Outcome:
    """Keeps one record. An older or poorer one never takes the place of a newer or fuller one.

    Of sources that leave fields out each record is kept, and what is shown is put together anew from all of them: so
    the order in which files come does not matter.
    """
    found = connection.execute("SELECT row, record FROM trials WHERE nct_id = ?", (trial.nct_id,)).fetchone()
    row, old = (found[0], _read(found[1])) if found else (None, None)
    if trial.source == WHOLE:
        if old and old.source == WHOLE and _older(trial, old):
            return "older"
        connection.execute("DELETE FROM parts WHERE nct_id = ?", (trial.nct_id,))
        new = trial
    else:
        parts = connection.execute("SELECT source, record FROM parts WHERE nct_id = ?", (trial.nct_id,))
        known = {source: _read(record) for source, record in parts}
        if (old and old.source == WHOLE) or (trial.source in known and _older(trial, known[trial.source])):
            return "older"
        values = (trial.nct_id, trial.source, _packed(trial))
        connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?, ?)", values)
        new = together([*(one for one in known.values() if one.source != trial.source), trial])
    fields = differing(old, new) if old else ()
    if old and not fields:
        connection.execute(
            "UPDATE trials SET updated = ?, fetched_on = ?, source = ?, record = ? WHERE row = ?",
            (_iso(new.updated), _iso(new.fetched_on), new.source, _packed(new), row),
        )
        return "same"
    _write(connection, new, today, row)
    connection.execute(
        "INSERT INTO versions (nct_id, hash, seen_on, fields) VALUES (?, ?, ?, ?)",
        (new.nct_id, content_hash(new), today.isoformat(), " ".join(fields)),
    )
    return "changed" if old else "new"


def _older(new: Trial, old: Trial) -> bool:
    """Whether a record of the same source is from before the one that is here."""
    if new.updated and old.updated and new.updated != old.updated:
        return new.updated < old.updated
    return old.fetched_on is not None and (new.fetched_on is None or new.fetched_on < old.fetched_on)


def _write(connection: sqlite3.Connection, trial: Trial, today: dt.date, row: int | None) -> None:
    values = {
        "nct_id": trial.nct_id,
        "status": trial.status,
        "source": trial.source,
        "updated": _iso(trial.updated),
        "fetched_on": _iso(trial.fetched_on),
        "first_seen": today.isoformat(),
        "changed_on": today.isoformat(),
        "hash": content_hash(trial),
        "record": _packed(trial),
        "row": row,
    }
    if row is None:
        names = ", ".join(values)
        marks = ", ".join(f":{name}" for name in values)
        row = connection.execute(f"INSERT INTO trials ({names}) VALUES ({marks})", values).lastrowid  # noqa: S608
    else:
        sets = ", ".join(f"{name} = :{name}" for name in values if name not in ("nct_id", "row", "first_seen"))
        connection.execute(f"UPDATE trials SET {sets} WHERE row = :row", values)  # noqa: S608
        for table, column in (("phases", "row"), ("places", "row"), ("words", "rowid")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (row,))  # noqa: S608
    connection.executemany("INSERT INTO phases VALUES (?, ?)", [(row, phase) for phase in trial.phases])
    places = {(_folded(site.country), _folded(site.city)) for site in trial.sites if site.country}
    connection.executemany("INSERT INTO places VALUES (?, ?, ?)", [(row, *place) for place in sorted(places)])
    title = " ".join(part for part in (trial.nct_id, trial.title, trial.official_title) if part)
    connection.execute(
        "INSERT INTO words (rowid, title, conditions, interventions, summary) VALUES (?, ?, ?, ?, ?)",
        (row, title, "\n".join(trial.conditions), "\n".join((*trial.interventions, *trial.arms)), trial.summary),
    )


def _packed(trial: Trial) -> bytes:
    return zlib.compress(orjson.dumps(trial.model_dump(mode="json", exclude_defaults=True)), 6)


def _read(record: bytes) -> Trial:
    return Trial.model_validate_json(zlib.decompress(record))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


# ------------------------------------------------------------------------------------------------ out
def get(connection: sqlite3.Connection, nct_id: str) -> Trial | None:
    """One trial by its number."""
    found = connection.execute("SELECT record FROM trials WHERE nct_id = ?", (nct_id.strip().upper(),)).fetchone()
    return _read(found[0]) if found else None


def every(connection: sqlite3.Connection) -> Iterator[Trial]:
    """All trials, by number."""
    for (record,) in connection.execute("SELECT record FROM trials ORDER BY nct_id"):
        yield _read(record)


def count(connection: sqlite3.Connection) -> int:
    number: int = connection.execute("SELECT count(*) FROM trials").fetchone()[0]
    return number


def latest(connection: sqlite3.Connection) -> int:
    """The number of the newest version. While it is the same, no record says anything else."""
    number: int = connection.execute("SELECT coalesce(max(number), 0) FROM versions").fetchone()[0]
    return number


@dataclass(frozen=True, slots=True)
class Hit:
    """A trial in a list of found ones."""

    nct_id: str
    title: str
    status: str
    phases: tuple[str, ...]
    countries: tuple[str, ...]
    updated: dt.date | None
    fetched_on: dt.date | None
    first_seen: dt.date
    changed_on: dt.date
    stale: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, and how many there are in all."""

    hits: tuple[Hit, ...]
    total: int


def search(
    connection: sqlite3.Connection,
    words: str = "",
    *,
    today: dt.date,
    phases: Sequence[str] = (),
    statuses: Sequence[str] = (),
    country: str = "",
    city: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Results:
    """Trials in which all words occur, the closest first; without words, the newest records first.

    A country is a name as the registry writes it or a code of two letters.
    """
    where, values = ["1"], list[object]()
    order = "trials.updated DESC NULLS LAST, trials.nct_id"
    tables = "trials"
    if match := _match(words):
        tables = "words JOIN trials ON trials.row = words.rowid"
        where.append("words MATCH ?")
        values.append(match)
        order = "bm25(words, 8, 4, 4, 1), trials.nct_id"
    elif words.strip():
        return Results((), 0)  # nothing but signs
    for column, several in (("trials.status", statuses), ("phases.phase", phases)):
        if several:
            marks = ", ".join("?" * len(several))
            condition = f"{column} IN ({marks})"
            where.append(condition if column == "trials.status" else _exists("phases", condition))
            values.extend(several)
    if country or city:
        wanted = [("places.country = ?", _folded(registry_name(country)))] if country else []
        wanted += [("places.city = ?", _folded(city))] if city else []
        where.append(_exists("places", " AND ".join(condition for condition, _ in wanted)))
        values.extend(value for _, value in wanted)
    asked = f"SELECT trials.row FROM {tables} WHERE {' AND '.join(where)} ORDER BY {order}"  # noqa: S608
    rows = [row for (row,) in connection.execute(asked, values)]
    shown = rows[offset : offset + limit]
    marks = ", ".join("?" * len(shown))
    those = f"SELECT row, record, first_seen, changed_on FROM trials WHERE row IN ({marks})"  # noqa: S608
    records = connection.execute(those, shown)
    hits = {row: _hit(_read(record), first, changed, today) for row, record, first, changed in records}
    return Results(tuple(hits[row] for row in shown), len(rows))


def _exists(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE {table}.row = trials.row AND {condition})"  # noqa: S608


def _match(words: str) -> str:
    """Words as the index asks for them: each as a whole or the beginning of one, all of them."""
    return " ".join(f'"{word}"*' for word in re.findall(r"[^\W_]+", words)[:20])


def _hit(trial: Trial, first_seen: str, changed_on: str, today: dt.date) -> Hit:
    return Hit(
        trial.nct_id,
        trial.title,
        trial.status,
        trial.phases,
        trial.countries(),
        trial.updated,
        trial.fetched_on,
        dt.date.fromisoformat(first_seen),
        dt.date.fromisoformat(changed_on),
        stale(trial.updated, trial.fetched_on, today),
    )


# ------------------------------------------------------------------------------------------------ since then
@dataclass(frozen=True, slots=True)
class Change:
    """What became of a trial since a moment: it is new, or these fields of it say something else."""

    nct_id: str
    kind: Literal["new", "changed"]
    fields: tuple[str, ...]
    on: dt.date


def changes(connection: sqlite3.Connection, *, after: int = 0, since: dt.date | None = None) -> list[Change]:
    """What is new or changed after a version (as `latest` gave it), or since a day, that day included."""
    rows = connection.execute(
        "SELECT nct_id, fields, seen_on FROM versions WHERE number > ? AND seen_on >= ? ORDER BY number",
        (after, since.isoformat() if since else ""),
    )
    found: dict[str, Change] = {}
    for nct_id, fields, seen_on in rows:
        day, names = dt.date.fromisoformat(seen_on), tuple(fields.split())
        before = found.get(nct_id)
        if not names or (before and before.kind == "new"):
            found[nct_id] = Change(nct_id, "new", (), day)
        else:
            found[nct_id] = Change(
                nct_id, "changed", tuple(dict.fromkeys((*(before.fields if before else ()), *names))), day
            )
    return list(found.values())


# ------------------------------------------------------------------------------------------------ runs of the client
@dataclass(frozen=True, slots=True)
class Run:
    """How far a search of the registry has come."""

    begun_on: dt.date
    token: str = ""
    pages: int = 0
    seen: int = 0
    total: int | None = None
    done_on: dt.date | None = None


def run_of(connection: sqlite3.Connection, query: str) -> Run | None:
    found = connection.execute(
        "SELECT begun_on, token, pages, seen, total, done_on FROM runs WHERE query = ?", (query,)
    ).fetchone()
    if not found:
        return None
    begun_on, token, pages, seen, total, done_on = found
    return Run(dt.date.fromisoformat(begun_on), token, pages, seen, total, _day(done_on))


def keep_run(connection: sqlite3.Connection, query: str, run: Run) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO runs (query, begun_on, token, pages, seen, total, done_on) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (query, run.begun_on.isoformat(), run.token, run.pages, run.seen, run.total, _iso(run.done_on)),
    )


def open_ones_not_seen_since(connection: sqlite3.Connection, day: dt.date) -> list[str]:
    """Trials of the registry that count as open and did not come along in a search that began on this day."""
    rows = connection.execute(
        "SELECT nct_id FROM trials WHERE source = ? AND coalesce(fetched_on, '') < ? AND status NOT IN "
        "('completed', 'terminated', 'withdrawn', 'unknown') ORDER BY nct_id",
        (WHOLE, day.isoformat()),
    )
    return [nct_id for (nct_id,) in rows]
