"""Bringing a file: nothing is used before it was shown, nothing is lost, and a fault is said exactly."""

from __future__ import annotations

import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from concord.knowledge.load import folder
from concord.web.models import Guest
from concord.web.way.tests.walk import begin, send, walk

EXAMPLE = folder() / "examples" / "worked-example.yaml"


def bring(browser: Client, content: bytes, language: str = "en") -> HttpResponse:
    return send(browser, f"/{language}/bring/", file=SimpleUploadedFile("mine", content))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_is_shown_before_it_is_used(language: str, browser: Client) -> None:
    response = bring(browser, EXAMPLE.read_bytes(), language)
    assert response.headers["Location"] == f"/{language}/bring/check/"
    shown = browser.get(f"/{language}/bring/check/").content.decode()
    assert "letrozol" in shown
    assert orjson.loads(browser.get("/en/file/").content) == {}
    assert send(browser, f"/{language}/bring/check/").headers["Location"] == f"/{language}/answers/"
    assert "letrozol" in browser.get(f"/{language}/answers/").content.decode()
    assert 'id="choices"' in browser.get(f"/{language}/choices/").content.decode()


def test_a_file_with_more_than_the_seven_questions_is_not_cut_down(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    send(browser, "/en/bring/check/")
    kept = browser.get("/en/file/").content
    assert "mg" in kept.decode()
    for address in ("/en/start/", "/en/start/medicines/"):
        assert browser.get(address).headers["Location"] == "/en/answers/"
    assert browser.get("/en/file/").content == kept


def test_what_was_saved_here_comes_back_and_can_be_changed(browser: Client) -> None:
    walk(browser)
    saved = browser.get("/en/file/").content
    send(browser, "/en/clear/")
    bring(browser, saved)
    send(browser, "/en/bring/check/")
    assert browser.get("/en/file/").content == saved
    assert send(browser, "/en/start/her2/", answer="0").headers["Location"] == "/en/answers/"
    assert orjson.loads(browser.get("/en/file/").content)["pathology"] == [{"er": "positive", "her2_ihc": "0"}]


def test_a_bundle_leaves_nothing_of_a_name_behind(browser: Client) -> None:
    me = {"reference": "Patient/p"}
    positive = {"coding": [{"system": "http://snomed.info/sct", "code": "10828004"}]}
    estrogen_receptor = {"coding": [{"system": "http://loinc.org", "code": "85337-4"}]}
    told = [
        {"resourceType": "Patient", "id": "p", "gender": "female", "name": [{"family": "Canary"}]},
        {"resourceType": "Observation", "id": "o", "status": "final", "subject": me, "code": estrogen_receptor}
        | {"valueCodeableConcept": positive},
    ]
    found = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in told]}
    bring(browser, orjson.dumps(found))
    assert "Canary" not in browser.get("/en/bring/check/").content.decode()
    send(browser, "/en/bring/check/")
    kept = browser.get("/en/file/").content.decode()
    assert "Canary" not in kept
    assert orjson.loads(kept)["pathology"][0]["er"] == "positive"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"schema: concord.situation/0\ncancer: {extent: sideways}", "line 2: cancer.extent"),
        (b"\x00\xff\x00", ""),
        (b"[1, 2", ""),
        (b"{}", "schema"),
        (b'{"resourceType": "Patient"}', "Bundle"),
        (b"", "schema"),
        (b"#" * 5_100_000, "Please choose a file"),
    ],
)
def test_what_cannot_be_used_is_said_exactly_and_the_answers_stay(content: bytes, said: str, browser: Client) -> None:
    walk(browser)
    before = browser.get("/en/file/").content
    response = bring(browser, content)
    assert response.status_code == 200
    text = response.content.decode()
    assert 'role="alert"' in text
    assert said in text
    assert browser.get("/en/file/").content == before


HEAD = b"schema: concord.situation/0\n"
AFTER = ("answers", "choices", "start", "start/spread", "start/medicines", "start/illnesses", "start/matters")


@pytest.mark.parametrize(
    "content",
    [
        b"priorities: {matters: unknown}",
        b"priorities: {matters: null}",
        b"priorities: {matters: {cost: a_lot, energy: unknown}}",
        b"cancer: {sites: null}",
        b"cancer: {extent: early}",
        b"health: {conditions: unknown}",
        b"treatments: unknown",
        b"treatments_complete: true",
        b"pathology: null",
        b"person: {country: DE}",
    ],
)
def test_unknown_and_nothing_are_read_as_not_said_on_every_page(content: bytes, browser: Client) -> None:
    bring(browser, HEAD + content)
    send(browser, "/en/bring/check/")
    for address in AFTER:
        assert browser.get(f"/en/{address}/").status_code in (200, 302), address


@pytest.mark.parametrize("content", [b"treatments_complete: true", b"health: {conditions_complete: true}"])
def test_what_the_questions_cannot_show_is_not_changed_by_them(content: bytes, browser: Client) -> None:
    bring(browser, HEAD + content)
    send(browser, "/en/bring/check/")
    assert browser.get("/en/start/medicines/").headers["Location"] == "/en/answers/"


def test_a_country_that_is_not_listed_stays(browser: Client) -> None:
    bring(browser, HEAD + b"person: {country: DE}")
    send(browser, "/en/bring/check/")
    begin(browser, country="")
    assert orjson.loads(browser.get("/en/file/").content)["person"]["country"] == "DE"


def test_survival_figures_are_not_shown_because_a_file_once_asked_for_them(browser: Client) -> None:
    shown = []
    for wish in (b"survival_figures: ask", b"survival_figures: full_range"):
        bring(browser, EXAMPLE.read_bytes().replace(b"survival_figures: ask", wish))
        send(browser, "/en/bring/check/")
        assert wish.split()[-1] in browser.get("/en/file/").content
        shown.append(browser.get("/en/choices/").content)
    assert shown[0] == shown[1]


def test_a_file_that_was_brought_is_sealed(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    assert b"letrozole" not in bytes(Guest.objects.get().sealed)


def test_there_is_nothing_to_check_before_a_file_was_brought(browser: Client) -> None:
    assert browser.get("/en/bring/check/").headers["Location"] == "/en/start/"
    begin(browser)
    assert browser.get("/en/bring/check/").headers["Location"] == "/en/bring/"
