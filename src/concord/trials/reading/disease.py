"""Patterns for the cancer: genes, places of spread, menopause and pregnancy."""

from __future__ import annotations

from concord.criteria.terms import ALWAYS, Condition, IsIn, Term
from concord.trials.reading.build import UNREAD, Rule, both, is_in, joined_by, one_of, opposite, yes
from concord.trials.reading.measures import SEXES
from concord.trials.reading.named import named
from concord.trials.reading.patterns import Found

# ------------------------------------------------------------------------------------------------ genes
GENES = "GENE(?:(?:AND|OR|SLASH|COMMA)+GENE)*"
WHERE = "(?:(?:FOR|WITH|LP|OBTAINED|COMMA)*DETECTED RP?)*"


def genes(found: Found, excludes: bool) -> Condition | None:
    names = [str(value) for value in found.values("genes", "GENE")]
    inherited = found.has("inherited", "GERMLINE") or found.has("inherited2", "GERMLINE")
    parts: list[Condition] = []
    for name in names:
        each = ("BRCA1", "BRCA2") if name in ("BRCA", "GBRCA") else (name,)
        for one in each:
            if one in ("BRCA1", "BRCA2", "PALB2"):
                if not inherited and name != "GBRCA":
                    return None
                parts.append(is_in_gene("germline", one, "pathogenic"))
            elif inherited:
                return None
            else:
                parts.append(yes("fusion" if found["fused"] else "altered", one))
    return one_of(parts)


def is_in_gene(fact: str, gene: str, value: str) -> Condition:
    return IsIn(Term(fact, (gene,)), frozenset({value}))


# ------------------------------------------------------------------------------------------------ places
def brain(found: Found, excludes: bool) -> Condition | None:
    kinds = {token.type for name in ("quals", "quals2") for token in found[name] if token.type.endswith("Q")}
    kinds = {"ACTIVEQ" if kind == "NEWQ" else kind for kind in kinds}
    if "STABLEQ" in kinds:
        if len(kinds) > 1:
            return None
        base: Condition = is_in("brain", "treated_stable")
    elif len(kinds) > 1 and joined_by(found["quals"]) == {"COMMA"}:
        base = both((is_in("brain", "active"), UNREAD))
    elif "ACTIVEQ" in kinds or kinds == {"UNTREATEDQ", "SYMPTOMATICQ"}:
        base = is_in("brain", "active")
    elif kinds:
        base = both((is_in("brain", "active"), UNREAD))
    else:
        base = yes("site", "brain")
    parts = [base]
    if found["defined"]:  # what counts as active is said by the trial: stable ones may or may not
        if "ACTIVEQ" not in kinds or any(token.type in ("STOP", "ALLOWED", "EXCEPT") for token in found["defined"]):
            return None
        parts.append(both((is_in("brain", "treated_stable"), UNREAD)))
    if found.has("place", "LEPTO"):
        parts.append(yes("leptomeningeal_disease"))
    return one_of(parts)


QUALS = "(?:quals(?:AND|OR|SLASH|COMMA)*)"


# ------------------------------------------------------------------------------------------------ menopause, pregnancy
def menopause(found: Found, excludes: bool) -> Condition | None:
    named = {str(value) for value in found.values("menopause", "MENO")}
    men = found.has("sexes", "SEX") and "male" in {token.value for token in found["sexes"]}
    if len(named) == 3 or named == {"premenopausal", "postmenopausal"}:
        return ALWAYS if men else is_in("sex", "female")
    women = is_in("menopause", *sorted(named))
    return one_of((is_in("sex", "male"), women)) if men else women


def pregnancy(found: Found, excludes: bool) -> Condition | None:
    names = [
        "pregnancy" if "preg" in str(token.value) else "breastfeeding"
        for token in found["named"]
        if token.type == "PREG"
    ]
    return one_of(yes(name) for name in dict.fromkeys(names))


def fact(found: Found, excludes: bool) -> Condition | None:
    condition = named(str(found["fact"][0].value))
    return both((condition, UNREAD)) if found["quals"] else condition


RULES: list[Rule] = [
    (
        "biomarkers",
        (
            f"(?:DISEASE|DETECTED|WITH)*{{inherited:GERMLINE*}}{{genes:{GENES}}}{{inherited2:GERMLINE*}}"
            f"{{fused:FUSION?}}(?:ALTERED|FUSION)+(?:DISEASE|BREAST)?{WHERE}"
        ),
        genes,
    ),
    (
        "biomarkers",
        (
            f"(?:DETECTED|WITH)*{{inherited:GERMLINE*}}(?:ALTERED|{{fused:FUSION}})+"
            f"(?:FOR|WITH|DETECTED)*{{inherited2:GERMLINE*}}{{genes:{GENES}}}{WHERE}"
        ),
        genes,
    ),
    (
        "sites",
        (
            f"PRIOR*{{quals:{QUALS}*}}PRIOR*{{place:(?:BRAINWORD(?:AND|OR|SLASH|COMMA)+"
            f"(?:LEPTO METS?|BRAIN)|BRAIN|BRAINWORD METS)(?:(?:AND|OR|SLASH|COMMA|INCLUDING)+"
            f"(?:LEPTO|BRAINWORD METS|BRAIN)METS?)*|LEPTO METS?(?:AND|OR|SLASH|COMMA)+"
            f"(?:BRAIN|BRAINWORD METS)}}"
            "{quals2:(?:(?:WHO|LP)(?:(?:UNTREATEDQ|SYMPTOMATICQ|ACTIVEQ)"
            "(?:AND|OR|SLASH|COMMA)*)+RP?)?}{defined:(?:(?:COMMA|LP)*DEFINED .*)?}"
        ),
        brain,
    ),
    (
        "menopause",
        (f"{{menopause:MENO(?:(?:AND|OR|SLASH|COMMA|LP|RP)+MENO)*}}{{sexes:(?:{SEXES})?}}(?:LP[^LP RP]*RP)?visit?"),
        menopause,
    ),
    (
        "menopause",
        ("{sexes:(?:SEX|AND|OR|SLASH|COMMA|LP)+}{menopause:MENO(?:(?:AND|OR|SLASH|COMMA|LP|RP)+MENO)*}SEX?"),
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
    ("sites", "PRIOR*LEPTO METS?", lambda found, excludes: yes("leptomeningeal_disease")),
    (
        "sites",
        "PRIOR*{place:SITE}",
        lambda found, excludes: one_of(yes("site", one) for one in str(found["place"][0].value).split(" or ")),
    ),
    ("sites", "PRIOR*{quals:(?:(?:QUAL|quals)(?:OR|COMMA|AND)*)*}{fact:FACT}", fact),
]
