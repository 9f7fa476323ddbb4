"""The brief for a person as page, PDF and Markdown: all of it, alike for every choice, and nothing added."""

from __future__ import annotations

import io
import re
import subprocess
import sys

import pikepdf
import pytest

from concord.choices.shape import Brief
from concord.documents import for_person
from concord.documents.arrange import FIGURES, arrange
from concord.documents.html import to_html
from concord.documents.markdown import to_markdown
from concord.documents.pdf import to_pdf
from tests.documents import reading
from tests.spec.table import some_now

BRIEFS = ["direct", "gentle", "with_survival", "early", "little_known"]


def text_of(brief: Brief, form: str) -> str:
    if form == "html":
        return reading.page(to_html(brief)).text()
    return reading.markdown_text(to_markdown(brief)) if form == "md" else reading.pdf_text(to_pdf(brief))


# ------------------------------------------------------------------------------------------------ everything is there
@pytest.mark.parametrize("name", some_now(BRIEFS, 6))
@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_every_statement_is_there(name: str, form: str, request: pytest.FixtureRequest) -> None:
    brief: Brief = request.getfixturevalue(name)
    text = reading.squeezed(text_of(brief, form))
    assert [one for one in reading.shown(brief) if reading.squeezed(one) not in text] == []


@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_every_word_comes_from_the_brief(direct: Brief, form: str) -> None:
    text = text_of(reading.in_another_language(direct), form)
    text = re.sub(r"https?://[^\s)]+", "", text)
    assert re.findall(r"[A-Za-z]{2,}", text) == []


def test_early_cancer_shows_the_kind_message_and_urgent_signs_only(early: Brief) -> None:
    text = reading.page(to_html(early)).text()
    assert early["scope"]["say"] in text
    assert early["urgent"][0]["say"] in text
    assert early["labels"]["heading_choices"] not in text
    assert early["labels"]["heading_sources"] not in text


@pytest.mark.parametrize("name", ["direct", "gentle"])
def test_what_is_likely_meanwhile_is_never_behind_a_press(name: str, request: pytest.FixtureRequest) -> None:
    brief: Brief = request.getfixturevalue(name)
    heading = brief["labels"]["heading_without_treatment"]
    page = arrange(brief)
    rows = {
        card["id"]: [
            (row["folded"], row["apart"]) for row in card["rows"] for one in row["items"] if one["label"] == heading
        ]
        for group in page["groups"]
        if group["id"] == "less_or_no_cancer_medicine"
        for card in group["cards"]
    }
    assert rows
    assert set(map(tuple, rows.values())) == {((False, False),)}


def test_urgent_signs_come_before_everything(direct: Brief) -> None:
    main = reading.page(to_html(direct)).find("main")[0]
    first = next(one for one in main.inside if isinstance(one, reading.Element))
    assert first.attributes["class"] == "urgent"
    assert to_markdown(direct).startswith(f"## {direct['labels']['heading_urgent']}")
    pdf = reading.squeezed(reading.pdf_text(to_pdf(direct)))
    said = [reading.squeezed(one) for one in (direct["urgent"][0]["say"], direct["labels"]["how_to_read"])]
    assert pdf.index(said[0]) < pdf.index(said[1])


def test_survival_is_shown_only_where_the_brief_holds_it(direct: Brief, with_survival: Brief) -> None:
    told = [
        one["say"]
        for card in reading.open_cards(with_survival)
        for one in card["benefits"]
        if one.get("kind") == "survival"
    ]
    assert told
    for form in ("html", "md", "pdf"):
        asked, unasked = reading.squeezed(text_of(with_survival, form)), reading.squeezed(text_of(direct, form))
        assert all(reading.squeezed(one) in asked for one in told)
        assert not any(reading.squeezed(one) in unasked for one in told)


