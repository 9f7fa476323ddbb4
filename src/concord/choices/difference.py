"""What changed between two versions of the knowledge, and whose brief would differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from concord.choices.brief import brief
from concord.choices.shape import Brief, ChoiceCard
from concord.knowledge.load import Knowledge
from concord.knowledge.read import FOLDERS, LISTS
from concord.situation.model import Situation


class Change(NamedTuple):
    """One record that was added, removed or changed; for a changed one, which of its parts."""

    what: str
    kind: str
    id: str
    parts: tuple[str, ...] = ()


class Differs(NamedTuple):
    """How the brief of one situation would differ: lines in plain words, the standing of choices first."""

    name: str
    lines: tuple[str, ...]


def changes(old: Knowledge, new: Knowledge) -> list[Change]:
    """Every record that differs, by kind and id."""
    found: list[Change] = []
    for kind in {**FOLDERS, **LISTS}:
        before, after = getattr(old, kind), getattr(new, kind)
        found += [Change("removed", kind, name) for name in before if name not in after]
        found += [Change("added", kind, name) for name in after if name not in before]
        for name in before:
            if name in after and before[name] != after[name]:
                parts = [
                    part
                    for part in type(before[name]).model_fields
                    if _part(before, name, part) != _part(after, name, part)
                ]
                found.append(Change("changed", kind, name, tuple(parts)))
    for single in ("meta", "lists", "phrases", "natural_course"):
        if getattr(old, single) != getattr(new, single):
            found.append(Change("changed", single, single))
    return found


def _part(records: dict[str, object], name: str, part: str) -> object:
    return getattr(records[name], part)


def differences(
    old: Knowledge, new: Knowledge, situations: Iterable[tuple[str, Situation]], day: dt.date
) -> Iterator[Differs]:
    """The situations whose brief would differ, each with how."""
    for name, situation in situations:
        when = situation.as_of or day
        lines = tuple(_lines(brief(situation, old, when), brief(situation, new, when)))
        if lines:
            yield Differs(name, lines)


def _lines(before: Brief, after: Brief) -> Iterator[str]:
    old, new = _by_id(before), _by_id(after)
    for one in dict.fromkeys((*old, *new)):
        was, now = _stands(old.get(one)), _stands(new.get(one))
        if was != now:
            yield f"{one}: {was} -> {now}"
    for part in (
        "urgent",
        "notes",
        "tests",
        "questions",
        "help",
        "considered",
        "locked",
        "being_studied",
        "natural_course",
    ):
        if before[part] != after[part]:
            yield f"{part.replace('_', ' ')}: changed"
    for one in old:
        if one in new and _stands(old[one]) == _stands(new[one]):
            was_said, is_said = dict(old[one]), dict(new[one])
            rows = [row for row in was_said if was_said[row] != is_said[row]]
            if rows:
                yield f"{one}: what is said changed ({', '.join(row.replace('_', ' ') for row in rows)})"


def _by_id(made: Brief) -> dict[str, ChoiceCard]:
    return {card["id"]: card for card in (*made["choices"], *made["supportive"])}


def _stands(card: ChoiceCard | None) -> str:
    if card is None:
        return "not listed"
    return card["standing"].replace("_", " ") + (f" ({card['why_not'].replace('_', ' ')})" if card["why_not"] else "")
