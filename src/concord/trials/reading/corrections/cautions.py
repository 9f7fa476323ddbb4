"""Words that make a reading too sure: what they touch is left open, or not read at all.

The patterns read what they know; a word that they do not look at can turn it ("in the last line", "at diagnosis"). Each
row says in which sentences, of which facts, and what then becomes of the reading: "unread" it is not read; "open" it
closes the trial for nobody; "more" there is more to it, so that it opens it for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from concord.criteria.terms import Condition, terms_of
from concord.trials.reading.build import opened, yes
from concord.trials.reading.corrections.put_right import KIND, PUT_RIGHT, RECEPTORS, Place, Said

Effect = Literal["unread", "open", "more"]


class Caution(NamedTuple):
    """In a sentence with these words a reading that names one of these facts becomes this."""

    section: Literal["inclusion", "exclusion", "both"]
    facts: frozenset[str]
    words: re.Pattern[str]
    effect: Effect


def _rows(*rows: tuple[Literal["inclusion", "exclusion", "both"], str, str, Effect]) -> tuple[Caution, ...]:
    return tuple(
        Caution(section, frozenset(facts.split()), re.compile(words), effect) for section, facts, words, effect in rows
    )


OF_KIND = rf"\b{KIND}\b[^.;,]{{0,40}}\b(?:patients|participants|subjects|women|disease|tumou?rs?)\b"
ANY = "*"
STAGED = r"\bstages? [0-9ivab]{1,4}(?: ?(?:or|to|and|-|/) ?[0-9ivab]{1,4})*"
ITS_STAGE = r"\b(?:lymph(?:o?edema)|osteonecrosis|ckd|ulcers?)\b[^.;,]{0,25}\bstages?\b"
SPAN_OF = r"(?:\bwithin|≥|>|<|≤|\bat least|\bless than|\bmore than) ?\w+ (?:days?|weeks?|months?|years?)"
# "Within a year", not "within a year of A"
WITHIN_A_TIME = r"within[^.;]*\b(?:days?|weeks?|months?|years?)\b(?! (?:of|after|from)\b)"
FIRST_FOUND = r"(?:the )?(?:(?:initial|primary|first|original) )*(?:diagnosis|primary)\b"
OF_ANOTHER = (
    r"(?:renal|kidney|ckd|hepatic|liver|lymph(?:oma|o?edema)|dementia|heart|copd|ulcers?|fibrosis|cirrhosis"
    r"|osteonecrosis|ovarian|colon|colorectal|prostate|myeloma)\b"
)
MUST = r"\b(?:must|should|need|are required|is (?:required|mandatory)|have no requirement)\b"
TREATED = "had progressed_on lines months_since months_on"
WITH_STEROIDS = (
    r"\b(?:currently |now )?(?:on|requiring|treated with|receiving) "
    r"(?:systemic |oral |high[- ]dose )*(?:cortico)?steroids"
)

CAUTIONS = _rows(
    # A word that makes another thing of it.
    (
        "exclusion",
        "has",
        r"\bvaccin|\bnon-?diabetic|\bintracranial hypertension|\bdiabetes insipidus|\bheat stroke",
        "unread",
    ),
    ("exclusion", "neuropathy_grade", r"\bunless\b", "unread"),
    ("inclusion", "menopause", r"menopausal for (?:at least|≥|>|more than)", "more"),
    ("inclusion", "menopause", r"^\W*(?:females?|women)\b[^.;]*\d\d[^.;]*,[^.;]*menopausal[^.;]*\bor\b", "more"),
    ("inclusion", "had", r"\bor while on (?:neo)?-?adjuvant", "more"),
    ("inclusion", "progressed_on", r"^\W*absence of progression", "more"),
    (
        "inclusion",
        "alt_x_uln ast_x_uln alp_x_uln",
        r"\balp\b[^;]*\bboth (?:≤|<)|, 5 ?x [^.;]*\bfor\b|\bwithout, ",
        "open",
    ),
    # Several spans, or counts, or ways in one sentence about treatment.
    ("inclusion", "months_since", r"^\W*no\b[^.;]*\bwithin\b.*(?:,|;|\band\b).*\bwithin\b", "unread"),
    (
        "inclusion",
        "months_since",
        r"^\W*no\b[^.;]*\b(?:for|in)(?: the)? (?:metastatic|advanced)[^.;]*\bat least\b",
        "unread",
    ),
    ("exclusion", "had", r"\bincluding\b[^.;]*\b(?:for|in)(?: the)? (?:metastatic|advanced)", "open"),
    ("inclusion", "had", r"^\W*no\b[^.;]*\bincluding\b[^.;]*\b(?:for|in)(?: the)? (?:metastatic|advanced)", "open"),
    ("inclusion", "lines had", r"≤[^.;]*(?:,|\band\b)[^.;]*≤|≤[^.]*;[^.]*≤", "unread"),
    ("inclusion", "lines", r"\b(?:lines?|regimens?|chemotherapy)\b[^.;,]* or (?:less|fewer)\b", "unread"),
    ("inclusion", "lines had", r"\b(?:up to|no more than|at most)\b[^.;]*\band (?:\d|one|two|three)\b", "unread"),
    ("both", TREATED, r"(?:\band|,) [\w/-]+(?: inhibitor)?[- ]na[iï]ve\b", "unread"),
    ("inclusion", TREATED, r"\bpreferred\b|[.;(][^.;]*\b(?:counts|qualifies)\b(?! as)", "open"),
    (
        "inclusion",
        TREATED,
        r"\bor (?:[\w-]+ ){1,2}(?:is |are )?(?:contraindicated|not (?:available|appropriate|indicated))",
        "open",
    ),
    (
        "inclusion",
        "progressed_on",
        r"\bprogress\w*\b[^.;]*(?:\band|,) (?:a )?prior\b|\bno more than \w+ progression",
        "open",
    ),
    (
        "inclusion",
        "months_since",
        r"\bbefore (?:the )?(?:metastatic|recurrence|relapse|progression)|\bprogress[^.;]*\bof adjuvant",
        "unread",
    ),
    ("inclusion", "had lines", r"\bin addition to (?:neo)?-?adjuvant", "unread"),
    ("exclusion", "had progressed_on", r"\bfirst[- ]line\b", "open"),
    ("inclusion", "had", r"\bor only\b|\b(?:therapy|inhibitor) refractory\b", "unread"),
    ("inclusion", "had", r"\b(?:unless|if)\b[^.;]*, and\b|\bunless \w+ and\b", "more"),
    # Another limit for some.
    ("inclusion", "ecog", r"\(ecog 2 (?!is|permitted|allowed|may|acceptable)", "open"),
    (
        "inclusion",
        "bilirubin_x_uln",
        r"(?<!no )(?<!without )liver[^.;)]*\d[^.;)]*gilbert|gilbert[^.;)]*\d[^.;)]*liver",
        "open",
    ),
    (
        "inclusion",
        "lvef_percent",
        r"\bor (?:≥|>|at least) ?\d+ ?%? (?:if|for|in)\b|\((?:≥|>) ?\d+ ?%? (?:if|for|in)",
        "open",
    ),
    ("inclusion", "creatinine_clearance_ml_min", r"; (?:for\b|≥|>)", "open"),
    ("inclusion", "qtcf_ms", r"\(<", "open"),
    # A grade before a list.
    ("both", "has", r"\bgrade\b[^.;,]*\bneuropathy, ", "open"),
    # What is asked of some, told in other words.
    ("inclusion", TREATED, rf"{OF_KIND}[^.;]{{0,30}}(?:{MUST}|:).*[.;] ?{KIND}[^.;]{{0,40}}(?:{MUST}|:)", "unread"),
    ("inclusion", "brain site visceral_disease", r"^\W*(?:patients|participants|subjects|women) with [^:;.]*:", "open"),
    (
        "inclusion",
        "altered germline msi",
        r"^\W*(?:known )?[\w/-]+(?:[- ](?:mutated|mutant|positive))? (?:carriers|tumou?rs?|cancers?|disease) must\b"
        r"|\bor (?:tnbc|triple)",
        "open",
    ),
    ("inclusion", TREATED, rf"^\W*(?:pd-?l1[- ]positive )?{KIND} must\b", "open"),
    (
        "inclusion",
        "extent",
        r"\b(?:patients|participants|subjects|those|women) with [^.;]{0,40}(?:disease|cancer) must\b",
        "open",
    ),
    ("both", "altered germline", r"^\W*(?:patients )?(?:tested|screened) for\b|\btesting \(", "unread"),
    ("inclusion", "altered", r"\b(?:two|2) or more\b", "more"),
    ("inclusion", "altered msi", r"\bunless\b", "more"),
    # A span that is counted from the first diagnosis.
    ("exclusion", "extent months_since_it_spread", rf"{SPAN_OF} (?:of|after|from) {FIRST_FOUND}", "open"),
    ("inclusion", "extent months_since_it_spread", rf"{SPAN_OF} (?:of|after|from) {FIRST_FOUND}", "more"),
    ("exclusion", "extent", r"\bnot (?:\w+ )?(?:confirmed|proven)\b", "open"),
    ("exclusion", "lines", r"\bat (?:the )?time of (?:enrol|entry|registration|screening)", "unread"),
    (
        "exclusion",
        "months_since_other_cancer",
        r"^(?!.*\b(?:unless|except)).*(?:\bat least|\bmore than|≥|>) ?\w+ years ago\b",
        "unread",
    ),
    ("inclusion", "months_since_other_cancer", r"\bmust be\b[^.;]*\bago\b", "open"),
    ("both", "hormone_receptors", r"\ber (?:or|and/or) pr[- ]negative|\ber[- ]negative (?:or|and/or) pr", "open"),
    ("inclusion", "site", r";[^;]*\ballowed\b", "more"),
    ("exclusion", "visceral_crisis", r"^\W*symptomatic visceral (?:disease|metastases)\W*$", "more"),
    # "No A, prior B": the "no" ends where something is asked for again.
    (
        "inclusion",
        "had progressed_on site brain",
        r"^(?!.*\bor (?:prior|previous)).*?\b(?:no|never|not)\b(?:(?! or )[^.;])*(?:,|\band\b)(?: and)?(?: a)? "
        r"(?:prior|previous(?:ly)?|must have)\b",
        "unread",
    ),
    ("exclusion", TREATED, r"\bno\b[^.;]*\bor no\b|\bnot\b[^.;]*\bor not\b", "unread"),
    ("inclusion", TREATED, r"^\W*no\b[^.;]*, or (?:relapse|recurrence|progression)\b", "unread"),
    ("inclusion", "has", r"^\W*no\b[^.;]*\bor (?:well[- ])?controlled\b", "open"),
    # What is to begin was not given yet.
    (
        "inclusion",
        "months_since",
        r"\b(?:will|to|plan\w*|be) (?:start|begin|initiat)\w*|^\W*(?:starting|initiating)\b",
        "unread",
    ),
    (
        "both",
        "had on_now months_since",
        r"\bhormone (?:therapy|treatment)\b(?=.*(?:mg/day|mg per day|immunosuppress|brain|glucocort|steroid))"
        r"|(?:immunosuppress|brain|glucocort|steroid).*\bhormone (?:therapy|treatment)\b",
        "unread",
    ),
    ("exclusion", "had", r"\bfirst (?:treatment|therapy)\b", "open"),
    ("inclusion", "had", r"\bfirst (?:treatment|therapy)\b", "more"),
    (
        "inclusion",
        "had",
        r"\bonly (?:one|1)\b|^\W*(?:one|1) (?:prior |previous )?lines?\b|\bin addition to\b| plus [^.;]*/",
        "more",
    ),
    (
        "inclusion",
        "had progressed_on",
        r"\b(?:as|was|is|be|been) (?:the |their )?(?:most recent|immediately (?:prior|preceding)|last)\b"
        r"|^\W*(?:the )?(?:most recent|immediately prior|last) (?:therapy|treatment|regimen)",
        "more",
    ),
    ("inclusion", "menopause", r"\band men are eligible\b", "unread"),
    (
        "both",
        "lines",
        r"\b(?:lines?|chemotherap\w+|regimens?)\b(?: of \w+)* (?:after|following|since) (?:a |the )?\w*(?:cdk|inhib)",
        "unread",
    ),
    # Not everybody with the virus has the illness.
    (
        "exclusion",
        "has",
        r"^\W*(?:known |active |history of )?(?:aids|acquired immun\w+(?: deficiency)? syndrome)(?: \(aids\))?\W*$",
        "open",
    ),
    # A stage of something else than her cancer.
    (
        "both",
        "extent",
        rf"{STAGED} (?:or \w+ |relapsed )?(?:chronic )?{OF_ANOTHER}|{ITS_STAGE}|\bearly stage {OF_ANOTHER}",
        "unread",
    ),
    ("exclusion", "extent", r"\bfrom another (?:cancer|primary|tumou?r|malignancy)\b", "unread"),
    ("inclusion", "extent", r"\bmetachronous\b|^\W*new diagnosis of\b", "more"),
    ("inclusion", "on_now", r"\bfor (?:stage|metastatic|advanced)\b", "more"),
    ("both", "lesions", r"\boligoprogress", "unread"),
    # How far it reached in the past, and on which side.
    ("inclusion", "extent", r"\bearly[- ]stage (?:breast cancer|cancer|disease) in the past\b", "unread"),
    ("exclusion", "surgery radiation", r"\bon the same side\b", "open"),
    ("inclusion", "nodes_removed", r"\bor\b[^.;]*\bdissection with\b", "open"),
    ("both", "bone_only", r"\b(?:confined|limited|restricted) to (?:the )?bones?(?: and\b|,| or\b)", "unread"),
    ("both", "radiation", r"\bbefore (?:or|and) after\b|\bof or during\b", "unread"),
    ("inclusion", "site", r"^(?!no\b).*\bmetasta\w+[^.;]*\bwithin (?:the )?(?:past|last|previous)\b", "more"),
    (
        "inclusion",
        "progressed_on",
        r"^\W*(?:no|without)(?: evidence of)? (?:disease )?progression\b[^.;]*\bfor (?:at least|≥|>|more)",
        "unread",
    ),
    (
        "inclusion",
        TREATED,
        rf"^\W*(?:{KIND}[-/+ ]*(?:receptor )?(?:positive|negative|\+|-)?|brca\w*|bone|liver|lung) "
        r"(?:breast )?(?:tumou?rs?|cancers?|disease|carriers|metastases) must\b",
        "open",
    ),
    ("inclusion", "site", r"^\W*(?:bone|liver|lung) metastases must\b", "open"),
    ("inclusion", ANY, r"^\W*no\b[^.;,]*\b(?:required|needed|necessary)\W*$", "unread"),
    ("exclusion", "had", r"\b(?:third|3rd|fourth|4th)\b", "open"),
    ("inclusion", "had", r"\b(?:third|3rd|fourth|4th)(?:[- ]line)?\b", "more"),
    ("inclusion", "lines", r"\blines?\b(?: of \w+)* (?:after|following|since)\b", "unread"),
    # What goes on after an exception may belong to it: "except A; B".
    (
        "exclusion",
        ANY,
        r"\b(?:except|other than|with the exception of|not including)\b(?! for the following)(?![^(]*\))[^.;:]*;\s*\w",
        "open",
    ),
    (
        "exclusion",
        "has",
        r"\bother (?:\w+ ){0,3}diseases?\b[^.;,]* within [\w]+ (?:days?|weeks?|months?|years?)\b",
        "open",
    ),
    ("exclusion", "neuropathy_grade", r"\b(?:prior|previous|history of)\b[^.;,]*\bneuropath", "more"),
    ("inclusion", TREATED, r"\b(?:is|are) (?:possible|optional)\b", "unread"),
    ("inclusion", "has", r"\bwith (?:malignant|tumou?r|cancer) cells\b", "more"),
    ("inclusion", ANY, rf"^\W*(?:cohort|arm|part|group|phase) \w+ \([^)]*\b{KIND}\b", "more"),
    # What is asked of one kind of cancer, and of another something else.
    ("inclusion", TREATED, rf"{OF_KIND}[^.;]{{0,30}}{MUST}.*{OF_KIND}[^.;]{{0,30}}{MUST}", "unread"),
    ("inclusion", TREATED, rf"\b(?:mandatory|required|needed) (?:for|in) {KIND}", "open"),
    (
        "inclusion",
        "altered msi tumor_mutational_burden pd_l1 fusion",
        r"\b(?:whose|with)\b[^.;,]*\b(?:tumou?rs?|cancers?|disease)\b[^.;,]*"
        rf"\b(?:harbou?rs?|is|are|has|have|carr\w+|express\w*)\b[^.;,]*{MUST}",
        "open",
    ),
    # Which line, or after which, is not known of a medicine.
    (
        "exclusion",
        "had",
        r"\b(?:in|as)(?: the| their)? (?:last|most recent|latest)(?: prior)? (?:line|therap|treatment|regimen)",
        "open",
    ),
    ("exclusion", "progressed_on", r"\b(?:two|three|[2-9])\b(?: or more| lines?)?.{0,30}\btherap", "open"),
    ("exclusion", "had", r"\bincluding (?:antibody|adcs?\b)", "open"),
    ("inclusion", "months_since", r"\bin the first \w+ (?:years?|months?)\b", "unread"),
    ("exclusion", "months_since", r"\bin the first (?:\w+ )?(?:years?|months?)\b", "unread"),
    (
        "inclusion",
        "lines",
        r"^(?!.*\b(?:metastatic|advanced)\b).*\bat least (?:2|two|3|three)\b.*\bin any setting"
        r"|\badjuvant [^.;]*\bqualif",
        "open",
    ),
    ("inclusion", TREATED, r"[.;(][^.;]*\b(?:no prior|not)\b[^.;]*\brequired\b", "open"),
    (
        "inclusion",
        TREATED,
        r"[.;(][^.;]*\b(?:do|does|need|is|are) not (?:need|require|apply|be required|required)\b",
        "open",
    ),
    (
        "inclusion",
        "lines",
        r"^no (?:prior|previous) (?:(?!chemo)\w+ )*(?:therapy|treatment)\b"
        r"[^.;(]*[.;(][^.;]*\b(?:1|one|a single) (?:prior |previous )?line\b[^.;]*\b(?:allowed|permitted|acceptable)\b",
        "open",
    ),
    ("inclusion", TREATED, r"(?:\bwith or without|±|\+/-)[^.;,]*, and\b", "more"),
    (
        "exclusion",
        "months_since",
        rf"\bin the (?:metastatic|advanced) setting,? or\b(?! {WITHIN_A_TIME})",
        "unread",
    ),
    ("exclusion", "lines", r"\b(?:recurr|relaps)\w+[^.;]*\bafter (?:previous|prior) (?:treatment|therapy)", "unread"),
    # HER2 by another measure.
    ("both", "her2", r"\bher-?2[- ]enriched\b|\bpam-?50\b", "unread"),
    ("exclusion", "her2", r"\bunless\b", "open"),
    (
        "inclusion",
        RECEPTORS,
        r"[.;][^.;]*\b(?:initially|primar\w+)\b[^.;]*\b(?:eligible|allowed|permitted)\b",
        "unread",
    ),
    ("inclusion", "extent", r"^[^.;]*\b(?:brain|cranial|head) (?:mri|ct|imaging)\b", "unread"),
    # Brain metastases within a span of time of which no date is known.
    (
        "exclusion",
        "brain site leptomeningeal_disease",
        r"^(?!.*\b(?:mri|ct|imaging|scans?|stable|radio\w+|surg\w+|sbrt|srs|wbrt|steroids?|corticosteroids?)\b)[^.;]*"
        r"\b(?:within|in|during)(?: the)?(?: last| past| previous)? [\w-]+ (?:days?|weeks?|months?|years?)\b[^.;]*\.?$"
        r"|\bstable (?:\w+ )*for less than [\w-]+ (?:days?|weeks?|months?)\b",
        "open",
    ),
    (
        "inclusion",
        "brain site leptomeningeal_disease",
        r"^(?:no|without)\b[^.;]*\b(?:within|in|during)(?: the)?(?: last| past| previous)? [\w-]+ (?:months?|years?)\b"
        r"[^.;]*\.?$",
        "open",
    ),
    (
        "inclusion",
        "brain",
        r"^(?!.*\bnot?\b).*\bstable\b[^.;]*(?:\bfor\b|\bat least\b|≥|>)[^.;]*\b(?:days?|weeks?|months?)\b",
        "more",
    ),
    ("inclusion", "alt_x_uln ast_x_uln", r"^(?!.*\b(?:alkaline|alp)\b).*\bbone metasta", "open"),
    ("exclusion", "has", r"[.;] only\b[^.;]*\bexclu", "open"),
    ("exclusion", "has taking", rf"\b(?:ild|pneumonitis|lung disease)\b[^.;]*, {WITH_STEROIDS}", "unread"),
    ("exclusion", "has", r"\bor\b[^.;,]* (?:that (?:is|are) )?not (?:\w+ )?(?:controlled|cured)\b", "open"),
)


# An infection is uncontrolled as it is.
ALWAYS_ACTIVE = yes("has", "active_infection")
# The same of the words above a list.
OF_A_STAGE = re.compile(
    r"^\W*(?:(?:for|in) )?(?:(?:participants|patients|subjects|women|those) with )?"
    r"(?:labc|locally advanced|early(?:[- ]stage)?|non-?\s?metastatic|stage i+\w*(?:-i+\w*)?"
    r"|(?:mbc|metastatic)(?=.*\b(?:patients|participants|subjects)))\b"
    r"(?: breast cancer| disease)?(?: participants| patients| subjects| women)?\W*$"
)
ABOVE: tuple[tuple[Literal["inclusion", "exclusion", "both"], re.Pattern[str], Effect], ...] = (
    ("both", OF_A_STAGE, "open"),
    (
        "inclusion",
        re.compile(
            r"\b(?:patients|participants|subjects|women|those|people)\b[^:;]*"
            r"\b(?:over|older than|above|under|younger than|aged?|>|≥|<|≤) ?\d\d\b(?!.*\b(?:all|days?)\b)"
        ),
        "open",
    ),
    (
        "inclusion",
        re.compile(
            r"\b(?:with|be|are|is|have) negative\W*$|\bnegative for (?:all|any|each|both|one)\b"
            r"|\bno(?:t)? more than (?:one|1|two|2) of\b"
        ),
        "unread",
    ),
    ("inclusion", re.compile(r"(?m)^\W*for (?:men|males)\b"), "open"),
    ("exclusion", re.compile(r"(?m)^\W*for (?:an? )?(?:mri|pet|ct|scans?|biops\w+|surgery|radiotherapy)\b"), "open"),
    ("inclusion", re.compile(r"(?m)^\W*(?:if|older|elderly|frail|spouses?|partners?)\b[^:\n]*$"), "open"),
    ("inclusion", re.compile(r"^\W*no\b[^:]*\b(?:such as|including)\b"), "unread"),
    (
        "exclusion",
        re.compile(
            r"^\W*(?:uncontrolled|unstable|severe|serious|(?:clinically )?significant)\b[^:]*"
            r"\b(?:illness\w*|conditions?|comorbidit\w+|disorders?)\b"
        ),
        "open",
    ),
    ("exclusion", re.compile(r"\b(?:neither|(?:less|fewer) than|have none of (?:these|the following))\W*$"), "unread"),
)


def cautioned(condition: Condition, text: str, above: str, words: Iterable[Place], excludes: bool) -> Condition | None:
    """The condition that the words bear out; None where it should not be read.

    `text` and `above`, the words over it, are in small letters.
    """
    said = Said(text, tuple(words), excludes)
    for put_right in PUT_RIGHT:
        condition = put_right(condition, said)
    named = {term.name for term in terms_of(condition)}
    section = "exclusion" if excludes else "inclusion"
    effects = [
        one.effect
        for one in CAUTIONS
        if (named & one.facts or ANY in one.facts) and _holds(one.section, section, one.words, text)
    ]
    if condition != ALWAYS_ACTIVE:
        effects += [effect for where, of, effect in ABOVE if _holds(where, section, of, above)]
    if "unread" in effects:
        return None
    if "more" in effects:
        condition = opened(condition, not excludes)
    return opened(condition, excludes) if "open" in effects else condition


def _holds(where: str, section: str, words: re.Pattern[str], text: str) -> bool:
    return where in (section, "both") and words.search(text) is not None
