"""The wheel carries the knowledge, and works away from the checkout. Slow: it builds one."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_wheel_holds_the_knowledge_and_works(tmp_path: Path) -> None:
    hatchling = Path(sys.executable).with_name("hatchling")
    subprocess.run([hatchling, "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    (wheel,) = tmp_path.glob("*.whl")
    inside = tmp_path / "inside"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(inside)
    names = {path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()}
    kept = {path.relative_to(ROOT / "knowledge").as_posix() for path in (ROOT / "knowledge").rglob("*.yaml")}
    assert {f"concord/_knowledge/{name}" for name in kept} <= names
    assert "concord/criteria/language.lark" in names
    assert any(name.startswith("concord/documents/templates/") for name in names)
    done = subprocess.run(
        [sys.executable, "-c", "import concord.knowledge.load as l; k = l.load(); print(k.root, len(k.choices))"],
        cwd=inside,
        env={"PYTHONPATH": str(inside), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith(str(inside))
