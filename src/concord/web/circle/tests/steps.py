"""What a person and those whom she lets in do, as browsers without JavaScript do it."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from concord.circle.log import Entry
from concord.reading import parse
from concord.web.accounts import consent, vault
from concord.web.accounts.models import Person
from concord.web.circle import journal
from concord.web.guest import store
from concord.web.keys.holder import Holder
from concord.web.site.pages import words_in

SITUATION = """
schema: concord.situation/0
person: {birth_year: 1971, sex: female, country: US, menopause: postmenopausal}
cancer: {extent: metastatic, sites: [bone, liver], sites_complete: yes, brain: none}
pathology: [{date: 2025-10, specimen: metastasis, er: positive, pr: negative, her2_ihc: 1+}]
treatments_complete: yes
treatments: [{kind: medicine, drugs: [letrozole, palbociclib], setting: metastatic, started: 2025-10, ended: 2026-09,
  stopped_because: progression}]
priorities: {in_my_words: canary words of mine, matters: {energy: a_lot}}
"""
"""What she told, with words of her own to look for."""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def new_browser() -> Client:
    return Client(enforce_csrf_checks=True)


def hidden(text: str) -> dict[str, str]:
    """What a form of a page sends unseen."""
    return dict(reversed(HIDDEN.findall(text)))


def press(browser: Client, shown: str, address: str = "", **data: Any) -> Any:
    """Loads a page and sends a form of it, with all that is hidden in it, to where it belongs."""
    text = browser.get(shown)
    assert text.status_code == 200, (shown, text.status_code)
    return browser.post(address or shown, {**hidden(text.content.decode()), **data})


def sharing(browser: Client, name: str = "maria") -> Holder:
    """Somebody with an account who keeps her answers and says yes to letting people in."""
    somebody = an_account(browser, name)
    for purpose in (consent.STORING, consent.CIRCLE):
        assert consent.give(somebody, words_in("en"), purpose)
    holder = vault.of(somebody)
    assert holder is not None
    vault.write(holder, store.to_bytes(told()))
    return holder


def an_account(browser: Client, name: str) -> Person:
    """Somebody who is signed in."""
    somebody = Person.objects.create_user(name)
    browser.force_login(somebody, "allauth.account.auth_backends.AuthenticationBackend")
    return somebody


def told() -> store.Answers:
    return store.Answers(file=parse(SITUATION.encode()).data)


def invite(browser: Client, kind: str = "helper", language: str = "en", **given: str) -> tuple[str, str]:
    """Lets somebody in; says the address and the code."""
    fields = {"name": "Ana", "sharer": "Maria", "lasts": "month", **given}
    response = press(browser, f"/{language}/circle/invite/{kind}/", **fields)
    found = re.findall(r'<code class="said-line">([^<]+)</code>', response.content.decode())
    assert len(found) == 2, response.content.decode()
    return found[0].removeprefix("http://testserver"), found[1]


def come(browser: Client, address: str, code: str, **more: str) -> HttpResponse:
    response: HttpResponse = press(browser, address, code=code, **more)
    return response


def let_in(browser: Client, **rights: str) -> Client:
    """A helper who came in by code."""
    helper = new_browser()
    assert (
        come(helper, *invite(browser, **{f"right-{part}": right for part, right in rights.items()})).status_code == 302
    )
    return helper


def said(holder: Holder) -> list[str]:
    """The log in short."""
    entries, broken = journal.read(holder)
    assert broken is None
    return [_short(one) for one in entries]


def _short(one: Entry) -> str:
    return " ".join(filter(None, (one.who, one.name, one.did, one.part, one.about)))
