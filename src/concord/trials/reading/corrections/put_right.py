"""Readings put right where the words say plainly what the patterns did not look at.

"At diagnosis" is how the cancer was found; a "washout" is time since a treatment; "A, or B that progressed on C" asks C
of B alone; "no A or at most one line" is at most one line. Each changes a condition, or gives it back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from concord.criteria.terms import And, Compare, Condition, IsIn, Not, Or, Term, terms_of
from concord.trials.reading.build import UNREAD, both, compare, is_in, one_of, opened, opposite, yes
from concord.trials.reading.phrases.demanded import LEAST

Place = tuple[Condition, int, int]
# Words for a kind of cancer, and the facts they name.
KIND = r"(?:tnbc|triple[- ]negative|her-?2|hr|er|hormone[- ]receptor)"
RECEPTORS = "her2 er pr hormone_receptors"


class Said(NamedTuple):
    """A criterion: its text in small letters, each part of what was read with its place, and its section."""

    text: str
    words: tuple[Place, ...]
    excludes: bool


Change = Callable[[Condition], Condition]
KINDS = re.compile(rf"\b{KIND}\b")


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


def _leaves(condition: Condition) -> tuple[Condition, ...]:
    match condition:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in _leaves(part))
        case Not(part):
            return _leaves(part)
        case _:
            return (condition,)


def _stated(condition: Condition) -> tuple[Condition, ...]:
    """The facts that are not denied."""
    match condition:
        case And(parts) | Or(parts):
            return tuple(leaf for part in parts for leaf in _stated(part))
        case Not():
            return ()
        case _:
            return (condition,)


TRIPLE = r"(?:tnbc|triple[- ]negative)"
GROUPS = re.compile(
    rf"\b{KIND}\b[^.;]*?, or (?=[^.;]*\b{KIND}\b)|\b{TRIPLE}\b[^.;]*? or (?=(?:[\w/-]+ ){{0,2}}(?:hr|er|her-?2)\b)"
)


def of_one_group(condition: Condition, said: Said) -> Condition:
    """ "A, or B that progressed on C": what is said of B may not be asked of A."""
    if not isinstance(condition, And):
        return condition
    kept = list(condition.parts)
    if joined := GROUPS.search(said.text):
        before = {
            *{term.name for one, _, end in said.words if end <= joined.end() for term in terms_of(one)},
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
    if any(len(KINDS.findall(said.text[slice(*part)])) == 0 for part in _stages(said.text)):
        kept = [one_of((part, UNREAD)) if _of_receptors(part) else part for part in kept]
    if kept == list(condition.parts):
        return condition
    return both((condition, UNREAD)) if said.excludes else both(kept)


def _of_receptors(part: Condition) -> bool:
    named = {one.name for one in terms_of(part)}
    return bool(named) and named <= frozenset(RECEPTORS.split())


STAGE = r"(?:early|stage|metastatic|locally|advanced|unresect\w+)"
# "Metastatic breast cancer or early TNBC", "stage II HER2+ or TNBC, or metastatic disease"
STAGE_FIRST = re.compile(
    rf"^[^.;,]*\b{STAGE}\b[^.;,]*\b(?:cancer|carcinoma|disease|m?bc),? or (?={STAGE}\b[^.;]*\b{KIND}\b)"
)
# "Stage II HER2-positive disease or metastatic disease"
STAGE_APART = re.compile(
    r"\b(?:cancer|carcinoma|disease|tnbc),?(?P<other> or (?:stage iv|stage 4|metastatic)\b[^.;,]*"
    r"(?:cancer|carcinoma|disease|subtype)\W*$)"
)
STAGE_LAST = re.compile(rf"(?<=,) or {STAGE}\b[^.;,]*\b(?:cancer|carcinoma|disease|m?bc)\W*$")


def _stages(text: str) -> list[tuple[int, int]]:
    """From where to where two ways to be of a stage stand: "metastatic cancer | or early TNBC"."""
    if (first := STAGE_FIRST.search(text)) is not None:
        return [(0, first.end())]
    if (apart := STAGE_APART.search(text)) is not None:
        return [apart.span("other")]
    last = STAGE_LAST.search(text)
    return [] if last is None else [last.span()]


def _not_now(leaf: Condition) -> Condition:
    """An early stage, which was that of the first cancer."""
    early = isinstance(leaf, IsIn) and leaf.term.name == "extent" and "metastatic" not in leaf.allowed
    denied = isinstance(leaf, IsIn) and leaf.term.name == "extent" and leaf.allowed == {"metastatic"}
    return UNREAD if early or denied else leaf


AT_DIAGNOSIS = re.compile(
    r"^[^.;,]{0,30}?\b(?:at|upon)(?: the)?(?: time of)?"
    r"(?: (?:the|their|her|initial|first|original|primary|breast|cancer))* (?P<when>diagnosis|presentation)\b"
    r"(?! of (?:the )?(?:recurrence|progression|relapse|metasta))"
)
AS_IT_WAS = re.compile(
    r"(?<!or )\b(?:initial(?:ly)?|originally|(?:history of|prior|previous|had|treated for) stage)\b[^.;,]{0,35}$"
)
AT_SOME_TIME = re.compile(r"\b(?:history of|prior|previous|had|treated for) stage (?:iv|4)\b")
OR_LATER = re.compile(r"\bor\b[^.;]*\b(?:recur|relaps|later)|\b(?:recur|relaps)[^.;]*\bor\b")
SINCE_THEN = re.compile(
    r"\b(?:metastatic|distant) (?:relapse|recurrence)|\bdevelop\w* metasta|\bfollowed by metasta|\bnow with metasta"
    r"|\bdistant metastatic recurrence"
)


def at_diagnosis(condition: Condition, said: Said) -> Condition:
    """ "Metastatic at diagnosis", "history of stage I to III": how it was found, not how it is."""
    then: dict[Condition, bool] = {}
    now: set[Condition] = set()
    for one, _, end in said.words:
        told = AT_DIAGNOSIS.match(said.text[end:])
        if {term.name for term in terms_of(one)} == {"extent"} and (told or AS_IT_WAS.search(said.text[:end])):
            sure = OR_LATER.search(said.text) is None and (told is None or told["when"] == "diagnosis")
            then |= dict.fromkeys(_leaves(one), sure)
        else:
            now.update(_leaves(one))

    def change(leaf: Condition) -> Condition:
        if leaf not in then or leaf in now:
            return leaf
        if not then[leaf] and said.excludes:
            return opened(leaf, said.excludes)  # "at presentation": when it was found, or now
        metastatic = isinstance(leaf, IsIn) and leaf.allowed == {"metastatic"}
        if metastatic and AT_SOME_TIME.search(said.text):
            return leaf  # "history of stage IV": it is so still
        return is_in("presentation", "de_novo") if metastatic else UNREAD

    if not then and not said.excludes and SINCE_THEN.search(said.text):
        return changed(condition, _not_now)  # "stage II cancer with metastatic relapse"
    return changed(condition, change) if then else condition


WASHOUT = re.compile(r"\bwash-?\s?out\b")


def washed_out(condition: Condition, said: Said) -> Condition:
    """ "A washout of at least 28 days": time since it, not time on it."""
    if WASHOUT.search(said.text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_on", arguments), operator, limit):
                return Compare(Term("months_since", arguments), operator, limit)
            case IsIn(Term("on_now")):
                return UNREAD
        return leaf

    return changed(condition, change)


SO_LONG = re.compile(r"\b(?:for|duration|lasting|on|of|during|course|stable|at least)\b")
NO_LONGER = re.compile(
    r"(?:\b(?:no|not) more than|≤|<|\b(?:less|fewer) than|\bup to|\bat most|\bmaximum(?: of)?) ?"
    r"[\w.]+ (?:days?|weeks?|months?|years?)(?:'s?)? (?:of|on)\b"
)


def for_so_long(condition: Condition, said: Said) -> Condition:
    """ "Less than a month of A": time on it; and among exclusions only who had it can have had too little of it."""
    time_on = NO_LONGER.search(said.text) is not None

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_since", arguments), "<" | "<=" as operator, limit) if time_on:
                on_it = Compare(Term("months_on", arguments), operator, limit)
                return both((yes("had", *arguments), on_it)) if said.excludes else on_it
            case Compare(Term("months_on" | "cycles" as name, arguments), "<" | "<=") if said.excludes:
                return both((yes("had", *arguments), leaf)) if name == "cycles" or SO_LONG.search(said.text) else UNREAD
            case Compare(Term("months_to_relapse", arguments), ">" | ">=") if said.excludes:
                return both((yes("had", *arguments), leaf))
        return leaf

    return changed(condition, change, denied=not said.excludes)


NOT_EXPRESSED = re.compile(
    r"\b(?:lack|absence|no|not|without|absent|loss)\b[^.;,]{0,12}\bher-?2[- ](?:expressi\w+|staining)\b"
)


def without_expression(condition: Condition, said: Said) -> Condition:
    """ "No HER2 expression" is less than HER2-negative."""
    if NOT_EXPRESSED.search(said.text) is None or "1+" in said.text:
        return condition

    def change(leaf: Condition) -> Condition:
        negative = isinstance(leaf, IsIn) and leaf.term.name == "her2" and leaf.allowed == {"zero", "ultralow", "low"}
        return is_in("her2", "zero") if negative else leaf

    return changed(condition, change)


ONE_SETTING = re.compile(
    r"\bat least (?:one|1)(?: of (?:which|these|them))?(?: must be| must have been)? "
    r"(?:in|for) (?:the )?(?:metastatic|advanced)\b"
)


def in_one_setting(condition: Condition, said: Said) -> Condition:
    """ "Two regimens, at least one for metastatic disease": so many lines since it spread are not asked for."""
    if ONE_SETTING.search(said.text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("lines", arguments), ">=", limit) if limit > 1:
                return both((compare(Term("lines", arguments), ">=", 1), UNREAD))
        return leaf

    return changed(condition, change)


FIRST_LINE = re.compile(r"\bfirst[- ]line (?P<chemo>chemotherap)?")
FIRST_OF_ALL = re.compile(r"(?:systemic |anti-?cancer |medical |palliative )*(?:treatment|therapy|setting)\b")


def first_line(condition: Condition, said: Said) -> Condition:
    """ "First-line chemotherapy": no line of chemotherapy before it, whatever else was given."""
    of = FIRST_LINE.search(said.text)
    if of is None or FIRST_OF_ALL.match(said.text[of.end() :]):
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("lines", (None,)), "<=" | "=", 0):
                return compare(Term("lines", ("chemotherapy",)), "<=", 0) if of["chemo"] else UNREAD
        return leaf

    return changed(condition, change)


OF_CHEMOTHERAPY = re.compile(r"\W*(?:if|no)\b[^.;,:]*\bchemotherapy\b(?:(?!line).)*\bline\b(?!s? of (?!chemo))")


def of_chemotherapy(condition: Condition, said: Said) -> Condition:
    """ "If prior chemotherapy, at most one line", "no chemotherapy; or one line": lines of chemotherapy."""
    if OF_CHEMOTHERAPY.match(said.text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("lines", (None,)), operator, limit):
                return compare(Term("lines", ("chemotherapy",)), operator, limit)
        return leaf

    return changed(condition, change)


EXAMPLE = re.compile(
    r"\b(?:tumou?rs?|cancers?|malignanc\w+|carcinomas?)(?:,| \()? ?(?:including|such as|e\.?g\.?)\b[^.;]*?"
    r"(?P<end>,(?= that| which| with| who)|\)|$)"
    r"|\b(?:preferably|especially|mainly|preferred|ideally)\b"
)


def without_examples(condition: Condition, said: Said) -> Condition:
    """ "Solid tumors, including A, that have spread": A is one of them; "preferably A": nobody has to have it."""
    examples = EXAMPLE.search(said.text) if not said.excludes else None
    if examples is None or not isinstance(condition, And):
        return condition
    end = examples.end() if examples["end"] is not None else len(said.text)
    if not all(examples.start() <= kind.start() < end for kind in KINDS.finditer(said.text)):
        return condition
    kept = [part for part in condition.parts if not _of_receptors(part)]
    return both(kept) if kept else UNREAD


THAT_IS = re.compile(r"\bor\b[^.;]*[;(,] ?(?:that is|i\.?e\.?)[, ]")


def told_again(condition: Condition, said: Said) -> Condition:
    """ "A, or B; that is, C": what B means, and no further demand."""
    again = THAT_IS.search(said.text) if not said.excludes else None
    if again is None or not isinstance(condition, And):
        return condition
    after = {leaf for one, first, _ in said.words if first >= again.start() for leaf in _leaves(one)}
    kept = [part for part in condition.parts if not set(_leaves(part)) <= after]
    return both(kept) if kept and len(kept) < len(condition.parts) else condition


BESIDE_HERS = re.compile(
    r"(?!.*\b(?:prior|previous|history|past)\b)\W*(?:accompanied|combined|complicated|suffering|concomitant|coexist\w+)\b"
)


def beside_hers(condition: Condition, said: Said) -> Condition:
    """ "Accompanied by another cancer": there is one now."""
    if BESIDE_HERS.match(said.text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_since_other_cancer"), "<=", limit) if limit > 1000:
                return Compare(leaf.term, "<", 1.0)
        return leaf

    return changed(condition, change)


WITH_NO = re.compile(r"^[^,;]*(?:,| with) no \w+")


def with_nothing(condition: Condition, said: Said) -> Condition:
    """ "LVEF of at least 50 %, no effusion": a further demand, not another way to meet it."""
    if said.excludes or not isinstance(condition, Or) or WITH_NO.search(said.text) is None:
        return condition
    others = [part for part in condition.parts if part != UNREAD]
    of_organs = all(isinstance(part, Compare) for part in others)
    return both((*others, UNREAD)) if len(others) == 1 and of_organs and UNREAD in condition.parts else condition


CANCER_WORD = re.compile(
    r"cancer|malignan|tumou?r|neoplas|carcinoma|lymphoma|leuk|melanoma|sarcoma|oncolog|primar|metasta"
    r"|disease[- ]free|free of"
)


def other_cancer_named(condition: Condition, said: Said) -> Condition:
    """ "Stroke, diabetes or other diseases": no cancer is meant."""
    if CANCER_WORD.search(said.text):
        return condition

    def change(leaf: Condition) -> Condition:
        other = isinstance(leaf, Compare) and leaf.term.name == "months_since_other_cancer"
        return UNREAD if other else leaf

    return changed(condition, change)


AGO = re.compile(
    r"\bcomplet\w*\b[^.;]*\b(?:days?|weeks?|months?|years?) ago\W*$"
    r"|\b(?:days?|weeks?|months?|years?) (?:earlier|prior|previously|beforehand)\W*$"
)


def completed_ago(condition: Condition, said: Said) -> Condition:
    """ "Completed A at least 3 months earlier": so long ago."""
    if AGO.search(said.text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("months_on", arguments), operator, limit):
                return Compare(Term("months_since", arguments), operator, limit)
        return leaf

    return changed(condition, change)


AT_MOST = re.compile(
    r"(?:≤|<|\bno more than|\bat most|\bup to|\bmaximum(?: of)?) ?(?:\d|one|two|three)\b"
    r"(?![\d.]* ?(?:%|weeks?|days?|months?|years?|mg|x\b|g\b|/|-|cm|mm|cycles?|doses?))"
)
MOST_INCLUDING = re.compile(r"(?:≤|\bno more than|\bat most|\bup to|\bmaximum)[^.;]*\bincluding\b(?! (?:a )?prior)")


def counted(condition: Condition, said: Said) -> Condition:
    """ "At most two lines, including A": A is not asked for; and "prior A at most 2" asks for none of it."""
    if said.excludes or AT_MOST.search(said.text) is None:
        return condition
    limits = any(isinstance(one, Compare) for one in _stated(condition))
    given = [one for one in _stated(condition) if isinstance(one, IsIn) and one.term.name == "had"]
    if given and not limits:
        return UNREAD
    of_some = isinstance(condition, And) and MOST_INCLUDING.search(said.text) is not None
    return changed(condition, lambda leaf: UNREAD if leaf in given else leaf) if of_some else condition


WITH_A_LINE = re.compile(r"\b(?:first[- ]line|line of|prior line)\b[^.;]*\bor\b|\bor\b[^.;]*\bfirst[- ]line\b")


def relapse_alone(condition: Condition, said: Said) -> Condition:
    """ "Progressed after first-line therapy, or relapse within a year": a way that was lost."""
    named = {term.name for term in terms_of(condition)}
    lost = "months_to_relapse" in named and not named & {"lines", "progressed_on", "had"}
    if not lost or WITH_A_LINE.search(said.text) is None:
        return condition
    return one_of((condition, UNREAD))


NO_OR = re.compile(
    r"^\W*no\b[^.;,]*?\b(?P<again>[a-z]{5,})\b[^.;,]*, or [^.;]*\b(?P=again)\b"
    r"|^\W*no\b[^.;]*,? or (?:dfi|(?:a )?disease-free|(?:well[- ])?controlled)\b"
    r"|\bnegative,? or,? (?:if |hiv[- ]positive|positive|hbv[- ]dna|hcv[- ]rna|treated|controlled|undetect)"
)
OF_SOME_AGE = re.compile(
    r", or older (?:with|if|who)|\([^)]*\b\d\d\b[^)]*\b(?:for|in)\b[^)]*\)|\bminimum\b[^.;]*\bin\b"
    r"|^\W*post-?\s?menopausal\b[^.]*(?:defined|:)|\badults?\b[^.;]*\b(?:and|or) older adults?\b"
)


def another_way(condition: Condition, said: Said) -> Condition:
    """ "No A, or A that was treated", where the "no" was laid on both; "18 to 70 years, or older with B"."""
    if said.excludes:
        return condition
    lost = isinstance(condition, Not) and NO_OR.search(said.text) is not None
    aged = "age_years" in {term.name for term in terms_of(condition)} and not isinstance(condition, Or)
    older = aged and OF_SOME_AGE.search(said.text) is not None
    return one_of((condition, UNREAD)) if lost or older else condition


AT_ANY_TIME = re.compile(
    r"^(?!.*\bincluding\b)\W*(?:any |previously |has )?(?:(?P<ever>prior)|received|treated)\b"
    r"(?:(?!within)[^.;])*?(?:, or| or (?:received|has)|(?(ever) or any|, or))\b"
    r"(?:(?!within)[^.;])*\bwithin\b"
)


def window_of_the_last(condition: Condition, said: Said) -> Condition:
    """ "Prior A, or B within three weeks", where the span was laid on both."""
    given = {term.name for term in terms_of(condition)}
    if "months_since" not in given or "had" in given or AT_ANY_TIME.search(said.text) is None:
        return condition
    return UNREAD


def not_pregnant(condition: Condition, said: Said) -> Condition:
    """ "Not pregnant, and a negative pregnancy test": the test says the same again."""
    named = {term.name for term in terms_of(condition)}
    if said.excludes or not named or not named <= {"pregnancy", "breastfeeding"} or not _denied_twice(condition):
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


NONE_OR = re.compile(r"\W*(?:no|none|zero)\b[^.;]*?\bor (?:at most|no more than|up to|(?:a )?maximum|only )")


def none_or_few(condition: Condition, said: Said) -> Condition:
    """ "No or at most one prior line", "no prior A, or at most one line": at most one."""
    if said.excludes or NONE_OR.match(said.text) is None:
        return condition
    limits = [one for one in _leaves(condition) if isinstance(one, Compare) and one.term.name == "lines"]
    had = [one.term for one in _leaves(condition) if isinstance(one, IsIn) and one.term.name == "had"]
    if len(limits) != 1 or limits[0].operator[0] != "<" or len(had) > 1:
        return condition
    of_class = {None, limits[0].term.arguments[0], *(one.arguments[0] for one in had)} - {None}
    others = {one.term.name for one in _leaves(condition) if isinstance(one, IsIn | Compare)} - {"lines", "had"}
    if others or len(of_class) > 1:
        return UNREAD
    of = limits[0].term.arguments if limits[0].term.arguments != (None,) or not had else (had[0].arguments[0],)
    return Compare(Term("lines", of), limits[0].operator, limits[0].limit)


ANY_HORMONE = re.compile(
    r"\b(?:hr|hormone[- ]receptor)[- ]?(?:positive|\+) or (?:(?:hr|hormone[- ]receptor)[- ]?)?(?:negative|-)"
)


def of_any_hormone(condition: Condition, said: Said) -> Condition:
    """ "HR-positive or HR-negative, HER2-low": HER2-low."""
    if ANY_HORMONE.search(said.text) is None or said.excludes:
        return condition
    others = [leaf for leaf in _stated(condition) if not _of_hormones(leaf) and leaf != UNREAD]
    return both(others) if others and len(others) < len(_stated(condition)) else condition


def _of_hormones(leaf: Condition) -> bool:
    return isinstance(leaf, IsIn) and leaf.term.name == "hormone_receptors"


OF_SEX = re.compile(r"\b(?:wom[ae]n|females?|males?|m[ae]n|sex|gender|girls?|lad(?:y|ies))\b")
JUST_FOUND = re.compile(
    r"^(?!.*\b(?:untreated|active|progress\w*|symptomatic|uncontrolled|unstable)\b).*\bnew(?:ly diagnosed)?\b"
)


def of_other_facts(condition: Condition, said: Said) -> Condition:
    """What a word was taken for: a score of Allred for HER2, "pre- or postmenopausal" for women alone."""

    def change(leaf: Condition) -> Condition:
        match leaf:
            case IsIn(Term("her2")) if "allred" in said.text and "her" not in said.text.replace("other", ""):
                return UNREAD
            case IsIn(Term("sex")) if OF_SEX.search(said.text) is None:
                return UNREAD
            case IsIn(Term("brain"), allowed) if allowed == {"active"} and JUST_FOUND.search(said.text):
                return both((yes("site", "brain"), UNREAD))
        return leaf

    return changed(condition, change)


TWO = 2


def both_transaminases(condition: Condition, said: Said) -> Condition:
    """ "AST and/or ALT at most 3 x ULN", as what is asked for: both."""
    if said.excludes or "and/or" not in said.text or not isinstance(condition, Or) or len(condition.parts) != TWO:
        return condition
    match condition.parts:
        case (Compare(Term(one), operator, limit), Compare(Term(other), again, same)):
            if {one, other} == {"alt_x_uln", "ast_x_uln"} and (operator, limit) == (again, same):
                return both(condition.parts)
    return condition


SUPPRESSED = re.compile(
    r"^(?!.*\bmust be\b).*\bpost-?\s?menopausal\b.*\b(?:including|or|by|medically)\b[^.;]*"
    r"(?:suppress|lhrh|gnrh|induced|ablation|agonist)"
)


def or_suppressed(condition: Condition, said: Said) -> Condition:
    """ "Postmenopausal, including by ovarian suppression": who is not may meet it too."""
    of_menopause = {term.name for term in terms_of(condition)} == {"menopause"}
    if said.excludes or not of_menopause or SUPPRESSED.search(said.text) is None:
        return condition
    return one_of((condition, UNREAD))


NO_MORE = re.compile(r"\W*(?:no more than|not more than|at most|up to|maximum|≤)")
KARNOFSKY = re.compile(r"\b(?:kps|karnofsky)\b")
# Of these little is bad; of the others much.
MORE_IS_BETTER = LEAST
# Above these, a count may be too high.
ENOUGH = {"platelets_per_ul": 150000.0, "neutrophils_per_ul": 2500.0, "hemoglobin_g_dl": 12.0, "albumin_g_dl": 4.0}
LEGAL_AGE = 21
RECENT = 3.0  # months: a washout


def slip(condition: Condition, said: Said) -> Condition:
    """What is asked for, standing among what excludes, or the other way: "ECOG 0-1" excludes nobody."""
    facts = _stated(condition)
    if not said.excludes:
        if KARNOFSKY.search(said.text) is None:
            return condition
        worse = any(isinstance(one, Compare) and one.term.name == "ecog" and one.operator[0] == ">" for one in facts)
        least = any(isinstance(one, Compare) and one.term.name == "ecog" and one.operator[0] in "<=" for one in facts)
        return UNREAD if worse and not least else condition
    denied = [part for part in (condition, *getattr(condition, "parts", ())) if isinstance(part, Not)]
    if any(term.name in ("pregnancy", "breastfeeding") for part in denied for term in terms_of(part)):
        return UNREAD
    for one in facts:
        match one:
            case Compare(Term(name), operator, limit):
                high = operator[0] == ">"
                good = (
                    (high and name in MORE_IS_BETTER and limit <= ENOUGH.get(name, limit))
                    or (
                        not high
                        and name in ("ecog", *(f"{one}_x_uln" for one in ("alt", "ast", "alp", "bilirubin")), "qtcf_ms")
                    )
                    or (high and name == "age_years" and limit <= LEGAL_AGE)
                    or (operator == ">=" and name == "months_since" and 0 < limit <= RECENT)
                    or (not high and name == "lines" and NO_MORE.match(said.text) is not None)
                )
                if good:
                    return UNREAD
    return condition


def can_be(condition: Condition, said: Said) -> Condition:
    """ "Age >= 60; age < 60 and ...": nobody meets both, so that it is two ways."""
    if not isinstance(condition, And):
        return condition
    least = {one.term: one.limit for one in condition.parts if isinstance(one, Compare) and one.operator[0] == ">"}
    most = {one.term: one.limit for one in condition.parts if isinstance(one, Compare) and one.operator[0] == "<"}
    return UNREAD if any(most[term] <= least[term] for term in least.keys() & most.keys()) else condition


INCLUSIVE = re.compile(r"\d[^.;()]*\((?:both )?(?:inclu|boundary|cut-?\s?off|critical)")


def inclusive(condition: Condition, said: Said) -> Condition:
    """ "Over 18 years (inclusive)": 18 too."""
    if said.excludes or INCLUSIVE.search(said.text) is None:
        return condition

    def change(leaf: Condition) -> Condition:
        match leaf:
            case Compare(Term("age_years"), ">" | "<" as operator, limit):
                return Compare(leaf.term, f"{operator}=", limit)
        return leaf

    return changed(condition, change)


STABLE = re.compile(r"\b(?:treated|stable|controlled|irradiated|resected)\b")


def in_the_brain(condition: Condition, said: Said) -> Condition:
    """ "Asymptomatic brain metastases" need not be treated."""
    if "asymptomatic" not in said.text or STABLE.search(said.text):
        return condition

    def change(leaf: Condition) -> Condition:
        stable = isinstance(leaf, IsIn) and leaf.term.name == "brain" and leaf.allowed == {"treated_stable"}
        return both((yes("site", "brain"), UNREAD)) if stable else leaf

    return changed(condition, change)


def of_livers(condition: Condition, said: Said) -> Condition:
    """ "ALT up to 2.5; with liver metastases up to 5": nobody has to have them."""
    if said.excludes or not isinstance(condition, And) or not {type(part) for part in condition.parts} >= OF_VALUES:
        return condition
    asked = [part for part in condition.parts if isinstance(part, IsIn) and part.term.name == "site"]
    measured = any(isinstance(part, Compare) and part.term.name.endswith("_x_uln") for part in condition.parts)
    return UNREAD if asked and measured else condition


OF_VALUES = {IsIn, Compare}


def bones_beside(condition: Condition, said: Said) -> Condition:
    """ "Measurable disease; who has it in the bones alone must have a lytic lesion": which is another way."""
    if said.excludes or not isinstance(condition, And):
        return condition
    names = [{term.name for term in terms_of(part)} for part in condition.parts]
    if {"measurable_disease"} not in names or {"bone_only", "site"} not in names:
        return condition
    bones = both((yes("bone_only"), UNREAD))
    ways = one_of((yes("measurable_disease"), bones))
    others = (
        part for part, of in zip(condition.parts, names, strict=True) if not of & {"measurable_disease", "bone_only"}
    )
    return both((ways, *others))


PUT_RIGHT = (
    *(of_one_group, at_diagnosis, washed_out, for_so_long, without_expression, in_one_setting, first_line),
    *(
        of_any_hormone,
        can_be,
        counted,
        relapse_alone,
        another_way,
        window_of_the_last,
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
        of_livers,
        bones_beside,
    ),
)
