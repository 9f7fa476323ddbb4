"""What the rules say of one choice for one person: supported, depends or not now, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from concord.criteria.decide import Explanation, Lookup, explain
from concord.criteria.terms import Term
from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.possible import Truth, every, some

Standing = Literal["supported", "depends", "not_now"]
WhyNot = Literal["not_indicated", "used_before", "unsafe", "not_approved_here", "being_studied"]


@dataclass(frozen=True, slots=True)
class LineResult:
    """One condition of a support, decided."""

    line: model.Line
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class SupportResult:
    """One label or guideline, decided. `counts` is False for a label of another country."""

    support: model.Support
    lines: tuple[LineResult, ...]
    truth: Truth
    counts: bool


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
        """Every fact that has a part in this finding."""
        return frozenset((*self.because, *self.missing, *self.to_check))


def regions(country: str | None, knowledge: Knowledge) -> frozenset[str]:
    """The regions whose labels count: the person's own; all that are recorded where the country is not known or not covered."""
    own = {region for region, countries in knowledge.lists.regions.items() if country in countries}
    return frozenset(own or knowledge.lists.regions)


def find(rules: model.Rules, knowledge: Knowledge, lookup: Lookup, here: frozenset[str]) -> Finding:
    """The finding for one choice or variant."""
    supports = tuple(_supports(rules, knowledge, lookup, here))
    exclusions = tuple(_decide(knowledge.exclusion(use), knowledge, lookup) for use in rules.not_now_when)
    checks = tuple(_decide(knowledge.check(use), knowledge, lookup) for use in rules.check_first)
    counted = [one for one in supports if one.counts]

    ruled_out = [one for one in exclusions if one.explanation.truth is True]
    if ruled_out:
        first = min(ruled_out, key=lambda one: one.rule.why_not != "unsafe" if isinstance(one.rule, model.Exclusion) else True)
        assert isinstance(first.rule, model.Exclusion)
        because = _terms(one.explanation.because for one in ruled_out)
        return Finding("not_now", first.rule.why_not, supports, exclusions, checks, because, ())

    supported = some(one.truth for one in counted)
    if supported is False:
        elsewhere = any(one.truth is not False for one in supports if not one.counts)
        because = _terms(line.explanation.because for one in counted for line in one.lines if line.explanation.truth is False)
        return Finding("not_now", "not_approved_here" if elsewhere else "not_indicated", supports, exclusions, checks, because, ())

    must_know = [
        one for one in exclusions if one.explanation.truth is None and isinstance(one.rule, model.Exclusion) and one.rule.must_be_known
    ]
    deciding = _terms(one.explanation.missing for one in must_know)
    holding = [one for one in counted if one.truth is True]
    if supported is True:
        because = _terms(line.explanation.because for one in holding for line in one.lines)
        disagree = any(one.truth is False for one in counted)
        standing: Standing = "depends" if must_know else "supported"
        return Finding(standing, None, supports, exclusions, checks, because, deciding, disagree)

    open_lines = [line for one in counted if one.truth is None for line in one.lines if line.explanation.truth is None]
    missing = _terms([*(line.explanation.missing for line in open_lines), deciding])
    because = _terms(line.explanation.because for line in open_lines)
    return Finding("depends", None, supports, exclusions, checks, because, missing)


def _supports(rules: model.Rules, knowledge: Knowledge, lookup: Lookup, here: frozenset[str]) -> Iterable[SupportResult]:
    for support in rules.supports:
        if support.label and support.label.withdrawn:
            continue
        lines = tuple(LineResult(line, explain(knowledge.condition(line.is_), lookup)) for line in lines_of(support, rules))
        truth = every(line.explanation.truth for line in lines)
        counts = support.label is None or support.label.country in here
        yield SupportResult(support, lines, truth, counts)


def lines_of(support: model.Support, rules: model.Rules) -> tuple[model.Line, ...]:
    """The conditions of a support: its own, or those of the label or guideline that it repeats."""
    if support.same_as is None:
        return support.when
    return next(other.when for other in rules.supports if other.by == support.same_as and other.when)


def _decide(rule: model.Exclusion | model.Check, knowledge: Knowledge, lookup: Lookup) -> RuleResult:
    return RuleResult(rule, explain(knowledge.condition(rule.is_), lookup))


def _terms(groups: Iterable[Iterable[Term]]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(term for group in groups for term in group))


def find_choice(choice: model.Choice, knowledge: Knowledge, lookup: Lookup, here: frozenset[str]) -> tuple[Finding, dict[str, Finding]]:
    """The finding for a choice, and for each of its variants. A choice is open as far as one of its variants is."""
    if choice.kind == "always":
        return Finding("supported", None, (), (), tuple(_decide(knowledge.check(one), knowledge, lookup) for one in choice.check_first), (), ()), {}
    if choice.being_studied and not choice.supports:
        return Finding("not_now", "being_studied", (), (), (), (), ()), {}
    own = find(choice, knowledge, lookup, here)
    if not choice.variants:
        return own, {}
    variants = {variant.id: find(variant, knowledge, lookup, here) for variant in choice.variants}
    if own.standing == "not_now" and own.why_not in ("unsafe", "used_before"):
        return own, dict.fromkeys(variants, own)
    found = variants.values()
    standing: Standing = next((one for one in ("supported", "depends") if any(f.standing == one for f in found)), "not_now")  # type: ignore[assignment]
    of_that = [one for one in found if one.standing == standing]
    why_not = None if standing != "not_now" else own.why_not or of_that[0].why_not
    return (
        Finding(
            standing,
            why_not,
            own.supports or of_that[0].supports,
            own.exclusions,
            own.checks,
            _terms([own.because, *(one.because for one in of_that)]),
            _terms([own.missing, *(one.missing for one in of_that)]) if standing == "depends" else (),
            any(one.disagree for one in of_that),
        ),
        variants,
    )


def pinned(lookup: Lookup, values: dict[Term, frozenset[str]]) -> Lookup:
    """The same person if these facts were settled so."""

    def look(term: Term) -> object:
        return values.get(term) or lookup(term)

    return look  # type: ignore[return-value]


__all__ = ["Finding", "LineResult", "RuleResult", "Standing", "SupportResult", "WhyNot", "find", "find_choice", "lines_of", "pinned", "regions"]
