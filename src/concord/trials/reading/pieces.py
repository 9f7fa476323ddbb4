"""Pieces of a sentence that patterns read, and how they are joined: by and, or, commas, "no" and "with"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from concord.criteria.terms import ALWAYS, Compare, Condition, IsIn, Term, terms_of
from concord.trials.reading import (
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
from concord.trials.reading.build import UNREAD, Item, Read, Rule, both, compare, one_of, opposite, says_nothing, yes
from concord.trials.reading.demanded import stands_alone
from concord.trials.reading.frames import comes_back
from concord.trials.reading.lexer import Token, span_of
from concord.trials.reading.patterns import HOW_LEAD, HOW_TAIL, Found, pattern, written
from concord.trials.reading.receptors import closing, noun_phrase
from concord.trials.reading.values import once, values

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
        if match is None or match.end() == at or (best is not None and match.end() <= best.end):
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
ADJECTIVE = ("ive", "al", "ic", "ous", "ed", "ly", "ary", "ant", "able", "ible", "lar")


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
        # "A within two weeks and B within three" excludes for either
        if ands and not all(set(part.item.kinds) <= {"pregnancy", "washout"} for part in found):
            return Read(one_of((both(conditions), both((one_of(conditions), UNREAD)))), kinds, words)
        return Read(one_of(conditions), kinds, words)
    return Read(both(conditions), kinds, words)


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


FURTHER_DEMAND = pattern("COMMA AND?(?:WITH|WHO)|DFI")


def whole(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """All tokens understood, or nothing."""
    tokens = trimmed(tokens)
    if not tokens:
        return None
    of_receptors = tokens[0].type in ("REC", "TNBC", "SIGN") and (
        tokens[0].who or any(token.who and token.must for token in tokens[1:])  # "HER2-positive patients must ..."
    )
    of_treated = tokens[0].who and tokens[0].type in ("TREATED", "PRIOR") and any(token.must for token in tokens[1:])
    of_whom = tokens[0].type in ("SEX", "FOR", "IF") or of_receptors or of_treated
    if not excludes and of_whom and (read := demand(tokens, whole)) is not None:
        return read
    further = FURTHER_DEMAND.search(written(tokens))  # "no A, with an interval of ...": the second is asked for
    other = OTHER_WAY.search(written(tokens))
    if tokens[0].type == "NOT" and not (further or other) and not any(token.type == "NOT" for token in tokens[1:]):
        inner = whole_positive(tokens[1:], not excludes)
        if inner is not None and denied_whole(tokens[1:], excludes):
            return inner._replace(condition=opposite(inner.condition))
    return whole_positive(tokens, excludes)


def without_reason(tokens: Sequence[Token]) -> Sequence[Token]:
    """A sentence without its reason: "are excluded because ...", "because ..., women are excluded"."""
    at = next((index for index, token in enumerate(tokens) if token.type == "BECAUSE"), None)
    if at is None or any(token.type == "STOPPED" for token in tokens[:at]):
        return tokens  # why something was stopped is what is asked for
    if at > 0:
        end = next((index for index in range(at, len(tokens)) if tokens[index].type in ("STOP", "COLON")), len(tokens))
        return [*tokens[:at], *tokens[end:]]
    comma = next((index for index, token in enumerate(tokens) if token.type == "COMMA"), None)
    return tokens if comma is None else tokens[comma + 1 :]


def whole_or_values(tokens: Sequence[Token], excludes: bool) -> Read | None:
    return whole(tokens, excludes) or values(tokens, excludes)


EDGES = ("STOP", "COMMA", "AND", "OR", "COLON", "NOTE")


def trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without what joins a sentence to others."""
    lead = pattern(HOW_LEAD).match(written(tokens))
    start, end = lead.end() if lead else 0, len(tokens)
    while start < end and tokens[start].type in (*EDGES, "WHO", "WITH", "DEFINED", "HOW", "EVENT", "OBTAINED"):
        start += 1
    if pattern("REC(?:SIGN|PLUS|MINUS)COLON REC").match(written(tokens), start):
        joined = tokens[start + 2]._replace(type="COMMA")  # "HR-positive: ER or PR of at least 1 %"
        tokens = [*tokens[start : start + 2], joined, *tokens[start + 3 : end]]
        start, end = 0, len(tokens)
    if start + 2 < end and tokens[start].type == "REC" and tokens[start + 1].type == "COLON":
        tokens = (
            [*tokens[start + 2 : end]] if tokens[start + 2].type == "REC" else [tokens[start], *tokens[start + 2 : end]]
        )
        start, end = 0, len(tokens)
    while start < end and tokens[end - 1].type in (*EDGES, "DEFINED", "EITHER", "HOW", "FOREXAMPLE", "INCLUDING"):
        end -= 1
    if end - start > 1 and tokens[end - 1].type == "BOTH":  # "A, B, or both"
        return trimmed([one._replace(type="OR") if one.type == "COMMA" else one for one in tokens[start : end - 1]])
    return tokens[start:end]


