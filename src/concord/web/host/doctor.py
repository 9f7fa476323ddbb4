"""What a host should know of her own site: each thing that was looked at, whether it is well, and what to do. No secret
is printed, and nothing is changed."""

from __future__ import annotations

import base64
import datetime as dt
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connections
from django.utils import timezone

from concord.knowledge.load import KnowledgeError
from concord.web.host import acknowledgement
from concord.web.host.backup import dated, expired
from concord.web.host.middleware import policy
from concord.web.host.models import Acknowledgement
from concord.web.keys import store as keys
from concord.web.prepare import same_database, up_to_date
from concord.web.site.pages import knowledge

State = Literal["ok", "look", "wrong"]
MEGABYTE = 1_000_000
A_WEEK = dt.timedelta(days=7)
CLOCKS_APART = dt.timedelta(seconds=30)
WEAK = 50
"""Characters below which a secret could be guessed."""


@dataclass(frozen=True)
class Finding:
    what: str
    state: State
    say: str


def examine() -> Iterator[Finding]:
    """Looks at everything, one thing after another. What breaks while it is looked at is wrong, and says its kind."""
    for what, look in LOOKED_AT.items():
        try:
            for state, say in look():
                yield Finding(what, state, say)
        except Exception as error:
            yield Finding(what, "wrong", f"could not be looked at ({type(error).__name__})")


Said = Iterator[tuple[State, str]]


# ------------------------------------------------------------------------------------------------ secrets
def _secret() -> Said:
    file: Path = settings.SECRET_FILE
    given = bool(os.environ.get("CONCORD_SECRET_KEY"))
    if not given and not file.exists():
        yield "look", "there is none yet; `concord serve` makes one"
    elif len(settings.SECRET_KEY) < WEAK:
        yield "wrong", f"it is shorter than {WEAK} characters; delete it, and `concord serve` makes another"
    else:
        yield "ok", "from CONCORD_SECRET_KEY" if given else f"in {file}"
    yield from _mode(file)


def _master() -> Said:
    file: Path = settings.MASTER_FILE
    yield from _mode(file)
    if not settings.MASTER_KEY and not file.exists():
        yield "look", "there is none yet; `concord serve` makes one"
        return
    try:
        keys.master()
    except keys.MasterKeyError:
        made = len(base64.urlsafe_b64encode(bytes(32)))
        yield (
            "wrong",
            f"it is not one: 32 bytes in URL-safe base64 ({made} characters) were expected. Bring the right one",
        )
        return
    if settings.MASTER_KEY:
        yield "ok", "from CONCORD_MASTER_KEY"
    elif settings.OPEN_TO_OTHERS:
        yield "look", f"in {file}, beside the databases. Keep it elsewhere (CONCORD_MASTER_KEY), and a copy on paper"
    else:
        yield "ok", f"in {file}. Keep a copy apart: without it nobody's account can be opened"


def _mode(file: Path) -> Said:
    if file.exists() and (mode := stat.S_IMODE(file.stat().st_mode)) & 0o077:
        yield "wrong", f"others on this computer can read {file} (mode {mode:o}). Do: chmod 600 {file}"


# ------------------------------------------------------------------------------------------------ who may come
def _hosts() -> Said:
    if "*" in settings.ALLOWED_HOSTS:
        yield "wrong", "CONCORD_HOSTS lets any name through; name the one of this site"
    elif settings.ON_LOCALHOST:
        yield "ok", "this computer only"
    else:
        yield "ok", ", ".join(settings.ALLOWED_HOSTS)


def _https() -> Said:
    if not settings.OPEN_TO_OTHERS:
        yield "ok", "not needed on this computer alone"
    elif not settings.PROXY:
        yield "wrong", "set CONCORD_BEHIND_PROXY to the address of the proxy that speaks https for this site"
    else:
        yield "ok", f"by the proxy at {settings.PROXY}; cookies go over https only"
    for one in run_checks(include_deployment_checks=settings.OPEN_TO_OTHERS):
        yield "look" if one.level < 40 else "wrong", f"Django says: {one.id}"


def _policy() -> Said:
    chosen = policy()
    for fault in chosen.faults():
        yield "wrong", fault
    if not chosen.faults():
        said = ", ".join(one for one in (chosen.audience, chosen.region) if one)
        yield "ok", said or "nothing chosen, and nothing has to be: nobody else can come in"


def _acknowledged() -> Said:
    chosen = policy()
    for one in Acknowledgement.objects.order_by("at"):
        now = "" if one.text_hash == acknowledgement.text_hash() else ", of an older text"
        yield "ok", f"{one.at:%Y-%m-%d} {one.name}, for {one.region}, text {one.version}{now}"
    if chosen.needs_acknowledgement() and not acknowledgement.given(chosen.region):
        yield "look", "in this region nobody's choices are shown yet. To read the text and sign: concord acknowledge"
    elif not Acknowledgement.objects.exists():
        yield "ok", "not needed here"


def _mail() -> Said:
    if settings.MAIL:
        yield "ok", f"by {settings.EMAIL_HOST}, from {settings.DEFAULT_FROM_EMAIL}"
    else:
        yield "ok", "none: people sign up with a name alone, and no address is kept"


