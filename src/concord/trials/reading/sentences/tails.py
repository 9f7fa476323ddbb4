"""A demand about the cancer with a clause that only narrows it, and cancers in a list.

"A metastatic tumor that has progressed on A or for which B": the tumor has to be metastatic, whatever the clause asks
besides. "Metastatic ovarian, lung or breast cancer": the adjectives hold for each cancer of the list, hers among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from concord.criteria.terms import Not
from concord.trials.reading.build import UNREAD, Read, is_in, one_of
from concord.trials.reading.sentences.brackets import bracketed, without_brackets
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import HOW_TAIL, letter, pattern, written

SPREAD = is_in("extent", "metastatic")

Whole = Callable[[Sequence[Token], bool], Read | None]

OPENS = {
    "WHO",
    "PROGRESSED",
    "PROGRESSED_AFTER",
    "RELAPSED",
    "INTOLERANT",
    "AFTER",
    "PRIOR",
    "TREATED",
    "NAIVE",
    "AMENABLE",
    "RISK",
    "JUDGED",
}
LIGHT = ("COMMA", "AND", "FOR", "WITH", "IF", "OF")
TURNS = {"EXCEPT", "LOOSE", "ALLOWED", "FORBIDDEN", "MAY", "COHORT", "STOP", "ISDEFINED"}
ABOUT_THE_CANCER = {"disease_extent", "receptors", "biomarkers", "sites"}
WHO_SHE_IS = {"sex", "age", "menopause"}
ALTERNATIVES = {"EXTENT", "BREAST", "REC", "TNBC", "SITE", "METS", "BRAIN"}
OTHER_CANCERS = (
    "(?:UNKNOWN|CODE|TISSUE|DISEASE|MALIGNANCY|SOMECANCER|QUAL|COMMA|OR|AND|SLASH|LP|RP|FOREXAMPLE|INCLUDING|COLON"
    "|WITH)"
)
# "solid tumors (excluding those of the brain)": hers is none of these
OF_OTHERS = (
    "EXCEPT(?:OTHER|UNKNOWN|CODE|TISSUE|SAMPLE|BRAINWORD|BRAIN|COMMA|OR|AND|SLASH)*(?:DISEASE|MALIGNANCY|BRAIN|CODE)"
)
NOT_HERS = pattern(f"(?<=DISEASE)(?:LP {OF_OTHERS} RP|COMMA?{OF_OTHERS}(?=COMMA|WHO|$))")
EXTENTS = "EXTENT(?:(?:COMMA|OR|AND|SLASH)*EXTENT)*"


def hers(tokens: Sequence[Token]) -> list[Token]:
    """In a demand, "an advanced malignancy" is her cancer, unless another one is spoken of."""
    if any(token.type == "OTHER" for token in tokens):
        return list(tokens)
    types = written(tokens)
    if (other := NOT_HERS.search(types)) and not any(token.type == "BREAST" for token in tokens[slice(*other.span())]):
        tokens = [*tokens[: other.start()], *tokens[other.end() :]]
        types = written(tokens)
    start = next((at for at, token in enumerate(tokens) if token.type not in EDGES), 0)
    if types[start : start + 1] == letter("SAMPLE") and types[start + 1 : start + 2] in NEXT_LETTERS:
        tokens = tokens[start + 1 :]  # "primary invasive breast cancer"
        types = written(tokens)
    return [
        token._replace(type="DISEASE")
        if (token.type in ("MALIGNANCY", "SAMPLE") and at and tokens[at - 1].type in ("EXTENT", "DISEASE"))
        or (token.type == "MALIGNANCY" and at == 0 and THAT_IS.match(types))
        else token
        for at, token in enumerate(tokens)
    ]


EDGES = frozenset(("OR", "AND", "COMMA", "COLON"))
NEXT_LETTERS = frozenset(map(letter, ("BREAST", "EXTENT", "REC", "TNBC")))
# "A malignancy that is advanced", "cancer, metastatic or unresectable"
THAT_IS = pattern("MALIGNANCY(?:WHO|COMMA|WITH|LP)*(?:EXTENT|NOCURE)")
# "... and no distant metastases", at the end of a demand
WITHOUT_SPREAD = pattern(
    "(?:COMMA|AND|WITH|WHO|FOR|IF)*NOT{other:(?:(?:UNKNOWN|EXTENT|RELAPSED|DISEASE)+(?:OR|AND|SLASH|COMMA)+)*}"
    f"{{spread:FACT|METS|EXTENT(?:DISEASE|METS|BREAST)}}(?:visit|{HOW_TAIL})*$"
)


def without_spread(tokens: Sequence[Token], whole: Whole) -> tuple[Read, Sequence[Token]] | None:
    """A demand that ends with "and without distant metastases", whatever it asks before that."""
    types = written(tokens)
    found = WITHOUT_SPREAD.search(types)
    if found is None or not found.start():
        return _of_this_stage(tokens, whole)
    before = tokens[: found.start()]
    reach = any(one.type in ("FACT", "METS") or (one.type == "EXTENT" and one.value != "some_stage") for one in before)
    apart = types[found.start()] == letter("COMMA") and not reach
    if {token.type for token in before} & (TURNS | {"IF", "NOT", "COLON", "PRIOR", *(() if apart else ("OR",))}):
        return None
    main = whole(tokens[slice(*found.span("spread"))], True)
    if main is None or main.condition != SPREAD:
        return None
    return main._replace(condition=Not(SPREAD)), before


def _of_this_stage(tokens: Sequence[Token], whole: Whole) -> tuple[Read, Sequence[Token]] | None:
    """A demand that ends with "..., N0-1, M0"."""
    if len(tokens) < 3 or tokens[-1].type != "EXTENT" or tokens[-2].type not in ("COMMA", "AND"):
        return None
    before, main = tokens[:-2], whole(tokens[-1:], False)
    if main is None or tokens[-1].value not in ("stage_curable", "not_metastatic"):
        return None
    return (
        None if {token.type for token in before} & (TURNS | {"OR", "IF", "NOT", "COLON", "PRIOR"}) else (main, before)
    )


# Words by which a list of findings is more than a list.
MORE_THAN_A_LIST = TURNS | {
    *("WITHIN", "CMP", "TIME", "WHO", "NEEDING", "IF", "NOT", "COLON", "MED", "AID", "BECAUSE", "JUDGED", "AMENABLE"),
    *("CANBE", "CURE", "INCLUDING", "FOREXAMPLE", "DEFINED", "TREATED", "BRAIN", "BRAINWORD", "RISK", "WITH"),
}


def or_spread(tokens: Sequence[Token], whole: Whole) -> Read | None:
    """An exclusion for several findings, of which one is that it has spread: "T4 tumors, fixed nodes or M1"."""
    bare = without_brackets(tokens)
    if (read := _last_of_two(bare, whole)) is not None:
        return read
    including = next((at for at, token in enumerate(bare) if token.type in ("INCLUDING", "FOREXAMPLE")), 0)
    if including and not {token.type for token in bare} & (TURNS | {"NOT", "IF"}):  # which may be more than it says
        read = whole(bare[:including], True)
        return read._replace(condition=one_of((SPREAD, UNREAD))) if read and read.condition == SPREAD else None
    if {token.type for token in bare} & MORE_THAN_A_LIST or not any(token.type == "OR" for token in bare):
        return None
    parts: list[list[Token]] = [[]]
    for token in bare:
        if token.type in ("COMMA", "OR", "SLASH"):
            parts.append([])
        else:
            parts[-1].append(token)
    for part in parts:
        read = whole(part, True) if part else None
        if read is not None and read.condition == SPREAD:
            return read._replace(condition=one_of((SPREAD, UNREAD)))
    return None


# A cancer with a clause to it: "residual disease after A", "cancer that needs A".
WITH_A_CLAUSE = pattern("(?:UNKNOWN|QUAL|WITH|COMMA|EXTENT|REC|SIGN)*(?:DISEASE|BREAST|INSITU)(?:WHO|AFTER|BEFORE).*")


def _last_of_two(tokens: Sequence[Token], whole: Whole) -> Read | None:
    """ "Residual disease after surgery, or metastatic disease"."""
    at = max((at for at, token in enumerate(tokens) if token.type == "OR"), default=0)
    first, last = tokens[:at], tokens[at + 1 :]
    if not at or {token.type for token in first} & (
        TURNS | {"NOT", "IF", "FOR", "COLON", "PURPOSE", "OR", "WITHIN", "TIME"}
    ):
        return None
    read = whole(last, True) if WITH_A_CLAUSE.fullmatch(written(first)) else None
    return read._replace(condition=one_of((SPREAD, UNREAD))) if read is not None and read.condition == SPREAD else None


def narrowing(tokens: Sequence[Token], whole: Whole) -> tuple[Read, Sequence[Token]] | None:
    """What is demanded before a clause that narrows it, and the clause. For demands alone, not for what excludes."""
    for at in _openings(tokens):
        rest = tokens[at:]
        if {token.type for token in rest} & TURNS or _offers_another(rest):
            return None
        start = at
        while start and tokens[start - 1].type in LIGHT:
            start -= 1
        main = whole(without_examples(tokens[:start]), False) or whole(_without_more(tokens[:start]), False)
        if main is not None and "disease_extent" in main.kinds and tokens[start - 1].type in ("OR", "SLASH"):
            return None  # "metastatic or relapsed": the other of two
        if main is not None and set(main.kinds) <= ABOUT_THE_CANCER | WHO_SHE_IS and set(main.kinds) & ABOUT_THE_CANCER:
            return main, rest
    return None


def _without_more(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without what brackets ask for besides: "advanced disease (unresectable), which ..."."""
    inside = [token.type for part in bracketed(tokens) for token in part]
    return [] if {"OR", "SLASH", "INCLUDING", "FOREXAMPLE", "THATIS"} & set(inside) else without_brackets(tokens)


