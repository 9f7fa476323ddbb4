"""Pregnancy: a negative test, "must not be pregnant", "pregnant, or not willing to use contraception".

A test whose result follows from a fact is that fact. Contraception is willingness, which no fact holds: it is more
that is asked, or one more way to be excluded.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from concord.criteria.terms import Condition
from concord.trials.reading.build import UNREAD, Read, both, one_of, opposite, yes
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import Found, pattern, written

WHO = "(?:WOCBP|SEX|FOR|IF|WITH|WHO|COMMA|MENO|ADULT|LP|RP|COLON|ALLOWED|NOW)*"
NAMES = "PREG(?:(?:AND|OR|SLASH|COMMA|NEITHER|NOT|LP|RP|SEX|WHO)*PREG)*"
# "negative serum pregnancy test", "pregnancy test (serum or urine) must be negative"
TEST = "(?:{first:SIGN}(?:UNKNOWN|CODE|OR|AND|SLASH|SOURCE|PREG|LP)*PREGTEST|PREGTEST[^STOP COMMA]*{last:SIGN}|NEGTEST)"
BY_TEST = frozenset(
    (
        "HOW",
        "DETECTED",
        "SIGN",
        "PREGTEST",
        "UNKNOWN",
        "CODE",
        "LP",
        "RP",
        "BEFORE",
        "EVENT",
        "OBTAINED",
        "TISSUE",
        "WITH",
        "SOURCE",
        "CMP",
        "NUM",
        "UNIT",
    )
)
# A criterion with these speaks of more than pregnancy.
OTHERWISE = frozenset(("ECOG", "KARNOFSKY", "REC", "TNBC", "GENE", "ILLNESS", "BREAST"))


# "and she must not be breastfeeding"; "nursing women are not eligible"
MUST_NOT = (f"NOT{{names:{NAMES}}}", f"{{names:{NAMES}}}(?:SEX|WOCBP|WHO)*FORBIDDEN")


def negative_test(tokens: Sequence[Token]) -> Read | None:
    """An inclusion criterion that asks for a negative test, and perhaps for contraception."""
    match = pattern(TEST).search(written(tokens))
    if match is None or any(token.type in OTHERWISE for token in tokens):
        return None
    found = Found(match, tokens)
    sign = [token.value for name in ("first", "last") for token in found[name]]
    before = [token.type for token in _outside_brackets(tokens[: match.start()])]
    if sign not in ([], ["negative"]) or "NOT" in before:
        return None
    condition: Condition = opposite(yes("pregnancy"))
    nor = next((one for how in MUST_NOT if (one := pattern(how).search(written(tokens)))), None)
    if nor is not None:
        named = Found(nor, tokens).values("names", "PREG")
        condition = opposite(one_of((yes("pregnancy"), *(yes(str(one)) for one in named))))
    sentence = _sentence_around(tokens, match.start())
    if any(token.type in ("EXCEPT", "LOOSE") for token in sentence):
        return None
    asked = any(token.type in ("HEAD", "CONTRACEPTION") and token.must for token in tokens)
    if asked or any(token.type in ("HEAD", "CONTRACEPTION") for token in sentence):
        condition = both((condition, UNREAD))
    place = (condition, *span_of(tokens[match.start() : match.end()]))
    return Read(condition, ("pregnancy",), (place,))


def _outside_brackets(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.type == "LP"
        if not depth:
            kept.append(token)
        depth -= token.type == "RP" and depth > 0
    return kept


def in_the_past(tokens: Sequence[Token]) -> bool:
    """ "Within the past six months": not now. "Within a week before enrolment" says when a test is done."""
    types = {token.type for token in tokens}
    return {"WITHIN", "TIME"} <= types and not types & {"EVENT", "BEFORE", "PREGTEST", "NEGTEST"}


def _sentence_around(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    start = max((index + 1 for index, token in enumerate(tokens[:at]) if token.type == "STOP"), default=0)
    end = next((index for index in range(at, len(tokens)) if tokens[index].type == "STOP"), len(tokens))
    return tokens[start:end]


def not_pregnant(tokens: Sequence[Token]) -> Read | None:
    """ "Women must not be pregnant or breastfeeding, and must use contraception": an inclusion criterion."""
    match = pattern(f"{WHO}NOT{{names:{NAMES}}}(?:visit|(?:SLASH|OR)UNKNOWN?EVENT)*").match(written(tokens))
    if match is None or any(token.type in OTHERWISE for token in tokens):
        return None
    found = Found(match, tokens)
    condition = opposite(one_of(yes(str(one)) for one in found.values("names", "PREG")))
    rest = tokens[match.end() :]
    if any(token.type in ("EXCEPT", "LOOSE", "ALLOWED", "FORBIDDEN") for token in _about_pregnancy(rest)):
        return None
    if rest and rest[0].type not in ("AND", "COMMA", "STOP"):
        return None
    if len(rest) > 2 and rest[1].type == "OR" and rest[2].type != "PLANNED":
        return None
    past = in_the_past(tokens[match.start() : match.end()])
    if past or any(token.type not in ("STOP", "COMMA") for token in rest):
        condition = both((condition, UNREAD))
    return Read(condition, ("pregnancy",), ((condition, *span_of(tokens[: found.end])),))


def _about_pregnancy(rest: Sequence[Token]) -> list[Token]:
    """What is left of the sentence, and later sentences that speak of pregnancy too, or of nothing but a permission."""
    sentences: list[list[Token]] = [[]]
    for token in rest:
        if token.type == "STOP":
            sentences.append([])
        else:
            sentences[-1].append(token)
    spoken = [one for one in sentences[1:] if not any(token.type == "CONTRACEPTION" for token in one)]
    return [*sentences[0], *(token for one in spoken for token in one)]


# "where pregnancy is defined as the state of a female after conception, confirmed by a positive test"
WHAT_IT_IS = pattern("COMMA?LP?IF?PREG(?:ISDEFINED|DEFINED)[^STOP EXCEPT ALLOWED HEAD CONTRACEPTION]*")


def pregnant(tokens: Sequence[Token]) -> Read | None:
    """ "Pregnant or lactating women. Women who do not use contraception": an exclusion criterion."""
    if told := WHAT_IT_IS.search(written(tokens)):
        tokens = [*tokens[: told.start()], *tokens[told.end() :]]
    match = pattern(f"{WHO}{{names:{NAMES}}}(?:SEX|WOCBP|visit)*").match(written(tokens))
    if match is None or any(token.type in OTHERWISE for token in tokens):
        return None
    found = Found(match, tokens)
    if any(token.type == "NOT" for token in found["names"]):
        return None
    condition = one_of(yes(str(one)) for one in found.values("names", "PREG"))
    rest = [*tokens[match.end() :]]
    if rest and rest[0].type == "FORBIDDEN":
        rest = rest[1:]
    tested = next((at for at, token in enumerate(rest) if token.type not in BY_TEST), len(rest))
    if any(token.type == "PREGTEST" for token in rest[:tested]):
        rest = rest[tested:]  # "confirmed by a positive test"
    if rest and rest[0].type not in ("STOP", "OR", "COMMA", "AND", "SLASH", "BECAUSE"):
        return None
    types = {token.type for token in rest}
    stop = next((at for at, token in enumerate(rest) if token.type == "STOP"), len(rest))
    for sentence in (rest[:stop], rest[stop:]):
        about = sentence is not rest and any(token.type == "PREG" for token in sentence)
        if {token.type for token in sentence} & {"EXCEPT", "LOOSE", "ALLOWED"} and (about or sentence == rest[:stop]):
            return None
    also = pattern(f"(?:OR|COMMA|AND|SLASH|STOP|BECAUSE|WHO|SEX|UNKNOWN|PLANNED|HEAD)*{{names:{NAMES}}}").search(
        written(rest)
    )
    if also is not None and "FORBIDDEN" in types:
        more = Found(also, rest)
        condition = one_of((condition, *(yes(str(one)) for one in more.values("names", "PREG"))))
        rest = []
    if (later := _breastfeeding(rest[:stop])) and condition == yes("pregnancy"):
        condition = one_of((condition, yes(later)))
    for again in reversed([*AND_WHO.finditer(written(rest))]):  # "pregnant women; nursing women"
        condition = one_of((condition, *(yes(str(one)) for one in Found(again, rest).values("names", "PREG"))))
        rest = [*rest[: again.start()], *rest[again.end() :]]
    past = in_the_past(tokens[match.start() : match.end()])
    if past or any(token.type not in ("STOP", "COMMA") for token in _without_reasons(rest)):
        condition = one_of((condition, UNREAD))
    return Read(condition, ("pregnancy",), ((condition, *span_of(tokens[: found.end])),))


AND_WHO = pattern(f"STOP(?:OR|SEX|WHO|NOW)*{{names:{NAMES}}}(?:SEX|WOCBP)*(?=STOP|$)")


def _breastfeeding(tokens: Sequence[Token]) -> str | None:
    """ "..., who may become pregnant or are breastfeeding": said of now."""
    pairs = pairwise(tokens)
    now = ("OR", "AND", "COMMA", "SLASH", "SEX", "WHO", "NOW")
    return next(
        (str(b.value) for a, b in pairs if b.type == "PREG" and b.value == "breastfeeding" and a.type in now), None
    )


def _without_tests(tokens: Sequence[Token]) -> list[Token]:
    """Without sentences that only say when a test is done, or that it has to be negative."""
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        sentences[-1].append(token)
        if token.type == "STOP":
            sentences.append([])
    tests = ("PREGTEST", "NEGTEST")
    return [
        token
        for at, sentence in enumerate(sentences)
        for token in sentence
        if at == 0 or not any(one.type in tests for one in sentence) or any(one.type == "HEAD" for one in sentence)
    ]


def _without_reasons(tokens: Sequence[Token]) -> list[Token]:
    """Without what only says why, from "because" to the end of the sentence, and without what is said of tests."""
    kept: list[Token] = []
    reason = False
    for token in _without_tests(tokens):
        reason = (reason or token.type == "BECAUSE") and token.type != "STOP"
        if not reason:
            kept.append(token)
    return kept
