"""Words around a criterion that say that it is not for everybody, or not always: with them it must not decide.

Each row of the other tables is read again with such words before or after it. Nobody may then be told that the sentence
keeps her out: the words are about people, or a way, that no fact knows.
"""

from __future__ import annotations

import re

import pytest

from concord.trials.criteria_text import Section
from tests.conftest import whole_knowledge
from tests.trials import test_reading, test_reading_disease, test_reading_treatment
from tests.trials.table.worlds import pairs
from tests.trials.test_reading import reading

TABLES = (test_reading, test_reading_disease, test_reading_treatment)
# One sentence, one thing, nothing already left open: words added to more could belong to the last part alone.
SEVERAL = (".", ";", ":", " or ", " and ", "(", ",", "/", " within ")


def single(rows: list[tuple[str, str]]) -> list[str]:
    return [text for text, means in rows if "not_read" not in means and not any(sign in text for sign in SEVERAL)]


AFTER_EXCLUDED = (
    "that called for blorbing",
    "who also have quuxberg",
    ", provided that no blorb was given",
    "in people with fleem",
    "(excluding those on blorb)",
    "unless approved by the sponsor",
)
BEFORE = ("For group Z: ", "For fleem disease, ", "In patients with fleem, ")
AFTER_REQUIRED = ("or fleem", "(or any fleem)", "; or fleem", ", except in people with fleem", ", if applicable")
# Here "or" joins the last words alone: "no A or B", "A treated with B or C".
JOINED_LAST = re.compile(r"\b(no|must have|since|previously|pregnancy test)\b", re.IGNORECASE)

EXCLUDED = [text for table in TABLES for text in single(table.EXCLUDED)]
REQUIRED = [text for table in TABLES for text in single(table.REQUIRED) if not JOINED_LAST.search(text)]


def decides(section: Section, text: str) -> bool:
    """Whether somebody would be kept out by this sentence."""
    found = reading(section, text).condition
    keeps_out = section == "exclusion"
    answers = pairs(found, found, whole_knowledge().signature) if found is not None else ()
    return keeps_out in {first for first, _ in answers}


def lowered(text: str) -> str:
    """Without the capital of a sentence; a name keeps its own."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[0].lower() + text[1:]


@pytest.mark.parametrize("text", EXCLUDED)
def test_an_exclusion_that_is_not_for_everybody_keeps_nobody_out(text: str) -> None:
    assert decides("exclusion", text)
    opened = [f"{text} {tail}".replace(" ,", ",") for tail in AFTER_EXCLUDED]
    opened += [before + lowered(text) for before in BEFORE]
    assert not [one for one in opened if decides("exclusion", one)]


@pytest.mark.parametrize("text", REQUIRED)
def test_a_demand_that_is_not_for_everybody_keeps_nobody_out(text: str) -> None:
    assert decides("inclusion", text)
    opened = [f"{text} {tail}".replace(" ,", ",").replace(" ;", ";") for tail in AFTER_REQUIRED]
    opened += [before + lowered(text) for before in BEFORE] + [f"Either fleem or {lowered(text)}"]
    assert not [one for one in opened if decides("inclusion", one)]
