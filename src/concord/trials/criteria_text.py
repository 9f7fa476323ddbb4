"""The eligibility text of a trial record, taken apart into single criteria, each word for word and with its place.

Records are written by hand: nested bullets of every kind, headings in many spellings and languages, HTML, one long
paragraph, or nothing of the kind. Nothing of a text is lost: each of its words is a heading, a marker (`1.`, `*`) or
part of exactly one criterion. Nothing is read here; that is done by others, criterion by criterion.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from concord.trials.criteria_headings import (
    ADDITIONAL_FOR,
    CAPITAL_STEP,
    CRITERIA,
    EXCLUDES,
    EXCLUSION,
    INCLUDES,
    INCLUSION,
    LABELLED_STEP,
    LIMITING_TITLE,
    MARKS_AROUND,
    OLD_FORM,
    ONLY_A_HEADING,
    ONLY_TURNS,
    RECEPTOR_GROUP,
    VERB,
    Section,
    asks_for_one,
    is_group,
    leads_on,
    section_of,
    speaks_anew,
    turns_to,
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: where it stands, its own words without those of its children, and what it stands under."""

    section: Section
    place: str  # counted anew in each section: "3.2" is the second child of the third criterion
    text: str
    within: tuple[str, ...] = ()  # headings that say more ("STEP 1: REGISTRATION", "Cohort 2"), then the parents;
    # "OR" alone: it stands in one of several lists of which one must hold

    @property
    def parent(self) -> str:
        """The place of the criterion that holds this one; empty at the top."""
        return self.place.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: the heading of a section, the heading of a group, a marker's item, or further words of it."""

    kind: Literal["section", "group", "item", "more"]
    text: str
    marker: str = ""  # as it stands before the words: "1.", "*", "(a)"
    style: str = ""  # number, number2, letter, roman, bullet and the like; empty without a marker
    indent: int = 0
    apart: bool = False  # an empty line stands before it
    section: Section | None = None  # that of a heading, or of a sentence that turns to another section
    step: str = ""  # the heading of a step that stands before the words of an item


# ------------------------------------------------------------------------------------------------ plain text
TAGS = "p|br|li|ul|ol|dl|dt|dd|b|i|u|strong|em|div|span|h[1-6]|table|tbody|thead|tr|td|th|sup|sub|font|a|body|html|hr"
TAG = re.compile(rf"<(/?)({TAGS})(\s[^<>]*)?/?>", re.IGNORECASE)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|^=&$%@:;,\"'/?])")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]")
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x1f]")
BREAKS = {"p", "br", "div", "tr", "table", "dl", "dt", "dd", "hr", "h1", "h2", "h3", "h4", "h5", "h6"}


def plain(text: str) -> str:
    """The text without HTML and escapes, in lines: a list of HTML becomes bullets with indentation."""
    depth = 0

    def instead(tag: re.Match[str]) -> str:
        nonlocal depth
        closing, name = bool(tag[1]), tag[2].lower()
        if name in ("ul", "ol"):
            depth = max(0, min(depth + (-1 if closing else 1), 20))
            return "\n"
        if name == "li":
            return "\n" if closing else "\n" + "  " * (depth - 1) + "* "
        if name in BREAKS:
            return "\n"
        if name in ("td", "th"):
            return " "
        return "^" if name == "sup" and not closing else ""

    text = LINE_ENDS.sub("\n", text)
    text = html.unescape(TAG.sub(instead, text))
    text = LINE_ENDS.sub("\n", text)
    text = INVISIBLE.sub("", SPACES.sub(" ", text))
    return ESCAPED.sub(r"\1", text).expandtabs(4)


