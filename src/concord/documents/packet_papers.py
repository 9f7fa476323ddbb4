"""The papers, slides and images to collect for a second opinion, each with what of the situation it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from concord.choices.words import Words
from concord.documents.packet_sections import sample
from concord.situation.model import LymphNodeRemoval, Medicine, Radiation, Situation, Surgery


class Paper(NamedTuple):
    """One thing to collect; its id stays the same while what it is about does."""

    id: str
    say: str


def papers(said: Situation, words: Words, shown: Collection[str]) -> list[Paper]:
    """The list, without what belongs to sections that stay out."""
    found = []
    for section, name, key, about in _wanted(said, words):
        if section in shown:
            text = words.site(f"packet_paper_{name}")
            found.append(Paper(f"{name}{key}", f"{text}: {about}" if about else text))
    return found


def _wanted(said: Situation, words: Words) -> Iterator[tuple[str, str, str, str]]:
    """The section, which paper, a key of its entry, and what it is about."""
    yield "papers", "proposal", "", ""
    for index, one in enumerate(said.pathology):
        yield "pathology", "report", f"-{index}", sample(index, one, words)
        yield "pathology", "slides", f"-{index}", sample(index, one, words)
    if not said.pathology:
        yield "pathology", "report", "", ""
        yield "pathology", "slides", "", ""
    markers = list(dict.fromkeys(one.marker for one in said.biomarkers if one.result != "not_tested"))
    yield "genes", "genes", "", words.listed(markers)
    yield "imaging", "scan_reports", "", ""
    yield "imaging", "scan_images", "", ""
    if any(isinstance(one, Medicine) for one in said.treatments) or not said.treatments:
        yield "treatments", "treatments", "", ""
    courses = [one for one in said.treatments if isinstance(one, Radiation)]
    for index, course in enumerate(courses):
        yield "radiation", "radiation", f"-{index}", words.argument("area", course.target) if course.target else ""
    operations = [one for one in said.treatments if isinstance(one, Surgery | LymphNodeRemoval)]
    for index, operation in enumerate(operations):
        when = words.span(operation.date or operation.started, operation.ended)
        name = words.word(operation.procedure or operation.kind)
        yield "surgery", "surgery", f"-{index}", f"{name}, {when}" if when else name
    yield "health", "blood", "", ""
    yield "health", "heart", "", ""
    yield "health", "medicines", "", ""
    yield "health", "illnesses", "", ""
    yield "papers", "insurance", "", ""
    yield "papers", "contacts", "", ""
