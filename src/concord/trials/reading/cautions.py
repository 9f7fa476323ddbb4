"""Words that make a reading too sure: what they touch is left open, put right, or not read at all.

The patterns read what they know; a word that they do not look at can turn it ("in the last line", "at diagnosis"). Each
row says in which sentences, of which facts, and what then becomes of the reading: "unread" it is not read; "open" it
closes the trial for nobody; "more" there is more to it, so that it opens it for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from concord.criteria.terms import And, Compare, Condition, IsIn, Not, Or, Term, terms_of
from concord.trials.reading.build import UNREAD, both, compare, is_in, one_of, opposite, yes
from concord.trials.reading.demanded import LEAST, RAISED

Effect = Literal["unread", "open", "more"]
Place = tuple[Condition, int, int]


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


KIND = r"(?:tnbc|triple[- ]negative|her-?2|hr|er|hormone[- ]receptor)"
OF_KIND = rf"\b{KIND}\b[^.;,]{{0,40}}\b(?:patients|participants|subjects|women|disease|tumou?rs?)\b"
ANY = "*"
STAGED = r"\bstages? [0-9ivab]{1,4}(?: ?(?:or|to|and|-|/) ?[0-9ivab]{1,4})*"
ITS_STAGE = r"\b(?:lymph(?:o?edema)|osteonecrosis|ckd|ulcers?)\b[^.;,]{0,25}\bstages?\b"
OF_ANOTHER = (
    r"(?:renal|kidney|ckd|hepatic|liver|lymph(?:oma|o?edema)|dementia|heart|copd|ulcers?|fibrosis|cirrhosis"
    r"|osteonecrosis|ovarian|colon|colorectal|prostate|myeloma)\b"
)
MUST = r"\b(?:must|should|need|are required|is (?:required|mandatory)|have no requirement)\b"
RECEPTORS = "her2 er pr hormone_receptors"
TREATED = "had progressed_on lines months_since months_on"
WITH_STEROIDS = (
    r"\b(?:currently |now )?(?:on|requiring|treated with|receiving) "
    r"(?:systemic |oral |high[- ]dose )*(?:cortico)?steroids"
)

CAUTIONS = _rows(
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
        r"\bhormone (?:therapy|treatment)\b(?=.*(?:predniso|mg/day|immunosuppress|brain|dexameth|glucocort|steroid))"
        r"|(?:predniso|immunosuppress|brain|dexameth|glucocort|steroid).*\bhormone (?:therapy|treatment)\b",
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
    (
        "inclusion",
        "months_on",
        r"\bbefore (?:disease )?(?:progression|recurrence|relapse)\b|\bstable disease\b",
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
    ("both", "bone_only", r"\b(?:confined|limited|restricted) to (?:the )?bones? and\b", "unread"),
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
    ("inclusion", "radiation", r"\bmust (?:be|have been) completed\b", "open"),
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
    ("inclusion", TREATED, r"\bnot (?:mandatory|required|necessary|obligatory)\b", "open"),
    ("inclusion", "had", r"^prior lines?\b[^.;]*(?:≤|<|\bat most\b|\bup to\b)", "unread"),
    ("inclusion", TREATED, r"(?:\bwith or without|±|\+/-)[^.;,]*, and\b", "more"),
    ("exclusion", "months_since", r"\bin the (?:metastatic|advanced) setting,? or\b", "unread"),
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
    (
        "inclusion",
        "lvef_percent",
        r"\b(?:before|prior to)(?: the)? (?:start|initiation|beginning) of (?:anthracyclin|chemo|neoadj)\w*",
        "unread",
    ),
    ("exclusion", "has", r"[.;] only\b[^.;]*\bexclu", "open"),
    ("exclusion", "has taking", rf"\b(?:ild|pneumonitis|lung disease)\b[^.;]*, {WITH_STEROIDS}", "unread"),
    ("exclusion", "has", r"\bor\b[^.;,]* (?:that (?:is|are) )?not (?:\w+ )?(?:controlled|cured)\b", "open"),
)


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
        re.compile(r"\b(?:with|be|are|is|have) negative\W*$|\bno(?:t)? more than (?:one|1|two|2) of\b"),
        "unread",
    ),
    ("exclusion", re.compile(r"\b(?:neither|(?:less|fewer) than|have none of (?:these|the following))\W*$"), "unread"),
)

Change = Callable[[Condition], Condition]
SPREADS = ("metastatic", "locally_advanced_inoperable")
AT_DIAGNOSIS = re.compile(
    r"^[^.;,]{0,30}?\b(?:at|upon)(?: the)?(?: time of)?"
    r"(?: (?:the|their|her|initial|first|original|primary|breast|cancer))* (?P<when>diagnosis|presentation)\b"
)
AS_IT_WAS = re.compile(
    r"(?<!or )\b(?:initial(?:ly)?|originally|(?:history of|prior|previous|had|treated for) stage)\b[^.;,]{0,35}$"
)
OR_LATER = re.compile(r"\bor\b[^.;]*\b(?:recur|relaps|later)|\b(?:recur|relaps)[^.;]*\bor\b")
WASHOUT = re.compile(r"\bwash-?\s?out\b")
SO_LONG = re.compile(r"\b(?:for|duration|lasting|on|of|during|course|stable|at least)\b")
NO_LONGER = re.compile(
    r"(?:\b(?:no|not) more than|≤|<|\b(?:less|fewer) than|\bup to|\bat most|\bmaximum(?: of)?) ?"
    r"[\w.]+ (?:days?|weeks?|months?|years?)(?:'s?)? (?:of|on)\b"
)
NOT_EXPRESSED = re.compile(
    r"\b(?:lack|absence|no|not|without|absent|loss)\b[^.;,]{0,12}\bher-?2[- ](?:expressi\w+|staining)\b"
)
ONE_SETTING = re.compile(
    r"\bat least (?:one|1)(?: of (?:which|these|them))?(?: must be| must have been)? "
    r"(?:in|for) (?:the )?(?:metastatic|advanced)\b"
)
FIRST_LINE = re.compile(r"\bfirst[- ]line (?P<chemo>chemotherap)?")
FIRST_OF_ALL = re.compile(r"(?:systemic |anti-?cancer |medical |palliative )*(?:treatment|therapy|setting)\b")
OF_CHEMOTHERAPY = re.compile(r"\W*(?:if|no)\b[^.;,:]*\bchemotherapy\b(?:(?!line).)*\bline\b(?!s? of (?!chemo))")
EXAMPLE = re.compile(
    r"\b(?:tumou?rs?|cancers?|malignanc\w+|carcinomas?)(?:,| \()? ?(?:including|such as|e\.?g\.?)\b[^.;]*?"
    r"(?P<end>,(?= that| which| with| who)|\)|$)"
    r"|\b(?:preferably|especially|mainly|preferred|ideally)\b"
)
THAT_IS = re.compile(r"\bor\b[^.;]*[;(,] ?(?:that is|i\.?e\.?)[, ]")
BESIDE_HERS = re.compile(
    r"(?!.*\b(?:prior|previous|history|past)\b)\W*(?:accompanied|combined|complicated|suffering|concomitant|coexist\w+)\b"
)
WITH_NO = re.compile(r"^[^,;]*(?:,| with) no \w+")
INCLUSIVE = re.compile(r"\d[^.;()]*\((?:both )?(?:inclu|boundary|cut-?\s?off|critical)")
CANCER_WORD = re.compile(
    r"cancer|malignan|tumou?r|neoplas|carcinoma|lymphoma|leuk|melanoma|sarcoma|oncolog|primar|metasta"
    r"|disease[- ]free|free of"
)
AGO = re.compile(
    r"\bcomplet\w*\b[^.;]*\b(?:days?|weeks?|months?|years?) (?:earlier|prior|previously|beforehand|ago)\W*$"
)
NO_MORE = re.compile(r"\W*(?:no more than|not more than|at most|up to|maximum|≤)")
STABLE = re.compile(r"\b(?:treated|stable|controlled|irradiated|resected)\b")
GROUPS = re.compile(rf"\b{KIND}\b[^.;]*?, or (?=[^.;]*\b{KIND}\b)")
KINDS = re.compile(rf"\b{KIND}\b")
STAGE = r"(?:early|stage|metastatic|locally|advanced|unresect\w+)"
# "Metastatic breast cancer or early TNBC", "stage II HER2+ or TNBC, or metastatic disease"
STAGE_FIRST = re.compile(
    rf"^[^.;,]*\b{STAGE}\b[^.;,]*\b(?:cancer|carcinoma|disease|m?bc),? or (?={STAGE}\b[^.;]*\b{KIND}\b)"
)
STAGE_LAST = re.compile(rf"(?<=,) or {STAGE}\b[^.;,]*\b(?:cancer|carcinoma|disease|m?bc)\W*$")


def changed(condition: Condition, change: Change, *, denied: bool = True) -> Condition:
    """The same condition with each of its facts changed; where `denied` is not, those that are denied stay."""
    match condition:
        case And(parts):
            return both(changed(part, change, denied=denied) for part in parts)
        case Or(parts):
            return one_of(changed(part, change, denied=denied) for part in parts)
        case Not(part):
            return opposite(changed(part, change)) if denied else condition
        case _:
            return change(condition)


def of_one_group(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "A, or B that progressed on C": what is said of B may not be asked of A."""
    if not isinstance(condition, And):
        return condition
    kept = list(condition.parts)
    if joined := GROUPS.search(text):
        before = {
            *{term.name for one, _, end in words if end <= joined.end() for term in terms_of(one)},
            *(*RECEPTORS.split(), "extent"),
        }
        of_last = [part for part in kept if not {one.name for one in terms_of(part)} <= before]
        groups = next((part for part in kept if isinstance(part, Or) and _of_receptors(part)), None)
        kept = [part for part in kept if part not in of_last and part != groups]
        if of_last and groups is not None:  # what follows is surely asked of the last
            of_first = [one_of((part, UNREAD)) for part in of_last]
            kept.append(one_of((both((one_of(groups.parts[:-1]), *of_first)), both((groups.parts[-1], *of_last)))))
        else:
            kept = list(condition.parts) if not of_last else [*kept, *(one_of((part, UNREAD)) for part in of_last)]
    if any(len(KINDS.findall(text[slice(*part)])) == 0 for part in _stages(text)):
        kept = [one_of((part, UNREAD)) if _of_receptors(part) else part for part in kept]
    if kept == list(condition.parts):
        return condition
    return both((condition, UNREAD)) if excludes else both(kept)


