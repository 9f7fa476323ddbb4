"""Patterns for how fit a person is, for age and for sex."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import ALWAYS, Condition, Term
from concord.trials.reading.build import UNREAD, Rule, both, compare, is_in, joined_by, one_of, opposite
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import Found


def ecog(found: Found, excludes: bool) -> Condition | None:
    numbers = [token.value for token in found["numbers"] if token.type == "NUM"]
    after = [token.type for token in found.tokens[found.end : found.end + 2]]
    if after[:1] == ["CMP"] and after[1:] != ["NUM"]:
        return None  # "2≤"
    if not numbers or max(numbers) > 5 or any(number != int(number) for number in numbers):
        return None
    fact = Term("ecog")
    if found["compare"]:
        operator = str(found["compare"][0].value)
        if operator == "<=" and min(numbers) == 0 and joined_by(found["numbers"]) <= {"OR"}:
            numbers = [max(numbers)]  # "≤ 0-1"
        if len(numbers) > 1:
            return None
        return compare(fact, operator, numbers[0])
    if found["more"]:
        worse = found["more"][0].type == "OR_MORE" and found["more"][0].value != "better"
        return compare(fact, ">=" if worse else "<=", numbers[0]) if len(numbers) == 1 else None
    if len(numbers) > 1 and joined_by(found["numbers"]) == {"AND"} and len(numbers) > 2:
        return None
    low, high = min(numbers), max(numbers)
    parts = [compare(fact, ">=", low)] if low > 0 else []
    if len(numbers) > 2 and [token.type for token in found.tokens[found.end : found.end + 1]] == ["IF"]:
        sure = compare(fact, "<=", sorted(numbers)[-2])  # "0-1, or 2 if due to the cancer"
        return both([*parts, one_of((sure, both((compare(fact, "<=", high), UNREAD))))])
    return both([*parts, compare(fact, "<=", high)] if high < 4 else parts)


def by_age(found: Found, excludes: bool) -> Condition | None:
    """ "ECOG 0-2 below 70 years, 0-1 from 70 years on": each for those of that age."""
    asked: list[Condition] = []
    for suffix in ("", "2"):
        of_age = compare(Term("age_years"), str(found["than" + suffix][0].value), found["age" + suffix][0].value)
        numbers = [token.value for token in found["numbers" + suffix] if token.type == "NUM"]
        least = found["compare" + suffix]
        if max(numbers) > 4 or (least and str(least[0].value) != "<=") or found["than"] == found["than2"]:
            return None
        low = 0 if least else min(numbers)
        limits = [compare(Term("ecog"), ">=", low)] * (low > 0) + [compare(Term("ecog"), "<=", max(numbers))]
        asked.append(one_of((opposite(of_age), both(limits))))
    return None if excludes else both(asked)


KARNOFSKY = ((90, 0), (70, 1), (50, 2), (30, 3))


def karnofsky(found: Found, excludes: bool) -> Condition | None:
    """By the published table; a limit between two grades leaves the grade it lies in open."""
    number = found["number"][0].value
    operator = ">=" if found["more"] else str(found["compare"][0].value) if found["compare"] else None
    if found["high"] and operator in (None, ">=") and found["high"][0].value == 100:
        operator = ">="  # "70-100%"
    elif found["high"]:
        return None
    if operator not in (">=", "<", ">", "<=") or not 30 <= number <= 100:
        return None
    if found["grown"] and (found["grown"][0].value[0] != ">" or found["grown"][1].value > 18):
        return None  # for some adults only
    least = number if operator in (">=", "<") else number + 1
    grade = next(grade for lowest, grade in KARNOFSKY if least >= lowest) if least >= 30 else 3
    exact = any(lowest == least for lowest, _ in KARNOFSKY)
    fit = compare(Term("ecog"), "<=", grade)
    if not exact:
        sure = [compare(Term("ecog"), "<=", grade - 1)] if grade else []
        fit = one_of([*sure, both((fit, UNREAD))])
    return fit if operator[0] == ">" else opposite(fit)


BY_ECOG = (
    "(?:ECOG(?:COLON|LP|MINUS|COMMA)*)?KARNOFSKY(?:KARNOFSKY|FOR|WITH|COLON|LP|RP|EQUALS)*{compare:CMP?}{number:NUM}UNIT?"
    "{more:OR_MORE?}(?:LP|THATIS|EQUALS|COMMA|FOR|SLASH)+ECOG(?:ECOG|FOR|WITH|COLON|LP|RP|EQUALS|BETWEEN)*"
    "{compare2:CMP?}{numbers:range}{more2:(?:OR_MORE|OR_LESS)?}RP?visit?"
)


def by_ecog(found: Found, excludes: bool) -> Condition | None:
    """ "Karnofsky >= 80 (ECOG 0-1)": the grade is named, so that a limit within it leaves nothing open."""
    least = found["number"][0].value + (bool(found["compare"]) and str(found["compare"][0].value) in (">", "<="))
    grade = next((grade for lowest, grade in KARNOFSKY if least >= lowest), 4)
    numbers = [token.value for token in found["numbers"] if token.type == "NUM"]
    below = bool(found["compare"]) and str(found["compare"][0].value)[0] == "<"
    low, high, operator = min(numbers), max(numbers), str(found["compare2"][0].value) if found["compare2"] else ""
    if below:
        worse = low + (operator == ">") == grade + 1 and (operator[:1] == ">" or found["more2"] or high >= 4 > low)
        return compare(Term("ecog"), ">=", grade + 1) if worse else None
    worst = high - (operator == "<")
    fits = worst == grade and operator[:1] != ">" and (low == 0 or bool(operator))
    return compare(Term("ecog"), "<=", grade) if fits else None


def sexes(tokens: Sequence[Token]) -> Condition | None:
    """Only women, only men, or everyone."""
    named = {str(token.value) for token in tokens if token.type == "SEX"}
    return ALWAYS if len(named) != 1 else is_in("sex", *named)


def age(found: Found, excludes: bool) -> Condition | None:
    units = {token.value for name in ("unit", "unit2") for token in found[name] if token.type == "TIME"}
    if units - {"year", "month"}:
        return None
    older = bool(found["more"]) and found["more"][0].value in ("older", "elder", "younger")
    grown = bool(found["sex"] and found["compare"]) and 16 <= found["number"][0].value <= 21 and not found["high"]
    both_ends = bool(found["sex"] and found["compare"] and found["compare2"] and found["high"])
    told = older or bool(found["legal"]) or grown or both_ends  # "women over 18"
    if not (found["age1"] or found["age2"] or found["age3"] or found["age4"]) and not units and not told:
        return None
    low = found["number"][0].value
    if units == {"month"} or (found["unit"] and found["unit"][0].value == "month"):
        low /= 12
    named = found["age1"] or found["age2"] or found["age3"] or found["age4"] or found["sex"] or told
    if not named and not (16 <= low <= 21 and (found["more"] or found["compare"])):
        return None  # "for eighteen years" is not an age
    if not (0 < low <= 100 and (low >= 10 or found["high"])):
        return None
    fact = Term("age_years")
    parts: list[Condition] = []
    if found["high"]:
        high = found["high"][0].value
        if not low < high <= 110:
            return None
        if found["compare2"]:
            if found["more0"]:
                least = ">="
            elif not (found["unit2"] or found["age2"] or found["age5"] or (found["age1"] and low >= 10) or both_ends):
                return None
            else:  # "aged 18 years and less than 80 years"
                least = str(found["compare"][0].value) if found["compare"] else ">="
            most = str(found["compare2"][0].value)
            if least[0] == most[0] or (least[0] == "<" and not excludes):
                return None
            if least[0] == "<":  # "younger than 18 and older than 80"
                return one_of((compare(fact, least, low), compare(fact, most, high)))
            parts = [
                compare(fact, least, low),
                compare(fact, str(found["compare2"][0].value), high),
            ]
        elif found["compare"]:
            return None
        else:
            parts = [compare(fact, ">=", low), compare(fact, "<=", high)]
    elif found["more"]:
        parts = [compare(fact, "<=" if found["more"][0].type == "OR_LESS" else ">=", low)]
    elif found["compare"]:
        parts = [compare(fact, str(found["compare"][0].value), low)]
    elif found["legal"]:
        parts = [compare(fact, ">=", low)]  # "18 years, or of legal age"
    else:
        return None
    who = sexes([*found["sex"], *found["sex2"]]) if found["sex"] or found.has("sex2", "SEX") else ALWAYS
    if found["legal"]:
        parts = [one_of((both(parts), UNREAD))]  # "or of legal age"
    return None if who is None else both([who, *parts])


def age_between(found: Found, excludes: bool) -> Condition | None:
    """ "18 ≤ age ≤ 75 years"."""
    low, high = found["number"][0].value, found["high"][0].value
    least, most = str(found["least"][0].value), str(found["compare"][0].value)
    if least[0] != "<" or most[0] != "<" or not 10 <= low < high <= 110:
        return None
    who = sexes(found["sex"]) if found["sex"] else ALWAYS
    fact = Term("age_years")
    both_ends = [compare(fact, least.replace("<", ">"), low), compare(fact, most, high)]
    return None if who is None else both([who, *both_ends])


def age_outside(found: Found, excludes: bool) -> Condition | None:
    """ "Age under 18 or over 80"."""
    limits = [
        (str(found[compared][0].value), found[named][0].value)
        for compared, named in (("compare", "number"), ("compare2", "high"))
    ]
    if not excludes or {operator[0] for operator, _ in limits} != {"<", ">"}:
        return None
    return one_of(compare(Term("age_years"), *limit) for limit in limits)


def adult(found: Found, excludes: bool) -> Condition | None:
    who = sexes(found["sex"]) if found["sex"] else ALWAYS
    return None if who is None else both([who, compare(Term("age_years"), ">=", 18)])


def sex(found: Found, excludes: bool) -> Condition | None:
    return sexes(found["sex"])


# "(pre-, peri- and postmenopausal)": everyone
ANY_MENOPAUSE = "(?:LP(?:MENO|MINUS|SLASH|COMMA|AND|OR|UNKNOWN)*MENO RP)?"
SEXES = "SEX(?:(?:AND|OR|SLASH|COMMA|LP|RP)+SEX)*"
OF_AGE = "(?:IF|FOR|WITH|WHO|LP|AGE|NOW)*{than:CMP}{age:NUM}(?:TIME|AGE)*RP?"
OF_AGE_2 = OF_AGE.replace("{than:", "{than2:").replace("{age:", "{age2:")
SCORE = "(?:ECOG|FOR|WITH|COLON|EQUALS|BETWEEN|LP)*{compare:CMP?}{numbers:range}RP?"
SCORE_2 = SCORE.replace("{compare:", "{compare2:").replace("{numbers:", "{numbers2:")
THEN = "(?:COMMA|AND|OR|STOP|SLASH|LP)*"
ECOG_BY_AGE = f"ECOG{SCORE}{OF_AGE}{THEN}{SCORE_2}{OF_AGE_2}"
AGE_FIRST = f"(?:ECOG COLON?)?{OF_AGE}(?:COLON|COMMA)*ECOG{SCORE}{THEN}{OF_AGE_2}(?:COLON|COMMA)*{SCORE_2}"
# "for patients over 16 years, and Lansky at least 60 for those up to 16"
GROWN = (
    "(?:(?:IF|FOR|LP)+{grown:CMP NUM}(?:TIME|AGE)+RP?(?:(?:AND|OR|COMMA|SLASH|STOP|LP)+LANSKY[^STOP]*)?"
    "|(?:OR|SLASH)LANSKY[^STOP]*)?"
)
RULES: list[Rule] = [
    (
        "performance",
        "LAB(?:FOR|WITH|COLON)*CMP?NUM TIME OR_MORE?visit?",
        lambda found, excludes: UNREAD,
    ),  # years to live
    (
        "performance",
        (
            "ECOG"
            "(?:ECOG|FOR|WITH|COLON|COMMA|LP|RP|SLASH|BETWEEN|EQUALS|HOW(?=ECOG))*{compare:CMP?}{numbers:range}{more:"
            "(?:OR_MORE|OR_LESS)?}RP?"
            "(?:(?:OR|LP|SLASH|COMMA|AND)*KARNOFSKY(?:FOR|WITH)*CMP?NUM UNIT?OR_MORE?"
            "(?:MINUS NUM UNIT?)?RP?)?(?:(?:HOW|WITH|FOR|OBTAINED|COMMA|LP)+ECOG RP?)?visit?"
        ),
        ecog,
    ),
    (
        "performance",  # "a score of at most 1 on the ECOG scale"
        "{compare:CMP?}{numbers:range}{more:(?:OR_MORE|OR_LESS)?}(?:WITH|FOR|HOW|OBTAINED)+ECOG+(?!COLON|CMP|NUM|LP|EQUALS)visit?",
        ecog,
    ),
    *(("performance", text, by_age) for text in (ECOG_BY_AGE, AGE_FIRST)),
    (
        "performance",
        "(?:ECOG(?:COLON|LP|MINUS|COMMA)*)?KARNOFSKY(?:KARNOFSKY|FOR|WITH|COLON|LP|RP|EQUALS)*{compare:CMP?}{number:NUM}UNIT?"
        f"(?:(?:MINUS|TO){{high:NUM}}UNIT?)?{{more:OR_MORE?}}{GROWN}visit?",
        karnofsky,
    ),
    (
        "performance",  # "performance status of at least 70 on the scale of Karnofsky"
        "ECOG(?:FOR|WITH|COLON|BETWEEN|EQUALS)*{compare:CMP?}{number:NUM}UNIT?(?:(?:MINUS|TO){high:NUM}UNIT?)?"
        "{more:OR_MORE?}(?:WITH|FOR|HOW|OBTAINED|COMMA|LP)*KARNOFSKY+RP?visit?",
        karnofsky,
    ),
    ("performance", BY_ECOG, by_ecog),
    (
        "age",
        (
            f"ADULT?{{sex:(?:{SEXES})?}}(?:AND|WHO|COMMA|FOR|WITH|OBTAINED|BETWEEN|STOP)*{{age1:AGE*}}"
            f"(?:FOR|WITH|BETWEEN|COLON|EQUALS|COMMA|LP|NOW|WHO)*{{compare:CMP?}}{{age4:AGE?}}{{number:NUM}}"
            f"{{unit:TIME?}}{{age3:AGE*}}"
            "{more0:(?:OR_MORE(?=(?:AND|COMMA)+CMP AGE*NUM))?}"
            "(?:(?:(?:MINUS|TO|AND|WITH|COMMA)+|(?=CMP)){compare2:CMP?}{age5:AGE*}{high:NUM}{unit2:TIME?})?RP?{age2:AGE*}"
            "(?:(?:LP|COMMA)+(?=OR_MORE|OR_LESS))?{more:(?:OR_MORE|OR_LESS|PLUS)?}RP?AGE*"
            f"{{sex2:(?:COMMA?{SEXES})?}}{{legal:(?:(?:COMMA|LP)*LEGALAGE(?:FOR|UNKNOWN|HOW|SOURCE|EVENT)*RP?)?}}visit?"
        ),
        age,
    ),
    (
        "age",
        f"{{number:NUM}}(?:TIME|AGE)*{{least:CMP}}AGE{{compare:CMP}}{{high:NUM}}(?:TIME|AGE)*(?:COMMA{{sex:{SEXES}}})?",
        age_between,
    ),
    (
        "age",
        "AGE{compare:CMP}{number:NUM}(?:TIME|AGE)*(?:OR|COMMA|SLASH|AND)+{compare2:CMP}{high:NUM}(?:TIME|AGE)*",
        age_outside,
    ),
    ("sex", f"{{sex:{SEXES}}}", sex),
    ("age", "{age1:ADULT}{number:NUM}{unit:TIME?}{more:OR_MORE}", age),
    (
        "age",  # "adults (18 to 75 years)"
        "{age1:ADULT}{sex:SEX?}(?:LP|COMMA|COLON){number:NUM}(?:MINUS|TO){high:NUM}{unit:TIME?}{age2:AGE*}RP?",
        age,
    ),
    ("age", f"ADULT{{sex:SEX?{ANY_MENOPAUSE}(?:(?:AND|OR|SLASH|COMMA|ADULT|LP|RP)*SEX{ANY_MENOPAUSE})*}}", adult),
]
