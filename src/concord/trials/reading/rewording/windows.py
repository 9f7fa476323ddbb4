"""Sentences about treatments and their windows, put into the order in which frames read them.

What is bracketed or left out here says the same in another way: ", including A," is "(including A)", and the last dose
of a treatment is when it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from concord.trials.reading.phrases.frame_pieces import LIST, NAME, NAMED, WINDOW
from concord.trials.reading.rewording.spans import and_so_long, as_told_of_it, but_for_others, least_first, one_of_each
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine

Tokens = Sequence[Token]

# "A, including B and C, or D", "A, such as B, within two weeks": the second comma ends the examples.
EXAMPLES = pattern(
    f"drug{{comma:COMMA}}(?:INCLUDING|FOREXAMPLE)COMMA?{LIST}{{end:COMMA}}"
    f"(?=(?:OR|AND)+{NAMED}(?:{NAME}|drug|COMMA|OR|AND|SLASH|PURPOSE)*(?:WITHIN|CMP|HALF|BEFORE|FORBIDDEN|STOP|$)"
    f"|{WINDOW}|WITHIN NUM HALF|WITH{NAMED})"
)
# "Systemic steroid therapy", "chronic steroid use", and nothing else before it.
NAMED_ONLY = pattern("(?:QUAL|NOW)*AID(?:UNKNOWN(?=COMMA|EXCEPT|LP|STOP|CMP|WITHIN|$))?(?!OR|COMMA AID|SLASH|AND|WITH)")
USE = ("therapy", "treatment", "use", "usage")
UP_TO_NOW = pattern(
    f"CMP NUM TIME BETWEEN{{last:(?:LATEST|LASTDOSE|UNKNOWN(?=drug))*}}(?:PRIOR)*{LIST}DOSE?{{now:AND(?:BEFORE)?EVENT}}"
)
EACH_BEFORE = pattern(
    f"drug CMP NUM TIME(?:(?:COMMA|OR|AND)+{LIST}(?:WITHIN|CMP)+NUM TIME)+(?:BEFORE EVENT|EVENT)(?=STOP|RP|$)"
)
SPAN_FIRST = pattern(
    f"EITHER?{{span:{WINDOW}(?:BEFORE|AFTER)*EVENT}}(?:COLON|COMMA){{what:(?:TREATED|PRIOR)*{LIST}}}(?=STOP|$)"
)
# "The time between the last A and enrolment is at least three weeks".
TIME_BETWEEN = pattern(
    f"(?:INTERVAL(?:BETWEEN|AFTER)?|UNKNOWN(?:AFTER|BETWEEN)){{what:(?:LASTDOSE|PRIOR)*{LIST}}}DOSE?(?:(?:AND|TO)EVENT)?"
    "{span:CMP NUM TIME}(?=STOP|$)"
)
LIKE = "(?:LP(?:FOREXAMPLE|INCLUDING)[^LP RP]*RP)?"
# "Use of the following drugs: A; B", "taking any drugs that cannot be stopped a week before: A or B".
TOLD = pattern(
    "{lead:(?:NOW|TAKING|TREATED|PRIOR)+}{how:(?:EITHER|UNKNOWN|WHO|WITH|FOR|FORBIDDEN|MAY|AND|MED|(?<=WITH)AID)*"
    f"{{cannot:(?:CANNOTSTOP(?:WITHIN|CMP|NUM|TIME|BEFORE|EVENT)*)?}}}}COLON{{what:{LIST}{LIKE}(?:STOP{LIST}{LIKE})*}}STOP?$"
)
# "Chemotherapy now, or within three weeks": the word for "now" is left out already.
NOW_OR_WITHIN = pattern(f"NOW?{{what:{LIST}}}COMMA?OR(?={WINDOW}(?:BEFORE|AFTER)*EVENT?STOP?$)")
A_TIME = pattern("WITHIN CMP?TIME")
# "Within three days of starting A", where A is what the trial gives.
STARTED = pattern(f"{WINDOW}(?:BEFORE|FOR)*{{day:STARTED(?:EVENT|TREATED|drug)}}")
GREW = {"PROGRESSED", "PROGRESSED_AFTER", "RELAPSED", "DFI", "INTERVAL", "WHILE", "NOW"}
# "Treated within two weeks with A": the word also says how a metastasis is.
TREATED_WITH = pattern(f"{{word:STABLEQ}}(?:{WINDOW}(?:BEFORE EVENT)?)?WITH{NAMED}")
# "(last injection)"; "(if treated with A)": who never had it has no last dose.
ASIDE = pattern("LP(?:LASTDOSE|IF(?:PRIOR|TREATED|EVENT|OBTAINED|WITH)+drug?)RP")
# "Herbs within a week. These include A and B."
THESE = pattern(
    f"drug{{end:[^STOP FORBIDDEN ALLOWED]*}}STOP UNKNOWN FOREXAMPLE(?:COLON|COMMA)*{{what:{LIST}}}(?=STOP|$)"
)


def tidied(found: Tokens, text: str, excludes: bool) -> Tokens:
    """The sentence in the usual order."""
    found = _numbered(found, text)
    found = _taken(found, text) if excludes else _if_given(one_of_each(_washed_out(found)))
    for change in CHANGES:
        found = change(found)
    return found


def _numbered(found: Tokens, text: str) -> Tokens:
    """ "Within a month": one."""
    for match in reversed([*A_TIME.finditer(written(found))]):
        unit = found[match.end() - 1]
        if not text[unit.start : unit.end].endswith("s"):
            one = unit._replace(type="NUM", value=1.0, end=unit.start)
            found = [*found[: match.end() - 1], one, *found[match.end() - 1 :]]
    return found


def _taken(found: Tokens, text: str) -> Tokens:
    """ "Steroid therapy", "steroid use", as what excludes: that they are taken."""
    match = NAMED_ONLY.match(written(found))
    if match is None or "ALLOWED" in {token.type for token in found}:
        return found
    last = found[match.end() - 1]
    if not text[last.start : last.end].lower().endswith(USE):
        return found
    now = found[0]._replace(type="TAKING", value=None, end=found[0].start)
    return [now, *(token for at, token in enumerate(found) if at != match.end() - 1 or token.type != "UNKNOWN")]


BEFORE_IT = pattern("(?:BEFORE|EVENT|FOR)*COLON")
# "Washout before randomization: A, at least two weeks"
SINCE_EACH = pattern(f"{{what:{LIST}}}{{comma:COMMA?}}FOR?{{span:CMP NUM TIME}}STOP?")


def _washed_out(found: Tokens) -> Tokens:
    """ "A washout of three weeks from A is required", "between A and enrolment": as a demand."""
    kept = [token for token in found if token.type != "WASHOUT"]
    if len(kept) < len(found) and (led := BEFORE_IT.match(written(kept))) is not None:
        kept = kept[led.end() :]
        if (told := SINCE_EACH.fullmatch(written(kept))) is not None:
            what, span = (kept[slice(*told.span(name))] for name in ("what", "span"))
            since = span[-1]._replace(type="AFTER", value=None, start=span[-1].end)
            return [*span, since, *what, *kept[told.end("span") :]]
    for match in reversed([*UP_TO_NOW.finditer(written(kept))]):
        kept = [*kept[: match.start("now")], *kept[match.end("now") :]]
        kept = [*kept[: match.start("last")], *kept[match.end("last") :]]
    return kept


def _each_within(found: Tokens) -> Tokens:
    """ "A below three weeks, B below two weeks before enrolment": each of them before it."""
    if EACH_BEFORE.search(written(found)) is None:
        return found
    kept: list[Token] = []
    for at, token in enumerate(found):
        ends = [one.type for one in found[at + 1 : at + 4]]
        if token.type == "CMP" and str(token.value)[0] == "<" and ends[:2] == ["NUM", "TIME"]:
            kept.append(token._replace(type="WITHIN", value=None, end=token.start))
        kept.append(token)
    return kept


def _span_last(found: Tokens) -> Tokens:
    """ "Within three weeks before enrolment: A or B" as "A or B within three weeks before enrolment"."""
    match = SPAN_FIRST.match(written(found))
    if match is None:
        return found
    start, end = match.span("what")
    return [*found[start:end], *found[slice(*match.span("span"))], *found[end:]]


def _between(found: Tokens) -> Tokens:
    """ "The time since A is at least three weeks" as "at least three weeks from A"."""
    match = TIME_BETWEEN.match(written(found))
    if match is None or (found[0].type == "UNKNOWN" and found[0].value not in ("time", "interval")):
        return found
    (start, end), (after, last) = match.span("what"), match.span("span")
    since = found[start]._replace(type="BETWEEN", value=None, end=found[start].start)
    what = [token for token in found[start:end] if token.value != "last"]
    return [*found[after:last], since, *what, *found[last:]]


def _bracketed_examples(found: Tokens) -> Tokens:
    for match in reversed([*EXAMPLES.finditer(written(found))]):
        first, last = match.start("comma"), match.start("end")
        found = [
            *found[:first],
            found[first]._replace(type="LP"),
            *found[first + 1 : last],
            found[last]._replace(type="RP"),
            *found[last + 1 :],
        ]
    return found


def _start_of_the_trial(found: Tokens) -> Tokens:
    if GREW & {token.type for token in found}:
        return found
    for match in reversed([*STARTED.finditer(written(found))]):
        start, end = match.span("day")
        named = found[end - 1].value
        if isinstance(named, Medicine) and len(named.members) > 1:
            continue  # a class: what she began herself, rather than what the trial gives
        if any(isinstance(token.value, Medicine) for token in found[: match.start()]):
            found = [*found[:start], found[start]._replace(type="EVENT", end=found[end - 1].end), *found[end:]]
    return found


def _treated_with(found: Tokens) -> Tokens:
    kept = list(found)
    for match in TREATED_WITH.finditer(written(found)):
        at = match.start("word")
        kept[at] = kept[at]._replace(type="TREATED")
    return kept


def _without_asides(found: Tokens) -> Tokens:
    for match in reversed([*ASIDE.finditer(written(found))]):
        found = [*found[: match.start()], *found[match.end() :]]
    return found


def _now_or_within(found: Tokens) -> Tokens:
    """The span alone: who takes it now is within it."""
    match = NOW_OR_WITHIN.match(written(found))
    return found if match is None else [*found[slice(*match.span("what"))], *found[match.end() :]]


def _told_after_a_colon(found: Tokens) -> Tokens:
    """ "Taking drugs that harm the heart: A; B" as "taking A or B"."""
    match = TOLD.fullmatch(written(found))
    if match is None:
        return found
    lead, how, cannot, what = (found[slice(*match.span(name))] for name in ("lead", "how", "cannot", "what"))
    of_a_class = any(token.type == "MED" and token.value is not None for token in how)
    ever = not {"NOW", "TAKING"} & {token.type for token in lead}
    if of_a_class or (ever and any(token.type == "AND" for token in what)):
        return found  # "prior treatment with any of the following: A, B and C"
    joined = [one._replace(type="OR", value=None) if one.type == "STOP" else one for one in what]
    end = what[-1].end
    return [*lead, *joined, *(one._replace(start=end, end=end) for one in cannot)]


def _told_afterwards(found: Tokens) -> Tokens:
    """The examples of the next sentence in brackets behind the name."""
    match = THESE.search(written(found))
    if match is None:
        return found
    at, (start, end) = match.start("end"), match.span("what")
    place = found[at - 1]._replace(value=None, start=found[at - 1].end)
    told = [one._replace(start=place.end, end=place.end) for one in found[start:end]]
    examples = [place._replace(type="LP"), place._replace(type="FOREXAMPLE"), *told, place._replace(type="RP")]
    return [*found[:at], *examples, *found[at : match.end("end")], *found[end:]]


# "Prior A or B; or to C", "received A; or any B": the list goes on.
LIST_GOES_ON = pattern(f"drug(?:PURPOSE|LP[^LP RP STOP]*RP)*{{stop:STOP}}OR(?:TO|WITH)*(?=(?:{NAME})*drug)")


def _list_goes_on(found: Tokens) -> Tokens:
    if not found or found[0].type not in ("PRIOR", "TREATED", "NOW", "TAKING"):
        return found
    for match in LIST_GOES_ON.finditer(written(found)):
        at = match.start("stop")
        found = [*found[:at], found[at]._replace(type="COMMA", value=","), *found[at + 1 :]]
    return found


# "Within three weeks (A within six weeks)" as "(six weeks for A)".
OF_ITS_OWN = pattern(
    f"(?:(?<=TIME)|(?<=EVENT)){{open:LP}}{{what:{LIST}}}{{span:{WINDOW}}}(?:BEFORE|EVENT)*{{close:RP}}"
)


def _own_span_first(found: Tokens) -> Tokens:
    for match in reversed([*OF_ITS_OWN.finditer(written(found))]):
        what, span = (found[slice(*match.span(name))] for name in ("what", "span"))
        number = [one for one in span if one.type in ("NUM", "TIME")]
        place = what[0]._replace(type="FOR", value=None, end=what[0].start)
        found = [*found[: match.end("open")], *number, place, *what, *found[match.start("close") :]]
    return found


# "Endocrine therapy (other than A)", where A is none of it anyway.
NOT_OF_IT = pattern(f"{{whole:drug}}{{aside:LP EXCEPT{LIST}RP|COMMA?EXCEPT{LIST}COMMA?(?=WITHIN|CMP)}}")


def _without_what_is_none_of_it(found: Tokens) -> Tokens:
    for match in reversed([*NOT_OF_IT.finditer(written(found))]):
        excepted = found[slice(*match.span("aside"))]
        named = [token.value for token in excepted if token.type in ("MED", "AID")]
        whole = found[match.start("whole")].value
        if all(_apart(one, whole) for one in named) and not {"UNKNOWN", "CODE"} & {one.type for one in excepted}:
            found = [*found[: match.start("aside")], *found[match.end("aside") :]]
    return found


def _apart(one: object, other: object) -> bool:
    if not isinstance(one, Medicine) or not isinstance(other, Medicine):
        return False
    members = [name.members or frozenset((str(name),)) for name in (one, other)]
    return " or " not in f"{one}{other}" and not one.local and not members[0] & members[1]


# "The duration of A in the advanced setting: at least six months", "time on A of at least six months".
LASTED = pattern(
    f"UNKNOWN(?:WITH|BEFORE|PRIOR|TREATED)*{{what:{LIST}(?:FOR*(?:SETTING|EXTENT(?:DISEASE|BREAST)))?}}"
    "(?:COLON|OBTAINED|EQUALS)*{span:CMP NUM(?:OR_MORE)?TIME}(?=STOP|$)"
)


def _lasted(found: Tokens) -> Tokens:
    """ "Prior A for at least six months"."""
    match = LASTED.match(written(found))
    if match is None or not (found[0].value == "duration" or (found[0].value == "time" and found[1].type == "WITH")):
        return found
    what, span = (found[slice(*match.span(name))] for name in ("what", "span"))
    prior = found[0]._replace(type="PRIOR", value=None, must=False)
    return [prior, *what, span[0]._replace(type="FOR", value=None, end=span[0].start), *span, *found[match.end() :]]


# "If A was given, two weeks must have passed since its end", "whoever had A must have ended it two weeks before"
ENDED = "(?:OBTAINED|STOPPED|COMPLETING|LASTDOSE|AFTER|BETWEEN|TREATED|WHILE|OR(?=STOPPED))*"
IF_GIVEN = pattern(
    f"(?:IF|FOR|WITH)*(?:TREATED|PRIOR|WITH)*{{what:SETTING?{LIST}}}(?:TREATED|PRIOR|BEFORE|OBTAINED)*COMMA?{ENDED}"
    f"{{span:CMP NUM TIME}}{{end:(?:AFTER|COMPLETING|LASTDOSE|BETWEEN|BEFORE|EVENT|PRIOR|AGO)+}}(?=STOP|$)"
)


def _if_given(found: Tokens) -> Tokens:
    """ "At least two weeks since A": who never had it has none of it to end."""
    match = IF_GIVEN.match(written(found))
    if match is None or str(found[match.start("span")].value)[0] != ">":
        return found
    start, end = match.span("what")
    conditional = found[0].type in ("IF", "FOR") or (found[0].who and any(one.must for one in found[end:]))
    if not conditional or not {"AFTER", "BETWEEN", "BEFORE", "AGO"} & {one.type for one in found[end : match.end()]}:
        return found
    place = found[start]._replace(value=None, end=found[start].start, must=False, who=False)
    since = place._replace(type="AFTER"), place._replace(type="COMPLETING")
    span = [one._replace(must=False, who=False) for one in found[slice(*match.span("span"))]]
    return [*span, *since, *found[start:end], *found[match.end() :]]


CHANGES: tuple[Callable[[Tokens], Tokens], ...] = (
    _list_goes_on,
    _own_span_first,
    _without_what_is_none_of_it,
    _lasted,
    _treated_with,
    _without_asides,
    _told_afterwards,
    _told_after_a_colon,
    _now_or_within,
    _bracketed_examples,
    _each_within,
    _span_last,
    _between,
    _start_of_the_trial,
    least_first,
    as_told_of_it,
    and_so_long,
    but_for_others,
)
