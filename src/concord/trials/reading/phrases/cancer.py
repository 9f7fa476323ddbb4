"""The condition of one kind of cancer: what receptors and reaches that were named together ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from concord.criteria.terms import ALWAYS, And, Compare, Condition, IsIn, Not, Or, Term
from concord.trials.reading.build import UNREAD, both, compare, is_in, one_of, opposite, yes
from concord.trials.reading.phrases.extent import reach
from concord.trials.reading.phrases.tested import HORMONE, KNOWN_RATIOS, Limit
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

HER2 = {
    "positive": ("positive",),
    "negative": ("zero", "ultralow", "low"),
    "low": ("low",),
    "ultralow": ("ultralow",),
    "zero": ("zero",),
    "low_or_ultralow": ("low", "ultralow"),
    "not_high": ("zero", "ultralow", "low"),
    "any": ("zero", "ultralow", "low", "positive"),
}
# Several signs of one receptor: "low or ultralow", "positive or negative".
MIXED = {
    frozenset(("low", "ultralow")): "low_or_ultralow",
    frozenset(("low", "negative")): "not_high",
    frozenset(("low", "positive")): "positive",
    frozenset(("positive", "equivocal")): "positive_or_equivocal",
    frozenset(("positive", "negative")): "any",
    frozenset(("low", "positive", "negative")): "any",
}


# Signs that one receptor cannot have both.
OPPOSITE = ({"positive", "negative"}, {"positive", "low"}, {"positive", "zero"})


class Phrase:
    """What the adjectives and nouns of one kind of cancer say, as they are met."""

    def __init__(self) -> None:
        self.receptors: list[tuple[str, str, str]] = []  # receptor, sign, how joined to what stood before
        self.extents: list[str] = []  # a plus: right after another, without a comma
        self.definitions: list[Token] = []
        self.alternatives: list[tuple[list[tuple[str, str, str]], bool]] = []  # "HR-positive, or triple-negative"
        self.triple = self.head = self.more = self.once = self.untreated = self.either = False
        self.end = 0

    @property
    def told(self) -> bool:
        return bool(self.receptors) or self.triple

    def another(self, named: Sequence[str], sign: str, join: str) -> bool:
        """Whether another kind of cancer begins with these receptors: "HR+/HER2- or HER2+"."""
        if self.triple:
            return sign != "low" or (named == ["her2"] and join in ("OR", "SLASH"))
        known = {name: one for name, one, _ in self.receptors}
        if len({*known} & {"her2"}) != 1 or len(known) < 2:
            return False
        if named == ["her2"]:
            return join in ("OR", "COMMA") and sign == "positive" != known["her2"]
        return any(name in known for name in named)

    def another_reach(self, join: str) -> bool:
        """Whether how far it reaches is said of something else: "bilateral breast cancer or metastatic disease"."""
        return self.head and join in ("OR", "SLASH") and not self.extents and (self.more or not self.told)

    def contradicts(self, named: Sequence[str], sign: str) -> bool:
        """Whether these receptors cannot be so in one cancer: "HR+/HER2-, HER2+ or ..." are several."""
        if self.triple:
            return sign.startswith("positive")
        known = {name: one for name, one, _ in self.receptors}
        return len(known) > 1 and any({known.get(name), sign} in OPPOSITE for name in named)

    def begin_another(self) -> None:
        self.alternatives.append((self.receptors, self.triple))
        self.receptors, self.triple = [], False

    @property
    def begun(self) -> bool:
        return self.told or self.head or bool(self.extents)


def _limit(text: str) -> Limit:
    """ ">=10": the comparison and the number."""
    return text.rstrip("0123456789."), float(text.lstrip("<>="))


def hormone(receptors: Sequence[str], sign: str, union: bool, cut: Limit | None) -> Condition | None:
    """Estrogen and progesterone receptors, together or by themselves."""
    names = set(receptors)
    if sign.startswith("within "):  # "ER 1-9 %"
        own = Term(f"{receptors[0]}_percent")
        return both(compare(own, *_limit(one)) for one in sign.split()[1:]) if names in ({"er"}, {"pr"}) else None
    if " " in sign:
        sign, _, limit = sign.partition(" ")
        cut = _limit(limit)
    sign = "positive" if sign == "expressed" else sign  # of HER2 it is no more than some
    together = "hr" in names or names == {"er", "pr"}
    percents = ["er_percent", "pr_percent"] if together else [f"{next(iter(names))}_percent"]
    fact = "hormone_receptors" if together else next(iter(names))
    if sign == "positive":
        if together and "hr" not in names and not union:
            return both(filter(None, (hormone([one], sign, False, cut) for one in sorted(names))))
        if cut is None or cut == (">=", 1.0):
            return is_in(fact, "low", "positive")
        if cut == (">", 10.0):
            return is_in(fact, "positive")
        if cut[0] in (">", ">="):
            return one_of(compare(Term(one), cut[0], cut[1]) for one in percents)
        return None
    if sign == "negative":
        if cut is None or cut == ("<", 1.0):
            return is_in(fact, "negative")
        if cut[0] in ("<", "<="):
            return both(compare(Term(one), cut[0], cut[1]) for one in percents)
        return None
    if sign == "not_high":
        return None if cut else is_in(fact, "negative", "low")
    if sign == "low":
        if cut is not None:
            return None
        return (
            both(is_in(one, "low") for one in sorted(names))
            if names == {"er", "pr"} and not union
            else is_in(fact, "low")
        )
    return None


def condition_of(said: Phrase, cut: Limit | None) -> Condition | None:
    """What a phrase asks for; None where that is not clear."""
    if cut == ("?", 0.0) or _own_ratio(said):
        return None
    kinds = [*said.alternatives, (said.receptors, said.triple)]
    several = [_kind(receptors, triple, cut) for receptors, triple in kinds]
    known = [one for one in several if one is not None]
    if len(known) < len(several):
        return None
    parts: list[Condition | None] = [one_of(known)]
    if said.extents:
        parts.append(reach(said.extents))
    return _each(parts)


def _kind(receptors: list[tuple[str, str, str]], triple: bool, cut: Limit | None) -> Condition | None:
    """One kind of cancer by its receptors."""
    her2 = [(sign, join) for name, sign, join in receptors if name == "her2"]
    rest = _refined([one for one in receptors if one[0] in HORMONE])
    parts: list[Condition | None] = []
    if triple:
        others = {(sign, join) for _, sign, join in rest}
        low_too = bool(rest) and others <= {("low", "OR"), ("low", "SLASH")}
        # a limit that stands beside "low" is that of the low ones
        negative = [hormone(["hr"], "negative", True, None if low_too else cut), is_in("her2", *HER2["negative"])]
        if low_too:
            low = hormone([name for name, _, _ in rest], "low", True, None)
            # how low, and of which receptor, each trial says by itself
            parts.append(
                one_of((both(one for one in negative if one), both((low, UNREAD)))) if low and negative[0] else None
            )
        elif any(sign.partition(" ")[0] != "negative" for _, sign, _ in rest):
            return None
        elif any(" " in sign for _, sign, _ in rest):  # "TNBC, with ER and PR of at most 5 %"
            whole = {"er", "pr"} <= {name for name, _, _ in rest} or any(name == "hr" for name, _, _ in rest)
            parts += [_hormones(rest, cut), negative[1], *(() if whole else (UNREAD,))]
        else:
            parts += negative
    elif rest:
        parts.append(_hormones(rest, cut))
    if her2:
        parts.append(_her2([sign for sign, _ in her2]))
        if rest and _either(receptors):
            signs = {sign.partition(" ")[0] for _, sign, _ in rest}
            plain = her2[0][0] == "positive" and len(her2) == len(signs) == 1 and signs <= {"positive", "negative"}
            known = [one for one in parts if one is not None]
            return one_of(known) if plain and len(known) == 2 and not triple else None
    if any(name == "other" for name, _, _ in receptors):
        parts.append(UNREAD)
    return _each(parts)


def _either(receptors: list[tuple[str, str, str]]) -> bool:
    """Whether HER2 and the hormone receptors are joined by "or", whichever is named first."""
    of_her2 = [name == "her2" for name, _, _ in receptors]
    return receptors[of_her2.index(not of_her2[0])][2] == "OR"


# From which Allred score on a hormone receptor counts as positive.
KNOWN_ALLRED = ((">=", 3.0), (">", 2.0))


def _own_ratio(said: Phrase) -> bool:
    """Whether a trial sets its own limit for a test that is not told in percent."""
    of_her2 = said.triple or any(name == "her2" for name, _, _ in said.receptors)
    tokens = said.definitions
    return any(
        one.type == "CMP"
        and other.type == "NUM"
        and (one.value, other.value) not in KNOWN_ALLRED
        and not (of_her2 and other.value in KNOWN_RATIOS)
        and (at + 2 == len(tokens) or tokens[at + 2].type not in ("UNIT", "PLUS", "OR_MORE"))
        for at, (one, other) in enumerate(pairwise(tokens))
    )


def _refined(rest: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Each receptor once: "ER positive, with ER > 10 %" is one demand."""
    kept: dict[str, tuple[str, str, str]] = {}
    for name, sign, join in rest:
        known = kept.get(name)
        if known is None or (sign.startswith(known[1]) and join not in ("OR", "SLASH")):
            kept[name] = (name, sign, known[2] if known else join)
        elif join in ("OR", "SLASH") and known[1] != sign:
            mixed = MIXED.get(frozenset((known[1], sign)), "?")
            kept[name] = (name, mixed, known[2])
        elif not known[1].startswith(sign):
            kept[name] = (name, "?", known[2])
    exact = [kept[name] for name in ("er", "pr") if name in kept]
    if "hr" in kept and exact and all(one[1].startswith("positive") for one in (*exact, kept["hr"])):
        del kept["hr"]  # "hormone receptor positive: ER or PR of at least 1 %"
    return list(kept.values())


