"""What a person's answers about herself change: which rows come first, which questions, help and articles follow.

considerations.yaml says what follows from which answer. Nothing here touches where a choice stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from concord.choices import to_read
from concord.choices.findings import Judge
from concord.choices.shape import HelpLine, ReadingLine, Statement
from concord.choices.statements import statement
from concord.choices.words import Words, plain
from concord.knowledge import model


@dataclass(slots=True)
class Considered:
    """What follows from all answers together, each in the order in which it was first named."""

    statements: list[Statement] = field(default_factory=list)
    asking: list[tuple[str, ...]] = field(default_factory=list)  # the questions that go with each statement
    rows: dict[str, None] = field(default_factory=dict)
    questions: dict[str, None] = field(default_factory=dict)
    first: dict[str, None] = field(default_factory=dict)
    help: list[HelpLine] = field(default_factory=list)
    reading: list[ReadingLine] = field(default_factory=list)


def consider(judge: Judge, words: Words, country: str | None, day: dt.date) -> Considered:
    """Every consideration answered for this person."""
    knowledge = judge.knowledge
    found = Considered()
    kinds: dict[str, None] = {}
    articles: dict[str, None] = {}
    for consideration in knowledge.considerations.values():
        for answer in consideration.answers:
            explanation = judge(answer.when)
            if explanation.truth is not True:
                continue
            facts = tuple(str(term) for term in explanation.because)
            found.statements.append(
                statement(
                    words.text(answer.say),
                    consideration.basis,
                    facts,
                    id=consideration.id,
                    kind=words.text(consideration.name),
                    sensitive=answer.say.sensitive,
                )
            )
            found.asking.append(answer.questions)
            found.rows |= dict.fromkeys(answer.rows)
            found.questions |= dict.fromkeys(answer.questions)
            found.first |= dict.fromkeys(answer.first)
            kinds |= dict.fromkeys(answer.help)
            articles |= dict.fromkeys(answer.articles)
    kinds |= dict.fromkeys(one.id for one in knowledge.help_kinds.values() if one.always)
    found.help = _help(list(kinds), judge, words, country, day)
    found.reading = to_read.articles(articles, words)
    return found


def said(found: Considered, listed: Iterable[str], words: Words) -> list[Statement]:
    """The statements; where one of its questions made it onto the list, the statement says so."""
    ids, more = set(listed), words.sentence("question_listed")
    return [
        {**one, "say": f"{one['say']} {more}"} if ids & set(questions) else one
        for one, questions in zip(found.statements, found.asking, strict=True)
    ]


def _help(kinds: list[str], judge: Judge, words: Words, country: str | None, day: dt.date) -> list[HelpLine]:
    """Help of these kinds in the person's country; what is past its last day, or is not for her, is left out."""
    knowledge = judge.knowledge
    regions = {name for name, countries in knowledge.lists.regions.items() if country in countries}
    listed = [
        one
        for one in knowledge.help.values()
        if one.kind in kinds
        and one.country in {None, country, *regions}
        and not (one.until and day > one.until)
        and (one.when is None or judge(one.when).truth is not False)
    ]
    return [
        {
            "id": one.id,
            "kind": one.kind,
            "kind_name": words.text(knowledge.help_kinds[one.kind].name),
            "country": one.country,
            "say": help_text(one, words),
            "url": one.url,
            "as_of": one.as_of.isoformat(),
            "day": words.day(one.as_of),
            "basis": list(one.basis),
        }
        for one in sorted(listed, key=lambda one: kinds.index(one.kind))
    ]


def help_text(one: model.Help, words: Words) -> str:
    """A text of help.yaml with its dated amounts and telephone numbers in place."""
    numbers = {name: value if isinstance(value, str) else plain(value) for name, value in one.numbers.items()}
    return words.text(one.say).format_map(numbers)
