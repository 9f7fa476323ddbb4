"""The plan on PostgreSQL: written, agreed, and what comes in twice at the same moment is there once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from concord.web.host.tests import postgres
from concord.web.host.tests.conftest import OURS


def on_postgres(folder: Path) -> dict[str, Any]:
    """What came of each step of `on_postgres.py`, run in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with postgres.databases() as (main, keys):
        ours = {"CONCORD_DATA": str(folder), "DATABASE_URL": main, "CONCORD_KEYS_URL": keys}
        call = [sys.executable, "-m", "concord.web.plan.tests.on_postgres"]
        done = subprocess.run(call, env={**kept, **ours}, capture_output=True, text=True, timeout=240, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.slow
def test_written_agreed_and_collected_twice_at_once(tmp_path: Path) -> None:
    postgres.needed()
    found = on_postgres(tmp_path)
    assert found == {
        "database": "postgresql",
        "one of two answers counts": [False, True],
        "collected twice at once": [200, 200],
        "the doctor's view": 1,
        "kept twice at once": [200, 302],
        "versions": ["written"],
        "a yes collected twice at once": [200, 200],
        "yes": [["person", "on_screen"], ["doctor", "by_code"]],
        "agreed": True,
        "all": ["written", "said", "said", "written", "withdrawn"],
        "brief": 200,
        "left": 0,
    }
