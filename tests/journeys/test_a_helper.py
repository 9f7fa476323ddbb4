"""A person lets a helper in: she sees exactly what she was allowed, writes a note, and is out at the next press."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from concord.choices.words import Language
from tests.journeys.conftest import SCREENSHOTS
from tests.journeys.steps import LANGUAGES, follow, go_on, press, seven, words
from tests.journeys.test_a_plan import other_phone, told

PASSWORD = "cuatro palabras en fila"  # noqa: S105


def picture(page: Page, name: str) -> None:
    """Looked at by eye, where somebody asks for pictures."""
    if SCREENSHOTS:
        page.screenshot(path=SCREENSHOTS / f"helper-{name}.png", full_page=True)


def with_an_account(page: Page, language: Language) -> None:
    """Signs up, and says yes to keeping her answers and to letting people in."""
    say = words(language)
    page.goto(f"/{language}/account/signup/")
    page.fill("input[name=username]", f"maria-{language}")
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    go_on(page.locator("main form button[type=submit]").first)
    page.wait_for_url(re.compile(r"/account/($|keep/)"))
    page.goto(f"/{language}/account/keep/")
    go_on(page.locator("main form button[type=submit]").first)
    page.goto(f"/{language}/circle/")
    follow(page, say("circle_go_consent"))
    press(page, say("consents_give_circle"))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_helper_sees_what_she_was_allowed_and_a_revoked_one_nothing(
    language: Language, phone: Page, chromium: Browser, site: str
) -> None:
    say = words(language)
    with_an_account(phone, language)
    seven(phone, language, "my garden in spring")

    # She opens two parts, one of them for notes.
    phone.goto(f"/{language}/circle/")
    follow(phone, say("circle_invite_helper"))
    phone.fill("#name", "Ana")
    phone.fill("#sharer", "Maria")
    phone.select_option("#right-matters", "notes")
    phone.select_option("#right-choices", "view")
    picture(phone, f"invite-{language}")
    press(phone, say("circle_make"))
    picture(phone, f"code-{language}")
    link, code = told(phone)

    # The helper comes by link and code, without an account.
    helper = other_phone(chromium, site)
    helper.goto(link)
    helper.fill("#code", "aaaa-bbbb-cccc-dddd")
    press(helper, say("circle_enter"))
    expect(helper.get_by_text(say("circle_code_wrong"))).to_be_visible()
    helper.fill("#code", code)
    press(helper, say("circle_enter"))
    expect(helper.locator("main section.card h2")).to_have_text(
        [say("circle_part_choices"), say("circle_part_matters")]
    )
    picture(helper, f"here-{language}")
    helper.goto(f"/{language}/choices/")
    expect(helper.get_by_text(say("circle_bar", name="Maria"))).to_be_visible()
    expect(helper.locator("main a[href*='/choices/one/']").first).to_be_visible()
    picture(helper, f"choices-{language}")
    for closed in ("answers/", "plan/", "opinion/", "visits/", "checkins/", "choices/questions/mine/", "whole/"):
        helper.goto(f"/{language}/{closed}")
        expect(helper.get_by_text(say("circle_not_shared"))).to_be_visible()
        expect(helper.get_by_text("my garden in spring")).to_have_count(0)
    picture(helper, f"refused-{language}")
    for alone in ("account/", "circle/", "circle/log/", "keep/", "clear/"):
        helper.goto(f"/{language}/{alone}")
        expect(helper.get_by_text(say("circle_alone"))).to_be_visible()

    # She may write a note about what matters, and not change it.
    helper.goto(f"/{language}/matters/words/")
    expect(helper.locator("#words")).to_have_value("my garden in spring")
    helper.fill("#words", "something else")
    go_on(helper.locator("main form.question button[type=submit]").first)
    expect(helper.get_by_text(say("circle_not_changed"))).to_be_visible()
    helper.goto(f"/{language}/circle/note/matters/")
    helper.fill("#text", "She likes roses")
    press(helper, say("circle_note_keep"))
    expect(helper.get_by_text("She likes roses")).to_be_visible()
    helper.goto(f"/{language}/circle/note/matters/")  # the page that stays open

    # The person reads the note and takes the access back; the open page is refused with the next press.
    phone.goto(f"/{language}/circle/")
    picture(phone, f"circle-{language}")
    follow(phone, say("circle_notes_there"))
    expect(phone.get_by_text("She likes roses")).to_be_visible()
    picture(phone, f"one-{language}")
    press(phone, say("circle_withdraw", name="Ana"))
    helper.fill("#text", "One more")
    press(helper, say("circle_note_keep"))
    expect(helper.get_by_text(say("circle_ended"))).to_be_visible()
    picture(helper, f"ended-{language}")
    for address in ("choices/", "choices.json", "matters/", "circle/here/", "answers/"):
        helper.goto(f"/{language}/{address}")
        expect(helper.get_by_text(say("circle_ended"))).to_be_visible()
    helper.goto(link)
    expect(helper.locator("#code")).to_have_count(0)
    helper.goto(f"/{language}/")
    go_on(helper.get_by_role("button", name=say("circle_leave")))
    helper.goto(f"/{language}/choices/")
    helper.wait_for_url(f"**/{language}/start/")
    helper.context.close()

    # All of it stands in her list, and nothing of what was refused.
    phone.goto(f"/{language}/circle/log/")
    expect(phone.get_by_text(say("circle_did_opened", who="Ana", about=say("circle_part_choices")))).to_have_count(1)
    expect(phone.get_by_text(say("circle_did_noted", who="Ana", about=say("circle_part_matters")))).to_have_count(1)
    expect(phone.get_by_text(say("circle_did_withdrew", who=say("circle_who_person"), about="Ana"))).to_have_count(1)
    expect(phone.get_by_text(say("circle_did_opened", who="Ana", about=say("circle_part_plan")))).to_have_count(0)
    expect(phone.get_by_text(say("circle_log_broken_title"))).to_have_count(0)
    picture(phone, f"log-{language}")
