"""Pieces of a sentence that patterns read, and how they are joined: by and, or, commas, "no" and "with"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from concord.criteria.terms import ALWAYS, Condition, terms_of
from concord.trials.reading.build import UNREAD, Item, Read, Rule, both, one_of, opposite
from concord.trials.reading.phrases import (
    amounts,
    disease,
    fitness,
    found_since,
    illnesses,
    measures,
    operations,
    spots,
    treatment,
)
from concord.trials.reading.phrases.demanded import stands_alone
from concord.trials.reading.phrases.frames import comes_back
from concord.trials.reading.phrases.receptors import noun_phrase
from concord.trials.reading.phrases.values import once
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import Found, pattern, written

SUBJECTS = (measures, fitness, spots, found_since, disease, amounts, illnesses)
RULES: list[Rule] = [rule for subject in SUBJECTS for rule in subject.RULES]
JOINS = {"AND", "OR", "SLASH", "COMMA", "NEITHER"}
LOOSENING = {"COHORT", "EXCEPT", "IF", "LOOSE", "MAY", "ALLOWED", "OR", "NEITHER"}


def item(tokens: Sequence[Token], types: str, at: int, excludes: bool) -> Item | None:
    """The longest piece that one pattern reads from here on."""
    best = noun_phrase(tokens, at)
    treated = treatment.treatment(tokens, types, at, excludes)
    if treated is not None and (
        best is None or (treated.end > best.end and not _of_the_cancer(best, tokens, types, at, excludes))
    ):
        best = treated
    operated = operations.operations(tokens, types, at, excludes)
    if operated is not None and (best is None or operated.end >= best.end):
        best = operated
    for kind, text, build in RULES:
        match = pattern(text).match(types, at)
        if match is None or match.end() == at:
            continue
        if best is not None and (match.end(), best.condition == UNREAD) <= (best.end, False):
            continue
        found = Found(match, tokens)
        condition = build(found, excludes)
        if condition is None:
            continue
        kinds = (kind,)
        shared = "shared" in match.re.groupindex or (
            kind == "comorbidity" and "quals" in match.re.groupindex and bool(found["quals"])
        )
        dated = kind == "comorbidity" and "only" in match.re.groupindex and illnesses.of_some(found)
        best = Item(condition, kinds, match.end(), shared, dated)
    return best


def _of_the_cancer(best: Item, tokens: Sequence[Token], types: str, at: int, excludes: bool) -> bool:
    """Whether a cancer is named before its treatment: "metastatic breast cancer treated with A", at any time."""
    named = tokens[at].type == "EXTENT" and tokens[best.end - 1].type in ("BREAST", "DISEASE")
    if comes_back(tokens, types, at):
        return False  # "recurrent disease within a year of A"
    listed = pattern("COMMA PRIOR MED").match(types, best.end)  # "metastatic disease, prior A, or B"
    named = named and (not excludes or listed is not None)
    return "receptors" in best.kinds or (named and "disease_extent" in best.kinds)


# Facts that are a number or a class.
MEASURED = frozenset(
    ("child_pugh", "neuropathy_grade", *(fact for units in measures.UNITS.values() for fact, _ in units.values()))
)


class Part(NamedTuple):
    """One piece of a sentence: what joins it to what stood before, and what it reads."""

    join: frozenset[str]
    negated: bool
    item: Item
    start: int


SOME_DISEASE = pattern("DISEASE WHO")


def parts(tokens: Sequence[Token], at: int, excludes: bool) -> tuple[list[Part], int]:
    """Pieces that follow one another, as far as everything is understood; and where that ends."""
    found: list[Part] = []
    types = written(tokens)
    end = at
    while at < len(tokens):
        join: set[str] = set()
        while at < len(tokens) and tokens[at].type in JOINS | {"WITH", "WHO", "PLUS"}:
            join.add(tokens[at].type)
            at += 1
        negated = False
        if at + 1 < len(tokens) and tokens[at].type in ("WOCBP", "SEX") and tokens[at + 1].type == "NOT":
            at += 1  # "women ... must not be pregnant": men are not
        start = at
        if at < len(tokens) and tokens[at].type == "NOT":
            negated = True
            at += 1
        if found and join & {"WHO", "WITH"} and "comorbidity" in found[-1].item.kinds:
            if not excludes or join - {"WITH", "COMMA"} or at >= len(tokens) or tokens[at].type != "LAB":
                break
            join = {"WITH"}  # "diabetes, with HbA1c above 8 %"
        if found and join & {"OR", "SLASH"} and tokens[end - 1].type == "PURPOSE":
            break  # "surgery for breast cancer or metastatic disease"
        if negated and at < len(tokens) and tokens[at].type in JOINS:
            break  # what is not there has no meaning here
        if negated and found and not join and found[-1].negated:
            join = {"WITHOUT"}  # "no A without B"
        elif negated and found and not join and at < len(tokens):
            join = {"WITH"} if treatment.treatment(tokens, types, at, not excludes) else join  # "A without B"
        if at >= len(tokens) or (join & {"WITH", "WHO"} and join & {"OR", "SLASH"} and not tokens[0].who):
            break
        skipped = 0 if found and not join else adjectives(tokens, at)
        if skipped and tokens[at + skipped].type in {"DISEASE", "METS", *JOINS}:
            break  # "colorectal cancer" is another one; "axillary metastases" are near; "operable or inoperable"
        one = item(tokens, types, at + skipped, excludes != negated)
        if skipped and one is not None and not set(one.kinds) <= NARROWED:
            skipped, one = 0, item(tokens, types, at, excludes != negated)
        loose = found and not join - {"WITHOUT"}
        if "OR" in join and one is not None and one.condition == ALWAYS and SOME_DISEASE.match(types, one.end - 1):
            break  # "or have disease that ...": not any disease
        if loose and one is not None and of_genes(one) and found[-1].item.condition == ALWAYS:
            join, loose = {*found.pop().join}, False  # "the tumor is MSI-H": it is said of hers
        loose = loose and (one is None or excludes or not beside(found[-1].item, one))
        if not loose and found and not join and one is not None and found[-1].item.kinds == ("disease_extent",):
            join = {"WITH"} if of_genes(one) else join
        if one is None or (loose and not follows(found[-1].item, one, negated, excludes)):
            break
        if skipped:
            one = one._replace(condition=both((one.condition, UNREAD)))
        found.append(Part(frozenset(join), negated, one, start))
        at = end = one.end
    return found, end


# Kinds that an unknown word right before them narrows: "widespread leptomeningeal disease".
NARROWED = frozenset(("sites", "disease_extent", "receptors", "biomarkers"))
ADJECTIVE = ("ive", "al", "ic", "ous", "ed", "ly", "ary", "ant", "able", "ible", "lar", "ful")


def adjectives(tokens: Sequence[Token], at: int) -> int:
    """How many unknown adjectives stand here, before what they belong to; "at least one" may stand before them."""
    start = at
    if least := pattern("CMP?NUM(?=UNKNOWN)").match(written(tokens), at):
        if tokens[least.end() - 1].value != 1.0:
            return 0
        at = least.end()
    first = at
    while (
        at + 1 < len(tokens)
        and at - first < 4
        and (
            tokens[at].type == "QUAL"
            or (tokens[at].type == "UNKNOWN" and str(tokens[at].value).endswith(ADJECTIVE))
            or (at > first and tokens[at].type in ("COMMA", "OR", "AND", "SLASH") and tokens[at + 1].type == "UNKNOWN")
            or (at > first and tokens[at].type == "COMMA" and tokens[at - 1].type in ("UNKNOWN", "QUAL"))
        )
    ):
        at += 1
    return at - start if at > first else 0


OF_TREATMENT = {"prior_treatment", "washout", "lines"}
AFTER_A_NOUN = {"prior_treatment", "lines", "progression"}


# Facts of a tumour's genes, which an adjective or a clause right after the cancer may name.
MARKERS = frozenset(("altered", "germline", "fusion", "msi", "tumor_mutational_burden", "pd_l1_cps"))


def of_genes(one: Item) -> bool:
    """Whether a piece tells only of genes."""
    named = {term.name for term in terms_of(one.condition)}
    return bool(named) and named <= MARKERS


def of_hers(one: Item) -> bool:
    """Whether it is said of her cancer, and not of some other: its genes, its receptors."""
    return of_genes(one) or one.kinds == ("receptors",)


def beside(before: Item, one: Item) -> bool:
    """Whether a gene and a kind of cancer stand side by side: "PIK3CA-mutated HR-positive cancer"."""
    if before.kinds == ("disease_extent",) and of_genes(one):
        return True  # "metastatic cancer harboring an NTRK fusion"
    kinds = [set(before.kinds), set(one.kinds)]
    return {"biomarkers"} in kinds and any("receptors" in each for each in kinds)


def follows(before: Item, one: Item, negated: bool, excludes: bool) -> bool:
    """Whether one piece may follow another without a word between: "women 18 years of age", "a mutation without X"."""
    if negated:
        return {*before.kinds, *one.kinds} <= NARROWED | {"menopause", "prior_treatment", "washout"}
    if "receptors" in before.kinds and set(one.kinds) <= AFTER_A_NOUN:
        return True  # "HER2-positive disease previously treated with A"
    if before.kinds == ("disease_extent",) and set(one.kinds) <= AFTER_A_NOUN and not excludes:
        return True  # "metastatic disease previously treated with A"
    if set(before.kinds) <= {"sex", "menopause"} and set(one.kinds) <= {"receptors", "disease_extent"}:
        return True  # "women diagnosed with stage I disease"
    pregnant = {"pregnancy", "breastfeeding"} & {term.name for term in terms_of(before.condition)}
    return {*before.kinds, *one.kinds} - ({"sites", "pregnancy"} if pregnant else set()) <= {"sex", "menopause", "age"}


# Of these, one said again of a later thing does not count for what stands between.
SAID_OF_EACH = frozenset(("ACTIVEQ", "SYMPTOMATICQ", "UNTREATEDQ"))


def said_again(first: Token, later: Sequence[Token]) -> bool:
    """ "Active A, B, or active C": each thing has its own word."""
    return first.type in SAID_OF_EACH and any(one.type == first.type for one in later)


def alone(part: Part, denied: Part, tokens: Sequence[Token], excludes: bool) -> bool:
    """Whether a "no" before `denied` does not reach this part: "no prior A, at least one line of B"."""
    first = tokens[part.start]
    counted = not excludes and first.type == "CMP" and str(first.value)[0] == ">"
    one, other = part.item, denied.item
    return counted or stands_alone(one.condition, one.kinds, other.condition, other.kinds, excludes)


def denied_whole(tokens: Sequence[Token], excludes: bool) -> bool:
    """Whether a "no" before these tokens can mean all of them."""
    found, _ = parts(tokens, 0, not excludes)
    return not any(alone(part, found[0], tokens, excludes) for part in found[1:])


def combine(found: list[Part], tokens: Sequence[Token], excludes: bool) -> Read | None:
    """Pieces joined by and, or, commas. A mixture that could be understood in two ways is not read."""
    kinds = tuple(dict.fromkeys(kind for part in found for kind in part.item.kinds))
    words = tuple((part.item.condition, *span_of(tokens[part.start : part.item.end])) for part in found)
    conditions: list[Condition] = []
    shared = False
    dated = max(
        (index for index, part in enumerate(found) if part.item.dated), default=-1
    )  # "A, B or C within six months"
    reach: list[Condition] = []  # after "no A, B or C", what "no" reaches
    negating, denied = False, found[0]
    alternatives = {"OR", "SLASH", "NEITHER"}
    ands = any("AND" in part.join and "OR" not in part.join for part in found[1:])
    ors = any(part.join & alternatives for part in found[1:])
    withs = any(part.join <= {"WITH", "WHO"} for part in found[1:])
    if excludes and any(
        part.negated and part.join == {"COMMA"} and not before.negated for before, part in pairwise(found)
    ):
        withs = True  # "bone-only disease, without B"
    for index, part in enumerate(found):
        own = part.item.shared and not said_again(tokens[part.start], [tokens[one.start] for one in found[index + 1 :]])
        shared = (shared and tokens[part.start].type != "PRIOR") or own  # "history of" starts afresh
        condition = part.item.condition
        told = index + 1 < len(found) and found[index + 1].join <= {"WHO", "WITH"} and of_hers(found[index + 1].item)
        if excludes and condition == ALWAYS and part.item.kinds == ("disease_extent",) and len(found) > 1 and not told:
            condition = UNREAD  # "or evidence of disease": of some kind
        between = dated < len(found) - 1 and tokens[found[dated].start].type == "PRIOR"
        if index < dated and not part.item.dated and not between:
            condition = both((condition, UNREAD))
        if excludes and found[index + 1 : index + 2] and _of_a_degree(part, found[index + 1], tokens):
            condition = both((condition, UNREAD))
        undated = {term.name for term in terms_of(condition)} & {"had", "taking", "on_now"}
        if undated and any(_dated_treatment(one, tokens) for one in found[index + 1 :]):
            condition = both((condition, UNREAD))
        measured = {term.name for term in terms_of(condition)} - {"sex"} <= MEASURED  # "severe": not of a number
        if (
            shared
            and not part.item.shared
            and excludes
            and part is not found[0]
            and not (measured and condition != UNREAD)
        ):
            condition = both((condition, UNREAD))
        if part.join == {"WITHOUT"}:  # who has B may have A
            if part is not found[-1]:
                return None
            loosened = opposite(one_of(reach)), UNREAD
            conditions.append(both(loosened) if excludes else one_of(loosened))
            negating = False
        elif part.negated:
            if negating:
                conditions.append(opposite(one_of(reach)))
            negating, reach, denied = True, [condition], part
        elif negating and alone(part, denied, tokens, excludes):
            if part.join != {"COMMA"} or ors:
                return None
            conditions += [opposite(one_of(reach)), condition]
            negating = False
        elif (
            negating
            and (part.join & alternatives or ((ors or part.join == {"COMMA"}) and "AND" not in part.join))
            and not (part.join & alternatives and tokens[part.start].type in AS_IT_IS)
        ):
            reach.append(condition)
        else:
            if negating:
                conditions.append(opposite(one_of(reach)))
                negating = False
            conditions.append(condition)
    if negating:
        conditions.append(opposite(one_of(reach)))
    if len(conditions) == 1:
        return Read(conditions[0], kinds, words)
    if ors and not excludes and set(kinds) == {"organ_function"}:
        conditions = [*conditions[:1], *(once(one, conditions[:at]) for at, one in enumerate(conditions) if at)]
    if ors and not ands and len(conditions) == len(found) and _one_of_genes(found, tokens, excludes):
        return Read(both((conditions[0], one_of(conditions[1:]))), kinds, words)
    if not excludes and len(conditions) == len(found) and _of_the_last_group(found):
        return Read(both((one_of(conditions[:2]), *conditions[2:])), kinds, words)
    if withs and (
        ors or (excludes and not ands and any(part.join == {"COMMA"} and not part.negated for part in found[1:]))
    ):
        return None
    denials = [part for part in found if part.negated]
    apart = not excludes and not any(part.join & alternatives for part in denials)  # "no A or B, no C"
    if len(denials) == len(found) or (apart and found[0].negated and len(conditions) == len(denials)):
        return Read(both(conditions), kinds, words)
    if ands and ors:
        return None
    if withs:
        return Read(both(conditions), kinds, words)
    if ors:
        return Read(one_of(conditions), kinds, words)
    if excludes:
        if ands and all(part.join == {"AND"} and tokens[part.start].type in ("NOW", "TAKING") for part in found[1:]):
            return Read(both(conditions), kinds, words)  # "who have A and are taking B"
        in_a_row = len(found) > TWO and all(part.join == {"COMMA"} for part in found[1:-1])
        if in_a_row and set(kinds) == {"comorbidity"}:
            return Read(one_of(conditions), kinds, words)  # "A, B, and C": each of them
        # "A within two weeks and B within three" excludes for either
        if ands and not all(set(part.item.kinds) <= {"pregnancy", "washout"} for part in found):
            return Read(one_of((both(conditions), both((one_of(conditions), UNREAD)))), kinds, words)
        return Read(one_of(conditions), kinds, words)
    return Read(both(conditions), kinds, words)


def _of_the_last_group(found: Sequence[Part]) -> bool:
    """ "A, or B with C", of two kinds of cancer: `cautions` minds that C may be asked of B alone."""
    kinds = [part.item.kinds for part in found]
    joins = [part.join for part in found]
    return (
        len(found) > 2
        and kinds[:2] == [("receptors",), ("receptors",)]
        and joins[1] == {"COMMA", "OR"}
        and all(join <= {"WITH", "WHO"} for join in joins[2:])
        and not any(part.negated for part in found)
    )


def _one_of_genes(found: Sequence[Part], tokens: Sequence[Token], excludes: bool) -> bool:
    """Whether a cancer is named with one of several genes: "metastatic cancer with a fusion of A, or TMB of 10"."""
    cancer, first = found[0].item, found[1]
    joined = first.join <= {"WITH", "WHO", "COMMA"} and bool(first.join & {"WITH", "WHO"})
    if first.join == {"COMMA"} and not excludes and cancer.kinds == ("disease_extent",):
        joined = tokens[cancer.end - 1].type in ("BREAST", "DISEASE")
    of_cancer = set(cancer.kinds) <= {"receptors", "disease_extent"}
    return joined and of_cancer and all(of_genes(part.item) and not part.negated for part in found[1:])


# "No A, or stable A": what "or" brings is another way to meet the demand.
AS_IT_IS = frozenset(("STABLEQ", "CURED"))
OTHER_WAY = pattern("OR(?:STABLEQ|CURED)")


TWO = 2
SYMPTOMS = frozenset(("diarrhea", "nausea", "mouth_sores", "chronic_diarrhea"))


def _of_a_degree(part: Part, after: Part, tokens: Sequence[Token]) -> bool:
    """ "Diarrhea or neuropathy of grade 2": the grade after the last may be that of both."""
    symptom = any(term.arguments[:1] and term.arguments[0] in SYMPTOMS for term in terms_of(part.item.condition))
    graded = any(term.name == "neuropathy_grade" for term in terms_of(after.item.condition))
    return symptom and graded and tokens[after.start].type == "NEURO"


def _dated_treatment(part: Part, tokens: Sequence[Token]) -> bool:
    """Whether a span after a treatment may count for what stands before it too: "A for B, or C within a week"."""
    types = [token.type for token in tokens[part.start : part.item.end]]
    afresh = types[0] in ("PRIOR", "TREATED", "NOW", "TAKING")  # it has a beginning of its own
    ended = {term.name for term in terms_of(part.item.condition)} - {"months_since"}
    return not afresh and not ended and "TIME" in types and bool({"WITHIN", "CMP", "BEFORE"} & set(types))
