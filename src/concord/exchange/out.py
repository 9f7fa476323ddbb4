"""FHIR R4 out: a situation as a document Bundle, its Composition first, that reads back to the same situation."""

from __future__ import annotations

import datetime as dt
import html
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import orjson

from concord.choices.words import Language, Words
from concord.exchange.fhir import read_bundle
from concord.exchange.out_codes import LOINC, Json
from concord.exchange.out_resources import Writer
from concord.exchange.out_rest import URL, places, rest_of
from concord.knowledge.load import Knowledge
from concord.reading import Document
from concord.situation.model import Situation

XHTML = "http://www.w3.org/1999/xhtml"
# The parts of a situation as the ids of their resources begin, by the section under which they are listed.
LISTED = {
    "about": ("menopause",),
    "timeline": ("cancer", "spread"),
    "pathology": ("pathology",),
    "genes": ("biomarkers",),
    "treatments": ("treatments", "other"),
    "health": ("health", "illness"),
}


class Section(NamedTuple):
    """A section of the document in words."""

    id: str
    heading: str
    lines: Sequence[str]


def to_document(
    situation: Situation,
    knowledge: Knowledge,
    as_of: dt.date,
    *,
    title: str,
    sections: Sequence[Section],
    language: Language = "en",
) -> Json:
    """The Bundle. The same situation on the same day gives the same document, to the letter."""
    words = Words(knowledge, language)
    seed = orjson.dumps([situation.model_dump(mode="json"), as_of.isoformat(), language, title])
    name = uuid.uuid5(uuid.NAMESPACE_URL, seed.hex())

    def address(key: str) -> str:
        return f"urn:uuid:{uuid.uuid5(name, key.replace('_', '-'))}"

    def say(word: str) -> str:
        """A word of a situation, or a label, as people read it."""
        if word.startswith("label_"):
            return words.site(f"packet_{word}")
        if word in knowledge.phrases.words:
            return words.word(word)
        if medicine := knowledge.vocabulary.resolve(word):
            return words.medicine(medicine)
        return words.argument("area" if word in knowledge.lists.areas else "condition", word)

    resources = list(Writer(knowledge, say, address).resources(situation))
    bundle: Json = {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{name}"},
        "timestamp": f"{as_of.isoformat()}T00:00:00Z",
        "entry": [{"fullUrl": address(one["id"]), "resource": one} for one in resources],
    }
    rest = rest_of(situation, read_bundle(Document(bundle), knowledge))
    composition: Json = {
        "resourceType": "Composition",
        "id": "composition",
        "language": language,
        "status": "final",
        "type": {"coding": [{"system": LOINC, "code": "60591-5", "display": "Patient summary Document"}]},
        "subject": {"reference": address("patient")},
        "date": as_of.isoformat(),
        "author": [{"reference": address("patient")}],
        "title": title,
        "section": _sections(sections, resources, address, language),
    }
    if set(rest) != {"of"}:
        composition["extension"] = [{"url": URL, "valueString": orjson.dumps(rest).decode()}]
        lines = [words.site("packet_not_carried"), *places(rest)]
        composition["section"].append(
            {"title": words.site("packet_not_carried_title"), "text": _narrative(lines, language)}
        )
    bundle["entry"].insert(0, {"fullUrl": address("composition"), "resource": composition})
    return bundle


def _sections(
    sections: Sequence[Section], resources: list[Json], address: Callable[[str], str], language: Language
) -> list[Json]:
    """Each section in words, with the resources that say the same in codes."""
    made = []
    listed = {one.id for one in sections}
    for one in sections:
        beginnings = LISTED.get(one.id, ())
        if one.id in ("radiation", "surgery") and "treatments" not in listed:
            beginnings = ("treatments",)
        keys = [found["id"] for found in resources if found["id"].startswith(beginnings)] if beginnings else []
        entry = {"entry": [{"reference": address(key)} for key in keys]} if keys else {}
        made.append({"title": one.heading, "text": _narrative(one.lines, language), **entry})
    return made


def _narrative(lines: Iterable[str], language: Language) -> Json:
    items = "".join(f"<li>{html.escape(_printable(line))}</li>" for line in lines)
    return {
        "status": "generated",
        "div": f'<div xmlns="{XHTML}" lang="{language}" xml:lang="{language}"><ul>{items}</ul></div>',
    }


def _printable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(one if one in "\t\n" or ord(one) >= 32 else " " for one in text)
