"""A criterion that is a list of measured values with words between them: "ANC ≥ 1500. Hepatic: bilirubin ≤ 1.5 x ULN".

Each value is read by the pattern of `measures`; what the words between them do to it is told from their types. A
sentence that permits transfusions leaves the value as it is, for a fact is what was measured; one that forbids them
asks for more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concord.criteria.terms import And, Condition, Term, terms_of
from concord.trials.reading.build import UNREAD, Read, both, one_of, says_nothing
from concord.trials.reading.phrases.measures import MEASURES, explains, group_of
from concord.trials.reading.phrases.receptors import closing
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import HOW_TAIL, Found, pattern, written

LOOSENING = frozenset(("ALLOWED", "LOOSE", "MAY", "EXCEPT", "IF", "OR"))
# What is said of an organ after its values in brackets: "marrow (...) function".
NAMING = frozenset(("OR", "OBTAINED", "SLASH", "UNKNOWN", "SAMPLE", "HOW"))
NAMES = frozenset(("function", "functions", "reserve"))
JOINING = frozenset(("AND", "COMMA", "STOP", "LP", "RP", "SLASH", "PLUS", "NUM", "MINUS"))
# Of whom a value is asked: "for those with creatinine above the limit", "if creatinine is above ..., then".
CONDITIONAL = frozenset(("IF", "FOR", "WITH", "WHO"))
# What does not stand in the name of the list, before the first value.
NO_TITLE = frozenset(
    (
        "NOT",
        "EXCEPT",
        "IF",
        "ALLOWED",
        "LOOSE",
        "MAY",
        "ILLNESS",
        "SITE",
        "CMP",
        "WHO",
        "AGE",
        "MED",
        "EXTENT",
        "DIRECT",
    )
)
# A criterion with these is about more than values.
OTHERWISE = frozenset(
    (
        *("ECOG", "KARNOFSKY", "REC", "TNBC", "GENE", "PREG", "BRAIN", "LEPTO", "NEURO", "COHORT", "FORBIDDEN"),
        *("AID", "LINE"),
    )
)
# Facts that say for whom a limit counts.
WHO = frozenset(
    (Term("sex"), *(Term("site", (one,)) for one in ("brain", "liver", "bone")), Term("has", ("gilbert_syndrome",)))
)
NOTHING = pattern(
    f"(?:visit|{HOW_TAIL}|COMMA?(?:OBTAINED|HOW)(?:(?:OR|AND|SLASH)?(?:OBTAINED|HOW))*(?=COMMA|STOP|RP|$))+"
)
# "(in the other group: >= 75,000/uL)", where it is not understood which group that is
LIMIT_OF_SOME = pattern("LP[^LP RP]*CMP NUM? UNIT")
OR_IF_BEYOND = pattern("COMMA?OR COMMA?IF(?:FOR|WITH)*CMP NUM? UNIT?")
A_LIMIT = pattern("CMP NUM? UNIT")


@dataclass
class Value:
    """One value and what its limits ask."""

    condition: Condition
    start: int
    end: int
    alternative: bool = False  # "or" stands before it
    conditional: bool = False  # it says of whom another value is asked
    supported: bool = False  # transfusions are permitted


def values(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """What a criterion asks of measured values, all of them together; None if it asks something else too."""
    supported = support(tokens)
    permitted = support(tokens, PERMITS)
    unhelped = {at for match in UNHELPED.finditer(written(tokens)) for at in range(*match.span())}
    outside = [token for at, token in enumerate(tokens) if at not in supported | permitted | unhelped]
    if any(token.type in OTHERWISE or (token.type == "MED" and token.value) for token in outside):
        return None
    tokens, more = limits_of_some(tokens, excludes)
    found = list(_values(tokens, excludes))
    if not found:
        return None
    for value in found:
        value.condition = widened(value.condition, more, excludes)
    title = {token.type for at, token in enumerate(tokens[: found[0].start]) if at not in supported}
    found[0].conditional = bool(title) and title <= CONDITIONAL
    if not title and len(found) > 1 and tokens[0].who and tokens[found[1].start].must and not tokens[0].must:
        found[0].conditional = True  # "patients with A above ... must have B"
    if title & NO_TITLE and not found[0].conditional:
        return None
    if "OR" in title and not excludes:  # "either X or a value"
        found[0].condition = one_of((found[0].condition, UNREAD))
    asked = [term for value in found for term in {*terms_of(value.condition)} - WHO]
    if len(asked) != len({*asked}):
        return None  # the same measure twice: for whom each limit counts was not understood
    ends = [*(one.start for one in found[1:]), len(tokens)]
    for at, (value, end) in enumerate(zip(found, ends, strict=True)):
        following = found[at + 1] if at + 1 < len(found) else None
        if not excludes and _loosens_all(tokens[value.end : end]):
            for one in found[: at + 1]:
                one.condition = one_of((one.condition, UNREAD))
            continue
        if not _between(value, following, tokens[value.end : end], excludes):
            return None
    asked_before = "SIGN" in title and "COLON" not in title  # "normal ECG, QTcF <= 450 ms"
    if not excludes and (asked_before or any(at < found[0].start for at in supported)):
        found[0].condition = both((found[0].condition, UNREAD))  # "(no transfusion within 14 days): ..."
    if excludes and said_of_all(tokens[found[-1].end :]):
        for one in found:
            one.condition = both((one.condition, UNREAD))
    return _joined(found, tokens, excludes)


# Words with which something is said of all values before it, and not of the last alone.
OF_ALL = frozenset(("despite", "uncorrected", "correctable", "corrected"))


def said_of_all(words: Sequence[Token]) -> bool:
    """ "Potassium below 3 or magnesium below 0.7, despite supplements", "... that cannot be corrected"."""
    if NOTHING.fullmatch(written(words)) or not any(token.type not in JOINING for token in words):
        return False
    return words[0].type == "COMMA" or any(token.value in OF_ALL for token in words)


def once(condition: Condition, before: Sequence[Condition]) -> Condition:
    """A second limit for a measure after "or" counts only for some, and for whom was not understood."""
    known = {term for one in before for term in terms_of(one)}
    return UNREAD if known & {*terms_of(condition)} - WHO else condition


# "(ALT, AST <= 5 if in the liver)"; "; with liver metastases: bilirubin <= 3, ALT, AST <= 5"
OF_SOME = (
    pattern("LP{limits:[^LP RP]*}(?:IF|FOR|WITH|WHO)+{who:SITE|ILLNESS}(?:METS|DISEASE|TISSUE|PRIOR)*RP$"),
    pattern(
        "(?:LP|STOP|COMMA)(?:IF|FOR|WITH|WHO)+{who:SITE|ILLNESS}(?:METS|DISEASE|TISSUE|PRIOR)*(?:COLON|COMMA|ALLOWED)*"
        "{limits:LAB[^LP RP IF FOR WHO ALLOWED EXCEPT NOT]*}RP?STOP?$"
    ),
)


def limits_of_some(tokens: Sequence[Token], excludes: bool) -> tuple[Sequence[Token], Condition | None]:
    """What stands at the end of values for people with an illness: "(ALT, AST <= 5 if in the liver)"."""
    types = written(tokens)
    match = next((match for how in OF_SOME if (match := how.search(types))), None)
    if match is None or excludes:
        return tokens, None
    start, end = match.span("limits")
    who = group_of(tokens[match.span("who")[0]])
    inner = list(_values(tokens[start:end], excludes))
    before = list(_values(tokens[: match.start()], excludes))
    again = {*(term for one in inner for term in terms_of(one.condition))}
    if (
        not inner
        or who is None
        or len(before) < 2
        or not again <= {term for one in before for term in terms_of(one.condition)}
    ):
        return tokens, None
    return tokens[: match.start()], both((who, *(one.condition for one in inner)))


def widened(condition: Condition, more: Condition | None, excludes: bool) -> Condition:
    """A limit, or the wider one of some people if it is for the same measure."""
    if more is None or excludes or not isinstance(more, And):
        return condition
    own = {*terms_of(condition)}
    for_some = [part for part in more.parts if {*terms_of(part)} <= own | WHO]
    measured = any({*terms_of(part)} & own for part in for_some)
    return one_of((condition, both(for_some))) if measured else condition


SUPPORT = frozenset(("MED", "AID", "LABTAIL"))
# "without transfusion or growth factors"
UNHELPED = pattern("NOT(?:PRIOR|TREATED|UNKNOWN)*(?:MED|AID|LABTAIL)(?:(?:OR|AND|SLASH|COMMA)+(?:MED|AID|LABTAIL))*")
WITHOUT = frozenset(("NOT", "EXCEPT", "FORBIDDEN"))
PERMITS = frozenset(("ALLOWED", "MAY"))
# Words in brackets by which they say more than that nothing was given to raise the values.
MORE = frozenset(("LOOSE", "IF", "ILLNESS", "SITE", "CMP"))


def support(tokens: Sequence[Token], how: frozenset[str] = WITHOUT) -> set[int]:
    """The places of brackets that forbid, or permit, transfusions and growth factors: "(none within a week)"."""
    places: set[int] = set()
    for at, token in enumerate(tokens):
        if token.type == "LP":
            end = closing(tokens, at)
            types = {one.type for one in tokens[at:end]}
            if [one.type for one in tokens[at + 1 : at + 3]] in (["NOT", kind] for kind in SUPPORT):
                types -= PERMITS  # "(no transfusion is allowed)"
            if types & SUPPORT and types & how and not types & (MORE | ((WITHOUT | PERMITS) - how)):
                places.update(range(at, end + 1))
    return places


def _values(tokens: Sequence[Token], excludes: bool) -> Iterator[Value]:
    """Each value; one that only says again what the one before said is left out."""
    types = written(tokens)
    at = 0
    last: Condition | None = None
    while at < len(tokens):
        several = [(match, build) for text, build in MEASURES if (match := pattern(text).match(types, at))]
        if not several:
            at += 1
            continue
        several.sort(key=lambda one: one[0].end(), reverse=True)
        read_ones = ((match, build(Found(match, tokens), excludes)) for match, build in several)
        match, read_one = next((one for one in read_ones if one[1] is not None), (several[0][0], None))
        condition = read_one or UNREAD
        if condition != last or condition == UNREAD:
            yield Value(condition, at, match.end())
        last = condition
        at = match.end()


def _between(value: Value, following: Value | None, words: Sequence[Token], excludes: bool) -> bool:
    """What the words between two values do to them. False where that is not clear."""
    *sentences, last = _sentences(words)
    for sentence in sentences:
        _qualify(value, sentence, (), excludes)
    if excludes and {"OR", "ILLNESS", "SITE", "PRIOR"} & {one.type for one in words} and following is None:
        return False  # more that excludes
    if following is None:
        return _qualify(value, last, (), excludes)
    joins = [token.type for token in last]
    if not excludes and sentences and joins[:1] == ["IF"] and "LAB" not in joins:
        following.condition = one_of((following.condition, UNREAD))  # "; if it is above 1.5, B must be ..."
    if excludes:
        if {"AND", "ILLNESS", "PRIOR"} & {*joins} or CONDITIONAL & {*joins}:
            return False
        if not set(joins) <= JOINING | {"OR"}:
            following.condition = both((following.condition, UNREAD))
        return _qualify(value, last, ("OR",), excludes)
    if not sentences and OR_IF_BEYOND.match(written(last)) and "LAB" not in joins:
        following.alternative = True  # "or, if above 1.5 but at most 1.8, a clearance of ..."
        following.condition = both((following.condition, UNREAD))
        return True
    if set(joins) & {"OR"} and set(joins) <= JOINING | {"OR"} | CONDITIONAL:
        following.alternative = not sentences
    elif "OR" in joins and next(one for one in reversed(joins) if one in ("OR", "COMMA", "AND")) == "OR":
        following.alternative = not sentences
        before = len(joins) - 1 - joins[::-1].index("OR")
        if following.alternative and set(joins[before:]) <= NAMING:
            return _qualify(value, last[:before], (), excludes)  # "or a measured/calculated one of": what is measured
    if joins and joins[-1] in CONDITIONAL and set(joins) <= JOINING | {"OR"} | CONDITIONAL:
        following.conditional = True
        return True
    if joins and joins[-1] == "COLON":
        return not LOOSENING & set(joins)  # the name of what follows
    return _qualify(value, last, ("OR",) if following.alternative else (), excludes)


def _loosens_all(words: Sequence[Token]) -> bool:
    """ "..., unless the sponsor agrees": said of all the values before."""
    outside = [token for token in words if token.type != "LP"] if words and words[0].type != "LP" else []
    excepted = any(token.type == "EXCEPT" and token.value != "excluding" for token in outside)
    return excepted and _who(words) is None


def _sentences(words: Sequence[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in words:
        if token.type == "STOP":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


# "; in those with an illness, direct bilirubin within the limits": for some something else counts instead.
OTHER_LIMIT = frozenset(("UNIT", "NORMAL", "LAB", "DIRECT"))


def _qualify(value: Value, words: Sequence[Token], known: Sequence[str], excludes: bool) -> bool:
    """Words that belong to a value. `known` are joins that were understood."""
    words = [token for token in words if token.type != "UNKNOWN" or token.value not in NAMES]
    types = {token.type for token in words}
    if types <= JOINING | set(known) or NOTHING.fullmatch(written(words)):
        return True
    first = next(token.type for token in words if token.type not in JOINING)
    if first == "HOW" and not types & {"NOT", "CMP", "EXCEPT", "ALLOWED", "MAY", "LOOSE", "IF"}:
        return True
    supporting = any(token.type in SUPPORT for token in words)
    if supporting and (value.supported or (types & {"ALLOWED", "MAY"} and not types & {"NOT", "EXCEPT"})):
        value.supported = True
    elif excludes or (supporting and types & WITHOUT):
        value.condition = both((value.condition, UNREAD))
    elif "EXCEPT" in types and (who := _who(words)) is not None:
        value.condition = one_of((value.condition, who))
    elif any(token.value == "excluding" for token in words) and types & {"ILLNESS", "LEPTO", "BRAIN"}:
        value.condition = both((value.condition, UNREAD))  # "at least 50 %, excluding patients with A"
    elif (
        types & (LOOSENING - set(known))
        or LIMIT_OF_SOME.search(written(words))
        or (first in ("IF", "FOR") and types & OTHER_LIMIT)
    ):
        value.condition = one_of((value.condition, UNREAD))
    elif "NOTE" not in types:
        value.condition = both((value.condition, UNREAD))
    return True


def _who(words: Sequence[Token]) -> Condition | None:
    """ "unless she has Gilbert's syndrome": for whom the value does not count, and whether more is asked of them."""
    named = [at for at, token in enumerate(words) if token.type in ("ILLNESS", "SITE")]
    excepting = sum(token.type == "EXCEPT" for token in words)
    if (
        excepting > 1
        or len(named) != 1
        or (who := group_of(words[named[0]])) is None
        or any(token.type == "OR" for token in words)
    ):
        return None
    if not explains([words[named[0]]]):
        return None
    more = any(token.type not in JOINING for token in words[named[0] + 1 :])
    return both((who, UNREAD)) if more else who


def _joined(found: Sequence[Value], tokens: Sequence[Token], excludes: bool) -> Read | None:
    """All values together; "or" joins two neighbours."""
    groups: list[list[Value]] = []
    for at, value in enumerate(found):
        if value.conditional:
            following = found[at + 1] if at + 1 < len(found) else None
            asked = following if following and (value.alternative or not groups) else groups[-1][-1] if groups else None
            if asked is None:
                continue  # a sentence that ends with its condition
            asked.condition = one_of((asked.condition, UNREAD))
            if value.alternative and following:
                following.alternative = True
        elif value.alternative and groups:
            groups[-1].append(value)
        else:
            groups.append([value])
    each = [one_of(one.condition for one in group) for group in groups]
    condition = one_of(each) if excludes else both(each)
    if says_nothing(condition):
        return None
    words = tuple((one.condition, *span_of(tokens[one.start : one.end])) for one in found)
    return Read(condition, ("organ_function",), words)
