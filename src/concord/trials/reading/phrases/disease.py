"""Patterns for the cancer: genes, places of spread, menopause and pregnancy."""

from __future__ import annotations

from concord.criteria.terms import ALWAYS, Condition, IsIn, Term
from concord.trials.reading.build import UNREAD, Rule, both, compare, is_in, joined_by, one_of, opposite, yes
from concord.trials.reading.phrases.fitness import SEXES
from concord.trials.reading.phrases.named import named
from concord.trials.reading.words.patterns import Found

# ------------------------------------------------------------------------------------------------ genes
# Known genes, perhaps among others, of which there is no fact: "PIK3CA, TSC1 or PTEN", "BRCA1/2 or another HRR gene"
GENES = (
    "(?:(?:CODE|LAB)(?:AND|OR|SLASH|COMMA)+)*GENE(?:(?:AND|OR|SLASH|COMMA)+(?:GENE|CODE))*"
    "(?:(?:AND|OR|SLASH|COMMA)+(?:OTHER|ANOTHER)(?:UNKNOWN|CODE|TISSUE)+)?"
)
WHERE = (
    "(?:(?:FOR|WITH|LP|OBTAINED|COMMA|OR|AND|SLASH)*(?:DETECTED|SAMPLE)(?:OR DISEASE)?RP?)*"
    "(?:HOW(?:TISSUE|SOURCE|DETECTED|SAMPLE|FDA)+(?=(?:OR|AND|COMMA|SLASH)+(?:GENE|ALTERED|GERMLINE|SOMATIC|FACT|LAB)))?"
    "(?:(?:WHO|COMMA|LP)*(?:DETECTED|ALTERED|GERMLINE(?=ALTERED))"
    "(?:(?:OR|SLASH|COMMA)*ALTERED(?!GENE|GERMLINE|SOMATIC)|(?:OR|SLASH|COMMA)+(?=RP))*RP?)?"
)
# "PI3K pathway alteration, defined as ...", "homologous recombination defect, i.e. ..."
BY_NAME = "(?:(?:DETECTED|MED|UNKNOWN|CODE|GENE)*ALTERED(?:COMMA|LP|WITH)*(?:DEFINED|THATIS)(?:HOW)?)?"
# "deleterious or suspected deleterious mutation"; in "a mutation of A or loss of B" the second is of another gene
CHANGED = "ALTERED+(?:(?:OR|AND|SLASH|COMMA)+ALTERED+(?!ALTERED|WITH|FOR|DETECTED|GENE|GERMLINE|SOMATIC))*"
CHANGES = "ALTERED+(?:(?:OR|AND|SLASH|COMMA)+(?=ALTERED|GERMLINE|SOMATIC)|COMMA)?(?=ALTERED|GENE|GERMLINE|SOMATIC)"
INHERITED = ("BRCA1", "BRCA2", "PALB2")
CAN_BE_INHERITED = {*INHERITED, "BRCA", "GBRCA"}


def genes(found: Found, excludes: bool) -> Condition | None:
    """A change of one of several genes; one that is said to be inherited, or not, or of which that is not said."""
    wild = bool(found["wild"])
    if found["found"]:  # "negative for a BRCA1 mutation"
        sign = found["found"][0].value
        if sign not in ("positive", "negative") or (wild and sign == "negative"):
            return None
        wild = wild or sign == "negative"
    said = ("inherited", "inherited2", "inherited3")
    inherited = any(found.has(name, "GERMLINE", "ORIGIN") for name in said)
    either = any(found.has(name, "SOMATIC", "ORIGIN") for name in said)
    of_the_tumour = either and not inherited and {str(one) for one in found.values("genes", "GENE")} & CAN_BE_INHERITED
    parts: list[Condition] = []
    for name in (str(value) for value in found.values("genes", "GENE")):
        for one in ("BRCA1", "BRCA2") if name in ("BRCA", "GBRCA") else (name,):
            if one in INHERITED and (name == "GBRCA" or (inherited and not either)):
                parts.append(IsIn(Term("germline", (one,)), frozenset({"pathogenic"})))
            elif inherited and one not in INHERITED:
                return None
            else:
                parts.append(yes("fusion" if found["fused"] else "altered", one))
    if any(token.type == "LAB" and token.value for token in found["genes"]):
        return None
    if found.has("genes", "CODE", "LAB", "OTHER", "ANOTHER"):  # as capitals, a receptor looks like a filtration rate
        if joined_by(found["genes"]) <= {"AND"} or wild:
            return None
        parts.append(UNREAD)
    if joined_by(found["genes"]) == {"AND"} and len(parts) > 1 and not wild:
        changed = both(parts) if not excludes else both((one_of(parts), UNREAD))
    else:
        changed = one_of(parts)
    # "PIK3CA H1047R mutation", "mutation in exon 9 or 20 of PIK3CA"
    if found["variant"] or found["exon"] or of_the_tumour:
        return None if wild else both((changed, UNREAD))
    return opposite(changed) if wild else changed


