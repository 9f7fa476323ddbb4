"""A guest on a phone, without JavaScript: two questions left open, to her choices in ten pages, everything cleared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from concord.knowledge.load import folder

WORDS = {
    "en": {
        "begin": "Begin", "go": "Continue", "unknown": "I don't know", "see": "See my choices", "bone": "bones",
        "one_plus": "One plus", "grew": "The cancer has grown", "clear": "Clear everything",
        "all": "These are all since it spread",
        "title": "Eleven questions that people ask, answered for you", "cleared": "Everything is cleared",
        "start": "Find the choices for a situation like yours",
    },
    "es": {
        "begin": "Empezar", "go": "Continuar", "unknown": "No lo sé", "see": "Ver mis opciones", "bone": "huesos",
        "one_plus": "Uno más", "grew": "El cáncer ha crecido", "clear": "Borrar todo",
        "all": "Estas son todas desde que se extendió",
        "title": "Once preguntas que la gente hace, respondidas para usted", "cleared": "Todo está borrado",
        "start": "Encontrar las opciones para una situación como la suya",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_to_the_choices_and_away_again(language: str, phone: Page) -> None:
    say = WORDS[language]
    pages = 0

    def go_on(name: str = "go") -> None:
        nonlocal pages
        pages += 1
        phone.get_by_role("button", name=say[name], exact=True).click()

    phone.goto(f"/{language}/")
    phone.get_by_role("link", name=say["start"]).click()
    phone.select_option("#country", "US")
    go_on("begin")
    phone.get_by_label(re.compile(say["bone"])).check()
    go_on()
    phone.get_by_label(say["unknown"], exact=True).check()
    go_on()
    phone.get_by_label(say["one_plus"], exact=True).check()
    go_on()
    phone.fill("#medicine-1", "letrozole + ribociclib")
    phone.select_option("#end-1", "progression")
    phone.get_by_label(say["all"]).check()
    go_on()
    phone.get_by_label(say["grew"]).check()
    go_on()
    phone.get_by_label(say["unknown"], exact=True).check()
    go_on()
    phone.fill("#words", "my garden")
    go_on()
    phone.get_by_role("link", name=say["see"]).click()
    assert pages + 1 <= 10
    expect(phone.get_by_role("heading", name=say["title"])).to_be_visible()
    expect(phone.get_by_text("my garden").first).to_be_visible()
    assert "my garden" not in phone.url
    phone.get_by_role("link", name=say["clear"]).click()
    phone.get_by_role("button", name=say["clear"]).click()
    expect(phone.get_by_role("heading", name=say["cleared"])).to_be_visible()
    phone.goto(f"/{language}/choices/")
    assert phone.url.endswith(f"/{language}/start/")


def test_with_the_keyboard_alone(phone: Page) -> None:
    phone.goto("/en/start/")
    phone.keyboard.press("Tab")
    expect(phone.locator(".skip")).to_be_focused()
    for _ in range(40):
        phone.keyboard.press("Tab")
        if phone.locator("button[type=submit]:focus").count():
            break
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("/en/start/spread/$"))


def test_a_file_is_brought_looked_at_and_used(phone: Page) -> None:
    phone.goto("/es/start/")
    phone.get_by_role("link", name="Tengo un archivo para traer").click()
    phone.set_input_files("#file", folder() / "examples" / "worked-example.yaml")
    phone.get_by_role("button", name="Leer este archivo").click()
    expect(phone.get_by_text("letrozol").first).to_be_visible()
    phone.get_by_role("button", name="Usar este archivo").click()
    phone.get_by_role("link", name="Ver mis opciones").click()
    expect(phone.get_by_role("heading", name=WORDS["es"]["title"])).to_be_visible()


@pytest.mark.parametrize(
    "address", ["/en/", "/en/bring/", "/es/read/", "/es/read/immunotherapy/", "/en/call/", "/en/start/"]
)
def test_nothing_hangs_over_at_the_width_of_a_small_phone(address: str, looked_at: Page) -> None:
    looked_at.set_viewport_size({"width": 320, "height": 640})
    looked_at.goto(address)
    assert looked_at.evaluate("document.documentElement.scrollWidth") <= 320
    looked_at.add_style_tag(content="html { font-size: 225% !important }")
    assert looked_at.evaluate("document.documentElement.scrollWidth") <= 330


def test_another_language_keeps_ones_place(phone: Page) -> None:
    phone.goto("/en/read/pain/")
    phone.get_by_role("link", name="Leer en español").click()
    assert phone.url.endswith("/es/read/pain/")
    phone.get_by_role("link", name="Read in English").click()
    assert phone.url.endswith("/en/read/pain/")
