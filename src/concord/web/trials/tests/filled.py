"""A store of made-up trials for the site, and a person to look at them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import orjson

from concord.trials import shelf, store
from concord.trials.imports import read_file
from concord.trials.records import Trial
from concord.web.site.pages import knowledge

RECORDS = Path(__file__).resolve().parents[5] / "tests" / "trials" / "records.json"
FETCHED = dt.date(2026, 11, 20)
# HER2 is negative by its score, the bones and the liver have cancer, and nobody has looked for a gene change.
FILE: dict[str, Any] = {
    "schema": "concord.situation/0",
    "person": {"birth_year": 1971, "sex": "female", "country": "US"},
    "cancer": {"extent": "metastatic", "sites": ["bone", "liver"], "sites_complete": True},
    "pathology": [{"date": "2025-10", "specimen": "metastasis", "er_percent": 80, "pr_percent": 20, "her2_ihc": "1+"}],
    "health": {"ecog": 1},
}


def fill(path: Path, more: tuple[Trial, ...] = ()) -> None:
    """Puts the made-up records there and reads them."""
    found = read_file(RECORDS, FETCHED)
    assert not found.faults
    with store.opened(path) as connection:
        store.put_all(connection, (*found.trials, *more), FETCHED)
    shelf.read_new(path, knowledge())


def file_with(**parts: Any) -> dict[str, Any]:
    """The person's file with some parts changed."""
    changed: dict[str, Any] = orjson.loads(orjson.dumps(FILE))
    for name, part in parts.items():
        changed[name] = {**changed.get(name, {}), **part} if isinstance(part, dict) else part
    return changed
