"""The command line as a person meets it: what it prints, what it says of bad input, and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

from concord.choices.shape import json_schema as brief_schema
from concord.reading import MAX_BYTES, parse, read_bytes
from concord.situation.read import json_schema as situation_schema
from concord.situation.read import read_situation
from tests.spec.table import some_now

EXAMPLE = Path(__file__).parents[1] / "knowledge" / "examples" / "worked-example.yaml"


def concord(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the program as a shell would."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "concord.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def bundle(*resources: Mapping[str, object]) -> str:
    return json.dumps(
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}
    )


PATIENT = {"resourceType": "Patient", "id": "one", "gender": "female"}
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

BAD: dict[str, tuple[str | bytes, list[str]]] = {
    "cut-off.json": ('{"resourceType": "Bundle", "entry": [{"resource": {', ["cut off", "line 1"]),
    "cut-off-situation.json": ('{"schema": "concord.situation/0", "health": {"ecog"', ["cut off"]),
    "bomb.yaml": (BOMB, ["line 1", "anchors"]),
    "tag.yaml": ("schema: !!python/object:os.system x\n", ["tags"]),
    "wrong-unit.yaml": (
        "schema: concord.situation/0\nhealth:\n  bilirubin_mg_dl: 10 mmol/L\n",
        ["line 3", "health.bilirubin_mg_dl", "mg/dL or umol/L was expected"],
    ),
    "wrong-scale.yaml": (
        "schema: concord.situation/0\nhealth: {lvef_percent: 0.6}\n",
        ["line 2", "health.lvef_percent", "between 5 and 90"],
    ),
    "end-before-start.yaml": (
        "schema: concord.situation/0\ntreatments:\n  - {kind: medicine, drugs: [a], started: 2020, ended: 2019-03}\n",
        ["line 3", "treatments[0]", "ends before it starts"],
    ),
    "unknown-key.yaml": (
        "schema: concord.situation/0\ncancer:\n  extend: metastatic\n",
        ["line 3", "cancer.extend", "not known here"],
    ),
    "impossible-value.yaml": (
        "schema: concord.situation/0\ncancer: {extent: everywhere}\n",
        ["line 2", "cancer.extent", "'metastatic'"],
    ),
    "no-schema.yaml": ("cancer: {extent: metastatic}\n", ["schema", "missing"]),
    "future.yaml": (
        "schema: concord.situation/0\nas_of: 2020-01-01\ncancer: {metastatic_since: 2021}\n",
        ["after as_of"],
    ),
    "not-text.yaml": (b"\xff\xfe\x00", ["not UTF-8"]),
    "zeros.yaml": (b"schema: concord.situation/0\nnotes: \0", ["line 2", "control character"]),
    "endless.yaml": (b"schema: concord.situation/0\nperson: {birth_year: " + b"9" * 5000 + b"}", ["person.birth_year"]),
    "two-patients.json": (bundle(PATIENT, {**PATIENT, "id": "two"}), ["patient"]),
    "no-patient.json": (bundle({"resourceType": "Observation", "status": "final"}), ["patient"]),
    "no-bundle.json": (json.dumps({"resourceType": "Observation"}), ["Bundle"]),
    "list.json": ("[1, 2]", ["a situation was expected"]),
}


@pytest.mark.parametrize("name", some_now(list(BAD), 4))
def test_bad_input_is_one_clear_error(name: str, tmp_path: Path) -> None:
    content, said = BAD[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    done = concord("brief", path, "--format", "json")
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert name in done.stderr
    for words in said:
        assert words.lower() in done.stderr.lower(), done.stderr


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = concord("brief", path)
    assert (done.returncode, MAX_BYTES) == (2, 20 * 1024 * 1024)
    assert "52 MB; at most 20 MB" in done.stderr


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "cannot be read" in concord("brief", tmp_path / "nothing.yaml").stderr
    assert "this is a folder" in concord("brief", tmp_path).stderr


def test_the_json_brief_fits_its_schema() -> None:
    done = concord("brief", EXAMPLE, "--format", "json")
    assert done.returncode == 0, done.stderr
    jsonschema.validate(json.loads(done.stdout), brief_schema())


def test_the_example_fits_the_situation_schema() -> None:
    jsonschema.validate(parse(read_bytes(EXAMPLE), str(EXAMPLE)).data, situation_schema())
    assert read_situation(EXAMPLE).cancer.extent == "metastatic"


def test_a_brief_in_spanish() -> None:
    done = concord("brief", EXAMPLE, "--lang", "es")
    assert done.returncode == 0, done.stderr
    assert "Opciones para hablar con su médico o médica" in done.stdout
    assert "Choices to talk about" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("form", ["html", "pdf", "json", "md"])
def test_every_format_is_written(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"brief.{form}"
    done = concord("brief", EXAMPLE, "-o", target)
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 5_000


@pytest.mark.slow
def test_the_questions_for_the_visit_and_the_road_ahead(tmp_path: Path) -> None:
    sheet = tmp_path / "questions.pdf"
    done = concord("brief", EXAMPLE, "--for", "visit", "--lang", "es", "-o", sheet)
    assert done.returncode == 0, done.stderr
    assert sheet.read_bytes().startswith(b"%PDF")
    road = concord("brief", EXAMPLE, "--ahead", "elacestrant", "--ahead", "single-chemotherapy/capecitabine")
    assert "## The road ahead" in road.stdout
    assert "### Capecitabine" in road.stdout
    wrong = concord("brief", EXAMPLE, "--ahead", "elacestrent")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "--ahead: there is no choice 'elacestrent'; did you mean 'elacestrant'?\n",
    )
    text = concord("brief", EXAMPLE, "--for", "visit", "--format", "txt")
    assert (text.returncode, "html, pdf or md" in text.stderr) == (2, True)


def test_an_article_as_a_page(tmp_path: Path) -> None:
    page = tmp_path / "pain.html"
    assert concord("read", "pain", "--lang", "es", "-o", page).returncode == 0
    text = page.read_text()
    assert '<html lang="es">' in text
    assert 'href="palliative-care.html"' in text
    assert "Escrito el 24 de noviembre de 2026" in text
    assert "INFLESZ" in text
    assert "borrador" in text


def test_the_clinicians_text_is_short_enough_to_paste() -> None:
    done = concord("brief", EXAMPLE, "--for", "clinician", "--format", "txt")
    assert done.returncode == 0, done.stderr
    assert 200 < len(done.stdout) < 2000


def test_facts_are_listed_with_their_meaning() -> None:
    listed = concord("situation", "facts").stdout
    assert listed.count("Source: ") >= 80
    assert "never zero" in listed
    values = concord("situation", "facts", EXAMPLE).stdout
    assert "HER2: low" in values


def test_check_lists_what_was_not_understood(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(
        "schema: concord.situation/0\ntreatments: [{kind: medicine, drugs: [xyzumab]}]\nsymptoms: [odd_feeling]\n"
    )
    done = concord("situation", "check", path)
    assert done.returncode == 0
    assert "not understood: treatments[0].drugs: xyzumab" in done.stdout
    assert "not understood: symptoms: odd_feeling" in done.stdout


def test_knowledge_show_and_a_name_that_is_near() -> None:
    assert "truqap-label-us" in concord("knowledge", "show", "capivasertib-fulvestrant").stdout
    done = concord("knowledge", "show", "capivasertib-fulvestran")
    assert done.returncode == 2
    assert "capivasertib-fulvestrant" in done.stderr


def test_help_names_the_commands() -> None:
    shown = concord("--help").stdout
    assert all(word in shown for word in ("brief", "situation", "knowledge", "example"))
