"""A person looks at trials: why one does not fit, a fact that was missing, a fact that was wrong, and what follows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from concord.choices.words import Language
from concord.knowledge.load import load
from concord.trials import shelf, store
from concord.trials.imports import read_file
from tests.journeys.conftest import PATIENCE, PHONE, served
from tests.journeys.steps import LANGUAGES, follow, go_on, press, seven, words

RECORDS = Path(__file__).parents[1] / "trials" / "records.json"
TODAY = dt.datetime.now(tz=dt.UTC).date()
PIK3CA, LIVER, HER2 = "NCT00000001", "NCT00000002", "NCT00000003"


def fill(path: Path) -> None:
    with store.opened(path) as connection:
        store.put_all(connection, read_file(RECORDS, TODAY).trials, TODAY)
    shelf.read_new(path, load())


def fit(page: Page, language: Language, number: str) -> str:
    """How a trial stands, as its own page says it."""
    page.goto(f"/{language}/trials/{number}/")
    return page.locator("#fit h2").inner_text()


def answer(page: Page, step: str, choose: str) -> None:
    """Follows the link of a trial's page to a question, answers it, and is led back."""
    back = page.url
    go_on(page.locator(f"main a[href*='/answer/{step}/']").first)
    if page.locator(choose).get_attribute("type") == "text":
        page.fill(choose, "1971")
    else:
        page.check(choose)
    go_on(page.locator("main form button[type=submit]").first)
    page.wait_for_url(back)


@pytest.mark.slow
def test_a_missing_fact_and_a_wrong_one_change_what_a_trial_is_for_her(chromium: Browser, tmp_path: Path) -> None:
    fill(tmp_path / "trials.sqlite3")
    with served(tmp_path, CONCORD_LOG_LEVEL="WARNING") as site:
        for language in LANGUAGES:
            context = chromium.new_context(viewport=PHONE, base_url=site, java_script_enabled=False)  # type: ignore[arg-type]
            context.set_default_timeout(PATIENCE)
            walk(context.new_page(), language)
            context.close()


def walk(page: Page, language: Language) -> None:
    say = words(language)
    seven(page, language)
    page.goto(f"/{language}/answers/sites/")
    page.check("#sites-liver")
    press(page, say("continue"))
    page.goto(f"/{language}/choices/")
    follow(page, say("trials_title"))

    # the list: one may fit; those that do not are folded, each with its sentence
    expect(page.locator("#list article")).to_have_count(2)
    page.locator("#out summary").click()
    folded = page.locator("#out")
    expect(folded.get_by_text("HER2-positive breast cancer", exact=True)).to_be_visible()
    expect(folded.get_by_text("Liver metastases", exact=True)).to_be_visible()

    # a fact that is missing: before it the trial may fit, after it it likely fits, or does not
    assert fit(page, language, PIK3CA) == say("trials_fit_may_fit")
    answer(page, "birth_year", "#birth_year")
    answer(page, "ecog", "#ecog-1")
    assert fit(page, language, PIK3CA) == say("trials_fit_may_fit")
    marker(page, language, "altered")
    assert fit(page, language, PIK3CA) == say("trials_fit_likely_fits")
    page.goto(f"/{language}/whole/markers/?from=trials")
    go_on(page.locator("main dl.check a").first)
    page.check("#result-not_found")
    page.check("#specimen-tissue")
    go_on(page.locator("main form button[type=submit]").first)
    assert fit(page, language, PIK3CA) == say("trials_fit_does_not_fit")
    expect(page.locator("#why blockquote")).to_have_text("PIK3CA mutation")

    # a fact that is wrong: she sees the sentence, corrects her answer, and then it fits
    assert fit(page, language, LIVER) == say("trials_fit_does_not_fit")
    expect(page.locator("#why blockquote")).to_have_text("Liver metastases")
    back = page.url
    go_on(page.locator("#why a[href*='/answer/sites/']"))
    page.uncheck("#sites-liver")
    press(page, say("continue"))
    page.wait_for_url(back)
    assert fit(page, language, LIVER) == say("trials_fit_may_fit")
    answer(page, "sites_complete", "#sites_complete-yes")
    assert fit(page, language, LIVER) == say("trials_fit_likely_fits")


def marker(page: Page, language: Language, result: str) -> None:
    """From the list of trials to the form of the gene, and back by the way that is shown there."""
    say = words(language)
    page.goto(f"/{language}/trials/")
    go_on(page.locator("#settles a[href*='markers/new/PIK3CA']"))
    page.check(f"#result-{result}")
    go_on(page.locator("main form button[type=submit]").first)
    page.wait_for_url("**/markers/?from=trials")
    follow(page, say("trials_back"))
    page.wait_for_url("**/trials/")
