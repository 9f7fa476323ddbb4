"""A clinician's release: a code on paper, used once, after which a person sees her choices for a number of days.

The code says nothing about the person, and who gave it to whom is not kept. It is long enough that nobody guesses it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.utils import timezone

from concord.web.host.models import Release

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that look alike
GROUPS, IN_A_GROUP = 4, 4
TO_ENTER = dt.timedelta(days=14)


def new_code(days: int) -> str:
    """A code to hand out. It is shown this once; what is kept is its hash."""
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
    Release.objects.create(hashed=_hashed(code), days=days, enter_until=timezone.now() + TO_ENTER)
    return code


def use(code: str) -> dt.date | None:
    """Uses a code up: the last day of the release; None where it is not one, was used, or came too late."""
    now = timezone.now()
    found = Release.objects.filter(hashed=_hashed(code), used_at=None, enter_until__gt=now)
    days = found.values_list("days", flat=True).first()
    if days is None or found.update(used_at=now) != 1:
        return None
    return now.date() + dt.timedelta(days=days)


def holds(released_until: str | None) -> bool:
    return bool(released_until) and timezone.now().date() <= dt.date.fromisoformat(released_until or "")


def _hashed(code: str) -> str:
    plain = "".join(one for one in code.upper() if one in LETTERS)
    return hashlib.sha256(b"concord release" + plain.encode()).hexdigest()
