"""Long sentences about treatment told in a plainer way, so that the patterns for plain ones read them too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written

# What stands in the way of a pattern and says nothing more: it is left out.
NEEDLESS = (
    # "at least two lines, one of which must have included A" is "at least two lines, including A"
    pattern("COMMA?{left:CMP NUM?|NUM}(?=INCLUDING WITH?drug)"),
    pattern("(?<=INCLUDING){left:WITH}(?=drug)"),
    # "progression of cancer, defined by the investigator, during A"
    pattern("(?:PROGRESSED|RELAPSED)(?:EXTENT|DISEASE|BREAST|COMMA)*{left:COMMA(?:DEFINED|HOW)SOURCE COMMA}"),
    # "must have received and progressed on A" is "must have progressed on A"
    pattern("{left:TREATED AND}(?=(?:PROGRESSED|PROGRESSED_AFTER)(?:CMP NUM)?(?:PRIOR|OTHER)*(?:LINE|drug))"),
    # "more than 360 mg/m2 in earlier treatment"
    pattern("CUMULATIVE[^STOP]*UNIT{left:WITHIN EVENT}(?=STOP|$)"),
    # "HER2-positive in a recurrent or metastatic lesion"
    pattern("SIGN DISEASE?FOR{left:EXTENT OR}(?=METS)"),
    # "measurable disease, i.e. a measurable lesion, or a lytic one"
    pattern("{left:FACT COMMA?THATIS COMMA?}(?=FACT COMMA?OR)"),
)
# "Previously treated with any of: A, B", among what excludes
ANY_OF = pattern("(?:TREATED|PRIOR|TAKING){left:COLON}(?=drug[^AND STOP]*$)")
REGARDLESS_OF_STAGE = pattern("REGARDLESS(?:LP(?:SETTING|EXTENT|join)+RP)?(?:IF TREATED)?(?=STOP|COMMA|$)")
NO_MORE_HELP = pattern("PROGRESSED{aside:COMMA AND[^COMMA STOP drug]*COMMA}{what:drug(?:join drug)*}")
ALSO_LINES = pattern("LINE{and:COMMA?INCLUDING}(?=CMP NUM PRIOR?LINE drug)")
CAME_BACK = pattern(
    "(?:PRIOR|TREATED)*{early:SETTING}TREATED?{what:drug}(?:WITH|AND|WHO|COMMA)*{back:RELAPSED(?:WITHIN|CMP)NUM TIME}"
    "AFTER(?:EVENT|TREATED|LASTDOSE|COMPLETING|OF)*(?=STOP|$)"
)
# "(at least 9 if there are brain metastases)"
WITH_BRAIN = pattern("CMP NUM UNIT(?:IF|FOR|WITH|WHO)+{place:(?:BRAIN|BRAINWORD)METS?}(?=RP|STOP|COMMA|$)")


def plainer(found: Sequence[Token], excludes: bool) -> Sequence[Token]:
    """All of it, one after the other."""
    for needless in NEEDLESS:
        found = without(found, needless)
    for step in STEPS:
        found = step(found)
    found = last_alone(without(found, ANY_OF)) if excludes else found
    return came_back(help_no_more(found) if excludes else also_lines(help_no_more(found)))


ANOTHER_LIMIT = pattern("{word:OR_MORE|OR_LESS}(?=AGE?NUM)")


def another_limit(found: Sequence[Token]) -> Sequence[Token]:
    """ "Over age 18 and under age 70": a second limit, not one that the first reaches down to."""
    kept = list(found)
    for match in reversed([*ANOTHER_LIMIT.finditer(written(found))]):
        token = found[match.start()]
        operator = ">" if token.type == "OR_MORE" else "<"
        joined = token._replace(type="AND", value=None, end=token.start)
        kept[match.start() : match.end()] = [joined, token._replace(type="CMP", value=operator)]
    return kept


LAST_ALONE = pattern(
    "REC SIGN(?:DISEASE|BREAST){first:COMMA OR}REC SIGN(?:DISEASE|BREAST)(?:WITH|WHO)*NOT"
    "|PRIOR drug(?:OR drug)+{second:COMMA OR}drug WITHIN NUM TIME"
)


def last_alone(found: Sequence[Token]) -> Sequence[Token]:
    """ "A or B, or C within three weeks", "A, or B without C": what is said last is said of the last alone."""
    match = LAST_ALONE.match(written(found))
    if match is None:
        return found
    start, end = match.span("first" if match["first"] else "second")
    return [*found[:start], found[start]._replace(type="STOP", value=None), *found[end:]]


IF_HIGHER = pattern("UNIT COMMA?OR{aside:COMMA IF(?:UNKNOWN|CMP)COMMA}(?=LAB CMP)")
HIGHER = frozenset(("higher", "greater", "elevated", "abnormal", "exceeded", ">", ">="))


def if_higher(found: Sequence[Token]) -> Sequence[Token]:
    """ "Creatinine up to 1.5 or, if higher, clearance of 50": one of them."""
    match = IF_HIGHER.search(written(found))
    if match is None or found[match.end("aside") - 2].value not in HIGHER:
        return found
    return [*found[: match.start("aside")], *found[match.end("aside") :]]


FOR_SOME_FIRST = pattern(
    "LAB{some:CMP NUM UNIT}{who:(?:IF|WITH|FOR|WHO)+(?:SITE|ILLNESS)}"
    "{or:COMMA?(?:LOOSE|OR)}LAB?{others:CMP NUM UNIT}{else:LOOSE?|NOT?}(?=STOP|COMMA|RP|$)"
)


def for_others_first(found: Sequence[Token]) -> Sequence[Token]:
    """ "ALT up to 5 x ULN if liver metastases, otherwise 3 x ULN": what is asked of the others stands first."""
    match = FOR_SOME_FIRST.search(written(found))
    if match is None:
        return found
    some, who, others = (found[slice(*match.span(name))] for name in ("some", "who", "others"))
    told = "LOOSE" in {found[match.end("or") - 1].type, *(token.type for token in found[slice(*match.span("else"))])}
    if not told and not some[1].value > others[1].value:
        return found
    joined = found[match.end("or") - 1]._replace(type="OR", value=None)
    return [*found[: match.start() + 1], *others, joined, *some, *who, *found[match.end() :]]


AS_MUCH_AS = pattern("CUMULATIVE{of:MED UNKNOWN TO}MED(?=CMP NUM UNIT)")


def as_much_as(found: Sequence[Token]) -> Sequence[Token]:
    """ "A dose of some A equivalent to B" is "a dose of B or equivalent"."""
    match = AS_MUCH_AS.search(written(found))
    if match is None:
        return found
    start, end = match.span("of")
    return [*found[:start], found[end], found[start + 1], *found[end + 1 :]]


AND_ON_ONE = pattern("PROGRESSED drug COMMA?AND WITH{number:CMP NUM}(?=drug)")


def and_on_one(found: Sequence[Token]) -> Sequence[Token]:
    """ "Progressed on A, and on at least one B" is "progressed on A and on B"."""
    match = AND_ON_ONE.search(written(found))
    if match is None or found[match.end() - 1].value != 1 or found[match.end() - 2].value != ">=":
        return found
    return [*found[: match.start("number")], *found[match.end() :]]


ONE_GENE = pattern("{number:NUM}OR_MORE(?=GENE)")


def one_gene(found: Sequence[Token]) -> Sequence[Token]:
    """ "One or more A or B mutations": a mutation of A or of B."""
    match = ONE_GENE.search(written(found))
    one = match is not None and found[match.start()].value == 1
    return [*found[: match.start()], *found[match.end() :]] if match and one else found


NAMED_FIRST = pattern("AFTER{drug:MED}{setting:SETTING}EVENT(?=STOP|COMMA|OR|$)")


def setting_first(found: Sequence[Token]) -> Sequence[Token]:
    """ "After A-based adjuvant treatment" is "after adjuvant A"."""
    match = NAMED_FIRST.search(written(found))
    if match is None:
        return found
    drug, setting = match.start("drug"), match.start("setting")
    return [*found[:drug], found[setting], found[drug], *found[match.end() :]]


SOME_LINES = pattern("{between:BETWEEN}NUM{and:AND}NUM(?=PRIOR?(?:LINE|drug))")
SETTING_FIRST = pattern("{setting:(?:FOR|OBTAINED)*(?:SETTING|EXTENT(?:DISEASE|BREAST))}COLON")


def a_number_of_lines(found: Sequence[Token]) -> Sequence[Token]:
    """ "Between one and two lines" is "one to two lines"."""
    match = SOME_LINES.search(written(found))
    if match is None:
        return found
    at, joins = match.start("between"), match.start("and")
    return [*found[:at], *found[at + 1 : joins], found[joins]._replace(type="TO", value=None), *found[joins + 1 :]]


def setting_last(found: Sequence[Token]) -> Sequence[Token]:
    """ "In the metastatic setting: no prior A" is "no prior A in the metastatic setting"."""
    match = SETTING_FIRST.match(written(found))
    rest = found[match.end() :] if match else ()
    types = {token.type for token in rest}
    if match is None or not types & {"LINE", "MED"} or types & {"SETTING", "EXTENT", "STOP", "COLON", "TIME"}:
        return found
    setting = found[slice(*match.span("setting"))]
    lead = (
        []
        if setting[0].type in ("FOR", "OBTAINED")
        else [setting[0]._replace(type="FOR", value=None, end=setting[0].start)]
    )
    return [*rest, *lead, *setting]


def without(found: Sequence[Token], needless: re.Pattern[str]) -> Sequence[Token]:
    """Without the words that a pattern names; what must be stays a demand."""
    match = needless.search(written(found))
    if match is None:
        return found
    start, end = match.span("left")
    if end == len(found):
        return found[:start]
    must, who = (any(getattr(token, name) for token in found[start:end]) for name in ("must", "who"))
    first = found[end]._replace(must=found[end].must or must, who=found[end].who or who)
    return [*found[:start], first, *found[end + 1 :]]


def with_brain(found: Sequence[Token]) -> Sequence[Token]:
    """A limit for those with cancer in the brain names a place, like one for those with cancer in the liver."""
    match = WITH_BRAIN.search(written(found))
    if match is None:
        return found
    start, end = match.span("place")
    return [*found[:start], found[start]._replace(type="SITE", value="brain"), *found[end:]]


def in_any_setting(found: Sequence[Token]) -> Sequence[Token]:
    """ "A regardless of stage (adjuvant or metastatic)" is "A in any setting"."""
    match = REGARDLESS_OF_STAGE.search(written(found))
    if match is None or match.start() == 0 or found[match.start() - 1].type not in ("MED", "AID", "TREATED"):
        return found
    anywhere = found[match.start()]._replace(type="ANYSETTING", value=None, end=found[match.end() - 1].end)
    return [*found[: match.start()], anywhere, *found[match.end() :]]


def help_no_more(found: Sequence[Token]) -> Sequence[Token]:
    """ "Progressed on, and would not benefit from, A" is "progressed on A, and would not benefit"."""
    match = NO_MORE_HELP.search(written(found))
    if match is None:
        return found
    start, end = match.span("aside")
    aside = found[start + 1 : end - 1]
    return [*found[:start], *found[slice(*match.span("what"))], *aside, *found[match.end() :]]


def also_lines(found: Sequence[Token]) -> Sequence[Token]:
    """ "At most three lines, including at most one of A" is "at most three lines, and at most one of A"."""
    match = ALSO_LINES.search(written(found))
    if match is None:
        return found
    start, end = match.span("and")
    joined = found[end - 1]._replace(type="AND", value=None)
    rest = list(found[end:])
    after = next((at for at, token in enumerate(rest) if token.type in ("MED", "AID")), 0) + 1
    if [token.type for token in rest[after : after + 2]] == ["COMMA", "FOR"]:
        del rest[after]  # "..., including at most one of A, for metastatic disease"
    return [*found[: start + 1], joined, *rest]


def came_back(found: Sequence[Token]) -> Sequence[Token]:
    """ "Adjuvant A with relapse within a year after it" is "relapse within a year after adjuvant A"."""
    match = CAME_BACK.search(written(found))
    if match is None:
        return found
    back, early, what = (found[slice(*match.span(name))] for name in ("back", "early", "what"))
    after = next(token for token in found[match.end("back") :] if token.type == "AFTER")
    return [*found[: match.start()], *back, after, *early, *what, *found[match.end() :]]


STEPS = (
    if_higher,
    for_others_first,
    setting_first,
    as_much_as,
    and_on_one,
    one_gene,
    another_limit,
    a_number_of_lines,
    setting_last,
    with_brain,
    in_any_setting,
)
