"""My choices in the browser: the brief of what was told as pages, to print and to take along."""

from __future__ import annotations

import gzip
import re

import orjson
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from concord.documents.arrange import arrange
from concord.web.choices import draw, parts
from concord.web.way.tests.walk import STEPS, send, walk
from concord.web.wsgi import WAITRESS

UNSURE = {"hormone": {"answer": "unknown"}, "illnesses": {"answer": "unknown"}}
UNKNOWN = {one: {"answer": "unknown"} for one in STEPS}
LIMIT = 100_000
"""Bytes that a page may take on its way, first visit included."""


def text_of(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_guest_with_two_open_questions_reaches_her_choices(language: str, browser: Client) -> None:
    walk(browser, language, UNSURE)
    text = text_of(browser, f"/{language}/choices/")
    assert f'href="/{language}/choices/one/comfort-focused-care/"' in text
    assert text.count("<h1") == 1
    assert "canary words of mine" in text
    said = {"en": "Eleven questions that people ask", "es": "Once preguntas que la gente hace"}[language]
    assert said in text_of(browser, f"/{language}/choices/more/answers/")


@pytest.mark.slow
def test_every_page_is_reached_from_the_first(browser: Client) -> None:
    walk(browser, "es", UNSURE)
    text = text_of(browser, "/es/choices/")
    for name in parts.PLAIN:
        assert f'href="/es/choices/more/{name}/"' in text
        assert text_of(browser, f"/es/choices/more/{name}/").count("<h1") == 1
    for name in ("side", "asks", "know", "pdf", "clinician", "visit", "further"):
        assert f'href="{reverse(name, args=["es"])}"' in text
    for link in set(re.findall(r'href="(/es/choices/one/[^"]+)"', text)):
        assert text_of(browser, link).count("<h1") == 1


def test_what_she_told_changes_what_stands_there(browser: Client) -> None:
    walk(browser)
    link = 'href="/en/choices/one/capivasertib-fulvestrant/"'
    assert link in text_of(browser, "/en/choices/")
    send(browser, "/en/start/hormone/", answer="no")
    send(browser, "/en/start/her2/", answer="positive")
    assert link not in text_of(browser, "/en/choices/")
    assert browser.get("/en/choices/one/capivasertib-fulvestrant/").status_code == 404


def test_the_page_of_a_choice_says_why_what_is_not_known_and_what_would_change_it(browser: Client) -> None:
    walk(browser)
    text = text_of(browser, "/en/choices/one/capivasertib-fulvestrant/")
    for heading in ("Why it is here", "What is not known about it", "What would change this", "Sources"):
        assert re.search(rf"<h2[^>]*>{heading}</h2>", text), heading
    assert 'data-row="not_known"' in text
    assert 'href="/en/choices/ahead/capivasertib-fulvestrant/"' in text
    assert "choices/ahead/" not in text_of(browser, "/en/choices/one/comfort-focused-care/")


def test_the_gentle_voice_is_spoken_where_it_was_chosen(browser: Client) -> None:
    walk(browser)
    assert "Nothing you did caused this" in text_of(browser, "/en/choices/")


def test_the_road_ahead_is_made_when_asked_for(browser: Client) -> None:
    walk(browser)
    text = text_of(browser, "/en/choices/ahead/single-chemotherapy/")
    assert "What if One chemotherapy medicine at a time stops working?" in text
    assert "May be possible, if the receptors stay as they are" in text
    for nothing in ("ahead/nothing/", "ahead/nothing.pdf", "one/nothing/", "one/nothing.json", "more/nothing/"):
        assert browser.get(f"/en/choices/{nothing}").status_code == 404, nothing


@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "brief.pdf", "these.pdf", "doctor/", "questions/", "questions/mine.pdf", "know-me.pdf", "side.pdf",
        "one/comfort-focused-care.pdf", "more/tests.pdf", "more/facts.pdf", "ahead/single-chemotherapy.pdf",
    ],
)  # fmt: skip
def test_it_can_be_taken_along_as_paper(address: str, browser: Client) -> None:
    walk(browser, "es")
    response = browser.get(f"/es/choices/{address}")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content.startswith(b"%PDF")


def test_early_cancer_gets_a_kind_word_and_no_choices(browser: Client) -> None:
    walk(browser, other={"spread": {"answer": ["not"]}, **{one: {"answer": "unknown"} for one in STEPS[1:6]}})
    text = text_of(browser, "/en/choices/")
    assert "early stage" in text
    assert 'id="choices"' not in text
    for address in ("side/", "questions/mine/", "more/tests/", "one/comfort-focused-care/"):
        assert browser.get(f"/en/choices/{address}").status_code == 404


def test_signs_that_cannot_wait_stand_before_everything_else(browser: Client) -> None:
    urgent = {"schema": "concord.situation/0", "cancer": {"sites": ["bone"]}, "symptoms": ["leg_weakness"]}
    send(browser, "/en/bring/", file=SimpleUploadedFile("mine", orjson.dumps(urgent)))
    send(browser, "/en/bring/check/")
    for address in ("", "one/comfort-focused-care/", "more/tests/"):
        main = text_of(browser, f"/en/choices/{address}").split("<main")[1]
        assert 'id="urgent"' in main
        assert "href" not in main.split('id="urgent"')[0], address


