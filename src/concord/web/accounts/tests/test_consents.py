"""Every purpose has a yes of its own. To refuse one or to take it back ends what it is for, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from concord.web.accounts import consent
from concord.web.accounts.models import Consent, Person, Vault
from concord.web.accounts.tests.someone import person, press, say_yes, sign_up
from concord.web.site.pages import words_in
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import send, walk

PAGE = "/en/account/consents/"
OTHERS = ("recheck", "circle")
ELSEWHERE = ("answers/", "choices/", "plan/", "opinion/", "matters/", "treatments/", "account/", "account/file/")


@pytest.fixture
def ended() -> Iterator[list[str]]:
    """Whose yes to the circle was ended, as a feature would hear of it."""
    heard: list[str] = []

    def hear(one: Person) -> None:
        heard.append(one.username)

    consent.when_withdrawn("circle", hear)
    yield heard
    consent._ends["circle"].remove(hear)


def say(browser: Client, purpose: str, language: str = "en") -> None:
    mark = consent.text_hash(words_in("es" if language == "es" else "en"), purpose)
    page = f"/{language}/account/consents/"
    assert press(browser, page, f"{page}{purpose}/", text=mark).status_code == 302


def take_back(browser: Client, purpose: str) -> None:
    assert press(browser, PAGE, f"{PAGE}{purpose}/", withdraw="1").status_code == 302


def holding() -> set[str]:
    return {one for one in consent.PURPOSES if consent.holds(person(), one)}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_shows_every_text_whole_and_nothing_is_given_beforehand(language: str, browser: Client) -> None:
    sign_up(browser, language=language)
    say_yes(browser, language)
    words = words_in("es" if language == "es" else "en")
    page = browser.get(f"/{language}/account/consents/")
    html = page.content.decode()
    assert faults(html) == []
    assert page.headers["Cache-Control"] == "no-store"
    for purpose in ("storing", *OTHERS):
        for line in consent.text(words, purpose):
            assert line.replace("'", "&#39;") in html
    assert holding() == {"storing"}


def test_a_yes_has_its_own_receipt_and_two_are_one(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    say(browser, "recheck")
    say(browser, "recheck")
    assert holding() == {"storing", "recheck"}
    one = Consent.objects.get(kind="recheck")
    found = browser.get(f"/en/account/keep/{one.pk}/file/").json()
    assert found["kind"] == "recheck"
    assert found["text"] == consent.text(words_in("en"), "recheck")
    assert "Look again when the knowledge changes" in browser.get(f"/en/account/keep/{one.pk}/").content.decode()
    assert faults(browser.get("/en/account/").content.decode()) == []


def test_a_yes_counts_only_for_the_text_of_its_own_purpose(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    other = consent.text_hash(words_in("en"), "circle")
    response = press(browser, PAGE, f"{PAGE}recheck/", text=other)
    assert response.status_code == 422
    assert "changed while you were reading" in response.content.decode()
    assert faults(response.content.decode()) == []
    assert holding() == {"storing"}


def test_whoever_refuses_all_but_storing_can_use_all_else(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    for address in ELSEWHERE:
        assert browser.get(f"/en/{address}").status_code == 200, address
    assert holding() == {"storing"}


@pytest.mark.parametrize("purpose", OTHERS)
def test_taking_one_back_leaves_the_others_and_the_answers(purpose: str, browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    walk(browser)
    before = bytes(Vault.objects.get().sealed or b"")
    for one in OTHERS:
        say(browser, one)
    take_back(browser, purpose)
    assert holding() == {"storing", *OTHERS} - {purpose}
    assert bytes(Vault.objects.get().sealed or b"") == before
    assert Consent.objects.get(kind=purpose).withdrawn_at
    html = browser.get(PAGE).content.decode()
    assert "and took it back on" in html
    assert faults(html) == []
    say(browser, purpose)
    assert holding() == {"storing", *OTHERS}
    assert Consent.objects.filter(kind=purpose).count() == 2


def test_taking_storing_back_says_what_ends_with_it_and_ends_it(browser: Client, ended: list[str]) -> None:
    sign_up(browser)
    say_yes(browser)
    for one in OTHERS:
        say(browser, one)
    html = browser.get("/en/account/keep/stop/").content.decode()
    assert faults(html) == []
    for one in OTHERS:
        assert consent.name(words_in("en"), one) in html
    send(browser, "/en/account/keep/stop/")
    assert holding() == set()
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert ended == ["maria"]


def test_taking_the_circle_back_ends_what_rests_on_it_in_the_same_moment(browser: Client, ended: list[str]) -> None:
    sign_up(browser)
    say_yes(browser)
    say(browser, "circle")
    say(browser, "recheck")
    take_back(browser, "recheck")
    assert ended == []
    take_back(browser, "circle")
    assert ended == ["maria"]


def test_nothing_else_can_be_given_while_nothing_is_kept(browser: Client) -> None:
    sign_up(browser)
    assert "only with answers that are kept" in browser.get(PAGE).content.decode()
    say(browser, "recheck")
    assert holding() == set()
    assert not Consent.objects.exists()


def test_letters_are_asked_about_only_where_any_are_sent(browser: Client, settings: object) -> None:
    sign_up(browser)
    say_yes(browser)
    words = words_in("en")
    assert words.site("consents_mail") not in browser.get(PAGE).content.decode()
    say(browser, "mail")
    assert "mail" not in holding()
    settings.MAIL = "smtp://localhost"  # type: ignore[attr-defined]
    say(browser, "mail")
    assert "mail" in holding()
    settings.MAIL = ""  # type: ignore[attr-defined]
    assert words.site("consents_withdraw_mail") in browser.get(PAGE).content.decode()


def test_storing_is_given_and_ended_on_its_own_pages_alone(browser: Client) -> None:
    sign_up(browser)
    say_yes(browser)
    assert press(browser, PAGE, f"{PAGE}storing/", withdraw="1").status_code == 404
    assert press(browser, PAGE, f"{PAGE}selling/", text="x").status_code == 404
    assert holding() == {"storing"}


def test_a_guest_is_led_to_sign_in(browser: Client) -> None:
    assert "/account/login/" in browser.get(PAGE).headers["Location"]
