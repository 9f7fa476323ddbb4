"""Patterns for what is measured: blood tests, the heart, oxygen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from concord.criteria.terms import ALWAYS, Condition, Term
from concord.trials.reading.build import (
    UNREAD,
    Rule,
    both,
    compare,
    joined_by,
    one_of,
    opposite,
    yes,
)
from concord.trials.reading.phrases.demanded import LEAST, NEVER_MORE
from concord.trials.reading.phrases.fitness import sexes
from concord.trials.reading.phrases.illnesses import illness
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import Found, pattern, written

# The fact of a measure: unit -> by what to multiply; the empty unit is none written. Values outside `PLAUSIBLE` are
# slips of the pen.
UNITS: dict[str, dict[str, tuple[str, float]]] = {
    "neutrophils_per_ul": dict.fromkeys(("per_ul", "per_ml", "per_l", ""), ("neutrophils_per_ul", 1.0))
    | dict.fromkeys(("giga_per_l", "g_l"), ("neutrophils_per_ul", 1000.0))
    | {"ten_thousand_per_ul": ("neutrophils_per_ul", 10000.0), "lakh_per_ul": ("neutrophils_per_ul", 100000.0)},
    "platelets_per_ul": dict.fromkeys(("per_ul", "per_ml", "per_l", ""), ("platelets_per_ul", 1.0))
    | dict.fromkeys(("giga_per_l", "g_l"), ("platelets_per_ul", 1000.0))
    | {"ten_thousand_per_ul": ("platelets_per_ul", 10000.0), "lakh_per_ul": ("platelets_per_ul", 100000.0)},
    "hemoglobin_g_dl": dict.fromkeys(("g_dl", "mg_dl", ""), ("hemoglobin_g_dl", 1.0))
    | {"g_l": ("hemoglobin_g_dl", 0.1), "mmol_l": ("hemoglobin_g_dl", 1.611)},
    "albumin_g_dl": dict.fromkeys(("g_dl", "mg_dl", ""), ("albumin_g_dl", 1.0)) | {"g_l": ("albumin_g_dl", 0.1)},
    "bilirubin": {
        "uln": ("bilirubin_x_uln", 1.0),
        **dict.fromkeys(("mg_dl", "g_dl"), ("bilirubin_mg_dl", 1.0)),
        "umol_l": ("bilirubin_mg_dl", 1 / 17.1),
    },
    "alt_x_uln": {"uln": ("alt_x_uln", 1.0)},
    "ast_x_uln": {"uln": ("ast_x_uln", 1.0)},
    "alp_x_uln": {"uln": ("alp_x_uln", 1.0)},
    "creatinine": dict.fromkeys(("mg_dl", "g_dl"), ("creatinine_mg_dl", 1.0))
    | {"umol_l": ("creatinine_mg_dl", 1 / 88.4)},
    "creatinine_clearance_ml_min": dict.fromkeys(("ml_min", ""), ("creatinine_clearance_ml_min", 1.0)),
    "gfr": {"ml_min": ("creatinine_clearance_ml_min", 1.0)},
    "lvef_percent": dict.fromkeys(("percent", ""), ("lvef_percent", 1.0)),
    "qtcf_ms": {"ms": ("qtcf_ms", 1.0), "": ("qtcf_ms", 1.0)},
    "hba1c_percent": dict.fromkeys(("percent", ""), ("hba1c_percent", 1.0)),
    "fasting_glucose_mg_dl": {"mg_dl": ("fasting_glucose_mg_dl", 1.0), "mmol_l": ("fasting_glucose_mg_dl", 18.016)},
    "oxygen_saturation_percent": dict.fromkeys(("percent", ""), ("oxygen_saturation_percent", 1.0)),
    "potassium_mmol_l": dict.fromkeys(("mmol_l", "meq_l"), ("potassium_mmol_l", 1.0)),
    # of a metal with two charges a millimole is two milliequivalents
    "magnesium_mmol_l": {
        "mmol_l": ("magnesium_mmol_l", 1.0),
        "meq_l": ("magnesium_mmol_l", 1 / 2),
        "mg_dl": ("magnesium_mmol_l", 10 / 24.305),
    },
    "calcium_mmol_l": {
        "mmol_l": ("calcium_mmol_l", 1.0),
        "meq_l": ("calcium_mmol_l", 1 / 2),
        "mg_dl": ("calcium_mmol_l", 10 / 40.078),
    },
    "pd_l1_cps": {"": ("pd_l1_cps", 1.0)},
    "tumor_mutational_burden": {"per_mb": ("tumor_mutational_burden", 1.0)},
}
PLAUSIBLE = {
    "neutrophils_per_ul": (250, 20000),
    "platelets_per_ul": (10000, 1000000),
    "hemoglobin_g_dl": (5, 20),
    "albumin_g_dl": (1, 6),
    "bilirubin_x_uln": (0.5, 20),
    "bilirubin_mg_dl": (0.5, 20),
    "alt_x_uln": (0.5, 30),
    "ast_x_uln": (0.5, 30),
    "alp_x_uln": (0.5, 30),
    "creatinine_mg_dl": (0.5, 6),
    "creatinine_clearance_ml_min": (10, 120),
    "lvef_percent": (20, 80),
    "qtcf_ms": (300, 600),
    "hba1c_percent": (4, 15),
    "fasting_glucose_mg_dl": (60, 400),
    "oxygen_saturation_percent": (70, 100),
}
# Where a wrong unit is surely a slip of the pen, because the number fits the right one only.
SLIPS = frozenset(("neutrophils_per_ul", "platelets_per_ul", "hemoglobin_g_dl", "albumin_g_dl"))
ULN = Token("UNIT", "uln", 0, 0)


def measures(names: Sequence[object]) -> list[str | None]:
    """The measures that words name; transaminases are two."""
    found: list[str | None] = []
    for name in names:
        for one in ("alt_x_uln", "ast_x_uln") if name == "transaminases" else (name,):
            if one not in found:
                found.append(one)  # type: ignore[arg-type]
    return found


def amount(measure: str, number: float, unit: str) -> tuple[str, float] | None:
    """The fact and the number in its unit."""
    known = UNITS.get(measure, {}).get(unit)
    if known is None:
        return None
    fact, times = known
    value = number * times
    low, high = PLAUSIBLE.get(fact, (0, 1e9))
    if fact in SLIPS and not low <= value <= high and low <= number <= high:
        value = number  # "100,000 x 10^9/L", "9 g/L"
    if unit == "g_dl" and fact in SLIPS and value > high:
        value *= 0.1  # "90 g/dL", meaning a liter
    if unit in ("", "per_ml", "per_ul") and measure in ("neutrophils_per_ul", "platelets_per_ul") and value < 250:
        value *= 1000  # 1.5, meaning thousands; "1.500/µL", as some countries write it
    return (fact, value) if low <= value <= high else None


def limit(measure: str | None, operator: str, number: float, unit: str) -> Condition | None:
    """One measure against one number."""
    if measure is None or (measure == "creatinine" and unit == "uln"):
        return UNREAD
    found = amount(measure, number, unit)
    return compare(Term(found[0]), operator, found[1]) if found else None


LIST = "LAB(?:HOW(?:UNKNOWN|CODE)?(?=LP LAB))?(?:(?:COMMA|AND|OR|SLASH|LP)+LAB RP?)*"
VALUE = "(?:NUM UNIT|NUM(?!UNIT)|UNIT)"
AGAIN = "(?:(?:LP|OR|SLASH|COMMA|THATIS|EQUALS)+CMP?NUM UNIT RP?(?!fill(?:SITE|ILLNESS)))"
# "or below the lower limit of normal": how high that is is not known; "or direct bilirubin ..." is another measure
LOWER = (
    "(?:(?:OR|AND|SLASH|LP|COMMA|OR_LESS|OR_MORE)+CMP?LLN RP?"
    f"|(?:OR|LP|COMMA)*OR(?:FOR|WITH)*DIRECT(?:FOR|WITH|COLON|WITHIN)*(?:CMP{VALUE}|NORMAL|SIGN)"
    f"(?:(?:FOR|IF|WITH|WHO|LP)+LAB(?:FOR|WITH|OF)*CMP{VALUE}RP?)?RP?)"
)
# "and direct bilirubin within normal limits": more, or something else, that is asked of those
EXTRA = (
    "{extra%s:(?:(?:AND|WITH|COMMA|IF|OR)+DIRECT(?:WITHIN|FOR|WITH|UNKNOWN|NORMAL|COLON)*(?:CMP{}VALUE)?)?}".replace(
        "{}VALUE", VALUE
    )
)
ONE_GROUP = "(?:SITE|ILLNESS)(?:LP(?:UNKNOWN|CODE|LAB)+RP)?"
# Of whom another limit is asked: "liver metastases, Gilbert's disease or the like"
WHOM = f"{ONE_GROUP}(?:(?:OR|SLASH|COMMA)+(?:FOR|WITH|IF)*{ONE_GROUP})*(?:COMMA?OR(?:UNKNOWN|CODE)+(?=RP|STOP|$))?"
# "(<= 5 x ULN if liver metastases)", "or <= 5 x ULN for patients with ...", "; in patients with ..., <= 5 x ULN"
VALUE_FIRST = (
    f"(?:(?:LP|COMMA|OR|EXCEPT|STOP|SLASH|LOOSE|AND|ALLOWED)*(?:LAB join?)*FOR?"
    f"{{other_compare:CMP?}}{{other:{VALUE}}}fill{{who:{WHOM}}}{EXTRA % ''}(?:RP|ALLOWED|DETECTED)*)"
)
WHO_FIRST = (
    f"(?:(?:(?:LP|COMMA|OR|EXCEPT|STOP|IF|WITH|FOR|LOOSE|ALLOWED|PRIOR|SEX|AND|NOTE|COLON)*"
    f"{{same:ILLNESS?}}(?:STOP fill)?)fill{{who2:{WHOM}}}(?:fill|LAB|OR|MAY)*"
    f"{{other_compare2:CMP}}{{other2:{VALUE}}}{EXTRA % '2'}(?:RP|ALLOWED)*)"
)
# "who may enroll if conjugated bilirubin is normal"
DIRECTLY = (
    "{extra3:(?:(?:COMMA|LP|WHO|ALLOWED|IF|WITH|LOOSE|AND|FOR)+SIGN?DIRECT(?:WITHIN|FOR|WITH|UNKNOWN|NORMAL|COLON|DIRECT)*"
    f"(?:CMP{VALUE})?RP?)?}}"
)
WHO_ONLY = f"(?:(?:LP|COMMA)*EXCEPT fill{{who3:{WHOM}}}RP?{DIRECTLY}(?=COMMA|STOP|AND LAB|LAB|RP|$))"
ABSENT = "(?:(?:LP|IF|FOR|WITH|COMMA)*NOT fill{%s:SITE|ILLNESS}RP?COMMA?)"
MEASURE = (
    f"{{absent0:{ABSENT % 'absent_site'}?}}{{labs:{LIST}}}"
    "(?:FOR|WITH|COLON|LP|EQUALS|COMMA|DEFINED|ALLOWED|TO|HOW|OBTAINED|INTERVAL|EVENT)*(?:(?:OR|AND|SLASH)+(?=CMP))?"
    f"(?:{{compare:CMP}}{{value:{VALUE}}}|{{more_value:NUM UNIT?}}{{more:OR_MORE|OR_LESS}})"
    f"{AGAIN}?RP?{{lower:{LOWER}?}}visit?{{absent:{ABSENT % 'absent_site2'}?}}%s visit?"
)
# The same measure with another limit for some; where that limit is of another measure, the shorter form holds.
FOR_SOME = tuple(MEASURE % some for some in (VALUE_FIRST, WHO_FIRST, WHO_ONLY, ""))
BARE = (MEASURE % "").replace(f"{AGAIN}?", "", 1)  # what follows is no second number for the same limit


LOST_SIGN = (
    f"{{labs:{LIST}}}(?:FOR|WITH|COLON|LP|EQUALS)*{{value:NUM UNIT}}"
    "(?!OR_MORE|OR_LESS|MINUS|TO|(?:IF|FOR)*NOT)RP?visit?"
)


def no_sign(found: Found, excludes: bool) -> Condition | None:
    """ "Hemoglobin 9 g/dL": a lost sign; of what should be high the least is meant, of the rest the most."""
    labs = measures(found.values("labs", "LAB"))
    number, unit = number_and_unit(found["value"])
    if excludes or None in labs:
        return None
    signs = {lab: ">=" if lab in LEAST else "<=" for lab in labs}
    each = [limit(lab, sign, number, unit) for lab, sign in signs.items()]
    if found["other"]:
        number, unit = number_and_unit(found["other"])
        who, others = group("who", found), [limit(lab, sign, number, unit) for lab, sign in signs.items()]
        compared = found["other_compare"] and str(found["other_compare"][0].value)[0]
        if who is None or found["extra"] or None in others or compared in (">",) or {*signs.values()} != {"<="}:
            return None
        each = [one and other and one_of((one, both((who, other)))) for one, other in zip(each, others, strict=True)]
    several = [one for one in each if one is not None]
    either = joined_by(found["labs"]) == {"OR"}
    return None if len(several) < len(each) else one_of(several) if either else both(several)


def normal_range(found: Found, excludes: bool) -> Condition | None:
    """ "Within normal limits", "normal": at most the upper limit, where it is counted in that."""
    labs = measures(found.values("labs", "LAB"))
    if excludes or (found["sign"] and found["sign"][0].value != "negative"):
        return None  # the list of signs has "normal" among the negative ones
    return both(
        compare(Term(UNITS[lab]["uln"][0]), "<=", 1) if lab and "uln" in UNITS.get(lab, {}) else UNREAD for lab in labs
    )


def number_and_unit(tokens: Sequence[Token]) -> tuple[float, str]:
    """A number and its unit; a unit alone, the upper limit of normal, is once that."""
    numbers = [token.value for token in tokens if token.type == "NUM"]
    units = [str(token.value) for token in tokens if token.type == "UNIT"]
    return (numbers[0] if numbers else 1.0), (units[0] if units else "")


def measure(found: Found, excludes: bool) -> Condition | None:
    labs = measures(found.values("labs", "LAB"))
    if _of_others(found):
        return None
    if found["more"]:
        operator = ">=" if found["more"][0].type == "OR_MORE" else "<="
        number, unit = number_and_unit(found["more_value"])
    else:
        operator = str(found["compare"][0].value)
        number, unit = number_and_unit(found["value"])
        if len(found["value"]) == 1 and found["value"][0].type == "UNIT" and unit != "uln":
            return None
        if not unit and _goes_on(found):
            return None
    known = [lab for lab in labs if lab]
    if not excludes and {*known} & (LEAST if operator[0] == "<" else NEVER_MORE if operator[0] == ">" else set()):
        return None  # no trial asks for few platelets, or a sick liver: words around it turn it round
    if not unit and known and all("uln" in UNITS.get(lab, {}) and "" not in UNITS.get(lab, {}) for lab in known):
        return None
    base = [limit(lab, operator, number, unit) for lab in labs]
    if any(one is None for one in base):
        return None
    if not _agrees(found, labs, number, unit):
        return None
    base = [_in_own_unit(found, lab, operator) or one for lab, one in zip(labs, base, strict=True)]
    parts = [one for one in base if one is not None]
    suffix = next((s for s in ("", "2") if found["other" + s]), None)
    if suffix is not None:
        other_number, other_unit = number_and_unit(found["other" + suffix])
        other_unit = other_unit or unit
        compared = found["other_compare" + suffix]
        other_operator = str(compared[0].value) if compared else operator
        who = group("who" + suffix, found)
        if found["same"] and found["same"][0].value != found["who2"][0].value:
            return None
        others = [limit(lab, other_operator, other_number, other_unit) for lab in labs]
        within = (other_number > number) is (operator[0] == ">")
        permits = other_operator[0] != operator[0]  # "> 1.5 x ULN (those with Gilbert's and <= 3 x ULN are permitted)"
        if who is None or any(one is None for one in others) or (permits and not _allows(found)):
            return None
        if extra := found["extra" + suffix]:
            join = one_of if any(token.type == "OR" for token in extra) else both
            others = [join((one, UNREAD)) for one in others if one is not None]
        if permits and not excludes:
            return both(one_of((one, who)) for one in parts)  # "those with A may have more than that"
        if permits:
            others = [opposite(one) for one in others if one is not None]
        parts = [
            _either(one, who, other, within=within)
            for one, other in zip(parts, others, strict=True)
            if other is not None
        ]
    elif found["who3"]:
        who = group("who3", found)
        if who is None or not explains(found["who3"]):
            return None
        if found["extra3"]:
            who = both((who, UNREAD))
        parts = [_but_for(one, who, excludes) for one in parts]
    elif found["absent0"] or found["absent"]:
        place = "absent_site" if found["absent0"] else "absent_site2"
        who = group(place, found)
        if who is None:
            return None
        if explains(found[place]):
            parts = [_but_for(one, who, excludes) for one in parts]
        elif excludes or len(parts) == 1:
            return both((*parts, opposite(who)))  # "at least 50 %, with no heart failure"
        else:
            return None
    if found["lower"]:
        join = both if "AND" in joined_by(found["lower"]) else one_of
        parts = [join((one, UNREAD)) for one in parts]
    joins = joined_by(found["labs"])
    if not excludes and len(parts) > 1 and "OR" in joins and not joins & {"AND", "SLASH"}:
        return one_of(parts)
    if excludes and operator[0] == ">" and len(parts) > 1:
        if joined_by(found["labs"]) == {"AND"}:
            return one_of((both(parts), both((one_of(parts), UNREAD))))
        return one_of(parts)
    return both(parts)


OR_NORMAL = (
    "{labs:LAB}(?:FOR|WITH|COLON)*(?:CMP?LLN|NORMAL)(?:LP|COMMA)*OR(?:LP|COMMA)*{compare:CMP}{value:NUM UNIT}"
    "RP?(?:LP?LOOSE(?:UNKNOWN|OR_MORE)*RP?)?visit?"
)


def or_normal(found: Found, excludes: bool) -> Condition | None:
    """ "Within the normal range, or >= 50%": how far that reaches is not known."""
    lab = found["labs"][0].value
    number, unit = number_and_unit(found["value"])
    one = limit(lab, str(found["compare"][0].value), number, unit) if lab else None
    return one and one_of((one, UNREAD))


OTHERWISE = "(?:IF|FOR|STOP|COMMA|AND|LP)*{}(?:WITH|COLON|COMMA|FOR|WHO|ALLOWED|RP)*{}(?:FOR|WITH|COLON|LP)*{}RP?"
EXCEPTING = (
    f"{{labs:{LIST}}}(?:FOR|WITH|COLON|LP|EQUALS|COMMA)*{{compare:CMP}}{{value:{VALUE}}}RP?visit?"
    f"(?:COMMA|WITH|LP|STOP)*EXCEPT(?:COLON|STOP)*"
    f"{{rules:(?:{OTHERWISE.format('(?:SITE|ILLNESS)', LIST, f'CMP{VALUE}')})+}}"
)
ONE_RULE = OTHERWISE.format("{who:SITE|ILLNESS}", f"{{labs:{LIST}}}", f"{{compare:CMP}}{{value:{VALUE}}}")


def excepting(found: Found, excludes: bool) -> Condition | None:
    """ "AST, ALT and ALP <= 2.5 x ULN, except: liver metastases: AST and ALT <= 5 x ULN; ...": each by its name."""
    labs = measures(found.values("labs", "LAB"))
    number, unit = number_and_unit(found["value"])
    operator = str(found["compare"][0].value)
    if excludes or operator[0] != "<":
        return None
    limits = {lab: [limit(lab, operator, number, unit)] for lab in labs}
    rules = found["rules"]
    for match in pattern(ONE_RULE).finditer(written(rules)):
        rule = Found(match, rules)
        number, unit = number_and_unit(rule["value"])
        who = group("who", rule)
        for lab in measures(rule.values("labs", "LAB")):
            other = limit(lab, str(rule["compare"][0].value), number, unit)
            if lab not in limits or who is None or other is None:
                return None
            limits[lab].append(both((who, other)))
    several = [[one for one in each if one is not None] for each in limits.values()]
    return both(one_of(each) for each in several) if all(several) else None


TWO_LIMITS = (
    f"{{labs:LAB(?:(?:OR|SLASH|LP|COMMA|OBTAINED)+LAB RP?)+}}(?:FOR|WITH|COLON|LP|EQUALS)*"
    f"{{compare:CMP}}{{value:NUM UNIT}}(?:OR|SLASH|COMMA)+{{compare2:CMP}}{{value2:NUM UNIT}}"
    f"(?:(?:FOR|IF|WITH|WHO|LP)+LAB(?:FOR|WITH)*CMP{VALUE}RP?)?visit?"
)


def two_limits(found: Found, excludes: bool) -> Condition | None:
    """ "Creatinine or clearance: <= 1.5 x ULN or >= 30 mL/min": each limit is of the measure that has its unit."""
    labs = [str(lab) for lab in measures(found.values("labs", "LAB")) if lab]
    each: list[Condition] = []
    for suffix in ("", "2"):
        number, unit = number_and_unit(found["value" + suffix])
        operator = str(found["compare" + suffix][0].value)
        fitting = [lab for lab in labs if unit in UNITS.get(lab, {}) or (lab == "creatinine" and unit == "uln")]
        one = limit(fitting[0], operator, number, unit) if len(fitting) == 1 else None
        if one is None:
            return None
        each.append(one)
    return None if excludes else one_of(each)


def _goes_on(found: Found) -> bool:
    """Whether a number without a unit goes on: "10 x 10 to the fourth"."""
    after = found.tokens[found.match.end("value") : found.match.end("value") + 1]
    return bool(after) and (after[0].type == "NUM" or after[0].value == "x")


def _of_others(found: Found) -> bool:
    """Whether the limit for some is of another measure: "bilirubin <= 1; ALT <= 3 (<= 5 if liver metastases)"."""
    named = found.values("labs", "LAB")
    again = [token.value for token in found.tokens[found.match.end("labs") : found.end] if token.type == "LAB"]
    return bool(again) and {*again} != {*named}


def _allows(found: Found) -> bool:
    return any(token.type == "ALLOWED" for token in found.tokens[found.match.start() : found.end])


def measure_by_sex(found: Found, excludes: bool) -> Condition | None:
    """ "QTcF <= 450 ms (male) or <= 470 ms (female)"."""
    labs = measures(found.values("labs", "LAB"))
    limits: list[tuple[Condition, list[Condition]]] = []
    for suffix in ("", "2"):
        number, unit = number_and_unit(found["value" + suffix])
        who = sexes(found["sex" + suffix])
        unit = unit or number_and_unit(found["value2" if not suffix else "value"])[1]
        operator = str((found["compare" + suffix] or found["compare"])[0].value)
        several = [limit(lab, operator, number, unit) for lab in labs]
        if any(one is None for one in several) or who is None or who == ALWAYS:
            return None
        limits.append((who, [one for one in several if one is not None]))
    if limits[0][0] == limits[1][0]:
        return None
    if excludes:
        return one_of(both((who, one)) for who, several in limits for one in several)
    return both(one_of((opposite(who), one)) for who, several in limits for one in several)


def of_one_sex(found: Found, excludes: bool) -> Condition | None:
    """ "QTcF > 480 ms in women": of men nothing is said."""
    number, unit = number_and_unit(found["value"])
    operator, who = str(found["compare"][0].value), sexes(found["sex"])
    several = [limit(lab, operator, number, unit) for lab in measures(found.values("labs", "LAB"))]
    if who is None or who == ALWAYS or any(one is None for one in several):
        return None
    limits = [one for one in several if one is not None]
    return both((who, one_of(limits))) if excludes else one_of((opposite(who), both(limits)))


def _either(base: Condition, who: Condition, other: Condition, *, within: bool) -> Condition:
    """For those who have something another limit counts: one that lies within the limit of all, or goes beyond it."""
    if within:
        return both((base, one_of((opposite(who), other))))
    return one_of((base, both((who, other))))


def _but_for(one: Condition, who: Condition, excludes: bool) -> Condition:
    """A limit that does not count for those people: nobody of them is kept out by it."""
    return both((one, opposite(who))) if excludes else one_of((one, who))


def group(name: str, found: Found) -> Condition | None:
    """The people for whom another limit counts; the list of them is open where a word is not known."""
    several = [group_of(token) for token in found[name] if token.type in ("SITE", "ILLNESS")]
    if any(one is None for one in several):
        return None
    more = [UNREAD] if any(token.type in ("UNKNOWN", "CODE") for token in found[name]) else []
    return one_of([*(one for one in several if one is not None), *more])


# Illnesses by which a value may be another; of others "with no A" is a demand of its own.
EXPLAINING = ("gilbert_syndrome", "liver_cirrhosis", "kidney_disease")


def explains(tokens: Sequence[Token]) -> bool:
    """Whether "unless A" may speak of the value before it, because A changes it."""
    named = [str(token.value) for token in tokens if token.type == "ILLNESS" and token.value is not None]
    return all(name.endswith(EXPLAINING) for name in named)


def group_of(token: Token) -> Condition | None:
    """The people with an illness, or with cancer in a place."""
    if token.value is None:
        return UNREAD if token.type == "ILLNESS" else None
    return (
        one_of(yes("site", one) for one in token.value.split(" or ")) if token.type == "SITE" else illness(token.value)
    )


def _agrees(found: Found, labs: Sequence[str | None], number: float, unit: str) -> bool:
    """A second number for the same limit, in another unit, has to say the same."""
    start = found.match.end("value") if found["value"] else found.match.end("more_value")
    rest = found.tokens[start : found.match.start("absent")]
    for at, token in enumerate(rest):
        if token.type != "NUM" or at + 1 >= len(rest) or rest[at + 1].type != "UNIT":
            continue
        again = [amount(lab, token.value, str(rest[at + 1].value)) for lab in labs if lab]
        first = [amount(lab, number, unit) for lab in labs if lab]
        for one, other in zip(first, again, strict=True):
            if other is None:
                if one and one[0] == "hba1c_percent":
                    continue
                return False
            if one is None or (one[0] == other[0] and abs(one[1] - other[1]) > 0.06 * one[1]):
                return False
            if one[0] != other[0]:
                return False
    return True


def _in_own_unit(found: Found, lab: str | None, operator: str) -> Condition | None:
    """ "> 5.6 mmol/L (= 9.0 g/dL)": the number that needs no counting over."""
    if not found["value"] or found["other"] or found["other2"]:
        return None
    rest = found.tokens[found.match.end("value") : found.end]
    again = [one for one in pairwise(rest) if (one[0].type, one[1].type) == ("NUM", "UNIT")]
    known = UNITS.get(str(lab), {})
    own = [(number.value, unit.value) for number, unit in again if known.get(unit.value, ("", 0.0))[1] == 1.0]
    counted_over = known.get(number_and_unit(found["value"])[1], ("", 1.0))[1] != 1.0
    return limit(lab, operator, *own[0]) if counted_over and len(again) == 1 and own else None


FOR_SEX = "(?:LP|FOR|IF|WITH|COMMA|COLON)*"
BY_SEX = (
    f"{{labs:{LIST}}}(?:FOR|WITH|COLON|LP|EQUALS|COMMA|TO)*{{compare:CMP}}{{value:{VALUE}}}{FOR_SEX}{{sex:SEX}}RP?"
    f"(?:OR|AND|COMMA|SLASH|LP|STOP)*(?:LAB(?:WITH|FOR)*)?{{compare2:CMP?}}{{value2:{VALUE}}}{FOR_SEX}{{sex2:SEX}}RP*visit?"
)
OF_ONE_SEX = (
    f"{{labs:{LIST}}}(?:FOR|WITH|COLON|LP|EQUALS|COMMA|TO)*{{compare:CMP}}{{value:{VALUE}}}{FOR_SEX}{{sex:SEX}}RP*visit?"
    "(?=STOP|$)"
)
SEX_FIRST = (
    f"{{labs:{LIST}}}(?:FOR|WITH|COLON|LP|EQUALS|COMMA)*{FOR_SEX}{{sex:SEX}}{FOR_SEX}{{compare:CMP}}{{value:{VALUE}}}"
    f"RP?(?:OR|AND|COMMA|SLASH|LP|STOP)*{FOR_SEX}{{sex2:SEX}}{FOR_SEX}{{compare2:CMP}}{{value2:{VALUE}}}RP*visit?"
)
MEASURES: list[tuple[str, Callable[[Found, bool], Condition | None]]] = [
    *((text, measure) for text in (*FOR_SOME, BARE)),
    (BY_SEX, measure_by_sex),
    (SEX_FIRST, measure_by_sex),
    (OF_ONE_SEX, of_one_sex),
    (f"{{labs:{LIST}}}(?:FOR|WITH|COLON|COMMA)*(?:NORMAL|{{sign:SIGN}}) visit?", normal_range),
    (OR_NORMAL, or_normal),
    (EXCEPTING, excepting),
    (TWO_LIMITS, two_limits),
    *((f"{LOST_SIGN}{some}visit?", no_sign) for some in (VALUE_FIRST, "")),
]
RULES: list[Rule] = [
    *(("organ_function", text, build) for text, build in MEASURES),
    ("organ_function", f"DIRECT(?:FOR|WITH|COLON|LP)*CMP{VALUE}RP?visit?", lambda found, excludes: UNREAD),
]
