"""Words about treatment put into the order in which the reader of phrases looks for them."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.lexer import Token
from concord.trials.reading.patterns import pattern, written


def retold(found: Sequence[Token], text: str) -> Sequence[Token]:
    """All of what follows, one after the other."""
    return without_needless_brackets(had_none(containing(found, text), text))


HAD_NONE = pattern("(?<!NOT)(?:TREATED|PRIOR){no:NOT}(?=(?:PRIOR|TREATED|OTHER|QUAL)*(?:drug|LINE))")
NONE_OR_ONE = pattern("{no:NOT}OR NUM(?=(?:PRIOR|TREATED|OTHER)*(?:drug|LINE))")


def had_none(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Has received no chemotherapy" is "no chemotherapy received"."""
    kept = list(found)
    for match in HAD_NONE.finditer(written(found)):
        at = match.start("no")
        if text[found[at].start : found[at].end].lower() == "no":
            kept[at - 1 : at + 1] = [found[at]._replace(who=found[at - 1].who), found[at - 1]._replace(who=False)]
    for match in NONE_OR_ONE.finditer(written(kept)):
        kept[match.start()] = kept[match.start()]._replace(type="NUM", value=0.0)  # "no or one prior line"
    return kept


def containing(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Chemotherapy containing A": the word belongs to the medicine before it only in "A-containing chemotherapy"."""
    kept: list[Token] = []
    for at, token in enumerate(found):
        start = token.end - len("containing")
        apart = token.type == "MED" and any(one.type in ("MED", "AID", "SETTING") for one in found[at + 1 : at + 2])
        if apart and text[start : token.end].lower() == "containing" and start > token.start:
            kept += [token._replace(end=start), token._replace(type="WITH", value=None, start=start)]
        else:
            kept.append(token)
    return kept


IN_BRACKETS = pattern("(?:PROGRESSED|RELAPSED)LP(?:WITH|WHILE|FOR)(?:OR|SLASH)(?:AFTER|BEFORE)LATEST RP")


def without_needless_brackets(found: Sequence[Token]) -> Sequence[Token]:
    """ "Progression (during or after the latest treatment)"."""
    match = IN_BRACKETS.search(written(found))
    if match is None:
        return found
    brackets = (match.start() + 1, match.end() - 1)
    return [token for at, token in enumerate(found) if at not in brackets]
