"""What stands in brackets, and a sentence without it."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.phrases.receptors import closing
from concord.trials.reading.words.lexer import Token


def drop_open(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without a bracket that is opened at the end."""
    end = len(tokens)
    while end and tokens[end - 1].type in ("LP", "COMMA", "STOP"):
        end -= 1
    return tokens[:end]


def bracketed(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """What stands in each of the brackets."""
    found, at = [], 0
    while at < len(tokens):
        if tokens[at].type == "LP":
            close = closing(tokens, at)
            found.append(tokens[at + 1 : close])
            at = close
        at += 1
    return found


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """The sentence as if there were none."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type == "LP":
            at = closing(tokens, at) + 1
            continue
        if tokens[at].type != "RP":
            kept.append(tokens[at])
        at += 1
    return kept
