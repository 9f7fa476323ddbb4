"""The folders of the reader stand in one order, and none uses one that comes after it."""

from __future__ import annotations

import re
from pathlib import Path

from concord.trials import reading

ORDER = ("words", "build", "phrases", "sentences", "headings", "rewording", "corrections", "read")
ROOT = Path(reading.__file__).parent
IMPORTED = re.compile(r"^from concord\.trials\.reading\.(\w+)", re.MULTILINE)


def test_no_folder_uses_one_that_comes_after_it() -> None:
    found = [
        f"{path.relative_to(ROOT)} uses {used}"
        for path in ROOT.rglob("*.py")
        if path.parent != ROOT or path.stem in ORDER
        for used in IMPORTED.findall(path.read_text())
        if ORDER.index(used) > ORDER.index(path.relative_to(ROOT).parts[0].removesuffix(".py"))
    ]
    assert found == []
    assert {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in ROOT.rglob("*.py")} == {*ORDER, "__init__"}
