"""Briefs of the worked example, in both voices."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from concord.choices.brief import brief as make
from concord.choices.shape import Brief
from concord.knowledge.load import Knowledge
from concord.situation.model import Situation
from concord.situation.read import read_situation
from tests.conftest import AS_OF, situation_of


@pytest.fixture(scope="session")
def situation(knowledge: Knowledge) -> Situation:
    """The worked example, with a sign that cannot wait and words of the person's own."""
    read = read_situation(knowledge.root / "examples" / "worked-example.yaml")
    priorities = read.priorities.model_copy(update={"in_my_words": "I want to dance at the wedding in May."})
    return read.model_copy(update={"symptoms": ("new_back_pain", "leg_weakness"), "priorities": priorities})


@pytest.fixture(scope="session")
def direct(situation: Situation, knowledge: Knowledge) -> Brief:
    return make(situation, knowledge, AS_OF, talk="direct")


@pytest.fixture(scope="session")
def gentle(situation: Situation, knowledge: Knowledge) -> Brief:
    return make(situation, knowledge, AS_OF, talk="gentle")


@pytest.fixture(scope="session")
def with_survival(situation: Situation, knowledge: Knowledge) -> Brief:
    """For a person who asked to see how long people lived."""
    return make(situation, knowledge, AS_OF, talk="direct", survival="typical_range")


@pytest.fixture(scope="session")
def early(knowledge: Knowledge) -> Brief:
    """A cancer that has not spread, with a sign that cannot wait."""
    data = {"cancer": {"extent": "early"}, "symptoms": ["new_back_pain"]}
    return make(situation_of(data), knowledge, AS_OF, talk="direct")


@pytest.fixture(scope="session")
def little_known(knowledge: Knowledge) -> Brief:
    """Almost nothing is known: several kinds of cancer are still possible."""
    return make(situation_of({"cancer": {"extent": "metastatic"}}), knowledge, AS_OF, talk="gentle")


@pytest.fixture(scope="session")
def huge(direct: Brief) -> Brief:
    """Far more of everything than a person can have."""
    made: Any = copy.deepcopy(direct)
    situation = made["situation"]
    situation["say"] = " ".join([situation["say"]] * 8)
    situation["treatments"] = situation["treatments"] * 12
    situation["your_words"] = "What I want to say takes long. " * 80
    made["urgent"] = made["urgent"] * 6
    for number in range(6):
        for card in direct["choices"]:
            again: Any = copy.deepcopy(card)
            again["id"] += f"-{number}"
            again["name"] += f", in another form, number {number}"
            made["choices"].append(again)
    made["tests"] = [{**test, "would_change": [card["id"] for card in made["choices"]]} for test in made["tests"] * 4]
    made["questions"] = [{**one, "starred": True} for one in made["questions"] * 5]
    return made  # type: ignore[no-any-return]
