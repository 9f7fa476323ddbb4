"""Two views, each given without the other, by any of three ways, and then side by side."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from concord.web.plan import invite
from concord.web.plan.models import Entry, Invitation
from concord.web.plan.tests.steps import MINE, THEIRS, ask_by_code, give_mine, send_code, text
from concord.web.sheets.models import Sheet
from concord.web.way.tests.walk import send, walk

WAYS = "/en/plan/view/doctor/"


def test_nothing_is_marked_beforehand_and_all_may_stay_open(browser: Client) -> None:
    walk(browser)
    shown = text(browser, "/en/plan/view/")
    assert " checked" not in shown
    assert " selected" not in shown
    response = send(browser, "/en/plan/view/")
    assert response.headers["Location"] == WAYS
    assert text(browser, WAYS).count("<dd>Left open</dd>") == 4


def test_on_her_screen_the_doctor_sees_nothing_of_her_view(browser: Client) -> None:
    walk(browser)
    give_mine(browser, words="canary of mine")
    assert send(browser, WAYS, way="hand").headers["Location"] == "/en/plan/hand/"
    shown = text(browser, "/en/plan/hand/")
    assert "canary" not in shown
    assert " checked" not in shown
    assert " selected" not in shown
    assert "<nav" not in shown
    for address in ("/en/plan/", "/en/plan/view/", WAYS, "/en/plan/view/both/", "/en/plan/write/", "/en/plan/all.json"):
        assert browser.get(address).headers["Location"] == "/en/plan/hand/", address
    assert send(browser, "/en/plan/hand/", **THEIRS).headers["Location"] == "/en/plan/view/both/"
    both = text(browser, "/en/plan/view/both/")
    assert "given on your screen" in both
    assert "Dr. Made Up" in both
    assert "canary of mine" in both
    assert both.count("You see this in two ways.") == 1
    assert both.count("You both said this.") == 1
    assert both.count("One of you is not sure.") == 1
    assert both.count("One of you left this open.") == 1


def test_the_screen_can_be_given_back_without_an_answer(browser: Client) -> None:
    walk(browser)
    give_mine(browser)
    send(browser, WAYS, way="hand")
    assert send(browser, "/en/plan/hand/", back="back").headers["Location"] == WAYS
    assert text(browser, WAYS)
    assert browser.get("/en/plan/view/both/").headers["Location"] == WAYS


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_by_link_and_code_without_an_account(language: str, browser: Client) -> None:
    walk(browser, language)
    give_mine(browser, language, words="canary of mine")
    address, code = ask_by_code(browser, f"/{language}/plan/view/doctor/")
    assert code not in address
    assert code not in text(browser, f"/{language}/plan/view/doctor/"), "the code is shown once"
    doctor = Client(enforce_csrf_checks=True)
    assert "tamoxif" not in text(doctor, address), "nothing of the person before the code"
    assert 'role="alert"' in send_code(doctor, address, code="2222-2222-2222-2222")
    shown = send_code(doctor, address, code=code.upper().replace("-", " "))
    assert "amoxif" in shown
    assert "canary" not in shown
    assert " checked" not in shown
    verified = {"en": "not verified", "es": "no está verificado"}[language]
    assert verified in shown
    done = send_code(doctor, address, code=code, give="give", words="canary of the doctor", **THEIRS)
    assert {"en": "Thank you", "es": "Gracias"}[language] in done
    assert set(doctor.cookies) == {"csrftoken"}
    assert code not in text(doctor, address)
    both = text(browser, f"/{language}/plan/view/both/")
    assert "canary of the doctor" in both
    assert {"en": "is not verified", "es": "No está verificado"}[language] in both


def test_a_code_opens_once_and_until_its_end(browser: Client) -> None:
    walk(browser)
    give_mine(browser)
    address, code = ask_by_code(browser, WAYS)
    doctor = Client(enforce_csrf_checks=True)
    page = text(doctor, address)
    send_code(doctor, address, code=code, give="give", **THEIRS)
    assert "nothing to answer here" in text(doctor, address)
    assert Invitation.objects.count() == 1
    text(browser, "/en/plan/")
    assert Invitation.objects.count() == 0, "taken in"
    send(browser, "/en/plan/view/both/")
    give_mine(browser)
    address, code = ask_by_code(browser, WAYS)
    Invitation.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    assert "nothing to answer here" in text(doctor, address)
    assert "csrfmiddlewaretoken" in page
    assert not invite.answer(Invitation.objects.get().id, code, {})


@pytest.mark.slow
def test_an_invitation_that_was_taken_back_opens_nothing(browser: Client) -> None:
    walk(browser)
    give_mine(browser)
    address, code = ask_by_code(browser, WAYS)
    send(browser, WAYS, way="stop")
    assert "nothing to answer here" in text(Client(), address)
    again, other = ask_by_code(browser, WAYS)
    assert (again, other) != (address, code)
    send(browser, "/en/plan/view/doctor/said/", **THEIRS)
    assert "nothing to answer here" in text(Client(), again), "the doctor's view is there by now"


def test_too_many_wrong_codes_close_it(browser: Client) -> None:
    walk(browser)
    give_mine(browser)
    address, _ = ask_by_code(browser, WAYS)
    Invitation.objects.update(wrong=invite.MOST_WRONG - 1)
    doctor = Client(enforce_csrf_checks=True)
    send_code(doctor, address, code="2")
    assert "nothing to answer here" in text(doctor, address)


def test_as_the_person_tells_it(browser: Client) -> None:
    walk(browser)
    assert browser.get("/en/plan/view/doctor/said/").headers["Location"] == WAYS
    give_mine(browser)
    send(browser, "/en/plan/view/doctor/said/", **THEIRS)
    assert "as you wrote it down" in text(browser, "/en/plan/view/both/")


@pytest.mark.parametrize("choice", ["fulvestrant", "trastuzumab-deruxtecan", "single-chemotherapy"])
def test_a_leaning_against_the_first_concern_is_asked_about_with_the_same_sentence(
    choice: str, browser: Client
) -> None:
    walk(browser, other={"matters": {"answer": ["pills_not_drips"]}})
    give_mine(browser, matters="pills_not_drips", leaning=choice)
    send(browser, "/en/plan/view/doctor/said/", **THEIRS)
    shown = text(browser, "/en/plan/view/both/")
    against = choice != "fulvestrant"
    assert ("A question about your leaning" in shown) == against
    assert ("You said that this matters most: pills rather than drips" in shown.replace("Pills", "pills")) == against


def test_what_is_kept_is_sealed_and_goes_with_clear(browser: Client) -> None:
    walk(browser)
    give_mine(browser, words="canary of mine")
    address, code = ask_by_code(browser, WAYS)
    models = ((Entry, ["sealed"]), (Sheet, ["sealed"]), (Invitation, ["own", "asked"]))
    rows = [row for model, names in models for row in model.objects.values_list(*names)]
    assert rows
    for secret in (b"canary", b"tamoxifen", b"daily_life", code.encode(), code.replace("-", "").encode()):
        assert secret not in b"".join(bytes(one) for row in rows for one in row)
    send(browser, "/en/clear/")
    assert (Entry.objects.count(), Sheet.objects.count(), Invitation.objects.count()) == (0, 0, 0)
    assert "nothing to answer here" in text(Client(), address)


@override_settings(AUDIENCE="only_me", REGION="US", OPEN_TO_OTHERS=True)
def test_a_doctor_needs_no_account_where_everybody_else_does(browser: Client) -> None:
    address = reverse("plan_code", args=["en", uuid4()])
    assert "nothing to answer here" in text(browser, address)
    assert "login" in browser.get("/en/plan/").headers["Location"]


def test_another_person_sees_nothing_of_it(browser: Client) -> None:
    walk(browser)
    give_mine(browser, words="canary of mine")
    other = Client(enforce_csrf_checks=True)
    assert other.get("/en/plan/").headers["Location"] == "/en/start/"
    walk(other)
    assert other.get("/en/plan/view/doctor/").headers["Location"] == "/en/plan/view/"
    assert "canary" not in text(other, "/en/plan/view/")
    assert MINE["goal"] in text(other, "/en/plan/view/"), "as an answer to give"
