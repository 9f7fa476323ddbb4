"""Bringing a backup back: it is looked at first, and nothing that is there is overwritten unasked."""

from __future__ import annotations

import contextlib
import io
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import orjson
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader

from concord.reading import InputError
from concord.web.guest import parcel
from concord.web.host.backup import FILES, is_sqlite, postgres, session_table

TELLING = {"default": ("web_guest", "accounts_person"), "keys": ("keys_personkey",)}
"""The tables by which a database is known, and whose rows are what would be lost."""


def restore(path: Path, phrase: str, replace: bool) -> str:
    """Puts a backup where it belongs; says which database that is. Errors: InputError, and nothing was changed."""
    content = _opened(path, phrase)
    kind = next((name for name, (mark, _) in KINDS.items() if content.startswith(mark)), None)
    if kind is None:
        raise InputError("this is not a backup of Concord", file=str(path))
    alias = KINDS[kind][1](content, path)
    if kind != "json" and (kind == "sqlite") != is_sqlite(alias):
        raise InputError("this backup comes from another kind of database than the settings name", file=str(path))
    if not replace and (rows := _rows(alias)):
        raise InputError(
            f"the {FILES[alias]} database is not empty ({rows} rows of people); what it holds would be gone. "
            "To put this backup in its place: concord restore FILE --replace",
            file=str(path),
        )
    PUT[kind](content, alias)
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    if alias == "default":
        session_table().objects.all().delete()
    return alias


def _opened(path: Path, phrase: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=str(path)) from None
    if not parcel.is_sealed(content):
        return content
    try:
        return parcel.unseal(content, phrase)
    except parcel.WrongPhraseError:
        raise InputError("the passphrase does not open this backup, or the file was changed", file=str(path)) from None


def _rows(alias: str) -> int:
    there = set(connections[alias].introspection.table_names())
    models = [one for one in apps.get_models() if one._meta.db_table in TELLING[alias]]
    return sum(one._default_manager.using(alias).count() for one in models if one._meta.db_table in there)


def _known(tables: set[str], path: Path) -> str:
    for alias, telling in TELLING.items():
        if set(telling) <= tables:
            return alias
    raise InputError("this is not a backup of Concord", file=str(path))


# ------------------------------------------------------------------------------------------------ looking at it first
def _look_sqlite(content: bytes, path: Path) -> str:
    with _as_file(content) as file, contextlib.closing(sqlite3.connect(file)) as copy:
        try:
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0]
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            alias = _known(tables, path)
            applied = set(copy.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.DatabaseError as error:
            raise InputError(f"this backup is damaged ({error})", file=str(path)) from None
    if whole != "ok":
        raise InputError("this backup is damaged", file=str(path))
    installed = {one.label for one in apps.get_app_configs()}
    newer = {one for one in applied if one[0] in installed} - set(MigrationLoader(None).disk_migrations)
    if newer:
        raise InputError("this backup was made by a newer Concord; bring that version first", file=str(path))
    return alias


def _look_pgdump(content: bytes, path: Path) -> str:
    done = subprocess.run(["pg_restore", "--list"], input=content, capture_output=True, check=False)  # noqa: S607
    if done.returncode != 0:
        raise InputError("this backup is damaged, or pg_restore is of an older version", file=str(path))
    return _known({word for line in done.stdout.decode().splitlines() for word in line.split()}, path)


def _look_json(content: bytes, path: Path) -> str:
    try:
        found = orjson.loads(content)
        alias: str = found["database"]
        if found["concord"] == "backup" and alias in FILES and isinstance(found["rows"], list):
            return alias
    except (ValueError, KeyError, TypeError):
        pass
    raise InputError("this backup is damaged, or it is not one of Concord", file=str(path))


# ------------------------------------------------------------------------------------------------ putting it there
def _put_sqlite(content: bytes, alias: str) -> None:
    connection = connections[alias]
    connection.ensure_connection()
    with _as_file(content) as file, contextlib.closing(sqlite3.connect(file)) as copy:
        copy.backup(connection.connection)
    connection.close()  # the next one sets the file up anew: readers beside a writer


def _put_pgdump(content: bytes, alias: str) -> None:
    call = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction"]
    call.append(f"--dbname={settings.DATABASES[alias]['NAME']}")
    connections[alias].close()
    done = subprocess.run(call, input=content, env=postgres(alias), capture_output=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise InputError("pg_restore could not put the backup back; nothing was changed", key="restore")


def _put_json(content: bytes, alias: str) -> None:
    rows = orjson.dumps(orjson.loads(content)["rows"])
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    with transaction.atomic(using=alias):
        call_command("flush", database=alias, verbosity=0, interactive=False)
        with tempfile.NamedTemporaryFile(dir=settings.DATA, suffix=".json") as file:
            file.write(rows)
            file.flush()
            call_command("loaddata", file.name, database=alias, verbosity=0, stdout=io.StringIO())


@contextlib.contextmanager
def _as_file(content: bytes) -> Iterator[Path]:
    """The bytes as a file that only this user can read, for as long as they are looked at."""
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        path = Path(folder) / "copy"
        path.touch(mode=0o600)
        path.write_bytes(content)
        yield path


KINDS = {
    "sqlite": (b"SQLite format 3\0", _look_sqlite),
    "pgdump": (b"PGDMP", _look_pgdump),
    "json": (b"{", _look_json),
}
PUT = {"sqlite": _put_sqlite, "pgdump": _put_pgdump, "json": _put_json}