# ---------------------------------------------------------------------------------------------- alike for every choice
def test_every_choice_has_the_same_rows_and_dress(direct: Brief) -> None:
    page = reading.page(to_html(direct))
    whole = [card for card in direct["choices"] if card["standing"] != "not_now"]
    cards = {one.attributes["id"]: one for one in page.find("article", data_choice="")}
    rows = [
        [
            row.attributes["data-row"]
            for row in cards[card["id"]].inside
            if isinstance(row, reading.Element) and row.tag == "section"
        ]
        for card in whole
    ]
    assert len(rows) > 2
    assert any(card["always"] for card in whole)
    assert all(one == rows[0] for one in rows)
    assert {one.attributes["class"] for one in cards.values()} == {"card choice"}
    assert not [one for one in page.walk() if "style" in one.attributes]


def test_groups_and_choices_keep_the_published_order(direct: Brief) -> None:
    shown = [
        one.attributes["id"]
        for one in reading.page(to_html(direct)).find("section", id="each")[0].find("article", data_choice="")
    ]
    wanted = [card["id"] for card in direct["choices"] if card["standing"] != "not_now"]
    assert [one for one in shown if one in wanted] == wanted


def test_what_is_not_for_now_is_folded(direct: Brief) -> None:
    section = reading.page(to_html(direct)).find("section", id="not-now")[0]
    folds = [one for one in section.inside if isinstance(one, reading.Element)]
    assert [(one.tag, "open" in one.attributes) for one in folds] == [("details", False)]
    for card in direct["choices"]:
        if card["standing"] == "not_now":
            assert card["name"].lower() in folds[0].text().lower()


def test_gentle_folds_figures_behind_one_press(gentle: Brief) -> None:
    page = reading.page(to_html(gentle))
    figures = [
        one["say"]
        for card in reading.open_cards(gentle)
        for one in (*card["benefits"], *card["harms"])
        if "icons" in one or one.get("kind") in FIGURES
    ]
    assert figures
    without = page.text(without="figures")
    assert not [one for one in figures if one in without]
    for card in page.find("article", data_choice=""):
        own = [
            row
            for row in card.inside
            if isinstance(row, reading.Element) and row.attributes.get("data-row") == "can_and_cost"
        ]
        folds = [fold for row in own for fold in row.find("details")]
        assert len(own) == 1
        assert len(folds) <= 1
        if folds:  # good and bad alike are behind the one press
            both = {gentle["labels"]["heading_benefits"], gentle["labels"]["heading_harms"]}
            assert {one.text() for one in folds[0].find("span", class_="which")} == both


def test_gentle_keeps_figures_at_the_end_of_what_cannot_fold(gentle: Brief) -> None:
    for form in ("md", "pdf"):
        text = reading.squeezed(text_of(gentle, form))
        start = text.index(reading.squeezed(gentle["labels"]["heading_questions"]))
        figures = [one["say"] for card in reading.open_cards(gentle) for one in card["harms"] if "icons" in one]
        assert figures
        assert not [one for one in figures if reading.squeezed(one) in text[:start]]


# ------------------------------------------------------------------------------------------------ pictures
def test_pictures_show_the_numbers_of_the_brief(direct: Brief) -> None:
    each = reading.page(to_html(direct)).find("section", id="each")[0]
    drawn = []
    for figure in each.find("figure"):
        svg = figure.find("svg")[0]
        _, _, columns, rows = map(int, svg.attributes["viewbox"].split())
        filled = sum(
            int(one.attributes["width"]) * int(one.attributes["height"]) for one in svg.find("rect", class_="filled")
        )
        drawn.append((columns * rows, filled))
    wanted = []
    for card in reading.open_cards(direct):
        pairs = min(len(card["benefits"]), len(card["harms"])) if card["benefits"] and card["harms"] else 0
        sides = [one for pair in zip(card["benefits"], card["harms"], strict=False) for one in pair]
        for statement in (*sides, *card["benefits"][pairs:], *card["harms"][pairs:]):
            if icons := statement.get("icons"):
                arms = [icons["studied"]] + ([icons["control"]] if icons["control"] is not None else [])
                wanted += [(icons["of"], arm) for arm in arms]
    assert len(wanted) > 10
    assert sorted(drawn) == sorted(wanted)


