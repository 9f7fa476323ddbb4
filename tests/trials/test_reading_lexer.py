"""Phrases of the vocabulary, and how they are found in a text."""

from __future__ import annotations

import pytest

from concord.knowledge.load import load
from concord.trials.reading.words.lexer import PLAIN, Node, add, spelled, tokens, written_out
from concord.trials.reading.words.vocabulary import phrases


@pytest.mark.slow
def test_plain_phrases_are_spelled_as_any_text_is() -> None:
    """The short way to the words of a phrase, and the way of a text, lead to the same."""
    plain = {phrase for phrase, _, _ in phrases(load()) if PLAIN.fullmatch(phrase)}
    assert len(plain) > 50_000
    assert [phrase for phrase in sorted(plain) if spelled(phrase) != written_out(phrase)] == []


@pytest.mark.parametrize("phrase", ["ctcae grade", "report has to be sent", "leukaemia", "anti-X", "p.o. drug"])
def test_other_phrases_go_the_long_way(phrase: str) -> None:
    assert spelled(phrase) == written_out(phrase)


def tree() -> Node:
    tails = Node({})
    for phrase in ("therapy", "based treatment"):
        add(tails, phrase.split(), ("EMPTY", None))
    root = Node({}, tails=tails)
    add(root, ["examplib"], ("MED", "examplib"))
    add(root, ["examplib", "therapy", "card"], ("CARD", None))
    add(root, ["steady"], ("HOW", None))
    return root


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("examplib", ["MED"]),
        ("examplib therapy", ["MED"]),
        ("examplib based treatment", ["MED"]),
        ("examplib based", ["MED", "UNKNOWN"]),
        ("examplib therapy card", ["CARD"]),
        ("steady therapy", ["HOW", "UNKNOWN"]),
    ],
)
def test_a_tail_belongs_to_the_medicine_before_it(text: str, found: list[str]) -> None:
    told = tokens(text, tree())
    assert [token.type for token in told] == found
    if found == ["MED"]:
        assert (told[0].start, told[0].end) == (0, len(text))
