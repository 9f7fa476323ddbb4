"""Side by side: up to three that the person picks, none beforehand, in columns that no pick can move."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from concord.web.way.tests.walk import send, walk

PICKS = ["comfort-focused-care", "capivasertib-fulvestrant", "everolimus-exemestane"]


def test_nothing_is_picked_beforehand(browser: Client) -> None:
    walk(browser)
    for address in ("/en/choices/", "/en/choices/side/"):
        text = browser.get(address).content.decode()
        assert 'name="pick"' in text
        assert " checked" not in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_picks_are_kept_and_stand_in_the_published_order(language: str, browser: Client) -> None:
    walk(browser, language)
    response = send(browser, f"/{language}/choices/", survival="none")
    assert response.status_code == 200
    response = send(browser, f"/{language}/choices/side/", pick=PICKS)
    assert response.headers["Location"] == f"/{language}/choices/side/"
    text = browser.get(f"/{language}/choices/side/").content.decode()
    heads = re.findall(r'role="columnheader">([^<]+)', text)
    first = browser.get(f"/{language}/choices/").content.decode()
    published = [name for name in re.findall(r'id="pick-([\w-]+)"', first) if name in PICKS]
    assert len(heads) == 4
    assert re.findall(r'value="([\w-]+)" id="pick-[\w-]+" checked', text) == published
    rows = re.findall(r'<tr role="row">(.*?)</tr>', text, re.DOTALL)
    assert all(row.count("<td") == 3 for row in rows[1:])
    again = send(browser, f"/{language}/choices/side/", pick=list(reversed(PICKS)))
    assert again.status_code == 302
    assert (
        re.findall(r'role="columnheader">([^<]+)', browser.get(f"/{language}/choices/side/").content.decode()) == heads
    )


def test_what_is_not_known_stands_in_its_cell_like_anything_else(browser: Client) -> None:
    walk(browser)
    send(browser, "/en/choices/side/", pick=PICKS)
    text = browser.get("/en/choices/side/").content.decode()
    assert '<b class="mark">? Not known</b>' in text or "Not known" in text
    assert "compared" in text


def test_too_many_or_none_is_told_kindly_and_loses_nothing(browser: Client) -> None:
    walk(browser)
    send(browser, "/en/choices/side/", pick=PICKS[:2])
    four = [*PICKS, "single-chemotherapy"]
    response = send(browser, "/en/choices/side/", pick=four)
    text = response.content.decode()
    assert response.status_code == 200
    assert "You marked 4." in text
    assert text.count(" checked") == 4
    assert 'role="alert"' in send(browser, "/en/choices/side/").content.decode()
    assert browser.get("/en/choices/side/").content.decode().count(" checked") == 2


def test_a_pick_that_is_no_longer_open_is_left_out(browser: Client) -> None:
    walk(browser)
    send(browser, "/en/choices/side/", pick=PICKS[:2])
    send(browser, "/en/start/hormone/", answer="no")
    send(browser, "/en/start/her2/", answer="positive")
    text = browser.get("/en/choices/side/").content.decode()
    assert len(re.findall(r'role="columnheader"', text)) == 2
    assert send(browser, "/en/choices/side/", pick="nothing").status_code == 200
