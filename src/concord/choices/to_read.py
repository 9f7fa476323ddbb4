"""Which articles of the reading room go with a choice, a test or a question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from concord.choices.shape import ReadingLine
from concord.choices.words import Words


def articles(ids: Iterable[str], words: Words) -> list[ReadingLine]:
    """These articles by name."""
    found = (words.knowledge.articles[name] for name in ids)
    return [{"id": one.id, "name": words.text(one.name), "written": words.language in one.text} for one in found]


def about(kind: Literal["choices", "tests", "questions"], record: str, words: Words) -> list[ReadingLine]:
    """The articles that name this record."""
    return articles((one.id for one in words.knowledge.articles.values() if record in getattr(one, kind)), words)