# ------------------------------------------------------------------------------------------------ markers
BULLETS = "*•◦▪▫‣●○■□◆➢✓✔·∙⁃–—−"
MARKER = re.compile(
    rf"(?P<bullet>[{re.escape(BULLETS)}]+(?=[\s\w(≥≤><])|-{{1,4}}(?=[\sA-Za-z(≥≤><])|[o+](?=\s+\S))"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3}[.)]?(?=\s+[A-Z]))"
    r"|(?P<number>\(?\d{1,3}(?:[.)]{1,2}(?=\s|$|[A-Za-z(≥≤><])|\s?-(?=\s+[A-Z])))"
    r"|(?P<roman>\(?(?:x{0,2}(?:ix|iv|v?i{1,3}|v)|x{1,2})[.)]{1,2}(?=\s|$))"
    r"|(?P<capital_roman>\(?(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})[.)]{1,2}(?=\s|$))"
    r"|(?P<letter>\(?[a-z](?:\)\s?\.|[.)]{1,2})(?=\s|$))"
    r"|(?P<capital>\(?[A-Z][.)]{1,2}(?=\s|$))"
)
EMPHASIS = re.compile(r"(?<![\w*])(?P<mark>\*\*|__)(?P<words>[^*_]+)(?P=mark)(?![\w*])")


def _label(marker: str) -> str:
    return re.sub(r"\W", "", marker)


def _marker(line: str, seen: dict[str, str]) -> tuple[str, str, str]:
    """The marker of a line, its style, and the rest. `seen` holds the last label of each style of letters."""
    found = MARKER.match(line)
    if not found or not found.lastgroup:
        return "", "", line
    marker, style = found[0], found.lastgroup
    label = _label(marker)
    if style in ("roman", "capital_roman"):
        letters = "letter" if style == "roman" else "capital"
        if len(label) == 1 and (chr(ord(label) - 1) == seen.get(letters) or (label not in "iI" and style not in seen)):
            style = letters
    if style == "capital" and label != "A" and chr(ord(label) - 1) != seen.get(style):
        return "", "", line  # "E. coli": a capital is a label only in its sequence
    if style in ("letter", "capital", "roman", "capital_roman"):
        seen[style] = label
    if style == "dotted":
        style = f"number{len(re.findall('[0-9]+', marker))}"
    if style == "bullet":
        style = f"bullet{marker[0]}"
    return marker, style, line[found.end() :].lstrip()


# ------------------------------------------------------------------------------------------------ lists in one line
HEADING_INSIDE = re.compile(
    r"(?<=[.;])\s+(?=(?:Inclusion|Exclusion|INCLUSION|EXCLUSION)s?:\s)"
    r"|(?<=[\w.;:,)\]%])\s+(?=(?:(?:Key|Main|Major|General|Additional|KEY|MAIN)\s+)?"
    r"(?:(?:Inclusion|Exclusion|INCLUSION|EXCLUSION|Non-[Ii]nclusion)\s+[Cc](?:riteria|RITERIA)|"
    r"(?:Criterios|CRITERIOS)\s+(?:de|DE)\s+(?:[IiEe](?:nclusi|xclusi)[oó]n|INCLUSI[OÓ]N|EXCLUSI[OÓ]N))\s*:)"
)
ROUND_BULLETS = re.compile(r"\s*(?=[•●▪◦‣■➢]\s*\w)")
STARS = re.compile(r"\s+(?=\*\s+\w)")
DASHES = re.compile(r"\s+(?=[-–]\s+[A-ZÁÉÍÓÚÑ≥≤><])")
COUNTS = {
    "grade",
    "grades",
    "stage",
    "stages",
    "version",
    "v",
    "phase",
    "type",
    "class",
    "part",
    "cohort",
    "arm",
    "group",
}
COUNTS |= {
    "than",
    "to",
    "or",
    "and",
    "least",
    "most",
    "of",
    "ecog",
    "category",
    "score",
    "level",
    "step",
    "day",
    "cycle",
}
COUNTS |= {"≤", "≥", "<", ">", "=", "is", "status", "ps", "recist", "ctcae", "table", "section", "note", "criterion"}


def _headings_inside(line: str) -> list[str]:
    """A line broken before each heading of a section that stands within it."""
    if section_of(line, marked=True):
        return [line]
    parts: list[str] = []
    for part in HEADING_INSIDE.split(line):
        if parts and len(parts[-1].split()) < 4 and not parts[-1].endswith((".", ";", ":")):
            parts[-1] += f" {part}"  # "Part 1a/1b Inclusion Criteria: ..."
        else:
            parts.append(part)
    return parts


