"""What the rules say of one choice for one person: supported, depends or not now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from concord.criteria.decide import Explanation, Lookup, decide, explain
from concord.criteria.terms import Term
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.possible import Possible, Truth, every, some

Standing = Literal["supported", "depends", "not_now"]
STANDINGS: tuple[Standing, ...] = ("supported", "depends", "not_now")
WhyNot = Literal["not_indicated", "used_before", "unsafe", "not_approved_here", "being_studied"]


@dataclass(frozen=True, slots=True)
class LineResult:
    """One condition of a support, decided."""

    line: model.Line
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class SupportResult:
    """One label or guideline, decided.

    `counts` is False for a label of another country. `silent` is True for a guideline that fails only because its
    statement speaks of another place in the course of treatment: that is no disagreement.
    """

    support: model.Support
    lines: tuple[LineResult, ...]
    truth: Truth
    counts: bool
    silent: bool = False


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One exclusion or check, decided."""

    rule: model.Exclusion | model.Check
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a choice stands. `missing` are the facts that decide it; the unknown exclusions and checks name theirs."""

    standing: Standing
    why_not: WhyNot | None
    supports: tuple[SupportResult, ...]
    exclusions: tuple[RuleResult, ...]
    checks: tuple[RuleResult, ...]
    because: tuple[Term, ...]
    missing: tuple[Term, ...]
    disagree: bool = False

    @property
    def to_check(self) -> tuple[Term, ...]:
        """The unknown facts of exclusions that do not block: some of their values would change this finding."""
        if self.standing == "not_now":
            return ()
        return _terms(one.explanation.missing for one in self.exclusions if one.explanation.truth is None)

    @property
    def reasons(self) -> frozenset[Term]:
        """Every fact that has a part in this finding, or in the reason for it."""
        unknown = _terms(one.explanation.missing for one in self.exclusions if one.explanation.truth is None)
        return frozenset((*self.because, *self.missing, *unknown))


DOES_NOT_APPLY = Explanation(False, (), ())


class Judge:
    """Decides conditions for one person. Many choices share a condition; each is decided once."""

    __slots__ = ("_known", "knowledge", "lookup")

    def __init__(self, knowledge: Knowledge, lookup: Lookup) -> None:
        self.knowledge = knowledge
        self.lookup = lookup
        self._known: dict[str, Explanation] = {}

    def __call__(self, text: str) -> Explanation:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = explain(self.knowledge.condition(text), self.lookup)
        return found

    def rule(self, text: str) -> Explanation:
        """As a call, but without reasons where the answer is no: most checks do not apply, and nobody asks them why."""
        found = self._known.get(text)
        if found is None and decide(self.knowledge.condition(text), self.lookup) is False:
            return DOES_NOT_APPLY
        return found or self(text)


def regions(country: str | None, knowledge: Knowledge) -> frozenset[str]:
    """The regions whose labels count: the person's own, or all where the country is not known or not covered."""
    own = {region for region, countries in knowledge.lists.regions.items() if country in countries}
    return frozenset(own or knowledge.lists.regions)


def find(rules: model.Rules, judge: Judge, here: frozenset[str]) -> Finding:
    """The finding for one choice or variant."""
    supports = tuple(_supports(rules, judge, here))
    exclusions = tuple(_decide(judge.knowledge.exclusion(use), judge) for use in rules.not_now_when)
    counted = [one for one in supports if one.counts]

    ruled_out = [one for one in exclusions if one.explanation.truth is True]
    if ruled_out:
        first = min(
            ruled_out, key=lambda one: one.rule.why_not != "unsafe" if isinstance(one.rule, model.Exclusion) else True
        )
        assert isinstance(first.rule, model.Exclusion)
        because = _terms(one.explanation.because for one in ruled_out)
        return Finding("not_now", first.rule.why_not, supports, exclusions, (), because, ())

    supported = some(one.truth for one in counted)
    if supported is False:
        elsewhere = [one for one in supports if not one.counts and one.truth is not False]
        failed = (line.explanation for one in counted for line in one.lines if line.explanation.truth is False)
        because = _terms(
            [*(one.because for one in failed), *(line.explanation.because for one in elsewhere for line in one.lines)]
        )
        return Finding(
            "not_now", "not_approved_here" if elsewhere else "not_indicated", supports, exclusions, (), because, ()
        )

    checks = tuple(_decide(judge.knowledge.check(use), judge) for use in rules.check_first)
    must_know = [
        one
        for one in exclusions
        if one.explanation.truth is None and isinstance(one.rule, model.Exclusion) and one.rule.must_be_known
    ]
    deciding = _terms(one.explanation.missing for one in must_know)
    holding = [one for one in counted if one.truth is True]
    if supported is True:
        because = _terms(line.explanation.because for one in holding for line in one.lines)
        disagree = bool(disagreeing(counted)[1])
        standing: Standing = "depends" if must_know else "supported"
        return Finding(standing, None, supports, exclusions, checks, because, deciding, disagree)

    open_lines = [line for one in counted if one.truth is None for line in one.lines if line.explanation.truth is None]
    missing = _terms([*(line.explanation.missing for line in open_lines), deciding])
    because = _terms(line.explanation.because for line in open_lines)
    return Finding("depends", None, supports, exclusions, checks, because, missing)


