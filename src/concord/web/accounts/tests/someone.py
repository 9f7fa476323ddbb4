"""Somebody who makes an account and signs in, without JavaScript."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from concord.web.accounts.models import Person
from concord.web.way.tests.walk import send, token

NAME, PASSWORD = "maria", "cuatro palabras en fila"


def sign_up(browser: Client, name: str = NAME, language: str = "en", **more: Any) -> HttpResponse:
    twice = {"password1": PASSWORD, "password2": PASSWORD}
    return send(browser, f"/{language}/account/signup/", username=name, **twice, **more)


def sign_in(browser: Client, name: str = NAME, password: str = PASSWORD, language: str = "en") -> HttpResponse:
    return send(browser, f"/{language}/account/login/", login=name, password=password)


def say_yes(browser: Client, language: str = "en") -> HttpResponse:
    """Reads the consent and gives it."""
    address = f"/{language}/account/keep/"
    text = browser.get(address).content.decode()
    mark = text.split('name="text" value="')[1].split('"')[0]
    return send(browser, address, text=mark)


def press(browser: Client, page: str, address: str, **data: Any) -> Any:
    """Sends a form that stands on one page and goes to another."""
    shown = browser.get(page).content.decode()
    return browser.post(address, {**data, "csrfmiddlewaretoken": token(shown)})


def person(name: str = NAME) -> Person:
    return Person.objects.get(username=name)
