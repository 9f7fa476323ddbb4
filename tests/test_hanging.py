"""A test that hangs ends by itself and says where it stood, so that a run of all tests ends whatever one does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = Path(__file__).resolve().parents[1] / "pyproject.toml"
HANGS = """import threading

def test_one_that_waits_for_nobody():
    threading.Event().wait(900)
"""


@pytest.mark.slow
def test_a_test_that_hangs_ends_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(HANGS)
    call = [sys.executable, "-m", "pytest", "-c", str(SETTINGS), "-o", "faulthandler_timeout=1", str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=240, check=False)  # noqa: S603
    assert done.returncode != 0
    assert "test_one_that_waits_for_nobody" in done.stderr
