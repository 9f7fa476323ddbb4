"""`concord recheck`: runs the present knowledge over everyone who said yes to it, and says how many, never who."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from concord.web.host.commands import _tables

if TYPE_CHECKING:
    from concord.web.notices.letters import Letters
    from concord.web.recheck.run import Counts

FEWEST = 5
"""A smaller count might say something of one person."""
LINES = {
    "people": "said yes to it",
    "already_done": "were done before",
    "checked": "looked at now",
    "first": "of them for the first time; they are told nothing",
    "changed": "of them have a notice, because something is different for them",
    "letters": "letters sent, without content",
    "nothing_kept": "have told nothing yet",
    "not_opened": "cannot be opened: is it the master key and the key database that belong to this one?",
    "failed": "could not be looked at",
    "left": "were busy; run it again",
    "letters_refused": "letters that the mail server did not take; they are not sent again",
}
FAULTS = ("not_opened", "failed", "left", "letters_refused")
"""Of these alone it is said that there are none."""


def recheck(
    processes: Annotated[int, typer.Option(min=1, help="How many work side by side.")] = os.cpu_count() or 1,
    as_json: Annotated[bool, typer.Option("--json", help="The counts as JSON.")] = False,
) -> None:
    """After new knowledge came: looks again at the answers of everyone who wants that, and leaves a notice for those
    for whom something is different. It can be stopped and started again at any point. The counts name nobody."""
    _tables()
    from concord.web.notices.letters import send_due
    from concord.web.recheck import run
    from concord.web.site.pages import knowledge

    people, to_do = run.wanted().count(), run.not_done().count()
    began = time.monotonic()
    with _bar(people, people - to_do) as seen:
        counts = run.run(dt.datetime.now(tz=dt.UTC).date(), seen, processes)
    seconds = time.monotonic() - began
    letters = send_due()
    found = _numbers(people, people - to_do, counts, letters)
    told = {name: masked(name, count) for name, count in found.items()}
    meta = {"version": knowledge().meta.version, "hash": knowledge().hash}
    rate = round(counts.seen / seconds, 1) if counts.seen >= FEWEST else None
    if as_json:
        more = {"seconds": round(seconds, 1), "people_per_second": rate}
        typer.echo(orjson.dumps({"knowledge": meta, **told, **more}).decode())
    else:
        typer.echo(f"Knowledge {meta['version']} ({meta['hash'][:12]})")
        for name, count in told.items():
            if count or name not in FAULTS:
                typer.echo(f"  {count:>12}  {LINES[name]}")
        typer.echo(f"{seconds:.0f} seconds" + (f", {rate} people a second" if rate else ""))
    if any(found[name] for name in FAULTS):
        raise typer.Exit(1)


def _numbers(people: int, done: int, counts: Counts, letters: Letters) -> dict[str, int]:
    return {
        "people": people,
        "already_done": done,
        "checked": counts.checked,
        "first": counts.first,
        "changed": counts.changed,
        "letters": letters.sent,
        "nothing_kept": counts.nothing_kept,
        "not_opened": counts.not_opened,
        "failed": counts.failed,
        "left": counts.left,
        "letters_refused": letters.refused,
    }


def masked(name: str, count: int) -> Any:
    """A count that may be told."""
    if count >= FEWEST or (count == 0 and name in FAULTS):
        return count
    return f"fewer than {FEWEST}"


@contextmanager
def _bar(total: int, done: int) -> Iterator[Callable[[int], None]]:
    """A bar on the terminal that begins where the last run stopped; nothing where nobody looks."""
    if not sys.stderr.isatty() or not total:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Looking again"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=total, completed=done)
        yield lambda more: progress.advance(task, more)
