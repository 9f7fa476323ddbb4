"""Who may sign in, to what she has said yes, and what is kept for her: sealed, so that a row alone tells nothing."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Person(AbstractUser):
    """A person with an account: a name to sign in with, and an address only where this site sends mail."""

    id = models.UUIDField(
        primary_key=True, default=uuid.uuid4, editable=False
    )  # a passkey holds it, so it tells nothing
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Session(AbstractBaseSession):
    """One browser that is signed in or about to be; it knows whose it is, so that all of hers can be ended at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions")


class Consent(models.Model):
    """A yes to one text, as it was shown. It stays after it was withdrawn, until the account goes."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=32)
    version = models.CharField(max_length=32)
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)


class Vault(models.Model):
    """What a person keeps here, sealed under her own key. It is there exactly while her consent to storing stands."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="vault")
    name = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(null=True)


class Draft(models.Model):
    """A form that came after the time was over; sealed under a key that only a cookie of the same browser holds."""

    name = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)
