"""When something was, said in other words: "in the week before", "at present or within a year", "if given, ..."."""

from __future__ import annotations

from collections.abc import Sequence

from concord.trials.reading.phrases.frame_pieces import LIST, WINDOW
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine

Tokens = Sequence[Token]

IN_DAYS_BEFORE = pattern("{in:FOR}{amount:NUM?}TIME(?=BEFORE EVENT)|{in_one:WITHIN}TIME")
IN = ("in", "in the", "during", "during the", "over")


def in_days_before(found: Tokens, text: str) -> Tokens:
    """ "In the 6 months before enrolment", "in the week before it": within 6 months, within one week."""
    for match in reversed([*IN_DAYS_BEFORE.finditer(written(found))]):
        at, unit = match.start(), found[match.end() - 1]
        word = text[found[at].start : found[at].end].lower()
        told = match["amount"] or not text[unit.start : unit.end].lower().endswith("s")
        if not told or (found[at].type == "FOR" and word not in IN):
            continue
        within = found[at]._replace(type="WITHIN", value=None)
        amount = [found[at + 1]] if match["amount"] else [unit._replace(type="NUM", value=1.0, end=unit.start)]
        found = [*found[:at], within, *amount, unit, *found[match.end() :]]
    return found


# "Use of A, B or C at present or within a year": who takes it now is within the year.
NOW_OR_WITHIN = pattern(f"(?<=drug){{left:NOW COMMA?OR}}(?={WINDOW})")


def _of_a_class(token: Token) -> bool:
    """Whether it names a class of medicines: what she began herself, rather than what the trial gives."""
    return isinstance(token.value, Medicine) and len(token.value.members) > 1


BEFORE_EVENT = pattern("(?<=TIME){comma:COMMA}(?=(?:BEFORE|AFTER)+EVENT)")
# "Before the planned start of SRS": of what the trial gives.
PLANNED_START = pattern(f"{WINDOW}{{before:BEFORE}}{{what:MED}}(?=STOP|RP|$)")


def before_it(found: Tokens, text: str) -> Tokens:
    """ "Within a week, before enrolment" without the comma."""
    for match in reversed([*BEFORE_EVENT.finditer(written(found))]):
        found = [*found[: match.start()], *found[match.end() :]]
    for match in reversed([*PLANNED_START.finditer(written(found))]):
        before = found[match.start("before")]
        at = match.start("what")
        if "start" in text[before.start : before.end].lower() and not _of_a_class(found[at]):
            found = [*found[:at], found[at]._replace(type="EVENT", value=None), *found[at + 1 :]]
    return found


GIVEN = "(?:PRIOR|TREATED)+(?:WITH|TO)?"
IN_A_SETTING = "FOR?(?:SETTING|EXTENT(?:DISEASE|BREAST)*)"
# "A or B ever, or with C within a year": what is said last is said of the last alone.
OTHER_WITHIN = pattern(f"^{GIVEN}{LIST}{{or:COMMA OR}}WITH{LIST}{WINDOW}")
# "A in the metastatic setting, or within a year": twice the same A.
SETTING_OR_WITHIN = pattern(
    f"^{GIVEN}{{what:{LIST}}}{IN_A_SETTING}{{or:COMMA?OR}}{{span:{WINDOW}(?:BEFORE|EVENT)*}}(?=STOP|$)"
)


def each_its_own(found: Tokens) -> Tokens:
    """Two sentences, among what excludes, where one says two things of when something was given."""
    types = written(found)
    if (match := OTHER_WITHIN.match(types)) is not None:
        at = match.start("or")
        return [*found[:at], found[at]._replace(type="STOP", value=None), *found[match.end("or") + 1 :]]
    if (match := SETTING_OR_WITHIN.match(types)) is not None:
        at, end = match.span("or")
        what = [one._replace(start=found[end].start, end=found[end].start) for one in found[slice(*match.span("what"))]]
        return [*found[:at], found[at]._replace(type="STOP", value=None), *what, *found[end:]]
    return found


