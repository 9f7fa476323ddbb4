"""How hard a text is to read: Flesch-Kincaid and SMOG for English, INFLESZ and Fernandez-Huerta for Spanish.

Syllables are counted here, without word lists from elsewhere: by vowel groups with the usual exceptions in English, by
the rules of hiatus and diphthong in Spanish. Medical names that a glossary explains can be masked by a word of two
syllables, because a page about them must use them; both levels are given. The formulas say nothing about meaning.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+(?:['’-][A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+)*|\d+(?:[.,]\d+)?")
SENTENCE_END = re.compile(r"[.!?;:]+(?=\s|$)|\n+")
MASK_SYLLABLES = 2


class Counts(NamedTuple):
    """What the formulas need of a text."""

    words: int
    sentences: int
    syllables: int
    long_words: int  # of three syllables or more
    longest_sentence: int

    def __add__(self, other: object) -> Counts:
        assert isinstance(other, Counts)
        return Counts(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
            self.long_words + other.long_words,
            max(self.longest_sentence, other.longest_sentence),
        )


NOTHING = Counts(0, 0, 0, 0, 0)


# ------------------------------------------------------------------------------------------------ syllables
EN_VOWELS = re.compile(r"[aeiouy]+")
# Endings that look like a syllable and are none, and vowel groups that are two syllables.
EN_SILENT = re.compile(r"(?:[^laeiouy]es|[^dtaeiouy]ed|[^aeiouyl]e|[aeiouy]le)$")
EN_TWO = re.compile(
    r"(?:ia(?!l\b|n\b|ge\b)|io(?!n|us)|iu|ua(?!l\b|r)|eo(?!n\b)|uou|ying|iet|riet|science|[^gq]uity|creat|real\b|idea)"
)
EN_EXCEPTIONS = {
    "fatigue": 2, "guideline": 2, "guidelines": 2, "january": 4, "usual": 3, "unusual": 4, "individual": 5,
    "people": 2, "every": 2, "everything": 3, "medicine": 3, "medicines": 3, "area": 3, "being": 2, "science": 2,
    "tired": 2, "hour": 1, "hours": 1, "our": 1, "fire": 1, "breathe": 1, "breathes": 1, "clothes": 1, "business": 2,
    "sometimes": 2, "something": 2, "someone": 2, "comfortable": 3, "vegetable": 3, "different": 3, "evening": 2,
    "radiation": 4, "diarrhea": 4, "cereal": 3, "serious": 3, "previous": 3, "obvious": 3, "social": 2, "special": 2,
    "trial": 2, "trials": 2, "patient": 2, "patients": 2, "quiet": 2, "diet": 2, "alive": 2, "used": 1, "hormone": 2,
    "estrogen": 3, "she": 1, "he": 1, "the": 1, "be": 1, "we": 1, "me": 1, "biopsy": 3, "cancer": 2, "once": 1,
    "doing": 2, "going": 2, "seeing": 2, "worse": 1, "whole": 1, "lives": 1, "lived": 1, "moved": 1, "asked": 1,
}  # fmt: skip


@lru_cache(maxsize=50_000)
def syllables_en(word: str) -> int:
    """Syllables of an English word; a number counts as its digits are read, two each."""
    word = word.lower().strip("'’-")
    if not word or word[0].isdigit():
        return max(1, 2 * sum(letter.isdigit() for letter in word) - 1)
    if "-" in word:
        return sum(syllables_en(part) for part in word.split("-") if part)
    word = re.sub(r"['’]s?$", "", word)
    if word in EN_EXCEPTIONS:
        return EN_EXCEPTIONS[word]
    count = len(EN_VOWELS.findall(word)) + len(EN_TWO.findall(word))
    if EN_SILENT.search(word) and not word.endswith(("tes", "ces", "ses", "zes", "ges", "xes", "ches", "shes")):
        count -= 0 if word.endswith("le") and len(word) > 2 and word[-3] not in "aeiouy" else 1
    elif word.endswith(("tes", "nes")) and not word.endswith(("etes",)):
        count -= 1
    return max(1, count)


STRONG = set("aeoáéó")
STRESSED_WEAK = set("íú")
WEAK = set("iuü")


@lru_cache(maxsize=50_000)
def syllables_es(word: str) -> int:
    """Syllables of a Spanish word: strong vowels part, weak ones join, an accent on a weak one parts again."""
    word = word.lower()
    if word[0].isdigit():
        return max(1, 2 * sum(letter.isdigit() for letter in word))
    if "-" in word:
        return sum(syllables_es(part) for part in word.split("-") if part)
    word = re.sub(r"qu(?=[eiéí])", "k", word)
    word = re.sub(r"gu(?=[eiéí])", "g", word)
    word = re.sub(r"y(?=$|[^aeiouáéíóúü])", "i", word)
    count, before = 0, ""
    for letter in word:
        if letter in STRONG:
            count += 0 if before in WEAK else 1
        elif letter in STRESSED_WEAK:
            count += 1
        elif letter in WEAK:
            count += 0 if before in STRONG or before in STRESSED_WEAK or before in WEAK else 1
        before = letter
    return max(1, count)


# ------------------------------------------------------------------------------------------------ counting
def count(text: str, language: str, masked: frozenset[str] = frozenset()) -> Counts:
    """Words, sentences and syllables of a text; each word of `masked` counts two syllables."""
    return _count(text, language, masked)


@lru_cache(maxsize=20_000)
def _count(text: str, language: str, masked: frozenset[str]) -> Counts:
    of: Callable[[str], int] = syllables_es if language == "es" else syllables_en
    lengths = [len(WORD.findall(part)) for part in SENTENCE_END.split(text)]
    lengths = [length for length in lengths if length]
    found = [MASK_SYLLABLES if word.lower() in masked else of(word) for word in WORD.findall(text)]
    return Counts(len(found), len(lengths), sum(found), sum(one >= 3 for one in found), max(lengths, default=0))


def together(texts: Iterable[str], language: str, masked: frozenset[str] = frozenset()) -> Counts:
    """The counts of several texts as one."""
    total = NOTHING
    for text in texts:
        total += count(text, language, masked)
    return total


# ------------------------------------------------------------------------------------------------ formulas
def flesch_kincaid(counts: Counts) -> float:
    """School grade in the United States (English)."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def smog(counts: Counts) -> float:
    """School grade by words of three syllables or more (English); unstable below thirty sentences."""
    return 1.043 * math.sqrt(30 * counts.long_words / counts.sentences) + 3.1291


