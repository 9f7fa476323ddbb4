"""The pages of a site whose host chose for whom it is, by axe-core: see test_accessible.py for what is run where."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import served
from tests.journeys.steps import LANGUAGES
from tests.journeys.test_accessible import faults


@pytest.mark.slow
@pytest.mark.parametrize(
    ("audience", "region", "addresses"),
    [
        ("clinicians", "US", ("start/",)),
        ("patients_after_release", "US", ("choices/", "release/")),
        ("patients_after_release", "EU", ("choices/",)),
    ],
)
def test_what_such_a_host_shows_passes(
    audience: str, region: str, addresses: tuple[str, ...], looked_at: Page, tmp_path: Path
) -> None:
    with served(tmp_path, CONCORD_AUDIENCE=audience, CONCORD_REGION=region) as site:
        for language in LANGUAGES:
            for address in addresses:
                looked_at.goto(f"{site}/{language}/{address}")
                assert faults(looked_at, language) == [], (language, address)
