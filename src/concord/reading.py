"""YAML and JSON text to plain data, with the line of every key, and errors a person can act on.

YAML means the 1.2 core schema (`no` is a word, `1+` is text), without aliases, anchors or tags: what a reader sees in
the file is what the program gets, and a small file cannot grow into a large one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 50
Where = tuple[str | int, ...]


class InputError(Exception):
    """Something in a file that a person can put right: which file, which line, which key, what was expected."""

    def __init__(self, message: str, *, file: str = "", line: int | None = None, key: str = "") -> None:
        super().__init__(message)
        self.message, self.file, self.line, self.key = message, file, line, key

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line else "")
        return ": ".join(part for part in (place, self.key, self.message) if part)


@dataclass(slots=True)
class Document:
    """Plain data read from one file, and the line on which each of its parts begins."""

    data: Any
    file: str = ""
    lines: dict[Where, int] = field(default_factory=dict)

    def line(self, where: Where) -> int | None:
        """The line of a part, or of the nearest part that holds it."""
        while where not in self.lines and where:
            where = where[:-1]
        return self.lines.get(where)

    def error(self, where: Where, message: str) -> InputError:
        return InputError(message, file=self.file, line=self.line(where), key=spell(where))


def spell(where: Where) -> str:
    """A place in a file as a person would write it: `treatments[2].drugs`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return text.removeprefix(".")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, refused politely when it is missing, not a file, or over 20 MB."""
    try:
        if path.is_dir():
            raise InputError("this is a folder; a file was expected", file=str(path))
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"the file has {size / 1e6:.0f} MB; at most 20 MB can be read", file=str(path))
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=str(path)) from None


def parse(content: bytes, file: str = "") -> Document:
    """JSON if it begins like JSON and is whole, YAML otherwise."""
    if content.lstrip()[:1] in (b"{", b"["):
        try:
            return Document(orjson.loads(content), file)
        except orjson.JSONDecodeError as error:
            if file.endswith(".json") or content.lstrip()[:2] in (b'{"', b"{\n", b"{\r", b"[{"):
                line = error.lineno
                ending = "the file seems to be cut off" if error.pos >= len(content.rstrip()) else error.msg
                raise InputError(f"this is not whole JSON: {ending}", file=file, line=line) from None
    return parse_yaml(content, file)


def parse_yaml(content: bytes, file: str = "") -> Document:
    """YAML 1.2 to plain data with line numbers."""
    from concord import yaml12

    return yaml12.parse(content, file)


_EXPECTED = {
    "extra_forbidden": "this key is not known here",
    "missing": "this key is missing",
}


def first_error(
    document: Document, error: ValidationError, known: dict[Where, tuple[str, ...]] | None = None
) -> InputError:
    """The first thing that a model found wrong, in the words of the file."""
    problem = min(error.errors(include_url=False), key=lambda one: document.line(_place(document, one["loc"])) or 0)
    place = _place(document, problem["loc"])
    message = _EXPECTED.get(problem["type"]) or problem["msg"].removeprefix("Value error, ").removeprefix(
        "Assertion failed, "
    )
    given = problem.get("input")
    if problem["type"] == "missing":
        place = tuple(part for part in problem["loc"] if isinstance(part, str | int))
    elif isinstance(given, str | int | float) and not isinstance(given, bool) and problem["type"] != "extra_forbidden":
        message = f"'{given}' does not fit: {message[:1].lower()}{message[1:]}"
    return InputError(message, file=document.file, line=document.line(place), key=spell(place))


def _place(document: Document, loc: tuple[str | int, ...]) -> Where:
    """The part of a model's location that is really in the file: names of union members and of models are left out."""
    place: Where = ()
    data = document.data
    for part in loc:
        if (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        ):
            data = data[part]  # type: ignore[index]
            place = (*place, part)
    return place
