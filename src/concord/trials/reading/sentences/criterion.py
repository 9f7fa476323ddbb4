"""The sentences of a criterion, one by one, and what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from concord.criteria.terms import ALWAYS, Condition, Or, terms_of
from concord.trials.reading.build import UNREAD, Read, both, is_in, one_of, opened, opposite, says_nothing, yes
from concord.trials.reading.phrases.ages import several_ages
from concord.trials.reading.phrases.amounts import amounts
from concord.trials.reading.phrases.counting import about_counting, is_count, recounted
from concord.trials.reading.phrases.menopause import what_menopause_is
from concord.trials.reading.phrases.operations import surgery_by
from concord.trials.reading.phrases.other_cancers import another_cancer
from concord.trials.reading.phrases.permissions import KINDS, allowed_after, forbidden_again, members, permission
from concord.trials.reading.phrases.pregnancies import in_the_past, negative_test, not_pregnant, pregnant
from concord.trials.reading.phrases.recent import at_any_time
from concord.trials.reading.phrases.receptors import DEFINING
from concord.trials.reading.phrases.values import values
from concord.trials.reading.sentences.asides import explains_measuring
from concord.trials.reading.sentences.beside import either_sign, or_as_it_is, or_soon_after, these_too
from concord.trials.reading.sentences.brackets import without_brackets
from concord.trials.reading.sentences.defining import joined_definitions, named, of_a_test, with_cut_off
from concord.trials.reading.sentences.exceptions import but_stable
from concord.trials.reading.sentences.sentence import clause, menopause_or, of_a_group
from concord.trials.reading.sentences.whole import aged, whole
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import pattern, written

LOOSENING = frozenset(("ALLOWED", "EXCEPT", "LOOSE", "MAY", "IF"))
# Who says so: the doctor, or what is written down.
SAYS_WHO = pattern("COMMA?HOW(?:SOURCE|EVENT)+STOP?")


# "Hemoglobin of at least 10 g/dL, transfusions and growth factors permitted"
HELPED = pattern("LAB[^COMMA]*UNIT{helped:COMMA(?:MED|AID|AND|OR|SLASH|WITH|UNKNOWN)+ALLOWED}STOP?$")


def without_asides(found: Sequence[Token]) -> Sequence[Token]:
    """Without who says so at the end, and without sentences that only tell how to test: "retesting is allowed"."""
    if helped := HELPED.match(written(found)):
        found = found[: helped.start("helped")]
    types = written(found)
    tail = next((match for match in SAYS_WHO.finditer(types) if match.end() == len(types) and match.start()), None)
    found = found[: tail.start()] if tail else found
    kept: list[Token] = []
    for sentence in split(found):
        first = next((token for token in sentence if token.type not in ("NOTE", "COLON")), None)
        of_some = first is not None and first.who and any(token.type == "ALLOWED" for token in sentence)
        if kept and first is not None and first.type == "NOOP" and not of_some:
            continue
        stop = [kept[-1]._replace(type="STOP", value=";")] if kept else []
        kept += [*stop, *sentence]
    return kept if len(kept) < len(found) - 1 else found


def criterion_tokens(found: Sequence[Token], excludes: bool) -> Read | None:
    """Whole, or sentence by sentence."""
    if any(token.type == "UNMEASURED" for token in found):
        return unmeasured([token for token in found if token.type != "UNMEASURED"], excludes)
    found = without_asides(found)
    if not excludes and (several := ONE_OF_THESE.match(written(found))) is not None:
        return one_of_these(found[several.end() :])
    if len(found) > 1 and found[0].type == "FORBIDDEN" and "FORBIDDEN" not in {token.type for token in found[1:]}:
        start = 2 if found[1].type in ("IF", "WHO", "WITH") else 1
        read = criterion_tokens(found[start:], True)  # "excluded are patients with A", "is not eligible if A"
        return read and (read if excludes else read._replace(condition=opposite(read.condition)))
    if not excludes and (read := several_ages(found) or menopause_or(found)) is not None:
        return read
    if (read := aged([token for token in found if token.type != "STOP"])) is not None:
        return read
    if excludes and (read := of_a_group(found)) is not None:
        return read if read.kinds else None
    for beside in () if excludes else (either_sign, or_soon_after, or_as_it_is, these_too):
        if (read := beside(found, clause)) is not None:
            return read
    if (read := another_cancer(found, excludes) or amounts(found, excludes)) is not None:
        return read
    before = in_the_past(found) and any(token.type == "PREG" for token in found)  # "not nursing within six months"
    if not before and (read := whole(found, excludes)) is not None:
        return read
    if (read := nothing_given(found, excludes) or values(found, excludes)) is not None:
        return read
    for reads in () if excludes else (named, surgery_by):
        if (read := reads(found, criterion_tokens)) is not None:
            return read
    for reader in (pregnant,) if excludes else (not_pregnant, negative_test):
        if (read := reader(found)) is not None:
            return read
    if (told := what_menopause_is(found)) is not None:
        read = criterion_tokens(found[: told.start], excludes) if told.start else None
        return read and (read._replace(condition=one_of((read.condition, UNREAD))) if told.induced else read)
    sentences = with_cut_off(joined_definitions(split(found)))
    if len(sentences) == 1 and not excludes and sentences[0][-1].type == "NOOP":
        return None  # "prior A is not mandatory"
    if len(sentences) == 1:
        return clause(sentences[0], excludes) or conditional(sentences[0], excludes)
    results = [
        (None if at and is_count(sentence) else of_all(_one(sentence, excludes), sentence, excludes), sentence)
        for at, sentence in enumerate(sentences)
    ]
    results = without_what_is_measurable(results if excludes else of_others_too(results))
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
        excepts = excludes and ({"NUM", "TIME"} <= types or {"ALLOWED", "NOOP"} <= types)
        if one is not None or (types & {"NOOP", "ISDEFINED"} and not excepts):
            continue
        if kinds == ("performance",) and "KARNOFSKY" in types and not types & {"ALLOWED", "EXCEPT", "MAY"}:
            continue  # which scale to use for whom
        if about_counting(sentence, condition):
            condition = recounted(sentence, condition)
            continue
        if excludes and names_what_is_not_meant(sentence):
            unread.append(span_of(sentence))
            condition = both((condition, UNREAD))
            continue
        if not excludes and others_may_enter(sentence):
            condition = one_of((condition, UNREAD))  # "patients whose cancer came back within a year are also eligible"
            continue
        if KINDS & set(kinds) and "RECOVERED" in types and not types & {"ALLOWED", "MAY", "EXCEPT"}:
            unread.append(span_of(sentence))
            condition = (one_of if excludes else both)((condition, UNREAD))  # a further demand
            continue
        if sentence[0].value == "examples" and "FORBIDDEN" not in types:
            continue
        if KINDS & set(kinds) and forbidden_again(sentence, said):
            continue
        changes = excludes and sentence[0].who and types <= OF_SOME  # "who can switch to another medicine are eligible"
        if (
            KINDS & set(kinds)
            and not changes
            and (besides := permission(sentence, said, condition, excludes)) is not None
        ):
            condition = besides.beside(condition)
            continue
        if "receptors" in kinds and any_result(sentence, condition):
            continue
        if not excludes and (with_men := men_too(condition, sentence)) is not None:
            condition = with_men
            continue
        loosens = bool(types & LOOSENING)
        if noted and not loosens and "FORBIDDEN" not in types and not demands(sentence):
            continue
        if {"receptors", "biomarkers"} & set(kinds) and of_a_test(sentence):
            continue
        if "receptors" in kinds and (types <= DEFINING or defines_receptors(sentence)):
            continue  # "if IHC is 2+, a negative ISH test is required"
        if types & {"ALLOWED", "MAY"} and not changes and unrelated(condition, kinds, sentence):
            continue
        if not excludes and neither_excluded(condition, sentence):
            continue
        if not excludes and "disease_extent" in kinds and explains_reach(condition, sentence):
            continue
        if explains_measuring(condition, sentence) or of_another_cancer(sentence):
            continue
        unread.append(span_of(sentence))
        if sentence[0].type == "OR" and not excludes:
            condition = one_of((condition, UNREAD))  # "A; or B"
            continue
        if detailing and "FORBIDDEN" not in types:
            continue
        if (
            excludes
            and loosens
            and "STABLEQ" in types
            and (types & {"BRAIN", "BRAINWORD"} or speaks_of_brain(condition, types))
            and (stable := but_stable(condition, open_rest="LEPTO" in types or not types & {"BRAIN", "BRAINWORD"}))
        ):
            condition = stable
            detailing = True  # what follows says when such metastases count as stable
        elif excludes and only_of_a_cohort(sentence):
            condition = both((condition, UNREAD))  # "A. Cohort B only."
        elif excludes and "washout" in kinds and "TIME" in types and members(sentence) & members(said):
            condition = both((condition, UNREAD))  # "chemotherapy within 21 days. Weekly chemotherapy: 14 days."
        elif excludes and (loosened := but_for_some(condition, sentence)) is not None:
            condition = loosened
        elif excludes:
            of_its_own = sentence is results[0][1] and "EXCEPT" in types  # "A, except for B; or C": it may be that A
            loosened = both((at_any_time(condition, said), UNREAD))
            condition = loosened if loosens and not of_its_own else one_of((condition, UNREAD))
        elif "receptors" in kinds and IF_OTHERWISE.match(written(sentence)):
            condition = one_of((condition, UNREAD))
        elif sentence[0].type in ("IF", "FOR") and demands(sentence) and "ALLOWED" not in types:
            condition = both((condition, UNREAD))  # a further demand of some
        elif types & {"ALLOWED", "MAY"} and not may_apply(sentence):
            also = allowed(sentence, kinds)
            condition = one_of((condition, also)) if also else condition
        elif loosens and sentence[0].type != "IF" and not asks_more(sentence) and not may_apply(sentence):
            return None
        else:
            condition = both((condition, UNREAD))
    words = tuple(word for one in read_ones for word in one.words)
    return Read(condition, kinds, words, (*unread, *(place for one in read_ones for place in one.unread)))


OF_COHORT = frozenset(("COHORT", "TO", "FOR", "IF", "TNBC", "REC", "SIGN", "NUM", "NOTE"))


def only_of_a_cohort(sentence: Sequence[Token]) -> bool:
    """Whether a sentence names a cohort and nothing else: "cohort B only", "applies to arm A"."""
    types = {token.type for token in sentence if token.value != "applies"}
    return "COHORT" in types and types <= OF_COHORT


# People of whom no more is said than what they can do.
OF_SOME = frozenset(
    ("NOOP", "WHO", "MAY", "HEAD", "ALLOWED", "LOOSE", "TO", "OTHER", "ANOTHER", "UNKNOWN", "MED", "IF")
)


def may_apply(sentence: Sequence[Token]) -> bool:
    """ "Further restrictions may apply": they ask for more."""
    return any(token.type == "MAY" and after.value in ("apply", "applies") for token, after in pairwise(sentence))


# "ER- and PR-negative; if either is positive, ...": another way to meet the demand
IF_OTHERWISE = pattern("IF(?:NUM|EITHER)*SIGN COMMA")
# "PR may be positive or negative"
ANY_RESULT = pattern("(?:REC(?:AND|OR|SLASH|COMMA)*)+(?:MAY|ALLOWED)(?:SIGN(?:OR|SLASH|AND)*)*STOP?")


def any_result(sentence: Sequence[Token], condition: Condition) -> bool:
    """Whether a sentence leaves open a receptor of which nothing was asked: "ER-positive. PR may be any"."""
    if ANY_RESULT.fullmatch(written(sentence)) is None:
        return False
    asked = {term.name.removesuffix("_percent") for term in terms_of(condition)}
    named = {str(token.value) for token in sentence if token.type == "REC"}
    return not asked & {*named, "hormone_receptors"}


def speaks_of_brain(condition: Condition, types: set[str]) -> bool:
    """ "Active brain metastases. Treated patients who are stable are allowed": no other subject is named."""
    others = {"ILLNESS", "LEPTO", "FACT", "SITE", "LAB", "PREG"}
    return "brain" in {term.name for term in terms_of(condition)} and not types & others


MEN = pattern("{who:SEX}(?:WITH|BREAST|DISEASE)*(?:MAY|ALLOWED)(?:UNKNOWN|EVENT|TREATED|OTHER)*STOP?")
OF_WOMEN = frozenset(("menopause", "on_now", "taking", "sex"))


def men_too(condition: Condition, sentence: Sequence[Token]) -> Condition | None:
    """ "Postmenopausal or on A. Men can enroll too": men need be neither."""
    told = MEN.fullmatch(written(sentence))
    if told is None or sentence[told.start("who")].value != "male":
        return None
    named = {term.name for term in terms_of(condition)}
    if "menopause" not in named or not named <= OF_WOMEN:
        return None
    women, men = is_in("sex", "female"), is_in("sex", "male")
    return condition if opposite(women) in getattr(condition, "parts", ()) else one_of((men, condition))


ONE_OF_THESE = pattern(
    "(?:(?:HOW|WITH|SOURCE|EVENT|SAMPLE|OBTAINED)+COMMA)?UNKNOWN?EITHER COLON(?=[^STOP]+STOP[^STOP])"
)


def one_of_these(found: Sequence[Token]) -> Read | None:
    """ "At least one of the following: A; B": either will do."""
    things = split(found)
    if any(token.must for thing in things for token in thing):
        return None  # something else may be asked after the list
    read_ones = [clause(thing, False) for thing in things]
    several = [one for one in read_ones if one is not None]
    condition = one_of(one.condition if one else UNREAD for one in read_ones)
    if not several or says_nothing(condition):
        return None
    unread = tuple(place for one in several for place in one.unread)
    kinds = tuple(dict.fromkeys(kind for one in several for kind in one.kinds))
    return Read(condition, kinds, tuple(word for one in several for word in one.words), unread)


GIVEN = pattern("{value:LAB[^LP RP STOP]*}LP{none:NOT[^LP RP STOP]*}RP STOP?")


def nothing_given(found: Sequence[Token], excludes: bool) -> Read | None:
    """ "Neutrophils ≥ 1.5 (no growth factor within a week)": a value, and a medicine that must not have been given."""
    match = None if excludes else GIVEN.fullmatch(written(found))
    if match is None:
        return None
    value, none = (whole(found[slice(*match.span(name))], False) for name in ("value", "none"))
    if value is None or none is None or (value.kinds, none.kinds) != (("organ_function",), ("washout",)):
        return None
    return Read(both((value.condition, none.condition)), (*value.kinds, *none.kinds), value.words + none.words)


def unmeasured(found: Sequence[Token], excludes: bool) -> Read | None:
    """ "At least one lytic lesion in the absence of measurable disease": who has measurable disease needs none."""
    read = criterion_tokens(found, excludes) if found else None
    if read is None or excludes or "measurable_disease" in {term.name for term in terms_of(read.condition)}:
        return read
    return read._replace(condition=one_of((yes("measurable_disease"), read.condition)))


def _one(sentence: Sequence[Token], excludes: bool) -> Read | None:
    return clause(sentence, excludes) or another_cancer(sentence, excludes)


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


MEANT = frozenset(("considered", "regarded", "deemed", "defined", "classified"))


def names_what_is_not_meant(sentence: Sequence[Token]) -> bool:
    """ "A does not count as hormone therapy", "is not considered chemotherapy": it leaves something out."""
    return any(
        token.type == "NOTCOUNTED" or (token.type == "NOT" and after.value in MEANT)
        for token, after in pairwise(sentence)
    )


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
    first = sentence[1] if types[0] == "WHO" and len(types) > 1 else sentence[0]
    grew = first.type in GREW or (first.type, first.value) == ("EXTENT", "recurrent")
    return sentence[0].who and grew and "ALLOWED" in types[-2:] and "IF" not in types


def menopause_by_menopause(sentences: Sequence[Sequence[Token]], read_ones: Sequence[Read]) -> bool:
    """ "Men and postmenopausal women. Premenopausal women must ...": not being of the first may be made good."""
    named = [{token.value for token in sentence if token.type == "MENO"} for sentence in sentences]
    several = [one for one in named if one]
    return len(several) > 1 and several[0] != several[1] and "menopause" in read_ones[0].kinds


def of_all(read: Read | None, sentence: Sequence[Token], excludes: bool) -> Read | None:
    """A sentence for one cohort only neither excludes nor is required of everybody."""
    if read is None or not any(token.type == "COHORT" for token in sentence):
        return read
    limited = opened(read.condition, excludes)
    return read._replace(condition=limited)


# Which words a sentence would hold if it spoke of the same thing as what was read.
ABOUT = {
    "age": {"AGE", "ADULT", "NUM"},
    "performance": {"ECOG", "KARNOFSKY", "NUM"},
    "organ_function": {"LAB", "NUM", "UNIT"},
    "receptors": {"REC", "TNBC", "SIGN", "PLUS", "MINUS"},
    "biomarkers": {"GENE", "ALTERED", "DETECTED", "FUSION"},
}


OF_KINDS = {"QUAL", "BREAST", "OR", "AND", "SLASH", "COMMA", "ALLOWED", "MAY"}
HOW_IT_CAME = {"EXTENT", "DISEASE", "BREAST", "OR", "AND", "SLASH", "COMMA", "ALLOWED", "MAY"}
OF_MEASURING = {*("MEASURABLE", "EVALUABLE", "DISEASE", "METS", "AND", "OR", "SLASH", "COMMA", "ALLOWED", "MAY")}
HOW_FAR = {"EXTENT", "METS", "NOCURE", "AMENABLE", "FACT"}
# The same for single facts.
ABOUT_FACT = {
    "leptomeningeal_disease": {"LEPTO"},
    "visceral_crisis": {"FACT", "DOUBT"},
    "brain": {"BRAIN", "BRAINWORD", "STABLEQ", "CURED"},
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
    told = [(part, _illness_of(part) in named) for part in condition.parts]
    if not named or sum(is_named for _, is_named in told) != len(named):
        return None
    return one_of(both((part, UNREAD)) if is_named else part for part, is_named in told)


def _illness_of(condition: Condition) -> str | None:
    names = {term.arguments[0] for term in terms_of(condition) if term.name == "has"}
    return names.pop() if len(names) == 1 else None


def unrelated(condition: Condition, kinds: Sequence[str], sentence: Sequence[Token]) -> bool:
    """Whether a permission surely speaks of something else than what was read."""
    types = {token.type for token in sentence}
    facts = {term.name for term in terms_of(condition)}
    if types <= OF_KINDS and set(kinds) <= {"disease_extent", "receptors"}:
        return True  # "stage II disease. Bilateral breast cancer is allowed"
    if facts == {"extent"} and types <= HOW_IT_CAME and "de_novo" in {token.value for token in sentence}:
        return True  # "metastatic disease. De novo or recurrent disease is allowed"
    if types <= OF_MEASURING and "measurable_disease" not in facts:
        return True  # "metastatic disease. Measurable or evaluable disease is allowed"
    if facts == {"extent"} and "REC" in types and not types & (HOW_FAR | {"EXCEPT", "LOOSE", "IF"}):
        return True  # "metastatic disease. The tumor may be of any receptor status"
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


NEITHER = pattern(
    "NOT EVALUABLE(?:DISEASE|METS)*(?:AND|OR|SLASH)+NOT?(?:FACT|MEASURABLE(?:DISEASE|METS))"
    "(?:LP[^LP RP]*RP)?FORBIDDEN STOP?$"
)


def neither_excluded(condition: Condition, sentence: Sequence[Token]) -> bool:
    """Whether a sentence only says "measurable or evaluable disease" the other way round: "with neither: excluded"."""
    asks = condition == one_of((yes("measurable_disease"), UNREAD))
    return asks and NEITHER.fullmatch(written(sentence)) is not None


NOT_TO_BE_CURED = pattern(
    "{local:EXTENT}(?:DISEASE|BREAST)*WHO?(?:NOCURE|AMENABLE|NOT CANBE)(?:OR|AND|SLASH|MED|CURE|FOR|WITH|HOW)*"
)


def explains_reach(condition: Condition, sentence: Sequence[Token]) -> bool:
    """ "Locally advanced or metastatic cancer. Locally advanced disease must not be curable": as it is understood."""
    told = NOT_TO_BE_CURED.fullmatch(written(sentence))
    if told is None or not str(sentence[told.start("local")].value).startswith("locally"):
        return False
    return any(term.name == "extent" for term in terms_of(condition))


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
    if {term.name for term in terms_of(also.condition)} & {"er_percent", "pr_percent"}:
        return both((also.condition, UNREAD))  # "PR below 10 % is acceptable": of what else was asked it says nothing
    places = {term.name if term.name != "site" else term.arguments[0] for term in terms_of(also.condition)}
    if places & IN_THE_HEAD and set(kinds) == {"sites"}:
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


def asks_more(sentence: Sequence[Token]) -> bool:
    """ "Women with a womb (unless it is clear that ...) must have a negative test": what loosens stands in brackets."""
    outside = without_brackets(sentence)
    return any(token.must for token in outside) and not {token.type for token in outside} & LOOSENING


def demands(sentence: Sequence[Token]) -> bool:
    """Whether a note asks for something."""
    return any(token.must or token.type in ("CMP", "WITHIN") for token in sentence)


# "are eligible if (1) ...; (2) ...": what is told in such a list belongs to the permission
FIRST_OF_SEVERAL = pattern("ALLOWED COMMA?(?:IF|LOOSE)(?:COLON|EITHER)*LP?NUM RP")


def split(found: Sequence[Token]) -> list[list[Token]]:
    """Sentences: at full stops and semicolons outside of brackets. A bracket that nothing closes holds nothing."""
    sentences: list[list[Token]] = [[]]
    depth = 0
    left_open = _left_open(found)
    types = written(found)
    told_below = False  # "unless all of the following are met: 1) ... . 2) ..."
    for at, token in enumerate(found):
        if at not in left_open:
            depth = max(0, depth + (token.type == "LP") - (token.type == "RP"))
        near = {one.type for one in found[at : at + 4]}
        told_below = told_below or (token.type == "EXCEPT" and bool(near & {"COLON", "EITHER"}))
        told_below = told_below or FIRST_OF_SEVERAL.match(types, at) is not None
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
    begun: list[int] = []
    for at, token in enumerate(found):
        if token.type == "LP":
            begun.append(at)
        elif token.type == "RP" and begun:
            begun.pop()
    return set(begun)


def of_others_too(results: list[tuple[Read | None, list[Token]]]) -> list[tuple[Read | None, list[Token]]]:
    """ "X patients must have had A; Y patients B": the second speaks of other people, and asks nobody to be Y."""
    of_some = False
    kept: list[tuple[Read | None, list[Token]]] = []
    for read, sentence in results:
        asks = any(token.must for token in sentence)
        spoken_of = any(token.who for token in sentence[:4])
        others = of_some and spoken_of and sentence[0].type in ("REC", "TNBC", "SIGN") and not asks
        kept.append((None if others else read, sentence))
        of_some = of_some or (asks and sentence[0].type in ("REC", "TNBC", "SIGN"))
    return kept
