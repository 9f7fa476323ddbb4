"""A visitor without a browser: cookies, forms and their tokens, over the network of this computer only."""

from __future__ import annotations

import http.client
import random
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

PATIENCE = 60
"""Seconds after which an answer counts as none."""


@dataclass
class Visitor:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    took: list[float] = field(default_factory=list)
    """Seconds of each request."""

    def read(self, address: str) -> str:
        status, _, text = self._ask("GET", address)
        assert status == 200, (address, status)
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text):
            self.token = found[1]
        return text

    def send(self, address: str, data: Mapping[str, str | Sequence[str]]) -> str:
        """Sends a form: where it leads. What is answered so has been kept."""
        body = urlencode({**data, "csrfmiddlewaretoken": self.token}, doseq=True)
        status, onward, _ = self._ask("POST", address, body)
        assert status == 302, (address, status)
        return onward

    def _ask(self, method: str, address: str, body: str = "") -> tuple[int, str, str]:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        self.took.append(time.perf_counter() - began)
        for one in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = one.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text


def think(dice: random.Random, most: float) -> None:
    """The time that a person looks at a page."""
    time.sleep(dice.uniform(0, most))
