"""axe-core on every kind of page, in both languages, light and dark, and after each step of the ways in."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from concord.choices.words import Language
from concord.knowledge.load import folder
from tests.journeys import pages
from tests.journeys.conftest import SCREENSHOTS
from tests.journeys.steps import LANGUAGES, follow, press, seven, words

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("looked_at", ["light", "dark"], indirect=True),
    pytest.mark.parametrize("language", LANGUAGES),
]


def faults(page: Page) -> list[tuple[str, str]]:
    found: dict[str, Any] = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    return [(one["id"], node["html"][:160]) for one in found["violations"] for node in one["nodes"]]


def shown(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def all_pass(page: Page, language: Language, addresses: tuple[str, ...]) -> None:
    """Each address as it is named here, and none of them with a fault."""
    found = {}
    for address in addresses:
        page.goto(f"/{language}/{address}")
        assert page.url.endswith(f"/{language}/{address}"), (address, page.url)
        if wrong := faults(page):
            found[address] = wrong
        shown(page, f"{language}-{address.strip('/').replace('/', '-') or 'home'}")
    assert found == {}


def test_every_page_for_reading(language: Language, looked_at: Page) -> None:
    all_pass(looked_at, language, (*pages.READING, "read/nowhere/"))


def test_every_page_of_ones_own(language: Language, looked_at: Page) -> None:
    seven(looked_at, language)
    all_pass(looked_at, language, pages.OWN)


def test_every_further_question(language: Language, looked_at: Page) -> None:
    seven(looked_at, language)
    for start in ("whole/", "matters/"):
        looked_at.goto(f"/{language}/{start}")
        links = looked_at.locator(f"main a[href*='/{start}']").evaluate_all("all => all.map(one => one.pathname)")
        addresses = tuple(dict.fromkeys(one.removeprefix(f"/{language}/") for one in links))
        assert len(addresses) > 5
        all_pass(looked_at, language, addresses)


def test_every_page_of_the_choices(language: Language, looked_at: Page) -> None:
    """What hangs on the first page of the choices."""
    seven(looked_at, language)
    links = looked_at.locator("main a[href*='/choices/more/']").evaluate_all("all => all.map(one => one.pathname)")
    addresses = tuple(dict.fromkeys(one.removeprefix(f"/{language}/") for one in links if not one.endswith(".pdf")))
    assert len(addresses) > 5
    all_pass(looked_at, language, addresses)
    looked_at.goto(f"/{language}/choices/")
    for box in looked_at.locator("main input[name=pick]").all()[:3]:
        box.check()
    looked_at.locator("#side-form button").first.click()
    looked_at.wait_for_url("**/choices/side/")
    assert faults(looked_at) == [], "three side by side"
    shown(looked_at, f"{language}-side-three")
    looked_at.goto(f"/{language}/choices/one/tamoxifen/")
    looked_at.locator("main input[name=survival]").last.check()
    looked_at.locator("main form:has(input[name=survival]) button").first.click()
    assert faults(looked_at) == [], "as much of survival as was asked for"


def test_a_file_that_is_brought(language: Language, looked_at: Page) -> None:
    say = words(language)
    looked_at.goto(f"/{language}/bring/")
    wrong = {"name": "mine.yaml", "mimeType": "text/plain", "buffer": b"cancer: {extent: everywhere}"}
    looked_at.set_input_files("#file", wrong)  # type: ignore[arg-type]
    press(looked_at, say("bring_read"))
    assert faults(looked_at) == [], "a file with a mistake"
    looked_at.set_input_files("#file", folder() / "examples" / "worked-example.yaml")
    press(looked_at, say("bring_read"))
    assert faults(looked_at) == [], "what the file says"
    press(looked_at, say("bring_use"))
    all_pass(looked_at, language, ("answers/", "timeline/", "treatments/", "whole/reports/1/", "whole/markers/1/"))


def test_every_page_of_an_account(language: Language, looked_at: Page) -> None:
    say, scheme = words(language), looked_at.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    looked_at.goto(f"/{language}/account/signup/")
    looked_at.fill("input[name=username]", f"axe-{language}-{scheme}".lower())
    for field in looked_at.locator("main input[type=password]").all():
        field.fill("short")
    press(looked_at, say("signup_button"))
    assert faults(looked_at) == []
    for field in looked_at.locator("main input[type=password]").all():
        field.fill("four words in a row")
    press(looked_at, say("signup_button"))
    follow(looked_at, say("account_keep"))
    assert faults(looked_at) == []
    press(looked_at, say("consent_yes"))
    all_pass(looked_at, language, pages.OF_AN_ACCOUNT)


def test_every_step_with_and_without_a_mistake(language: Language, looked_at: Page) -> None:
    looked_at.goto(f"/{language}/start/")
    press(looked_at, words(language)("begin"))
    for step in ("spread", "hormone", "her2", "medicines", "now", "illnesses", "matters"):
        looked_at.wait_for_url(f"**/start/{step}/")
        assert faults(looked_at) == [], step
        if step != "matters":
            looked_at.locator("main form.question button[type=submit]").last.click()
            assert faults(looked_at) == [], f"{step} with nothing marked"
            looked_at.locator("#answer-unknown").check()
        shown(looked_at, f"{language}-{step}")
        looked_at.locator("main form.question button[type=submit]").last.click()
    looked_at.wait_for_url("**/answers/")
    looked_at.goto(f"/{language}/choices/")
    assert faults(looked_at) == [], "the choices with everything left open"
