"""What the journeys do again and again, by the words that stand on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from playwright.sync_api import Locator, Page

from concord.choices.words import Language, Words
from concord.knowledge.load import load

LANGUAGES: tuple[Language, ...] = get_args(Language)
Say = Callable[..., str]


def words(language: Language) -> Say:
    """The texts of the site, by their names."""
    return Words(load(), language).site


def go_on(leading: Locator) -> None:
    """Clicks what leads to another page, or to the same one anew, and waits until that is there."""
    with leading.page.expect_navigation():
        leading.click()


def press(page: Page, name: str) -> None:
    """Presses the one button of the page's content that says this."""
    go_on(page.locator("main").get_by_role("button", name=name, exact=True).first)


def follow(page: Page, name: str) -> None:
    go_on(page.get_by_role("link", name=name, exact=True).first)


def seven(page: Page, language: Language, own_words: str = "my garden") -> int:
    """From the first page to the choices by the seven questions, two of them left open; how many pages it took."""
    say, seen = words(language), 1
    page.goto(f"/{language}/")
    follow(page, say("start"))
    page.select_option("#country", "US")
    press(page, say("begin"))
    answers: dict[str, Callable[[], None]] = {
        "spread": lambda: page.check("#answer-bone"),
        "hormone": lambda: page.check("#answer-unknown"),
        "her2": lambda: page.check("#answer-1"),
        "medicines": lambda: _medicine(page),
        "now": lambda: page.check("#answer-grew"),
        "illnesses": lambda: page.check("#answer-unknown"),
        "matters": lambda: page.fill("#words", own_words),
    }
    for step, answer in answers.items():
        page.wait_for_url(f"**/start/{step}/")
        answer()
        press(page, say("continue"))
        seen += 1
    follow(page, say("see_choices"))
    page.wait_for_url("**/choices/")
    return seen + 1


def _medicine(page: Page) -> None:
    page.fill("#medicine-1", "letrozole + ribociclib")
    page.select_option("#end-1", "progression")
    page.check("#answer-all")


def reach(page: Page, target: Locator, most: int = 250) -> None:
    """Goes on with the Tab key until this has the focus."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {target}")
