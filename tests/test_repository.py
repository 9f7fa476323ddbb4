"""Lines that the whole repository holds: who may know whom, no medicine in code, no clock in the core, the locks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from concord.knowledge.load import Knowledge
from tests.imports import imports, is_within

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "concord"
CORE = ("situation", "criteria", "knowledge", "choices", "plan", "checkins", "circle")


def text_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every text file that belongs to the repository: what .gitignore names is left out."""
    ignored = {line.strip().strip("/") for line in (ROOT / ".gitignore").read_text().splitlines() if line.endswith("/")}
    for path in sorted(folder.iterdir()):
        if path.name in ignored or path.name == ".git":
            continue
        if path.is_dir():
            yield from text_files(path)
        elif b"\0" not in path.read_bytes()[:1024]:
            yield path


def code(folder: Path = SRC) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def test_the_walk_sees_the_repository() -> None:
    names = {str(path.relative_to(ROOT)) for path in text_files()}
    assert {"README.md", "Makefile", "src/concord/cli.py", "knowledge/medicines.yaml", "requirements.lock"} <= names
    assert not any(name.startswith((".venv", ".tools")) for name in names)


# ------------------------------------------------------------------------------------------------ places
# Written in pieces, so that this file does not contain them.
PLACES = ("py" + "pi.org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian", "/" + "work/")


@pytest.mark.parametrize("place", PLACES)
def test_no_file_names_a_registry_host_or_a_workplace(place: str) -> None:
    assert not [str(path) for path in text_files() if place in path.read_text(errors="replace")]


# ------------------------------------------------------------------------------------------------ medicines
# Names that a body or an illness shares with a medicine: the receptor, and diabetes that needs insulin.
ALSO_OF_THE_BODY = {"progesterone", "insulin"}


def words_of(text: str) -> str:
    return " ".join(re.split(r"[\s_]+", text.lower()))


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")


def medicine_names(knowledge: Knowledge) -> frozenset[str]:
    """Every generic name, brand and synonym that is long enough not to be an ordinary word."""
    names = {words_of(name) for one in knowledge.medicines.values() for name in (one.id, *one.brands, *one.synonyms)}
    return frozenset(name for name in names if len(name) >= 5) - ALSO_OF_THE_BODY


def test_code_names_no_medicine(knowledge: Knowledge) -> None:
    pattern = _pattern(medicine_names(knowledge))
    files = [path for path in text_files(ROOT / "src") if "tests" not in path.parts]  # tests name their examples
    assert len(files) > 30
    found = {
        f"{path.relative_to(ROOT)}:{number}: {match}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), 1)
        for match in pattern.findall(words_of(line))
    }
    assert not found


def test_a_medicine_in_code_would_be_found(knowledge: Knowledge) -> None:
    pattern = _pattern(medicine_names(knowledge))
    for line in ("if had_letrozole:", '"Femara"', "# trastuzumab deruxtecan", 'source="faslodex-label-us"'):
        assert pattern.findall(words_of(line)), line


# ------------------------------------------------------------------------------------------------ who may know whom
OUTSIDE = {"django", "fhir", "concord.exchange", "concord.documents", "concord.web", "concord.cli", "concord.trials"}
# room: what it must not know
UNKNOWN_TO: dict[str, set[str]] = {
    "situation": OUTSIDE | {"concord.knowledge", "concord.choices"},
    "criteria": OUTSIDE | {"concord.situation", "concord.knowledge", "concord.choices"},
    "knowledge": OUTSIDE,
    "choices": OUTSIDE,
    "circle": OUTSIDE
    | {"concord.choices", "concord.knowledge", "concord.situation", "concord.criteria", "concord.plan"},
    "plan": OUTSIDE | {"concord.choices", "concord.knowledge", "concord.situation", "concord.criteria"},
    "checkins": OUTSIDE | {"concord.choices", "concord.knowledge", "concord.situation", "concord.criteria"},
    "trials": OUTSIDE - {"concord.trials"},
}


def strangers(tree: ast.AST, room: str) -> set[str]:
    return {name for name in imports(tree) for other in UNKNOWN_TO[room] if is_within(name, other)}


