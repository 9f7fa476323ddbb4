"""What a heading says of the criteria under it: whom they are for, and words that they leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from concord.criteria.terms import And, Condition, terms_of
from concord.knowledge.load import Knowledge
from concord.trials.criteria_headings import RECEPTOR_GROUP
from concord.trials.reading.build import UNREAD, both, one_of, opposite, says_nothing
from concord.trials.reading.headings.people_with import asked_of, has_spread, kept_out, let_in
from concord.trials.reading.phrases.demanded import RAISED
from concord.trials.reading.phrases.frame_pieces import START
from concord.trials.reading.phrases.values import SUPPORT, support
from concord.trials.reading.sentences.brackets import without_brackets
from concord.trials.reading.sentences.sentence import clause
from concord.trials.reading.sentences.whole import whole, without_reason
from concord.trials.reading.words.how_many import ONE_OF, SEVERAL_OF, TOGETHER
from concord.trials.reading.words.lexer import Node, Token, tokens
from concord.trials.reading.words.normal import normal
from concord.trials.reading.words.patterns import pattern, written
from concord.trials.reading.words.vocabulary import Medicine

_HEADINGS: dict[str, frozenset[str]] = {}

# Words that make a heading one for everyone, whatever else it says.
PLAIN = {
    *(
        "COLON",
        "COMMA",
        "AND",
        "OR",
        "DEFINED",
        "WITH",
        "FOR",
        "WITHIN",
        "EVENT",
        "PRIOR",
        "TREATED",
        "STOP",
        "LP",
        "RP",
    ),
    *(
        "WINDOWS",
        "WASHOUT",
        "BREAST",
        "DISEASE",
        "TO",
        "SOURCE",
        "OBTAINED",
        "HOW",
        "LAB",
        "BEFORE",
        "NUM",
        "TIME",
        "NOT",
        "INCLUDING",
    ),
}
# Under "prior treatment with any of the following", what follows is the treatment.
OF_TREATMENT = {
    "PRIOR",
    "TREATED",
    "NOW",
    "TAKING",
    "MED",
    "AID",
    "OTHER",
    "ANOTHER",
    "SETTING",
    "SLASH",
    "NEWDRUG",
    "DISEASE",
    "FOREXAMPLE",
    "CANNOTSTOP",
    "CMP",
}
LEADING = ("PRIOR", "NOW", "TAKING", "TREATED", "SETTING")
LED = {"MED", "AID", "OTHER", "ANOTHER", "CMP", "NUM", "NEWDRUG"}
LISTED = {"MED", "AID", "OTHER", "UNKNOWN", "CODE", "QUAL", "COMMA", "OR", "AND", "SLASH", "STOP"}
EVERYONE = ("both", "all", "common", "every")
# What stands under these is no criterion by itself.
TURNING = {"EXCEPT", "ALLOWED", "LOOSE", "MAY", "ISDEFINED"}
# "Significant diseases of the lung, including any of the following:": each is one of them.
LISTING = {"EITHER", "INCLUDING", "FOREXAMPLE", "DEFINED"}
NARROWS = {
    *("WITHIN", "TIME", "NEEDING", "ACTIVEQ", "SYMPTOMATICQ", "UNTREATEDQ", "NEWQ", "DEGREE", "IF", "NOT", "WHO"),
    *("FOR", "NOW", "TAKING", "AND", "RISK", "CMP", "WHILE"),
}
HOW_THEY_ARE = {"ACTIVEQ", "SYMPTOMATICQ", "UNTREATEDQ"}
# A heading that only names a state of the body.
NAMED_STATE = {"MENO", "SEX", "WHO", "COLON", "DEFINED", "STOP"}
# all: criteria for everyone; some: criteria for some of the people, or one of several ways; values: one of several
# findings; unknown: the heading says something that is not understood; apart: no criterion by itself, such as an
# exception, a permission or a definition.
Stands = Literal["all", "some", "values", "unknown", "apart"]


def heading_words(knowledge: Knowledge) -> frozenset[str]:
    """Words of the list that say nothing more in a heading."""
    if knowledge.hash not in _HEADINGS:
        _HEADINGS[knowledge.hash] = frozenset(knowledge.criteria_words.heading)
    return _HEADINGS[knowledge.hash]


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading, taken apart."""

    words: tuple[Token, ...]
    plain: bool  # it says no more than that criteria follow
    of_treatment: bool  # it speaks of treatment, and criteria may leave that out
    cohort: bool  # it names a cohort, an arm or a phase
    of_whom: Condition | None  # "if the tumour is HER2 positive:"
    of_a_kind: Condition | None  # "patients with HER2-positive disease:", who may be all or some of the people
    criterion: bool  # it asks for something of the cancer itself, and what stands under it asks for more
    one_of: bool  # "one of the following:"
    several_of: bool  # "at least two of the following:"
    together: bool  # "all of the following:", which one alone is not
    of_others: bool  # it names people by a word that is not known
    forbids: bool  # "patients must not have:"
    introduces: bool  # it says in other words that a list for everybody follows: "who are in good health, with:"
    title: bool  # it only names an organ, or illness: "disorders of the lung:"
    grave: bool  # it says how bad something has to be: "severe", not "significant", which the list then explains
    led: bool  # it ends with a colon
    complete: bool  # a whole sentence, which introduces nothing
    unsupported: bool  # it asks that nothing was given to raise blood counts: "(no transfusion within 14 days):"
    of_organs: bool  # "adequate organ function, defined by:"
    of_people: Condition | None  # "patients with HIV are eligible if:", "HIV with any of:": it is not about the others

    @classmethod
    def of(cls, text: str, excludes: bool, tree: Node, knowledge: Knowledge) -> Heading:
        text = f"{text}:" if RECEPTOR_GROUP.fullmatch(text) else text
        found = [
            token
            for token in without_reason(tokens(text, tree))
            if token.type not in ("ALLOWED", "MAY") or normal(text[token.start : token.end]) != "acceptable"
        ]
        found = _not_including(_without_days_allowed(found))
        of_organs = ADEQUATE_ORGANS.search(normal(text)) is not None
        supported = support(found) | _unsupported(found)
        found = [token for at, token in enumerate(found) if at not in supported]
        unsupported = bool(supported)
        if of_organs:
            found, helped = _without_asides(found, text)
            unsupported = unsupported or helped
        if excludes:  # "the washout is too short:"
            found = [token._replace(type="WINDOWS") if token.type == "WASHOUT" else token for token in found]
        known = heading_words(knowledge)
        words = {token: normal(text[token.start : token.end]) for token in found}
        everyone = _of_everyone(normal(text))
        left = [
            token
            for token in found
            if token.type not in PLAIN and words[token] not in known and not (everyone and token.type == "COHORT")
        ]
        taking_part = (
            ("FORBIDDEN", "IF", "WHO", "EITHER") if excludes else ("ALLOWED", "MAY", "IF", "LOOSE", "WHO", "EITHER")
        )
        about_people = all(token.type in taking_part for token in left) and _takes_part(found, normal(text), excludes)
        harmful = excludes and CONTRAINDICATED.fullmatch(normal(text)) is not None
        plain = about_people or harmful or all(token.type == "EITHER" and excludes for token in left)
        of_treatment = bool({token.type for token in found} & {"PRIOR", "TREATED", "NOW", "TAKING", "WINDOWS"})
        one_of = any(token.type == "EITHER" for token in found) or ONE_OF.search(normal(text)) is not None
        asides = {"EITHER", "TAKING", "NOW"} if of_treatment and one_of else {"EITHER"}
        forbids = _forbids(found, text) and all(token.type in asides for token in left)
        return cls(
            tuple(found),
            plain and (excludes or not about_people),
            of_treatment and all(token.type in OF_TREATMENT | {"EITHER"} for token in left),
            any(token.type == "COHORT" for token in found) and not everyone,
            _of_whom(found),
            _of_a_kind(found),
            _of_the_cancer(found),
            one_of,
            SEVERAL_OF.search(normal(text)) is not None,
            TOGETHER.search(normal(text)) is not None,
            any(one.type in ("UNKNOWN", "CODE") and other.who for one, other in pairwise(found)),
            (forbids and (not of_treatment or one_of) and SEVERAL_OF.search(normal(text)) is None)
            or (not excludes and _keeps_out(found, text)),
            about_people or _introduces(found, left, text, known, words),
            _is_title(found, left),
            any(
                token.type == "QUAL" and found[0].type != "EITHER" and not EXPLAINED.search(words[token])
                for token in found
            ),
            text.rstrip().endswith(":"),
            _complete(text),
            unsupported,
            of_organs,
            kept_out(found) if excludes else let_in(found),
        )

    def stands(self, excludes: bool, joined: bool, one_of_several: bool) -> Stands:
        """What stands under it."""
        types = {token.type for token in self.words}
        if self.qualifies and excludes:
            return "some"  # "uncontrolled:"
        if self.of_people is not None:
            return "some" if self.one_of and not (excludes or joined) else "all"
        if (types == {"OR"} or self.several_of) and not joined:
            denied = not excludes and "NOT" in types
            return "apart" if denied else "some"  # one of several lists, or none that counts alone
        if excludes and self.together and not self.forbids:
            return "some"
        turning = types & TURNING
        if excludes and turning == {"MAY"} and "WHO" in types and types & LISTING:
            turning = set()  # "any condition that may be a risk, including:"
        if self.forbids:
            return "all"
        if self.introduces and not excludes and turning:
            return "some" if self.one_of else "all"  # "patients can take part if they meet all of these:"
        noted = bool(self.words) and self.words[0].type == "NOTE"
        if self.complete and turning <= {"MAY"} and not (noted or self.cohort or self.of_whom):
            return "all"  # what is allowed, or excepted, may be what the criteria under it are about
        if noted:
            return "apart"
        if turning == {"EXCEPT"} and self.cohort:
            return "some"  # "for all arms, unless noted for one"
        if turning <= {"ALLOWED", "MAY"} and turning and self.one_of and not excludes and "NOT" not in types:
            return "some"  # "patients who meet any of these can take part:"
        if turning == {"MAY"} and one_of_several:
            return "some"  # "participants may be: A, or B"
        if turning and self.of_organs and self.led and not excludes:
            # "adequate function, unless what is found is due to the cancer, defined by:"; "but" alone excepts nothing
            return "all" if turning <= {"ISDEFINED", "LOOSE"} else "some"
        if turning:
            return "apart"
        if self.cohort:
            return "some"
        if self.of_whom is not None:
            return "all"
        if "FOREXAMPLE" in types and not excludes:
            return "some"  # "treatment by hormones, such as:"
        if self.of_others:
            return "some" if excludes else "apart"
        if not self.words and (excludes or not self.one_of):
            return "all"  # "Step 1", "Patients": no word of it limits anything
        if (self.one_of or types == {"OR"}) and not excludes:
            return "apart" if "NOT" in types else "all" if joined else "some"
        if excludes and "TIME" in types and types & {"NUM", "WITHIN"}:
            return "values"  # "any of these within six months", "within the last year"
        if excludes and self.grave and self.plain:
            return "values"  # "recent history of:"
        if "MENO" in types and types <= NAMED_STATE and not excludes:
            return "some"  # "postmenopausal women", and below it the ways to be that
        if self.words[:1] and self.words[0].type == "IF" and self.of_treatment and not excludes:
            return "some"  # "if the patient had radiotherapy:"
        if self.plain or self.of_treatment:
            return "all"
        if excludes:
            return "values" if types & LISTING else "all" if self.title else "some"
        if self.criterion and "DEFINED" not in types:
            return "all"
        if "BREAST" in types and not self.led and not types & {"IF", "FOR", "NOT", "COHORT", "WHO"}:
            return "all"  # "confirmed cancer of the breast, ...", under which more is asked of it
        if "NOT" in types:
            return "apart"  # what must not be
        return "all" if self.introduces or (self.title and not types & {"SITE", "ILLNESS"}) else "unknown"

    @property
    def qualifies(self) -> bool:
        """Whether it says nothing but how the illnesses are that stand below: "uncontrolled:", "no active:"."""
        types = {token.type for token in self.words}
        return bool(types & HOW_THEY_ARE) and types <= HOW_THEY_ARE | {"NOT", "COLON", "OR", "AND", "COMMA", "SLASH"}

    @property
    def narrows(self) -> bool:
        """Whether it says when, or how bad, something has to be that is listed under it."""
        types = [token.type for token in self.words]
        if types[:2] == ["EITHER", "COMMA"] and not {*types[2:3]} & {"IF", "WITHIN"}:
            return False  # "any of the following, because ..."
        return self.grave or any(kind in NARROWS for kind in types)

    @property
    def when_seen(self) -> bool:
        """Whether it asks only what is there at a visit: "at screening, any of:"."""
        found = {token.type for token in self.words}
        return {"OBTAINED", "EVENT"} <= found <= {"OBTAINED", "EVENT", "EITHER", "COMMA", "COLON"}

    def _of_this_treatment(self, found: Sequence[Token]) -> Sequence[Token] | None:
        """ "Chemotherapy: no more than 2 prior regimens": regimens of that, and "prior therapy" is that therapy."""
        named = [token for token in self.words if token.type == "MED"]
        rest = {token.type for token in self.words} - {"MED", "COLON", "PRIOR"}
        if rest or len(named) != 1 or {"MED", "AID"} & {token.type for token in found}:
            return None
        lines = next((at for at, token in enumerate(found) if token.type == "LINE"), None)
        general = next((at for at, token in enumerate(found) if token.type in ("TREATED", "EVENT") and at), None)
        at = lines if lines is not None else general
        if at is None or (lines is None and found[at - 1].type != "PRIOR"):
            return None
        place = found[at].end
        one = named[0]._replace(start=place, end=place, must=False, who=False)
        return [*found[: at + 1], one, *found[at + 1 :]] if lines is not None else [*found[:at], one, *found[at + 1 :]]

    def leads(self, found: Sequence[Token]) -> Sequence[Token]:
        """A criterion with the words that stand in the heading for all of them: "prior treatment with:"."""
        kinds = {token.type for token in self.words}
        if found and kinds - {"COLON"} in ({"AGE"}, {"ECOG"}) and found[0].type in ("CMP", "NUM"):
            place = found[0].start
            return [self.words[0]._replace(start=place, end=place, must=False, who=False), *found]  # "Age: 18 and over"
        if found and (counted := self._of_this_treatment(found)) is not None:
            return counted
        if kinds & {"WINDOWS", "WASHOUT"} and (dated := windowed(found, "WINDOWS" in kinds)) is not None:
            return dated
        if not self.of_treatment or not found:
            return found
        if found[0].type not in LED and not {token.type for token in found} <= LISTED:
            return found
        own_time = any(token.type in ("WITHIN", "BEFORE") for token in found)
        own = {"NOW", "TAKING"} if own_time else set()
        if any(token.type == "TREATED" and token.must for token in found):
            own.update(LEADING)  # "... must have been given" says itself that it is treatment
        first: list[Token] = []
        at_home = {token.type for token in found} & {"MED", "AID"} == {"AID"}  # "use of any of these medicines:"
        for token in self.words:
            if token.type in LEADING and token.type not in own:
                kind = "PRIOR" if token.type == "TREATED" and not at_home else token.type
                first.append(token._replace(type=kind, start=found[0].start, end=found[0].start))
            elif token.type == "NOT" and (token.must or not first):  # "prior treatment must not include:"
                first.insert(0, token._replace(start=found[0].start, end=found[0].start))
        if {"PRIOR", "NOW"} <= {token.type for token in first}:
            first = [token for token in first if token.type != "NOW"]  # "has received, or is receiving:"
        lead = [token for at, token in enumerate(first) if token.type not in {one.type for one in first[:at]}]
        return [*lead, *found, *self._span(found)]

    def _span(self, found: Sequence[Token]) -> list[Token]:
        """ "Within six months before the first dose", if the criterion names no span of its own."""
        match = pattern(f"WITHIN NUM?TIME{START}?").search(written(self.words))
        if match is None or {"TIME", "STOP", "HALF"} & {token.type for token in found[:-1]}:
            return []
        end = found[-1].end
        return [token._replace(start=end, end=end) for token in self.words[match.start() : match.end()]]

    def limited(self, condition: Condition, excludes: bool) -> Condition:
        """A criterion that counts only for some people, or of blood that was helped by nothing."""
        if self.unsupported and not excludes and {term.name for term in terms_of(condition)} & RAISED:
            condition = both((condition, UNREAD))
        if self.of_a_kind is not None and not excludes:
            return one_of((both((self.of_a_kind, condition)), both((opposite(self.of_a_kind), UNREAD))))
        if self.of_people is not None:
            return both((self.of_people, condition)) if excludes else asked_of(self.of_people, condition)
        if self.of_whom is None:
            return condition
        if not excludes and any(token.type == "COHORT" for token in self.words):
            return one_of((condition, UNREAD))  # for others there are other cohorts, with demands of their own
        return both((self.of_whom, condition)) if excludes else one_of((opposite(self.of_whom), condition))


