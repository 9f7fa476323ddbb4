"""Two voices: gentle claims nothing more than direct, and what speaks of death has both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concord.knowledge import model
from concord.knowledge.load import Knowledge
from concord.knowledge.pages import voices_page
from concord.knowledge.voices import says_more, sensitive, untagged
from concord.knowledge.wording import RULES, claims_added


def test_gentle_adds_no_word_of_time_chance_or_benefit(knowledge: Knowledge) -> None:
    assert list(says_more(knowledge)) == []


@pytest.mark.parametrize(
    ("language", "direct", "gentle", "kind"),
    [
        ("en", "The cancer grew.", "The cancer grew, and there is time.", "time"),
        ("en", "It can be deadly.", "It can be deadly, but that is rare.", "chance"),
        ("en", "It can be deadly.", "It can be deadly. Early care helps.", "benefit"),
        ("es", "El cáncer creció.", "El cáncer creció, y hay tiempo.", "time"),
        ("es", "Puede ser mortal.", "Puede ser mortal, pero es raro.", "chance"),
        ("es", "Puede ser mortal.", "Puede ser mortal. Esto ayuda.", "benefit"),
    ],
)
def test_a_claim_that_is_added_is_noticed(language: str, direct: str, gentle: str, kind: str) -> None:
    assert any(f"a word of {kind}" in one for one in claims_added(direct, gentle, language))
    assert list(claims_added(gentle, gentle, language)) == []


def test_no_longer_is_no_word_of_time() -> None:
    assert list(claims_added("It grew.", "It no longer does what you need.", "en")) == []


def test_what_speaks_of_death_or_of_no_cure_has_a_gentle_voice(knowledge: Knowledge) -> None:
    assert list(untagged(knowledge)) == []
    one = next(iter(knowledge.questions.values()))
    changed = one.model_copy(update={"why": model.Say(en="It can be deadly.", es="Puede ser mortal.")})
    assert list(untagged(replace(knowledge, questions={one.id: changed})))


def test_every_sensitive_statement_stands_in_the_page_for_review_in_four_texts(knowledge: Knowledge) -> None:
    found = list(sensitive(knowledge))
    assert len(found) > 150
    page = voices_page(knowledge)
    for one in found:
        assert set(one.texts) == {(language, voice) for language in ("en", "es") for voice in ("direct", "gentle")}
        assert one.where in page
        assert one.texts["es", "gentle"].replace("|", "/") in page


def test_neither_voice_speaks_of_war_or_blames(knowledge: Knowledge) -> None:
    for one in sensitive(knowledge):
        for (language, _), text in one.texts.items():
            rules = RULES[language]
            assert not rules.unwanted.search(rules.allowed.sub("", text)), (one.where, text)
