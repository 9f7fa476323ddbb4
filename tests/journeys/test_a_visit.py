"""A person prepares a visit, writes on it, ends it and looks back; then the next one. On a phone without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from concord.choices.words import Language
from tests.journeys.steps import LANGUAGES, follow, press, seven, words


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_before_during_and_after(language: Language, phone: Page) -> None:
    say = words(language)
    seven(phone, language, "my garden in spring")
    follow(phone, say("visit_title"))

    # before: her own words are taken over, two questions get a star, one of her own too
    follow(phone, say("visit_new_title"))
    phone.fill("#on", "2026-12-03")
    phone.fill("#who", "Dr. Made Up")
    phone.check("#take-own")
    phone.fill("#worries", "the nights")
    boxes = phone.locator("#stars input[name=star]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    phone.fill("#say-new", "May I travel in June?")
    phone.check("#star-new")
    press(phone, say("visit_to_sheet"))
    phone.wait_for_url("**/goals/")
    sheet = phone.locator("main").inner_text()
    for one in ("my garden in spring", "the nights", "May I travel in June?", "Dr. Made Up"):
        assert one in sheet
    assert phone.locator("main ol.questions > li").count() == 3
    paper = phone.get_by_role("link", name=say("pdf_here")).get_attribute("href")
    assert phone.request.get(str(paper)).body().startswith(b"%PDF")

    # during: the stars come first, with room
    follow(phone, say("visit_during_title"))
    asks = phone.locator("main form ol.questions").first.locator("> li")
    assert asks.count() == 3
    own = asks.filter(has_text="May I travel in June?")
    own.locator("input[name=asked]").check()
    own.locator("textarea").fill("Yes, between two scans")
    phone.fill("#there", "my sister")
    phone.fill("#heard", "It held still")
    phone.fill("#decided", "We go on as it is")
    press(phone, say("visit_over"))

    # after: nothing is marked, one stays open, and the summary says so only where she lets it
    phone.wait_for_url("**/after/")
    expect(phone.locator("main input:checked")).to_have_count(0)
    phone.check("#felt-heard-yes")
    phone.check("#felt-sure-no")
    phone.check("#show")
    press(phone, say("asks_keep"))
    expect(phone.get_by_role("heading", name=say("visit_talk_title"))).to_be_visible()
    follow(phone, say("visit_to_summary"))
    read = phone.locator("main").inner_text()
    for one in ("Yes, between two scans", "my sister", "It held still", "We go on as it is", say("visit_felt_open")):
        assert one in read
    summary = phone.url

    # into the plan, where it is open
    press(phone, say("visit_plan_go"))
    phone.wait_for_url("**/plan/write/")
    expect(phone.locator("#goal")).to_have_value("my garden in spring")
    expect(phone.locator("#treatment")).to_have_value("We go on as it is")

    # the next visit begins with what was not asked; the old one still reads as it was
    phone.goto(f"/{language}/visits/new/")
    press(phone, say("asks_keep"))
    follow(phone, say("visit_during_title"))
    shown = phone.locator("main form").inner_text()
    assert "May I travel in June?" not in shown.split(say("visit_more_questions"))[0]
    assert phone.locator("main form > ol.questions > li").count() == 2
    phone.goto(summary)
    assert phone.locator("main").inner_text() == read
