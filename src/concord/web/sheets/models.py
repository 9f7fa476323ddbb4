"""What a person writes beside her answers, sheet by sheet: whose, on which shelf, under which name; all else sealed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Sheet(models.Model):
    """One sealed sheet. `owner` is the name of the holder, so that it goes with all else of hers."""

    owner = models.CharField(max_length=64)
    shelf = models.CharField(max_length=32)
    name = models.CharField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "shelf", "name"], name="sheet_once")]
