"""What these tests share: codes that are cheap to check. How costly they are in truth is tested where they are made."""

from __future__ import annotations

import pytest

from concord.web.keys import codes


@pytest.fixture(autouse=True)
def _cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "COST", {"n": 2**4, "r": 8, "p": 1})
