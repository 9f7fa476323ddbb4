"""The second opinion on the site: what is written is kept sealed, shown in both languages, and goes with all else."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pikepdf
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from concord.exchange.fhir import read_bundle
from concord.reading import Document
from concord.situation.read import as_data, from_document
from concord.web.choices.tests.paper_text import words_on_paper
from concord.web.opinion.both import LONGEST, ROWS
from concord.web.sheets.models import Sheet
from concord.web.site.language import LANGUAGES
from concord.web.site.pages import knowledge, words_in
from concord.web.site.tests.strict import faults
from concord.web.treatments.tests.test_treatments import bring
from concord.web.way.tests.walk import send, token, walk

pytestmark = pytest.mark.slow

PAGES = ("opinion", "opinion-packet", "opinion-papers", "opinion-both")
FILES = ("opinion-pdf", "opinion-html", "opinion-fhir", "opinion-papers-pdf", "opinion-both-pdf")
# Three things are missing of what was told of this treatment: how the cancer answered, when it ended, why it ended.
FILE: dict[str, Any] = {
    "schema": "concord.situation/0",
    "cancer": {"extent": "metastatic", "sites": ["bone"]},
    "pathology": [{"date": "2025-10", "specimen": "metastasis", "site": "bone", "er_percent": 80, "her2_ihc": "1+"}],
    "treatments": [{"kind": "medicine", "drugs": ["letrozole"], "started": "2025-11"}],
    "priorities": {"in_my_words": "canary of the garden"},
}


def at(name: str, language: str = "en") -> str:
    return reverse(name, args=[language])


def text(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def draft(browser: Client, address: str, **data: Any) -> HttpResponse:
    data["csrfmiddlewaretoken"] = token(text(browser, address))
    return browser.post(address, data, headers={"X-Save": "draft"})  # type: ignore[return-value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_reads_without_a_fault_and_is_kept_by_no_browser(language: str, browser: Client) -> None:
    walk(browser, language)
    send(browser, at("opinion-both", language), **{"first-aim": "one", "second-aim": "two"})
    for name in PAGES:
        response = browser.get(at(name, language))
        assert faults(response.content.decode()) == [], name
        assert response.headers["Cache-Control"] == "no-store"
        assert f'<html lang="{language}">' in response.content.decode()
    for name in FILES:
        response = browser.get(at(name, language))
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"


def test_who_told_nothing_is_led_to_where_one_begins(browser: Client) -> None:
    for name in (*PAGES, *FILES):
        response = browser.get(at(name))
        assert (response.status_code, response.headers["Location"]) == (302, "/en/start/")


# ------------------------------------------------------------------------------------------------ the packet
def test_nothing_is_marked_beforehand(browser: Client) -> None:
    walk(browser)
    for name in ("opinion", "opinion-papers"):
        assert " checked" not in text(browser, at(name))


def test_the_question_and_what_is_missing_stand_on_the_page_on_paper_and_in_the_file(browser: Client) -> None:
    bring(browser, FILE)
    send(browser, at("opinion"), question="canary question?", by="canary day")
    named = ("When it ended: letrozole", "Why it ended: letrozole", "How the cancer answered: letrozole")
    page, file = text(browser, at("opinion-packet")), text(browser, at("opinion-html"))
    paper = words_on_paper(browser.get(at("opinion-pdf")).content)
    fhir = text(browser, at("opinion-fhir"))
    for said in (*named, "canary question?", "canary day"):
        assert said in page
        assert said in file
        assert re.sub(r"\s", "", said) in paper
        assert said in fhir
    spanish = text(browser, at("opinion-packet", "es"))
    assert "Por qué terminó: letrozol" in spanish
    assert "canary question?" in spanish


def test_the_file_for_a_hospital_reads_back_to_what_was_told(browser: Client) -> None:
    bring(browser, FILE)
    response = browser.get(at("opinion-fhir"))
    assert response.headers["Content-Type"] == "application/fhir+json"
    back = as_data(read_bundle(Document(json.loads(response.content)), knowledge()))
    said = as_data(from_document(Document(FILE)))
    assert {**back, "records": {}} == {**said, "records": {}}


def test_a_part_that_is_left_out_is_in_no_form(browser: Client) -> None:
    bring(browser, FILE)
    assert "canary of the garden" in text(browser, at("opinion-fhir"))
    send(browser, at("opinion"), left_out=["matters", "treatments"])
    for name in ("opinion-packet", "opinion-html", "opinion-fhir"):
        shown = text(browser, at(name))
        assert "canary of the garden" not in shown
        assert "letrozole" not in shown.lower()
    assert "canaryofthegarden" not in words_on_paper(browser.get(at("opinion-pdf")).content)
    assert text(browser, at("opinion")).count(" checked") == 2


def test_not_everything_can_be_left_out(browser: Client) -> None:
    walk(browser)
    shown = text(browser, at("opinion"))
    every = re.findall(r'name="left_out" value="([^"]+)"', shown)
    response = send(browser, at("opinion"), left_out=every, question="still here")
    assert response.status_code == 200
    again = response.content.decode()
    assert "Every part is marked to be left out" in again
    assert "still here" in again
    assert faults(again) == []


def test_what_is_too_long_is_told_and_still_stands_there(browser: Client) -> None:
    walk(browser)
    response = send(browser, at("opinion"), question="long " * 200)
    shown = response.content.decode()
    assert "up to 600 letters" in shown
    assert "long " * 199 in shown
    assert 'aria-describedby="question-hint wrong-question"' in shown
    assert faults(shown) == []
    assert "long long" not in text(browser, at("opinion-packet"))
    assert draft(browser, at("opinion"), question="long " * 200, by="soon").status_code == 422
    assert "soon" in text(browser, at("opinion-packet"))


def test_a_draft_is_kept(browser: Client) -> None:
    walk(browser)
    assert draft(browser, at("opinion"), question="half a quest").status_code == 204
    assert "half a quest" in text(browser, at("opinion"))


def test_it_leads_to_how_to_find_another_oncologist_and_how_to_prepare(browser: Client) -> None:
    walk(browser)
    for language in LANGUAGES:
        shown = text(browser, at("opinion", language))
        for article in ("second-opinion", "finding-another-oncologist"):
            address = reverse("article", args=[language, article])
            assert f'href="{address}"' in shown
            assert browser.get(address).status_code == 200


# ------------------------------------------------------------------------------------------------ papers
def test_papers_are_ticked_and_stay_so(browser: Client) -> None:
    bring(browser, FILE)
    shown = text(browser, at("opinion-papers"))
    assert "The slides or the tissue block, or where they are kept: October 2025, place of spread, bones" in shown
    assert "Ticked: 0 of" in shown
    send(browser, at("opinion-papers"), have=["slides-0", "not-a-paper"])
    again = text(browser, at("opinion-papers"))
    assert re.findall(r'value="([^"]+)"[^>]* checked', again) == ["slides-0"]
    assert "Ticked: 1 of" in again
    assert "✓" in words_on_paper(browser.get(at("opinion-papers-pdf")).content)


# ------------------------------------------------------------------------------------------------ both opinions
def test_both_opinions_stand_in_the_same_rows(browser: Client) -> None:
    walk(browser)
    sent = {f"{side}-{row}": f"{side} on {row}" for side in ("first", "second") for row in ROWS if row != "tests"}
    send(browser, at("opinion-both"), **sent, **{"first-tests": "a scan"})
    table = text(browser, at("opinion-both")).split("<table>")[1].split("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]
    assert len(rows) == len(ROWS)
    for row, name in zip(rows, ROWS, strict=True):
        cells = re.findall(r'<span class="own">(.*?)</span>', row)
        assert cells == (
            ["a scan", "not written down"] if name == "tests" else [f"first on {name}", f"second on {name}"]
        )
    assert "Only one of the two is written down: Tests they want first" in text(browser, at("opinion-both"))
    for word in ("better", "right one", "recommend", "agree"):
        assert word not in table


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_opinions_are_a_tagged_pdf_with_the_rows_of_the_page(language: str, browser: Client) -> None:
    walk(browser, language)
    address = at("opinion-both-pdf", language)
    empty = words_on_paper(browser.get(address).content)
    words = words_in("es" if language == "es" else "en").site
    assert all(re.sub(r"\s", "", words(f"opinion_row_{row}")) in empty for row in ROWS), "to fill in by hand"
    long = "one line\n" + "a word and another, " * 60
    send(
        browser,
        at("opinion-both", language),
        **{"first-aim": long, "second-aim": "canary aim", "first-tests": "a scan"},
    )
    content = browser.get(address).content
    paper = words_on_paper(content)
    for said in ("oneline", "canaryaim", "ascan", words("opinion_both_empty"), words("opinion_row_tests")):
        assert re.sub(r"\s", "", said) in paper, said
    assert re.sub(r"\s", "", words("opinion_row_days")) not in paper, "the same rows as on the page"
    assert f'href="{address}"' in text(browser, at("opinion-both", language))
    with pikepdf.open(io.BytesIO(content)) as made:
        assert made.Root.MarkInfo.Marked
        assert str(made.Root.Lang) == language
        assert str(made.docinfo.Title) == words("opinion_both")
        tags = tags_of(made.Root.StructTreeRoot)
    assert tags.count("/TH") == 3
    assert tags.count("/TR") == 3
    assert tags.count("/H1") == 1


def tags_of(node: Any) -> list[str]:
    """The kind of every element of a PDF, in reading order."""
    if isinstance(node, pikepdf.Array):
        return [kind for one in node for kind in tags_of(one)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    return [*([str(node.S)] if "/S" in node else []), *(tags_of(node.K) if "/K" in node else [])]


def test_one_answer_that_is_too_long_loses_none(browser: Client) -> None:
    walk(browser)
    sent = {"first-aim": "x" * (LONGEST + 1), "second-aim": "short"}
    response = send(browser, at("opinion-both"), **sent)
    shown = response.content.decode()
    assert "x" * (LONGEST + 1) in shown
    assert "short" in shown
    assert faults(shown) == []
    assert draft(browser, at("opinion-both"), **sent).status_code == 422
    assert "short" in text(browser, at("opinion-both"))


# ------------------------------------------------------------------------------------------------ how it is kept
def test_it_is_sealed_for_its_holder_alone_and_goes_when_she_clears(browser: Client) -> None:
    walk(browser)
    send(browser, at("opinion"), question="canary of mine")
    row = Sheet.objects.get()
    assert b"canary" not in bytes(row.sealed)
    other = Client(enforce_csrf_checks=True)
    walk(other)
    send(other, at("opinion"), question="of another")
    assert "canary" not in text(other, at("opinion"))
    stolen = Sheet.objects.exclude(pk=row.pk).get()
    stolen.sealed = row.sealed
    stolen.save()
    assert "canary" not in text(other, at("opinion"))
    send(browser, at("clear"))
    assert not Sheet.objects.filter(pk=row.pk).exists()
    assert Sheet.objects.filter(pk=stolen.pk).exists()


def test_nothing_that_was_written_stands_in_an_address_or_a_cookie(browser: Client) -> None:
    walk(browser)
    response = send(browser, at("opinion"), question="canary question", left_out=["matters"])
    assert response.headers["Location"] == at("opinion")
    response = send(browser, at("opinion-both"), **{"first-aim": "canary aim"})
    assert response.headers["Location"] == at("opinion-both")
    assert not [one for one in browser.cookies.values() if "canary" in one.value]
