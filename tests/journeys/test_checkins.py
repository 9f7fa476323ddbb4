"""A person writes down how she is, twice; sees it over time, makes a question of it, and looks at her plan again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from concord.choices.words import Language
from tests.journeys.steps import LANGUAGES, follow, press, seven, words

pytestmark = pytest.mark.slow

FEVER = {"en": "I have a fever since last night", "es": "Tengo fiebre desde anoche"}


def the_same(page: Page, language: Language) -> None:
    """What stands on every page of the check-ins; and nothing of it is wider than the phone."""
    say = words(language)
    expect(page.locator("main").get_by_text(say("checkins_nobody"))).to_be_visible()
    expect(page.locator("main").get_by_text(say("checkins_bring"))).to_be_visible()
    expect(page.locator("main").get_by_role("link", name=say("call_now")).last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_she_is_leads_to_a_question_and_to_the_plan(language: Language, phone: Page) -> None:
    say = words(language)
    seven(phone, language)
    follow(phone, say("checkins_title"))
    the_same(phone, language)

    # nothing marked: told, and nothing kept
    follow(phone, say("checkins_new"))
    the_same(phone, language)
    expect(phone.locator("main input:checked")).to_have_count(0)
    press(phone, say("checkins_keep"))
    expect(phone.get_by_role("alert")).to_contain_text(say("checkins_wrong_empty"))

    # a day some time ago, then today with a sign that cannot wait
    phone.fill("#day", "2026-01-15")
    phone.check("#number-pain-3")
    phone.check("#number-money_worry-0")
    phone.fill("#words-money", "canary of the rent")
    press(phone, say("checkins_keep"))
    phone.wait_for_url("**/checkins/1/")
    the_same(phone, language)
    expect(phone.locator("main .urgent")).to_have_count(0)
    phone.goto(f"/{language}/checkins/new/")
    phone.check("#number-pain-6")
    phone.check("#number-sleep-4")
    phone.check("#number-sleep-none")
    phone.fill("#words-how_i_feel", FEVER[language])
    press(phone, say("checkins_keep"))
    phone.wait_for_url("**/checkins/2/")
    the_same(phone, language)
    main = phone.locator("main").inner_text()
    assert main.index(say("checkins_found")) < main.index(say("checkins_nobody"))

    # corrected, and seen over time: a picture that says what it shows, the same as a table
    follow(phone, say("checkins_change"))
    phone.fill("#words-how_i_feel", "")
    press(phone, say("checkins_keep"))
    expect(phone.locator("main .urgent")).to_have_count(0)
    phone.goto(f"/{language}/checkins/trends/")
    the_same(phone, language)
    pain = phone.locator("section", has=phone.locator("#item-pain"))
    expect(pain.locator("circle")).to_have_count(2)
    expect(pain.get_by_role("img")).to_have_accessible_description(re.compile("3 .*2026.* 6 "))
    expect(phone.locator("#item-sleep")).to_have_count(0)
    expect(phone.locator("tbody tr")).to_have_count(2)
    expect(phone.get_by_text("canary of the rent")).to_be_visible()

    # a question of it
    phone.goto(f"/{language}/checkins/1/question/")
    the_same(phone, language)
    expect(phone.locator("#say")).to_have_value("canary of the rent")
    phone.fill("#say", "canary: who helps with the rent?")
    press(phone, say("checkins_ask_keep"))
    expect(phone.locator("#q-own-1")).to_contain_text("canary: who helps with the rent?")

    # the plan again, because of money
    phone.goto(f"/{language}/plan/write/")
    phone.fill("#goal", "Hold it still")
    press(phone, say("plan_write_keep"))
    press(phone, say("plan_keep_go"))
    phone.goto(f"/{language}/checkins/1/plan/")
    the_same(phone, language)
    phone.check("#reason-money")
    press(phone, say("checkins_plan_go"))
    phone.fill("#goal", "Fewer trips")
    press(phone, say("plan_write_keep"))
    expect(phone.locator("#reason-money")).to_be_checked()
    expect(phone.locator("#because")).to_have_value("canary of the rent")
    press(phone, say("plan_keep_go"))
    phone.wait_for_url("**/plan/version/2/")
    expect(phone.locator("main")).to_contain_text("canary of the rent")

    # and gone
    phone.goto(f"/{language}/checkins/1/remove/")
    press(phone, say("checkins_remove"))
    expect(phone.get_by_text("2026")).to_have_count(1)
