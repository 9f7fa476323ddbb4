"""What stands around a criterion, put right or taken away before it is read: names, cohorts, formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from concord.knowledge.load import Knowledge
from concord.trials.reading.headings.heading import Heading
from concord.trials.reading.phrases.amounts import EQUIVALENT
from concord.trials.reading.words.lexer import Node, Token
from concord.trials.reading.words.normal import normal
from concord.trials.reading.words.patterns import pattern, written

QTCF = [("LP", "("), ("LAB", "qtcf_ms")]  # "corrected QT interval (QTcF)"
FRIDERICIA = re.compile(r"fr[ie]d[ea]r[ie]", re.IGNORECASE)
ESTIMATED = re.compile(r"ckd[- ]?epi|mdrd", re.IGNORECASE)
GAULT = re.compile(r"coc?kcroft", re.IGNORECASE)
FILTRATION = re.compile(r"gfr|filtration", re.IGNORECASE)
MEASURED = re.compile(r"coc?kcroft|24[- ]?h", re.IGNORECASE)


def measured_by(found: Sequence[Token], text: str) -> Sequence[Token]:
    """By which formula something is measured: QTc by Fridericia is a fact; a clearance by CKD-EPI alone is another.

    A filtration rate by Cockcroft-Gault is a clearance.
    """
    fridericia = FRIDERICIA.search(text) is not None
    rates = {
        token.start
        for token in found
        if token.type == "LAB" and token.value is None and FILTRATION.search(text[token.start : token.end])
    }
    cleared = rates if GAULT.search(text) else set()
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
        else token._replace(value="creatinine_clearance_ml_min")
        if token.start in cleared
        else token
        for at, token in enumerate(found)
    ]


# Words of two meanings: "excluding B" leaves out who has B, "except B" may let them in; "but" joins two sentences.
TOLD_APART = {"excluding": "EXCEPT", "but": "LOOSE", "however": "LOOSE"}


def told_apart(found: Sequence[Token], text: str) -> Sequence[Token]:
    """With these words as values, where what follows has to be told apart by them."""
    return [
        token._replace(value=said)
        if token.type in ("EXCEPT", "LOOSE") and TOLD_APART.get(said := _said(token, text)) == token.type
        else token
        for token in found
    ]


SENSITIVE = frozenset(("sensitive", "responsive", "dependent"))


def in_plain_words(found: Sequence[Token]) -> Sequence[Token]:
    """ "Hormone-sensitive cancer", "hormonal positive": with receptors for hormones. "(like A or B)": for example.

    "Take A" at the start is taking A.
    """
    kept = list(found)
    if len(kept) > 1 and kept[0].value in ("take", "takes") and kept[1].type in ("MED", "AID"):
        kept[0] = kept[0]._replace(type="TAKING", value=None)
    for at, (before, token) in enumerate(pairwise(found)):
        if (before.type, token.type, token.value) == ("LP", "UNKNOWN", "like"):
            kept[at + 1] = token._replace(type="FOREXAMPLE", value=None)
        if (before.type, before.value) == ("UNKNOWN", "hormonal") and token.type == "SIGN":
            kept[at] = before._replace(type="REC", value="hr")
        if (before.type, before.value, token.type) == ("REC", "hr", "UNKNOWN") and token.value in SENSITIVE:
            kept[at + 1] = token._replace(type="SIGN", value="positive")
    return kept


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


IN_THE = re.compile(r"(?:in|during|over|within) the|during|over", re.IGNORECASE)


def days_before(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "In the four weeks before" is "within four weeks before"; "for four weeks before" is not. "From" is "after"."""
    kept = list(found)
    for match in pattern("CMP NUM TIME{from:BETWEEN}(?=UNKNOWN|PRIOR|MED|AID|TREATED)").finditer(written(found)):
        at = match.start("from")
        if text[found[at].start : found[at].end].lower() == "from":
            kept[at] = found[at]._replace(type="AFTER")
    for match in pattern("FOR(?=NUM TIME(?:BEFORE|PRIOR))").finditer(written(found)):
        token = found[match.start()]
        if IN_THE.fullmatch(text[token.start : token.end]):
            kept[match.start()] = token._replace(type="WITHIN")
    return kept


SPREAD = frozenset(("EXTENT", "METS", "BRAIN", "LEPTO"))
DOUBTED = re.compile(r"(?:suspected|suspicion|possible|probable|presumed|potential)\b")


