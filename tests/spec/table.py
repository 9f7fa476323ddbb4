"""Reads the tables of this folder, and the short way in which they write the values still possible."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from concord.criteria.parse import parse
from concord.criteria.signature import Signature
from concord.criteria.terms import Compare, IsIn, Term
from concord.possible import ABOVE_ZERO, INFINITY, Possible, Range
from concord.reading import parse_yaml

HERE = Path(__file__).parent


def table(name: str) -> Any:
    """One file of this folder."""
    path = HERE / f"{name}.yaml"
    return parse_yaml(path.read_bytes(), path.name).data


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one table. Each has a title that says what it shows."""
    found: list[dict[str, Any]] = table(name)
    return found


def some_now(all_of_them: Sequence[Any], every: int) -> list[Any]:
    """For parameters: one of so many in each run, the others among the slow tests, which look at all of them."""
    return [
        pytest.param(*(one if isinstance(one, tuple) else (one,)), marks=() if n % every == 0 else pytest.mark.slow)
        for n, one in enumerate(all_of_them)
    ]


def term_of(text: str, signature: Signature) -> Term:
    """`had(taxane, setting=metastatic)` as a term; how it would stand in a condition."""
    name = text.partition("(")[0]
    kind = signature.facts[name]
    value = "0" if kind.is_number else "yes" if kind.is_yes_no else sorted(kind.domain)[0]  # type: ignore[arg-type]
    condition = parse(f"{text} = {value}", signature)
    assert isinstance(condition, IsIn | Compare)
    return condition.term


def possible_of(text: Any, signature: Signature, term: Term) -> Possible:
    """`unknown`; `yes`; `[low, positive]`; `3`; `3 to 5`; `3 or more`; `some`; `never`."""
    domain = signature.facts[term.name].domain
    if text == "unknown":
        return domain
    if not isinstance(domain, Range):
        return frozenset(text if isinstance(text, list) else [text])
    words = str(text)
    if words == "some":
        return Range(ABOVE_ZERO, INFINITY)
    if words == "never":
        return Range(INFINITY, INFINITY)
    if words.endswith(" or more"):
        return Range(float(words.removesuffix(" or more")), INFINITY)
    low, _, high = words.partition(" to ")
    return Range(float(low), float(high or low))