# "Contraindications to A, such as:": each of them excludes
CONTRAINDICATED = re.compile(
    r"\W*(?:(?:any|known|other|patients?|subjects?|participants?|has|have|having|with|the|a|of|one|or|more)[ ,]+)*"
    r"(?:absolute )?contra-?indications? (?:to|for|against|of) [\w ()/-]+?"
    r"(?:,? (?:such as|including|e\.?g\.?|i\.?e\.?|that is))?[\s,:.]*"
)
FURTHER_DEMAND = re.compile(
    r"\b(?:and|but)\s+(?:must|should|shall|need|have|has)\b(?!\s+(?:not|no|none|have none|meet none)\b)"
)


def _forbids(found: Sequence[Token], text: str) -> bool:
    """Whether it says that something must not be, and nothing that must: "must not have:", "none of these:"."""
    no = next((at for at, token in enumerate(found) if token.type == "NOT"), None)
    if no is None or FURTHER_DEMAND.search(normal(text)):
        return False
    last = [token.type for token in found[no:]] == ["NOT", "COLON"]  # "eligible if no:"
    return (no == 0 or last or found[no].must) and [token.type for token in found[no + 1 : no + 2]] != ["INCLUDING"]


# "Exclusion:", "Reasons for exclusion:", "Contraindications:"
EXCLUSIONS = re.compile(
    r"\W*(?:(?:key|other|main|further|additional|general|specific|reasons? for) )*"
    r"(?:exclusions?|exclusion criteria|contra-?indications?)\W*",
    re.IGNORECASE,
)
KEEPING_OUT = frozenset(("FORBIDDEN", "IF", "EITHER", "WHO", "WITH", "FOR", "COMMA", "COLON"))


