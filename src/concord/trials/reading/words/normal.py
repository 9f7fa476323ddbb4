"""Signs and numbers of a text in one form, without moving a letter: places in the result are places in the text."""

from __future__ import annotations

import re
from functools import lru_cache

# One sign for one sign, so that nothing moves.
SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000\t\r\\^", " "),
        **dict.fromkeys("‐‑‒–—―−﹣－~～∼", "-"),
        **dict.fromkeys("×✕∗", "x"),
        **dict.fromkeys("‘’ʼ′`´", "'"),
        **dict.fromkeys("“”«»", '"'),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        **dict.fromkeys("≥⩾≧", "≥"),
        **dict.fromkeys("≤⩽≦", "≤"),
        **dict.fromkeys("µμ", "u"),
        **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", strict=True)),
        "·": ".",
        **dict(zip("、，；：（）。", ",,;:().", strict=True)),
        "／": "/",
        "％": "%",
        "＜": "<",
        "＞": ">",
    }
)
# "1.5x 109 /L": the sign alone would stick to the number
POWER = re.compile(r"(?<=\d)x(?= ?10)")
ENTITIES = re.compile(r"&(lt|gt|amp|nbsp);", re.IGNORECASE)
ENTITY = {"lt": "<", "gt": ">", "amp": "&", "nbsp": " "}

