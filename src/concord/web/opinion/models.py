"""What a person writes for a second opinion, and what she heard: sealed under her key."""

from __future__ import annotations

from django.db import models


class Opinion(models.Model):
    """One row for each holder; `owner` is the name of the holder, so that the row goes with all else of hers."""

    owner = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
