"""Sites of their own for tests: a data folder that nobody else uses, on SQLite and on PostgreSQL.

A program that starts takes seconds, so the commands of one test run one after another in one process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from concord.web.host.tests import postgres

OURS = ("CONCORD_", "DATABASE_URL", "DJANGO_")


@dataclass(frozen=True)
class Done:
    code: int
    out: str


Run = Callable[..., list[Done]]


def run_in(settings: Mapping[str, str]) -> Run:
    """Runs commands of the program with these settings and no other of ours. A mapping among them sets more."""

    def run(*steps: str | dict[str, str], typed: str = "") -> list[Done]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        call = [sys.executable, "-m", "concord.web.host.tests.steps", json.dumps(steps)]
        done = subprocess.run(  # noqa: S603
            call, env={**kept, **settings}, input=typed, capture_output=True, text=True, timeout=240, check=False
        )
        assert done.returncode == 0, done.stderr
        return [Done(*one) for one in json.loads(done.stdout)]

    return run


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with everything made and nothing in it, to be copied."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    run_in({"CONCORD_DATA": str(folder)})("read")
    return folder


@pytest.fixture
def run(prepared: Path, tmp_path: Path) -> Run:
    """A site on SQLite."""
    return run_in({"CONCORD_DATA": str(copytree(prepared, tmp_path / "data"))})


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def run_both(request: pytest.FixtureRequest, prepared: Path, tmp_path: Path) -> Iterator[Run]:
    """A site on SQLite, and one on PostgreSQL."""
    if request.param == "sqlite":
        yield run_in({"CONCORD_DATA": str(copytree(prepared, tmp_path / "data"))})
        return
    yield from on_postgres(tmp_path)


@pytest.fixture
def run_postgres(tmp_path: Path) -> Iterator[Run]:
    yield from on_postgres(tmp_path)


def on_postgres(folder: Path) -> Iterator[Run]:
    postgres.needed()
    with postgres.databases() as (main, keys):
        yield run_in({"CONCORD_DATA": str(folder / "data"), "DATABASE_URL": main, "CONCORD_KEYS_URL": keys})
