"""What was computed is kept, sealed, for these answers and this day alone, and makes the pages cheap."""

from __future__ import annotations

import dataclasses
import datetime as dt
import statistics
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from concord.choices.brief import brief
from concord.web.choices import kept
from concord.web.models import Made
from concord.web.site.pages import knowledge
from concord.web.way.tests.walk import STEPS, send, walk

UNKNOWN = {one: {"answer": "unknown"} for one in STEPS}
MOST = 5
"""How many times as much as a page of one row the choices may cost."""


def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages in which a brief is made from here on."""
    found: list[str] = []

    def counted(*values: object, **more: object) -> object:
        found.append(str(more["language"]))
        return brief(*values, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "brief", counted)
    return found


def test_findings_are_computed_once_for_all_pages(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    walk(browser)
    made = computed(monkeypatch)
    for address in ("choices/", "choices/more/tests/", "choices/", "choices/one/olaparib/", "choices/doctor/"):
        assert browser.get(f"/en/{address}").status_code == 200
    assert made == ["en"]
    browser.get("/es/choices/")
    browser.get("/es/choices/")
    assert made == ["en", "es"]


def test_other_answers_another_day_or_other_knowledge_are_computed_anew(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(browser)
    browser.get("/en/choices/")
    made = computed(monkeypatch)
    monkeypatch.setattr(kept, "today", lambda: dt.date(2027, 1, 4))
    assert "January 4, 2027" in browser.get("/en/choices/").content.decode()
    assert len(made) == 1
    another = dataclasses.replace(knowledge(), hash="another")
    monkeypatch.setattr(kept, "knowledge", lambda: another)
    browser.get("/en/choices/")
    assert len(made) == 2
    send(browser, "/en/start/illnesses/", answer="unknown")
    browser.get("/en/choices/")
    assert len(made) == 3


def test_what_was_made_from_other_answers_goes_when_they_change(browser: Client) -> None:
    walk(browser)
    browser.get("/en/choices/")
    before = set(Made.objects.values_list("fingerprint", flat=True))
    assert before
    send(browser, "/en/start/illnesses/", answer="unknown")
    assert not Made.objects.filter(fingerprint__in=before).exists()


def test_noting_an_answer_does_not_throw_away_what_was_computed(browser: Client) -> None:
    walk(browser)
    browser.get("/en/choices/")
    before = Made.objects.count()
    send(browser, "/en/choices/know-me/", days="canary days")
    assert Made.objects.count() == before


def test_what_is_kept_says_nothing_to_whoever_lacks_the_key(browser: Client) -> None:
    walk(browser)
    browser.get("/en/choices/")
    with connection.cursor() as cursor:
        cursor.execute("select owner, situation, fingerprint, sealed from web_made")
        rows = cursor.fetchall()
    assert rows
    for row in rows:
        whole = b"".join(one.encode() if isinstance(one, str) else bytes(one) for one in row)
        assert b"canary" not in whole
        assert b"fulvestrant" not in whole
    other = Client(enforce_csrf_checks=True)
    walk(other)
    other.get("/en/choices/")
    assert len(set(Made.objects.values_list("owner", flat=True))) == 2
    marks = list(Made.objects.values_list("fingerprint", flat=True))
    assert len(marks) == len(set(marks)), "the same answers of two people have the same mark"


def test_a_row_that_was_changed_or_belongs_to_another_is_not_shown(browser: Client) -> None:
    walk(browser)
    first = browser.get("/en/choices/").content
    Made.objects.update(sealed=b"x" * 64)
    assert browser.get("/en/choices/").content.count(b"card glance") == first.count(b"card glance")


def test_it_goes_with_its_time_and_with_everything_else(browser: Client) -> None:
    walk(browser)
    browser.get("/en/choices/")
    old = list(Made.objects.values_list("pk", flat=True))
    Made.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    browser.get("/en/choices/more/tests/")
    assert not Made.objects.filter(pk__in=old).exists()
    assert Made.objects.exists()
    send(browser, "/en/clear/")
    assert not Made.objects.exists()


def test_survival_that_was_asked_for_is_kept_nowhere(browser: Client) -> None:
    walk(browser)
    browser.get("/en/choices/")
    before = set(Made.objects.values_list("fingerprint", flat=True))
    response = send(browser, "/en/choices/", survival="full_range")
    assert "alive" in response.content.decode() or "lived longer than" in response.content.decode()
    assert set(Made.objects.values_list("fingerprint", flat=True)) == before
    assert "lived longer than" not in browser.get("/en/choices/").content.decode()


@override_settings(ROOT_URLCONF="concord.web.choices.tests.trivial")
@pytest.mark.parametrize("address", ["/es/choices/", "/es/choices/one/single-chemotherapy/"])
def test_a_page_of_what_is_kept_costs_little_more_than_any_page(address: str, browser: Client) -> None:
    walk(browser, other=UNKNOWN)
    browser.get(address)

    def seconds(where: str) -> float:
        started = time.perf_counter()
        assert browser.get(where).status_code == 200
        return time.perf_counter() - started

    pairs = [(seconds("/es/trivial/"), seconds(address)) for _ in range(40)]
    plain, whole = (statistics.median(one) for one in zip(*pairs, strict=True))
    print(f"\n{address}: {whole * 1000:.1f} ms, a page of one row {plain * 1000:.1f} ms: {whole / plain:.1f} times")
    assert whole <= MOST * plain


def test_the_cookie_alone_names_the_owner(browser: Client) -> None:
    walk(browser)
    browser.get("/en/choices/")
    cookie = browser.cookies[settings.GUEST_COOKIE].value
    assert cookie not in "".join(Made.objects.values_list("owner", flat=True))