def _hormones(rest: list[tuple[str, str, str]], cut: Limit | None) -> Condition | None:
    signs = {sign for _, sign, _ in rest}
    if signs == {"any"}:
        return ALWAYS
    if len(signs) == 1:
        names = [name for name, _, _ in rest]
        either = any(join in ("OR", "SLASH") for _, _, join in rest[1:])
        if "hr" in names and len(names) > 1 and not either:  # "hormone receptor positive and ER positive"
            return _each([hormone([one], min(signs), True, cut) for one in names])
        return hormone(names, signs.pop(), either or "hr" in names, cut)
    if any(join == "OR" and (name, sign) != rest[0][:2] for name, sign, join in rest):
        # "ER of at least 10 % and/or PR of at least 20 %"
        own = len(rest) == 2 and all(sign.startswith("positive >") for sign in signs)
        ways = [hormone([name], sign, True, None) for name, sign, _ in rest] if own else []
        return one_of(known) if own and len(known := [one for one in ways if one is not None]) == 2 else None
    return _each(
        ALWAYS if sign == "any" else hormone([name], sign, True, cut if sign == "positive" else None)
        for name, sign, _ in rest
    )


def _each(parts: Iterable[Condition | None]) -> Condition | None:
    """All of them; None where one is not known."""
    several = list(parts)
    if any(one is None for one in several):
        return None
    return both(known) if (known := [one for one in several if one is not None and one != ALWAYS]) else ALWAYS


