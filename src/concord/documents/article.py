"""An article as Markdown, with its figures filled in, where it comes from, and whether anyone has reviewed it."""

from __future__ import annotations

import re

from concord.choices.statements import figure_value
from concord.choices.words import Language, Words
from concord.knowledge import model
from concord.knowledge.articles import FIGURE
from concord.knowledge.load import Knowledge


def article(name: str, knowledge: Knowledge, language: Language = "en") -> str:
    """The whole article; LookupError when there is none of that name or in that language."""
    words, record = Words(knowledge, language), knowledge.articles[name]

    def figure(match: re.Match[str]) -> str:
        evidence, one, arm = match.groups()
        value = figure_value(knowledge.evidence[evidence], one, arm)
        if value is None:
            raise LookupError(f"no figure for {match.group(0)}")
        return value

    text = FIGURE.sub(figure, record.text[language]).rstrip()
    sources = "\n".join(f"- {_source(knowledge.sources[one])}" for one in _sources(record, knowledge, language))
    return f"{text}\n\n## {words.word('heading_sources')}\n\n{sources}\n\n{words.not_reviewed()}\n"


def _sources(record: model.Article, knowledge: Knowledge, language: str) -> list[str]:
    """What the article names, and where its figures come from."""
    studies = [knowledge.evidence[match[1]] for match in FIGURE.finditer(record.text[language])]
    return list(dict.fromkeys([*record.sources, *(one for study in studies for one in study.sources)]))


def _source(source: model.Source) -> str:
    return f"{source.title}. {source.publisher}, {source.year}. <{source.url}>"
