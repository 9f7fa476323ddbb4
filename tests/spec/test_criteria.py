"""tests/spec/comparisons.yaml and missing.yaml hold for the language of conditions."""

from __future__ import annotations

from typing import Any

import pytest

from concord.criteria.decide import explain
from concord.criteria.parse import parse
from concord.criteria.signature import FactType, Signature
from concord.criteria.terms import Term
from concord.possible import YES_OR_NO, Possible, Range, compare, is_in
from tests.spec.table import possible_of, rows

TRUTH = {"yes": True, "no": False, "unknown": None}
FACTS = Signature({name: FactType(YES_OR_NO) for name in "abc"} | {"n": FactType(Range(0, 10))})


@pytest.mark.parametrize("row", rows("comparisons"), ids=str)
def test_comparison(row: dict[str, Any]) -> None:
    if "in" in row:
        assert is_in(frozenset(row["possible"]), frozenset(row["in"])) is TRUTH[row["says"]]
    else:
        known = possible_of(row["possible"], FACTS, Term("n"))
        assert isinstance(known, Range)
        assert compare(known, row["operator"], row["limit"]) is TRUTH[row["says"]]


@pytest.mark.parametrize("row", rows("missing"), ids=lambda row: f"{row['condition']} with {row['facts']}")
def test_missing(row: dict[str, Any]) -> None:
    possible: dict[Term, Possible] = {
        Term(name): possible_of(value, FACTS, Term(name)) for name, value in row["facts"].items()
    }
    found = explain(parse(row["condition"], FACTS), possible.__getitem__)
    assert found.truth is TRUTH[row["says"]]
    assert [term.name for term in found.because] == row["because"]
    assert [term.name for term in found.missing] == row["missing"]
