"""Patterns for other illnesses that a person has or has had."""

from __future__ import annotations

from concord.criteria.terms import Condition
from concord.trials.reading.build import UNREAD, Rule, both, compare, one_of, term, yes
from concord.trials.reading.phrases.named import named
from concord.trials.reading.words.patterns import Found


def illness(codes: str) -> Condition:
    """A person who has or has had it. "part of x" is an illness that is one kind of x; "none" has no fact."""
    return one_of(_illness(code) for code in codes.split(" or "))


def _illness(code: str) -> Condition:
    if code == "none":
        return UNREAD
    if code.startswith(PART):
        return both((yes("has", code.removeprefix(PART)), UNREAD))
    return yes("has", code)


PART = "part of "
INFECTION = ("infection", "active_infection")
SOME_INFECTION = PART + "active_infection"


def sick(found: Found, excludes: bool) -> Condition | None:
    token = found["illness"][0]
    if found["more"] and found["more"][0].value != "infection":
        return None
    if token.value is None:
        return UNREAD
    if found.has("past", "TREATED") and "organ_transplant" not in str(token.value):
        return None  # what was given against it, not the illness
    kinds = {one.type for name in ("quals", "after") for one in found[name]}
    if found["only"] and token.value in (*INFECTION, SOME_INFECTION):
        return infection(now=False)
    if token.value == SOME_INFECTION:  # an infection of one kind: that of which the fact speaks, where it is there now
        now = bool(kinds) and kinds <= {"ACTIVEQ", "NOW", "SYMPTOMATICQ", "UNTREATEDQ"}
        return infection(now=False) if now and not found["window"] and not found["past"] else UNREAD
    if token.value in INFECTION:
        now = token.value == "active_infection" or (bool(kinds) and kinds <= {"ACTIVEQ", "NOW"})
        return UNREAD if found["window"] or found["past"] else infection(now=now and "QUAL" not in kinds)
    condition = illness(str(token.value))
    condition = both((condition, UNREAD)) if kinds or of_some(found) else condition
    return one_of((condition, UNREAD)) if found["doubt"] else condition


def of_some(found: Found) -> bool:
    """Whether the last words ask when it was there, or how it was: "at screening", "within a year", "if severe"."""
    return bool(found["window"] or found["only"] or found["visit"])


def treated_for(found: Found, excludes: bool) -> Condition | None:
    """ "Currently being treated for hepatitis": somehow it is there."""
    name = found["illness"][0].value
    if found["medicine"] and found["medicine"][0].value is not None:
        return None  # a medicine that is known may be what it is about
    return both((illness(str(name)), UNREAD)) if name and name not in (*INFECTION, SOME_INFECTION) else None


def infection(*, now: bool) -> Condition:
    """An infection: the fact speaks of one that she has now."""
    active = yes("has", "active_infection")
    return active if now else both((active, UNREAD))


BEFORE_NEURO = "(?:PRIOR|NOW|QUAL|ACTIVEQ|SYMPTOMATICQ)*"
NEURO_GRADE = "(?:{compare:CMP}DEGREE{number:NUM}|DEGREE{compare2:CMP}{number2:NUM}|DEGREE{number3:NUM}{more:OR_MORE})"


def neuropathy(found: Found, excludes: bool) -> Condition | None:
    operator = ">=" if found["more"] else str((found["compare"] or found["compare2"])[0].value)
    number = (found["number"] or found["number2"] or found["number3"])[0].value
    return compare(term("neuropathy_grade"), operator, number)


def any_neuropathy(found: Found, excludes: bool) -> Condition | None:
    """ "Pre-existing neuropathy": of any grade; "severe neuropathy" of some."""
    if not excludes:
        return None
    some = compare(term("neuropathy_grade"), ">=", 1)
    return both((some, UNREAD)) if found.has("before", "QUAL", "ACTIVEQ", "SYMPTOMATICQ") else some


def grades(found: Found, excludes: bool) -> Condition | None:
    """ "Neuropathy grade 0-1", "grade 3 or 4"."""
    low, high = found["low"][0].value, found["high"][0].value
    limits = [(">=", low)] * (low > 0) + [("<=", high)] * (high < 4)
    return both(compare(term("neuropathy_grade"), operator, grade) for operator, grade in limits) if limits else None


