"""How many spots of cancer there are: "up to five metastases", "1 to 10 brain metastases"."""

from __future__ import annotations

from concord.criteria.terms import Condition, Term
from concord.trials.reading.build import Rule, both, compare
from concord.trials.reading.words.patterns import Found

HOW_MANY = (
    "(?:{low:NUM}(?:MINUS|TO|OR){high:NUM}|(?:{least:CMP NUM}AND?)?{most:CMP NUM}|{few:NUM}OR_LESS|{many:NUM}OR_MORE)"
    "NOW?"
)
# "Metastatic lesions"; with what is left over after it, such as a place, it would be others.
SPOTS = "(?:DISEASE|EXTENT)?METS(?!(?:FOR|WITH|TO)(?!CMP|SOURCE)|UNKNOWN|SITE|LP)"
IN_BRAIN = "DISEASE?BRAIN(?:METS|DISEASE)*"


def spots(found: Found, excludes: bool) -> Condition | None:
    """The number within limits. "At least one" says no more than that there are some; "at most" may mean none."""
    fact = Term("brain_lesions" if found.has("spots", "BRAIN") else "lesions")
    limits: list[tuple[str, float]] = []
    if found["low"] and found["low"][0].value >= found["high"][0].value:
        return None
    if found["low"]:
        limits = [(">=", found["low"][0].value), ("<=", found["high"][0].value)]
    elif found["many"]:
        limits = [(">=", found["many"][0].value)]
    elif found["few"]:
        limits = [("<=", found["few"][0].value)]
    else:
        limits = [(str(pair[0].value), pair[1].value) for pair in (found["least"], found["most"]) if pair]
    if limits in ([(">=", 1.0)], [(">", 0.0)]) or (excludes and any(operator[0] == "<" for operator, _ in limits)):
        return None
    return both(compare(fact, operator, number) for operator, number in limits)


RULES: list[Rule] = [
    ("sites", f"{HOW_MANY}{{spots:(?:{IN_BRAIN}|{SPOTS})}}", spots),
    # "brain lesions > 2 cm" is a size
    ("sites", f"{{spots:(?:{IN_BRAIN}|{SPOTS})}}COLON?{HOW_MANY}(?!UNKNOWN|UNIT|CODE|TIME|MINUS)", spots),
]
