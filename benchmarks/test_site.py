"""What a page of the site costs, beside a trivial page of the same stack; and what a first visit transfers.

The choices are measured with their findings kept, as on every view but the first. The two are measured in turn, in one
run, so that a slow or busy computer changes nothing. `make bench`, and in `make check`.
"""

from __future__ import annotations

import re
import statistics
import time
from urllib.parse import urljoin

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from concord.choices.words import Language
from concord.web.models import Guest
from concord.web.site.pages import page
from concord.web.urls import urlpatterns as of_the_site

MOST_TIMES = 5
ROUNDS = 40
MOST_BYTES = 100_000
MOST_REQUESTS = 15
PAGES = ("/en/", "/en/read/pain/", "/en/choices/", "/es/choices/")


def trivial(request: HttpRequest) -> HttpResponse:
    """One row, in the frame of every page."""
    language: Language = "en"
    return page(request, language, "site/sorry.html.j2", "Trivial", text=str(Guest.objects.values("until").first()))


urlpatterns = [*of_the_site, path("trivial/", trivial)]


@pytest.fixture
def visitor(db: None) -> Client:
    """One who has opened the worked example."""
    client = Client()
    assert client.post("/en/example/").status_code == 302
    return client


def seconds(visitor: Client, address: str) -> float:
    began = time.perf_counter()
    assert visitor.get(address).status_code == 200
    return time.perf_counter() - began


@pytest.mark.django_db(databases="__all__")
@override_settings(ROOT_URLCONF="benchmarks.test_site")
def test_choices_with_kept_findings_cost_at_most_five_trivial_pages(visitor: Client) -> None:
    pages = ("/trivial/", "/en/choices/")
    for address in pages:
        visitor.get(address)  # what is made once is made
    taken: dict[str, list[float]] = {address: [] for address in pages}
    for _ in range(ROUNDS):
        for address in pages:
            taken[address].append(seconds(visitor, address))
    base, choices = (statistics.median(taken[address]) for address in pages)
    print(f"\ntrivial {base * 1000:.1f} ms, choices {choices * 1000:.1f} ms: {choices / base:.1f} times")
    assert choices <= MOST_TIMES * base


def transferred(visitor: Client, address: str) -> dict[str, int]:
    """The bytes of a page and of all that it loads, as they go over the wire: compressed, with their headers."""
    waiting, found = [address], {}
    while waiting:
        here = waiting.pop()
        response = visitor.get(here, headers={"Accept-Encoding": "gzip"})
        assert response.status_code == 200, here
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        found[here] = len(body) + sum(len(name) + len(value) + 4 for name, value in response.headers.items())
        if here == address:
            plain = visitor.get(here).content.decode()
            loads = re.findall(r'<(?:link [^>]*rel="(?:stylesheet|icon)"|script|img|source)[^>]*>', plain)
            urls = (re.search(r'(?:href|src)="([^"]+)"', one) for one in loads)
            waiting += [urljoin(here, one[1]) for one in urls if one]
    return found


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("address", PAGES)
def test_a_first_visit_is_light(address: str, visitor: Client) -> None:
    found = transferred(visitor, address)
    print(f"\n{address}: {sum(found.values())} bytes in {len(found)} requests")
    assert len(found) >= 3, "the style and the icon belong to it"
    assert sum(found.values()) < MOST_BYTES
    assert len(found) < MOST_REQUESTS
