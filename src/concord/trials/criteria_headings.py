"""Headings in the eligibility text of a trial record: which lines open a section, or name a group of people."""

from __future__ import annotations

import re
from typing import Literal

from concord.trials.reading.words.how_many import ONE_OF, SEVERAL_OF

Section = Literal["inclusion", "exclusion", "unclear"]

INCLUSION = r"inclusions?|inclusi[oó]n|inclusão|inclusione|einschlusskriterien"
EXCLUSION = (
    r"exclusions?|exclusi[oó]n|exclusão|esclusione|ausschlusskriterien|non[- ]?inclusion|no[- ]inclusi[oó]n|"
    r"ineligibility"
)
CRITERIA = r"crit[eèé]r\w+|citeria|cirteria"
SAYS_EXCLUSION = re.compile(rf"\b(?:{EXCLUSION})\b", re.IGNORECASE)
SAYS_INCLUSION = re.compile(rf"\b(?:{INCLUSION})\b", re.IGNORECASE)
SAYS_CRITERIA = re.compile(rf"\b(?:{CRITERIA})\b|kriterien\b", re.IGNORECASE)
# A heading that says nothing but the section; what says more ("for cohort 1") is kept beside its criteria.
ONLY_A_HEADING = re.compile(
    rf"(?:(?:the|key|main|major|principal|selected|general|basic|primary|important|specific|patient|subject|study|trial|"
    rf"eligibility|criterios|principales|generales|de|la|los|del|para|of|for|d['’]|di|de|"
    rf"{INCLUSION}|{EXCLUSION}|{CRITERIA})[\s,:;.*_#/()&-]*)+",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:may|must|meets?|met|meeting|will|would|should|can|apply|applies|have|has|had|is|are|be|been|was|were|see|refer|"
    r"include|includes|defined|based|do|does|did|listed|agree|pueden|deben?)\b",
    re.IGNORECASE,
)
BOTH = re.compile(rf"(?:{INCLUSION})\s*(?:/|and|or|y|&|-)\s*(?:{EXCLUSION})", re.IGNORECASE)
PERSON = (
    r"(?:an?\s|the\s|all\s|any\s|eligible\s|potential\s|prospective\s)*"
    r"(?:patients?|subjects?|participants?|individuals?|women|persons?|people|candidates?|volunteers?|pacientes|personas)"
)
EVERY = re.compile(r"\b(?:all|each|every|both)\b", re.IGNORECASE)
ABOUT_PEOPLE = re.compile(rf"\W*{PERSON}\s+(?:who|with|must|may|can|will|are|should)\b", re.IGNORECASE)
FOLLOWING = r"(?:following|these|below|criteria|siguientes)"
EXCLUDES = re.compile(
    rf"{PERSON}\s+(?:who|that|with\s+(?:any|one)|meeting|presenting|will|are|is|must\s+not|cannot|may\s+not|eligible\s|"
    rf"que|no\s|con\s+alguno).{{0,160}}?"
    r"(?:excluded|ineligible|not\s+(?:be\s+)?(?:eligible|included|enrolled|allowed|participate|enter|meet|have)|"
    r"exclui\w+|no\s+(?:podr[aá]n|ser[aá]n|pueden)).{0,120}",
    re.IGNORECASE,
)
INCLUDES = re.compile(
    rf"{PERSON}\s+(?:must|will|are|is|have\s+to|need\s+to|should|may|who|meeting|eligible\s|deben|que).{{0,160}}?"
    r"(?:meet|satisfy|fulfil|included|eligible|enrolled|participate|cumplir|incluid\w+).{0,120}",
    re.IGNORECASE,
)
# "STEP 1: REGISTRATION (SCREENING): Participants must ..." and "Cohort A: ...", before the words of a criterion.
STAGE = (
    r"(?:pre-?registration|re-?registration|registration|randomi[sz]ation|screening|steps?|parts?|phases?|cohorts?|arms?|"
    r"groups?|module|stage|sub-?study|substudy|dose\s+(?:escalation|expansion)|safety\s+(?:lead-in|run-in))"
)
CAPITAL_STEP = re.compile(
    r"(?:STEP|PRE-?REGISTRATION|RE-?REGISTRATION|REGISTRATION|RANDOMI[SZ]ATION|COHORTS?|ARMS?|PARTS?|PHASES?|GROUPS?|"
    r"SCREENING|DOSE (?:ESCALATION|EXPANSION)|SUB-?STUDY|MODULE)\b"
    r"(?:[ A-Z0-9/,&+()#.-]|I[abc]\b|[IV]+\b|(?<=\d)[a-d]\b){0,80}"
    r"(?::\s*(?:[A-Z][A-Z0-9]{2,}[ A-Z0-9/,&+()#.-]{0,60}))?:(?=\s+\S)"
)
LABELLED_STEP = re.compile(
    r"(?:(?:for|in)\s+)?(?:Parts?|Phases?|Cohorts?|Arms?|Groups?|Steps?|Modules?|Sub-?[Ss]tud(?:y|ies))\s+"
    r"(?:[0-9]{1,2}[a-zA-Z]?|[A-Z][0-9]?|I{1,3}[abAB]?|IV)"
    r"(?:\s*(?:,|/|&|\+|and|or|to|-)\s*(?:(?:Parts?|Phases?|Cohorts?|Arms?|Groups?)\s+)?"
    r"(?:[0-9]{1,2}[a-zA-Z]?|[A-Z][0-9]?|I{1,3}[abAB]?|IV)\b){0,6}"
    r"(?:\s+(?:only|patients|participants|subjects))*(?:\s*\([^()]{0,80}\))?\s*(?::|(?<=only),)(?=\s+\S)"
    r"|(?:(?:For|In|All)\s+)?(?:[\w/+-]+\s+){0,5}?(?:[Cc]ohorts?|[Aa]rms?|[Ee]scalation|[Ee]xpansion)(?:\s+only)?\s*:(?=\s+\S)"
)
GROUP = re.compile(
    rf"(?:(?:for|all|additional|in|both|the|screening|treatment|back-?fill|expansion|escalation|monotherapy|combination)\b"
    rf"[^.;]{{0,80}}?)?\b{STAGE}\b[^.;]{{0,120}}",
    re.IGNORECASE,
)
NAMED_GROUP = re.compile(rf"\b{STAGE}\s+(?:\d|[A-Z]\b|I+\b)", re.IGNORECASE)
ADDITIONAL = re.compile(r"(?:additional|specific|other|further)\b[^.;]{0,160}\bcriteria\b[^.;]{0,160}:", re.IGNORECASE)
ADDITIONAL_FOR = re.compile(
    r"(?:additional|specific|other|further)\s+criteria\s+for\b[^.;:]{0,240}:(?=\s+\S)", re.IGNORECASE
)
CHARACTERISTICS = re.compile(
    r"(?:disease characteristics|patient characteristics|prior concurrent therapy|prior/concurrent therapy|"
    r"characteristics|eligibility(?: criteria)?|criteria|phase \w+ eligibility)\s*:?",
    re.IGNORECASE,
)
# Records of before 2010 have these instead; all that stands below is asked for.
OLD_FORM = re.compile(
    r"disease characteristics|patient characteristics|prior(?: |/| or | and )concurrent therapy", re.IGNORECASE
)
OTHERS = re.compile(
    r"eligibility(?:\s+criteria)?\s*[-–—:(]\s*\S.{0,60}", re.IGNORECASE
)  # "- Physicians": not the patients
# Sentences that turn to another section: "You cannot join if:", "Reasons for exclusion:", "To be eligible, you must:".
ANYONE = rf"(?:{PERSON}|you|those|anyone|(?:wo)?men\s+(?:and|or)\s+(?:wo)?men|(?:fe)?males\s+(?:and|or)\s+(?:fe)?males)"
TAKE_PART = (
    r"(?:participate|take\s+part|join|enter|enroll?"
    r"|be\s+(?:eligible|included|enrolled|entered|accepted|admitted|recruited))"
)
IN_IT = (
    r"(?:(?:\s+(?:for|in|into|from|to|on))?(?:\s+(?:participation|participate|inclusion)\s+in)?\s+(?:this|the)\s+"
    r"(?:clinical\s+|research\s+)?(?:study|trial|protocol|research))?"
)
IF_THEY = (
    r"(?:\s+(?:only\s+)?(?:if|when|who|with|having)(?:,?\s+(?:they|you|any|one|or|more|of|the|these|those|following|below|"
    r"criteria|criterion|conditions?|reasons?|statements|apply|applies|is|are|be|true|have|has|had|meet|meets|fulfill?|"
    r"satisfy|present|at|least|either|all|both|listed|met|fulfilled))*)"
)
CAN = r"(?:(?:are|is|will|may|can|must|should|shall|would|might|be)\s+)*"
CANNOT_JOIN = (
    rf"{ANYONE}\s+{CAN}(?:(?:not|cannot|can't)\s+(?:be\s+)?(?:(?:able|allowed|eligible)\s+to\s+)?(?:eligible|{TAKE_PART})"
    rf"|ineligible|excluded){IN_IT}{IF_THEY}?"
)
CAN_JOIN = rf"you\s+{CAN}(?:(?:able|allowed)\s+to\s+)?(?:eligible(?:\s+to\s+{TAKE_PART})?|{TAKE_PART}){IN_IT}{IF_THEY}"
# A sentence that says nothing but which section follows.
ONLY_TURNS = re.compile(rf"{CANNOT_JOIN}|{CAN_JOIN}", re.IGNORECASE)
TURNS_TO_EXCLUSION = re.compile(
    rf"{CANNOT_JOIN}"
    rf"|{PERSON}\s+with\s+the\s+following.{{0,60}}\s(?:are|is|will\s+be)\s+(?:excluded|ineligible|not\s+eligible)"
    r"|(?:reasons?|grounds|causes|conditions)\s+(?:for|of)\s+(?:exclusion|ineligibility|non-?inclusion)"
    r"|(?:[\w-]+\s+){1,3}exclusions"
    rf"|(?:non-?eligibility|exclusionary|not\s+eligible|ineligible|excluded)(?:\s+(?:criteria|conditions|{PERSON}))?"
    rf"|who\s+(?:cannot|can't|can\s+not|should\s+not|may\s+not)\s+{TAKE_PART}{IN_IT}"
    r"|(?:(?:any|one)\s+of\s+)?(?:the\s+following|these)\s+(?:(?!not\b)[\w-]+\s+){1,8}?"
    r"(?:excluded?|ineligible|not\s+be\s+(?:eligible|included|enrolled))(?:\s+[\w-]+){0,5}"
    rf"|excluded{IN_IT}\s+(?:are|will\s+be)\s+{ANYONE}(?:\s+(?:who|with))?",
    re.IGNORECASE,
)
TURNS_TO_INCLUSION = re.compile(
    rf"{CAN_JOIN}"
    rf"|(?:the|this)\s+(?:study|trial)\s+is\s+open\s+to\s+{ANYONE}(?:\s+(?:who|with))?"
    rf"|(?:in\s+order\s+)?to\s+{TAKE_PART}{IN_IT},?\s+{ANYONE}\s+(?:must|should|have\s+to|need\s+to)(?:\s+(?:be|have|meet))?",
    re.IGNORECASE,
)
# What ends the part of someone who was taken in: it is asked of nobody who wants to enter.
OF_LEAVING = re.compile(
    r"(?:criteria\s+(?:for|of)\s+)?(?:study\s+|treatment\s+|early\s+|premature\s+|subject\s+|patient\s+)*"
    r"(?:withdrawal|discontinuation|elimination|termination|drop-?\s?out|removal|shedding|rejection|exit)"
    r"(?:\s+criteria)?(?:\s*[(/].{0,60})?",
    re.IGNORECASE,
)
# "Exclusion criteria are as follows"
FOLLOW = re.compile(
    r"\s+(?:are|is|were|include|includes|included|comprise)(?:\s+(?:as\s+follows|the\s+following|listed\s+below))?$",
    re.IGNORECASE,
)
MARKS_AROUND = " \t*_#:;.-–—=~"


