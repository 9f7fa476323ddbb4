"""Two hundred people at once, and a server that is killed in the middle. Slow; bounded in people, pages and time."""

from __future__ import annotations

import random
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from concord.web.way.tests.walk import EVERYTHING, STEPS
from tests.load.conftest import Site
from tests.load.visitor import Visitor, think

PEOPLE = 200
LOOKS_FOR = 12.0
"""Seconds that a person looks at a page at most; people do not read faster than this, but all of them come at once."""
READ_CHOICES = 20
"""How many of them go on to their choices, which are computed then."""


def word_of(number: int) -> str:
    return f"word-of-visitor-{number}-end"


def fill_in(port: int, number: int) -> tuple[Visitor, bool]:
    """Answers the seven questions, reads an article, and looks whether her own words are still there."""
    dice, visitor = random.Random(number), Visitor(port)  # noqa: S311
    think(dice, LOOKS_FOR)
    visitor.read("/en/start/")
    think(dice, LOOKS_FOR)
    visitor.send("/en/start/", {"country": "US"})
    for step in STEPS:
        visitor.read(f"/en/start/{step}/")
        think(dice, LOOKS_FOR)
        own = {"words": word_of(number)} if step == "matters" else {}
        visitor.send(f"/en/start/{step}/", {**EVERYTHING[step], **own})
    visitor.read("/en/read/pain/")
    think(dice, LOOKS_FOR)
    if number < READ_CHOICES:
        visitor.read("/en/choices/")
    return visitor, word_of(number) in visitor.read("/en/start/matters/")


@pytest.mark.slow
def test_two_hundred_people_at_once_lose_nothing(site: Site) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(PEOPLE) as crowd:
        found = list(crowd.map(lambda number: fill_in(site.port, number), range(PEOPLE)))
    seconds = time.monotonic() - began
    assert [number for number, (_, there) in enumerate(found) if not there] == []
    assert len({visitor.cookies["guest"] for visitor, _ in found}) == PEOPLE
    took = sorted(one for visitor, _ in found for one in visitor.took)
    p95 = statistics.quantiles(took, n=20)[-1]
    kind = "PostgreSQL" if "DATABASE_URL" in site.settings else "SQLite"
    print(
        f"\n{kind}: {PEOPLE} people, {len(took)} requests in {seconds:.0f} s ({len(took) / seconds:.0f} a second); "
        f"median {statistics.median(took) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, longest {took[-1] * 1000:.0f} ms"
    )


WRITERS = 12
BEFORE_THE_KILL = 6.0


def write_on(visitor: Visitor, number: int, said: dict[int, list[int]], over: threading.Event) -> None:
    """Changes her own words again and again. `said` holds, of each writer, what was sent and what was acknowledged."""
    count = 0
    while not over.is_set():
        count += 1
        said[number][0] = count
        try:
            visitor.send("/en/start/matters/", {"words": f"round-{count}-end", "answer": "energy"})
        except OSError:
            return
        said[number][1] = count


@pytest.mark.slow
def test_a_kill_in_the_middle_loses_no_saved_answer(site: Site) -> None:
    visitors = [Visitor(site.port) for _ in range(WRITERS)]
    for visitor in visitors:
        visitor.read("/en/start/")
        visitor.send("/en/start/", {"country": "US"})
    said, over = {number: [0, 0] for number in range(WRITERS)}, threading.Event()
    with ThreadPoolExecutor(WRITERS) as crowd:
        work = [crowd.submit(write_on, visitor, n, said, over) for n, visitor in enumerate(visitors)]
        time.sleep(BEFORE_THE_KILL)
        site.kill()
        over.set()
        for one in work:
            one.result()
    site.start()
    acknowledged = 0
    for number, visitor in enumerate(visitors):
        sent, kept = said[number]
        text = visitor.read("/en/start/matters/")
        possible = {f"round-{one}-end" for one in (kept, sent)}  # the last may have been saved and not yet answered
        assert any(one in text for one in possible), (number, sent, kept)
        acknowledged += kept
    assert acknowledged > WRITERS, "too few answers were saved to tell anything"
    print(f"\n{acknowledged} answers were acknowledged before the kill; the last of each writer was there after it.")