def of_class(found: Found, excludes: bool) -> Condition | None:
    """ "Cirrhosis of Child-Pugh class B or C": both of them."""
    name, score = found["illness"][0].value, str(found["score"][0].value)
    if name != "liver_cirrhosis" or not score.startswith("child_pugh"):
        return None
    return both((illness(name), named(score)))


def weakened(found: Found, excludes: bool) -> Condition | None:
    """ "A fall of LVEF to below 45 % under an earlier treatment": of some depth."""
    return both((yes("has", "heart_weakened_by_treatment"), UNREAD))


# "not definitively treated with A and/or B", "without evidence that it has been stable for three weeks"
NOT_TREATED = (
    "(?:COMMA|LP)?NOT(?:WHO|DISEASE)*(?:STABLEQ|CURED|TREATED)+(?:(?:WITH|HOW|FOR)*(?:MED|AID)"
    "(?:(?:OR|AND|SLASH)+(?:MED|AID))*)?(?:FOR CMP?NUM TIME)?RP?"
)
RULES: list[Rule] = [
    (
        "comorbidity",
        (
            "{doubt:ORDOUBT?}{past:(?:(?:PRIOR|TREATED)(?:(?:AND|OR)(?=STABLEQ|CURED))?)*}"
            "{quals:(?:(?:QUAL|ACTIVEQ|SYMPTOMATICQ|UNTREATEDQ|STABLEQ|NOW|DEGREE)"
            "(?:COMMA|OR|AND|SLASH)*)*}PRIOR*{illness:ILLNESS}{more:ILLNESS?}"
            f"{{after:(?:(?:COMMA|LP)?QUAL(?:(?:OR|SLASH)+QUAL)*RP?(?:OR_MORE)?|{NOT_TREATED})?}}"
            "{only:(?:COMMA?IF(?:ACTIVEQ|SYMPTOMATICQ|UNTREATEDQ|QUAL)+)?}"
            "{visit:(?:LP?(?:OBTAINED|FOR|WITH)EVENT RP?)?}{window:window?}"
        ),
        sick,
    ),
    (
        "comorbidity",
        "(?:CANCERNOW|(?:NOW|TAKING|NEEDING)+{medicine:(?:MED|AID)?})(?:FOR|WITH)*{illness:ILLNESS}",
        treated_for,
    ),
    ("comorbidity", "PRIOR*{illness:ILLNESS}(?:COMMA|LP|WITH|FOR)*{score:FACT}RP?", of_class),
    ("comorbidity", "PRIOR*{score:FACT}(?:FOR|WITH)*{illness:ILLNESS}", of_class),
    (
        "comorbidity",
        "PRIOR*(?:FELL(?:FOR|WITH)*LAB|LAB FELL)(?:TO|BETWEEN|FOR|CMP|NUM|UNIT|OR_MORE|SIGN|UNKNOWN)*"
        "(?:WITH|FOR|WHILE|AFTER|BECAUSE|HOW|TAKING|TREATED)+PRIOR*(?:MED(?:OR MED)*|EVENT)",
        weakened,
    ),
    ("comorbidity", f"{{before:{BEFORE_NEURO}}}NEURO", any_neuropathy),
    ("comorbidity", f"{BEFORE_NEURO}{NEURO_GRADE}NEURO", neuropathy),
    (
        "comorbidity",
        f"{BEFORE_NEURO}NEURO(?:LP|FOR|WITH|COMMA)*DEGREE{{low:NUM}}(?:MINUS|TO|OR){{high:NUM}}RP?",
        grades,
    ),
    ("comorbidity", f"{BEFORE_NEURO}DEGREE{{low:NUM}}(?:MINUS|TO|OR){{high:NUM}}NEURO", grades),
    ("comorbidity", f"{BEFORE_NEURO}NEURO(?:LP|FOR|WITH|COMMA|WHO)*{NEURO_GRADE}RP?", neuropathy),
]