# A plural in brackets: "infection(s)".
PLURAL = re.compile(r"(?<=[a-z])\((?:s|es|ies)\)", re.IGNORECASE)
# "With or without": the sign and two spaces, so that nothing moves. "ER+/HER2-" is something else.
PLUS_MINUS = re.compile(r"(?<!\w)\+(?: ?/ ?)-")
# The number of a footnote after a full stop: "guidelines.31 Patients ..."
FOOTNOTE = re.compile(r"(?<=[a-z)]\.)\d{1,2}(?=\s+[A-Z])")
# References: "(see Appendix D)", "as described in section 4.2 of the protocol". They say nothing by themselves.
PLACE = r"(?:the )?(?:study )?(?:protocol )?(?:appendix|appendices|section|sections|table|annex|attachment)"
REFERS = (
    r"(?:please )?(?:also )?(?:see|refer to|cf\.?|as (?:described|defined|specified|outlined|listed|detailed) in"
    r"|(?:described|defined|specified|outlined|listed|detailed|provided|given) in|according to|as per|per|in)"
)
REFERENCE = re.compile(
    rf"\((?:{REFERS} )?{PLACE}\b[^()<>≤≥]*\)"
    rf"|,? *(?<!\w){REFERS} {PLACE} (?:[\d.]*\d[a-z]?|[a-z]|[ivx]+)\b(?: (?:of|in) the (?:study )?protocol)?"
    r"(?: for (?:the |further |more |additional )*"
    r"(?:details|information|definitions?|evaluation of (?:measurable|target) (?:disease|lesions)))?",
    re.IGNORECASE,
)
# Who grades a side effect, and by which edition: "(per NCI CTCAE v5.0)". "CTCAE grade 2" keeps its grade.
GRADED = re.compile(
    r"(?:\b(?:per|by|of|according to|as per|based on|using|with|on|in|defined by|as defined by) (?:the )?)?"
    r"(?:\b(?:nci|national cancer institute|us nci|nci's)(?:[- ']?s)?[- ,]*)?"
    r"\b(?:ctcae|ctc-?ae|nci-?ctc|common (?:terminology|toxicity) criteria(?: (?:for|of) adverse events?)?)"
    r"(?: \((?:nci[- ]?)?ctcae\))?,?(?: ?(?:version|ver\.?|v\.?) ?\d(?:\.\d{1,2})?(?!\d)| \d\.\d{1,2}(?!\d))?"
    r"(?: criteria| scale| grading)?",
    re.IGNORECASE,
)
# "5 times if the liver is involved": the limit before says of what
TIMES = re.compile(
    r"(?<=\d) ?(?:times|x|-fold|fold)(?= (?:if|in|for|with) (?:the |documented |known )?"
    r"(?:presence|patients|subjects|participants|those|case|liver|hepatic|bone|metasta\w+|there))",
    re.IGNORECASE,
)
# "WHO 0-1": the scale of the World Health Organization, not the small word.
WHO_SCALE = re.compile(r"\bWHO(?=[ :=≤<-]{1,4}[0-4]\b)|(?<=[0-4] \()WHO(?=\))|(?<=[0-4]\()WHO(?=\))")
# "ECOG PS 0,1,2": three scores, and no number with a comma
SCORES = re.compile(
    r"\b(?:ecog|ps|performance|status|scores?|scale|zubrod|who)\b[^\d\n;.<>≤≥]{0,12}[0-4](?:,[0-4])+(?![\d.,]*\d)",
    re.IGNORECASE,
)
# "GOT and GPT": alone, the first is a verb
TRANSAMINASE = re.compile(r"\bGOT\b(?=.*GPT)|(?<=GPT)(?P<join>.{1,12}\b)GOT\b", re.DOTALL)
# "90K": thousands. A sign of its own, because the letter alone is many things.
THOUSAND = re.compile(r"\b\d{1,4} ?K(?=[,;.) ]|$)")
# "S. albumin": of the serum.
SERUM = re.compile(r"\bS\. ?(?=albumin|creatin|bilirubin)", re.IGNORECASE)
# "≤ 1.5 N", "≤ 3 x N": times the upper limit of normal. A sign of its own, because the letter alone is many things.
UPPER_LIMIT = re.compile(r"(?<=[0-9]) ?(?:x ?)?N(?![\w-]| stage)")
# "i.v.", "s.c.": how something is given, whose full stops end no sentence.
ROUTE = re.compile(r"(?<![\w.])(?:i\.v|s\.c|i\.m|p\.o|b\.i\.d|q\.d)\.(?=[ ,;)-])", re.IGNORECASE)
# The number of a criterion before it: "1.", "5.5)", "(b)", "iv.", "I3.", "EC-12:"
NUMBERED = re.compile(
    r"^\s*(?:(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\(?(?:[a-z]|[ivx]{1,4})[.)]"
    r"|(?:[ie]c?|inc(?:l|lusion)?|exc(?:l|lusion)?|c[ie])[ .#_-]?\d{1,2}[a-z]?[.:)])\s+)+(?=\D)",
    re.IGNORECASE,
)
# A hyphen that stands for the word of the next: "ER- and/or PR-positive", "histologically- or cytologically-proven".
SUSPENDED = re.compile(
    r"(?<=\b(?:er|pr|hr))-(?=,? (?:and/or|and|or) (?:pr|pgr|er|progesterone receptor)[- ](?:positiv|negativ))"
    r"|(?<=\bpgr)-(?=,? (?:and/or|and|or) (?:er|estrogen receptor)[- ](?:positiv|negativ))"
    r"|(?<=receptor)-(?=,? (?:and/or|and|or) progesterone receptor[- ](?:positiv|negativ))"
    r"|(?<=ally)-(?= )",
    re.IGNORECASE,
)
# Words before a demand that only say that it is one: "in order to be eligible, ...".
PEOPLE = r"(?:patients?|subjects?|participants?|individuals?|women|persons?|people)"
SHELL = re.compile(
    r"^\s*(?:(?:in order )?to (?:be (?:considered )?(?:eligible|enrolled|included|registered)|enter|enroll|participate)"
    r"(?: (?:for|in|into|to|on|onto) (?:this|the) (?:clinical )?(?:study|trial|protocol))?,?"
    rf"|(?:all )?(?:eligible|potential|prospective|enrolled)(?= {PEOPLE})"
    rf"|(?:{PEOPLE} )?(?:who are |that are )?(?:associated|accompanied|complicated|concomitant) (?:with|by)"
    r"(?:,? or (?:have|has|having|with) (?:a |any )?(?:past |previous |prior )?(?:medical )?history of,?)?"
    rf"|(?:{PEOPLE} )?(?:are|is|will be) (?:considered )?eligible (?:for [a-z]+ [a-z]+ )?(?:only )?if"
    r"(?: they| he| she| the)?"
    rf"|{PEOPLE} eligible (?:for|to) [a-z ]{{1,30}}?(?= must| should| have to| are required))(?= )",
    re.IGNORECASE,
)
# Words that England writes otherwise than America: "leukaemia", "oedema", "diarrhoea", "hospitalised".
BRITISH = re.compile(
    r"(?P<ae>(?<=h)aem|aemi|(?<=p)aed|(?<=gyn)aec|(?<=an)aesth)|(?P<oe>oedem|(?<=rrh)oe|oestr|oesoph|(?<=pn)oea|(?<=c)oeliac)"
    r"|(?P<our>(?<=tum)our|(?<=behavi)our)|(?P<re>(?<=lit)re\b|(?<=lit)res\b|(?<=cent)re\b|(?<=cent)res\b)"
    r"|(?P<is>(?<=random)is|(?<=hospital)is|(?<=immun)is|(?<=stabil)is|(?<=local)is|(?<=util)is|(?<=character)is)"
    r"(?=e|ing|ation)"
)
AMERICAN = {"ae": ("ae", "e"), "oe": ("oe", "e"), "our": ("our", "or"), "re": ("re", "er"), "is": ("is", "iz")}
# "Women have to be postmenopausal": a demand; "do not have to be" is none.
HAVE_TO = re.compile(r"(?<!not )(?<!n't )\bha(?:ve|s) to(?= be\b| have\b)", re.IGNORECASE)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+")


