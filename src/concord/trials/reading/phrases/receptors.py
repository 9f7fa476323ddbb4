"""The kind of cancer in one phrase: receptors, their scores and percents, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from concord.criteria.terms import ALWAYS, Term
from concord.trials.reading.build import UNREAD, Item, both, compare, one_of
from concord.trials.reading.phrases.cancer import KNOWN_ALLRED, Phrase, condition_of
from concord.trials.reading.phrases.extent import AFTER_OR, HERE, STAGES
from concord.trials.reading.phrases.receptor_group import receptor_group
from concord.trials.reading.phrases.tested import HORMONE, cut_off
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import HOW_TAIL, pattern, written

JOINS = ("AND", "OR", "SLASH", "COMMA", "PLUS", "WITH", "WHO", "FOR", "COLON")
# What may stand in a definition beside a receptor: "(IHC 0 or 1+, or 2+ and ISH negative)".
DEFINING = frozenset(
    (
        *(
            "REC",
            "SIGN",
            "PLUS",
            "MINUS",
            "NUM",
            "CMP",
            "UNIT",
            "TISSUE",
            "TNBC",
            "GENE",
            "ALTERED",
            "EXTENT",
            "NOCURE",
        ),
        *(
            "AND",
            "OR",
            "SLASH",
            "COMMA",
            "COLON",
            "EQUALS",
            "LP",
            "RP",
            "OR_MORE",
            "OR_LESS",
            "BETWEEN",
            "TO",
            "WITHIN",
        ),
        *("IF", "NOT", "WITH", "FOR", "REGARDLESS", "DEFINED", "ISDEFINED", "THATIS", "NOTE", "NOOP"),
        *("BREAST", "DISEASE", "HOW", "SOURCE", "SAMPLE", "OBTAINED", "DETECTED", "FDA", "EVENT"),
    )
)


def closing(tokens: Sequence[Token], at: int) -> int:
    """The place of the bracket that closes the one at a place; the end if none does."""
    depth = 0
    for place in range(at, len(tokens)):
        depth += (tokens[place].type == "LP") - (tokens[place].type == "RP")
        if depth == 0:
            return place
    return len(tokens)


# How something was found out, in the middle of a phrase: "HER2-negative per guidelines, metastatic breast cancer".
ASIDE = pattern(
    "(?:HOW|SOURCE|SAMPLE|DETECTED)(?:HOW|SOURCE|SAMPLE|DETECTED|TISSUE|FDA|NUM|SLASH|OBTAINED|WITH(?=SAMPLE))*"
    "(?:COMMA|AND|COMMA WITH)*(?=REC|EXTENT|BREAST|DISEASE|TNBC|SIGN REC|DEFINED|THATIS|COLON(?:TISSUE|NUM PLUS))"
)
# "not amenable to resection or radiation with curative intent (e.g. surgery)"
AND_TO = "(?:OR|AND|SLASH|COMMA|FOR|WITH|TO|TREATED|HOW(?=MED|CURE))*"
MEASURES = "(?:MED|CURE)(?:(?:AND|OR|SLASH|COMMA)+(?:MED|CURE))*"
NOT_CURABLE = pattern(
    f"(?:NOCURE|(?:AMENABLE|NOT CANBE){AND_TO}(?:MED{AND_TO})*CURE)(?:{AND_TO}(?:CURE|MED))*TREATED?"
    f"(?:LP[^LP RP]*RP|COMMA?FOREXAMPLE COMMA?{MEASURES})?"
)
CURABLE = pattern(f"CANBE{AND_TO}(?:MED{AND_TO})*CURE(?:{AND_TO}(?:CURE|MED))*TREATED?(?:LP[^LP RP]*RP)?")
# "with an IHC result of 0 or 1+", "with at least 1 % staining": how a receptor that was just named was tested
RESULTS = "TISSUE|NUM|PLUS|MINUS|SIGN(?!REC)"
TESTED = pattern(
    "(?:TISSUE|CMP NUM UNIT(?!(?:TISSUE|FOR)*(?:SIGN|REC)))"
    f"(?:(?:{RESULTS}|OR|AND|SLASH|FOR|WITH|COMMA(?=NUM)|CMP(?=NUM(?!UNIT)))*(?:{RESULTS}))?"
    f"|NUM PLUS(?:(?:{RESULTS}|OR|AND|SLASH|FOR|WITH|HOW(?=TISSUE))*(?:{RESULTS}))?"
)
AGAIN = pattern("REGARDLESS(?:SIGN|TISSUE|UNKNOWN)*(?:REC(?:AND|OR|SLASH)*)+(?:SIGN|TISSUE)*")


def noun_phrase(tokens: Sequence[Token], at: int) -> Item | None:
    """ "ER-positive, HER2-negative, metastatic breast cancer": all adjectives before and after the noun."""
    said = _met(tokens, at)
    if said is None or said.end == at:
        return None
    return _phrase_item(said, tokens, at)


def _met(tokens: Sequence[Token], at: int) -> Phrase | None:
    """What is said of the cancer from here on, as far as it goes."""
    said = Phrase()
    types = written(tokens)
    said.end = at
    if tokens[at].type == "PRIOR":
        said.once = True
        at += 1
    join = ""
    astride = False  # how far it reaches, after "or"
    before: Phrase | None = None  # "HER2-positive or metastatic disease": two things, of which this is the first
    while at < len(tokens):
        token = tokens[at]
        if token.type in JOINS and not (token.type == "COLON" and said.told and DEFINES.match(types, at)):
            join = token.type if not join or join in ("COMMA", "PLUS") else join
            if join == "WITH" and not said.begun:
                return None
            at += 1
            continue
        if token.type == "LP":
            after = _bracket(tokens, at, said)
            if after is None:
                break
            at = said.end = after
            continue
        if said.told and (tested := TESTED.match(types, at)):
            said.more = said.more or _own_score(tokens[at : tested.end()], said)
            said.definitions += tokens[at : tested.end()]
            at = said.end = tested.end()
            continue
        if said.begun and (aside := ASIDE.match(types, at) or AGAIN.match(types, at)):
            at = said.end = aside.end()
            join = "COMMA"
            continue
        if said.told and (tail := definition(tokens, at, said)) is not None:
            said.definitions += tokens[at:tail]
            at = said.end = tail
            join = "COMMA"
            continue
        if not said.told and (said.head or token.type == "TISSUE") and BY_TEST.match(types, at):
            at += 1  # "breast cancer with IHC of ER > 1 %", "breast cancer defined as ER-positive"
            join = "WITH"
            continue
        if token.type in ("REC", "SIGN", "TISSUE", "CMP") and (group := receptor_group(tokens, at)) is not None:
            named, sign, union, after = group
            if join == "OR" and said.extents and not (said.told or said.head):
                break  # "metastatic or HER2-positive disease": two things
            of_whom = token.must and tokens[at - 1].type in ("SIGN", "PLUS") and said.receptors
            if of_whom and not {*named} - {"er", "pr", "hr"}:
                break  # "those who are HR-positive must have ER of at least 10 %": of whom it speaks
            at = after
            several = astride or join in ("OR", "SLASH") or (join == "COMMA" and said.contradicts(named, sign))
            if several and said.another(named, sign, join):
                if astride:
                    return None  # "A, or metastatic B": of which it is said is not clear
                said.begin_another()
                join = ""
            said.receptors += [
                (one, sign, ("OR" if union else "AND") if index else join) for index, one in enumerate(named)
            ]
        elif token.type == "EXTENT" and said.head and AGAIN_SINCE.match(types, at):
            break  # "which has relapsed or progressed after A"
        elif token.type == "EXTENT" and said.another_reach(join):
            break  # "bilateral breast cancer or metastatic disease": two things
        elif token.type == "EXTENT":
            if said.told and join in ("OR", "SLASH") and not astride:
                if not said.extents and not said.head and (join == "SLASH" or len(said.receptors) > 1):
                    return None  # "ER-negative, HER2-positive, or stage IV disease": whether that is one thing or two
                astride, before = True, None if said.extents else deepcopy(said)
            said.head = said.head or token.value == "early"
            said.extents.append(f"{BESIDE.get(join, '') if said.extents else ''}{token.value}")
            at += 1
        elif token.type == "SETTING" and token.value == "metastatic" and said.extents and join in ("OR", "SLASH"):
            said.extents.append(f"{AFTER_OR}metastatic")  # "in locally advanced or metastatic stage"
            at += 1
        elif token.type == "TNBC":
            if astride and said.receptors:
                return None
            if join in ("OR", "SLASH") and said.receptors:
                said.begin_another()
            said.triple = said.head = True
            at += 1
        elif token.type in ("BREAST", "DISEASE"):
            if said.head and join == "OR":
                break  # "stage IV breast cancer, or disease that ..."
            said.head = True
            at += 1
        elif token.type == "PRIOR" and said.head and not said.told and ONCE.match(types, at):
            said.once = True  # "breast cancer with a history of HER2-low expression"
            at += 1
            continue
        elif further := FURTHER.match(types, at):
            for one in tokens[at : further.end()]:
                said.more = said.more or one.type in (
                    "NEWQ",
                    "AGAINQ",
                    "CENTRAL",
                    "CURED",
                )  # "newly diagnosed": a further demand
                said.untreated = said.untreated or one.type in ("UNTREATEDQ", "NAIVE")
            at = further.end()
            continue
        elif token.type == "NOW" and said.begun and NOW_SO.match(types, at):
            at += 1  # "metastatic breast cancer, currently stage IV", "a tumor that is at present not resectable"
            continue
        elif token.type == "DEFINED" and said.extents and not said.told and EXTENT_DEFINED.match(types, at):
            at += 1  # "advanced disease, defined as stage III not amenable to surgery, or stage IV"
            join = "COMMA"
            continue
        elif join in ("OR", "SLASH") and said.begun and OTHER_KIND.match(types, at):
            said.either = True  # "metastatic or bilateral breast cancer"
            at += 1
            continue
        elif (
            token.type == "SAMPLE"
            and at + 1 < len(tokens)
            and tokens[at + 1].type in ("EXTENT", "BREAST", "TNBC", "REC")
        ):
            at += 1  # "women with primary stage II breast cancer"
            continue
        elif (narrower := NARROWER.match(types, at)) and (said.begun or tokens[narrower.end() - 1].type != "COMMA"):
            said.more = True  # "HER2-positive, inflammatory breast cancer"
            at = narrower.end()
            join = "COMMA"
            continue
        elif (said.head or said.extents or token.who or not at) and (no_cure := NOT_CURABLE.match(types, at)):
            if token.must and said.extents and "metastatic" not in said.extents and "advanced" not in said.extents:
                break  # "locally recurrent disease must not be curable": of whom it speaks is no demand
            said.extents.append("no_cure")
            at = no_cure.end()
        elif (said.extents or said.head or not at) and (curable := CURABLE.match(types, at)):
            said.extents.append("curable")
            at = curable.end()
        else:
            break
        join, said.end = "", at
    said = before or said
    return None if said.alternatives and not said.told else said


# A test before its receptor, or a word for "that is": what stands after it tells of the cancer just named.
BY_TEST = pattern("(?:TISSUE|DEFINED|THATIS)(?=(?:TISSUE|FOR|HOW|COLON|LP)*(?:SIGN|CMP NUM UNIT TISSUE?)*(?:FOR)*REC)")
# How a receptor that was just named is told: "defined as IHC 3+ or ISH-positive", "i.e. ...", "by ISH, or 3+ by IHC".
DEFINES = pattern(
    "COMMA?SIGN?(?:DEFINED|THATIS)|COLON(?=TISSUE|NUM PLUS)|"
    "COMMA?HOW(?=(?:HOW|TISSUE|NUM(?:MINUS|TO)?|REC|SIGN|OBTAINED|LP|CMP|(?:OR|SLASH)(?=TISSUE NUM))*"
    "(?:NUM PLUS|SIGN|REC|(?<=TISSUE)NUM(?!UNIT))"
    "|(?:HOW|TISSUE|OBTAINED|SOURCE|(?:COMMA|OR|AND)(?=TISSUE))*LP"
    "(?:TISSUE|NUM|OR|SLASH|COMMA|MINUS|TO)*(?:NUM PLUS|SIGN|REC|CMP NUM(?!UNIT)))"
)


def definition(tokens: Sequence[Token], at: int, said: Phrase) -> int | None:
    """The end of a definition that begins here. It ends before another receptor, or how far the cancer reaches."""
    match = DEFINES.match(written(tokens), at)
    if match is None:
        return None
    known = {name for name, _, _ in said.receptors} | ({"hr", "her2"} if said.triple else set())
    if "hr" in known:
        known |= {"er", "pr"}
    if known & {"er", "pr"}:
        known |= {"er", "pr", "hr"}
    place, depth = match.end(), 0
    while place < len(tokens) and (tokens[place].type in DEFINING or (depth and tokens[place].type in UNSAID)):
        token = tokens[place]
        depth += (token.type == "LP") - (token.type == "RP")
        if depth < 0:
            break
        new = token.type == "EXTENT" or (token.type == "REC" and token.value not in known)
        if depth == 0 and new and not (said.alternatives and token.type == "REC"):
            while place > match.end() and tokens[place - 1].type in ("SIGN", "LP", *LINKS):
                place -= 1
            return place
        place += 1
    while place > match.end() and tokens[place - 1].type in LINKS:
        place -= 1
    return place


ALL_OF_IT = {"late_stage"}
NO_WAY_BACK = {"unresectable", "incurable"}
MEANS = ("FOREXAMPLE", "MED", "CURE", "SLASH")  # "not curable by surgery, e.g. ..."
LINKS = ("AND", "OR", "SLASH", "COMMA", "WITH", "WHO", "FOR", "COLON")
UNSAID = frozenset(("UNKNOWN", "CODE", "FOREXAMPLE", "INCLUDING", "STOP"))
BESIDE = {"": HERE, "OR": AFTER_OR, "SLASH": AFTER_OR}
AGAIN_SINCE = pattern(
    "EXTENT(?:(?:COMMA|OR|SLASH)+EXTENT)?(?:(?:COMMA|OR|SLASH)+(?:PROGRESSED|PROGRESSED_AFTER|INTOLERANT|RELAPSED)"
    "|AFTER|BEFORE|WHILE|WITH MED|FOR MED)"
)
EXTENT_DEFINED = pattern("DEFINED(?:AMENABLE|NOCURE|CURE|MED|EXTENT|DISEASE|BREAST|OR|AND|COMMA|LP|RP|FOR|TO)*$")
NOW_SO = pattern("NOW(?=EXTENT|NOCURE|AMENABLE|NOT CANBE)")
ONCE = pattern("PRIOR(?=REC|SIGN REC|TNBC)")
NARROWER = pattern("(?:(?:ILLNESS|QUAL)COMMA?(?=BREAST|TNBC|REC|EXTENT)|RISK COMMA?(?=TNBC|REC|EXTENT))")
OTHER_KIND = pattern("(?:UNKNOWN|ILLNESS|CODE|QUAL)BREAST")
OF_THE_FIRST = pattern("SAMPLE(?=EXTENT|BREAST|TNBC)")
NEXT = frozenset(("REC", "EXTENT", "BREAST", "DISEASE", "TNBC"))
# "newly diagnosed, previously untreated", before what it is said of
FURTHER = pattern(
    "(?:NEWQ|AGAINQ|CENTRAL|UNTREATEDQ|NAIVE|CURED)(?:(?:COMMA|AND)*(?:NEWQ|UNTREATEDQ|NAIVE))*COMMA?SAMPLE?"
    "(?=REC|EXTENT|BREAST|DISEASE|TNBC|SIGN REC)"
)


def _bracket(tokens: Sequence[Token], at: int, said: Phrase) -> int | None:
    """Past a bracket that only says again, or defines, what stands before it; None for another bracket."""
    close = closing(tokens, at)
    inner = tokens[at + 1 : close]
    if close == len(tokens) or not inner:
        return None
    types = {one.type for one in inner}
    means = MEANS if "NOCURE" in types else ()
    if said.extents and types <= {"NOCURE", *means} and "NOCURE" in types:
        said.extents.append("no_cure")
        return close + 1  # "advanced (not amenable to resection)"
    if (
        said.extents
        and "EXTENT" in types
        and types <= {"OR", "AND", "COMMA", "EXTENT", "NOCURE", "FOR", "THATIS", *means}
    ):
        named = [str(one.value) for one in inner if one.type == "EXTENT"]
        whole = set(named) <= set(said.extents)
        if said.extents == ["advanced"] and not (said.told and named == ["metastatic"]):
            return close + 1  # "advanced (locally recurrent or metastatic)": what it means by that
        if "advanced" in {one.lstrip(HERE + AFTER_OR) for one in said.extents} and set(named) <= ALL_OF_IT:
            return close + 1  # "unresectable, locally advanced or metastatic (stage IIIB to IV)"
        if said.head and set(named) <= NO_WAY_BACK:
            said.extents += [HERE + one for one in named] + ["no_cure"] * any(one.type == "NOCURE" for one in inner)
            return close + 1  # "metastatic or advanced disease (unresectable)"
        if said.head and not whole and not {*named, *said.extents} <= {*STAGES, "early", "not_metastatic"}:
            return None
        said.extents += named + ["no_cure"] * any(one.type == "NOCURE" for one in inner)
        return close + 1  # "metastatic (stage IV)", "locally advanced (inoperable)"
    if said.head and inner and all(one.type == "EXTENT" and one.value in said.extents for one in inner):
        return close + 1
    named = [str(one.value) for one in inner if one.type == "EXTENT"]
    of_it = said.head or (said.told and [one.type for one in tokens[close + 1 : close + 2]] != ["OR"])
    if of_it and not said.extents and named and types <= {"EXTENT", "COMMA", "OR", "AND"}:
        said.extents += named
        return close + 1  # "breast cancer (stage II-III)", "HER2-negative (metastatic)"
    staged = "CODE" in types or any(one.startswith(("stage", "some")) for one in named)
    if not said.told and said.extents and "SOURCE" in types and staged and not types & (NEXT - {"EXTENT"}):
        said.more = True  # "stage II (by the manual: at least T2)"
        return close + 1
    if not said.told and (said.head or said.extents) and _kind_in_bracket(inner, said):
        return close + 1
    if types <= WHICHEVER and {"REC", "ALLOWED"} <= types:
        return None if _of_one_named(inner, said) else close + 1  # "ER-positive (any PR is allowed)"
    tested = types & {"TISSUE", "UNIT", "REC", "REGARDLESS"}
    if not said.told or types - DEFINING - (UNSAID if tested else set()):
        return None
    if inner[0].type == "OR":
        return None  # "HER2-low (or HER2-negative if ...)": another way, no definition
    if _of_another(inner, said):
        return close + 1 if _besides(inner, said) else None
    if _own_score(inner, said):
        said.more = True  # and a percent beside the score may be another way
        return close + 1
    said.definitions += inner
    return close + 1


def _of_another(tokens: Sequence[Token], said: Phrase) -> bool:
    """Whether a bracket names a receptor that stands not before it: "HR-positive (not HER2-positive)"."""
    before = {name for name, _, _ in said.receptors} | ({"hr", "her2"} if said.triple else set())
    before |= {"er", "pr", "hr"} if before & {"er", "pr", "hr"} else set()
    return any(token.type == "REC" and token.value not in before for token in tokens)


WHICHEVER = frozenset(("REC", "TISSUE", "ALLOWED", "AND", "OR", "SLASH", "COMMA", "LP", "RP"))


def _of_one_named(tokens: Sequence[Token], said: Phrase) -> bool:
    """Whether a bracket names a receptor of which something was said before it."""
    before = {name for name, _, _ in said.receptors}
    return any(token.type == "REC" and token.value in before for token in tokens)


def _besides(tokens: Sequence[Token], said: Phrase) -> bool:
    """ "ER-positive (HER2-negative)": another receptor in brackets, which is asked for as well."""
    inside = _met(tokens, 0)
    if inside is None or not inside.receptors or inside.end != len(tokens) or inside.once or inside.extents:
        return False
    known = {name for name, _, _ in said.receptors}
    if inside.alternatives or inside.triple or inside.definitions or known & {name for name, _, _ in inside.receptors}:
        return False
    (first, sign, _), *others = inside.receptors
    said.receptors += [(first, sign, "AND"), *others]
    return True


# "(Allred score 6)", "(H-score above 50)": a number without percent
SCORED = pattern("CMP?NUM(?!UNIT|PLUS|MINUS|TO|OR_MORE UNIT|OR_LESS UNIT|NUM|SLASH)")


def _own_score(tokens: Sequence[Token], said: Phrase) -> bool:
    """Whether a trial sets a limit of its own for a score of the hormone receptor that it just named."""
    if not said.receptors or said.receptors[-1][0] not in HORMONE or said.receptors[-1][1] != "positive":
        return False
    return any(
        tokens[one.start()].type != "CMP"
        or (tokens[one.start()].value, tokens[one.end() - 1].value) not in KNOWN_ALLRED
        for one in SCORED.finditer(written(tokens))
    )


def _kind_in_bracket(inner: Sequence[Token], said: Phrase) -> bool:
    """ "Breast cancer (ER-positive, HER2-negative)": what the brackets say belongs to it."""
    while inner and inner[0].type in ("THATIS", "DEFINED", "COMMA"):
        inner = inner[1:]
    inside = _met(inner, 0) if inner else None
    if inside is None or not inside.told or inside.end != len(inner) or inside.once:
        return False
    said.receptors, said.triple, said.alternatives = inside.receptors, inside.triple, inside.alternatives
    said.extents += inside.extents
    said.definitions += inside.definitions
    said.more = said.more or inside.more
    return True


# How something was found out, or when, at the end.
ENDS = pattern(f"(?:visit|COMMA?WITHIN NUM TIME|{HOW_TAIL})*")


def _phrase_item(said: Phrase, tokens: Sequence[Token], start: int) -> Item | None:
    extents = [one for one in said.extents if one != "no_cure"]
    ends = ENDS.fullmatch(written(tokens), said.end) is not None
    alone = ends and (start == 0 or tokens[start - 1].type in ("WITH", "WHO"))
    if not said.begun or (extents and not (alone or said.head or said.receptors or "no_cure" in said.extents)):
        return None
    cut = cut_off([*said.definitions, *tokens[said.end :]]) if said.told else None
    condition = condition_of(said, cut)
    if condition is None:
        return None
    kinds = (
        *(("receptors",) if said.told else ()),
        *(("disease_extent",) if extents or not said.told else ()),
    )
    if said.untreated:  # of what has spread there is a fact for it
        spread = {one.lstrip(HERE + AFTER_OR) for one in extents} & {"metastatic", "advanced", "unresectable"}
        condition = both((condition, compare(Term("lines", (None,)), "<=", 0) if spread else UNREAD))
    if said.more:
        condition = both((condition, UNREAD)) if condition != ALWAYS else UNREAD
    if said.either:
        condition = one_of((condition, UNREAD)) if condition != ALWAYS else UNREAD
    elif condition != ALWAYS and not said.more and said.once and said.told:  # an earlier tumour may have been so
        condition = one_of((condition, UNREAD))
    return Item(condition, kinds, said.end)
