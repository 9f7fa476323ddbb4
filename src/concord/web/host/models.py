"""What an operator has acknowledged, and the codes that a clinic hands out. Neither says anything about a person."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(Exception):
    """What was logged is neither changed nor taken away."""


class Acknowledgement(models.Model):
    """An operator's word, by name, that the rules of a region were looked at. It is only ever added to."""

    at = models.DateTimeField(auto_now_add=True)
    region = models.CharField(max_length=8)
    version = models.CharField(max_length=32)
    text_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=200)

    def save(self, *arguments: Any, **options: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*arguments, **options)

    def delete(self, *arguments: Any, **options: Any) -> NoReturn:
        raise AppendOnlyError


class Release(models.Model):
    """A code by which a clinician lets a person see her choices, once. Only its hash stands here, and not for whom."""

    hashed = models.CharField(max_length=64, unique=True)
    days = models.PositiveIntegerField()
    enter_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