def _keeps_out(found: Sequence[Token], text: str) -> bool:
    """Whether it says, among what is asked for, that who has what follows may not enter: "are excluded if:"."""
    types = {token.type for token in found}
    return ("FORBIDDEN" in types and types <= KEEPING_OUT) or EXCLUSIONS.fullmatch(normal(text)) is not None


def _is_title(found: Sequence[Token], left: Sequence[Token]) -> bool:
    """Whether it only names an organ, an illness, or another subject: "heart:", "pregnancy", "performance status"."""
    if any(token.type in ("NUM", "CMP", "SIGN", "NOT") for token in found):
        return False
    return all(
        token.type in ("SITE", "PREG", "ECOG", "KARNOFSKY")
        or (token.type == "ILLNESS" and not token.value)
        or (token.type == "MED" and _kind_of_treatment(token))
        for token in left
    )


def _kind_of_treatment(token: Token) -> bool:
    """ "Chemotherapy:", "radiotherapy:", not the name of one medicine, which may be that of an arm."""
    return not isinstance(token.value, Medicine) or len(token.value.members) > 1


# "Subjects fulfilling all of the following can be enrolled:", not "... may have:"
MEETING_ALL = re.compile(
    r"\b(?:meet|fulfill?|satisfy)(?:s|ing)? (?:all|each|every|both|the following|these)\b"
    r"(?!.*\b(?:ha(?:ve|d)|receive|received|continue)\W*$)"
)