def _openings(tokens: Sequence[Token]) -> Iterator[int]:
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.type == "LP") - (token.type == "RP")
        more = token.type == "AND" and at + 1 < len(tokens) and tokens[at + 1].type not in ALTERNATIVES
        beside = token.type == "WITH" and at and tokens[at - 1].type == "COMMA"
        if at and depth == 0 and (token.type in OPENS or more or beside):
            yield at


RELAPSED_AFTER = pattern("EXTENT(?:AFTER|BEFORE|WHILE)")  # "refractory to or relapsed after A"


def _offers_another(rest: Sequence[Token]) -> bool:
    """Whether an "or" in the clause may stand between her cancer and another one that would do as well."""
    types = written(rest)
    return any(
        token.type in ("OR", "SLASH")
        and any(one.type in ALTERNATIVES for one in rest[at + 1 : at + 3])
        and not RELAPSED_AFTER.match(types, at + 1)
        for at, token in enumerate(rest)
    )


INCLUDED = pattern("COMMA?INCLUDING(?:STABLEQ|SYMPTOMATICQ|UNTREATEDQ|ACTIVEQ|UNKNOWN|AND|OR|COMMA|BRAIN|METS)+$")


def without_kinds(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Brain metastases, including treated ones": all of them."""
    found = INCLUDED.search(written(tokens))
    return tokens[: found.start()] if found and any(token.type == "BRAIN" for token in tokens) else tokens


# What makes no difference: "regardless of stability", "with or without symptoms".
NO_MATTER = (
    "(?:COMMA?REGARDLESS(?:UNKNOWN|CODE|EVENT|PRIOR|TREATED|QUAL|STABLEQ|ACTIVEQ|SYMPTOMATICQ|UNTREATEDQ|FOR|OR|AND)+"
    "|ANYSETTING(?:LP FOREXAMPLE[^LP RP]*RP)?)"
)


def without_what_does_not_matter(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without "regardless of stability" at the end of a sentence, or before "are excluded"."""
    found = pattern(f"{{what:{NO_MATTER}}}(?:STOP|FORBIDDEN|ALLOWED)*$").search(written(tokens))
    if found is None or not found.start():
        return tokens
    start, end = found.span("what")
    if tokens[start].type == "ANYSETTING" and any(token.type in ("SETTING", "EXTENT") for token in tokens[:start]):
        return tokens  # "adjuvant A, and B in any setting"
    return [*tokens[:start], *tokens[end:]]


def without_examples(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without ", including breast cancer", ", including those with brain metastases"."""
    examples = f"(?:{OTHER_CANCERS}|BREAST|TNBC|BRAIN|BRAINWORD|SITE|METS|FACT|WITH|STABLEQ|ACTIVEQ|EXTENT)"
    found = pattern(f"COMMA?(?:INCLUDING|FOREXAMPLE|REGARDLESS(?!REC)(?:OTHER)?){examples}*$").search(written(tokens))
    return tokens[: found.start()] if found else tokens


# "HER2-positive breast cancer" beside other cancers, which have no receptors of their own.
OWN = "(?:(?:EXTENT|REC|SIGN|PLUS|MINUS|SLASH|COMMA|AND|OR)*(?:EXTENT|REC|SIGN|PLUS|MINUS)COMMA?)?(?:BREAST|TNBC)"
AMONG = pattern(
    f"EITHER?{{how:(?:{EXTENTS})?}}{OTHER_CANCERS}*{{own:{OWN}}}(?:{OTHER_CANCERS}|BREAST)*{{after:(?:(?:WHO|COMMA){EXTENTS})?}}"
)


def among_others(tokens: Sequence[Token]) -> Sequence[Token] | None:
    """The demand for her cancer where it stands in a list of cancers: "metastatic lung, breast or ovarian cancer"."""
    tokens = [token._replace(type="BREAST") if token.value == "breast" else token for token in tokens]
    found = AMONG.fullmatch(written(tokens))
    if found is None:
        return None
    how, own, after = (tokens[slice(*found.span(name))] for name in ("how", "own", "after"))
    rest = {token.type for token in (*tokens[len(how) : found.start("own")], *tokens[found.end("own") :])}
    if not how and not (rest & {"DISEASE", "MALIGNANCY", "CODE", "SOMECANCER"} and rest & {"OR", "COMMA", "SLASH"}):
        return None  # no list of cancers
    if any(token.type == "EXTENT" for token in own):
        how = after = []  # "advanced A or metastatic breast cancer": of hers
    return [*(how or after), *own]
