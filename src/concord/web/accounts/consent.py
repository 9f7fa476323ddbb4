"""The yes to storing: one text with a version, shown whole, given and withdrawn by one press, each with a receipt."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from concord.choices.words import Words
from concord.web.accounts import vault
from concord.web.accounts.models import Consent, Person
from concord.web.guest import store

STORING = "storing"
VERSION = "2026-11-26"  # of the text; whoever changes what it means, changes this
LINES = ("consent_what", "consent_who", "consent_lock", "consent_where", "consent_no", "consent_stop")


def text(words: Words) -> list[str]:
    """The lines that a person says yes to."""
    return [words.site(name) for name in LINES]


def text_hash(words: Words) -> str:
    return hashlib.sha256("\n".join([VERSION, *text(words)]).encode()).hexdigest()


def standing(person: Person) -> Consent | None:
    """The yes that holds now."""
    return Consent.objects.filter(person=person, kind=STORING, withdrawn_at=None).order_by("given_at").last()


@transaction.atomic
def give(person: Person, words: Words) -> Consent:
    """Writes the yes down, and makes the vault that it allows. Given twice, it is one."""
    Person.objects.select_for_update().get(pk=person.pk)
    if vault.of(person) is None:
        vault.empty(person)
        vault.make(person)
    return standing(person) or Consent.objects.create(
        person=person, kind=STORING, version=VERSION, text_hash=text_hash(words), language=words.language
    )


@transaction.atomic
def withdraw(person: Person) -> None:
    """Destroys the key, deletes what was stored, and writes down when the yes was taken back."""
    if name := vault.empty(person):
        store.forget_owned([name])
    Consent.objects.filter(person=person, kind=STORING, withdrawn_at=None).update(withdrawn_at=timezone.now())


def receipt(one: Consent, words: Words) -> dict[str, Any]:
    """What can be taken along of it. The text stands in it while it is still the one that was shown."""
    same = one.text_hash == text_hash(words)
    return {
        "schema": "concord.consent/0",
        "number": one.pk,
        "kind": one.kind,
        "version": one.version,
        "language": one.language,
        "text": text(words) if same else None,
        "text_sha256": one.text_hash,
        "given_at": one.given_at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }
