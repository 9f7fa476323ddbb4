"""`concord trials match | explain | read`: trials for one person, on this computer alone."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from concord.reading import InputError
from concord.trials_cli import AsJson, Store, _day, _one_of, _print_json, _today

if TYPE_CHECKING:
    from rich.console import Console

    from concord.choices.shape import Statement
    from concord.choices.words import Language
    from concord.knowledge.load import Knowledge
    from concord.situation.model import Situation
    from concord.trials.match import Requirement
    from concord.trials.person import Line, Listed, Person, Results, Whole
    from concord.trials.records import Trial
    from concord.trials.shelf import Shelf

LANGUAGES = ("en", "es")
SituationFile = Annotated[
    Path, typer.Argument(metavar="SITUATION", help="A situation file (YAML or JSON) or a FHIR R4 bundle (JSON).")
]
Lang = Annotated[str, typer.Option("--lang", help="en or es; otherwise as the situation says.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="The day for which to count; otherwise today.")]
LOOK = {"likely_fits": "bold green", "may_fit": "bold yellow", "does_not_fit": "bold red"}
MARK = {"met": "✓", "not_met": "✗", "missing": "?", "not_read": "…", "title": "–"}


def add_to(app: typer.Typer) -> None:
    """Puts these commands beside those that bring trials in."""
    app.command("match")(match)
    app.command("explain")(explain)
    app.command("read")(read)


def match(
    situation: SituationFile,
    country: Annotated[str, typer.Option(help="A country of a site, by its name or by two letters.")] = "",
    phase: Annotated[str, typer.Option(help="early_1, 1, 2, 3 or 4.")] = "",
    status: Annotated[str, typer.Option(help="Such as recruiting; `open`: recruiting or about to.")] = "",
    sort: Annotated[str, typer.Option(help="open, newest, phase or number.")] = "open",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many of each kind.")] = 20,
    lang: Lang = "",
    as_of: AsOf = None,
    file: Store = None,
    as_json: AsJson = False,
) -> None:
    """Which trials may fit, which do not and because of which sentence, and what would settle most."""
    from concord.trials import person as trials
    from concord.trials import readings, store
    from concord.trials.records import PHASES, STATUSES
    from concord.trials.shelf import SORTS, Wanted

    _one_of([phase] if phase else None, PHASES, "--phase")
    _one_of([status] if status else None, ("open", *STATUSES), "--status")
    _one_of([sort], SORTS, "--sort")
    path, knowledge = file or store.default_path(), _knowledge()
    who = _person(situation, knowledge, lang, as_of)
    shelf = _shelf(path, knowledge)
    wanted = Wanted(_country(country, shelf), phase, status, sort)
    matched = trials.match(shelf, who.facts, wanted)
    with store.opened(path, make=False) as records, readings.opened(path, knowledge) as kept:
        found = trials.results(matched, who, records, kept, most=limit, not_fitting=limit)
    if as_json:
        _print_json(found)
    else:
        _show_results(found, who)


def explain(
    nct: Annotated[str, typer.Argument(metavar="NCT", help="The number of a trial, such as NCT01234567.")],
    situation: SituationFile,
    lang: Lang = "",
    as_of: AsOf = None,
    file: Store = None,
    as_json: AsJson = False,
) -> None:
    """One trial, criterion by criterion: the record's own words beside the person's facts."""
    from concord.trials import store
    from concord.trials.person import whole

    knowledge = _knowledge()
    trial, asked = _trial(nct, file or store.default_path(), knowledge)
    found = whole(trial, asked, who := _person(situation, knowledge, lang, as_of))
    if as_json:
        _print_json(found)
    else:
        _show_whole(found, who)


def read(file: Store = None, as_json: AsJson = False) -> None:
    """Reads the criteria of records that were not read yet, so that nobody waits for it later. It can be stopped and
    started again at any point."""
    from concord.trials import store

    path, knowledge = file or store.default_path(), _knowledge()
    shelf = _shelf(path, knowledge)
    if as_json:
        _print_json({"trials": len(shelf.rows), "conditions": len(shelf.conditions)})
    else:
        typer.echo(f"{len(shelf.rows)} trials are read; they ask for {len(shelf.conditions)} distinct conditions.")


def of_trials(
    situation: Situation, knowledge: Knowledge, day: dt.date, language: Language | None, path: Path
) -> list[Statement] | None:
    """What the trials of a file say in a brief."""
    from concord.choices.words import Words
    from concord.situation.derive import derive
    from concord.trials.in_brief import in_brief
    from concord.trials.person import Person

    words = Words(knowledge, language or situation.person.language or "en")
    return in_brief(Person(derive(situation, knowledge.vocabulary, day), words), _shelf(path, knowledge), path)


# ------------------------------------------------------------------------------------------------ what is needed
def _knowledge() -> Knowledge:
    from concord.cli import _knowledge as loaded

    return loaded()


def _person(path: Path, knowledge: Knowledge, lang: str, as_of: str | None) -> Person:
    from concord.choices.words import Words
    from concord.cli import _read
    from concord.situation.derive import derive
    from concord.trials.person import Person

    _one_of([lang] if lang else None, LANGUAGES, "--lang")
    situation = _read(path, knowledge)
    language: Language = "es" if (lang or situation.person.language) == "es" else "en"
    day: dt.date = _day(as_of) or _today()
    return Person(derive(situation, knowledge.vocabulary, day), Words(knowledge, language))


def _trial(nct: str, path: Path, knowledge: Knowledge) -> tuple[Trial, list[Requirement]]:
    """One trial of a store, and what it asks for."""
    from concord.trials import readings, shelf, store

    with store.opened(path, make=False) as records:
        trial, number = store.get(records, nct), store.count(records)
    if trial is None:
        raise InputError(f"there is no trial '{nct}' among the {number} that are kept", key="NCT")
    with readings.opened(path, knowledge) as kept:
        return trial, shelf.read_one(kept, trial, knowledge)


def _shelf(path: Path, knowledge: Knowledge) -> Shelf:
    """All trials, with what was not read yet read now."""
    from concord.trials import shelf

    with _reading() as told:
        shelf.read_new(path, knowledge, told)
    return shelf.of(path, knowledge)


def _country(country: str, shelf: Shelf) -> str:
    """A country as the records write it."""
    from concord.trials.places import registry_name

    if not country:
        return ""
    known = {one.casefold(): one for row in shelf.rows for one in row.countries}
    name = registry_name(country)
    if found := known.get(name.casefold()):
        return found
    near = get_close_matches(name.casefold(), known, n=1)
    hint = f"; did you mean '{known[near[0]]}'?" if near else ""
    raise InputError(f"no trial that is kept has a site in '{name}'{hint}", key="--country")


@contextmanager
def _reading() -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal while records are read; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _number, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading criteria"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)
        yield lambda number, total: progress.update(task, completed=number, total=total)


# ------------------------------------------------------------------------------------------------ shown
def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, soft_wrap=not sys.stdout.isatty())


def _show_results(found: Results, person: Person) -> None:
    console, say = _console(), person.words.site
    counts = found["counts"]
    for trial in found["trials"]:
        _show_head(trial, person, console)
        _note(console, say("trials_tally", **{name: trial["counts"][name] for name in ("met", "missing", "not_read")}))
    if found["not_fitting"]:
        console.print()
        console.print(say("trials_out_count", count=counts["does_not_fit"]), style="bold")
        for trial in found["not_fitting"]:
            _show_head(trial, person, console)
            for line in trial["why_not"]:
                _show_line(line, person, console)
    if found["settles"]:
        console.print()
        console.print(say("trials_settles"), style="bold")
        for one in found["settles"]:
            console.print(f"  {one['trials']:>5}  {one['say']}")
            if ask := one["ask"]:
                key = f"trials_settles_{ask['kind']}"
                _note(console, say(key, **{ask["kind"]: ask["say"]}), 9)
    console.print()
    console.print(
        say(
            "trials_count",
            total=found["total"],
            likely=counts["likely_fits"],
            may=counts["may_fit"],
            not_fit=counts["does_not_fit"],
        )
    )
    _note(console, say("trials_lead"), 0)


def _show_whole(found: Whole, person: Person) -> None:
    console, say = _console(), person.words.site
    _show_head(found, person, console)
    console.print(say(f"trials_means_{found['fit']}"))
    for section in ("inclusion", "exclusion", "unclear"):
        if lines := [one for one in found["criteria"] if one["section"] == section]:
            console.print()
            console.print(say(f"trials_{section}"), style="bold")
            for line in lines:
                _show_line(line, person, console)
    lists: dict[str, list[str]] = {
        "trials_asks": [f"{one['say']} “{one['record']}”" for one in found["asks_of_you"]],
        "trials_team": found["questions"],
        "trials_sites": [f"{one['country']}: {'; '.join(one['cities'])}" for one in found["places"]],
        "trials_contacts": found["contacts"],
    }
    for title, lines_of in lists.items():
        if lines_of:
            console.print()
            console.print(say(title), style="bold")
            for text in lines_of:
                console.print(f"  – {text}")
    console.print()
    console.print(found["url"])


def _show_head(trial: Listed, person: Person, console: Console) -> None:
    say, words = person.words.site, person.words
    console.print()
    console.print(trial["say"], style=LOOK[trial["fit"]], end="  ")
    console.print(f"{trial['nct_id']}  {trial['title']}", style="bold")
    if trial["illnesses"]:
        _note(console, f"{say('trials_illnesses')} {'; '.join(trial['illnesses'])}")
    where = say("trials_where", countries=", ".join(trial["countries"])) if trial["countries"] else ""
    parts = (trial["status_say"], trial["phase"], where or say("trials_where_none"))
    _note(console, " · ".join(parts))
    days = [words.day(one) if one else say("trials_date_none") for one in (trial["updated"], trial["fetched_on"])]
    _note(console, say("trials_date", updated=days[0], fetched=days[1]))
    for one in trial["stale_say"]:
        console.print(f"    {one}", style="yellow")


def _show_line(line: Line, person: Person, console: Console) -> None:
    """The record's words, and under them the person's."""
    console.print(f"  {MARK[line['answer']]} {line['say']}: “{line['text']}”")
    said: list[Any] = [one["say"] for one in line["facts"]]
    said += [f"{person.words.site('trials_you_lack')}: {one['say']}" for one in line["missing"]]
    for text in (*said, line["later"]):
        if text:
            _note(console, text, 6)


def _note(console: Console, text: str, indent: int = 4) -> None:
    console.print(f"{' ' * indent}{text}", style="dim")
