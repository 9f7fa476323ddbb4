"""A notice waits sealed until it is read; the frame says that there is one, and never what it is."""

from __future__ import annotations

import pytest
from django.conf import settings as django_settings
from django.test import Client

from concord.choices.recheck import Changes
from concord.web.accounts import vault
from concord.web.accounts.models import Vault
from concord.web.accounts.tests.someone import person, press, say_yes, sign_in, sign_up
from concord.web.guest import store as guest
from concord.web.keys.holder import Holder
from concord.web.notices import store
from concord.web.notices.models import Notice
from concord.web.recheck.tests.people import TOLD
from concord.web.site.pages import knowledge, words_in
from concord.web.site.tests.strict import faults
from concord.web.way.tests.walk import send, walk

CHANGES: Changes = {
    "choices": [
        {
            "choice": TOLD,
            "was": "depends",
            "now": "supported",
            "sources": [{"source": ["FDA", "US", "2026-11-20"], "how": "added"}],
            "more": {"check_first": ["gone-check"]},
            "fewer": {"cautions": ["gone"]},
            "said": {"gone": {"en": "It was so.", "es": "Era así."}},
        },
        {
            "choice": "gone-choice",
            "was": "supported",
            "now": "not_listed",
            "name": {"en": "A gone choice", "es": "Una opción quitada"},
        },
    ],
    "more_tests": ["esr1-blood"],
    "fewer_tests": ["gone-test"],
}


def content(hash_: str = "", situation: str = "s") -> dict[str, object]:
    made_by = {"version": "2026.11", "hash": hash_ or knowledge().hash}
    return {"situation": situation, "as_of": "2026-11-26", "knowledge": made_by, "changes": CHANGES}


def told(browser: Client, language: str = "en") -> Holder:
    """Somebody with an account for whom something is new."""
    sign_up(browser, language=language)
    say_yes(browser, language)
    walk(browser)
    holder = vault.of(person())
    assert holder
    assert store.add(holder, "recheck", content(), once="v")
    return holder


def number() -> int:
    return int(Notice.objects.get().pk)


def has_the_line(browser: Client, page: str = "/en/read/pain/", language: str = "en") -> bool:
    return words_in("es" if language == "es" else "en").site("notices_waits") in browser.get(page).content.decode()


@pytest.mark.slow
def test_told_twice_it_is_one(browser: Client) -> None:
    holder = told(browser)
    assert not store.add(holder, "recheck", content(), once="v")
    assert store.add(holder, "other", content(), once="v"), "another kind is another notice"
    assert Notice.objects.count() == 2


def test_what_it_is_about_is_sealed(browser: Client) -> None:
    holder = told(browser)
    row = Notice.objects.get()
    assert TOLD.encode() not in bytes(row.sealed)
    assert b"recheck" not in bytes(row.sealed)
    stranger = Holder(holder.name, b"x" * 32)
    assert store.every(stranger) == []


@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_the_frame_says_that_there_is_one_until_it_is_read(language: str, browser: Client) -> None:
    told(browser, language)
    page, home = f"/{language}/notices/", f"/{language}/read/pain/"
    assert has_the_line(browser, home, language)
    html = browser.get(home).content.decode()
    assert faults(html) == []
    listed = browser.get(page)
    assert faults(listed.content.decode()) == []
    assert listed.headers["Cache-Control"] == "no-store"
    one = f"{page}{number()}/"
    assert browser.get(one).status_code == 200
    assert has_the_line(browser, home, language), "looking at it is not yet having read it"
    press(browser, one, f"{one}change/", read="1")
    press(browser, one, f"{one}change/", read="1")
    assert not has_the_line(browser, home, language)
    press(browser, one, f"{one}change/", unread="1")
    assert has_the_line(browser, home, language)


def test_the_frame_names_nothing_of_it(browser: Client) -> None:
    told(browser)
    html = browser.get("/en/read/pain/").content.decode()
    line = html.split('class="banner"')[1:]
    waits = next(one for one in line if "something new" in one).split("</aside>")[0]
    for word in ("cancer", "choice", "knowledge", "treatment", TOLD):
        assert word not in waits


