"""Bringing a file: nothing is used before it was shown, nothing is lost, and a fault is said exactly."""

from __future__ import annotations

import html
import re
from typing import Any

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


LONGER = {
    "spread": "/en/answers/sites/",
    "hormone": "/en/whole/reports/",
    "her2": "/en/whole/reports/",
    "medicines": "/en/treatments/",
    "now": "/en/treatments/",
    "matters": "/en/matters/",
}


def test_a_question_that_cannot_show_all_leads_to_the_page_that_can(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    send(browser, "/en/bring/check/")
    kept = browser.get("/en/file/").content
    assert "mg" in kept.decode()
    for step, longer in LONGER.items():
        assert browser.get(f"/en/start/{step}/").headers["Location"] == longer
        assert browser.post(f"/en/start/{step}/", {"answer": "unknown"}).status_code == 403  # not without its page
    assert browser.get("/en/file/").content == kept


def test_every_part_of_a_brought_file_can_be_changed(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    send(browser, "/en/bring/check/")
    text = browser.get("/en/answers/").content.decode()
    for address in (
        "answers/ecog",
        "answers/birth_year",
        "whole/reports/2",
        "whole/markers/1",
        "treatments",
        "matters",
    ):
        assert f'href="/en/{address}/"' in text


@pytest.mark.parametrize(
    ("step", "answer"),
    [("spread", ["lung"]), ("hormone", "no"), ("her2", "positive"), ("illnesses", ["stroke"]), ("now", "grew")],
)
def test_a_short_answer_changes_its_own_keys_alone(step: str, answer: object, browser: Client) -> None:
    """A file in which each of the seven questions can show all that it is about, and much besides."""
    content = b"""schema: concord.situation/0
as_of: 2026-01-20
person: {birth_year: 1970, sex: female}
cancer: {extent: metastatic, sites: [bone], presentation: recurrent, first_diagnosed: 2019}
pathology: [{date: 2020-01, specimen: primary, er: positive, her2_ihc: 1+, ki67_percent: 20}]
biomarkers: [{marker: PIK3CA, result: altered}]
treatments: [{kind: medicine, drugs: [letrozole], setting: metastatic}]
health: {ecog: 1, creatinine_mg_dl: 80 umol/L, conditions: [type_2_diabetes]}
notes: my own
"""
    own = {
        "spread": ("cancer", {"extent", "sites"}),
        "hormone": ("pathology", {"er", "er_percent", "pr", "pr_percent"}),
        "her2": ("pathology", {"her2_ihc", "her2_ish", "her2_status"}),
        "illnesses": ("health", {"conditions", "conditions_complete"}),
        "now": ("treatments", {"stopped_because"}),
    }
    bring(browser, content)
    send(browser, "/en/bring/check/")
    before = orjson.loads(browser.get("/en/file/").content)
    assert send(browser, f"/en/start/{step}/", answer=answer).headers["Location"] == "/en/answers/"
    after = orjson.loads(browser.get("/en/file/").content)
    assert after != before
    part, keys = own[step]

    def rest(file: dict[str, Any]) -> object:
        one = file[part][0] if isinstance(file[part], list) else file[part]
        return {**file, part: {key: value for key, value in one.items() if key not in keys}}

    assert rest(after) == rest(before)


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


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (
            b"schema: concord.situation/0\ncancer: {extent: sideways}",
            "Línea 2, en «cancer.extent»",
            "respuestas que conocemos",
        ),
        (b"schema: concord.situation/0\nhealth: {lvef_percent: 600}", "Línea 2", "Este número o su unidad"),
        (b"schema: concord.situation/0\nhealth: {lvef: 60}", "Línea 2", "No conocemos esta entrada"),
        (b"schema: concord.situation/0\ncancer: {first_diagnosed: May}", "Línea 2", "Se esperaba una fecha"),
        (b'{"schema": "concord.situation/0", ', "", "termina demasiado pronto"),
        (b"\x00\xff\x00", "", "No podemos leer"),
        (b"hello: world", "", "otro tipo de archivo"),
        (b'{"resourceType": "Patient"}', "", "paquete FHIR sobre una sola persona"),
    ],
)
def test_a_fault_is_told_in_the_language_of_the_reader_with_what_to_do(
    content: bytes, where: str, what: str, browser: Client
) -> None:
    text = html.unescape(bring(browser, content, "es").content.decode())
    alert = text[text.index('role="alert"') : text.index("<form")]
    assert where in alert
    assert what in alert
    assert "Sus respuestas aquí siguen como estaban" in alert
    assert '<code lang="en">' in alert


HEAD = b"schema: concord.situation/0\n"
AFTER = ("answers", "choices", "start", "start/spread", "start/medicines", "start/illnesses", "start/matters")


@pytest.mark.slow
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


@pytest.mark.parametrize(
    ("content", "step", "longer"),
    [
        (b"treatments_complete: true", "medicines", "/en/treatments/"),
        (b"health: {conditions_complete: true}", "illnesses", "/en/answers/conditions/"),
        (b"health: {conditions: [migraine]}", "illnesses", "/en/answers/conditions/"),
        (b"pathology: [{her2_ihc: 3+}]", "her2", "/en/whole/reports/"),
        (b"cancer: {sites: [leptomeninges]}", "spread", "/en/answers/sites/"),
        (b"priorities: {matters: {cost: some}}", "matters", "/en/matters/"),
    ],
)
def test_what_the_questions_cannot_show_is_not_changed_by_them(
    content: bytes, step: str, longer: str, browser: Client
) -> None:
    bring(browser, HEAD + content)
    send(browser, "/en/bring/check/")
    kept = browser.get("/en/file/").content
    assert browser.get(f"/en/start/{step}/").headers["Location"] == longer
    assert browser.get("/en/file/").content == kept


def test_a_country_that_is_not_listed_stays(browser: Client) -> None:
    bring(browser, HEAD + b"person: {country: DE}")
    send(browser, "/en/bring/check/")
    assert send(browser, "/en/start/", country="").headers["Location"] == "/en/answers/"
    assert orjson.loads(browser.get("/en/file/").content)["person"]["country"] == "DE"


def test_survival_figures_are_not_shown_because_a_file_once_asked_for_them(browser: Client) -> None:
    shown = []
    for wish in (b"survival_figures: ask", b"survival_figures: full_range"):
        bring(browser, EXAMPLE.read_bytes().replace(b"survival_figures: ask", wish))
        send(browser, "/en/bring/check/")
        assert wish.split()[-1] in browser.get("/en/file/").content
        text = browser.get("/en/choices/").content.decode()
        shown.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text))
    assert shown[0] == shown[1]


def test_a_file_that_was_brought_is_sealed(browser: Client) -> None:
    bring(browser, EXAMPLE.read_bytes())
    assert b"letrozole" not in bytes(Guest.objects.get().sealed)


def test_there_is_nothing_to_check_before_a_file_was_brought(browser: Client) -> None:
    assert browser.get("/en/bring/check/").headers["Location"] == "/en/start/"
    begin(browser)
    assert browser.get("/en/bring/check/").headers["Location"] == "/en/bring/"
