"""Answers that are tied to nobody: a day and a language in the clear, everything else sealed."""

from __future__ import annotations

import uuid

from django.db import models


class Feedback(models.Model):
    """One "was this helpful" or one survey. No person, cookie, address of a computer or time of day stands here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField(db_index=True)
    language = models.CharField(max_length=2)
    helpful = models.BooleanField(null=True)
    sealed = models.BinaryField()

    class Meta:
        ordering = ("-day", "id")
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"feedback of {self.day}"


class Pace(models.Model):
    """How much came in within one minute. The minute is a keyed hash: whoever has this alone learns no time."""

    name = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
