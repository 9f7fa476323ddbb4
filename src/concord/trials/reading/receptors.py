"""The kind of cancer in one phrase: receptors, their scores and percents, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from concord.criteria.terms import ALWAYS, And, Condition, IsIn, Not, Or, Term
from concord.trials.reading.build import UNREAD, Item, both, compare, is_in, one_of, opposite, yes
from concord.trials.reading.extent import AFTER_OR, HERE, STAGES, reach
from concord.trials.reading.lexer import Token
from concord.trials.reading.patterns import Found, pattern, written

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
HORMONE = ("er", "pr", "hr")
# What a percent may be of: the nearest before it.
MEASURED = frozenset(("REC", "LAB", "SITE", "CODE", "MED", "ILLNESS", "FACT"))
JOINS = ("AND", "OR", "SLASH", "COMMA", "PLUS", "WITH", "WHO", "FOR", "COLON")
# What may stand in a definition beside a receptor: "(IHC 0 or 1+, or 2+ and ISH negative)".
DEFINING = frozenset(
    (
        *(
            "REC",
            "SIGN",
            "PLUS",
            "MINUS",
            "NUM",
            "CMP",
            "UNIT",
            "TISSUE",
            "TNBC",
            "GENE",
            "ALTERED",
            "EXTENT",
            "NOCURE",
        ),
        *(
            "AND",
            "OR",
            "SLASH",
            "COMMA",
            "COLON",
            "EQUALS",
            "LP",
            "RP",
            "OR_MORE",
            "OR_LESS",
            "BETWEEN",
            "TO",
            "WITHIN",
        ),
        *("IF", "NOT", "WITH", "FOR", "REGARDLESS", "DEFINED", "ISDEFINED", "THATIS", "NOTE", "NOOP"),
        *("BREAST", "DISEASE", "HOW", "SOURCE", "SAMPLE", "OBTAINED", "DETECTED", "FDA", "EVENT"),
    )
)


def closing(tokens: Sequence[Token], at: int) -> int:
    """The place of the bracket that closes the one at a place; the end if none does."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += (tokens[place].type == "LP") - (tokens[place].type == "RP")
        if depth == 0:
            return place
    return len(tokens)


Limit = tuple[str, float]
PERCENT = pattern("{compare:CMP}{number:NUM}UNIT|{more_number:NUM}UNIT{more:OR_MORE|OR_LESS}")


def limits(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Limit]]:
    """Percents with a comparison: "at least 10 %", "10 % or more", and from where to where they stand."""
    for match in PERCENT.finditer(written(tokens)):
        found = Found(match, tokens)
        unit = next(token for token in tokens[match.start() : match.end()] if token.type == "UNIT")
        if unit.value != "percent":
            continue
        if found["more"]:
            operator = ">=" if found["more"][0].type == "OR_MORE" else "<="
            yield match.start(), match.end(), (operator, found["more_number"][0].value)
        else:
            yield match.start(), match.end(), (str(found["compare"][0].value), found["number"][0].value)


def cut_off(tokens: Sequence[Token]) -> Limit | None:
    """The percent of cells from which on a hormone receptor counts as positive, where the text says one."""
    found: set[Limit] = set()
    for start, _, limit in limits(tokens):
        named = next((token for token in reversed(tokens[:start]) if token.type in MEASURED), None)
        if named is None or (named.type == "REC" and named.value in HORMONE):
            found.add(limit)
    return found.pop() if len(found) == 1 else ("?", 0.0) if found else None


def her2_from_less(tokens: Sequence[Token]) -> bool:
    """Whether HER2 counts from one or two plus on, as in "positive is at least 2+": another thing than positive."""
    scores = pattern("CMP{least:NUM}PLUS|{more:NUM}PLUS OR_MORE")
    return any(token.value == "her2" for token in tokens) and any(
        tokens[found.start("least")].value < 3 and str(tokens[found.start()].value)[0] == ">"
        if found["least"]
        else tokens[found.start("more")].value < 3
        for found in scores.finditer(written(tokens))
    )


