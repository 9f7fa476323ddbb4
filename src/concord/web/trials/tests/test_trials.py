"""Trials on the site: the list, the sentence that keeps one from fitting, each rule, and the way to what is missing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from concord.trials.records import Trial
from concord.web.site.language import LANGUAGES
from concord.web.site.pages import words_in
from concord.web.site.tests.strict import faults
from concord.web.treatments.tests.test_treatments import bring
from concord.web.trials import kept
from concord.web.trials.tests.filled import FILE, file_with, fill

FITS_NOT, OPEN_ONE = "NCT00000002", "NCT00000001"
CANARIES = ("1971", "liver", "her2", "pik3ca", "bone")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with trials in it."""
    found = tmp_path_factory.mktemp("trials")
    many = tuple(
        Trial(nct_id=f"NCT000001{number:02}", title=f"Hill {number}", eligibility="", updated=dt.date(2026, 1, 2))
        for number in range(30)
    )
    fill(found / "trials.sqlite3", many)
    return found


@pytest.fixture
def person(browser: Client, folder: Path, settings: Any) -> Client:
    """Somebody who has told what is in FILE, on a host that has trials."""
    settings.DATA = folder
    bring(browser, FILE)
    return browser


def text(browser: Client, name: str, *arguments: str, language: str = "en", query: str = "") -> str:
    response = browser.get(reverse(name, args=[language, *arguments]) + query)
    assert response.status_code == 200, name
    assert response.headers["Cache-Control"] == "no-store"
    return str(response.content.decode())


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_every_page_reads_without_a_fault_and_the_words_of_a_record_keep_their_language(
    language: str, person: Client
) -> None:
    pages = [("trials",), ("trials-out",), ("trial", OPEN_ONE), ("trial", FITS_NOT), ("trials-answer", "sites")]
    for name, *arguments in pages:
        shown = text(person, name, *arguments, language=language)
        assert faults(shown) == [], name
    shown = text(person, "trial", FITS_NOT, language=language)
    assert ('<blockquote lang="en">Liver metastases' in shown) == (language == "es")
    assert "eligible" not in shown.lower()


def test_a_host_without_trials_says_so_and_how_to_look_oneself(browser: Client, tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path
    bring(browser, FILE)
    for language in LANGUAGES:
        shown = text(browser, "trials", language=language)
        assert faults(shown) == []
        assert words_in(language).site("trials_none") in shown
        links = re.findall(r'href="(https://clinicaltrials[^"]*)"', shown)
        assert links == ["https://clinicaltrials.gov/"]
    assert browser.get("/en/trials.json").json()["total"] == 0


def test_who_told_nothing_is_led_to_where_one_begins(browser: Client) -> None:
    for address in ("/en/trials/", "/en/trials.json", f"/en/trials/{OPEN_ONE}/"):
        response = browser.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, "/en/start/")


def test_one_that_does_not_fit_stands_folded_with_its_sentence_and_the_persons_fact(person: Client) -> None:
    shown = text(person, "trials")
    folded = shown.partition('id="out"')[2]
    assert FITS_NOT not in shown.partition('id="out"')[0]
    assert "Liver metastases" in folded
    assert "Cancer in the liver: yes" in folded or "liver" in folded.lower()
    assert person.get("/en/trials.json").json()["counts"]["does_not_fit"] == 3


def test_a_fact_that_is_added_settles_it_and_one_that_is_corrected_opens_it(person: Client) -> None:
    """Both ways: a change that is found makes it likely to fit, one that is not found rules it out."""
    assert fit(person, OPEN_ONE) == "may_fit"
    for result, expected in (("altered", "likely_fits"), ("not_found", "does_not_fit")):
        marker = {"marker": "PIK3CA", "origin": "tumour", "result": result, "specimen": "tissue", "date": "2025-10"}
        bring(person, file_with(biomarkers=[marker]))
        assert fit(person, OPEN_ONE) == expected
    assert fit(person, FITS_NOT) == "does_not_fit"
    bring(person, file_with(cancer={"sites": ["bone"]}))
    assert fit(person, FITS_NOT) == "likely_fits"


def fit(browser: Client, number: str) -> str:
    return str(browser.get(f"/en/trials/{number}.json").json()["fit"])


def test_what_would_settle_most_leads_to_its_question_and_back(person: Client) -> None:
    shown = text(person, "trials")
    asked = shown.partition('id="settles"')[2].partition("</section>")[0]
    link = re.findall(r'href="([^"]+)"', asked)[0].replace("&amp;", "&")
    assert "PIK3CA" in link  # the one gene that the records ask for
    answering = person.get(link).content.decode()
    assert f'href="{reverse("trials", args=["en"])}"' in answering
    shown = text(person, "trials-answer", "sites")
    assert f'<a href="{reverse("trials", args=["en"])}">{words_in("en").site("back")}' in shown
    shown = text(person, "trial-answer", FITS_NOT, "sites")
    assert f'<a href="{reverse("trial", args=["en", FITS_NOT])}">{words_in("en").site("back")}' in shown


