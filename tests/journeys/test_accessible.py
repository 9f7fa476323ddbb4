"""axe-core on every kind of page, and after each step of the ways in.

What is run where: in English, in light, every rule; on the same page, turned dark without loading it anew, the rules
that depend on colour, which are all that a scheme can change. In Spanish, in light, every rule but those: words change
names, titles, languages and sizes, and no colour. The seven questions are answered once for each language; only the
ways in, an account and a file that is brought begin anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from concord.choices.words import Language
from concord.knowledge.load import folder
from tests.journeys import pages
from tests.journeys.conftest import PATIENCE, PHONE, SCREENSHOTS
from tests.journeys.steps import LANGUAGES, follow, go_on, press, seven, words

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ("color-contrast", "link-in-text-block")
IN_COLOUR: Language = "en"
"""The language in which colours are looked at: they are the same in the other."""

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("language", LANGUAGES)]


@pytest.fixture(scope="module")
def in_browsers(chromium: Browser, site: str) -> Iterator[dict[Language, Page]]:
    """For each language a page whose visitor has answered the seven questions, made when it is first asked for."""
    made: dict[Language, Page] = {}
    yield made
    for page in made.values():
        page.context.close()


@pytest.fixture
def told(language: Language, in_browsers: dict[Language, Page], chromium: Browser, site: str) -> Page:
    """A page of a visitor who has answered the seven questions."""
    if language not in in_browsers:
        context = chromium.new_context(viewport=PHONE, base_url=site, bypass_csp=True)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        in_browsers[language] = context.new_page()
        seven(in_browsers[language], language)
    return in_browsers[language]


def faults(page: Page, language: Language = IN_COLOUR) -> list[tuple[str, str]]:
    """What axe finds: see above for what is run in which language."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    every: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
    if language != IN_COLOUR:
        return _found(page, {**every, "rules": {one: {"enabled": False} for one in OF_COLOUR}})
    light = _found(page, every)
    page.emulate_media(color_scheme="dark")
    dark = _found(page, {"runOnly": {"type": "rule", "values": OF_COLOUR}})
    page.emulate_media(color_scheme="light")
    return [*light, *((f"{rule}, dark", where) for rule, where in dark)]


def _found(page: Page, options: dict[str, Any]) -> list[tuple[str, str]]:
    run = "options => axe.run(options).then(found => found.violations)"
    found = page.evaluate(run, {**options, "resultTypes": ["violations"]})
    return [(one["id"], node["html"][:160]) for one in found for node in one["nodes"]]


def shown(page: Page, name: str) -> None:
    if SCREENSHOTS:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def all_pass(page: Page, language: Language, addresses: tuple[str, ...]) -> None:
    """Each address as it is named here, and none of them with a fault."""
    found = {}
    for address in addresses:
        page.goto(f"/{language}/{address}")
        assert page.url.endswith(f"/{language}/{address}"), (address, page.url)
        if wrong := faults(page, language):
            found[address] = wrong
        shown(page, f"{language}-{address.strip('/').replace('/', '-') or 'home'}")
    assert found == {}


def test_every_page_for_reading(language: Language, looked_at: Page) -> None:
    all_pass(looked_at, language, (*pages.READING, "read/nowhere/"))


def test_every_page_of_ones_own(language: Language, told: Page) -> None:
    all_pass(told, language, pages.OWN)


def test_every_further_question(language: Language, told: Page) -> None:
    for start in ("whole/", "matters/"):
        told.goto(f"/{language}/{start}")
        links = told.locator(f"main a[href*='/{start}']").evaluate_all("all => all.map(one => one.pathname)")
        addresses = tuple(dict.fromkeys(one.removeprefix(f"/{language}/") for one in links))
        assert len(addresses) > 5
        all_pass(told, language, addresses)


