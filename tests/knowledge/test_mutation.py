"""If a condition of the knowledge is turned round or taken away, a table says so: a hundred of them, tried one by one.

Taken away means: a condition for a support always holds, any other never does.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from concord.choices.findings import Judge, find_choice, regions
from concord.criteria.decide import decide
from concord.criteria.terms import And, Condition, IsIn, Not, Or, terms_of
from concord.knowledge.load import Knowledge, load
from concord.situation.derive import derive
from tests.conftest import AS_OF, facts_of, situation_of
from tests.spec.rules import rules
from tests.spec.test_rules import ANSWERS, EXAMPLES, complete
from tests.spec.test_situations import SITUATIONS, whole

pytestmark = pytest.mark.slow
SAMPLED = 100


def always(condition: Condition, *, truth: bool) -> Condition:
    """A condition over the same facts that always holds, or never."""
    term = terms_of(condition)[0]
    domain = load().signature.facts[term.name].domain
    leaf: Condition = IsIn(term, domain) if isinstance(domain, frozenset) else Or((condition, Not(condition)))
    if not isinstance(domain, frozenset):
        from concord.criteria.terms import Compare

        leaf = Compare(term, ">=", domain.low)
    return leaf if truth else Not(leaf)


def mutants() -> Iterator[tuple[str, str, Callable[[Condition], Condition]]]:
    """A sample of all rules, each turned round and taken away by turns."""
    every = sorted(rules(load()).items())
    dice = random.Random(20261120)  # noqa: S311
    for number, (name, text) in enumerate(dice.sample(every, min(SAMPLED, len(every)))):
        if number % 2 == 0:
            yield name, text, lambda one: one.part if isinstance(one, Not) else Not(one)
        else:
            supports = name.startswith("definitions/") or name.rpartition("/")[2].isdigit()
            yield name, text, lambda one, supports=supports: always(one, truth=supports)  # type: ignore[misc]


def mutated(knowledge: Knowledge, text: str, change: Callable[[Condition], Condition]) -> Knowledge:
    """The knowledge with this condition changed wherever it stands, also inside conditions that name it."""
    fields = {name: getattr(knowledge, name) for name in knowledge.__dataclass_fields__ if not name.startswith("_")}
    other = Knowledge(**fields)
    old = knowledge.condition(text)
    new = change(old)
    other._parsed.update({one: swapped(knowledge.condition(one), old, new) for _, _, one in knowledge.conditions()})
    return other


def swapped(condition: Condition, old: Condition, new: Condition) -> Condition:
    if condition == old:
        return new
    match condition:
        case Not(part):
            return Not(swapped(part, old, new))
        case And(parts):
            return And(tuple(swapped(part, old, new) for part in parts))
        case Or(parts):
            return Or(tuple(swapped(part, old, new) for part in parts))
    return condition


def caught_by_rules(knowledge: Knowledge, text: str) -> bool:
    """Does an example of the tables of rules say so?"""
    named = {name for name, condition in rules(knowledge).items() if condition == text}
    return any(
        decide(knowledge.condition(text), facts_of(complete(example), knowledge.vocabulary)) is not ANSWERS[answer]
        for rule in named
        for answer, example in EXAMPLES.get(rule, ())
    )


def caught_by_situations(knowledge: Knowledge) -> bool:
    """Does a situation of the tables say so, by where its choices stand?"""
    for row in SITUATIONS:
        situation = situation_of(whole(row))
        facts = derive(situation, knowledge.vocabulary, AS_OF)
        judge, here = Judge(knowledge, facts), regions(situation.person.country, knowledge)
        stands = {
            name: find_choice(choice, judge, here)[0].standing
            for name, choice in knowledge.choices.items()
            if choice.kind == "choice"
        }
        supported = sorted(name for name, one in stands.items() if one == "supported")
        depends = sorted(name for name, one in stands.items() if one == "depends")
        if supported != sorted(row["supported"]) or depends != sorted(row.get("depends", {})):
            return True
    return False


@pytest.mark.parametrize(
    ("name", "text", "change"), list(mutants()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_changed_condition_is_noticed(
    name: str, text: str, change: Callable[[Condition], Condition], knowledge: Knowledge
) -> None:
    other = mutated(knowledge, text, change)
    assert caught_by_rules(other, text) or caught_by_situations(other), f"{name}: {text}"
