"""Two windows of one browser send their forms at the same moment, on the real server: neither writes over the other."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

ROUNDS = 15
STEPS = {"hormone": "yes", "her2": "1", "spread": "bone", "illnesses": "none"}


class Window:
    """A window of a browser: the same cookies as the other windows."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def read(self, address: str) -> str:
        return str(self.opener.open(self.site + address, timeout=30).read().decode())

    def send(self, address: str, token: str, **answers: str) -> None:
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **answers}).encode()
        self.opener.open(urllib.request.Request(self.site + address, data), timeout=30).read()  # noqa: S310


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


def test_forms_that_are_sent_at_the_same_moment_are_all_kept(site: str) -> None:
    lost = []
    with ThreadPoolExecutor(len(STEPS)) as at_once:
        for number in range(ROUNDS):
            window = Window(site)
            window.send("/en/start/", token(window.read("/en/start/")), country="US")
            tokens = {step: token(window.read(f"/en/start/{step}/")) for step in STEPS}
            sent = [
                at_once.submit(window.send, f"/en/start/{step}/", tokens[step], answer=answer)
                for step, answer in STEPS.items()
            ]
            for one in sent:
                one.result(60)
            for step, answer in STEPS.items():
                if not re.search(rf'value="{answer}" checked', window.read(f"/en/start/{step}/")):
                    lost.append((number, step))
    assert lost == []
