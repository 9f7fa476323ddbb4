"""That a cancer cannot be cured, in any of the ways to say it, as places in a text.

"Not amenable to resection or radiotherapy with curative intent", "for which surgery is not possible", "with no curative
option", "that cannot be removed completely".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# What would cure: at least one of these words, among others that only tell of such treatment.
CURES = (
    r"(?:curative(?:ly)?|cures?|cured|radical(?:ly)?|surger(?:y|ies)|surgical(?:ly)?|resections?|resected|excisions?"
    r"|operations?|definitive|local|locally|loco-?regional(?:ly)?|removal|removed|r0)"
)
BESIDE = (
    r"(?:radiotherap(?:y|ies)|radiation|irradiation|chemoradiation|chemoradiotherapy|treatments?|therap(?:y|ies)|treated"
    r"|interventions?|approach(?:es)?|procedures?|modalit(?:y|ies)|options?|measures?|means|management|intent(?:ions?)?"
    r"|intended|aims?|goals?|purposes?|potential|complete(?:ly)?|full|regional(?:ly)?|other|any|available|known|potential(?:ly)?"
    r"|currently|existing|presently|primary|either|both|the|an?|with|of|in|for|by|to|at|or|and|and/or|/|alone|such|as|breast|tumou?r)"
)
WORD = rf"(?:{CURES}|{BESIDE})"
WITHIN = rf"(?:{WORD}(?:,?[ /-]+|,? +(?:and|or) +))*"
CURE = rf"{WITHIN}{CURES}(?:,?[ /-]+{WORD})*(?![\w-])"
IS = (
    r"(?:(?:is|are|was|were|be|being|been|which|that|who|considered|deemed|felt|judged|thought|to|may|longer|either)"
    r" +)*"
)
NOT = r"(?:not|no longer|never|non-?|neither)"
FIT = (
    r"(?:amenable|suitable|accessible|eligible|candidates?|appropriate|curable|treatable|fit|indicated|susceptible"
    r"|resectable|operable)"
)
BY = r"(?:to|for|by|with|through|using|via)"
POSSIBLE = (
    r"(?:possible|feasible|appropriate|indicated|suitable|applicable|available|(?:an )?options?|exists?"
    r"|remain(?:s|ing)?|(?:be )?(?:performed|done|carried out|achieved|undertaken))"
)
CANNOT = r"(?:can(?:not| not|'t)|could(?: not|n't))"
WHOM = r"(?:for|in) +(?:whom|which)(?: +there +(?:is|are))?"
NONE = r"(?:(?:with|have|has|there (?:is|are)|and|but) +no|(?:without|(?:do|does) not have)(?: +an?y?)?|no)"
THERAPY = (
    r"(?:treatments?|therap(?:y|ies)|surgery|resection|approach(?:es)?|measures?|means|modalit(?:y|ies)|intervention)"
)
OPTION = r"(?:options?|possibilit(?:y|ies)|chance)"
WAYS = (
    # "not (considered) amenable to ...", "unsuitable for ...", "ineligible for ..."
    rf"(?:{NOT} +{IS}(?:an? +)?{FIT}|unsuitable|ineligible|inaccessible|non-?amenable|unamenable) +{BY} +{CURE}",
    # "for which surgery with curative intent is not possible", "for whom curative treatment is no option"
    rf"(?:(?:for|in) +(?:whom|which)|where) +{CURE} +{IS}(?:{NOT} +{IS}(?:an? +)?|no +(?:longer +)?){POSSIBLE}",
    rf"(?:for|in) +(?:whom|which) +{CURE} +{CANNOT} +{POSSIBLE}",
    # "for which no curative treatment is available", "with no curative option", "no option for cure"
    rf"{WHOM} +no +(?:{BESIDE} +)*?curative(?: +{WORD})* +(?:{THERAPY}|{OPTION})(?: +{WORD})*(?: +{IS}{POSSIBLE})?",
    rf"{NONE} +(?:{BESIDE} +)*?curative(?: +{WORD})* +(?:{OPTION}|{THERAPY} +{IS}{POSSIBLE})(?: +{IS}{POSSIBLE})?",
    rf"{NONE} +(?:{BESIDE} +)*?{OPTION} +(?:for|of) +(?:a +)?(?:cure|curative(?: +{WORD})*)(?: +{IS}{POSSIBLE})?",
    # "cannot be cured", "could not be made operable", "that cannot be removed by surgery"
    rf"{CANNOT} +be +(?:(?:made|rendered) +(?:operable|resectable)|{CURE}|treated +(?:by|with) +{CURE})",
    rf"{NOT} +be +(?:(?:made|rendered) +(?:operable|resectable)|cured|curable)(?: +(?:by|with) +{WORD}(?: +{WORD})*)?",
    rf"not +curable(?: +(?:by|with) +{WORD}(?: +{WORD})*)?",
)
NO_CURE = re.compile("|".join(rf"(?<![\w-])(?:{way})(?![\w-])" for way in WAYS))
# Words with which a phrase goes on to something else: "not amenable to surgery, or ...".
TRAILING = frozenset(
    ("or", "and", "and/or", "with", "of", "in", "for", "by", "to", "at", "the", "a", "an", "any", "such", "as", "/")
)
# "No curative measures exist or are effective": of those that are there, that they do not help is more to ask.
OR_ELSE = re.compile(r"(?: +exists?)? +or +(?:is|are|no longer)\b")


def no_cure(text: str) -> Iterator[tuple[int, int]]:
    """Where a text of small letters says it, from where to where."""
    for found in NO_CURE.finditer(text):
        end = found.start() + len(found[0].rstrip(" ,"))
        words = found[0].rstrip(" ,").split(" ")
        while words and words[-1] in TRAILING:
            end -= len(words.pop()) + 1
        if not OR_ELSE.match(text, end):
            yield found.start(), end