def _takes_part(found: Sequence[Token], text: str, excludes: bool) -> bool:
    """Whether it says who may take part, or who may not, by what follows: "patients are eligible if they have:"."""
    types = [token.type for token in found]
    if excludes:
        return "FORBIDDEN" in types
    led = {"IF", "LOOSE", "WHO", "WITH", "EITHER"} & {*types}
    asks = bool(led) or any(token.must for token in found) or MEETING_ALL.search(text) is not None
    return "ALLOWED" in types and asks and (types[0] != "ALLOWED" or found[0].who or bool({"IF", "LOOSE"} & led))


def _not_including(found: list[Token]) -> list[Token]:
    """ "Prior treatment must not include:", "... must not have included": what follows must not be."""
    return [
        token
        for at, token in enumerate(found)
        if not (at and found[at - 1].type == "NOT" and found[at - 1].must and _includes(token))
    ]


def _includes(token: Token) -> bool:
    return token.type in ("INCLUDING", "FOREXAMPLE") or token.value == "included"


# "(the day before is acceptable too)"
DAYS_ALLOWED = pattern("LP(?:UNKNOWN|CMP|NUM|TIME|BEFORE|AFTER|EVENT|WITHIN|OBTAINED|TISSUE|PRIOR|FOR)*ALLOWED RP")


