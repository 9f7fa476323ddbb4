"""The clinician's page: one side of paper whatever happens, and text that fits into a chart."""

from __future__ import annotations

import io
import re
from typing import Literal

import pikepdf
import pytest

from concord.choices.shape import Brief
from concord.documents import for_clinician
from concord.documents.clinician import (
    PASTE_LIMIT,
    clinician_html,
    clinician_markdown,
    clinician_pdf,
    paste_text,
    sheet,
)
from tests.documents import reading
from tests.spec.table import some_now

BRIEFS = ["direct", "gentle", "early", "little_known", "huge"]


@pytest.mark.parametrize("name", some_now(BRIEFS, 6))
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_one_page_always(name: str, paper: str, request: pytest.FixtureRequest) -> None:
    assert reading.page_count(clinician_pdf(request.getfixturevalue(name), paper)) == 1


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_paper(direct: Brief, paper: Literal["a4", "letter"], width: int) -> None:
    with pikepdf.open(io.BytesIO(clinician_pdf(direct, paper))) as document:
        assert round(float(document.pages[0].mediabox[2])) == width
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_the_page_holds_every_line_of_a_real_brief(direct: Brief) -> None:
    text = reading.squeezed(reading.pdf_text(clinician_pdf(direct)))
    lines = [line for section in sheet(direct)["sections"] for line in section["lines"]]
    assert len(lines) > 15
    assert [line for line in lines if reading.squeezed(line) not in text] == []


def test_a_page_that_is_cut_says_how_much(huge: Brief, direct: Brief) -> None:
    more = reading.squeezed(direct["labels"]["heading_cut"].partition("}")[2])
    assert re.search(rf"\+\d+{re.escape(more)}", reading.squeezed(reading.pdf_text(clinician_pdf(huge))))
    assert more not in reading.squeezed(reading.pdf_text(clinician_pdf(direct)))


@pytest.mark.parametrize("form", ["html", "md"])
def test_page_and_markdown_hold_every_line(huge: Brief, form: str) -> None:
    text = (
        reading.page(clinician_html(huge)).text() if form == "html" else reading.markdown_text(clinician_markdown(huge))
    )
    lines = [line for section in sheet(huge)["sections"] for line in section["lines"]]
    assert [line for line in lines if line not in text] == []


def test_the_sheet_says_what_decides_and_what_supports(direct: Brief) -> None:
    sections = {section["id"]: " ".join(section["lines"]) for section in sheet(direct)["sections"]}
    for card in direct["choices"]:
        if card["standing"] == "supported":
            assert card["name"] in sections["choices"]
            for support in card["supports"]:
                if support["counts"] and support["holds"]:
                    assert f"{support['by']} {support['date'][:7]}" in sections["choices"]
        elif card["standing"] == "depends":
            assert card["name"] in sections["depends"]
        else:
            assert f" {card['name']} (" not in sections["choices"]
    for treatment in direct["situation"]["treatments"]:
        assert treatment["say"] in sections["treatments"]
    for question in direct["questions"]:
        assert (question["say"] in sections["asks"]) is question["starred"]


def test_urgent_signs_come_first(direct: Brief) -> None:
    assert sheet(direct)["sections"][0]["id"] == "urgent"
    assert reading.page(clinician_html(direct)).find("section")[0].attributes["class"] == "urgent"


@pytest.mark.parametrize("form", ["html", "md", "pdf", "txt"])
def test_every_word_comes_from_the_brief(direct: Brief, form: str) -> None:
    made = for_clinician(reading.in_another_language(direct), form)
    text = reading.pdf_text(made) if isinstance(made, bytes) else reading.page(made).text() if form == "html" else made
    assert re.findall(r"[A-Za-z]{2,}", text) == []


@pytest.mark.parametrize("name", BRIEFS)
def test_paste_text_fits(name: str, request: pytest.FixtureRequest) -> None:
    brief: Brief = request.getfixturevalue(name)
    text = paste_text(brief)
    assert len(text) < PASTE_LIMIT
    assert brief["labels"]["not_reviewed"] in text


def test_paste_text_counts_what_it_leaves_out(direct: Brief) -> None:
    text = paste_text(direct)
    whole = sum(len(section["lines"]) for section in sheet(direct)["sections"])
    kept = sum(line.startswith("- ") for line in text.splitlines())
    note = direct["labels"]["heading_left_out"].format(count=whole - kept)
    assert whole > kept
    assert note in text


@pytest.mark.parametrize("name", ["direct", "gentle", "huge"])
def test_paste_text_never_drops_one_choice_and_keeps_another(name: str, request: pytest.FixtureRequest) -> None:
    brief: Brief = request.getfixturevalue(name)
    text = paste_text(brief)
    names = [card["name"] for card in brief["choices"] if card["standing"] == "supported"]
    assert len({one in text for one in names}) == 1