def doubted(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Suspected metastatic cancer", "at risk of metastatic disease": nobody has to have it to take part."""
    kept = list(found)
    for at, (token, after) in enumerate(pairwise(found)):
        if token.type == "NOT":
            break  # "no known or suspected metastases"
        said = text[token.start : token.end].strip().lower()
        risk = token.type == "RISK" and said.endswith((" of", " for"))
        if (risk or (token.type in ("QUAL", "UNKNOWN") and DOUBTED.match(said))) and after.type in SPREAD:
            kept[at] = token._replace(type="DOUBTED")
    return kept


def noted_apart(found: Sequence[Token]) -> Sequence[Token]:
    """ "A NOTE: B" as "A. NOTE: B"."""
    kept: list[Token] = []
    for at, token in enumerate(found):
        begins = token.type == "NOTE" and any(after.type == "COLON" for after in found[at + 1 : at + 2])
        if begins and at and found[at - 1].type not in ("STOP", "LP", "COLON", "COMMA"):
            kept.append(token._replace(type="STOP", value=".", end=token.start))
        kept.append(token)
    return kept


# "Chemotherapy: no prior taxanes", in one line
TITLED = pattern("MED COLON(?=(?:NOT|CMP|PRIOR|MAY|TREATED|NUM|WITHIN))")


def without_title(found: Sequence[Token]) -> Sequence[Token]:
    """Without the kind of treatment before a colon, where what follows names its own."""
    match = TITLED.match(written(found))
    rest = found[match.end() :] if match else ()
    if match is None:
        return found
    if {"MED", "AID"} & {token.type for token in rest}:
        return rest
    at = next((at for at, token in enumerate(rest) if token.type == "LINE"), None)
    if at is None:
        return found
    one = found[0]._replace(start=rest[at].end, end=rest[at].end, must=False, who=False)
    return [*rest[: at + 1], one, *rest[at + 1 :]]


ONLY_THOSE = pattern("COHORT(?=[^COHORT STOP OR AND IF EXCEPT COMMA]+ALLOWED STOP?$)")


def only_those(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Only patients with A are eligible": A is asked for."""
    if not text.strip().lower().startswith("only ") or ONLY_THOSE.match(written(found)) is None:
        return found
    return [token for token in found[1:] if token.type not in ("ALLOWED", "STOP")]


AT_LEAST_ONE = pattern("CMP NUM OR_MORE?(?=ALTERED|GENE)")


def at_least_one(found: Sequence[Token]) -> Sequence[Token]:
    """ "At least one mutation in A": a mutation."""
    match = AT_LEAST_ONE.search(written(found))
    if match is None or (found[match.start()].value, found[match.start() + 1].value) != (">=", 1.0):
        return found
    return [*found[: match.start()], *found[match.end() :]]


NUMBER_OF = re.compile(r"\W*(?:the )?(?:total )?number of ", re.IGNORECASE)
NUMBERED = re.compile(r"\W*\d{1,2}\.(?=[A-Z])")


def without_number(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "1.Metastatic disease": the number of the criterion. "Number of lines": the lines."""
    if (of := NUMBER_OF.match(text)) and found and found[0].type != "LINE":
        rest = [token for token in found if token.start >= of.end() - 1]
        return rest if rest and rest[0].type in ("MED", "LINE", "BRAIN", "PRIOR") else found
    return found[1:] if len(found) > 1 and found[0].type == "NUM" and NUMBERED.match(text) else found


ABSENT = re.compile(r"\s*\b(?:(?:is|are|was|were) )?(?:absent|not (?:present|detected|found))\W*$", re.IGNORECASE)


def absent_last(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "A is not present" as "no A"."""
    told = ABSENT.search(text)
    kept = [token for token in found if told and token.end <= told.start() + 1]
    if not kept or {token.type for token in kept} & {"OR", "AND", "COMMA", "STOP", "NOT", "COLON", "LP"}:
        return found
    return [kept[0]._replace(type="NOT", value=None, end=kept[0].start), *kept]


# "MSI-high metastatic cancer", "advanced MSI-high tumors"
OWN_KIND = pattern(
    "{first:(?:EXTENT(?:(?:OR|SLASH|COMMA|AND)+EXTENT)*)?}{kind:(?:GENE ALTERED|FACT(?:(?:OR|SLASH|COMMA)+FACT)*)}"
    "{last:(?:EXTENT(?:(?:OR|SLASH|COMMA|AND)+EXTENT)*)?}{noun:DISEASE|BREAST}"
)


def kind_last(found: Sequence[Token]) -> Sequence[Token]:
    """ "Advanced MSI-high tumors" as "advanced tumors with MSI-high": the fact is said of the tumour."""
    match = OWN_KIND.search(written(found))
    if match is None:
        return found
    first, kind, last, noun = (list(found[slice(*match.span(name))]) for name in ("first", "kind", "last", "noun"))
    genes = all(str(token.value).startswith(("msi", "tumor_mut")) for token in kind if token.type == "FACT")
    if not genes or not (first or last):
        return found
    beside = noun[0]._replace(type="WITH", value=None, start=noun[0].end)
    return [*found[: match.start()], *first, *last, *noun, beside, *kind, *found[match.end() :]]


def whose(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Patients whose tumors are X", "women whose cancer has X": patients, or women, with X."""
    at = next((at for at, token in enumerate(found[:2]) if token.type == "WHO"), None)
    if at is None or text[found[at].start : found[at].end].lower() != "whose" or len(found) < at + 3:
        return found
    if found[at + 1].type not in ("DISEASE", "BREAST") or found[at + 2].type not in ("REC", "SIGN", "TNBC", "GENE"):
        return found
    if not at:
        return [found[2]._replace(who=found[0].who), *found[3:]]
    return [found[0], found[1]._replace(type="WITH"), *found[3:]]


WITH_MORE = frozenset(("BRAIN", "SITE", "FACT", "ECOG", "AGE", "LEPTO", "METS", "GENE", "ILLNESS", "KARNOFSKY"))
BETWEEN_THEM = pattern("(?:^|(?<=SEX)){cancer:(?:BREAST|DISEASE)+}|{named:BREAST|DISEASE}")


def cancer_patients(found: Sequence[Token]) -> Sequence[Token]:
    """ "Breast cancer patients with X": patients with X; "HER2-positive breast cancer patients with X": and with X."""
    for match in BETWEEN_THEM.finditer(written(found)):
        start, end = match.span()
        if end == len(found) or not found[end].who or found[end].type not in WITH_MORE or start > 6:
            continue
        if match["cancer"]:
            return [*found[:start], *found[end:]]
        beside = found[end]._replace(type="WITH", value=None, start=found[end - 1].end, end=found[end].start)
        return [*found[:end], beside._replace(who=False), *found[end:]]
    return found


OF_THE_HEAD = re.compile(r"brain|head|crani|cerebral", re.IGNORECASE)


def seen_in_the_head(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "MRI of the brain without metastases": there are none in the brain, whatever there is elsewhere."""
    match = pattern("{scan:SOURCE}WITH?NOT{spots:METS}").search(written(found))
    if match is None or not OF_THE_HEAD.search(text[found[match.start("scan")].start : found[match.start()].end]):
        return found
    last = match.start("spots")
    return [
        *found[: match.end("scan")],
        found[last - 1],
        found[last]._replace(type="BRAIN", value="brain"),
        *found[last + 1 :],
    ]


OR_STABLE = pattern("COMMA?OR(?:WITH|FOR)?{spots:BRAIN}WHO{how:STABLEQ(?:(?:AND|COMMA|WHO)*STABLEQ)*}")


def stable_first(found: Sequence[Token]) -> Sequence[Token]:
    """ "No brain metastases, or brain metastases that are stable" as "... or stable brain metastases"."""
    match = OR_STABLE.search(written(found))
    if match is None:
        return found
    at, how = match.start("spots"), match.start("how")
    joined = next(token for token in found[match.start() : at] if token.type == "OR")
    return [*found[: match.start()], joined, found[how], found[at], *found[match.end() :]]


VALUE_FIRST = pattern("LP{value:LAB(?:CMP|NUM|UNIT|OR|AND|LAB|SLASH)*}RP(?=(?:COMMA)?(?:OR|AND)(?!LAB))")


def without_first_brackets(found: Sequence[Token]) -> Sequence[Token]:
    """ "(Creatinine clearance < 30) or dialysis", where the name before it says no more."""
    match = VALUE_FIRST.match(written(found))
    return found if match is None else [*found[slice(*match.span("value"))], *found[match.end() :]]


def neither(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "Neither A nor B" is "no A or B"; "C, with neither A nor B" is "C and no A or B"."""
    at = next((at for at, one in enumerate(found) if normal(text[one.start : one.end]) == "neither"), None)
    if at is None:
        return found
    before = list(found[:at])
    while before and before[-1].type in ("COMMA", "AND", "WITH", "WHO"):
        before.pop()
    joined = (token._replace(type="OR") if token.type == "NEITHER" else token for token in found[at + 1 :])
    also = [found[at]._replace(type="AND")] if before else []
    return [*before, *also, found[at]._replace(type="NOT"), *joined]


def told_after_colon(found: Sequence[Token]) -> Sequence[Token]:
    """ "Triple-negative: ER below 10 %, ...": what follows says what is meant."""
    match = pattern("TNBC(?:BREAST|DISEASE)*{colon:COLON}REC").search(written(found))
    if match is None:
        return found
    at = match.start("colon")
    return [*found[:at], found[at]._replace(type="DEFINED", value=None), *found[at + 1 :]]


ALL_OF = re.compile(r"\b(?:all|each|both) of(?: the following| these)?(?: \w+)?\s*$", re.IGNORECASE)
LIST_OF_ALL = pattern("COLON{list:drug(?:(?:COMMA|STOP)(?:AND)?drug)+}(?=STOP?$)")


def all_of(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "All of: A, B, C", "each of the following: A; B": A and B and C."""
    match = LIST_OF_ALL.search(written(found))
    if match is None or ALL_OF.search(text[: found[match.start()].start]) is None:
        return found
    start, end = match.span("list")
    joined = [
        token._replace(type="AND", value=None) if token.type in ("COMMA", "STOP") else token
        for at, token in enumerate(found[start:end], start)
        if token.type != "AND"
    ]
    return [*found[: match.start()], *joined, *found[end:]]


EXAMPLES = "MED{named:COMMA?FOREXAMPLE(?:MED|COMMA|OR|AND|SLASH)+COMMA}WITH MED"


def without_named_between(found: Sequence[Token]) -> Sequence[Token]:
    """ "A, such as A1, with B": together with B, which is no further example."""
    match = pattern(EXAMPLES).search(written(found))
    if match is None:
        return found
    start, end = match.span("named")
    return [*found[:start], *found[end:]]


def as_exclusion(found: Sequence[Token]) -> Sequence[Token]:
    """An exclusion that is written as a demand, "patients must not have A", excludes for A.

    "Patients with A, and patients on B": both kinds of people. "A, or those with B" is "A or B".
    """
    found = [
        token
        for at, token in enumerate(found)
        if not (at and token.who and token.type in ("WITH", "WHO") and found[at - 1].type == "OR")
    ]
    return [
        token._replace(type="OR")
        if token.type == "AND" and at and found[at + 1 : at + 2] and found[at + 1].who
        else token
        for at, token in enumerate(found)
        if not (token.type == "NOT" and token.must and (at == 0 or found[at - 1].type == "STOP"))
    ]


def without_cohort(found: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """Without "Phase 2 only:" at the beginning."""
    for at, token in enumerate(found[:9]):
        if token.type == "STOP":
            break
        if token.type == "COLON":
            named = [one.value for one in found[:at] if one.type in ("UNKNOWN", "NUM")]
            step = named[:1] in (["stage"], ["stages"]) and len(named) > 1  # "stages 1 and 2:"
            cohort = step or any(one.type == "COHORT" for one in found[:at])
            return (found[at + 1 :], True) if cohort else (found, False)
    for_some = pattern("(?:FOR|IF)COHORT EVENT?COMMA?").match(written(found))  # "in the phase 2 part of the trial, ..."
    if for_some and len(found) > 3:
        return found[for_some.end() :], True
    return found, bool(found) and found[0].type in ("COHORT",)


def none_allowed(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "No metastases allowed": that there are none."""
    kept = list(found)
    for match in pattern("(?:(?<=STOP)|^)NOT[^STOP OR COMMA COLON EXCEPT IF]*{last:ALLOWED}(?=STOP|$)").finditer(
        written(found)
    ):
        first, last = found[match.start()], found[match.start("last")]
        plain = normal(text[first.start : first.end]).strip() == "no" and not first.who
        if plain and normal(text[last.start : last.end]).split()[-1] in ("allowed", "permitted"):
            kept[match.start("last")] = last._replace(type="EMPTY")
    return [token for token in kept if token.type != "EMPTY"]


THOSE_TOO = pattern("COMMA INCLUDING(?!EITHER)[^INCLUDING STOP LP RP COMMA AND]+(?=STOP|$)")


def without_those_too(found: Sequence[Token]) -> Sequence[Token]:
    """ "Prior A, including patients who had B": they may take part too, and nobody has to have had B."""
    match = THOSE_TOO.search(written(found))
    if match is None or not found[match.start() + 2].who:
        return found
    return [*found[: match.start()], *found[match.end() :]]


ON = re.compile(r"\W*(?:(?:all )?(?:patients|participants|subjects|women|those|people) )?(?:being )?(?:on|under)")
# "Postmenopausal, or on A": what she takes; not "progressed on A or on B".
OR_ON = pattern("(?:OR|AND|SEX|MENO|SLASH){on:WITH}(?=QUAL?(?:MED|AID))")
BEING_ON = re.compile(r"(?:be(?:ing)? )?(?:on|under)\b")
GREW = frozenset(("PROGRESSED", "PROGRESSED_AFTER", "RELAPSED", "INTOLERANT"))


def _on_it(found: Sequence[Token]) -> set[int]:
    return {match.start("on") for match in OR_ON.finditer(written(found))}


def _said(token: Token, text: str) -> str:
    return normal(text[token.start : token.end])


# "Anticoagulants currently", "A or B at present": what is said last of all that are named.
AT_PRESENT = pattern(
    "NOT?{what:(?:QUAL|UNKNOWN|OTHER)*(?:MED|AID)(?:(?:COMMA|OR|AND|SLASH|QUAL|UNKNOWN|OTHER)*(?:MED|AID))*}"
    "{now:COMMA?NOW(?:EVENT|AFTER|FOR)*}(?=STOP|$)"
)
# "Need for steroids"; not for chemotherapy, which who needs it does not take yet.
NEEDED = pattern("NOT?{need:UNKNOWN FOR}(?:QUAL|NOW|TREATED|WITH|OTHER|ANOTHER|UNKNOWN)*AID")
SAID_TWICE = pattern("(?:TAKING|NOW)[^STOP NOT LP]*(?:MED|AID){again:NOW}(?=STOP|$)")


def on_now(found: Sequence[Token], text: str) -> Sequence[Token]:
    """ "On a blood thinner", "patients under steroids", "a blood thinner at present": what she takes."""
    if len(found) > 1 and found[1].type in ("AID", "MED") and ON.fullmatch(normal(text[: found[0].end])):
        found = [found[0]._replace(type="NOW", value=None), *found[1:]]
    if not GREW & {token.type for token in found}:
        found = [
            token._replace(type="NOW", value=None)
            if at in _on_it(found) and BEING_ON.match(_said(token, text))
            else token
            for at, token in enumerate(found)
        ]
    needed = NEEDED.match(written(found))
    if needed is not None and found[at := needed.start("need")].value == "need":
        found = [*found[:at], found[at]._replace(type="NEEDING", value=None), *found[at + 2 :]]
    types = written(found)
    if (again := SAID_TWICE.search(types)) is not None:
        at = again.start("again")
        return [*found[:at], *found[at + 1 :]]
    if (last := AT_PRESENT.match(types)) is None:
        return found
    (start, end), after = last.span("what"), last.end("now")
    kind = "TAKING" if any(token.type == "AID" for token in found[start:end]) else "NOW"
    now = found[start]._replace(type=kind, value=None, end=found[start].start)
    return [*found[:start], now, *found[start:end], *found[after:]]


def without_others(found: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """Without "for patients with X," at the beginning, where X is not known: it is for these people alone."""
    if not found or found[0].type not in ("FOR", "IF"):
        return found, False
    end = next((at for at, token in enumerate(found) if token.type in ("COMMA", "COLON", "STOP")), 0)
    unknown = any(token.type in ("UNKNOWN", "CODE") for token in found[1:end])
    if not unknown or found[end].type == "STOP" or end == len(found) - 1:
        return found, False
    return found[end + 1 :], True


def without_group(found: Sequence[Token]) -> tuple[Sequence[Token], bool]:
    """Without the name of a cohort, or of other people, at the beginning, and whether there was one."""
    found, of_a_cohort = without_cohort(found)
    found, of_others = without_others(found)
    return found, of_a_cohort or of_others


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
