"""Letters that say that something is new, and no more. Each is marked as sent before it is, so that none goes twice."""

from __future__ import annotations

from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from concord.choices.words import Words
from concord.web.accounts import consent
from concord.web.accounts.models import Consent, Person
from concord.web.notices.models import DUE, NO_LETTER, SENT, Notice
from concord.web.site.pages import words_in

AT_A_TIME = 200


class Letters(NamedTuple):
    """How many left, and how many the mail server did not take. Those are not tried again."""

    sent: int = 0
    refused: int = 0


def send_due() -> Letters:
    """Sends what is due, to whoever wants letters at an address that was confirmed. Call it after the commit."""
    if not settings.MAIL:
        return Letters()
    sent = refused = last = 0
    connection = get_connection()
    while due := list(Notice.objects.filter(letter=DUE, pk__gt=last).order_by("pk")[:AT_A_TIME]):
        last = due[-1].pk
        for notice in due:
            if (to := _to(notice)) is None:
                Notice.objects.filter(pk=notice.pk, letter=DUE).update(letter=NO_LETTER)
                continue
            if not Notice.objects.filter(pk=notice.pk, letter=DUE).update(letter=SENT):
                continue  # another run has it
            try:
                address, words = to
                subject, body = words.site("notices_letter_subject"), words.site("notices_letter")
                EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address], connection=connection).send()
                sent += 1
            except OSError:
                refused += 1
    return Letters(sent, refused)


def _to(notice: Notice) -> tuple[str, Words] | None:
    """Her confirmed address, and her language; None where she wants no letters or has read it already."""
    person = Person.objects.filter(vault__name=notice.owner, is_active=True).first()
    if person is None or notice.read_at is not None or not consent.holds(person, consent.MAIL):
        return None
    address = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary").first()
    if address is None:
        return None
    yes: Consent | None = consent.standing(person, consent.MAIL)
    return address.email, words_in("es" if yes and yes.language == "es" else "en")
