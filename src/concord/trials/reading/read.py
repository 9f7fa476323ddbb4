"""One criterion to a condition: what must hold for an inclusion criterion, what excludes for an exclusion criterion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from concord.criteria.terms import ALWAYS, Condition, Or, terms_of
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion, Section
from concord.trials.reading.amounts import EQUIVALENT, amounts
from concord.trials.reading.build import UNREAD, Read, both, one_of, opposite, says_nothing, yes
from concord.trials.reading.cancer import in_any_sample
from concord.trials.reading.counting import about_counting, is_count, recounted
from concord.trials.reading.frames import half_lives_last
from concord.trials.reading.headings import ONE_OF, Heading, Stands
from concord.trials.reading.lexer import Node, Token, tokens
from concord.trials.reading.menopause import what_menopause_is
from concord.trials.reading.normal import normal
from concord.trials.reading.numbered import Numbered, numbered
from concord.trials.reading.other_cancers import another_cancer
from concord.trials.reading.patterns import pattern, written
from concord.trials.reading.permissions import KINDS, allowed_after, permission
from concord.trials.reading.pieces import whole
from concord.trials.reading.pregnancies import negative_test, not_pregnant, pregnant
from concord.trials.reading.receptors import DEFINING
from concord.trials.reading.sentence import but_stable, clause
from concord.trials.reading.serology import tested
from concord.trials.reading.tested import cut_off, her2_from_less, sign_of, without_expression
from concord.trials.reading.values import values
from concord.trials.reading.words import build

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


ENDS_WITH_OR = re.compile(r"\bor\W*$", re.IGNORECASE)
_TREES: dict[str, Node] = {}


def tree_of(knowledge: Knowledge) -> Node:
    """The phrases of this knowledge, built once."""
    if knowledge.hash not in _TREES:
        _TREES[knowledge.hash] = build(knowledge)
    return _TREES[knowledge.hash]


def read(criterion: Criterion, knowledge: Knowledge, *, joined: bool = False) -> Reading:
    """Reads one criterion. The same text always gives the same reading.

    `joined`: whoever asks joins criteria under one heading himself, so that "one of the following" is not minded here.
    """
    tree = tree_of(knowledge)
    found: Sequence[Token] = half_lives_last(without_expression(tested(tokens(criterion.text, tree))))
    found = positive_for(measured_by(found, criterion.text), criterion.text)
    found = on_now(days_before(found, criterion.text), criterion.text)
    excludes = criterion.section == "exclusion"
    nothing = Reading(None, unread=((0, len(criterion.text)),))
    if criterion.section == "unclear" or not found or found[0].type == "NOTE":
        return nothing
    headings = [Heading.of(text, excludes, tree, knowledge) for text in criterion.within]
    if (listed := numbered(criterion.text)) is not None:
        several = of_list(criterion, listed, knowledge)
        if several is not None:
            return several
    if any(heading.forbids for heading in headings):
        return turned_round(criterion, headings, knowledge, joined)
    one_of_several = not excludes and not joined and ENDS_WITH_OR.search(criterion.text) is not None
    stands = [heading.stands(excludes, joined, one_of_several) for heading in headings]
    if "apart" in stands:
        return nothing
    found, of_a_cohort = without_cohort(found)
    found, of_others = without_others(found)
    found = without_name(found, criterion.text, excludes, tree, knowledge)
    for heading in headings:
        found = heading.leads(found)
    if excludes:
        found = as_exclusion(found)
    excepting = None  # "autoimmune disease, with these exceptions:"
    if criterion.text.rstrip().endswith(":") and not (DEFINES & {token.type for token in found[-4:]}):
        excepting = next((len(found) - at for at in range(1, min(5, len(found))) if found[-at].type == "EXCEPT"), None)
        if excludes and pattern("OR EITHER COLON").fullmatch(written(found[-3:])) and len(found) > 3:
            read_one = criterion_tokens(found[:-3], excludes)  # "A, or any of the following:"
            opened = read_one and read_one._replace(condition=one_of((read_one.condition, UNREAD)))
            return _whole_reading(opened, nothing)
        if excepting is None:
            if stop := max((at for at, token in enumerate(found) if token.type == "STOP"), default=0):
                return _whole_reading(criterion_tokens(found[:stop], excludes), nothing)
            read_one = None if excludes else not_pregnant(found)  # "is eligible if she is not pregnant, and:"
            return _whole_reading(read_one, nothing)
        found = found[:excepting]
    if her2_from_less(found):
        return nothing
    result = criterion_tokens(found, excludes)
    if result is None or says_nothing(result.condition):
        allows = any(token.type == "ALLOWED" for token in found)
        return nothing if not allows else Reading(None, unread=nothing.unread, says="allows")
    condition = result.condition
    if any(token.type == "ANYSAMPLE" for token in found):
        condition = in_any_sample(condition)
    defined = not excludes and criterion.text.rstrip().endswith(":")
    if defined and (isinstance(condition, Or) or ONE_OF.search(normal(criterion.text)[-50:])):
        condition = one_of((condition, UNREAD))  # "A, or B defined as:": what follows may be wider than the words
    if excepting is not None:
        condition = both((condition, UNREAD)) if excludes else one_of((condition, UNREAD))
    for heading in headings:
        condition = heading.limited(condition, excludes)
    limits = [heading for heading, how in zip(headings, stands, strict=True) if limited(heading, how, result, excludes)]
    if of_a_cohort or of_others or one_of_several or limits:
        condition = both((condition, UNREAD)) if excludes else one_of((condition, UNREAD))
    return Reading(condition, result.kinds, tuple(Words(*one) for one in result.words), result.unread, "requires")


def _whole_reading(read_one: Read | None, nothing: Reading) -> Reading:
    """A reading of the words before a colon, where what follows is told apart from them."""
    if read_one is None or says_nothing(read_one.condition):
        return nothing
    places = tuple(Words(*one) for one in read_one.words)
    return Reading(read_one.condition, read_one.kinds, places, read_one.unread, "requires")


def turned_round(criterion: Criterion, headings: Sequence[Heading], knowledge: Knowledge, joined: bool) -> Reading:
    """A criterion under "patients must not have:" asks for the opposite of what it says."""
    others = tuple(text for text, heading in zip(criterion.within, headings, strict=True) if not heading.forbids)
    if len(others) != len(headings) - 1:
        return Reading(None, unread=((0, len(criterion.text)),))
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


DEFINES = {"DEFINED", "HOW", "ISDEFINED"}
QTCF = [("LP", "("), ("LAB", "qtcf_ms")]  # "corrected QT interval (QTcF)"
FRIDERICIA = re.compile(r"fr[ie]d[ea]r[ie]", re.IGNORECASE)
ESTIMATED = re.compile(r"ckd[- ]?epi|mdrd", re.IGNORECASE)
MEASURED = re.compile(r"coc?kcroft|24[- ]?h", re.IGNORECASE)


def measured_by(found: Sequence[Token], text: str) -> Sequence[Token]:
    """By which formula something is measured: QTc by Fridericia is a fact; a clearance by CKD-EPI alone is another."""
    fridericia = FRIDERICIA.search(text) is not None
    estimated = ESTIMATED.search(text) is not None and MEASURED.search(text) is None
    return [
        token._replace(value="qtcf_ms")
        if (fridericia or [(one.type, one.value) for one in found[at + 1 : at + 3]] == QTCF)
        and token.type == "LAB"
        and token.value is None
        and "qt" in text[token.start : token.end].lower()
        else token._replace(value=EQUIVALENT)
        if token.type == "CUMULATIVE" and "equivalent" in text.lower()
        else token._replace(value=None)
        if estimated and token.type == "LAB" and token.value == "creatinine_clearance_ml_min"
        else token
        for at, token in enumerate(found)
    ]


def positive_for(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Positive for ER" is a sign; "positive for hepatitis" is an illness that is or was."""
    return [
        token._replace(type="SIGN", value="positive")
        if token.type == "PRIOR"
        and at + 1 < len(found)
        and found[at + 1].type in ("REC", "SIGN")
        and text[token.start : token.end].lower().endswith("positive for")
        else token
        for at, token in enumerate(found)
    ]


