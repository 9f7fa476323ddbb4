"""`concord trials candidates`: one trial over many situations, for a centre that looks for people to tell about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from concord.reading import InputError
from concord.trials_cli import AsJson, Store, _one_of, _print_json
from concord.trials_person_cli import (
    LANGUAGES,
    LOOK,
    AsOf,
    Lang,
    _console,
    _knowledge,
    _note,
    _person,
    _show_line,
    _trial,
)

if TYPE_CHECKING:
    from concord.choices.words import Words
    from concord.trials.match import Requirement
    from concord.trials.person import Line, Person

FITS = ("likely_fits", "may_fit", "does_not_fit")
FILES = (".yaml", ".yml", ".json")
People = Annotated[
    list[Path], typer.Argument(metavar="PEOPLE", help="Situation files or FHIR bundles, or folders of them.")
]


class Candidate(TypedDict):
    """One person, by the name of the file, and every criterion of the trial beside her facts."""

    name: str
    fit: str
    say: str
    criteria: list[Line]


def candidates(
    nct: Annotated[str, typer.Argument(metavar="NCT", help="The number of a trial, such as NCT01234567.")],
    people: People,
    fit: Annotated[str, typer.Option(help="Only likely_fits, may_fit or does_not_fit.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many people of each kind.")] = 20,
    lang: Lang = "",
    as_of: AsOf = None,
    file: Store = None,
    as_json: AsJson = False,
) -> None:
    """One trial over many people: for whom it fits, may fit or does not, each with the same reasons as for one person.
    Whether somebody is told of it is for her and her doctor."""
    from concord.choices.words import Words
    from concord.trials import candidates as many
    from concord.trials import store

    _one_of([lang] if lang else None, LANGUAGES, "--lang")
    _one_of([fit] if fit else None, FITS, "--fit")
    knowledge = _knowledge()
    trial, asked = _trial(nct, file or store.default_path(), knowledge)
    read: list[tuple[str, Person]] = []
    faults: list[InputError] = []
    for path_of in _files(people):
        try:
            read.append((path_of.stem, _person(path_of, knowledge, lang, as_of)))
        except InputError as error:
            faults.append(error)
    answers = many.fits(asked, [person.facts for _, person in read], knowledge.signature)
    by_fit: dict[str, list[tuple[str, Person]]] = {kind: [] for kind in FITS}
    for one, answer in zip(read, answers, strict=True):
        by_fit[answer].append(one)
    shown = [
        (_candidate(name, kind, asked, person), person)
        for kind in FITS
        if fit in ("", kind)
        for name, person in by_fit[kind][:limit]
    ]
    counts = {kind: len(several) for kind, several in by_fit.items()}
    if as_json:
        told = [one for one, _ in shown]
        _print_json({"nct_id": nct, "title": trial.title, "total": len(read), "counts": counts, "people": told})
    else:
        _show(f"{nct}  {trial.title}", shown, counts, Words(knowledge, "es" if lang == "es" else "en"))
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        raise typer.Exit(2)


def _files(given: list[Path]) -> Iterator[Path]:
    for one in given:
        if one.is_dir():
            yield from (file for file in sorted(one.iterdir()) if file.suffix in FILES)
        else:
            yield one


def _candidate(name: str, fit: str, asked: list[Requirement], person: Person) -> Candidate:
    from concord.trials.match import judge

    criteria = [person.line(judge(one, person.facts)) for one in asked]
    return {"name": name, "fit": fit, "say": person.words.site(f"trials_fit_{fit}"), "criteria": criteria}


def _show(title: str, shown: list[tuple[Candidate, Person]], counts: dict[str, int], words: Words) -> None:
    """Of each person, what does not fit and what is missing; what fits is only counted."""
    console = _console()
    console.print(title, style="bold")
    for one, person in shown:
        console.print()
        console.print(one["say"], style=LOOK[one["fit"]], end="  ")
        console.print(one["name"], style="bold")
        answers = [line["answer"] for line in one["criteria"]]
        tally = {name: answers.count(name) for name in ("met", "missing", "not_read")}
        _note(console, person.words.site("trials_tally", **tally))
        for line in one["criteria"]:
            if line["answer"] in ("not_met", "missing"):
                _show_line(line, person, console)
    console.print()
    numbers = {"likely": counts["likely_fits"], "may": counts["may_fit"], "not_fit": counts["does_not_fit"]}
    console.print(words.site("trials_people_count", total=sum(counts.values()), **numbers))
