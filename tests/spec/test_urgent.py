"""tests/spec/urgent.yaml: what the closed list of phrases finds in notes, and what it leaves."""

from __future__ import annotations

from typing import Any

import pytest

from concord.knowledge.load import Knowledge
from concord.situation.notes import signs_in
from tests.spec.table import rows


@pytest.mark.parametrize("row", rows("urgent"), ids=lambda row: row["note"] or "nothing")
def test_signs(row: dict[str, Any], knowledge: Knowledge) -> None:
    assert sorted(signs_in(row["note"], knowledge.phrases_of_signs)) == sorted(row["signs"])


def test_every_sign_has_phrases_in_both_languages(knowledge: Knowledge) -> None:
    assert set(knowledge.urgent_phrases) == set(knowledge.urgent)
    assert all(one.en and one.es for one in knowledge.urgent_phrases.values())
