"""A site of its own, started as a host would start it, that can be killed and started again on the same data."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from concord.web.host.tests import postgres


@dataclass
class Site:
    settings: dict[str, str]
    port: int
    server: subprocess.Popen[bytes] | None = None
    log: list[str] = field(default_factory=list)

    def start(self) -> None:
        command = [sys.executable, "-m", "concord.cli", "serve", "--port", str(self.port)]
        self.server = subprocess.Popen(command, env={**os.environ, **self.settings}, stderr=subprocess.DEVNULL)  # noqa: S603
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5)
                return
            except OSError:
                assert self.server.poll() is None, "the site did not start"
                time.sleep(0.5)
        pytest.fail("the site did not become ready")

    def kill(self) -> None:
        """Without a word of warning."""
        assert self.server
        self.server.kill()
        self.server.wait(20)

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(30)


@pytest.fixture(params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made = Site({"CONCORD_DATA": str(tmp_path / "data")}, free.getsockname()[1])
    if request.param == "sqlite":
        yield from running(made)
        return
    postgres.needed()
    with postgres.databases() as (main, keys):
        made.settings |= {"DATABASE_URL": main, "CONCORD_KEYS_URL": keys}
        yield from running(made)


def running(made: Site) -> Iterator[Site]:
    made.start()
    try:
        yield made
    finally:
        made.stop()
