"""The client of the registry: ClinicalTrials.gov, version 2 of its interface.

It asks by names of illnesses and by trial numbers, and by nothing else: no function here takes a situation, and a term
holds letters only, so that no age, no date and no result can be part of it. It asks for one page at a time and waits
in between, and after a page has come, the next search goes on from there, even if the program was stopped.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from sqlite3 import Connection
from typing import Any

import httpx
import orjson

from concord import __version__
from concord.reading import InputError
from concord.trials import store
from concord.trials.imports import record
from concord.trials.records import Status, Trial

ADDRESS = "https://clinicaltrials.gov/api/v2"
AGENT = f"Concord/{__version__} (open-source decision aid for metastatic breast cancer; fetches public trial records)"
PAGE_SIZE = 200
IDS_AT_ONCE = 100
TIMEOUT = httpx.Timeout(60, connect=15)
BETWEEN_PAGES = 1.0
"""Seconds from one page to the next: what the registry's robots.txt asks of those who read it by program."""
ATTEMPTS = 6
LONGEST_WAIT = 120.0
GOES_ON_FOR = dt.timedelta(days=3)
"""A search that was stopped is taken up again within this time; later it begins anew, since the pages have moved."""
RETRIED = {408, 425, 429, 500, 502, 503, 504}
CONDITIONS = ("breast cancer",)
ASKED: tuple[Status, ...] = (
    "recruiting",
    "not_yet_recruiting",
    "enrolling_by_invitation",
    "active_not_recruiting",
    "suspended",
)
FIELDS = (
    "NCTId,BriefTitle,OfficialTitle,OverallStatus,LastUpdatePostDate,BriefSummary,DetailedDescription,Condition,Phase,"
    "DesignAllocation,DesignMasking,InterventionName,ArmGroupLabel,ArmGroupDescription,EligibilityCriteria,Sex,"
    "MinimumAge,MaximumAge,LocationFacility,LocationCity,LocationState,LocationCountry,LocationStatus,"
    "CentralContactName,CentralContactPhone,CentralContactEMail"
)
TERM = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,5}")


class RegistryError(InputError):
    """The registry did not answer as it should. What had come before is kept."""


@dataclass(slots=True)
class Fetched:
    """What came of one search."""

    counts: store.Counts = field(default_factory=store.Counts)
    pages: int = 0
    seen: int = 0
    total: int | None = None
    went_on: bool = False  # a search that had been stopped was taken up
    faults: list[InputError] = field(default_factory=list)

    def add(self, counts: store.Counts) -> None:
        for name in ("new", "changed", "same", "older"):
            setattr(self.counts, name, getattr(self.counts, name) + getattr(counts, name))


Told = Callable[[Fetched], None]


def term(text: str) -> str:
    """The name of an illness that may be asked for: up to six words of letters. Anything else could say who asks."""
    words = " ".join(text.split())
    if not TERM.fullmatch(words) or len(words) > 60:
        raise InputError(
            f"'{text[:60]}' is not asked for: a term is the name of an illness in up to six words, without figures",
            key="--condition",
        )
    return words


