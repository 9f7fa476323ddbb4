"""The log: any change to what was written shows, wherever it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.circle.log import Did, Entry, Head, Link, Who, broken_at, head, link

KEY, OTHER = b"k" * 32, b"o" * 32
entries = st.builds(
    Entry,
    at=st.datetimes(timezones=st.just(dt.UTC)),
    who=st.sampled_from(Who),
    name=st.text(max_size=8),
    did=st.sampled_from(Did),
    part=st.sampled_from(["", "answers", "plan"]),
).map(lambda one: one.model_dump_json().encode())
written = st.lists(entries, min_size=1, max_size=12)


def chain(said: list[bytes], key: bytes = KEY) -> tuple[list[Link], Head]:
    links, last = [], Head()
    for one in said:
        links.append(link(key, last, one))
        last = head(links[-1])
    return links, last


@settings(max_examples=40, deadline=None)
@given(st.lists(entries, max_size=12))
def test_a_log_that_nobody_touched_is_whole(said: list[bytes]) -> None:
    links, last = chain(said)
    assert broken_at(KEY, links, last) is None


@settings(max_examples=40, deadline=None)
@given(written, st.data())
def test_a_changed_byte_breaks_it_where_it_stands(said: list[bytes], data: st.DataObject) -> None:
    links, last = chain(said)
    at = data.draw(st.integers(0, len(links) - 1))
    byte = data.draw(st.integers(0, len(links[at].entry) - 1))
    changed = bytearray(links[at].entry)
    changed[byte] ^= data.draw(st.integers(1, 255))
    links[at] = replace(links[at], entry=bytes(changed))
    assert broken_at(KEY, links, last) == at


@settings(max_examples=40, deadline=None)
@given(written, st.data())
def test_a_changed_hash_breaks_it_where_it_stands(said: list[bytes], data: st.DataObject) -> None:
    links, last = chain(said)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = replace(links[at], hash=data.draw(st.text("0123456789abcdef", min_size=64, max_size=64)))
    expected = chain(said)[0][at].hash == links[at].hash
    assert broken_at(KEY, links, last) == (None if expected else at)


@settings(max_examples=40, deadline=None)
@given(written, st.data())
def test_what_was_taken_out_is_missed_the_last_one_too(said: list[bytes], data: st.DataObject) -> None:
    links, last = chain(said)
    at = data.draw(st.integers(0, len(links) - 1))
    assert broken_at(KEY, links[:at] + links[at + 1 :], last) == at
    assert broken_at(KEY, links[:at], last) == at
    renumbered = [replace(one, number=number) for number, one in enumerate(links[:at] + links[at + 1 :])]
    assert broken_at(KEY, renumbered, last) is not None


@settings(max_examples=40, deadline=None)
@given(written, entries, st.data())
def test_what_somebody_without_the_key_puts_in_is_found(said: list[bytes], more: bytes, data: st.DataObject) -> None:
    links, last = chain(said)
    at = data.draw(st.integers(0, len(links)))
    before = Head() if at == 0 else head(links[at - 1])
    forged = link(OTHER, before, more)
    after = [replace(one, number=one.number + 1) for one in links[at:]]
    assert broken_at(KEY, [*links[:at], forged, *after], last) == at
    assert broken_at(KEY, chain(said, OTHER)[0], last) == 0


@settings(max_examples=40, deadline=None)
@given(st.lists(entries, min_size=2, max_size=12, unique=True), st.data())
def test_two_that_change_places_are_found(said: list[bytes], data: st.DataObject) -> None:
    links, last = chain(said)
    one, other = sorted(data.draw(st.lists(st.integers(0, len(links) - 1), min_size=2, max_size=2, unique=True)))
    links[one], links[other] = replace(links[other], number=one), replace(links[one], number=other)
    assert broken_at(KEY, links, last) == one


@settings(max_examples=40, deadline=None)
@given(written, st.data())
def test_a_head_that_lags_behind_is_no_break_and_one_of_another_log_is(said: list[bytes], data: st.DataObject) -> None:
    links, _ = chain(said)
    kept = data.draw(st.integers(0, len(links)))
    lagging = Head() if kept == 0 else head(links[kept - 1])
    assert broken_at(KEY, links, lagging) is None
    assert broken_at(KEY, links, Head(len(links), "f" * 64)) == len(links) - 1
    assert broken_at(KEY, links, None) == 0


def test_an_entry_has_no_room_for_anything_else() -> None:
    assert set(Entry.model_fields) == {"at", "who", "name", "did", "part", "about"}
