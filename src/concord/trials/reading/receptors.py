"""The kind of cancer in one phrase: receptors, their scores and percents, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import ALWAYS, Condition, Term
from concord.trials.reading.build import UNREAD, Item, both, compare, is_in, one_of, opposite
from concord.trials.reading.lexer import Token
from concord.trials.reading.patterns import Found, pattern, written

HER2 = {
    "positive": ("positive",),
    "negative": ("zero", "ultralow", "low"),
    "low": ("low",),
    "ultralow": ("ultralow",),
    "zero": ("zero",),
}
INOPERABLE, METASTATIC, EARLY = "locally_advanced_inoperable", "metastatic", "early"
JOINS = ("AND", "OR", "SLASH", "COMMA", "PLUS", "WITH", "WHO", "FOR", "COLON")
# What may stand in a definition beside a receptor: "(IHC 0 or 1+, or 2+ and ISH negative)".
DEFINING = {
    "REC",
    "SIGN",
    "PLUS",
    "MINUS",
    "NUM",
    "CMP",
    "UNIT",
    "TISSUE",
    "AND",
    "OR",
    "SLASH",
    "COMMA",
    "IF",
    "DEFINED",
    "THATIS",
    "NOT",
    "WITH",
    "FOR",
    "COLON",
    "EQUALS",
    "TNBC",
    "TO",
    "BREAST",
    "DISEASE",
    "BETWEEN",
    "LP",
    "RP",
    "OR_MORE",
    "WITHIN",
    "GENE",
    "ALTERED",
    "NOTE",
    "EXTENT",
    "NOCURE",
    "ISDEFINED",
    "HOW",
}


def closing(tokens: Sequence[Token], at: int) -> int:
    """The place of the bracket that closes the one at a place; the end if none does."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += (tokens[place].type == "LP") - (tokens[place].type == "RP")
        if depth == 0:
            return place
    return len(tokens)


def cut_off(tokens: Sequence[Token]) -> tuple[str, float] | None:
    """The percent of cells from which on a hormone receptor counts as positive, where the text says one."""
    found: set[tuple[str, float]] = set()
    receptor = "er"
    for at, token in enumerate(tokens):
        if token.type == "REC":
            receptor = str(token.value)
        if (
            token.type == "CMP"
            and at + 2 < len(tokens)
            and tokens[at + 1].type == "NUM"
            and tokens[at + 2][:2] == ("UNIT", "percent")
            and receptor != "her2"
        ):
            found.add((str(token.value), tokens[at + 1].value))
    return found.pop() if len(found) == 1 else ("?", 0.0) if found else None


def hormone(receptors: list[str], sign: str, union: bool, cut: tuple[str, float] | None) -> Condition | None:
    """Estrogen and progesterone receptors, together or by themselves."""
    names = set(receptors)
    if " " in sign:
        sign, _, limit = sign.partition(" ")
        cut = (limit.rstrip("0123456789."), float(limit.lstrip("<>=")))
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


