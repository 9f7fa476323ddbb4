"""Every document can be made of any situation, in either voice, and the brief fits its schema. Slow: many of them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord import documents
from concord.choices.brief import brief
from concord.choices.shape import json_schema
from concord.choices.words import Talk
from tests.conftest import AS_OF, situation_of, whole_knowledge
from tests.generated import PRIORITIES, SITUATION

SCHEMA = jsonschema.Draft202012Validator(json_schema())
TALKS: list[Talk] = ["direct", "gentle"]


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(SITUATION, PRIORITIES, st.sampled_from(TALKS), st.sampled_from(["full_range", "ask", "none"]))
def test_every_document_can_be_made(
    situation: dict[str, Any], priorities: dict[str, Any], talk: Talk, survival: str
) -> None:
    made = brief(
        situation_of({**situation, "priorities": priorities}), whole_knowledge(), AS_OF, talk=talk, survival=survival
    )
    SCHEMA.validate(json.loads(orjson.dumps(made)))
    for form in ("html", "md"):
        assert documents.for_person(made, form)
    for form in ("html", "md", "txt", "pdf"):
        assert documents.for_clinician(made, form)
