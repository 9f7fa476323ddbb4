"""YAML 1.2 to plain data, event by event: no aliases, anchors or tags, one document, every key once."""

from __future__ import annotations

import re
from typing import Any

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
from ruamel.yaml.reader import ReaderError

from concord.reading import MAX_DEPTH, Document, InputError, Where, spell

_NULL = {"", "~", "null", "Null", "NULL"}
_TRUE = {"true", "True", "TRUE"}
_FALSE = {"false", "False", "FALSE"}
_INT = re.compile(r"[-+]?[0-9]{1,18}")  # a longer one is a number with a point, or text
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def parse(content: bytes, file: str = "") -> Document:
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
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise InputError("there is a sign that no text holds (a control character)", file=file, line=line) from None


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