def test_the_way_back_is_kept_through_a_list_of_answers(person: Client) -> None:
    shown = text(person, "reports", query="?from=trials")
    assert f"{reverse('report', args=['en', 1])}?from=trials" in shown
    back = f'<div class="banner"><p><a href="{reverse("trials", args=["en"])}">'
    assert back in shown
    assert back not in text(person, "reports")


def test_filters_and_sorting_are_in_the_address_and_nothing_of_the_person_is(person: Client) -> None:
    numbers = {
        query: [one["nct_id"] for one in person.get(f"/en/trials.json{query}").json()["trials"]]
        for query in ("", "?status=recruiting", "?country=Spain", "?phase=3", "?sort=number&page=2", "?sort=nonsense")
    }
    assert numbers["?status=recruiting"] == [OPEN_ONE]
    assert numbers["?country=Spain"] == []  # the one in Spain does not fit
    assert numbers["?phase=3"] == []
    assert numbers["?sort=number&page=2"][0] == "NCT00000119"
    assert numbers[""] == numbers["?sort=nonsense"]
    assert numbers[""][0] == OPEN_ONE
    shown = text(person, "trials", query="?status=unknown&sort=number")
    for link in re.findall(r'href="([^"]+)"', shown.partition("<main")[2]):
        after = link.partition("?")[2].lower()
        assert not [word for word in CANARIES if word in after], link
    assert "page=2" in shown
    assert "status=unknown" in shown


def test_each_record_has_its_date_and_an_old_one_says_so(person: Client) -> None:
    shown = text(person, "trial", "NCT00000003")
    assert "January 15, 2024" in shown
    assert words_in("en").site("trials_stale_updated_long_ago") in shown
    assert words_in("en").site("trials_stale_updated_long_ago") not in text(person, "trial", OPEN_ONE)


def test_each_trial_says_for_which_illness_it_is(person: Client) -> None:
    say = words_in("en").site
    for name, *arguments in (("trials",), ("trial", OPEN_ONE)):
        shown = text(person, name, *arguments)
        assert f"{say('trials_illnesses')} <span>Metastatic Breast Cancer</span>" in " ".join(shown.split()), name
    assert '<span lang="en">Metastatic Breast Cancer</span>' in text(person, "trial", OPEN_ONE, language="es")


def test_what_joining_asks_comes_with_the_records_sentence(person: Client) -> None:
    shown = text(person, "trial", OPEN_ONE).partition('id="joining"')[2]
    assert "People get tablets or a placebo." in shown
    assert "They come for visits every week" in shown
    assert "a biopsy is taken before the first day" in shown


def test_an_address_of_no_trial_is_not_found(person: Client) -> None:
    for address in ("/en/trials/NCT99999999/", "/en/trials/nonsense/", "/en/trials/nonsense.json"):
        assert person.get(address).status_code == 404, address


def test_who_said_no_to_trials_is_shown_no_way_to_them_and_can_still_look(person: Client) -> None:
    assert reverse("trials", args=["en"]) in text(person, "know")
    bring(person, file_with(priorities={"trials": "no"}))
    assert reverse("trials", args=["en"]) not in text(person, "know")
    assert words_in("en").site("trials_said_no") in text(person, "trials").replace("&#39;", "'")


def test_a_record_that_was_not_read_yet_is_read_a_little_at_a_time_and_said(
    person: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    from concord.trials import readings

    fill(tmp_path / "trials.sqlite3")
    readings.path_beside(tmp_path / "trials.sqlite3").unlink()
    settings.DATA = tmp_path
    monkeypatch.setattr(kept, "PATIENCE", 1e-9)
    found = person.get("/en/trials.json").json()
    assert found["waiting"] == 3
    assert sum(found["counts"].values()) == 4
    shown = text(person, "trials")
    assert faults(shown) == []
    assert words_in("en").site("trials_unread") in shown
    monkeypatch.setattr(kept, "PATIENCE", 60.0)
    assert person.get("/en/trials.json").json()["waiting"] == 0


def test_no_text_of_the_trials_is_unused() -> None:
    from concord.web.site.pages import knowledge

    source = Path(kept.__file__).parents[2]
    files = [*(source / "trials").glob("*.py"), *(source / "web" / "trials").iterdir(), *source.glob("trials_*cli.py")]
    files += [source / "web" / "choices" / "links.html.j2", source / "web" / "accounts" / "consent.py"]
    said = "\n".join(one.read_text() for one in files if one.is_file())
    words = set(re.findall(r"\w+", said))
    kinds = ("fit_", "means_", "field_", "status_", "stale_", "sort_", "filter_", "inclusion", "exclusion", "unclear")
    families = ("consents_", *(f"trials_{one}" for one in kinds))
    texts = knowledge().site["trials"].texts
    assert {one for one in texts if one not in words and not one.startswith(families)} == set()


def test_the_brief_names_them_too_and_is_made_anew_when_the_records_change(
    browser: Client, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path
    bring(browser, FILE)
    assert "NCT0000" not in text(browser, "part", "others")
    fill(tmp_path / "trials.sqlite3")
    shown = text(browser, "part", "others")
    assert OPEN_ONE in shown
    assert FITS_NOT not in shown
    assert words_in("en").site("trials_brief_read") in shown
    bring(browser, file_with(priorities={"trials": "no"}))
    assert OPEN_ONE not in text(browser, "part", "others")
