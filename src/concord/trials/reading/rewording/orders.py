"""Words about treatment put into the order in which the reader of phrases looks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from concord.trials.reading.phrases.frame_pieces import SPAN
from concord.trials.reading.phrases.frames import setting_of
from concord.trials.reading.phrases.medicines import VERB
from concord.trials.reading.words.lexer import Node, Token, tokens
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import NO_KIN, Medicine

GIVEN_BEFORE = pattern("TREATED{before:BEFORE}(?=(?:QUAL|OTHER)*drug)")


def given_before(found: Sequence[Token]) -> Sequence[Token]:
    """ "Has received before any A" is "has received any A"."""
    before = {match.start("before") for match in GIVEN_BEFORE.finditer(written(found))}
    return [token for at, token in enumerate(found) if at not in before] if before else found


AT_MOST = "(?:COLON|COMMA|LP)*{count:(?:CMP NUM|NUM MINUS NUM)}"
NO_UNIT = "(?!TIME|UNIT|MINUS|CODE|HALF|TO|PLUS)"
FIRST_LINE = pattern("(?:PROGRESSED_AFTER|PROGRESSED(?:AFTER|WHILE|FOR|TREATED)*){first:FIRSTLINE}(?!PRIOR?drug)")


def after_first_line(found: Sequence[Token]) -> Sequence[Token]:
    """ "Progressed after first-line therapy" as "after at least one line"."""
    match = FIRST_LINE.search(written(found))
    if match is None:
        return found
    at = match.start("first")
    place = found[at]._replace(must=False, who=False)
    one = [place._replace(type=kind, value=value) for kind, value in (("CMP", ">="), ("NUM", 1.0), ("LINE", "line"))]
    return [*found[:at], *one, *found[at + 1 :]]


ANY_LINES = pattern(
    "CMP NUM PRIOR{noun:TREATED}(?=(?:FOR|WITH)*(?:SETTING|EXTENT))|^{was:STABLEQ|UNTREATEDQ}(?=FOR(?:SETTING|EXTENT))"
)
NOUNS = ("therapy", "therapies", "treatment", "treatments")


def treated_for(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "At least one prior therapy for metastatic disease": one line; "previously treated for" it, or not."""
    kept = list(found)
    for match in ANY_LINES.finditer(written(found)):
        noun = match.start("noun")
        said = text[found[noun].start : found[noun].end].lower().strip() if noun >= 0 else ""
        if said in NOUNS:
            kept[noun] = found[noun]._replace(type="LINE", value="line")
        elif noun < 0 and text[found[0].start : found[0].end].lower().strip().endswith("treated"):
            was = found[0]._replace(type="TREATED", value=None)
            kept[:1] = [was] if found[0].type == "STABLEQ" else [found[0]._replace(type="NOT"), was]
    return kept


COMPLETED = pattern("^{what:PRIOR TREATED?drug}OBTAINED(?:BEFORE)?{span:NUM TIME}(?=BEFORE)")


def completed_before(found: Sequence[Token]) -> Sequence[Token]:
    """ "Prior A must be completed three weeks before": at least three weeks since A."""
    match = COMPLETED.match(written(found))
    if match is None:
        return found
    what, span = (list(found[slice(*match.span(name))]) for name in ("what", "span"))
    least = span[0]._replace(type="CMP", value=">=", end=span[0].start, must=False, who=False)
    since = span[-1]._replace(type="AFTER", value=None, start=span[-1].end)
    return [least, *span, since, what[-1], *found[match.end() + 1 :]]


# "A for at least six months", "at least six months on A", "off A for six weeks"
ON_IT = (
    pattern("^{what:SETTING?drug}FOR{span:CMP NUM TIME}(?=STOP|$|BEFORE)"),
    pattern("^{span:CMP NUM TIME}(?:WITH|FOR)?{what:SETTING?(?:QUAL)?drug}(?=STOP|$)"),
)


