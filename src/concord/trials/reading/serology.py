"""Tests for an infection: "HBsAg negative" is that she has it not, "positive serology for HIV" that she has it."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.lexer import Token
from concord.trials.reading.patterns import pattern, written

SEVERAL = "ILLNESS(?:(?:AND|OR|COMMA|SLASH|NEITHER)+(?:FOR|WITH)*ILLNESS)*"
TESTED = (
    rf"{{before:SIGN}}(?:TISSUE|FOR|WITH)*{{names:{SEVERAL}}}(?!(?:TISSUE|FOR)*SIGN|CODE|UNKNOWN)TISSUE*"
    rf"|{{names2:{SEVERAL}}}(?:TISSUE|FOR)*{{after:SIGN}}"
)


def tested(tokens: Sequence[Token]) -> Sequence[Token]:
    """A text in which the result of a test has become the illness, or "no" before it."""
    if not any(token.type == "SIGN" for token in tokens) or any(token.type in ("REC", "TNBC") for token in tokens):
        return tokens
    kept: list[Token] = []
    at = 0
    for match in pattern(TESTED).finditer(written(tokens)):
        name = "names" if match["names"] else "names2"
        names = tokens[slice(*match.span(name))]
        sign = tokens[match.start("before" if match["names"] else "after")]
        twice = match.start() and tokens[match.start() - 1].type == "NOT" and sign.value == "negative"
        if sign.value not in ("positive", "negative") or twice or any(one.value is None for one in names):
            continue
        kept += tokens[at : match.start()]
        if sign.value == "negative":
            kept.append(names[0]._replace(type="NOT", value=None))
            names = [one._replace(type="OR") if one.type == "AND" else one for one in names]  # none of them
        kept += names
        at = match.end()
    return [*kept, *tokens[at:]]
