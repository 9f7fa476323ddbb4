"""What a new version of the knowledge changed, in words: what was, what is, and which source or rule is behind it.

Neither good nor bad news. The words are made when they are read, from the knowledge of that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from concord.choices.recheck import LOCKED, RULES, Change, Changes, Text, rules_of, say_of
from concord.choices.words import Words


class Told(NamedTuple):
    """One choice: what it is called, whether it has a page, what was and is, and why."""

    id: str
    name: str
    shown: bool
    stood: str
    because: tuple[str, ...]


def told(changes: Changes, words: Words) -> list[Told]:
    """Every choice that differs, by its name."""
    return sorted((_told(one, words) for one in changes["choices"]), key=lambda one: one.name.lower())


def tests(changes: Changes, words: Words) -> list[str]:
    """Which tests came to those to ask for, and which went."""
    found = []
    for key, ids in (("recheck_tests_more", changes["more_tests"]), ("recheck_tests_fewer", changes["fewer_tests"])):
        known = [words.text(words.knowledge.tests[one].name) for one in ids if one in words.knowledge.tests]
        if known:
            found.append(words.site(key, tests=words.listed(known)))
        elif ids:
            found.append(words.site(key, tests=words.site("recheck_gone_test")))
    return found


def _told(change: Change, words: Words) -> Told:
    choice = words.knowledge.choices.get(change["choice"])
    name = words.text(choice.names) if choice else _own(change.get("name"), words) or change["choice"].replace("-", " ")
    moved = change["was"] != change["now"]
    stood = (
        words.site("recheck_stood", was=_state(change["was"], words), now=_state(change["now"], words))
        if moved
        else words.site("recheck_stands", now=_state(change["now"], words))
    )
    because = tuple(_because(change, words)) or (words.site("recheck_record"),)
    shown = choice is not None and choice.kind in ("choice", "always") and change["now"] != LOCKED
    return Told(change["choice"], name, shown, stood, because)


def _state(state: str, words: Words) -> str:
    return words.site(f"recheck_state_{state}")


def _own(text: Text | None, words: Words) -> str:
    return (text or {}).get(words.language, "")


def _because(change: Change, words: Words) -> Iterator[str]:
    for one in change.get("sources", []):
        yield words.site(f"recheck_source_{one['how']}", who=_who(one["source"], words))
    for way, was, now in change.get("variants", []):
        name = _named(change, way, "variants", words)
        yield words.site("recheck_variant", name=name, was=_state(was, words), now=_state(now, words))
    for part in RULES:
        for mark in change.get("more", {}).get(part, []):
            yield words.site(f"recheck_more_{part}", what=_named(change, mark, part, words))
        for mark in change.get("fewer", {}).get(part, []):
            yield words.site(f"recheck_fewer_{part}", what=_named(change, mark, part, words))


def _who(source: list[str], words: Words) -> str:
    by, country, when = source
    if country:
        return words.sentence("label", country=country, agency=words.word(by), date=words.day(when))
    return words.sentence("guideline", body=words.word(by), year=when)


def _named(change: Change, mark: str, part: str, words: Words) -> str:
    """The sentence of a rule or the name of a way: as it is now, or as it was where it is gone."""
    choice = words.knowledge.choices.get(change["choice"])
    if choice and part == "variants":
        for way in choice.variants:
            if way.id == mark:
                return words.text(way.names)
    if choice and part != "variants" and (rule := rules_of(choice, words.knowledge).get(mark)):
        return words.text(say_of(rule, part))
    return _own(change.get("said", {}).get(mark), words) or words.site("recheck_gone_rule")