def on_it_so_long(found: Sequence[Token]) -> Sequence[Token]:
    """ "At least six months on A" as "prior A for at least six months"."""
    types = written(found)
    match = next((one for order in ON_IT if (one := order.match(types))), None)
    if match is None:
        return found
    what, span = (list(found[slice(*match.span(name))]) for name in ("what", "span"))
    rest = found[match.end() :]
    start = min(what[0].start, span[0].start)
    prior = what[0]._replace(type="PRIOR", value=None, start=start, end=start, must=False)
    return [prior, *what, prior._replace(type="FOR"), *span, *rest]


OF_THE_LATEST = pattern("^LATEST(?=drug(?:STOP|$))|(?<=drug){last:FOR LATEST}(?=STOP|$)")


def named_latest(found: Sequence[Token]) -> Sequence[Token]:
    """ "The most recent therapy was A", "progression on A as the most recent one": `cautions` minds that."""
    match = OF_THE_LATEST.search(written(found))
    if match is None:
        return found
    if match["last"]:
        return [*found[: match.start()], *found[match.end() :]]
    return [found[0]._replace(type="PRIOR", value=None), *found[1:]]


RELAPSED_ON = pattern("^{grew:EXTENT}(?:WITH|WHILE|FOR)?(?=SETTING drug)")


def relapsed_on(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Relapsed on adjuvant A" as "relapse on" it."""
    match = RELAPSED_ON.match(written(found))
    if match is None or text[found[0].start : found[0].end].strip().lower() not in ("relapsed", "recurred"):
        return found
    return [found[0]._replace(type="RELAPSED", value=None), *found[match.end() :]]


OTHER_CNS = pattern("BRAINWORD(?:OR|AND|SLASH)+OTHER(?=BRAIN)")


def brain_or_other(found: Sequence[Token]) -> Sequence[Token]:
    """ "Brain or other CNS metastases": those of the CNS."""
    match = OTHER_CNS.search(written(found))
    return [*found[: match.start()], *found[match.end() :]] if match else found


OF_STAGE = "(?:(?:FOR|WITH)*(?:SETTING|EXTENT(?:DISEASE|BREAST)*))?"
# Words in another order than the usual, and which of them come in which: "prior A with progression" as "progression
# prior A". What is not named is left out.
ORDERS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        pattern(
            "^{none:NOT PRIOR(?:TREATED|EVENT)}COMMA?INCLUDING drug(?:join drug)*COMMA?"
            "{stage:FOR(?:SETTING|EXTENT DISEASE)}(?=STOP|$)"
        ),
        ("none", "stage"),
    ),
    (pattern(f"^{{what:PRIOR drug{OF_STAGE}}}WITH{{grew:PROGRESSED|RELAPSED}}WHILE?(?=STOP|$)"), ("grew", "what")),
    (pattern("{first:drug}MINUS(?=(?:AND|OR)drug)"), ("first",)),
    (
        pattern(
            "^{prior:PRIOR(?:EVENT|TREATED)}{stage:FOR SETTING}{must:INCLUDING}{what:drug(?:join drug)*}(?=STOP|$)"
        ),
        ("prior", "must", "what", "stage"),
    ),
    (pattern("^{prior:PRIOR(?:EVENT|TREATED)}ANYSETTING(?=INCLUDING)"), ("prior",)),
    (pattern("{fact:FACT}HOW(?:TISSUE|SOURCE)(?=(?:OR|AND)FACT)"), ("fact",)),
    (pattern("^{sign:REC SIGN HOW TISSUE}{or:OR}{score:REC NUM PLUS HOW TISSUE}(?=STOP|$)"), ("score", "or", "sign")),
    (pattern("{what:REC(?:PLUS|SIGN)}HOW TISSUE(?=LP CMP NUM UNIT RP)"), ("what",)),
    (pattern("^{what:REC SIGN}ISDEFINED(?=CMP NUM UNIT(?:STOP|$))"), ("what",)),
)


def in_order(found: Sequence[Token]) -> Sequence[Token]:
    """The words in the usual order."""
    for told, order in ORDERS:
        if match := told.search(written(found)):
            kept = [token for name in order for token in found[slice(*match.span(name))]]
            found = [*found[: match.start()], *kept, *found[match.end() :]]
    return found


