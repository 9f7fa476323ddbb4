"""A person and her doctor agree from different views, by each of three ways; then she changes her mind."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from concord.choices.words import Language, Words
from concord.knowledge.load import load
from tests.journeys.conftest import PATIENCE, PHONE, served
from tests.journeys.steps import LANGUAGES, follow, press, seven, words

WAYS = ("hand", "code", "reported")
ONE_OF_EACH = [(language, way) for language in LANGUAGES for way in WAYS]


def told(page: Page) -> tuple[str, str]:
    """The link and the code, as she reads them."""
    link, code = page.locator("main code").all_text_contents()
    return link, code


def other_phone(chromium: Browser, site: str) -> Page:
    context = chromium.new_context(viewport=PHONE, base_url=site, java_script_enabled=False)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def doctors_view(page: Page) -> None:
    page.check("#goal-control")
    page.check("#strength-balanced")
    page.fill("#name", "Dr. Made Up")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "way"), ONE_OF_EACH)
def test_they_agree_and_she_changes_her_mind(
    language: Language, way: str, phone: Page, chromium: Browser, site: str
) -> None:
    say = words(language)
    seven(phone, language)
    phone.goto(f"/{language}/plan/view/")
    phone.check("#goal-daily_life")
    phone.check("#strength-balanced")
    phone.fill("#words", "my garden in spring")
    press(phone, say("plan_mine_give"))

    # the doctor's view, without hers
    if way == "hand":
        press(phone, say("plan_hand_go"))
        expect(phone.get_by_text("my garden in spring")).to_have_count(0)
        phone.goto(f"/{language}/plan/view/both/")
        phone.wait_for_url("**/plan/hand/")
        doctors_view(phone)
        press(phone, say("plan_doctor_give"))
    elif way == "code":
        press(phone, say("plan_link_go"))
        link, code = told(phone)
        doctor = other_phone(chromium, site)
        doctor.goto(link)
        doctor.fill("#code", code)
        press(doctor, say("plan_code_open"))
        expect(doctor.get_by_text("my garden in spring")).to_have_count(0)
        doctors_view(doctor)
        press(doctor, say("plan_doctor_give"))
        expect(doctor.get_by_role("heading", name=say("plan_code_thanks"))).to_be_visible()
        doctor.goto(link)
        expect(doctor.locator("#code")).to_have_count(0)
        doctor.context.close()
    else:
        phone.goto(f"/{language}/plan/view/doctor/said/")
        doctors_view(phone)
        press(phone, say("plan_reported_give"))
    phone.goto(f"/{language}/plan/view/both/")
    expect(phone.get_by_text(say("plan_rel_different"))).to_have_count(1)
    expect(phone.get_by_text(say("plan_rel_same"))).to_have_count(1)

    # the plan, and two who say yes to it
    phone.goto(f"/{language}/plan/write/")
    phone.fill("#goal", "Hold it still")
    press(phone, say("plan_write_keep"))
    press(phone, say("plan_keep_go"))
    phone.goto(f"/{language}/plan/version/1/agree/")
    press(phone, say("plan_agree_me"))
    if way == "hand":
        press(phone, say("plan_hand_go"))
        press(phone, say("plan_doctor_yes"))
    elif way == "code":
        press(phone, say("plan_link_go"))
        link, code = told(phone)
        doctor = other_phone(chromium, site)
        doctor.goto(link)
        doctor.fill("#code", code)
        press(doctor, say("plan_code_open"))
        expect(doctor.get_by_text("Hold it still")).to_be_visible()
        press(doctor, say("plan_doctor_yes"))
        doctor.context.close()
    else:
        press(phone, say("plan_reported_yes"))
    phone.goto(f"/{language}/plan/version/1/")
    expect(phone.get_by_text(say("plan_state_agreed"), exact=True)).to_be_visible()

    # another version, because of her family
    phone.goto(f"/{language}/plan/write/")
    phone.fill("#goal", "Be there for the wedding")
    press(phone, say("plan_write_keep"))
    phone.check("#reason-family")
    press(phone, say("plan_keep_go"))
    phone.goto(f"/{language}/plan/difference/1/2/")
    changed = phone.locator("main").inner_text()
    read = [say("plan_reason_family"), f"{say('plan_change_changed')}: {say('plan_s_goal')}"]
    read += [f"{say('plan_before')} Hold it still", f"{say('plan_now')} Be there for the wedding"]
    places = [changed.find(one) for one in read]
    assert -1 not in places, changed
    assert places == sorted(places)
    phone.goto(f"/{language}/plan/version/2/withdraw/")
    press(phone, say("plan_withdraw_yes"))
    expect(phone.get_by_text(re.compile(re.escape(say("plan_old_withdrawn", day="|").split("|")[0])))).to_be_visible()
    phone.goto(f"/{language}/plan/")
    expect(phone.get_by_text(say("plan_state_agreed"), exact=True).first).to_be_visible()


# ------------------------------------------------------------------------------------------------ two weeks later
PASSWORD = "four words in a row"  # noqa: S105
DAYS = 14
OLD, NEW = "Hold it still", "Be there for the wedding"
WEDDING = "My daughter marries in June"
# What she reads two weeks later, from top to bottom, as a person would say it.
TOLD = {
    "en": """\
        What changed from version 1 to version 2
        Version 1, {day}: Agreed by both.
        Version 2, {later}: Draft.
        Why it changed: Version 2
        Family
        My daughter marries in June
        What changed
        Changed: Our goal
        Before: Hold it still
        Now: Be there for the wedding""",
    "es": """\
        Qué cambió de la versión 1 a la versión 2
        Versión 1, {day}: Acordado por las dos partes.
        Versión 2, {later}: Borrador.
        Por qué cambió: Versión 2
        La familia
        My daughter marries in June
        Qué cambió
        Cambió: Nuestra meta
        Antes: Hold it still
        Ahora: Be there for the wedding""",
}


def first_visit(page: Page, language: Language) -> None:
    """An account, seven questions, and a plan that both said yes to."""
    say = words(language)
    page.goto(f"/{language}/account/signup/")
    page.fill("input[name=username]", f"maria-{language}")
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSWORD)
    press(page, say("signup_button"))
    follow(page, say("account_keep"))
    press(page, say("consent_yes"))
    seven(page, language)
    page.goto(f"/{language}/plan/write/")
    page.fill("#goal", OLD)
    press(page, say("plan_write_keep"))
    press(page, say("plan_keep_go"))
    page.goto(f"/{language}/plan/version/1/agree/")
    press(page, say("plan_agree_me"))
    press(page, say("plan_reported_yes"))


def second_thoughts(page: Page, language: Language) -> str:
    """She signs in again and writes the plan anew because of her family; what the difference says then."""
    say = words(language)
    page.goto(f"/{language}/account/login/?next=/{language}/plan/write/")
    page.fill("input[name=login]", f"maria-{language}")
    page.fill("input[name=password]", PASSWORD)
    press(page, say("sign_in"))
    page.wait_for_url("**/plan/write/")
    expect(page.locator("#goal")).to_have_value(OLD)
    page.fill("#goal", NEW)
    press(page, say("plan_write_keep"))
    page.check("#reason-family")
    page.fill("#because", WEDDING)
    press(page, say("plan_keep_go"))
    page.goto(f"/{language}/plan/difference/1/2/")
    return page.locator("main").inner_text()


@pytest.mark.slow
def test_two_weeks_later_she_changes_her_mind_because_of_her_family(chromium: Browser, tmp_path: Path) -> None:
    """The site is stopped, and started again as it will be two weeks from now."""
    today = dt.datetime.now(tz=dt.UTC).date()
    with served(tmp_path, CONCORD_LOG_LEVEL="WARNING") as site:
        for language in LANGUAGES:
            page = other_phone(chromium, site)
            first_visit(page, language)
            page.context.close()
    with served(tmp_path, days=DAYS, CONCORD_LOG_LEVEL="WARNING") as site:
        for language in LANGUAGES:
            page, say = other_phone(chromium, site), Words(load(), language)
            shown = second_thoughts(page, language)
            told = TOLD[language].format(day=say.day(today), later=say.day(today + dt.timedelta(days=DAYS)))
            lines = [line.strip() for line in told.splitlines()]
            assert [line.strip() for line in shown.splitlines() if line.strip() in lines] == lines, shown
            page.goto(f"/{language}/plan/version/1/")
            expect(page.get_by_text(say.site("plan_state_agreed"), exact=True)).to_be_visible()
            page.context.close()
