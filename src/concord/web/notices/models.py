"""A notice that waits for a person. What it is about is sealed; the row says that there is one, and since when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

NO_LETTER, DUE, SENT = "", "due", "sent"


class Notice(models.Model):
    """`owner` is the name of her holder, so that it goes with all else of hers; `once` a hash under her own key."""

    owner = models.CharField(max_length=64)
    once = models.CharField(max_length=64)
    sealed = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    letter = models.CharField(max_length=8, default=NO_LETTER, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "once"], name="notice_once")]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=models.Q(letter=DUE), name="notice_letter_due"),
        ]