# The same words with another meaning: "newly diagnosed" or "multiple" of a place narrows it; "a prior cancer" within a
# span is another one; "cancer in a carrier" is cancer with the change.
RETYPED: tuple[tuple[re.Pattern[str], str], ...] = (
    (pattern("(?:NEWQ|ANOTHER)(?=SITE)"), "QUAL"),
    (pattern("ISDEFINED(?=NUM PRIOR?LINE)"), "COUNTED"),
    (pattern("(?<=PRIOR)DISEASE(?=WITHIN NUM TIME)"), "MALIGNANCY"),
    (pattern("(?<=BREAST)FOR(?=GENE ALTERED)"), "WITH"),
)


def retyped(found: Sequence[Token]) -> Sequence[Token]:
    """The words with the meaning that they have beside others."""
    kept = list(found)
    for told, kind in RETYPED:
        for match in told.finditer(written(kept)):
            kept[match.start()] = kept[match.start()]._replace(type=kind)
    return kept


# A low count has the name of an illness: "anemia (hemoglobin below 8)".
LOW_COUNT = pattern("ILLNESS LP{limit:LAB CMP NUM UNIT?}RP")
LOW = re.compile(r"(?:severe )?(?:an(?:a)?emia|thrombocytop(?:a)?enia|neutropenia|leu[ck]openia)", re.IGNORECASE)


