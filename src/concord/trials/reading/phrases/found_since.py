"""How long ago the cancer was found, or found to have spread: "metastatic disease diagnosed within six months"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from concord.criteria.terms import And, Compare, Condition, IsIn, Or, Term
from concord.trials.reading.build import FLIPPED, UNREAD, Rule, both, compare, months, one_of, yes
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import Found, pattern, written

WHAT = "{what:(?:RELAPSED|EXTENT(?:BREAST|DISEASE)+|EXTENT?METS|FACT|BRAIN|BREAST)}"
START = "(?:(?:BEFORE|TO|OF)*EVENT)?"
ORDERS = (
    pattern(
        f"{WHAT}(?:COMMA|LP)?{{sign:(?:WITHIN CMP|WITHIN|CMP)}}{{amount:NUM TIME}}"
        f"{{other:(?:(?:AND|COMMA)*CMP NUM TIME)?}}(?:BEFORE|{START})RP?"
    ),
    pattern(f"INTERVAL?UNKNOWN?{WHAT}(?:TO|AND)EVENT{{not:NOT?}}{{sign:CMP}}{{amount:NUM TIME}}"),
    pattern(f"{{sign:(?:WITHIN CMP|WITHIN|CMP)}}{{amount:NUM TIME}}{{after:(?:AFTER|FOR|WITH)*}}{WHAT}"),
)
FOUND = re.compile(r"\bdiagnos")
# "Primary diagnosis within 16 months", with nothing else named: that of her cancer.
FIRST = re.compile(
    r"\W*(?:time (?:from|since) |date of )?(?:the )?(?:initial|first|original|primary)(?: histologic(?:al)?)?"
    r"(?: breast)?(?: cancer)? diagnosis(?: of (?:the )?(?:breast )?cancer)?\b",
    re.IGNORECASE,
)
FIRST_ALONE = pattern(
    f"^{{what:(?:SAMPLE|BREAST|DISEASE)*}}{{sign:(?:WITHIN CMP|WITHIN|CMP)}}{{amount:NUM TIME}}"
    f"{{other:}}(?:BEFORE|AGO|{START})(?=STOP|$)"
)
# A sample that was looked at is no finding of the cancer: "confirmed within 28 days".
CONFIRMED = re.compile(r"\b(?:confirm|prove|document|histolog|cytolog|patholog|biops|recur|relaps|progress)")


def found_since(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """With one token for "diagnosed within six months"; what was found when would else be read as what is now."""
    types = written(tokens)
    if FIRST.match(text) is not None and (alone := FIRST_ALONE.match(types)) is not None:
        return _first_found(Found(alone, tokens), tokens)
    for order in ORDERS:
        for match in order.finditer(types):
            said = tokens[slice(*match.span())]
            before = tokens[match.start() - 1].end if match.start() else 0
            after = tokens[match.end()].start if match.end() < len(tokens) else len(text)
            words = text[before:after].lower()
            if not FOUND.search(words) or CONFIRMED.search(words):
                continue
            found = Found(match, tokens)
            value = _since(found)
            if value is not None:
                token = Token("FOUNDSINCE", value, said[0].start, said[-1].end, said[0].must, said[0].who)
                return [*tokens[: match.start()], token, *found_since(tokens[match.end() :], text)]
    return tokens


def _first_found(found: Found, tokens: Sequence[Token]) -> Sequence[Token]:
    sign = next((str(token.value) for token in found["sign"] if token.type == "CMP"), "<")
    number, unit = found["amount"]
    limit = compare(Term("months_since_first_diagnosis"), sign, months(number.value, str(unit.value)))
    first, last = tokens[0], tokens[found.end - 1]
    return [Token("FOUNDSINCE", limit, first.start, last.end, first.must, first.who), *tokens[found.end :]]


def _since(found: Found) -> Condition | None:
    what = found["what"]
    if what[0].type == "BRAIN":
        return both((yes("site", "brain"), UNREAD))  # of which no date is known
    spread = what[0].type in ("RELAPSED", "METS") or what[0].value in ("metastatic", "extent = metastatic")
    if not spread and what[0].type != "BREAST":
        return None  # "locally advanced cancer": found at some stage, of which no date is known
    fact = Term("months_since_it_spread" if spread else "months_since_first_diagnosis")
    sign = next((str(token.value) for token in found["sign"] if token.type == "CMP"), "<")
    sign = FLIPPED[sign] if found["not"] else sign
    number, unit = found["amount"]
    limit = compare(fact, sign, months(number.value, str(unit.value)))
    if not found["other"]:
        return limit
    most, number, unit = found["other"][-3:]  # "at least one year but not more than five years ago"
    return both((limit, compare(fact, str(most.value), months(number.value, str(unit.value)))))


def since(found: Found, excludes: bool) -> Condition | None:
    condition: Condition = found["since"][0].value
    return condition


def free_for(found: Found, excludes: bool) -> Condition | None:
    """ "Disease-free interval of at least a year", with nothing named from which it is counted."""
    number, unit = found["amount"] or found["amount2"]
    sign = str(found["sign"][0].value) if found["sign"] else "<=" if found["after"][0].type == "OR_LESS" else ">="
    return compare(Term("disease_free_months"), sign, months(number.value, str(unit.value)))


RULES: list[Rule] = [
    ("disease_extent", "{since:FOUNDSINCE}", since),
    (
        "disease_free_interval",
        "DFI(?:COLON|FOR|WITH|EQUALS)*(?:{sign:CMP}{amount:NUM TIME}|{amount2:NUM TIME}{after:OR_LESS|OR_MORE})"
        "(?=STOP|$)",
        free_for,
    ),
]


AT_DIAGNOSIS = re.compile(
    r"\b(?:at|before|prior to)(?: the)?(?: time of| age of)?"
    r"(?: (?:initial|first|original|primary|breast|cancer|bc|their|her|the))* diagnosis\b"
    r"|\bdiagnosed (?:at|before|under)\b"
)
# What changes as the years go by.
ADULT = 18
CHANGES = frozenset(("age", "menopause", "performance", "sex"))


def as_it_was(condition: Condition, kinds: Sequence[str], text: str) -> Condition:
    """ "Aged 40 or less at diagnosis", "premenopausal at diagnosis": what she was then says nothing of today."""
    if not set(kinds) <= CHANGES or AT_DIAGNOSIS.search(text) is None:
        return condition
    match condition:
        case And(parts):
            return both(as_it_was(part, kinds, text) for part in parts)
        case Or(parts):
            return one_of(as_it_was(part, kinds, text) for part in parts)
        case Compare(term, operator, limit):
            if term.name != "age_years" or operator[0] != ">":
                return UNREAD
            return condition if limit <= ADULT else both((condition, UNREAD))  # who was older then is older now
        case IsIn(term):
            return condition if term.name == "sex" else UNREAD
        case _:
            return UNREAD
