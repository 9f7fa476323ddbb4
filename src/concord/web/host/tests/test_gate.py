"""To whom the site opens what: nobody sees more than the host may show, and every closed page says why."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from concord.web.accounts.models import Person
from concord.web.host import acknowledgement, release
from concord.web.host.middleware import Gate
from concord.web.host.models import Acknowledgement, AppendOnlyError, Release
from concord.web.host.policy import AUDIENCES, Policy
from concord.web.urls import pages
from concord.web.way.tests.walk import send, walk

RELEASED = override_settings(AUDIENCE="patients_after_release", REGION="US", OPEN_TO_OTHERS=True)
CLINICIANS = override_settings(AUDIENCE="clinicians", REGION="US", OPEN_TO_OTHERS=True)
ONLY_ME = override_settings(AUDIENCE="only_me", REGION="US", OPEN_TO_OTHERS=True)
TITLES = {
    "not_here": {"en": "not shown here yet", "es": "todavía no se muestra aquí"},
    "not_released": {"en": "Your clinic opens your choices", "es": "Su clínica abre sus opciones"},
}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LISTS = ["/{}/choices/", "/{}/choices/doctor/", "/{}/choices/brief.pdf", "/{}/more/"]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    acknowledgement._seen.cache_clear()


def text(response: Any) -> str:
    return str(response.content.decode())


# ------------------------------------------------------------------------------------------------ what is chosen
@pytest.mark.parametrize(
    ("audience", "region", "others", "faults"),
    [
        ("", "", False, 0),
        ("", "", True, 2),
        ("clinicians", "", True, 1),
        ("", "US", True, 1),
        ("clinicians", "US", True, 0),
        ("everyone", "US", False, 1),
        ("clinicians", "Mars", False, 1),
    ],
)
def test_what_a_host_has_to_choose(audience: str, region: str, others: bool, faults: int) -> None:
    assert len(Policy(audience, region, others).faults()) == faults


def test_no_server_at_all_opens_the_site_to_others_without_the_choice() -> None:
    with override_settings(OPEN_TO_OTHERS=True), pytest.raises(ImproperlyConfigured, match="CONCORD_AUDIENCE"):
        Gate(lambda request: HttpResponse())


def test_on_this_computer_alone_nothing_is_closed(browser: Client) -> None:
    walk(browser)
    assert browser.get("/en/choices/").status_code == 200


# ------------------------------------------------------------------------------------------------ EU and UK
@pytest.mark.parametrize("region", ["EU", "GB"])
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_no_list_is_shown_before_the_acknowledgement_is_on_record(region: str, language: str, browser: Client) -> None:
    walk(browser, language)
    with override_settings(REGION=region):
        for address in LISTS:
            response = browser.get(address.format(language))
            assert response.status_code == 403
            assert TITLES["not_here"][language] in text(response)
            assert response.headers["Cache-Control"] == "no-store"
            assert "capivasertib" not in text(response)
        assert browser.get(f"/{language}/read/").status_code == 200
        acknowledgement.log("Dr. A. Example", {"EU": "GB", "GB": "EU"}[region])
        assert browser.get(f"/{language}/choices/").status_code == 403
        acknowledgement.log("Dr. A. Example", region)
        assert browser.get(f"/{language}/choices/").status_code == 200


def test_a_new_text_asks_anew(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    acknowledgement.log("Dr. A. Example", "EU")
    assert acknowledgement.given("EU")
    acknowledgement._seen.cache_clear()
    monkeypatch.setattr(acknowledgement, "TEXT", acknowledgement.TEXT + "One more thing.\n")
    assert not acknowledgement.given("EU")


def test_what_is_on_record_is_only_added_to(browser: Client) -> None:
    made = acknowledgement.log("Dr. A. Example", "EU")
    made.name = "Somebody"
    with pytest.raises(AppendOnlyError):
        made.save()
    with pytest.raises(AppendOnlyError):
        made.delete()
    assert Acknowledgement.objects.get().name == "Dr. A. Example"


def test_the_made_up_person_shows_no_list_either(browser: Client) -> None:
    with override_settings(REGION="EU"):
        assert browser.get("/en/example/").status_code == 403


# ------------------------------------------------------------------------------------------------ a clinician's release
@pytest.mark.parametrize("language", ["en", "es"])
def test_choices_open_with_a_code_and_stay_open_for_its_days(language: str, browser: Client) -> None:
    walk(browser, language)
    with RELEASED:
        closed = browser.get(f"/{language}/choices/")
        assert closed.status_code == 403
        assert TITLES["not_released"][language] in text(closed)
        assert f'href="/{language}/release/"' in text(closed)
        code = release.new_code(30)
        done = send(browser, f"/{language}/release/", code=f" {code.lower()} ")
        assert (done.status_code, done.headers["Location"]) == (302, f"/{language}/choices/")
        assert browser.get(f"/{language}/choices/").status_code == 200
        assert "canary words of mine" in text(browser.get(f"/{language}/choices/"))


def test_a_code_works_once_and_only_in_its_time(browser: Client) -> None:
    code = release.new_code(30)
    assert release.use(code) == timezone.now().date() + dt.timedelta(days=30)
    assert release.use(code) is None
    late = release.new_code(30)
    Release.objects.filter(used_at=None).update(enter_until=timezone.now())
    assert release.use(late) is None
    assert release.use("") is None


def test_a_wrong_code_says_so_kindly_and_opens_nothing(browser: Client) -> None:
    walk(browser)
    with RELEASED:
        response = send(browser, "/en/release/", code="AAAA-AAAA-AAAA-AAAA")
        assert 'role="alert"' in text(response)
        assert "does not open anything" in text(response)
        assert "AAAA" not in text(response)
        assert browser.get("/en/choices/").status_code == 403


def test_a_release_ends(browser: Client) -> None:
    today = timezone.now().date()
    assert release.holds(today.isoformat())
    assert not release.holds((today - dt.timedelta(days=1)).isoformat())
    assert not release.holds(None)


def test_the_code_stands_nowhere(browser: Client) -> None:
    code = release.new_code(30)
    kept = Release.objects.get()
    assert code not in kept.hashed
    assert code.replace("-", "") not in kept.hashed


# ------------------------------------------------------------------------------------------------ clinicians
@pytest.mark.parametrize("language", ["en", pytest.param("es", marks=pytest.mark.slow)])
def test_clinicians_confirm_before_the_first_answer(language: str, browser: Client) -> None:
    with CLINICIANS:
        for name in ("begin", "bring", "example"):
            closed = browser.get(reverse(name, args=[language]))
            assert (closed.status_code, closed.headers["Location"]) == (302, f"/{language}/for-clinicians/"), name
        assert browser.get(f"/{language}/read/").status_code == 200
        assert 'role="alert"' in text(send(browser, f"/{language}/for-clinicians/"))
        done = send(browser, f"/{language}/for-clinicians/", clinician="yes")
        assert done.headers["Location"] == f"/{language}/start/"
        walk(browser, language)
        assert browser.get(f"/{language}/choices/").status_code == 200


# ------------------------------------------------------------------------------------------------ only me
def test_only_me_asks_everybody_to_sign_in_and_makes_no_accounts(browser: Client) -> None:
    with ONLY_ME:
        closed = browser.get("/en/start/")
        assert closed.status_code == 302
        assert "next=/en/start/" in closed.headers["Location"]
        assert browser.get("/en/choices/").status_code == 302
        assert browser.get("/en/read/").status_code == 200
        assert browser.get(reverse("account_signup")).status_code == 403
        browser.force_login(Person.objects.create_user("me"), BACKEND)
        assert browser.get("/en/start/").status_code == 200


def test_every_page_that_is_not_for_everyone_is_behind_the_gate(browser: Client) -> None:
    """A feature that comes later is closed without anybody thinking of it."""
    from concord.web.host.middleware import ALSO_PERSONAL, BY_CODE, FOR_EVERYONE

    closed = {one.name for one in pages if one.callback.__module__.split(".")[2] not in FOR_EVERYONE} | ALSO_PERSONAL
    closed -= BY_CODE  # these show nothing before a code opens it, and have tests of their own
    assert {"begin", "question", "mine", "bring", "keep", "clear", "example"} <= closed
    plain = [one for one in pages if one.name in closed and re.fullmatch(r"[a-z/_.-]*", str(one.pattern))]
    assert len(plain) > 5
    with ONLY_ME:
        for one in plain:
            assert browser.get(f"/en/{one.pattern}").status_code == 302, one.name


def test_pages_of_another_audience_are_not_there(browser: Client) -> None:
    assert browser.get("/en/release/").status_code == 404
    assert browser.get("/en/for-clinicians/").status_code == 404
    assert set(AUDIENCES) == {"only_me", "patients_after_release", "clinicians"}
    assert settings.AUDIENCE == ""