# ------------------------------------------------------------------------------------------------ databases
def _databases() -> Said:
    for alias in settings.DATABASES:
        connection = connections[alias]
        name = Path(str(connection.settings_dict["NAME"]))
        if connection.vendor == "sqlite" and not name.exists():
            yield "look", f"{alias}: not there yet; `concord serve` makes it"
            continue
        try:
            current = up_to_date(alias)
        except DatabaseError as error:
            yield (
                "wrong",
                f"{alias}: cannot be reached ({type(error).__name__}); look at its address in the environment",
            )
            continue
        if current:
            yield "ok", f"{alias}: {connection.vendor}, up to date"
        else:
            yield "look", f"{alias}: its tables are of an older version; `concord serve` brings them up to date"
        if connection.vendor == "sqlite":
            yield from _journal(alias)


def _journal(alias: str) -> Said:
    with connections[alias].cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        yield (
            "wrong",
            f"{alias}: readers wait for writers (journal {mode}); is the disk a network share? Use a local one",
        )


def _apart() -> Said:
    main, key = (settings.DATABASES[alias] for alias in ("default", "keys"))
    if same_database():
        yield "wrong", "the keys lie in the same database as what they open; set CONCORD_KEYS_URL to another"
    elif settings.OPEN_TO_OTHERS and main["ENGINE"] == key["ENGINE"] and main.get("HOST") == key.get("HOST"):
        yield "look", "in a database of their own, but on the same server; another one (CONCORD_KEYS_URL) is safer"
    else:
        yield "ok", "in a database of their own"


def _backups() -> Said:
    folder, now = settings.BACKUPS, timezone.now()
    found = dated(folder, "concord")
    if not found:
        bad: State = "wrong" if settings.OPEN_TO_OTHERS else "look"
        yield bad, f"none in {folder}. Make one: concord backup"
    elif now - found[-1][1] > A_WEEK:
        yield "look", f"the newest is of {found[-1][1]:%Y-%m-%d}, older than a week. Do each night: concord backup"
    else:
        yield "ok", f"the newest is of {found[-1][1]:%Y-%m-%d %H:%M}, in {folder}"


def _key_backups() -> Said:
    folder, now = settings.KEYS_BACKUPS, timezone.now()
    for place in {folder, settings.BACKUPS}:
        if old := expired(place, now):
            say = f"{len(old)} in {place} are too old and still open what people deleted"
            yield "wrong", f"{say}. Do: concord backup --keys (it deletes them)"
    found = dated(folder, "keys")
    if not found:
        yield (
            "look",
            f"none in {folder}. Without one, a lost disk closes every account. Make one: concord backup --keys",
        )
    elif now - found[-1][1] > A_WEEK:
        yield "look", f"the newest is of {found[-1][1]:%Y-%m-%d}. Do each night: concord backup --keys"
    else:
        yield "ok", f"the newest is of {found[-1][1]:%Y-%m-%d %H:%M}, in {folder}"
    if folder == settings.BACKUPS:
        yield "look", "they lie beside the other backups; whoever takes one takes both (CONCORD_KEYS_BACKUPS)"


# ------------------------------------------------------------------------------------------------ the rest
def _clock() -> Said:
    now = timezone.now()
    if now.date() < knowledge().meta.as_of:
        yield "wrong", f"this computer says {now:%Y-%m-%d}, before the knowledge was written. Set its clock"
        return
    if connections["default"].vendor == "postgresql":
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            there = cursor.fetchone()[0]
        if abs(there - now) > CLOCKS_APART:
            yield "wrong", "this computer and the database do not agree on the time; set both by NTP"
            return
    yield "ok", f"{now:%Y-%m-%d %H:%M} UTC"


def _disk() -> Said:
    place = next(one for one in (settings.DATA, *settings.DATA.parents) if one.exists())
    free = shutil.disk_usage(place).free // MEGABYTE
    state: State = "wrong" if free < 200 else "look" if free < 1000 else "ok"
    yield state, f"{free} MB free where the data lie"


def _knowledge() -> Said:
    try:
        meta = knowledge().meta
    except KnowledgeError as error:
        yield "wrong", f"it has {len(error.errors)} fault(s): concord knowledge check"
        return
    today = timezone.now().date()
    late = today > meta.next_review
    gone = today > meta.next_review + dt.timedelta(days=meta.grace_days)
    state: State = "wrong" if gone else "look" if late else "ok"
    age = f"{meta.version}, of {meta.as_of}, {(today - meta.as_of).days} days old; next review {meta.next_review}"
    yield state, f"{age}{'. It is due: bring a newer version' if late else ''}"
    if meta.reviewed_by and meta.reviewed:
        yield "ok", f"signed by {meta.reviewed_by} on {meta.reviewed}"
    else:
        yield "look", "no clinician has signed it; every page says so"


LOOKED_AT: dict[str, Callable[[], Said]] = {
    "secret key": _secret,
    "master key": _master,
    "hosts": _hosts,
    "https": _https,
    "audience, region": _policy,
    "acknowledgement": _acknowledged,
    "mail": _mail,
    "databases": _databases,
    "keys store": _apart,
    "backups": _backups,
    "backups of keys": _key_backups,
    "clock": _clock,
    "disk": _disk,
    "knowledge": _knowledge,
}
