"""Lists of illnesses and findings that exclude, of which not every one is known: "A, severe B, or C within 6 months".

Each thing in the list is taken by itself. What is known and stands bare counts; what is known and has further words
around it counts only as something that can be passed; for what is not known the list stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from concord.criteria.terms import Condition, terms_of
from concord.trials.reading.build import UNREAD, Read, both, one_of, says_nothing
from concord.trials.reading.phrases.illnesses import INFECTION, PART, SOME_INFECTION, illness, infection
from concord.trials.reading.phrases.measures import MEASURES, UNITS
from concord.trials.reading.sentences.pieces import SYMPTOMS, said_again
from concord.trials.reading.words.lexer import Token, span_of
from concord.trials.reading.words.patterns import HOW_TAIL, pattern, written

Whole = Callable[[Sequence[Token], bool], Read | None]

HEADING = frozenset(("INCLUDING", "FOREXAMPLE", "COLON"))
BREAKS = frozenset(("COMMA", "OR", "AND", "SLASH", "NEITHER")) | HEADING
# What makes a sentence something else than a list.
TURNING = frozenset(
    ("ALLOWED", "FORBIDDEN", "EXCEPT", "MAY", "LOOSE", "COHORT", "NOTE", "ISDEFINED", "STOP", "PLANNED")
)
# A list in which none of these stands is left to others.
NAMES = frozenset(("ILLNESS", "LEPTO", "BRAIN", "FACT", "NEURO"))
QUALIFIERS = frozenset(
    ("QUAL", "ACTIVEQ", "SYMPTOMATICQ", "UNTREATEDQ", "STABLEQ", "NOW", "DEGREE", "CMP", "NUM", "OR_MORE", "EXTENT")
)
# May stand between what begins a thing in a list and its name.
BEFORE = QUALIFIERS | {"PRIOR", "OTHER", "UNKNOWN", "CODE", "DISEASE", "DETECTED", "BRAINWORD", "HOW", "EITHER"}
# Words that start afresh: what qualifies the things before does not reach further.
AFRESH = frozenset(("PRIOR", "HEAD", "OTHER"))
# Words that belong to what stands before them, and may reach back to the first thing of the list.
REACHING = frozenset(
    ("WITHIN", "TIME", "WHO", "IF", "NEEDING", "WITH", "CMP", "HOW", "JUDGED", "AFTER", "BEFORE", "WHILE", "PREVENTION")
)
# "A, B or C not well controlled": at the end, said of all of them.
TRAILING = frozenset(("QUAL", "ACTIVEQ", "SYMPTOMATICQ", "UNTREATEDQ", "STABLEQ", "CANCERNOW"))
TREATMENTS = frozenset(("MED", "AID", "NEEDING", "QUAL"))
# "antivirals within a week before enrolment"
OF_NEED = TREATMENTS | {
    "OTHER",
    "ANOTHER",
    "DOSE",
    "TO",
    "WITHIN",
    "NUM",
    "TIME",
    "BEFORE",
    "AFTER",
    "EVENT",
    "FOR",
    "CMP",
    "OBTAINED",
    "UNKNOWN",
}
CONTINUING = frozenset(("NEEDING", "WHO", "WITH"))  # what begins with these belongs to what stands before
VISIT = pattern(f"(?:visit|{HOW_TAIL})+")
# Words after a treatment in a list that may tell of those before it too.
OF_EACH = REACHING | {"EXTENT", "SETTING", "PURPOSE"}
GIVEN = frozenset(("prior_treatment", "washout"))
# What begins a clause that may go on after "or".
HANGING = frozenset(("WITH", "WHO", "IF"))
# When it was, and how: said of all things before it.
WHEN = QUALIFIERS | {"WITHIN", "TIME", "BEFORE", "AFTER", "EVENT", "OBTAINED"}
# A clause about one thing: "which is active or which needs treatment".
OF_CLAUSE = QUALIFIERS | TREATMENTS | {"WHO", "CANCERNOW", "TREATED", "WITHIN", "TIME", "BEFORE", "EVENT"}
# Facts that are a number: "severe" before a list says nothing of them.
MEASURED = frozenset(fact for units in UNITS.values() for fact, _ in units.values())
# "including drug-induced X or Y on a scan": a word before a name, and how it was found, mean no less than the kind.
PLAIN_EXAMPLES = pattern(f"(?!.*(?:TIME|JUDGED))(?:QUAL*ILLNESS)*(?:visit|{HOW_TAIL})*")
# "Any uncontrolled illness, including an active infection": the one example is uncontrolled as it is.
OF_INFECTION = pattern(
    "(?:OTHER|NOW|CMP NUM)*ACTIVEQ OTHER?ILLNESS COMMA?INCLUDING(?:COMMA|NOW|OR|ACTIVEQ)*{infection:ILLNESS}STOP?"
)
OF_METASTASES = pattern("BRAIN(?:WHO|WITH)(?:ACTIVEQ|UNTREATEDQ|SYMPTOMATICQ)")
TWO = 2
MORE = 3  # a bracket that holds something
PEOPLE = frozenset(("age", "sex", "menopause"))  # of whom it speaks, rather than what they have


class Part(NamedTuple):
    """One thing of a list."""

    tokens: list[Token]
    joins: frozenset[str]  # what joins it to the one before
    aside: list[Token]  # what stands in brackets after it


class Meaning(NamedTuple):
    """What one thing of a list says."""

    condition: Condition
    kinds: tuple[str, ...] = ()
    reaches: bool = False  # its last words may belong to the things before it too


def listed(tokens: Sequence[Token], whole: Whole) -> Read | None:
    """What such a list excludes; None if it is no such list, or could never be answered."""
    things = split(tokens)
    if not any(token.type in NAMES for token in tokens) or any(
        token.type in TURNING for part in things for token in part.tokens
    ):
        return None
    if any(
        part.tokens[0].type == "CMP" and part.tokens[1:2] != [] and part.tokens[1].type != "DEGREE"
        for part in things[1:]
    ):
        return None  # "bilirubin > 1 or > 3 in A or B": a limit, and of whom it is asked
    if (only := OF_INFECTION.fullmatch(written(tokens))) and tokens[
        only.start("infection")
    ].value == "active_infection":
        condition = one_of((illness("active_infection"), UNREAD))
        return Read(condition, ("comorbidity",), ((condition, *span_of(tokens)),))
    shared = False
    meanings: list[Meaning] = []
    ways: list[list[Token]] = []  # "severe or uncontrolled X": several ways to qualify what comes
    joins: set[str] = set()
    needing = hanging = risky = told = False
    for part in things:
        visit = VISIT.fullmatch(written(part.tokens)) is not None
        timed = any(token.type == "TIME" for token in part.tokens)
        named_before = any(token.type in NAMES for one in things[: things.index(part)] for token in one.tokens)
        if visit and timed and not named_before:
            shared = True  # "who had, within six months, any event of A"
            continue
        if meanings and (timed if visit else part is things[-1] and {token.type for token in part.tokens} <= WHEN):
            meanings = [_opened(one) for one in meanings]  # "A, B or C, active within two years"
            meanings += [Meaning(UNREAD)] if "OR" in part.joins else []
            continue
        if meanings and visit and part.tokens[0].type != "JUDGED":
            continue  # "at screening or at any time before"
        if meanings and _tells_degree(part):
            meanings = [_opened(one) for one in meanings]  # "chronic kidney disease, stage >= 3"
            continue
        if all(token.type in QUALIFIERS | {"PRIOR"} for token in part.tokens):
            ways.append(part.tokens)
            shared = shared or bool(part.aside)  # "history (within six months) of: A, B or C"
            continue
        if _of_people(part):
            part.tokens.pop(0)  # "or who have B" is no clause about A
        elif part.tokens[0].type == "WHO" and "OR" in part.joins and not {one.type for one in part.tokens} <= OF_CLAUSE:
            meanings.append(Meaning(UNREAD))
            continue
        named = any(token.type == "ILLNESS" and token.value for token in part.tokens)
        if named and part.tokens[0].type == "WITH" and part.joins == {"COMMA", "OR"} and not _hangs(things, part):
            part.tokens.pop(0)  # "patients who had A, or with B"
        another = part.tokens[0].type == "WITH" and "OR" in part.joins and named  # "or with findings of B"
        if another:
            meanings.append(Meaning(UNREAD))
            joins |= part.joins
            continue
        without = part.tokens[0].type == "NOT" and part.joins == {"COMMA"}  # "A, without B"
        needing = (
            without or part.tokens[0].type in CONTINUING or (needing and {one.type for one in part.tokens} <= OF_NEED)
        )
        if needing and meanings:  # "requiring antibiotics, antivirals or antifungals"
            meanings = [_over_by_now(one) if timed else _opened(one) for one in meanings]
            continue
        needing = any(token.type == "NEEDING" for token in part.tokens)
        if part.joins & HEADING and meanings:
            kind = meanings[-1:] if len(meanings) > 1 and "COLON" not in part.joins else meanings
            if not says_nothing(one_of(one.condition for one in kind)):
                examples = [
                    token
                    for one in things[things.index(part) :]
                    for token in one.tokens
                    if not all(other.type in ("UNKNOWN", "CODE") for other in one.tokens)  # "such as A or some name"
                ]
                meanings = [*meanings[: len(meanings) - len(kind)], *_with_examples(kind, examples)]
                break
            shared = shared or meanings[0].reaches or any(token.type == "TIME" for one in things for token in one.aside)
            if "COLON" in part.joins:
                meanings.clear()  # "any of these: ...", "cardiac: ..."
        joins |= part.joins - HEADING if meanings else set()
        if (part.tokens[0].type in AFRESH or part.tokens[0].known) and not ways:
            shared = False
        meaning = _meaning(part, ways, whole)
        alone = part.joins <= {"OR", "SLASH"}  # "A or B that ..."
        between = part is not things[-1] and part.tokens[0].type in AFRESH  # "A, history of B within a year, C"
        between = between or (
            len(things) == 2 and part.joins == {"COMMA", "OR"} and _has_clause(part)
        )  # "A, or B that"
        if (
            meaning.reaches
            and not between
            and not _named_anew(part, things[: things.index(part)])
            and (alone or part is things[-1] or "WITHIN" in {one.type for one in part.tokens})
        ):
            spared = _ends_with_span(part)  # when a test was done is left aside
            meanings = [one if spared and _measured(one) else _opened(one) for one in meanings]
        if _tells_of_treatments(part):
            meanings = [_opened(one) if set(one.kinds) & GIVEN else one for one in meanings]
        # "brain metastases that are active, or carcinomatous meningitis": nothing is said of the second
        apart = part.tokens[0].type == "LEPTO" and told
        told = OF_METASTASES.fullmatch(written(part.tokens)) is not None
        # "A with B or C": A has to be there for C too
        under = hanging and not apart and not part.joins & {"COMMA", *HEADING}
        hanging = under or any(token.type in HANGING for token in part.tokens)
        risky = risky and not (part.joins & HEADING or part.tokens[0].type in AFRESH)  # "at risk of A or B"
        opened = (shared and not _measured(meaning)) or under or risky
        meanings.append(_opened(meaning) if opened else meaning)
        risky = risky or any(token.type == "RISK" for token in part.tokens)
        shared = shared or (_leads(part, ways) and not _said_again(part, ways, things[things.index(part) + 1 :]))
        ways = []
    one_thing = joins == {"COMMA"} and not any(token.type in NAMES for token in things[0].tokens)
    if one_thing and says_nothing(meanings[0].condition) and meanings[-1].kinds != ("comorbidity",):
        return None  # "widespread, symptomatic X" is one thing
    named_below = any("COLON" in part.joins for part in things)  # "tests for any of these: A, B and C"
    return _joined(meanings, joins - {"AND"} if named_below else joins, tokens)


def split(tokens: Sequence[Token]) -> list[Part]:
    """The things of a list, with what stands in brackets apart."""
    parts = [Part([], frozenset(), [])]
    joins: set[str] = set()
    depth = 0
    measured = (
        0  # up to where a limit reaches, with the words that join it inside: "> 450 ms in men and > 470 in women"
    )
    types = written(tokens)
    for at, token in enumerate(tokens):
        if token.type == "LAB" and depth == 0 and at >= measured:
            measured = max(
                (found.end() for text, _ in MEASURES if (found := pattern(text).match(types, at))), default=0
            )
            if measured and joins and parts[-1].tokens:
                parts.append(Part([], frozenset(joins), []))
                joins.clear()
        if at < measured:
            parts[-1].tokens.append(token)
            continue
        if token.type == "LP" and not depth and (joins or not parts[-1].tokens):
            continue  # "or (Child-Pugh C)": nothing stands before it that it explains
        depth += token.type == "LP"
        if depth:
            parts[-1].aside.append(token)
        elif token.type in BREAKS:
            joins.add(token.type)
        elif token.type != "RP":
            if joins and parts[-1].tokens:
                parts.append(Part([], frozenset(joins), []))
            joins.clear()
            parts[-1].tokens.append(token)
        depth -= token.type == "RP" and depth > 0
    return [part for part in parts if part.tokens]


def _with_examples(kind: list[Meaning], examples: Sequence[Token]) -> list[Meaning]:
    """ "Autoimmune disease, such as ...": the kind is known, and examples add nothing that it does not hold.

    Of "an active infection, including hepatitis B" the example is one too, though the fact of it is another.
    """
    if not PLAIN_EXAMPLES.fullmatch(written(examples)):
        kind = [_opened(one) for one in kind]  # words among them may count for all of it
    named = {token.value for token in examples if token.type == "ILLNESS"}
    if kinds_of(kind[-1], named):
        return kind
    if any(not isinstance(name, str) or "none" in name.split(" or ") for name in named):
        return [*kind, Meaning(UNREAD)]
    return [*kind, *(Meaning(both((illness(str(name)), UNREAD)), ("comorbidity",)) for name in sorted(named, key=str))]


def _of_its_own(name: Token, tail: Sequence[Token]) -> bool:
    """ "HIV, or hepatitis C with HCV RNA", "diabetes with HbA1c above 8 %": what can be said of this illness alone."""
    return tail[0].type in ("WITH", "WHO") and any(
        token.type == "LAB" or (token.type == "ILLNESS" and token.value == name.value) for token in tail
    )


def _number_beside(tail: Sequence[Token], whole: Whole) -> Condition | None:
    """ "Diabetes with HbA1c above 8 %": the number."""
    read = whole(tail[1:], True) if len(tail) > 1 and tail[0].type == "WITH" and tail[1].type == "LAB" else None
    if read is None or read.unread or says_nothing(read.condition):
        return None
    return read.condition if {term.name for term in terms_of(read.condition)} <= MEASURED else None


def _tells_degree(part: Part) -> bool:
    """Whether it says no more than how bad the things before it are: "stage >= 3", "grade 2 or higher"."""
    first, *rest = part.tokens
    scale = first.type == "DEGREE" or (first.type == "UNKNOWN" and first.value in ("stage", "stages", "class", "type"))
    return (
        scale and bool(rest) and all(token.type in ("CMP", "NUM", "OR_MORE", "CODE", "MINUS", "TO") for token in rest)
    )


def _of_people(part: Part) -> bool:
    """Whether it begins with "who", and what it names is not said of the thing before it."""
    types = [token.type for token in part.tokens]
    named = next((at for at, kind in enumerate(types) if kind in NAMES), 0)
    return types[0] == "WHO" and named > 0 and set(types[1:named]) <= BEFORE and bool({"OR", "AND"} & part.joins)


def _hangs(things: Sequence[Part], part: Part) -> bool:
    """Whether anything before it has something with it, so that "or with" may go on with that."""
    return any(token.type in HANGING for one in things[: things.index(part)] for token in one.tokens)


def _has_clause(part: Part) -> bool:
    """Whether right after its name it tells what that one needs, or is: "B that needed steroids"."""
    named = max((at for at, token in enumerate(part.tokens) if token.type in NAMES), default=len(part.tokens))
    after = part.tokens[named + 1 : named + 2]
    unnamed = part.tokens[named].value is None if after else False  # "lung disease with a saturation below 90 %"
    return [token.type for token in after] in (["WHO"], *([["WITH"]] if unnamed else []))


def _tells_of_treatments(part: Part) -> bool:
    """ "A, B, or C for metastatic disease": when or why, as it may be said of each."""
    types = [token.type for token in part.tokens]
    given = bool({"MED", "AID"} & set(types)) and "ILLNESS" not in types
    return given and types[0] not in AFRESH and bool(OF_EACH & set(types))


def kinds_of(meaning: Meaning, names: set[object]) -> bool:
    """Whether all illnesses of these names are the one that was read, or kinds of it."""
    known = {term.arguments[0] for term in terms_of(meaning.condition) if term.name == "has"}
    return all(
        isinstance(name, str) and {one.removeprefix(PART) for one in name.split(" or ")} <= known for name in names
    )


def _named_anew(part: Part, before: Sequence[Part]) -> bool:
    """ "Untreated A, A that needs B": what is named once more has words of its own, which reach no further back."""
    named = {token[:2] for one in before for token in one.tokens if token.value is not None}
    return any(token.type in NAMES and token[:2] in named for token in part.tokens)


def _leads(part: Part, ways: list[list[Token]]) -> bool:
    """Whether a thing begins with words that may count for what follows too: "severe liver or kidney disease"."""
    named = next((at for at, token in enumerate(part.tokens) if token.type in NAMES), len(part.tokens))
    first = part.tokens[: min(3, named)] if part.tokens[0].type != "LAB" else []
    before = [*(one for way in ways for one in way), *first]
    leading = QUALIFIERS if any(token.type == "DEGREE" for token in before) else QUALIFIERS - {"CMP", "NUM"}
    return any(token.type in leading for token in before)


def _said_again(part: Part, ways: list[list[Token]], later: Sequence[Part]) -> bool:
    """Whether the word that leads is said of a later thing too: "active A, B, or active C"."""
    lead = [*(one for way in ways for one in way), *part.tokens[:1]]
    qualifies = [token for token in lead if token.type in QUALIFIERS]
    return len(qualifies) == 1 and said_again(qualifies[0], [one.tokens[0] for one in later])


def _opened(meaning: Meaning) -> Meaning:
    return meaning._replace(condition=both((meaning.condition, UNREAD)))


def _told_in_numbers(part: Part, whole: Whole) -> Meaning | None:
    """What a bracket says in numbers of something that has no fact itself: "heart dysfunction (LVEF < 45 %)"."""
    if not {token.type for token in part.tokens} <= {"ILLNESS", "PRIOR", "UNKNOWN", "CODE"} or len(part.aside) < MORE:
        return None
    read = whole(part.aside[1:-1], True) if part.aside[1].type not in HEADING else None
    if read is None or not {term.name for term in terms_of(read.condition)} <= MEASURED | {"child_pugh"}:
        return None
    return None if says_nothing(read.condition) else Meaning(read.condition, read.kinds)


def _measured(meaning: Meaning) -> bool:
    """Whether it speaks of numbers alone."""
    return meaning.condition != UNREAD and {term.name for term in terms_of(meaning.condition)} <= MEASURED


def _ends_with_span(part: Part) -> bool:
    """Whether no more than a span of time follows the name."""
    named = max((at for at, token in enumerate(part.tokens) if token.type in NAMES), default=-1)
    return pattern("window").fullmatch(written(part.tokens[named + 1 :])) is not None


def _over_by_now(meaning: Meaning) -> Meaning:
    """ "An infection that was treated within four weeks" may be over, so that the fact says nothing of it."""
    of_now = any(term.arguments == ("active_infection",) for term in terms_of(meaning.condition))
    return Meaning(UNREAD) if of_now else _opened(meaning)


def _meaning(part: Part, ways: list[list[Token]], whole: Whole) -> Meaning:
    """One thing of a list: an illness, or anything that is understood whole."""
    tokens = part.tokens
    while len(tokens) > 1 and tokens[0].type in ("IF", "WHO") and tokens[1].type in QUALIFIERS:
        tokens = tokens[1:]  # "or where suspected X cannot be ruled out"
    types = [token.type for token in tokens]
    weakened = types[0] == "LAB" and bool({"MED", "AID", "WHILE"} & {*types})  # "A, or LVEF < 50 % on B"
    own = 2 if types[:2] == ["CMP", "DEGREE"] else 0  # "or grade 2 or higher B": the grade of B
    reaches = weakened or (any(kind in REACHING for kind in types[own:]) and types[0] not in AFRESH)
    if ("UNIT" in types or types[0] == "LAB") and not REACHING & {*types} - {"CMP"}:
        reaches = weakened  # a number of its own: "A, or B below 75,000"
    if "ILLNESS" in types and pattern("CMP NUM").match(written(tokens), types.index("ILLNESS") + 1):
        reaches = bool(REACHING & {*types} - {"CMP"})  # "infection, or fever above 38.5": of the fever alone
    reaches = reaches or (len(types) > 1 and types[-1] in TRAILING and types[0] not in AFRESH)
    nothing = Meaning(UNREAD, (), reaches)
    if "ILLNESS" not in types or types[0] == "LAB":
        read = whole(tokens, True)
        if read is None and (told := _told_in_numbers(part, whole)):
            return told  # "liver dysfunction (Child-Pugh C)"
        if read is None or says_nothing(read.condition) or PEOPLE & set(read.kinds):
            return nothing._replace(reaches=reaches or bool(NAMES & set(types)))
        reaches = reaches or bool(read.unread)
        return Meaning(both((read.condition, UNREAD)) if part.aside or ways else read.condition, read.kinds, reaches)
    at = types.index("ILLNESS")
    name, first, last = tokens[at], tokens[:at], tokens[at + 1 :]
    aside = [] if _only_names(part.aside, name) else part.aside
    if name.value is None and not ways and (told := _told_in_numbers(part, whole)):
        return told
    if name.value is None and set(types) <= {"ILLNESS", "PRIOR"} and not ways and _examples(part.aside):
        inner = part.aside[2:-1]  # "immunodeficiency (e.g. HIV)"
        read = whole(inner, True) or listed(inner, whole)
        return Meaning(one_of((read.condition, UNREAD)), read.kinds) if read else nothing
    if name.value is None and (beside := _known_beside(last)) is not None:
        return Meaning(both((beside, UNREAD)), ("comorbidity",), reaches)
    if name.value is None or not set(types[:at]) <= BEFORE or "RISK" in types or "NOT" in types[:at]:
        return nothing
    while last and last[0].type == "ILLNESS" and last[0].value in ("infection", name.value):
        last = last[1:]
    if last and last[0].type == "ILLNESS":
        return nothing
    tail = bool(last) and (VISIT.fullmatch(written(last)) is None or bool({"WITHIN", "CMP", "JUDGED"} & set(types)))
    ways = [*ways, first] if first or not ways else ways
    if any(token.type == "ILLNESS" and token.value not in (None, name.value) for token in aside):
        return nothing  # "viral infection (such as hepatitis B)": more than the name says
    if name.value in (*INFECTION, SOME_INFECTION):
        if name.value == SOME_INFECTION and not any(
            token.type in ("ACTIVEQ", "NOW", "SYMPTOMATICQ") for token in first
        ):
            return nothing
        if "PRIOR" in types or pattern("window").match(written(last)):
            return nothing
        plain = name.value == "active_infection" and not any(ways)
        current = any(ways) and all(token.type in ("ACTIVEQ", "NOW") for way in ways for token in way)
        current = current and name.value != SOME_INFECTION
        condition = infection(now=(plain or current) and not tail and not aside)
    else:
        condition = illness(str(name.value))
        bare = any(all(token.type in ("PRIOR", "OTHER") for token in way) for way in ways if way or len(ways) == 1)
        if bare and tail and not aside and (number := _number_beside(last, whole)) is not None:
            return Meaning(both((condition, number)), ("comorbidity",))
        if not bare or tail or aside:
            condition = both((condition, UNREAD))
        if tail and _of_its_own(name, last):
            return Meaning(condition, ("comorbidity",))
    return Meaning(condition, ("comorbidity",), reaches or tail)


def _known_beside(last: Sequence[Token]) -> Condition | None:
    """ "Disease of the vessels with a stroke within a year": without the stroke it does not count."""
    known = [token for token in last if token.type == "ILLNESS"]
    if len(known) != 1 or not last or last[0].type != "WITH" or not isinstance(known[0].value, str):
        return None
    of_now = known[0].value in (*INFECTION, SOME_INFECTION, *SYMPTOMS)
    if of_now or {"NOT", "OR", "SLASH", "EXCEPT"} & {token.type for token in last}:
        return None
    return illness(known[0].value)


NAMED = frozenset(("COMMA", "OR", "AND", "SLASH", "UNKNOWN", "ILLNESS"))


def _only_names(aside: Sequence[Token], name: Token) -> bool:
    """Whether a bracket only names kinds of the illness before it: "lung disease (e.g. fibrosis of the lung)"."""
    if not _examples(aside) or not {token.type for token in aside[2:-1]} <= NAMED:
        return False
    named = {str(token.value).removeprefix(PART) for token in aside if token.type == "ILLNESS"}
    return named == {str(name.value)}


def _examples(aside: Sequence[Token]) -> bool:
    return len(aside) > 3 and (aside[1].type, aside[-1].type) == ("FOREXAMPLE", "RP")


def _joined(meanings: list[Meaning], joins: set[str], tokens: Sequence[Token]) -> Read | None:
    """The whole list. Things joined by "and" may all have to be there."""
    found = one_of(one.condition for one in meanings)
    in_a_row = len(meanings) > TWO and "COMMA" in joins  # "A, B, and C" among exclusions: each of them
    if "AND" in joins and len(meanings) > 1 and not in_a_row:
        found = both((found, UNREAD))
    if says_nothing(found):
        return None
    kinds = tuple(dict.fromkeys(kind for one in meanings for kind in one.kinds))
    return Read(found, kinds, ((found, *span_of(tokens)),))
