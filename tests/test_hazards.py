"""Every hazard of safety/hazards.yaml has a guard, and a test that exists, or names the part that will bring it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from concord.reading import parse_yaml

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "safety" / "hazards.yaml"
REQUIRED = {"id": int, "hazard": str, "harm": str, "severity": int, "guard": str}
OPTIONAL = {"tests": list, "comes_with": list}
STILL_TO_COME = {"the site", "the plan", "trials", "all subtypes", "Spanish", "the care circle"}
HAZARDS = range(1, 31)


def hazards() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parse_yaml(FILE.read_bytes(), FILE.name).data
    return found


@cache
def functions_of(file: str) -> dict[str, bool]:
    """The test functions of a file, and whether each really runs (it is neither skipped nor expected to fail)."""
    path = ROOT / file
    if not path.is_file():
        return {}
    functions = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef))
    return {one.name: not _set_aside(one) for one in functions if one.name.startswith("test_")}


def _set_aside(function: ast.FunctionDef) -> bool:
    return any("skip" in ast.unparse(one) or "xfail" in ast.unparse(one) for one in function.decorator_list)


def faults(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one row."""
    for key, kind in REQUIRED.items():
        if not isinstance(row.get(key), kind) or not row[key]:
            yield f"{key}: missing or not {kind.__name__}"
    for key in row.keys() - REQUIRED.keys() - OPTIONAL.keys():
        yield f"{key}: not a known key"
    if not isinstance(row.get("severity"), int) or not 1 <= row["severity"] <= 5:
        yield "severity: from 1 to 5"
    if not row.get("tests") and not row.get("comes_with"):
        yield "neither tests nor comes_with"
    for part in row.get("comes_with", []):
        if part not in STILL_TO_COME:
            yield f"comes_with: '{part}' is no part of the product that is still to come"
    for test in row.get("tests", []):
        file, _, name = test.partition("::")
        if name not in functions_of(file):
            yield f"tests: {test} does not exist"
        elif not functions_of(file)[name]:
            yield f"tests: {test} is skipped or expected to fail"


@pytest.mark.parametrize("row", hazards(), ids=lambda row: str(row.get("id")))
def test_each_hazard_is_guarded(row: dict[str, Any]) -> None:
    assert not list(faults(row))


def test_no_hazard_is_left_out_or_stands_twice() -> None:
    assert [row.get("id") for row in hazards()] == list(HAZARDS)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"tests": []}, "neither tests nor comes_with"),
        ({"tests": ["tests/test_hazards.py::test_that_nobody_wrote"]}, "does not exist"),
        ({"tests": ["tests/nowhere.py::test_x"]}, "does not exist"),
        ({"comes_with": ["later"]}, "still to come"),
        ({"owner": "somebody"}, "not a known key"),
        ({"guard": ""}, "guard"),
        ({"severity": 6}, "severity"),
    ],
)
def test_a_bad_row_is_found(change: dict[str, Any], expected: str) -> None:
    good = {
        "id": 1,
        "hazard": "h",
        "harm": "h",
        "severity": 5,
        "guard": "g",
        "tests": ["tests/test_hazards.py::test_a_bad_row_is_found"],
    }
    assert not list(faults(good))
    assert any(expected in fault for fault in faults({**good, **change}))
