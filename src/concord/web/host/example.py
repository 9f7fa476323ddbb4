"""The worked example: a made-up person, whose answers a visitor can look at as if they were her own."""

from __future__ import annotations

from functools import cache
from typing import Any

from concord.reading import parse, read_bytes
from concord.situation.read import without_unknown
from concord.web.site.pages import knowledge

NOTE = "This is the worked example of Concord: a made-up person."
"""Stands in the notes of the situation, so that it goes with the file wherever that is kept, and not with another."""


@cache
def _file() -> dict[str, Any]:
    path = knowledge().root / "examples" / "worked-example.yaml"
    return dict(without_unknown(parse(read_bytes(path), path.name).data))


def made_up_person(language: str) -> dict[str, Any]:
    """Her situation, to be read in the visitor's language."""
    file = _file()
    return {**file, "person": {**file["person"], "language": language}, "notes": NOTE}


def is_made_up(file: dict[str, Any]) -> bool:
    return file.get("notes") == NOTE