# ------------------------------------------------------------------------------------------------ places
def brain(found: Found, excludes: bool) -> Condition | None:
    kinds = {one.type for name in ("quals", "quals2") for one in found[name] if one.type in (*BRAIN_STATES, "STABLEQ")}
    kinds = {"ACTIVEQ" if kind in ("NEWQ", "PROGRESSED") else kind for kind in kinds}
    count = [token.value for token in found["count"] if token.type in ("CMP", "NUM")]
    if count[:1] in (["<"], ["<="]):
        return None  # "no more than three" may be none
    if "STABLEQ" in kinds:
        if len(kinds) > 1:
            return None
        base: Condition = is_in("brain", "treated_stable")
    elif len(kinds) > 1 and joined_by(found["quals"]) == {"COMMA"}:
        base = both((is_in("brain", "active"), UNREAD))
    elif kinds:
        base = is_in("brain", "active")
    else:
        base = yes("site", "brain")
    if count and count != [">=", 1.0] and not (count == [1.0] and found.has("count", "OR_MORE")):
        base = both((base, UNREAD))
    if found["again"] and "ACTIVEQ" not in kinds:
        return None
    parts = [base]
    same = {"DEFINED", "HOW", "WITH", "COMMA", "LP", "RP", "OR", "AND", *BRAIN_STATES}
    if {token.type for token in found["defined"]} <= same:
        pass  # "active, defined as untreated or symptomatic": that is what active means
    elif found["defined"]:  # what counts as active is said by the trial: stable ones may or may not
        if "ACTIVEQ" not in kinds or any(token.type in ("STOP", "ALLOWED", "EXCEPT") for token in found["defined"]):
            return None
        parts.append(both((is_in("brain", "treated_stable"), UNREAD)))
    if found.has("place", "UNKNOWN"):  # "brain or spinal metastases"
        parts.append(UNREAD)
    if found.has("place", "LEPTO") or (kinds == set() and _named_by(found, "cns")):
        parts.append(yes("leptomeningeal_disease"))
    return one_of(parts)


BRAIN_STATES = (
    "ACTIVEQ",
    "NEWQ",
    "UNTREATEDQ",
    "SYMPTOMATICQ",
    "PROGRESSED",
)  # cancer in the brain that is not at rest


def _named_by(found: Found, name: str) -> bool:
    return name in (*found.values("place", "BRAIN"), *found.values("place", "BRAINWORD"))


QUALS = "(?:quals(?:AND|OR|SLASH|COMMA)*)"
AS_ACTIVE = f"LP(?:THATIS|COMMA)*{QUALS}+NEEDING QUAL*(?:MED|AID)RP"  # "(untreated, or requiring steroids)"
SAID_AGAIN = f"(?:(?<=ACTIVEQ)LP THATIS?{QUALS}+RP)?"  # "active (i.e. untreated or symptomatic) brain metastases"
# "symptomatic CNS or uncontrolled brain metastases"
QUALIFIED_TWICE = f"(?:{QUALS}+BRAINWORD(?:AND|OR|SLASH)+(?=quals))?"
# "brain metastases", "intracranial metastatic lesions", "metastases to the brain"
IN_BRAIN = (
    "(?:BRAINWORD(?:(?:OR|AND|SLASH|COMMA)+UNKNOWN)+METS|BRAINWORD(?:MALIGNANCY|DISEASE)(?:OR|SLASH)METS|"
    "DISEASE?BRAIN(?:METS|DISEASE)*|BRAINWORD EXTENT?(?:METS|DISEASE)+|"
    "(?:METS|EXTENT DISEASE|EXTENT METS)(?:FOR|WITH|TO|BETWEEN)*BRAINWORD)"
)
LININGS = "LEPTO(?:METS|DISEASE)?"


