"""`concord trials tell`: after records came, leaves a notice for everyone who wants one; says how many, never who."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import orjson
import typer

from concord.web.host.commands import _tables
from concord.web.recheck.command import masked

LINES = {
    "people": "said yes to it",
    "first": "of them for the first time; they are told nothing",
    "told": "of them have a notice: an open trial that fits or may fit is new or changed",
    "letters": "letters sent, without content",
    "not_opened": "cannot be opened: is it the master key and the key database that belong to this one?",
    "failed": "could not be looked at",
}
FAULTS = ("not_opened", "failed")


def tell(as_json: Annotated[bool, typer.Option("--json", help="The counts as JSON.")] = False) -> None:
    """After `concord trials fetch`: leaves a notice for everyone on this site who wants to hear of new and changed
    trials. The counts name nobody."""
    _tables()
    from concord.web.notices.letters import send_due
    from concord.web.trials import keep_up

    counts = keep_up.numbers(keep_up.run(dt.datetime.now(tz=dt.UTC).date()))
    found = counts | {"letters": send_due().sent}
    told = {name: "none" if name in FAULTS and not found[name] else masked(name, found[name]) for name in LINES}
    if as_json:
        typer.echo(orjson.dumps(told).decode())
    else:
        for name, count in told.items():
            typer.echo(f"  {count:>12}  {LINES[name]}")
    if any(found[name] for name in FAULTS):
        raise typer.Exit(1)
