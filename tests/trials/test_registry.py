"""The client of the registry: what it asks, how it pages, waits, tries again, goes on; never anything of a person."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from sqlite3 import Connection
from typing import Any, get_type_hints
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from concord.reading import InputError
from concord.trials import registry, store
from tests.imports import imports, is_within
from tests.trials.made import TODAY, number, study, trial

Answer = Callable[[dict[str, str]], httpx.Response]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Connection]:
    with store.opened(tmp_path / "trials.sqlite3") as connection:
        yield connection


class Registry:
    """A made-up registry: pages of studies, faults in front of them, and a list of what it was asked."""

    def __init__(self, pages: list[list[dict[str, Any]]]) -> None:
        self.pages, self.faults, self.asked, self.waits = pages, list[Any](), list[httpx.Request](), list[float]()
        self.by_number: dict[str, dict[str, Any]] = {}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if self.faults and (fault := self.faults.pop(0)) is not None:
            if isinstance(fault, Exception):
                raise fault
            assert isinstance(fault, httpx.Response)
            return fault
        asked = dict(request.url.params)
        if "filter.ids" in asked:
            several = [self.by_number[one] for one in asked["filter.ids"].split(",") if one in self.by_number]
            return httpx.Response(200, json={"studies": several})
        place = int(asked["pageToken"][1:]) if "pageToken" in asked else 0
        page: dict[str, Any] = {"studies": self.pages[place]}
        if asked.get("countTotal") == "true":
            page["totalCount"] = sum(map(len, self.pages))
        if place + 1 < len(self.pages):
            page["nextPageToken"] = f"t{place + 1}"
        return httpx.Response(200, json=page)

    def client(self) -> httpx.Client:
        client = registry.new_client()
        return httpx.Client(
            base_url=client.base_url,
            headers=client.headers,
            transport=httpx.MockTransport(self),
            timeout=client.timeout,
        )

    def fetch(self, connection: Connection, *conditions: str, today: dt.date = TODAY, **more: Any) -> registry.Fetched:
        return registry.fetch(
            connection,
            conditions or registry.CONDITIONS,
            today=today,
            client=self.client(),
            wait=self.waits.append,
            **more,
        )

    def tokens(self) -> list[str | None]:
        return [one.url.params.get("pageToken") for one in self.asked]


def three_pages() -> Registry:
    return Registry([[study(1), study(2)], [study(3), study(4)], [study(5)]])


# ------------------------------------------------------------------------------------------------ what is asked
def test_it_asks_for_an_illness_and_for_fields_and_says_who_it_is(kept: Connection) -> None:
    made = Registry([[study(1)]])
    made.fetch(kept)
    (request,) = made.asked
    assert (request.method, request.url.host, request.url.path) == ("GET", "clinicaltrials.gov", "/api/v2/studies")
    asked = dict(request.url.params)
    assert asked.pop("fields").startswith("NCTId,BriefTitle,")
    assert asked == {
        "query.cond": "breast cancer",
        "filter.overallStatus": "RECRUITING,NOT_YET_RECRUITING,ENROLLING_BY_INVITATION,ACTIVE_NOT_RECRUITING,SUSPENDED",
        "pageSize": "200",
        "countTotal": "true",
    }
    assert request.headers["User-Agent"].startswith("Concord/")


def test_several_illnesses_are_asked_for_in_one_search(kept: Connection) -> None:
    made = Registry([[]])
    made.fetch(kept, "breast cancer", "  solid   tumor ")
    assert made.asked[0].url.params["query.cond"] == "(breast cancer) OR (solid tumor)"


@pytest.mark.parametrize(
    "text",
    ["", "born 1971", "HER2 3+", "breast cancer AND AREA[Sex]FEMALE", "Ms Example, Boston", "x" * 80, "a b c d e f g",
     "breast (cancer)", "2019-03", "someone@example.org", "ecog=1", "breast cancer\nECOG"[:13] + "1"],
)  # fmt: skip
def test_what_is_no_plain_name_of_an_illness_is_never_sent(kept: Connection, text: str) -> None:
    made = Registry([[]])
    with pytest.raises(InputError, match="is not asked for"):
        made.fetch(kept, text)
    assert made.asked == []


@pytest.mark.parametrize("text", ["breast cancer", "cáncer de mama", "Non-Hodgkin lymphoma", "Paget’s disease"])
def test_names_of_illnesses_may_be_asked_for(text: str) -> None:
    assert registry.term(text) == text


def test_the_client_knows_no_situation_and_has_no_place_for_one() -> None:
    tree = ast.parse(inspect.getsource(registry))
    known = {name for name in imports(tree) if name.startswith("concord")}
    rooms = ("concord.situation", "concord.choices", "concord.web", "concord.exchange", "concord.criteria")
    assert not {name for name in known for room in rooms if is_within(name, room)}
    hints = get_type_hints(registry.fetch)
    assert set(hints) == {"connection", "conditions", "today", "client", "told", "wait", "return"}


# ------------------------------------------------------------------------------------------------ pages
def test_all_pages_come_in_with_pauses_between_them(kept: Connection) -> None:
    made, told = three_pages(), list[tuple[int, int | None]]()
    found = made.fetch(kept, told=lambda one: told.append((one.seen, one.total)))
    assert made.tokens() == [None, "t1", "t2"]
    assert made.waits == [registry.BETWEEN_PAGES] * 2
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert found.counts == store.Counts(new=5)
    assert [one.nct_id for one in store.every(kept)] == [number(n) for n in range(1, 6)]
    assert {one.fetched_on for one in store.every(kept)} == {TODAY}


def test_a_second_search_asks_anew_and_tells_what_changed(kept: Connection) -> None:
    three_pages().fetch(kept)
    later = TODAY + dt.timedelta(days=7)
    made = Registry([[study(1), study(2, title="Another", updated="2026-11-30")], [study(n) for n in (3, 4, 5, 6)]])
    found = made.fetch(kept, today=later)
    assert not found.went_on
    assert found.counts == store.Counts(new=1, changed=1, same=4)
    assert [(one.nct_id, one.kind) for one in store.changes(kept, since=later)] == [
        (number(2), "changed"), (number(6), "new")
    ]  # fmt: skip


def test_a_trial_that_closed_is_asked_for_by_its_number(kept: Connection) -> None:
    three_pages().fetch(kept)
    later = TODAY + dt.timedelta(days=7)
    made = Registry([[study(1), study(2), study(3)]])
    made.by_number[number(4)] = study(4, status="COMPLETED", updated="2026-11-28")
    found = made.fetch(kept, today=later)
    assert made.asked[-1].url.params["filter.ids"] == f"{number(4)},{number(5)}"
    assert "query.cond" not in made.asked[-1].url.params
    assert found.counts.changed == 1
    closed = store.get(kept, number(4))
    assert closed
    assert closed.status == "completed"


def test_a_study_that_cannot_be_read_is_named_and_the_others_come(kept: Connection) -> None:
    bad = study(2)
    bad["protocolSection"]["eligibilityModule"]["sex"] = "x"
    found = Registry([[study(1), bad, study(3)]]).fetch(kept)
    assert found.counts.new == 2
    assert [str(one) for one in found.faults] == [
        "page 1 of the registry: studies[1].protocolSection.eligibilityModule.sex: ALL, FEMALE or MALE was expected, "
        "not 'x'"
    ]


# ------------------------------------------------------------------------------------------------ faults
@pytest.mark.parametrize(
    "fault",
    [
        httpx.Response(429),
        httpx.Response(500),
        httpx.Response(503, text="busy"),
        httpx.ReadTimeout("slow"),
        httpx.ConnectError("no way"),
        httpx.RemoteProtocolError("cut off"),
        httpx.Response(200, text='{"studies": ['),
        httpx.Response(200, text="<html>Busy</html>"),
        httpx.Response(200, json={"message": "later"}),
    ],
    ids=repr,
)
def test_what_may_pass_is_tried_again_with_longer_waits(kept: Connection, fault: Any) -> None:
    made = Registry([[study(1)]])
    made.faults = [fault, fault, fault]
    assert made.fetch(kept).counts.new == 1
    assert made.waits == [1, 2, 4]
    assert len({str(one.url) for one in made.asked}) == 1


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "30"}, 30),
        ({"Retry-After": "86400"}, registry.LONGEST_WAIT),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "soon"}, 1),
        ({"Retry-After": "Thu, 26 Nov 2026 07:00:20 GMT", "Date": "Thu, 26 Nov 2026 07:00:00 GMT"}, 20),
    ],
)
def test_it_waits_as_long_as_it_is_asked_to(kept: Connection, headers: dict[str, str], waited: float) -> None:
    made = Registry([[study(1)]])
    made.faults = [httpx.Response(429, headers=headers)]
    made.fetch(kept)
    assert made.waits == [waited]


def test_it_gives_up_in_the_end_and_says_what_to_do(kept: Connection) -> None:
    made = Registry([[study(1)]])
    made.faults = [httpx.Response(503)] * 20
    with pytest.raises(registry.RegistryError, match=r"after 6 attempts \(status 503\).*goes on from there"):
        made.fetch(kept)
    assert len(made.asked) == registry.ATTEMPTS
    assert made.waits == [1, 2, 4, 8, 16]


@pytest.mark.parametrize(
    ("status", "said"), [(400, "status 400: No such field"), (404, "404"), (403, "import"), (302, "302")]
)
def test_what_will_not_pass_is_not_tried_again(kept: Connection, status: int, said: str) -> None:
    made = Registry([[study(1)]])
    made.faults = [httpx.Response(status, text="No such field")]
    with pytest.raises(registry.RegistryError, match=said):
        made.fetch(kept)
    assert len(made.asked) == 1


# ------------------------------------------------------------------------------------------------ going on
def stopped_after(made: Registry, connection: Connection, pages: int, **more: Any) -> None:
    """A search that is killed right after a page was kept."""

    def told(found: registry.Fetched) -> None:
        if found.pages == pages:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.fetch(connection, told=told, **more)


def test_a_search_that_was_stopped_goes_on_from_the_next_page(kept: Connection) -> None:
    stopped_after(three_pages(), kept, 2)
    assert store.count(kept) == 4
    made, told = three_pages(), list[tuple[int, int | None]]()
    found = made.fetch(kept, today=TODAY + dt.timedelta(days=1), told=lambda one: told.append((one.seen, one.total)))
    assert made.tokens() == ["t2"]
    assert found.went_on
    assert told == [(5, 5)]
    assert store.count(kept) == 5
    again = three_pages()
    assert not again.fetch(kept).went_on
    assert again.tokens() == [None, "t1", "t2"]


def test_another_search_and_one_long_ago_are_not_taken_up(kept: Connection) -> None:
    stopped_after(three_pages(), kept, 1)
    made = three_pages()
    made.fetch(kept, "solid tumor")
    assert made.tokens()[0] is None
    made = three_pages()
    made.fetch(kept, today=TODAY + dt.timedelta(days=4))
    assert made.tokens()[0] is None


def test_a_page_that_the_registry_no_longer_knows_begins_anew(kept: Connection) -> None:
    stopped_after(three_pages(), kept, 1)
    made = three_pages()
    made.faults = [httpx.Response(400, text="wrong page token")]
    found = made.fetch(kept)
    assert made.tokens() == ["t1", None, "t1", "t2"]
    assert (found.seen, found.counts) == (5, store.Counts(new=3, same=2))


def test_a_page_and_its_place_are_kept_together(kept: Connection) -> None:
    """A kill between the two would lose a page or bring one twice: the place is written with the page."""
    made = three_pages()
    made.faults = [None, *[httpx.Response(503)] * 20]
    with pytest.raises(registry.RegistryError):
        made.fetch(kept)
    assert store.count(kept) == 2
    (query,) = (row[0] for row in kept.execute("SELECT query FROM runs"))
    assert store.run_of(kept, query) == store.Run(TODAY, "t1", 1, 2, 5, None)


def test_what_is_stored_holds_no_word_of_the_search(kept: Connection) -> None:
    Registry([[]]).fetch(kept, "breast cancer")
    assert "cancer" not in str(kept.execute("SELECT * FROM runs").fetchall())


# ------------------------------------------------------------------------------------------------ over a real line
class Sometimes(BaseHTTPRequestHandler):
    """A server on this computer that fails two of three times: busy, cut off, or answering."""

    turns = 0

    def do_GET(self) -> None:
        type(self).turns += 1
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        place = int(asked.get("pageToken", "0"))
        page = {"studies": [study(place * 2 + 1), study(place * 2 + 2)]}
        if place < 4:
            page["nextPageToken"] = str(place + 1)  # type: ignore[assignment]
        content = json.dumps(page).encode()
        if self.turns % 3 == 1:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if self.turns % 3 == 2 else content)
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_all_comes_in_from_a_server_that_fails_most_of_the_time(kept: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sometimes)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        client = registry.new_client(f"http://127.0.0.1:{server.server_port}/api/v2")
        found = registry.fetch(kept, today=TODAY, client=client, wait=lambda _: None)
    finally:
        server.shutdown()
        server.server_close()
    assert found.counts == store.Counts(new=10)
    assert Sometimes.turns == 15
    assert store.get(kept, number(10)) is not None


def test_trials_of_files_are_not_asked_for_by_number(kept: Connection) -> None:
    store.put_all(kept, [trial(9, source="nci", fetched_on=None)], TODAY)
    made = three_pages()
    made.fetch(kept)
    assert not [one for one in made.asked if "filter.ids" in one.url.params]
