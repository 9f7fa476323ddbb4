"""No war, no blame, no superlative in any text of either language, and the lists notice one."""

from __future__ import annotations

import pytest

from concord.knowledge.levels import texts
from concord.knowledge.load import Knowledge
from concord.knowledge.wording import unwanted_words


def test_no_text_speaks_of_war_blames_or_praises(knowledge: Knowledge) -> None:
    found = [
        (one.file, one.where, message)
        for one in texts(knowledge)
        for message in unwanted_words(one.words, one.language)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You can win this battle."),
        ("en", "The patient failed the drug."),
        ("en", "It was your fault."),
        ("en", "This is the most effective choice."),
        ("en", "The gold standard."),
        ("es", "Usted puede ganar esta batalla."),
        ("es", "Usted fracasó."),
        ("es", "Fue culpa suya."),
        ("es", "Es la más eficaz."),
        ("es", "La mejor opción."),
    ],
)
def test_such_a_word_is_noticed(language: str, text: str) -> None:
    assert list(unwanted_words(text, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "White blood cells fight infections."),
        ("en", "Asking for relief is no sign of giving up."),
        ("es", "No es culpa suya."),
        ("es", "ALT frente al límite superior"),
    ],
)
def test_what_only_looks_like_it_is_let_through(language: str, text: str) -> None:
    assert list(unwanted_words(text, language)) == []
