"""The commands of a host: who may come in, what the doctor sees, staff, and that nothing secret is printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from concord.web.host.tests.conftest import Run, run_in

ROOT = Path(__file__).parents[5]
OTHERS = {"CONCORD_HOSTS": "concord.example.org", "CONCORD_BEHIND_PROXY": "127.0.0.1"}


def states(out: str, what: str) -> set[str]:
    return {line.split()[0] for line in out.splitlines() if line[7:].startswith(what)}


@pytest.mark.slow
def test_nobody_else_comes_in_before_the_host_has_chosen(tmp_path: Path) -> None:
    data = {"CONCORD_DATA": str(tmp_path / "data")}
    done = run_in(data)("serve --port 1 --host 0.0.0.0")
    assert done[0].code == 2
    for word in ("CONCORD_AUDIENCE", "CONCORD_REGION", "only_me", "patients_after_release", "clinicians", "hosting.md"):
        assert word in done[0].out
    (named,) = run_in({**data, **OTHERS, "CONCORD_AUDIENCE": "everyone", "CONCORD_REGION": "US"})("serve --port 1")
    assert named.code == 2
    assert "CONCORD_AUDIENCE is 'everyone'" in named.out


@pytest.mark.slow
def test_the_doctor_finds_a_site_on_this_computer_well(run: Run) -> None:
    done = run("backup", "backup --keys", "doctor")
    assert done[2].code == 0, done[2].out
    assert "0 wrong" in done[2].out
    assert states(done[2].out, "databases") == {"ok"}
    assert states(done[2].out, "backups") == {"ok"}


@pytest.mark.slow
def test_the_doctor_says_what_is_wrong_and_prints_no_secret(tmp_path: Path) -> None:
    data = tmp_path / "data"
    secret, master = "canary-secret-" + "s" * 20, "canary-master"
    old = data / "keys-backups" / "keys-2020-01-01-000000.sqlite3"
    old.parent.mkdir(parents=True)
    old.touch()
    (data / "master_key").touch(mode=0o644)
    settings = {
        "CONCORD_DATA": str(data),
        "CONCORD_SECRET_KEY": secret,
        "CONCORD_MASTER_KEY": master,
        "CONCORD_HOSTS": "*",
        "CONCORD_EMAIL_URL": "smtp://canary-user:canary-password@mail.example.org:587",
        "DATABASE_URL": "postgres://canary-user:canary-password@127.0.0.1:1/none",
    }
    (done,) = run_in(settings)("doctor")
    assert done.code == 1
    for what in ("secret key", "master key", "hosts", "https", "audience, region", "databases", "backups of keys"):
        assert "wrong" in states(done.out, what), what
    assert "chmod 600" in done.out
    assert "canary" not in done.out


@pytest.mark.slow
def test_the_acknowledgement_is_on_record_and_the_doctor_shows_it(tmp_path: Path) -> None:
    settings = {"CONCORD_DATA": str(tmp_path / "data"), "CONCORD_REGION": "EU"}
    done = run_in(settings)("acknowledge", "acknowledge --name 'Dr. A. Example'", "doctor")
    assert "CE mark" in done[0].out
    assert "On record" not in done[0].out
    assert "On record" in done[1].out
    assert re.search(r"ok +acknowledgement +\d{4}-\d\d-\d\d Dr\. A\. Example, for EU", done[2].out)


@pytest.mark.slow
def test_where_none_is_needed_none_is_logged(run: Run) -> None:
    (done,) = run("acknowledge --name Somebody")
    assert done.code == 2
    assert "EU and GB only" in done.out


@pytest.mark.slow
def test_a_release_code_is_shown_once_and_kept_as_a_hash(run: Run, tmp_path: Path) -> None:
    (done,) = run("release --days 7")
    code = done.out.split()[0]
    assert re.fullmatch(r"([A-Z2-9]{4}-){3}[A-Z2-9]{4}", code)
    raw = b"".join(one.read_bytes() for one in (tmp_path / "data").iterdir() if one.is_file())
    assert code.encode() not in raw
    assert code.replace("-", "").encode() not in raw


@pytest.mark.slow
def test_staff_is_made_with_a_password_that_holds(run: Run, tmp_path: Path) -> None:
    password = "a long canary password"  # noqa: S105
    done = run("admin helga", "admin helga", typed=f"{password}\n{password}\n")
    assert [one.code for one in done] == [0, 0], done
    assert "is made" in done[0].out
    assert "may now use" in done[1].out
    raw = b"".join(one.read_bytes() for one in (tmp_path / "data").iterdir() if one.is_file())
    assert b"argon2" in raw
    assert password.encode() not in raw
    weak = run("admin other", typed="short\nshort\n")
    assert (weak[0].code, "too short" in weak[0].out) == (2, True)


@pytest.mark.slow
def test_keys_in_the_same_database_are_refused(tmp_path: Path) -> None:
    same = f"sqlite:///{tmp_path}/one.sqlite3"
    settings = {"CONCORD_DATA": str(tmp_path), "DATABASE_URL": same, "CONCORD_KEYS_URL": same}
    (done,) = run_in(settings)("backup")
    assert done.code == 2
    assert "CONCORD_KEYS_URL" in done.out


@pytest.mark.slow
def test_the_doctor_on_postgresql(run_postgres: Run) -> None:
    done = run_postgres("backup", "backup --keys", "doctor")
    assert "postgresql, up to date" in done[2].out
    assert done[2].code == 0, done[2].out


def test_every_setting_is_in_the_documents() -> None:
    read = set()
    for path in (ROOT / "src" / "concord").rglob("*.py"):
        if "tests" not in path.parts:
            calls = r'(?:environ\.get\(|environ\[|_database\()\s*"([A-Z_]+)"'
            read |= set(re.findall(calls, path.read_text()))
    assert {"DATABASE_URL", "CONCORD_AUDIENCE", "CONCORD_IDLE_MINUTES"} <= read
    told = (ROOT / "docs" / "hosting.md").read_text().partition("## Settings")[2].partition("\n## ")[0]
    ours = {one for one in read if one.startswith("CONCORD_") or one == "DATABASE_URL"}
    assert ours == set(re.findall(r"^\| `([A-Z_]+)`", told, re.MULTILINE))