# "(tests may be repeated if a value is out of range)", ". If these are not met, tests can be repeated"
ASIDE = re.compile(r"\([^()]*\)|(?:^|(?<=[.;,]\s)|(?<= - ))(?:[^.;,():]|\.(?=\d))+(?=[.;,(]|:?$)")
ABOUT_TESTS = re.compile(
    r"\b(?:labs?|laborator\w+|tests?|testing|results?|specimens?|samples?|values?|assessments?|evaluations?|measurements?"
    r"|cbc|chemistry)\b.*\b(?:done|performed|obtained|used|taken|collected|repeat\w*|re-?(?:test|screen)\w*|drawn"
    r"|available|completed|conducted|accepted|reviewed|dated|from)\b",
    re.IGNORECASE,
)
ABOUT_PEOPLE = re.compile(
    r"\b(?:who|patients? with|subjects? with|participants? with|abnormal\w*|outside|lower|higher|due to|judge?ment"
    r"|significant|relevant|approval|permitted|metasta\w*|syndrome)\b",
    re.IGNORECASE,
)


def _without_days_allowed(found: list[Token]) -> list[Token]:
    """Without a bracket that says by how many days a test may be older."""
    match = DAYS_ALLOWED.search(written(found))
    if match is None or not any(token.type == "TIME" for token in found[match.start() : match.end()]):
        return found
    return [*found[: match.start()], *found[match.end() :]]


