"""Patterns for treatments.

Ever taken, how many lines, how long ago, whether the cancer grew on them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from concord.criteria.terms import Condition, Term
from concord.trials.reading.build import UNREAD, Rule, both, compare, joined_by, months, one_of, term, yes
from concord.trials.reading.lexer import Token
from concord.trials.reading.patterns import Found

Say = Callable[[str], Condition]
SINCE_IT_SPREAD = {"metastatic", "advanced", "unresectable", "recurrent", "locally_advanced"}


def medicines(tokens: Sequence[Token]) -> list[str | None]:
    """The medicines and classes that words name; None for a treatment for which there is no fact."""
    found: list[str | None] = []
    other = False
    for token in tokens:
        if token.type == "OTHER":
            other = True
        if token.type in ("MED", "AID"):
            for one in [None] if token.value is None or other else str(token.value).split(" or "):
                name = None if one == "none" else one
                if name not in found:
                    found.append(name)
    return found


def each(tokens: Sequence[Token], say: Say, excludes: bool) -> Condition:
    """The same said of each of several medicines: of one of them, or of all."""
    parts = [UNREAD if one is None else say(one) for one in medicines(tokens)]
    joins = joined_by(tokens)
    if len(parts) == 1:
        return parts[0]
    if "AND" in joins and not joins & {"OR", "SLASH", "NEITHER"}:
        return one_of((both(parts), both((one_of(parts), UNREAD)))) if excludes else both(parts)
    return one_of(parts)


def stage(found: Found, *names: str) -> tuple[bool, str | None]:
    """The setting that words name; False where they name more than one, or none that can be said."""
    values = {str(token.value) for name in names for token in found[name] if token.type in ("EXTENT", "SETTING")}
    if not values:
        return True, None
    if values <= SINCE_IT_SPREAD:
        return values != {"locally_advanced"}, "metastatic"
    if values <= {"adjuvant", "neoadjuvant", "early"}:
        return True, values.pop() if len(values) == 1 else "early"
    if "metastatic" in values or "advanced" in values:
        return True, None
    return False, None


def span(tokens: Sequence[Token]) -> tuple[str, float] | None:
    """ "within 4 weeks": less than so many months."""
    number = next((token.value for token in tokens if token.type == "NUM"), None)
    unit = next((token.value for token in tokens if token.type == "TIME"), None)
    operator = next((str(token.value) for token in tokens if token.type == "CMP"), None)
    if number is None or unit is None:
        return None
    if operator in ("<=", "<") or operator is None:
        return operator or "<", months(number, str(unit))
    return None if not any(token.type == "WITHIN" for token in tokens) else ("<", months(number, str(unit)))


def ever(found: Found, excludes: bool) -> Condition | None:
    known, setting = stage(found, "stage", "before")
    if not known:
        return None
    if found["window"]:
        limit = span(found["window"])
        if limit is None:
            return None
        operator, amount = limit

        aids = {name for token in found["meds"] if token.type == "AID" for name in str(token.value).split(" or ")}

        def recently(one: str) -> Condition:
            if one in aids and "vaccine" in one:
                return UNREAD
            if one in aids:
                return one_of((yes("taking", one), UNREAD))
            return compare(term("months_since", one, setting), operator, amount)

        whole = each(found["inner"] or found["meds"], recently, excludes)
        longer = [index for index, token in enumerate(found["window"]) if token.type == "TIME"]
        if len(longer) > 1:
            inside = found["window"][longer[0] + 1 : longer[1]], found["window"][longer[1] + 1 :]
            amounts = [token.value for token in inside[0] if token.type == "NUM"]
            others = [one for one in medicines(inside[1]) if one]
            if len(amounts) != 1:
                return None
            more = months(amounts[0], str(found["window"][longer[1]].value))
            whole = one_of(
                [whole, *(compare(term("months_since", one, setting), operator, more) for one in others), UNREAD]
            )
        if None in medicines(found["examples"]):
            whole = one_of((whole, UNREAD))
        if found["half"]:
            if found.has("half", "SHORTER"):
                return both((whole, UNREAD))
            return one_of((whole, UNREAD))
        return whole
    meds = found["inner"] or found["meds"]
    if found["half"] or not (found["lead"] or found["stage"] or found["before"] or found["naive"]):
        return None
    condition = each(meds, lambda one: yes("had", one, setting), excludes)
    return _not(condition) if found["naive"] else condition


def _not(condition: Condition) -> Condition:
    from concord.trials.reading.build import opposite

    return opposite(condition)


def now(found: Found, excludes: bool) -> Condition | None:
    aids = {name for token in found["meds"] if token.type == "AID" for name in str(token.value).split(" or ")}
    return each(found["inner"] or found["meds"], lambda one: yes("taking" if one in aids else "on_now", one), excludes)


def lines(found: Found, excludes: bool) -> Condition | None:
    known, setting = stage(found, "stage", "before")
    if not known:
        return None
    numbers = [token.value for token in found["count"] if token.type == "NUM"]
    operator = next((str(token.value) for token in found["count"] if token.type == "CMP"), None)
    counted = found["line"] or found["line2"]
    limits: list[tuple[str, float]] = []
    if len(numbers) == 2 and operator is None:
        limits = [(">=", numbers[0]), ("<=", numbers[1])]
    elif len(numbers) == 2:
        operators = [str(token.value) for token in found["count"] if token.type == "CMP"]
        if len(operators) != 2:
            return None
        limits = list(zip(operators, numbers, strict=True))
    elif len(numbers) == 1:
        if found.has("count", "OR_MORE"):
            operator = ">="
        elif found.has("count", "OR_LESS"):
            operator = "<="
        if operator is None:
            return None
        limits = [(operator, numbers[0])]
    if not limits or any(number != int(number) or number > 12 for _, number in limits):
        return None
    meds = medicines([*found["meds"], *found["meds2"]])
    if not counted and not meds:
        return None
    if setting in ("adjuvant", "neoadjuvant", "early"):
        return None
    if setting is None and limits == [(">=", 1.0)] and meds:
        return each([*found["meds"], *found["meds2"]], lambda one: yes("had", one), excludes)
    if setting is None and not counted:
        return None

    def count(one: str | None) -> Condition:
        return both(compare(term("lines", one), operator, number) for operator, number in limits)

    tokens = [*found["meds"], *found["meds2"]]
    if len(meds) > 1:
        return None
    counts = count(None) if not tokens or meds == ["cancer_medicine"] else each(tokens, count, excludes)
    if found["among"]:  # "two lines, including a taxane"
        known, setting = stage(found, "stage2")
        if excludes or not known:
            return None
        return both((counts, each(found["among"], lambda one: yes("had", one, setting), False)))
    return counts


def progressed(found: Found, excludes: bool) -> Condition | None:
    known, setting = stage(found, "stage", "before")
    if not known:
        return None
    counted = found["count"]
    if counted and [token.value for token in counted if token.type in ("NUM", "CMP")] not in ([">=", 1.0], [1.0]):
        return None
    if found["while"]:
        return each(found["meds"], lambda one: yes("progressed_on", one, setting), excludes)
    return each(
        found["meds"],
        lambda one: one_of((yes("progressed_on", one, setting), both((yes("had", one, setting), UNREAD)))),
        excludes,
    )


def relapse(found: Found, excludes: bool) -> Condition | None:
    _, setting = stage(found, "stage", "before")
    if setting == "metastatic" or any(token.type == "EXTENT" and token.value != "recurrent" for token in found["what"]):
        return None
    number, unit = found["number"][0].value, str(found["unit"][0].value)
    operator = next((str(token.value) for token in found["within"] if token.type == "CMP"), "<=")
    amount = months(number, unit)
    return each(
        found["meds"],
        lambda one: compare(term("months_to_relapse", one, setting or "early"), operator, amount),
        excludes,
    )


def interval(found: Found, excludes: bool) -> Condition | None:
    """A disease-free interval after early treatment."""
    known, setting = stage(found, "before")
    if not known or setting == "metastatic":
        return None
    amount = months(found["number"][0].value, str(found["unit"][0].value))
    operator = str(found["within"][0].value)
    return each(
        found["meds"] or [Token("MED", "cancer_medicine", 0, 0)],
        lambda one: compare(term("months_to_relapse", one, setting), operator, amount),
        excludes,
    )


def cumulative(found: Found, excludes: bool) -> Condition | None:
    if (
        len(medicines(found["meds"])) != 1
        or (one := medicines(found["meds"])[0]) is None
        or found["unit"][0].value != "mg_m2"
    ):
        return None
    return compare(Term("cumulative_mg_m2", (one,)), str(found["compare"][0].value), found["number"][0].value)


def naive(found: Found, excludes: bool) -> Condition | None:
    return _not(each(found["meds"], lambda one: yes("had", one), True))


def stopped(found: Found, excludes: bool) -> Condition | None:
    return each(found["meds"], lambda one: yes("stopped_for_side_effects", one), excludes)


LEAD = "(?:PRIOR|TREATED(?:EITHER|COLON)*|OTHER|WITH|TO)"
EXAMPLES = "(?:LP(?:FOREXAMPLE|INCLUDING)(?:drug|COMMA|OR|AND|SLASH|UNKNOWN|PRIOR|OTHER)*RP|LP THATIS?{inner:meds}RP)"
COUNT = "(?:CMP NUM(?:(?:COMMA|AND|LOOSE)+CMP NUM)?|NUM OR_MORE|NUM(?:MINUS|TO|OR)NUM|NUM OR_LESS)"
BEFORE = "(?:SETTING(?:(?:OR|AND|SLASH)SETTING)*)"
RULES: list[Rule] = [
    (
        "prior_treatment",
        (
            f"{{lead:{LEAD}*}}LINE?(?:FOR|WITH)*{{before:{BEFORE}?}}{{meds:meds}}{{naive:NAIVE?}}"
            f"{{examples:{EXAMPLES}?}}(?:LINE|TREATED|AFTER)*{{stage:stage?}}{{window:window?}}"
            f"{{half:half?}}"
        ),
        ever,
    ),
    ("prior_treatment", f"(?:NOW|TREATED)*NOW(?:FOR|WITH|TREATED)*{{meds:meds}}{EXAMPLES}?(?:TREATED|visit)?", now),
    (
        "lines",
        (
            f"{LEAD}*{{count:{COUNT}}}(?:PRIOR|OTHER|LP|RP|NUM|TREATED|COMMA)*{{before:{BEFORE}?}}"
            f"{{meds:(?:meds)?}}{{line:LINE?}}(?:FOR|WITH|TREATED|PRIOR)*{{meds2:(?:meds)?}}"
            f"{{line2:LINE?}}{{stage:stage?}}"
            "(?:COMMA?INCLUDING(?:PRIOR|TREATED)*{among:meds}{stage2:stage?})?"
        ),
        lines,
    ),
    (
        "progression",
        (
            f"{{while:PROGRESSED}}(?:FOR|WITH|TREATED|PRIOR|OTHER|WHILE|LINE|{{count:"
            f"(?:CMP NUM|NUM OR_MORE)}})*{{before:{BEFORE}?}}{{meds:meds}}(?:LINE|TREATED)*"
            f"{{stage:stage?}}"
        ),
        progressed,
    ),
    (
        "progression",
        (
            f"{{while:(?:PROGRESSED_AFTER(?!PROGRESSED))?}}PROGRESSED_AFTER"
            f"(?:FOR|WITH|TREATED|PRIOR|OTHER|WHILE)*{{before:{BEFORE}?}}{{meds:meds}}(?:LINE|TREATED)*"
            f"{{stage:stage?}}"
        ),
        progressed,
    ),
    (
        "disease_free_interval",
        (
            f"{{what:(?:RELAPSED|PROGRESSED|EXTENT|OR|SLASH)+}}(?:WHILE|WITH|OR|COMMA|FOR)*{{within:"
            f"(?:WITHIN|CMP)+}}{{number:NUM}}{{unit:TIME}}"
            f"(?:COMPLETING|AFTER|BEFORE|FOR|WITH|COMMA|TREATED|PRIOR)*{{before:{BEFORE}?}}{{meds:meds}}"
            f"{{stage:stage?}}"
        ),
        relapse,
    ),
    (
        "disease_free_interval",
        (
            f"DFI(?:FOR|WITH|COLON|EQUALS)*{{within:CMP}}{{number:NUM}}{{unit:TIME}}{{what:"
            f"(?:AFTER|COMPLETING|FOR|WITH|BETWEEN)+}}(?:TREATED|PRIOR)*{{before:{BEFORE}}}(?:"
            f"{{meds:meds}}|TREATED){{stage:stage?}}"
        ),
        interval,
    ),
    (
        "cumulative_dose",
        (
            "PRIOR?CUMULATIVE(?:FOR|WITH)*{meds:MED}"
            "(?:FOR|WITH|COLON|LP|EQUALS)*{compare:CMP}{number:NUM}{unit:UNIT}(?:MED)?RP?"
        ),
        cumulative,
    ),
    ("prior_treatment", "NAIVE(?:TO|FOR|WITH)*(?:TREATED|PRIOR)*{meds:meds}", naive),
    ("prior_treatment", "STOPPED PRIOR?{meds:meds}TOXICITY", stopped),
]
