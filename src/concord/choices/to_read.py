"""Which articles of the reading room go with a choice, a test or a question; and the words that are explained."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from concord.choices.shape import GlossaryLine, ReadingLine
from concord.choices.words import Words


def articles(ids: Iterable[str], words: Words) -> list[ReadingLine]:
    """These articles by name."""
    found = (words.knowledge.articles[name] for name in ids)
    return [{"id": one.id, "name": words.text(one.name), "written": words.language in one.text} for one in found]


def about(kind: Literal["choices", "tests", "questions"], record: str, words: Words) -> list[ReadingLine]:
    """The articles that name this record."""
    return articles((one.id for one in words.knowledge.articles.values() if record in getattr(one, kind)), words)


def glossary(words: Words) -> list[GlossaryLine]:
    """Every word that the glossary explains; a document shows those that stand in it. Made once for each language."""
    kept: dict[str, list[GlossaryLine]] = words.knowledge.__dict__.setdefault("_glossary", {})
    if words.language not in kept:
        kept[words.language] = [
            {
                "id": one.id,
                "name": one.forms[words.language][0],
                "forms": list(one.forms[words.language]),
                "say": words.text(one.say),
                "basis": list(one.basis),
            }
            for one in words.knowledge.glossary.values()
        ]
    return kept[words.language]
