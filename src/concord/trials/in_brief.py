"""Trials in a brief: how many of the kept records fit or may fit, the first few by name, and what would settle most."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from concord.choices.shape import Statement
from concord.choices.statements import statement
from concord.trials import readings, store
from concord.trials.person import ADDRESS, Listed, Matched, Person, match, shown
from concord.trials.places import registry_name
from concord.trials.shelf import Shelf, Wanted

NAMED, SETTLING = 8, 3
REGISTER = ("clinicaltrials-gov",)


def in_brief(person: Person, shelf: Shelf, path: Path) -> list[Statement] | None:
    """What a brief says of the trials of a store; None for somebody who wants to hear nothing of trials.

    Of the open ones, those with a site in the person's country if any has one. Named are those with a rule about the
    cancer that is met: first those of which all that could be read fits, each in the order of the records.
    """
    if person.facts.situation.priorities.trials == "no" or not shelf.rows:
        return None
    matched = _near(person, shelf)
    with store.opened(path, make=False) as records, readings.opened(path, person.words.knowledge) as kept:
        fitting = [*matched.of("likely_fits"), *matched.of("may_fit")]
        rows = [row for row in fitting if matched.speaks_of(row)][:NAMED]
        return list(_said(matched, shown(rows, records, kept, person), person))


def _near(person: Person, shelf: Shelf) -> Matched:
    country = registry_name(person.facts.situation.person.country or "")
    here = match(shelf, person.facts, Wanted(country, status="open")) if country else None
    return here if here and here.rows else match(shelf, person.facts, Wanted(status="open"))


def _said(matched: Matched, named: list[Listed], person: Person) -> Iterator[Statement]:
    words, counts = person.words, matched.counts()
    tally = {"total": len(matched.rows), "likely": counts["likely_fits"], "may": counts["may_fit"]}
    yield statement(words.site("trials_brief", **tally), REGISTER)
    yield statement(words.site("trials_brief_read"), [])
    if named:
        yield statement(words.site("trials_brief_named"), [])
    for one in named:
        day = words.day(one["updated"]) if one["updated"] else words.site("trials_date_none")
        title = f"“{one['title']}”, {one['nct_id']}"
        say = words.site("trials_brief_one", title=title, phase=one["phase"], status=one["status_say"], day=day)
        yield statement(say, REGISTER, holds=None, kind=one["say"], link=ADDRESS.format(one["nct_id"]))
    if left := counts["likely_fits"] + counts["may_fit"] - len(named):
        yield statement(words.site("trials_brief_more", count=left), [])
    if matched.settles:
        names = [words.fact(term) for term, _ in matched.settles[:SETTLING]]
        facts = tuple(str(term) for term, _ in matched.settles[:SETTLING])
        yield statement(words.site("trials_brief_settles", facts=words.listed(names)), [], facts, None)
    if matched.waiting:
        yield statement(words.site("trials_waiting", count=matched.waiting), [], holds=None)
