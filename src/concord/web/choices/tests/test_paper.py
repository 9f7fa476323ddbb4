"""What really stands on paper: every word of the part that the page shows, and nothing of what it does not show."""

from __future__ import annotations

import re
from typing import Any

import pytest

from concord.choices.words import Language
from concord.documents.glossary import said_in
from concord.web.choices import draw, noted, parts, shown
from concord.web.choices.beside import side_by_side
from concord.web.choices.tests.paper_text import words_on_paper
from concord.web.choices.tests.test_parts import EVERY, squeezed, wanted
from concord.web.guest.store import Answers
from concord.web.site.pages import words_in

START = 30
"""Letters of a statement that stand together even where its cell runs on to the next page."""


def paper_of(part: dict[str, Any]) -> str:
    return words_on_paper(draw.pdf(part, "x.pdf").content)


@pytest.mark.slow
@EVERY
def test_all_that_a_page_shows_stands_on_its_paper(told: str, language: Language) -> None:
    one = wanted(told, language, "typical_range")
    say = words_in(language).site
    some = {
        "mine": shown.first_page(one, Answers()),
        "one": shown.one_choice(one, "capivasertib-fulvestrant"),
        "support": shown.plain(one, "support"),
        "beside": side_by_side(one.document, ["capivasertib-fulvestrant", "comfort-focused-care"], say),
    }
    for name, part in some.items():
        text = paper_of(part)
        lacking = [said for said in said_in({**part, "labels": {}}) if squeezed(said)[:START] not in text]
        assert lacking == [], name
        cards = [card for group in part["overview"] for card in group["cards"]]
        assert [card["name"] for card in cards if squeezed(card["name"]) not in text] == []


@EVERY
def test_nothing_else_stands_there(told: str, language: Language) -> None:
    """A statement of another page may stand here too; what is of one page alone may not."""
    one = wanted(told, language)
    part = shown.one_choice(one, "comfort-focused-care")
    here = {squeezed(said) for said in said_in({**part, "labels": {}})}
    text = paper_of(part)
    others = [shown.plain(one, name) for name in parts.PLAIN] + [shown.first_page(one, Answers())]
    elsewhere = {squeezed(said) for other in others for said in said_in({**other, "labels": {}, "urgent": []})}
    wrong = [said for said in elsewhere - here if len(said) > START and said in text]
    assert [said for said in wrong if not any(said in other for other in here)] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_notes_stand_beside_their_questions(language: Language) -> None:
    one = wanted("nothing", language)
    first = one.document["questions"][0]["id"]
    notes: dict[str, noted.Note] = {
        first: {"want": True, "asked": False, "answer": "an answer of mine", "say": ""},
        "own-1": {"want": True, "asked": True, "answer": "", "say": "a question of mine"},
    }
    text = paper_of(noted.sheet(one.document, notes, words_in(language).site))
    assert "ananswerofmine" in text
    assert "aquestionofmine" in text
    assert len(re.findall(squeezed(words_in(language).site("asks_want")), text)) == 2
