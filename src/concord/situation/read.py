"""Reads a situation file, or says in one clear error what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from concord.reading import Document, InputError, Where, first_error, parse, parse_yaml, read_bytes
from concord.situation.model import Situation

SCHEMA = "concord.situation/0"
FREE_TEXT = {"notes", "in_my_words"}


def read_situation(path: Path) -> Situation:
    """The situation in a YAML or JSON file. Errors: InputError with file, line, key and what was expected."""
    return from_document(parse(read_bytes(path), str(path)))


def from_text(text: str, file: str = "") -> Situation:
    return from_document(parse(text.encode(), file))


def from_document(document: Document) -> Situation:
    if not isinstance(document.data, dict):
        raise document.error((), f"a situation was expected: a mapping that begins with 'schema: {SCHEMA}'")
    known = Document(without_unknown(document.data), document.file, document.lines)
    try:
        return Situation.model_validate(known.data)
    except ValidationError as error:
        if not document.lines and document.file:  # JSON has no line numbers; YAML's reader can find them again
            try:
                again = parse_yaml(read_bytes(Path(document.file)), document.file)
                known.lines.update(again.lines)
            except InputError:
                pass
        raise first_error(known, error) from None


def as_data(situation: Situation) -> dict[str, Any]:
    """The situation as the plain data of a file that reads back to the same."""
    return situation.model_dump(mode="json", by_alias=True, exclude_none=True)


def without_unknown(data: Any, where: Where = ()) -> Any:
    """`unknown` and nothing mean the same as leaving a key out."""
    if isinstance(data, dict):
        return {
            key: without_unknown(value, (*where, key))
            for key, value in data.items()
            if value is not None and (value != "unknown" or key in FREE_TEXT)
        }
    if isinstance(data, list):
        return [without_unknown(value) for value in data if value is not None]
    return data


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of the situation file."""
    schema = Situation.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **schema}
