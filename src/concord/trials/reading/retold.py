"""Words about treatment put into the order in which the reader of phrases looks for them."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.lexer import Node, Token, tokens
from concord.trials.reading.patterns import pattern, written


def retold(found: Sequence[Token], text: str, tree: Node) -> Sequence[Token]:
    """All of what follows, one after the other."""
    found = had_none(containing(named_in_short(found, tree), text), text)
    return by_definition(without_needless_brackets(found))


IN_SHORT = pattern("{short:(?:UNKNOWN|QUAL)}(?=(?:COMMA|OR|AND|SLASH)+(?:UNKNOWN(?:COMMA|OR|AND|SLASH)+)?MED)")
BEFORE_SHORT = pattern("(?:MED|TREATED|PRIOR|LINE|NUM|NOT|COMMA|OR|AND|SLASH|FOR|SETTING)$")


def named_in_short(found: Sequence[Token], tree: Node) -> Sequence[Token]:
    """ "Endocrine or targeted therapy": the word that is left out after the first belongs to it too."""
    kept = list(found)
    types = written(found)
    for match in IN_SHORT.finditer(types):
        at = match.start("short")
        full = tokens(f"{found[at].value} therapy", tree) if found[at].type == "UNKNOWN" else []
        begins = at == 0 or BEFORE_SHORT.search(types[:at])
        if begins and len(full) == 1 and full[0].type == "MED" and full[0].value is not None:
            kept[at] = found[at]._replace(type="MED", value=full[0].value)
    return kept


HAD_NONE = pattern("(?<!NOT)(?:TREATED|PRIOR){no:NOT}(?=(?:PRIOR|TREATED|OTHER|QUAL)*(?:drug|LINE))")
NONE_FOR = pattern(
    "NOT(?:PRIOR|TREATED|OTHER|QUAL|SETTING|drug|join)*drug TREATED?{span:FOR?CMP}NUM TIME(?=BEFORE|PRIOR)"
)
NONE_OR_ONE = pattern("{no:NOT}OR NUM(?=(?:PRIOR|TREATED|OTHER)*(?:drug|LINE))")


def had_none(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Has received no chemotherapy" is "no chemotherapy received"."""
    kept = list(found)
    for match in HAD_NONE.finditer(written(found)):
        at = match.start("no")
        if text[found[at].start : found[at].end].lower() == "no":
            kept[at - 1 : at + 1] = [found[at]._replace(who=found[at - 1].who), found[at - 1]._replace(who=False)]
    for match in NONE_FOR.finditer(written(kept)):
        start, end = match.span("span")  # "no A for at least four weeks before" is "no A within four weeks before"
        if str(kept[end - 1].value)[0] == ">":
            kept[start:end] = [kept[start]._replace(type="WITHIN", value=None)]
            break
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


DEFINED_ILLNESS = pattern("{vague:ILLNESS LP THATIS COMMA?}ILLNESS(?:(?:COMMA|OR|SLASH)+ILLNESS)*{end:RP}")


def by_definition(found: Sequence[Token]) -> Sequence[Token]:
    """ "Active hepatitis (i.e., hepatitis B or C)": a word for which there is no fact, and which illnesses it means."""
    match = DEFINED_ILLNESS.search(written(found))
    if match is None or found[match.start()].value is not None:
        return found
    start, end = match.span("vague")
    return [*found[:start], *found[end : match.start("end")], *found[match.end("end") :]]


IN_BRACKETS = pattern("(?:PROGRESSED|RELAPSED)LP(?:WITH|WHILE|FOR)(?:OR|SLASH)(?:AFTER|BEFORE)LATEST RP")


def without_needless_brackets(found: Sequence[Token]) -> Sequence[Token]:
    """ "Progression (during or after the latest treatment)"."""
    match = IN_BRACKETS.search(written(found))
    if match is None:
        return found
    brackets = (match.start() + 1, match.end() - 1)
    return [token for at, token in enumerate(found) if at not in brackets]
