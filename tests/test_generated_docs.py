"""Documents that are made from the code are what the code says now. `make docs` writes them."""

from __future__ import annotations

import json
from pathlib import Path

import orjson

from concord.choices.pages import figures_page, ipdas_page
from concord.choices.shape import json_schema as brief_schema
from concord.knowledge.load import Knowledge
from concord.knowledge.pages import levels_page, voices_page
from concord.situation.declare import REGISTRY
from concord.situation.facts_page import facts_page
from concord.situation.read import json_schema as situation_schema
from concord.situation.read import read_situation

DOCS = Path(__file__).parents[1] / "docs"


def test_the_page_of_facts_is_current() -> None:
    page = (DOCS / "facts.md").read_text()
    assert page == facts_page()
    assert all(f"`{name}" in page for name in REGISTRY)


def test_the_pages_of_the_knowledge_are_current(knowledge: Knowledge) -> None:
    situation = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    assert (DOCS / "ipdas.md").read_text() == ipdas_page(situation, knowledge)
    assert (DOCS / "figures.md").read_text() == figures_page(knowledge)
    assert (DOCS / "reading_levels.md").read_text() == levels_page(knowledge)
    assert (DOCS / "voices.md").read_text() == voices_page(knowledge)


def test_the_published_schemas_are_current() -> None:
    assert json.loads((DOCS / "situation.schema.json").read_bytes()) == json.loads(orjson.dumps(situation_schema()))
    assert json.loads((DOCS / "brief.schema.json").read_bytes()) == json.loads(orjson.dumps(brief_schema()))
