"""Another cancer than hers, and how long ago: "other malignancy within 3 years, except skin cancer or in situ".

The fact leaves aside skin cancer that is no melanoma and carcinoma in situ. Where a trial excepts these too, the fact
says just what the sentence says; where it excepts more, the fact can only be passed; where it excepts less, only held.
"""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import Condition, Term
from concord.trials.reading.build import UNREAD, Read, both, compare, months, one_of, opposite
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import Found, pattern, written

EVER = 1200.0  # months: as long as a life
CURRENT = 1.0  # months: it is there now
FACT = Term("months_since_other_cancer")
JOINS = "(?:AND|OR|COMMA|SLASH|WITH|FOR|WHO|TO)"
# What stands before the name: whose cancer it is, and when.
LEAD = (
    "{lead:(?:LP{ago:(?:WITHIN|CMP)*NUM TIME}(?:BEFORE EVENT)?RP"
    "|PRIOR|NOW|CANCERNOW|OTHER|ANOTHER|ACTIVEQ|TREATED|EVENT|DETECTED|EITHER|QUAL|NOTE|" + JOINS + ")*}"
)
NAME = "{name:MALIGNANCY|DISEASE|SOMECANCER}"
HERS = "(?:(?:LP|COMMA)?EXCEPT(?:FOR|WITH)*(?:OTHER|PRIOR|HERS|EXTENT)*(?:BREAST|HERS)(?:HERS|FOR)*RP?)"
NOW = "(?:(?:WHO|COMMA|AND|OR)*(?:NOW|ACTIVEQ|CANCERNOW|TREATED|NEEDING|STABLEQ|CURED))*"
TIME = "(?:(?:WITHIN|CMP|FOR|LP|COMMA|OR)*NUM TIME(?:BEFORE|AFTER|FOR|WITH|OBTAINED|EVENT|CODE|MED|AND|SLASH|RP|AGO)*)"
REMISSION = (
    "(?:WHO*NOT(?:FOR|WITH|STABLEQ|CURED|OR|AND|TREATED)*FREEOF(?:WITHIN|FOR|WITH)*"
    "{free:CMP NUM TIME}(?:BEFORE|FOR|EVENT)*"
    "|(?:WHO|WITH|COMMA)*FREEOF(?:WITHIN|FOR|WITH)*{free_only:CMP NUM TIME}(?:BEFORE|FOR|EVENT)*)"
)
AGAIN = f"(?:(?:OR|AND|COMMA)+(?:PRIOR|NOW|OTHER|ANOTHER|ACTIVEQ|TREATED|FOR)*(?:MALIGNANCY|DISEASE)?{HERS}?)"
# "histologically distinct from the cancer under study": another cancer, once more
DISTINCT = "(?:WHO*DISTINCT(?:BETWEEN|DISEASE|HERS|CMP|BREAST|MALIGNANCY)*)"
MAIN = (
    f"{LEAD}{NAME}(?:MALIGNANCY)?{DISTINCT}?{{whose:{HERS}?}}(?:{{now:{NOW}}}{{time:{TIME}}}|{REMISSION}|{{now2:{NOW}}})"
    f"{{again:(?:{AGAIN}{NOW}{{time2:{TIME}}})?}}{{hers:{HERS}?}}"
)
# "from which she has been free for at least 5 years"
FREE = "(?:FREEOF|CURED|PRIOR|TREATED|STABLEQ|MALIGNANCY|DISEASE|WITH|FOR|AND|OR|WHO|OTHER|ANOTHER|COMMA|NOW)*"
# "; prior malignancy is allowed if ..."
PERMITTED = (
    "(?:STOP?(?:PRIOR|OTHER|ANOTHER|MALIGNANCY|DISEASE|WITH|FOR|WHO|TREATED)*ALLOWED"
    "(?:IF|LOOSE|WHO|FOR|WITH|TREATED)*)?"
)
UNTIL = (
    f"{PERMITTED}{FREE}"
    f"(?:FREEOF{FREE}WITHIN?{{years:CMP?NUM TIME}}|{{years2:CMP?NUM TIME}}(?:BEFORE|AFTER|AGO)*{FREE}FREEOF"
    f"|(?:CURED|TREATED){FREE}{{years3:CMP?NUM TIME}}(?=AGO|BEFORE))"
    "(?:BEFORE|AFTER|EVENT|OR_MORE|AGO)*"
)
EXCEPTING = frozenset(("EXCEPT", "ALLOWED", "LOOSE", "MAY", "NOTE", "IF"))
# Words in an exception that change nothing: how such a cancer was treated, and where it was.
FILLING = frozenset(
    ("CURED", "STABLEQ", "TREATED", "SKINCANCER", "INSITU", "PRIOR", "COLON", "FORBIDDEN", "ALLOWED", "CANCERNOW")
) | frozenset(
    (
        "AND",
        "OR",
        "COMMA",
        "SLASH",
        "WITH",
        "FOR",
        "WHO",
        "LP",
        "RP",
        "STOP",
        "EITHER",
        "NOTE",
        "EXCEPT",
        "FOREXAMPLE",
        "REGARDLESS",
    )
)