def inflesz(counts: Counts) -> float:
    """Ease by Szigriszt-Pazos on the INFLESZ bands (Spanish): above 65 quite easy, 55 to 65 normal."""
    return 206.835 - 62.3 * counts.syllables / counts.words - counts.words / counts.sentences


def fernandez_huerta(counts: Counts) -> float:
    """Ease by Fernandez-Huerta (Spanish): 60 to 70 normal, above 70 easy."""
    return 206.84 - 60 * counts.syllables / counts.words - 1.02 * counts.words / counts.sentences


FORMULAS: dict[str, dict[str, Callable[[Counts], float]]] = {
    "en": {"flesch_kincaid": flesch_kincaid, "smog": smog},
    "es": {"inflesz": inflesz, "fernandez_huerta": fernandez_huerta},
}


def levels(texts: Iterable[str], language: str, masked: frozenset[str]) -> dict[str, float]:
    """The levels of texts taken together, raw and with masked names, to one decimal; empty for no words."""
    texts = list(texts)
    raw, mask = together(texts, language), together(texts, language, masked)
    if not raw.words:
        return {}
    found = {name: round(formula(raw), 1) for name, formula in FORMULAS[language].items()}
    return found | {f"{name}_masked": round(formula(mask), 1) for name, formula in FORMULAS[language].items()}
