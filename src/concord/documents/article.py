"""An article as Markdown or as a page, with its figures filled in: where it comes from, when it was written and is
looked through again, how hard it is to read, and whether anyone has reviewed it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from concord.choices.statements import figure_value
from concord.choices.to_read import glossary
from concord.choices.words import Language, Words
from concord.documents.glossary import in_page, met
from concord.knowledge import model
from concord.knowledge.articles import FIGURE, prose
from concord.knowledge.load import Knowledge
from concord.readability import levels


def article(name: str, knowledge: Knowledge, language: Language = "en") -> str:
    """The whole article as Markdown; LookupError when there is none of that name or in that language."""
    made = _made(name, knowledge, language)
    sources = "\n".join(f"- {one.title}. {one.publisher}, {one.year}. <{one.url}>" for one in made["sources"])
    explained = "\n".join(f"- **{one['name']}:** {one['say']}" for one in made["glossary"])
    last = "\n\n".join(made["about"])
    parts = [made["text"], *((f"## {made['heading_glossary']}", explained) if explained else ())]
    return "\n\n".join([*parts, f"## {made['heading_sources']}", sources, last]) + "\n"


def article_html(name: str, knowledge: Knowledge, language: Language = "en") -> str:
    """The whole article as one page that needs nothing else."""
    from concord.documents.html import render

    made = parts(name, knowledge, language, lambda other: f"{other}.html")
    return render("article.html.j2", article={**made, "language": language})


def parts(name: str, knowledge: Knowledge, language: Language, address: Callable[[str], str]) -> dict[str, Any]:
    """An article as plain data with its body as HTML; `address` says where another article is found."""
    from markdown_it import MarkdownIt

    made = _made(name, knowledge, language)
    linked = re.sub(r"\]\(([a-z0-9-]+)\)", lambda match: f"]({address(match[1])})", made["text"])
    body = in_page(MarkdownIt("commonmark", {"html": False}).render(linked), made["glossary"])
    return {**made, "body": body}


def _made(name: str, knowledge: Knowledge, language: Language) -> dict[str, Any]:
    words, record = Words(knowledge, language), knowledge.articles[name]

    def figure(match: re.Match[str]) -> str:
        evidence, one, arm = match.groups()
        value = figure_value(knowledge.evidence[evidence], one, arm)
        if value is None:
            raise LookupError(f"no figure for {match.group(0)}")
        return value

    text = FIGURE.sub(figure, record.text[language]).rstrip()
    level = levels([prose(text)], language, knowledge.hard_names)
    how_hard = [words.word("heading_reading_level", **level)] if level else []
    return {
        "title": words.text(record.name),
        "text": text,
        "heading_sources": words.word("heading_sources"),
        "heading_glossary": words.word("heading_glossary"),
        "glossary": met([prose(text)], glossary(words)),
        "sources": [knowledge.sources[one] for one in _sources(record, knowledge, language)],
        "about": [
            words.word("heading_written", written=words.day(record.written), next_review=words.day(record.review.next)),
            *how_hard,
            words.not_reviewed(),
        ],
    }


def _sources(record: model.Article, knowledge: Knowledge, language: str) -> list[str]:
    """What the article names, and where its figures come from."""
    studies = [knowledge.evidence[match[1]] for match in FIGURE.finditer(record.text[language])]
    return list(dict.fromkeys([*record.sources, *(one for study in studies for one in study.sources)]))
