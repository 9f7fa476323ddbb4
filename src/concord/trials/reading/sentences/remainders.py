"""What the words do that are left unread after something that was read: narrow it, add to it, or stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from concord.trials.reading.build import UNREAD, Read, both, one_of, says_nothing
from concord.trials.reading.phrases.permissions import KINDS
from concord.trials.reading.phrases.receptors import noun_phrase
from concord.trials.reading.sentences.pieces import ADJECTIVE, JOINS, NARROWED, combine, item, parts
from concord.trials.reading.sentences.whole import qualified, whole
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import HOW_TAIL, pattern, written

OF_HER_BODY = {"ILLNESS", "FACT", "LEPTO", "BRAIN"}
# Words after which something new begins, so that nothing unread before them can belong to what follows.
HEADS = {"NEEDING", "PRIOR", "HEAD", "NOW", "TAKING", "TREATED", "PREG", "NOT", "SEX"}
TURNING = {"ALLOWED", "FORBIDDEN", "OR", "NEITHER", "SLASH"}
# Of what names of further treatments may consist; not of what could narrow those before them too: a time, a setting.
OF_DRUGS = frozenset(
    (
        *(
            "UNKNOWN",
            "CODE",
            "MED",
            "AID",
            "NEWDRUG",
            "NEWQ",
            "QUAL",
            "OTHER",
            "ANOTHER",
            "TISSUE",
            "GENE",
            "REC",
            "LAB",
        ),
        *("LAB", "NUM", "TO", "WITH", "OR", "AND", "COMMA", "SLASH", "LP", "RP", "FOREXAMPLE", "INCLUDING"),
        *("DISEASE", "SIGN"),
    )
)


NO_NAMES = frozenset(("requiring", "needing", "given", "administered", "received", "used", "taken", "causing"))


def names_drugs(rest: Sequence[Token]) -> bool:
    """Whether all that follows an "or" only names further treatments."""
    return all(token.type in OF_DRUGS and token.value not in NO_NAMES for token in rest)


# Words by which an unread alternative may narrow what stands before it, or add to it.
NOT_BESIDE = frozenset(("AND", "EXCEPT", "IF", "WHO", "WITHIN", "TIME", "SETTING", "EXTENT", "NOT", "MAY", "ALLOWED"))


def begins_anew(rest: Sequence[Token], read: Read) -> bool:
    """Whether something of another kind begins after "or": "prior A or hypersensitivity to B"."""
    other = rest[0].type == "OR" and rest[1].type in OF_HER_BODY and set(read.kinds) <= KINDS
    return other or rest[1].type in HEADS or set(read.kinds) == {"pregnancy"}


# "or unknown HER2 status"
OR_UNKNOWN = pattern("(?:OR|SLASH|COMMA)+(?:UNKNOWN(?:REC|GENE|STATUS)|(?:REC|GENE)STATUS)")
NOT_SAID = ("unknown", "undetermined", "indeterminate", "unspecified")


# What a clause about an illness consists of, and what may stand in it after "and" or "or".
OF_ILLNESS = frozenset(
    ("ACTIVEQ", "CANCERNOW", "NEEDING", "SYMPTOMATICQ", "UNTREATEDQ", "STABLEQ", "TREATED", "NOW", "WHO", "NOT", "QUAL")
)


OF_CLAUSE = OF_ILLNESS | {"MED", "AID", "WITHIN", "NUM", "TIME", "BEFORE", "EVENT", "WITH", "FOR", "AND", "OR", "COMMA"}


def relative(rest: Sequence[Token]) -> bool:
    """Whether all that follows is a clause about the illness before it: "which is active and needs treatment"."""
    return (
        rest[0].type == "WHO"
        and all(token.type in OF_CLAUSE for token in rest)
        and all(
            later.type in OF_ILLNESS | JOINS or (later.type in ("MED", "AID") and before.type in ("MED", "AID"))
            for before, token, later in zip(rest, rest[1:], rest[2:], strict=False)
            if token.type in JOINS
        )
    )


# In a clause about an illness these would begin something else.
NOT_IN_CLAUSE = frozenset(("ALLOWED", "FORBIDDEN", "EXCEPT", "IF", "STOP", "NEITHER")) | OF_HER_BODY


def tells_of_it(rest: Sequence[Token]) -> bool:
    """ "A which is symptomatic or has been drained": a clause in which each "or" goes on with what happens to A."""
    if rest[0].type != "WHO" or NOT_IN_CLAUSE & {token.type for token in rest}:
        return False
    return all(
        later.type in JOINS | OF_ILLNESS | {"HOW", "JUDGED"}
        or (later.type == "UNKNOWN" and str(later.value).endswith(("ed", "needs", "requires")))
        or (token.type == "SLASH" and later.type == "NUM")  # "which stays above 150/90"
        for token, later in pairwise(rest)
        if token.type in JOINS
    )


def of_the_same_person(rest: Sequence[Token]) -> bool:
    """Whether what follows "and" is said of the people that are named before: "and are now taking B"."""
    types = [token.type for token in rest]
    if types[0] != "AND" or len(types) < 3 or {"OR", "SLASH", "COMMA", "AND"} & set(types[1:]):
        return False
    return types[1] in {"NOW", "TAKING", *OF_ILLNESS} - {"WHO", "NOT"} and not TURNING & set(types)


def leading_of(rest: Sequence[Token]) -> Sequence[Token]:
    """The words that join the rest to what stands before it."""
    return rest[: next((at for at, token in enumerate(rest) if token.type not in JOINS), 0)]


def with_own_windows(read: Read, rest: Sequence[Token]) -> Read | None:
    """ "A within three weeks, B within two weeks, or C within a week": each by itself, open for the rest."""
    things: list[list[Token]] = [[]]
    depth = 0
    for token in rest:
        depth += (token.type == "LP") - (token.type == "RP")
        if depth == 0 and token.type in JOINS and any(one.type == "TIME" for one in things[-1]):
            things.append([])
        elif token.type not in JOINS or things[-1]:
            things[-1].append(token)
    open_to = TURNING - JOINS | {"EXCEPT", "IF", "WHO", "NOT", "LOOSE", "MAY", "FOREXAMPLE"}
    kinds = [{token.type for token in one} for one in things]
    if rest[0].type not in JOINS or any(open_to & one or "TIME" not in one for one in kinds):
        return None
    several, unread = [read.condition], [*read.unread]
    for one in things:
        also = whole(one, True)
        several.append(also.condition if also is not None and set(also.kinds) == {"washout"} else UNREAD)
        unread += [] if several[-1] != UNREAD else [span_of(one)]
    return Read(one_of(several), read.kinds, read.words, tuple(unread))


def only_adds(rest: Sequence[Token]) -> bool:
    """Whether what follows a requirement only asks for more: "who have had A or B", "and for whom no C is left"."""
    tail = pattern(HOW_TAIL).match(written(rest))
    rest = rest[tail.end() :] if tail else rest
    types = written(rest)
    further = pattern("COMMA?AND(?!OR|SLASH)").match(types)
    further_demand = further is not None and further.end() < len(rest) and rest[further.end()].must  # "and must ..."
    further_demand = further_demand or pattern("COMMA?AND(?:OTHER|PRIOR)*(?:SOME)?TOXIC").match(types) is not None
    if not further_demand and not pattern("WHO|COMMA WITH|FOR(?:WHO|NOT)|AND(?:IF|WHO|NOT|HEAD|FOR)").match(types):
        return False
    if {token.type for token in rest} & {"EXCEPT", "LOOSE", "ALLOWED", "FORBIDDEN", "MAY", "COHORT", "STOP"}:
        return False
    return not any(
        token.type in ("OR", "SLASH") and at + 1 < len(rest) and noun_phrase(rest, at + 1) is not None
        for at, token in enumerate(rest)
    )


ALTERATION = pattern("WITH(?:UNKNOWN|CODE|GENE|OR|AND|COMMA|SLASH)+(?:ALTERED|FUSION)[^EXCEPT IF STOP EXTENT BREAST]*")


def with_an_alteration(rest: Sequence[Token]) -> bool:
    """ "... with certain X1 or X2 mutations found by sequencing": more that is asked of the cancer."""
    return ALTERATION.fullmatch(written(rest)) is not None


def needs(rest: Sequence[Token]) -> bool:
    """Whether the rest says what the thing before it needs: "requiring steroids or surgery", "that needs oxygen"."""
    first = rest[1] if rest[0].type == "WHO" and len(rest) > 1 else rest[0]
    return first.type == "NEEDING" or (first.type == "UNKNOWN" and first.value in ("requiring", "needing", "causing"))


def needs_medicines(rest: Sequence[Token]) -> bool:
    """ "Requiring oral or intravenous steroids to help": each alternative is a medicine, or a word before one."""
    if not needs(rest) or {token.type for token in rest} & (
        TURNING - JOINS | {"EXCEPT", "IF", "LOOSE", "MAY", "ILLNESS"}
    ):
        return False
    several: list[list[Token]] = [[]]
    for token in rest[1:]:
        if token.type in JOINS:
            several.append([])
        else:
            several[-1].append(token)
    if any(one and one[0].type in ("TREATED", "TAKING", "NOW", "PRIOR") for one in several[1:]):
        return False  # "needing A, or use of B"
    named = [any(token.type in ("MED", "AID") for token in one) for one in several]
    return named[-1] and all(
        known or all(token.type == "QUAL" or str(token.value).endswith(ADJECTIVE) for token in one)
        for known, one in zip(named, several, strict=True)
    )


def with_what_it_needs(read: Read, rest: Sequence[Token]) -> Read:
    """ "X requiring A or B" is X, somehow; what is known after "or" may be needed too, or stand by itself."""
    types = written(rest)
    several = [read.condition]
    for at, token in enumerate(rest[:-1]):
        if token.type in JOINS and rest[at + 1].type not in JOINS:
            other = item(rest, types, at + 1, True)
            if other is not None and not says_nothing(other.condition):
                several.append(other.condition)
    condition = one_of(both((one, UNREAD)) for one in several)
    return Read(condition, read.kinds, read.words, (*read.unread, span_of(rest)))


NARROWING = frozenset(
    (
        "WHO",
        "WITH",
        "FOR",
        "TO",
        "CMP",
        "WITHIN",
        "HOW",
        "JUDGED",
        "AFTER",
        "BEFORE",
        "NOW",
        "OBTAINED",
        "NEEDING",
        "WHILE",
        "LP",
    )
)


def narrowed(tokens: Sequence[Token]) -> Read | None:
    """One thing of a list with further words after it, which it may need: somehow it is there."""
    found, end = parts(tokens, 0, True)
    rest = tokens[end:]
    if len(found) != 1 or found[0].negated or not rest or not set(found[0].item.kinds) <= NARROWED:
        return None
    if rest[0].type not in NARROWING and not needs(rest):
        return None
    if {token.type for token in rest} & (TURNING | {"EXCEPT", "IF", "LOOSE", "MAY", "NOT"}):
        return None
    read = combine(found, tokens, True)
    return read and qualified(read, rest, True, False)


# Words for people, by which a sentence that is about something else often begins.
WEAK = {"sex", "menopause", "pregnancy"}
NOUNS = {
    "NEURO",
    *("UNKNOWN", "CODE", "OR", "COMMA", "SLASH", "QUAL", "DISEASE", "ILLNESS", "LP", "RP"),
    *("OTHER", "ANOTHER", "MALIGNANCY", "INSITU"),
}


SPEAKS_OF_ALL = ("ing", "ed", "ive", "able")  # how a word ends that could speak of what stands before too
EXAMPLES = pattern("OR[^OR]*?{named:INCLUDING|FOREXAMPLE}")


def nouns_only(rest: Sequence[Token]) -> bool:
    """Whether unread words only name further things, the last of them perhaps with examples."""
    match = EXAMPLES.search(written(rest))
    named = match.start("named") if match else len(rest)

    def names(at: int, token: Token) -> bool:
        if token.type in ("MED", "CURE"):  # "upper GI surgery"
            return at > named or (at > 0 and rest[at - 1].type == "UNKNOWN")
        return token.type in NOUNS and not (token.type == "UNKNOWN" and str(token.value).endswith(SPEAKS_OF_ALL))

    return all(at == named or names(at, token) for at, token in enumerate(rest))