def _numbered_inside(line: str, following: int | None) -> list[str]:
    """The items of a numbered list that stands in one line: "1. ... 2. ... 3. ..."."""
    start = re.match(r"\s*\(?(\d{1,3})[.)]", line)
    if not start:
        return [line]
    found, rest, number = [], line, int(start[1])
    while number + 1 != following:
        inside = re.compile(rf"(?<=[\s;,.:])\(?{number + 1}[.)]\s+(?=\S)")
        for match in inside.finditer(rest):
            before = rest[: match.start()].rstrip()
            last = re.findall(r"[\w≤≥<>=]+", before)[-1:]
            if len(before) > 3 and (not last or last[0].lower() not in COUNTS):
                found.append(before)
                rest = rest[match.start() :]
                break
        else:
            break
        number += 1
    return [*found, rest]


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """The lines of a plain text with their indentation; lists and headings inside a line get lines of their own."""
    lines: list[tuple[int, str, bool]] = []
    apart = False
    raw = [line for line in text.split("\n") if line.strip()]
    for line in text.split("\n"):
        if not line.strip():
            apart = True
            continue
        indent = len(line) - len(line.lstrip())
        parts = _headings_inside(line.strip())
        for part in (half for one in parts for half in _heading_and_rest(one)):
            for one in _bulleted_inside(part, few=len(raw) <= 6):
                if one.strip():
                    lines.append((indent, one.strip(), apart))
                    apart = False
    numbers = [re.match(r"\(?(\d{1,3})[.)]", line) for _, line, _ in lines]
    following: int | None = None
    split: list[list[tuple[int, str, bool]]] = []
    for (indent, line, before), number in zip(reversed(lines), reversed(numbers), strict=True):
        items = _numbered_inside(line, following) if number else [line]
        split.append([(indent, one, before and not place) for place, one in enumerate(items)])
        if number:
            following = int(number[1])
    for several in reversed(split):
        yield from several


def _bulleted_inside(line: str, few: bool) -> list[str]:
    parts = ROUND_BULLETS.split(line)
    if few and len(parts) < 2:
        for mark in (STARS, DASHES):
            if len(mark.findall(" " + line)) > 1:
                return mark.split(line)
    return parts


