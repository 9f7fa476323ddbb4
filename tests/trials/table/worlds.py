"""Whether two conditions say the same of every person: they are asked about many made-up people of whom all is known.

A made-up person is a value for each thing that a condition can ask, and the things that hang together agree: cancer in
the brain is a place of spread, receptor percents make receptors, whoever never took a medicine has no months since it;
and of treatments, see `treated.py`.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Mapping
from functools import cache

from concord.criteria.decide import decide
from concord.criteria.signature import Signature
from concord.criteria.terms import And, Compare, Condition, Not, Or, Term, terms_of
from concord.possible import NO, YES, Possible, Range, Truth, exactly
from tests.trials.table.treated import agreeing, wider

World = Mapping[Term, Possible]
MOST = 3000
SPREAD = "metastatic"
NONE, MALE, NOT_APPLICABLE, POSTMENOPAUSAL = (
    frozenset({word}) for word in ("none", "male", "not_applicable", "postmenopausal")
)


def limits(condition: Condition) -> dict[Term, set[float]]:
    """The numbers that each term is compared with."""
    found: dict[Term, set[float]] = {}

    def walk(part: Condition) -> None:
        match part:
            case Compare(term, _, limit):
                found.setdefault(term, set()).add(limit)
            case Not(inner):
                walk(inner)
            case And(parts) | Or(parts):
                for one in parts:
                    walk(one)

    walk(condition)
    return found


def parts_of(condition: Condition) -> Iterator[Condition]:
    """The condition and everything in it."""
    yield condition
    match condition:
        case Not(inner):
            yield from parts_of(inner)
        case And(parts) | Or(parts):
            for one in parts:
                yield from parts_of(one)


def _basis(term: Term) -> Term:
    """The thing that a term is worked out from."""
    match term:
        case Term("site", ("brain",)):
            return Term("brain")
        case Term("site", ("leptomeninges",)):
            return Term("leptomeningeal_disease")
        case Term("er"):
            return Term("er_percent")
        case Term("pr"):
            return Term("pr_percent")
        case Term("radiation", area):
            return Term("months_since_radiation", area)
        case Term("lines" | "had", ("cancer_medicine", *rest)) if rest in ([], [SPREAD]):
            return Term("lines", (None,))
        case Term("had" | "months_since", (medicine, setting)):
            return (
                Term("lines", (medicine,))
                if setting == SPREAD and term.name == "had"
                else Term("months_since", (medicine, setting))
            )
    return term


def worlds(conditions: tuple[Condition, ...], signature: Signature) -> Iterator[World]:
    """People at and around every limit, in every mixture, or in a drawn sample where there are too many."""
    asked = dict.fromkeys(term for condition in conditions for term in terms_of(condition))
    numbers: dict[Term, set[float]] = {}
    for condition in conditions:
        for term, several in limits(condition).items():
            numbers.setdefault(_basis(term), set()).update(several)
    bases = dict.fromkeys(_basis(term) for term in asked)
    if any(term.name == "hormone_receptors" for term in asked):
        bases |= dict.fromkeys((Term("er_percent"), Term("pr_percent")))
        bases.pop(Term("hormone_receptors"), None)
    if any(term.name in ("menopause", "pregnancy", "breastfeeding") for term in asked):
        bases[Term("sex")] = None
    hang_together = wider(bases)
    choices = [(term, _values(term, numbers.get(term, set()), signature)) for term in bases]
    total = math.prod(len(values) for _, values in choices)
    if total <= MOST:
        rows: Iterator[tuple[Possible, ...]] = itertools.product(*(values for _, values in choices))
    else:
        draw = random.Random(7)  # noqa: S311
        drawn = (tuple(draw.choice(values) for _, values in choices) for _ in range(MOST))
        corners = (tuple(values[at] for _, values in choices) for at in (0, -1))  # a draw hardly meets "none of all"
        rows = itertools.chain(corners, drawn)
    for row in rows:
        known = dict(zip((term for term, _ in choices), row, strict=True))
        known |= {since: exactly(0) for since in map(_since, known) if since in known and _now(since, known)}
        agreeing(known, hang_together)
        yield {**known, **{term: _worked_out(term, known) for term in asked}}


def _values(term: Term, compared: set[float], signature: Signature) -> list[Possible]:
    domain = signature.facts[term.name].domain
    if not isinstance(domain, Range):
        return [frozenset({value}) for value in sorted(domain)]
    near = {value for limit in compared for value in (limit - 0.01, limit, limit + 0.01, limit - 1, limit + 1)}
    if term.name in ("er_percent", "pr_percent"):
        near |= {0, 0.5, 1, 10, 11, 60}
    if term.name == "lines":
        near = {float(value) for value in range(7)}
    if term.name.startswith(("months_since", "months_to_relapse")):
        near |= {domain.high}
    near |= {domain.low}
    return [exactly(value) for value in sorted(near) if domain.low <= value <= domain.high]


def _since(term: Term) -> Term:
    """How long ago a medicine was last taken."""
    return Term("months_since", (term.arguments[0], None)) if term.name in ("taking", "on_now") else term


def _now(since: Term, known: World) -> bool:
    """Whether it is taken now: then it was last taken today."""
    return any(known.get(Term(name, since.arguments[:1])) == YES for name in ("taking", "on_now"))


def _receptor(percent: Possible) -> str:
    assert isinstance(percent, Range)
    return "negative" if percent.low < 1 else "low" if percent.low <= 10 else "positive"


def _worked_out(term: Term, known: Mapping[Term, Possible]) -> Possible:
    if term.name in ("er", "pr"):
        return frozenset({_receptor(known[_basis(term)])})
    if term.name == "hormone_receptors":
        levels = ("negative", "low", "positive")
        return frozenset({max((_receptor(known[Term(one)]) for one in ("er_percent", "pr_percent")), key=levels.index)})
    if term.name == "altered" and known.get(Term("germline", term.arguments)) == frozenset({"pathogenic"}):
        return YES  # an inherited change is a change too
    if term == Term("site", ("brain",)):
        return NO if known[Term("brain")] == NONE else YES
    if term == Term("site", ("leptomeninges",)):
        return known[Term("leptomeningeal_disease")]
    if term.name == "radiation":
        return NO if known[_basis(term)] == exactly(math.inf) else YES
    if term.name == "had":
        value = known[_basis(term)]
        assert isinstance(value, Range)
        if term.arguments[1] == SPREAD:
            return YES if value.low >= 1 else NO
        return NO if math.isinf(value.low) else YES
    if term.name == "menopause" and known[Term("sex")] == MALE:
        return frozenset({"not_applicable"})
    if term.name == "menopause" and known[term] == NOT_APPLICABLE:
        return frozenset({"postmenopausal"})
    if term.name in ("pregnancy", "breastfeeding"):
        past = known[Term("sex")] == MALE or known.get(Term("menopause")) == POSTMENOPAUSAL
        return NO if past else known[term]
    return known[term]


@cache
def answers(one: Condition, other: Condition, signature_key: int) -> frozenset[tuple[Truth, Truth]]:
    """Which pairs of answers the two conditions give."""
    signature = _SIGNATURES[signature_key]
    return frozenset(
        (decide(one, world.__getitem__), decide(other, world.__getitem__)) for world in worlds((one, other), signature)
    )


_SIGNATURES: dict[int, Signature] = {}


def pairs(one: Condition, other: Condition, signature: Signature) -> frozenset[tuple[Truth, Truth]]:
    _SIGNATURES[id(signature)] = signature
    return answers(one, other, id(signature))


def same(one: Condition, other: Condition, signature: Signature) -> bool:
    """Whether they answer alike for everyone."""
    return all(first is second for first, second in pairs(one, other, signature))


def sound(reading: Condition, label: Condition, signature: Signature) -> bool:
    """Whether the reading, where it decides, decides as the label does."""
    return all(first is None or first is second for first, second in pairs(reading, label, signature))


def decides(condition: Condition, signature: Signature) -> bool:
    """Whether it ever says anything but unknown."""
    return any(first is not None for first, _ in pairs(condition, condition, signature))
