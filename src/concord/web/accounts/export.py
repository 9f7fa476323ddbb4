"""Everything that is kept for a person, as one file."""

from __future__ import annotations

from typing import Any

import orjson
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from concord.choices.words import Words
from concord.web.accounts import consent, vault
from concord.web.accounts.models import Consent, Person, Session, Vault
from concord.web.circle import grants, journal
from concord.web.notices import store as notices
from concord.web.plan import kept as plan
from concord.web.recheck import kept as recheck
from concord.web.sheets import store as sheets


def everything(request: HttpRequest, person: Person, words: Words) -> dict[str, Any]:
    """Account, ways of signing in, consents, and the vault as it is. Passwords and secrets are not in it."""
    holder = vault.holder(request)
    content = vault.read(holder) if holder else None
    row = Vault.objects.filter(person=person).first()
    return {
        "schema": "concord.account/0",
        "made_at": timezone.now().isoformat(),
        "account": {
            "name": person.username,
            "email": person.email or None,
            "since": person.date_joined.isoformat(),
            "last_sign_in": person.last_login.isoformat() if person.last_login else None,
            "browsers_signed_in": Session.objects.filter(person=person).count(),
        },
        "ways_to_sign_in": _ways(person),
        "consents": [consent.receipt(one, words) for one in Consent.objects.filter(person=person).order_by("given_at")],
        "vault": {
            "since": row.made_at.isoformat(),
            "changed": row.changed.isoformat() if row.changed else None,
            "answers": orjson.loads(content) if content else None,
        }
        if row
        else None,
        "plan": orjson.loads(plan.everything(holder)) if holder else None,
        "notices": notices.everything(holder) if holder else None,
        "looked_at_again": recheck.everything(holder) if holder else None,
        **{shelf: sheets.everything(holder, shelf) if holder else None for shelf in sheets.SHELVES},
        "people_in_circle": grants.everything(holder) if holder else None,
        "log": journal.everything(holder) if holder else None,
    }


def as_file(found: dict[str, Any]) -> bytes:
    return orjson.dumps(found, option=orjson.OPT_INDENT_2)


def _ways(person: Person) -> list[dict[str, str]]:
    password = [{"kind": "password"}] if person.has_usable_password() else []
    factors = Authenticator.objects.filter(user=person).order_by("pk")
    return [*password, *({"kind": one.type, "since": one.created_at.isoformat()} for one in factors)]
