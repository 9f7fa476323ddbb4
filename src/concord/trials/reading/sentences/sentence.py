"""From the tokens of a sentence to one condition. What is not clear is not read, so that it never decides wrongly.

Two readings of "unread" matter. Under an exclusion, unread words that belong to something turn it into `X and
not_read`: it can be passed, it never excludes. Under a requirement, words that loosen it turn it into `X or
not_read`, words that add to it into `X and not_read`.
"""

from __future__ import annotations

from collections.abc import Sequence

from concord.criteria.terms import Condition, Or, Term, terms_of
from concord.trials.reading.build import (
    UNREAD,
    Read,
    both,
    compare,
    is_in,
    merged,
    one_of,
    opened,
    opposite,
    says_nothing,
    yes,
)
from concord.trials.reading.phrases.counting import about_counting, is_count, only_early_left_out, recounted
from concord.trials.reading.phrases.demanded import mixed
from concord.trials.reading.phrases.other_cancers import another_cancer
from concord.trials.reading.phrases.permissions import KINDS, permission
from concord.trials.reading.phrases.receptors import closing
from concord.trials.reading.phrases.values import A_LIMIT, LIMIT_OF_SOME, values
from concord.trials.reading.sentences.asides import names_others, says_more
from concord.trials.reading.sentences.beside import (
    but_not_those,
    last_forbidden,
    none_but_asked,
    or_as_it_is,
    these_too,
)
from concord.trials.reading.sentences.brackets import bracketed, drop_open, without_brackets
from concord.trials.reading.sentences.exceptions import (
    SPREAD_TO_BRAIN,
    but_stable,
    except_for,
    leaves_out_lesions,
    or_after_exception,
)
from concord.trials.reading.sentences.lists import listed
from concord.trials.reading.sentences.only_if import asked_if, if_so
from concord.trials.reading.sentences.pieces import JOINS, LOOSENING, NARROWED, OTHER_WAY, combine, denied_whole, parts
from concord.trials.reading.sentences.remainders import (
    NOT_BESIDE,
    NOT_SAID,
    OR_UNKNOWN,
    TURNING,
    WEAK,
    begins_anew,
    leading_of,
    names_drugs,
    narrowed,
    needs,
    needs_medicines,
    nouns_only,
    of_the_same_person,
    only_adds,
    relative,
    tells_of_it,
    with_an_alteration,
    with_own_windows,
    with_what_it_needs,
)
from concord.trials.reading.sentences.tails import (
    SPREAD,
    among_others,
    hers,
    narrowing,
    or_spread,
    without_examples,
    without_kinds,
    without_spread,
    without_what_does_not_matter,
)
from concord.trials.reading.sentences.whole import demand, qualified, trimmed, whole, without_reason
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import HOW_TAIL, pattern, written
from concord.trials.reading.words.vocabulary import Medicine

# "No treatment so far and planned for A, or on A now": either will do
PLANNED_OR_NOW = pattern("NAIVE[^STOP]*AND PLANNED[^STOP]*OR(?:NOW|TAKING)")


