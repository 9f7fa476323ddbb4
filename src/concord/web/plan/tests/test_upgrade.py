"""What was kept with a plan survives whatever comes after it: new knowledge, new code, rows of an older version."""

from __future__ import annotations

import dataclasses
import hashlib
import zlib

import orjson
import pytest
from django.test import Client

from concord.choices.brief import brief
from concord.web.choices import kept as made
from concord.web.guest import store
from concord.web.models import Made
from concord.web.plan import kept, versions, writing
from concord.web.plan.tests.older import brought_back
from concord.web.plan.tests.steps import keep, text, write
from concord.web.sheets import store as sheets
from concord.web.site.pages import knowledge
from concord.web.way.tests.walk import walk

FIRST = "/en/plan/version/1/"


def upgrade(patch: pytest.MonkeyPatch) -> None:
    """Other knowledge, other code that draws, and another brief from the same answers. Nothing made before is used."""
    newer = dataclasses.replace(knowledge(), hash="f" * 64)
    for module in (made, versions, writing):
        patch.setattr(module, "knowledge", lambda: newer)
    patch.setattr(made, "code", lambda: "another code")
    patch.setattr(made, "brief", lambda *some, **more: {**brief(*some, **more), "reading_level": 3})
    Made.objects.all().delete()


def test_a_brief_that_an_older_version_kept_is_given_byte_for_byte(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = brought_back(browser)
    upgrade(monkeypatch)
    content = browser.get(f"{FIRST}brief.json").content
    assert hashlib.sha256(content).hexdigest() == older["sha256"]
    assert len(content) == older["bytes"]
    assert older["sha256"] in text(browser, FIRST)
    assert orjson.loads(content)["as_of"] == "2026-11-26"
    assert browser.get(f"{FIRST}brief.pdf").content.startswith(b"%PDF")


def test_the_plan_of_an_older_version_is_read_as_it_was_written(browser: Client) -> None:
    brought_back(browser)
    shown = text(browser, FIRST)
    for one in ("canary pill each morning", "canary trial: too far away", "Agreed by both", "Dr. Made Up"):
        assert one in shown, one
    assert "canary: dance at the wedding" in text(browser, "/en/plan/difference/1/2/")
    assert "canary of mine" in text(browser, "/en/plan/view/both/")
    assert browser.get("/en/plan/version/1.pdf").content.startswith(b"%PDF")
    write(browser, chosen="", goal="canary: a third one")
    keep(browser, 3, reason=["other"])
    assert "canary: a third one" in text(browser, "/en/plan/version/3/")


def test_what_is_no_longer_what_it_was_is_not_shown_as_the_brief_of_that_day(browser: Client) -> None:
    brought_back(browser)
    holder = store.holder(browser.get("/en/call/").wsgi_request)
    assert holder
    other = sheets.get(holder, kept.SHELF, "brief 1")
    assert other
    sheets.put(holder, kept.SHELF, zlib.compress(zlib.decompress(other) + b" "), "brief 1")
    assert browser.get(f"{FIRST}brief.json").status_code == 404
    assert text(browser, FIRST)


@pytest.mark.slow
def test_after_an_upgrade_only_a_new_version_has_the_new_brief(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(browser)
    write(browser)
    keep(browser, 1)
    before = browser.get(f"{FIRST}brief.json").content
    upgrade(monkeypatch)
    assert browser.get("/en/choices.json").content != before
    write(browser, goal="canary: another")
    keep(browser, 2, reason=["new_information"])
    assert browser.get(f"{FIRST}brief.json").content == before
    after = browser.get("/en/plan/version/2/brief.json").content
    assert orjson.loads(after)["reading_level"] == 3
    assert hashlib.sha256(after).hexdigest() in text(browser, "/en/plan/version/2/")
