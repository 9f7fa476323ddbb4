"""One record of a trial, whatever registry or file it came from, and how old it is."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Annotated, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field

Status = Literal[
    "not_yet_recruiting",
    "recruiting",
    "enrolling_by_invitation",
    "active_not_recruiting",
    "suspended",
    "completed",
    "terminated",
    "withdrawn",
    "unknown",
]
STATUSES: tuple[Status, ...] = Status.__args__  # type: ignore[attr-defined]
OPEN: tuple[Status, ...] = ("recruiting", "not_yet_recruiting", "enrolling_by_invitation")
Phase = Literal["early_1", "1", "2", "3", "4"]
PHASES: tuple[Phase, ...] = Phase.__args__  # type: ignore[attr-defined]
Source = Literal["clinicaltrials.gov", "flattened", "nci"]
WHOLE: Source = "clinicaltrials.gov"
"""Records of this source hold every field; where one is empty there, there is nothing. The others leave fields out."""

STALE_AFTER = dt.timedelta(days=183)
Why = Literal["fetched_long_ago", "updated_long_ago", "age_not_known"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Site(_Part):
    """One place where a trial is done."""

    name: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    status: Status = "unknown"


class Contact(_Part):
    """Whom the registry names for questions about the trial."""

    name: str = ""
    phone: str = ""
    email: str = ""


class Trial(_Part):
    """A trial as its registry tells of it. What a record does not say is empty, and never a guess."""

    nct_id: Annotated[str, Field(pattern=r"^NCT\d{8}$")]
    title: str
    official_title: str = ""
    summary: str = ""
    description: str = ""
    status: Status = "unknown"
    phases: tuple[Phase, ...] = ()
    conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    allocation: str = ""
    masking: str = ""
    eligibility: str = ""
    sex: Literal["all", "female", "male"] | None = None
    min_age: float | None = None  # in years
    max_age: float | None = None
    sites: tuple[Site, ...] = ()
    contacts: tuple[Contact, ...] = ()
    updated: dt.date | None = None  # when the registry last changed the record
    fetched_on: dt.date | None = None  # the day for which the record is known to be so
    source: Source = WHOLE

    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(site.country for site in self.sites if site.country))


def content(trial: Trial) -> dict[str, object]:
    """What a record says of the trial, without the day and the way it came."""
    return trial.model_dump(mode="json", exclude={"fetched_on", "source", "updated"})


def content_hash(trial: Trial) -> str:
    """The same for two records that say the same."""
    return hashlib.sha256(orjson.dumps(content(trial), option=orjson.OPT_SORT_KEYS)).hexdigest()


def differing(old: Trial, new: Trial) -> tuple[str, ...]:
    """The fields in which two records of a trial differ."""
    before, after = content(old), content(new)
    return tuple(name for name in after if before[name] != after[name])


def stale(updated: dt.date | None, fetched_on: dt.date | None, today: dt.date) -> tuple[Why, ...]:
    """Why a record may no longer be so: fetched or changed more than half a year ago, or nobody knows when."""
    why: list[Why] = []
    if fetched_on is None:
        why.append("age_not_known")
    elif today - fetched_on > STALE_AFTER:
        why.append("fetched_long_ago")
    if updated is not None and today - updated > STALE_AFTER:
        why.append("updated_long_ago")
    return tuple(why)


def together(parts: Sequence[Trial]) -> Trial:
    """One record of a trial from those of several sources that leave fields out.

    The newest says what it says, and the others what it leaves out. The whole is as old as the oldest part of it.
    """
    newest, *others = sorted(parts, key=lambda one: (-(one.fetched_on or dt.date.min).toordinal(), one.source))
    for other in others:
        newest = _completed(newest, other)
    return newest


def _completed(new: Trial, old: Trial) -> Trial:
    names = type(new).model_fields.keys() - {"nct_id", "updated", "fetched_on", "source"}
    kept = {name: getattr(old, name) for name in names if _empty(name, new) and not _empty(name, old)}
    if not kept:
        return new
    days = [new.fetched_on, old.fetched_on]
    kept["fetched_on"] = None if None in days else min(day for day in days if day)
    return new.model_copy(update=kept)


def _empty(name: str, trial: Trial) -> bool:
    return getattr(trial, name) in ("", (), None, "unknown")
