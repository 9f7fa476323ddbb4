"""How receptors are tested: percents of cells, scores of HER2, results of a gene test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import Found, pattern, written

HORMONE = ("er", "pr", "hr")
# What a percent may be of: the nearest before it.
MEASURED = frozenset(("REC", "LAB", "SITE", "CODE", "MED", "ILLNESS", "FACT"))
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


FROM_A_SCORE = pattern("{least:CMP}{from_score:NUM}PLUS|{more:NUM}PLUS OR_MORE")
# "Overexpression (2+ or 3+)"
TWO_SCORES = pattern("LP TISSUE?{low:NUM}PLUS?(?:OR|TO|SLASH|MINUS){high:NUM}PLUS RP")


def her2_from_less(tokens: Sequence[Token]) -> bool:
    """Whether HER2 counts from one or two plus on, as in "positive is at least 2+": another thing than positive.

    "HER2 expression of at least 1+", where nothing is called positive, is what it says.
    """
    if not any(token.value == "her2" for token in tokens):
        return False
    called_positive = any((token.type, token.value) == ("SIGN", "positive") for token in tokens)
    for found in FROM_A_SCORE.finditer(written(tokens)):
        number = tokens[found.start("from_score" if found["least"] else "more")].value
        least = not found["least"] or str(tokens[found.start()].value)[0] == ">"
        if least and number < 3 and (called_positive or not _from_one(tokens[slice(*found.span())])):
            return True
    pairs = [Found(found, tokens) for found in TWO_SCORES.finditer(written(tokens))]
    return called_positive and any((one["low"][0].value, one["high"][0].value) == (2.0, 3.0) for one in pairs)


THREE_SIGNS = pattern("(?<=REC){lp:LP?}PLUS PLUS PLUS{rp:RP?}|(?<=REC)DEGREE(?=NUM PLUS)")


def three_plus(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "HER2 (+++)", "HER2 grade 3+" as "HER2 3+"."""
    match = THREE_SIGNS.search(written(tokens))
    if match is None:
        return tokens
    rest = tokens[match.end() :]
    if tokens[match.start()].type == "DEGREE":
        return [*tokens[: match.start()], *rest]
    plus = tokens[match.start("rp") - 1] if match["rp"] else tokens[match.end() - 1]
    three = plus._replace(type="NUM", value=3.0, end=plus.start)
    return [*tokens[: match.start()], three, plus._replace(type="PLUS"), *rest]


FROM_TWO = pattern(
    "{her2:REC}SIGN?(?:LP|HOW|FOR|WITH|DEFINED|COLON|TISSUE)*"
    "(?:{low:NUM}PLUS?(?:OR|TO|SLASH|MINUS|COMMA)+{high:NUM}PLUS|{least:CMP}{low2:NUM}PLUS|{low3:NUM}PLUS OR_MORE)"
    "(?:HOW|TISSUE|FOR)*RP?(?!(?:AND|OR|WITH|COMMA|SLASH|LP|BUT)+(?:TISSUE|SIGN|NUM))"
)
TWO, THREE = 2.0, 3.0


