"""YAML and JSON text to plain data, with the line of every key, and errors a person can act on.

YAML means the 1.2 core schema (`no` is a word, `1+` is text), without aliases, anchors or tags: what a reader sees in
the file is what the program gets, and a small file cannot grow into a large one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 50
Where = tuple[str | int, ...]

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


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
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError("the file is not UTF-8 text", file=file, line=line) from None
    try:
        return _Builder(file).build(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(str(error.problem or error.context or "not readable as YAML").split())
        raise InputError(
            f"this is not readable as YAML: {problem}", file=file, line=mark.line + 1 if mark else None
        ) from None


def _scalar(event: ScalarEvent) -> Any:
    text: str = event.value
    if event.style is not None:
        return text
    if text in _NULL:
        return None
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


class _Builder:
    """Builds data from parser events, one pass, no recursion."""

    def __init__(self, file: str) -> None:
        self.document = Document(None, file)

    def build(self, text: str) -> Document:
        stack: list[tuple[Any, Where, str | None]] = []  # container, its place, the key that waits for a value
        done = False
        for event in YAML(typ="safe", pure=True).parse(text):
            line = event.start_mark.line + 1
            if isinstance(event, AliasEvent):
                raise InputError(
                    "aliases (*name) are not allowed here; write the value out", file=self.document.file, line=line
                )
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
                if event.anchor is not None or event.ctag is not None:
                    raise InputError(
                        "anchors (&name) and tags (!name) are not allowed here", file=self.document.file, line=line
                    )
                if done and not stack:
                    raise InputError(
                        "one document was expected; a second one begins here", file=self.document.file, line=line
                    )
                container, where, key = stack[-1] if stack else (None, (), None)
                if isinstance(container, dict) and key is None:
                    if not isinstance(event, ScalarEvent):
                        raise InputError(
                            "a key was expected here, not a list or a mapping", file=self.document.file, line=line
                        )
                    name = event.value
                    if name in container:
                        raise InputError(
                            f"the key '{name}' stands twice", file=self.document.file, line=line, key=spell(where)
                        )
                    stack[-1] = (container, where, name)
                    self.document.lines[(*where, name)] = line
                    continue
                value: Any = (
                    _scalar(event)
                    if isinstance(event, ScalarEvent)
                    else {}
                    if isinstance(event, MappingStartEvent)
                    else []
                )
                if isinstance(container, dict):
                    assert key is not None
                    place: Where = (*where, key)
                    container[key] = value
                    stack[-1] = (container, where, None)
                elif isinstance(container, list):
                    place = (*where, len(container))
                    container.append(value)
                else:
                    place = ()
                    self.document.data = value
                    done = True
                self.document.lines.setdefault(place, line)
                if not isinstance(event, ScalarEvent):
                    if len(stack) >= MAX_DEPTH:
                        raise InputError(
                            f"more than {MAX_DEPTH} levels inside one another", file=self.document.file, line=line
                        )
                    stack.append((value, place, None))
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                stack.pop()
        return self.document


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
