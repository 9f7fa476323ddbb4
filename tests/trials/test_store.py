"""The store keeps what a trial says, finds it, and tells what is new, what changed and what is old."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.reading import InputError
from concord.trials import store
from concord.trials.imports import record
from concord.trials.records import Site, Trial, content_hash, stale
from tests.trials.made import FLATTENED, NCI, TODAY, number, study, trial

LATER = TODAY + dt.timedelta(days=7)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with store.opened(tmp_path / "data" / "trials.sqlite3") as connection:
        yield connection


def found(connection: sqlite3.Connection, words: str = "", **asked: object) -> list[str]:
    return [hit.nct_id for hit in store.search(connection, words, today=TODAY, **asked).hits]  # type: ignore[arg-type]


def test_what_is_kept_comes_back_the_same(kept: sqlite3.Connection) -> None:
    given = record(study())
    assert store.put_all(kept, [given], TODAY) == store.Counts(new=1)
    assert store.get(kept, number(1).lower()) == given
    assert list(store.every(kept)) == [given]
    assert store.get(kept, number(2)) is None


def test_a_record_that_says_the_same_is_no_change_but_is_known_to_be_fresh(kept: sqlite3.Connection) -> None:
    store.put_all(kept, [trial(1)], TODAY)
    before = store.latest(kept)
    assert store.put_all(kept, [trial(1, fetched_on=LATER)], LATER) == store.Counts(same=1)
    assert store.latest(kept) == before
    again = store.get(kept, number(1))
    assert again
    assert again.fetched_on == LATER


def test_first_seen_stays_and_changes_are_told_with_their_fields(kept: sqlite3.Connection) -> None:
    store.put_all(kept, [trial(1), trial(2)], TODAY)
    since = store.latest(kept)
    closed = trial(1, status="completed", title="Another", fetched_on=LATER)
    assert store.put_all(kept, [closed, trial(3, fetched_on=LATER), trial(2, fetched_on=LATER)], LATER) == store.Counts(
        new=1, changed=1, same=1
    )
    hit = store.search(kept, number(1), today=LATER).hits[0]
    assert (hit.first_seen, hit.changed_on, hit.status) == (TODAY, LATER, "completed")
    expected = [
        store.Change(number(1), "changed", ("title", "status"), LATER),
        store.Change(number(3), "new", (), LATER),
    ]
    assert store.changes(kept, after=since) == expected == store.changes(kept, since=LATER)
    assert {(one.nct_id, one.kind) for one in store.changes(kept)} == {(number(n), "new") for n in (1, 2, 3)}
    assert store.changes(kept, after=store.latest(kept)) == []


def test_an_older_record_never_replaces_a_newer_one(kept: sqlite3.Connection) -> None:
    store.put_all(kept, [trial(1)], TODAY)
    older = [
        trial(1, status="completed", updated=dt.date(2026, 9, 1)),
        trial(1, status="completed", fetched_on=dt.date(2026, 11, 1)),
        trial(1, status="completed", fetched_on=None),
        record({**FLATTENED, "nct_id": number(1)}, LATER),
    ]
    assert store.put_all(kept, older, LATER) == store.Counts(older=4)
    assert store.get(kept, number(1)) == trial(1)


def test_sources_that_leave_fields_out_complete_each_other_in_any_order(tmp_path: Path) -> None:
    parts = [record(FLATTENED), record(NCI)]
    results = []
    for place, order in enumerate([*itertools.permutations(parts), [*parts, *reversed(parts)]]):
        with store.opened(tmp_path / f"{place}.sqlite3") as connection:
            for one in order:
                store.put_all(connection, [one], TODAY)
            results.append(store.get(connection, number(7)))
            number_of_versions = store.latest(connection)
            assert store.put_all(connection, parts, TODAY) == store.Counts(same=2)
            assert store.latest(connection) == number_of_versions
    first = results[0]
    assert first
    assert first == results[1] == results[2]
    assert first.eligibility == FLATTENED["eligibility_text"]
    assert first.status == "recruiting"  # of the two, the one whose age is known
    assert first.sites[0].name == "Centre"
    assert first.fetched_on is None  # as old as its oldest part


def test_the_registry_replaces_what_files_had_told(kept: sqlite3.Connection) -> None:
    store.put_all(kept, [record(FLATTENED), record(NCI)], TODAY)
    whole = record(study(7), TODAY)
    assert store.put_all(kept, [whole], TODAY).changed == 1
    assert store.get(kept, number(7)) == whole
    assert store.put_all(kept, [record(NCI, LATER)], LATER).older == 1


def test_all_of_a_batch_is_kept_or_nothing(kept: sqlite3.Connection) -> None:
    def several() -> Iterator[Trial]:
        yield trial(1)
        raise InputError("broken")

    with pytest.raises(InputError):
        store.put_all(kept, several(), TODAY)
    assert store.count(kept) == 0


# ------------------------------------------------------------------------------------------------ finding
@pytest.fixture
def several(kept: sqlite3.Connection) -> sqlite3.Connection:
    spain = (Site(name="Clínica", city="Málaga", country="Spain"),)
    trials = [
        trial(1, title="Examplib after progression", phases=("1", "2"), sites=spain, updated=dt.date(2026, 1, 1)),
        trial(2, interventions=("Examplib", "Otherin"), status="completed", updated=dt.date(2026, 2, 1)),
        trial(3, conditions=("Bone Metastases",), summary="Mentions examplib.", sites=(), updated=dt.date(2026, 3, 1)),
        trial(4, official_title="Métastases of the bone", phases=("3",), updated=None),
    ]
    store.put_all(kept, trials, TODAY)
    return kept


def test_words_are_found_in_title_conditions_interventions_and_summary(several: sqlite3.Connection) -> None:
    assert found(several, "examplib") == [number(1), number(2), number(3)]  # the title counts most
    assert found(several, "EXAMPL") == [number(1), number(2), number(3)]
    assert found(several, "examplib otherin") == [number(2)]
    assert sorted(found(several, "metastases bone")) == [number(3), number(4)]  # without accents too
    assert found(several, number(4)) == [number(4)]
    assert found(several, "nowhere") == []


@pytest.mark.parametrize("words", ['"', "a OR", "*", "title:x", "NEAR(", "-", "'; DROP TABLE trials; --", "(", "\x00"])
def test_signs_in_a_search_are_no_commands(several: sqlite3.Connection, words: str) -> None:
    assert found(several, words) == []
    assert store.count(several) == 4


def test_phase_status_and_place_narrow_the_search(several: sqlite3.Connection) -> None:
    assert found(several, phases=["1"]) == [number(1)]
    assert sorted(found(several, phases=["1", "3"])) == [number(1), number(4)]
    assert found(several, statuses=["completed"]) == [number(2)]
    assert found(several, country="ES") == found(several, country="spain") == [number(1)]
    assert found(several, country="Spain", city="málaga") == [number(1)]
    assert found(several, country="Spain", city="Boston") == []
    assert found(several, "examplib", country="US") == [number(2)]
    assert found(several, "examplib", statuses=["recruiting"], phases=["2"]) == [number(1), number(3)]


def test_without_words_the_newest_come_first_and_pages_follow_each_other(several: sqlite3.Connection) -> None:
    assert found(several) == [number(3), number(2), number(1), number(4)]
    assert found(several, limit=2) + found(several, limit=2, offset=2) == found(several)
    assert store.search(several, today=TODAY, limit=2).total == 4


def test_a_change_is_found_by_its_new_words_only(kept: sqlite3.Connection) -> None:
    store.put_all(kept, [trial(1, title="Oldword"), trial(1, title="Newword", phases=("3",), sites=())], TODAY)
    assert found(kept, "oldword") == []
    assert found(kept, "newword") == [number(1)]
    assert found(kept, phases=["2"]) == found(kept, country="US") == []


# ------------------------------------------------------------------------------------------------ age
@pytest.mark.parametrize(
    ("updated", "fetched_on", "why"),
    [
        ("2026-10-01", "2026-11-26", ()),
        ("2026-05-27", "2026-05-27", ()),
        ("2026-05-26", "2026-11-26", ("updated_long_ago",)),
        (None, "2026-05-26", ("fetched_long_ago",)),
        ("2020-01-01", None, ("age_not_known", "updated_long_ago")),
    ],
)
def test_a_record_older_than_half_a_year_says_so(
    updated: str | None, fetched_on: str | None, why: tuple[str, ...]
) -> None:
    days = [dt.date.fromisoformat(one) if one else None for one in (updated, fetched_on)]
    assert stale(days[0], days[1], TODAY) == why


def test_a_hit_tells_its_age(kept: sqlite3.Connection) -> None:
    store.put_all(kept, [record(NCI)], TODAY)
    assert store.search(kept, today=TODAY).hits[0].stale == ("age_not_known",)


def test_the_day_of_fetching_is_no_part_of_what_a_record_says() -> None:
    assert content_hash(trial(1)) == content_hash(trial(1, fetched_on=None, updated=None))
    assert content_hash(trial(1)) != content_hash(trial(1, title="x"))


# ------------------------------------------------------------------------------------------------ the file
def test_what_is_no_store_is_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "trials.sqlite3"
    path.write_bytes(b"not a database at all, but some text of another kind" * 20)
    before = path.read_bytes()
    with pytest.raises(InputError, match="not a file of trials"), store.opened(path):
        pass
    assert path.read_bytes() == before


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trials.sqlite3"
    with store.opened(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(InputError, match="kept by another version"), store.opened(path):
        pass


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="concord trials fetch"), store.opened(tmp_path / "x", make=False):
        pass
    assert not (tmp_path / "x").exists()


def test_one_can_read_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "trials.sqlite3"
    with store.opened(path) as writer, store.opened(path) as reader:
        store.put_all(writer, [trial(1)], TODAY)
        with store.written(writer):
            store.put(writer, trial(2), TODAY)
            assert store.count(reader) == 1
        assert store.count(reader) == 2


@pytest.mark.slow
def test_ten_thousand_trials_fit_and_a_search_is_fast(tmp_path: Path) -> None:
    with store.opened(tmp_path / "trials.sqlite3") as connection:
        text = "Inclusion Criteria:\n" + "\n".join(f"* Something of the kind {n} must hold" for n in range(60))
        sites = tuple(Site(name=f"Clinic {n}", city=f"City {n}", country="Spain") for n in range(8))
        many = (
            trial(n, title=f"Examplib {n % 97} in group {n}", eligibility=text, sites=sites, summary="Of some. " * 60)
            for n in range(1, 10_001)
        )
        store.put_all(connection, many, TODAY)
        assert store.count(connection) == 10_000
        took = []
        for words in ("examplib", "examplib 13", "group 77", ""):
            begun = time.process_time()
            assert store.search(connection, words, today=TODAY, country="ES", phases=["2"]).hits
            took.append(time.process_time() - begun)
        assert max(took) < 0.5, took
    assert (tmp_path / "trials.sqlite3").stat().st_size < 100e6
