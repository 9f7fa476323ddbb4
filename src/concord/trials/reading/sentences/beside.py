"""Two things in one sentence: what is asked for and what must not be, what is denied or else mild, of which kinds more.

"HER2-positive cancer (brain metastases are excluded)", "no A, or A a year ago", "triple-negative, including ER-low".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from concord.criteria.terms import ALWAYS, And, Condition, IsIn, Or, Term, terms_of
from concord.trials.reading.build import UNREAD, Read, both, merged, one_of, opposite, says_nothing
from concord.trials.reading.phrases.demanded import states
from concord.trials.reading.phrases.permissions import KINDS
from concord.trials.reading.sentences.whole import trimmed, whole
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import pattern, written

# Reads a sentence: its tokens, and whether it excludes.
Reader = Callable[[Sequence[Token], bool], Read | None]

# "(brain metastases are excluded)", "(excluding B)"
FORBIDDEN_ASIDE = pattern("LP{what:[^LP RP EXCEPT ALLOWED OR IF]*FORBIDDEN}RP")
LEFT_OUT = pattern("COMMA?LP?{word:EXCEPT}{what:[^LP RP EXCEPT ALLOWED STOP OR AND COMMA IF NOT]*}RP?$")
UNCLEAR = Read(UNREAD, (), ())


def but_not_those(tokens: Sequence[Token], clause: Reader) -> Read | None:
    """ "Metastatic cancer (brain metastases are excluded)", "ER-positive, excluding B": what is asked, and not B."""
    types = written(tokens)
    found = FORBIDDEN_ASIDE.search(types) or LEFT_OUT.search(types)
    if found is None or (found.re is LEFT_OUT and tokens[found.start("word")].value != "excluding"):
        return None
    rest = [*tokens[: found.start()], *tokens[found.end() :]]
    asked = clause(rest, False) if rest else None
    if asked is None or says_nothing(asked.condition):
        return None
    what = [token for token in tokens[slice(*found.span("what"))] if token.type not in ("FORBIDDEN", "FOR")]
    forbidden = whole(what, True) if what else None
    if (set(asked.kinds) & KINDS or not states(asked.condition)) and (forbidden is None or _which(asked, forbidden)):
        return None
    denied = UNREAD if forbidden is None or says_nothing(forbidden.condition) else opposite(forbidden.condition)
    kinds = merged(asked, forbidden) if forbidden else asked.kinds
    return Read(both((asked.condition, denied)), kinds, asked.words, (*asked.unread, span_of(what)))


def _which(asked: Read, forbidden: Read) -> bool:
    """ "Prior A (adjuvant A is excluded)", "two lines (adjuvant ones excluded)": which ones are meant."""
    of_treatment = set(asked.kinds) & KINDS and set(forbidden.kinds) & KINDS
    at_home = {term.name for term in terms_of(forbidden.condition)} == {"taking"}
    return bool(of_treatment or set(asked.kinds) & set(forbidden.kinds)) and not at_home


def none_but_asked(tokens: Sequence[Token]) -> Read | None:
    """ "No brain metastases and measurable disease": the second is asked for."""
    at = max((at for at, token in enumerate(tokens) if token.type == "AND"), default=0)
    asked = whole(tokens[at + 1 :], False) if at else None
    if asked is None or not states(asked.condition):
        return None
    none = whole(tokens[:at], False)
    if none is None or says_nothing(none.condition) or states(none.condition):
        return None
    words, unread = none.words + asked.words, none.unread + asked.unread
    return Read(both((none.condition, asked.condition)), merged(none, asked), words, unread)


def last_forbidden(tokens: Sequence[Token], clause: Reader) -> Read | None:
    """ "HER2-positive cancer, patients with brain metastases are excluded": the first is asked for.

    None: all that is named is forbidden, as in "A, B and C are not allowed". Of no kind: it may be either.
    """
    depth, comma = 0, 0
    for at, token in enumerate(tokens):
        depth += (token.type == "LP") - (token.type == "RP")
        comma = at if (token.type == "COMMA" or token.value in ("but", "however")) and depth == 0 else comma
    first, last = trimmed(tokens[:comma]), tokens[comma + 1 : -1]
    if not first or not last or "NOT" in {token.type for token in first}:
        return None
    asked = whole(first, False)
    if asked is None or says_nothing(asked.condition):
        return None
    others = any(token.who for token in last[:2])  # "..., patients with B are excluded"
    of_others = others and set(asked.kinds) <= {*KINDS, "biomarkers"}
    if not (states(asked.condition) or of_others) or asked.kinds == ("sex",):
        mixed_up = set(asked.kinds) <= KINDS and not {"OR", "AND"} & {token.type for token in last}
        other = whole(last, True) if mixed_up else None  # "prior A, brain metastases are not allowed"
        return UNCLEAR if other is not None and not set(other.kinds) & KINDS else None
    if set(asked.kinds) <= {"sex", "menopause"}:
        return UNCLEAR
    forbidden = clause([*last, tokens[-1]], False)
    if forbidden is None and not others:
        return UNCLEAR
    if not others and {"OR", "AND"} & {token.type for token in last}:
        return UNCLEAR
    denied = forbidden.condition if forbidden else UNREAD
    kinds = merged(asked, forbidden) if forbidden else asked.kinds
    words, unread = (forbidden.words, forbidden.unread) if forbidden else ((), (span_of(last),))
    return Read(both((asked.condition, denied)), kinds, asked.words + words, asked.unread + unread)


# What a demand may name, and an alternative to it again: "no A, or A more than a year ago".
NAMED = frozenset(("MED", "AID", "ILLNESS", "REC", "NEURO", "SITE", "BRAIN", "MALIGNANCY"))
DENIED_FIRST = pattern(
    "(?:NOT|UNTREATEDQ)[^NOT OR EXCEPT LP STOP IF ALLOWED]*{or:COMMA?OR}(?=[^NOT OR EXCEPT LP IF ALLOWED]*$)"
)
# How it is, if it is an alternative: long ago, stable, mild or treated.
LONG_AGO = pattern("CMP NUM TIME(?:AFTER|BEFORE)|(?:DFI|RELAPSED)(?:FOR|WITH)*CMP NUM TIME|CMP NUM TIME[^NUM]*DFI")
MILD = pattern("STABLEQ|CURED|FREEOF|DEGREE NUM|WITH EVENT|AND(?:PRIOR|TREATED)|OBTAINED MED CMP")
# How it is in words that are not known, or so many lines of it: one cannot say.
SO = pattern("(?:ILLNESS|SITE|NEURO)QUAL|NUM(?:PRIOR|OTHER)*LINE")
GRAVE = frozenset(("ACTIVEQ", "SYMPTOMATICQ", "UNTREATEDQ", "NEEDING", "WITHIN"))


def or_as_it_is(tokens: Sequence[Token], clause: Reader) -> Read | None:
    """ "No A, or A more than a year ago": the second is a way to meet the demand, and not denied too."""
    match = DENIED_FIRST.match(written(tokens))
    if match is None:
        return None
    none, other = tokens[: match.start("or")], tokens[match.end("or") :]
    again = {(token.type, token.value) for token in none} & {(token.type, token.value) for token in other}
    types = written(other)
    long_ago = LONG_AGO.search(types) is not None and any(token.value in (">=", ">") for token in other)
    if not any(kind in NAMED for kind, _ in again) or GRAVE & {token.type for token in other}:
        return None
    if not long_ago and MILD.search(types) is None:
        return UNCLEAR if SO.match(types) else None
    first, second = clause(none, False), clause(other, False)
    if first is None or second is None or says_nothing(first.condition) or says_nothing(second.condition):
        return UNCLEAR
    condition = one_of((first.condition, second.condition))
    return Read(condition, merged(first, second), first.words + second.words, first.unread + second.unread)


# "Progressed on A, or within 12 months of adjuvant B"
SOON_AFTER = pattern(
    "{grew:(?:PROGRESSED|RELAPSED)}{on:[^STOP LP WITHIN CMP OR]*MED[^STOP LP WITHIN CMP OR]*}"
    "{or:COMMA?OR}{soon:WITHIN NUM TIME[^OR]*SETTING[^OR]*}$"
)


def or_soon_after(tokens: Sequence[Token], clause: Reader) -> Read | None:
    """ "Progressed on A, or within 12 months of adjuvant B": two ways, and not one that holds for A and B."""
    match = SOON_AFTER.search(written(tokens))
    if match is None:
        return None
    at = match.start("grew")
    grew, others = tokens[at], trimmed([token for token in tokens[:at] if token.type not in ("WITH", "WHO")])
    if {"NOT", "OR"} & {token.type for token in others}:
        return UNCLEAR
    first = clause(others, False) if others else Read(ALWAYS, (), ())
    on = clause(tokens[at : match.start("or")], False)
    soon = clause([grew._replace(type="RELAPSED"), *tokens[slice(*match.span("soon"))]], False)
    several = [one or UNCLEAR for one in (first, on, soon)]
    asked, *ways = (one.condition for one in several)
    return Read(
        both((asked, one_of(ways))),
        tuple(dict.fromkeys(kind for one in several for kind in one.kinds)),
        tuple(word for one in several for word in one.words),
        tuple(place for one in several for place in one.unread),
    )


# "HER2-negative, or positive and treated with A"
EITHER_SIGN = pattern(
    "{what:REC}{first:SIGN|PLUS|MINUS}(?:DISEASE|BREAST)*COMMA?OR{again:REC?}{last:SIGN|PLUS|MINUS}"
    "(?!STOP|$|LP|(?:DISEASE|BREAST)*(?:COMMA|AND|SLASH)*REC)"
)


def either_sign(tokens: Sequence[Token], clause: Reader) -> Read | None:
    """ "HER2-negative, or positive and treated with A": what follows is asked of the second alone."""
    match = EITHER_SIGN.search(written(tokens))
    if match is None:
        return None
    what, again = tokens[match.start("what")], tokens[match.start("again")] if match["again"] else None
    signs = {str(tokens[match.start(name)].value or tokens[match.start(name)].type) for name in ("first", "last")}
    if (again is not None and again.value != what.value) or len(signs) != TWO or match.start():
        return None
    first = clause(tokens[: match.start("first") + 1], False)
    last = clause([what, *tokens[match.start("last") :]], False)
    several = [one for one in (first, last) if one is not None]
    if first is None:
        return UNCLEAR
    ways = [one.condition for one in several] + ([UNREAD] if last is None else [])
    return Read(
        one_of(ways),
        tuple(dict.fromkeys(kind for one in several for kind in one.kinds)),
        tuple(word for one in several for word in one.words),
        tuple(place for one in several for place in one.unread),
    )


TWO = 2
# "Triple-negative, including ER-low (1-10 %) tumours"
THESE_TOO = pattern(
    "(?:TNBC|REC SIGN)(?:DISEASE|BREAST|TISSUE)*{too:(?:COMMA|LP)?INCLUDING"
    "{what:(?:REC SIGN|SIGN)}(?:LP[^LP RP]*RP)?(?:DISEASE|BREAST|TISSUE)*RP?}"
)


def these_too(tokens: Sequence[Token], clause: Reader) -> Read | None:
    """ "Triple-negative, including ER-low": more may enter than the first words say, if they do not hold it already."""
    match = THESE_TOO.search(written(tokens))
    if match is None:
        return None
    read = clause([*tokens[: match.start("too")], *tokens[match.end("too") :]], False)
    if read is None or says_nothing(read.condition):
        return read and UNCLEAR
    too = whole(tokens[slice(*match.span("what"))], False)
    if too is not None and isinstance(too.condition, IsIn) and _holds(read.condition, too.condition):
        return read
    return read._replace(condition=one_of((read.condition, UNREAD)))


def _holds(condition: Condition, kind: IsIn) -> bool:
    """Whether a kind of receptors is among those that are asked for: ER-low among hormone-receptor-positive."""
    match condition:
        case IsIn(Term(name), allowed):
            of_it = {kind.term.name, "hormone_receptors"} if kind.term.name in ("er", "pr") else {kind.term.name}
            return name in of_it and kind.allowed <= allowed
        case And(parts) | Or(parts):
            return any(_holds(part, kind) for part in parts)
        case _:
            return False
