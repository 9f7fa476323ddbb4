"""Changing one thing in a situation file, so that everything else in it stays as it was written."""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import re
from typing import Any

import orjson

from concord.reading import Document
from concord.situation.model import Situation
from concord.situation.read import SCHEMA, as_data, from_document

File = dict[str, Any]
ABSENT: tuple[Any, ...] = (None, [], {}, ())
LATER = "lies after as_of"
PLACE = re.compile(r"(\w+)\[(\d+)\](.*)")


def read(file: File) -> Situation:
    return from_document(Document({"schema": SCHEMA, **file}))


def told(file: File) -> File:
    """What the file says, each thing in its one form: yes is True, a marker in capitals, a number in its own unit."""
    return as_data(read(file))


def changed(file: File, part: str, values: dict[str, Any], today: dt.date) -> File:
    """The file with these keys of one part written anew; None takes a key out. Errors: InputError."""
    new = copy.deepcopy(file)
    section = new.setdefault(part, {}) if part else new
    _write(section, values)
    if part and not section:
        del new[part]
    place = f"{part}." if part else ""
    return _finished(file, new, [(part, key, f"{place}{key}") for key in values], today)


def with_entry(file: File, part: str, index: int | None, values: dict[str, Any], today: dt.date) -> File:
    """The file with these keys of one entry of a list written anew, or with a new entry. Errors: InputError."""
    new = copy.deepcopy(file)
    entries = new.setdefault(part, [])
    if index is None:
        index = len(entries)
        entries.append({})
    _write(entries[index], values)
    return _finished(file, new, [(part, f"{index}.{key}", f"{part}[{index}].{key}") for key in values], today)


def without_entry(file: File, part: str, index: int) -> File:
    """The file without one entry of a list. What is noted of the entries after it moves along with them."""
    new = copy.deepcopy(file)
    del new[part][index]
    if not new[part]:
        del new[part]
    if "records" in new:
        new["records"] = {
            place: pointer for old, pointer in new["records"].items() if (place := _moved(old, part, index)) is not None
        }
        _drop_empty(new, "records")
    return new


def digest(value: Any) -> str:
    """Tells whether something was changed in another window since a page was drawn."""
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def _write(section: dict[str, Any], values: dict[str, Any]) -> None:
    for key, value in values.items():
        if value in ABSENT:
            section.pop(key, None)
        else:
            section[key] = value


def _at(data: Any, part: str, key: str) -> Any:
    """A value of a file by part and key; `2.date` is a key of the third entry of a list."""
    here = data.get(part) if part else data
    for step in key.split("."):
        if isinstance(here, list):
            here = here[int(step)] if int(step) < len(here) else None
        elif isinstance(here, dict):
            here = here.get(step)
    return here


def _finished(old: File, new: File, keys: list[tuple[str, str, str]], today: dt.date) -> File:
    """The new file, checked. What means the same as before stays as it was written; of what was changed, the note
    from which record it came is dropped, because it no longer comes from there."""
    new = _checked(new, today)
    before, after = told(old), told(new)
    for part, key, place in keys:
        was, now = _at(before, part, key), _at(after, part, key)
        same = was == now or (was in ABSENT and now in ABSENT)
        if same and _at(old, part, key) is not None:
            here: Any = new.setdefault(part, {}) if part else new
            *steps, last = key.split(".")
            for step in steps:
                here = here[int(step)]
            here[last] = copy.deepcopy(_at(old, part, key))
        elif not same:
            _forget_record(new, place)
    return new


def _checked(file: File, today: dt.date) -> File:
    """The file, if it can be read and nothing in it lies in the future. An older `as_of` moves up to today where an
    answer of today needs it."""
    as_of = read({key: value for key, value in file.items() if key == "as_of"}).as_of
    latest = max(as_of or today, today)
    read({**file, "as_of": latest.isoformat()})
    if as_of is None or as_of >= latest:
        return file
    try:
        read(file)
    except Exception as error:
        if LATER not in str(error):
            raise
        return {**file, "as_of": latest.isoformat()}
    return file


def _forget_record(file: File, place: str) -> None:
    records = file.get("records", {})
    entry = place.partition("]")[0] + "]" if "[" in place else place
    for one in [one for one in records if one in (place, entry) or one.startswith((f"{place}[", f"{place}."))]:
        del records[one]
    _drop_empty(file, "records")


def _drop_empty(file: File, key: str) -> None:
    if file.get(key) in ABSENT:
        file.pop(key, None)


def _moved(place: str, part: str, gone: int) -> str | None:
    match = PLACE.fullmatch(place)
    if not match or match[1] != part or int(match[2]) < gone:
        return place
    return None if int(match[2]) == gone else f"{part}[{int(match[2]) - 1}]{match[3]}"
