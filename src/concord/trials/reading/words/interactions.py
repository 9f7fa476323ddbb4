"""Medicines that are named by what they do to an enzyme or to the heart: "drugs that are strong inhibitors of X".

Strength, enzyme and action come in any order, may be left out where they were said before, and may stand on both sides
of examples in brackets. They are words of the list (`interactions`); together they are one medicine token. A word of
these that stands alone means again what it means elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from concord.trials.reading.words.lexer import Token

    Tokens = Sequence[Token]

NONE = "none"
# Strengths by which classes are named; a medicine of another strength has no class.
STRENGTHS = ("strong", "moderate")
JOINS = {"AND", "OR", "SLASH", "COMMA", "PLUS"}
FILLING = {"WHO", "WITH", "MAY", "RISK", "DOUBT", "FOR", "TO", "DETECTED", "LP", "RP"}
# One letter for each token: a part of such a phrase, a word that joins, a word that only leads on, anything else.
LETTERS = {"strength": "S", "enzyme": "E", "action": "A", "carrier": "C", "rhythm": "Q", "lengthen": "L", "lead": "W"}
CARRIERS = r"(?:C(?:J+C)*[WJ]*)?"
# "Strong inhibitors or inducers of X and Y", "strong X or Y inhibitors", "X strong inhibitors".
AFTER = r"(?:S(?:J+S)*)?A(?:J+A)*W?E(?:WEW|J+E(?!(?:J+E)*S?A))*"
BEFORE = r"(?:S(?:J+S)*)?(?:E(?:J+E|WEW)*)?(?:S(?:J+S)*)?A(?:J+A)*"
GROUP = re.compile(f"{AFTER}|{BEFORE}")
PHRASE = re.compile(f"(?P<carriers>{CARRIERS})(?:{AFTER}|{BEFORE})(?:J*(?:{AFTER}|{BEFORE}))*")
RHYTHM = re.compile(r"C(?:J+C)*[WJ]*(?:L[WJ]*Q|Q[WJ]*L|Q)(?:[WJ]*[QL])*|Q(?:J*Q)*L+C(?:J+C)*")


class Role(NamedTuple):
    """What a word is in such a phrase, and what it means where it stands alone."""

    part: str
    meaning: str
    alone: tuple[tuple[str, Any], ...]


class Group(NamedTuple):
    """So strong, these actions on these enzymes; no strength: any."""

    strengths: tuple[str, ...]
    enzymes: tuple[str, ...]
    actions: tuple[str, ...]


def letter(token: Token) -> str:
    if isinstance(token.value, Role):
        return LETTERS[token.value.part]
    return "J" if token.type in JOINS else "W" if token.type in FILLING else "."


def joined(found: list[Token], classes: frozenset[str], named: Callable[[str], Any]) -> list[Token]:
    """The tokens with each such phrase as one medicine; `named` makes a medicine of its ids."""
    if not any(isinstance(token.value, Role) for token in found):
        return found
    found = _without_examples(found)
    letters = "".join(letter(token) for token in found)
    if found[0].type == "WHO":
        letters = "C" + letters[1:]  # "that prolong the QT interval", under a heading that speaks of medicines
    kept: list[Token] = []
    at = 0
    while at < len(found):
        if (match := RHYTHM.match(letters, at)) is not None:
            rhythm = next(token.value.meaning for token in found[at : match.end()] if letter(token) == "Q")
            parts = [(at, match.end(), rhythm)]
        else:
            before = [token for token in found[:at] if letter(token) == "E"]
            parts = _phrases(found, letters, at, classes, before[-1].value.meaning if before else "")
        for start, end, meaning in parts:
            kept += [one for token in found[at:start] for one in _alone(token)]
            kept += [one for one in _alone(found[start])[:1] if one.type in ("TAKING", "NOW")]
            kept.append(found[start]._replace(type="AID", value=named(meaning), end=found[end - 1].end))
            at = end
        if not parts:
            kept += _alone(found[at])
            at += 1
    return kept


EXAMPLES = re.compile(r"C(?P<inside>\([^()]*\))(?=[JWC]*C?[JW]*[SEAQL])")


def _without_examples(found: list[Token]) -> list[Token]:
    """Without "(e.g. A, B)" after words for what is taken: "fruits (...) and their juices that inhibit X"."""
    letters = "".join("(" if token.type == "LP" else ")" if token.type == "RP" else letter(token) for token in found)
    for match in reversed([*EXAMPLES.finditer(letters)]):
        start, end = match.span("inside")
        if found[start + 1].type in ("FOREXAMPLE", "INCLUDING"):
            found = [*found[:start], *found[end:]]
    return found


def _alone(token: Token) -> list[Token]:
    if not isinstance(token.value, Role):
        return [token]
    return [token._replace(type=kind, value=value) for kind, value in token.value.alone]


def _phrases(found: Tokens, letters: str, at: int, classes: frozenset[str], before: str) -> list[tuple[int, int, str]]:
    """One phrase, or several with examples in brackets between them, of which later ones leave out the enzyme.

    `before`: the enzyme that was named last, which "potent inducers" later in the sentence means again.
    """
    places: list[tuple[int, int]] = []
    groups: list[list[Group]] = []
    here = at
    while (match := PHRASE.match(letters, here)) is not None:
        places.append(match.span())
        groups.append([_group(found[one.start() : one.end()]) for one in GROUP.finditer(letters, *match.span())])
        here = _past_bracket(found, match.end())
        if here == match.end():
            break
        while here < len(found) and letters[here] == "J":
            here += 1
    if before and all(one.strengths or one.enzymes for several in groups for one in several):
        groups = [[one._replace(enzymes=one.enzymes or (before,)) for one in several] for several in groups]
    filled = _filled(groups)
    if filled is None:
        return []
    return [(*place, _classes(several, classes)) for place, several in zip(places, filled, strict=True)]


def _past_bracket(found: Tokens, at: int) -> int:
    if at >= len(found) or found[at].type != "LP":
        return at
    return next((here + 1 for here in range(at, len(found)) if found[here].type == "RP"), at)


def _group(words: Tokens) -> Group:
    def of(part: str) -> tuple[str, ...]:
        return tuple(one.value.meaning for one in words if isinstance(one.value, Role) and one.value.part == part)

    return Group(of("strength"), of("enzyme"), of("action"))


def _filled(groups: list[list[Group]]) -> list[list[Group]] | None:
    """Each with the enzymes and the strength that were said before it, or else after it; None without an enzyme."""
    known = [one.enzymes for several in groups for one in several if one.enzymes]
    if not known:
        return None
    strengths, enzymes = tuple[str, ...](), known[0]
    filled: list[list[Group]] = []
    for several in groups:
        filled.append([])
        for one in several:
            if one.strengths:
                strengths = one.strengths
            elif one.enzymes and strengths:
                strengths = (*strengths, NONE)  # "strong X inhibitors or X inducers": perhaps not only strong ones
            enzymes = one.enzymes or enzymes
            filled[-1].append(Group(strengths, enzymes, one.actions))
    return filled


def _classes(groups: list[Group], classes: frozenset[str]) -> str:
    """The classes that are named; "none" where for some of what is named there is no class."""
    named: list[str] = []
    for strengths, enzymes, actions in groups:
        for plain in (f"{enzyme}_{action}" for action in actions for enzyme in enzymes):
            if plain in classes and (not strengths or NONE in strengths[1:]):
                named.append(plain)
            else:
                graded = [f"{strength}_{plain}" for strength in strengths or STRENGTHS]
                named += [one if one in classes else NONE for one in (*graded, *(() if strengths else (NONE,)))]
    return " or ".join(dict.fromkeys(named))
