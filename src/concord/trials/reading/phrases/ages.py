"""Ages from which some may take part, and others: "at least 18 years (20 in one country, 12 for one cohort)"."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import Term
from concord.trials.reading.build import UNREAD, Read, both, compare, one_of
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import pattern, written

# What such a sentence consists of, besides its numbers: whom each age is for is not known.
ABOUT_AGE = frozenset(
    (
        *("AGE", "CMP", "NUM", "TIME", "OR_MORE", "LP", "RP", "COMMA", "STOP", "OR", "AND", "SEX", "ADULT", "EVENT"),
        *("FOR", "IF", "WITH", "WHO", "COHORT", "UNKNOWN", "CODE", "DISEASE", "ALLOWED", "MAY", "EXCEPT", "COLON"),
        *("OBTAINED", "HOW", "SOURCE", "LOOSE", "TO", "EXTENT", "BEFORE", "LEGALAGE", "MALIGNANCY", "SOMECANCER"),
    )
)
FROM = pattern(
    "{compare:CMP}AGE?{number:NUM}(?:TIME|AGE)|{number2:NUM}(?:TIME|AGE)+OR_MORE|AGE NUM OR_MORE"
    "|(?<=LP)NUM TIME?(?=FOR)"
)
FACT = Term("age_years")


def several_ages(tokens: Sequence[Token]) -> Read | None:
    """From the highest of the ages on everybody may take part, below the lowest nobody; between, it hangs on more."""
    if not {token.type for token in tokens} <= ABOUT_AGE:
        return None
    ages: list[float] = []
    for match in FROM.finditer(written(tokens)):
        found = tokens[match.start() : match.end()]
        signs = [str(token.value) for token in found if token.type == "CMP"]
        units = {token.value for token in found if token.type == "TIME"}
        if units - {"year"} or any(sign[0] == "<" for sign in signs):
            return None
        ages.append(next(token.value for token in found if token.type == "NUM"))
    named = any(token.type in ("AGE", "ADULT") for token in tokens)
    if len(set(ages)) < 2 or not named or not all(10 <= age <= 100 for age in ages):
        return None
    if sum(token.type == "NUM" for token in tokens) != len(ages) or any(token.type == "SEX" for token in tokens):
        return None
    lowest, highest = compare(FACT, ">=", min(ages)), compare(FACT, ">=", max(ages))
    condition = one_of((highest, both((lowest, UNREAD))))
    return Read(condition, ("age",), ((condition, *span_of(tokens)),))