def test_every_page_of_the_choices(language: Language, told: Page) -> None:
    """What hangs on the first page of the choices."""
    told.goto(f"/{language}/choices/")
    links = told.locator("main a[href*='/choices/more/']").evaluate_all("all => all.map(one => one.pathname)")
    addresses = tuple(dict.fromkeys(one.removeprefix(f"/{language}/") for one in links if not one.endswith(".pdf")))
    assert len(addresses) > 5
    all_pass(told, language, addresses)
    told.goto(f"/{language}/choices/")
    for box in told.locator("main input[name=pick]").all()[:3]:
        box.check()
    go_on(told.locator("#side-form button").first)
    told.wait_for_url("**/choices/side/")
    assert faults(told, language) == [], "three side by side"
    shown(told, f"{language}-side-three")
    told.goto(f"/{language}/choices/one/tamoxifen/")
    told.locator("main input[name=survival]").last.check()
    go_on(told.locator("main form:has(input[name=survival]) button").first)
    assert faults(told, language) == [], "as much of survival as was asked for"


def test_a_file_that_is_brought(language: Language, looked_at: Page) -> None:
    say = words(language)
    looked_at.goto(f"/{language}/bring/")
    wrong = {"name": "mine.yaml", "mimeType": "text/plain", "buffer": b"cancer: {extent: everywhere}"}
    looked_at.set_input_files("#file", wrong)  # type: ignore[arg-type]
    press(looked_at, say("bring_read"))
    assert faults(looked_at, language) == [], "a file with a mistake"
    looked_at.set_input_files("#file", folder() / "examples" / "worked-example.yaml")
    press(looked_at, say("bring_read"))
    assert faults(looked_at, language) == [], "what the file says"
    press(looked_at, say("bring_use"))
    all_pass(looked_at, language, ("answers/", "timeline/", "treatments/", "whole/reports/1/", "whole/markers/1/"))


def test_every_page_of_an_account(language: Language, looked_at: Page) -> None:
    say = words(language)
    looked_at.goto(f"/{language}/account/signup/")
    looked_at.fill("input[name=username]", f"axe-{language}")
    for field in looked_at.locator("main input[type=password]").all():
        field.fill("short")
    press(looked_at, say("signup_button"))
    assert faults(looked_at, language) == []
    for field in looked_at.locator("main input[type=password]").all():
        field.fill("four words in a row")
    press(looked_at, say("signup_button"))
    follow(looked_at, say("account_keep"))
    assert faults(looked_at, language) == []
    press(looked_at, say("consent_yes"))
    all_pass(looked_at, language, pages.OF_AN_ACCOUNT)


def test_every_step_with_and_without_a_mistake(language: Language, looked_at: Page) -> None:
    looked_at.goto(f"/{language}/start/")
    press(looked_at, words(language)("begin"))
    for step in ("spread", "hormone", "her2", "medicines", "now", "illnesses", "matters"):
        looked_at.wait_for_url(f"**/start/{step}/")
        assert faults(looked_at, language) == [], step
        if step != "matters":
            go_on(looked_at.locator("main form.question button[type=submit]").last)
            assert faults(looked_at, language) == [], f"{step} with nothing marked"
            looked_at.locator("#answer-unknown").check()
        shown(looked_at, f"{language}-{step}")
        go_on(looked_at.locator("main form.question button[type=submit]").last)
    looked_at.wait_for_url("**/answers/")
    looked_at.goto(f"/{language}/choices/")
    assert faults(looked_at, language) == [], "the choices with everything left open"


WRONG = {
    "low contrast": "<p class=low>hardly to be seen</p>",
    "low contrast in the dark": "<p class=lowdark>hardly to be seen at night</p>",
    "a link without a name": "<p><a href='/'></a></p>",
}
LOW = """
p.low { color: #aaa; background: #fff }
@media (prefers-color-scheme: dark) { p.lowdark { color: #333; background: #222 } }
"""
FINDS = {
    "en": ["color-contrast", "color-contrast, dark", "color-contrast, dark", "link-name"],
    "es": ["link-name"],
}


def test_what_is_wrong_is_found(language: Language, looked_at: Page) -> None:
    """A fault of each kind on a page that has none: no colour is looked at twice, and none is left out."""
    looked_at.goto(f"/{language}/call/")
    looked_at.add_style_tag(content=LOW)
    looked_at.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", "".join(WRONG.values())
    )
    assert sorted(rule for rule, _ in faults(looked_at, language)) == FINDS[language]
