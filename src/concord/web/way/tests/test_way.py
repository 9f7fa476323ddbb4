"""The short way: seven questions, each may stay open, and nothing that was told is lost or guessed."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.web.way.tests.walk import STEPS, begin, send, walk

UNKNOWN = {step: {"answer": "unknown"} for step in STEPS}


def file_of(browser: Client) -> dict[str, object]:
    response = browser.get("/en/file/")
    assert response.headers["Content-Type"] == "application/json"
    found: dict[str, object] = response.json()
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_seven_answers_lead_to_what_was_told(language: str, browser: Client) -> None:
    assert walk(browser, language) == f"/{language}/answers/"
    text = browser.get(f"/{language}/answers/").content.decode()
    for said in {
        "en": ("bones; liver", "letrozole with palbociclib, the cancer grew", "HER2 1+", "Energy: a lot"),
        "es": ("huesos", "letrozol con palbociclib, el cáncer creció", "HER2 1+", "Energía: mucho"),
    }[language]:
        assert said in text
    assert file_of(browser) == {
        "schema": "concord.situation/0",
        "person": {"language": language, "country": "US"},
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
        "health": {"conditions": ["type_2_diabetes"], "conditions_complete": "yes"},
        "priorities": {"matters": {"energy": "a_lot"}, "in_my_words": "canary words of mine", "talk": "gentle"},
    }


def test_i_do_not_know_is_an_answer_and_never_a_no(browser: Client) -> None:
    assert walk(browser, other=UNKNOWN) == "/en/answers/"
    file = file_of(browser)
    assert "treatments_complete" not in file
    assert "treatments_since_spread_complete" not in file
    assert file.get("pathology") == []
    assert "cancer" not in file
    assert browser.get("/en/start/hormone/").content.decode().count(" checked") == 1


@pytest.mark.parametrize("step", [one for one in STEPS if one != "matters"])
def test_nothing_marked_is_asked_again_kindly(step: str, browser: Client) -> None:
    begin(browser)
    response = send(browser, f"/en/start/{step}/")
    text = response.content.decode()
    assert response.status_code == 200
    assert "“I don't know” is one" in text.replace("&#39;", "'")
    assert 'role="alert"' in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_still_open_of_the_seven_is_named_in_the_list(language: str, browser: Client) -> None:
    walk(browser, language, UNKNOWN)
    text = browser.get(f"/{language}/answers/").content.decode()
    assert text.count({"en": "I don&#39;t know", "es": "No lo sé"}[language]) >= 4
    for step in ("spread", "hormone", "her2", "medicines", "illnesses"):
        assert f'href="/{language}/start/{step}/"' in text


def test_an_error_loses_nothing_that_was_written(browser: Client) -> None:
    begin(browser)
    response = send(
        browser, "/en/start/medicines/", **{"medicine-1": "药", "medicine-2": "letrozole", "end-2": "choice"}
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert "signs that we cannot keep: 药" in text
    assert 'value="letrozole"' in text
    assert '<option value="choice" selected>' in text


def test_a_name_with_accents_is_understood(browser: Client) -> None:
    begin(browser, "es")
    send(browser, "/es/start/medicines/", **{"medicine-1": "Ácido zoledrónico y letrozol", "answer": "all"})
    treatments = file_of(browser)["treatments"]
    assert isinstance(treatments, list)
    assert treatments[0]["drugs"] == ["zoledronic_acid", "letrozole"]
    assert browser.get("/es/answers/").status_code == 200


def test_an_answer_can_be_changed_and_leads_back_to_the_list(browser: Client) -> None:
    walk(browser)
    response = send(browser, "/en/start/her2/", answer="positive")
    assert response.headers["Location"] == "/en/answers/"
    assert file_of(browser)["pathology"] == [{"er": "positive", "her2_status": "positive"}]


def test_a_name_that_is_not_known_is_shown_once_and_kept(browser: Client) -> None:
    begin(browser)
    row = {"medicine-1": "letrozol and wonderdrug", "end-1": "ongoing"}
    response = send(browser, "/en/start/medicines/", **row)
    assert response.headers["Location"] == "/en/start/medicines/"
    text = browser.get("/en/start/medicines/").content.decode()
    assert "We do not know this name: wonderdrug" in text
    response = send(browser, "/en/start/medicines/", **row)
    assert response.headers["Location"] == "/en/answers/"
    assert "wonderdrug" in browser.get("/en/choices/").content.decode()


def test_how_things_stand_now_completes_the_last_medicine(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/start/medicines/", **{"medicine-1": "fulvestrant"})
    send(browser, "/en/start/now/", answer="stable")
    treatments = file_of(browser)["treatments"]
    assert isinstance(treatments, list)
    assert treatments[0]["stopped_because"] == "ongoing"


ROW = {"medicine-1": "fulvestrant", "end-1": "completed"}
SINCE, EVER = "treatments_since_spread_complete", "treatments_complete"


@pytest.mark.parametrize(
    ("told", "answer", "whole"),
    [
        (ROW, "all", SINCE),
        (ROW, "ever", EVER),
        ({}, "none", SINCE),
        ({}, "never", EVER),
        (ROW, "none", None),
        (ROW, "never", None),
        (ROW, "unknown", None),
        ({f"medicine-{n}": "fulvestrant" for n in range(1, 9)}, "ever", None),
    ],
)
def test_only_what_was_said_to_be_whole_is_whole(
    told: dict[str, str], answer: str, whole: str | None, browser: Client
) -> None:
    """What came before the cancer spread is not asked here; a list that filled every line may go on."""
    begin(browser)
    send(browser, "/en/start/medicines/", answer=answer, **told)
    assert {key for key in (SINCE, EVER) if key in file_of(browser)} == ({whole} if whole else set())
    if whole:
        text = browser.get("/en/start/medicines/").content.decode()
        assert f'value="{answer}" checked' in text


def test_new_means_nothing_since_it_spread_and_says_nothing_of_before(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/start/medicines/", answer="unknown")
    send(browser, "/en/start/now/", answer="new")
    file = file_of(browser)
    assert (file.get(SINCE), file.get(EVER)) == ("yes", None)


def test_how_a_treatment_was_said_to_end_is_not_written_over(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/start/medicines/", answer="all", **ROW)
    send(browser, "/en/start/now/", answer="grew")
    treatments = file_of(browser)["treatments"]
    assert isinstance(treatments, list)
    assert treatments[0]["stopped_because"] == "completed"


def test_progesterone_receptors_alone_are_not_taken_for_estrogen_receptors(browser: Client) -> None:
    begin(browser)
    send(browser, "/en/start/hormone/", answer="pr")
    assert file_of(browser)["pathology"] == [{"er": "negative", "pr": "positive"}]


@pytest.mark.parametrize(("whom", "said"), [("me", False), ("other", True)])
def test_for_whom_it_is_stays_and_is_said(whom: str, said: bool, browser: Client) -> None:
    begin(browser, whom=whom)
    assert f'value="{whom}" checked' in browser.get("/en/start/").content.decode()
    send(browser, "/en/start/spread/", answer="bone")
    for address in ("/en/answers/", "/en/choices/"):
        assert ("answering for someone you help" in browser.get(address).content.decode()) is said


def test_a_question_without_a_beginning_leads_to_the_beginning(browser: Client) -> None:
    for address in ("/en/start/her2/", "/en/answers/", "/en/choices/", "/en/file/", "/en/choices/brief.pdf"):
        assert browser.get(address).headers["Location"] == "/en/start/"
    begin(browser)
    assert browser.get("/en/start/nothing/").status_code == 404


def test_every_question_says_why_and_where_in_both_languages(browser: Client) -> None:
    for language, why in (("en", "Why we ask"), ("es", "Por qué preguntamos")):
        begin(browser, language)
        for step in STEPS:
            text = browser.get(f"/{language}/start/{step}/").content.decode()
            assert why in text
            assert (f'href="/{language}/pathology-report/"' in text) == (step in ("hormone", "her2"))
            assert text.count("<h1") == 1
