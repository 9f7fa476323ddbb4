"""New knowledge over many people on PostgreSQL, killed half-way and taken up again by two runs at once. Slow.

Over as many as one likes, with what the run says of itself:

    python -m tests.load.test_recheck 50000
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import orjson
import psycopg
import pytest

from concord.knowledge.load import compiled, load
from concord.web.host.tests import postgres

PEOPLE = 300
PATIENCE = 120.0
OURS = ("CONCORD_", "DATABASE_URL", "DJANGO_")
NEW_LABEL, GONE = "capivasertib-fulvestrant", "tamoxifen"


class Place:
    """Databases with people in them, and a program that is run on them."""

    def __init__(self, folder: Path, main: str, keys: str) -> None:
        self.folder, self.main = folder, main
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.settings = {**kept, "CONCORD_DATA": str(folder / "data"), "DATABASE_URL": main, "CONCORD_KEYS_URL": keys}

    def begin(self, *words: str, **more: str) -> subprocess.Popen[str]:
        call = [sys.executable, "-m", *words]
        return subprocess.Popen(call, env={**self.settings, **more}, stdout=subprocess.PIPE, text=True)  # noqa: S603

    def run(self, *words: str, **more: str) -> str:
        running = self.begin(*words, **more)
        out, _ = running.communicate()
        assert running.returncode == 0, out
        return out

    def recheck(self, **more: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("concord.cli", "recheck", "--json", **more))
        return found

    def ask(self, query: str, *values: str) -> int:
        with psycopg.connect(self.main) as server:
            row = server.execute(query, values).fetchone()
        return int(row[0]) if row else 0

    def done(self, hash_: str) -> int:
        return self.ask("SELECT count(*) FROM recheck_checked WHERE knowledge = %s", hash_)

    def others(self) -> int:
        """How many else are connected: what a killed run has left behind."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        return self.ask(query)


def newer(folder: Path) -> tuple[str, str]:
    """Another version of the knowledge: a new label, and a choice less. Where it lies, and its hash."""
    old = load()
    record = old.choices[NEW_LABEL]
    label = next(one for one in record.supports if one.label and one.label.country == "US")
    assert label.label
    later = label.model_copy(update={"label": label.label.model_copy(update={"date": "2026-11-20"})})
    choices = {name: one for name, one in old.choices.items() if name != GONE}
    choices[NEW_LABEL] = record.model_copy(update={"supports": (*record.supports, later)})
    new = dataclasses.replace(old, hash="e" * 64, choices=choices)
    path = folder / "newer.json"
    path.write_bytes(orjson.dumps(compiled(new)))
    return str(path), load(path).hash


def through(place: Place, people: int) -> dict[str, Any]:
    """Fills, looks for the first time, kills the second time half-way, and takes it up by two at once."""
    began = time.monotonic()
    place.run("tests.load.people", str(people))
    found: dict[str, Any] = {"made_in_seconds": round(time.monotonic() - began)}
    found["first"] = place.recheck()
    path, hash_ = newer(place.folder)
    running = place.begin("concord.cli", "recheck", "--json", CONCORD_KNOWLEDGE=path)
    began = time.monotonic()
    while place.done(hash_) < people / 2:
        assert running.poll() is None, "it was over before it could be killed"
        time.sleep(0.05)
    found["seconds_to_the_kill"] = round(time.monotonic() - began)
    running.kill()
    running.wait(20)
    began = time.monotonic()
    while place.others():
        assert time.monotonic() - began < PATIENCE, "the killed run left something behind"
        time.sleep(0.1)
    found["done_at_the_kill"] = place.done(hash_)
    found["told_at_the_kill"] = place.ask("SELECT count(*) FROM notices_notice")
    began = time.monotonic()
    two = [place.begin("concord.cli", "recheck", "--json", "--processes", "1", CONCORD_KNOWLEDGE=path) for _ in "ab"]
    found["resumed"] = [json.loads(one.communicate()[0]) for one in two]
    found["seconds_resumed"] = round(time.monotonic() - began)
    found["done"] = place.done(hash_)
    found["told"] = place.ask("SELECT count(*) FROM notices_notice")
    found["told_twice"] = place.ask("SELECT count(*) - count(DISTINCT owner) FROM notices_notice")
    found["again"] = place.recheck(CONCORD_KNOWLEDGE=path)
    return found


def holds(found: dict[str, Any], people: int) -> None:
    """Every person was checked once, and nobody was told twice."""
    few = "fewer than 5"
    assert found["first"]["checked"] == found["first"]["first"] == people
    assert found["first"]["changed"] == few
    assert people / 2 <= found["done_at_the_kill"] < people
    assert found["done_at_the_kill"] + _sum(found["resumed"], "checked") == found["done"] == people
    assert found["told_at_the_kill"] + _sum(found["resumed"], "changed") == found["told"]
    assert found["told_twice"] == 0
    assert 0 < found["told"] < people
    assert found["again"]["checked"] == found["again"]["changed"] == few


def _sum(runs: list[dict[str, Any]], what: str) -> int:
    assert all(isinstance(one[what], int) for one in runs), "too few to be counted"
    return sum(one[what] for one in runs)


@pytest.mark.slow
def test_killed_half_way_every_person_is_checked_once_and_nobody_is_told_twice(tmp_path: Path) -> None:
    postgres.needed()
    with postgres.databases() as (main, keys):
        holds(through(Place(tmp_path, main, keys), PEOPLE), PEOPLE)


if __name__ == "__main__":
    many = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder, postgres.databases() as (main, keys):
        found = through(Place(Path(folder), main, keys), many)
        print(json.dumps(found, indent=2))
        holds(found, many)
        print("Every person was checked once, and nobody was told twice.")
