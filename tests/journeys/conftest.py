"""A real browser before the real server. Without a browser these tests say loudly that they did not run; in CI that is
a failure."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
PHONE = {"width": 390, "height": 844}
PATIENCE = 30_000
"""Milliseconds that a page may take before a journey gives up."""


@contextmanager
def served(folder: Path, *, days: int = 0, **settings: str) -> Iterator[str]:
    """The address of a site of our own, started as a host would start it; `days`: so many days from now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = ["tests.journeys.later", str(days)] if days else ["concord.cli"]
    command = [sys.executable, "-m", *program, "serve", "--port", str(port)]
    server = subprocess.Popen(command, env={**os.environ, "CONCORD_DATA": str(folder), **settings})  # noqa: S603
    address = f"http://localhost:{port}"
    try:
        answering(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("site"), CONCORD_LOG_LEVEL="WARNING") as address:
        yield address


def answering(address: str, server: subprocess.Popen[bytes]) -> None:
    """Waits until the site answers."""
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=1)  # noqa: S310
            return
        except OSError:
            assert server.poll() is None, "the site did not start"
            time.sleep(0.25)
    raise AssertionError("the site did not answer within a minute")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: the journeys have to run in CI")
        warnings.warn("NO BROWSER FOUND: the journeys did not run. Install Chromium to run them.", stacklevel=1)
        pytest.skip("no Chromium on this computer")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Page]:
    """A phone without JavaScript of ours or anyone's."""
    context = chromium.new_context(viewport=PHONE, base_url=site, java_script_enabled=False)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def looked_at(chromium: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that axe can look at: axe itself is the only script."""
    scheme = getattr(request, "param", "light")
    context = chromium.new_context(viewport=PHONE, base_url=site, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


SCREENSHOTS = Path(os.environ["CONCORD_SCREENSHOTS"]) if "CONCORD_SCREENSHOTS" in os.environ else None