NOT_EACH = pattern(f"^{{lead:NOT(?:TREATED|PRIOR)+}}{LIST}{WINDOW}(?:BEFORE|EVENT)*{{or:COMMA?OR}}(?={LIST}{WINDOW})")


def denied_each(found: Tokens) -> Tokens:
    """ "No A within two weeks, or B within four": no A within two weeks, and no B within four."""
    match = NOT_EACH.match(written(found))
    if match is None:
        return found
    at, end = match.span("or")
    lead = [one._replace(start=found[end].start, end=found[end].start) for one in found[slice(*match.span("lead"))]]
    return [*found[:at], found[at]._replace(type="STOP", value=None), *lead, *found[end:]]


EACH_DONE = pattern(
    "^OBTAINED{a:drug}{s:CMP NUM TIME}{and:COMMA?AND}{b:drug}{t:CMP NUM TIME}(?=(?:BEFORE|PRIOR)+EVENT)"
)


def each_done(found: Tokens) -> Tokens:
    """ "Must have completed A three weeks and B two weeks before": three weeks since A, and two since B."""
    match = EACH_DONE.match(written(found))
    if match is None or any(str(found[match.start(name)].value)[0] != ">" for name in ("s", "t")):
        return found
    a, s, joined, b, t = (found[slice(*match.span(name))] for name in ("a", "s", "and", "b", "t"))
    since = a[0]._replace(type="AFTER", value=None, end=a[0].start)
    return [*s, since, *a, *joined, *t, since, *b, *found[match.end() :]]


OFF_A = pattern("{off:UNKNOWN}{what:SETTING?drug}FOR{span:CMP NUM TIME}")


def off_it(found: Tokens) -> Tokens:
    """ "Off A for two months, and off B for six": two months since A, and six since B."""
    for match in reversed([*OFF_A.finditer(written(found))]):
        if found[match.start()].value != "off":
            continue
        what, span = (found[slice(*match.span(name))] for name in ("what", "span"))
        since = what[0]._replace(type="AFTER", value=None, end=what[0].start)
        found = [*found[: match.start()], *span, since, *what, *found[match.end() :]]
    return found


# "If at least a year lies between its end and the relapse": if the disease-free interval is at least a year.
UNTIL_RELAPSE = pattern(
    "{if:IF|LOOSE}(?:OBTAINED|INTERVAL|WITH)*{span:CMP NUM TIME}(?:BETWEEN|AFTER|TREATED|LASTDOSE|COMPLETING)+"
    "(?:AND|TO|BEFORE|UNTIL)+(?:RELAPSED)(?:BREAST|DISEASE)*(?=STOP|RP|$)"
)


def until_relapse(found: Tokens) -> Tokens:
    """As an interval free of disease."""
    match = UNTIL_RELAPSE.search(written(found))
    if match is None:
        return found
    place = found[match.start("span")]
    interval = place._replace(type="DFI", value=None, end=place.start)
    condition = found[match.start("if")]._replace(type="IF")
    return [*found[: match.start()], condition, interval, *found[slice(*match.span("span"))], *found[match.end() :]]


# "If A was given early, a year should have passed from its completion to the relapse": a year from early A to it.
IF_GIVEN_EARLY = pattern(
    f"^(?:IF|FOR|WITH|WHO|TREATED|PRIOR)+{{before:(?:SETTING)?}}{{what:{LIST}}}"
    "(?:TREATED|OBTAINED|PRIOR|FOR)*"
    "{setting:(?:SETTING)?}TREATED?COMMA?(?:OBTAINED|PRIOR|INTERVAL)*{span:CMP NUM TIME}"
    "(?:BETWEEN|AFTER|LASTDOSE|COMPLETING|TREATED)+"
    "{until:(?:TO|AND)RELAPSED}(?:BREAST|DISEASE)*(?=STOP|$)"
)