def noun_phrase(tokens: Sequence[Token], at: int) -> Item | None:
    """ "ER-positive, HER2-negative, metastatic breast cancer": all adjectives before and after the noun."""
    start = at
    receptors: list[tuple[str, str, str]] = []  # receptor, sign, how joined to what stood before
    extents: list[str] = []
    triple = head = False
    definitions: list[Token] = []
    join = ""
    end = at
    while at < len(tokens):
        token = tokens[at]
        if token.type in JOINS:
            join = token.type if not join or join in ("COMMA", "PLUS") else join
            if join == "WITH" and not receptors and not head and not triple and not extents:
                return None
            at += 1
            continue
        if token.type == "LP":
            close = closing(tokens, at)
            inner = tokens[at + 1 : close]
            if (
                head
                and inner
                and all(one.type == "EXTENT" and one.value in extents for one in inner)
                and close < len(tokens)
            ):
                at = end = close + 1  # "metastatic breast cancer (stage IV)"
                continue
            if (
                close == len(tokens)
                or not inner
                or any(one.type not in DEFINING for one in inner)
                or not (receptors or triple)
            ):
                break
            if not head and not receptors:
                break
            definitions += inner
            at = end = close + 1
            continue
        if token.type == "REC" or (token.type == "SIGN" and at + 1 < len(tokens) and tokens[at + 1].type == "REC"):
            group = _receptors(tokens, at)
            if group is None:
                break
            named, sign, union, at = group
            receptors += [(one, sign, ("OR" if union else "AND") if index else join) for index, one in enumerate(named)]
            join, end = "", at
            continue
        if token.type == "EXTENT":
            extents.append(str(token.value) if not (join == "" and extents) else f"+{token.value}")
            at += 1
            join, end = "", at
            continue
        if token.type == "TNBC":
            triple = head = True
        elif token.type in ("BREAST", "DISEASE"):
            head = True
        elif token.type == "DEFINED" and (receptors or triple):
            tail = at
            while tail < len(tokens) and tokens[tail].type in DEFINING:
                tail += 1
            definitions += tokens[at:tail]
            at = end = tail
            break
        elif token.type != "NOCURE" or not (head or extents):
            break
        at += 1
        join, end = "", at
    if not (receptors or triple or extents or head) or (extents and not (head or receptors)) or end == start:
        return None
    cut = cut_off([*definitions, *tokens[end:]]) if (receptors or triple) else None
    condition = _phrase_condition(receptors, triple, extents, cut)
    if condition is None:
        return None
    kinds = (
        *(("receptors",) if receptors or triple else ()),
        *(("disease_extent",) if extents or not (receptors or triple) else ()),
    )
    return Item(condition, kinds, end)


def _receptors(tokens: Sequence[Token], at: int) -> tuple[list[str], str, bool, int] | None:
    """One or more receptors with one sign: "ER and/or PR positive", "ER-", "negative HER2"."""
    if tokens[at].type == "SIGN":
        sign = str(tokens[at].value)
        named, union, at = _names(tokens, at + 1)
        return (named, sign, union, at) if at >= len(tokens) or sign_of(tokens[at]) is None else None
    named, union, at = _names(tokens, at)
    if named == ["her2"] and (scored := _scores(tokens, at)) is not None:
        return (named, scored[0], False, scored[1])
    while at < len(tokens) and tokens[at].type in ("TISSUE", "NOTE"):
        at += 1
    if (
        percent := pattern(
            "(?:WITH|FOR|LP|SIGN(?=CMP))*(?:{compare:CMP}{number:NUM}|{low:NUM}(?:MINUS|TO){high:NUM})UNIT RP?"
        ).match(written(tokens), at)
    ) and "her2" not in named:
        found = Found(percent, tokens)
        if found["low"]:
            if (found["low"][0].value, found["high"][0].value) == (1.0, 10.0):
                return named, "low", False, percent.end()
            return None
        side = "negative" if str(found["compare"][0].value)[0] == "<" else "positive"
        return named, f"{side} {found['compare'][0].value}{found['number'][0].value}", union, percent.end()
    bracketed = at + 2 < len(tokens) and tokens[at].type == "LP" and tokens[at + 2].type == "RP"
    at += bracketed  # "HER2 (-)"
    said = sign_of(tokens[at]) if at < len(tokens) else None
    if said is None:
        return None
    sign = said
    at += 1 + bracketed
    signs = {sign}
    while (
        at + 1 < len(tokens)
        and tokens[at].type in ("OR", "SLASH", "AND")
        and (more := sign_of(tokens[at + 1]))
        and tokens[at + 1].type == "SIGN"
    ):
        signs.add(more)
        at += 2
    if len(signs) > 1:
        sign = (
            "any" if {"positive", "negative"} <= signs else "low_or_ultralow" if signs == {"low", "ultralow"} else "?"
        )
    while at < len(tokens) and tokens[at].type == "TISSUE":
        at += 1
    return named, sign, union, at


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