def _of_receptors(part: Condition) -> bool:
    named = {one.name for one in terms_of(part)}
    return bool(named) and named <= frozenset(RECEPTORS.split())


def _stages(text: str) -> list[tuple[int, int]]:
    """From where to where two ways to be of a stage stand: "metastatic cancer | or early TNBC"."""
    joined = STAGE_FIRST.search(text)
    if joined is not None:
        return [(0, joined.end())]
    joined = STAGE_LAST.search(text)
    return [] if joined is None else [joined.span()]


def at_diagnosis(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Metastatic at diagnosis", "history of stage I to III": how it was found, not how it is."""
    then: dict[Condition, bool] = {}
    now: set[Condition] = set()
    for one, _, end in words:
        told = AT_DIAGNOSIS.match(text[end:])
        if {term.name for term in terms_of(one)} == {"extent"} and (told or AS_IT_WAS.search(text[:end])):
            sure = OR_LATER.search(text) is None and (told is None or told["when"] == "diagnosis")
            then |= dict.fromkeys(_leaves(one), sure)
        else:
            now.update(_leaves(one))

    def change(leaf: Condition) -> Condition:
        if leaf not in then or leaf in now:
            return leaf
        if not then[leaf] and excludes:
            return _open(leaf, excludes)  # "at presentation": when it was found, or now
        metastatic = isinstance(leaf, IsIn) and leaf.allowed == {"metastatic"}
        return is_in("presentation", "de_novo") if metastatic else UNREAD

    return changed(condition, change) if then else condition


def _leaves(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in _leaves(part))
        case Not(part):
            return _leaves(part)
        case _:
            return (condition,)


def washed_out(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "A washout of at least 28 days": time since it, not time on it."""
    if WASHOUT.search(text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_on", arguments), operator, limit):
                return Compare(Term("months_since", arguments), operator, limit)
            case IsIn(Term("on_now")):
                return UNREAD
        return leaf

    return changed(condition, change)


def for_so_long(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Less than a month of A": time on it; and among exclusions only who had it can have had too little of it."""
    time_on = NO_LONGER.search(text) is not None

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_since", arguments), "<" | "<=" as operator, limit) if time_on:
                on_it = Compare(Term("months_on", arguments), operator, limit)
                return both((yes("had", *arguments), on_it)) if excludes else on_it
            case Compare(Term("months_on" | "cycles" as name, arguments), "<" | "<=") if excludes:
                return both((yes("had", *arguments), leaf)) if name == "cycles" or SO_LONG.search(text) else UNREAD
            case Compare(Term("months_to_relapse", arguments), ">" | ">=") if excludes:
                return both((yes("had", *arguments), leaf))
        return leaf

    return changed(condition, change, denied=not excludes)


def without_expression(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "No HER2 expression" is less than HER2-negative."""
    if NOT_EXPRESSED.search(text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        negative = isinstance(leaf, IsIn) and leaf.term.name == "her2" and leaf.allowed == {"zero", "ultralow", "low"}
        return is_in("her2", "zero") if negative else leaf

    return changed(condition, change)


def in_one_setting(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Two regimens, at least one for metastatic disease": so many lines since it spread are not asked for."""
    if ONE_SETTING.search(text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("lines", arguments), ">=", limit) if limit > 1:
                return both((compare(Term("lines", arguments), ">=", 1), UNREAD))
        return leaf

    return changed(condition, change)


def _open(condition: Condition, excludes: bool) -> Condition:
    return both((condition, UNREAD)) if excludes else one_of((condition, UNREAD))


def first_line(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "First-line chemotherapy": no line of chemotherapy before it, whatever else was given."""
    of = FIRST_LINE.search(text)
    if of is None or FIRST_OF_ALL.match(text[of.end() :]):
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("lines", (None,)), "<=" | "=", 0):
                return compare(Term("lines", ("chemotherapy",)), "<=", 0) if of["chemo"] else UNREAD
        return leaf

    return changed(condition, change)


def of_chemotherapy(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "If prior chemotherapy, at most one line", "no chemotherapy; or one line": lines of chemotherapy."""
    if OF_CHEMOTHERAPY.match(text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("lines", (None,)), operator, limit):
                return compare(Term("lines", ("chemotherapy",)), operator, limit)
        return leaf

    return changed(condition, change)


def without_examples(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Solid tumors, including A, that have spread": A is one of them; "preferably A": nobody has to have it."""
    examples = EXAMPLE.search(text) if not excludes else None
    if examples is None or not isinstance(condition, And):
        return condition
    end = examples.end() if examples["end"] is not None else len(text)
    if not all(examples.start() <= kind.start() < end for kind in KINDS.finditer(text)):
        return condition
    kept = [part for part in condition.parts if not _of_receptors(part)]
    return both(kept) if kept else UNREAD


def told_again(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "A, or B; that is, C": what B means, and no further demand."""
    again = THAT_IS.search(text) if not excludes else None
    if again is None or not isinstance(condition, And):
        return condition
    after = {leaf for one, first, _ in words if first >= again.start() for leaf in _leaves(one)}
    kept = [part for part in condition.parts if not set(_leaves(part)) <= after]
    return both(kept) if kept and len(kept) < len(condition.parts) else condition


def beside_hers(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Accompanied by another cancer": there is one now."""
    if BESIDE_HERS.match(text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_since_other_cancer"), "<=", limit) if limit > 1000:
                return Compare(leaf.term, "<", 1.0)
        return leaf

    return changed(condition, change)


def with_nothing(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "LVEF of at least 50 %, no effusion": a further demand, not another way to meet it."""
    if excludes or not isinstance(condition, Or) or WITH_NO.search(text) is None:
        return condition
    others = [part for part in condition.parts if part != UNREAD]
    of_organs = all(isinstance(part, Compare) for part in others)
    return both((*others, UNREAD)) if len(others) == 1 and of_organs and UNREAD in condition.parts else condition


def other_cancer_named(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Stroke, diabetes or other diseases": no cancer is meant."""
    if CANCER_WORD.search(text):
        return condition

    def change(leaf: Condition) -> Condition:
        other = isinstance(leaf, Compare) and leaf.term.name == "months_since_other_cancer"
        return UNREAD if other else leaf

    return changed(condition, change)


def completed_ago(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Completed A at least 3 months earlier": so long ago."""
    if AGO.search(text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_on", arguments), operator, limit):
                return Compare(Term("months_since", arguments), operator, limit)
        return leaf

    return changed(condition, change)


def not_pregnant(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Not pregnant, and a negative pregnancy test": the test says the same again."""
    named = {term.name for term in terms_of(condition)}
    if excludes or not named or not named <= {"pregnancy", "breastfeeding"} or not _denied_twice(condition):
        return condition
    return both(opposite(yes(name)) for name in ("pregnancy", "breastfeeding") if name in named)


def _denied_twice(condition: Condition, within: bool = False) -> bool:
    match condition:
        case And(parts) | Or(parts):
            return any(_denied_twice(part, within) for part in parts)
        case Not(part):
            return within or _denied_twice(part, True)
        case _:
            return False


def none_or_few(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "No or at most one prior line", "no prior A, or at most one line": at most one."""
    if excludes or NONE_OR.match(text) is None:
        return condition
    limits = [one for one in _leaves(condition) if isinstance(one, Compare) and one.term.name == "lines"]
    had = [one.term for one in _leaves(condition) if isinstance(one, IsIn) and one.term.name == "had"]
    if len(limits) != 1 or limits[0].operator[0] != "<" or len(had) > 1:
        return condition
    of = limits[0].term.arguments if limits[0].term.arguments != (None,) or not had else (had[0].arguments[0],)
    return Compare(Term("lines", of), limits[0].operator, limits[0].limit)


def of_other_facts(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """What a word was taken for: a score of Allred for HER2, "pre- or postmenopausal" for women alone."""

    def change(leaf: Condition) -> Condition:
        match leaf:
            case IsIn(Term("her2")) if "allred" in text and "her" not in text.replace("other", ""):
                return UNREAD
            case IsIn(Term("sex")) if OF_SEX.search(text) is None:
                return UNREAD
            case IsIn(Term("brain"), allowed) if allowed == {"active"} and JUST_FOUND.search(text):
                return both((yes("site", "brain"), UNREAD))
        return leaf

    return changed(condition, change)


def both_transaminases(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "AST and/or ALT at most 3 x ULN", as what is asked for: both."""
    if excludes or "and/or" not in text or not isinstance(condition, Or) or len(condition.parts) != TWO:
        return condition
    match condition.parts:
        case (Compare(Term(one), operator, limit), Compare(Term(other), again, same)):
            if {one, other} == {"alt_x_uln", "ast_x_uln"} and (operator, limit) == (again, same):
                return both(condition.parts)
    return condition


TWO = 2
NONE_OR = re.compile(r"\W*(?:no|none|zero)\b[^.;]*?\bor (?:at most|no more than|up to|(?:a )?maximum|only )")
OF_SEX = re.compile(r"\b(?:wom[ae]n|females?|males?|m[ae]n|sex|gender|girls?|lad(?:y|ies))\b")
JUST_FOUND = re.compile(
    r"^(?!.*\b(?:untreated|active|progress\w*|symptomatic|uncontrolled|unstable)\b).*\bnew(?:ly diagnosed)?\b"
)


def _stated(condition: Condition) -> tuple[Condition, ...]:
    """The facts that are not denied."""
    match condition:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in _stated(part))
        case Not():
            return ()
        case _:
            return (condition,)


def or_suppressed(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Postmenopausal, including by ovarian suppression": who is not may meet it too."""
    if excludes or SUPPRESSED.search(text) is None or {term.name for term in terms_of(condition)} != {"menopause"}:
        return condition
    return one_of((condition, UNREAD))


KARNOFSKY = re.compile(r"\b(?:kps|karnofsky)\b")
SUPPRESSED = re.compile(
    r"^(?!.*\bmust be\b).*\bpost-?\s?menopausal\b.*\b(?:including|or|by|medically)\b[^.;]*"
    r"(?:suppress|lhrh|gnrh|induced|ablation|agonist)"
)
# Of these little is bad; of the others much.
MORE_IS_BETTER = LEAST
LEGAL_AGE = 21
RECENT = 3.0  # months: a washout


def slip(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """What is asked for, standing among what excludes, or the other way: "ECOG 0-1" excludes nobody."""
    said = _stated(condition)
    if not excludes:
        if KARNOFSKY.search(text) is None:
            return condition
        worse = any(isinstance(one, Compare) and one.term.name == "ecog" and one.operator[0] == ">" for one in said)
        least = any(isinstance(one, Compare) and one.term.name == "ecog" and one.operator[0] in "<=" for one in said)
        return UNREAD if worse and not least else condition
    if isinstance(condition, Not) and any(term.name in ("pregnancy", "breastfeeding") for term in terms_of(condition)):
        return UNREAD
    for one in said:
        match one:
            case Compare(Term(name), operator, limit):
                high = operator[0] == ">"
                good = (
                    (high and name in MORE_IS_BETTER and name not in RAISED)
                    or (not high and name == "ecog")
                    or (high and name == "age_years" and limit <= LEGAL_AGE)
                    or (operator == ">=" and name == "months_since" and 0 < limit <= RECENT)
                    or (not high and name == "lines" and NO_MORE.match(text) is not None)
                )
                if good:
                    return UNREAD
    return condition


def inclusive(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Over 18 years (inclusive)": 18 too."""
    if excludes or INCLUSIVE.search(text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("age_years"), ">" | "<" as operator, limit):
                return Compare(leaf.term, f"{operator}=", limit)
        return leaf

    return changed(condition, change)


def in_the_brain(condition: Condition, text: str, words: tuple[Place, ...], excludes: bool) -> Condition:
    """ "Asymptomatic brain metastases" need not be treated."""
    if "asymptomatic" not in text or STABLE.search(text):
        return condition

    def change(leaf: Condition) -> Condition:
        stable = isinstance(leaf, IsIn) and leaf.term.name == "brain" and leaf.allowed == {"treated_stable"}
        return both((yes("site", "brain"), UNREAD)) if stable else leaf

    return changed(condition, change)


def cautioned(condition: Condition, text: str, above: str, words: Iterable[Place], excludes: bool) -> Condition | None:
    """The condition that the words bear out; None where it should not be read.

    `text` and `above`, the words over it, are in small letters.
    """
    words = tuple(words)
    for put_right in PUT_RIGHT:
        condition = put_right(condition, text, words, excludes)
    named = {term.name for term in terms_of(condition)}
    section = "exclusion" if excludes else "inclusion"
    effects = [
        one.effect
        for one in CAUTIONS
        if (named & one.facts or ANY in one.facts) and _holds(one.section, section, one.words, text)
    ]
    effects += [effect for where, said, effect in ABOVE if _holds(where, section, said, above)]
    if "unread" in effects:
        return None
    if "more" in effects:
        condition = _open(condition, not excludes)
    return _open(condition, excludes) if "open" in effects else condition


def _holds(where: str, section: str, said: re.Pattern[str], text: str) -> bool:
    return where in (section, "both") and said.search(text) is not None


PUT_RIGHT = (
    *(of_one_group, at_diagnosis, washed_out, for_so_long, without_expression, in_one_setting, first_line),
    *(
        not_pregnant,
        none_or_few,
        of_other_facts,
        both_transaminases,
        slip,
        or_suppressed,
        other_cancer_named,
        completed_ago,
        of_chemotherapy,
        inclusive,
        in_the_brain,
        without_examples,
        told_again,
        beside_hers,
        with_nothing,
    ),
)
