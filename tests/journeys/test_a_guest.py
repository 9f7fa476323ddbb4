"""A guest on a phone, without JavaScript: two answers left open, ten pages to her choices, printed, all cleared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from concord.choices.words import Language
from concord.knowledge.load import folder
from tests.journeys import pages
from tests.journeys.steps import LANGUAGES, follow, go_on, press, reach, seven, words


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_to_the_choices_on_paper_and_away_again(language: Language, phone: Page) -> None:
    say = words(language)
    assert seven(phone, language) <= 10
    expect(phone.get_by_text("my garden").first).to_be_visible()
    assert "my garden" not in phone.url
    phone.emulate_media(media="print")
    expect(phone.locator("header.site")).to_be_hidden()
    expect(phone.get_by_text("my garden").first).to_be_visible()
    assert phone.pdf().startswith(b"%PDF")
    phone.emulate_media(media="screen")
    follow(phone, say("clear"))
    press(phone, say("clear"))
    expect(phone.get_by_role("heading", name=say("cleared"))).to_be_visible()
    phone.goto(f"/{language}/choices/")
    assert phone.url.endswith(f"/{language}/start/")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_daughter_answers_for_her_mother(language: Language, phone: Page) -> None:
    say = words(language)
    phone.goto(f"/{language}/start/")
    phone.get_by_label(say("start_other")).check()
    press(phone, say("begin"))
    phone.check("#answer-liver")
    press(phone, say("continue"))
    for page in ("choices/", "answers/", "treatments/", "matters/"):
        phone.goto(f"/{language}/{page}")
        expect(phone.get_by_text(say("for_another")).first).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_with_the_keyboard_alone(language: Language, phone: Page) -> None:
    """Tab, space, the arrow keys and Enter lead from the first page to one's choices."""
    phone.goto(f"/{language}/")
    phone.keyboard.press("Tab")
    expect(phone.locator(".skip")).to_be_focused()
    reach(phone, phone.locator("main").get_by_role("link", name=words(language)("start"), exact=True).first)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/start/")
    for step in ("", "spread", "hormone", "her2", "medicines", "now", "illnesses", "matters"):
        if step:
            phone.wait_for_url(f"**/start/{step}/")
        if step not in ("", "matters"):
            _mark(phone, "#answer-unknown")
        reach(phone, phone.locator("main form.question button[type=submit]").last)
        phone.keyboard.press("Enter")
    phone.wait_for_url("**/answers/")
    reach(phone, phone.get_by_role("link", name=words(language)("see_choices"), exact=True).first)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/choices/")
    expect(phone.locator("main h1")).to_be_visible()


def _mark(page: Page, answer: str) -> None:
    """Comes to an answer by Tab, and inside a group of which one can be chosen by the arrow keys."""
    if page.locator(answer).get_attribute("type") == "checkbox":
        reach(page, page.locator(answer))
        page.keyboard.press("Space")
    else:
        reach(page, page.locator("main input[type=radio]").first)
        page.keyboard.press("ArrowUp")  # from the first to the last, which is "I don't know"
    expect(page.locator(answer)).to_be_checked()


@pytest.mark.slow
def test_a_file_is_brought_looked_at_and_used(phone: Page) -> None:
    say = words("es")
    phone.goto("/es/start/")
    follow(phone, say("bring_link"))
    phone.set_input_files("#file", folder() / "examples" / "worked-example.yaml")
    press(phone, say("bring_read"))
    expect(phone.get_by_text("letrozol").first).to_be_visible()
    press(phone, say("bring_use"))
    follow(phone, say("see_choices"))
    expect(phone.locator("main h1")).to_be_visible()
    assert phone.url.endswith("/es/choices/")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_hangs_over_at_the_width_of_a_small_phone(language: Language, looked_at: Page) -> None:
    """At 320 pixels, and there at letters of more than twice the size."""
    seven(looked_at, language)
    looked_at.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for address in (*pages.READING, *pages.OWN):
        looked_at.goto(f"/{language}/{address}")
        assert looked_at.url.endswith(f"/{language}/{address}"), address
        usual = looked_at.evaluate("document.documentElement.scrollWidth")
        looked_at.add_style_tag(content="html { font-size: 225% !important }")
        large = looked_at.evaluate("document.documentElement.scrollWidth")
        if usual > 320 or large > 330:
            wide[address] = (usual, large)
    assert wide == {}


@pytest.mark.slow
def test_another_language_keeps_ones_place(phone: Page) -> None:
    phone.goto("/en/read/pain/")
    go_on(phone.get_by_role("link", name="Leer en español"))
    assert phone.url.endswith("/es/read/pain/")
    go_on(phone.get_by_role("link", name="Read in English"))
    assert phone.url.endswith("/en/read/pain/")


@pytest.mark.slow
def test_what_one_writes_is_saved_while_typing(looked_at: Page) -> None:
    """With a script; the same form serves without it."""
    seven(looked_at, "en")
    looked_at.goto("/en/matters/words/")
    box = looked_at.locator("main textarea").first
    with looked_at.expect_response(re.compile("/matters/")) as saved:
        box.fill("dance at the wedding")
    assert saved.value.status == 204
    looked_at.goto("/en/matters/words/")
    expect(looked_at.locator("main textarea").first).to_have_value("dance at the wedding")
