"""Pages of documentation made from the texts: how hard they are to read, and both voices of what is sensitive."""

from __future__ import annotations

from concord.knowledge.levels import BLOCK, EASY_ENOUGH, LONGEST_SENTENCE, MEAN_SENTENCE, Block, blocks
from concord.knowledge.load import Knowledge
from concord.knowledge.voices import sensitive
from concord.readability import fernandez_huerta, flesch_kincaid, inflesz, smog

LEVELS = f"""# How hard every text is to read

By file and language; articles first. `masked`: with the names of medicines and genes, and words that the glossary
explains, counted as words of two syllables. A block of {BLOCK} words or more passes the gate only up to school grade
{EASY_ENOUGH["en"]:g} (Flesch-Kincaid, English, masked) or from {EASY_ENOUGH["es"]:g} on (INFLESZ, Spanish, masked; 55
to 65 is normal, above 65 quite easy). It has at most {MEAN_SENTENCE} words in a sentence on average. A shorter text has
no sentence of more than {LONGEST_SENTENCE} words. SMOG and Fernandez-Huerta are reported and gate nothing; SMOG is
unstable below thirty sentences. Labels and names of fewer than five words are left out. `concord knowledge check` fails
on a text above the gate. The formulas say nothing about meaning; no reader has tested these texts. This page is made
by `make docs`.
"""

ENGLISH = """
## English

| file | texts | words | grade | grade, masked | SMOG | SMOG, masked | words a sentence | longest |
|---|---|---|---|---|---|---|---|---|
"""
SPANISH = """
## Spanish

| file | texts | words | INFLESZ | INFLESZ, masked | F.-Huerta | F.-Huerta, masked | words a sentence | longest |
|---|---|---|---|---|---|---|---|---|
"""
FORMULAS = {"en": (flesch_kincaid, smog), "es": (inflesz, fernandez_huerta)}

VOICES = """# Every sensitive statement in two voices

For a person to review: direct and gentle side by side, in both languages. Gentle may differ in tone, never in fact; a
test holds that it adds no word of time, chance or benefit where the direct text has none. What a word list cannot
judge is whether a sentence sounds kind. This page is made by `make docs`.

| statement | direct | gentle | directo | suave |
|---|---|---|---|---|
"""


def levels_page(knowledge: Knowledge) -> str:
    """docs/reading_levels.md."""
    found = blocks(knowledge)
    page = LEVELS
    for language, table in (("en", ENGLISH), ("es", SPANISH)):
        some = [one for one in found if one.language == language]
        page += table + "\n".join(_row(one) for one in some) + "\n\n" + _mean(some) + "\n"
    return page


def _row(block: Block) -> str:
    raw, masked = block.raw, block.masked
    first, second = FORMULAS[block.language]
    levels = " | ".join(f"{formula(counts):.1f}" for formula in (first, second) for counts in (raw, masked))
    sentence = f"{raw.words / raw.sentences:.1f}"
    return f"| {block.file} | {block.texts} | {raw.words} | {levels} | {sentence} | {raw.longest_sentence} |"


def mean_grade(some: list[Block]) -> float:
    """The mean level, masked, of the blocks that are long enough for a formula."""
    long = [one for one in some if one.masked.words >= BLOCK]
    formula = FORMULAS[some[0].language][0]
    return sum(formula(one.masked) for one in long) / len(long)


def _mean(some: list[Block]) -> str:
    long = sum(one.masked.words >= BLOCK for one in some)
    name = {"en": "school grade", "es": "INFLESZ"}[some[0].language]
    return f"Mean of the {long} files of {BLOCK} words or more: {name} {mean_grade(some):.1f}, masked."


def voices_page(knowledge: Knowledge) -> str:
    """docs/voices.md."""
    order = (("en", "direct"), ("en", "gentle"), ("es", "direct"), ("es", "gentle"))
    rows = [
        f"| {one.where} | " + " | ".join(one.texts[key].replace("|", "/") for key in order) + " |"
        for one in sensitive(knowledge)
    ]
    return VOICES + "\n".join(rows) + f"\n\n{len(rows)} statements.\n"
