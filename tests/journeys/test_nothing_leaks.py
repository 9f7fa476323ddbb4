"""Words that were told are looked for wherever they must not be: the disk, the log, addresses, cookies, the browser's
own storage. The server is real, started as a host would start it, and stopped before its folder is read."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from concord.choices.words import Language
from tests.journeys.conftest import PATIENCE, PHONE, answering
from tests.journeys.steps import follow, go_on, press, seven, words

pytestmark = pytest.mark.slow

CANARIES = ("canaryword", "canarycomment", "canaryanswer", "canarydays", "canarynote", "canaryname", "canarysearch")
NOT_HEALTH = "canaryname"
"""The name of an account may stand in the database in the clear: it has to be found when she signs in."""
KEPT_AT = {
    "/en/choices/": "canaryword",
    "/en/choices/questions/mine/": "canaryanswer",
    "/en/choices/know-me/": "canarydays",
    "/en/whole/notes/": "canarynote",
}


@dataclass
class Own:
    """A site whose folder and whose log can be read afterwards."""

    address: str
    folder: Path
    log: Path
    server: subprocess.Popen[bytes]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Own]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder, log = tmp_path / "data", tmp_path / "log"
    command = [sys.executable, "-m", "concord.cli", "serve", "--port", str(port)]
    with log.open("wb") as written:
        server = subprocess.Popen(  # noqa: S603
            command, env={**os.environ, "CONCORD_DATA": str(folder)}, stdout=written, stderr=written
        )
    answering(f"http://localhost:{port}", server)
    yield Own(f"http://localhost:{port}", folder, log, server)
    server.kill()
    server.wait(20)


def everything_told(page: Page, language: Language) -> None:
    """A canary into every field for free words there is."""
    say = words(language)
    page.goto(f"/{language}/account/signup/")
    page.fill("input[name=username]", NOT_HEALTH)
    for field in page.locator("main input[type=password]").all():
        field.fill("four words in a row")
    press(page, say("signup_button"))
    follow(page, say("account_keep"))
    press(page, say("consent_yes"))
    seven(page, language, "canaryword")
    page.goto(f"/{language}/choices/questions/mine/")
    page.locator("main textarea").first.fill("canaryanswer")
    go_on(page.locator("main form button[type=submit]").first)
    page.goto(f"/{language}/choices/know-me/")
    page.locator("main textarea").first.fill("canarydays")
    go_on(page.locator("main form button[type=submit]").first)
    page.goto(f"/{language}/whole/notes/")
    page.locator("main textarea").first.fill("canarynote")
    go_on(page.locator("main form button[type=submit]").first)
    page.goto(f"/{language}/read/")
    page.fill("#words", "canarysearch")
    press(page, say("search"))
    page.goto(f"/{language}/read/pain/")
    page.locator("main textarea[name=comment]").first.fill("canarycomment")
    go_on(page.locator("main form:has(textarea[name=comment]) button[type=submit]").first)
    for address in ("choices/", "choices/one/comfort-focused-care/", "answers/", "choices.json", "nowhere/canaryless"):
        page.goto(f"/{language}/{address}")


def test_what_was_told_stands_nowhere_in_the_clear(chromium: Browser, own: Own) -> None:
    asked: list[Request] = []
    context = chromium.new_context(viewport=PHONE, base_url=own.address)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("request", lambda one: asked.append(one))
    everything_told(page, "en")
    for address, canary in KEPT_AT.items():
        page.goto(address)
        assert canary in page.content()  # it was kept: what follows looks for words that are there
    page.goto("/en/account/")

    in_browser = str(context.cookies()) + page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    databases = page.evaluate("indexedDB.databases().then(found => found.length)")
    context.close()
    own.server.terminate()
    own.server.wait(20)

    on_disk = [one for one in own.folder.rglob("*") if one.is_file()]
    assert any(one.name == "concord.sqlite3" for one in on_disk)
    for canary in CANARIES:
        word = canary.encode()
        where = [one.name for one in on_disk if word in one.read_bytes()]
        assert bool(where) == (canary == NOT_HEALTH), (canary, where)  # the name shows that this search finds things
        assert word not in own.log.read_bytes(), canary
        assert canary not in in_browser, canary
        assert not [one.url for one in asked if canary in one.url], canary
    for word in (b"letrozole", b"ribociclib", b"progression"):
        assert not [one.name for one in on_disk if word in one.read_bytes()], word
        assert word not in own.log.read_bytes()
    assert databases == 0
    assert {one.url.split("/")[2] for one in asked} == {own.address.removeprefix("http://")}


def test_reading_writes_nothing_about_who_reads(own: Own) -> None:
    for address in ("/en/", "/es/read/pain/", "/en/call/"):
        urllib.request.urlopen(own.address + address, timeout=10).read()  # noqa: S310
    own.server.terminate()
    own.server.wait(20)
    written = own.log.read_bytes()
    assert b"/read/pain" not in written
    assert b"127.0.0.1 " not in written
