"""From the tokens of a sentence to one condition. What is not clear is not read, so that it never decides wrongly.

Two readings of "unread" matter. Under an exclusion, unread words that belong to something turn it into `X and
not_read`: it can be passed, it never excludes. Under a requirement, words that loosen it turn it into `X or
not_read`, words that add to it into `X and not_read`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from concord.criteria.terms import ALWAYS, And, Condition, Not, Or, terms_of
from concord.trials.reading import disease, illnesses, measures, treatment
from concord.trials.reading.build import UNREAD, Item, Read, Rule, both, is_in, one_of, opposite, says_nothing, yes
from concord.trials.reading.lexer import Token
from concord.trials.reading.lists import listed
from concord.trials.reading.patterns import HOW_TAIL, Found, letter, pattern, written
from concord.trials.reading.permissions import KINDS, permission
from concord.trials.reading.receptors import closing, noun_phrase
from concord.trials.reading.tails import among_others, hers, narrowing
from concord.trials.reading.values import values

RULES: list[Rule] = [*measures.RULES, *disease.RULES, *treatment.RULES, *illnesses.RULES]
JOINS = {"AND", "OR", "SLASH", "COMMA", "NEITHER"}
LOOSENING = {"COHORT", "EXCEPT", "IF", "LOOSE", "MAY", "ALLOWED", "OR", "NEITHER"}


def item(tokens: Sequence[Token], types: str, at: int, excludes: bool) -> Item | None:
    """The longest piece that one pattern reads from here on."""
    best = noun_phrase(tokens, at)
    treated = treatment.treatment(tokens, types, at, excludes)
    if treated is not None and (best is None or (treated.end > best.end and "receptors" not in best.kinds)):
        best = treated
    for kind, text, build in RULES:
        match = pattern(text).match(types, at)
        if match is None or match.end() == at or (best is not None and match.end() <= best.end):
            continue
        found = Found(match, tokens)
        condition = build(found, excludes)
        if condition is None:
            continue
        kinds = (kind,)
        shared = "shared" in match.re.groupindex or (
            kind == "comorbidity" and "quals" in match.re.groupindex and bool(found["quals"])
        )
        dated = kind == "comorbidity" and "window" in match.re.groupindex and bool(found["window"])
        best = Item(condition, kinds, match.end(), shared, dated)
    return best


class Part(NamedTuple):
    """One piece of a sentence: what joins it to what stood before, and what it reads."""

    join: frozenset[str]
    negated: bool
    item: Item
    start: int


def parts(tokens: Sequence[Token], at: int, excludes: bool) -> tuple[list[Part], int]:
    """Pieces that follow one another, as far as everything is understood; and where that ends."""
    found: list[Part] = []
    types = written(tokens)
    end = at
    while at < len(tokens):
        join: set[str] = set()
        while at < len(tokens) and tokens[at].type in JOINS | {"WITH", "WHO", "PLUS"}:
            join.add(tokens[at].type)
            at += 1
        negated = False
        if at + 1 < len(tokens) and tokens[at].type in ("WOCBP", "SEX") and tokens[at + 1].type == "NOT":
            at += 1  # "women ... must not be pregnant": men are not
        start = at
        if at < len(tokens) and tokens[at].type == "NOT":
            negated = True
            at += 1
        if found and join & {"WHO", "WITH"} and "comorbidity" in found[-1].item.kinds:
            break
        if negated and found and not join and at < len(tokens):
            join = {"WITH"} if treatment.treatment(tokens, types, at, not excludes) else join  # "A without B"
        if at >= len(tokens) or (join & {"WITH", "WHO"} and join & {"OR", "SLASH"} and not tokens[0].who):
            break
        skipped = 0 if found and not join else adjectives(tokens, at)
        if skipped and tokens[at + skipped].type == "DISEASE":
            break  # "colorectal cancer" is another one
        one = item(tokens, types, at + skipped, excludes != negated)
        if skipped and one is not None and not set(one.kinds) <= NARROWED:
            skipped, one = 0, item(tokens, types, at, excludes != negated)
        if one is None or (found and not join and not follows(found[-1].item, one, negated)):
            break
        if skipped:
            one = one._replace(condition=both((one.condition, UNREAD)))
        found.append(Part(frozenset(join), negated, one, start))
        at = end = one.end
    return found, end


# Kinds that an unknown word right before them narrows: "widespread leptomeningeal disease".
NARROWED = frozenset(("sites", "disease_extent", "receptors", "biomarkers"))
ADJECTIVE = ("ive", "al", "ic", "ous", "ed", "ly", "ary", "ant", "able", "ible", "lar")


def adjectives(tokens: Sequence[Token], at: int) -> int:
    """How many unknown adjectives stand here, before what they belong to; "at least one" may stand before them."""
    start = at
    if least := pattern("CMP?NUM(?=UNKNOWN)").match(written(tokens), at):
        if tokens[least.end() - 1].value != 1.0:
            return 0
        at = least.end()
    first = at
    while (
        at + 1 < len(tokens)
        and at - first < 4
        and (
            tokens[at].type == "QUAL"
            or (tokens[at].type == "UNKNOWN" and str(tokens[at].value).endswith(ADJECTIVE))
            or (at > first and tokens[at].type in ("COMMA", "OR", "AND", "SLASH") and tokens[at + 1].type == "UNKNOWN")
            or (at > first and tokens[at].type == "COMMA" and tokens[at - 1].type in ("UNKNOWN", "QUAL"))
        )
    ):
        at += 1
    return at - start if at > first else 0


def follows(before: Item, one: Item, negated: bool) -> bool:
    """Whether one piece may follow another without a word between: "women 18 years of age", "a mutation without X"."""
    if negated:
        return {*before.kinds, *one.kinds} <= NARROWED | {"menopause", "prior_treatment", "washout"}
    if "receptors" in before.kinds and set(one.kinds) <= {"prior_treatment", "lines", "progression"}:
        return True  # "HER2-positive disease previously treated with A"
    return one.kinds == ("age",) and set(before.kinds) <= {"sex", "menopause"}


def combine(found: list[Part], tokens: Sequence[Token], excludes: bool) -> Read | None:
    """Pieces joined by and, or, commas. A mixture that could be understood in two ways is not read."""
    kinds = tuple(dict.fromkeys(kind for part in found for kind in part.item.kinds))
    words = tuple((part.item.condition, tokens[part.start].start, tokens[part.item.end - 1].end) for part in found)
    conditions: list[Condition] = []
    shared = False
    dated = max(
        (index for index, part in enumerate(found) if part.item.dated), default=-1
    )  # "A, B or C within six months"
    reach: list[Condition] = []  # after "no A, B or C", what "no" reaches
    negating = False
    alternatives = {"OR", "SLASH", "NEITHER"}
    ands = any("AND" in part.join and "OR" not in part.join for part in found[1:])
    ors = any(part.join & alternatives for part in found[1:])
    withs = any(part.join <= {"WITH", "WHO"} for part in found[1:])
    for index, part in enumerate(found):
        shared = (shared and tokens[part.start].type != "PRIOR") or part.item.shared  # "history of" starts afresh
        condition = part.item.condition
        if index < dated and not part.item.dated:
            condition = both((condition, UNREAD))
        if shared and not part.item.shared and excludes and part is not found[0]:
            condition = both((condition, UNREAD))
        if part.negated:
            if negating:
                conditions.append(opposite(one_of(reach)))
            negating, reach = True, [condition]
        elif (negating and (ors or part.join == {"COMMA"}) and "AND" not in part.join) or (
            negating and part.join & alternatives
        ):
            reach.append(condition)
        else:
            if negating:
                conditions.append(opposite(one_of(reach)))
                negating = False
            conditions.append(condition)
    if negating:
        conditions.append(opposite(one_of(reach)))
    if len(conditions) == 1:
        return Read(conditions[0], kinds, words)
    if withs and (ors or (excludes and not ands and any(part.join == {"COMMA"} for part in found[1:]))):
        return None
    if all(part.negated for part in found):
        return Read(both(conditions), kinds, words)
    if ands and ors:
        return None
    if withs:
        return Read(both(conditions), kinds, words)
    if ors:
        return Read(one_of(conditions), kinds, words)
    if excludes:
        if ands and not all(set(part.item.kinds) <= {"pregnancy"} for part in found):
            return Read(one_of((both(conditions), both((one_of(conditions), UNREAD)))), kinds, words)
        return Read(one_of(conditions), kinds, words)
    return Read(both(conditions), kinds, words)


def whole(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """All tokens understood, or nothing."""
    tokens = trimmed(tokens)
    if not tokens:
        return None
    if not excludes and tokens[0].type in ("SEX", "FOR", "IF") and (read := _demand(tokens)) is not None:
        return read
    if tokens[0].type == "NOT" and not any(token.type == "NOT" for token in tokens[1:]):
        inner = whole_positive(tokens[1:], not excludes)
        if inner is not None:
            return inner._replace(condition=opposite(inner.condition))
    return whole_positive(tokens, excludes)


def without_reason(tokens: Sequence[Token]) -> Sequence[Token]:
    """A sentence without its reason: "are excluded because ...", "because ..., women are excluded"."""
    at = next((index for index, token in enumerate(tokens) if token.type == "BECAUSE"), None)
    if at is None:
        return tokens
    if at > 0:
        end = next((index for index in range(at, len(tokens)) if tokens[index].type in ("STOP", "COLON")), len(tokens))
        return [*tokens[:at], *tokens[end:]]
    comma = next((index for index, token in enumerate(tokens) if token.type == "COMMA"), None)
    return tokens if comma is None else tokens[comma + 1 :]


def whole_or_values(tokens: Sequence[Token], excludes: bool) -> Read | None:
    return whole(tokens, excludes) or values(tokens, excludes)


EDGES = ("STOP", "COMMA", "AND", "OR", "COLON", "NOTE")


def trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without what joins a sentence to others."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].type in (*EDGES, "WHO", "WITH", "DEFINED", "HOW", "EVENT", "OBTAINED"):
        start += 1
    if pattern("REC(?:SIGN|PLUS|MINUS)COLON REC").match(written(tokens), start):
        joined = tokens[start + 2]._replace(type="COMMA")  # "HR-positive: ER or PR of at least 1 %"
        tokens = [*tokens[start : start + 2], joined, *tokens[start + 3 : end]]
        start, end = 0, len(tokens)
    if start + 2 < end and tokens[start].type == "REC" and tokens[start + 1].type == "COLON":
        tokens = (
            [*tokens[start + 2 : end]] if tokens[start + 2].type == "REC" else [tokens[start], *tokens[start + 2 : end]]
        )
        start, end = 0, len(tokens)
    while start < end and tokens[end - 1].type in (*EDGES, "DEFINED", "EITHER", "HOW", "FOREXAMPLE", "INCLUDING"):
        end -= 1
    return tokens[start:end]


# Where the day of a test changes nothing. A treatment or an illness "within four weeks" is something else.
TIMELESS = frozenset(
    ("sites", "disease_extent", "receptors", "biomarkers", "performance", "age", "sex", "menopause", "organ_function")
)


def whole_positive(tokens: Sequence[Token], excludes: bool) -> Read | None:
    if len(tokens) > 2 and tokens[0].type == "LP" and closing(tokens, 0) == len(tokens) - 1:
        tokens = tokens[1:-1]
    found, end = parts(tokens, 0, excludes)
    rest = tokens[end:]
    if not found or (rest and not pattern(f"(?:visit|{HOW_TAIL})+").fullmatch(written(rest))):
        return None
    read = combine(found, tokens, excludes)
    if read and not set(read.kinds) <= TIMELESS and any(token.type == "TIME" for token in rest):
        return None
    unsure = {"CENTRAL", "JUDGED"} if excludes else {"CENTRAL"}
    if read is None or not any(token.type in unsure for token in rest):
        return read
    return qualified(read, rest, excludes, False)  # a laboratory of the trial, or a doctor, has to say so


def span_of(tokens: Sequence[Token]) -> tuple[int, int]:
    return tokens[0].start, tokens[-1].end


def qualified(read: Read, rest: Sequence[Token], excludes: bool, loosens: bool) -> Read:
    """Something read, with unread words that belong to it."""
    condition = both((read.condition, UNREAD)) if excludes or not loosens else one_of((read.condition, UNREAD))
    return Read(condition, read.kinds, read.words, (*read.unread, span_of(rest)))


def clause(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """One sentence: whole, or with an exception, or as far as it goes."""
    tokens = tokens if excludes else hers(tokens)
    read = _clause(tokens, excludes)
    if excludes or (read is not None and not says_nothing(read.condition)):
        return read
    tokens = trimmed(without_reason(tokens))
    if (listed_with_others := among_others(tokens)) is not None:
        return whole(listed_with_others, False)
    if (found := narrowing(tokens, whole)) is not None:
        return qualified(*found, False, False)
    return read


def _clause(tokens: Sequence[Token], excludes: bool) -> Read | None:
    tokens = trimmed(without_reason(tokens))
    if not tokens:
        return None
    kinds = [token.type for token in tokens]
    if any(token.type == "ISDEFINED" for token in without_brackets(tokens)):
        return None
    if kinds.count("LP") > kinds.count("RP") and {"ALLOWED", "FORBIDDEN", "OR"} & set(kinds):
        return None  # what may stand within the bracket or outside
    if "FORBIDDEN" in kinds[1:]:
        last = kinds.index("FORBIDDEN", 1)
        if last < len(kinds) - 1 and not {"EXCEPT", "IF", "ALLOWED", "LOOSE", "MAY", "AND", "OR"} & set(
            kinds[last + 1 :]
        ):
            tokens, kinds = tokens[: last + 1], kinds[: last + 1]  # "are excluded because ..."
    if (at := _forbidden_except(kinds)) is not None:
        tokens, kinds = [*tokens[:at], *tokens[at + 1 :]], [*kinds[:at], *kinds[at + 1 :]]
        inner = clause(tokens, True)
        return inner and (inner if excludes else inner._replace(condition=opposite(inner.condition)))
    if kinds[-1] == "FORBIDDEN":
        inner = clause(tokens[:-1], True)
        return inner and (inner if excludes else inner._replace(condition=opposite(inner.condition)))
    if (read := whole(tokens, excludes)) is not None:
        return read
    if not excludes and (read := _allowed(tokens, kinds)) is not None:
        return read
    if {"ALLOWED", "FORBIDDEN"} & {token.type for token in without_brackets(tokens)}:
        return None
    if not excludes and (read := _demand(tokens) or _if_so(tokens)) is not None:
        return read
    if not excludes and (read := _said_in_brackets(tokens)) is not None:
        return read
    if kinds[0] == "NOT" and not excludes and (inner := clause(tokens[1:], True)) is not None:
        return inner._replace(condition=opposite(inner.condition))
    if (read := of_cohorts(tokens, excludes)) is not None:
        return read
    simple = without_brackets(tokens)
    if len(simple) < len(tokens) and simple and (read := whole(simple, excludes)) is not None:
        more = [part for part in bracketed(tokens) if says_more(part, read, excludes)]
        if KINDS & set(read.kinds):
            besides = [(part, permission(part, simple, read.condition, excludes)) for part in more]
            more = [part for part, allowed in besides if allowed is None]
            for _, allowed in besides:
                read = read._replace(condition=allowed.beside(read.condition)) if allowed else read
        if not more:
            return read
        if set(read.kinds) != {"organ_function"} and any(token.type == "ALLOWED" for part in more for token in part):
            inside = [token for part in more for token in part]
            stable = but_stable(read.condition, open_rest=True) if excludes else None
            return Read(stable, read.kinds, read.words, (span_of(inside),)) if stable else None
        if kinds[0] == "NOT" or (not excludes and any(token.type == "IF" for part in more for token in part)):
            return None
        loosens = any(
            part[0].type == "OR" or any(token.type in ("EXCEPT", "ALLOWED", "LOOSE", "MAY") for token in part)
            for part in more
        )
        return qualified(read, [token for part in more for token in part], excludes, loosens)
    if (
        excludes
        and (read := listed(tokens, lambda part, _: whole(part, True) or narrowed(part) or values(part, True)))
        is not None
    ):
        return read
    depth = 0
    for at, token in enumerate(tokens):
        depth += (token.type == "LP") - (token.type == "RP")
        if token.type == "EXCEPT" and at > 0:
            if depth > 0 and not excludes and goes_on(tokens, at):
                return None  # an exception in brackets, and more demands after them
            main = whole(drop_open(tokens[:at]), excludes) or clause(drop_open(tokens[:at]), excludes)
            if main is None or says_nothing(main.condition):
                return None
            return except_for(main, tokens[at + 1 :], excludes)
    return cut(tokens, excludes)


COHORT_NAMED = "(?:LP(?:FOR|COHORT|NUM|AND|OR|COMMA|CODE)+RP|(?:FOR|COMMA)*COHORT(?:NUM|COHORT|CODE)*)"


def of_cohorts(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """ "Evaluable (part A) or measurable (part B) disease": without the cohorts, and not for everybody."""
    if not any(token.type == "COHORT" for token in tokens):
        return None
    types = written(tokens)
    kept: list[Token] = []
    at = 0
    named = pattern(COHORT_NAMED)
    while at < len(tokens):
        match = named.match(types, at)
        if match is None:
            kept.append(tokens[at])
        at = match.end() if match else at + 1
    read = whole(kept, excludes) if kept else None
    if read is None or says_nothing(read.condition):
        return None
    condition = both((read.condition, UNREAD)) if excludes else one_of((read.condition, UNREAD))
    return read._replace(condition=condition)


def goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether more follows after the brackets in which a place lies than how something is found out."""
    start = max(index for index in range(at) if tokens[index].type == "LP")
    rest = tokens[closing(tokens, start) + 1 :]
    return bool(rest) and not pattern(HOW_TAIL).fullmatch(written(rest))


