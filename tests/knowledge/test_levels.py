"""How hard every text is to read: none above the gate, and the gate notices one that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from concord.knowledge import model
from concord.knowledge.levels import blocks, texts, too_hard
from concord.knowledge.load import Knowledge
from concord.knowledge.pages import mean_grade

LONG = " ".join(["one more word"] * 9) + "."
HARD = " ".join(
    ["Multidisciplinary immunohistochemical characterization necessitates institutional collaboration."] * 25
)


def with_question(knowledge: Knowledge, english: str, spanish: str) -> Knowledge:
    one = next(iter(knowledge.questions.values()))
    changed = one.model_copy(update={"why": model.Say(en=english, es=spanish)})
    return replace(knowledge, questions={**knowledge.questions, one.id: changed})


def test_no_text_is_above_the_gate(knowledge: Knowledge) -> None:
    assert list(too_hard(knowledge)) == []


def test_the_mean_english_grade_is_at_most_seven(knowledge: Knowledge) -> None:
    found = blocks(knowledge)
    assert mean_grade([one for one in found if one.language == "en"]) <= 7
    assert mean_grade([one for one in found if one.language == "es"]) >= 65


def test_every_text_for_people_is_read(knowledge: Knowledge) -> None:
    found = list(texts(knowledge))
    assert len(found) > 9_000
    assert {one.language for one in found} == {"en", "es"}
    files = {one.file for one in found}
    assert {"phrases.yaml", "common_questions.yaml", "glossary.yaml", "choices/tamoxifen.yaml"} <= files
    assert sum(file.startswith("articles/") for file in files) == 64


@pytest.mark.slow
@pytest.mark.parametrize(
    ("english", "spanish", "said"),
    [
        (LONG, "Una frase corta.", "a sentence of"),
        ("A short one.", " ".join(["una palabra"] * 14) + ".", "a sentence of"),
        (HARD, "Una frase corta.", "school grade"),
        (
            "A short one.",
            " ".join(["Inmunohistoquímicamente institucionalizadas multidisciplinariamente."] * 40),
            "INFLESZ",
        ),
    ],
)
def test_a_text_that_is_too_hard_is_noticed(english: str, spanish: str, said: str, knowledge: Knowledge) -> None:
    found = list(too_hard(with_question(knowledge, english, spanish)))
    assert any(said in one and "questions.yaml" in one for one in found)


def test_only_names_and_words_that_are_explained_are_masked(knowledge: Knowledge) -> None:
    assert {"capivasertib", "pik3ca", "metastatic", "quimioterapia"} <= knowledge.hard_names
    assert not {"treatment", "because", "tratamiento", "de", "the", "cancer"} & knowledge.hard_names
