"""The articles of the reading room: Markdown in knowledge/articles/LANGUAGE/ID.md.

Figures stand in evidence/ and are pointed to: {evidence-id.figure.arm}. A link names another article by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from concord.knowledge import model
from concord.knowledge.wording import RULES, text_faults

if TYPE_CHECKING:
    from concord.knowledge.load import Knowledge

LANGUAGES = ("en", "es")
FIGURE = re.compile(r"\{([a-z0-9-]+)\.([a-z0-9_]+)\.([a-z]+)\}")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
NEXT = {"en": "What you can do next", "es": "Qué puede hacer ahora"}
WORDS = range(400, 951)


NOT_PROSE = re.compile(r"^#+ .*$|^- |\*\*|`", re.MULTILINE)


def prose(text: str) -> str:
    """What of an article is read as sentences: no headings, no marks of Markdown."""
    return NOT_PROSE.sub("", LINK.sub(r"\1", text))


def texts(root: Path, name: str) -> dict[str, str]:
    """The text of an article by language, as far as it is written."""
    files = {language: root / "articles" / language / f"{name}.md" for language in LANGUAGES}
    return {language: file.read_text(encoding="utf-8") for language, file in files.items() if file.exists()}


def faults(article: model.Article, knowledge: Knowledge) -> Iterator[str]:
    """What is wrong with one article, in every language."""
    for part in ("sources", "choices", "tests", "questions"):
        known = getattr(knowledge, part)
        for name in getattr(article, part):
            if name not in known:
                yield f"'{name}' is not in {part}"
    for language in LANGUAGES:
        if language not in article.text:
            yield f"articles/{language}/{article.id}.md is missing"
            continue
        for message in _text_faults(article, knowledge, language):
            yield f"articles/{language}/{article.id}.md: {message}"
    if len(article.text) == len(LANGUAGES):
        yield from _apart(article)


def _text_faults(article: model.Article, knowledge: Knowledge, language: str) -> Iterator[str]:
    text = article.text[language]
    name = getattr(article.name, language)
    name = name.text if isinstance(name, model.Draft) else name
    if text.partition("\n")[0] != f"# {name}":
        yield f"the first line is the title: # {name}"
    if not (headings := HEADING.findall(text)) or headings[-1] != NEXT[language]:
        yield f"the last section is called '{NEXT[language]}'"
    if (count := len(text.split())) not in WORDS:
        yield f"{count} words; {WORDS.start} to {WORDS.stop - 1} were expected"
    for _, name in LINK.findall(text):
        if name not in knowledge.articles:
            yield f"the link '{name}' leads to no article"
    for match in FIGURE.finditer(text):
        if message := _unusable(knowledge, *match.groups()):
            yield f"'{match.group(0)}' {message}"
    plain = FIGURE.sub("some", LINK.sub(r"\1", text))
    yield from text_faults(plain, set(), about_choices=True, may_direct=True, language=language)
    before_next = plain.partition(f"## {NEXT[language]}")[0]  # that section alone may tell what to do
    if found := RULES[language].urging.search(before_next):
        yield f"'{found.group(0)}' ranks or urges; say it another way"


def _unusable(knowledge: Knowledge, evidence_id: str, name: str, arm: str) -> str | None:
    """Why a figure cannot be shown here; None when it can."""
    evidence = knowledge.evidence.get(evidence_id)
    if evidence is None:
        return "names no study"
    if name.startswith("survival"):
        return "is about survival, which is shown only to those who ask"
    if figure := evidence.figures.get(name):
        known = arm in ("studied", "control") and getattr(figure, arm) is not None
        return None if known and figure.checked.state == "verified" else "is no confirmed figure"
    for table in evidence.harms:
        if harm := table.effects.get(name):
            pair = getattr(harm, arm, None) if arm in ("any", "severe") else None
            known = pair is not None and pair[0] is not None
            return None if known and (harm.checked or table.checked).state == "verified" else "is no confirmed figure"
    return "is no figure of that study"


def _apart(article: model.Article) -> Iterator[str]:
    """The languages say the same: as many sections and items, the same figures and links."""
    english, spanish = (_shape(article.text[language]) for language in LANGUAGES)
    for what in english:
        if english[what] != spanish[what]:
            yield f"the English and the Spanish text differ in their {what}"


def _shape(text: str) -> dict[str, list[str]]:
    return {
        "sections": ["##"] * len(HEADING.findall(text)),
        "list items": re.findall(r"^- ", text, re.MULTILINE),
        "figures": sorted(match.group(0) for match in FIGURE.finditer(text)),
        "links": sorted(match.group(2) for match in LINK.finditer(text)),
    }
