"""Backups: the main database and the keys, each into a file of its own, so that neither file alone opens anything.

The master key is in no backup. Those who are signed in are not either: after a restore everybody signs in again.
A copy of the keys is deleted after a month, because until then it could still open what a person has deleted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import orjson
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from concord.web.guest import parcel

FILES = {"default": "concord", "keys": "keys"}
STAMP = "%Y-%m-%d-%H%M%S"
SKIPPED = ("contenttypes", "auth.permission", "sessions", "admin.logentry")


def save(alias: str, target: Path, phrase: str, now: dt.datetime) -> tuple[Path, str]:
    """Writes a backup of one database; says where it is and by which means it was made."""
    content, ending, means = _content(alias)
    if phrase:
        content, ending = parcel.seal(content, phrase), f"{ending}.sealed"
    is_file = bool(target.suffix) and not target.is_dir()
    path = target if is_file else target / f"{FILES[alias]}-{now.strftime(STAMP)}.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(path, content)
    return path, means


def expired(folder: Path, now: dt.datetime) -> list[Path]:
    """The backups of keys in a folder that are older than they may be, by the date in their names."""
    last = now - dt.timedelta(days=settings.KEY_BACKUP_DAYS)
    return [path for path, made in dated(folder, "keys") if made < last]


def dated(folder: Path, name: str) -> list[tuple[Path, dt.datetime]]:
    """The backups of one kind in a folder, oldest first, with the time in their names."""
    found = []
    for path in sorted(folder.glob(f"{name}-*")) if folder.is_dir() else ():
        if stamp := re.match(rf"{name}-(\d{{4}}-\d\d-\d\d-\d{{6}})\.", path.name):
            found.append((path, dt.datetime.strptime(stamp[1], STAMP).replace(tzinfo=dt.UTC)))
    return found


def session_table() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()


def postgres(alias: str) -> dict[str, str]:
    """How the tools of PostgreSQL find a database; by the environment, where no other user of the computer sees it."""
    one = settings.DATABASES[alias]
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    found = {variable: str(one[part]) for variable, part in named.items() if one.get(part)}
    options = one.get("OPTIONS")
    if isinstance(options, dict) and "sslmode" in options:
        found["PGSSLMODE"] = str(options["sslmode"])
    return {**os.environ, **found}


def is_sqlite(alias: str) -> bool:
    return connections[alias].vendor == "sqlite"


def _content(alias: str) -> tuple[bytes, str, str]:
    """What is in a database: its bytes, the ending of the file, and how it was made."""
    if is_sqlite(alias):
        return _of_sqlite(alias), "sqlite3", "SQLite's own copy"
    if shutil.which("pg_dump"):
        call = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges"]
        if alias == "default":
            call.append(f"--exclude-table-data={session_table()._meta.db_table}")
        done = subprocess.run(call, env=postgres(alias), capture_output=True, check=False)  # noqa: S603
        if done.returncode == 0:
            return done.stdout, "pgdump", "pg_dump"
    return _of_rows(alias), "json", "rows as JSON, as pg_dump is not there or not of this server's version"


def _of_sqlite(alias: str) -> bytes:
    """A copy as of one moment, without what was deleted before and without those who are signed in."""
    connection = connections[alias]
    connection.ensure_connection()
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        path = Path(folder) / "copy"
        path.touch(mode=0o600)
        connection.connection.execute("VACUUM INTO ?", [str(path)])
        if alias == "default":
            with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as copy:
                copy.execute(f'DELETE FROM "{session_table()._meta.db_table}"')  # noqa: S608
                copy.execute("VACUUM")
        return path.read_bytes()


def _of_rows(alias: str) -> bytes:
    written = io.StringIO()
    left_out = [*SKIPPED, session_table()._meta.label]
    call_command("dumpdata", database=alias, exclude=left_out, natural_foreign=True, stdout=written, verbosity=0)
    return orjson.dumps({"concord": "backup", "database": alias, "rows": orjson.loads(written.getvalue())})


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing, and for this user alone."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