def _forbidden_except(kinds: Sequence[str]) -> int | None:
    """The place of "is not allowed" right before "unless"."""
    for at in range(1, len(kinds) - 1):
        if (
            kinds[at] == "FORBIDDEN"
            and kinds[at + 1] == "EXCEPT"
            and not {"FORBIDDEN", "ALLOWED"} & set(kinds[at + 1 :])
        ):
            return at
    return None


# Of whom a demand may speak. Where it speaks of the kind of cancer, its words may also say whom the trial is for.
SPOKEN_OF = {
    "sites",
    "biomarkers",
    "comorbidity",
    "prior_treatment",
    "pregnancy",
    "menopause",
    "age",
    "organ_function",
}


def _demand(tokens: Sequence[Token]) -> Read | None:
    """ "Patients with X must Y": who has no X need not."""
    at = next((index for index, token in enumerate(tokens) if token.must and index), 0)
    if not at or not (tokens[0].who or tokens[0].type in ("IF", "FOR", "MENO")):
        return None
    start = 1 if tokens[0].type in ("IF", "FOR") else 0
    if start and (comma := next((index for index in range(at) if tokens[index].type == "COMMA"), 0)):
        at = comma  # "for patients with X, Y must ..."
    subject = whole(drop_open(tokens[start:at]), False) or whole(without_brackets(tokens[start:at]), False)
    if (
        subject is None
        or says_nothing(subject.condition)
        or len(subject.kinds) != 1
        or not set(subject.kinds) <= {"sex", *SPOKEN_OF, *(("receptors",) if start else ())}
    ):
        return None
    asked = whole(tokens[at:], False)
    if subject.kinds == ("sex",) and (asked is None or says_nothing(asked.condition)):
        return None
    if asked is None or says_nothing(asked.condition):
        return Read(
            one_of((opposite(subject.condition), UNREAD)), subject.kinds, subject.words, (span_of(tokens[at:]),)
        )
    if subject.kinds == ("sex",) and asked.kinds == ("age",):
        return asked
    condition = one_of((opposite(subject.condition), asked.condition))
    return Read(condition, _merged(subject, asked), subject.words + asked.words)


