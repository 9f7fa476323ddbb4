"""What the database holds of a circle: whose, until when, whether taken back; who it is and what for is sealed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Grant(models.Model):
    """What one somebody may see or do. `code` is made from the code, which stands nowhere; `round` counts codes.

    `helper` is there once somebody keeps it with an account of her own; from then on no code opens it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=16)
    made_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    code = models.BinaryField(null=True)
    round = models.PositiveIntegerField(default=0)
    wrong = models.PositiveSmallIntegerField(default=0)
    helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField()


class LogEntry(models.Model):
    """One entry of a person's log. Rows are added and never changed; where the log ends is kept with the keys."""

    owner = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "number"], name="circle_log_once")]
