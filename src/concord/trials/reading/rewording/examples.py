"""Examples that no word announces: "an inhibitor (A, B, etc.)", "inhibitors as A and B", "lung disease (X, Y)"."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.phrases.illnesses import PART
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import Found, pattern, written
from concord.trials.reading.words.vocabulary import Medicine

LIST = "{items:(?:drug|UNKNOWN|CODE)(?:(?:COMMA|OR|AND|SLASH)+(?:drug|UNKNOWN|CODE))*}"
# "(A, B, etc.)": others of the kind are meant too
AND_SO_ON = pattern(f"{{kind:drug}}LP{LIST}{{other:(?:(?:COMMA|OR|AND)+UNKNOWN?(?:OTHER|ANOTHER)+)?}}RP")
# "strong inhibitors as A, B", "inhibitors like A"
SUCH_AS = pattern("{kind:drug}COMMA?{as:FOR|UNKNOWN}{items:drug(?:(?:COMMA|OR|AND|SLASH)+drug)*}")
# "any systemic treatment of the cancer (chemotherapy, hormones or targeted therapy)"
ALL_KINDS = pattern("{kind:MED}PURPOSE?LP{items:drug(?:(?:COMMA|OR|AND|SLASH)+drug)+}RP")
# "lung disease (fibrosis, pneumonia)": at least two names
NAMES = pattern("{kind:ILLNESS}LP{items:ILLNESS(?:(?:COMMA|OR|SLASH)+(?:ILLNESS|UNKNOWN))+}RP")
# "an inhibitor (A included)"
TOO = pattern("{kind:drug}LP{items:drug(?:join drug)*}{other:UNKNOWN}RP")
# "a weak immune system (e.g. X)": the whole sentence
IN_BRACKETS = pattern(
    "{kind:(?:PRIOR|UNKNOWN|QUAL|ACTIVEQ|SYMPTOMATICQ|ILLNESS|OR|AND|COMMA)+}{open:LP(?:FOREXAMPLE|INCLUDING)COMMA?}"
    "{items:ILLNESS(?:(?:COMMA|OR|AND|SLASH)+ILLNESS)*}{close:RP}STOP?"
)
SO_ON = frozenset(("etc", "others", "similar", "any"))
ALIKE = frozenset(("as", "like"))
EACH_KIND = frozenset(("chemotherapy", "endocrine_therapy"))


def announced(found: Sequence[Token], text: str) -> Sequence[Token]:
    """With a word that announces them before such examples, as in "an inhibitor (e.g. A, B)"."""
    kept = list(found)
    for how in (AND_SO_ON, ALL_KINDS, NAMES):
        for match in reversed(list(how.finditer(written(kept)))):
            one = Found(match, kept)
            if _and_so_on(one) if how is AND_SO_ON else _all_kinds(one) if how is ALL_KINDS else _kinds(one):
                at = match.start("items")
                kept.insert(at, kept[at]._replace(type="FOREXAMPLE", value=None, end=kept[at].start))
    for match in reversed(list(TOO.finditer(written(kept)))):
        if kept[match.start("other")].value == "included":
            at = match.start("items")
            kept[match.start("other")] = kept[at]._replace(type="INCLUDING", value=None, end=kept[at].start)
            kept.insert(at, kept.pop(match.start("other")))
    for match in SUCH_AS.finditer(written(kept)):
        one, at = Found(match, kept), match.start("as")
        if text[kept[at].start : kept[at].end].lower() in ALIKE and _members(one):
            kept[at] = kept[at]._replace(type="FOREXAMPLE", value=None)
    return kept


def out_of_brackets(found: Sequence[Token]) -> Sequence[Token]:
    """ "A weak immune system (e.g. X)": X excludes, though what stands before the bracket is not known."""
    match = IN_BRACKETS.fullmatch(written(found))
    if match is None:
        return found
    one = Found(match, found)
    kinds = {token.value for token in one["kind"] if token.type == "ILLNESS"}
    if kinds - {None} or not all(token.value for token in one["items"] if token.type == "ILLNESS"):
        return found
    comma = one["open"][0]._replace(type="COMMA", value=None)
    return [*one["kind"], comma, one["open"][1], *one["items"]]


def _and_so_on(found: Found) -> bool:
    return bool(found["other"]) or str(found["items"][-1].value) in SO_ON


def _members(found: Found) -> bool:
    """Whether all that are named are medicines of the class before them."""
    kind, items = found["kind"][0].value, [one.value for one in found["items"] if one.type in ("MED", "AID")]
    known = [one.members for one in items if isinstance(one, Medicine)]
    return isinstance(kind, Medicine) and len(known) == len(items) and all(one <= kind.members for one in known)


def _all_kinds(found: Found) -> bool:
    return found["kind"][0].value == "cancer_medicine" and {str(one.value) for one in found["items"]} >= EACH_KIND


def _kinds(found: Found) -> bool:
    """Whether the first name, and every other that is known, is one of the kinds of the illness before them."""
    kind = str(found["kind"][0].value)
    names = {str(one.value).removeprefix(PART) for one in found["items"] if one.type == "ILLNESS"}
    return names == {kind}
