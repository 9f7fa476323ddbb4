"""What the trials of a store ask for, kept beside it: reading a record is slow, and is done once for each text.

A reading is kept under the hash of the words it was made from. When the reader or the words it knows change, all
readings go and are made anew. The file holds readings of public records only, and can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import orjson

from concord import possible
from concord.criteria import store as conditions
from concord.criteria.terms import Compare, Condition, IsIn, NotRead, Term
from concord.knowledge.load import Knowledge
from concord.trials.match import Requirement
from concord.trials.records import Trial
from concord.trials.requirements import requirements

TABLES = (
    "CREATE TABLE IF NOT EXISTS made_by (mark TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS conditions (number INTEGER PRIMARY KEY, condition TEXT NOT NULL UNIQUE)",
    "CREATE TABLE IF NOT EXISTS readings (hash TEXT PRIMARY KEY, asked TEXT NOT NULL, whole BLOB NOT NULL)",
)
Asked = list[tuple[int, int]]
"""The numbers of a trial's conditions, each with the weight of its criterion."""


# ------------------------------------------------------------------------------------------------ what is read
def asked_of(trial: Trial, knowledge: Knowledge) -> list[Requirement]:
    """What a trial asks for: the fields of its record first, then each criterion of its text."""
    return [*_fields(trial), *requirements(trial.eligibility, knowledge)]


def _fields(trial: Trial) -> Iterator[Requirement]:
    """Sex and age stand in fields of their own at the registry."""
    if trial.sex in ("female", "male"):
        only = IsIn(Term("sex"), frozenset({trial.sex}))
        yield Requirement("inclusion", "sex", f"Sex: {trial.sex.capitalize()}", only)
    if trial.min_age:
        at_least = Compare(Term("age_years"), ">=", trial.min_age)
        yield Requirement("inclusion", "min_age", f"Minimum age: {trial.min_age:g} years", at_least)
    if trial.max_age:
        at_most = Compare(Term("age_years"), "<", trial.max_age + 1)  # up to the day before the next birthday
        yield Requirement("inclusion", "max_age", f"Maximum age: {trial.max_age:g} years", at_most)


def mark_of(trial: Trial) -> str:
    """The same for two records that ask for the same in the same words."""
    said = [trial.eligibility, trial.sex, trial.min_age, trial.max_age]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()[:32]


def made_by(knowledge: Knowledge) -> str:
    """A hash of the reader and of what it knows: a text of the site that changes leaves every reading as it is."""
    if knowledge.hash not in _MADE_BY:
        parts = [_code()]
        for several in (knowledge.medicines, knowledge.medicine_classes, knowledge.markers):
            parts += [one.model_dump_json().encode() for one in several.values()]
        parts.append(knowledge.lists.model_dump_json().encode())
        parts.append(knowledge.criteria_words.model_dump_json().encode())
        _MADE_BY[knowledge.hash] = hashlib.sha256(b"\0".join(parts)).hexdigest()
    return _MADE_BY[knowledge.hash]


_MADE_BY: dict[str, str] = {}


@cache
def _code() -> bytes:
    return hashlib.sha256(b"".join(one.read_bytes() for one in code_of_the_reader())).digest()


def code_of_the_reader() -> list[Path]:
    """The files on which a reading hangs."""
    here = Path(__file__).parent
    files = [*sorted(here.glob("criteria_*.py")), here / "requirements.py", Path(__file__), Path(possible.__file__)]
    files += [*sorted((here / "reading").rglob("*.py")), *sorted(Path(conditions.__file__).parent.glob("*.py"))]
    return files


# ------------------------------------------------------------------------------------------------ the file
def path_beside(store: Path) -> Path:
    """Where the readings of a store are kept."""
    return store.with_suffix(".readings.sqlite3")


@contextmanager
def opened(store: Path, knowledge: Knowledge) -> Iterator[sqlite3.Connection]:
    """The readings beside a store. Those of another reader are thrown away."""
    path, mark = path_beside(store), made_by(knowledge)
    connection = sqlite3.connect(path, timeout=20, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for table in TABLES:
            connection.execute(table)
        if connection.execute("SELECT 1 FROM made_by WHERE mark = ?", (mark,)).fetchone() is None:
            connection.execute("BEGIN IMMEDIATE")
            for name in ("made_by", "conditions", "readings"):
                connection.execute(f"DELETE FROM {name}")  # noqa: S608
            connection.execute("INSERT INTO made_by VALUES (?)", (mark,))
            connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()


def known(connection: sqlite3.Connection) -> set[str]:
    """The marks of all texts that were read."""
    return {mark for (mark,) in connection.execute("SELECT hash FROM readings")}


def keep(connection: sqlite3.Connection, mark: str, asked: Iterable[Requirement]) -> None:
    """Keeps one reading."""
    asked = list(asked)
    connection.execute("BEGIN IMMEDIATE")
    try:
        numbers = [_number(connection, one.condition or NotRead()) for one in asked]
        pairs = list(dict.fromkeys((number, one.weight) for number, one in zip(numbers, asked, strict=True)))
        whole = [
            [one.section, one.place, one.text, None if one.condition is None else number, one.weighty, one.title]
            for number, one in zip(numbers, asked, strict=True)
        ]
        connection.execute(
            "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)",
            (mark, orjson.dumps(pairs).decode(), zlib.compress(orjson.dumps(whole))),
        )
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _number(connection: sqlite3.Connection, condition: Condition) -> int:
    dumped = orjson.dumps(conditions.dump(condition)).decode()
    connection.execute("INSERT OR IGNORE INTO conditions (condition) VALUES (?)", (dumped,))
    found = connection.execute("SELECT number FROM conditions WHERE condition = ?", (dumped,)).fetchone()
    return int(found[0])


def every_condition(connection: sqlite3.Connection) -> dict[int, Condition]:
    """Each distinct condition by its number."""
    rows = connection.execute("SELECT number, condition FROM conditions")
    return {number: conditions.restore(orjson.loads(text)) for number, text in rows}


def every_asked(connection: sqlite3.Connection) -> dict[str, Asked]:
    """What each text asks for, by its mark."""
    return {mark: orjson.loads(text) for mark, text in connection.execute("SELECT hash, asked FROM readings")}


def requirements_of(connection: sqlite3.Connection, mark: str) -> list[Requirement] | None:
    """What one text asks for, criterion by criterion. None: it was not read yet."""
    found = connection.execute("SELECT whole FROM readings WHERE hash = ?", (mark,)).fetchone()
    if found is None:
        return None
    rows = orjson.loads(zlib.decompress(found[0]))
    numbers = {row[3] for row in rows if row[3] is not None}
    by_number = {number: _condition(connection, number) for number in numbers}
    return [
        Requirement(section, place, text, by_number.get(number), weighty, title)
        for section, place, text, number, weighty, title in rows
    ]


def _condition(connection: sqlite3.Connection, number: int) -> Condition:
    (text,) = connection.execute("SELECT condition FROM conditions WHERE number = ?", (number,)).fetchone()
    return conditions.restore(orjson.loads(text))