def another_cancer(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """A criterion that speaks of another cancer and of nothing else."""
    if not excludes and tokens and tokens[0].type == "FREEOF":
        tokens = [tokens[0]._replace(type="NOT"), *tokens[1:]]  # "disease-free of other cancers for 5 years"
    negated = bool(tokens) and tokens[0].type == "NOT"
    tokens, treated = _without_treatment(_excepting(tokens))
    match = pattern(MAIN).match(written(tokens), int(negated))
    if match is None:
        return None
    found = Found(match, tokens)
    if not found.has("whose", "EXCEPT") and not _is_another(
        tokens[int(negated) : match.end("name")], tokens[match.end("name") :]
    ):
        return None
    rest = [*tokens[found.end :]]
    forbids = negated
    while rest and (rest[0].type == "FORBIDDEN" or (negated and rest[0].type == "ALLOWED")):
        forbids, rest = True, rest[1:]
    while rest and rest[-1].type in ("STOP", "COMMA"):
        rest.pop()
    limit = _limit(found)
    if limit is None or not (excludes or forbids):
        return None
    condition = _but(limit, rest, bool(found["hers"]))
    if found.has("name", "SOMECANCER"):  # one kind of other cancers: nobody without another cancer has it
        condition = both((compare(FACT, *limit), UNREAD))
        if found["again"]:  # "melanoma, or another cancer within five years": that one counts by itself
            condition = one_of((compare(FACT, *limit), UNREAD)) if found["time2"] else None
    if condition is None:
        return None
    condition = both((condition, UNREAD)) if treated else condition
    place = (condition, *span_of(tokens))
    return Read(condition if excludes else opposite(condition), ("prior_cancer",), (place,))


# "(i)", "(ii)" before each of several exceptions
COUNTED = pattern("LP UNKNOWN RP")
# "not including", "not being" and the name of what is excepted
EXCEPTED = pattern("(?:NOT INCLUDING|NOT(?=CURED*(?:SKINCANCER|INSITU)))")


def _excepting(tokens: Sequence[Token]) -> Sequence[Token]:
    """With "except" for "not including" and "not being", and without the numbers of several exceptions."""
    types = written(tokens)
    counted = {at for match in COUNTED.finditer(types) for at in range(*match.span())}
    excepted = {match.start(): match.end() for match in EXCEPTED.finditer(types) if match.start()}
    numbers = {at for at in counted if str(tokens[at].value) in ("i", "ii", "iii", "a", "b", "c")}
    dropped = {other for at in numbers for other in (at - 1, at, at + 1)}
    dropped |= {other for at, end in excepted.items() for other in range(at + 1, end)}
    return [
        token._replace(type="EXCEPT", value=None) if at in excepted else token
        for at, token in enumerate(tokens)
        if at not in dropped
    ]


NEEDED = "WHO?NEEDING(?:MED|AID)(?:(?:OR|AND|COMMA|SLASH)+(?:MED|AID))*(?=WITHIN|FOR|BEFORE|STOP|$)"


def _without_treatment(tokens: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """Without "that required chemotherapy or radiation", by which fewer cancers are meant."""
    found = pattern(NEEDED).search(written(tokens))
    if found is None or any(token.type == "EXCEPT" for token in tokens[: found.start()]):
        return tokens, False
    return [*tokens[: found.start()], *tokens[found.end() :]], True


def _but(limit: tuple[str, float], rest: list[Token], goes_on: bool) -> Condition | None:
    """The condition with its exceptions: skin cancer, cells in situ, what is long over, and others."""
    operator, amount = limit
    rest = _without_time(rest)
    permits = bool(rest) and rest[0].type == "STOP" and any(token.type == "ALLOWED" for token in rest)
    if rest and not (goes_on or permits) and not any(token.type in EXCEPTING for token in [*rest[:3], rest[-1]]):
        return None
    narrowed = False  # the exception asks for more than the facts know, so that more people are excluded
    if (years := pattern(UNTIL).search(written(rest))) is not None:
        span = rest[slice(*years.span(next(name for name in ("years", "years2", "years3") if years[name])))]
        if amount not in (EVER, CURRENT, _months(span)):
            return None
        operator, amount = "<", _months(span)
        after = rest[years.end() :]
        narrowed = bool(after) and after[0].type in ("AND", "WITH", "WHO")
        stop = next((at for at, token in enumerate(after) if token.type == "STOP"), len(after))
        narrowed = narrowed and not any(token.type == "SKINCANCER" for token in after[:stop])
        rest = [*rest[: years.start()], *(after[stop:] if narrowed else after)]
    elif (last := pattern(f"{TIME}$").search(written(rest))) is not None and amount in (EVER, CURRENT):
        operator, amount, rest = "<", _months(rest[last.start() :]), rest[: last.start()]
    skin = any(token.type in ("SKINCANCER", "LOWRISK") for token in rest)
    named = any(token.type == "INSITU" for token in rest) or skin
    if not named and any(token.type in ("CURED", "STABLEQ", "FREEOF") for token in rest):
        return None  # "unless cured": when it was says nothing of that
    more = any(token.type not in FILLING for token in _without_places(rest)) or _cured_ones(rest)
    condition: Condition = compare(FACT, operator, amount)
    if more and skin:
        return both((compare(FACT, "<=", EVER) if narrowed else condition, UNREAD))
    if more:
        return None
    return condition if skin and not narrowed else one_of((condition, UNREAD))


# "unless it was skin cancer or was treated with surgery alone": any other that was; not "skin cancer that was treated
# or resected"
CURED_ONES = pattern(
    "(?:SKINCANCER|INSITU)(?!WHO)[^WHO STOP SKINCANCER INSITU]*OR(?:CURED|STABLEQ|TREATED)+(?=STOP|RP|$)"
)


def _cured_ones(rest: Sequence[Token]) -> bool:
    """Whether cancers that were treated in some way are excepted too, whatever they were."""
    return CURED_ONES.search(written(rest)) is not None


# "contralateral DCIS", "carcinoma in situ of the colon", "skin cancer treated only by excision": which one of them
PLACE = pattern("(?:INSITU|SKINCANCER)(?:FOR|OF)?UNKNOWN|(?:QUAL)+(?=INSITU|SKINCANCER)|COHORT?HOW(?=CURED|STABLEQ)")


def _without_places(tokens: Sequence[Token]) -> list[Token]:
    """Without words that say where such a cancer was, or how it was taken away."""
    dropped = {at for match in PLACE.finditer(written(tokens)) for at in range(*match.span())}
    return [token for at, token in enumerate(tokens) if at not in dropped]


def _without_time(tokens: Sequence[Token]) -> list[Token]:
    """Without "regardless of the time from diagnosis"."""
    kept: list[Token] = []
    regardless = False
    for token in tokens:
        regardless = (regardless or token.type == "REGARDLESS") and token.type != "STOP"
        if not regardless:
            kept.append(token)
    return kept


OTHERS = ("SKINCANCER", "INSITU")


def _is_another(lead: Sequence[Token], rest: Sequence[Token]) -> bool:
    """ "Other cancer", "prior malignancy", "history of cancer, except of the skin": by itself it may be hers."""
    types = {token.type for token in lead}
    excepting = next((at for at, token in enumerate(rest) if token.type == "EXCEPT"), None)
    excepted = excepting is not None and any(token.type in OTHERS for token in rest[excepting:])
    named = lead[-1].type in ("MALIGNANCY", "SOMECANCER") or ("PRIOR" in types and excepted)
    return bool({"OTHER", "ANOTHER"} & types) or named


def _limit(found: Found) -> tuple[str, float] | None:
    """From how many months on such a cancer no longer counts."""
    if free := found["free"]:  # "not free of it for more than two years"
        operator = str(free[0].value)
        return ("<=" if operator == ">" else "<", _months(free)) if operator[0] == ">" else None
    if free := found["free_only"]:  # "free of it for less than two years"
        operator = str(free[0].value)
        return (operator, _months(free)) if operator[0] == "<" else None
    if time := [*found["ago"], *found["time"], *found["time2"]]:
        operator = "<=" if any(token.type == "CMP" and token.value == "<=" for token in time) else "<"
        return operator, max(_months(time[at - 1 :]) for at, token in enumerate(time) if token.type == "TIME")
    now = any(token.type in ("ACTIVEQ", "NOW", "CANCERNOW") for token in [*found["lead"], *found["now2"]])
    ever = found.has("lead", "PRIOR") and not found["now2"]
    return ("<", CURRENT) if now and not ever else ("<=", EVER)


def _months(tokens: Sequence[Token]) -> float:
    number = next(token.value for token in tokens if token.type == "NUM")
    unit = next(token.value for token in tokens if token.type == "TIME")
    return months(number, str(unit))
