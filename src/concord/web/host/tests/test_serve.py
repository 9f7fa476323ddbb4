"""The server as a host starts it behind a proxy: who gets an answer, what is logged, and how it stops. Slow."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SETTINGS = {
    "CONCORD_AUDIENCE": "clinicians",
    "CONCORD_REGION": "US",
    "CONCORD_BEHIND_PROXY": "127.0.0.1",
    "PYTHONUNBUFFERED": "1",
}
HOST = "concord.example.org"
COMMAND = [sys.executable, "-m", "concord.cli", "serve", "--url", f"https://{HOST}"]


def ask(port: int, address: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", address, headers={"Host": HOST, **{k.replace("_", "-"): v for k, v in headers.items()}})
    answer = connection.getresponse()
    answer.read()
    return answer


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, subprocess.Popen[bytes], Path]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    environment = {**os.environ, **SETTINGS, "CONCORD_DATA": str(tmp_path / "data")}
    with log.open("wb") as written:
        server = subprocess.Popen([*COMMAND, "--port", str(port)], env=environment, stderr=written)  # noqa: S603
    try:
        for _ in range(240):
            try:
                if ask(port, "/health/ready").status == 200:
                    break
            except OSError:
                assert server.poll() is None, log.read_text()
                time.sleep(0.5)
        yield port, server, log
    finally:
        if server.poll() is None:
            server.kill()
        server.wait(20)


@pytest.mark.slow
def test_behind_a_proxy(served: tuple[int, subprocess.Popen[bytes], Path], tmp_path: Path) -> None:
    port, server, log = served
    plain = ask(port, "/en/canary-page/?canary-query")
    assert (plain.status, plain.headers["Location"][:8]) == (301, "https://")
    page = ask(port, "/en/", X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.7")
    assert page.status == 200
    assert "max-age" in page.headers["Strict-Transport-Security"]
    form = ask(port, "/en/for-clinicians/", X_Forwarded_Proto="https")
    assert "Secure" in form.headers["Set-Cookie"]
    assert ask(port, "/en/", Host="other.example.org", X_Forwarded_Proto="https").status == 400
    environment = {**os.environ, **SETTINGS, "CONCORD_DATA": str(tmp_path / "data")}
    second = subprocess.run([*COMMAND, "--port", str(port)], env=environment, capture_output=True, check=False)  # noqa: S603
    assert second.returncode == 2
    assert f"Port {port} is in use".encode() in second.stderr
    server.send_signal(signal.SIGTERM)
    assert server.wait(20) == 0
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {line["status"] for line in lines if line["event"] == "answered"} >= {"2xx", "3xx", "4xx"}
    for canary in ("canary", "203.0", "example.org", "/en/"):
        assert canary not in log.read_text()