IN_THE = re.compile(r"(?:in|during|over) the|during|over", re.IGNORECASE)


def days_before(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "In the four weeks before" is "within four weeks before"; "for four weeks before" is not."""
    kept = list(found)
    for match in pattern("FOR(?=NUM TIME(?:BEFORE|PRIOR))").finditer(written(found)):
        token = found[match.start()]
        if IN_THE.fullmatch(text[token.start : token.end]):
            kept[match.start()] = token._replace(type="WITHIN")
    return kept


def limited(heading: Heading, stands: Stands, read: Read, excludes: bool) -> bool:
    """Whether a criterion under this heading counts only for some, or is only one of several ways."""
    if stands in ("values", "unknown") and set(read.kinds) == {"organ_function"}:
        return False
    if any(token.type == "CANNOTSTOP" for token in heading.words):
        return True
    if read.kinds == ("pregnancy",) and {token.type for token in heading.words} <= OF_WOMEN:
        return False  # who cannot become pregnant is not pregnant
    if stands == "values" and "washout" in read.kinds:
        return False  # it has a span of time of its own, or that of the heading
    if stands == "values":
        return heading.narrows and read.condition != ALWAYS_ACTIVE
    if stands == "unknown":  # a demand of its own, with further ones under it, limits nothing
        own = criterion_tokens(heading.words, excludes)
        alternative = any(token.type == "OR" for token in heading.words)
        return own is None or alternative or bool(own.unread) or says_nothing(own.condition)
    return stands == "some"


OF_WOMEN = {"WOCBP", "SEX", "MENO", "FOR", "IF", "WITH", "COLON", "WHO"}
# An infection is active by itself: "uncontrolled illness, including infection".
ALWAYS_ACTIVE = yes("has", "active_infection")


def as_exclusion(found: Sequence[Token]) -> Sequence[Token]:
    """An exclusion that is written as a demand, "patients must not have A", excludes for A."""
    return [
        token
        for at, token in enumerate(found)
        if not (token.type == "NOT" and token.must and (at == 0 or found[at - 1].type == "STOP"))
    ]


def without_cohort(found: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """Without "Phase 2 only:" at the beginning."""
    for at, token in enumerate(found[:9]):
        if token.type == "STOP":
            break
        if token.type == "COLON":
            cohort = any(one.type == "COHORT" for one in found[:at])
            return (found[at + 1 :], True) if cohort else (found, False)
    for_some = [token.type for token in found[:3]]  # "for phase 2, ..."
    if for_some[:2] in (["FOR", "COHORT"], ["IF", "COHORT"]) and len(found) > 3:
        return found[2 + (for_some[2:] == ["COMMA"]) :], True
    return found, bool(found) and found[0].type in ("COHORT",)


def on_now(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "On a blood thinner": at the beginning, it says what she takes."""
    if len(found) < 2 or found[1].type not in ("AID", "MED") or normal(text[: found[0].end]).strip() != "on":
        return found
    return [found[0]._replace(type="NOW"), *found[1:]]


def without_others(found: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """Without "for patients with X," at the beginning, where X is not known: it is for these people alone."""
    if not found or found[0].type not in ("FOR", "IF"):
        return found, False
    end = next((at for at, token in enumerate(found) if token.type in ("COMMA", "COLON", "STOP")), 0)
    unknown = any(token.type in ("UNKNOWN", "CODE") for token in found[1:end])
    if not unknown or found[end].type == "STOP" or end == len(found) - 1:
        return found, False
    return found[end + 1 :], True


# Words in a name before a colon that may say more than a name.
SAY_MORE = {
    "LAB",
    "NUM",
    "NOT",
    "PRIOR",
    "TREATED",
    "BREAST",
    "DISEASE",
    "TIME",
    "CMP",
    "IF",
    "SEX",
    "WITHIN",
    "ECOG",
    "KARNOFSKY",
}


OF_TREATMENT = pattern("PRIOR(?:TREATED|EVENT|OTHER)*")
SAID_AGAIN = {"PRIOR", "LINE", "NOT"}


def without_name(
    found: Sequence[Token], text: str, excludes: bool, tree: Node, knowledge: Knowledge
) -> Sequence[Token]:
    """Without a name of the subject at the beginning: "renal function: ...", "must meet the following: ..."."""
    colon = next((at for at, token in enumerate(found[:14]) if token.type == "COLON"), None)
    if colon and OF_TREATMENT.fullmatch(written(found[:colon])) and SAID_AGAIN & {one.type for one in found[colon:]}:
        return found[colon + 1 :]  # "prior therapy: no prior chemotherapy"
    if not colon or colon == len(found) - 1 or SAY_MORE & {token.type for token in found[:colon]}:
        return found
    name = Heading.of(text[found[0].start : found[colon].end], excludes, tree, knowledge)
    if not name.plain or (name.one_of and not excludes):
        return found
    return found[colon + 1 :]


def with_cut_off(sentences: list[list[Token]]) -> list[list[Token]]:
    """A sentence that says from how many cells on a receptor is positive counts for the other sentences."""
    at = [cut_off(sentence) for sentence in sentences]
    defining = [
        index
        for index, one in enumerate(at)
        if one and one[0] != "?" and any(token.type in ("ISDEFINED", "DEFINED", "NOTE") for token in sentences[index])
    ]
    if len(sentences) < 2 or len(defining) != 1:
        return sentences
    operator, limit = at[defining[0]] or ("", 0.0)
    sign = "positive" if operator[0] == ">" else "negative"
    changed: list[list[Token]] = []
    for index, sentence in enumerate(sentences):
        if index == defining[0]:
            changed.append(sentence)
            continue
        line: list[Token] = []
        receptor = ""
        for token in sentence:
            receptor = str(token.value) if token.type == "REC" else receptor
            if token.type == "TNBC" and sign == "negative":
                line += [
                    token._replace(type="REC", value="hr"),
                    token._replace(type="SIGN", value=f"negative {operator}{limit}"),
                    token._replace(type="COMMA", value=","),
                    token._replace(type="REC", value="her2"),
                    token._replace(type="SIGN", value="negative"),
                    token._replace(type="BREAST", value=None),
                ]
            elif receptor not in ("", "her2") and sign_of(token) == sign:
                line.append(token._replace(type="SIGN", value=f"{sign} {operator}{limit}"))
            else:
                line.append(token)
        changed.append(line)
    return changed


# Who says so: the doctor, or what is written down.
SAYS_WHO = pattern("COMMA?HOW(?:SOURCE|EVENT)+STOP?")


def without_asides(found: Sequence[Token]) -> Sequence[Token]:
    """Without who says so at the end, and without sentences that only tell how to test: "retesting is allowed"."""
    types = written(found)
    tail = next((match for match in SAYS_WHO.finditer(types) if match.end() == len(types) and match.start()), None)
    found = found[: tail.start()] if tail else found
    kept: list[Token] = []
    for sentence in split(found):
        if kept and "NOOP" in [token.type for token in sentence if token.type not in ("NOTE", "COLON")][:1]:
            continue
        stop = [kept[-1]._replace(type="STOP", value=";")] if kept else []
        kept += [*stop, *sentence]
    return kept if len(kept) < len(found) - 1 else found


def criterion_tokens(found: Sequence[Token], excludes: bool) -> Read | None:
    """Whole, or sentence by sentence."""
    found = without_asides(found)
    if len(found) > 1 and found[0].type == "FORBIDDEN" and "FORBIDDEN" not in {token.type for token in found[1:]}:
        read = criterion_tokens(found[1:], True)  # "excluded are patients with A"
        return read and (read if excludes else read._replace(condition=opposite(read.condition)))
    if (read := another_cancer(found, excludes) or amounts(found, excludes)) is not None:
        return read
    if (read := whole(found, excludes)) is not None:
        return read
    if (read := values(found, excludes)) is not None:
        return read
    for reader in (pregnant,) if excludes else (not_pregnant, negative_test):
        if (read := reader(found)) is not None:
            return read
    if (told := what_menopause_is(found)) is not None:
        read = criterion_tokens(found[: told.start], excludes) if told.start else None
        return read and (read._replace(condition=one_of((read.condition, UNREAD))) if told.induced else read)
    sentences = with_cut_off(split(found))
    if len(sentences) == 1:
        return clause(sentences[0], excludes) or conditional(sentences[0], excludes)
    results = [
        (None if at and is_count(sentence) else of_all(clause(sentence, excludes), sentence, excludes), sentence)
        for at, sentence in enumerate(sentences)
    ]
    results = without_what_is_measurable(results)
    results = [pair for pair in results if not _everyone(pair[0])] or results  # "males or females"
    if any(one is not None and one.kinds != ("sex",) for one, _ in results):
        # of whom one of several sentences speaks is no demand
        results = [(None if one is not None and one.kinds == ("sex",) else one, sentence) for one, sentence in results]
    read_ones = [one for one, _ in results if one is not None]
    if not read_ones:
        return None
    condition = one_of(one.condition for one in read_ones) if excludes else all_sentences(results)
    if not excludes and menopause_by_menopause(sentences, read_ones):
        condition = one_of((read_ones[0].condition, UNREAD))
    unread: list[tuple[int, int]] = []
    kinds = tuple(dict.fromkeys(kind for one in read_ones for kind in one.kinds))
    noted = detailing = False
    said = [token for one, sentence in results if one is not None for token in sentence]
    for one, sentence in results:
        types = {token.type for token in sentence}
        noted = noted or sentence[0].type == "NOTE"
        if one is not None or (types & {"NOOP", "ISDEFINED"} and not (excludes and {"NUM", "TIME"} <= types)):
            continue
        if kinds == ("performance",) and "KARNOFSKY" in types and not types & {"ALLOWED", "EXCEPT", "MAY"}:
            continue  # which scale to use for whom
        if about_counting(sentence, condition):
            condition = recounted(sentence, condition)
            continue
        if not excludes and others_may_enter(sentence):
            condition = one_of((condition, UNREAD))  # "patients whose cancer came back within a year are also eligible"
            continue
        if KINDS & set(kinds) and "RECOVERED" in types and not types & {"ALLOWED", "MAY", "EXCEPT"}:
            unread.append((sentence[0].start, sentence[-1].end))
            condition = (one_of if excludes else both)((condition, UNREAD))  # a further demand
            continue
        if excludes and sentence[0].value == "examples" and "FORBIDDEN" not in types:
            continue
        if KINDS & set(kinds) and (besides := permission(sentence, said, condition, excludes)) is not None:
            condition = besides.beside(condition)
            continue
        loosens = bool(types & {"ALLOWED", "EXCEPT", "LOOSE", "MAY", "IF"})
        if noted and not loosens and "FORBIDDEN" not in types and not demands(sentence):
            continue
        if "receptors" in kinds and (types <= DEFINING or defines_receptors(sentence)):
            continue  # "if IHC is 2+, a negative ISH test is required"
        if types & {"ALLOWED", "MAY"} and unrelated(condition, kinds, sentence):
            continue
        if explains_measuring(condition, sentence) or of_another_cancer(sentence):
            continue
        unread.append((sentence[0].start, sentence[-1].end))
        if sentence[0].type == "OR" and not excludes:
            condition = one_of((condition, UNREAD))  # "A; or B"
            continue
        if detailing and "FORBIDDEN" not in types:
            continue
        if (
            excludes
            and loosens
            and "STABLEQ" in types
            and types & {"BRAIN", "BRAINWORD"}
            and (stable := but_stable(condition, open_rest="LEPTO" in types))
        ):
            condition = stable
            detailing = True  # what follows says when such metastases count as stable
        elif excludes and (opened := but_for_some(condition, sentence)) is not None:
            condition = opened
        elif excludes:
            condition = both((condition, UNREAD)) if loosens else one_of((condition, UNREAD))
        elif sentence[0].type in ("IF", "FOR") and demands(sentence) and "ALLOWED" not in types:
            condition = both((condition, UNREAD))  # a further demand of some
        elif types & {"ALLOWED", "MAY"}:
            also = allowed(sentence, kinds)
            condition = one_of((condition, also)) if also else condition
        elif loosens and sentence[0].type != "IF":
            return None
        else:
            condition = both((condition, UNREAD))
    words = tuple(word for one in read_ones for word in one.words)
    return Read(condition, kinds, words, (*unread, *(place for one in read_ones for place in one.unread)))


def all_sentences(results: Sequence[tuple[Read | None, Sequence[Token]]]) -> Condition:
    """What sentences ask for together; one that begins with "or" is another way to meet the one before."""
    asked: list[Condition] = []
    for one, sentence in results:
        if one is not None:
            before = asked[-1:] if sentence[0].type == "OR" else []
            asked = [*asked[: len(asked) - len(before)], one_of((*before, one.condition))]
    return both(asked)


def _everyone(read: Read | None) -> bool:
    return read is not None and read.kinds == ("sex",) and read.condition == ALWAYS


def conditional(sentence: Sequence[Token], excludes: bool) -> Read | None:
    """A permission that is a demand: "prior A is allowed if it ended a year ago"."""
    condition = allowed_after(sentence)
    if condition is None:
        return None
    condition = opposite(condition) if excludes else condition
    place = sentence[0].start, sentence[-1].end
    return Read(condition, ("washout",), ((condition, *place),), ())


GREW = frozenset(("PROGRESSED", "PROGRESSED_AFTER", "RELAPSED"))


def others_may_enter(sentence: Sequence[Token]) -> bool:
    """Whether a sentence lets those in whose cancer grew in some way, whatever else is asked."""
    types = [token.type for token in sentence]
    return sentence[0].who and types[0] in GREW and types[-1] == "ALLOWED" and "IF" not in types


def menopause_by_menopause(sentences: Sequence[Sequence[Token]], read_ones: Sequence[Read]) -> bool:
    """ "Men and postmenopausal women. Premenopausal women must ...": not being of the first may be made good."""
    named = [{token.value for token in sentence if token.type == "MENO"} for sentence in sentences]
    several = [one for one in named if one]
    return len(several) > 1 and several[0] != several[1] and "menopause" in read_ones[0].kinds


def of_all(read: Read | None, sentence: Sequence[Token], excludes: bool) -> Read | None:
    """A sentence for one cohort only neither excludes nor is required of everybody."""
    if read is None or not any(token.type == "COHORT" for token in sentence):
        return read
    limited = both((read.condition, UNREAD)) if excludes else one_of((read.condition, UNREAD))
    return read._replace(condition=limited)


# Which words a sentence would hold if it spoke of the same thing as what was read.
ABOUT = {
    "age": {"AGE", "ADULT", "NUM"},
    "performance": {"ECOG", "KARNOFSKY", "NUM"},
    "organ_function": {"LAB", "NUM", "UNIT"},
    "receptors": {"REC", "TNBC", "SIGN", "PLUS", "MINUS"},
    "biomarkers": {"GENE", "ALTERED", "DETECTED", "FUSION"},
}


# The same for single facts.
ABOUT_FACT = {
    "leptomeningeal_disease": {"LEPTO"},
    "visceral_crisis": {"FACT", "DOUBT"},
    "brain": {"BRAIN", "BRAINWORD"},
    "measurable_disease": {"FACT", "MEASURABLE", "EVALUABLE", "METS", "SITE", "DISEASE", "BRAIN"},
    "extent": {"EXTENT", "BREAST", "DISEASE", "METS", "NOCURE", "AMENABLE", "FACT"},
    "menopause": {"MENO", "SEX", "MED", "AGE"},
}


def but_for_some(condition: Condition, sentence: Sequence[Token]) -> Condition | None:
    """ "HIV, hepatitis B or C. Hepatitis B with ... is allowed": only what the permission names is open."""
    named = {token.value for token in sentence if token.type == "ILLNESS"}
    types = [token.type for token in sentence]
    if not isinstance(condition, Or) or "ALLOWED" not in types or {"EXCEPT", "NOT", "FORBIDDEN", "OTHER"} & {*types}:
        return None
    if types[: types.index("ALLOWED")].count("ILLNESS") < len(named) or {"OR", "COMMA", "AND"} & {*types}:
        return None
    opened = [(part, _illness_of(part) in named) for part in condition.parts]
    if not named or sum(is_named for _, is_named in opened) != len(named):
        return None
    return one_of(both((part, UNREAD)) if is_named else part for part, is_named in opened)


def _illness_of(condition: Condition) -> str | None:
    names = {term.arguments[0] for term in terms_of(condition) if term.name == "has"}
    return names.pop() if len(names) == 1 else None


def unrelated(condition: Condition, kinds: Sequence[str], sentence: Sequence[Token]) -> bool:
    """Whether a permission surely speaks of something else than what was read."""
    types = {token.type for token in sentence}
    facts = {term.name for term in terms_of(condition)}
    if facts and facts <= set(ABOUT_FACT):
        return not types & {"EXCEPT", "LOOSE"} and not any(types & ABOUT_FACT[fact] for fact in facts)
    return not types & {"EXCEPT", "LOOSE", "IF"} and all(kind in ABOUT and not types & ABOUT[kind] for kind in kinds)


Results = list[tuple[Read | None, list[Token]]]


def without_what_is_measurable(results: Results) -> Results:
    """ "Measurable disease. Lytic lesions with a part that can be measured are considered measurable": no demand."""
    first = results[0][0] if results else None
    if first is None or {term.name for term in terms_of(first.condition)} != {"measurable_disease"}:
        return results
    kept = [results[0]]
    for one, sentence in results[1:]:
        types = {token.type for token in sentence}
        explains = types & {"MAY", "ISDEFINED"} and explains_measuring(first.condition, sentence)
        kept.append((None if explains or "NOOP" in types else one, sentence))
    return kept


def of_another_cancer(sentence: Sequence[Token]) -> bool:
    """Whether a sentence is only for people with some other cancer: "for sarcomas, ...", "for desmoid tumors, ..."."""
    end = next((at for at, token in enumerate(sentence) if token.type == "COMMA"), 0)
    subject = [token.type for token in sentence[1:end]]
    return (
        sentence[0].type in ("FOR", "IF")
        and subject[-2:] == ["UNKNOWN", "DISEASE"]
        and set(subject) <= {"UNKNOWN", "DISEASE", "CODE", "EXTENT"}
    )


def explains_measuring(condition: Condition, sentence: Sequence[Token]) -> bool:
    """Whether a sentence after "measurable disease" only says which spots count as measurable."""
    return (
        {term.name for term in terms_of(condition)} == {"measurable_disease"}
        and any(token.type in ("MEASURABLE", "METS") or token.value == "measurable_disease" for token in sentence)
        and not any(token.type == "EVALUABLE" or (token.must and token.type != "NOT") for token in sentence)
        and not {"bone_only", "COHORT"} <= {token.value if token.type == "FACT" else token.type for token in sentence}
    )


IN_THE_HEAD = {"brain", "leptomeningeal_disease"}


def allowed(sentence: Sequence[Token], kinds: Sequence[str]) -> Condition | None:
    """What a permission adds to a requirement of the same kind: "patients with bone-only disease are eligible".

    None: nothing, because it lets everyone in another respect: "patients may have ER+ or ER- disease".
    """
    if sentence[0].type == "ALLOWED":
        everyone = clause(sentence[1:], False)
        return None if everyone is not None and everyone.condition == ALWAYS else UNREAD
    at = next((index for index, token in enumerate(sentence) if token.type in ("ALLOWED", "MAY")), 0)
    start = 1 if sentence[0].type == "FOR" else 0
    also = clause(sentence[start:at], False) if at and not KINDS & set(kinds) else None  # one may have had A as well
    if also is None or says_nothing(also.condition) or not set(also.kinds) <= set(kinds):
        return UNREAD
    if {term.name for term in terms_of(also.condition)} & IN_THE_HEAD and set(kinds) == {"sites"}:
        return UNREAD  # that such spread is allowed makes nobody's cancer measurable
    plain = at == len(sentence) - 1 and sentence[at].type == "ALLOWED" and not also.unread
    return also.condition if plain else both((also.condition, UNREAD))


def defines_receptors(sentence: Sequence[Token]) -> bool:
    """Whether a sentence only tells how a receptor is judged, though not every word of it is known."""
    types = {token.type for token in sentence}
    if {"ANYSAMPLE", "REC"} <= types:
        return True
    about = sentence[0].type in ("IF", "TISSUE", "REC", "NOTE") and bool(types & {"TISSUE", "REC"})
    return about and types - {"UNKNOWN", "CODE", "FOREXAMPLE"} <= DEFINING


def demands(sentence: Sequence[Token]) -> bool:
    """Whether a note asks for something."""
    return any(token.must or token.type in ("CMP", "WITHIN") for token in sentence)


def split(found: Sequence[Token]) -> list[list[Token]]:
    """Sentences: at full stops and semicolons outside of brackets. A bracket that nothing closes holds nothing."""
    sentences: list[list[Token]] = [[]]
    depth = 0
    left_open = _left_open(found)
    told_below = False  # "unless all of the following are met: 1) ... . 2) ..."
    for at, token in enumerate(found):
        if at not in left_open:
            depth = max(0, depth + (token.type == "LP") - (token.type == "RP"))
        near = {one.type for one in found[at : at + 4]}
        told_below = told_below or (token.type == "EXCEPT" and bool(near & {"COLON", "EITHER"}))
        if token.type == "STOP" and depth == 0 and not told_below:
            sentences.append([])
        else:
            sentences[-1].append(token)
    return [
        sentence
        for sentence in sentences
        if any(token.type not in ("COMMA", "COLON", "RP", "LP", "AND", "OR") for token in sentence)
    ]


def _left_open(found: Sequence[Token]) -> set[int]:
    """The places of brackets that nothing closes."""
    opened: list[int] = []
    for at, token in enumerate(found):
        if token.type == "LP":
            opened.append(at)
        elif token.type == "RP" and opened:
            opened.pop()
    return set(opened)


__all__ = ["Reading", "Words", "read", "tree_of"]