def _without_asides(found: list[Token], text: str) -> tuple[list[Token], bool]:
    """A heading over laboratory values without what it says by the way, and whether that asks for unhelped values.

    By the way are brackets, sentences and clauses which only say when a test is done and which one counts, and those
    about transfusions and growth factors.
    """
    kept = list(found)
    unsupported = False
    for part in ASIDE.finditer(text):
        said = part.group()
        inside = [token for token in kept if part.start() <= token.start and token.end <= part.end()]
        types = {token.type for token in inside}
        if "COHORT" in types or (types & {"DEFINED", "HOW", "ISDEFINED"} and not said.startswith("(")):
            continue  # it says for whom, or leads to the list
        helps = bool(types & SUPPORT) and not types & {"SITE", "ILLNESS"}
        of_tests = bool(ABOUT_TESTS.search(said)) and not (ABOUT_PEOPLE.search(said) or types & (SUPPORT | {"EXCEPT"}))
        if helps or of_tests or ("NOOP" in types and not types & {"SITE", "ILLNESS"}):
            unsupported = unsupported or (helps and bool(types & {"NOT", "FORBIDDEN", "EXCEPT"}))
            kept = [token for token in kept if token not in inside or token.type == "COLON"]
    return kept, unsupported


def _unsupported(found: Sequence[Token]) -> set[int]:
    """The places of "without growth factor support", up to the next comma or colon."""
    places: set[int] = set()
    for match in pattern("NOT(?:UNKNOWN|CODE|AND|OR|PRIOR)*LABTAIL[^COMMA COLON STOP]*").finditer(written(found)):
        places.update(range(match.start(), match.end()))
    return places


