"""Changing one treatment of a situation file so that everything else in it stays as it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Any

import orjson
from django.utils import timezone

from concord.reading import Document, InputError
from concord.situation.dates import Days
from concord.situation.read import from_document

File = dict[str, Any]
Entry = dict[str, Any]
COMPLETE, SINCE = "treatments_complete", "treatments_since_spread_complete"
PLACE = re.compile(r"treatments\[(\d+)\](.*)")
WHEN = ("date", "started", "ended")


def today() -> dt.date:
    return timezone.now().date()


def entries(file: File) -> list[Entry]:
    found: list[Entry] = file.get("treatments") or []
    return found


def mark(entry: Entry) -> str:
    """Tells whether an entry is still the one that a form was drawn from."""
    return hashlib.sha256(orjson.dumps(entry, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def wrong(file: File) -> str:
    """What the model of the file has against it; nothing where it serves."""
    try:
        from_document(Document(file))
    except InputError as error:
        return str(error)
    return ""


def added(file: File, entry: Entry) -> File:
    """With one more. Whether the list is whole has to be said anew."""
    return _asked_anew(_as_of_reaches({**file, "treatments": [*entries(file), entry]}, entry))


def replaced(file: File, index: int, entry: Entry) -> File:
    listed = [entry if n == index else one for n, one in enumerate(entries(file))]
    return _as_of_reaches({**file, "treatments": listed}, entry)


def removed(file: File, index: int) -> File:
    """Without one; what the records say of the later ones moves with them."""
    rest = [one for n, one in enumerate(entries(file)) if n != index]
    places = {n: n - (n > index) for n in range(len(entries(file))) if n != index}
    return _asked_anew(_records_moved({**file, "treatments": rest}, places))


def earlier(file: File, index: int) -> File:
    """With one put before the one that stood before it."""
    if not 0 < index < len(entries(file)):
        return file
    order = list(range(len(entries(file))))
    order[index - 1], order[index] = index, index - 1
    listed = [entries(file)[n] for n in order]
    return _records_moved({**file, "treatments": listed}, {old: new for new, old in enumerate(order)})


def _asked_anew(file: File) -> File:
    return {key: value for key, value in file.items() if key not in (COMPLETE, SINCE)}


def _records_moved(file: File, places: dict[int, int]) -> File:
    """`records` names entries by their place in the list."""
    if "records" not in file:
        return file
    moved: dict[str, Any] = {}
    for key, record in file["records"].items():
        found = PLACE.fullmatch(key)
        if found is None:
            moved[key] = record
        elif int(found[1]) in places:
            moved[f"treatments[{places[int(found[1])]}]{found[2]}"] = record
    return {**file, "records": moved}


def _as_of_reaches(file: File, entry: Entry) -> File:
    """A file of an earlier day that learns of something later is from then on a file of today."""
    if "as_of" not in file:
        return file
    told = [Days.parse(entry[key]) for key in WHEN if entry.get(key) not in (None, "unknown")]
    past = any(str(one.first) > str(file["as_of"]) for one in told)
    return {**file, "as_of": today().isoformat()} if past else file
