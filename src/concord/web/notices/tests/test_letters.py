"""A letter says that something is new and no more; once, to whoever wants it, after what it tells of is there."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail import EmailMessage

from concord.web.accounts import consent, vault
from concord.web.accounts.models import Person
from concord.web.accounts.tests.test_mail import HEALTH
from concord.web.notices import store
from concord.web.notices.letters import Letters, send_due
from concord.web.site.pages import words_in

ADDRESS = "maria@example.org"


@pytest.fixture(autouse=True)
def _a_mail_server(db: None, settings: object) -> None:
    settings.MAIL = "smtp://localhost"  # type: ignore[attr-defined]


def told(language: str = "en", *, yes: bool = True, verified: bool = True) -> Person:
    person = Person.objects.create_user("maria", ADDRESS)
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=verified, primary=True)
    words = words_in("es" if language == "es" else "en")
    consent.give(person, words)
    if yes:
        consent.give(person, words, consent.MAIL)
    holder = vault.of(person)
    assert holder
    store.add(holder, "recheck", {"choice": "canary"}, once="v")
    return person


@pytest.mark.parametrize(("language", "subject"), [("en", "There is something new"), ("es", "Hay algo nuevo")])
def test_one_letter_goes_without_content_in_her_language(language: str, subject: str) -> None:
    told(language)
    assert send_due() == Letters(sent=1)
    [letter] = mail.outbox
    assert letter.to == [ADDRESS]
    assert str(letter.subject).startswith(subject)
    assert not HEALTH.search(f"{letter.subject} {letter.body}")
    assert send_due() == Letters()
    assert len(mail.outbox) == 1


def test_no_letter_without_her_yes_or_a_confirmed_address() -> None:
    told(yes=False)
    assert send_due() == Letters()
    person = Person.objects.get()
    consent.give(person, words_in("en"), consent.MAIL)
    assert send_due() == Letters(), "what was told before her yes is not sent after it"
    assert mail.outbox == []


def test_no_letter_to_an_address_that_nobody_confirmed() -> None:
    told(verified=False)
    assert send_due() == Letters()


def test_no_letter_where_it_was_read_or_the_yes_was_taken_back() -> None:
    person = told()
    holder = vault.of(person)
    assert holder
    consent.withdraw(person, consent.MAIL)
    assert send_due() == Letters()
    consent.give(person, words_in("en"), consent.MAIL)
    store.add(holder, "recheck", {}, once="w")
    for one in store.every(holder):
        store.set_read(holder, one.number, True)
    assert send_due() == Letters()
    assert mail.outbox == []


def test_where_this_host_sends_no_mail_none_is_due(settings: object) -> None:
    settings.MAIL = ""  # type: ignore[attr-defined]
    told()
    settings.MAIL = "smtp://localhost"  # type: ignore[attr-defined]
    assert send_due() == Letters()


def test_it_is_marked_before_it_is_sent_so_that_it_never_goes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    told()

    def fails(*given: object, **more: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", fails)
        assert send_due() == Letters(refused=1)
    assert send_due() == Letters()
    assert mail.outbox == []