def _if_so(tokens: Sequence[Token]) -> Read | None:
    """ "In case of X, Y": who has no X need nothing."""
    end = next((at for at, token in enumerate(tokens) if token.type == "COMMA"), 0)
    if tokens[0].type != "IF" or not end or {token.type for token in tokens} & {"MAY", "LOOSE", "EXCEPT", "NOT"}:
        return None
    subject = whole(tokens[1:end], False)
    if subject is None or says_nothing(subject.condition) or not set(subject.kinds) <= SPOKEN_OF:
        return None
    asked = whole(tokens[end:], False)
    if asked is not None and not says_nothing(asked.condition):
        condition = one_of((opposite(subject.condition), asked.condition))
        return Read(condition, _merged(subject, asked), subject.words + asked.words)
    return Read(one_of((opposite(subject.condition), UNREAD)), subject.kinds, subject.words, (span_of(tokens[end:]),))


# Words for something that is only told by what stands in brackets after it.
TOLD_BELOW = frozenset(("EVALUABLE", "DISEASE", "ALTERED", "MED", "UNKNOWN", "CODE", "DETECTED", "GENE", "SAMPLE"))


def _said_in_brackets(tokens: Sequence[Token]) -> Read | None:
    """ "Evaluable disease (measurable or bone-only)": what counts is in the brackets."""
    types = [token.type for token in tokens]
    if "LP" not in types or types[-1] != "RP":
        return None
    at = types.index("LP")
    if closing(tokens, at) != len(tokens) - 1 or not set(types[:at]) <= TOLD_BELOW:
        return None
    if not {"EVALUABLE", "ALTERED"} & set(types[:at]):
        return None
    read = whole([token for token in tokens[at + 1 : -1] if token.type != "THATIS"], False)
    return read if read is not None and set(read.kinds) <= {"sites", "biomarkers"} else None