# In a heading that introduces a list for everybody, besides unknown words.
INTRODUCING = {
    "ISDEFINED",
    "INCLUDING",
    "WHO",
    "JUDGED",
    "SOURCE",
    "FDA",
    "SAMPLE",
    "HOW",
    "TISSUE",
    "LABTAIL",
    "FOREXAMPLE",
}
ADEQUATE_ORGANS = re.compile(
    r"\b(?:adequate|sufficient|satisfactory|normal|good|meet|meeting|must|required|requirements)\b[^.:]*"
    r"\b(?:functions?|laboratory|labs?|reserves?)\b"
    r"|\b(?:functions?|laboratory|labs?|reserves?)\b[^.:]*\b(?:adequate|met|must|required)\b"
)
OF_ORGANS = re.compile(r"\b(?:functions?|values?|laboratory|labs?|reserves?)\b")
# How much something matters: what is listed under it is what matters.
EXPLAINED = re.compile(r"\b(?:significant|relevant|important)\b")
COMPLETE = re.compile(r"[a-z0-9)%]\.\s*$")
BELOW = re.compile(r"\b(?:following|follows|below|these|exceptions?)\b")


def _introduces(
    found: Sequence[Token], left: Sequence[Token], text: str, known: frozenset[str], words: dict[Token, str]
) -> bool:
    """Whether only common words stand beside those for a list of criteria: no name, no group, no treatment."""
    if any(token.type in ("IF", "OR") or words[token].endswith(("for", "among")) for token in found):
        return False
    types = {token.type for token in found}
    if types & TURNING and not (types & TURNING == {"ISDEFINED"} and OF_ORGANS.search(normal(text))):
        return False
    if not any(token.must or token.who or words[token] in known for token in found) and "ISDEFINED" not in types:
        return False
    return all(
        token.type in INTRODUCING
        or (token.type == "CMP" and "TIME" in {one.type for one in found})
        or (token.type == "UNKNOWN" and text[token.start : token.end].islower())
        for token in left
    )


def _complete(text: str) -> bool:
    """Whether it is a sentence that ends, and does not speak of what follows."""
    last = re.split(r"[.;]\s", text.strip())[-1].lower()
    return COMPLETE.search(text) is not None and len(text.split()) > 3 and BELOW.search(last) is None