def clause(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """One sentence: whole, or with an exception, or as far as it goes."""
    if not excludes and pattern("EXTENT OR(?:REC|TNBC|SIGN)").match(written(trimmed(tokens))):
        return None  # "metastatic or HER2-positive cancer": either will do
    if not excludes and PLANNED_OR_NOW.search(written(tokens)):
        return None
    if excludes and (read := of_a_group(tokens)) is not None:
        return read if read.kinds else None
    if (read := suppressed(trimmed(tokens))) is not None:
        return read
    tokens = without_kinds(tokens) if excludes else without_examples(hers(tokens))
    if not excludes and (read := menopause_or(tokens)) is not None:
        return read
    read = _clause(tokens, excludes)
    if excludes and read is None and (cut := EXAMPLES_LAST.search(written(tokens))) is not None and cut.start():
        return _but_for_examples(tokens[: cut.start()], tokens[cut.start() :])
    if excludes or (read is not None and (read.condition == UNREAD or not says_nothing(read.condition))):
        return read
    tokens = trimmed(without_reason(tokens))
    if (told := FOR_SOME.match(written(tokens))) is not None:
        some = whole(tokens[slice(*told.span("some"))], False)
        if some is not None and some.kinds == ("receptors",):  # "for TNBC, prior A if B": of others it asks nothing
            others = one_of((opposite(some.condition), UNREAD))
            return Read(others, some.kinds, some.words, (span_of(tokens[told.end() :]),))
    if GROWING.match(written(tokens)):
        main = clause(tokens[1:], False)
        return main and qualified(main, tokens[:1], False, False)
    if (listed_with_others := among_others(tokens)) is not None:
        return whole(listed_with_others, False)
    if (found := narrowing(tokens, _of_hers) or without_spread(tokens, whole)) is not None:
        denied = tokens[0].type == "NOT" and found[0].kinds == ("sites",)  # "no A that grew": who has another may enter
        return qualified(*found, False, True) if denied else last_qualified(*found)
    return read


OF_A_GROUP = pattern("(?:IF|FOR){group:(?:TNBC|REC(?:SIGN|PLUS|MINUS))(?:BREAST|DISEASE|EXTENT)*}(?:COMMA|COLON)")
NEITHER_READ = Read(UNREAD, (), ())


def of_a_group(tokens: Sequence[Token]) -> Read | None:
    """ "In HER2-positive patients, prior A": excludes those who have both; without kinds where it cannot be said."""
    tokens = trimmed(tokens)
    told = OF_A_GROUP.match(written(tokens))
    if told is None or any(token.type == "STOP" for token in tokens):
        return None
    group, rest = whole(tokens[slice(*told.span("group"))], True), clause(tokens[told.end() :], True)
    if group is None or rest is None or says_nothing(rest.condition):
        return NEITHER_READ
    condition = both((group.condition, rest.condition))
    return Read(condition, merged(group, rest), group.words + rest.words, rest.unread)


def _but_for_examples(kind: Sequence[Token], examples: Sequence[Token]) -> Read | None:
    """ "An illness that needs treatment, including A": A is one of them, if it is no illness with its own fact."""
    read = _clause(kind, True)
    if read is None or read.kinds != ("comorbidity",) or says_nothing(read.condition):
        return None
    facts = {str(term.arguments[0]) for term in terms_of(read.condition) if term.arguments}
    named = {str(token.value).removeprefix("part of ") for token in examples if token.type == "ILLNESS"}
    others = named - facts - {"none", "None"}
    return None if others else qualified(read, examples, True, False)


EXAMPLES_LAST = pattern("(?:COMMA|LP)?(?:INCLUDING|FOREXAMPLE)[^STOP EXCEPT ALLOWED FORBIDDEN LOOSE MAY COHORT]*$")
FOR_SOME = pattern("FOR{some:(?:TNBC|REC SIGN)(?:BREAST|DISEASE)*}(?:COMMA|COLON)")
# "Progressive, metastatic cancer", "progression of advanced cancer"
GROWING = pattern("(?:ACTIVEQ COMMA?|PROGRESSED)(?=EXTENT)")


def _of_hers(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """The whole, or what is said of her cancer in a list of cancers."""
    read = whole(tokens, excludes)
    others = among_others(trimmed(tokens)) if read is None and not excludes else None
    return read or (whole(others, False) if others else None)


# "Postmenopausal, or premenopausal women with ovarian suppression"
MENOPAUSE_OR = pattern(
    "{first:MENO}SEX?COMMA?OR(?:WITH|FOR)*{other:MENO}(?:(?:OR|SLASH|AND)+MENO)*SEX?COMMA?"
    "(?=AND?(?:WHO|WITH|IF|HEAD|TREATED|TAKING|NOW|MED|FOR))"
)


# "with ovarian suppression", "who are on an LHRH agonist"
ON_SUPPRESSION = pattern("(?:AND|WHO|WITH|NOW|TAKING|TREATED|HEAD|FOR)*MED")


def on_suppression(token: Token) -> Condition | None:
    """That the medicine a word names is taken now; None where it names none, or several."""
    named = token.value.several() if isinstance(token.value, Medicine) else []
    return yes("on_now", str(named[0])) if len(named) == 1 and named[0] is not None else None


OF_STATE = pattern("{state:MENO}SEX?(?:AND|WHO|HEAD|COMMA)*{no:NOT?}(?:WITH|NOW|TAKING|TREATED|FOR)+{by:MED}STOP?")


def suppressed(tokens: Sequence[Token]) -> Read | None:
    """ "Premenopausal women on an LHRH agonist", or not on one."""
    found = OF_STATE.fullmatch(written(tokens))
    if found is None:
        return None
    state, by = tokens[found.start("state")], on_suppression(tokens[found.start("by")])
    if by is None or str(state.value) == "postmenopausal":
        return None
    condition = both((is_in("menopause", *str(state.value).split(" or ")), opposite(by) if found["no"] else by))
    return Read(condition, ("menopause",), ((condition, *span_of(tokens)),))


NOT_YET = frozenset(("premenopausal", "perimenopausal", "premenopausal or perimenopausal"))


def menopause_or(tokens: Sequence[Token]) -> Read | None:
    """A demand of menopause, or of something else from those who have not reached it."""
    tokens = trimmed(tokens)
    found = MENOPAUSE_OR.match(written(tokens))
    if found is None or {token.type for token in tokens} & {"STOP", "ALLOWED", "FORBIDDEN", "EXCEPT", "NOT"}:
        return None
    first, other = tokens[found.start("first")], tokens[found.start("other")]
    both_not_yet = {str(first.value), str(other.value)} <= NOT_YET  # "pre- or perimenopausal women must ..."
    if first.value == other.value or both_not_yet:
        return None
    either: list[Condition] = [is_in("menopause", *str(first.value).split(" or "))]
    begun = ON_SUPPRESSION.fullmatch(written(tokens), found.end())
    others = both((is_in("menopause", *str(other.value).split(" or ")), on_suppression(tokens[-1]) or UNREAD))
    condition = one_of((*either, *((others,) if begun else ()), UNREAD))  # she can still begin with it
    place = first.start, first.end
    return Read(condition, ("menopause",), ((condition, *place),), (span_of(tokens[found.end() :]),))


HANGING = ("WHO", "HEAD", "WITH", "IF")


def last_qualified(main: Read, rest: Sequence[Token]) -> Read:
    """ "Measurable disease, or bone-only disease with a lytic spot": the last words belong to the last of them."""
    several = main.kinds == ("sites",) or (rest[0].type in HANGING and {*main.kinds} <= {"sex", "menopause"})
    if not several or not isinstance(main.condition, Or):
        return qualified(main, rest, False, False)
    *others, last = main.condition.parts
    condition = one_of((*others, both((last, UNREAD))))
    return Read(condition, main.kinds, main.words, (*main.unread, span_of(rest)))


def _clause(tokens: Sequence[Token], excludes: bool) -> Read | None:
    tokens = without_what_does_not_matter(trimmed(without_reason(tokens)))
    if not tokens:
        return None
    kinds = [token.type for token in tokens]
    bare = without_brackets(tokens)
    if any(token.type == "ISDEFINED" for token in bare):
        return None
    if is_count(bare):
        return _counting(bare, excludes)
    if kinds.count("LP") > kinds.count("RP") and {"ALLOWED", "FORBIDDEN", "OR"} & set(kinds):
        return None  # what may stand within the bracket or outside
    if not excludes and (read := or_as_it_is(tokens, clause) or these_too(tokens, clause)) is not None:
        return read
    if not excludes and (read := but_not_those(tokens, clause)) is not None:
        return read
    if "FORBIDDEN" in kinds[1:]:
        last = kinds.index("FORBIDDEN", 1)
        rest = set(kinds[last + 1 :])
        anew = kinds[last + 1 : last + 2] == ["COMMA"]  # "A is not allowed, B"
        if rest and not anew and not {"EXCEPT", "IF", "ALLOWED", "LOOSE", "MAY", "AND", "OR", "FORBIDDEN"} & rest:
            named = tokens[last + 1].type in ("BETWEEN", "BECAUSE")  # "are excluded from this trial, because ..."
            after = () if named else tokens[last + 1 :]  # "A is not allowed within 5 years"
            tokens = (*tokens[:last], *after, tokens[last])
            kinds = [token.type for token in tokens]
    if (at := _forbidden_except(kinds)) is not None:
        tokens, kinds = [*tokens[:at], *tokens[at + 1 :]], [*kinds[:at], *kinds[at + 1 :]]
        inner = clause(tokens, True)
        return inner and (inner if excludes else inner._replace(condition=opposite(inner.condition)))
    if kinds[-1] == "FORBIDDEN" and not excludes and (two := last_forbidden(tokens, clause)) is not None:
        return two if two.kinds else None
    if kinds[-1] == "FORBIDDEN" or (kinds[-1] == "NOT" and _is_not(kinds)):  # "A is allowed; B is not"
        inner = clause(tokens[:-1], True)
        return inner and (inner if excludes else inner._replace(condition=opposite(inner.condition)))
    if (read := whole(tokens, excludes)) is not None:
        return read
    if not excludes and (read := _allowed(tokens, kinds)) is not None:
        return read
    if {"ALLOWED", "FORBIDDEN"} & {token.type for token in without_brackets(tokens)}:
        return None
    if not excludes and (read := demand(tokens, clause) or if_so(tokens) or asked_if(tokens)) is not None:
        return read
    if not excludes and (read := _said_in_brackets(tokens)) is not None:
        return read
    if kinds[0] == "NOT" and not excludes and (other := OTHER_WAY.search(written(tokens))):
        main = clause(tokens[: other.start()], False)  # "no A, or stable ones"
        return main and main._replace(condition=one_of((main.condition, UNREAD)))
    if kinds[0] == "NOT" and not excludes and (read := none_but_asked(tokens)) is not None:
        return read
    if kinds[0] == "NOT" and not excludes and (lines := pattern("CMP NUM PRIOR*LINE").search(written(tokens), 2)):
        none, most = clause(tokens[: lines.start()], False), clause(tokens[lines.start() :], False)
        if none is not None and most is not None:  # "no A and no more than one line of B"
            words, unread = none.words + most.words, none.unread + most.unread
            return Read(both((none.condition, most.condition)), merged(none, most), words, unread)
    if kinds[0] == "NOT" and not excludes and (inner := clause(tokens[1:], True)) is not None:
        if mixed(inner.condition) or not denied_whole(tokens[1:], excludes):
            return None  # "no heart failure or LVEF of at least 50 %"
        return inner._replace(condition=opposite(inner.condition))
    if (read := of_cohorts(tokens, excludes)) is not None:
        return read
    simple = without_brackets(tokens)
    if len(simple) < len(tokens) and simple and (read := whole(simple, excludes)) is not None:
        more = [part for part in bracketed(tokens) if says_more(part, read, excludes)]
        if excludes and any(names_others(part, read) for part in bracketed(tokens)):
            if read.condition == UNREAD and (told := listed(tokens, _thing)) is not None:
                return told  # "immunodeficiency (e.g. HIV)"
            read = read._replace(condition=one_of((read.condition, UNREAD)))  # "infection (including HIV)"
        counts = [part for part in more if about_counting(part, read.condition) or only_early_left_out(part)]
        if counts and "lines" in read.kinds:  # "(adjuvant therapy counts as a line)"
            more = [part for part in more if part not in counts]
            for part in counts:
                read = read._replace(condition=recounted(part, read.condition))
        if KINDS & set(read.kinds):
            besides = [(part, permission(part, simple, read.condition, excludes)) for part in more]
            more = [part for part, allowed in besides if allowed is None]
            for _, allowed in besides:
                read = read._replace(condition=allowed.beside(read.condition)) if allowed else read
        if not more:
            return read
        if not set(read.kinds) <= MEASURED and any(token.type == "ALLOWED" for part in more for token in part):
            inside = [token for part in more for token in part]
            stable = but_stable(read.condition, open_rest=True) if excludes else None
            opened = read.kinds in OPENED or read.condition == SPREAD  # "metastases (of a near node are allowed)"
            if excludes and opened and inside[0].type != "OR" and not {one.type for one in inside} & OTHER_SENTENCE:
                return qualified(read, inside, True, False)  # "arrhythmia (one that is controlled is allowed)"
            measurable = {term.name for term in terms_of(read.condition)} == {"measurable_disease"}
            if not excludes and measurable and not any(token.type == "NOT" for token in inside):
                return qualified(read, inside, False, True)  # "measurable disease (bone lesions are allowed)"
            return Read(stable, read.kinds, read.words, (span_of(inside),)) if stable else None
        some = any(token.type == "IF" for part in more if part[0].type != "EXCEPT" for token in part)
        some = some and set(read.kinds) != {"performance"}
        if kinds[0] == "NOT" or (not excludes and some):
            return None
        excepted = [token for part in more for token in part]
        if excludes and excepted[0].type == "EXCEPT" and SPREAD_TO_BRAIN in (read.condition, *_parts(read.condition)):
            return except_for(read, excepted[1:], True, open_rest=tokens[-1].type == "RP")  # "A (unless stable) or B"
        loosens = any(
            part[0].type == "OR"
            or (read.kinds == ("performance",) and any(token.type in ("IF", "FOR") for token in part))
            or (any(token.type in OPENING for token in part) and not leaves_out_lesions(read, part[1:]))
            or {token.type for token in part} <= {"MENO", "SEX", "FOR", "IF", "AND", "OR", "COMMA"}  # of whom
            or (read.kinds == ("organ_function",) and A_LIMIT.search(written(part)))  # that of some
            for part in more
        )
        if not excludes and len(more) == 1 and (worst := score_of_some(read, more[0])) is not None:
            return read._replace(condition=one_of((read.condition, worst)), unread=(*read.unread, span_of(more[0])))
        if not excludes and not loosens and tokens[-1].type == "RP" and len(more) == 1:
            return last_qualified(read, more[0])
        mixed_up = isinstance(read.condition, Or) and (read.kinds == ("comorbidity",) or tokens[-1].type != "RP")
        if excludes and mixed_up and (apart := listed(tokens, _thing)) is not None:
            return apart  # "A, B (with a high C) or D": the bracket is said of B
        return qualified(read, [token for part in more for token in part], excludes, loosens)
    if excludes and (read := or_spread(tokens, whole)) is not None:
        return read
    if excludes and (read := listed(tokens, _thing)) is not None:
        return read
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.type == "LP") - (token.type == "RP")
        if token.type == "EXCEPT" and at > 0:
            if depth > 0 and not excludes and goes_on(tokens, at):
                return None  # an exception in brackets, and more demands after them
            main = whole(drop_open(tokens[:at]), excludes) or clause(drop_open(tokens[:at]), excludes)
            if main is None or says_nothing(main.condition):
                return taken(tokens) if excludes else None
            read = except_for(main, tokens[at + 1 :], excludes)
            return or_after_exception(read, tokens[at + 1 :]) if excludes and depth == 0 else read
    read = cut(tokens, excludes)
    return taken(tokens) if read is None and excludes else read


def _is_not(kinds: Sequence[str]) -> bool:
    """Whether a "not" at the end denies all of the sentence, and not only an exception: "unless not indicated"."""
    return len(kinds) > 1 and not {"EXCEPT", "IF", "LOOSE", "MAY", "OR"} & set(kinds)


def _thing(part: Sequence[Token], _: bool) -> Read | None:
    """One thing of a list."""
    return whole(part, True) or narrowed(part) or values(part, True) or another_cancer(part, True)


# What only tells of a use how much, why, or when it does not count.
OF_USE = "(?:OBTAINED|EXCEPT|CMP|LP|WHO|FOR|IF|WITHIN|NEEDING|CANNOTSTOP|UNKNOWN DOSE|COMMA(?:EXCEPT|CMP))"
# "Use of chronic", "current daily treatment (for over a month) with".
HOW_TAKEN = "(?:QUAL|NOW|TAKING|TREATED|OR(?=QUAL|NOW)|(?<=QUAL)EVENT|LP[^LP RP]*RP|WITH(?=AID))"
FURTHER = frozenset(("ILLNESS", "PREG", "LAB", "FACT", "PRIOR", "LEPTO", "ALLOWED", "COLON", "STOP"))


# In "A, defined as B" these would begin something else than B.
DEFINING_TURNS = FURTHER - {"LAB"} | {"EXCEPT", "FORBIDDEN", "LOOSE", "MAY", "HEAD", "OR", "AND", "COMMA", "NEEDING"}


def taken(tokens: Sequence[Token]) -> Read | None:
    """ "Chronic use of A above some dose, except ...": somehow it is taken."""
    match = pattern(f"{{how:{HOW_TAKEN}*}}{{what:AID(?:(?:OR|SLASH|COMMA|AND)+AID)*}}TREATED?").match(written(tokens))
    if match is None:
        return None
    start, end = match.span("what")
    rest = tokens[match.end() :]
    used = start > 0
    if rest and rest[0].type == "UNKNOWN" and rest[0].value == "use":
        rest, used = rest[1:], True
    if not used or not rest or not pattern(OF_USE).match(written(rest)) or FURTHER & {token.type for token in rest}:
        return None
    bare = without_brackets(rest)
    bare = bare[: next((at for at, token in enumerate(bare) if token.type == "EXCEPT"), len(bare))]
    if pattern("(?:COMMA|OR|AND|SLASH)+(?:OTHER|ANOTHER|UNKNOWN|CODE|QUAL)*drug").search(written(bare)):
        return None  # "A above some dose, or B"
    now = tokens[start]._replace(type="TAKING", value=None, end=tokens[start].start)
    read = whole([now, *tokens[start:end]], True)
    return read and qualified(read, rest, True, False)


SOME_SCORE = pattern("ECOG?{number:NUM}ALLOWED?(?:IF|FOR|ALLOWED|MAY)")
WORST_SCORE = 4  # of those of the living


def score_of_some(read: Read, part: Sequence[Token]) -> Condition | None:
    """ "ECOG 0-1 (2 if it is from bone pain)": up to which score somebody may enter."""
    match = SOME_SCORE.match(written(part)) if read.kinds == ("performance",) else None
    number = float(str(part[match.start("number")].value)) if match else WORST_SCORE + 1
    return both((compare(Term("ecog"), "<=", number), UNREAD)) if number <= WORST_SCORE else None


# In brackets beside a demand: some need not meet it.
OPENING = frozenset(("EXCEPT", "ALLOWED", "LOOSE", "MAY"))
# In brackets beside an illness: something besides a permission.
# Kinds of which a permission in brackets leaves out some: "metastases (one of a near node is allowed)".
OPENED = (("comorbidity",), ("disease_extent",))
OTHER_SENTENCE = frozenset(("FORBIDDEN", "STOP", "NOT", "EXCEPT"))


# Kinds that are numbers: a permission in brackets beside them is for other numbers.
MEASURED = frozenset(("organ_function", "performance"))


def _counting(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """ "At most two lines, where adjuvant therapy counts as one": the lines, and what counts as one."""
    at = next(index for index, token in enumerate(tokens) if token.type in ("COUNTED", "NOTCOUNTED"))
    comma = max((index for index in range(at) if tokens[index].type == "COMMA"), default=0)
    read = clause(tokens[:comma], excludes) if comma else None
    if read is None or "lines" not in read.kinds:
        return None
    return read._replace(condition=recounted(tokens[comma + 1 :], read.condition))


COHORT_NAMED = "(?:LP(?:FOR|COHORT|NUM|AND|OR|COMMA|CODE)+RP|(?:FOR|COMMA)*COHORT(?:NUM|COHORT|CODE)*)"


def of_cohorts(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """ "Evaluable (part A) or measurable (part B) disease": without the cohorts, and not for everybody."""
    if not any(token.type == "COHORT" for token in tokens):
        return None
    types = written(tokens)
    kept: list[Token] = []
    at = 0
    named = pattern(COHORT_NAMED)
    while at < len(tokens):
        match = named.match(types, at)
        if match is None:
            kept.append(tokens[at])
        at = match.end() if match else at + 1
    read = whole(kept, excludes) if kept else None
    if read is None or says_nothing(read.condition):
        return None
    condition = opened(read.condition, excludes)
    return read._replace(condition=condition)


def goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether more follows after the brackets in which a place lies than how something is found out."""
    start = max(index for index in range(at) if tokens[index].type == "LP")
    rest = tokens[closing(tokens, start) + 1 :]
    return bool(rest) and not pattern(HOW_TAIL).fullmatch(written(rest))


def _forbidden_except(kinds: Sequence[str]) -> int | None:
    """The place of "is not allowed" right before "unless"."""
    for at in range(1, len(kinds) - 1):
        if (
            kinds[at] == "FORBIDDEN"
            and kinds[at + 1] == "EXCEPT"
            and not {"FORBIDDEN", "ALLOWED"} & set(kinds[at + 1 :])
        ):
            return at
    return None


# Words for something that is only told by what stands in brackets after it.
TOLD_BELOW = frozenset(("EVALUABLE", "DISEASE", "ALTERED", "MED", "UNKNOWN", "CODE", "DETECTED", "GENE", "SAMPLE"))


def _said_in_brackets(tokens: Sequence[Token]) -> Read | None:
    """ "Evaluable disease (measurable or bone-only)": what counts is in the brackets."""
    types = [token.type for token in tokens]
    if "LP" not in types or types[-1] != "RP":
        return None
    at = types.index("LP")
    if closing(tokens, at) != len(tokens) - 1 or not set(types[:at]) <= TOLD_BELOW:
        return None
    if not {"EVALUABLE", "ALTERED"} & set(types[:at]):
        return None
    if tokens[at + 1].type == "NOT":
        return None  # "mutation (no A)"
    read = whole([token for token in tokens[at + 1 : -1] if token.type != "THATIS"], False)
    return read if read is not None and set(read.kinds) <= {"sites", "biomarkers"} else None


def _at_most(tokens: Sequence[Token]) -> bool:
    """Whether a number is named as the most."""
    compared = [str(token.value) for token in tokens if token.type == "CMP"]
    return bool(compared) and all(operator[0] == "<" for operator in compared)


def _allowed(tokens: Sequence[Token], kinds: Sequence[str]) -> Read | None:
    """Permissions that are requirements: "adults from 18 years are eligible", "may have had up to two lines"."""
    if kinds[-1] == "ALLOWED":
        read = whole(tokens[:-1], False)
        if read is not None and read.kinds == ("sex",):
            return None  # "men are eligible" keeps no woman out
        if read is not None and (set(read.kinds) <= {"age", "sex"} or (read.kinds == ("lines",) and _at_most(tokens))):
            return read
        return _up_to(tokens[:-1]) if kinds[0] == "NUM" else None  # "one line of ... is permitted"
    if kinds[0] == "ALLOWED":
        if kinds[1:2] == ["NUM"]:
            return _up_to(tokens[1:])  # "may have had one or two lines"
        read = whole(tokens[1:], False)
        limited = len(tokens) > 1 and tokens[1].type == "CMP" and str(tokens[1].value)[0] == "<"
        return read if read is not None and read.kinds == ("lines",) and limited else None
    return None


SOME_NUMBER = pattern("(?:NUM(?:MINUS|TO|OR))?NUM(?!OR_MORE|PLUS)")


def _up_to(tokens: Sequence[Token]) -> Read | None:
    """A number of lines that somebody may have had: so many at most."""
    number = SOME_NUMBER.match(written(tokens))
    if number is None:
        return None
    start = tokens[0].start
    read = whole([Token("CMP", "<=", start, start), *tokens[number.end() - 1 :]], False)
    return read if read is not None and read.kinds == ("lines",) else None


# Words by which what follows could speak of the number before it.
OF_SOME = frozenset(("EXCEPT", "ALLOWED", "FORBIDDEN", "IF", "LOOSE", "MAY", "NOT", "AND", "COHORT", "WITHIN"))
# Words before a span of time that is counted back from now.
SPANS = frozenset(("WITHIN", "CMP", "BEFORE"))


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, Or) else ()


# Words by which a demand that names an illness asks for something else than the illness.
CONTROLLED = frozenset(("SIGN", "STABLEQ", "CURED", "TISSUE", "IF", "NOT", "CODE", "UNKNOWN", "DETECTED", "NORMAL"))


OWN_HEAD = pattern("COMMA?OR(?:DISEASE|BREAST)WHO")


# Facts that nothing after an "or" could narrow: no time, no need, no severity belongs to them.
STANDS_ALONE = frozenset(("visceral_crisis", "bone_only"))


# "Prior A, recent": no other thing, but how it was
ONLY_HOW = pattern("COMMA(?:QUAL|ACTIVEQ|SYMPTOMATICQ|UNTREATEDQ|STABLEQ|NOW)+")


# "... who have had no A and whose cancer is B": two things that are asked of the same people
AND_WHOSE = pattern("COMMA?AND{second:WHO DISEASE}")


def and_whose(tokens: Sequence[Token]) -> Read | None:
    """A demand with another one about the cancer after it; of the second only that it asks for more is minded."""
    match = AND_WHOSE.search(written(tokens), 1)
    if match is None or {token.type for token in tokens} & (LOOSENING | {"FORBIDDEN", "STOP"}):
        return None
    first, second = whole(tokens[: match.start()], False), whole(tokens[match.end() :], False)
    if first is None or says_nothing(first.condition) or second is not None:
        return None
    return qualified(first, tokens[match.start("second") :], False, False)


# Words of a demand about something of which there is no fact: "willing to give samples".
OF_NO_FACT = frozenset(
    ("UNKNOWN", "QUAL", "HEAD", "TO", "SAMPLE", "METS", "WHO", "DISEASE", "WITH", "FOR", "HOW", "SOURCE", "MAY", "FDA")
)
# How a demand begins that stands by itself.
OF_ITSELF = frozenset(("FACT", "MEASURABLE", "ECOG", "KARNOFSKY", "AGE", "LAB", "REC", "TNBC", "EXTENT"))
THEN = pattern("COMMA AND(?:CMP NUM(?:OTHER|ANOTHER)*(?=FACT))?")


def and_then(tokens: Sequence[Token]) -> Read | None:
    """ "Willing to give samples, and ECOG 0-1": of the first only that it asks for more is minded."""
    match = THEN.search(written(tokens), 1)
    if match is None or not {token.type for token in tokens[: match.start()]} - {"CMP", "NUM"} <= OF_NO_FACT:
        return None
    rest = tokens[match.end() :]
    second = whole(rest, False) if rest and rest[0].type in OF_ITSELF else None
    if second is None or says_nothing(second.condition):
        return None
    first = span_of(tokens[: match.start()])
    return second._replace(condition=both((second.condition, UNREAD)), unread=(first, *second.unread))


def cut(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """What can be read of a sentence that is not understood whole."""
    if not excludes and (read := and_whose(tokens) or and_then(tokens)) is not None:
        return read
    found, end = parts(tokens, 0, excludes)
    if not found or end == 0:
        return None
    read = combine(found, tokens, excludes)
    rest = tokens[end:]
    if rest and rest[0].type == "COLON":
        return None
    if excludes and read is not None and rest and set(read.kinds) == {"washout"}:
        several = with_own_windows(read, rest)
        if several is not None and not says_nothing(several.condition):
            return several
    if read is None or not rest or says_nothing(read.condition):
        return None
    tail = pattern(HOW_TAIL).match(written(rest))
    if excludes and tail and rest[tail.end() :] and rest[tail.end()].type in JOINS:
        rest = rest[tail.end() :]  # "below 50 % by echocardiography, or B"
    bare = {token.type for token in without_brackets(rest)}
    types = bare | ({token.type for token in rest} - JOINS)
    if excludes and len(rest) > 1 and (rest[0].type, rest[1].type) == ("COMMA", "OR"):
        rest = rest[1:]
    first = rest[0].type
    negated = any(part.negated for part in found)
    if (
        {one.name for one in terms_of(read.condition)} & {"taking", "on_now", "had"}
        and "TIME" in types
        and types & SPANS
    ):
        return None  # a span after words that are not understood may be that of what stands before them too
    if (
        excludes
        and not negated
        and OR_UNKNOWN.fullmatch(written(rest))
        and (rest[-2].value in NOT_SAID or rest[-2].type != "UNKNOWN")
    ):
        return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
    if excludes and not negated and ONLY_HOW.fullmatch(written(rest)):
        return qualified(read, rest, True, False)
    if excludes and not negated:
        leading = {token.type for token in leading_of(rest)}
        if "OR" in leading and set(read.kinds) == {"washout"} and not types & {"EXCEPT", "ALLOWED"}:
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        if "OR" in leading and rest[len(leading_of(rest))].type == "PLANNED" and not types & {"EXCEPT", "ALLOWED"}:
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        if first == "COMMA" and len(rest) > 1 and read.kinds == ("comorbidity",) and needs(rest[1:]):
            rest, first = rest[1:], rest[1].type  # "infection, requiring A or B": what it needs
        if first in ("OR", "COMMA") and len(rest) > 1 and begins_anew(rest, read):
            if rest[1].type in ("LOOSE", "EXCEPT", "IF") or (first == "COMMA" and rest[1].type == "NOT"):
                return qualified(read, rest, True, False)
            later = clause(rest[1:], excludes)
            if later is not None and later.condition != UNREAD:
                return Read(
                    one_of((read.condition, later.condition)),
                    merged(read, later),
                    read.words + later.words,
                    later.unread,
                )
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        facts = {term.name for term in terms_of(read.condition)}
        listed_on = "OR" in leading or (first == "COMMA" and "OR" in types)
        if listed_on and facts <= STANDS_ALONE and not types & {"EXCEPT", "ALLOWED", "IF", "LOOSE", "MAY"}:
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        another = first == "COMMA" or (len(rest) > 1 and rest[1].type not in ("CMP", "NUM"))
        given = len(rest) > 1 and rest[1].type in ("MED", "AID", "TREATED")  # its days are not those of a value
        of_some = types & OF_SOME - ({"WITHIN"} if given else set())
        if another and "OR" in types and set(read.kinds) <= MEASURED and not of_some:
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        if first in ("OR", "COMMA") and nouns_only(rest):
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        if "OR" in leading and set(read.kinds) == {"prior_treatment"} and names_drugs(rest):
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        open_already = UNREAD in (found[-1].item.condition, *_parts(found[-1].item.condition))
        if first == "TO" and open_already and names_drugs(rest):
            return read  # "prior A or hypersensitivity to B", of which the second is open already
        if needs(rest) and not types & (TURNING - JOINS) and set(read.kinds) <= NARROWED:
            return with_what_it_needs(read, rest)
        if first == "DEFINED" and read.kinds == ("comorbidity",) and not types & DEFINING_TURNS:
            return qualified(read, rest, True, False)  # "high blood pressure, defined as > 160/95 mmHg"
        if read.kinds == ("comorbidity",) and needs_medicines(rest):
            return qualified(read, rest, True, False)
        if pattern("COMMA?IF").match(written(rest)) and not types & {"ALLOWED", "FORBIDDEN", "EXCEPT", "OR", *WEAK}:
            return qualified(read, rest, True, False)  # "A, if B"
        if tokens[0].who and read.kinds == ("comorbidity",) and of_the_same_person(rest):
            return qualified(read, rest, True, False)  # "patients who have A and are taking B"
        if read.kinds == ("comorbidity",) and tells_of_it(rest):
            return qualified(read, rest, True, False)
        if first in JOINS or types & TURNING or set(read.kinds) <= WEAK:
            return None
        if any(token.type in JOINS for token in without_brackets(rest)) and not relative(rest):
            return None
        return qualified(read, rest, True, False)
    if read.kinds == ("sex",) and first in JOINS:
        return None  # "men, and women of childbearing potential, must ...": of whom it speaks
    if first == "COMMA" and len(rest) > 1 and rest[1].type == "OR" and set(read.kinds) <= MEASURED:
        rest, first = rest[1:], "OR"
    if set(read.kinds) == {"organ_function"} and LIMIT_OF_SOME.match(written(rest)):
        return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
    own = OWN_HEAD.match(written(rest))  # "or have disease that ...": what is said of it is not said of A
    beside = {token.type for token in rest[own.end() if own else 0 :]} & NOT_BESIDE
    if first in ("OR", "COMMA") and "OR" in types and read.kinds == ("progression",) and not beside:
        return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
    further = types & {"AND", "STOP", "EXCEPT"} or any(token.must for token in rest)
    if pattern("COMMA?OR AMENABLE").match(written(rest)) and not negated and set(read.kinds) <= KINDS:
        return qualified(read, rest, False, True)  # "prior A, or ineligible for it"
    if first == "IF" and not negated and set(read.kinds) <= MEASURED and not further:
        return qualified(read, rest, False, True)  # "at least 50 % if A": who has no A need not
    if (
        first == "OR"
        and set(read.kinds) <= NARROWED | {"organ_function"}
        and not types & {"AND", "EXCEPT"}
        and not any(token.must for token in rest)
    ):
        return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
    if not negated and read.kinds == ("comorbidity",) and bare & CONTROLLED:
        return None  # "diabetes under control", "HCV RNA negative": nobody has to have it
    if first != "AND" and any(token.must for token in rest) and (set(read.kinds) <= WEAK or not only_adds(rest)):
        return None  # "patients with X must Y", "men who X must Y": of whom it speaks
    if first == "COMMA" and len(rest) > 1 and rest[1].type in ("FOR", "IF"):
        return None
    if first == "AND" and len(rest) > 1 and rest[1].type == "HEAD" and not types & {"EXCEPT", "IF", "ALLOWED"}:
        return last_qualified(read, rest)
    if not negated and (only_adds(rest) or with_an_alteration(rest)):
        return last_qualified(read, rest)
    if types & (LOOSENING | {"FORBIDDEN"}):
        return None
    if first == "AND" or (
        not negated and (first in ("COMMA", "STOP") or (first not in JOINS and not set(read.kinds) <= WEAK))
    ):
        return last_qualified(read, rest)
    return None
