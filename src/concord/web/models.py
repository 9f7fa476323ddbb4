"""What the database holds. Nothing about a person stands in it in the clear."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Guest(models.Model):
    """The sealed answers of one visitor. The key is in her cookie and nowhere else; the name here is a hash of it."""

    name = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)
    own_phone = models.BooleanField(default=False)


class Made(models.Model):
    """Something computed from a visitor's answers, sealed under her key, so that it is computed once.

    `owner` is the name of her holder. `situation` and `fingerprint` are hashes under her key: of the answers alone, and
    of all that the content was made from.
    """

    owner = models.CharField(max_length=64)
    situation = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "fingerprint"], name="made_once")]
