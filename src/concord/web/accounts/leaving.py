"""Ending things: all sessions of a person, and her whole account, for good."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from concord.web.accounts import attempts, vault
from concord.web.accounts.models import Person, Session
from concord.web.guest import store


def sign_out_everywhere(person: Person) -> None:
    """Ends every session of hers, in every browser."""
    Session.objects.filter(person=person).delete()


def delete_for_good(person: Person) -> None:
    """The key first: from there on nothing that was sealed can be read, whatever happens to the rest."""
    if name := vault.empty(person):
        store.forget_owned([name])
    attempts.forget(person.username, person.email)
    sign_out_everywhere(person)
    person.delete()  # and with her consents, passkeys, codes and addresses


def gone_from_backups() -> dt.date:
    """The day on which the last backup that holds a key destroyed today expires."""
    return timezone.now().date() + dt.timedelta(days=settings.KEY_BACKUP_DAYS)