def measurable(found: Found, excludes: bool) -> Condition | None:
    """Measurable disease, or disease that is only evaluable."""
    if any(token.type == "FACT" and token.value != MEASURABLE for token in found["said"]):
        return None
    known = found.has("said", "FACT", "MEASURABLE")
    evaluable = found.has("said", "EVALUABLE")
    if not known or not found.has("said", "FACT", "DISEASE", "METS", "BREAST"):
        return None
    extents = [str(token.value) for token in found["said"] if token.type == "EXTENT"]
    parts = [yes(MEASURABLE)]
    if extents == ["metastatic"]:  # "measurable metastatic disease"
        spread = is_in("extent", "metastatic")
        parts = [spread if evaluable else both((yes(MEASURABLE), spread))]  # what is spread can be one or the other
    elif evaluable:
        parts.append(UNREAD)
    if found["least"] and (found["least"][0].value, found["least"][1].value) != (">=", 1.0):
        return both((*parts, UNREAD))
    return one_of(parts)


def measurable_or(found: Found, excludes: bool) -> Condition | None:
    """ "Measurable disease by CT, or non-measurable bone-only disease"."""
    first, last = found["first"][0].value, found["last"][-1]
    if first != MEASURABLE or (last.type == "FACT" and last.value != "bone_only") or excludes:
        return None
    if last.type == "FACT":
        bone = yes("bone_only")
        return one_of((yes(MEASURABLE), both((bone, UNREAD)) if found["detail"] else bone))
    if last.type == "SITE":
        return one_of((yes(MEASURABLE), both((yes("site", str(last.value)), UNREAD)))) if last.value == "bone" else None
    return one_of((yes(MEASURABLE), UNREAD))


def as_it_is_defined(found: Found, excludes: bool) -> Condition | None:
    """ "Measurable disease, i.e. at least one lesion of 10 mm": by its usual definition; more than one is more."""
    if found["said"][0].value != MEASURABLE:
        return None
    least = found["least"] or found["least2"]
    more = least and (least[0].value, least[1].value) != (">=", 1.0)
    return both((yes(MEASURABLE), UNREAD)) if more or found["but"] else yes(MEASURABLE)


def only_in_bone(found: Found, excludes: bool) -> Condition | None:
    """ "Non-measurable, bone-only disease"."""
    return yes("bone_only") if found["bone"][0].value == "bone_only" and not excludes else None


# The rest of a definition, to its end.
BY_DEFINITION = "[^STOP EXCEPT NOT COHORT ALLOWED FACT EVALUABLE SITE BRAIN ILLNESS MED REC]*(?=STOP|$)"


def several_sites(found: Found, excludes: bool) -> Condition | None:
    """ "At least one bone metastasis"; of more than one is not known how many she has."""
    if not found["place"][0].value or found["least"][0].value not in (">", ">="):
        return None
    known = one_of(yes("site", one) for one in str(found["place"][0].value).split(" or "))
    return known if (found["least"][0].value, found["least"][1].value) == (">=", 1.0) else both((known, UNREAD))


def a_measurable(found: Found, excludes: bool) -> Condition | None:
    """ "At least one lesion that can be accurately measured"; more than one is more."""
    one = (found["least"][0].value, found["least"][1].value) == (">=", 1.0) and not found["but"]
    return yes(MEASURABLE) if one else both((yes(MEASURABLE), UNREAD))