def windowed(found: Sequence[Token], recent: bool) -> Sequence[Token] | None:
    """ "Chemotherapy: 21 days" under "within the following time periods": chemotherapy within 21 days.

    Under "adequate washout, defined as:", at least so long ago.
    """
    found = _what_first(found)
    match = pattern(
        "{what:(?:MED|AID)[^COLON WITHIN CMP NUM TIME]*}{sign:(?:COLON|MINUS|COMMA|LP|FOR)*}CMP?NUM TIME RP?"
    ).match(written(found))
    if match is None:
        return None
    at = match.span("what")[1]
    start, end = match.span("sign")
    compared = str(found[end].value) if found[end].type == "CMP" else ""
    if compared[:1] not in (("", "<") if recent else ("", ">")):
        return None
    place = found[at]
    if not recent:  # "at least three weeks after A"
        least = [] if compared else [place._replace(type="CMP", value=">=", end=place.start)]
        span = found[end : match.end()]
        return [*least, *span, place._replace(type="BETWEEN", value=None), *found[:start], *found[match.end() :]]
    within = place._replace(type="WITHIN", value=None, end=place.start)
    prior = found[0]._replace(type="PRIOR", value=None, end=found[0].start)
    return [prior, *found[:start], within, *found[end:]]


TIME_FIRST = pattern(
    "{time:CMP?NUM TIME(?:half)?}(?:FOR|AFTER|BETWEEN|COLON|COMMA|WITH|PRIOR|LASTDOSE)*"
    "{what:(?:OTHER|QUAL|SETTING)*drug.*}"
)


def _what_first(found: Sequence[Token]) -> Sequence[Token]:
    """ "14 days for chemotherapy" as "chemotherapy: 14 days"."""
    match = TIME_FIRST.fullmatch(written(found))
    if match is None or any(token.type in ("NUM", "TIME", "HALF") for token in found[match.start("what") :]):
        return found
    time, what = found[slice(*match.span("time"))], list(found[match.start("what") :])
    except_at = next(
        (
            at
            for at, token in enumerate(what)
            if token.type in ("COMMA", "LP", "STOP") and at and {"NOT", "EXCEPT"} & {one.type for one in what[at:]}
        ),
        len(what),
    )
    return [*what[:except_at], *time, *what[except_at:]]


# "Arm A (both phases)": of one arm, in whichever phase.
ONE_GROUP = re.compile(r"\b(?:cohort|arm|group)s? (?:[a-h]|[1-9])\b")


def _of_everyone(text: str) -> bool:
    """ "For both phases", "all cohorts"."""
    return (
        any(word in EVERYONE for word in text.replace("(", " ").replace("/", " ").split())
        and " unless" not in text
        and " only" not in text
        and len(ONE_GROUP.findall(text)) != 1
    )


def _of_the_cancer(found: Sequence[Token]) -> bool:
    """Whether a heading is itself a criterion about the kind of cancer."""
    read = clause(found, False) if found else None
    if read is None or says_nothing(read.condition) or not {"receptors", "disease_extent"} & set(read.kinds):
        return False
    return not read.unread or not any(token.type == "NOT" for token in found)


def _of_a_kind(found: Sequence[Token]) -> Condition | None:
    """Whom a heading with a colon names, by anything but how far the cancer reaches."""
    types = {token.type for token in found}
    if not found or found[0].type == "IF" or found[-1].type != "COLON":
        return None
    if types & {"DEFINED", "ISDEFINED", "EITHER", "MENO"}:
        return None  # below it stand the ways to be that
    read = whole(without_brackets(found[:-1]), False)
    if read is None or says_nothing(read.condition) or read.kinds == ("disease_extent",):
        return None
    return read.condition


def _of_whom(found: Sequence[Token]) -> Condition | None:
    """The condition of a heading such as "if the tumour is HER2 positive". That the cancer has spread is no limit."""
    if not found or found[0].type != "IF":
        return None
    end = next((at for at, token in enumerate(found) if token.type == "COLON"), len(found))
    read = whole(without_brackets(found[1:end]), False)
    if read is None or says_nothing(read.condition):
        return None
    if isinstance(read.condition, And):
        parts = [part for part in read.condition.parts if not has_spread(part)]
        return both(parts) if parts else None
    return read.condition
