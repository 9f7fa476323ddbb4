"""Illnesses that are named by something else than their name: a test, an infection with a virus, a stage, letters."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

SEVERAL = "ILLNESS(?:(?:AND|OR|COMMA|SLASH|NEITHER)+(?:FOR|WITH)*ILLNESS)*"
TESTED = (
    rf"{{before:SIGN}}(?:TISSUE|FOR|WITH)*{{names:{SEVERAL}}}(?!(?:TISSUE|FOR)*SIGN|CODE|UNKNOWN)TISSUE*"
    rf"|{{names2:{SEVERAL}}}(?:TISSUE|FOR)*{{after:SIGN}}"
)


# Infections that are illnesses of their own.
VIRUSES = frozenset(("hepatitis_b", "hepatitis_c", "hepatitis_b or hepatitis_c", "hiv_infection"))
INFECTED = pattern("{infection:ILLNESS}{by:(?:WITH|FOR|HOW|BETWEEN)*}(?=ILLNESS)")
# "Kidney disease stage 4-5": as bad as that
STAGED = pattern(
    "(?<=ILLNESS){stage:(?:COMMA|LP)?EXTENT(?:(?:MINUS|OR|TO|SLASH|AND|COMMA)+(?:NUM|EXTENT))*OR_MORE?RP?}"
)
# Letters that are read as a number.
LETTERS = {"TEN": "part of severe_skin_reaction"}


def named_otherwise(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """A text in which an illness stands where it was named by something else."""
    return tested(marked(staged(infected(lettered(tokens, text)), text)))


def lettered(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Stevens-Johnson syndrome, TEN": no number; not in a text of capitals, nor before what is counted."""
    if text.isupper():
        return tokens
    return [
        token._replace(type="ILLNESS", value=LETTERS[written_as])
        if token.type == "NUM"
        and (written_as := text[token.start : token.end]) in LETTERS
        and any(one.value == LETTERS[written_as] for one in tokens)
        else token
        for token in tokens
    ]


def infected(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Active infection with HIV or hepatitis B": the infection is that illness, and it is active."""
    kept: list[Token] = []
    at = 0
    for match in INFECTED.finditer(written(tokens)):
        infection, virus = tokens[match.start()], tokens[match.end()]
        if infection.value == "active_infection" and virus.value in VIRUSES:
            kept += [*tokens[at : match.start()], infection._replace(type="ACTIVEQ", value=None)]
            at = match.end()
    return [*kept, *tokens[at:]]


def staged(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Kidney disease stage 4-5": a stage of it, and not of her cancer."""
    kept: list[Token] = []
    at = 0
    for match in STAGED.finditer(written(tokens)):
        named = tokens[match.start() - 1]
        start, end = match.span("stage")
        extent = next(token for token in tokens[start:end] if token.type == "EXTENT")
        if "kidney_disease" not in str(named.value) or "stage" not in text[extent.start : extent.end].lower():
            continue
        kept += [*tokens[at:start], Token("QUAL", None, tokens[start].start, tokens[end - 1].end)]
        at = end
    return [*kept, *tokens[at:]]


MARKED = pattern("(?<=ILLNESS)(?:{plain:PLUS}|LP(?:{plus:PLUS}|{minus:MINUS})RP)")


def marked(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "HBsAg+", "HIV (-)": the result of a test."""
    kept: list[Token] = []
    at = 0
    for match in MARKED.finditer(written(tokens)):
        if tokens[match.start() - 1].value in VIRUSES:
            sign = "negative" if match["minus"] else "positive"
            kept += [*tokens[at : match.start()], tokens[match.start()]._replace(type="SIGN", value=sign)]
            at = match.end()
    return [*kept, *tokens[at:]]


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
