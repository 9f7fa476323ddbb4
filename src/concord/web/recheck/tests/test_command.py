"""The operator sees counts and nothing else, and no count that might tell of one person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from concord.web.host.tests.conftest import run_in
from concord.web.recheck.command import FAULTS, LINES, masked


def test_a_count_below_five_is_not_told() -> None:
    for name in LINES:
        assert masked(name, 5) == 5
        for count in range(5):
            told = masked(name, count)
            assert told == ("fewer than 5" if count or name not in FAULTS else 0)


def test_no_two_counts_give_a_third_away() -> None:
    """Whoever is not among the changed is not counted, or the difference would tell a count that is hidden."""
    assert "unchanged" not in LINES


@pytest.mark.slow
def test_the_command_counts_and_says_nothing_of_anyone(tmp_path: Path) -> None:
    made = "recheck --json --processes 1"
    first, again = run_in({"CONCORD_DATA": str(tmp_path / "data")})(made, made)
    assert first.code == again.code == 0, first.out
    found = json.loads(first.out)
    assert found["people"] == found["changed"] == "fewer than 5"
    assert found["not_opened"] == 0
    assert found["people_per_second"] is None