def counted_low(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Anemia (hemoglobin below 8 g/dL)": the limit."""
    for match in LOW_COUNT.finditer(written(found)):
        name = found[match.start()]
        if LOW.fullmatch(text[name.start : name.end].strip()):
            return [*found[: match.start()], *found[slice(*match.span("limit"))], *found[match.end() :]]
    return found


# "At least four weeks since A and two weeks since B": at least two.
AS_LONG = pattern("{least:CMP}NUM TIME(?:AFTER|BETWEEN)[^NUM STOP OR]*AND(?=NUM TIME(?:AFTER|BETWEEN))")


def as_long(found: Sequence[Token]) -> Sequence[Token]:
    """The limit of the first span before the second too."""
    match = AS_LONG.search(written(found))
    if match is None:
        return found
    at = match.end()
    least = found[match.start("least")]._replace(start=found[at].start, end=found[at].start)
    return [*found[:at], least, *found[at:]]


MAJOR_SURGERY = pattern("ILLNESS(?=(?:OR|AND|COMMA)+(?:NUM|CMP|drug))|(?<=OR)ILLNESS(?=WITHIN)")


def surgery_beside(found: Sequence[Token], text: str, tree: Node) -> Sequence[Token]:
    """ "Major surgery or chemotherapy": one treatment beside another, though a list of illnesses may name it too."""
    kept = list(found)
    for match in MAJOR_SURGERY.finditer(written(found)):
        one = found[match.start()]
        if text[one.start : one.end].strip().lower() in ("major surgery", "major surgical procedure"):
            kept[match.start()] = one._replace(type="MED", value=tokens("surgery", tree)[0].value)
    return kept


REFRACTORY = pattern("{refractory:EXTENT}(?:OR|SLASH|AND|COMMA)+(?=INTOLERANT)")


def refractory_to(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Refractory or intolerant to A": it grew on A."""
    for match in REFRACTORY.finditer(written(found)):
        at = match.start("refractory")
        if text[found[at].start : found[at].end].lower() == "refractory":
            return [*found[:at], found[at]._replace(type="PROGRESSED_AFTER", value=None), *found[at + 1 :]]
    return found


LINES_LAST = (
    pattern(f"(?<!NOT)(?<!NUM){{what:PRIOR?drug{OF_STAGE}}}{AT_MOST}{{line:LINE}}RP?(?!PRIOR?drug)"),
    pattern(f"{{what:PRIOR?drug}}{{line:LINE}}{{stage:{OF_STAGE}}}{AT_MOST}{NO_UNIT}RP?"),
    pattern(f"{{line:PRIOR?LINE}}{{what:(?:FOR?drug)?{OF_STAGE}}}{AT_MOST}{NO_UNIT}LINE?RP?"),
    pattern(f"{{line:PRIOR LINE}}COLON{{what:drug}}{AT_MOST}{NO_UNIT}RP?(?=STOP|$)"),
    pattern(f"{{what:PRIOR drug}}{AT_MOST}{NO_UNIT}RP?(?=STOP|$)"),
)


def lines_first(found: Sequence[Token]) -> Sequence[Token]:
    """ "Prior A: at most two lines" as "at most two lines of prior A"."""
    types = written(found)
    match = next((one for order in LINES_LAST if (one := order.match(types))), None)
    if match is None:
        return found
    named = match.groupdict()
    what, count, line, stage = (
        list(found[slice(*match.span(name))]) if named.get(name) else [] for name in ("what", "count", "line", "stage")
    )
    if not line and what:  # "prior A <= 2"
        line = [what[0]._replace(type="LINE", value="line", must=False, who=False)]
    return [*count, *line, *what, *stage, *found[match.end() :]]


TOO_FEW_OR_MANY = pattern("{few:CMP NUM}{or:OR}{many:CMP NUM}{of:(?:PRIOR|FOR)*LINE(?:PRIOR|FOR)*drug?}")


def too_few_or_many(found: Sequence[Token]) -> Sequence[Token]:
    """ "Less than one or more than three lines of A" as "less than one line of A or more than three lines of A"."""
    match = TOO_FEW_OR_MANY.search(written(found))
    if match is None:
        return found
    few, of = (found[slice(*match.span(name))] for name in ("few", "of"))
    return [*found[: match.start()], *few, *of, *found[match.start("or") :]]


LAST_ANYWHERE = pattern(
    "{lead:PRIOR|PROGRESSED_AFTER|PROGRESSED}TREATED?SETTING drug COMMA?AND{last:PRIOR?(?:CMP NUM|OTHER)?drug}"
    "{ever:TREATED?ANYSETTING}"
)


def last_anywhere(found: Sequence[Token]) -> Sequence[Token]:
    """ "Prior adjuvant A and B in any setting" as "prior adjuvant A and prior B": the setting of A is not that of B."""
    match = LAST_ANYWHERE.search(written(found))
    if match is None:
        return found
    start, end = match.span("last")
    place = found[start].start
    lead = found[match.start("lead")]._replace(start=place, end=place, must=False, who=False)
    last = [token for token in found[start:end] if token.type != "PRIOR"]
    return [*found[:start], lead, *last, *found[match.end("ever") :]]


IN_SHORT = pattern("{short:(?:UNKNOWN|QUAL)}(?=(?:COMMA|OR|AND|SLASH)+(?:UNKNOWN(?:COMMA|OR|AND|SLASH)+)?MED)")
BEFORE_SHORT = pattern("(?:MED|TREATED|PRIOR|LINE|NUM|NOT|COMMA|OR|AND|SLASH|FOR|SETTING)$")
KINDS_IN_BRACKETS = pattern(
    "(?<=MED)LP(?:FOREXAMPLE|INCLUDING|THATIS|COMMA)*{kinds:(?:MED|UNKNOWN)(?:join(?:MED|UNKNOWN))+}RP"
)


def named_in_short(found: Sequence[Token], tree: Node) -> Sequence[Token]:
    """ "Endocrine or targeted therapy", "therapy (cytotoxic or hormonal)": each with the word left out."""
    types = written(found)
    places = [match.start("short") for match in IN_SHORT.finditer(types)]
    places = [at for at in places if at == 0 or BEFORE_SHORT.search(types[:at])]
    places += [at for match in KINDS_IN_BRACKETS.finditer(types) for at in range(*match.span("kinds"))]
    kept = list(found)
    for at in places:
        full = tokens(f"{found[at].value} therapy", tree) if found[at].type == "UNKNOWN" else []
        if len(full) == 1 and full[0].type == "MED" and full[0].value is not None:
            kept[at] = found[at]._replace(type="MED", value=full[0].value)
    return kept


HAD_NONE = pattern(
    "(?<!NOT)(?:TREATED|PRIOR){no:NOT}(?=(?:PRIOR|TREATED|OTHER|QUAL)*(?:drug|LINE|EVENT?FOR(?:EXTENT|SETTING)))"
)
NONE_FOR = pattern(
    "NOT(?:PRIOR|TREATED|OTHER|QUAL|SETTING|drug|join)*drug TREATED?{span:FOR?CMP}NUM TIME(?=BEFORE|PRIOR)"
)
NONE_OR_ONE = pattern("{no:NOT}OR NUM(?=(?:PRIOR|TREATED|OTHER)*(?:drug|LINE))")


NOT_HAD = pattern("NOT drug")
HAD = re.compile(r"\b(?:not|never|n't) (?:yet )?had\b", re.IGNORECASE)


def had_none(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Has received no chemotherapy" is "no chemotherapy received", "have not had A" is "no prior A"."""
    kept = list(found)
    if NOT_HAD.match(written(kept)) and HAD.search(text[kept[0].start : kept[1].start]):
        kept.insert(1, kept[1]._replace(type="PRIOR", value=None, end=kept[1].start))
    for match in HAD_NONE.finditer(written(found)):
        at = match.start("no")
        if text[found[at].start : found[at].end].lower() == "no":
            kept[at - 1 : at + 1] = [found[at]._replace(who=found[at - 1].who), found[at - 1]._replace(who=False)]
    for match in NONE_FOR.finditer(written(kept)):
        start, end = match.span("span")  # "no A for at least four weeks before" is "no A within four weeks before"
        if str(kept[end - 1].value)[0] == ">":
            kept[start:end] = [kept[start]._replace(type="WITHIN", value=None)]
            break
    for match in NONE_OR_ONE.finditer(written(kept)):
        kept[match.start()] = kept[match.start()]._replace(type="NUM", value=0.0)  # "no or one prior line"
    return kept


def containing(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Chemotherapy containing A": the word belongs to the medicine before it only in "A-containing chemotherapy"."""
    kept: list[Token] = []
    for at, token in enumerate(found):
        start = token.end - len("containing")
        apart = token.type == "MED" and any(one.type in ("MED", "AID", "SETTING") for one in found[at + 1 : at + 2])
        if apart and text[start : token.end].lower() == "containing" and start > token.start:
            kept += [token._replace(end=start), token._replace(type="WITH", value=None, start=start)]
        else:
            kept.append(token)
    return kept


NO_A_NO_B = pattern(
    "NOT(?:PRIOR|TREATED|OTHER)*drug TREATED?{and:(?:COMMA|AND|OR)+NOT(?:PRIOR|TREATED|OTHER)*}"
    "(?=drug(?:(?:COMMA|OR)+drug)*TREATED?{last:COMMA?}(?:WITH|FOR)*(?:EXTENT|SETTING))"
)


def in_one_setting(found: Sequence[Token]) -> Sequence[Token]:
    """ "No A and no B for metastatic disease" is "no A or B for metastatic disease"."""
    while (match := NO_A_NO_B.search(written(found))) is not None:
        start, end = match.span("and")
        rest = [*found[end : match.start("last")], *found[match.end("last") :]]
        found = [*found[:start], found[start]._replace(type="OR", value=None), *rest]
    return found


BASED = re.compile(r"[- ](?:based|containing)[- ](?:chemotherapy|therapy|regimen)$", re.IGNORECASE)
SO_LONG = pattern("{what:MED}(?=FOR?(?:CMP NUM TIME|NUM TIME CMP))")


def based_on(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Chemotherapy based on A for 16 weeks": so long is the chemotherapy, and A is part of it."""
    kept = list(found)
    for match in reversed(list(SO_LONG.finditer(written(found)))):
        at = match.start("what")
        token, whole = found[at], Medicine("chemotherapy", getattr(found[at].value, "kin", NO_KIN))
        if BASED.search(text[token.start : token.end]) and token.value.members < whole.members:
            kept[at : at + 1] = [token._replace(value=whole), token._replace(type="WITH", value=None), token]
    return kept


DEFINED_ILLNESS = pattern("{vague:ILLNESS LP THATIS COMMA?}ILLNESS(?:(?:COMMA|OR|SLASH)+ILLNESS)*{end:RP}")


def by_definition(found: Sequence[Token]) -> Sequence[Token]:
    """ "Active hepatitis (i.e., hepatitis B or C)": a word for which there is no fact, and which illnesses it means."""
    match = DEFINED_ILLNESS.search(written(found))
    if match is None or found[match.start()].value is not None:
        return found
    start, end = match.span("vague")
    return [*found[:start], *found[end : match.start("end")], *found[match.end("end") :]]


IN_BRACKETS = pattern("(?:PROGRESSED|RELAPSED)LP(?:WITH|WHILE|FOR)(?:OR|SLASH)(?:AFTER|BEFORE)LATEST RP")


def without_needless_brackets(found: Sequence[Token]) -> Sequence[Token]:
    """ "Progression (during or after the latest treatment)"."""
    match = IN_BRACKETS.search(written(found))
    if match is None:
        return found
    brackets = (match.start() + 1, match.end() - 1)
    return [token for at, token in enumerate(found) if at not in brackets]


VERBS = re.compile(r"\b(?:received|treated|taken|given|had|used)\b", re.IGNORECASE)


def told_as_verb(token: Token, text: str) -> Token:
    """ "Has received A" tells of another treatment, "treatment with A" may be the object of what stands before."""
    verb = token.type == "TREATED" and VERBS.search(text[token.start : token.end])
    return token._replace(value=VERB) if verb else token


FAILURE = pattern("(?:(?<=COMMA)|(?<=AND)|^)(?:PRIOR|SETTING)*(?:drug(?:join|WITH))*drug TREATED?{failure:UNKNOWN}")


def failure_last(found: Sequence[Token]) -> Sequence[Token]:
    """ "Failure" after the name of a treatment as "failure of" it."""
    for match in FAILURE.finditer(written(found)):
        at = match.start("failure")
        if found[at].value == "failure":
            failed = found[at]._replace(type="PROGRESSED_AFTER", value=None, start=found[match.start()].start)
            return [*found[: match.start()], failed, *found[match.start() : at], *found[at + 1 :]]
    return found


BESIDE = pattern("{limit:CMP}NUM(?:PRIOR|LINE|TREATED|FOR|SETTING|OTHER|drug|WITH|LP)*{beside:AND}(?=drug)")


def counted_beside(found: Sequence[Token], text: str, excludes: bool) -> Sequence[Token]:
    """ "At most one chemotherapy in addition to A": what stands beside it is not counted."""
    kept = list(found)
    for match in BESIDE.finditer(written(found)):
        at, limit = match.start("beside"), str(found[match.start("limit")].value)
        if (limit[0] == "<" or excludes) and text[found[at].start : found[at].end].lower() == "in addition to":
            kept[at] = found[at]._replace(type="EXCEPT")
    return kept


BACK_AFTER = pattern(
    "{grew:(?:PROGRESSED|PROGRESSED_AFTER|RELAPSED)[^STOP LP RP]*}COMMA?OR(?=(?:(?:WITH|WHILE)OR)?"
    f"(?:{SPAN})(?:COMMA|FOR|BETWEEN)*(?:COMPLETING|AFTER|LASTDOSE|TREATED|BETWEEN)*{{early:SETTING}})"
)


def back_after_early(found: Sequence[Token]) -> Sequence[Token]:
    """ "Progressed on A for metastatic disease, or within a year of adjuvant B": after B it came back."""
    kept = list(found)
    match = BACK_AFTER.search(written(found))
    if match is None or setting_of(found[slice(*match.span("grew"))]) != (True, "metastatic"):
        return found
    if setting_of([found[match.start("early")]])[1] in (None, "metastatic"):
        return found
    after = found[match.end()]
    kept.insert(match.end(), Token("RELAPSED", None, after.start, after.start))
    return kept


UNTREATED_WITH = pattern("UNTREATEDQ(?:WITH|FOR)+(?=(?:PRIOR|OTHER|QUAL)*drug)")
SPREAD_CANCER = pattern("EXTENT(?:(?:COMMA|OR|AND|SLASH)*EXTENT)*(?:TNBC|DISEASE|BREAST)+(?:WHO|COMMA)*")


def untreated_with(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Not previously treated with A": without earlier A; said of metastatic cancer, without A since it spread."""
    kept = list(found)
    types = written(found)
    for match in reversed(list(UNTREATED_WITH.finditer(types))):
        token = found[match.start()]
        if text[token.start : token.end].lower().startswith(("inadequately", "locally")):
            continue
        told = [token._replace(type="NOT"), token._replace(type="TREATED", must=False, who=False)]
        cancer = next((one for one in SPREAD_CANCER.finditer(types) if one.end() == match.start()), None)
        if cancer and setting_of(found[cancer.start() : cancer.end()]) == (True, "metastatic"):
            told.append(token._replace(type="SETTING", value="metastatic", must=False, who=False))
        kept[match.start() : match.start() + 1] = told
    return kept


# What a demand may depend on without a word about the person: "prior A, if available".
POSSIBLE = frozenset(
    (
        *("available", "accessible", "applicable", "appropriate", "approved", "clinically", "contraindicated"),
        *("feasible", "indicated", "medically", "possible", "reimbursed", "tolerated"),
    )
)
IF_IT_CAN_BE = pattern(
    "(?:drug|LINE|TREATED|SETTING|DISEASE|BREAST|ANYSETTING|RP|EVENT)COMMA?{if:IF}NOT?{can:ALLOWED|PLANNED|UNKNOWN+}(?=COMMA|STOP|RP|$)"
)
UNLESS_UNFIT = pattern("(?:EXCEPT|{or:OR}){unfit:FORBIDDEN}(?=COMMA|STOP|RP|FOR|OR|TO|$)")


def if_it_can_be(found: Sequence[Token], text: str, excludes: bool) -> Sequence[Token]:
    """ "Prior A, if available" asks for A except where there is none; "A unless ineligible" forbids nothing."""
    kept = list(found)
    for match in UNLESS_UNFIT.finditer(written(found)):
        at = match.start("unfit")
        if match["or"] is None or "eligible" in text[found[at].start : found[at].end].lower():
            kept[at] = found[at]._replace(type="AMENABLE", value=None)  # "must have had A, or be ineligible"
    for match in () if excludes else IF_IT_CAN_BE.finditer(written(found)):
        start, end = match.span("can")
        if all(token.type in ("ALLOWED", "PLANNED") or token.value in POSSIBLE for token in found[start:end]):
            kept[match.start("if")] = found[match.start("if")]._replace(type="EXCEPT")
            kept[start] = found[start]._replace(type="UNKNOWN", value="available")
    return kept


OF_THE_LAST = pattern(
    "UNKNOWN(?=(?:SETTING|EXTENT)(?:TREATED|QUAL)*drug)|(?<=AFTER)UNKNOWN(?=PRIOR(?:TREATED|QUAL)*drug)"
)


def of_the_last(found: Sequence[Token]) -> Sequence[Token]:
    """ "Within six months of the last adjuvant A" is "of adjuvant A"."""
    lasts = {match.start() for match in OF_THE_LAST.finditer(written(found)) if found[match.start()].value in LAST}
    return [token for at, token in enumerate(found) if at not in lasts] if lasts else found


LAST = frozenset(("last", "final"))


def half_lives_last(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "Five half-lives or 21 days" as "21 days or five half-lives"."""
    found = pattern("{half:NUM HALF}{or:OR}{days:NUM TIME}").search(written(tokens))
    if found is None:
        return tokens
    (start, middle), (after, end) = found.span("half"), found.span("days")
    return [*tokens[:start], *tokens[after:end], *tokens[middle:after], *tokens[start:middle], *tokens[end:]]


STAGE_FIRST = pattern(
    "{stage:FOR(?:EXTENT(?:DISEASE|BREAST)|SETTING)}COMMA"
    "{rest:NOT(?:PRIOR|TREATED|OTHER|WITH|TO)*drug(?:(?:join|PRIOR|WITH)+drug)*}STOP?"
)


def stage_last(tokens: Sequence[Token]) -> Sequence[Token]:
    """ "For metastatic disease, no prior A or B" as "no prior A or B for metastatic disease"."""
    found = STAGE_FIRST.fullmatch(written(tokens))
    if found is None:
        return tokens
    return [*tokens[slice(*found.span("rest"))], *tokens[slice(*found.span("stage"))]]