def _at_most(tokens: Sequence[Token]) -> bool:
    """Whether a number is named as the most."""
    compared = [str(token.value) for token in tokens if token.type == "CMP"]
    return bool(compared) and all(operator[0] == "<" for operator in compared)


def _allowed(tokens: Sequence[Token], kinds: Sequence[str]) -> Read | None:
    """Permissions that are requirements: "adults from 18 years are eligible", "may have had up to two lines"."""
    if kinds[-1] == "ALLOWED":
        read = whole(tokens[:-1], False)
        if read is not None and (set(read.kinds) <= {"age", "sex"} or (read.kinds == ("lines",) and _at_most(tokens))):
            return read
        if kinds[0] == "NUM":  # "one line of ... is permitted"
            read = whole([Token("CMP", "<=", tokens[0].start, tokens[0].start), *tokens[:-1]], False)
            return read if read is not None and read.kinds == ("lines",) else None
        return None
    if kinds[0] == "ALLOWED":
        read = whole(tokens[1:], False)
        limited = len(tokens) > 1 and tokens[1].type == "CMP" and str(tokens[1].value)[0] == "<"
        return read if read is not None and read.kinds == ("lines",) and limited else None
    return None


def drop_open(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without a bracket that is opened at the end."""
    end = len(tokens)
    while end and tokens[end - 1].type in ("LP", "COMMA", "STOP"):
        end -= 1
    return tokens[:end]


STABLE_BRAIN = both((is_in("brain", "treated_stable"), UNREAD))
ACTIVE_BRAIN = is_in("brain", "active")
SOME_ACTIVE = both((ACTIVE_BRAIN, UNREAD))
SPREAD_TO_BRAIN = yes("site", "brain")


def except_for(main: Read, rest: Sequence[Token], excludes: bool) -> Read:
    """ "X unless Y": Y is read where it is whole; otherwise X is left open.

    Brain metastases "unless treated and stable" leave the active ones.
    """
    if not rest:
        return main
    if (
        excludes
        and any(token.type in ("STABLEQ", "CURED") for token in rest)
        and not any(token.type in ("EXCEPT", "ALLOWED", "LOOSE") for token in rest)
        and (found := but_stable(main.condition, open_rest=True))
    ):
        return Read(found, main.kinds, main.words, (*main.unread, span_of(rest)))
    exception = whole(rest, excludes)
    if exception is not None and not says_nothing(exception.condition) and len(exception.kinds) == 1:
        condition = (
            both((main.condition, opposite(exception.condition)))
            if excludes
            else one_of((main.condition, exception.condition))
        )
        return Read(condition, main.kinds, main.words + exception.words, main.unread)
    return qualified(main, rest, excludes, True)


def but_stable(condition: Condition, *, open_rest: bool) -> Condition | None:
    """An exclusion for cancer in the brain, with what is treated and stable left open; None for another exclusion."""
    several = condition.parts if isinstance(condition, Or) else (condition,)
    if not {SPREAD_TO_BRAIN, ACTIVE_BRAIN} & set(several):
        if SOME_ACTIVE not in several:
            return None
        if not open_rest:
            return condition
    kept: list[Condition] = []
    for part in several:
        if part in (SPREAD_TO_BRAIN, ACTIVE_BRAIN):
            kept += [ACTIVE_BRAIN, STABLE_BRAIN]
        elif part == SOME_ACTIVE:
            kept += [SOME_ACTIVE, STABLE_BRAIN]
        else:
            kept.append(both((part, UNREAD)) if open_rest else part)
    return one_of(kept)


def bracketed(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    found, at = [], 0
    while at < len(tokens):
        if tokens[at].type == "LP":
            close = closing(tokens, at)
            found.append(tokens[at + 1 : close])
            at = close
        at += 1
    return found


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].type == "LP":
            at = closing(tokens, at) + 1
            continue
        if tokens[at].type != "RP":
            kept.append(tokens[at])
        at += 1
    return kept


def says_more(inside: Sequence[Token], read: Read, excludes: bool) -> bool:
    """Whether words in brackets could change what stands before them: not examples, times of tests, repetitions."""
    if not inside:
        return False
    if inside[0].type in ("FOREXAMPLE", "INCLUDING"):
        return any(token.type in ("NOT", "EXCEPT", "LOOSE", "IF") for token in inside)
    types = written(inside)
    if (
        all(token.type in JOINS for token in inside)
        or pattern("(?:visit)+").fullmatch(types)
        or pattern(f"(?:UNKNOWN|REC|DISEASE|OBTAINED)*{HOW_TAIL}").fullmatch(types)
    ):
        return False
    names = {token.value for token in inside if token.type == "ILLNESS"}
    if names & {term.arguments[0] for term in terms_of(read.condition) if term.name == "has"} and {
        token.type for token in inside
    } <= NOUNS | {"AND"}:
        return False  # "severe skin reactions (A, B or C)": names of the same
    again = whole(inside[1:] if inside[0].type == "THATIS" else inside, excludes)
    return again is None or not set(_leaves(again.condition)) <= set(_leaves(read.condition))


def _leaves(condition: Condition) -> list[Condition]:
    match condition:
        case And(several) | Or(several):
            return [leaf for part in several for leaf in _leaves(part)]
        case Not(part):
            return [opposite(leaf) for leaf in _leaves(part)]
        case _:
            return [condition]


# Words after which something new begins, so that nothing unread before them can belong to what follows.
HEADS = {"PRIOR", "HEAD", "NOW", "TREATED", "PREG", "NOT", "SEX"}
TURNING = {"ALLOWED", "FORBIDDEN", "OR", "NEITHER", "SLASH"}


def cut(tokens: Sequence[Token], excludes: bool) -> Read | None:
    """What can be read of a sentence that is not understood whole."""
    found, end = parts(tokens, 0, excludes)
    if not found or end == 0:
        return None
    read = combine(found, tokens, excludes)
    rest = tokens[end:]
    if rest and rest[0].type == "COLON":
        return None
    if read is None or not rest or says_nothing(read.condition):
        return None
    bare = {token.type for token in without_brackets(rest)}
    types = bare | ({token.type for token in rest} - JOINS)
    first = rest[0].type
    negated = any(part.negated for part in found)
    if excludes and not negated:
        if first == "OR" and set(read.kinds) == {"washout"} and not types & {"EXCEPT", "ALLOWED"}:
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        if first in ("OR", "COMMA") and len(rest) > 1 and (rest[1].type in HEADS or set(read.kinds) == {"pregnancy"}):
            later = clause(rest[1:], excludes)
            if later is not None and later.condition != UNREAD:
                return Read(
                    one_of((read.condition, later.condition)),
                    _merged(read, later),
                    read.words + later.words,
                    later.unread,
                )
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        if first in ("OR", "COMMA") and nouns_only(rest):
            return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
        if needs(rest) and not types & (TURNING - JOINS) and set(read.kinds) <= NARROWED:
            return with_what_it_needs(read, rest)
        if first in JOINS or types & TURNING or set(read.kinds) <= WEAK:
            return None
        if any(token.type in JOINS for token in without_brackets(rest)):
            return None
        return qualified(read, rest, True, False)
    if (
        first == "OR"
        and set(read.kinds) <= NARROWED | {"organ_function"}
        and not types & {"AND", "EXCEPT"}
        and not any(token.must for token in rest)
    ):
        return Read(one_of((read.condition, UNREAD)), read.kinds, read.words, (span_of(rest),))
    if first != "AND" and any(token.must for token in rest):
        return None  # "patients with X must Y": X is of whom it speaks
    if first == "COMMA" and len(rest) > 1 and rest[1].type in ("FOR", "IF"):
        return None
    if first == "AND" and len(rest) > 1 and rest[1].type == "HEAD" and not types & {"EXCEPT", "IF", "ALLOWED"}:
        return qualified(read, rest, False, False)
    if not negated and only_adds(rest):
        return qualified(read, rest, False, False)
    if types & (LOOSENING | {"FORBIDDEN"}):
        return None
    if first == "AND" or (
        not negated and (first in ("COMMA", "STOP") or (first not in JOINS and not set(read.kinds) <= WEAK))
    ):
        return qualified(read, rest, False, False)
    return None


def only_adds(rest: Sequence[Token]) -> bool:
    """Whether what follows a requirement only asks for more: "who have had A or B", "and for whom no C is left"."""
    tail = pattern(HOW_TAIL).match(written(rest))
    rest = rest[tail.end() :] if tail else rest
    types = written(rest)
    if not pattern("WHO|FOR(?:WHO|NOT)|AND(?:IF|WHO|NOT|HEAD|FOR)").match(types):
        return False
    if {token.type for token in rest} & {"EXCEPT", "LOOSE", "ALLOWED", "FORBIDDEN", "MAY", "COHORT", "STOP"}:
        return False
    return not any(
        token.type in ("OR", "SLASH") and at + 1 < len(rest) and noun_phrase(rest, at + 1) is not None
        for at, token in enumerate(rest)
    )


def needs(rest: Sequence[Token]) -> bool:
    """Whether the rest says what the thing before it needs: "requiring steroids or surgery"."""
    first = rest[0]
    return first.type == "NEEDING" or (first.type == "UNKNOWN" and first.value in ("requiring", "needing", "causing"))


def with_what_it_needs(read: Read, rest: Sequence[Token]) -> Read:
    """ "X requiring A or B" is X, somehow; what is known after "or" may be needed too, or stand by itself."""
    types = written(rest)
    several = [read.condition]
    for at, token in enumerate(rest[:-1]):
        if token.type in JOINS and rest[at + 1].type not in JOINS:
            other = item(rest, types, at + 1, True)
            if other is not None and not says_nothing(other.condition):
                several.append(other.condition)
    condition = one_of(both((one, UNREAD)) for one in several)
    return Read(condition, read.kinds, read.words, (*read.unread, span_of(rest)))


NARROWING = frozenset(
    (
        "WHO",
        "WITH",
        "FOR",
        "TO",
        "CMP",
        "WITHIN",
        "HOW",
        "JUDGED",
        "AFTER",
        "BEFORE",
        "NOW",
        "OBTAINED",
        "NEEDING",
        "WHILE",
        "LP",
    )
)


def narrowed(tokens: Sequence[Token]) -> Read | None:
    """One thing of a list with further words after it, which it may need: somehow it is there."""
    found, end = parts(tokens, 0, True)
    rest = tokens[end:]
    if len(found) != 1 or found[0].negated or not rest or not set(found[0].item.kinds) <= NARROWED:
        return None
    if rest[0].type not in NARROWING and not needs(rest):
        return None
    if {token.type for token in rest} & (TURNING | {"EXCEPT", "IF", "LOOSE", "MAY", "NOT"}):
        return None
    read = combine(found, tokens, True)
    return read and qualified(read, rest, True, False)


# Words for people, by which a sentence that is about something else often begins.
WEAK = {"sex", "menopause", "pregnancy"}


NOUNS = {"UNKNOWN", "CODE", "OR", "COMMA", "SLASH", "QUAL", "DISEASE", "ILLNESS", "LP", "RP"}


def nouns_only(rest: Sequence[Token]) -> bool:
    """Whether unread words only name further things; "requiring" could speak of what stands before too."""
    return all(
        token.type in NOUNS
        and not (token.type == "UNKNOWN" and str(token.value).endswith(("ing", "ed", "ive", "able")))
        for token in rest
    )


def _merged(one: Read, other: Read) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one.kinds, *other.kinds)))


__all__ = ["ALWAYS", "And", "Or", "Read", "clause", "letter", "whole"]
