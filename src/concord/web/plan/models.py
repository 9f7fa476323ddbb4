"""What the database holds of plans: whose, in which order, until when; all else is sealed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One thing that happened to a plan. Rows are added and never changed."""

    owner = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "number"], name="plan_entry_once")]


class Invitation(models.Model):
    """What a doctor without an account is asked, sealed under a key that is made from a code and stands nowhere.

    `own` holds that key for the person, sealed under hers. `wrong` counts codes that did not open it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=64, db_index=True)
    until = models.DateTimeField(db_index=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    own = models.BinaryField()
    asked = models.BinaryField()
    answer = models.BinaryField(null=True)
