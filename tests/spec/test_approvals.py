"""Every approval flips with its biomarker and with its required earlier treatment.

Taken from the situations of the tables: wherever a label holds, each of its conditions is made untrue by changing the
one fact it rests on, and the label holds no more; changed back, it holds again; not known, it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

import pytest

from concord.choices.findings import Finding, Judge, SupportResult, find, pinned, regions
from concord.criteria.decide import Lookup, decide
from concord.criteria.terms import And, Compare, Condition, Not, Or, Term, terms_of
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.possible import INFINITY, Possible, Range
from concord.situation.derive import derive
from tests.conftest import AS_OF, situation_of, whole_knowledge
from tests.spec.test_situations import SITUATIONS, whole


class Approval(NamedTuple):
    """A label of a choice or of one of its ways, and a situation of the tables in which it holds."""

    name: str
    rules: model.Rules
    place: int
    title: str
    facts: Lookup
    here: frozenset[str]


def named(knowledge: Knowledge) -> Iterator[tuple[str, model.Rules]]:
    for choice in knowledge.choices.values():
        yield choice.id, choice
        for variant in choice.variants:
            yield f"{choice.id}/{variant.id}", variant


@cache
def approvals() -> tuple[dict[str, Approval], set[str]]:
    """For each label the first situation in which it holds; and the labels that hold in none."""
    knowledge = whole_knowledge()
    found: dict[str, Approval] = {}
    every: set[str] = set()
    people = [(row["title"], situation_of(whole(row))) for row in SITUATIONS]
    known = [(title, one, derive(one, knowledge.vocabulary, AS_OF)) for title, one in people]
    for name, rules in named(knowledge):
        for place, support in enumerate(rules.supports):
            if not support.label or support.label.withdrawn:
                continue
            key = f"{name}: {support.by} {support.label.date}"
            every.add(key)
            for title, person, facts in known:
                here = regions(person.person.country, knowledge) | {support.label.country}
                finding = find(rules, Judge(knowledge, facts), here)
                if finding.standing != "not_now" and _label(finding, support).truth is True:
                    found[key] = Approval(key, rules, place, title, facts, here)
                    break
    return found, every - set(found)


def _label(finding: Finding, support: model.Support) -> SupportResult:
    return next(one for one in finding.supports if one.support is support)


def other_values(term: Term, condition: Condition, now: Possible, knowledge: Knowledge) -> list[Possible]:
    """Values that a fact might have instead: other names, or numbers on either side of every limit."""
    domain = knowledge.signature.facts[term.name].domain
    if not isinstance(domain, Range):
        return [frozenset({one}) for one in sorted(domain) if frozenset({one}) != now]
    limits = [one.limit for one in _comparisons(condition) if one.term == term]
    numbers = {domain.low, domain.high, *(value for limit in limits for value in (limit - 1, limit, limit + 1))}
    return [Range(one, one) for one in sorted(numbers) if domain.low <= one <= domain.high and one != -INFINITY]


def _comparisons(condition: Condition) -> Iterator[Compare]:
    match condition:
        case Compare():
            yield condition
        case Not(part):
            yield from _comparisons(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _comparisons(part)


def changes(condition: Condition, facts: Lookup, knowledge: Knowledge) -> Iterator[Mapping[Term, Possible]]:
    """Changes of one fact that make a condition untrue; of all its facts where no single one does."""
    terms = list(dict.fromkeys(terms_of(condition)))
    values = {term: other_values(term, condition, facts(term), knowledge) for term in terms}
    single = [
        {term: value}
        for term in terms
        for value in values[term]
        if decide(condition, pinned(facts, {term: value})) is False
    ]
    if single:
        yield from single
        return
    for some in product(*([facts(term), *values[term]] for term in terms)):
        changed = dict(zip(terms, some, strict=True))
        if decide(condition, pinned(facts, changed)) is False:
            yield changed
            return


@pytest.mark.parametrize("name", sorted(approvals()[0]))
def test_an_approval_flips_with_each_of_its_conditions(name: str, knowledge: Knowledge) -> None:
    one = approvals()[0][name]
    support = one.rules.supports[one.place]
    judge = Judge(knowledge, one.facts)
    before = _label(find(one.rules, judge, one.here), support)
    assert before.truth is True
    for line in before.lines:
        condition = knowledge.condition(line.line.is_)
        found = list(changes(condition, one.facts, knowledge))
        assert found, f"nothing makes '{line.line.is_}' untrue"
        for changed in found:
            after = find(one.rules, Judge(knowledge, pinned(one.facts, changed)), one.here)
            assert _label(after, support).truth is False, (line.line.is_, changed)
            if not any(other.truth is not False for other in after.supports if other.counts):
                assert after.standing == "not_now", (line.line.is_, changed)
        unknown = {term: knowledge.signature.facts[term.name].domain for term in terms_of(condition)}
        after = find(one.rules, Judge(knowledge, pinned(one.facts, unknown)), one.here)
        assert _label(after, support).truth is None, line.line.is_


def test_every_approval_holds_in_some_situation_of_the_tables() -> None:
    assert approvals()[1] == set()