def _her2(signs: list[str]) -> Condition | None:
    allowed: set[str] = set()
    equivocal = {sign for sign in signs if sign in ("equivocal", "positive_or_equivocal")}
    if equivocal:
        positive = ["positive"] if "positive" in signs or "positive_or_equivocal" in signs else []
        if len(set(signs) - equivocal - {"positive"}):
            return None
        return one_of((*(is_in("her2", one) for one in positive), yes("her2_equivocal")))
    for sign in signs:
        known = sign.split()[1:] if sign.startswith("scores ") else HER2.get(sign)
        if known is None:
            return None
        allowed |= set(known)
    if "two_plus" in allowed:  # without a gene test: low, or positive by one
        return one_of(
            (is_in("her2", *sorted({*allowed, "low"} - {"two_plus"})), both((is_in("her2", "positive"), UNREAD)))
        )
    return is_in("her2", *sorted(allowed)) if len(allowed) < 4 else ALWAYS


RECEPTORS = frozenset(("her2", "er", "pr", "hormone_receptors", "er_percent", "pr_percent"))
EVER = {frozenset(("low",)): "her2_ever_low", frozenset(("low", "ultralow")): "her2_ever_low_or_ultralow"}


BEFORE_RECEPTORS = pattern("(?:ANYSAMPLE(?:WITH|WHO)?)+(?=(?:TISSUE|SIGN)*REC)")


EVER_BEEN = re.compile(
    r"\bever\b[\w -]{0,30}her-?2|\bher-?2[- ]low\b[\w ]{0,20},? at any (?:time|point)\b", re.IGNORECASE
)


def told_of_any_sample(found: Sequence[Token], text: str) -> tuple[Sequence[Token], bool]:
    """Whether any sample of the tumour counts, without words before the receptor that say so: "ever HER2-low"."""
    told = any(token.type == "ANYSAMPLE" for token in found) or EVER_BEEN.search(text) is not None
    for match in reversed([*BEFORE_RECEPTORS.finditer(written(found))] if told else []):
        found = [*found[: match.start()], *found[match.end() :]]
    return found, told


def in_any_sample(condition: Condition) -> Condition:
    """The same where any specimen counts, old or new: "HER2-low in any tumor sample"."""
    match condition:
        case IsIn(Term("her2"), allowed) if allowed in EVER:
            return yes(EVER[allowed])
        case IsIn(Term(name)) | Compare(Term(name)) if name in RECEPTORS:
            return one_of((condition, UNREAD))  # what an older sample showed
        case And(several):
            return both(in_any_sample(part) for part in several)
        case Or(several):
            return one_of(in_any_sample(part) for part in several)
        case Not(part):
            return opposite(in_any_sample(part))
        case _:
            return condition