def disagreeing(counted: Iterable[SupportResult]) -> tuple[list[SupportResult], list[SupportResult]]:
    """The supports that hold, and those of bodies of which none holds: two labels of one agency do not disagree."""
    results = list(counted)
    holding = [one for one in results if one.truth is True]
    bodies = {one.support.by for one in results if one.truth is not False or one.silent}
    return holding, [one for one in results if one.support.by not in bodies]


def _supports(rules: model.Rules, judge: Judge, here: frozenset[str]) -> Iterable[SupportResult]:
    for support in rules.supports:
        if support.label and support.label.withdrawn:
            continue
        lines = tuple(LineResult(line, judge(line.is_)) for line in lines_of(support, rules))
        truth = every(line.explanation.truth for line in lines)
        counts = support.label is None or support.label.country in here
        yield SupportResult(
            support, lines, truth, counts, bool(support.guideline) and _only_placed_elsewhere(lines, judge)
        )


def _only_placed_elsewhere(lines: tuple[LineResult, ...], judge: Judge) -> bool:
    failing = [line.line.is_ for line in lines if line.explanation.truth is False]
    named = (judge.knowledge.definitions.get(text) for text in failing)
    return bool(failing) and all(one is not None and one.places for one in named)


def lines_of(support: model.Support, rules: model.Rules) -> tuple[model.Line, ...]:
    """The conditions of a support: its own, or those of the label or guideline that it repeats."""
    if support.same_as is None:
        return support.when
    return next(other.when for other in rules.supports if other.by == support.same_as and other.when)


def _decide(rule: model.Exclusion | model.Check, judge: Judge) -> RuleResult:
    return RuleResult(rule, judge.rule(rule.is_))


def _terms(groups: Iterable[Iterable[Term]]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(term for group in groups for term in group))


def find_choice(choice: model.Choice, judge: Judge, here: frozenset[str]) -> tuple[Finding, dict[str, Finding]]:
    """The finding for a choice, and for each of its variants.

    The choice's own rules say when it comes into question at all, the variants which of its ways: an old approval that
    says nothing of what goes before it does not open a way that the choice itself does not open.
    """
    if choice.kind == "always":
        return Finding(
            "supported",
            None,
            (),
            (),
            tuple(_decide(judge.knowledge.check(one), judge) for one in choice.check_first),
            (),
            (),
        ), {}
    if choice.being_studied and not choice.supports:
        return Finding("not_now", "being_studied", (), (), (), (), ()), {}
    own = find(choice, judge, here)
    if not choice.variants:
        return own, {}
    if own.standing == "not_now":
        return own, {variant.id: own for variant in choice.variants}
    variants = {variant.id: _within(own, find(variant, judge, here)) for variant in choice.variants}
    standing: Standing = next(
        (one for one in STANDINGS if any(found.standing == one for found in variants.values())), "not_now"
    )
    best = [found for found in variants.values() if found.standing == standing]
    return (
        Finding(
            standing,
            best[0].why_not if standing == "not_now" else None,
            own.supports or best[0].supports,
            own.exclusions,
            own.checks,
            _terms([own.because, *(one.because for one in best)]),
            _terms([own.missing, *(one.missing for one in best)]) if standing == "depends" else (),
            own.disagree,
        ),
        variants,
    )


def _within(own: Finding, variant: Finding) -> Finding:
    """A variant is open at most as far as its choice: what the choice waits for, the variant waits for too."""
    if own.standing == "depends" and variant.standing != "not_now":
        return replace(variant, standing="depends", missing=own.missing)
    return variant


def pinned(lookup: Lookup, values: Mapping[Term, Possible]) -> Lookup:
    """The same person if these facts were settled so."""

    def look(term: Term) -> Possible:
        return values[term] if term in values else lookup(term)

    return look
