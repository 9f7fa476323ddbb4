"""What a run keeps for the next one: of each person where her choices stood, and each version of the knowledge."""

from __future__ import annotations

import tempfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from django.db import transaction

from concord.choices.recheck import Summary
from concord.knowledge.load import Knowledge, compiled, load
from concord.web.accounts.models import Person, Vault
from concord.web.keys.holder import Holder
from concord.web.keys.sealing import NotOpenedError, seal, unseal
from concord.web.recheck.models import Checked, Version


class Kept(NamedTuple):
    """`situation` is a hash, under her key, of the answers that the summary was made from."""

    situation: str
    summary: Summary


def sealed(holder: Holder, kept: Kept) -> Checked:
    """A row that is not in the database yet."""
    content = zlib.compress(orjson.dumps(kept._asdict()))
    body = seal(holder.key, content, _label(holder))
    return Checked(owner=holder.name, knowledge=kept.summary["knowledge"], sealed=body)


def opened(holder: Holder, row: Checked | None) -> Kept | None:
    """None where there is none yet, or nothing opens it any more."""
    if row is None:
        return None
    try:
        return Kept(**orjson.loads(zlib.decompress(unseal(holder.key, bytes(row.sealed), _label(holder)))))
    except NotOpenedError:
        return None


def of(holder: Holder) -> Kept | None:
    return opened(holder, Checked.objects.filter(owner=holder.name).first())


def everything(holder: Holder) -> dict[str, Any] | None:
    """To take along."""
    found = of(holder)
    return dict(found.summary) if found else None


@transaction.atomic
def forget(person: Person) -> None:
    """Deletes where her choices stood. A run that has her in hand is waited for, so that nothing comes back."""
    for name in Vault.objects.select_for_update().filter(person=person).values_list("name", flat=True):
        Checked.objects.filter(owner=name).delete()


# ------------------------------------------------------------------------------------------------ the versions
def keep_version(knowledge: Knowledge) -> None:
    """Once for each version. It is what comes with the program, nothing of anyone."""
    if not Version.objects.filter(hash=knowledge.hash).exists():
        content = zlib.compress(orjson.dumps(compiled(knowledge)))
        Version.objects.bulk_create([Version(hash=knowledge.hash, content=content)], ignore_conflicts=True)


@lru_cache(maxsize=3)
def version(name: str) -> Knowledge | None:
    """An older version; None where it was not kept, or this program can no longer read it."""
    found = Version.objects.filter(hash=name).first()
    if found is None:
        return None
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "knowledge.json"
            path.write_bytes(zlib.decompress(bytes(found.content)))
            return load(path)
    except Exception:  # whatever it is that a later program misses in it
        return None


def forget_versions() -> None:
    """Those that no summary was made by."""
    Version.objects.exclude(hash__in=Checked.objects.values("knowledge").distinct()).delete()


def _label(holder: Holder) -> str:
    return f"checked {holder.name}"
