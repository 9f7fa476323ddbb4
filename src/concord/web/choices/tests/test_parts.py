"""Which page shows what: everything of a brief stands on one page, and the PDF of a page has what the page has."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import orjson
import pytest
from django.test import Client

from concord.choices.brief import brief
from concord.choices.words import Language
from concord.documents.arrange import arrange
from concord.documents.glossary import said_in
from concord.reading import Document
from concord.situation.read import from_document
from concord.web.choices import draw, noted, parts, shown
from concord.web.choices.beside import side_by_side
from concord.web.choices.kept import Asked
from concord.web.guest.store import Answers
from concord.web.site.pages import knowledge, words_in

TOLD: dict[str, dict[str, Any]] = {
    "nothing": {},
    "much": {
        "person": {"country": "US"},
        "cancer": {"extent": "metastatic", "sites": ["bone", "liver"]},
        "pathology": [{"er": "positive", "her2_ihc": "1+"}],
        "treatments": [
            {
                "kind": "medicine",
                "drugs": ["letrozole", "palbociclib"],
                "setting": "metastatic",
                "stopped_because": "progression",
            }
        ],
        "treatments_since_spread_complete": "yes",
        "symptoms": ["leg_weakness"],
        "priorities": {"matters": {"energy": "a_lot", "live_longer": "some"}, "talk": "gentle", "pain_first": "yes"},
        "notes": "something unread",
    },
}
EVERY = pytest.mark.parametrize(("told", "language"), [("nothing", "es"), ("much", "en")])


def wanted(told: str, language: Language, survival: str = "ask") -> Asked:
    return Asked(None, {"schema": "concord.situation/0", **TOLD[told]}, language, survival)


def inside(part: dict[str, Any], language: Language) -> str:
    return "".join(draw.inside(part, language))


def every_part(one: Asked) -> dict[str, dict[str, Any]]:
    """Every page but those of a person's own making, by name."""
    document, say = one.document, words_in(one.language).site
    found = {"mine": shown.first_page(one, Answers()), "asks": noted.sheet(document, {}, say)}
    found |= {name: shown.plain(one, name) for name in parts.PLAIN}
    return found | {f"one {name}": shown.one_choice(one, name) for name in parts.choices(document)}


def test_everything_that_a_brief_can_hold_has_one_page() -> None:
    document = wanted("much", "en").document
    placed = Counter(key for some in parts.PAGES.values() for key in some)
    assert set(placed.values()) == {1}
    rest = set(document) - set(placed) - set(parts.FRAME) - set(parts.DERIVED)
    assert rest == {"groups"}, "the cards of the choices have a page each; anything else has none"


def drawn_once(one: dict[str, Any]) -> Iterable[str]:
    """What a part draws in full: neither what every page has, nor what stands for something on another page."""
    glances = ("changes", "next_question", "overview", "figures_at_end", "glossary", "sources", "matters", "lived")
    for key, value in one.items():
        if key == "groups":  # what a group is stands above its cards at a glance
            yield from said_in([parts.whole_card(card) for group in value for card in group["cards"]])
        elif key not in (*parts.FRAME, *glances):
            yield from said_in({key: value})


@EVERY
def test_every_statement_is_drawn_by_exactly_one_page(told: str, language: Language) -> None:
    one = wanted(told, language)
    pages = every_part(one)
    document = one.document
    for name in (key for some in parts.PAGES.values() for key in some if key not in ("road_ahead", "matters")):
        assert sum(bool(part[name]) for part in pages.values()) == bool(document[name]), name
    said: Counter[str] = Counter(text for part in pages.values() for text in set(drawn_once(part)))
    missing = {text for text in drawn_once(document) if text not in said}
    assert missing == set()
    assert set(parts.choices(document)) == {name.removeprefix("one ") for name in pages if name.startswith("one ")}
    assert "comfort-focused-care" in parts.choices(document)


@EVERY
def test_each_page_has_its_sources_and_its_words_and_no_others(told: str, language: Language) -> None:
    one = wanted(told, language)
    for name, part in every_part(one).items():
        text = inside(part, language)
        named = set(re.findall(r'href="#source-(\d+)"', text))
        listed = set(re.findall(r'id="source-(\d+)"', text))
        assert named <= listed, name
        assert name == "facts" or named == listed, name
        assert set(re.findall(r'popovertarget="([^"]+)"', text)) <= set(re.findall(r'id="(word-[^"]+)"', text)), name
        assert text.count("<h1") == 1, name


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def on_the_page(part: dict[str, Any], language: Language) -> str:
    return squeezed(html.unescape(re.sub(r"<[^>]+>", "", inside(part, language))))


