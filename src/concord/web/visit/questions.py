"""The questions of a visit. There is one list of a person's questions, that of "my questions"; a visit picks from it
while it lies ahead, and keeps its own part of it once it is over, so that it can be read again as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from concord.web.choices import noted
from concord.web.choices.noted import Note
from concord.web.choices.parts import Say
from concord.web.visit.keep import Visit

Question = dict[str, Any]
STARS = 3
"""How many questions can be starred."""


def listed(document: Mapping[str, Any], visit: Visit, notes: Mapping[str, Note], say: Say) -> list[Question]:
    """Every question that can be picked; of a visit that is over, those that it keeps."""
    known = {"questions": document["questions"] if document["in_scope"] and not visit.is_over else []}
    found = noted.listed(known, notes_of(visit, notes), say)
    return [{**one, "also": visit.also.get(one["id"], "")} for one in found] if visit.is_over else found


def notes_of(visit: Visit, notes: Mapping[str, Note]) -> dict[str, Note]:
    """What was noted beside the questions of this visit."""
    return dict(notes if visit.notes is None else visit.notes)


def starred(some: Iterable[Question], visit: Visit) -> list[Question]:
    return [one for one in some if one["id"] in visit.stars]


def star(visit: Visit, some: Iterable[Question], notes: Mapping[str, Note]) -> dict[str, Note]:
    """The notes, now that these stand on the goal sheet: each is to be asked, also where it was asked at an earlier
    visit."""
    words, after = {one["id"]: one["say"] for one in some}, dict(notes)
    for name in visit.stars:
        old = after.get(name, {"want": False, "asked": False, "answer": "", "say": words.get(name, "")})
        after[name] = {**old, "want": True, "asked": old["asked"] and name in visit.noted}
    visit.noted = list(visit.stars)
    return after


# ------------------------------------------------------------------------------------------------ which belong to it
def was_asked(name: str, note: Note, visit: Visit, earlier: Iterable[Visit]) -> bool:
    """Whether this was asked at this visit, or something was answered that no earlier visit has."""
    before = [one.notes[name] for one in earlier if one.notes and name in one.notes]
    told = bool(note["answer"]) and note["answer"] not in [one["answer"] for one in before]
    asked_before = any(one["asked"] for one in before)
    return told or bool(note["asked"] and (name in visit.stars or not asked_before))


def belongs(name: str, note: Note, visit: Visit, earlier: list[Visit]) -> bool:
    """Whether a question is one of this visit: starred, asked at it, or still to be asked."""
    waits = note["want"] and not note["asked"] and not note["answer"]
    return name in visit.stars or waits or was_asked(name, note, visit, earlier)


def own(notes: Mapping[str, Note], visit: Visit, earlier: list[Visit]) -> dict[str, Note]:
    """The notes that belong to this visit; an answer of an earlier one is not among them."""
    if visit.notes is not None:
        return visit.notes
    mine = {n: one for n, one in notes.items() if n != noted.TYPED and belongs(n, one, visit, earlier)}
    asked = {n: was_asked(n, one, visit, earlier) for n, one in mine.items()}
    return {n: one if asked[n] else {**one, "asked": False, "answer": ""} for n, one in mine.items()}


def end(visit: Visit, some: Iterable[Question], notes: Mapping[str, Note], earlier: list[Visit], language: str) -> None:
    """The visit is over: its questions and answers stay with it as they stand."""
    if visit.notes is None:
        visit.notes, visit.language = own(notes, visit, earlier), language
        visit.also = {one["id"]: one["also"] for one in some if one["id"] in visit.notes and one["also"]}


def groups(
    some: list[Question], notes: Mapping[str, Note], visit: Visit, earlier: list[Visit]
) -> dict[str, list[Question]]:
    """The questions as a page shows them: with a star, others of this visit, and all else that could be asked."""
    found: dict[str, list[Question]] = {"stars": [], "mine": [], "rest": []}
    for one in some:
        note = notes.get(one["id"])
        if one["id"] in visit.stars:
            found["stars"].append(one)
        elif visit.is_over or (note and belongs(one["id"], note, visit, earlier)):
            found["mine"].append(one)
        else:
            found["rest"].append(one)
    return found
