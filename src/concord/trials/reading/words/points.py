"""Numbers that a text names with what they count: "pain of at least 4 on a scale from 0 to 10", "6 nodes removed"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concord.trials.reading.words.scores import Score

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(WORDS, 1)}
NUMBER = rf"(?P<number>\d{{1,2}}(?![\d.,]*\d)|{'|'.join(NUMBERS)})"
LEAST = r"(?P<least>(?:of |was |is )?(?:at least|a minimum of|minimum(?: of)?|>=|=>|≥|greater than or equal to) ?)"
ABOVE = r"(?P<above>(?:of )?(?:more than|greater than|above|over|exceeding|>) ?)"
MOST = r"(?P<most>(?:of )?(?:at most|no more than|not more than|up to|a maximum of|<=|=<|≤) ?)"
BELOW = r"(?P<below>(?:of )?(?:less than|fewer than|below|under|<) ?)"
AFTER = r"(?P<more> ?(?:or|and) (?:more|higher|greater|worse|above)\b)?"
HOW_MANY = rf"(?:of )?(?:{LEAST}|{ABOVE}|{MOST}|{BELOW})?(?:of )?{NUMBER}(?: ?/ ?10|(?: out)? of 10)?{AFTER}"
SCALE = (
    r"(?:,? ?\(?(?:on|by|using|measured by|according to|as assessed by|per)? ?(?:an? |the )?"
    r"(?:(?:0 ?(?:-|to) ?10|11[- ]point|numeric(?:al)?|rating|visual|analogue?|verbal|pain|brief pain inventory|bpi"
    r"|nrs|vas|scale|scores?|inventory|from|0|to|10|of|\((?:nrs|vas|bpi|0-10)\)|where|no pain|is|worst"
    r"|possible)[ ,;-]*)+\)?)"
)
PAIN = re.compile(
    r"\b(?:worst |average |baseline |bone )?pain(?: (?:intensity|scores?|level|rating|severity))?"
    rf"(?: \((?:nrs|vas|bpi)\))?(?: due to bone metasta\w+)?:? {HOW_MANY}(?: points?)?{SCALE}?"
)
NODES = re.compile(
    rf"{HOW_MANY} (?:axillary )?(?:lymph )?nodes? "
    r"(?:were |have been |had been |been )?(?:removed|examined|excised|resected)"
    r"(?: at (?:surgery|axillary dissection))?"
)
SCALED = re.compile(r"\b10\b|nrs|vas|numeric|scale")
COUNTED = ((PAIN, "pain_0_to_10"), (NODES, "nodes_removed"))
OPERATORS = {"least": ">=", "above": ">", "most": "<=", "below": "<", "more": ">="}


def points(text: str) -> Iterator[Score]:
    """All of them in a text of small letters; a bare number is at least so many only where the text says so."""
    if "pain" not in text and "nodes" not in text:
        return
    for counted, fact in COUNTED:
        for found in counted.finditer(text):
            operators = [operator for name, operator in OPERATORS.items() if found[name]]
            if len(operators) != 1 or (fact == "pain_0_to_10" and SCALED.search(found[0]) is None):
                continue
            number = NUMBERS.get(found["number"]) or int(found["number"])
            yield Score(found.start(), found.end(), f"{fact} {operators[0]} {number}")
