"""Amounts of a lifetime: "cumulative dose of A above 400 mg/m2, or B above 800 mg/m2"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from concord.criteria.terms import Condition, Term
from concord.trials.reading.build import UNREAD, Read, Rule, both, compare, one_of
from concord.trials.reading.phrases.medicines import names_of
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import Found, pattern, written
from concord.trials.reading.words.vocabulary import Medicine


def cumulative(found: Found, excludes: bool) -> Condition | None:
    """A lifetime dose. Amounts of a class, counted as those of one of its medicines, leave the others open."""
    named = [one for part in ("before", "meds", "after") for token in found[part] for one in names_of(token)]
    single = list(dict.fromkeys(one.name for one in named if one.name is not None and one.name.members <= {one.name}))
    if len(single) != 1 or found["unit"][0].value != "mg_m2":
        return None
    condition = compare(
        Term("cumulative_mg_m2", (single[0],)), str(found["compare"][0].value), found["number"][0].value
    )
    return condition if len(named) == 1 else one_of((condition, UNREAD))


# An amount per square metre that is no dose of one day.
LIFETIME = 200.0


def amount(found: Found, excludes: bool) -> Condition | None:
    """ "Or another of its class above 720 mg/m2", after words that say of which doses they speak."""
    return cumulative(found, excludes) if found["number"][0].value >= LIFETIME else None


AMOUNT = (
    "(?:FOR|WITH|COLON|LP|EQUALS|CUMULATIVE|TREATED|OBTAINED)*"
    "{compare:CMP}{number:NUM}{unit:UNIT}(?:FOR|WITH|LP|PRIOR)*"
)
RULES: list[Rule] = [
    (
        "cumulative_dose",
        (
            "(?:PRIOR|TREATED|FOR|WITH)*{before:MED?}(?:FOR|WITH|OBTAINED|TO|COMMA|LP)*CUMULATIVE(?:FOR|WITH|PRIOR)*"
            f"{{meds:MED?}}{AMOUNT}{{after:MED?}}RP?"
        ),
        cumulative,
    ),
    ("cumulative_dose", f"(?:PRIOR|TREATED|FOR|WITH)*{{before:MED}}{{meds:MED?}}{AMOUNT}{{after:MED?}}", amount),
]


# Words of a sentence that only tells amounts.
TELLING = {
    "PRIOR",
    "TREATED",
    "CUMULATIVE",
    "FOR",
    "WITH",
    "TO",
    "OBTAINED",
    "EQUALS",
    "COLON",
    "LP",
    "RP",
    "OR",
    "AND",
}
TELLING |= {
    "COMMA",
    "SLASH",
    "CMP",
    "NUM",
    "UNIT",
    "MED",
    "OTHER",
    "ANOTHER",
    "OR_LESS",
    "OR_MORE",
    "BETWEEN",
    "STOP",
    "WHO",
}
SMALL = {
    "exposure",
    "dose",
    "doses",
    "equivalent",
    "equivalents",
    "its",
    "amount",
    "limit",
    "total",
    "body",
    "surface",
    "area",
}


class Amount(NamedTuple):
    operator: str
    number: float
    medicine: Medicine | None


def amounts(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """A sentence that tells amounts of a lifetime and nothing else."""
    if not excludes:
        tokens = _demanded(tokens)
    if not all(token.type in TELLING or (token.type == "UNKNOWN" and token.value in SMALL) for token in tokens):
        return None
    found = _amounts(tokens)
    of_a_lifetime = any(token.type == "CUMULATIVE" for token in tokens)
    if not of_a_lifetime and any(one.number < LIFETIME for one in found):
        return None
    named = [one for token in tokens if token.type == "MED" for one in names_of(token)]
    if not found or any(one.medicine is None for one in found):
        return None
    known = {one.medicine for one in found}
    # an amount of a class, counted as that of one of its medicines, leaves the others open
    others = len(known) == 1 and any(one.name not in known for one in named)
    others = others or any(token.value == EQUIVALENT for token in tokens if token.type == "CUMULATIVE")
    several = [compare(Term("cumulative_mg_m2", (one.medicine,)), one.operator, one.number) for one in found]
    condition = (one_of if excludes else both)([*several, *([UNREAD] if others else [])])
    return Read(condition, ("cumulative_dose",), ((condition, *span_of(tokens)),))


# "Or equivalent" in the text.
EQUIVALENT = "equivalent"


def _demanded(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "A is allowed if the cumulative dose is below ...": who never had it has none."""
    types = written(tokens)
    match = pattern("(?:PRIOR|TREATED|MED|FOR|WITH|SETTING)*ALLOWED(?:IF|LOOSE)").match(types)
    return tokens[match.end() :] if match else tokens


def _amounts(tokens: Sequence[Token]) -> list[Amount]:
    """Each number with its medicine, before it or after it, and with the sign that was said last."""
    types = written(tokens)
    found: list[Amount] = []
    operator = ""
    at = 0
    for match in pattern("NUM UNIT").finditer(types):
        before, after = tokens[at : match.start()], tokens[match.end() :]
        operator = next((str(token.value) for token in reversed(before) if token.type == "CMP"), operator)
        if after and after[0].type in ("OR_LESS", "OR_MORE"):
            operator = "<=" if after[0].type == "OR_LESS" else ">="
        follows = next((token for token in after if token.type not in (*GLUE, "UNKNOWN")), None)
        own = [token for token in before if _single(token)]
        if not own and follows is not None and _single(follows):
            own = [follows]
            at = tokens.index(follows) + 1
        else:
            at = match.end()
        unit = tokens[match.start() + 1].value
        if not operator or len(own) != 1 or unit != "mg_m2":
            return []
        found.append(Amount(operator, float(tokens[match.start()].value), own[0].value))
    return found


GLUE = ("FOR", "WITH", "LP", "OR_LESS", "OR_MORE")


def _single(token: Token) -> bool:
    """Whether it names one medicine, not a class."""
    return token.type == "MED" and isinstance(token.value, Medicine) and token.value.members <= {str(token.value)}
