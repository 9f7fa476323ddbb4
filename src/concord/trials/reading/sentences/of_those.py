"""An illness with a clause after it that is not understood: it is about some of those who have it, or them alone."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.build import UNREAD, Read, both, one_of, opposite
from concord.trials.reading.sentences.criterion import criterion_tokens
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

# "Autoimmune disease that has required treatment with A, B or C in the past two years", "..., ongoing or in the past"
CLAUSE = pattern(
    "^{lead:(?:PRIOR|NOW|QUAL|ACTIVEQ)*ILLNESS}"
    "(?:COMMA?WHO|NEEDING|COMMA(?:NOW|WITHIN|ACTIVEQ|QUAL|PRIOR))[^STOP ILLNESS ALLOWED COLON]*"
    "(?:EXCEPT[^STOP ALLOWED COLON]*)?STOP?$"
)


def of_those_who(found: Sequence[Token]) -> Read | None:
    """Has the illness, and what the clause says; among exclusions nobody is kept out by it."""
    match = CLAUSE.match(written(found))
    if match is None:
        return None
    lead = criterion_tokens(found[slice(*match.span("lead"))], True)
    if lead is None or set(lead.kinds) != {"comorbidity"}:
        return None
    rest = found[match.end("lead") :]
    if any(_another_way(rest, at) for at, token in enumerate(rest) if token.type in ("OR", "SLASH", "NEITHER")):
        return None
    return lead._replace(condition=both((lead.condition, UNREAD)), unread=((rest[0].start, rest[-1].end),))


WITHIN_A_CLAUSE = ({"MED", "AID"}, {"NOW", "WITHIN", "PRIOR"}, {"QUAL", "ACTIVEQ"})


def _another_way(rest: Sequence[Token], at: int) -> bool:
    """Whether "or" there joins more than two words of the clause: what follows may be another illness."""
    beside = {rest[at - 1].type, rest[at + 1].type} if 0 < at < len(rest) - 1 else {"OR"}
    return not any(beside <= several for several in WITHIN_A_CLAUSE)


# "Participants with hepatitis C are eligible if the virus cannot be found": asked of those who have it.
IF_ELIGIBLE = pattern(
    "^{lead:(?:PRIOR|NOW|QUAL|ACTIVEQ|STABLEQ|UNKNOWN|WITH)*{what:ILLNESS(?:(?:OR|SLASH|AND)ILLNESS)*}}"
    "[^STOP NOT EXCEPT COLON]*?"
    "(?:ALLOWED(?:IF|LOOSE)|COLON)"
)


def eligible_if(found: Sequence[Token]) -> Read | None:
    """Whoever has no such illness meets it; of the others it asks what is not understood."""
    match = IF_ELIGIBLE.match(written(found))
    if match is None or (found[match.end() - 1].type == "COLON" and not found[0].who):
        return None
    lead = criterion_tokens(found[slice(*match.span("what"))], True)
    if lead is None or set(lead.kinds) != {"comorbidity"} or lead.unread:
        return None
    rest = found[match.end("lead") :]
    condition = one_of((opposite(lead.condition), UNREAD))
    return lead._replace(condition=condition, unread=((rest[0].start, rest[-1].end),))