# Where the day of a test changes nothing. A treatment or an illness "within four weeks" is something else.
TIMELESS = frozenset(
    ("sites", "disease_extent", "receptors", "biomarkers", "performance", "age", "sex", "menopause", "organ_function")
)


SPAN_ALONE = {"WITHIN", "CMP", "NUM", "TIME", "FOR", "AGO", "PRIOR"}


def whole_positive(tokens: Sequence[Token], excludes: bool) -> Read | None:
    if len(tokens) > 2 and tokens[0].type == "LP" and closing(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    found, end = parts(tokens, 0, excludes)
    rest = tokens[end:]
    if not found or (rest and not pattern(f"(?:visit|{HOW_TAIL})+").fullmatch(written(rest))):
        return None
    read = combine(found, tokens, excludes)
    if read and not set(read.kinds) <= TIMELESS and any(token.type == "TIME" for token in rest):
        return None
    if read and set(read.kinds) <= OF_TREATMENT and rest and rest[0].type == "DETECTED":
        return None  # "conjugates carrying such a payload"
    if read and read.kinds == ("disease_extent",) and not {token.type for token in rest} - SPAN_ALONE and rest:
        return qualified(read, rest, excludes, False)  # found out in the last year: a further demand
    unsure = {"CENTRAL", "JUDGED"} if excludes else {"CENTRAL"}
    if read is None or not any(token.type in unsure for token in rest):
        return read
    return qualified(read, rest, excludes, False)  # a laboratory of the trial, or a doctor, has to say so


def qualified(read: Read, rest: Sequence[Token], excludes: bool, loosens: bool) -> Read:
    """Something read, with unread words that belong to it."""
    condition = both((read.condition, UNREAD)) if excludes or not loosens else one_of((read.condition, UNREAD))
    return Read(condition, read.kinds, read.words, (*read.unread, span_of(rest)))


# Of whom a demand may speak. Where it speaks of the kind of cancer, its words may also say whom the trial is for.
SPOKEN_OF = {
    "sites",
    "biomarkers",
    "comorbidity",
    "prior_treatment",
    "pregnancy",
    "menopause",
    "age",
    "organ_function",
}
OF_BOTH = {"sex", "receptors"}


def demand(tokens: Sequence[Token], reader: Callable[[Sequence[Token], bool], Read | None]) -> Read | None:
    """ "Patients with X must Y": who has no X need not. Y is read by a reader of sentences, or of whole ones only."""
    demanded = at = next((index for index, token in enumerate(tokens) if token.must and index), 0)
    if not (tokens[0].who or tokens[0].type in ("IF", "FOR", "MENO", "BRAIN") or (at and tokens[at].who)):
        return None
    start = 1 if tokens[0].type in ("IF", "FOR") else 0
    if start and (comma := _end_of_subject(tokens, at or len(tokens))):
        at = comma  # "for patients with X, Y must ..."
    if not at or (not demanded and tokens[0].type != "FOR"):
        return None
    while start + 1 < at and start and tokens[at - 1].type in ("PRIOR", "TREATED", "EVENT"):
        at -= 1  # "for patients with X, prior treatment must have included A"
    subject = (
        _aged(tokens[start:at])
        or whole(drop_open(tokens[start:at]), False)
        or whole(without_brackets(tokens[start:at]), False)
    )
    if (
        subject is None
        or says_nothing(subject.condition)
        or (len(subject.kinds) != 1 and set(subject.kinds) != OF_BOTH)
        or not set(subject.kinds) <= {"sex", *SPOKEN_OF, *(("receptors",) if start or not tokens[0].must else ())}
    ):
        return None
    if tokens[at].type == "IF":
        return None  # "prior A is required if X"
    asked = (reader if set(subject.kinds) <= {"receptors", "biomarkers"} else whole)(tokens[at:], False)
    if asked is None and reader is whole and set(subject.kinds) <= {"receptors", "biomarkers"}:
        return None  # a part of it may be read
    if not demanded and (subject.kinds != ("receptors",) or asked is None or says_nothing(asked.condition)):
        return None  # "for HER2-positive disease, prior A"
    asked = of_that_treatment(subject.condition, asked, tokens[at:])
    by_name = subject.kinds == ("sex",)
    if by_name and (asked is None or says_nothing(asked.condition)):
        return None  # these words may also say whom the trial is for
    if asked is not None and asked.condition == subject.condition and subject.kinds == ("prior_treatment",):
        asked = None  # "who received A must have completed A"
    if asked is not None and asked.condition == subject.condition:
        return None
    if asked is not None and (subject.kinds, asked.kinds) == (("menopause",), ("washout",)) and _long_ago(asked):
        asked = None  # "premenopausal women must have had A at least four weeks before": it goes on
    if (asked is None or says_nothing(asked.condition)) and subject.kinds == ("receptors",) and not start:
        return Read(UNREAD, subject.kinds, (), (span_of(tokens),))
    if asked is None or says_nothing(asked.condition):
        return Read(
            one_of((opposite(subject.condition), UNREAD)), subject.kinds, subject.words, (span_of(tokens[at:]),)
        )
    if subject.kinds == ("sex",) and asked.kinds == ("age",):
        return asked
    if (subject.kinds == ("receptors",) and not start and not tokens[0].who) or set(subject.kinds) == OF_BOTH:
        # "HER2-positive patients must ...", "women with X must ...": it may also say whom the trial is for
        spoken_of = both((subject.condition, asked.condition)), both((opposite(subject.condition), UNREAD))
        return Read(one_of(spoken_of), merged(subject, asked), subject.words + asked.words)
    condition = one_of((opposite(subject.condition), asked.condition))
    return Read(condition, merged(subject, asked), subject.words + asked.words)


def of_that_treatment(subject: Condition, asked: Read | None, tokens: Sequence[Token]) -> Read | None:
    """ "Who had A for metastatic disease must not have progressed on it": on A for metastatic disease."""
    if not isinstance(subject, IsIn) or subject.term.name != "had":
        return asked
    condition = opposite(yes("progressed_on", *subject.term.arguments))
    at_any_time = opposite(yes("progressed_on", subject.term.arguments[0], None))
    on_it = [token.type for token in tokens if token.type not in ("STOP", "PRIOR")] == ["NOT", "PROGRESSED_ON_IT"]
    if not on_it and (asked is None or asked.condition != at_any_time):
        return asked
    return Read(condition, ("progression",), ((condition, *span_of(tokens)),))


def _long_ago(read: Read) -> bool:
    return isinstance(read.condition, Compare) and read.condition.operator[0] == ">"


def _aged(tokens: Sequence[Token]) -> Read | None:
    """ "Patients >= 70 years must ...": with people before it, a number of years is an age."""
    if [token.type for token in tokens] != ["CMP", "NUM", "TIME"] or tokens[2].value != "year" or not tokens[0].who:
        return None
    condition = compare(Term("age_years"), str(tokens[0].value), tokens[1].value)
    return Read(condition, ("age",), ((condition, *span_of(tokens)),))


def _end_of_subject(tokens: Sequence[Token], until: int) -> int:
    """The comma or colon after of whom it speaks, not one between adjectives: "for HR-positive, HER2-low disease"."""
    goes_on = {"REC", "SIGN", "TNBC", "EXTENT", "BREAST", "DISEASE", "PLUS", "MINUS", "OR", "AND"}
    goes_on = goes_on if tokens[0].type == "FOR" else set()
    return next(
        (
            at
            for at in range(1, until - 1)
            if tokens[at].type in ("COMMA", "COLON") and tokens[at + 1].type not in goes_on
        ),
        0,
    )


def drop_open(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without a bracket that is opened at the end."""
    end = len(tokens)
    while end and tokens[end - 1].type in ("LP", "COMMA", "STOP"):
        end -= 1
    return tokens[:end]


def bracketed(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    found, at = [], 0
    while at < len(tokens):
        if tokens[at].type == "LP":
            close = closing(tokens, at)
            found.append(tokens[at + 1 : close])
            at = close
        at += 1
    return found


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type == "LP":
            at = closing(tokens, at) + 1
            continue
        if tokens[at].type != "RP":
            kept.append(tokens[at])
        at += 1
    return kept


def merged(one: Read, other: Read) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one.kinds, *other.kinds)))
