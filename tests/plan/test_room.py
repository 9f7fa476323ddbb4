"""This room knows no site, no clock and no document; it could stand alone."""

from __future__ import annotations

import ast
from pathlib import Path

import concord.plan
from tests.imports import imports, is_within

OURS = ("concord.plan", "pydantic", "datetime", "enum", "collections", "typing", "__future__")


def test_it_knows_nothing_but_itself_and_never_asks_what_day_it_is() -> None:
    files = sorted(Path(concord.plan.__file__).parent.rglob("*.py"))
    assert len(files) > 4
    for one in files:
        text = one.read_text()
        found = {name for name in imports(ast.parse(text)) if not any(is_within(name, room) for room in OURS)}
        assert found == set(), one.name
        assert "today()" not in text, one.name
        assert ".now(" not in text, one.name
