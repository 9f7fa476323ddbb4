"""Where every choice stands for one person, in short, and what a new version of the knowledge changed about that.

Only findings are made, not the whole brief. Two summaries of the same situation and day, by two versions of the
knowledge, differ by the knowledge alone: neither time that has passed nor an answer that was edited is in the way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, NotRequired, TypedDict

from concord.choices.asking import asked
from concord.choices.findings import Finding, Judge, RuleResult, SupportResult, find, find_choice, regions
from concord.knowledge import model
from concord.knowledge.fresh import freshness
from concord.knowledge.load import Knowledge
from concord.situation.derive import derive
from concord.situation.model import Situation

SCHEMA = "concord.findings/0"
NOT_LISTED, LOCKED = "not_listed", "locked"
Part = Literal["ruled_out", "check_first", "cautions"]
Source = tuple[str, str, str]
"""A label or guideline: by whom, of which country ("" for a guideline), and of which day or year."""
Text = dict[str, str]
"""What something is called, in each language."""


class Stand(TypedDict):
    """One choice. What is empty is left out."""

    standing: str
    why_not: NotRequired[str]
    supports: NotRequired[list[list[str]]]
    ruled_out: NotRequired[list[str]]
    check_first: NotRequired[list[str]]
    cautions: NotRequired[list[str]]
    variants: NotRequired[dict[str, str]]
    name: NotRequired[Text]


class Summary(TypedDict):
    """Where everything stood on a day. A choice that the knowledge does not hold is not listed."""

    schema: str
    knowledge: str
    as_of: str
    choices: dict[str, Stand]
    tests: list[str]


class SourceChange(TypedDict):
    """A source that holds for this person now and did not before, or the other way round; and how that came."""

    source: list[str]
    how: Literal["added", "fits", "withdrawn", "taken_out", "fits_not"]


class Change(TypedDict):
    """How one choice differs. `said` holds the texts of what the newer knowledge no longer says."""

    choice: str
    was: str
    now: str
    sources: NotRequired[list[SourceChange]]
    more: NotRequired[dict[Part, list[str]]]
    fewer: NotRequired[dict[Part, list[str]]]
    variants: NotRequired[list[tuple[str, str, str]]]
    name: NotRequired[Text]
    said: NotRequired[dict[str, Text]]


class Changes(TypedDict):
    """What is different for one person: nothing, where both lists are empty."""

    choices: list[Change]
    more_tests: list[str]
    fewer_tests: list[str]


RULES: tuple[Part, ...] = ("ruled_out", "check_first", "cautions")


# ------------------------------------------------------------------------------------------------ the summary
def summary(situation: Situation, knowledge: Knowledge, as_of: dt.date) -> Summary:
    """Where every choice stands for this person on this day."""
    facts = derive(situation, knowledge.vocabulary, as_of)
    judge = Judge(knowledge, facts)
    found = Summary(schema=SCHEMA, knowledge=knowledge.hash, as_of=as_of.isoformat(), choices={}, tests=[])
    if facts.names("extent") == {"early"}:
        return found
    here = regions(situation.person.country, knowledge)
    ask: set[str] = set()
    wanted: set[str] = set()
    for choice in _of_kind(knowledge, "choice", "always"):
        if choice.kind != "always" and freshness(choice.review, knowledge, as_of) == "locked":
            found["choices"][choice.id] = Stand(standing=LOCKED)
            continue
        finding, variants = find_choice(choice, judge, here)
        found["choices"][choice.id] = _stand(choice, finding, variants)
        if finding.standing != "not_now":
            ask |= _asked_for([finding, *variants.values()], judge)
            wanted |= {one.add for one in choice.companions if judge(one.when).truth is not False}
    for choice in _of_kind(knowledge, "supportive", "companion"):
        if choice.kind == "supportive" or choice.id in wanted:
            if freshness(choice.review, knowledge, as_of) == "locked":
                found["choices"][choice.id] = Stand(standing=LOCKED)
                continue
            finding = find(choice, judge, here)
            found["choices"][choice.id] = _stand(choice, finding, {})
            if finding.standing == "supported":
                ask |= _asked_for([finding], judge)
    good = (one.id for one in knowledge.tests.values() if one.good_care_when and _may_hold(one.good_care_when, judge))
    found["tests"] = sorted({*good, *(ask & knowledge.tests.keys())})
    return found


def _of_kind(knowledge: Knowledge, *kinds: str) -> Iterator[model.Choice]:
    return (one for one in knowledge.choices.values() if one.kind in kinds)


def _may_hold(condition: str, judge: Judge) -> bool:
    return judge(condition).truth is not False


def _asked_for(findings: Iterable[Finding], judge: Judge) -> set[str]:
    open_now = (one for one in findings if one.standing != "not_now")
    return {name for finding in open_now for ids in asked(finding, judge) for name in ids}


def _stand(choice: model.Choice, finding: Finding, variants: dict[str, Finding]) -> Stand:
    stand = Stand(standing=finding.standing)
    if finding.why_not:
        stand["why_not"] = finding.why_not
    if ruled_out := _marks(one for one in finding.exclusions if one.explanation.truth is True):
        stand["ruled_out"] = ruled_out
    if finding.standing == "not_now":
        return stand
    stand["name"] = _text(choice.names)
    if supports := _sources(finding.supports):
        stand["supports"] = supports
    waiting = [one for one in (*finding.exclusions, *finding.checks) if one.explanation.truth is None]
    if check_first := _marks(one for one in waiting if one.rule.if_unknown or one.rule.if_amount_unknown):
        stand["check_first"] = check_first
    if cautions := _marks(one for one in finding.checks if one.explanation.truth is True):
        stand["cautions"] = cautions
    if ways := {name: one.standing for name, one in variants.items() if one.standing != "not_now"}:
        stand["variants"] = dict(ways)
    return stand


def _sources(supports: Iterable[SupportResult]) -> list[list[str]]:
    return [list(one) for one in sorted({source(one.support) for one in supports if one.counts and one.truth is True})]


def source(support: model.Support) -> Source:
    """By whom, where and when: what two versions of the knowledge know a label or a guideline by."""
    if support.label:
        return (support.by, support.label.country, support.label.date)
    assert support.guideline is not None
    return (support.by, "", str(support.guideline.year))


def _marks(rules: Iterable[RuleResult]) -> list[str]:
    return sorted({mark(one.rule) for one in rules})


def mark(rule: model.Exclusion | model.Check) -> str:
    """What two versions of the knowledge know a rule by."""
    return rule.id or rule.is_


def _text(say: model.Say) -> Text:
    """In both languages, in the direct voice."""
    found: Text = {}
    for language in ("en", "es"):
        said = getattr(say, language)
        said = said.text if isinstance(said, model.Draft) else said
        said = said.direct if isinstance(said, model.Voices) else said
        found[language] = said or _text_of_english(say)
    return found


def _text_of_english(say: model.Say) -> str:
    return say.en.direct if isinstance(say.en, model.Voices) else str(say.en)


# ------------------------------------------------------------------------------------------------ what changed
def compare(old: Summary, new: Summary, before: Knowledge | None, after: Knowledge) -> Changes:
    """What is different. Where the older knowledge is not at hand, it is not said whether a source is new."""
    choices = [
        change
        for name in sorted({*old["choices"], *new["choices"]})
        if (change := _change(name, old["choices"].get(name), new["choices"].get(name), before, after))
    ]
    was, now = set(old["tests"]), set(new["tests"])
    return Changes(choices=choices, more_tests=sorted(now - was), fewer_tests=sorted(was - now))


def is_empty(changes: Changes) -> bool:
    return not any(changes.values())


def _state(stand: Stand | None) -> str:
    if stand is None:
        return NOT_LISTED
    return f"{stand['standing']}_{stand['why_not']}" if "why_not" in stand else stand["standing"]


def _is_open(stand: Stand | None) -> bool:
    return stand is not None and stand["standing"] in ("supported", "depends")


def _change(
    name: str, was: Stand | None, now: Stand | None, before: Knowledge | None, after: Knowledge
) -> Change | None:
    """None where nothing differs, or where a choice came or went that is not open to this person."""
    if not (_is_open(was) or _is_open(now)) and NOT_LISTED in (_state(was), _state(now)):
        return None
    empty = Stand(standing=NOT_LISTED)
    old, new = was or empty, now or empty
    change = Change(choice=name, was=_state(was), now=_state(now))
    sources = list(_source_changes(name, old, new, before, after))
    parts = RULES if _is_open(was) and _is_open(now) else RULES[:1]
    more = {part: found for part in parts if (found := _beyond(new, old, part))}
    fewer = {part: found for part in parts if (found := _beyond(old, new, part))}
    ways = _ways(old, new) if _is_open(was) and _is_open(now) else []
    if change["was"] == change["now"] and not (_is_open(now) and (sources or more or fewer or ways)):
        return None
    if sources:
        change["sources"] = sources
    if more:
        change["more"] = more
    if fewer:
        change["fewer"] = fewer
    if ways:
        change["variants"] = ways
    if name not in after.choices and "name" in old:
        change["name"] = old["name"]
    gone = [*(one for marks in fewer.values() for one in marks), *(way for way, _, _ in ways)]
    if said := _said(name, gone, before):
        change["said"] = said
    return change


def _beyond(one: Stand, other: Stand, part: Part) -> list[str]:
    """What stands in one and not in the other."""
    return sorted(set(one.get(part, [])) - set(other.get(part, [])))


def _ways(old: Stand, new: Stand) -> list[tuple[str, str, str]]:
    """The ways of a choice that stand elsewhere than before: which, where it stood, where it stands."""
    had, has = old.get("variants", {}), new.get("variants", {})
    stood = ((way, had.get(way, "not_now"), has.get(way, "not_now")) for way in sorted({*had, *has}))
    return [(way, was, now) for way, was, now in stood if was != now]


def _source_changes(
    name: str, old: Stand, new: Stand, before: Knowledge | None, after: Knowledge
) -> Iterator[SourceChange]:
    had, has = ({(by, where, day) for by, where, day in stand.get("supports", [])} for stand in (old, new))
    listed, withdrawn = _listed(name, after)
    known = _listed(name, before)[0] if before else None
    for one in sorted(has - had):
        yield {"source": [*one], "how": "added" if known is not None and one not in known else "fits"}
    for one in sorted(had - has):
        how: Literal["withdrawn", "fits_not", "taken_out"]
        how = "withdrawn" if one in withdrawn else "fits_not" if one in listed else "taken_out"
        yield {"source": [*one], "how": how}


def _listed(name: str, knowledge: Knowledge) -> tuple[set[Source], set[Source]]:
    """The sources that a choice and its variants name, and those of them that were withdrawn."""
    choice = knowledge.choices.get(name)
    supports = [one for rules in (choice, *choice.variants) for one in rules.supports] if choice else []
    withdrawn = {source(one) for one in supports if one.label and one.label.withdrawn}
    return {source(one) for one in supports} - withdrawn, withdrawn


def rules_of(choice: model.Choice, knowledge: Knowledge) -> dict[str, model.Exclusion | model.Check]:
    """Every exclusion and check of a choice and its variants, by its mark."""
    found: dict[str, model.Exclusion | model.Check] = {}
    for rules in (choice, *choice.variants):
        for exclusion in map(knowledge.exclusion, rules.not_now_when):
            found.setdefault(mark(exclusion), exclusion)
        for check in map(knowledge.check, rules.check_first):
            found.setdefault(mark(check), check)
    return found


def say_of(rule: model.Exclusion | model.Check, part: str) -> model.Say:
    """Its sentence: for what has to be looked at first the one for "not known", otherwise the one for "it is so"."""
    holds = rule.say if isinstance(rule, model.Exclusion) else rule.if_true
    return (rule.if_unknown or rule.if_amount_unknown or holds) if part == "check_first" else holds


def _said(name: str, gone: Iterable[str], before: Knowledge | None) -> dict[str, Text]:
    """The older texts of what may be gone, so that it can be named later."""
    choice = before.choices.get(name) if before else None
    if before is None or choice is None:
        return {}
    rules = rules_of(choice, before)
    ways = {one.id: one.names for one in choice.variants}
    return {
        one: _text(say_of(rules[one], "cautions") if one in rules else ways[one])
        for one in gone
        if one in rules or one in ways
    }
