"""How many of a list are asked for, by the words above it: one of them, or several together. Else it is each."""

from __future__ import annotations

import re

LISTED = r"of(?: (?:the )?(?:following|these|those|below|listed|\d|two|three|four|five|six)\b|\W*$)"
ONE_OF = re.compile(rf"\b(?:one|any|either|more) of\b|\b1 {LISTED}|\beither\b", re.IGNORECASE)
# "Two or more of these", "at least 2 criteria of the following", "no more than one of these"; not "all three of these",
# "4 weeks of the last dose".
SEVERAL_OF = re.compile(
    r"(?<!\ball )(?<![\d.])\b(?:[2-9]|two|three|four|five|six|(?:(?:no |not )?more than|at most|only) (?:one|1))"
    r"(?: or more)?(?: (?:risk )?(?:factors|risks|criteria|signs|features|conditions|items))? (?:out )?" + LISTED,
    re.IGNORECASE,
)
# Among what excludes: only whoever has all of them.
TOGETHER = re.compile(
    rf"\b(?:all|both) (?:\w+ )?{LISTED}|\b(?:all|both) (?:the |these )?(?:following|below)\b|"
    r"\bcombination of(?: the following)?\W*$|\bpresence of both\W*$|"
    r"\b(?:meet|fulfill?|satisf)\w* (?:all|both) (?:of )?(?:the |these )?(?:criteria|conditions)\b",
    re.IGNORECASE,
)
