"""Operations on the breast and its lymph nodes that a sentence names as done.

"Mastectomy or lumpectomy with sentinel node biopsy", "axillary dissection already performed". Among medicines, and
where a span of time stands beside them, `treatment` reads them as it reads radiation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from concord.criteria.terms import Condition
from concord.trials.reading.build import UNREAD, Item, Read, both, one_of, says_nothing, yes
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine

# "Underwent", "status post", "has had", "either".
LEAD = pattern("(?:PRIOR|TREATED|OBTAINED|AFTER)*")
ANY = frozenset(("OR", "SLASH"))
ALL = frozenset(("AND", "WITH", "PLUS"))
# What may follow. "Lumpectomy candidates", "mastectomy planned", "dissection is allowed" have had none.
AFTER = frozenset(("COMMA", "AND", "OR", "SLASH", "STOP", "WITH", "LP", "RP", "FOR", "WITHIN", "CMP", "WHO", "AGO"))
NOT_YET = frozenset(("PLANNED", "MAY", "CANBE", "AMENABLE", "HEAD", "ALLOWED", "NEEDING", "NOW"))
Group = tuple[list[Condition], bool]


def operations(tokens: Sequence[Token], types: str, at: int, excludes: bool) -> Item | None:
    """Operations from here on, and how they are joined: "A or B, with C or D" is one of each."""
    lead = LEAD.match(types, at)
    here = lead.end() if lead else at
    groups, end = _groups(tokens, here)
    if not groups:
        return None
    if end < len(tokens) and tokens[end].type == "OBTAINED":
        end += 1  # "already performed"
    after = {token.type for token in tokens[end : end + 1]}
    if not after <= AFTER or {token.type for token in tokens} & NOT_YET:
        return None
    several = [one_of(group) for group in groups]
    if len(several) == 1 or not excludes:
        return Item(both(several), ("surgery",), end)
    return Item(one_of((both(several), both((one_of(several), UNREAD)))), ("surgery",), end)


def _groups(tokens: Sequence[Token], at: int) -> tuple[list[list[Condition]], int]:
    """Operations joined by "or", or by commas before an "or", and the groups of them that "and" joins."""
    groups: list[list[Condition]] = []
    end, joined = at, frozenset[str]()
    while named := _named(tokens[at], bool(groups)) if at < len(tokens) else []:
        if not groups or joined & ALL:
            groups.append([])
        groups[-1] += named
        end = at = at + 1
        start = at
        while at < len(tokens) and tokens[at].type in {"COMMA", "EITHER", *ANY, *ALL}:
            at += 1
        joined = frozenset(token.type for token in tokens[start:at])
        if at < len(tokens) and joined == {"COMMA"}:
            joined = _joined_later(tokens, at)
        if not joined or (joined & ANY and joined & ALL):
            break
    return groups, end


def _joined_later(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """What joins a list whose first parts only a comma joins: "A, B, or C"."""
    while at < len(tokens) and (_named(tokens[at], True) or tokens[at].type == "COMMA"):
        at += 1
    return frozenset(token.type for token in tokens[at : at + 1] if token.type in ANY | ALL)


def _named(token: Token, beside: bool = False) -> list[Condition]:
    """The operations that a word names; nothing where it names none. `beside` one, another may have no fact."""
    several = token.value.several() if isinstance(token.value, Medicine) else [None] * (token.type == "MED" and beside)
    if any(one and not one.operation for one in several) or not (beside or any(several)):
        return []
    done = [UNREAD if one is None else yes("surgery", one.operation) for one in several]
    return [both((one, UNREAD)) if word and word.partly else one for one, word in zip(done, several, strict=True)]


# "Definitive surgery of the primary tumor, i.e. either A or B", "complete resection (R0) by A"
BY = pattern(
    "(?:PRIOR|TREATED|OBTAINED|TISSUE)*{what:(?:MED|CURE)[^STOP NOT OR EXCEPT IF PLANNED WITHIN TIME]*?}"
    "(?:HOW|WITH|THATIS|COLON|INCLUDING|DEFINED|EITHER|COMMA|LP)+(?=MED)"
)
# Words that tell of that surgery no more than what it was for.
OF_THE_BREAST = frozenset(("MED", "CURE", "BREAST", "DISEASE", "SAMPLE", "FOR", "COMMA"))


def surgery_by(tokens: Sequence[Token], reader: Callable[[Sequence[Token], bool], Read | None]) -> Read | None:
    """A demand for surgery that says by which operations it was done."""
    types = written(tokens)
    match = BY.match(types)
    if match is None or not _named(tokens[match.end()]):
        return None
    start, end = match.span("what")
    lead = tokens[0]._replace(type="TREATED", value=None, end=tokens[0].start)
    read = reader([lead, *tokens[match.end() :]], False)
    if read is None or says_nothing(read.condition) or read.kinds != ("surgery",):
        return None
    told = {token.type for token in tokens[start:end]} <= OF_THE_BREAST
    return read if told else read._replace(condition=both((read.condition, UNREAD)))
