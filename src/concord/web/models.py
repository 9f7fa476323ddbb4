"""What the database holds. Nothing about a person stands in it in the clear."""

from __future__ import annotations

from django.db import models


class Guest(models.Model):
    """The sealed answers of one visitor. The key is in her cookie and nowhere else; the name here is a hash of it."""

    name = models.CharField(max_length=64, primary_key=True)
    sealed = models.BinaryField()
    until = models.DateTimeField(db_index=True)
    own_phone = models.BooleanField(default=False)
