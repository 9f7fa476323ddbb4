"""A whole record to requirements: single criteria are joined as their places say.

Bullets under a criterion are sometimes criteria of their own ("the following values:"), sometimes alternatives ("one of
the following:"), sometimes what the one above means or allows ("defined as", "Note:"). A heading may say that a list is
for one cohort alone. Where it is not clear, a criterion is kept and shown, but can exclude nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from concord.criteria.terms import And, Condition, Not, NotRead, Or, terms_of
from concord.knowledge.load import Knowledge
from concord.trials.criteria_text import Criterion, split
from concord.trials.match import Requirement
from concord.trials.reading.headings.heading import ADEQUATE_ORGANS, ONE_GROUP, Heading
from concord.trials.reading.read import OF_STATE, Reading, read, tree_of
from concord.trials.reading.words.how_many import ONE_OF, SEVERAL_OF
from concord.trials.reading.words.lexer import tokens
from concord.trials.reading.words.normal import normal

# What the words above a list say of how it is meant; the first that is found counts.
JOINS = (
    (
        "meaning",
        r"\bdefin(ed|ition)\b|\bnot (need|be required|required|necessary|mandatory)\b|\bacceptable\b"
        r"|\bconsidered\b(?! eligible)",
    ),
    ("several", SEVERAL_OF.pattern),
    ("alternatives", rf"{ONE_OF.pattern}|\b(one|any) \w+ of the"),
    ("examples", r"\bsuch as\b|\be\.g\b|\bfor (?:example|instance)\b"),
    ("each", r"\b(all|each) of the(se)? |\bthe following\b|\bas follows\b|\bbelow\b|\bincluding\b|:\s*$"),
)
# "Adequate organ function, as defined below:", and no word by which less may do
DEFINED = re.compile(
    r"(?!.*\b(?:not|acceptable|considered|either|one|any)\b).*\bdefined\b.*", re.IGNORECASE | re.DOTALL
)
WASHED_OUT = re.compile(r"\b(?:adequate|sufficient|appropriate)\b[^.:]*\bwash-?\s?out\b", re.IGNORECASE)
ALL_OF = re.compile(r"\ball (?:of )?(?:the )?following\b", re.IGNORECASE)
# "Breast cancer", and below it "is unresectable", "has progressed on A": each goes on with the words above.
GOES_ON = re.compile(r"(?:is|has|have|are|was|were|must|had)\b", re.IGNORECASE)
ASIDE = re.compile(r"^\W*(notes?|exceptions?|except|unless|if|for example|e\.g)\b", re.IGNORECASE)
# "Treated metastases are allowed", below what excludes them; not "are not allowed".
PERMITS = re.compile(
    r"(?<!not )(?<!never )\b(?:allowed|permitted|acceptable|accepted|eligible|excepted)\b"
    r"|\b(?:may|can|could) (?:still |also |be )*(?:includ|enrol|enter|participat|join|take part)"
    r"|\bnot (?:be )?(?:an )?exclu",
    re.IGNORECASE,
)
EXCEPTS = re.compile(r"^\W*(?:exceptions?|except|unless)\b", re.IGNORECASE)
# "Heart failure. The following are acceptable:"
PERMITS_BELOW = re.compile(
    r"[.;][^.;]*(?:\b(?:allowed|permitted|acceptable|eligible|however|except\w*)\b|\bnot (?:be )?exclu)[^.;]*:\s*$",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"^\W*(?:(?:patients|participants|subjects|women) )?(?:(?:must|should|may|can|do|did|have|has) )*"
    r"(?:no|not|without|never|none)\b(?: (?!more|less|fewer)[a-z-]+){0,5} any of\b",
    re.IGNORECASE,
)
ENDS_WITH_OR = re.compile(r"\b(and/)?or\W*$", re.IGNORECASE)
FOR_ALL = re.compile(r"\b(all|both|common|general|every|each|any)\b", re.IGNORECASE)
FOR_SOME = re.compile(
    r"\b(cohorts?|arms?|parts?|phases?|groups?|expansion|escalation|randomi[sz]ation|only|step [2-9])\b", re.IGNORECASE
)
WEIGHTY_KINDS = frozenset(
    {"disease_extent", "receptors", "biomarkers", "lines", "prior_treatment", "progression", "cumulative_dose"}
)
WEIGHTY_WORDS = frozenset({"REC", "TNBC", "GENE", "EXTENT", "METS", "BRAIN", "LEPTO", "BREAST"})


@dataclass(frozen=True)
class _Record:
    """The criteria of one record: what stands under each, and how each was read."""

    knowledge: Knowledge
    below: dict[tuple[str, str], list[Criterion]]
    readings: dict[Criterion, Reading]

    def under(self, one: Criterion) -> list[Criterion]:
        return self.below.get((one.section, one.place), [])


def requirements(eligibility_text: str, knowledge: Knowledge) -> list[Requirement]:
    """What a trial asks for, in the order of its record. Nothing of the record is left out."""
    criteria = split(eligibility_text)
    record = _Record(knowledge, {}, {one: read(one, knowledge, joined=True) for one in criteria})
    for one in criteria:
        record.below.setdefault((one.section, one.parent), []).append(one)
    top = [one for one in criteria if not one.parent]
    return [found for ways in _ways(top) for found in _one_of(ways, record, certain=not _is_excepted(ways[-1], top))]


def _ways(criteria: Sequence[Criterion]) -> list[list[Criterion]]:
    """Criteria one by one, and together those with an "or" between them, of which one is enough."""
    found: list[list[Criterion]] = []
    for one in criteria:
        last = found[-1][-1] if found else None
        if last and one.section == "inclusion" and one.within == last.within and ENDS_WITH_OR.search(last.text):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _is_excepted(one: Criterion, siblings: Sequence[Criterion]) -> bool:
    """Whether the next of its list takes some of it back: "Exception: ...", "Note: ... may enroll"."""
    at = siblings.index(one) + 1
    after = siblings[at] if at < len(siblings) and siblings[at].section == one.section else None
    if after is None:
        return False
    return bool(EXCEPTS.search(after.text) or (ASIDE.search(after.text) and PERMITS.search(after.text)))


def _one_of(ways: Sequence[Criterion], record: _Record, *, certain: bool) -> list[Requirement]:
    """One criterion with all under it; or several ways to meet one, which are shown as the one sentence they are."""
    certain = certain and _is_for_all(ways[0])
    if len(ways) == 1 or any(record.under(one) for one in ways):
        return [found for one in ways for found in _tree(one, record, certain=certain and len(ways) == 1)]
    return [_either(ways, record, certain=certain)]


def _either(ways: Sequence[Criterion], record: _Record, *, certain: bool) -> Requirement:
    either: Condition = Or(tuple(_required(one, record) or NotRead() for one in ways))
    first, text = ways[0], " ".join(one.text for one in ways)
    weighty = any(_is_weighty(one, record) for one in ways)
    return Requirement(first.section, first.place, text, either if certain else _loosened(either), weighty)


def _tree(one: Criterion, record: _Record, *, certain: bool) -> list[Requirement]:
    """A criterion and everything under it. `certain`: it is one of its own, so that it can exclude."""
    below = record.under(one)
    condition = _required(one, record)
    listed = [
        child
        for child in below
        if not _is_aside(child, record) and not (condition is not None and PERMITS.search(child.text))
    ]
    join = _join(one, listed, record)
    together = one.section == "inclusion" and join in ("meaning", "several", "alternatives", "examples")
    if together and join in ("several", "alternatives"):
        cannot_be_said = join == "several" or any(record.under(child) for child in listed)
        either = NotRead() if cannot_be_said else Or(tuple(_required(child, record) or NotRead() for child in listed))
        condition = either if condition is None else And((condition, either))
    told_below = bool(listed) or one.text.rstrip().endswith(":")
    permits = PERMITS_BELOW.search(one.text) is not None
    if len(listed) < len(below) or not certain or permits or (told_below and _is_state(condition)):
        condition = _loosened(condition)  # "postmenopausal, defined as:" may be told more widely below, or beside it
    title = condition is None and join == "each" and len(listed) == len(below) and _only_leads(one, record)
    weighty = not title and _is_weighty(one, record)
    found = [Requirement(one.section, one.place, one.text, condition, weighty, title)]
    for ways in _ways(below) if join == "each" else [[child] for child in below]:
        apart = certain and not together and join in ("each", "alternatives", "examples")
        if len(ways) > 1 and not any(record.under(child) for child in ways):
            found.append(_either(ways, record, certain=apart and all(child in listed for child in ways)))
            continue
        for child in ways:
            sure = apart and child in listed and len(ways) == 1 and not _is_excepted(child, below)
            found += _tree(child, record, certain=sure)
    return found


def _only_leads(one: Criterion, record: _Record) -> bool:
    """Whether it says no more than that a list follows: "adequate organ function, as defined below:"."""
    heading = Heading.of(one.text, one.section == "exclusion", tree_of(record.knowledge), record.knowledge)
    return heading.led and (heading.plain or heading.introduces)


# Words by which what stands under a title, without a colon, may be something else than what excludes.
TURNS_ROUND = re.compile(
    r"\b(?:no|not|without|except|unless|other than|allowed|permitted|may|lack|absence|if|either|who|inadequate"
    r"|uncontrolled|unstable|symptomatic|active|severe|serious|significant|clinically|poorly|recent|grade)\b|[.;]\s*$",
    re.IGNORECASE,
)
TITLE = 8  # words, at the most


def _is_title(one: Criterion, listed: Sequence[Criterion], record: _Record) -> bool:
    """ "Prior treatment with", "Cardiac disease", without a colon: each of those below is meant, also by itself."""
    if record.readings[one].condition is not None or len(one.text.split()) > TITLE or TURNS_ROUND.search(one.text):
        return False
    kinds = [record.readings[child].kinds for child in listed]
    return one.section == "exclusion" or all(kind == ("organ_function",) for kind in kinds)


def _join(one: Criterion, listed: Sequence[Criterion], record: _Record) -> str:
    """How what stands under a criterion is meant; empty where there is nothing, "unclear" where it is not known."""
    if not listed:
        return ""
    for name, pattern in JOINS:
        if re.search(pattern, one.text, re.IGNORECASE):
            if name == "alternatives" and DENIES.search(one.text):
                return "each"  # "no evidence of any of the following:"
            of_organs = ADEQUATE_ORGANS.search(normal(one.text)) is not None
            asked = of_organs or WASHED_OUT.search(one.text) is not None
            if name == "meaning" and asked and DEFINED.fullmatch(one.text):
                return "each"  # what is adequate is what is asked for
            apart = of_organs or ALL_OF.search(one.text)  # "or" stands between two of them alone
            return "alternatives" if name == "each" and _with_or(listed) and not apart else name
    if _with_or(listed):
        return "alternatives"
    return "each" if _is_title(one, listed, record) or _goes_on(one, listed, record) else "unclear"


def _goes_on(one: Criterion, listed: Sequence[Criterion], record: _Record) -> bool:
    """ "Documented breast cancer", and below it "is unresectable", "has progressed on A": all of it is asked for.

    "Adequate organ function.", and below it the values.
    """
    if one.section != "inclusion" or record.readings[one].condition is not None:
        return False
    heading = Heading.of(one.text, False, tree_of(record.knowledge), record.knowledge)
    kinds = {record.readings[child].kinds for child in listed}
    of_organs = kinds <= {("organ_function",), ()} and kinds != {()} and ADEQUATE_ORGANS.search(normal(one.text))
    return heading.plain and bool(of_organs or all(GOES_ON.match(child.text) for child in listed))


def _with_or(listed: Sequence[Criterion]) -> bool:
    return any(ENDS_WITH_OR.search(child.text) for child in listed[:-1])


def _is_aside(child: Criterion, record: _Record) -> bool:
    """Whether it only explains, permits or excepts."""
    return bool(ASIDE.search(child.text)) or record.readings[child].says == "allows"


def _is_for_all(one: Criterion) -> bool:
    if one.section == "inclusion" and any(ONE_OF.search(text) and not DENIES.search(text) for text in one.within):
        return False  # a title over a list of ways, of which one is enough
    return not any(
        text == "OR"
        or (FOR_SOME.search(text) and (len(ONE_GROUP.findall(normal(text))) == 1 or not FOR_ALL.search(text)))
        for text in one.within
    )


def _required(one: Criterion, record: _Record) -> Condition | None:
    condition = record.readings[one].condition
    return Not(condition) if condition is not None and one.section == "exclusion" else condition


def _is_state(condition: Condition | None) -> bool:
    return condition is not None and {one.name for one in terms_of(condition)} <= OF_STATE


def _loosened(condition: Condition | None) -> Condition | None:
    """It can still be met, but no longer exclude."""
    return None if condition is None else Or((condition, NotRead()))


def _is_weighty(one: Criterion, record: _Record) -> bool:
    """Whether it was read as speaking of the cancer or its treatment, or holds words for them."""
    if _is_aside(one, record):
        return False
    against = record.knowledge.vocabulary.roles["cancer"]
    return bool(WEIGHTY_KINDS & set(record.readings[one].kinds)) or any(
        token.type in WEIGHTY_WORDS
        or (token.type == "MED" and token.value and record.knowledge.vocabulary.is_a(token.value, against))
        for token in tokens(one.text, tree_of(record.knowledge))
    )
