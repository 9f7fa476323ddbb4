"""The guards of safety/hazards.yaml as they stand in the finished documents."""

from __future__ import annotations

import re
from typing import Any

import pytest

from concord import documents
from concord.choices.brief import brief
from concord.choices.shape import Brief
from concord.choices.words import Words
from concord.knowledge.load import Knowledge
from tests.choices.test_properties import statements
from tests.conftest import AS_OF, situation_of
from tests.safety.test_guards import OPEN

TEXTS = ["html", "md", "clinician html", "clinician md", "clinician txt"]
FOR_THE_PERSON = ["html", "md"]


def drawn(result: Brief, form: str) -> str:
    """A document as text, without markup and line breaks."""
    whom, _, kind = form.rpartition(" ")
    text = documents.for_clinician(result, kind) if whom else documents.for_person(result, kind)
    assert isinstance(text, str)
    return plain(re.sub(r"<style.*?</style>|<[^>]+>", " ", text, flags=re.DOTALL))


def plain(text: str) -> str:
    text = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), text).replace("&amp;", "&")
    return " ".join(re.sub(r"[\\*_#>`]", "", text).split())


def made(knowledge: Knowledge, data: dict[str, Any] = OPEN, **how: Any) -> Brief:
    return brief(situation_of(data), knowledge, AS_OF, **how)


@pytest.mark.parametrize("form", TEXTS)
def test_signs_that_cannot_wait_stand_before_everything_else(form: str, knowledge: Knowledge) -> None:
    result = made(knowledge, {**OPEN, "symptoms": ["leg_weakness"]})
    text = drawn(result, form)
    sign = plain(result["urgent"][0]["action"]).partition(".")[
        0
    ]  # the text for a chart may keep the first sentence only
    assert "Call" in sign
    assert sign in text
    assert text.index(sign) < text.index(plain(result["situation"]["say"])[:40])
    names = [card["name"].lower() for card in result["choices"] if card["standing"] != "not_now"]
    assert text.index(sign) < min(text.lower().index(name) for name in names)


@pytest.mark.parametrize("form", FOR_THE_PERSON)
def test_early_cancer_gets_its_urgent_signs_and_no_choices(form: str, knowledge: Knowledge) -> None:
    result = made(knowledge, {"cancer": {"extent": "early"}, "symptoms": ["leg_weakness"]})
    text = drawn(result, form)
    assert plain(result["urgent"][0]["action"]) in text
    assert plain(result["scope"]["say"]) in text
    assert not result["choices"]
    assert not [
        name for choice in knowledge.choices.values() if isinstance(name := choice.names.en, str) and name in text
    ]


@pytest.mark.parametrize("form", FOR_THE_PERSON)
@pytest.mark.parametrize("line", ["stop_line", "may_be_others", "cross_trial"])
def test_lines_that_every_brief_for_a_person_carries(line: str, form: str, knowledge: Knowledge) -> None:
    result = made(knowledge)
    assert plain(result["labels"][line]) in drawn(result, form)


@pytest.mark.parametrize("form", TEXTS)
def test_every_document_says_that_no_clinician_has_signed(form: str, knowledge: Knowledge) -> None:
    result = made(knowledge)
    assert result["knowledge"]["reviewed"] is None
    assert plain(result["labels"]["not_reviewed"]) in drawn(result, form)
    assert Words(knowledge).day(knowledge.meta.next_review) in drawn(result, form)


@pytest.mark.parametrize("form", TEXTS)
@pytest.mark.parametrize("survival", ["none", "ask"])
def test_no_document_shows_survival_figures_unasked(survival: str, form: str, knowledge: Knowledge) -> None:
    asked = [one["say"] for one in statements(made(knowledge, survival="full_range")) if one.get("kind") == "survival"]
    assert asked
    text = drawn(made(knowledge, survival=survival), form)
    assert len(text) > 500
    assert not [say for say in asked if plain(say) in text]
    assert "lived longer than" not in text


@pytest.mark.parametrize("whom", ["person", "clinician"])
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing(whom: str, knowledge: Knowledge) -> None:
    page = (
        documents.for_person(made(knowledge), "html")
        if whom == "person"
        else documents.for_clinician(made(knowledge), "html")
    )
    assert isinstance(page, str)
    assert "<html" in page
    assert not re.findall(
        r"<(?:script|link|iframe|object|embed)\b|<img[^>]+src=[\"']?http|@import|url\(\s*[\"']?http",
        page,
        re.IGNORECASE,
    )