# ------------------------------------------------------------------------------------------------ survival
def test_survival_is_asked_each_time_with_nothing_marked(browser: Client) -> None:
    walk(browser)
    for address in ("/en/choices/", "/en/choices/one/fulvestrant/"):
        text = text_of(browser, address)
        assert text.count('name="survival"') == 4
        assert " checked" not in text
        shown = re.sub(r"</?button[^>]*>", "", send(browser, address, survival="words").content.decode())
        assert "This page shows it in words." in shown
        assert "did not show that people lived longer" in shown
        assert " checked" not in shown
        assert "people lived longer." not in re.sub(r"</?button[^>]*>", "", text_of(browser, address))
        asked_again = re.sub(r"</?button[^>]*>", "", send(browser, address).content.decode())
        assert 'role="alert"' in asked_again
        assert "did not show that people lived longer" not in asked_again


def test_the_paper_has_as_much_of_survival_as_the_page_that_it_was_asked_on(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_paper: list[str] = []

    def set_down(template: str, content: object, as_of: str) -> bytes:
        to_paper.append(orjson.dumps(content).decode())
        return b"%PDF"

    monkeypatch.setattr(draw, "compiled", set_down)
    walk(browser)
    shown = send(browser, "/en/choices/", survival="typical_range").content.decode()
    form = shown.split('action="/en/choices/these.pdf"')[1].split("</form>")[0]
    assert 'name="survival" value="typical_range"' in form
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[0]
    for address in ("these.pdf", "one/fulvestrant.pdf"):
        browser.post(f"/en/choices/{address}", {"survival": "typical_range", "csrfmiddlewaretoken": token})
        browser.get(f"/en/choices/{address}")
    assert ["lived longer than" in one for one in to_paper] == [True, False, True, False]


# ------------------------------------------------------------------------------------------------ JSON, size, privacy
def test_the_same_address_gives_json(browser: Client) -> None:
    walk(browser)
    response = browser.get("/en/choices.json")
    found = response.json()
    assert response.headers["Cache-Control"] == "no-store"
    assert "Accept" in response.headers["Vary"]
    assert found["schema"] == "concord.brief/0"
    assert arrange(found)["groups"]
    assert browser.get("/en/choices/", headers={"accept": "application/json"}).json() == found
    assert browser.get("/en/choices/", headers={"accept": "text/html,*/*;q=0.8"}).content.startswith(b"<!doctype")
    card = next(one for one in found["choices"] if one["id"] == "comfort-focused-care")
    assert browser.get("/en/choices/one/comfort-focused-care.json").json() == card
    tests = browser.get("/en/choices/more/tests.json").json()
    assert {one["id"] for one in (*tests["deciding"], *tests["other_tests"])} == {one["id"] for one in found["tests"]}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_light_with_everything_unknown(language: str, browser: Client) -> None:
    walk(browser, language, UNKNOWN)
    first = text_of(browser, f"/{language}/choices/")
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', first)
    assert len(loaded) + 1 < 15
    files = 0
    for one in loaded:
        response = browser.get(one)
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        files += len(gzip.compress(body, 6))
    sizes = {}
    for link in {f"/{language}/choices/", *re.findall(rf'href="(/{language}/choices/[^"]+/)"', first)}:
        response = browser.get(link)
        if response.headers["Content-Type"].startswith("text/html"):
            sizes[link] = len(gzip.compress(response.content, 6)) + files
    largest = max(sizes, key=lambda link: sizes[link])
    print(f"\nlargest: {largest} {sizes[largest]} bytes, of which style and script {files}; {len(loaded) + 1} requests")
    assert sizes[largest] < LIMIT
    assert len(sizes) > 60


def test_the_longest_page_goes_out_without_touching_the_disk(browser: Client) -> None:
    """The server writes what is larger than its buffer to a file: neither a page nor what comes in may be."""
    walk(browser, other=UNKNOWN)
    assert len(browser.get("/es/choices.json").content) < WAITRESS["outbuf_overflow"]
    assert WAITRESS["inbuf_overflow"] > WAITRESS["max_request_body_size"] >= settings.FILE_UPLOAD_MAX_MEMORY_SIZE


def test_nothing_that_was_told_stands_in_an_address(browser: Client) -> None:
    walk(browser)
    text = text_of(browser, "/en/choices/")
    assert "canary" not in "".join(part.split('"')[0] for part in text.split('href="')[1:])


def test_for_whom_it_is_stands_on_every_page(browser: Client) -> None:
    walk(browser)
    send(browser, "/en/start/", whom="other", country="US")
    for address in ("", "one/comfort-focused-care/", "more/tests/", "side/", "questions/mine/", "know-me/"):
        assert "answering for someone you help" in text_of(browser, f"/en/choices/{address}"), address
