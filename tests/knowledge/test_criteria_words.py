"""Phrases with alternatives in the words by which criteria of trials are read."""

from __future__ import annotations

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
