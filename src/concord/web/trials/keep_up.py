"""What is new or changed among the trials, for everyone who said yes to being told: a notice, and nothing else, of it.

Of each person it is kept up to which version of the records she was told; nothing clinical. A person is done when that
and her notice are written, in one transaction: stopped at any point, each is told once.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from concord.reading import Document
from concord.situation.derive import derive
from concord.situation.read import from_document
from concord.trials import shelf, store
from concord.trials.match import Fit
from concord.trials.records import OPEN
from concord.trials.shelf import Shelf, Wanted
from concord.web.accounts import consent
from concord.web.accounts.models import Consent, Person, Vault
from concord.web.guest.store import Answers, from_bytes
from concord.web.keys.holder import Holder
from concord.web.keys.models import PersonKey
from concord.web.keys.sealing import NotOpenedError, unseal
from concord.web.keys.store import master
from concord.web.notices import store as notices
from concord.web.sheets import store as sheets
from concord.web.sheets.models import Sheet
from concord.web.site.pages import knowledge
from concord.web.trials import kept

KIND = SHELF = "trials"
MATTERS = ("status", "eligibility", "sites", "phases", "sex", "min_age", "max_age")
"""Fields of a record whose change is told; others say the same in other words."""
log = logging.getLogger("concord.trials")


@dataclass
class Counts:
    """How many people, and nothing else of them."""

    people: int = 0
    first: int = 0
    told: int = 0
    not_opened: int = 0
    failed: int = 0


def wanted() -> QuerySet[Vault]:
    """The vaults of everyone who said yes to this, and to storing."""
    yes = Consent.objects.filter(person=OuterRef("person"), withdrawn_at=None)
    return Vault.objects.filter(Exists(yes.filter(kind=consent.TRIALS)), Exists(yes.filter(kind=consent.STORING)))


def forget(person: Person) -> None:
    """Deletes up to where she was told."""
    for name in Vault.objects.filter(person=person).values_list("name", flat=True):
        Sheet.objects.filter(owner=name, shelf=SHELF).delete()


def run(day: dt.date) -> Counts:
    """Everyone who wants it, one after the other. Records that were not read yet are read first."""
    counts = Counts()
    shelf.read_new(kept.path(), knowledge())
    ready = shelf.of(kept.path(), knowledge())
    with kept.opened() as (records, _):
        latest = store.latest(records)
        for row in wanted().order_by("pk").iterator(chunk_size=50):
            counts.people += 1
            try:
                _one(row, records, ready, latest, day, counts)
            except (PersonKey.DoesNotExist, NotOpenedError):
                counts.not_opened += 1
            except Exception:  # whatever is wrong with one, the others are not kept waiting
                log.exception("")
                counts.failed += 1
    return counts


def _one(row: Vault, records: Any, ready: Shelf, latest: int, day: dt.date, counts: Counts) -> None:
    holder = Holder(row.name, unseal(master(), bytes(PersonKey.objects.get(name=row.name).wrapped), row.name))
    answers = from_bytes(unseal(holder.key, bytes(row.sealed), row.name)) if row.sealed else Answers()
    before = sheets.get(holder, SHELF)
    seen = orjson.loads(before)["seen"] if before else None
    content = None
    if seen is None:
        counts.first += 1
    elif seen < latest and answers.file and answers.hears_of_trials():
        content = _content(store.changes(records, after=seen), ready, answers, day)
    with transaction.atomic():
        if not wanted().filter(pk=row.pk).exists():
            return
        sheets.put(holder, SHELF, orjson.dumps({"seen": latest}))
        if content and notices.add(holder, KIND, content, once=f"{seen} {latest}"):
            counts.told += 1


def _content(changes: list[store.Change], ready: Shelf, answers: Answers, day: dt.date) -> dict[str, Any] | None:
    """The open trials among these that fit or may fit; None where there is none."""
    told = {one.nct_id: one for one in changes if one.kind == "new" or set(one.fields) & set(MATTERS)}
    if not told:
        return None
    facts = derive(from_document(Document(answers.file)), knowledge().vocabulary, day)
    rows = [row for row in shelf.chosen(ready, Wanted()) if row.nct_id in told and row.status in OPEN]
    fits: dict[str, Fit] = {row.nct_id: fit for row, fit in ready.fits(ready.table.answers(facts), rows)}
    found = [
        {"nct_id": name, "kind": told[name].kind, "fields": [one for one in told[name].fields if one in MATTERS]}
        for name, fit in fits.items()
        if fit != "does_not_fit"
    ]
    return {"as_of": day.isoformat(), "trials": found} if found else None


def numbers(counts: Counts) -> dict[str, int]:
    return asdict(counts)
