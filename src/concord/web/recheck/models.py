"""For whom which version of the knowledge was run, with where her choices stood then, sealed; and those versions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Checked(models.Model):
    """One person: done for this version. `owner` is the name of her holder, so that it goes with all of hers."""

    owner = models.CharField(max_length=64, unique=True)
    knowledge = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["knowledge"], name="checked_by_knowledge")]


class Version(models.Model):
    """A version of the knowledge that some summary was made by, whole, so that the next one can be held against it."""

    hash = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
