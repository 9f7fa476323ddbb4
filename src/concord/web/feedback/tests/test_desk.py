"""The admin: staff read feedback and close accounts, and reach nothing that a person told of her health."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from concord.web.accounts.models import Person
from concord.web.feedback.desk import desk
from concord.web.feedback.models import Feedback
from concord.web.feedback.tests.sending import helpful
from concord.web.way.tests.walk import walk

PASSWORD = "a long sentence of words"  # noqa: S105
CANARY = "canary words of mine"


@pytest.fixture
def staff(db: None) -> Client:
    Person.objects.create_user("desk", password=PASSWORD, is_staff=True)
    browser = Client()
    browser.force_login(Person.objects.get(username="desk"), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return browser


@pytest.fixture
def other(db: None) -> Person:
    return Person.objects.create_user("maria", password=PASSWORD, email="canary@example.org")


def test_only_feedback_and_accounts_are_registered() -> None:
    assert set(desk._registry) == {Feedback, Person}


def test_no_other_admin_is_mounted() -> None:
    def sites(patterns: list[Any]) -> set[object]:
        found = set()
        for one in patterns:
            if isinstance(one, URLResolver):
                found |= sites(one.url_patterns)
            elif isinstance(one, URLPattern) and (view := getattr(one.callback, "admin_site", None)):
                found.add(view)
        return found

    assert sites(get_resolver().url_patterns) == {desk}
    assert desk is not admin.site


def test_staff_reach_no_table_but_these(staff: Client) -> None:
    for model in apps.get_models():
        label, name = model._meta.app_label, model._meta.model_name
        expected = 200 if model in (Feedback, Person) else 404
        assert staff.get(f"/admin/{label}/{name}/").status_code == expected, model
        if expected == 404:
            assert staff.get(f"/admin/{label}/{name}/1/change/").status_code == 404


def test_staff_read_feedback_by_language_and_answer_and_delete_it(staff: Client, browser: Client) -> None:
    helpful(browser, comment=CANARY)
    helpful(browser, "es", helpful="no", page="emergencies", comment="otra cosa")
    address = "/admin/feedback/feedback/"
    text = staff.get(address).content.decode()
    assert CANARY in text
    assert "emergencies" in text
    assert CANARY not in staff.get(f"{address}?language=es").content.decode()
    assert CANARY in staff.get(f"{address}?helpful__exact=1").content.decode()
    assert "no-store" in staff.get(address).headers["Cache-Control"]
    one = Feedback.objects.get(language="en")
    assert staff.get(f"{address}add/").status_code == 403
    before = bytes(one.sealed)
    assert staff.post(f"{address}{one.pk}/change/", {"language": "es"}).status_code == 403
    one.refresh_from_db()
    assert (one.language, bytes(one.sealed)) == ("en", before)
    assert staff.post(f"{address}{one.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Feedback.objects.filter(pk=one.pk).exists()
    assert CANARY not in "".join(map(str, LogEntry.objects.values_list("object_repr", "change_message")))


def test_staff_see_name_and_dates_of_an_account_and_can_close_it(staff: Client, other: Person) -> None:
    address = f"/admin/accounts/person/{other.pk}/change/"
    for text in (staff.get(address).content.decode(), staff.get("/admin/accounts/person/").content.decode()):
        assert "maria" in text
        for hidden in ("canary@example.org", "argon2", "is_staff", "is_superuser", "last_login"):
            assert hidden not in text
    her = Client()
    her.force_login(other, backend=settings.AUTHENTICATION_BACKENDS[-1])
    sent = {"username": "other", "is_staff": "on", "is_superuser": "on", "password": "x"}
    assert staff.post(address, sent).status_code == 302
    other.refresh_from_db()
    assert (other.username, other.is_active, other.is_staff, other.is_superuser) == ("maria", False, False, False)
    assert "_auth_user_id" in her.session
    assert her.get("/en/").wsgi_request.user.is_anonymous
    assert "maria" not in "".join(map(str, LogEntry.objects.values_list("object_repr", "change_message")))
    assert staff.post(address, {"is_active": "on"}).status_code == 302
    other.refresh_from_db()
    assert other.is_active


def test_staff_delete_and_make_no_account_and_raise_nobody(staff: Client, other: Person) -> None:
    boss = Person.objects.create_user("boss", password=PASSWORD, is_staff=True, is_superuser=True)
    me = Person.objects.get(username="desk")
    assert staff.post(f"/admin/accounts/person/{other.pk}/delete/", {"post": "yes"}).status_code == 403
    assert staff.get("/admin/accounts/person/add/").status_code == 403
    assert staff.get(f"/admin/accounts/person/{other.pk}/password/").status_code in (302, 404)
    for one in (boss, me):
        assert staff.post(f"/admin/accounts/person/{one.pk}/change/", {}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [str(other.pk)], "post": "yes"}
    staff.post("/admin/accounts/person/", bulk)
    assert Person.objects.filter(pk=other.pk).exists()


def test_being_staff_opens_nothing_that_a_visitor_told(staff: Client, browser: Client) -> None:
    walk(browser)
    for path in ("choices/", "answers/", "keep/", "file/"):
        assert staff.get(f"/en/{path}").headers["Location"] == "/en/start/"
    assert "canary" not in "".join(staff.get(f"/admin/{path}").content.decode() for path in ("", "feedback/feedback/"))


@pytest.mark.parametrize("path", ["", "feedback/feedback/", "accounts/person/", "keys/personkey/", "web/guest/"])
def test_others_see_nothing_of_it(path: str, browser: Client, other: Person) -> None:
    for signed_in in (False, True):
        if signed_in:
            browser.force_login(other, backend=settings.AUTHENTICATION_BACKENDS[-1])
        response = browser.get(f"/admin/{path}")
        assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/admin/login/")


def sign_in(browser: Client, password: str = PASSWORD) -> Any:
    browser.get("/admin/login/")
    token = browser.cookies["csrftoken"].value
    return browser.post(
        "/admin/login/", {"username": "desk", "password": password, "next": "/admin/", "csrfmiddlewaretoken": token}
    )


def test_staff_sign_in_with_a_password(staff: Client, browser: Client) -> None:
    assert sign_in(browser).status_code == 302
    assert browser.get("/admin/").status_code == 200


def test_a_second_step_is_not_passed_by(staff: Client, browser: Client) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(Person.objects.get(username="desk"), generate_totp_secret())
    response = sign_in(browser)
    assert response.status_code == 200
    assert "second step" in response.content.decode()
    assert browser.get("/admin/").status_code == 302


def test_guessing_a_password_is_stopped(staff: Client, browser: Client) -> None:
    for _ in range(12):
        last = sign_in(browser, "wrong")
    assert last.status_code in (403, 429)
    assert sign_in(browser).status_code in (403, 429)


def test_pages_of_the_admin_keep_to_the_strict_policy(staff: Client, other: Person, browser: Client) -> None:
    import re

    helpful(browser, comment=CANARY)
    one = Feedback.objects.get()
    for path in (
        "",
        "feedback/feedback/",
        f"feedback/feedback/{one.pk}/change/",
        f"feedback/feedback/{one.pk}/delete/",
        "accounts/person/",
        f"accounts/person/{other.pk}/change/",
        "password_change/",
    ):
        response = staff.get(f"/admin/{path}")
        assert response.status_code == 200, path
        text = response.content.decode()
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert not re.findall(
            r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(?:src=|type=\"application/json\"))", text
        ), path
        assert not re.findall(r'(?:src|<link[^>]*href)="https?:', text), path
