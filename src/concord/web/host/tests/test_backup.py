"""Backups and bringing them back, on both kinds of database; and that what was deleted stays closed."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from concord.web.host.tests.conftest import Run
from concord.web.host.tests.steps import WORDS


@pytest.mark.slow
def test_what_was_deleted_stays_closed_after_the_main_database_is_restored(run_both: Run, tmp_path: Path) -> None:
    main, keys = tmp_path / "main.backup", tmp_path / "keys.backup"
    backups = (f"backup {main}", f"backup --keys {keys}")
    done = run_both("make", "read", *backups, "delete", "read", f"restore {main} --replace", "read")
    assert [one.code for one in done] == [0] * 8
    assert done[1].out.strip() == f"row key {WORDS}"
    assert done[5].out.split() == ["no", "row", "no", "key"]
    assert done[7].out.split() == ["row", "no", "key"]
    for path in (main, keys):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert WORDS.encode() not in path.read_bytes()


@pytest.mark.slow
def test_a_lost_disk_comes_back_from_both_backups(run_both: Run, tmp_path: Path) -> None:
    main, keys = tmp_path / "main.backup", tmp_path / "keys.backup"
    backups = (f"backup {main}", f"backup --keys {keys}")
    done = run_both("make", *backups, f"restore {main}", "delete", f"restore {main}", f"restore {keys}", "read")
    assert (done[3].code, done[5].code, done[6].code) == (2, 0, 0)
    assert "not empty" in done[3].out
    assert "--replace" in done[3].out
    assert "The keys are as they were then." in done[6].out
    assert done[7].out.strip() == f"row key {WORDS}"


@pytest.mark.slow
def test_rows_as_json_serve_where_the_tools_of_postgresql_are_missing(run_postgres: Run, tmp_path: Path) -> None:
    main, keys = tmp_path / "main.backup", tmp_path / "keys.backup"
    bare = {"PATH": str(tmp_path)}
    restores = (f"restore {main}", f"restore {keys}")
    done = run_postgres(bare, "make", f"backup {main}", f"backup --keys {keys}", "delete", *restores, "read")
    assert "rows as JSON" in done[1].out
    assert [one.code for one in done] == [0] * 7
    assert done[6].out.strip() == f"row key {WORDS}"


@pytest.mark.slow
def test_a_passphrase_seals_a_backup(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sealed.backup"
    right, wrong = {"CONCORD_BACKUP_PHRASE": "one two three"}, {"CONCORD_BACKUP_PHRASE": "one two four"}
    back = f"restore {file} --replace"
    done = run("make", right, f"backup {file}", wrong, back, right, back, "read")
    assert b"SQLite" not in file.read_bytes()
    assert (done[2].code, "passphrase does not open" in done[2].out) == (2, True)
    assert (done[3].code, done[4].out.strip()) == (0, f"row key {WORDS}")


@pytest.mark.slow
def test_neither_the_master_key_nor_who_is_signed_in_is_in_a_backup(run: Run, tmp_path: Path) -> None:
    run("make")
    data = tmp_path / "data"
    with sqlite3.connect(data / "concord.sqlite3") as database:
        values = ("canary-session", "canary-data", "2099-01-01")
        database.execute(
            "INSERT INTO accounts_session (session_key, session_data, expire_date) VALUES (?, ?, ?)", values
        )
    run(f"backup {tmp_path}/main.backup", f"backup --keys {tmp_path}/keys.backup")
    master = (data / "master_key").read_bytes()
    for name in ("main.backup", "keys.backup"):
        content = (tmp_path / name).read_bytes()
        assert content.startswith(b"SQLite format 3")
        assert master not in content
        assert b"canary-session" not in content


@pytest.mark.slow
def test_copies_of_the_keys_go_after_a_month(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir()
    old, other = folder / "keys-2020-01-01-000000.sqlite3", folder / "concord-2020-01-01-000000.sqlite3"
    old.touch()
    other.touch()
    (done,) = run(f"backup --keys {folder}")
    assert f"Deleted: {old}" in done.out
    assert not old.exists()
    assert other.exists()
    assert len(list(folder.iterdir())) == 2


@pytest.mark.slow
def test_what_is_no_backup_changes_nothing(run: Run, tmp_path: Path) -> None:
    wrong = {
        "text.backup": (b"not a backup", "not a backup of Concord"),
        "cut.backup": (b"SQLite format 3\0" + os.urandom(4000), "damaged"),
        "other.backup": (b'{"resourceType": "Bundle"}', "not one of Concord"),
    }
    for name, (content, _) in wrong.items():
        (tmp_path / name).write_bytes(content)
    done = run("make", *(f"restore {tmp_path / name} --replace" for name in wrong), "read")
    for one, (_, said) in zip(done[1:-1], wrong.values(), strict=True):
        assert (one.code, said in one.out, "Traceback" in one.out) == (2, True, False)
    assert done[-1].out.strip() == f"row key {WORDS}"
