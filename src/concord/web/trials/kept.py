"""The trials of this host, read and ready; none where nobody has fetched any."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

from django.conf import settings

from concord.reading import InputError
from concord.trials import readings, shelf, store
from concord.web.site.pages import knowledge

PATIENCE = 1.0
"""Seconds that one visitor waits at most while records are read that nobody has read yet."""


def path() -> Path:
    """Where they are kept: beside everything else of the site."""
    return Path(settings.DATA) / store.default_path().name


def trials() -> shelf.Shelf | None:
    """All trials; None where there are none."""
    if not path().exists():
        return None
    try:
        found = shelf.of(path(), knowledge(), PATIENCE)
    except InputError:  # of another version: the host is told so by `concord trials`
        return None
    return found if found.rows else None


def state() -> str:
    """Differs whenever the records or their readings change; empty where there are none."""
    return repr(shelf.state(path(), knowledge())) if path().exists() else ""


@contextmanager
def opened() -> Iterator[tuple[Connection, Connection]]:
    """The records and their readings."""
    with store.opened(path(), make=False) as records, readings.opened(path(), knowledge()) as kept:
        yield records, kept
