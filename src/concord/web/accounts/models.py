"""Who may sign in. What a person has told is not here: it is sealed."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    """A person with an account: a name to sign in with, and an address only where this site sends mail."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    REQUIRED_FIELDS: ClassVar[list[str]] = []
