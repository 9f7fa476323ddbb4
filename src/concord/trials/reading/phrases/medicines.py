"""Lists of treatments: the medicines, classes and fields of radiation that words name, and one thing said of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from concord.criteria.terms import Condition
from concord.trials.reading.build import UNREAD, both, one_of
from concord.trials.reading.words.lexer import Token
from concord.trials.reading.words.vocabulary import Medicine

JOINS = {"COMMA", "AND", "OR", "SLASH", "NEITHER", "PLUS", "WITH"}
AGAIN = ("WITH", "TO", "HOW")  # "treatment with A, with B or with C", "exposure to A or to B"
ANY = {"OR", "SLASH", "NEITHER"}
ALL = {"AND", "PLUS", "WITH"}
DRUG = ("MED", "AID")
# Words before a medicine that narrow it to some of its kind, and such as can stand for one that is not known.
NARROWING = {"UNKNOWN", "QUAL", "CODE"}
NAMING = {"UNKNOWN", "CODE", "NEWDRUG", "NEWQ", "REC", "LAB", "GENE"}
OTHERS = ("OTHER", "ANOTHER")
BEFORE_ONE = {*NARROWING, "NEWDRUG", *OTHERS, "FDA", "ACTIVEQ", "NEWQ"}
ADJECTIVES = ("ing", "ed", "ive", "able", "ly")


class Named(NamedTuple):
    """One treatment of a list."""

    name: Medicine | None  # None: there is no fact for it
    aid: bool = False  # taken now or not, no treatment of the cancer
    narrowed: bool = False  # unread words before it mean only some of its kind ("oral chemotherapy")


class Listed(NamedTuple):
    """A list of treatments, what joins them, and where it ends."""

    items: tuple[Named, ...]
    joins: frozenset[str]
    end: int
    repeats: bool = False  # "prior" stands before a later one again
    other: bool = False  # "any other" stands before the first
    one_word: bool = False  # one word names them all
    strange: bool = False  # it begins with words that may name something else than a treatment

    @property
    def known(self) -> tuple[Named, ...]:
        return tuple(one for one in self.items if one.name is not None)


def names_of(token: Token, *, narrowed: bool = False) -> list[Named]:
    """What one word means: several where it stands for several classes."""
    if not isinstance(token.value, Medicine):
        return [Named(None)]
    return [Named(one, token.type == "AID", narrowed or bool(one and one.partly)) for one in token.value.several()]


def _element(tokens: Sequence[Token], at: int, *, may_be_unknown: bool) -> tuple[list[Named], int]:
    """One treatment from here on, and where it ends."""
    end, narrowed, new = at, False, False
    while end < len(tokens) and tokens[end].type in BEFORE_ONE and end < at + 5:
        narrowed = narrowed or (tokens[end].type in NARROWING and tokens[end].value != "last")
        new = new or tokens[end].type == "NEWDRUG"
        end += 1
    if end < len(tokens) and tokens[end].type in DRUG:
        found = [Named(None)] if new else names_of(tokens[end], narrowed=narrowed)
        if found != [Named(None)]:
            return found, end + 1
        excepting = tokens[end + 2 : end + 3] and tokens[end + 2].type == "EXCEPT"  # "radiation (except palliative), A"
        return found, (_past_bracket if excepting else _past_unknown)(tokens, end + 1)
    if may_be_unknown and tokens[at : at + 1] and tokens[at].type in ("ILLNESS", "CURE") and tokens[at].value is None:
        return [Named(None)], _past_bracket(tokens, at + 1)  # "chemotherapy or major surgery"
    while new and end < len(tokens) and tokens[end].type in NAMING and end < at + 8:
        end += 1
    words = [token for token in tokens[at:end] if token.type in NAMING]
    if not may_be_unknown or not words or str(words[0].value).endswith(ADJECTIVES):
        return [], at
    return [Named(None)], end


def medicine_list(tokens: Sequence[Token], at: int, *, given: bool = True) -> Listed | None:
    """The longest list of treatments that begins here: "A, B or other C". None where none is known.

    `given`: verbs of giving may stand in it, because that is all that is said: "prior A and treated with B", but not
    "progressed on A and has received B".
    """
    items: list[Named] = []
    joins: set[str] = set()
    end, repeats = at, False
    while True:
        here, joined = end, set[str]()
        while items and here < len(tokens) and tokens[here].type in JOINS:
            joined.add(tokens[here].type)
            here += 1
        if items and here < len(tokens) and tokens[here].must:
            break  # "A, and must have had B": another demand
        if joined & ANY:
            joined.discard("WITH")  # "A, or with B"
        again = False
        skipped = ("PRIOR", *OTHERS, *(AGAIN if joined & ANY or {"COMMA"} == joined else ()))
        while joined and here < len(tokens) and (tokens[here].type in skipped or _giving(tokens[here], given)):
            again = again or tokens[here].type == "PRIOR"
            here += 1
        if items and not joined:
            break
        unknown = "WITH" not in joined - ANY or bool(joined & ANY)
        found, after = _element(tokens, here, may_be_unknown=unknown)
        if found == [Named(None)] and items and not joined & ANY and not _followed(tokens, after):
            break  # "chemotherapy, requiring ...": not one of a list
        if not found or (joined == {"WITH"} and tokens[here].type not in DRUG):
            break
        joins |= joined - {"WITH"} if joined & ANY else joined  # "with A, or with B"
        repeats = repeats or again
        items += [one for one in found if one not in items]
        end = after
        if (examples := _examples(tokens, end) or _kinds(tokens, end, found)) is not None:
            more = [one for one in examples.known if not any(within(one, other) or one == other for other in found)]
            items += [one for one in more if one not in items]
            joins |= {"OR"} if more else set()
            end = examples.end
    if not any(one.name is not None for one in items) and not any(token.type in DRUG for token in tokens[at:end]):
        return None
    one_word = sum(token.type in DRUG for token in tokens[at:end]) == 1
    strange = not any(token.type in DRUG for token in tokens[at : _element(tokens, at, may_be_unknown=True)[1]])
    return Listed(tuple(items), frozenset(joins), end, repeats, tokens[at].type in OTHERS, one_word, strange)


VERB = "verb"  # the value of words for giving that are no noun: "received", not "treatment with"


def _giving(token: Token, given: bool) -> bool:
    return token.type == "TREATED" and (given or token.value != VERB)


def _examples(tokens: Sequence[Token], at: int) -> Listed | None:
    """Examples in brackets in the middle of a list: "A (such as B), C"."""
    end = next((here for here in range(at, len(tokens)) if tokens[here].type == "RP"), len(tokens))
    after = end + 1
    while after < len(tokens) and tokens[after].type in JOINS:
        after += 1
    if not (
        at + 1 < end < after - 1
        and tokens[at].type == "LP"
        and tokens[at + 1].type in ("FOREXAMPLE", "INCLUDING", "THATIS")
        and not {token.type for token in tokens[at + 2 : end]} & {"EXCEPT", "NOT", "LP", "NUM", "TIME"}
        and _element(tokens, after, may_be_unknown=False)[0]
    ):
        return None
    start = next((here for here in range(at + 2, end) if tokens[here].type != "COMMA"), end)
    inside = medicine_list(tokens[:end], start)
    return Listed((), frozenset(), end + 1) if inside is None else inside._replace(end=end + 1)


def _kinds(tokens: Sequence[Token], at: int, found: Sequence[Named]) -> Listed | None:
    """Kinds of all of it in brackets in the middle of a list: "therapy of the cancer (cytotoxic, hormonal) or A"."""
    if [one.name for one in found] != ["cancer_medicine"] or tokens[at : at + 1] == [] or tokens[at].type != "LP":
        return None
    inside = medicine_list(tokens, at + 1)
    if inside is None or [one.type for one in tokens[inside.end : inside.end + 1]] != ["RP"]:
        return None
    goes_on = any(one.type in ("OR", "COMMA", "SLASH") for one in tokens[inside.end + 1 : inside.end + 2])
    kinds = {str(one.name) for one in inside.known}
    return (
        Listed((), frozenset(), inside.end + 1) if goes_on and {"chemotherapy", "endocrine_therapy"} <= kinds else None
    )


def _past_unknown(tokens: Sequence[Token], at: int) -> int:
    """Past words that belong to a treatment for which there is no fact, where the list goes on after them."""
    end = at + (at < len(tokens) and tokens[at].type == "WITH")  # "B with such an effect"
    while end < len(tokens) and end < at + 4 and tokens[end].type in ("UNKNOWN", "CODE"):
        end += 1
    goes_on = (end < len(tokens) and tokens[end].type in JOINS - {"WITH"} | {"WITHIN"}) or end == len(tokens)
    return end if goes_on else at


def _past_bracket(tokens: Sequence[Token], at: int) -> int:
    """Past what a bracket says of a treatment for which there is no fact, where the list goes on after it."""
    if at >= len(tokens) or tokens[at].type != "LP":
        return at
    end = next((here for here in range(at, len(tokens)) if tokens[here].type == "RP"), len(tokens))
    goes_on = end + 1 < len(tokens) and tokens[end + 1].type in JOINS - {"WITH"}
    return end + 1 if goes_on and not {"NUM", "TIME"} & {token.type for token in tokens[at:end]} else at


def _followed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word in the middle of a list stands between things of it."""
    return tokens[at - 1].type in DRUG or (at < len(tokens) and tokens[at].type in JOINS - {"WITH"})


