"""The store of keys. It is a database of its own, so that a backup of what they open never holds them."""

from __future__ import annotations

from django.db import models


class PersonKey(models.Model):
    """The key of one person, wrapped by the master key. When this row goes, everything that it opened is gone."""

    name = models.CharField(max_length=64, primary_key=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)


class LogHead(models.Model):
    """Where a person's log ends: here, so that entries which are cut off in the other database are missed."""

    owner = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()
