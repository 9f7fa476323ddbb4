"""One criterion to a condition: what must hold for an inclusion criterion, what excludes for an exclusion criterion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from concord.criteria.terms import Condition, Or, terms_of
from concord.knowledge.load import Knowledge
from concord.trials.criteria_headings import RECEPTOR_GROUP
from concord.trials.criteria_text import Criterion, Section
from concord.trials.reading.build import (
    UNREAD,
    Read,
    asks_for_pregnancy,
    both,
    impossible,
    one_of,
    opened,
    opposite,
    says_nothing,
    where_given,
    yes,
)
from concord.trials.reading.corrections.cautions import cautioned
from concord.trials.reading.corrections.for_some import OTHER_TUMOUR, WAIVED, not_for_all, recent_only
from concord.trials.reading.headings.heading import NAMED_STATE, Heading, Stands
from concord.trials.reading.phrases.cancer import in_any_sample, told_of_any_sample
from concord.trials.reading.phrases.found_since import as_it_was
from concord.trials.reading.phrases.pregnancies import negative_test, not_pregnant
from concord.trials.reading.phrases.receptors import DEFINING
from concord.trials.reading.phrases.tested import from_two_plus, her2_from_less, own_low
from concord.trials.reading.rewording.opening import as_exclusion, doubted, without_group, without_name
from concord.trials.reading.rewording.steps import Said, reworded
from concord.trials.reading.sentences.criterion import criterion_tokens
from concord.trials.reading.sentences.defining import without_meaning
from concord.trials.reading.sentences.of_those import eligible_if, of_those_who
from concord.trials.reading.sentences.pieces import MARKERS, OF_TREATMENT
from concord.trials.reading.words.how_many import ONE_OF
from concord.trials.reading.words.lexer import Node, Token, tokens
from concord.trials.reading.words.normal import SIGNS, normal
from concord.trials.reading.words.numbered import Numbered, numbered
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine, build

Says = Literal["requires", "allows", "nothing"]


@dataclass(frozen=True, slots=True)
class Words:
    """A part of the condition, and from where to where its words stand in the criterion's text."""

    condition: Condition
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `condition` is None where nothing was; `unread` are the places of the words that were not."""

    condition: Condition | None
    kinds: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    says: Says = "nothing"


BARE_NO = re.compile(r"\W*(?:no|none)\b|.*\bnone of (?:these|the following)\b", re.IGNORECASE)
ENDS_WITH_OR = re.compile(r"\bor\W*$", re.IGNORECASE)
_TREES: dict[str, Node] = {}


# Of these alone, nobody who enters has to have one.
ONLY_NAMED = {"PREG", "ILLNESS", "AND", "OR", "COMMA", "SLASH", "STOP"}
# A title too, as old records have it: "Chemotherapy", and below it what is asked of that.
ONLY_TREATMENTS = {"MED", "AID", "AND", "OR", "COMMA", "SLASH", "COLON"}
DEFINES = {"DEFINED", "HOW", "ISDEFINED"}


def only_treatments(found: Sequence[Token]) -> bool:
    """Whether classes of medicines are named, and nothing else."""
    if not {token.type for token in found} <= ONLY_TREATMENTS:
        return False
    return all(isinstance(token.value, Medicine) and token.value.members for token in found if token.type == "MED")


AS_FOLLOWS = re.compile(r"as follows\s*:\s*$", re.IGNORECASE)


def kind_as_follows(found: Sequence[Token], text: str) -> bool:
    """ "The tumor must be HER2-negative as follows:": the demand is whole, and what follows is how it is told."""
    named = AS_FOLLOWS.search(text) is not None and any(token.type in ("REC", "TNBC") for token in found)
    return named and {token.type for token in found} <= DEFINING


def named_state(found: Sequence[Token]) -> bool:
    """ "Postmenopausal women:", and below it the ways to be that."""
    types = {token.type for token in found}
    return "MENO" in types and types <= NAMED_STATE and found[-1].type == "COLON"


def tree_of(knowledge: Knowledge) -> Node:
    """The phrases of this knowledge, built once."""
    if knowledge.hash not in _TREES:
        _TREES[knowledge.hash] = build(knowledge)
    return _TREES[knowledge.hash]


# "Neither A nor B": one sentence, true or not, in whichever section it stands.
NEITHER_NOR = re.compile(r"\W*(?:patients (?:with|who have) )?neither\b[^.;]*\bnor\b[^.;]*\.?$", re.IGNORECASE)


def read(criterion: Criterion, knowledge: Knowledge, *, joined: bool = False) -> Reading:
    """Reads one criterion. The same text always gives the same reading.

    `joined`: whoever asks joins criteria under one heading himself, so that "one of the following" is not minded here.
    """
    excludes = criterion.section == "exclusion"
    if excludes and NEITHER_NOR.match(criterion.text) and not criterion.within:
        return read(replace(criterion, section="inclusion"), knowledge, joined=joined)  # who has neither is excluded
    tree = tree_of(knowledge)
    found = reworded(tokens(criterion.text, tree), Said(criterion.text, tree, excludes))
    found, of_two = (found, False) if excludes else from_two_plus(found)
    found, any_sample = told_of_any_sample(found, criterion.text)
    nothing = Reading(None, unread=((0, len(criterion.text)),))
    if asks_nothing(criterion, found):
        return nothing
    headings = [Heading.of(text, excludes, tree, knowledge) for text in criterion.within]
    if (listed := numbered(criterion.text)) is not None:
        several = of_list(criterion, listed, knowledge)
        if several is not None:
            return several
    if any(heading.forbids for heading in headings):
        said = [text for text, heading in zip(criterion.within, headings, strict=True) if heading.forbids]
        if excludes and any(BARE_NO.match(text) for text in said):
            return nothing  # "none of the following:" over exclusions may be meant in two ways
        if not excludes or not all(_is_demand(heading) for heading in headings if heading.forbids):
            return turned_round(criterion, headings, knowledge, joined)
    one_of_several = not excludes and not joined and ENDS_WITH_OR.search(criterion.text) is not None
    stands = [heading.stands(excludes, joined, one_of_several) for heading in headings]
    if "apart" in stands:
        return nothing
    found, of_a_group = without_group(found)
    found = without_name(found, criterion.text, excludes, tree, knowledge)
    for heading in headings:
        found = heading.leads(found)
    found = as_exclusion(found) if excludes else doubted(found, criterion.text)
    if not found:
        return nothing  # it was but the name of a group
    excepting = None
    if leads_on(found, criterion.text):
        excepting = exception_below(found)
        if excepting is None or (excludes and _or_below(found)):
            return _before_a_list(found, excludes) or nothing
        found = found[:excepting]
    found, meant = without_meaning(found) if excludes else (found, False)
    if her2_from_less(found) or own_low(found):
        return nothing
    result = criterion_tokens(found, excludes) or (of_those_who if excludes else eligible_if)(found)
    if result is not None:
        result = result._replace(condition=as_it_was(result.condition, result.kinds, normal(criterion.text)))
    if result is None or not _asks(result.condition, excludes):
        return _of_its_people(found, headings, excludes, nothing)
    if excludes and _asked_by_slip(found, result):
        return nothing
    condition = where_given(result.condition) if excludes else not_for_all(result.condition, found, result.words)
    condition = recent_only(condition, result.kinds, found, excludes)
    condition = both((condition, UNREAD)) if of_two else condition
    borne_out = _borne_out(condition, criterion, result, excludes)
    if borne_out is None:
        return nothing
    condition = in_any_sample(borne_out) if any_sample else borne_out
    condition = _wider_below(condition, criterion.text) if not excludes else condition
    if excepting is not None:
        condition = _but_for_those_below(condition, excludes)
    for heading in headings:
        condition = heading.limited(condition, excludes)
    limits = any(limited(heading, how, result, excludes) for heading, how in zip(headings, stands, strict=True))
    of_others = OTHER_TUMOUR.match(criterion.text) is not None
    waived = not excludes and WAIVED.search(criterion.text) is not None
    if of_a_group or of_others or one_of_several or limits or meant or waived:
        condition = opened(condition, excludes)
    return Reading(condition, result.kinds, tuple(Words(*one) for one in result.words), result.unread, "requires")


def asks_nothing(criterion: Criterion, found: Sequence[Token]) -> bool:
    """Whether it is no criterion: a note, a title, the name of a group below which others stand."""
    if criterion.section == "unclear" or not found or found[0].type == "NOTE":
        return True
    excludes = criterion.section == "exclusion"
    if RECEPTOR_GROUP.fullmatch(criterion.text) and (excludes or found[0].type in ("FOR", "IF")):
        return True  # "for TNBC patients", and below it what excludes them
    if excludes or criterion.within:
        return False
    title = {token.type for token in found} <= ONLY_NAMED and not found[0].who  # "Pregnancy and breastfeeding"
    return title or only_treatments(found)


def leads_on(found: Sequence[Token], text: str) -> bool:
    """Whether more follows below, which is no mere definition of what stands here."""
    defined_below = DEFINES & {token.type for token in found[-4:]} or kind_as_follows(found, text)
    return not defined_below and (text.rstrip().endswith(":") or found[-1].type == "EXCEPT")


def exception_below(found: Sequence[Token]) -> int | None:
    """Where an exception begins that is told below: "autoimmune disease, with these exceptions:"."""
    return next((len(found) - at for at in range(1, min(7, len(found))) if found[-at].type == "EXCEPT"), None)


def _or_below(found: Sequence[Token]) -> int:
    """Where "or any of the following:" begins, after something."""
    other = OR_BELOW.search(written(found))
    return other.start() if other else 0


def _before_a_list(found: Sequence[Token], excludes: bool) -> Reading | None:
    """What is said before a list below it: "A, or any of the following:"; "A. One of these:"."""
    if excludes and (other := _or_below(found)):
        read_one = criterion_tokens(found[:other], excludes)
        return _whole_reading(read_one and read_one._replace(condition=one_of((read_one.condition, UNREAD))))
    if stop := max((at for at, token in enumerate(found) if token.type == "STOP"), default=0):
        return _whole_reading(criterion_tokens(found[:stop], excludes))
    if excludes:
        return None
    by_test = not_pregnant(found) or negative_test(found)  # "must have a negative test, as follows:"
    return _whole_reading(by_test or (criterion_tokens(found[:-1], excludes) if named_state(found) else None))


def _asks(condition: Condition, excludes: bool) -> bool:
    """Whether a condition can be meant: it says something, can be met, and asks nobody to be pregnant."""
    misread = not excludes and asks_for_pregnancy(condition)
    return not (misread or says_nothing(condition) or impossible(condition))


def _of_its_people(found: Sequence[Token], headings: Sequence[Heading], excludes: bool, nothing: Reading) -> Reading:
    """What is left where the words were not read: that they allow something, or whom the heading speaks of."""
    allows = any(token.type == "ALLOWED" for token in found)
    of_people = [heading.of_people for heading in headings if heading.of_people is not None]
    aside = excludes and {"STOP", "LP"} & {token.type for token in found}  # "taking A; who can stop may enter"
    if of_people and (aside or not allows):  # it is not about those who have no such illness, whatever it says
        others = of_people[0] if excludes else opposite(of_people[0])
        return replace(nothing, condition=opened(others, excludes), says="requires")
    return replace(nothing, says="allows") if allows else nothing


def _asked_by_slip(found: Sequence[Token], read_one: Read) -> bool:
    """ "No known HIV", among what excludes: a slip, as if it were asked for."""
    types = {token.type for token in found}
    kinds = set(read_one.kinds)
    spread = {one.name for one in terms_of(read_one.condition)} <= SPREAD
    of_health = kinds <= ILLNESSES or spread or ("ILLNESS" in types and kinds <= OF_TREATMENT)
    return found[0].type == "NOT" and "ALLOWED" not in types and of_health


def _borne_out(condition: Condition, criterion: Criterion, read_one: Read, excludes: bool) -> Condition | None:
    """The condition after the corrections; None where they leave nothing of it."""
    above = "\n".join(normal(text).lower() for text in criterion.within)
    text = criterion.text.translate(SIGNS).lower()
    borne_out = cautioned(condition, text, above, read_one.words, excludes)
    return None if borne_out is None or (borne_out != condition and says_nothing(borne_out)) else borne_out


def _wider_below(condition: Condition, text: str) -> Condition:
    """ "A, or B defined as:": what follows may be wider than the words."""
    defined = text.rstrip().endswith(":") and (isinstance(condition, Or) or ONE_OF.search(normal(text)[-50:]))
    return one_of((condition, UNREAD)) if defined else condition


def _but_for_those_below(condition: Condition, excludes: bool) -> Condition:
    """ "Any other cancer, with these exceptions:" what else would be excepted is told below."""
    if excludes and isinstance(condition, Or) and UNREAD in condition.parts:
        condition = one_of(part for part in condition.parts if part != UNREAD)
    return opened(condition, excludes)


def _whole_reading(read_one: Read | None) -> Reading | None:
    """A reading of the words before a colon, where what follows is told apart from them."""
    if read_one is None or says_nothing(read_one.condition):
        return None
    places = tuple(Words(*one) for one in read_one.words)
    return Reading(read_one.condition, read_one.kinds, places, read_one.unread, "requires")


def _is_demand(heading: Heading) -> bool:
    """ "Patients must not have:", which over exclusions says no more than that they exclude."""
    return any(token.type == "NOT" and token.must for token in heading.words)


# "No prior treatment with any of the following:", without its "no"
DENIAL = re.compile(r"\b(?:(?:must|should|shall|may|can|will) (?:not|never)|no|not|none of|without)\b", re.IGNORECASE)
# "Patients must not have had any of the following:"
HAD = re.compile(
    r"\b(?:had|received|taken)\b(?:[\s,]+(?:any|either|one|of|the|following|these|prior))*[\s:.]*$", re.IGNORECASE
)


def turned_round(criterion: Criterion, headings: Sequence[Heading], knowledge: Knowledge, joined: bool) -> Reading:
    """A criterion under "patients must not have:" asks for the opposite of what it says."""
    others = tuple(text for text, heading in zip(criterion.within, headings, strict=True) if not heading.forbids)
    if len(others) != len(headings) - 1:
        return Reading(None, unread=((0, len(criterion.text)),))
    said = next(text for text, heading in zip(criterion.within, headings, strict=True) if heading.forbids)
    if any(heading.forbids and (heading.of_treatment or heading.qualifies) for heading in headings):
        others = (*others, DENIAL.sub("", said))
    elif HAD.search(said):
        others = (*others, "Prior treatment with:")
    section: Section = "inclusion" if criterion.section == "exclusion" else "exclusion"
    found = read(replace(criterion, section=section, within=others), knowledge, joined=joined)
    if found.condition is None:
        return found
    words = tuple(Words(opposite(one.condition), one.start, one.end) for one in found.words)
    return replace(found, condition=opposite(found.condition), words=words)


def of_list(criterion: Criterion, listed: Numbered, knowledge: Knowledge) -> Reading | None:
    """A numbered list in a criterion: each thing of it is read like a criterion under the words before the list."""
    excludes = criterion.section == "exclusion"
    within = criterion.within
    one_of_them = listed.one_of
    if listed.lead:
        heading = Heading.of(listed.lead, excludes, tree_of(knowledge), knowledge)
        one_of_them = one_of_them or heading.one_of
        if heading.stands(excludes, True, False) not in (("all", "values", "some") if excludes else ("all",)):
            return None
        if not excludes and not (heading.plain or heading.introduces or heading.of_treatment or heading.one_of):
            return None  # it asks for something itself
        within = (*within, listed.lead)
    found = [
        read(replace(criterion, text=item.text, within=within), knowledge, joined=bool(listed.lead) and not excludes)
        for item in listed.items
    ]
    read_ones = [
        one.condition if one.condition is not None else UNREAD for one in found if one.says != "allows" or excludes
    ]
    if not read_ones:
        return None
    condition = one_of(read_ones) if excludes or one_of_them else both(read_ones)
    if says_nothing(condition):
        return None
    moved = [(item.start, one) for item, one in zip(listed.items, found, strict=True)]
    return Reading(
        condition,
        tuple(dict.fromkeys(kind for one in found for kind in one.kinds)),
        tuple(Words(one.condition, one.start + at, one.end + at) for at, read in moved for one in read.words),
        tuple((start + at, end + at) for at, read in moved for start, end in read.unread),
        "requires",
    )


def limited(heading: Heading, stands: Stands, read: Read, excludes: bool) -> bool:
    """Whether a criterion under this heading counts only for some, or is only one of several ways."""
    of_organs = set(read.kinds) == {"organ_function"} and not {one.name for one in terms_of(read.condition)} <= MARKERS
    if stands in ("values", "unknown") and of_organs:
        return False
    named = {token.type for token in heading.words}
    if named <= LABEL and named & {"AGE", "REC"} and not excludes:
        return False  # "Age:", "Hormone receptor status:"
    if read.kinds == ("cumulative_dose",) and "CUMULATIVE" in named:
        return False  # "cumulative doses of:"
    if "CANNOTSTOP" in named or (excludes and "WINDOWS" in named and "washout" not in read.kinds):
        return True
    if read.kinds == ("pregnancy",) and {token.type for token in heading.words} <= OF_WOMEN:
        return False  # who cannot become pregnant is not pregnant
    if excludes and read.kinds == ("comorbidity",) and heading.when_seen:
        return read.condition != ALWAYS_ACTIVE
    if stands == "values" and "washout" in read.kinds:
        return False  # it has a span of time of its own, or that of the heading
    if stands == "values":
        return heading.narrows and read.condition != ALWAYS_ACTIVE
    if stands == "unknown":  # a demand of its own, with further ones under it, limits nothing
        own = criterion_tokens(heading.words, excludes)
        alternative = any(token.type == "OR" for token in heading.words)
        return own is None or alternative or bool(own.unread) or says_nothing(own.condition)
    return stands == "some"


OR_BELOW = pattern("COMMA?OR EITHER?COLON$")
ILLNESSES = {"comorbidity", "prior_cancer"}
# What it is to be that may be told more widely below: `requirements` minds it, who sees what stands there.
OF_STATE = {"menopause", "ovaries", "sex"}
SPREAD = {"site", "brain", "leptomeningeal_disease"}
LABEL = {"AGE", "REC", "COLON", "TISSUE"}
OF_WOMEN = {"WOCBP", "SEX", "MENO", "FOR", "IF", "WITH", "COLON", "WHO"}
# An infection is active by itself: "uncontrolled illness, including infection".
ALWAYS_ACTIVE = yes("has", "active_infection")


__all__ = ["OF_STATE", "Reading", "Words", "read", "tree_of"]