HEADING_FIRST = re.compile(
    rf"(?P<heading>(?:[\w/.*_#-]+\s+){{0,8}}?(?:{INCLUSION}|{EXCLUSION})(?:\s+(?:{CRITERIA}))?(?:\s*\([^()]{{0,80}}\))?"
    r"[*_]{0,2}\s*(?::[*_]{0,2}|\s[-–—]|(?=\s\(?1[.)]\s)))\s*(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
HEADING_THEN_NUMBER = re.compile(
    rf"(?P<heading>[^.;:]{{0,60}}\b(?:{INCLUSION}|{EXCLUSION})\s+(?:{CRITERIA})[^.;:()]{{0,120}}?(?:\([^()]{{0,80}}\))?)\s+(?P<rest>\d{{1,2}}\.\s.*)",
    re.IGNORECASE | re.DOTALL,
)


def _heading_and_rest(line: str) -> list[str]:
    """A heading and what stands behind it on the same line, apart."""
    for pattern in (HEADING_FIRST, HEADING_THEN_NUMBER):
        found = pattern.match(line)
        if found and not VERB.search(found["heading"]) and section_of(found["heading"].rstrip() + ":", marked=True):
            if found["heading"][-1:] in "-–—" and len(found["rest"].split()) <= 14:
                continue  # "Inclusion Criteria - Patients"
            return [found["heading"], found["rest"]]
    return [line]


# ------------------------------------------------------------------------------------------------ pieces
def pieces(text: str) -> list[Piece]:
    """The parts of a plain text in their order: together they hold every word of it."""
    found: list[Piece] = []
    seen: dict[str, str] = {}
    for indent, line, apart in _lines(text):
        bare = EMPHASIS.sub(r"\g<words>", line)
        marker, style, rest = _marker(bare, seen)
        section = section_of(rest, bool(marker))
        deep = style.startswith(("number", "letter", "roman", "capital")) and _label(marker).lower() not in (
            "1",
            "a",
            "i",
        )
        one_of_them = section == "inclusion" and asks_for_one(rest)
        if section and not (marker and deep) and not one_of_them:
            seen.clear()
            found.append(Piece("section", rest, marker, style, indent, apart, section))
        elif not marker and not HAS_WORDS.search(rest):
            continue
        elif not marker and (additional := ADDITIONAL_FOR.match(rest)):
            seen.clear()
            found.append(Piece("group", additional[0], indent=indent, apart=apart))
            found.append(Piece("more", rest[additional.end() :].lstrip(), indent=indent, apart=apart))
        elif not marker and is_group(rest):
            seen.clear()
            found.append(Piece("group", rest, indent=indent, apart=apart))
        else:
            step = CAPITAL_STEP.match(rest) or LABELLED_STEP.match(rest)
            words = rest[step.end() :].lstrip() if step else rest
            kind: Literal["item", "more"] = "item" if marker else "more"
            turned = None if marker else section if one_of_them else turns_to(rest)
            found.append(Piece(kind, words, marker, style, indent, apart, turned, step[0] if step else ""))
    return [_over_a_list(piece, after) for piece, after in zip_longest(found, found[1:])]


def _over_a_list(piece: Piece, after: Piece | None) -> Piece:
    """ "HER2-positive patients", "uncontrolled illness", and below it a list: whom, or how, and no demand by itself."""
    listed = piece.kind == "more" and after is not None and after.kind == "item"
    titles = (RECEPTOR_GROUP, LIMITING_TITLE)
    return replace(piece, kind="group") if listed and any(one.fullmatch(piece.text) for one in titles) else piece


# ------------------------------------------------------------------------------------------------ the tree
@dataclass(slots=True)
class _Node:
    text: str
    section: Section
    place: str
    indent: float
    style: str
    heads: tuple[str, ...] = ()  # the headings over it, and its own step
    above: _Node | None = None
    children: int = 0

    def within(self) -> tuple[str, ...]:
        over = (*self.above.within(), self.above.text) if self.above else ()
        return (*(one for one in over if one), *(one for one in self.heads if one not in over))


ALONE = re.compile(r"(?:and\s*/\s*or|or|and|o|y)[\s:;.,-]*", re.IGNORECASE)
HAS_WORDS = re.compile(r"[^\W_]")
LONE_OR = re.compile(r"[-–—*\s]*(?:or|o)[-–—*\s:]*", re.IGNORECASE)
MAY_APPLY = re.compile(
    r"\b(?:inclusion|exclusion|other|additional|further)\b.{0,60}?\b(?:may\s+)?apply\b|"
    r"\badditional\b.{0,20}\bcriteria that (?:may )?apply",
    re.IGNORECASE,
)
NOTE = re.compile(r"(?:\**\s*(?:please\s+)?notes?\b|nota\b|\(|\*|†|‡|°)", re.IGNORECASE)
ENDED = (".", ";", ":", "!", "?")


class _Tree:
    """Puts the pieces under each other, by indentation and by the style of their markers."""

    def __init__(self) -> None:
        self.section: Section = "unclear"
        self.scope: list[str] = []  # the heading of the section where it says more, then of the group
        self.stack: list[_Node] = []
        self.done: list[_Node] = []
        self.counts: dict[Section, int] = {}
        self.outer = ""  # the heading of a group that holds sections of its own: "Phase 2 Eligibility:"
        self.upper, self.nested = "", ""  # a group of groups: "Part D:" over "Cohort D1:", and how those begin
        self.waiting: Piece | None = None  # a heading of a group that nothing has followed yet
        self.number = 0  # the last number of the list of this section, and from where a sentence turned away
        self.turned: tuple[Section, list[str], int] | None = None

    def open_section(self, piece: Piece) -> None:
        self.turned = (self.section, self.scope, self.number) if piece.kind != "section" else None
        self.number = 0
        if self.waiting:
            self.outer, self.waiting = self.waiting.text, None
        assert piece.section
        if not self.scope and self.section == "unclear" and piece.section == "exclusion":
            self._listed_before_are_inclusion()
        self.section = piece.section
        bare = piece.text.strip(MARKS_AROUND)
        only = (ONLY_A_HEADING, ONLY_TURNS, OLD_FORM, EXCLUDES, INCLUDES)
        says_more = not any(one.fullmatch(bare) for one in only)
        if says_more and self.scope[-1:] != [self.outer]:
            self.outer = ""
        self.scope = [one for one in (self.outer, piece.text if says_more else "") if one]
        self.stack.clear()

    def _listed_before_are_inclusion(self) -> None:
        """A list before a first heading that is one of exclusions."""
        if self.counts.keys() == {"unclear"} and any(node.style for node in self.done):
            for node in self.done:
                node.section = "inclusion"
            self.counts = {"inclusion": self.counts["unclear"]}

    def open_group(self, piece: Piece) -> None:
        if self.waiting:
            self.upper, self.nested = self.waiting.text, piece.text.partition(" ")[0]
            self.waiting = None
        elif piece.text.partition(" ")[0] != self.nested:
            self.upper = ""
        self.stack.clear()
        if ONLY_A_HEADING.fullmatch(piece.text.strip(MARKS_AROUND)):
            return  # "Criteria:"
        self.waiting = piece
        heading = [one for one in self.scope if section_of(one, marked=True)]
        self.scope = [*heading, *([self.upper] if self.upper else []), piece.text]

    def holds(self, piece: Piece) -> bool:
        """Whether a piece stands indented below an item of a list."""
        return bool(self.stack and self.stack[0].style and self.stack[0].indent < piece.indent)

    def _settle(self) -> None:
        """A heading of a group with nothing under it is a criterion: nothing is lost."""
        if self.waiting:
            text, self.waiting = self.waiting.text, None
            if self.scope and self.scope[-1] == text:
                self.scope.pop()
            self._add(text, 0, "")

    def _add(self, text: str, indent: float, style: str, step: str = "") -> None:
        self.waiting = None
        above = self.stack[-1] if self.stack else None
        if above:
            above.children += 1
            section, place = above.section, f"{above.place}.{above.children}"
        else:
            section = self.section
            self.counts[section] = self.counts.get(section, 0) + 1
            place = str(self.counts[section])
        heads = (*(() if above else self.scope), *([step.rstrip(" :,")] if step else []))
        node = _Node(text, section, place, indent, style, heads, above)
        self.stack.append(node)
        self.done.append(node)

    def item(self, piece: Piece) -> None:
        if ALONE.fullmatch(piece.text) and self.done and not self.waiting:
            self._append(piece.text, piece.indent, apart=False)
            return
        if piece.style == "number":
            self._returned(int(_label(piece.marker)))
        self._close(piece)
        self._add(piece.text, piece.indent, piece.style, piece.step)

    def _returned(self, number: int) -> None:
        """A list goes on where a sentence had turned away from its section: "3. ... You cannot join if: ... 4. ..."."""
        if self.turned and self.turned[2] and number == self.turned[2] + 1:
            self.section, self.scope, self.number = self.turned
            self.stack.clear()
        if not self.turned or number in (1, self.number + 1):
            self.turned = None
        if not self.stack or all(node.style != "number" for node in self.stack[:-1]):
            self.number = number

    def _close(self, piece: Piece) -> None:
        """Leaves on the stack those under which an item stands."""
        while self.stack and self.stack[-1].indent > piece.indent:
            self.stack.pop()
        same = [node for node in self.stack if node.indent == piece.indent]
        if not same:
            return
        if any(node.style == piece.style for node in same):
            while self.stack[-1].style != piece.style:
                self.stack.pop()
            self.stack.pop()
        elif not _goes_under(same[-1], piece):
            while self.stack and self.stack[-1].indent == piece.indent:
                self.stack.pop()

    def more(self, piece: Piece) -> None:
        last = self.done[-1] if self.done else None
        if MAY_APPLY.search(piece.text) and len(piece.text) < 160:
            self._stands_alone(piece.text)
            return
        if self.stack and piece.apart and LONE_OR.fullmatch(piece.text) and piece.indent <= self.stack[0].indent:
            self._alternatives(piece.text)
            return
        if last and not self.waiting and self.stack:
            if ALONE.fullmatch(piece.text):
                self._append(piece.text, piece.indent, apart=False)
                return
            wrapped = not piece.apart and (
                piece.indent > last.indent or piece.text[:1].islower() or not last.text.endswith(ENDED)
            )
            if last.style == "" and wrapped and not piece.text[:1].islower():
                wrapped = False  # lines without markers: each is a criterion
            if wrapped and not piece.text[:1].islower() and (last.text.endswith(":") or speaks_anew(piece.text)):
                wrapped = False
            if wrapped and not piece.step:
                self._append(piece.text, last.indent, apart=False)
                return
            holder = next((node for node in reversed(self.stack) if node.indent < piece.indent), None)
            opens = piece.kind == "group" or (piece.apart and piece.text.endswith(":"))
            if holder and holder.style and opens:
                while self.stack[-1] is not holder:
                    self.stack.pop()
                self._add(piece.text, piece.indent - 0.5, "", piece.step)
                return
            if holder and holder.style and not holder.children and not piece.step:
                self._append(piece.text, holder.indent, apart=True, node=holder)
                return
            if NOTE.match(piece.text) or (holder and holder.style):
                while self.stack and holder and self.stack[-1] is not holder:
                    self.stack.pop()
                if not holder:
                    del self.stack[1:]
                if piece.text.endswith(":"):
                    self._add(piece.text, piece.indent - 0.5, "", piece.step)
                elif not self.stack[-1].children and NOTE.match(piece.text):
                    self._append(piece.text, piece.indent, apart=True, node=self.stack[-1])
                else:
                    self._add(piece.text, piece.indent, "", piece.step)
                return
        opens = leads_on(piece.text)
        self.stack.clear()
        self._add(piece.text, piece.indent - 0.5, "", piece.step)
        if not opens:
            self.stack[-1].indent = max(piece.indent - 0.5, 0) if piece.indent else 0.0
            self.stack[-1].style = ""

    def _append(self, text: str, indent: float, *, apart: bool, node: _Node | None = None) -> None:
        """Further words of a criterion: the rest of a wrapped line, a paragraph of its own, a lone "OR"."""
        if node is None:
            at = [one for one in self.stack if one.indent <= indent] or self.stack or self.done[-1:]
            node = at[-1]
        node.text = f"{node.text}{chr(10) if apart else ' '}{text}".strip()

    def _stands_alone(self, text: str) -> None:
        """What is said of the whole record: "Other inclusion/exclusion criteria may apply"."""
        section, scope, self.section, self.scope = self.section, self.scope, "unclear", []
        self.stack.clear()
        self._add(text, 0, "")
        self.stack.clear()
        self.section, self.scope = section, scope

    def _alternatives(self, text: str) -> None:
        """A lone "OR" between two lists: the criteria of both stand within it, for one of the lists must hold."""
        top = self.scope
        for node in self.done:
            if node.above is None and node.section == self.section and list(node.heads[: len(top)]) == top:
                node.heads = (*top, text, *node.heads[len(top) :])
        self.scope = [*top, text]
        self.stack.clear()

    def end(self) -> list[_Node]:
        self._settle()
        return self.done


def _goes_under(above: _Node, piece: Piece) -> bool:
    """Whether an item of another style at the same indentation belongs under the one above it."""
    if above.text.rstrip(" *").endswith(":") or not above.style:
        return leads_on(above.text)
    order = ("number", "number2", "number3", "number4", "capital", "letter", "roman", "bullet")
    rank = {style: at for at, style in enumerate(order)}
    own = "bullet" if piece.style.startswith("bullet") else piece.style.removeprefix("capital_")
    over = "bullet" if above.style.startswith("bullet") else above.style.removeprefix("capital_")
    if own == over == "bullet":
        return above.style == "bullet*" or piece.style in ("bulleto", "bullet◦")
    return rank.get(own, 9) > rank.get(over, 9)


def split(eligibility_text: str | None) -> tuple[Criterion, ...]:
    """The single criteria of an eligibility text, in their order. Never an error, whatever the text."""
    tree = _Tree()
    for piece in pieces(plain(eligibility_text or "")):
        if piece.kind == "section" or (piece.section not in (None, tree.section) and not tree.holds(piece)):
            tree.open_section(piece)
        elif piece.kind == "group" and not tree.holds(piece):
            tree.open_group(piece)
        elif piece.kind == "item":
            tree.item(piece)
        else:
            tree.more(piece)
    return tuple(_criteria(tree.end()))


def _criteria(nodes: list[_Node]) -> Iterator[Criterion]:
    for node in nodes:
        if HAS_WORDS.search(node.text):
            within = tuple(_tidy(one) for one in node.within() if HAS_WORDS.search(one))
            yield Criterion(node.section, node.place, _tidy(node.text), within)


def _tidy(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", text).strip()


__all__ = ["Criterion", "Piece", "Section", "pieces", "plain", "split"]
