"""Clauses put so that the patterns for plain sentences read them: "nor more than one", "..., or stopped because of"."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.rewording.plainer import without
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine

Tokens = Sequence[Token]

NOR_MORE = pattern("COMMA?{nor:NEITHER}{most:CMP}NUM PRIOR?(?:LINE|drug)")


def nor_more(found: Tokens) -> Tokens:
    """ "No prior A, nor more than one line of B": no A, and at most one line of B."""
    match = NOR_MORE.search(written(found))
    if match is None or found[0].type != "NOT":
        return found
    at, most = match.start("nor"), match.start("most")
    if str(found[most].value)[0] != ">":
        return found
    less = "<=" if found[most].value == ">" else "<"
    comma = [] if found[at - 1].type == "COMMA" else [found[at]._replace(type="COMMA", value=",", end=found[at].start)]
    joined = [*comma, found[at]._replace(type="AND", value=None)]
    return [*found[:at], *joined, found[most]._replace(value=less), *found[most + 1 :]]


ANOTHER_LIMIT = pattern("{limit:CMP}(?=NUM PRIOR?(?:LINE|drug))")


def and_another(found: Tokens, text: str) -> Tokens:
    """ "Two lines of A and no more than one of B": "and" is a word of its own there."""
    for match in reversed([*ANOTHER_LIMIT.finditer(written(found))]):
        at = match.start()
        limit = found[at]
        joined = text[limit.start : limit.end].lower().startswith("and ")
        if at and joined and found[at - 1].type in ("MED", "AID", "SETTING", "DISEASE", "BREAST"):
            also = limit._replace(type="AND", value=None, end=limit.start + 3)
            found = [*found[:at], also, limit._replace(start=limit.start + 4), *found[at + 1 :]]
    return found


OR_STOPPED = pattern("{grew:PROGRESSED}COMMA?{or:OR}(?:WHO|TREATED)?{stopped:STOPPED}{why:TOXICITY}COMMA?{what:drug}")


def or_stopped(found: Tokens) -> Tokens:
    """ "Progressed on, or stopped for side effects, A": progressed on A, or stopped A for side effects."""
    match = OR_STOPPED.search(written(found))
    if match is None:
        return found
    grew, joined, stopped, why, what = (found[match.start(name)] for name in ("grew", "or", "stopped", "why", "what"))
    return [*found[: match.start()], grew, what, joined, stopped, what, why, *found[match.end() :]]


GOOD_IF = pattern(
    "^PRIOR*{first:drug}{setting:(?:FOR?SETTING)?}ALLOWED(?:IF|LOOSE)+"
    "(?={denied:NOT|FREEOF}(?:PROGRESSED|RELAPSED)WHILE?{last:drug}(?:STOP|$))"
)


def good_if(found: Tokens) -> Tokens:
    """ "Prior A is acceptable as long as there was no progression on A": no progression on A."""
    match = GOOD_IF.match(written(found))
    if match is None:
        return found
    if found[match.start("first")].value != found[match.start("last")].value:
        return found
    setting, last = found[slice(*match.span("setting"))], match.end("last")
    denied = found[match.start("denied")]._replace(type="NOT")
    return [denied, *found[match.end() + 1 : last], *setting, *found[last:]]


# "No A, including B such as C": of B only what is A is meant, and C.
SUCH_AS = pattern("(?<=drug)COMMA?INCLUDING{class:drug}COMMA?FOREXAMPLE COMMA?(?=drug)")


def examples_alone(found: Tokens, excludes: bool) -> Tokens:
    """ "A, including C", where it is denied; what is asked for may be any of B."""
    match = SUCH_AS.search(written(found))
    if match is None or not (excludes or "NOT" in {one.type for one in found[: match.start()]}):
        return found
    whole, part = found[match.start() - 1].value, found[match.start("class")].value
    of_it = isinstance(whole, Medicine) and isinstance(part, Medicine) and part.members <= whole.members
    return found if of_it else [*found[: match.start("class")], *found[match.end() :]]


TO_THE_BRAIN = pattern("(?<=MED){to:(?:TO|FOR|OF)BRAINWORD}")


def of_the_brain(found: Tokens) -> Tokens:
    """ "Radiosurgery to the brain", where the name says already that it is given there."""
    for match in reversed([*TO_THE_BRAIN.finditer(written(found))]):
        named = found[match.start() - 1].value
        if isinstance(named, Medicine) and named.area is not None and "brain" in named.area:
            found = [*found[: match.start()], *found[match.end() :]]
    return found


DOSE_FIRST = pattern("(?:NEEDING|TAKING|NOW|TREATED){dose:CMP NUM DOSE}{what:AID}")


def dose_last(found: Tokens) -> Tokens:
    """ "Need of more than 8 mg of A" as "need of A (more than 8 mg)"."""
    match = DOSE_FIRST.search(written(found))
    if match is None:
        return found
    at, what = match.start("dose"), found[match.start("what")]
    place = what._replace(value=None, start=what.end)
    dose = found[slice(*match.span("dose"))]
    return [
        *found[:at],
        what,
        place._replace(type="LP", value="("),
        *dose,
        place._replace(type="RP", value=")"),
        *found[match.end() :],
    ]


SHARE = pattern("REC SIGN FOR?{share:NUM UNIT}{end:OR_MORE|OR_LESS}")


def share_first(found: Tokens) -> Tokens:
    """ "ER expression of 10 % or less": at most 10 %."""
    for match in reversed([*SHARE.finditer(written(found))]):
        at, end = match.start("share"), match.start("end")
        sign = ">=" if found[end].type == "OR_MORE" else "<="
        least = found[end]._replace(type="CMP", value=sign, start=found[at].start, end=found[at].start)
        found = [*found[:at], least, *found[at:end], *found[end + 1 :]]
    return found


# "ECOG 0-1; ECOG 2 if from bone pain"
SOME_MORE = pattern("^{first:ECOG NUM(?:MINUS|TO|OR)NUM}STOP OR?ECOG?{more:NUM ALLOWED?IF[^STOP LP]*}STOP?$")


def score_in_brackets(found: Tokens) -> Tokens:
    """ "ECOG 0-1 (2 if from bone pain)"."""
    match = SOME_MORE.match(written(found))
    if match is None:
        return found
    first, more = (found[slice(*match.span(name))] for name in ("first", "more"))
    start = more[0]._replace(type="LP", value="(", end=more[0].start)
    return [*first, start, *more, more[-1]._replace(type="RP", value=")", start=more[-1].end)]


# "Hypercalcemia, with calcium above 3", "poorly controlled diabetes, as shown by HbA1c above 9 %": the limit says what
# is meant.
SHOWN_BY = pattern(
    "{how:ACTIVEQ?}{name:ILLNESS}(?:COMMA?(?:HOW|DEFINED|WITH|THATIS)+|LP(?:HOW|DEFINED|THATIS)*)"
    "{limit:LAB CMP NUM UNIT?}RP?(?=STOP|$)"
)


def shown_by(found: Tokens) -> Tokens:
    """The limit alone, where there is no fact for the illness, or how bad it is says no fact."""
    match = SHOWN_BY.match(written(found))
    if match is None or not (match["how"] or found[match.start("name")].value is None):
        return found
    return [*found[slice(*match.span("limit"))], *found[match.end() :]]


# "Active A, or B", "A, or B of grade 2", of two illnesses: what is said of one is said of it alone. Words that may
# belong to both, such as a span or what is not known, leave them together.
OF_BOTH = frozenset(
    ("UNKNOWN", "CODE", "WITHIN", "WHO", "NEEDING", "IF", "FOR", "BECAUSE", "WITH", "EXCEPT", "ALLOWED", "JUDGED")
)
TWO_ILLNESSES = pattern(
    "^(?:PRIOR|NOW|QUAL|ACTIVEQ)*(?:ILLNESS(?:(?:OR|SLASH)ILLNESS)*|LAB CMP NUM UNIT?)(?:LP[^LP RP COMMA]*RP)?"
    "{or:COMMA OR}(?:PRIOR|NOW|QUAL|ACTIVEQ|DOUBT|OTHER)*(?:ILLNESS|LAB)[^COMMA STOP]*STOP?$"
)


def two_illnesses(found: Tokens) -> Tokens:
    """As two sentences."""
    match = TWO_ILLNESSES.match(written(found))
    if match is None:
        return found
    at, end = match.span("or")
    later = {one.type for one in found[end:]} - ({"WITHIN"} if found[0].type == "LAB" else set())
    if later & OF_BOTH and "DOUBT" not in later:
        return found
    how = found[0].type in ("ACTIVEQ", "QUAL", "NOW")
    if how and not (found[end].known or found[end].type in ("ACTIVEQ", "QUAL", "NOW", "PRIOR")):
        return found  # "uncontrolled hypertension, or diabetes"
    return [*found[:at], found[at]._replace(type="STOP", value=None), *found[end:]]


BONE_ONLY = pattern("{bone:FACT}{how:HOW}SOURCE")


def bones_to_be_seen(found: Tokens, text: str) -> Tokens:
    """ "Bone-only disease that can be evaluated by CT": a further demand, which no fact knows."""
    for match in BONE_ONLY.finditer(written(found)):
        at = match.start("how")
        how = found[at]
        if found[match.start("bone")].value == "bone_only" and "can be" in text[how.start : how.end].lower():
            return [*found[:at], how._replace(type="UNKNOWN", value="evaluable"), *found[at + 1 :]]
    return found


OPERATED = pattern("^(?:TREATED|PRIOR)+{fact:FACT}STOP?$")


def operated(found: Tokens) -> Tokens:
    """ "Have undergone bilateral oophorectomy", which is a fact by itself."""
    match = OPERATED.match(written(found))
    if match is None or not str(found[match.start("fact")].value).startswith("surgery("):
        return found
    return found[match.start("fact") :]


# What stands in the way and says no more.
ASIDES = (
    # "Evaluable disease: at least one measurable lesion"
    pattern("^{left:(?:EVALUABLE|MEASURABLE)DISEASE COLON}(?=(?:CMP NUM)?FACT)"),
    # "concurrent alteration in A"
    pattern("{left:NOW}(?=ALTERED)"),
    # "AKT1 or PIK3CA, or an alteration of PTEN"
    pattern("(?<=GENE){left:COMMA}(?=OR ALTERED GENE)"),
    pattern("ALTERED GENE(?:(?:OR|COMMA)+GENE)*OR{left:ALTERED}(?=GENE)"),
    # "pregnant, or a woman who can be with a positive test"
    pattern("(?<=OR){left:WOCBP(?:WITH|WHO)*}(?=PREG)"),
    # "premenopausal women, and men, must be on A"
    pattern("^MENO SEX?{left:COMMA}(?=AND SEX COMMA?NOW)"),
    pattern("^MENO SEX?AND SEX{left:COMMA}(?=NOW)"),
    # "postmenopausal or, if premenopausal, on ovarian suppression"
    pattern("(?<=MENO)COMMA?OR{left:COMMA?IF MENO COMMA?}(?=NOW|WITH MED)"),
)


def without_asides(found: Tokens) -> Tokens:
    """The sentence without them."""
    for aside in ASIDES:
        found = without(found, aside)
    return found