@pytest.mark.parametrize(("language", "says"), [("en", "Added to our list: US label"), ("es", "Se añadió a nuestra")])
def test_its_page_says_what_was_what_is_and_what_is_behind_it(language: str, says: str, browser: Client) -> None:
    told(browser, language)
    response = browser.get(f"/{language}/notices/{number()}/")
    html, words = response.content.decode(), words_in("es" if language == "es" else "en")
    assert faults(html) == []
    assert response.headers["Cache-Control"] == "no-store"
    assert says in html
    assert words.text(knowledge().choices[TOLD].names) in html
    assert {"en": "A gone choice", "es": "Una opción quitada"}[language] in html
    assert {"en": "It was so.", "es": "Era así."}[language] in html
    assert words.site("recheck_gone_rule") in html
    assert words.site("recheck_gone_test") in html
    assert words.site("recheck_edited") in html
    assert words.site("recheck_later") not in html


def test_it_says_so_where_the_knowledge_changed_again(browser: Client) -> None:
    holder = told(browser)
    store.add(holder, "recheck", content("older"), once="w")
    newest = Notice.objects.order_by("-pk")[0].pk
    assert "has changed again since then" in browser.get(f"/en/notices/{newest}/").content.decode()


def test_a_notice_that_she_deletes_is_gone_and_not_told_again(browser: Client) -> None:
    holder = told(browser)
    press(browser, f"/en/notices/{number()}/", f"/en/notices/{number()}/change/", forget="1")
    assert store.every(holder) == []
    assert not has_the_line(browser)
    assert browser.get(f"/en/notices/{number()}/").status_code == 404
    assert not store.add(holder, "recheck", content(), once="v")
    assert store.every(holder) == []


def test_nobody_else_sees_it(browser: Client) -> None:
    told(browser)
    other = Client(enforce_csrf_checks=True)
    assert other.get(f"/en/notices/{number()}/").status_code == 404
    sign_up(other, "rosa")
    say_yes(other)
    assert not has_the_line(other)
    assert other.get(f"/en/notices/{number()}/").status_code == 404
    assert words_in("en").site("notices_none") in other.get("/en/notices/").content.decode()


def test_a_guest_may_be_told_too_and_clearing_takes_it_along(browser: Client) -> None:
    walk(browser)
    request = browser.get("/en/call/").wsgi_request
    holder = guest.holder(request)
    assert holder
    store.add(holder, "recheck", content(), once="v")
    assert has_the_line(browser)
    send(browser, "/en/clear/")
    assert not Notice.objects.exists()


def test_whoever_has_no_cookie_is_not_looked_for(browser: Client, django_assert_num_queries: object) -> None:
    browser.get("/en/read/pain/")
    with django_assert_num_queries(0):  # type: ignore[operator]
        browser.get("/en/read/pain/")


def test_it_is_in_the_file_of_everything_and_goes_with_the_account(browser: Client) -> None:
    told(browser)
    found = browser.get("/en/account/file/").json()
    assert [one["kind"] for one in found["notices"]] == ["recheck"]
    assert "looked_at_again" in found
    press(browser, "/en/account/delete/", "/en/account/delete/", sure="yes")
    assert not Vault.objects.exists()
    assert not Notice.objects.exists()


def test_before_the_release_no_choice_is_named(browser: Client, settings: object) -> None:
    told(browser)
    settings.AUDIENCE, settings.REGION = "patients_after_release", "US"  # type: ignore[attr-defined]
    assert browser.get(f"/en/notices/{number()}/").status_code == 403
    assert browser.get("/en/notices/").status_code == 200


def test_a_kind_that_nobody_shows_is_left_out(browser: Client) -> None:
    holder = told(browser)
    Notice.objects.all().delete()
    store.add(holder, "of-a-later-version", {}, once="v")
    assert browser.get("/en/notices/").status_code == 200
    assert browser.get(f"/en/notices/{number()}/").status_code == 404


def test_signed_out_nothing_is_shown(browser: Client) -> None:
    told(browser)
    press(browser, "/en/account/", "/en/account/out/")
    assert django_settings.SESSION_COOKIE_NAME not in browser.cookies or not has_the_line(browser)
    assert browser.get(f"/en/notices/{number()}/").status_code == 404
    sign_in(browser)
    assert has_the_line(browser)