def section_of(line: str, marked: bool) -> Section | None:
    """The section that a line opens, if it is the heading of one."""
    bare = FOLLOW.sub("", line.strip(MARKS_AROUND))
    if not bare or len(line) > 320:
        return None
    colon, words = line.rstrip(" *_").endswith(":"), len(bare.split())
    excludes, includes = SAYS_EXCLUSION.search(bare), SAYS_INCLUSION.search(SAYS_EXCLUSION.sub(" ", bare))
    if excludes or includes:
        told = bool(SAYS_CRITERIA.search(bare)) or words <= 2
        short = words <= 14 and not VERB.search(bare) and (words <= 3 or line.rstrip()[-1] not in ".;,")
        if told and (short or (colon and words <= 40)):
            if excludes and includes:
                return "unclear" if BOTH.search(bare) and not VERB.search(bare) else None
            return "exclusion" if excludes else "inclusion"
    if not marked and OLD_FORM.fullmatch(bare):
        return "inclusion"
    if not marked and words <= 8 and OTHERS.fullmatch(bare) and not VERB.search(bare):
        return "unclear"
    if marked or not re.search(FOLLOWING, bare, re.IGNORECASE) or words > 40:
        return None
    if not (colon or line.rstrip().endswith(".")):
        return None
    if EXCLUDES.fullmatch(bare):
        return "exclusion"
    return "inclusion" if INCLUDES.fullmatch(bare) else None


