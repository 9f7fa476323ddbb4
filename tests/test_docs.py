"""What the documents say is so: commands exist, links lead somewhere, examples can be read."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from concord.cli import app
from concord.knowledge.load import Knowledge
from concord.situation.declare import REGISTRY
from concord.situation.read import from_text

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "knowledge").glob("*.md")])


def documents() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        yield str(path.relative_to(ROOT)), path.read_text()


def lines_of_code(text: str) -> Iterator[str]:
    """Lines of code blocks, and what stands between backticks."""
    for line in text.splitlines():
        if line.startswith("    "):
            yield line.strip()
        yield from (one.strip() for one in re.findall(r"`([^`]+)`", line))


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


# ------------------------------------------------------------------------------------------------ commands
def commands() -> Iterator[tuple[str, str]]:
    """Every `concord ...` of the documents, without the explanation that may stand behind it."""
    for name, text in documents():
        for line in lines_of_code(text):
            command = re.split(r"\s{3,}|\s#", line.removeprefix(".venv/bin/"))[0]
            if command.startswith("concord ") and not command.startswith("concord @"):
                yield name, command


@cache
def _cli() -> Any:
    return typer.main.get_command(app)


def command_fault(command: str) -> str:
    """What a command line names that does not exist."""
    here, path = _cli(), []
    words = shlex.split(command)[1:]
    while words and hasattr(here, "commands"):
        if words[0].startswith("-"):
            break
        if words[0] not in here.commands:
            return f"'{words[0]}' is not one of {', '.join(here.commands)}"
        path.append(words.pop(0))
        here = here.commands[path[-1]]
    options = {option for parameter in here.params for option in parameter.opts} | {"--help"}
    return next(
        (
            f"{' '.join(path)} has no {word}"
            for word in words
            if word.startswith("-") and word.partition("=")[0] not in options
        ),
        "",
    )


def test_every_command_in_the_documents_exists() -> None:
    found = set(commands())
    assert len(found) > 10
    assert not {f"{name}: {command}: {fault}" for name, command in found if (fault := command_fault(command))}


@pytest.mark.parametrize(
    "command", sorted({" ".join(word for word in one.split()[1:3] if word.isalpha()) for _, one in commands()})
)
def test_every_command_has_help(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


@pytest.mark.parametrize("command", ["concord dance", "concord brief x.yaml --loud", "concord situation fact"])
def test_a_command_that_does_not_exist_would_be_found(command: str) -> None:
    assert command_fault(command)


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        (name, match)
        for name, text in documents()
        for line in lines_of_code(text)
        for match in re.findall(r"^make ([a-z-]+)", line)
    }
    assert {("README.md", "run"), ("README.md", "test")} <= named
    assert not {one for one in named if one[1] not in targets}


# ------------------------------------------------------------------------------------------------ links
def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_links_inside_the_repository_lead_somewhere() -> None:
    broken = set()
    for name, text in documents():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" in target:
                continue
            file, _, anchor = target.partition("#")
            path = (ROOT / name).parent / file if file else ROOT / name
            if not path.exists() or (anchor and anchor not in anchors(path.read_text())):
                broken.add(f"{name}: {target}")
    assert not broken


# ------------------------------------------------------------------------------------------------ examples
SITUATION = (ROOT / "docs" / "situation.md").read_text()
CRITERIA = (ROOT / "docs" / "criteria.md").read_text()


@pytest.mark.parametrize("block", blocks(SITUATION, "yaml"), ids=lambda block: block.split(":")[0])
def test_each_part_of_a_situation_can_be_read(block: str) -> None:
    from_text(f"schema: concord.situation/0\n{block}")


def test_the_parts_together_are_a_situation_with_nothing_misunderstood(knowledge: Knowledge) -> None:
    from concord.situation.derive import words_not_understood

    situation = from_text("schema: concord.situation/0\n" + "\n".join(blocks(SITUATION, "yaml")))
    assert situation.treatments
    assert situation.priorities.matters
    assert not words_not_understood(situation, knowledge.vocabulary)
    assert set(situation.symptoms) <= set(knowledge.urgent)


def conditions() -> list[str]:
    listed = [
        cell
        for line in CRITERIA.splitlines()
        if line.startswith("| a fact") or line.startswith("| and, or")
        for cell in re.findall(r"`([^`]+)`", line)
    ]
    return [*blocks(CRITERIA, "condition"), *listed]


@pytest.mark.parametrize("text", conditions())
def test_each_condition_in_the_documents_can_be_read(text: str, knowledge: Knowledge) -> None:
    assert knowledge.condition(" ".join(text.split()))


def test_the_facts_that_the_documents_name_exist() -> None:
    text = (ROOT / "knowledge" / "README.md").read_text().partition("The most used:")[2].partition("Conditions for")[0]
    named = set(re.findall(r"`([a-z][a-z0-9_]*)(?:\([^`]*\))?`", text))
    assert len(named) > 50
    assert named <= set(REGISTRY)
