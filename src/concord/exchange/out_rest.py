"""What the codes of a document do not carry: the difference between what was told and what its codes read back to.

It stands in one extension of our own, and is taken up again only where the codes still read as they did when it was
written: a document that somebody changed is read by its codes, and says that the rest was left out.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import orjson

from concord.exchange.elements import Resource, objects
from concord.reading import Document, InputError
from concord.situation.model import NotUnderstood, Situation
from concord.situation.read import as_data, from_document

URL = "urn:concord:fhir:rest"
LISTS = ("pathology", "biomarkers", "treatments")
_PLACE = re.compile(r"(pathology|biomarkers|treatments)\[(\d+)\](.*)")
_ID = re.compile(r"(pathology|biomarkers|treatments)-(\d+)\b.*")
Data = dict[str, Any]


def rest_of(told: Situation, read: Situation) -> Data:
    """How to come from what the codes say to what was told; without anything to say, nothing but the mark."""
    want, have = _plain(told), _plain(read)
    found: Data = {"of": _mark(read)}
    for name in LISTS:
        if (steps := _entries(name, want[name], have[name], read)) is not None:
            found.setdefault("lists", {})[name] = steps
    changed = {}
    for key in dict.fromkeys([*want, *have]):
        if key in LISTS or want.get(key) == have.get(key):
            continue
        if isinstance(want.get(key), dict) and isinstance(have.get(key), dict):
            changed[key] = _step(want[key], have[key])
        else:
            changed[key] = {"is": want.get(key)}
    return found | ({"values": changed} if changed else {})


def places(rest: Data) -> list[str]:
    """The keys of a situation file that no code carries, for people to see."""
    found = [
        f"{name}.{key}" for name, steps in rest.get("lists", {}).items() for one in steps for key in one.get("set", {})
    ]
    for key, step in rest.get("values", {}).items():
        found += [f"{key}.{inside}" for inside in step["set"]] if "set" in step else [key]
    return sorted(set(found) - {"not_understood"})


def with_rest(read: Situation, compositions: list[Resource]) -> Situation:
    """What the codes say, with the rest that the document bears; where that does not fit, a line that says so."""
    for one in compositions:
        for extension in objects(one.get("extension")):
            if extension.get("url") == URL:
                return _taken_up(read, extension.get("valueString"))
    return read


def _taken_up(read: Situation, written: Any) -> Situation:
    try:
        rest = orjson.loads(written)
        if rest["of"] != _mark(read):
            return _left_out(read, "the document was changed after it was written, so it is read by its codes alone")
        data = _plain(read)
        moved: dict[tuple[str, int], int] = {}
        for name, steps in rest.get("lists", {}).items():
            if name not in LISTS:
                raise ValueError(name)
            have = data[name]
            data[name] = [_applied({} if one["at"] is None else have[one["at"]], one) for one in steps]
            moved |= {(name, one["at"]): index for index, one in enumerate(steps) if one["at"] is not None}
        for key, step in rest.get("values", {}).items():
            data[key] = step["is"] if "is" in step else _applied(data.get(key, {}), step)
        data["records"] = _records(read, rest, moved)
        return from_document(Document({key: value for key, value in data.items() if value is not None}))
    except (InputError, orjson.JSONDecodeError, KeyError, TypeError, ValueError, IndexError, AttributeError):
        return _left_out(read, "what its codes do not carry could not be read")


def _left_out(read: Situation, why: str) -> Situation:
    line = NotUnderstood(words="rest", system=URL, type="Composition", why=why)
    return read.model_copy(update={"not_understood": (*read.not_understood, line)})


def _plain(situation: Situation) -> Data:
    """A situation without where its facts came from: after a document is read, they came from the document."""
    return {key: value for key, value in as_data(situation).items() if key != "records"}


def _mark(read: Situation) -> str:
    return hashlib.sha256(orjson.dumps(_plain(read), option=orjson.OPT_SORT_KEYS)).hexdigest()


def _entries(name: str, want: list[Data], have: list[Data], read: Situation) -> list[Data] | None:
    """The entries as they were told, each from the one that was read from its resource; None where they are alike."""
    if want == have:
        return None
    first: dict[int, int] = {}
    for index in range(len(have)):
        pointer = read.records.get(f"{name}[{index}]")
        match = _ID.fullmatch(pointer.id or "") if pointer else None
        if match and match[1] == name:
            first.setdefault(int(match[2]), index)
    steps = []
    for number, entry in enumerate(want):
        at = first.get(number)
        steps.append({"at": at, **_step(entry, {} if at is None else have[at])})
    return steps


def _step(want: Data, have: Data) -> Data:
    """What to set and what to drop."""
    put = {key: value for key, value in want.items() if key not in have or have[key] != value}
    drop = sorted(set(have) - set(want))
    return {"set": put} | ({"drop": drop} if drop else {})


def _applied(have: Data, step: Data) -> Data:
    put: Data = step["set"]
    return {key: value for key, value in have.items() if key not in step.get("drop", ())} | put


def _records(read: Situation, rest: Data, moved: dict[tuple[str, int], int]) -> Data:
    """Where each fact came from, by the place at which it stands now; what was changed came from no code."""
    changed = {f"{key}.{inside}" for key, step in rest.get("values", {}).items() for inside in step.get("set", {})}
    found: Data = {}
    for place, pointer in as_data(read)["records"].items():
        match = _PLACE.fullmatch(place)
        if match and match[1] in rest.get("lists", {}):
            index = moved.get((match[1], int(match[2])))
            if index is not None:
                found[f"{match[1]}[{index}]{match[3]}"] = pointer
        elif match or place.partition("[")[0] not in changed:
            found[place] = pointer
    return found
