"""Headings that turn to people with an illness, or with spread to the brain: what stands below is about them alone."""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import And, Condition, IsIn, Term, terms_of
from concord.trials.reading.build import both, one_of, opposite, says_nothing, yes
from concord.trials.reading.phrases.serology import VIRUSES
from concord.trials.reading.sentences.brackets import without_brackets
from concord.trials.reading.sentences.whole import whole
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

# Words by which a heading leads on to what is asked of them.
LEADS_ON = frozenset(("IF", "LOOSE", "EITHER", "DEFINED", "WHO", "WITH", "COLON", "HOW"))
# "HIV with any of the following:", "patients with HIV are excluded if:"; not "HIV, including any of the following:"
KEPT_OUT = pattern(
    "{turns:(?:FOR|IF)?}{who:(?:(?:QUAL|ACTIVEQ|PRIOR|WITH|OR|AND|SLASH|COMMA)*(?:ILLNESS|BRAIN|LEPTO))+}"
    "COMMA?{leads:(?:WITH|WHO|IF|AND|FORBIDDEN|EITHER)*}COLON"
)


def let_in(found: Sequence[Token]) -> Condition | None:
    """The illness or the spread of those to whom a heading turns, when it lets them in or asks something of them."""
    at = next((at for at, token in enumerate(found) if token.type == "ALLOWED" or (token.must and at)), None)
    if not at or not {token.type for token in found[at:]} & LEADS_ON or found[at].type in ("NOT", "FORBIDDEN"):
        return None
    subject = found[1:at] if found[0].type in ("FOR", "IF") else found[:at]
    read = whole(without_brackets(subject), False) if any(token.who for token in found[:2]) else None
    if read is None or says_nothing(read.condition) or not set(read.kinds) <= {"comorbidity", "sites"}:
        return None
    named = [_everybody_with(term) for term in terms_of(read.condition)]
    if any(token.type == "BRAIN" and token.value == "cns" for token in subject):
        named.append(yes("leptomeningeal_disease"))  # the central nervous system is the brain and its linings
    return None if None in named else one_of(one for one in named if one is not None)


def _everybody_with(term: Term) -> Condition | None:
    """Everybody who has an illness or spread of which only some may be named, such as stable metastases."""
    if term.name in ("has", "leptomeningeal_disease"):
        return yes(term.name, *term.arguments)
    return yes("site", "brain") if term.name == "brain" or term.arguments[:1] == ("brain",) else None


def kept_out(found: Sequence[Token]) -> Condition | None:
    """The infection or the spread to which a heading turns, of which only some people are excluded.

    Of other illnesses what follows may be what is meant by them: "heart disease with any of the following:".
    """
    match = KEPT_OUT.fullmatch(written(found))
    who = found[slice(*match.span("who"))] if match else ()
    if not match or any(token.type == "ILLNESS" and token.value not in VIRUSES for token in who):
        return None
    leads = {token.type for token in found[slice(*match.span("leads"))]}
    of_people = any(token.who for token in found)
    turns = bool(match["turns"]) or bool(leads & {"WITH", "WHO", "IF", "AND"})
    if not turns and not (of_people and (leads or found[-1].who)):
        return None  # "known HIV infection:", "HIV, any of the following:"
    read = whole(who, True)
    return None if read is None or says_nothing(read.condition) else read.condition


def asked_of(people: Condition, condition: Condition) -> Condition:
    """What is asked of some people: of those with spread to the brain, that it has spread says nothing more."""
    if isinstance(condition, And) and all(term.name != "has" for term in terms_of(people)):
        parts = tuple(part for part in condition.parts if not has_spread(part))
        condition = both(parts) if parts else condition
    return one_of((opposite(people), condition))


def has_spread(part: Condition) -> bool:
    """Whether it says that the cancer has spread."""
    return isinstance(part, IsIn) and part.term.name == "extent" and "metastatic" in part.allowed