def within(one: Named, other: Named) -> bool:
    """Whether every medicine of one is one of the other."""
    return (
        one.name is not None
        and other.name is not None
        and one.name != other.name
        and bool(one.name.members)
        and one.name.members < other.name.members
    )


def widest(items: Sequence[Named]) -> list[Named]:
    """Without those that another of them holds already."""
    return [one for one in items if not any(within(one, other) and not other.narrowed for other in items)]


Say = Callable[[Named], Condition]


def each(listed: Listed, say: Say, excludes: bool, *, every: bool = False, recent: bool = False) -> Condition | None:
    """The same said of each of several treatments: of one of them, or of all.

    `every`: it must be so for each, whatever joins them. `recent`: a span of time is said of each, so that "A and B
    within two weeks" excludes for either.
    """

    def said(one: Named) -> Condition:
        if one.name is None:
            return UNREAD
        return both((say(one), UNREAD)) if one.narrowed else say(one)

    items, joins = list(listed.items), listed.joins
    kinds = [one for one in items[1:] if one.name is not None]
    if "WITH" in joins and kinds and all(within(one, items[0]) for one in kinds):
        items, joins = items[1:], joins - {"WITH"}  # "endocrine therapy with A or B", "with A or similar drugs"
    if len(items) == 1:
        return said(items[0])
    if every:
        found = both(said(one) for one in items)
        return one_of((found, UNREAD)) if listed.strange and joins & ANY and not excludes else found
    if joins & ALL and not joins & ANY:
        parts = [said(one) for one in items]
        if not excludes:
            return both(parts)
        return one_of(parts) if recent else one_of((both(parts), both((one_of(parts), UNREAD))))
    if joins & (ALL - {"AND"}) and len(items) > 2:
        return None
    if {"AND", "OR"} <= joins and not excludes:
        return None  # "A, B and C, or D"
    return one_of(said(one) for one in widest(items))
