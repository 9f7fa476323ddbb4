"""From a text to tokens: the longest known phrase at each place, a number, a sign, or an unknown word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from concord.trials.reading.words.no_cure import no_cure
from concord.trials.reading.words.normal import american, normal, number
from concord.trials.reading.words.points import points
from concord.trials.reading.words.quantities import units, without_how
from concord.trials.reading.words.scores import heart_classes, scores
from concord.trials.reading.words.stages import stages
from concord.trials.reading.words.unsaid import without_unsaid

ATOM = re.compile(
    r"\d{1,3}(?: \d{3})+(?<! 109)(?![\d.,])|\d+(?:[.,]\d+)*|"
    r"(?:e\.g|i\.e|etc|vs|max|(?<!/)min|incl|excl|prev)\b\.?|[^\W\d_]\w*(?:'s?\b)?|[<>=]=|=<|=>|<|>|=|[^\w\s]|_",
)
CLOSERS = frozenset(" \n,;:.()/'\"")
SIGN_TYPES = {
    ",": "COMMA",
    ";": "STOP",
    "\n": "STOP",
    "(": "LP",
    ")": "RP",
    "/": "SLASH",
    ":": "COLON",
    "+": "PLUS",
    "=": "EQUALS",
    "&": "AND",
}
SKIPPED = frozenset("\"'*•·_?!#®™°†‡-")


# A demand: what stands before it is of whom it speaks, and no demand itself.
ARTICLES = frozenset(("a", "an", "the"))
OPEN_ENDED = frozenset(("OR_MORE", "OR_LESS"))
LIMITED = frozenset(("than", "grade", "degree"))  # "or higher grade block": no end of what stands before it
LONGEST = 12  # words of a phrase
PROOF = ("ly", "al", "ic", "ed", "en", "gy", "ive")  # how a word ends that says how something was found out
ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9/-]{2,10}")
PEOPLE = frozenset(
    ("patients", "patient", "subjects", "participants", "individuals", "persons", "people", "those", "women", "men")
)
MODAL = frozenset(("must", "should", "shall", "required", "need", "needs"))
# "A-ineligible": said of a medicine A, and not of who may take part.
VERDICTS = frozenset(("ALLOWED", "FORBIDDEN"))
# Words that begin a prohibition: "may not have".
FORBIDS = frozenset(("may", "cannot", "can", "will", "shouldn", "mustn"))
# The same of somebody named before: "patients with X have no Y".
OF_THEM = frozenset(("have", "has", "do", "does"))


class Token(NamedTuple):
    """One word with a meaning, or one unknown word, and its place in the text."""

    type: str
    value: Any
    start: int
    end: int
    must: bool = False  # "must", "should" or the like stands right before it
    who: bool = False  # "patients with" or the like stands right before it
    known: bool = False  # "known" stands right before it


def span_of(tokens: Sequence[Token]) -> tuple[int, int]:
    """Where they stand in the text; their order may have been changed since."""
    return min(token.start for token in tokens), max(token.end for token in tokens)


class Atom(NamedTuple):
    text: str
    start: int
    end: int


@dataclass(eq=False, slots=True)
class Node:
    """One step of the tree of phrases."""

    next: dict[str, Node]
    meaning: tuple[str, Any] | None = None
    # Of the first one:
    join: Callable[[list[Token]], list[Token]] | None = None  # puts together what is one medicine
    tails: Node | None = None  # what may follow the name of any medicine and is part of it


def atoms(text: str) -> list[Atom]:
    """Words, numbers and signs. A hyphen stays only where it can be a minus: before nothing, or between numbers."""
    found: list[Atom] = []
    for match in ATOM.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if word == "-" and not _is_minus(text, start, end):
            continue
        if word == ".":
            if end < len(text) and not text[end].isspace() and text[end] not in ")\"'":
                continue
            word = ";" if end == len(text) or text[end].isspace() else word
        elif word[0].isalpha():
            if word in ("e.g", "e.g.", "i.e", "i.e."):
                word = word[0] + word[2]
            elif word.endswith("."):
                word = word.rstrip(".")  # "etc.", "max."
            elif "'" in word:
                word = word.replace("'", "")
            word = american(word)
        elif word in SKIPPED and word not in "-*":
            continue
        found.append(Atom(word, start, end))
    return found


def _is_minus(text: str, start: int, end: int) -> bool:
    after = text[end] if end < len(text) else " "
    before = text[start - 1] if start else " "
    word = start
    while word and text[word - 1].isalnum():
        word -= 1
    if before in "+%" or text[word:start].isdigit():
        return after.isdigit() or after in " +"  # 0-1, 0 - 1, 1+ - 2+
    if before == " ":
        return after.isdigit() or (after == " " and start > 1 and text[start - 2].isdigit())
    return (before.isalnum() and after in CLOSERS) or (before == "(" and after == ")")  # HER2-, ISH-)


# Small letters alone: nothing to put into one form, if no word stands in them that `normal` changes.
PLAIN = re.compile(r"(?!.*(?:\bto (?:be|have)\b|ctc))[a-z][a-z /]*")


def spelled(phrase: str) -> list[str]:
    """The words of a phrase, as they are looked up."""
    if PLAIN.fullmatch(phrase):
        return [american(word) for word in phrase.replace("/", " / ").split()]
    return written_out(phrase)


def written_out(phrase: str) -> list[str]:
    """The same of any phrase, by the way that a text goes."""
    return [atom.text for atom in atoms(normal(phrase, from_start=False))]


def add(root: Node, words: list[str], meaning: tuple[str, Any], *, instead: bool = False) -> Node:
    """Puts a phrase into the tree, without articles inside of it. The first meaning of a phrase stays, or the last."""
    node, last = root, len(words) - 1
    for at, word in enumerate(words):
        if word in ARTICLES and 0 < at < last:
            continue
        further = node.next.get(word)
        if further is None:
            further = node.next[word] = Node({})
        node = further
    if node is not root and (instead or node.meaning is None):
        node.meaning = meaning
    return node


def tokens(text: str, root: Node) -> list[Token]:
    """All tokens of a text; words without a meaning of their own are left out. Headings come again and are kept."""
    return list(_tokens(text, root))


@lru_cache(maxsize=4096)
def _tokens(text: str, root: Node) -> tuple[Token, ...]:
    return tuple(tokenized(text, root))


def tokenized(text: str, root: Node) -> list[Token]:
    """The same, looked up anew."""
    found: list[Token] = []
    plain = without_unsaid(without_how(normal(text)))
    line = atoms(plain)
    named_at: dict[int, tuple[tuple[str, str | None], int]] = {
        start: (("QUAL", None), end) for start, end in heart_classes(plain)
    }
    named_at |= {start: (("NOCURE", None), end) for start, end in no_cure(plain)}
    named_at |= {stage.start: (("EXTENT", stage.extent), stage.end) for stage in stages(plain)} | {
        score.start: (("FACT", score.fact) if score.fact else ("UNKNOWN", "score"), score.end)
        for score in (*scores(plain), *points(plain))
    }
    named_at |= {unit.start: (("UNIT", unit.name), unit.end) for unit in units(plain)}
    at = 0
    must = who = known = False
    while at < len(line):
        first = line[at]
        if named := named_at.get(first.start):
            meant, end = named
            found.append(Token(*meant, first.start, end, must, who, known))
            must = who = known = False
            at = next((index for index in range(at, len(line)) if line[index].start >= end), len(line))
            continue
        until = next((index for index in range(at + 1, len(line)) if line[index].start in named_at), len(line))
        meaning, length = _over_abbreviation(line[:until], at, root, text)
        if (group := _group(line, at)) >= length:
            meaning, length = ("COHORT", None), group
        if meaning is None or (meaning[0] in VERDICTS and plain[: first.start].endswith("-")):
            meaning = _alone(first, text)
        who = who or any(atom.text in PEOPLE for atom in line[at : at + length])
        no_demand = meaning is not None and meaning[0] in ("NEEDING", "MAY")  # "that required treatment", "need not be"
        must = must or (not no_demand and any(atom.text in MODAL for atom in line[at : at + length]))
        if meaning is not None and meaning[0] == "NOT":
            joined = not found or found[-1].type in ("AND", "OR", "COMMA", "WHO", "STOP")
            must = must or first.text in FORBIDS or (first.text in OF_THEM and not joined)
        if meaning is None or meaning[0] == "EMPTY":
            known = known or any(atom.text == "known" for atom in line[at : at + length])
        elif meaning[0] not in ("OR", "AND") or not _between_proofs(line, at, length, root):
            found += parted(Token(*meaning, first.start, line[at + length - 1].end, must, who, known))
            must = who = known = False
        at += length
    coded = _without_codes(found if root.join is None else root.join(found), text)
    return _counting(_under(_without_repetition(coded, text), text))


def _without_codes(found: list[Token], text: str) -> list[Token]:
    """ "ABC-123" is one name; in "the first dose of ABC-123" it is that of what the trial gives, and says no more."""
    kept: list[Token] = []
    for token in found:
        before = kept[-1] if kept else token
        name = before.type in ("CODE", "EXTENT") and text[before.start : before.end].isupper()
        between = text[before.end : token.start]
        if name and token.type == "NUM" and (between == "-" or (between == "" and before.type == "CODE")):
            kept[-1] = before._replace(type="CODE", end=token.end)
        else:
            kept.append(token)
    return [one for at, one in enumerate(kept) if not (at and kept[at - 1].type == "EVENT" and _numbered(one, text))]


def _numbered(token: Token, text: str) -> bool:
    return token.type == "CODE" and any(letter.isdigit() for letter in text[token.start : token.end])


# After "under": what is taken, and no number.
TAKEN = frozenset(("QUAL", "TREATED", "TAKING", "NOW", "MED", "AID", "OTHER"))


def _under(found: list[Token], text: str) -> list[Token]:
    """ "Under steroids", "under continuous use of A" is now; "under 50 %" is less."""
    return [
        token._replace(type="NOW", value=None)
        if token.type == "CMP" and after.type in TAKEN and text[token.start : token.end].lower() == "under"
        else token
        for token, after in zip(found, [*found[1:], *found[-1:]], strict=True)
    ]


AND_MORE = {" tnbc": "TNBC", " bc": "BREAST"}


def parted(token: Token) -> list[Token]:
    """One abbreviation for two things: "mTNBC" says how far a triple-negative cancer reaches."""
    kind = next((kind for end, kind in AND_MORE.items() if str(token.value).endswith(end)), None)
    if token.type != "EXTENT" or kind is None:
        return [token]
    extent = str(token.value).rpartition(" ")[0]
    return [token._replace(value=extent, end=token.start + 1), token._replace(type=kind, value=None)]


def _between_proofs(line: list[Atom], at: int, length: int, root: Node) -> bool:
    """Whether a join stands between two words without a meaning: "histological or cytological"."""
    if not at or at + length >= len(line):
        return False
    before, _ = _longest(line[:at], at - 1, root)
    after, reach = _longest(line, at + length, root)
    last, following = line[at - 1].text, line[at + length + reach - 1].text
    return (
        before is not None
        and after is not None
        and before[0] == after[0] == "EMPTY"
        and last.endswith(PROOF)
        and following.endswith(PROOF)
    )


def _over_abbreviation(line: list[Atom], at: int, root: Node, text: str) -> tuple[tuple[str, Any] | None, int]:
    """The longest phrase, also across an abbreviation in brackets: "cyclin-dependent kinase (CDK) 4/6 inhibitor"."""
    meaning, length = _longest(line, at, root)
    for start in range(at + 1, min(at + LONGEST, len(line) - 2)):
        if line[start].text != "(":
            continue
        end = next((place for place in range(start + 1, min(start + 6, len(line))) if line[place].text == ")"), None)
        if end is None:
            break
        inside = text[line[start].end : line[end].start].strip()
        if end - start - 1 and ABBREVIATION.fullmatch(inside):
            without = [*line[at:start], *line[end + 1 : end + LONGEST]]
            other, reach = _longest(without, 0, root)
            if other is not None and reach > max(length, start - at):
                return other, reach + end - start + 1
    return meaning, length


# "Cohort 2", "parts 1B and 2", "group A", "phase II": a name of some of the people in the trial.
GROUP = frozenset(
    ("cohort", "cohorts", "part", "parts", "phase", "phases", "arm", "arms", "group", "groups", "module", "modules")
)
GROUP_NAME = re.compile(r"[1-9]\d?[a-h]?\d?|[a-h]\d?|i{1,3}[ab]?|iv|v")


def _group(line: list[Atom], at: int) -> int:
    """How many words here name a group of the trial; 0 where none is named."""
    if line[at].text not in GROUP:
        return 0
    end = at + 1
    while end < len(line):
        joined = end + (line[end].text in ("and", "or", "/", ",", "&", "-", "to") and end > at + 1)
        if joined == len(line) or not GROUP_NAME.fullmatch(line[joined].text):
            break
        if line[joined].text.isdigit() and joined + 1 < len(line) and GROUP_NAME.fullmatch(line[joined + 1].text):
            joined += line[joined + 1].start == line[joined].end  # 2A is two words
        end = joined + 1
    if end == at + 1:
        return 0
    return end - at + (end < len(line) and line[end].text in ("part", "portion"))  # "the phase 2 part"


MEDICINES = ("MED", "AID")


def _tails(reached: list[Node], root: Node) -> Iterator[tuple[Node, tuple[str, Any]]]:
    for node in reached:
        if root.tails is not None and node.meaning is not None and node.meaning[0] in MEDICINES:
            yield root.tails, node.meaning


def _longest(line: list[Atom], at: int, root: Node) -> tuple[tuple[str, Any] | None, int]:
    """The longest phrase from here on, or medicine with its tail; articles inside of it are passed over."""
    nodes = [root]
    tails: list[tuple[Node, tuple[str, Any]]] = []  # of which medicine each is
    best: tuple[tuple[str, Any] | None, int] = (None, 1)
    for length in range(1, len(line) - at + 1):
        word = line[at + length - 1].text
        reached = [node.next[word] for node in nodes if word in node.next]
        followed = [(tail.next[word], named) for tail, named in tails if word in tail.next]
        meaning = next((node.meaning for node in reached if node.meaning is not None), None)
        if meaning is None:
            meaning = next((named for tail, named in followed if tail.meaning is not None), None)
        follows = line[at + length].text if at + length < len(line) else ""
        if meaning is not None and meaning[0] in OPEN_ENDED and (follows in LIMITED or follows[:1].isdigit()):
            meaning = None  # "or greater than": another limit
        if meaning is not None:
            best = (meaning, length)
        passed = length > 1 and word in ARTICLES
        nodes = [*reached, *(nodes if passed else ())]
        tails = [*_tails(reached, root), *followed, *(tails if passed else ())]
        if not nodes and not tails:
            break
    return best


def _alone(atom: Atom, text: str) -> tuple[str, Any] | None:
    word = atom.text
    if word[0].isdigit():
        value = number(word)
        return ("NUM", value) if value is not None else ("UNKNOWN", word)
    if word in SIGN_TYPES:
        return SIGN_TYPES[word], word
    if word == "-":
        return "MINUS", word
    if word in SKIPPED or word == ".":
        return None
    written = text[atom.start : atom.end]
    return ("CODE" if any(one.isdigit() for one in word) or (len(word) > 2 and written.isupper()) else "UNKNOWN"), word


def _before_receptors(following: list[Token]) -> bool:
    """ "Early HER2-positive breast cancer", "early, triple-negative": how far it reaches."""
    types = [token.type for token in following if token.type not in ("COMMA", "SIGN")]
    return types[:1] in (["REC"], ["TNBC"])


def _counting(found: list[Token]) -> list[Token]:
    """ "A, or more than two" is no "or more"; "zero" before another number is a number."""
    counted: list[Token] = []
    for at, token in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else token
        if token.type in ("OR_MORE", "OR_LESS") and after[:2] == ("UNKNOWN", "than"):
            middle = token.start + 2
            counted.append(token._replace(type="OR", value="or", end=middle))
            counted.append(Token("CMP", ">" if token.type == "OR_MORE" else "<", middle, after.end, token.must))
        elif token[:2] == ("UNKNOWN", "than") and at and found[at - 1].type in ("OR_MORE", "OR_LESS"):
            continue
        elif token[:2] == ("SIGN", "zero") and after.type in ("TO", "OR", "MINUS", "PRIOR", "LINE"):
            counted.append(token._replace(type="NUM", value=0.0))
        elif token[:2] == ("UNKNOWN", "early") and _before_receptors(found[at + 1 : at + 4]):
            counted.append(token._replace(type="EXTENT"))
        else:
            counted.append(token)
    return counted


def _said_before(inner: Token, kept: list[Token]) -> bool:
    """ "Metastatic disease (M1)", "stage IV breast cancer (metastatic)", "no metastatic disease (M0)"."""
    if inner.type != "EXTENT" or len(kept) < 2 or kept[-1].type not in ("DISEASE", "BREAST"):
        return False
    before = kept[-2]
    return before[:2] == inner[:2] or (before[:2], inner.value) == (("EXTENT", "metastatic"), "not_metastatic")


def _one_of_these(inner: Token, last: Token) -> bool:
    """ "Hepatitis B virus or hepatitis C virus (HCV)": the second once more."""
    return inner.type == last.type == "ILLNESS" and inner.value in str(last.value).split(" or ")


def _without_repetition(found: list[Token], text: str) -> list[Token]:
    """Without abbreviations of what was just said: "neutrophil count (ANC)", "central nervous system (CNS)"."""
    kept: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        if token.type == "LP" and kept and at + 2 < len(found) and found[at + 2].type == "RP":
            inner, last = found[at + 1], kept[-1]
            same = (inner.type, inner.value) == (last.type, last.value) or _one_of_these(inner, last)
            short = (
                inner.type in ("UNKNOWN", "CODE")
                and len(written := text[inner.start : inner.end]) <= 8
                and sum(one.isupper() for one in written) >= 2
            )
            letters = inner.type == "EXTENT" and last.type in ("FACT", "METS")  # "no distant metastases (M0)"
            letters = letters or _said_before(inner, kept)
            if same or letters or (short and last.type not in ("UNKNOWN", "CODE")):
                at += 3
                continue
        if token.type == "LP" and at + 1 < len(found) and found[at + 1].type == "RP":
            at += 2  # nothing but empty words between brackets
            continue
        if kept and token.type == "RP" and kept[-1].type == "COMMA":
            kept.pop()  # "(CPS of at least 10, local or central)": empty words before the bracket closes
        if kept and token.type == "STOP" and kept[-1].type in ("STOP", "COLON"):
            at += 1
            continue
        if (
            kept
            and (token.type, token.value) == (kept[-1].type, kept[-1].value)
            and token.type not in ("NUM", "LP", "RP", "PLUS")
        ):
            at += 1
            continue
        kept.append(token)
        at += 1
    return kept