def _phrase_condition(
    receptors: list[tuple[str, str, str]], triple: bool, extents: list[str], cut: tuple[str, float] | None
) -> Condition | None:
    parts: list[Condition] = []
    her2: list[tuple[str, str]] = [(sign, join) for name, sign, join in receptors if name == "her2"]
    rest = [(name, sign, join) for name, sign, join in receptors if name != "her2"]
    if cut == ("?", 0.0):
        return None
    if triple:
        if rest and any(sign != "negative" for _, sign, _ in rest):
            return None
        limit = hormone(["hr"], "negative", True, cut)
        if limit is None:
            return None
        parts += [limit, is_in("her2", *HER2["negative"])]
    elif rest:
        if len({name for name, _, _ in rest}) < len(rest) and {sign for _, sign, _ in rest} != {rest[0][1]}:
            return None
        signs = {sign for _, sign, _ in rest}
        if signs == {"any"}:
            pass
        elif len(signs) == 1 and "any" not in signs:
            names = [name for name, _, _ in rest]
            sign = signs.pop()
            union = any(join in ("OR", "SLASH") for _, _, join in rest[1:]) or "hr" in names
            if "hr" in names and any(join == "OR" for _, _, join in rest[1:]) and set(names) - {"hr", "er", "pr"}:
                return None
            one = hormone(names, sign, union, cut)
            if one is None:
                return None
            parts.append(one)
        else:
            for name, sign, join in rest:
                if join in ("OR", "SLASH") and name != rest[0][0] and sign != rest[0][1]:
                    return None
                one = ALWAYS if sign == "any" else hormone([name], sign, True, cut if sign == "positive" else None)
                if one is None:
                    return None
                parts.append(one)
    if her2:
        allowed: set[str] = set()
        for sign, _ in her2:
            if sign == "any":
                allowed |= {"positive", *HER2["negative"]}
            elif sign.startswith("scores "):
                allowed |= set(sign.split()[1:])
            elif sign == "low_or_ultralow":
                allowed |= {"low", "ultralow"}
            elif sign in HER2:
                allowed |= set(HER2[sign])
            else:
                return None
        if len(allowed) < 4:
            parts.append(is_in("her2", *sorted(allowed)))
        if rest and her2[0][1] == "OR":
            return None
    if extents:
        extent = _extent(extents)
        if extent is None:
            return None
        parts.append(extent)
    return both(parts) if parts else ALWAYS


def _extent(extents: list[str]) -> Condition | None:
    """How far the cancer reaches: "locally advanced" counts beside "unresectable" or "metastatic"."""
    words = [word.lstrip("+") for word in extents]
    named = set(words)
    if named & {"stage_early", "stage_curable"}:
        if named - {"stage_early", "stage_curable"}:
            return None
        reach_of = is_in("extent", EARLY) if named == {"stage_early"} else opposite(is_in("extent", METASTATIC))
        return both((reach_of, UNREAD))
    if "not_metastatic" in named:
        return opposite(is_in("extent", METASTATIC)) if len(named) == 1 else None
    if "locally_recurrent" in named:
        if "unresectable" in named:
            return _extent([one.replace("locally_recurrent", "locally_advanced") for one in extents])
        rest = [one for one in extents if one.lstrip("+") != "locally_recurrent"]
        known = _extent(rest) if rest else None
        return one_of((known, UNREAD)) if known else UNREAD
    if "recurrent" in named:
        rest = [word for word in words if word != "recurrent"]
        known = _extent(rest) if rest else None
        at = words.index("recurrent")
        alone = not (at and extents[at].startswith("+")) and not (
            at + 1 < len(extents) and extents[at + 1].startswith("+")
        )
        if known is None:
            return UNREAD
        return one_of((known, UNREAD)) if alone else both((known, UNREAD))
    reach: set[str] = set()
    if "metastatic" in named or "advanced" in named:
        reach.add(METASTATIC)
    if "advanced" in named or "unresectable" in named or ("locally_advanced" in named and "metastatic" in named):
        reach.add(INOPERABLE)
    if named == {"unresectable", "metastatic"} and any(one.startswith("+") for one in extents):
        reach.discard(INOPERABLE)
    return is_in("extent", *sorted(reach)) if reach else None
