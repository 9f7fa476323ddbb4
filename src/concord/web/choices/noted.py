"""What a person notes beside the questions: to be asked, asked, the answer; and questions of her own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from concord.web.choices.parts import Say, part

Note = dict[str, Any]
MARKS = ("want", "asked")
LONGEST = {"answer": 2000, "say": 500}
"""How many letters an answer and a question of one's own may have."""
MOST_OWN = 20
TOO_MANY = "too-many"
OWN = "own-"
TYPED = "own-typed"
"""A question of her own that is still being typed."""


def listed(document: Mapping[str, Any], notes: Mapping[str, Note], say: Say) -> list[dict[str, Any]]:
    """The questions of the brief as they stand there, each with its note; then those noted before that are no longer
    among them, and the person's own."""
    known = {one["id"] for one in document["questions"]}
    others = [name for name in notes if name not in known and name != TYPED]
    kept = [
        {
            "id": name,
            "say": notes[name]["say"],
            "also": "",
            "why": say("asks_own" if name.startswith(OWN) else "asks_earlier"),
            "starred": False,
            "refs": [],
        }
        for name in sorted(others, key=lambda one: one.startswith(OWN))
    ]
    return [{**one, "note": _on_paper(notes.get(one["id"]), say)} for one in (*document["questions"], *kept)]


def sheet(document: Mapping[str, Any], notes: Mapping[str, Note], say: Say) -> dict[str, Any]:
    """The part of a document that the page of questions shows."""
    return part(document, "asks", say("part_asks"), questions=listed(document, notes, say))


def take(
    sent: QueryDict, shown: list[dict[str, Any]], before: Mapping[str, Note], *, draft: bool
) -> tuple[dict[str, Note], set[str]]:
    """The notes as they were sent, and the names of fields that are too long. What is too long stays as it was, and so
    does what the form did not show."""
    notes: dict[str, Note] = {}
    too_long: set[str] = set()

    def text(name: str, kind: str, old: str) -> str:
        given = sent.get(name, "").replace("\r\n", "\n").strip()
        if len(given) <= LONGEST[kind]:
            return given
        too_long.add(name)
        return old

    marked = {mark: set(sent.getlist(mark)) for mark in MARKS}
    in_form = set(sent.getlist("shown"))
    for one in shown:
        name, old = one["id"], before.get(one["id"])
        if name not in in_form:
            notes |= {name: old} if old else {}
            continue
        note: Note = {mark: name in marked[mark] for mark in MARKS}
        note["answer"] = text(f"answer-{name}", "answer", old["answer"] if old else "")
        note["say"] = one["say"]
        own = name.startswith(OWN)
        # A question of one's own goes when its words are taken away, unless there is an answer to it.
        words = text(f"say-{name}", "say", one["say"]) if own else ""
        if own and words:
            note["say"] = words
        if words or any(note[key] for key in (*MARKS, "answer")):
            notes[name] = note
    new = text("say-new", "say", before.get(TYPED, {}).get("say", ""))
    numbers = [int(name.removeprefix(OWN)) for name in notes if name.startswith(OWN)]
    if new and len(numbers) >= MOST_OWN:
        too_long.add(TOO_MANY)
    elif new:
        name = TYPED if draft else f"{OWN}{max(numbers, default=0) + 1}"
        notes[name] = {"want": True, "asked": False, "answer": "", "say": new}
    return notes, too_long


def _on_paper(note: Note | None, say: Say) -> dict[str, Any] | None:
    if note is None:
        return None
    return {"marks": [say(f"asks_{mark}") for mark in MARKS if note[mark]], "answer": note["answer"]}