MEASURABLE = "measurable_disease"
# "in at least one dimension, with a longest diameter of 10 mm by CT, and is suitable for repeated measurement"
IN_SIZE = (
    "(?:FOR|WITHIN|WITH|CMP|NUM|UNKNOWN|CODE|SOURCE|SAMPLE|HOW|LP|RP|UNIT|EVENT|OBTAINED|PLANNED|METS|DISEASE"
    "|OR(?=SOURCE|SAMPLE|CMP|HOW|FOR CMP)|COMMA(?=FOR|WITH|CMP|HOW|SOURCE|OR(?:FOR)?CMP|AND(?:WHO|PLANNED))"
    "|WHO(?=PLANNED)|AND(?=WHO PLANNED|PLANNED|SOURCE|CMP))*"
)
# "predominantly lytic or mixed (lytic + sclerotic) bone lesion"
LYTIC = "LYTIC(?:(?:OR|AND|SLASH|PLUS|COMMA|LP|RP|MINUS|WITH)*LYTIC)*RP?"
BY_SCAN = "EVALUABLE?(?:DEFINED|HOW|SOURCE|SAMPLE|OBTAINED|OR(?=SOURCE)|AND(?=SOURCE))*"


def lytic(found: Found, excludes: bool) -> Condition | None:
    bone = found["place"][0]
    return both((yes("site", "bone"), UNREAD)) if bone.type == "METS" or bone.value == "bone" else None


def spread(found: Found) -> Condition | None:
    """ "No metastases", by themselves; a lesion or an involvement can be that of the breast."""
    return is_in("extent", "metastatic") if found["mets"][0].value == "spread" else None


# ------------------------------------------------------------------------------------------------ menopause, pregnancy
def menopause(found: Found, excludes: bool) -> Condition | None:
    named = {one for value in found.values("menopause", "MENO") for one in str(value).split(" or ")}
    men = "male" in found.values("sexes", "SEX") or found.has("sexes", "FOR")
    if len(named) == 3 or named == {"premenopausal", "postmenopausal"}:
        who = ALWAYS if men else is_in("sex", "female")
    else:
        who = is_in("menopause", *sorted(named))
        who = one_of((is_in("sex", "male"), who)) if men else who
    if not found["adult"]:
        return who
    grown = compare(Term("age_years"), ">=", 18)
    return grown if who == ALWAYS else both((grown, who))


def pregnancy(found: Found, excludes: bool) -> Condition | None:
    names = [
        "pregnancy" if "preg" in str(token.value) else "breastfeeding"
        for token in found["named"]
        if token.type == "PREG"
    ]
    return one_of(yes(name) for name in dict.fromkeys(names))


def fact(found: Found, excludes: bool) -> Condition | None:
    condition = named(str(found["fact"][0].value))
    if found["detail"]:  # "visceral spread at risk of ...": what is at risk says again how bad it is
        if found["fact"][0].value != "visceral_crisis":
            return None
        condition = one_of((condition, UNREAD)) if found.has("detail", "OR", "COMMA") else condition
    measured = str(found["fact"][0].value).startswith("child_pugh")  # "moderate impairment (Child-Pugh B)"
    return both((condition, UNREAD)) if found["quals"] and not measured else condition


def only_the(found: Found, name: str) -> Condition | None:
    """One fact, with words after it that are only said of this one."""
    return named(name) if found["fact"][0].value == name else None


def pd_l1(found: Found, excludes: bool) -> Condition | None:
    """ "PD-L1 positive (CPS of at least 10)": the score says it."""
    if found["lab"][0].value != "pd_l1_cps":
        return None
    operator, number = ">=", found["more_number"]
    if found["compare"]:
        operator, number = str(found["compare"][0].value), found["number"]
    signs = found.values("sign", "SIGN")
    if (signs == ["negative"] and operator[0] == ">") or (signs == ["positive"] and operator[0] == "<"):
        return None
    return compare(Term("pd_l1_cps"), operator, number[0].value)


def only_evaluable(found: Found, excludes: bool) -> Condition | None:
    """ "Only non-measurable disease": nothing that can be measured."""
    return opposite(yes(MEASURABLE)) if excludes and found.has("only", "COHORT") else None


