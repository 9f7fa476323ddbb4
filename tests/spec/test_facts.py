"""tests/spec/facts.yaml and lines.yaml hold for the derivation of facts."""

from __future__ import annotations

from typing import Any

import pytest

from concord.situation.declare import REGISTRY, signature
from concord.situation.vocabulary import Vocabulary
from tests.conftest import facts_of
from tests.spec.table import possible_of, rows, term_of


@pytest.mark.parametrize("row", rows("facts"), ids=lambda row: row["title"])
def test_facts(row: dict[str, Any], vocabulary: Vocabulary) -> None:
    facts = facts_of(row["situation"], vocabulary)
    known = signature(vocabulary)
    for text, expected in row["expect"].items():
        term = term_of(text, known)
        assert facts(term) == possible_of(expected, known, term), text


@pytest.mark.parametrize("row", rows("lines"), ids=lambda row: row["title"])
def test_lines(row: dict[str, Any], vocabulary: Vocabulary) -> None:
    medicines = [{"kind": "medicine", "setting": "metastatic", **entry} for entry in row["medicines"]]
    complete = row.get("complete", True)
    facts = facts_of({"treatments": medicines, "treatments_complete": complete}, vocabulary)
    known = signature(vocabulary)
    for text in (key for key in row if key.startswith("lines")):
        term = term_of(text, known)
        assert facts(term) == possible_of(row[text], known, term), text


def test_there_are_at_least_eighty_facts_each_declared_whole() -> None:
    assert len(REGISTRY) >= 80
    for name, declared in REGISTRY.items():
        assert declared.meaning.endswith("."), name
        assert declared.source, name
