"""A sentence of which everything is understood; "who has A must B"; and what stands at the edges of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from concord.criteria.terms import Compare, Condition, IsIn, Term
from concord.trials.reading.build import UNREAD, Read, both, compare, merged, one_of, opposite, says_nothing, yes
from concord.trials.reading.phrases.receptors import closing
from concord.trials.reading.phrases.values import values
from concord.trials.reading.sentences.brackets import drop_open, without_brackets
from concord.trials.reading.sentences.pieces import OF_TREATMENT, OTHER_WAY, combine, denied_whole, parts
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import HOW_LEAD, HOW_TAIL, pattern, written

FURTHER_DEMAND = pattern("COMMA AND?(?:WITH|WHO)|DFI")


def whole(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """All tokens understood, or nothing."""
    tokens = trimmed(tokens)
    if not tokens:
        return None
    of_receptors = tokens[0].type in ("REC", "TNBC", "SIGN") and (
        tokens[0].who or any(token.who and token.must for token in tokens[1:])  # "HER2-positive patients must ..."
    )
    told_of = ("TREATED", "PRIOR", "GENE", "SITE", "BRAIN", "ILLNESS", "FACT")
    of_treated = tokens[0].who and tokens[0].type in told_of and any(token.must for token in tokens[1:])
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
    others = next((index for index in range(at + 1, len(tokens)) if tokens[index].who and at), len(tokens))
    if tokens[others - 1].type in ("AND", "COMMA") and others < len(tokens):
        return _of_some_and_others(tokens[: others - 1], tokens[others:], reader)
    start = 1 if tokens[0].type in ("IF", "FOR") else 0
    if start and (comma := _end_of_subject(tokens, at or len(tokens))):
        at = comma  # "for patients with X, Y must ..."
    if not at or (not demanded and tokens[0].type != "FOR"):
        return None
    if tokens[0].must and not start:
        return None  # "must have had A, and must have B": the first is asked for too
    while start + 1 < at and start and tokens[at - 1].type in ("PRIOR", "TREATED", "EVENT"):
        at -= 1  # "for patients with X, prior treatment must have included A"
    subject = (
        aged(tokens[start:at])
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


def _of_some_and_others(
    some: Sequence[Token], others: Sequence[Token], reader: Callable[[Sequence[Token], bool], Read | None]
) -> Read | None:
    """ "Patients with X must Y, and those with Z must V": the second is asked of others."""
    first, second = demand(trimmed(some), reader), demand(others, reader)
    if first is None:
        return None
    if second is None or says_nothing(second.condition):
        return first._replace(condition=both((first.condition, UNREAD)), unread=(*first.unread, span_of(others)))
    condition = both((first.condition, second.condition))
    return Read(condition, merged(first, second), first.words + second.words, first.unread + second.unread)


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


GROWN, OLDEST = 16, 90


def aged(tokens: Sequence[Token]) -> Read | None:
    """ "Patients >= 70 years must ...": with people before it, a number of years is an age."""
    types = [token.type for token in tokens]
    of_years = types == ["CMP", "NUM", "TIME"] and tokens[2].value == "year"
    bare = (
        types == ["CMP", "NUM"] and GROWN <= tokens[1].value <= OLDEST
    )  # "patients over 70 must ...", "patients under 18"
    if not (of_years or bare) or not tokens[0].who:
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
