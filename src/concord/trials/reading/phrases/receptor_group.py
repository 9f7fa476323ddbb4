"""Receptors that are named together with one sign: "ER and/or PR positive", "at least 1 % of cells ER positive"."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.phrases.cancer import MIXED
from concord.trials.reading.phrases.tested import scores, sign_of
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import Found, pattern, written

NAMED_PERCENT = pattern(
    "(?:WITH|FOR|LP|TISSUE|COMMA|SIGN(?=FOR?CMP))*"
    "(?:{least:CMP}{low3:NUM}UNIT(?:AND|LOOSE|COMMA)?{most:CMP}{high3:NUM}UNIT|{compare:CMP}{number:NUM}UNIT"
    "|(?:{low:NUM}UNIT?(?:MINUS|TO)|BETWEEN{low2:NUM}UNIT?AND){high:NUM}UNIT"
    "|{more_number:NUM}UNIT{more:OR_MORE|OR_LESS})"
    "(?:TISSUE|(?:HOW|FOR|WITH)(?=TISSUE)|SIGN(?!REC))*RP?"
)
SIGNS = (("least", ">"), ("most", "<"))
SIGNS_FIRST = pattern("SIGN(?:(?:OR|SLASH|AND|COMMA)+SIGN)*(?:TISSUE|FOR)*(?=REC)")
PERCENT_FIRST = pattern("CMP NUM UNIT(?:TISSUE|FOR|SIGN)*(?=REC)")


# "HER2 expression, determined by the local laboratory as IHC 3+"
FOUND_AS = pattern("COMMA?UNKNOWN?HOW(?:SOURCE|FDA|TISSUE(?!NUM))*(?:FOR|COLON)(?=TISSUE NUM|NUM PLUS)")


def receptor_group(tokens: Sequence[Token], at: int) -> tuple[list[str], str, bool, int] | None:
    """One or more receptors with one sign: "ER and/or PR positive", "ER-", "negative HER2"; scores alone are HER2's."""
    types = written(tokens)
    start = at
    if tokens[at].type == "TISSUE":
        scored = scores(tokens, at) if at == 0 else None
        return scored and (["her2"], scored[0], False, scored[1])
    if tokens[at].type == "CMP":  # "at least 1 % of cells ER positive"
        first = PERCENT_FIRST.match(types, at)
        group = receptor_group(tokens, first.end()) if first else None
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
        if "her2" not in named and len(signs) == 1 and (percent := _percent(tokens, types, at, sign)):
            return named, percent[0], union, percent[1]
        return (named, sign, union, at) if at >= len(tokens) or sign_of(tokens[at]) is None else None
    named, union, at = _names(tokens, at)
    shown = at + (at < len(tokens) and tokens[at][:2] == ("SIGN", "expressed"))
    if named == ["her2"] and (found := FOUND_AS.match(types, shown)):
        shown = found.end()
    if named == ["her2"] and (scored := scores(tokens, shown)) is not None:
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


def _percent(tokens: Sequence[Token], types: str, at: int, sign: str | None) -> tuple[str, int] | None:
    """A sign with its percent, and where that ends: "ER > 10 %", "ER positive (> 10 %)", "PR 1-10 %"."""
    match = NAMED_PERCENT.match(types, at)
    if match is None or any(
        token.type == "UNIT" and token.value != "percent" for token in tokens[match.start() : match.end()]
    ):
        return None
    found = Found(match, tokens)
    if found["high"] or found["high3"]:
        low, high = ((found[one] or found[f"{one}2"] or found[f"{one}3"])[0].value for one in ("low", "high"))
        least, most = (str(found[one][0].value) if found[one] else f"{default}=" for one, default in SIGNS)
        if (least[0], most[0]) != (">", "<"):
            return None
        if (low, high) == (1.0, 10.0):
            return ("low", match.end()) if sign in (None, "low", "positive") else None
        return (f"within {least}{low:g} {most}{high:g}", match.end()) if sign is None else None
    if found["more"]:
        compare, number = (">=" if found["more"][0].type == "OR_MORE" else "<="), found["more_number"][0].value
    else:
        compare, number = str(found["compare"][0].value), found["number"][0].value
    side = "negative" if compare[0] == "<" else "positive"
    return (f"{side} {compare}{number}", match.end()) if sign in (None, side) else None


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
