"""`concord trials`: fetching the records of trials, bringing them in from files, and looking for them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from concord.reading import InputError

if TYPE_CHECKING:
    from concord.trials.registry import Fetched
    from concord.trials.store import Counts, Hit

trials_app = typer.Typer(
    help="Clinical trials: their records, and which may fit. Nothing of a person leaves the computer.",
    no_args_is_help=True,
)
Store = Annotated[
    Path | None, typer.Option("--store", metavar="FILE", help="The file of trials; otherwise in the data folder.")
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
FAULTS_SHOWN = 20
WHY_STALE = {
    "fetched_long_ago": "fetched more than six months ago",
    "updated_long_ago": "not changed at the registry for more than six months",
    "age_not_known": "nobody knows how old this record is",
}


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()


@trials_app.command("fetch")
def fetch(
    condition: Annotated[
        list[str] | None,
        typer.Option(metavar="ILLNESS", help="An illness in plain words; as often as needed. Default: breast cancer."),
    ] = None,
    address: Annotated[
        str | None, typer.Option(metavar="URL", help="Another address of the registry, such as a mirror.")
    ] = None,
    file: Store = None,
    as_json: AsJson = False,
) -> None:
    """Brings trials from ClinicalTrials.gov, asking by illness alone. If it is stopped, the next call goes on from
    there."""
    from concord.trials import registry, store

    with store.opened(file or store.default_path()) as connection, _pages() as told:
        client = registry.new_client(address) if address else None
        found = registry.fetch(connection, condition or registry.CONDITIONS, today=_today(), client=client, told=told)
        number = store.count(connection)
    _show_faults(found.faults)
    if as_json:
        counts = _counts(found.counts)
        _print_json({**counts, "pages": found.pages, "not_read": len(found.faults), "trials": number})
    else:
        if found.went_on:
            typer.echo("Went on from where the last call had stopped.")
        typer.echo(f"{_line(found.counts)}; {number} trials are kept.")


@trials_app.command("import")
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="JSON, or one record a line.")],
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day for which the records are known to be so; otherwise as they say."),
    ] = None,
    file: Store = None,
    as_json: AsJson = False,
) -> None:
    """Brings trials in from files: ClinicalTrials.gov v2 JSON, flattened records, or those of the NCI's search."""
    from concord.trials import store
    from concord.trials.imports import read_file

    day = _day(as_of)
    found = [read_file(path, day) for path in files]
    faults = [fault for one in found for fault in one.faults]
    with store.opened(file or store.default_path()) as connection:
        counts = store.put_all(connection, (trial for one in found for trial in one.trials), _today())
        number = store.count(connection)
    _show_faults(faults)
    if as_json:
        _print_json({**_counts(counts), "not_read": len(faults), "trials": number})
    else:
        typer.echo(f"{_line(counts)}; {number} trials are kept.")
    if faults:
        raise typer.Exit(2)


@trials_app.command("search")
def search(
    words: Annotated[list[str] | None, typer.Argument(help="All must occur; without words, all trials.")] = None,
    phase: Annotated[list[str] | None, typer.Option(help="early_1, 1, 2, 3 or 4; as often as needed.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="Such as recruiting; as often as needed.")] = None,
    country: Annotated[str, typer.Option(help="A country by its name or by two letters.")] = "",
    city: Annotated[str, typer.Option(help="A city.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 20,
    file: Store = None,
    as_json: AsJson = False,
) -> None:
    """Looks for trials by words, phase, status and place. Each tells how old its record is."""
    from concord.trials import store
    from concord.trials.records import PHASES, STATUSES

    _one_of(phase, PHASES, "--phase")
    _one_of(status, STATUSES, "--status")
    with store.opened(file or store.default_path(), make=False) as connection:
        found = store.search(
            connection,
            " ".join(words or ()),
            today=_today(),
            phases=phase or (),
            statuses=status or (),
            country=country,
            city=city,
            limit=limit,
        )
    if as_json:
        _print_json({"total": found.total, "trials": found.hits})
        return
    for hit in found.hits:
        typer.echo("\n".join(_lines(hit)))
    shown = f", the first {len(found.hits)} are shown" if found.total > len(found.hits) else ""
    typer.echo(f"{found.total} trials{shown}.")


# ------------------------------------------------------------------------------------------------ shown
def _lines(hit: Hit) -> Iterator[str]:
    yield f"{hit.nct_id}  {hit.title}"
    phases = "/".join(hit.phases).replace("_", " ") or "not stated"
    yield f"    {hit.status.replace('_', ' ')}; phase {phases}; {', '.join(hit.countries) or 'no sites listed'}"
    changed, fetched = hit.updated or "on a day not known", hit.fetched_on or "on a day not known"
    yield f"    changed at the registry {changed}, fetched {fetched}"
    if hit.stale:
        yield f"    MAY BE OUT OF DATE: {'; '.join(WHY_STALE[why] for why in hit.stale)}"


def _counts(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, name) for name in ("new", "changed", "same", "older")}


def _line(counts: Counts) -> str:
    older = f", {counts.older} older than what is here and left out" if counts.older else ""
    return f"{counts.new} new, {counts.changed} changed, {counts.same} as before{older}"


def _show_faults(faults: list[InputError]) -> None:
    for fault in faults[:FAULTS_SHOWN]:
        typer.echo(str(fault), err=True)
    if len(faults) > FAULTS_SHOWN:
        typer.echo(f"and {len(faults) - FAULTS_SHOWN} more", err=True)
    if faults:
        typer.echo(f"{len(faults)} records could not be read; the others were.", err=True)


def _print_json(data: Any) -> None:
    typer.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2).decode())


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"'{text}' is not a day; a date such as 2026-11-20 was expected", key="--as-of") from None


def _one_of(given: list[str] | None, known: tuple[str, ...], option: str) -> None:
    for one in given or ():
        if one not in known:
            raise InputError(f"'{one}' is not one of {', '.join(known)}", key=option)


@contextmanager
def _pages() -> Iterator[Callable[[Fetched], None]]:
    """A bar on the terminal that begins where the last call stopped; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Fetching trials"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)
        yield lambda found: progress.update(task, completed=found.seen, total=found.total)