@lru_cache(maxsize=16384)
def normal(text: str, *, from_start: bool = True) -> str:
    """The text in small letters and plain signs, exactly as long as it was.

    `from_start`: a criterion begins here, and not a phrase that may stand anywhere in it.
    """
    text = ENTITIES.sub(lambda found: ENTITY[found[1].lower()].ljust(len(found[0])), text.translate(SIGNS))
    for shell in (NUMBERED, SHELL) if from_start else ():
        text = shell.sub(lambda found: " " * len(found[0]), text)
    text = ROUTE.sub(lambda found: found[0].replace(".", "").ljust(len(found[0])), text)
    text = POWER.sub(" ", text)
    text = FOOTNOTE.sub(lambda found: " " * len(found[0]), text)
    text = WHO_SCALE.sub("ps ", text)
    text = SCORES.sub(lambda found: found[0].replace(",", "/"), text)
    text = TRANSAMINASE.sub(lambda found: (found["join"] or "") + "ast", text)
    text = SERUM.sub(lambda found: " " * len(found[0]), text)
    text = THOUSAND.sub(lambda found: found[0].replace("K", "ⓚ"), text)
    text = UPPER_LIMIT.sub(lambda found: found[0].replace("N", "ⓝ"), text)
    text = GRADED.sub(lambda found: " " * len(found[0]), text)
    text = TIMES.sub(lambda found: " " * len(found[0]), text)
    text = PLURAL.sub(lambda found: " " * len(found[0]), text)
    text = SUSPENDED.sub(" ", text)
    text = REFERENCE.sub(lambda found: " " * len(found[0]), text)
    text = PLUS_MINUS.sub(lambda found: "±".ljust(len(found[0])), text)
    text = HAVE_TO.sub(lambda found: "must".ljust(len(found[0])), text)
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := one.lower()) == 1 else one for one in text)


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A word in the spelling of America: "haemophilia" is "hemophilia"."""
    return BRITISH.sub(lambda found: found[0].replace(*AMERICAN[str(found.lastgroup)]), word)


def number(written: str) -> float | None:
    """1,500 and 1500 and 1.5; a comma before one or two digits at the end is a decimal comma. None if it is neither."""
    if THOUSANDS.fullmatch(written):
        return float(written.replace(",", "").replace(" ", ""))
    if written.count(",") == 1 and "." not in written and len(written.rpartition(",")[2]) <= 2:
        return float(written.replace(",", "."))
    try:
        return float(written)
    except ValueError:
        return None
