"""Two that write at once never fork the log: on SQLite and on PostgreSQL, from threads and from processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.web.circle.tests.many import EACH, PROCESSES, THREADS
from concord.web.host.tests import postgres


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    if request.param == "sqlite":
        yield {}
        return
    postgres.needed()
    with postgres.databases() as (main, keys):
        yield {"DATABASE_URL": main, "CONCORD_KEYS_URL": keys}


@pytest.mark.slow
def test_every_entry_has_its_place_however_many_write_at_once(databases: dict[str, str], tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONCORD_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, "-m", "concord.web.circle.tests.many"],
        env={**kept, **databases, "CONCORD_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    count = PROCESSES * THREADS * EACH
    assert json.loads(done.stdout) == {"entries": count, "in_order": True, "broken": None, "head": count}
