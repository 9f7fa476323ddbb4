"""Syllables against words counted by hand, formulas against their definition, and what masking does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.readability import (
    Counts,
    count,
    fernandez_huerta,
    flesch_kincaid,
    inflesz,
    levels,
    smog,
    syllables_en,
    syllables_es,
)

SPANISH = """cáncer 2, día 2, guía 2, quimioterapia 5, pingüino 3, ciudad 2, leer 2, hoy 1, metástasis 4, vacío 3,
aéreo 4, oído 3, radiación 3, hueso 2, usted 2, médico 3, siguiente 3, hay 1, muy 1, y 1, cuidado 3, diarrea 3,
biopsia 2"""
ENGLISH = """cancer 2, medicine 3, hormone 2, treatment 2, people 2, radiation 4, chemotherapy 5, because 2, before 2,
little 2, table 2, pictures 2, doctor 2, choices 2, changed 1, started 2, needed 2, stopped 1, hospital 3, family 3,
liver 2, bones 1, medicines 3, idea 3, area 3, quiet 2, being 2, diarrhea 4, fatigue 2, guideline 2, side 1, effects 2,
approval 3, receptors 3, negative 3, sentences 3, nurses 2, changes 2, genes 1, measures 2, sometimes 2, oncologist 4,
biopsy 3, comfortable 3, times 1, months 1, blood 1, ribociclib 4, done 1, takes 1, lives 1, question 2, million 2,
serious 3, usually 4, actually 4, usual 3, situation 4, evaluation 5"""


def rows(table: str) -> list[tuple[str, int]]:
    return [(word, int(number)) for word, number in (one.split() for one in table.split(","))]


@pytest.mark.parametrize(("word", "expected"), rows(SPANISH))
def test_spanish_syllables(word: str, expected: int) -> None:
    assert syllables_es(word) == expected


@pytest.mark.parametrize(("word", "expected"), rows(ENGLISH))
def test_english_syllables(word: str, expected: int) -> None:
    assert syllables_en(word) == expected


def test_formulas_by_their_definition() -> None:
    counts = Counts(words=100, sentences=10, syllables=150, long_words=10, longest_sentence=15)
    assert flesch_kincaid(counts) == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert smog(counts) == pytest.approx(1.043 * 30**0.5 + 3.1291)
    assert inflesz(counts) == pytest.approx(206.835 - 62.3 * 1.5 - 10)
    assert fernandez_huerta(counts) == pytest.approx(206.84 - 60 * 1.5 - 1.02 * 10)


def test_counts_of_a_text() -> None:
    assert count("You take a pill. It works!", "en") == Counts(6, 2, 6, 0, 4)
    assert count("Usted toma una pastilla.", "es").syllables == 2 + 2 + 2 + 3


def test_a_masked_name_counts_two_syllables_and_ordinary_words_do_not_change() -> None:
    text = "You take capivasertib every day."
    raw, masked = count(text, "en"), count(text, "en", frozenset({"capivasertib"}))
    assert raw.syllables - masked.syllables == syllables_en("capivasertib") - 2
    assert raw.words == masked.words


def test_levels_are_given_raw_and_masked() -> None:
    found = levels(["You take capivasertib every day."], "en", frozenset({"capivasertib"}))
    assert set(found) == {"flesch_kincaid", "smog", "flesch_kincaid_masked", "smog_masked"}
    assert found["flesch_kincaid_masked"] < found["flesch_kincaid"]
    assert levels([], "en", frozenset()) == {}


@given(st.text(max_size=200))
def test_any_text_can_be_counted(text: str) -> None:
    for language in ("en", "es"):
        counts = count(text, language)
        assert counts.syllables >= counts.words >= counts.sentences >= 0
