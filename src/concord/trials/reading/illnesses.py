"""Patterns for other illnesses that a person has or has had."""

from __future__ import annotations

from concord.criteria.terms import Condition, Or
from concord.trials.reading.build import UNREAD, Rule, both, compare, one_of, term, yes
from concord.trials.reading.patterns import Found


def illness(codes: str) -> Condition:
    return one_of(UNREAD if code == "none" else yes("has", code) for code in codes.split(" or "))


def sick(found: Found, excludes: bool) -> Condition | None:
    token = found["illness"][0]
    if found["more"] and found["more"][0].value != "infection":
        return None
    if token.value is None:
        return UNREAD
    condition = illness(str(token.value))
    kinds = {one.type for one in found["quals"]}
    if token.value in ("infection", "active_infection"):
        if found["window"] or found["past"]:
            return UNREAD
        now = token.value == "active_infection" or kinds & {"ACTIVEQ", "NOW"}
        return (
            both((yes("has", "active_infection"), UNREAD))
            if "QUAL" in kinds or not now
            else yes("has", "active_infection")
        )
    if not isinstance(condition, Or) and token.value is not None and "none" in str(token.value):
        return UNREAD
    return both((condition, UNREAD)) if found["quals"] or found["window"] else condition


NEURO_GRADE = "(?:{compare:CMP}DEGREE{number:NUM}|DEGREE{compare2:CMP}{number2:NUM}|DEGREE{number3:NUM}{more:OR_MORE})"


def neuropathy(found: Found, excludes: bool) -> Condition | None:
    operator = ">=" if found["more"] else str((found["compare"] or found["compare2"])[0].value)
    number = (found["number"] or found["number2"] or found["number3"])[0].value
    return compare(term("neuropathy_grade"), operator, number)


RULES: list[Rule] = [
    (
        "comorbidity",
        (
            "{past:PRIOR*}{quals:(?:(?:QUAL|ACTIVEQ|SYMPTOMATICQ|UNTREATEDQ|STABLEQ|NOW|DEGREE)"
            "(?:COMMA|OR|AND|SLASH)*)*}PRIOR*{illness:ILLNESS}{more:ILLNESS?}{window:window?}"
        ),
        sick,
    ),
    ("comorbidity", f"(?:PRIOR|NOW|QUAL)*{NEURO_GRADE}NEURO", neuropathy),
    ("comorbidity", f"(?:PRIOR|NOW|QUAL)*NEURO(?:LP|FOR|WITH|COMMA|WHO)*{NEURO_GRADE}RP?", neuropathy),
]