def if_given_early(found: Tokens) -> Tokens:
    """ "At least a year from early A to the relapse": who never had it has no such interval."""
    match = IF_GIVEN_EARLY.match(written(found))
    if match is None or not (match["before"] or match["setting"]):
        return found
    if found[0].type not in ("IF", "FOR") and not (found[0].who and any(one.must for one in found)):
        return found
    setting = found[match.start("before" if match["before"] else "setting")]
    since = setting._replace(type="AFTER", value=None, end=setting.start, must=False, who=False)
    until = found[slice(*match.span("until"))]
    to = until[0]._replace(type="TO", value=None)
    what, span = (found[slice(*match.span(name))] for name in ("what", "span"))
    return [*span, since, setting, *what, to, *until[1:], *found[match.end() :]]


# "Early A is permitted. If given, the last dose must be at least six months ago": at least six months since early A.
IF_THEN_LAST = pattern(
    f"^PRIOR*{{what:SETTING?{LIST}}}{{stage:(?:FOR?SETTING)?}}ALLOWED[^STOP MED AID NUM]*STOP(?:IF|LOOSE)"
    "(?:TREATED|OBTAINED|PRIOR|TAKING)*COMMA?(?:LASTDOSE|OBTAINED|COMPLETING|STOPPED|EVENT)*{span:CMP NUM TIME}"
    "(?=(?:BEFORE|PRIOR)EVENT)"
)


def if_given_then_last(found: Tokens) -> Tokens:
    """The span, since it was given."""
    match = IF_THEN_LAST.match(written(found))
    if match is None or str(found[match.start("span")].value)[0] != ">":
        return found
    what, stage, span = (
        [one._replace(must=False, who=False) for one in found[slice(*match.span(name))]]
        for name in ("what", "stage", "span")
    )
    place = what[0]._replace(value=None, end=what[0].start)
    since = place._replace(type="AFTER"), place._replace(type="COMPLETING")
    return [*span, *since, *stage[-1:], *what, *found[match.end() :]]


# "A, started at least four weeks before": for at least four weeks.
STARTED_BEFORE = pattern("(?<=drug){when:COMMA?WHO?STARTED}{span:CMP NUM TIME}{before:(?:BEFORE|PRIOR)+EVENT?}")


def on_it_since(found: Tokens) -> Tokens:
    """How long it was taken."""
    match = STARTED_BEFORE.search(written(found))
    if match is None or str(found[match.start("span")].value)[0] != ">":
        return found
    taken = {"NOW", "TAKING"} & {one.type for one in found[: match.start()]}
    how_long = found[match.start("when")]._replace(type="FOR", value=None)
    span = found[slice(*match.span("span"))]
    return [*found[: match.start()], how_long, *span, *found[match.end() :]] if taken else found


BETWEEN_LAST = pattern(
    f"^{{span:CMP NUM TIME}}(?:BETWEEN|AFTER)+(?:LASTDOSE|COMPLETING|TREATED)*{{what:SETTING?{LIST}}}"
    "{stage:(?:FOR?(?:SETTING|EXTENT(?:DISEASE|BREAST)*))?}{and:AND|TO}(?=RELAPSED(?:STOP|$))"
)


def from_the_last(found: Tokens) -> Tokens:
    """ "At least six months between the last dose of early A and the relapse": from early A to it."""
    match = BETWEEN_LAST.match(written(found))
    if match is None or "SETTING" not in {one.type for one in found[match.start("what") : match.end("stage")]}:
        return found
    what, span, stage = (found[slice(*match.span(name))] for name in ("what", "span", "stage"))
    since = what[0]._replace(type="AFTER", value=None, end=what[0].start)
    setting = [one for one in stage if one.type == "SETTING"]
    to = found[match.start("and")]._replace(type="TO", value=None)
    return [*span, since, *setting, *what, to, *found[match.end() :]]