@EVERY
def test_the_paper_is_made_of_the_same_part(told: str, language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes to paper is what the page was drawn from, and all that it says stands on the page."""
    to_paper: list[dict[str, Any]] = []

    def set_down(template: str, content: dict[str, Any], as_of: str) -> bytes:
        to_paper.append(content)
        return b"%PDF"

    monkeypatch.setattr(draw, "compiled", set_down)
    one = wanted(told, language)
    some = {name: part for name, part in every_part(one).items() if not name.startswith("one ")}
    for name in ("single-chemotherapy", "comfort-focused-care"):
        some[name] = shown.one_choice(one, name)
    picks = ["comfort-focused-care", "single-chemotherapy"]
    some["beside"] = side_by_side(one.document, picks, words_in(language).site)
    for name, part in some.items():
        draw.pdf(part, "x.pdf")
        assert to_paper[-1] is part, name
        if name == "asks":
            continue  # its page is a form: see test_asks
        page = on_the_page(part, language)
        lacking = [text for text in said_in({**part, "labels": {}}) if squeezed(text) not in page]
        assert lacking == [], name


def test_a_page_and_its_paper_have_nothing_of_another_choice() -> None:
    one = wanted("nothing", "en")
    part = shown.one_choice(one, "comfort-focused-care")
    for form in (on_the_page(part, "en"), orjson.dumps({**part, "labels": {}}).decode()):
        for name, card in parts.choices(one.document).items():
            if name != "comfort-focused-care":
                assert squeezed(card["rows"][0]["items"][0]["say"]) not in squeezed(form) or (
                    card["rows"][0]["items"][0]["say"] in {item["say"] for item in part["only"]["rows"][0]["items"]}
                )


@pytest.mark.parametrize(("told", "name"), [("nothing", "mine"), ("much", "mine"), ("much", "single-chemotherapy")])
def test_it_can_be_set_on_paper(told: str, name: str) -> None:
    one = wanted(told, "es" if told == "nothing" else "en")
    part = shown.first_page(one, Answers()) if name == "mine" else shown.one_choice(one, name)
    assert draw.pdf(part, "x.pdf").content.startswith(b"%PDF")


# ------------------------------------------------------------------------------------------------ survival
FIGURE = re.compile(r"lived longer than \d|were alive|lived between|lived for less than")


def kinds(value: Any) -> Iterable[str]:
    """What a part says it is about, wherever it stands."""
    if isinstance(value, dict):
        yield str(value.get("kind", ""))
        for one in value.values():
            yield from kinds(one)
    elif isinstance(value, list):
        for one in value:
            yield from kinds(one)


@pytest.mark.parametrize("survival", ["ask", "none"])
def test_nothing_of_survival_stands_on_any_page_unasked(survival: str) -> None:
    one = wanted("nothing", "en", survival)
    for name, part in every_part(one).items():
        assert not {"survival", "living_longer", "live_longer"} & set(kinds(part)), name
        if name == "mine":
            assert not FIGURE.search(inside(part, "en"))


@pytest.mark.slow
def test_as_much_is_shown_as_was_asked_for() -> None:
    texts = {
        survival: inside(shown.one_choice(wanted("nothing", "en", survival), "everolimus-exemestane"), "en")
        + inside(shown.first_page(wanted("nothing", "en", survival), Answers()), "en")
        for survival in ("ask", *shown.AMOUNTS)
    }
    assert "did not show that people lived longer" in texts["words"]
    assert [name for name, text in texts.items() if FIGURE.search(text)] == ["typical_range", "full_range"]


def test_a_brief_says_in_words_who_lived_longer() -> None:
    """The reason for the test above: without our hand it would stand there."""
    situation = from_document(Document({"schema": "concord.situation/0"}))
    document = arrange(brief(situation, knowledge(), dt.date(2026, 11, 26), language="en", survival="ask"))
    assert {"living_longer", "live_longer"} <= set(kinds(document["groups"]))


# ------------------------------------------------------------------------------------------------ side by side
def test_rows_stand_in_the_persons_order_and_columns_in_the_published_one() -> None:
    one = wanted("much", "en")
    published = list(parts.choices(one.document))
    picks = [published[-1], published[0]]
    table = side_by_side(one.document, picks, words_in("en").site)["beside"]
    assert [column["id"] for column in table["columns"]] == [published[0], published[-1]]
    headings = [row["heading"] for row in table["rows"]]
    assert headings[:2] == ["Energy (matters a lot)", "Living longer (matters some)"]
    assert all(len(row["cells"]) == 2 and all(row["cells"]) for row in table["rows"])
    figures = [row for row in table["rows"] if any(row["folded"])]
    assert figures, "a gentle brief folds its figures here too"
    assert all(not row["folded"][1] for row in figures), "comfort care has no figures: its words stand there"
    assert all(row["note"] == one.document["labels"]["cross_trial"] for row in figures)
    assert [
        row["heading"] for row in side_by_side(one.document, published[:1], words_in("en").site)["beside"]["rows"]
    ] == (headings)


def test_out_of_scope_there_are_no_parts(browser: Client) -> None:
    one = Asked(None, {"schema": "concord.situation/0", "cancer": {"extent": "early"}}, "en")
    assert "early stage" in inside(shown.first_page(one, Answers()), "en")
    assert draw.pdf(shown.first_page(one, Answers()), "x.pdf").content.startswith(b"%PDF")
