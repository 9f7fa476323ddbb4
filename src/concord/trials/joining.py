"""What joining a trial may ask of a person, found in the record by a closed list of phrases.

Only what is planned is looked at, and of the criteria those to which a person has to agree: "confirmed by biopsy" asks
for nothing. Each find comes with the record's own sentence, which says how it is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from concord.knowledge import model
from concord.trials.criteria_text import plain, split
from concord.trials.records import Trial

SENTENCE_ENDS = re.compile(r"(?<=[.;!?])\s+(?=[A-Z0-9(])|\n+")
AGREES = re.compile(
    r"\b(willing\w*|agree\w*|consent\w*|must undergo|must provide|must use|able to (return|travel))\b", re.I
)
DENIED = re.compile(r"\b(no|not|without|non|never|neither|nor|optional|un)[\s-]+(\w+[\s-]+){0,4}$", re.IGNORECASE)
LONGEST = 400
"""Letters of a sentence that are shown; a longer one is cut at a word."""


class Demand(NamedTuple):
    """One thing that is asked, and the words of the record that speak of it."""

    demand: model.TrialDemand
    sentence: str


def joining(trial: Trial, demands: dict[str, model.TrialDemand]) -> list[Demand]:
    """What joining may ask, each thing once, with the first sentence that speaks of it."""
    planned, agreed = list(_planned(trial)), list(_agreed(trial))
    found: list[Demand] = []
    for demand in demands.values():
        pattern = _pattern(demand.phrases)
        sentences = [*planned, *(agreed if demand.also_agreed else ())]
        if sentence := next((one for one in sentences if _speaks(one, pattern)), ""):
            found.append(Demand(demand, _short(sentence)))
    return found


def _planned(trial: Trial) -> Iterator[str]:
    """What the record says of how the trial is done."""
    if trial.allocation and "non" not in trial.allocation:
        yield f"Allocation: {trial.allocation}"
    if trial.masking and trial.masking not in ("none", "single"):
        yield f"Masking: {trial.masking}"
    for text in (
        trial.summary,
        trial.description,
        *trial.arms,
        *trial.interventions,
        trial.title,
        trial.official_title,
    ):
        yield from (one.strip() for one in SENTENCE_ENDS.split(plain(text)) if one.strip())


def _agreed(trial: Trial) -> Iterator[str]:
    """Criteria to which a person has to agree."""
    for one in split(trial.eligibility):
        if one.section != "exclusion" and AGREES.search(one.text):
            yield one.text


def _speaks(sentence: str, pattern: re.Pattern[str]) -> bool:
    return any(not DENIED.search(sentence[: one.start()]) for one in pattern.finditer(sentence))


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the phrases as whole words; spaces stand for hyphens too, a star for any ending."""
    parts = (re.escape(one).replace(r"\ ", r"[\s-]+").replace(r"\*", r"\w*") for one in phrases)
    return re.compile(rf"\b({'|'.join(parts)})\b", re.IGNORECASE)


def _short(sentence: str) -> str:
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= LONGEST else sentence[:LONGEST].rsplit(" ", 1)[0] + " …"
