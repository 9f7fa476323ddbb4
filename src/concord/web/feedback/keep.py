"""Taking feedback in, at a pace that nobody can flood."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from concord.choices.words import Language
from concord.web.feedback.models import Feedback, Pace
from concord.web.feedback.sealed import Said, close, key

A_MINUTE = 30  # for the whole site
A_DAY = 3000


def keep(said: Said, language: Language, helpful: bool | None = None) -> bool:
    """Writes it down, with the day alone. False where too much came in just now."""
    now = timezone.now()
    with transaction.atomic():
        if not _in_pace(now) or Feedback.objects.filter(day=now.date()).count() >= A_DAY:
            return False
        name = uuid.uuid4()
        Feedback.objects.create(id=name, day=now.date(), language=language, helpful=helpful, sealed=close(said, name))
    return True


def _in_pace(now: dt.datetime) -> bool:
    """Counts this minute, and forgets the ones before."""
    minute = now.strftime("%Y-%m-%dT%H:%M").encode()
    name = hmac.new(key("pace"), minute, hashlib.sha256).hexdigest()
    Pace.objects.exclude(name=name).delete()
    pace, _ = Pace.objects.get_or_create(name=name)
    if pace.count >= A_MINUTE:
        return False
    Pace.objects.filter(name=name).update(count=F("count") + 1)
    return True
