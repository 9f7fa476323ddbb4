"""Statements in the language and voice of the reader, and facts, values and entries of the file in words."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Literal

from concord.criteria.terms import Term
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.possible import ABOVE_ZERO, INFINITY, Possible, Range
from concord.situation.dates import Days
from concord.situation.declare import REGISTRY, Because
from concord.situation.model import Biomarker, Medicine, Pathology, Radiation, Situation

Language = Literal["en", "es"]
Talk = Literal["direct", "gentle"]


# In Spanish "y" becomes "e" before the sound of i, and "o" becomes "u" before the sound of o.
BEFORE_SAME_SOUND = {
    ("es", "and"): (re.compile(r"h?[ií](?!e)", re.IGNORECASE), "e"),
    ("es", "or"): (re.compile(r"h?[oó]", re.IGNORECASE), "u"),
}


DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


class MissingTextError(LookupError):
    """A statement has no text in the language asked for."""


class Words:
    """Texts of the knowledge base for one reader."""

    def __init__(self, knowledge: Knowledge, language: Language = "en", talk: Talk = "direct") -> None:
        self.knowledge = knowledge
        self.language = language
        self.talk = talk

    # ------------------------------------------------------------------------------------------ texts
    def text(self, say: model.Say) -> str:
        """A statement in this language and voice."""
        found = getattr(say, self.language)
        if isinstance(found, model.Draft):
            found = found.text
        if found is None:
            raise MissingTextError(f"no text in '{self.language}' for: {say.en}")
        if isinstance(found, model.Voices):
            return found.gentle if self.talk == "gentle" else found.direct
        text: str = found
        return text

    def sentence(self, name: str, /, **values: object) -> str:
        """A sentence of phrases.yaml, filled in."""
        return self.text(self.knowledge.phrases.sentences[name]).format_map(values)

    def site(self, name: str, /, **values: object) -> str:
        """A text of site/, filled in."""
        return self.text(self.knowledge.site_texts[name]).format_map(values)

    def not_reviewed(self) -> str:
        """That no clinician has reviewed the knowledge, and in a translation nobody signed that it is a draft."""
        said = self.sentence("not_reviewed")
        translations = self.knowledge.meta.translation_reviewed_by
        if self.language in translations and translations[self.language] is None:
            said += " " + self.sentence("translation_draft")
        return said

    def word(self, name: str, /, **values: object) -> str:
        """A word of phrases.yaml; an unlisted word is shown as it is, with spaces."""
        say = self.knowledge.phrases.words.get(name)
        return (self.text(say).format_map(values) if values else self.text(say)) if say else name.replace("_", " ")

    def listed(self, parts: list[str], joint: str = "and") -> str:
        """a, b and c"""
        if len(parts) < 2:
            return "".join(parts)
        between = self.word(joint)
        if pattern := BEFORE_SAME_SOUND.get((self.language, joint)):
            between = pattern[1] if pattern[0].match(parts[-1]) else between
        return f"{', '.join(parts[:-1])} {between} {parts[-1]}"

    # ------------------------------------------------------------------------------------------ dates
    def day(self, when: Days | dt.date | str) -> str:
        """A day, a month or a year in words: November 20, 2026; 20 de noviembre de 2026; noviembre de 2026."""
        if isinstance(when, dt.date):
            when = when.isoformat()
        if isinstance(when, Days):
            first, apart, last = str(when).partition(" to ")
            if apart:
                return self.word("from_to", low=self.day(first), high=self.day(last))
            when = first
        if not DATE.fullmatch(when):
            return when  # a year, or what a record calls its day
        year, month, *rest = when.split("-")
        name = self.word(f"month_{int(month)}")
        if not rest:
            return self.sentence("month_of_year", month=name, year=year)
        return self.sentence("day_of_month", day=int(rest[0]), month=name, year=year)

    def span(self, start: Days | None, end: Days | None) -> str:
        """From one day to another, as far as they are known."""
        if start and end and start != end:
            return f"{self.day(start)} – {self.day(end)}"
        known = start or end
        return self.day(known) if known else ""

    # ------------------------------------------------------------------------------------------ names
    def medicine(self, name: str) -> str:
        """A medicine or class as people call it."""
        known = self.knowledge.medicines.get(name) or self.knowledge.medicine_classes.get(name)
        return self.text(known.name) if known and known.name else name.replace("_", " ")

    def title(self, evidence: model.Evidence) -> str:
        """The name of a study; most are the same in every language."""
        return (evidence.title_es if self.language == "es" else None) or evidence.title

    def argument(self, kind: str, value: str) -> str:
        if kind in ("medicine_or_class", "medicine"):
            return self.medicine(value)
        if kind == "condition":
            found = next((one.name for one in self.knowledge.lists.conditions if one.id == value), None)
            return self.text(found) if found else value.replace("_", " ")
        if kind == "area":
            area = self.knowledge.lists.areas.get(value)
            return self.text(area.name) if area else self.word(value)
        if kind == "gene":
            return value
        if kind == "concern":
            return self.text(self.knowledge.concerns[value].name)
        return self.word(value)

    def fact(self, term: Term) -> str:
        """The name of a fact, with its arguments."""
        label = self.text(self.knowledge.phrases.facts[term.name])
        parts = []
        for (_, kind, optional), value in zip(REGISTRY[term.name].parameters, term.arguments, strict=True):
            if value is None:
                parts.append("")
            else:
                word = self.argument(kind, value)
                parts.append(word if not optional else f": {word}" if kind == "medicine_or_class" else f", {word}")
        return label.format(*parts)

    # ------------------------------------------------------------------------------------------ values
    def value(self, term: Term, possible: Possible) -> str:
        """The values still possible, in words."""
        declared = REGISTRY[term.name]
        if possible == declared.domain:
            return self.word("not_known")
        if isinstance(possible, Range):
            unit = declared.unit
            if unit == "months" and ABOVE_ZERO < possible.low < possible.high < INFINITY:
                possible = Range(math.floor(possible.low), math.ceil(possible.high))
            return self.range(
                possible,
                ""
                if unit in ("lines", "cycles", "months", "years", "ECOG", "points", "nodes", "fractions", "CTCAE grade")
                else unit,
            )
        names = sorted(possible)
        known = self.knowledge.phrases.words  # a value may have a word of its own for one fact
        return self.listed(
            [self.word(of_fact if (of_fact := f"{name}_{term.name}") in known else name) for name in names], "or"
        )

    def range(self, span: Range, unit: str = "") -> str:
        """A range of numbers: 60, 11 to 13, at least 240, "some, the amount is not known"."""
        tail = f" {unit}" if unit else ""
        if span.low == ABOVE_ZERO:
            return (
                self.word("some_amount")
                if span.high == INFINITY
                else self.word("at_most", number=plain(span.high) + tail)
            )
        if span.is_single:
            return self.word("never") if span.low == INFINITY else plain(span.low) + tail
        if span.high == INFINITY:
            return self.word("at_least", number=plain(span.low) + tail)
        low, high = plain(span.low), plain(span.high)
        return low + tail if low == high else self.word("from_to", low=low, high=high) + tail

    def because(self, one: Because, situation: Situation) -> str:
        """Where a value comes from: the entry in words, its date, and the arithmetic."""
        parts = [self.entry(one.place, situation)]
        if one.since and one.until and one.months is not None:
            counted = self.range(Range(round(one.months.low, 1), round(one.months.high, 1)))
            since, until = self.day(one.since), self.day(one.until)
            parts.append(self.sentence("date_arithmetic", since=since, until=until, months=counted))
        record = situation.records.get(one.place)
        if record:
            day = self.day(record.date) if record.date else ""
            parts.append(" ".join(part for part in (record.type, record.id, record.code, day) if part))
        return "; ".join(part for part in parts if part)

    def entry(self, place: str, situation: Situation) -> str:
        """One entry of the file in words."""
        name, _, index = place.partition("[")
        if not index:
            return self.word("as_told")
        entry = getattr(situation, name)[int(index[:-1])]
        if isinstance(entry, Medicine):
            return self.treatment(entry)
        if isinstance(entry, Pathology):
            return self.pathology(entry)
        if isinstance(entry, Biomarker):
            return self.biomarker(entry)
        what = entry.target if isinstance(entry, Radiation) else entry.procedure
        amount = f"{plain(entry.dose_gy)} Gy" if isinstance(entry, Radiation) and entry.dose_gy is not None else ""
        return ", ".join(
            part
            for part in (
                self.word(entry.kind),
                self.word(what) if what else "",
                amount,
                self.span(entry.started, entry.ended or entry.date),
            )
            if part
        )

    def drugs(self, entry: Medicine) -> str:
        names = [self.medicine(self.knowledge.vocabulary.resolve(drug) or drug) for drug in entry.drugs]
        return f" {self.word('with')} ".join(names) if len(names) < 3 else self.listed(names)

    def treatment(self, entry: Medicine) -> str:
        reason = self.word(entry.stopped_because) if entry.stopped_because else ""
        return ", ".join(
            part for part in (self.drugs(entry), self.span(entry.started or entry.date, entry.ended), reason) if part
        )

    def pathology(self, entry: Pathology) -> str:
        parts = [
            self.word(entry.specimen) if entry.specimen else "",
            self.word(entry.site) if entry.site else "",
            self.day(entry.date) if entry.date else "",
        ]
        for name in ("er", "pr"):
            percent, word = getattr(entry, f"{name}_percent"), getattr(entry, name)
            if percent is not None or word:
                parts.append(
                    f"{name.upper()} {plain(percent)} %" if percent is not None else f"{name.upper()} {self.word(word)}"
                )
        if entry.her2_ihc:
            parts.append(f"HER2 {self.word(entry.her2_ihc)}")
        if entry.her2_ish:
            parts.append(f"ISH {self.word(entry.her2_ish)}")
        if entry.her2_status:
            parts.append(f"HER2 {self.word(entry.her2_status)}")
        return ", ".join(part for part in parts if part)

    def biomarker(self, entry: Biomarker) -> str:
        number = (
            f"CPS {plain(entry.cps)}"
            if entry.cps is not None
            else f"{plain(entry.immune_cells_percent)} %"
            if entry.immune_cells_percent is not None
            else f"{plain(entry.value)} {entry.unit or ''}"
            if entry.value is not None
            else ""
        )
        parts = (
            entry.marker,
            entry.variant,
            self.word(entry.result) if entry.result else "",
            entry.assay,
            number,
            self.word(entry.specimen) if entry.specimen else "",
            self.day(entry.date) if entry.date else "",
        )
        return ", ".join(part for part in parts if part)


def plain(number: float) -> str:
    """A number without needless digits."""
    return (
        f"{number:.0f}" if number == int(number) else f"{round(number, 1):g}" if abs(number) >= 1 else f"{number:.2g}"
    )