def asks_for_one(line: str) -> bool:
    """Whether a sentence over a list asks for one, or some, of it: "patients must meet one of the following:"."""
    says = (ONE_OF, SEVERAL_OF)
    return any(one.search(line) for one in says) and EVERY.search(line) is None and not SAYS_INCLUSION.search(line)


def speaks_anew(line: str) -> bool:
    """Whether a line begins a list of its own: "Patients may take part if they:"."""
    return line.rstrip(" *_").endswith(":") and ABOUT_PEOPLE.match(line) is not None


def turns_to(line: str) -> Section | None:
    """The section to which a sentence without a marker turns, if it is another than that of what stands before it."""
    bare = line.strip(MARKS_AROUND)
    if not line.rstrip(" *_").endswith(":") or len(bare.split()) > 40 or bare[:1].islower():
        return None
    if OF_LEAVING.fullmatch(bare):
        return "unclear"
    if TURNS_TO_EXCLUSION.fullmatch(bare):
        return "exclusion"
    return "inclusion" if TURNS_TO_INCLUSION.fullmatch(bare) else None


# "Triple-negative patients", "for the HER2-positive cohort": whom a list below is for, also without a colon.
_RECEPTORS = (
    r"(?:HR|ER|PR|PgR|HER2|TNBC|triple[- ]negative|hormone[- ]receptor|estrogen[- ]receptor|positive|negative|low"
    r"|and|or|breast|cancer|[-+/,\s()])+"
)
RECEPTOR_GROUP = re.compile(
    rf"\W*(?:[A-H1-9][.)]\s+)?(?:(?:for|in)\s+)?(?:(?:all|the)\s+)?(?=\S*(?:HR|ER|PR|TNBC|triple|hormone|estrogen))"
    rf"{_RECEPTORS}\b(?:patients|participants|subjects|women|cohort|population|group)\W*",
    re.IGNORECASE,
)
# "Uncontrolled illness", "allowed medicines", "for patients over 70": a title that limits or turns what is listed below
# it, without a colon.
LIMITING_TITLE = re.compile(
    r"\W*(?:uncontrolled|unstable|severe|recent|family history|allowed|permitted|not (?:excluded|allowed)|patients may"
    r"|(?:any|one|at least one|some) of the|for|if|older|spouses?|partners?|stratification|healthy|vaccin\w+"
    r"|the following (?:are|is) not|(?:patients|participants|subjects) must meet (?:one|any|at least one))\b"
    r"(?:[^\S\n]+\S+){0,12}(?<![.;,:])\s*",
    re.IGNORECASE,
)
# "Participants who meet any of the following" leads on to a list, also without a colon.
LEADS_ON = re.compile(
    r":\W*$"
    r"|\b(?:any|one|two|three|both|all|each|none|either|least)\b[^.;:]{0,40}\bof (?:the )?(?:following|these|below)"
    r"(?: (?:criteria|conditions))?(?: (?:will be|are|is) (?:excluded|ineligible|eligible|included))?\W*$",
    re.IGNORECASE,
)


def leads_on(text: str) -> bool:
    """Whether what follows a text is a list under it."""
    return LEADS_ON.search(text) is not None


def is_group(line: str) -> bool:
    """Whether a line without a marker names the group of people that what follows is for."""
    bare = line.strip(MARKS_AROUND)
    if not bare or len(bare) > 200:
        return False
    if ADDITIONAL.fullmatch(line.strip()) or CHARACTERISTICS.fullmatch(line.strip()):
        return True
    colon = line.rstrip().endswith(":")
    if VERB.search(bare):
        return False
    if colon and len(bare.split()) <= 14 and NAMED_GROUP.search(bare):
        return True
    if not GROUP.fullmatch(bare):
        return False
    return colon or (len(bare.split()) <= 7 and not line.rstrip().endswith((".", ";", ",")) and bare[:1].isupper())
