"""Phrases with alternatives in the words by which criteria of trials are read."""

from __future__ import annotations

import re
from math import prod
from pathlib import Path

import pytest

from concord.knowledge.model import spelled_out


def test_alternatives_are_written_out_and_none_stands_twice() -> None:
    assert spelled_out(("{anti|against} x", "anti x", "plain")) == ("anti x", "against x", "plain")
    assert spelled_out(("a {b|c} {d|e}",)) == ("a b d", "a b e", "a c d", "a c e")


def test_an_empty_alternative_leaves_no_gap() -> None:
    assert spelled_out(("with {|a} payload",)) == ("with payload", "with a payload")


@pytest.mark.parametrize("phrase", ["{anti|against x", "anti} x", "{a {b} c"])
def test_a_brace_that_does_not_close_is_told(phrase: str) -> None:
    with pytest.raises(ValueError, match="do not close"):
        spelled_out((phrase,))


def test_no_phrase_has_so_many_alternatives_that_reading_becomes_slow() -> None:
    """Alternatives multiply: a dozen of them in one phrase are millions of phrases."""
    text = (Path(__file__).parents[2] / "knowledge/criteria_words.yaml").read_text()
    sizes = {
        phrase: prod(len(inner.split("|")) for inner in re.findall(r"\{([^{}]*)\}", phrase))
        for phrase in re.findall(r'"([^"]*)"', text)
    }
    assert len(sizes) > 1000
    assert {phrase: size for phrase, size in sizes.items() if size > 12_000} == {}
