"""Lighthouse 12 against a site of our own: home, an article, and the choices of the worked example.

Performance, accessibility and best practices have to reach 95 on each. Lighthouse is installed by npm into a folder
outside the tree. Without Node or a browser this says so and ends well; with CI set that is a failure.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LOWEST = 95
ASKED = ("performance", "accessibility", "best-practices")
PAGES = ("/en/", "/en/read/pain/", "/en/choices/")
FOLDER = Path(os.environ.get("LIGHTHOUSE_FOLDER", Path.home() / ".cache" / "concord-lighthouse"))
CHROME = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), "")
ATTEMPTS = 3


def main() -> int:
    npm = shutil.which("npm")
    if not npm or not CHROME:
        print("LIGHTHOUSE DID NOT RUN: it needs Node with npm, and Chromium.", file=sys.stderr)
        return 1 if os.environ.get("CI") else 0
    program = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        call = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(FOLDER), "lighthouse@12"]
        subprocess.run(call, check=True)  # noqa: S603
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        command = [sys.executable, "-m", "concord.cli", "serve", "--port", str(port)]
        site = subprocess.Popen(command, env={**os.environ, "CONCORD_DATA": data})  # noqa: S603
        try:
            wait_for(port, site)
            cookie = guest_with_the_example(port)
            results = [scores(program, f"http://localhost:{port}{page}", cookie) for page in PAGES]
        finally:
            site.terminate()
            site.wait(20)
    for page, found in zip(PAGES, results, strict=True):
        print(f"{page:20}", "  ".join(f"{name} {found[name]}" for name in ASKED))
    return int(any(found[name] < LOWEST for found in results for name in ASKED))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int, site: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        try:
            if ask(port, "GET", "/health/ready")[0] == 200:
                return
        except OSError:
            pass
        assert site.poll() is None, "the site did not start"
        time.sleep(0.5)
    raise SystemExit("the site did not become ready")


def ask(port: int, method: str, path: str, body: str = "", cookie: str = "") -> tuple[int, list[str], str]:
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    cookies = [one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or []]
    return answer.status, cookies, answer.read().decode()


def guest_with_the_example(port: int) -> str:
    """The cookies of a visitor who has opened the worked example."""
    _, cookies, page = ask(port, "GET", "/en/example/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, "the example cannot be opened"
    form = f"csrfmiddlewaretoken={token[1]}"
    status, more, _ = ask(port, "POST", "/en/example/", form, "; ".join(cookies))
    assert status == 302, status
    return "; ".join([*cookies, *more])


def scores(program: Path, address: str, cookie: str) -> dict[str, int]:
    call = [
        str(program),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(ASKED)}",
        "--chrome-flags=--headless=new --no-sandbox",
        f"--extra-headers={json.dumps({'Cookie': cookie})}",
    ]
    for attempt in range(ATTEMPTS):  # the browser under it dies now and then; a low score is never tried again
        done = subprocess.run(call, check=False, capture_output=True, env={**os.environ, "CHROME_PATH": CHROME})  # noqa: S603
        if done.returncode == 0:
            break
        print(f"  {address} attempt {attempt + 1}: {done.stderr.decode()[-400:].strip()}", file=sys.stderr)
    report = json.loads(done.stdout)
    assert report["finalDisplayedUrl"] == address, "the page led elsewhere"
    for name in ASKED:
        lost = [
            f"{audit['id']} ({audit['score']})"
            for reference in report["categories"][name]["auditRefs"]
            if (audit := report["audits"][reference["id"]])["score"] not in (None, 1) and reference["weight"]
        ]
        if lost:
            print(f"  {address} {name}: {', '.join(lost)}")
    return {name: round((report["categories"][name]["score"] or 0) * 100) for name in ASKED}


if __name__ == "__main__":
    sys.exit(main())
