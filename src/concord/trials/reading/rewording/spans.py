"""Spans, counts and asides about a treatment, put where frames look for them: "for 16 weeks minimum"."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.phrases.frame_pieces import LIST, WINDOW
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine

Tokens = Sequence[Token]

LEAST_LAST = pattern("NUM(?:TIME|UNIT){least:CMP}(?=LP|RP|STOP|COMMA|AND|BEFORE|EVENT|WITH|FOR|$)")
GIVEN_FOR = pattern("(?<=MED){aside:COMMA TREATED}(?=FOR?(?:SETTING|EXTENT))")
# "Chemotherapy, if given, must have ended at least three weeks before"; "if chemotherapy was given, it must have ended"
GIVEN_IF = pattern(
    f"(?<=MED){{aside:COMMA IF(?:TREATED|OBTAINED|UNKNOWN)?COMMA}}(?=(?:OBTAINED|AFTER|TREATED)*{WINDOW})"
)
IF_IT_WAS = pattern(f"IF{{what:PRIOR*{LIST}}}(?:TREATED|OBTAINED|PRIOR)+COMMA(?=(?:OBTAINED|TREATED)+CMP NUM TIME)")
AND_SO_LONG = pattern("(?<=MED){and:COMMA?AND}(?=FOR CMP NUM TIME(?:LP|STOP|$))")
# ", B not included"
BUT_FOR = pattern("(?:LP|COMMA)*{other:drug}NOT{told:UNKNOWN}(?:RP|(?=COMMA|STOP|WITHIN|CMP|$))")
INCLUDED = ("included", "counted")
ONE_OF_EACH = pattern("CMP NUM PRIOR?drug(?:COMMA?(?:AND|OR)CMP?NUM PRIOR?drug)+(?!LINE)")


def one_of_each(found: Tokens) -> Tokens:
    """ "At least one A and at least one B for metastatic disease" as "prior A and B": both are counted by one."""
    match = ONE_OF_EACH.search(written(found))
    numbers = [] if match is None else [one.value for one in found[match.start() : match.end()] if one.type == "NUM"]
    compared = [] if match is None else [one.value for one in found[match.start() : match.end()] if one.type == "CMP"]
    if match is None or set(numbers) != {1.0} or not set(compared) <= {">="}:
        return found
    several = [one for one in found[match.start() : match.end()] if one.type not in ("CMP", "NUM")]
    lead = found[match.start()]._replace(type="PRIOR", value=None, end=found[match.start()].start)
    return [*found[: match.start()], lead, *several, *found[match.end() :]]


def least_first(found: Tokens) -> Tokens:
    """ "For 16 weeks minimum" as "for at least 16 weeks"."""
    for match in LEAST_LAST.finditer(written(found)):
        at, last = match.start(), match.start("least")
        if "=" in str(found[last].value):
            found = [*found[:at], found[last], *found[at:last], *found[last + 1 :]]
    return found


def as_told_of_it(found: Tokens) -> Tokens:
    """ "A, given for early disease" as "A for early disease"; "A, if any was given, ended ..." as "A ended ..."."""
    for told in (GIVEN_FOR, GIVEN_IF):
        for match in reversed([*told.finditer(written(found))]):
            found = [*found[: match.start("aside")], *found[match.end("aside") :]]
    if (was := IF_IT_WAS.match(written(found))) is None:
        return found
    return [*found[slice(*was.span("what"))], *found[was.end() :]]


def and_so_long(found: Tokens) -> Tokens:
    """ "On A, and for at least four weeks" as "on A for at least four weeks"."""
    for match in reversed([*AND_SO_LONG.finditer(written(found))]):
        found = [*found[: match.start("and")], *found[match.end("and") :]]
    return found


def but_for_others(found: Tokens) -> Tokens:
    """Without "B not included" where nothing of what stands before it holds B."""
    for match in reversed([*BUT_FOR.finditer(written(found))]):
        left_out = found[match.start("other")].value
        named = [one.value for one in found[: match.start()] if one.type in ("MED", "AID")]
        several = [one for one in (*named, left_out) if isinstance(one, Medicine) and one.members]
        vague = {"UNKNOWN", "CODE", "NEWDRUG", "OTHER"} & {one.type for one in found[: match.start()]}
        told = found[match.start("told")].value in INCLUDED and bool(named) and not vague
        if told and len(several) == len(named) + 1 and not any(one.members & left_out.members for one in several[:-1]):
            found = [*found[: match.start()], *found[match.end() :]]
    return found
