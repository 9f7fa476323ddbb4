"""The packet for a second opinion: what a situation knows, in the order in which another oncologist reads it, and what
is missing, listed as missing. Any section can be left out; then nothing of it stands anywhere in the packet.

Nothing is concluded here, and nothing is said of how long people live: it holds what was told or recorded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypedDict

from concord.choices.words import Language, Words
from concord.documents import packet_sections
from concord.documents.packet_gaps import gaps
from concord.documents.packet_papers import papers
from concord.documents.packet_sections import Part, Table
from concord.knowledge.load import Knowledge
from concord.situation.derive import derive
from concord.situation.model import Cancer, Health, Medicine, Person, Priorities, Radiation, Situation
from concord.situation.notes import signs_in

# The sections in their order. The question comes first and the papers last.
SECTIONS = (
    "question",
    "about",
    "timeline",
    "pathology",
    "genes",
    "imaging",
    "treatments",
    "radiation",
    "surgery",
    "health",
    "matters",
    "notes",
    "missing",
    "papers",
)
LETTER_PAPER = frozenset({"US", "CA", "MX"})
KINDS = {"treatments": Medicine, "radiation": Radiation}
WHERE = (
    "sites",
    "sites_ruled_out",
    "sites_complete",
    "brain",
    "brain_lesions",
    "visceral_crisis",
    "lesions",
    "measurable",
)


class Wishes(NamedTuple):
    """What the person asks, by when, and which sections stay out."""

    question: str = ""
    by: str = ""
    left_out: frozenset[str] = frozenset()


class Section(TypedDict):
    id: str
    heading: str
    lines: list[str]
    table: Table | None
    note: str
    time: Mapping[str, Any] | None


class Packet(TypedDict):
    title: str
    language: str
    as_of: str
    paper: str
    lead: str
    made_on: str
    whole: str
    by_hand: list[str]
    not_reviewed: str
    urgent: list[str]
    urgent_heading: str
    picture: str
    sections: list[Section]


def without(situation: Situation, left_out: Iterable[str]) -> Situation:
    """The situation without what belongs to the sections that stay out. What is partly left out is never whole."""
    out = set(left_out)
    change: dict[str, Any] = {"records": {}, "not_understood": ()}
    if "about" in out:
        change["person"] = Person(language=situation.person.language)
        change["call_first"] = None
    cancer = situation.cancer
    if "about" in out:
        cancer = cancer.model_copy(update={"extent": None, "presentation": None})
    if "imaging" in out:
        cancer = cancer.model_copy(update={name: Cancer.model_fields[name].default for name in WHERE})
    if "timeline" in out:
        cancer = cancer.model_copy(update={"first_diagnosed": None, "metastatic_since": None})
    change["cancer"] = cancer
    for section, key in (("pathology", "pathology"), ("genes", "biomarkers")):
        if section in out:
            change[key] = ()
    if out & {"treatments", "radiation", "surgery"}:
        kept = tuple(one for one in situation.treatments if _section_of(one) not in out)
        change |= {"treatments": kept, "treatments_complete": None, "treatments_since_spread_complete": None}
    if "health" in out:
        change |= {"health": Health(), "symptoms": ()}
    if "matters" in out:
        change["priorities"] = Priorities()
    if "notes" in out:
        change["notes"] = None
    return situation.model_copy(update=change)


def _section_of(entry: object) -> str:
    return next((name for name, kind in KINDS.items() if isinstance(entry, kind)), "surgery")


def packet(
    situation: Situation,
    knowledge: Knowledge,
    as_of: dt.date,
    *,
    language: Language = "en",
    wishes: Wishes = Wishes(),
    time: Mapping[str, Any] | None = None,
) -> Packet:
    """The packet of a situation from which the left-out sections are already gone (`without`). `time` is its line of
    time as places on a picture."""
    words = Words(knowledge, language)
    facts = derive(situation, knowledge.vocabulary, as_of)
    shown = [name for name in SECTIONS if name not in wishes.left_out]
    own: dict[str, Part] = {
        "question": Part(lines=[line for line in _question(wishes, words) if line]),
        "timeline": Part(),
        "missing": Part(lines=[one.say for one in gaps(facts, words, wishes, shown)], note=words.site("packet_no_gap")),
        "papers": Part(lines=[one.say for one in papers(situation, words, shown)]),
    }
    sections: list[Section] = []
    for name in shown:
        part = own[name] if name in own else packet_sections.MAKERS[name](facts, words)
        if name == "notes" and not part.lines:
            continue
        empty = not (part.lines or part.table or (name == "timeline" and time and (time["rows"] or time["undated"])))
        sections.append(
            {
                "id": name,
                "heading": words.site(f"packet_{name}"),
                "lines": [*part.lines, *([part.note or words.site("packet_none")] if empty else [])],
                "table": _over_time(time, words) if name == "timeline" else part.table,
                "note": words.site(f"packet_note_{name}") if f"packet_note_{name}" in knowledge.site_texts else "",
                "time": time if name == "timeline" and not empty else None,
            }
        )
    return {
        "title": words.site("packet_title"),
        "language": language,
        "as_of": as_of.isoformat(),
        "paper": "us-letter" if situation.person.country in LETTER_PAPER else "a4",
        "lead": words.site("packet_lead"),
        "made_on": words.site("packet_made_on", date=words.day(as_of)),
        "whole": words.site("packet_whole"),
        "by_hand": [words.site(f"packet_hand_{one}") for one in ("name", "born", "reach")],
        "not_reviewed": words.not_reviewed(),
        "urgent": urgent(situation, words),
        "urgent_heading": words.word("heading_urgent"),
        "picture": words.site("packet_picture"),
        "sections": sections,
    }


def urgent(situation: Situation, words: Words) -> list[str]:
    """The signs that cannot wait, marked or found in the notes."""
    written = signs_in(situation.notes or "", words.knowledge.phrases_of_signs)
    return [
        f"{words.text(sign.say)} {words.text(sign.action)}"
        for sign in words.knowledge.urgent.values()
        if sign.id in situation.symptoms or sign.id in written
    ]


def in_words(made: Packet) -> list[tuple[str, str, list[str]]]:
    """Each section as lines alone: its id, its heading, what it says."""
    found = []
    for one in made["sections"]:
        lines = [f"{made['picture']}"] if one["time"] and not one["table"] else []
        if table := one["table"]:
            lines += [
                "; ".join(f"{head}: {cell}" for head, cell in zip(table["columns"], row, strict=True))
                for row in table["rows"]
            ]
        found.append((one["id"], one["heading"], [*lines, *one["lines"], *([one["note"]] if one["note"] else [])]))
    return found


def _question(wishes: Wishes, words: Words) -> list[str]:
    return [
        wishes.question.strip(),
        words.site("packet_by", when=wishes.by.strip()) if wishes.by.strip() else "",
    ]


def _over_time(time: Mapping[str, Any] | None, words: Words) -> Table | None:
    rows = [[one["what"], one["when"]] for one in (*time["rows"], *time["undated"])] if time else []
    columns = [words.site("timeline_what"), words.site("timeline_when")]
    return {"columns": columns, "rows": rows} if rows else None


# ------------------------------------------------------------------------------------------------ as documents
def packet_html(made: Packet) -> str:
    """One file that needs nothing else."""
    from concord.documents.html import render

    return render("packet.html.j2", packet=made)


def packet_pdf(made: Packet) -> bytes:
    """A tagged PDF (PDF/UA-1)."""
    from concord.documents.pdf import compiled

    return compiled("packet.typ", made, made["as_of"])