def from_two_plus(tokens: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """ "HER2 IHC 2+ or 3+" as "HER2 IHC of at least 1+", and whether so: of 1+ it is not enough."""
    for match in FROM_TWO.finditer(written(tokens)):
        found = Found(match, tokens)
        low = next(found[name][0].value for name in ("low", "low2", "low3") if found[name])
        up = not found["least"] or found["least"][0].value == ">="
        if (
            found["her2"][0].value == "her2"
            and low == TWO
            and up
            and (not found["high"] or found["high"][0].value == THREE)
        ):
            her2 = found["her2"][0]
            place = her2._replace(start=her2.end, must=False, who=False)
            said = [("TISSUE", "ihc"), ("CMP", ">="), ("NUM", 1.0), ("PLUS", "+")]
            again = [place._replace(type=kind, value=value) for kind, value in said]
            return [*tokens[: match.start() + 1], *again, *tokens[match.end() :]], True
    return tokens, False


# "Overexpressed by IHC or amplified by FISH", "3+ by IHC or HER2 amplified by FISH"
BY_TEST = "(?:(?:HOW|FOR|LP)*TISSUE RP?)+"
TWO_WAYS = pattern(
    f"{{what:REC}}(?:{{sign:SIGN}}(?:LP TISSUE?{{score:NUM}}(?:(?:OR|TO|SLASH|MINUS)NUM)?PLUS RP)?"
    f"|{{bare:NUM}}(?:PLUS?(?:OR|TO|SLASH|MINUS)NUM)?PLUS){BY_TEST}(?:LP NUM(?:(?:OR|TO|SLASH|MINUS)NUM)?PLUS RP)?"
    f"{{again:(?:COMMA?OR|SLASH){{same:REC?}}{{other:SIGN}}{BY_TEST}}}(?=STOP|COMMA|$)"
)
SIGN_OF_SCORE = {0.0: "negative", 3.0: "positive"}


def in_two_ways(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "HER2 overexpressed by one test or amplified by another" is HER2-positive."""
    kept: list[Token] = []
    at = 0
    for match in TWO_WAYS.finditer(written(tokens)):
        found = Found(match, tokens)
        first = found["sign"][0].value if found["sign"] else SIGN_OF_SCORE.get(found["bare"][0].value)
        names = {token.value for name in ("what", "same") for token in found[name]}
        if names == {"her2"} and first == found["other"][0].value and first in BY_SIGN:
            kept += tokens[at : match.start("again")]
            at = match.end("again")
    return [*kept, *tokens[at:]]


RANGE = pattern("{least:NUM}UNIT?(?:MINUS|TO){most:NUM}UNIT")


BY_SCORE = pattern(
    "{her2:REC}NUM PLUS(?=HOW?(?:TISSUE|SOURCE)*(?:OR|SLASH)TISSUE*SIGN(?:HOW|TISSUE|CMP|NUM|SOURCE|COMMA|STOP)*$)"
)


def named_by_score(found: Sequence[Token]) -> Sequence[Token]:
    """ "HER2 3+ by IHC or amplified by FISH" as "HER2 positive: 3+ by IHC or ..."."""
    kept = list(found)
    for match in reversed([*BY_SCORE.finditer(written(found))]):
        at = match.start("her2")
        told = {"SIGN", "LP", "DEFINED", "NOT"} & {token.type for token in found[:at]}  # "positive (HER2 3+ or ...)"
        if found[at].value == "her2" and found[at + 1].value == TOP_SCORE and not told:
            place = found[at]._replace(start=found[at].end, must=False, who=False)
            positive = [place._replace(type="SIGN", value="positive"), place._replace(type="COLON", value=":")]
            kept[at + 1 : at + 1] = positive
    return kept


HIGH = re.compile(r"\bhigh\b|-h\b", re.IGNORECASE)
# A number of its own may follow: "TMB-high (at least 16)".
OWN_LIMIT = pattern("(?:FOR|WITH|COLON|LP|RP|DEFINED|EQUALS|HOW|THATIS|COMMA|CODE|UNKNOWN|SOURCE|TISSUE)*(?:CMP|NUM)")


def high_burden(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "TMB-H", without a number: ten mutations in a million letters, or more."""
    types = written(found)
    return [
        token._replace(type="FACT", value="tumor_mutational_burden >= 10")
        if token.value == "tumor_mutational_burden"
        and HIGH.search(text[token.start : token.end])
        and not OWN_LIMIT.match(types, at + 1)
        else token
        for at, token in enumerate(found)
    ]


TOP_SCORE = 3.0


def own_low(tokens: Sequence[Token]) -> bool:
    """Whether a trial has a range of its own for a low hormone receptor: "HR-low (1-50 %)"."""
    named = {token.value for token in tokens if token.type == "REC"} & {*HORMONE}
    if not named or not any((token.type, token.value) == ("SIGN", "low") for token in tokens):
        return False
    ranges = [Found(found, tokens) for found in RANGE.finditer(written(tokens))]
    return any((found["least"][0].value, found["most"][0].value) != (1.0, 10.0) for found in ranges)


def _from_one(tokens: Sequence[Token]) -> bool:
    """ "At least 1+", "1+ or more"."""
    return [token.value for token in tokens if token.type in ("CMP", "NUM")] in ([">=", 1.0], [1.0])


CHANGED_GENE = re.compile(r"mutat|mutant|variant|alter|aberr", re.IGNORECASE)
OF_GENE = ("ALTERED", "GERMLINE", "SOMATIC")


PD_L1 = re.compile(r"pd-?l-?1", re.IGNORECASE)
SIGN_BEFORE_KIND = pattern("SIGN COMMA?(?:TNBC|EXTENT|REC)")


def _of_a_kind(tokens: Sequence[Token], at: int) -> bool:
    return SIGN_BEFORE_KIND.match(written(tokens), at) is not None


def gene_or_protein(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """ "HER2 gene amplification" is HER2-positive, as "HER2 amplification" is; a HER2 mutation is one of the gene.

    PD-L1 is no medicine before a kind of cancer: "PD-L1-positive, triple-negative".
    """
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        before, after = tokens[at - 1] if at else token, tokens[at + 1] if at + 1 < len(tokens) else token
        if (token.type, token.value) == ("GENE", "ERBB2") and after.type == "SIGN" and after.value in BY_SIGN:
            token = token._replace(type="REC", value="her2")
        elif token.type == "MED" and PD_L1.fullmatch(text[token.start : token.end]) and _of_a_kind(tokens, at + 1):
            token = token._replace(type="REC", value="other")
        elif (token.type, token.value) == ("REC", "her2") and sign_of(after) is None:
            changes = [text[one.start : one.end] for one in (before, after) if one.type in OF_GENE]
            if any(CHANGED_GENE.search(one) for one in changes):
                token = token._replace(type="GENE", value="ERBB2")
        kept.append(token)
    return kept


NOT_EXPRESSED = pattern("NOT(?:REC(?:COMMA|AND|OR|SLASH)*)+SIGN")


def without_expression(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Low HER2 expression" as "low HER2", "loss of A expression" as "loss of A".

    And "absence of ER and PR expression" as "negative ER and PR".
    """
    tokens = list(tokens)
    for found in NOT_EXPRESSED.finditer(written(tokens)):
        start, last = found.start(), found.end() - 1
        if tokens[last].value == "expressed":
            tokens[start] = tokens[start]._replace(type="SIGN", value="negative")
            tokens[start:last] = [one._replace(type="AND") if one.type == "OR" else one for one in tokens[start:last]]
            tokens[last] = tokens[last]._replace(type="TISSUE", value=None)
    return [
        token
        for at, token in enumerate(tokens)
        if not (
            at > 1
            and (token.type, token.value) == ("SIGN", "expressed")
            and [one.type for one in tokens[at - 2 : at]] in (["SIGN", "REC"], ["ALTERED", "GENE"])
        )
    ]


def sign_of(token: Token) -> str | None:
    return {"PLUS": "positive", "MINUS": "negative"}.get(token.type) or (
        str(token.value) if token.type == "SIGN" else None
    )


Allowed = frozenset[str]
SCORE: dict[float, Allowed] = {
    0.0: frozenset(("zero", "ultralow")),
    1.0: frozenset(("low",)),
    3.0: frozenset(("positive",)),
}
BY_SIGN = {"positive": frozenset(("positive",)), "negative": frozenset(("zero", "ultralow", "low"))}
# From which number of HER2 genes on, or genes for each chromosome 17, the guidelines count HER2 as positive.
KNOWN_RATIOS = (2.0, 4.0, 6.0)
ONE_SCORE = pattern("{score:NUM}(?:(?:MINUS|TO){last:NUM})?PLUS*(?!UNIT|TIME|NUM)")
ONE_TEST = pattern(
    "TISSUE(?:TISSUE|SLASH|OR(?=TISSUE))*{after:SIGN|PLUS|MINUS}|{before:SIGN}TISSUE+|{more:CMP}{limit:NUM}(?!UNIT|PLUS)"
)
BY_STAINING = pattern("HOW TISSUE STOP?")
BETWEEN_SCORES = frozenset(("IF", "TISSUE", "AND", "OR", "SLASH", "COMMA", "WITH", "LP", "RP", "HOW", "FOR", "BETWEEN"))


def scores(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """ "IHC 1+ or IHC 2+/ISH-", "IHC 3+ or ISH positive": by which scores and gene tests HER2 is told, and the end.

    Two plus says nothing without a gene test.
    """
    types = written(tokens)
    allowed: set[str] = set()
    last: float | None = None  # the score before, to which a result may belong
    open_two = scored = tested_negative = False
    joins: set[str] = set()
    end, place = at, at
    while place < len(tokens):
        if (match := FROM_A_SCORE.match(types, place)) and _from_one(tokens[place : match.end()]):
            allowed |= {"low", "positive"}  # whatever a gene test of 2+ says
            scored, last = True, 1.0
        elif (match := ONE_SCORE.match(types, place)) and all(
            token.value in (0.0, 1.0, 2.0, 3.0) for token in tokens[place : match.end()] if token.type == "NUM"
        ):
            found = Found(match, tokens)
            low, high = found["score"][0].value, (found["last"] or found["score"])[0].value
            open_two = open_two or last == 2.0
            for one in (0.0, 1.0, 2.0, 3.0):
                if low <= one <= high:
                    allowed |= SCORE.get(one, frozenset())
            scored, last = True, high
        elif match := ONE_TEST.match(types, place):
            found = Found(match, tokens)
            result = _result(found)
            if result is None:
                break
            belongs = last is not None and "OR" not in joins
            if belongs and last == 2.0:
                allowed |= {"positive"} if result == "positive" else {"low"}
            elif belongs and result != ("positive" if last == 3.0 else "negative"):
                return None
            elif not belongs:
                allowed |= BY_SIGN[result]
                open_two = open_two or last == 2.0
                tested_negative = tested_negative or result == "negative"
            last = None if last == 2.0 else last
        elif last == 2.0 and "OR" not in joins and tokens[place].type == "SIGN" and tokens[place].value in BY_SIGN:
            allowed |= {"positive"} if tokens[place].value == "positive" else {"low"}  # "2+ with amplification"
            last, joins = None, set()
            place = end = place + 1
            continue
        elif tokens[place].type in BETWEEN_SCORES:
            joins.add(tokens[place].type)
            place += 1
            continue
        else:
            break
        joins = set()
        place = end = match.end()
    while end < len(tokens) and tokens[end].type == "TISSUE":
        end += 1
    depth = sum((token.type == "LP") - (token.type == "RP") for token in tokens[at:end])
    if depth == 1 and end < len(tokens) and tokens[end].type == "RP":
        depth, end = 0, end + 1
    open_two = (open_two or last == 2.0) and not {"low", "positive"} <= allowed  # "1+, 2+ or 3+"
    unclear = open_two and not tested_negative
    if not scored or depth or (tested_negative and "positive" in allowed):
        return None
    tested_too = {"TISSUE", "SIGN", "PLUS", "MINUS"} & {token.type for token in tokens[end:]}
    if unclear and (not allowed or "positive" in allowed or (tested_too and not BY_STAINING.fullmatch(types, end))):
        return None
    return " ".join(["scores", *sorted(allowed), *(["two_plus"] if unclear else [])]), end


def _result(found: Found) -> str | None:
    """What a gene test says: amplified or not."""
    if found["limit"]:
        known = found["limit"][0].value in KNOWN_RATIOS
        return None if not known else "positive" if str(found["more"][0].value)[0] == ">" else "negative"
    sign = sign_of((found["after"] or found["before"])[0])
    return sign if sign in BY_SIGN else None
