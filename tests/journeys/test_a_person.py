"""A person makes an account with a passkey, brings a FHIR bundle, corrects a value, comes back, exports and deletes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from playwright.sync_api import Browser, Page, expect

from concord.choices.words import Language
from tests.exchange import bundles
from tests.journeys.conftest import PATIENCE, PHONE
from tests.journeys.steps import LANGUAGES, follow, go_on, press, words

CANCER = bundles.condition("cancer", bundles.BREAST_CANCER, onsetDateTime="2019-03")
SPREAD = bundles.condition("spread", (bundles.SNOMED, "94222008"), onsetDateTime="2025-09")
RECEPTORS = (
    bundles.observation("er", bundles.ER, **bundles.said(bundles.POSITIVE, "2025-10-01")),
    bundles.observation("pr", bundles.PR, **bundles.said(bundles.NEGATIVE, "2025-10-01")),
)
BUNDLE = bundles.bundle(CANCER, SPREAD, *RECEPTORS)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def own_phone(chromium: Browser, site: str) -> Iterator[Page]:
    """A phone that can make a passkey."""
    context = chromium.new_context(viewport=PHONE, base_url=site, accept_downloads=True)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    yield page
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_passkey_from_the_first_page_to_the_last(language: Language, own_phone: Page, tmp_path: Path) -> None:
    say, page = words(language), own_phone
    page.goto(f"/{language}/")
    follow(page, say("sign_in"))
    follow(page, say("signup_title"))
    follow(page, say("signup_passkey"))
    page.fill("input[name=username]", f"rosa-{language}")
    press(page, say("signup_passkey_button"))
    expect(page.get_by_text(say("account_signed_in", name=f"rosa-{language}"))).to_be_visible()

    # Nothing about health is kept before she says yes.
    follow(page, say("account_keep"))
    press(page, say("consent_yes"))

    page.goto(f"/{language}/bring/")
    file = {"name": "bundle.json", "mimeType": "application/json", "buffer": orjson.dumps(BUNDLE)}
    page.set_input_files("#file", file)  # type: ignore[arg-type]
    press(page, say("bring_read"))
    press(page, say("bring_use"))

    # She corrects the year in which the cancer was found again.
    page.goto(f"/{language}/answers/")
    line = page.locator("dl.check > div, dl > div").filter(has_text="2025").first
    go_on(line.get_by_role("link").first)
    corrected = page.locator("main form input[type=text], main form input:not([type])").filter(visible=True).first
    corrected.fill("2024")
    go_on(page.locator("main form button[type=submit]").first)
    page.goto(f"/{language}/answers/")
    expect(page.locator("main")).to_contain_text("2024")

    sign_out(page, language)
    page.goto(f"/{language}/answers/")
    expect(page.locator("main")).not_to_contain_text("2024")

    page.goto(f"/{language}/account/login/")
    press(page, say("sign_in_passkey"))
    expect(page.get_by_role("link", name=say("account"), exact=True).first).to_be_visible()
    page.goto(f"/{language}/answers/")
    expect(page.locator("main")).to_contain_text("2024")

    page.goto(f"/{language}/account/")
    with page.expect_download() as saving:
        page.get_by_role("link", name=say("account_file"), exact=True).first.click()
    kept = Path(saving.value.path()).read_text()
    assert "2024" in kept
    assert f"rosa-{language}" in kept

    page.goto(f"/{language}/account/delete/")
    show_again(page, language)
    page.check("#sure")
    press(page, say("delete_yes"))
    expect(page.get_by_role("heading", name=say("deleted_title"))).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile("2026|2027"))
    page.goto(f"/{language}/account/login/")
    press(page, say("sign_in_passkey"))
    expect(page.get_by_role("link", name=say("sign_in"), exact=True).first).to_be_visible()


def sign_out(page: Page, language: Language) -> None:
    say = words(language)
    page.goto(f"/{language}/account/")
    press(page, say("sign_out_here"))
    expect(page.get_by_role("heading", name=say("signed_out"))).to_be_visible()


def show_again(page: Page, language: Language) -> None:
    """Shows once more that it is her, where that is asked."""
    if page.locator("#sure").count() == 0:
        press(page, words(language)("again_passkey"))
        page.wait_for_url("**/delete/")
