"""How hard every text of the knowledge is to read, and the gate that no text passes above.

A file of records is read as one block, and so is each text of its own that is long enough. The formulas are unstable on
short texts, so those are held by the length of their sentences instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from concord.knowledge import articles
from concord.knowledge.check import said_in, spoken
from concord.knowledge.read import FOLDERS, LISTS, SINGLE_FILES
from concord.knowledge.wording import BRACES
from concord.readability import WORD, Counts, count, flesch_kincaid, inflesz

if TYPE_CHECKING:
    from concord.knowledge.load import Knowledge

BLOCK = 100  # words from which the formulas are used
LONGEST_SENTENCE = 25
MEAN_SENTENCE = 15
EASY_ENOUGH = {"en": 8.0, "es": 60.0}  # at most this grade; at least this ease
NAMES_ONLY = frozenset({"sources", "medicines", "medicine_classes", "articles"})  # names and titles, no sentences
A_FIGURE = {"en": "20", "es": "8"}  # stands for a placeholder; a number is read as words of about two syllables
FROM_WORDS = 5  # what is shorter is a name or a label, no sentence


class Text(NamedTuple):
    """One text: where it stands, in which language, and its words with a figure in place of every placeholder."""

    file: str
    where: str
    language: str
    words: str


class Block(NamedTuple):
    """The texts of one file in one language, counted as they are and with the names that a page has to use masked."""

    file: str
    language: str
    texts: int
    raw: Counts
    masked: Counts


def texts(knowledge: Knowledge) -> Iterator[Text]:
    """Every text for people, article by article and record by record."""
    for article in knowledge.articles.values():
        for language, text in article.text.items():
            words = BRACES.sub(A_FIGURE[language], articles.prose(text))
            yield Text(f"articles/{language}/{article.id}.md", "", language, words)
    for kind in (kind for kind in (*LISTS, *FOLDERS) if kind not in NAMES_ONLY):
        for key, record in getattr(knowledge, kind).items():
            file = f"{kind}/{key}.yaml" if kind in FOLDERS else f"{kind}.yaml"
            yield from _texts(record, file, "" if kind in FOLDERS else f"{key}: ")
    for name, file in SINGLE_FILES.items():
        yield from _texts(getattr(knowledge, name), f"{file}.yaml", "")


def _texts(record: object, file: str, key: str) -> Iterator[Text]:
    for say, path in said_in(record, ()):
        for one in spoken(say, path):
            where = key + ".".join(str(part) for part in one.path)
            yield Text(file, where, one.language, BRACES.sub(A_FIGURE[one.language], one.text))


def blocks(knowledge: Knowledge) -> list[Block]:
    """Every file in both languages, articles first."""
    found: dict[tuple[str, str], Block] = {}
    nothing = Counts(0, 0, 0, 0, 0)
    for one in texts(knowledge):
        if len(WORD.findall(one.words)) < FROM_WORDS:
            continue
        before = found.get((one.file, one.language), Block(one.file, one.language, 0, nothing, nothing))
        raw = before.raw + count(one.words, one.language)
        masked = before.masked + count(one.words, one.language, knowledge.hard_names)
        found[one.file, one.language] = Block(one.file, one.language, before.texts + 1, raw, masked)
    return list(found.values())


def too_hard(knowledge: Knowledge) -> Iterator[str]:
    """Every text, and every file, above the gate, with what would bring it below."""
    for one in texts(knowledge):
        counts = count(one.words, one.language, knowledge.hard_names)
        place = f"{one.file} {one.where} ({one.language})"
        if counts.words >= BLOCK:
            yield from _by_formula(place, one.language, counts)
        elif counts.longest_sentence > LONGEST_SENTENCE:
            longest = max(SENTENCES.split(one.words), key=lambda part: len(WORD.findall(part)))
            said = f"a sentence of {counts.longest_sentence} words; at most {LONGEST_SENTENCE}"
            yield f"{place}: {said}: {longest.strip()}"
    for block in blocks(knowledge):
        place = f"{block.file} as a whole ({block.language})"
        if block.masked.words >= BLOCK:
            yield from _by_formula(place, block.language, block.masked)
            if (mean := block.masked.words / block.masked.sentences) > MEAN_SENTENCE:
                yield f"{place}: {mean:.1f} words in a sentence on average; at most {MEAN_SENTENCE}"


SENTENCES = re.compile(r"(?<=[.!?;:])\s+|\n+")


def _by_formula(place: str, language: str, counts: Counts) -> Iterator[str]:
    limit = EASY_ENOUGH[language]
    if language == "en" and (grade := flesch_kincaid(counts)) > limit:
        yield f"{place}: school grade {grade:.1f} by Flesch-Kincaid; at most {limit:g}"
    if language == "es" and (ease := inflesz(counts)) < limit:
        yield f"{place}: {ease:.1f} on INFLESZ; at least {limit:g}"
