"""The log as it is kept: what it says, what it does not, and that a change to a row shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concord.circle.log import Did, Who
from concord.web.accounts.leaving import delete_for_good
from concord.web.accounts.tests.someone import person
from concord.web.circle import journal
from concord.web.circle.models import Grant, LogEntry
from concord.web.circle.tests.steps import let_in, press, said, sharing
from concord.web.keys.models import LogHead
from concord.web.plan.tests.steps import ask_by_code, give_mine, send_code
from concord.web.sheets.models import Sheet


def test_everything_that_anyone_opened_or_changed_is_listed(browser: Client) -> None:
    holder = sharing(browser)
    for _ in range(2):
        browser.get("/en/matters/")
    helper = let_in(browser, answers="fill", plan="notes")
    for _ in range(2):
        helper.get("/en/answers/")
        press(helper, "/en/answers/sites/", sites=["lung"])
    press(helper, "/en/circle/note/plan/", text="canary note")
    helper.get("/en/matters/")
    browser.get("/en/file/")
    listed = said(holder)
    assert listed.count("person opened matters") == 1
    assert listed.count("helper Ana opened answers") == 1
    assert listed.count("helper Ana changed answers") == 2
    assert "helper Ana opened matters" not in listed, "it was refused"
    assert "person invited Ana" in listed
    assert "helper Ana came" in listed
    assert "helper Ana noted plan" in listed
    assert "person took answers" in listed
    text = browser.get("/en/circle/log/").content.decode()
    assert "Ana changed: Answers" in text
    assert "The list is whole" in text
    spanish = browser.get("/es/circle/log/").content.decode()
    assert "Ana cambió: Respuestas" in spanish
    for page in (text, spanish):
        assert "lung" not in page
        assert "canary" not in page


def test_nothing_of_it_stands_in_the_clear(browser: Client) -> None:
    sharing(browser)
    helper = let_in(browser, answers="fill", plan="notes")
    press(helper, "/en/answers/sites/", sites=["lung"])
    press(helper, "/en/circle/note/plan/", text="canary note")
    for model in (Grant, LogEntry, LogHead, Sheet):
        for row in model._default_manager.all():
            kept = str([getattr(row, one.attname) for one in model._meta.concrete_fields])
            assert all(word not in kept for word in ("Ana", "Maria", "canary", "lung", "fill", "answers"))


def test_a_doctor_s_answer_by_code_is_listed(browser: Client) -> None:
    holder = sharing(browser)
    give_mine(browser)
    address, code = ask_by_code(browser, "/en/plan/view/doctor/")
    send_code(Client(), address, code=code, goal="control", strength="balanced", matters="energy", give="give")
    assert said(holder)[-1] == "doctor answered plan"


def test_a_page_that_was_looked_at_before_costs_no_more(browser: Client) -> None:
    sharing(browser)
    browser.get("/en/matters/")
    count = LogEntry.objects.count()
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["keys"]) as keys:
        browser.get("/en/matters/")
    asked = [one["sql"] for one in (*main, *keys) if "circle" in one["sql"].lower() or "loghead" in one["sql"].lower()]
    assert asked == []
    assert LogEntry.objects.count() == count


def _edit(number: int) -> None:
    row = LogEntry.objects.get(number=number)
    sealed = bytes(row.sealed)
    LogEntry.objects.filter(number=number).update(sealed=sealed[:-1] + bytes([sealed[-1] ^ 1]))


def _take_out(number: int) -> None:
    LogEntry.objects.filter(number=number).delete()


def _cut(number: int) -> None:
    LogEntry.objects.filter(number__gte=number).delete()


def _all(number: int) -> None:
    LogEntry.objects.all().delete()


@pytest.mark.parametrize("change", [_edit, _take_out, _cut, _all])
@pytest.mark.parametrize("at", [0, 2])
def test_a_change_to_a_row_shows_for_good(change: Any, at: int, browser: Client) -> None:
    holder = sharing(browser)
    for part in ("answers", "plan", "choices"):
        journal.write(holder, Who.PERSON, Did.OPENED, part=part)
    change(at)
    assert journal.read(holder)[1] is not None
    for _ in range(12):  # what is written afterwards heals nothing
        journal.write(holder, Who.PERSON, Did.CHANGED, part="answers")
    assert journal.read(holder)[1] is not None
    assert "This list is not whole" in browser.get("/en/circle/log/").content.decode()


def test_it_goes_along_and_goes_away_with_everything_else(browser: Client) -> None:
    sharing(browser)
    helper = let_in(browser, plan="notes")
    press(helper, "/en/circle/note/plan/", text="canary note")
    found = browser.get("/en/account/file/").json()
    assert found["log"]["whole"] is True
    assert {"invited", "came", "noted"} <= {one["did"] for one in found["log"]["entries"]}
    assert found["people_in_circle"][0]["name"] == "Ana"
    assert found["people_in_circle"][0]["rights"] == {"plan": "notes"}
    assert "canary note" in str(found["circle"])
    delete_for_good(person())
    for model in (Grant, LogEntry, LogHead, Sheet):
        assert not model._default_manager.exists()
