"""Was this helpful, and the survey: tied to nobody, sealed, at a pace, and no word is lost."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections, models
from django.test import Client
from django.utils import timezone

from concord.web.feedback import keep as keeping
from concord.web.feedback.models import Feedback, Pace
from concord.web.feedback.sealed import STEP, Said, close, key, open_
from concord.web.feedback.tests.sending import helpful, post
from concord.web.feedback.views import LONGEST
from concord.web.keys.store import master
from concord.web.site.logs import KindOnly
from concord.web.site.tests.strict import faults

CANARY = "canary words of mine"


def said() -> Said:
    one = Feedback.objects.get()
    opened = open_(bytes(one.sealed), one.id)
    assert opened
    return opened


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_yes_with_a_comment_is_kept_and_leads_back_with_thanks(language: str, browser: Client) -> None:
    response = helpful(browser, language, comment=f"  {CANARY}\r\nand more ")
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/read/pain/#thanks")
    one = Feedback.objects.get()
    assert (one.language, one.helpful, one.day) == (language, True, timezone.now().date())
    assert said() == {"page": "pain", "words": f"{CANARY}\nand more", "answers": {}}
    text = browser.get(f"/{language}/read/pain/").content.decode()
    assert 'id="thanks"' in text
    assert CANARY not in text


@pytest.mark.parametrize(
    ("data", "kept"),
    [({"helpful": "no"}, False), ({"helpful": "", "comment": CANARY}, None), ({"helpful": "?", "comment": "a"}, None)],
)
def test_no_and_no_answer_are_not_the_same(data: dict[str, str], kept: bool | None, browser: Client) -> None:
    assert helpful(browser, **data).status_code == 302
    assert Feedback.objects.get().helpful is kept


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"helpful": "no", "comment": "é" * (LONGEST + 1)}, "longer than we can keep"),
        ({"helpful": "", "comment": "   "}, "Please choose yes or no"),
    ],
)
def test_what_is_wrong_is_said_kindly_and_nothing_is_lost(data: dict[str, str], message: str, browser: Client) -> None:
    response = helpful(browser, **data)
    text = response.content.decode()
    assert response.status_code == 200
    assert message in text
    assert faults(text) == []
    assert data["comment"].strip() in text
    assert ('value="no" checked' in text) == (data["helpful"] == "no")
    assert 'href="/en/read/pain/"' in text
    assert not Feedback.objects.exists()


def test_a_comment_of_the_full_length_is_kept(browser: Client) -> None:
    assert helpful(browser, comment="é" * LONGEST).status_code == 302
    assert len(said()["words"]) == LONGEST
    assert f"room for {LONGEST} letters" in browser.get("/en/survey/").content.decode()


def test_nothing_is_preselected(browser: Client) -> None:
    for address in ("/en/read/pain/", "/en/about/", "/es/survey/"):
        assert " checked>" not in browser.get(address).content.decode()


@pytest.mark.parametrize("page", ["nowhere", "", "https://elsewhere.example/", "../about"])
def test_a_page_that_is_not_there_cannot_be_told_about(page: str, browser: Client) -> None:
    assert helpful(browser, page=page).status_code == 404
    assert not Feedback.objects.exists()


def test_a_form_from_elsewhere_is_refused(browser: Client) -> None:
    for address in ("/en/helpful/", "/en/survey/"):
        assert browser.post(address, {"page": "pain", "helpful": "yes", "found": "yes"}).status_code == 403
    assert browser.get("/en/helpful/").status_code == 405
    assert not Feedback.objects.exists()


def test_nothing_of_who_or_when_is_kept(browser: Client) -> None:
    """The columns themselves: a day, a language, yes or no, and what is sealed."""
    columns = {one.name: type(one) for one in Feedback._meta.get_fields()}
    assert columns == {
        "id": models.UUIDField,
        "day": models.DateField,
        "language": models.CharField,
        "helpful": models.BooleanField,
        "sealed": models.BinaryField,
    }
    assert {one.name for one in Pace._meta.get_fields()} == {"name", "count"}


@pytest.mark.django_db(transaction=True)
def test_the_raw_file_shows_neither_comment_nor_page(tmp_path: Path) -> None:
    browser = Client(enforce_csrf_checks=True)
    helpful(browser, comment=CANARY)
    post(browser, "/en/survey/", "/en/survey/", found="partly", comment=CANARY)
    target = tmp_path / "raw.sqlite3"
    with sqlite3.connect(target) as copy:
        connections["default"].ensure_connection()
        connections["default"].connection.backup(copy)
    raw = target.read_bytes()
    assert b"feedback_feedback" in raw
    for canary in (b"canary", b"pain", b"partly"):
        assert canary not in raw
    call_command("flush", verbosity=0, interactive=False)


def test_a_length_tells_no_page(browser: Client) -> None:
    helpful(browser)
    helpful(browser, page="family-feelings-closeness")
    lengths = {len(bytes(one.sealed)) for one in Feedback.objects.all()}
    assert len(lengths) == 1
    assert (lengths.pop() - 28) % STEP == 0


def test_the_key_is_its_own_and_another_master_key_opens_nothing(settings: object, browser: Client) -> None:
    assert len({master(), key("words"), key("pace")}) == 3
    helpful(browser, comment=CANARY)
    one = Feedback.objects.get()
    assert close({"page": "pain", "words": "", "answers": {}}, one.id) != close(
        {"page": "pain", "words": "", "answers": {}}, one.id
    )
    settings.MASTER_KEY = "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg="  # type: ignore[attr-defined]
    assert open_(bytes(one.sealed), one.id) is None


def test_it_cannot_be_flooded_and_a_comment_waits(monkeypatch: pytest.MonkeyPatch, browser: Client) -> None:
    monkeypatch.setattr(keeping, "A_MINUTE", 2)
    monkeypatch.setattr(keeping, "timezone", Stopped)
    Stopped.at = timezone.now().replace(second=1)
    assert [helpful(browser).status_code for _ in range(3)] == [302, 302, 200]
    text = helpful(Client(enforce_csrf_checks=True), comment=CANARY).content.decode()
    assert "again in a minute" in text
    assert CANARY in text
    Stopped.at += dt.timedelta(minutes=1)
    assert helpful(browser).status_code == 302
    assert Feedback.objects.count() == 3
    assert Pace.objects.count() == 1
    monkeypatch.setattr(keeping, "A_DAY", 3)
    Stopped.at += dt.timedelta(minutes=1)
    assert helpful(browser).status_code == 200


class Stopped:
    """A clock that stands still."""

    at = timezone.now()

    @classmethod
    def now(cls) -> dt.datetime:
        return cls.at


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_survey_takes_what_was_answered_and_leaves_the_rest_open(language: str, browser: Client) -> None:
    address = f"/{language}/survey/"
    response = post(browser, address, address, found="yes", hurt="unsure", ready="canary", comment=CANARY)
    assert (response.status_code, response.headers["Location"]) == (302, f"{address}#thanks")
    assert said() == {"page": "survey", "words": CANARY, "answers": {"found": "yes", "hurt": "unsure"}}


@pytest.mark.parametrize(
    ("data", "message"),
    [({}, "Nothing is filled in yet"), ({"clear": "no", "comment": "x" * 1001}, "longer than we can keep")],
)
def test_an_empty_or_too_long_survey_comes_back_as_it_was(data: dict[str, str], message: str, browser: Client) -> None:
    text = post(browser, "/en/survey/", "/en/survey/", **data).content.decode()
    assert message in text
    assert faults(text) == []
    assert data.get("comment", "") in text
    assert ('id="clear-no" name="clear" value="no" checked' in text) == ("clear" in data)
    assert not Feedback.objects.exists()


def test_the_survey_has_five_questions(browser: Client) -> None:
    text = browser.get("/en/survey/").content.decode()
    assert text.count("<legend>") + text.count("<textarea") == 5


def test_what_was_said_stands_in_no_log(caplog: pytest.LogCaptureFixture, browser: Client) -> None:
    caplog.set_level(logging.DEBUG)
    helpful(browser, comment=CANARY)
    helpful(browser, comment=CANARY * 100)
    written = [KindOnly().format(record) for record in caplog.records if record.name != "django.db.backends"]
    assert "canary" not in "".join(written)
