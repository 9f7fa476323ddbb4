"""axe-core on every kind of page, in both languages, light and dark, and after each step of the short way."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import SCREENSHOTS

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["", "about/", "call/", "read/", "read/immunotherapy/", "words/", "start/", "bring/", "clear/", "read/nowhere/"]

pytestmark = pytest.mark.slow


def faults(page: Page) -> list[tuple[str, str]]:
    found: dict[str, Any] = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    return [(one["id"], node["html"][:160]) for one in found["violations"] for node in one["nodes"]]


def shown(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page="choices" not in name)


@pytest.mark.parametrize("looked_at", ["light", "dark"], indirect=True)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_passes_axe(language: str, looked_at: Page) -> None:
    for page in PAGES:
        looked_at.goto(f"/{language}/{page}")
        assert faults(looked_at) == [], page
        shown(looked_at, f"{language}-{page.strip('/').replace('/', '-') or 'home'}")


@pytest.mark.parametrize("looked_at", ["light", "dark"], indirect=True)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_step_passes_axe(language: str, looked_at: Page) -> None:
    through_the_questions(language, looked_at)


@pytest.mark.parametrize(("language", "looked_at"), [("es", "dark")], indirect=["looked_at"])
def test_the_choices_with_everything_left_open_pass_axe(language: str, looked_at: Page) -> None:
    """Once only: the page of somebody who knows nothing yet is the longest there is, and axe takes over a minute."""
    through_the_questions(language, looked_at)
    for page in ("answers/", "keep/", "choices/", "choices/ahead/tamoxifen/"):
        looked_at.goto(f"/{language}/{page}")
        assert faults(looked_at) == [], page
        shown(looked_at, f"{language}-{page.strip('/').replace('/', '-')}")


def through_the_questions(language: str, looked_at: Page) -> None:
    looked_at.goto(f"/{language}/start/")
    looked_at.select_option("#country", "US")
    looked_at.locator("main button[type=submit]").click()
    for step in ("spread", "hormone", "her2", "medicines", "now", "illnesses", "matters"):
        assert f"/start/{step}/" in looked_at.url
        assert faults(looked_at) == [], step
        if step != "matters":
            looked_at.locator("main button[type=submit]").click()
            assert faults(looked_at) == [], f"{step} with nothing marked"
            looked_at.locator("#answer-unknown").check()
        shown(looked_at, f"{language}-{step}")
        looked_at.locator("main button[type=submit]").click()
    assert faults(looked_at) == []