def without_expression(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Low HER2 expression" as "low HER2"."""
    return [
        token
        for at, token in enumerate(tokens)
        if not (
            at > 1
            and (token.type, token.value) == ("SIGN", "expressed")
            and [one.type for one in tokens[at - 2 : at]] == ["SIGN", "REC"]
        )
    ]


def hormone(receptors: Sequence[str], sign: str, union: bool, cut: Limit | None) -> Condition | None:
    """Estrogen and progesterone receptors, together or by themselves."""
    names = set(receptors)
    if " " in sign:
        sign, _, limit = sign.partition(" ")
        cut = (limit.rstrip("0123456789."), float(limit.lstrip("<>=")))
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


def sign_of(token: Token) -> str | None:
    return {"PLUS": "positive", "MINUS": "negative"}.get(token.type) or (
        str(token.value) if token.type == "SIGN" else None
    )


class Phrase:
    """What the adjectives and nouns of one kind of cancer say, as they are met."""

    def __init__(self) -> None:
        self.receptors: list[tuple[str, str, str]] = []  # receptor, sign, how joined to what stood before
        self.extents: list[str] = []  # a plus: right after another, without a comma
        self.definitions: list[Token] = []
        self.triple = self.head = self.more = self.once = self.untreated = self.either = False
        self.end = 0

    @property
    def told(self) -> bool:
        return bool(self.receptors) or self.triple

    @property
    def begun(self) -> bool:
        return self.told or self.head or bool(self.extents)


# How something was found out, in the middle of a phrase: "HER2-negative per guidelines, metastatic breast cancer".
ASIDE = pattern(
    "(?:HOW|SOURCE|SAMPLE|DETECTED)(?:HOW|SOURCE|SAMPLE|DETECTED|TISSUE|FDA|NUM|SLASH|OBTAINED)*"
    "COMMA?(?=REC|EXTENT|BREAST|DISEASE|TNBC|SIGN REC)"
)
# "not amenable to resection or radiation with curative intent (e.g. surgery)"
AND_TO = "(?:OR|AND|SLASH|COMMA|FOR|WITH|TO|TREATED)*"
NOT_CURABLE = pattern(
    f"(?:NOCURE|(?:AMENABLE|NOT CANBE){AND_TO}(?:MED{AND_TO})*CURE)(?:{AND_TO}(?:CURE|MED))*TREATED?(?:LP[^LP RP]*RP)?"
)
CURABLE = pattern(f"CANBE{AND_TO}(?:MED{AND_TO})*CURE(?:{AND_TO}(?:CURE|MED))*TREATED?(?:LP[^LP RP]*RP)?")
# "with an IHC result of 0 or 1+", "with at least 1 % staining": how a receptor that was just named was tested
TESTED = pattern(
    "(?:TISSUE|CMP NUM UNIT(?!(?:TISSUE|FOR)*(?:SIGN|REC)))"
    "(?:(?:TISSUE|NUM|PLUS|MINUS|SIGN(?!REC)|OR|AND|SLASH|FOR|WITH)*(?:TISSUE|NUM|PLUS|MINUS|SIGN(?!REC)))?"
)
AGAIN = pattern("REGARDLESS(?:SIGN|TISSUE|UNKNOWN)*(?:REC(?:AND|OR|SLASH)*)+(?:SIGN|TISSUE)*")


def noun_phrase(tokens: Sequence[Token], at: int) -> Item | None:
    """ "ER-positive, HER2-negative, metastatic breast cancer": all adjectives before and after the noun."""
    said = Phrase()
    types = written(tokens)
    start = said.end = at
    if tokens[at].type == "PRIOR":
        said.once = True
        at += 1
    join = ""
    while at < len(tokens):
        token = tokens[at]
        if token.type in JOINS:
            join = token.type if not join or join in ("COMMA", "PLUS") else join
            if join == "WITH" and not said.begun:
                return None
            at += 1
            continue
        if token.type == "LP":
            after = _bracket(tokens, at, said)
            if after is None:
                break
            at = said.end = after
            continue
        if said.begun and (aside := ASIDE.match(types, at) or AGAIN.match(types, at)):
            at = said.end = aside.end()
            join = "COMMA"
            continue
        if said.told and (tested := TESTED.match(types, at)):
            said.definitions += tokens[at : tested.end()]
            at = said.end = tested.end()
            continue
        if token.type in ("REC", "SIGN", "TISSUE", "CMP") and (group := _receptors(tokens, at)) is not None:
            named, sign, union, at = group
            said.receptors += [
                (one, sign, ("OR" if union else "AND") if index else join) for index, one in enumerate(named)
            ]
        elif token.type == "EXTENT" and said.head and AGAIN_SINCE.match(types, at):
            break  # "which has relapsed or progressed after A"
        elif token.type == "EXTENT":
            said.head = said.head or token.value == "early"
            said.extents.append(f"{BESIDE.get(join, '') if said.extents else ''}{token.value}")
            at += 1
        elif token.type == "TNBC":
            if join == "OR" and said.receptors:
                return None
            said.triple = said.head = True
            at += 1
        elif token.type in ("BREAST", "DISEASE"):
            said.head = True
            at += 1
        elif further := FURTHER.match(types, at):
            for one in tokens[at : further.end()]:
                said.more = said.more or one.type in ("NEWQ", "CENTRAL", "CURED")  # "newly diagnosed": a further demand
                said.untreated = said.untreated or one.type in ("UNTREATEDQ", "NAIVE")
            at = further.end()
            continue
        elif token.type == "NOW" and said.begun and at + 1 < len(tokens) and tokens[at + 1].type == "EXTENT":
            at += 1  # "metastatic breast cancer, currently stage IV"
            continue
        elif token.type == "DEFINED" and said.extents and not said.told and EXTENT_DEFINED.match(types, at):
            at += 1  # "advanced disease, defined as stage III not amenable to surgery, or stage IV"
            join = "COMMA"
            continue
        elif join in ("OR", "SLASH") and said.begun and OTHER_KIND.match(types, at):
            said.either = True  # "metastatic or bilateral breast cancer"
            at += 1
            continue
        elif narrower := NARROWER.match(types, at):
            said.more = True  # "HER2-positive, inflammatory breast cancer"
            at = narrower.end()
            join = "COMMA"
            continue
        elif token.type == "DEFINED" and said.told:
            tail = at
            while tail < len(tokens) and tokens[tail].type in DEFINING:
                tail += 1
            said.definitions += tokens[at:tail]
            said.end = tail
            break
        elif (said.head or said.extents) and (no_cure := NOT_CURABLE.match(types, at)):
            if token.must and said.extents and "metastatic" not in said.extents and "advanced" not in said.extents:
                break  # "locally recurrent disease must not be curable": of whom it speaks is no demand
            said.extents.append("no_cure")
            at = no_cure.end()
        elif (said.extents or said.head) and (curable := CURABLE.match(types, at)):
            said.extents.append("curable")
            at = curable.end()
        else:
            break
        join, said.end = "", at
    alone = start == 0 and said.end == len(tokens)
    return None if said.end == start else _phrase_item(said, tokens, alone)


BESIDE = {"": HERE, "OR": AFTER_OR, "SLASH": AFTER_OR}
AGAIN_SINCE = pattern(
    "EXTENT(?:(?:COMMA|OR|SLASH)+(?:PROGRESSED|PROGRESSED_AFTER|INTOLERANT|RELAPSED)"
    "|AFTER|BEFORE|WHILE|WITH MED|FOR MED)"
)
EXTENT_DEFINED = pattern("DEFINED(?:AMENABLE|NOCURE|CURE|MED|EXTENT|DISEASE|BREAST|OR|AND|COMMA|LP|RP|FOR|TO)*$")
NARROWER = pattern("(?:(?:ILLNESS|QUAL)COMMA?(?=BREAST|TNBC|REC|EXTENT)|RISK COMMA?(?=TNBC|REC|EXTENT))")
OTHER_KIND = pattern("(?:UNKNOWN|ILLNESS|CODE|QUAL)BREAST")
NEXT = frozenset(("REC", "EXTENT", "BREAST", "DISEASE", "TNBC"))
# "newly diagnosed, previously untreated", before what it is said of
FURTHER = pattern(
    "(?:NEWQ|CENTRAL|UNTREATEDQ|NAIVE|CURED)(?:(?:COMMA|AND)*(?:NEWQ|UNTREATEDQ|NAIVE))*COMMA?"
    "(?=REC|EXTENT|BREAST|DISEASE|TNBC|SIGN REC)"
)


def _bracket(tokens: Sequence[Token], at: int, said: Phrase) -> int | None:
    """Past a bracket that only says again, or defines, what stands before it; None for another bracket."""
    close = closing(tokens, at)
    inner = tokens[at + 1 : close]
    if close == len(tokens) or not inner:
        return None
    types = {one.type for one in inner}
    if (
        not said.told
        and said.extents
        and {one.type for one in inner} <= {"OR", "AND", "COMMA", "EXTENT", "NOCURE", "FOR"}
    ):
        named = [str(one.value) for one in inner if one.type == "EXTENT"]
        whole = set(named) <= set(said.extents)
        if said.head and not whole and not {*named, *said.extents} <= {*STAGES, "early", "not_metastatic"}:
            return None
        said.extents += named + ["no_cure"] * any(one.type == "NOCURE" for one in inner)
        return close + 1  # "metastatic (stage IV)", "locally advanced (inoperable)"
    if said.head and inner and all(one.type == "EXTENT" and one.value in said.extents for one in inner):
        return close + 1
    named = [str(one.value) for one in inner if one.type == "EXTENT"]
    if said.head and not said.extents and named and types <= {"EXTENT", "COMMA", "OR", "AND"}:
        said.extents += named
        return close + 1  # "breast cancer (stage II-III)"
    staged = "CODE" in types or any(one.startswith(("stage", "some")) for one in named)
    if not said.told and said.extents and "SOURCE" in types and staged and not types & (NEXT - {"EXTENT"}):
        said.more = True  # "stage II (by the manual: at least T2)"
        return close + 1
    tested = types & {"TISSUE", "UNIT", "REC", "REGARDLESS"}
    if not said.told or types - DEFINING - ({"UNKNOWN", "CODE"} if tested else set()):
        return None
    said.definitions += inner
    return close + 1


def _phrase_item(said: Phrase, tokens: Sequence[Token], alone: bool) -> Item | None:
    extents = [one for one in said.extents if one != "no_cure"]
    if not said.begun or (extents and not (alone or said.head or said.receptors or "no_cure" in said.extents)):
        return None
    cut = cut_off([*said.definitions, *tokens[said.end :]]) if said.told else None
    condition = _phrase_condition(said, cut)
    if condition is None:
        return None
    kinds = (
        *(("receptors",) if said.told else ()),
        *(("disease_extent",) if extents or not said.told else ()),
    )
    if said.untreated:  # of what has spread there is a fact for it
        spread = {one.lstrip(HERE + AFTER_OR) for one in extents} & {"metastatic", "advanced", "unresectable"}
        condition = both((condition, compare(Term("lines", (None,)), "<=", 0) if spread else UNREAD))
    if said.more:
        condition = both((condition, UNREAD)) if condition != ALWAYS else UNREAD
    if said.either:
        condition = one_of((condition, UNREAD)) if condition != ALWAYS else UNREAD
    elif condition != ALWAYS and not said.more and said.once and said.told:  # an earlier tumour may have been so
        condition = one_of((condition, UNREAD))
    return Item(condition, kinds, said.end)


NAMED_PERCENT = pattern(
    "(?:WITH|FOR|LP|TISSUE|COMMA|SIGN(?=CMP))*"
    "(?:{compare:CMP}{number:NUM}UNIT|{low:NUM}UNIT?(?:MINUS|TO){high:NUM}UNIT|{more_number:NUM}UNIT{more:OR_MORE|OR_LESS})"
    "TISSUE*SIGN?TISSUE*RP?"
)
SIGNS_FIRST = pattern("SIGN(?:(?:OR|SLASH|AND|COMMA)+SIGN)*(?:TISSUE|FOR)*(?=REC)")
PERCENT_FIRST = pattern("CMP NUM UNIT(?:TISSUE|FOR|SIGN)*(?=REC)")


def _receptors(tokens: Sequence[Token], at: int) -> tuple[list[str], str, bool, int] | None:
    """One or more receptors with one sign: "ER and/or PR positive", "ER-", "negative HER2"; scores alone are HER2's."""
    types = written(tokens)
    start = at
    if tokens[at].type == "TISSUE":
        scored = _scores(tokens, at) if at == 0 else None
        return scored and (["her2"], scored[0], False, scored[1])
    if tokens[at].type == "CMP":  # "at least 1 % of cells ER positive"
        first = PERCENT_FIRST.match(types, at)
        group = _receptors(tokens, first.end()) if first else None
        if first is None or group is None or "her2" in group[0] or group[1] != "positive":
            return None
        return group[0], f"positive {tokens[at].value}{tokens[at + 1].value}", group[2], group[3]
    if tokens[at].type == "SIGN":
        before = SIGNS_FIRST.match(types, at)
        if before is None:
            return None
        signs = {str(token.value) for token in tokens[at : before.end()] if token.type == "SIGN"}
        sign = signs.pop() if len(signs) == 1 else MIXED.get(frozenset(signs), "?")
        named, union, at = _names(tokens, before.end())
        while at < len(tokens) and (tokens[at].type == "TISSUE" or tokens[at][:2] == ("SIGN", "positive")):
            at += 1  # "low HER2 expression"
        return (named, sign, union, at) if at >= len(tokens) or sign_of(tokens[at]) is None else None
    named, union, at = _names(tokens, at)
    if named == ["her2"] and (scored := _scores(tokens, at)) is not None:
        return (named, scored[0], False, scored[1])
    while at < len(tokens) and tokens[at].type in ("TISSUE", "NOTE"):
        at += 1
    if "her2" not in named and (percent := _percent(tokens, types, at, None)):
        return named, percent[0], union, percent[1]
    bracketed = at + 2 < len(tokens) and tokens[at].type == "LP" and tokens[at + 2].type == "RP"
    at += bracketed  # "HER2 (-)"
    said = sign_of(tokens[at]) if at < len(tokens) else None
    if said is None:
        return None
    at += 1 + bracketed
    signs = {said}
    more = pattern("(?:OR|SLASH|AND|COMMA)*(?:OR|SLASH|AND)(?:SIGN(?!REC))|SIGN(?!REC)")
    while at < len(tokens) and (further := more.match(types, at)):
        signs.add(str(tokens[further.end() - 1].value))
        at = further.end()
    while at < len(tokens) and tokens[at].type == "TISSUE":
        at += 1
    depth = sum((token.type == "LP") - (token.type == "RP") for token in tokens[start:at])
    if depth == 1 and at < len(tokens) and tokens[at].type == "RP":
        at += 1  # "human epidermal growth factor receptor 2 (HER2-negative)"
    sign = said if len(signs) == 1 else MIXED.get(frozenset(signs), "?")
    if "her2" not in named and len(signs) == 1 and (percent := _percent(tokens, types, at, sign)):
        return named, percent[0], union, percent[1]
    return named, sign, union, at


# Several signs of one receptor: "low or ultralow", "positive or negative".
MIXED = {
    frozenset(("low", "ultralow")): "low_or_ultralow",
    frozenset(("low", "negative")): "not_high",
    frozenset(("low", "positive")): "positive",
    frozenset(("positive", "equivocal")): "positive_or_equivocal",
    frozenset(("positive", "negative")): "any",
    frozenset(("low", "positive", "negative")): "any",
}


def _percent(tokens: Sequence[Token], types: str, at: int, sign: str | None) -> tuple[str, int] | None:
    """A sign with its percent, and where that ends: "ER > 10 %", "ER positive (> 10 %)", "PR 1-10 %"."""
    match = NAMED_PERCENT.match(types, at)
    if match is None or any(
        token.type == "UNIT" and token.value != "percent" for token in tokens[match.start() : match.end()]
    ):
        return None
    found = Found(match, tokens)
    if found["low"]:
        exact = (found["low"][0].value, found["high"][0].value) == (1.0, 10.0)
        return ("low", match.end()) if exact and sign in (None, "low") else None
    if found["more"]:
        compare, number = (">=" if found["more"][0].type == "OR_MORE" else "<="), found["more_number"][0].value
    else:
        compare, number = str(found["compare"][0].value), found["number"][0].value
    side = "negative" if compare[0] == "<" else "positive"
    return (f"{side} {compare}{number}", match.end()) if sign in (None, side) else None


SCORES = (
    "TISSUE*{scores:(?:NUM PLUS?(?:(?:SLASH|AND|LP|WITH|COMMA)*(?:TISSUE"
    "(?:MINUS|SIGN)|SIGN TISSUE)RP?)?(?:OR|COMMA|SLASH|AND)*TISSUE*)+}"
)


def _scores(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "IHC 1+ or IHC 2+/ISH-": the scores by which HER2 is told; 2+ needs a negative gene test."""
    match = pattern(SCORES).match(written(tokens), at)
    if match is None:
        return None
    inside = tokens[at : match.end()]
    allowed: set[str] = set()
    for place, token in enumerate(inside):
        if token.type != "NUM":
            continue
        after = inside[place + 1 : place + 6]
        until = next((index for index, one in enumerate(after) if one.type == "NUM"), len(after))
        negative = any(sign_of(one) == "negative" for one in after[:until])
        known = {0.0: ("zero", "ultralow"), 1.0: ("low",), 3.0: ("positive",), 2.0: ("low",) if negative else ()}.get(
            token.value
        )
        if not known:
            return None
        allowed.update(known)
    return ("scores " + " ".join(sorted(allowed)), match.end()) if allowed else None


def _names(tokens: Sequence[Token], at: int) -> tuple[list[str], bool, int]:
    named = [str(tokens[at].value)]
    union = False
    place = at + 1
    while True:
        step = place
        while step < len(tokens) and tokens[step].type in ("AND", "OR", "SLASH", "COMMA", "LP", "RP"):
            step += 1
        if step == place or step >= len(tokens) or tokens[step].type != "REC" or step - place > 2:
            break
        union = union or any(token.type in ("OR", "SLASH") for token in tokens[place:step])
        named.append(str(tokens[step].value))
        place = step + 1
        if place < len(tokens) and tokens[place].type == "RP":
            place += 1
    return named, union, place


def _phrase_condition(said: Phrase, cut: Limit | None) -> Condition | None:
    if cut == ("?", 0.0) or _own_ratio(said.definitions):
        return None
    her2 = [(sign, join) for name, sign, join in said.receptors if name == "her2"]
    rest = _refined([one for one in said.receptors if one[0] in HORMONE])
    parts: list[Condition | None] = []
    if said.triple:
        triple = [hormone(["hr"], "negative", True, cut), is_in("her2", *HER2["negative"])]
        if {(sign, join) for _, sign, join in rest} <= {("low", "OR"), ("low", "SLASH")} and rest:
            low = hormone([name for name, _, _ in rest], "low", True, None)
            # how low, and of which receptor, each trial says by itself
            parts.append(
                one_of((both(one for one in triple if one), both((low, UNREAD)))) if low and triple[0] else None
            )
        elif any(sign.partition(" ")[0] != "negative" for _, sign, _ in rest):
            return None
        else:
            parts += triple
    elif rest:
        parts.append(_hormones(rest, cut))
    if her2:
        parts.append(_her2([sign for sign, _ in her2]))
        if rest and her2[0][1] == "OR":
            return None
    if any(name == "other" for name, _, _ in said.receptors):
        parts.append(UNREAD)
    if said.extents:
        parts.append(reach(said.extents))
    return _each(parts)


# From which number of HER2 genes on, or genes for each chromosome 17, the guidelines count HER2 as positive.
KNOWN_RATIOS = (2.0, 4.0, 6.0)


def _own_ratio(tokens: Sequence[Token]) -> bool:
    """Whether a trial sets its own limit for the gene test."""
    return any(
        one.type == "CMP"
        and other.type == "NUM"
        and other.value not in KNOWN_RATIOS
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
    if any(join in ("OR", "SLASH") and (name, sign) != rest[0][:2] for name, sign, join in rest):
        return None
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
    return is_in("her2", *sorted(allowed)) if len(allowed) < 4 else ALWAYS


EVER = {frozenset(("low",)): "her2_ever_low", frozenset(("low", "ultralow")): "her2_ever_low_or_ultralow"}


def in_any_sample(condition: Condition) -> Condition:
    """The same where any specimen counts, old or new: "HER2-low in any tumor sample"."""
    match condition:
        case IsIn(Term("her2"), allowed) if allowed in EVER:
            return yes(EVER[allowed])
        case And(several):
            return both(in_any_sample(part) for part in several)
        case Or(several):
            return one_of(in_any_sample(part) for part in several)
        case Not(part):
            return opposite(in_any_sample(part))
        case _:
            return condition
