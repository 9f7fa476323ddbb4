"""The reading room as JSON: the same words, sources and dates as on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from concord.choices.to_read import glossary
from concord.choices.words import Language
from concord.documents.article import parts
from concord.web.site.pages import knowledge, words_in


def article(name: str, language: Language) -> dict[str, Any]:
    """One article: its text as Markdown, the words in it explained, where it comes from, and when."""
    record = knowledge().articles[name]
    made = parts(name, knowledge(), language, lambda other: reverse("article", args=[language, other]))
    return {
        **_line(name, language),
        "text": made["text"],
        "words": [{"name": one["name"], "say": one["say"]} for one in made["glossary"]],
        "sources": [source(one.id) for one in made["sources"]],
        "about": made["about"],
        "choices": list(record.choices),
        "tests": list(record.tests),
        "questions": list(record.questions),
    }


def articles(language: Language) -> dict[str, Any]:
    return {**about(language), "articles": [_line(name, language) for name in knowledge().articles]}


def words(language: Language) -> dict[str, Any]:
    listed = sorted(glossary(words_in(language)), key=lambda one: one["name"].lower())
    lines = [
        {**{key: one[key] for key in ("id", "name", "forms", "say")}, "sources": list(one["basis"])} for one in listed
    ]
    return {**about(language), "words": lines, "sources": sources(name for one in listed for name in one["basis"])}


def about(language: Language) -> dict[str, Any]:
    """Which knowledge this is, how old, and who looked through it."""
    meta, said = knowledge().meta, words_in(language)
    return {
        "language": language,
        "version": meta.version,
        "as_of": meta.as_of.isoformat(),
        "next_review": meta.next_review.isoformat(),
        "reviewed": meta.reviewed.isoformat() if meta.reviewed else None,
        "reviewed_by": meta.reviewed_by,
        "note": said.not_reviewed(),
        "licence": meta.licence,
    }


def sources(names: Iterable[str]) -> list[dict[str, Any]]:
    return [source(name) for name in dict.fromkeys(names)]


def source(name: str) -> dict[str, Any]:
    one = knowledge().sources[name]
    return {key: getattr(one, key) for key in ("id", "title", "publisher", "lang", "year", "date", "url")}


def _line(name: str, language: Language) -> dict[str, Any]:
    record, said = knowledge().articles[name], words_in(language)
    return {
        "id": name,
        "language": language,
        "title": said.text(record.name),
        "address": reverse("article", args=[language, name]),
        "written": record.written.isoformat(),
        "next_review": record.review.next.isoformat(),
        "note": said.not_reviewed(),
    }