def test_pictures_are_hidden_from_screen_readers(direct: Brief) -> None:
    page = reading.page(to_html(direct))
    hidden = sum(len(one.find("figure")) for one in page.find("div", class_="picture", aria_hidden="true"))
    assert hidden == len(page.find("figure")) > 0


# ------------------------------------------------------------------------------------------------ one file, by itself
def test_the_page_needs_nothing_from_outside(direct: Brief) -> None:
    html = to_html(direct)
    page = reading.page(html)
    assert not page.find("script")
    assert not [one for one in page.walk() if {"src", "srcset", "onclick", "onload"} & one.attributes.keys()]
    assert not page.find("link")
    assert "@import" not in html
    assert set(re.findall(r"url\(([^)]*)\)", html)) <= {"#empty", "#full"}
    linked = [one.attributes["href"] for one in page.find("a") if one.attributes["href"].startswith("http")]
    assert len(linked) == len(direct["sources"]) == len(re.findall(r"https?://", html))


def test_every_inner_link_has_a_target_and_every_id_is_one(direct: Brief, gentle: Brief, little_known: Brief) -> None:
    for brief in (direct, gentle, little_known):
        page = reading.page(to_html(brief))
        ids = [one.attributes["id"] for one in page.walk() if "id" in one.attributes]
        assert len(ids) == len(set(ids))
        assert {one.attributes["href"][1:] for one in page.find("a") if one.attributes["href"].startswith("#")} <= set(
            ids
        )


def test_words_of_the_person_stay_words(direct: Brief) -> None:
    words = '<script>alert("x")</script> *not bold* #set page()'
    brief: Brief = {**direct, "situation": {**direct["situation"], "your_words": words}}
    assert not reading.page(to_html(brief)).find("script")
    for form in ("html", "md", "pdf"):
        assert reading.squeezed(words) in reading.squeezed(text_of(brief, form))


# ------------------------------------------------------------------------------------------------ the PDF
@pytest.mark.parametrize("name", some_now(BRIEFS, 6))
def test_the_pdf_is_tagged(name: str, request: pytest.FixtureRequest) -> None:
    brief: Brief = request.getfixturevalue(name)
    with pikepdf.open(io.BytesIO(to_pdf(brief))) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root.Lang) == brief["language"]
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == brief["labels"]["title"]
        fonts = [font for sheet in document.pages for font in sheet.resources.get("/Font", {}).values()]
        assert all("/FontFile" in str(list(one.DescendantFonts[0].FontDescriptor.keys())) for one in fonts)


@pytest.mark.parametrize("name", some_now(BRIEFS, 6))
def test_no_page_of_the_pdf_ends_with_a_heading(name: str, request: pytest.FixtureRequest) -> None:
    brief: Brief = request.getfixturevalue(name)
    headings = tuple(reading.squeezed(brief["labels"][one]) for one in ("heading_benefits", "heading_harms"))
    pages = [reading.squeezed(one) for one in reading.pdf_pages(to_pdf(brief))]
    assert not [number for number, page in enumerate(pages, start=1) if page.endswith(headings)]


def test_the_same_brief_gives_the_same_pdf(direct: Brief) -> None:
    assert to_pdf(direct) == to_pdf(direct)


# ------------------------------------------------------------------------------------------------ the door
def test_person_gives_each_form_and_no_other(early: Brief) -> None:
    assert for_person(early, "html") == to_html(early)
    assert for_person(early, "md") == to_markdown(early)
    assert for_person(early, "pdf") == to_pdf(early)
    with pytest.raises(ValueError, match="'docx'"):
        for_person(early, "docx")


def test_the_room_opens_without_what_draws() -> None:
    code = "import concord.documents, sys; sys.exit(bool({'typst', 'jinja2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