@pytest.mark.parametrize("room", UNKNOWN_TO)
def test_a_room_knows_only_what_it_may(room: str) -> None:
    files = code(SRC / room)
    assert files
    assert not {
        f"{path.relative_to(ROOT)}: {name}" for path in files for name in strangers(ast.parse(path.read_text()), room)
    }


def test_relative_imports_do_not_get_around_it() -> None:
    assert not [
        str(path)
        for path in code()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.level
    ]


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("criteria", "from concord.situation.model import Situation"),
        ("criteria", "from concord import situation"),
        ("situation", "import concord.knowledge.load"),
        ("knowledge", "def f():\n    from django.db import models"),
        ("choices", "import fhir.resources"),
    ],
)
def test_a_wrong_import_would_be_found(room: str, line: str) -> None:
    assert strangers(ast.parse(line), room)


# ------------------------------------------------------------------------------------------------ no clock
CLOCK = {"now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"}
CLOCKS = {"time", "datetime", "date", "dt"}


def clock_calls(tree: ast.AST) -> set[str]:
    """Calls such as datetime.now(), dt.date.today(), time.time(), and any import of the module time."""
    found = {name for name in imports(tree) if is_within(name, "time")}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            written = ast.unparse(node.func)
            if CLOCKS & set(written.split(".")[:-1]):
                found.add(written)
    return found


@pytest.mark.parametrize("room", CORE)
def test_the_core_has_no_clock(room: str) -> None:
    files = [*code(SRC / room), *SRC.glob("possible.py"), *SRC.glob("reading.py")]
    assert not {
        f"{path.relative_to(ROOT)}: {call}" for path in files for call in clock_calls(ast.parse(path.read_text()))
    }


@pytest.mark.parametrize(
    "line",
    [
        "dt.date.today()",
        "datetime.now(tz=None)",
        "import datetime\ndatetime.datetime.utcnow()",
        "from time import time",
    ],
)
def test_a_clock_would_be_found(line: str) -> None:
    assert clock_calls(ast.parse(line))


# ------------------------------------------------------------------------------------------------ the locks
PINNED = re.compile(r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,_-]+\])?==\S+(\s*;.+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def lock_faults(text: str) -> list[str]:
    """Lines of a lock that are neither a pinned package with its hashes nor a comment."""
    found = []
    for entry in re.sub(r"\\\n\s*", " ", text).splitlines():
        if not entry or entry.startswith("#"):
            continue
        requirement, *hashes = re.split(r"\s+(?=--hash)", entry.strip())
        if (
            not PINNED.fullmatch(requirement.strip())
            or not hashes
            or not all(HASH.fullmatch(one.strip()) for one in hashes)
        ):
            found.append(entry[:80])
    return found


@pytest.mark.parametrize("name", ["requirements.lock", "bootstrap.lock"])
def test_every_package_is_pinned_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert text.count("==") >= 1
    assert not lock_faults(text)
    assert "://" not in text
    assert "--index" not in text


def test_a_loose_line_in_a_lock_would_be_found() -> None:
    good = "one==1.0 \\\n    --hash=sha256:" + "a" * 64
    assert not lock_faults(good)
    for bad in (
        "one==1.0",
        "one>=1.0 --hash=sha256:" + "a" * 64,
        "one @ https://somewhere/one.whl --hash=sha256:" + "a" * 64,
        "one==1.0 --hash=md5:00",
    ):
        assert lock_faults(bad), bad


def test_there_is_one_lock_format() -> None:
    assert not (ROOT / "uv.lock").exists()


def test_every_stated_dependency_is_in_the_lock() -> None:
    stated = re.findall(r'^  "([A-Za-z0-9._-]+)[><=]', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert len(stated) > 10
    locked = {
        line.partition("==")[0].partition("[")[0]
        for line in (ROOT / "requirements.lock").read_text().splitlines()
        if "==" in line
    }
    assert not {re.sub(r"[._-]+", "-", name.lower()) for name in stated} - {
        re.sub(r"[._]+", "-", name) for name in locked
    }