def fetch(
    connection: Connection,
    conditions: Sequence[str] = CONDITIONS,
    *,
    today: dt.date,
    client: httpx.Client | None = None,
    told: Told = lambda _: None,
    wait: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Brings the open trials of these illnesses into the store, and what became of those that are no longer open."""
    terms = [term(one) for one in conditions]
    if not terms:
        raise InputError("at least one illness was expected", key="--condition")
    asked = {
        "query.cond": terms[0] if len(terms) == 1 else " OR ".join(f"({one})" for one in terms),
        "filter.overallStatus": ",".join(one.upper() for one in ASKED),
        "pageSize": str(PAGE_SIZE),
    }
    fetched = Fetched()
    with client or new_client() as open_client:
        begun_on = _search(connection, open_client, asked, fetched, today, told, wait)
        _look_after(connection, open_client, begun_on, fetched, today, told, wait)
    return fetched


def new_client(address: str = ADDRESS) -> httpx.Client:
    """A client that says who it is."""
    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    return httpx.Client(base_url=address, headers=headers, timeout=TIMEOUT)


def _search(
    connection: Connection,
    client: httpx.Client,
    asked: dict[str, str],
    fetched: Fetched,
    today: dt.date,
    told: Told,
    wait: Callable[[float], None],
) -> dt.date:
    """All pages of one search, from where it had stopped. Gives the day on which it began."""
    query = hashlib.sha256(orjson.dumps([asked, FIELDS], option=orjson.OPT_SORT_KEYS)).hexdigest()
    run = store.run_of(connection, query)
    if run and run.token and not run.done_on and today - run.begun_on <= GOES_ON_FOR:
        fetched.went_on = True
    else:
        run = store.Run(today)
    fetched.pages, fetched.seen, fetched.total = run.pages, run.seen, run.total
    while True:
        more = {"pageToken": run.token} if run.token else {"countTotal": "true"}
        try:
            page = _page(client, {**asked, "fields": FIELDS, **more}, wait)
        except _TokenError:
            if not fetched.went_on:
                raise RegistryError(
                    "the registry does not know its own next page; run the same command again"
                ) from None
            run = store.Run(today)  # the place is too old: from the beginning
            fetched.went_on, fetched.pages, fetched.seen = False, 0, 0
            continue
        token = page.get("nextPageToken") or ""
        total = page.get("totalCount") if isinstance(page.get("totalCount"), int) else run.total
        trials = list(_trials(page, today, fetched))
        run = replace(run, token=token, pages=run.pages + 1, seen=run.seen + len(page["studies"]), total=total)
        with store.written(connection):
            counts = store.put_each(connection, trials, today)
            store.keep_run(connection, query, run if token else replace(run, done_on=today))
        fetched.add(counts)
        fetched.pages, fetched.seen, fetched.total = run.pages, run.seen, run.total
        told(fetched)
        if not token:
            return run.begun_on
        wait(BETWEEN_PAGES)


def _look_after(
    connection: Connection,
    client: httpx.Client,
    begun_on: dt.date,
    fetched: Fetched,
    today: dt.date,
    told: Told,
    wait: Callable[[float], None],
) -> None:
    """Asks by number for trials that counted as open and did not come along: what has become of them."""
    missing = store.open_ones_not_seen_since(connection, begun_on)
    for at in range(0, len(missing), IDS_AT_ONCE):
        wait(BETWEEN_PAGES)
        several = missing[at : at + IDS_AT_ONCE]
        asked = {"filter.ids": ",".join(several), "pageSize": str(IDS_AT_ONCE), "fields": FIELDS}
        page = _page(client, asked, wait)
        fetched.add(store.put_all(connection, _trials(page, today, fetched), today))
        fetched.pages += 1
        told(fetched)


def _trials(page: dict[str, Any], today: dt.date, fetched: Fetched) -> Iterator[Trial]:
    for place, study in enumerate(page["studies"]):
        try:
            yield record(study, today)
        except InputError as error:
            key = f"studies[{place}].{error.key}"
            fetched.faults.append(InputError(error.message, file=f"page {fetched.pages + 1} of the registry", key=key))


# ------------------------------------------------------------------------------------------------ one page
class _TokenError(Exception):
    pass


def _page(client: httpx.Client, asked: dict[str, str], wait: Callable[[float], None]) -> dict[str, Any]:
    """One page, asked for again with longer and longer waits while the registry is busy or out of reach."""
    why = ""
    for attempt in range(ATTEMPTS):
        pause = min(2.0**attempt, LONGEST_WAIT)
        try:
            answer = client.get("/studies", params=asked)
        except httpx.TransportError as error:
            why = f"{type(error).__name__}: {error}".rstrip(": ")
        else:
            if answer.status_code == 200:
                page = _whole(answer)
                if page is not None:
                    return page
                why = "the answer was cut off or not JSON"
            elif answer.status_code in RETRIED:
                why = f"status {answer.status_code}"
                pause = max(pause, min(_asked_to_wait(answer), LONGEST_WAIT))
            else:
                _refused(answer, asked)
        if attempt + 1 < ATTEMPTS:
            wait(pause)
    raise RegistryError(
        f"the registry did not answer after {ATTEMPTS} attempts ({why}); "
        "what has come so far is kept, and the same command goes on from there",
        file=str(client.base_url),
    )


def _whole(answer: httpx.Response) -> dict[str, Any] | None:
    try:
        page = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        return None
    return page if isinstance(page, dict) and isinstance(page.get("studies"), list) else None


def _refused(answer: httpx.Response, asked: dict[str, str]) -> None:
    said = " ".join(answer.text.split())[:200]
    if answer.status_code == 400 and "pageToken" in asked:
        raise _TokenError
    hint = ""
    if answer.status_code in (401, 403):
        hint = "; it may not serve this network: download the records elsewhere and use `concord trials import`"
    raise RegistryError(
        f"the registry refused with status {answer.status_code}{hint}: {said}", file=str(answer.url.host)
    )


def _asked_to_wait(answer: httpx.Response) -> float:
    """The seconds that the registry asks to wait, as a number or as a moment by its own clock."""
    given = answer.headers.get("Retry-After", "")
    if re.fullmatch(r"\d{1,6}", given):
        return float(given)
    try:
        return max(0.0, (parsedate_to_datetime(given) - parsedate_to_datetime(answer.headers["Date"])).total_seconds())
    except (ValueError, KeyError, TypeError):
        return 0.0
