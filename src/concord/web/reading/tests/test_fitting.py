"""For your situation: only for those who asked, with the answer that led to each article, and stopped at one press."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.web.choices.kept import Asked
from concord.web.reading.fitting import fitting
from concord.web.reading.tests.asking import post
from concord.web.site.pages import knowledge
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import walk

KNOWN = {
    "schema": "concord.situation/0",
    "person": {"sex": "female", "country": "US"},
    "cancer": {"extent": "metastatic", "sites": ["bone"]},
    "pathology": [{"er": "positive", "her2_ihc": "1+"}],
    "priorities": {"approach": "gentle_on_life"},
}
SECTION = 'id="fits"'


def ask(browser: Client, place: str = "", **more: str) -> str:
    shown = "/en/read/" if place else "/en/"
    response = post(browser, shown, "/en/fits/", **({"room": "1"} if place else {}), **more)
    assert response.status_code == 302
    return str(response.headers["Location"])


def section(browser: Client, address: str) -> str:
    text = browser.get(address).content.decode()
    assert faults(text) == []
    return text.split(SECTION)[1].split("</section>")[0]


def test_whoever_told_nothing_is_not_asked(browser: Client) -> None:
    for address in ("/en/", "/en/read/"):
        assert SECTION not in browser.get(address).content.decode()


def test_nothing_changes_until_it_is_asked_for(browser: Client) -> None:
    walk(browser)
    for address in ("/en/", "/es/read/"):
        offered = section(browser, address)
        assert "<li>" not in offered
        assert "<button" in offered
    assert "Show what fits my situation" in section(browser, "/en/")


@pytest.mark.parametrize("place", ["", "room"])
def test_what_fits_is_shown_with_the_answer_that_led_to_it_and_stops(place: str, browser: Client) -> None:
    walk(browser)
    assert ask(browser, place) == ("/en/read/#fits" if place else "/en/#fits")
    for address in ("/en/", "/en/read/"):
        shown = section(browser, address)
        assert 'href="/en/read/hormone-treatment/"' in shown
        assert shown.count("<summary") == shown.count("<li>") > 1
        assert "Hormone receptors – " in shown
        assert browser.get(address).headers["Cache-Control"] == "no-store"
    assert "¿Por qué veo esto?" in section(browser, "/es/read/")
    ask(browser, place, stop="1")
    assert "<li>" not in section(browser, "/en/")


def test_asking_without_answers_changes_nothing(browser: Client) -> None:
    assert post(browser, "/en/read/", "/en/fits/").status_code == 302
    assert not browser.cookies.get("guest")
    assert browser.post("/en/fits/").status_code == 403


def test_each_article_names_what_led_to_it(browser: Client) -> None:
    found = {one.name: " ".join(one.why) for one in fitting(Asked(None, KNOWN, "en"))}
    assert "HER2 – low" in found["hormone-treatment"]
    assert "You said that treatment is to be gentle" in found["breaks-lower-doses-stopping"]
    assert all(found.values())
    assert "her2-treatment" not in found


def test_another_answer_leads_elsewhere(browser: Client) -> None:
    other = {**KNOWN, "pathology": [{"er": "negative", "pr": "negative", "her2_ihc": "3+"}]}
    found = {one.name: " ".join(one.why) for one in fitting(Asked(None, other, "es"))}
    assert "HER2 – positivo" in found["her2-treatment"]
    assert "hormone-treatment" not in found


def test_what_is_not_known_leads_nowhere() -> None:
    """A question that stays open is no answer, and that it has spread is what everyone here told."""
    little = {"schema": "concord.situation/0", "cancer": {"extent": "metastatic"}}
    assert fitting(Asked(None, little, "en")) == []
    assert "not known" not in " ".join(why for one in fitting(Asked(None, KNOWN, "en")) for why in one.why)


@pytest.mark.parametrize(("sex", "shown"), [("female", False), ("male", True), ("unknown", False)])
def test_the_article_for_men_is_for_those_who_told_so(sex: str, shown: bool) -> None:
    file = {**KNOWN, "person": {"sex": sex, "country": "US"}}
    assert ("men" in {one.name for one in fitting(Asked(None, file, "en"))}) == shown


def test_less_treatment_has_the_same_place_as_more() -> None:
    names = {one.name for one in fitting(Asked(None, KNOWN, "en"))}
    assert {"palliative-care", "hormone-treatment"} <= names


def test_early_cancer_and_no_answers_get_no_list() -> None:
    assert fitting(Asked(None, {"schema": "concord.situation/0", "cancer": {"extent": "early"}}, "en")) == []
    assert fitting(Asked(None, {}, "en")) == []


def test_the_order_is_that_of_the_reading_room(browser: Client) -> None:
    names = [one.name for one in fitting(Asked(None, KNOWN, "en"))]
    assert names == [one for one in knowledge().articles if one in names]
