"""Being told of trials: once, only on her own yes, only of open ones that fit or may fit, and readable by her alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from concord.choices.words import Words
from concord.trials import store
from concord.trials.records import Trial
from concord.web.accounts import consent
from concord.web.accounts.models import Person
from concord.web.guest.store import Answers
from concord.web.keys.holder import Holder
from concord.web.notices import store as notices
from concord.web.notices.models import Notice
from concord.web.recheck.tests.people import somebody
from concord.web.sheets import store as sheets
from concord.web.site.pages import knowledge, words_in
from concord.web.trials import keep_up, kept, told
from concord.web.trials.tests.filled import FILE, file_with, fill

DAY = dt.date(2026, 11, 26)
Put = Callable[..., None]


@pytest.fixture
def put(db: None, tmp_path: Path, settings: Any) -> Put:
    """Puts records into the store of this host."""
    settings.DATA = tmp_path
    fill(tmp_path / "trials.sqlite3")

    def more(number: int, wanted: str, **parts: Any) -> None:
        text = f"Inclusion Criteria:\n\n* {wanted}\n"
        values = {"status": "recruiting", "title": f"Star {number}", "eligibility": text, "updated": DAY} | parts
        trial = Trial(nct_id=f"NCT000002{number:02}", **values)
        with store.opened(kept.path()) as connection:
            store.put_all(connection, [trial], DAY)

    return more


def maria(file: dict[str, Any] = FILE) -> Holder:
    holder = somebody("maria", file, yes=False)
    consent.give(Person.objects.get(), words_in("en"), consent.TRIALS)
    return holder


def told_of(holder: Holder) -> list[list[str]]:
    return [[one["nct_id"][-2:] for one in notice.content["trials"]] for notice in reversed(notices.every(holder))]


def test_she_is_told_once_of_what_is_new_or_changed_and_open_and_does_not_rule_her_out(put: Put) -> None:
    holder = maria()
    assert keep_up.run(DAY).first == 1
    assert told_of(holder) == []
    put(1, "Metastatic breast cancer")
    put(2, "HER2-positive breast cancer")
    put(3, "Metastatic breast cancer", status="completed")
    assert keep_up.run(DAY).told == 1
    assert keep_up.run(DAY).told == 0
    assert told_of(holder) == [["01"]]
    put(2, "HER2-negative breast cancer", updated=DAY + dt.timedelta(1))
    put(1, "Metastatic breast cancer", title="Another name", updated=DAY + dt.timedelta(1))
    keep_up.run(DAY)
    assert told_of(holder) == [["01"], ["02"]]
    assert b"NCT" not in bytes(Notice.objects.latest("pk").sealed)


def test_nobody_is_looked_at_without_a_yes_of_her_own_to_this(put: Put) -> None:
    holder = somebody("maria", FILE)  # new knowledge may be run over her answers, and nothing else
    assert keep_up.run(DAY).people == 0
    person = Person.objects.get()
    consent.give(person, words_in("en"), consent.TRIALS)
    keep_up.run(DAY)
    assert sheets.get(holder, keep_up.SHELF)
    consent.withdraw(person, consent.TRIALS)
    assert sheets.get(holder, keep_up.SHELF) is None
    put(1, "Metastatic breast cancer")
    assert keep_up.run(DAY).people == 0
    assert told_of(holder) == []


def test_who_said_no_to_trials_is_told_nothing(put: Put) -> None:
    holder = maria(file_with(priorities={"trials": "no"}))
    keep_up.run(DAY)
    put(1, "Metastatic breast cancer")
    keep_up.run(DAY)
    assert told_of(holder) == []


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_a_notice_names_the_trials_and_what_changed(language: Any, put: Put) -> None:
    holder = maria()
    put(1, "Metastatic breast cancer")
    keep_up.run(DAY)
    put(1, "Metastatic breast cancer", phases=("2",), updated=DAY + dt.timedelta(1))
    keep_up.run(DAY)
    [notice] = notices.every(holder)
    words = Words(knowledge(), language)
    drawn = told.draw(notice, words, holder, Answers(file=FILE))
    changed = words.site("trials_told_changed", what=words.site("trials_field_phases"))
    assert drawn["trials"] == [{"nct_id": "NCT00000201", "title": "Star 1", "said": changed}]


def test_one_that_cannot_be_looked_at_keeps_nobody_waiting(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = maria()
    somebody("zoe", {"schema": "nonsense"}, yes=False)
    consent.give(Person.objects.get(username="zoe"), words_in("en"), consent.TRIALS)
    keep_up.run(DAY)
    put(1, "Metastatic breast cancer")
    counts = keep_up.run(DAY)
    assert (counts.people, counts.told, counts.failed) == (2, 1, 1)
    assert told_of(holder) == [["01"]]


def test_the_page_of_consents_asks_for_it_apart(put: Put, browser: Client) -> None:
    maria()
    browser.force_login(Person.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    shown = browser.get(reverse("consents", args=["en"])).content.decode()
    assert words_in("en").site("consents_withdraw_trials") in shown
