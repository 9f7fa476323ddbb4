"""Databases of PostgreSQL for a test, thrown away afterwards."""

from __future__ import annotations

import os
import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

ADDRESS = os.environ.get("CONCORD_TEST_POSTGRES", "postgres://postgres@127.0.0.1:5432/test")


def needed() -> None:
    """Goes on where a server answers. Elsewhere it says loudly that the test did not run; in CI that is a failure."""
    with suppress(psycopg.OperationalError), psycopg.connect(ADDRESS, connect_timeout=3):
        return
    if os.environ.get("CI"):
        pytest.fail("no PostgreSQL: these tests have to run in CI (CONCORD_TEST_POSTGRES)")
    warnings.warn("NO POSTGRESQL ANSWERS: its tests did not run. Set CONCORD_TEST_POSTGRES to run them.", stacklevel=1)
    pytest.skip("no PostgreSQL on this computer")


@contextmanager
def databases(count: int = 2) -> Iterator[list[str]]:
    """Addresses of new, empty databases."""
    names = [f"concord_test_{secrets.token_hex(6)}" for _ in range(count)]
    with psycopg.connect(ADDRESS, autocommit=True) as server:
        for name in names:
            server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield [urlunsplit(urlsplit(ADDRESS)._replace(path=f"/{name}")) for name in names]
        finally:
            for name in names:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