def menopause_or_suppressed(found: Found, excludes: bool) -> Condition | None:
    """ "Men, postmenopausal women, or premenopausal ones with ovaries at rest"."""
    first, last = str(found["first"][0].value), str(found["last"][0].value)
    if first != "postmenopausal" or "post" in last or excludes:
        return None
    men = any("male" in found.values(name, "SEX") for name in ("sexes", "between", "after"))
    at_rest = both((is_in("menopause", *last.split(" or ")), UNREAD))
    return one_of((*([is_in("sex", "male")] if men else []), is_in("menopause", first), at_rest))


# "postmenopausal, defined as ...": the definition is left aside, unless medicine counts in it
AS_DEFINED = "(?:COMMA?LP?DEFINED[^MED TREATED NOW STOP]*)?"
# "requiring immediate treatment for brain metastases"
IN_NEED = "(?:UNKNOWN|MED|AID|QUAL|TREATED|EVENT|NOW|OR|AND|SLASH|CURE)*(?:FOR|TO|WITH)*"
AT_ONCE = {"immediate", "urgent"}
SOMETIMES = "(?:GERMLINE|SOMATIC|ORIGIN|AND|OR|SLASH|COMMA|LP|RP|FOR)"
# "(germline)", ", somatic or germline", "whether inherited or not"
SAID_AFTER = f"{{inherited3:(?:(?:COMMA|LP)+{SOMETIMES}*(?:GERMLINE|SOMATIC|ORIGIN)RP?(?!GENE|ALTERED)|ORIGIN)?}}"
# "Visceral crisis, e.g. massive effusions", "... for which chemotherapy is needed": what it is, or what it needs.
OF_THE_CRISIS = (
    "COMMA?(?:THATIS|FOREXAMPLE|DEFINED|INCLUDING)[^STOP EXCEPT ILLNESS LEPTO BRAIN FACT PREG ALLOWED NOT]*$"
    "|COMMA?(?:(?:FOR|WITH)?WHO|NEEDING|JUDGED|HOW)[^STOP EXCEPT ILLNESS LEPTO BRAIN FACT PREG ALLOWED NOT OR COMMA]*$"
)
# "No distant metastases on CT of the chest + bone scan, or PET": by which tests it was seen changes nothing.
BY_TESTS = (
    "(?:HOW|WITH|FOR)(?:QUAL|HOW|UNKNOWN|CODE|SAMPLE)*SOURCE"
    "(?:HOW|SOURCE|UNKNOWN|CODE|NUM|PLUS|MINUS|SLASH|AND|OR|COMMA|LP[^LP RP]*RP|WITH|FOR|OBTAINED)*(?=STOP|RP|$)"
)
RULES: list[Rule] = [
    (
        "biomarkers",
        (
            f"{{found:(?:SIGN FOR?)?}}{BY_NAME}(?:CMP NUM|NUM OR_MORE)?(?:DISEASE|DETECTED|WITH|PRIOR|{CHANGES})*"
            f"{{inherited:(?:{SOMETIMES}*(?:GERMLINE|SOMATIC|ORIGIN)|GERMLINE{SOMETIMES}*)?}}{{genes:{GENES}}}"
            f"{{variant:(?:CODE|NUM)?}}TISSUE?{{inherited2:{SOMETIMES}*}}"
            f"(?:{{fused:FUSION+}}ALTERED*|{CHANGED}|{{wild:WILD}})(?:LP GENE ALTERED*RP)?"
            f"{{exon:(?:FOR?UNKNOWN NUM(?:(?:AND|OR|SLASH|COMMA)+NUM)*)?}}"
            f"{SAID_AFTER}(?:DISEASE|BREAST)?{WHERE}"
        ),
        genes,
    ),
    (
        "biomarkers",
        (
            f"{BY_NAME}(?:DETECTED|WITH|DISEASE|PRIOR|{CHANGES}|ALTERED)*{{inherited:{SOMETIMES}*}}"
            f"(?:ALTERED|{{wild:WILD}}|{{fused:FUSION}})+"
            f"(?:FOR|WITH|DETECTED)*{{variant:(?:UNKNOWN?NUM(?:(?:AND|OR|SLASH|COMMA)+NUM)*)?}}(?:FOR|WITH)*"
            f"{{inherited2:GERMLINE*}}{{genes:{GENES}}}TISSUE?(?!ALTERED(?!COMMA|HOW|STOP|LP|$)|FUSION)"
            f"{SAID_AFTER}"
            f"(?:LP GENE ALTERED*RP)?{WHERE}"
        ),
        genes,
    ),
    (
        "biomarkers",
        "(?:(?:BREAST|DISEASE)WHO?)?(?:MED|AID){sign:SIGN?}(?:BREAST|DISEASE)*visit?"
        "(?:DEFINED|WITH|HOW|COMMA|LP|SIGN|TISSUE|MED|FOR|DISEASE|DETECTED|SOURCE|FDA)*{lab:LAB}(?:FOR|WITH|COLON)*"
        "(?:{compare:CMP}{number:NUM}|{more_number:NUM}OR_MORE)(?:HOW(?:TISSUE|SOURCE|MED|FDA)+(?=RP))?RP?(?:BREAST|DISEASE)?",
        pd_l1,
    ),
    (
        "sites",
        (
            "{count:(?:CMP NUM|NUM OR_MORE|NUM(?:TO|MINUS|OR)NUM|NUM)?}"
            f"(?:PRIOR|NOW)*{{quals:{QUALIFIED_TWICE}{QUALS}*}}{SAID_AGAIN}PRIOR*{{place:(?:BRAINWORD(?:AND|OR|SLASH|COMMA)+"
            f"(?:{LININGS}|{IN_BRAIN})|{IN_BRAIN})(?:(?:AND|OR|SLASH|COMMA|INCLUDING|LP)+"
            f"(?:{LININGS}|{IN_BRAIN})RP?)*|{LININGS}(?:AND|OR|SLASH|COMMA)+"
            f"{IN_BRAIN}}}"
            f"{{again:(?:{AS_ACTIVE})?}}"
            "{quals2:(?:(?:WHO|LP|(?=SYMPTOMATICQ(?:COMMA|OR|AND|STOP|$)))(?:(?:UNTREATEDQ|SYMPTOMATICQ|ACTIVEQ|NEWQ|PROGRESSED)"
            "(?:AND|OR|SLASH|COMMA)*)+RP?(?:(?<=PROGRESSED|ACTIVEQ)LP(?:NEWQ|PROGRESSED|ACTIVEQ|SYMPTOMATICQ|UNKNOWN|COMMA|OR|SLASH)+RP)?)?}"
            "{defined:(?:(?:COMMA|LP)*(?:DEFINED .*|HOW(?!SOURCE|SAMPLE)[^LEPTO ILLNESS SITE FACT STOP BRAIN]*$))?}"
        ),
        brain,
    ),
    ("disease_extent", "PRIOR*{mets:METS}", lambda found, excludes: spread(found)),
    (
        "sites",
        f"{IN_BRAIN}(?:METS)?WHO(?:SYMPTOMATICQ|ACTIVEQ|UNTREATEDQ|UNKNOWN|ILLNESS|CODE|CMP|NUM|OR|AND|COMMA|SLASH|UNIT|QUAL"
        "|FOR|HEAD TO CURED)+$",
        lambda found, excludes: both((yes("site", "brain"), UNREAD)) if excludes else None,
    ),
    (
        "sites",
        f"PRIOR*{IN_BRAIN}WHO?NEEDING{{need:(?:UNKNOWN|MED|QUAL|CURE|TREATED|OR|AND|COMMA|SLASH)+}}",
        lambda found, excludes: (
            both((is_in("brain", "active"), UNREAD)) if AT_ONCE & set(found.values("need", "UNKNOWN")) else None
        ),
    ),
    (
        "sites",
        f"NEEDING{IN_NEED}{IN_BRAIN}",
        lambda found, excludes: both((is_in("brain", "active"), UNREAD)),
    ),
    (
        "sites",
        f"PRIOR*{{shared:{QUALS}+}}PRIOR*{LININGS}",
        lambda found, excludes: both((yes("leptomeningeal_disease"), UNREAD)),
    ),
    ("sites", f"(?:PRIOR|NOW)*{LININGS}(?:COMMA?DEFINED .*)?", lambda found, excludes: yes("leptomeningeal_disease")),
    (
        "sites",
        f"(?:CMP NUM)?{{first:FACT}}{BY_SCAN}COMMA?(?:OR|SLASH)+"
        "{last:EVALUABLE(?:FACT|SITE|DISEASE|METS)|FACT|DISEASE WHO EVALUABLE}"
        f"(?:DISEASE|METS)*(?:WHO EVALUABLE)?{{detail:(?:WITH(?:CMP NUM)?{LYTIC}(?:METS|SITE)?)?}}",
        measurable_or,
    ),
    ("sites", f"(?:CMP?NUM)?{LYTIC}{{place:SITE|METS}}(?:LP(?:LYTIC|METS|SITE|OR|AND|SLASH|PLUS|ALLOWED)*RP)?", lytic),
    (
        "sites",
        "(?:CMP NUM)?MEASURABLE(?:UNKNOWN|QUAL)+(?:METS|DISEASE)",  # "a measurable lesion outside of the brain"
        lambda found, excludes: both((yes(MEASURABLE), UNREAD)),
    ),
    ("sites", "MEASURABLE(?=(?:AND|OR|SLASH)+FACT)", lambda found, excludes: yes(MEASURABLE)),
    (
        "sites",
        "{least:(?:CMP NUM)?}{said:(?:FACT|MEASURABLE|EVALUABLE)(?:(?:AND|OR|SLASH|COMMA|LOOSE|LP|RP|METS|DISEASE"
        "|EXTENT|SAMPLE|MEASURABLE|EVALUABLE|CMP NUM(?=FACT|MEASURABLE))*"
        "(?:MEASURABLE|EVALUABLE|DISEASE|METS|EXTENT BREAST|EXTENT|FACT)RP?)*}"
        "(?:WHO(?:EVALUABLE|MEASURABLE))?",
        measurable,
    ),
    (
        "sites",
        f"(?:CMP NUM)?METS(?:LP|COMMA|WHO)*MEASURABLE(?:AND|OR|SLASH)+EVALUABLE(?:RP|COMMA)*(?:ACCURATE{IN_SIZE})?",
        lambda found, excludes: None if excludes else one_of((yes(MEASURABLE), UNREAD)),
    ),
    ("sites", "{least:CMP NUM}(?:DISEASE|EXTENT)*METS(?:WHO)?MEASURABLE", a_measurable),
    (
        "sites",
        "(?:CMP NUM|NUM OR_MORE|NUM)?(?:(?:quals|UNKNOWN)(?:AND|COMMA)*)*MEASURABLE(?:AND|COMMA|quals|UNKNOWN)*BRAIN"
        "(?:COMMA?DEFINED[^STOP]*$)?",
        lambda found, excludes: both((yes("site", "brain"), UNREAD)),
    ),
    ("sites", "{least:CMP NUM}{place:SITE}(?:METS|DISEASE)*", several_sites),
    (
        "sites",
        "{said:FACT}(?:COMMA|LP)*"
        f"(?:(?:DEFINED|THATIS)COMMA?{{least2:(?:CMP NUM)?}}(?:FACT|METS){BY_DEFINITION}"
        f"|(?:DEFINED|HOW|THATIS|COLON|WITH)+{{least:(?:CMP NUM)?}}(?:FACT|METS)ACCURATE?{IN_SIZE}"
        "{but:(?:LP EXCEPT[^LP RP]*RP)?})",
        as_it_is_defined,
    ),
    ("sites", "EVALUABLE(?:DISEASE|METS)?(?:COMMA|LP)?{bone:FACT}(?:DISEASE|METS)?RP?", only_in_bone),
    ("sites", "DISEASE WHO?MEASURABLE", lambda found, excludes: yes(MEASURABLE)),
    (
        "sites",
        f"{{least:CMP NUM}}(?:DISEASE|EXTENT)*METS{{but:(?:COMMA NOT PRIOR?UNKNOWN COMMA)?}}ACCURATE{IN_SIZE}",
        a_measurable,
    ),
    # a gene of which there is no fact, so that a list with it can be read
    (
        "biomarkers",
        "(?:CODE|LAB)(?:(?:AND|OR|SLASH|COMMA)+CODE)*(?:ALTERED|FUSION|SIGN(?=DISEASE?(?:OR|COMMA)))+DISEASE?",
        lambda found, excludes: UNREAD,
    ),
    ("sites", "{only:COHORT?EVALUABLE(?:DISEASE|METS)COHORT?(?:COMMA?FOREXAMPLE.*)?}", only_evaluable),
    (
        "menopause",
        "{sexes:(?:SEX(?:COMMA|OR|WHO)*)*}{first:MENO}SEX?(?:OR|AND|COMMA|SLASH)+{between:(?:SEX(?:OR|COMMA)+)?}"
        "{last:MENO}SEX?(?:WITH|NOW|WHO|IF|LP|TREATED|LOOSE|TAKING|HEAD)+"
        "(?:WITH|NOW|TREATED|TAKING|UNKNOWN|HEAD|TO)*MED(?:HOW MED)*RP?{after:(?:COMMA?OR SEX)?}",
        menopause_or_suppressed,
    ),
    (
        "menopause",
        (
            f"{{adult:ADULT?}}{{menopause:MENO(?:(?:AND|OR|SLASH|COMMA|LP|RP)+MENO)*}}{{sexes:(?:FOR?{SEXES})?}}"
            f"(?:LP(?!OR)[^LP RP]*RP)?visit?{AS_DEFINED}"
        ),
        menopause,
    ),
    (
        "menopause",
        (
            "{adult:ADULT?}{sexes:(?:SEX|AND|OR|SLASH|COMMA|LP|ADULT|WHO)+}"
            f"{{menopause:MENO(?:(?:AND|OR|SLASH|COMMA|LP|RP)+MENO)*}}SEX?{AS_DEFINED}"
        ),
        menopause,
    ),
    (
        "pregnancy",
        (
            "(?:(?:SEX|WOCBP) WHO?)?(?:NOW|WHO|PRIOR)*{named:PREG(?:"
            "(?:COMMA|AND|OR|SLASH|LP|NEITHER|NOW)+PREG RP?)*}SEX?visit?"
        ),
        pregnancy,
    ),
    (
        "pregnancy",
        (
            "(?:(?:WOCBP|SEX|FOR|COMMA|COLON)*)NEGTEST(?:(?:FOR|COMMA|WITH|LP)*WOCBP RP?)?visit?visit?"
            "(?:(?:FOR|COMMA)*WOCBP)?"
        ),
        lambda found, excludes: opposite(yes("pregnancy")),
    ),
    (
        "sites",
        "PRIOR*{place:SITE}(?:METS|DISEASE)*",
        lambda found, excludes: one_of(yes("site", one) for one in str(found["place"][0].value).split(" or ")),
    ),
    (
        "sites",
        "(?:PRIOR|AFTER)*{quals:(?:(?:QUAL|quals)(?:OR|COMMA|AND)*)*}{fact:FACT}"
        "(?:LP(?:HOW|DETECTED)(?:SOURCE|TISSUE|DETECTED|OR|AND|SLASH|COMMA|FDA)*RP(?=OR|AND|COMMA))?"
        "{detail:(?:COMMA?(?:WHO|WITH)?(?:RISK|QUAL|DOUBT).*)?}(?:DISEASE|BREAST)*",
        fact,
    ),
    ("sites", f"{{fact:FACT}}(?:{OF_THE_CRISIS})", lambda found, excludes: only_the(found, "visceral_crisis")),
    ("sites", f"PRIOR*{{fact:FACT}}(?:{BY_TESTS})", lambda found, excludes: only_the(found, "extent = metastatic")),
]
