"""`concord trials` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from concord.cli import app
from concord.reading import InputError
from concord.trials import registry
from tests.trials.made import FLATTENED, NCI, number, study


def concord(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["trials", *map(str, arguments)])


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_DATA", str(tmp_path / "data"))
    return tmp_path


def written(folder: Path, name: str, *records: Any) -> Path:
    path = folder / name
    path.write_text("\n".join(map(json.dumps, records)))
    return path


def test_import_then_search_tells_what_came_and_how_old_it_is(at: Path) -> None:
    result = concord("import", written(at, "a.jsonl", study(1), FLATTENED), written(at, "b.json", {"trials": [NCI]}))
    assert (result.exit_code, result.stdout) == (0, "2 new, 1 changed, 0 as before; 2 trials are kept.\n")
    assert (at / "data" / "trials.sqlite3").exists()
    shown = concord("search", "trial", "--country", "US").stdout
    assert f"{number(7)}  A flattened trial" in shown
    assert "MAY BE OUT OF DATE: nobody knows how old this record is" in shown
    assert shown.endswith("2 trials.\n")
    found = json.loads(concord("search", "--phase", "1", "--city", "málaga", "--json").stdout)
    assert [one["nct_id"] for one in found["trials"]] == [number(1)]


def test_a_bad_record_is_named_and_the_others_come_in(at: Path) -> None:
    result = concord("import", written(at, "a.jsonl", study(1), {**FLATTENED, "nct_id": "7"}))
    assert result.exit_code == 2
    assert "a.jsonl, line 2: nct_id: an NCT number such as NCT01234567 was expected, not '7'" in result.stderr
    assert result.stdout == "1 new, 0 changed, 0 as before; 1 trials are kept.\n"


def test_the_day_of_a_file_can_be_given(at: Path) -> None:
    concord("import", written(at, "a.jsonl", NCI), "--as-of", "2023-05-01")
    assert "fetched 2023-05-01\n    MAY BE OUT OF DATE: fetched more than six months ago" in concord("search").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("search", "x"), "there are no trials yet; fetch them with `concord trials fetch`"),
        (("search", "--phase", "9"), "--phase: '9' is not one of early_1, 1, 2, 3, 4"),
        (("import", "nowhere.json"), "nowhere.json: the file cannot be read"),
        (("import", "x", "--as-of", "May"), "--as-of: 'May' is not a day"),
        (("fetch", "--condition", "born 1971"), "--condition: 'born 1971' is not asked for"),
    ],
)
def test_what_can_be_put_right_is_said(at: Path, arguments: tuple[str, ...], message: str) -> None:
    error = concord(*arguments).exception
    assert isinstance(error, InputError)
    assert message in str(error)


def test_fetch_tells_what_came(at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"studies": [study(1), study(2)], "totalCount": 2})

    client = httpx.Client(base_url="http://made.up", transport=httpx.MockTransport(answer))
    monkeypatch.setattr(registry, "new_client", lambda *_: client)
    assert concord("fetch").stdout == "2 new, 0 changed, 0 as before; 2 trials are kept.\n"
