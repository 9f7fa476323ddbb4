"""All that a file says, section by section, each line with the one page that changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from concord.choices.words import Words
from concord.situation.model import Medicine, Situation
from concord.web.site.pages import knowledge
from concord.web.whole.answers import label, said
from concord.web.whole.file import ABSENT, File, read, told
from concord.web.whole.shape import field_of
from concord.web.whole.table import SECTIONS, Question, of_section

Places = frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was told or may be told: what was asked, what was said, the page that changes it, and which
    places of the file it shows."""

    name: str
    question: str
    said: str
    address: str
    places: Places = frozenset()
    not_known: bool = False


@dataclass(slots=True)
class Section:
    name: str
    title: str
    address: str = ""
    told: list[Line] = field(default_factory=list)
    open: list[Line] = field(default_factory=list)


def sections(file: File, seen: Iterable[str], words: Words, origin: str = "change") -> list[Section]:
    """The whole list, in reading order."""
    facts, situation = told(file), read(file)
    seen = set(seen)
    found = []
    for name in SECTIONS:
        section = Section(name, words.site(f"section_{name}"))
        for one in of_section(name):
            line = _line(one, file, facts, words, origin, f"unknown:{one.name}" in seen)
            if line.said:
                section.told.append(line)
            elif one.fits(facts):
                section.open.append(line)
        if name in LISTED:
            page, lines = LISTED[name]
            section.address = reverse(page, args=[words.language])
            section.told += lines(facts, situation, words, section.address)
        found.append(section)
    found[-1].told += _from_elsewhere(facts, words)
    return found


def _line(one: Question, file: File, facts: File, words: Words, origin: str, not_known: bool) -> Line:
    raw = file.get(one.part, {}) if one.part else file
    canonical = facts.get(one.part, {}) if one.part else facts
    parts = []
    for place, key in enumerate(one.fields):
        if canonical.get(key.key) not in ABSENT:
            answer = said(key, raw.get(key.key, canonical[key.key]), words)
            needs_name = len(one.keys) > 1 and (place > 0 or key.kind == "number")
            parts.append(_named(label(key, words)) + answer if needs_name else answer)
    prefix = f"{one.part}." if one.part else ""
    return Line(
        one.name,
        words.site(f"ask_{one.name}"),
        "; ".join(parts),
        reverse(origin, args=[words.language, one.name]),
        frozenset(f"{prefix}{key}" for key in one.keys),
        not_known,
    )


def _named(text: str) -> str:
    return f"{text} " if text.endswith("?") else f"{text}: "


def report(entry: Any, words: Words) -> str:
    """A report in one line, with all that stands in it."""
    text = words.pathology(entry)
    growth = entry.ki67_percent
    return f"{text}, {said_of('pathology', 'ki67_percent', growth, words)}" if growth is not None else text


def said_of(part: str, key: str, value: Any, words: Words) -> str:
    one = field_of(part, key)
    return f"{label(one, words)} {said(one, value, words)}"


def _reports(facts: File, situation: Situation, words: Words, address: str) -> list[Line]:
    return [
        Line(
            f"report-{n}",
            words.site("report_number", number=n),
            report(entry, words) or words.site("not_told"),
            reverse("report", args=[words.language, n]),
            frozenset({f"pathology[{n - 1}]"}),
        )
        for n, entry in enumerate(situation.pathology, 1)
    ]


def _markers(facts: File, situation: Situation, words: Words, address: str) -> list[Line]:
    return [
        Line(
            f"marker-{n}",
            marker_name(entry.marker, entry.origin == "germline", words),
            words.biomarker(entry).partition(", ")[2] or words.site("not_told"),
            reverse("marker", args=[words.language, n]),
            frozenset({f"biomarkers[{n - 1}]"}),
        )
        for n, entry in enumerate(situation.biomarkers, 1)
    ]


def marker_name(marker: str, inherited: bool, words: Words) -> str:
    return words.site("marker_inherited", name=marker) if inherited else marker


def _treatments(facts: File, situation: Situation, words: Words, address: str) -> list[Line]:
    lines = [
        Line(
            f"treatment-{n}",
            words.site("treatment_number", number=n),
            words.treatment(one) if isinstance(one, Medicine) else words.entry(f"treatments[{n - 1}]", situation),
            address,
            frozenset({f"treatments[{n - 1}]"}),
        )
        for n, one in enumerate(situation.treatments, 1)
    ]
    for key in ("treatments_since_spread_complete", "treatments_complete"):
        if key in facts:
            answer = words.site("whole_yes" if facts[key] else "whole_no")
            lines.append(Line(key, words.site(f"field_{key}"), answer, address, frozenset({key})))
    return lines


# What matters: the key of the file and the name of the fact that says it.
PRIORITIES = {
    "approach": "approach",
    "pain_first": "pain_first",
    "trials": "open_to_trials",
    "insurance": "insurance",
    "cost_is_a_concern": "cost_is_a_concern",
    "help_at_home": "help_at_home",
    "role": "decision_role",
    "talk": "voice",
}


def _matters(facts: File, situation: Situation, words: Words, address: str) -> list[Line]:
    priorities = facts.get("priorities", {})
    lines = []
    if own := priorities.get("in_my_words"):
        lines.append(Line("in_my_words", words.word("heading_your_words"), own, address))
    concerns = knowledge().concerns
    weighed = "; ".join(
        f"{words.text(concerns[one].name) if one in concerns else one.replace('_', ' ')}: {words.word(much)}"
        for one, much in priorities.get("matters", {}).items()
    )
    if weighed:
        lines.append(Line("matters", words.site("q_matters"), weighed, address))
    for key, fact in PRIORITIES.items():
        if key in priorities:
            value = priorities[key]
            yes_no = {True: "whole_yes", False: "whole_no", "yes": "whole_yes", "no": "whole_no"}
            answer = words.site(yes_no[value]) if value in yes_no else _word(value, fact, words)
            name = words.text(words.knowledge.phrases.facts[fact])
            lines.append(Line(key, name[:1].upper() + name[1:], answer, address))
    if figures := priorities.get("survival_figures"):
        lines.append(
            Line("survival_figures", words.site("field_survival_figures"), words.site(f"figures_{figures}"), address)
        )
    return [Line(one.name, one.question, one.said, one.address, frozenset({f"priorities.{one.name}"})) for one in lines]


def _word(value: str, fact: str, words: Words) -> str:
    return words.word(of_fact if (of_fact := f"{value}_{fact}") in words.knowledge.phrases.words else value)


def _from_elsewhere(facts: File, words: Words) -> list[Line]:
    """What nobody is asked for: the day of a file that was brought, and what was not understood in it."""
    lines = []
    if day := facts.get("as_of"):
        lines.append(Line("as_of", words.site("field_as_of"), words.day(day), "", frozenset({"as_of"})))
    if language := facts.get("person", {}).get("language"):
        answer = words.word(f"in_{language}")
        lines.append(Line("language", words.site("field_language"), answer, "", frozenset({"person.language"})))
    for n, one in enumerate(facts.get("not_understood", ())):
        heading = words.word("heading_not_understood")
        lines.append(Line(f"not-{n}", heading, one["words"], "", frozenset({f"not_understood[{n}]"})))
    return lines


LISTED = {
    "reports": ("reports", _reports),
    "markers": ("markers", _markers),
    "treatments": ("treatments", _treatments),
    "matters": ("matters", _matters),
}
