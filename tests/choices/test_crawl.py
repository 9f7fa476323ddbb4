"""Every brief of the situations of the tables, read from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import pytest

from concord.choices.ipdas import EQUAL_DETAIL, assess, detail
from concord.choices.shape import Brief
from concord.documents import for_person
from concord.knowledge.check import says, spoken
from concord.knowledge.load import Knowledge
from concord.knowledge.wording import NAME_WITH_DIGIT, RULES
from tests.choices.test_properties import statements
from tests.conftest import whole_knowledge
from tests.documents import reading
from tests.spec.table import some_now
from tests.spec.test_situations import SITUATIONS, brief_of

TITLES = [row["title"] for row in SITUATIONS]
ROWS = {row["title"]: row for row in SITUATIONS}
DATE = re.compile(r"\d{4}(-\d\d){0,2}")
FIGURE = re.compile(r"(?<![A-Za-z0-9/-])\d")


@lru_cache(maxsize=4)
def made(title: str) -> Brief:
    return brief_of(ROWS[title], whole_knowledge())


def cards(brief: Brief) -> Iterator[Any]:
    for card in (*brief["choices"], *brief["supportive"]):
        yield card
        yield from card["variants"]


@cache  # the same sentences stand in most briefs
def wording(say: str) -> tuple[bool, bool]:
    """Whether a sentence holds a figure, and whether it frames illness as war, urges or commands."""
    text = RULES["en"].allowed.sub("", say)
    unwanted = (RULES["en"].unwanted, RULES["en"].urging, RULES["en"].imperative)
    return bool(FIGURE.search(DATE.sub("", say))), any(pattern.search(text) for pattern in unwanted)


@pytest.mark.parametrize("title", some_now(TITLES, 16))
def test_a_brief_keeps_every_promise(title: str, knowledge: Knowledge) -> None:
    brief = made(title)
    listed = {source["id"] for source in brief["sources"]}
    for card in cards(brief):
        for one in statements(card):
            about = (title, card["id"], one["say"])
            has_figure, unwanted = wording(one["say"])
            assert one["basis"] or not has_figure, about
            assert not unwanted or one.get("kind") == "call_early", about
            if card["standing"] != "not_now":
                assert set(one["basis"]) <= listed, about
            assert one.get("kind") != "survival", about
    assert len({tuple(card) for card in brief["choices"]}) == 1
    assert len({tuple(row["row"] for row in card["fit"]) for card in brief["choices"]}) == 1
    lacking = [
        item for item in assess(brief, knowledge) if item.part in ("qualifying", "certification") and item.met != "yes"
    ]
    assert [(item.id, item.lacking) for item in lacking] == []
    low, high = EQUAL_DETAIL
    for card in brief["choices"]:
        good, bad = detail(card)
        assert card["standing"] == "not_now" or (bad and low <= good / bad <= high), (title, card["id"], good, bad)


SURVIVAL = re.compile(r"lived longer than \d|were alive|half for a shorter time")


@pytest.mark.parametrize("title", some_now(TITLES[::12], 15))
@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_no_document_holds_survival_figures_unasked(title: str, form: str) -> None:
    """Title, alternative text and the words of a PDF included."""
    document = for_person(made(title), form)
    text = reading.pdf_text(document) if isinstance(document, bytes) else document
    assert not SURVIVAL.search(text)
    assert not re.search(
        reading.squeezed("Half of the people who had") + r"\D+" + "livedlongerthan", reading.squeezed(text)
    )


def test_no_digit_stands_in_prose(knowledge: Knowledge) -> None:
    """Figures are pointed to; only names may hold a digit. Dated amounts of practical help come from their record."""
    for kind in knowledge.__dataclass_fields__:
        records = getattr(knowledge, kind)
        if kind.startswith("_") or not isinstance(records, dict):
            continue
        for key, record in records.items():
            for say, path in says(record):
                for one in spoken(say, path):
                    for word in re.sub(r"\{[^}]*\}", "", one.text).split():
                        assert not any(letter.isdigit() for letter in word) or NAME_WITH_DIGIT.search(word), (
                            kind,
                            key,
                            one,
                        )
