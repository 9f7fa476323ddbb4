"""The yes to each purpose: one text with a version, shown whole, given and withdrawn by one press, with a receipt each.

To refuse one, or to take it back, blocks nothing but what it is for. A purpose that needs another ends with it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from concord.choices.words import Words
from concord.web.accounts import vault
from concord.web.accounts.models import Consent, Person
from concord.web.guest import store


class Purpose(NamedTuple):
    """What a yes is for. Whoever changes what its text means, changes the version of it."""

    version: str
    lines: tuple[str, ...]
    needs: str = ""


STORING, RECHECK, MAIL, CIRCLE, TRIALS = "storing", "recheck", "mail", "circle", "trials"
PURPOSES = {
    STORING: Purpose(
        "2026-11-26", ("consent_what", "consent_who", "consent_lock", "consent_where", "consent_no", "consent_stop")
    ),
    RECHECK: Purpose(
        "2026-11-26", ("recheck_yes_what", "recheck_yes_who", "recheck_yes_kept", "yes_no", "recheck_yes_stop"), STORING
    ),
    MAIL: Purpose("2026-11-26", ("mail_yes_what", "mail_yes_who", "mail_yes_no", "mail_yes_stop"), STORING),
    CIRCLE: Purpose(
        "2026-11-26", ("circle_yes_what", "circle_yes_who", "yes_no", "circle_yes_stop", "circle_yes_seen"), STORING
    ),
    TRIALS: Purpose(
        "2026-11-26", ("trials_yes_what", "trials_yes_who", "trials_yes_kept", "yes_no", "trials_yes_stop"), STORING
    ),
}
_ends: dict[str, list[Callable[[Person], None]]] = defaultdict(list)


def when_withdrawn(purpose: str, end: Callable[[Person], None]) -> None:
    """Has a feature end what rested on a yes, in the moment in which it is taken back. For the `ready` of an app."""
    if end not in _ends[purpose]:
        _ends[purpose].append(end)


# ------------------------------------------------------------------------------------------------ the texts
def text(words: Words, purpose: str = STORING) -> list[str]:
    """The lines that a person says yes to."""
    return [words.site(name) for name in PURPOSES[purpose].lines]


def text_hash(words: Words, purpose: str = STORING) -> str:
    return hashlib.sha256("\n".join([PURPOSES[purpose].version, *text(words, purpose)]).encode()).hexdigest()


def name(words: Words, purpose: str) -> str:
    return words.site(f"consents_{purpose}")


# ------------------------------------------------------------------------------------------------ what holds
def standing(person: Person, purpose: str = STORING) -> Consent | None:
    """The yes that holds now."""
    return Consent.objects.filter(person=person, kind=purpose, withdrawn_at=None).order_by("given_at").last()


def holds(person: Person, purpose: str) -> bool:
    """Whether a person has said yes to this, and to what it needs."""
    needs = PURPOSES[purpose].needs
    return standing(person, purpose) is not None and (not needs or holds(person, needs))


def offered(person: Person) -> list[str]:
    """The purposes that may be asked about here: letters only where this site sends any, or she once said yes."""
    return [one for one in PURPOSES if one != MAIL or settings.MAIL or standing(person, MAIL)]


def ending_with(purpose: str) -> list[str]:
    """The purposes that cannot stand without this one."""
    return [other for other, one in PURPOSES.items() if one.needs == purpose]


# ------------------------------------------------------------------------------------------------ given, withdrawn
@transaction.atomic
def give(person: Person, words: Words, purpose: str = STORING) -> Consent | None:
    """Writes the yes down. Given twice, it is one; None where it needs another one that does not stand.

    The yes to storing makes the vault that it allows.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if purpose == STORING and vault.of(person) is None:
        vault.empty(person)
        vault.make(person)
    if (needs := PURPOSES[purpose].needs) and not holds(person, needs):
        return None
    return standing(person, purpose) or Consent.objects.create(
        person=person,
        kind=purpose,
        version=PURPOSES[purpose].version,
        text_hash=text_hash(words, purpose),
        language=words.language,
    )


@transaction.atomic
def withdraw(person: Person, purpose: str = STORING) -> None:
    """Ends what rested on the yes, with every other one that needs it, and writes down when it was taken back.

    Of storing: destroys the key and deletes what was stored.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    for other in ending_with(purpose):
        withdraw(person, other)
    for end in _ends[purpose]:
        end(person)
    if purpose == STORING and (owned := vault.empty(person)):
        store.forget_owned([owned])
    Consent.objects.filter(person=person, kind=purpose, withdrawn_at=None).update(withdrawn_at=timezone.now())


def receipt(one: Consent, words: Words) -> dict[str, Any]:
    """What can be taken along of it. The text stands in it while it is still the one that was shown."""
    same = one.kind in PURPOSES and one.text_hash == text_hash(words, one.kind)
    return {
        "schema": "concord.consent/0",
        "number": one.pk,
        "kind": one.kind,
        "version": one.version,
        "language": one.language,
        "text": text(words, one.kind) if same else None,
        "text_sha256": one.text_hash,
        "given_at": one.given_at.isoformat(),
        "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
    }
