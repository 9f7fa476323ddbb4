"""What a reader would find in a document: the text of a page, a PDF or Markdown, and what a brief shows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pikepdf

from concord.choices.shape import Brief

VOID = {"meta", "br", "rect", "circle", "link", "img", "input"}


class Element:
    """One element of a page, with what is inside."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Element | str] = []

    def walk(self) -> Iterator[Element]:
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.walk()

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            one
            for one in self.walk()
            if (not tag or one.tag == tag)
            and all(name in one.attributes and value in ("", one.attributes[name]) for name, value in wanted.items())
        ]

    def text(self, *, without: str = "") -> str:
        """The words in it, leaving out style, and elements of the class `without`."""
        if self.tag == "style" or (without and without in self.attributes.get("class", "").split()):
            return ""
        said = ""
        inside_words = True  # a word that is explained stands within its sentence
        for one in self.inside:
            button = isinstance(one, Element) and one.tag == "button"
            said += "" if button or inside_words else " "
            said += one if isinstance(one, str) else one.text(without=without)
            inside_words = button
        return said


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def page(html: str) -> Element:
    """A page as its tree; an element that is closed in the wrong place is an error."""
    parser = _Page()
    parser.feed(html)
    assert len(parser.open) == 1
    return parser.open[0]


def squeezed(text: str) -> str:
    """Text without any white space, for comparing across line breaks."""
    return re.sub(r"\s+", "", text)


def markdown_text(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)


# ------------------------------------------------------------------------------------------------ PDF
def pdf_text(content: bytes) -> str:
    """The text of a PDF through the maps from glyphs to letters it carries, without artifacts such as footers."""
    return "".join(pdf_pages(content))


def pdf_pages(content: bytes) -> list[str]:
    """The text of a PDF, page by page."""
    pages: list[str] = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for sheet in document.pages:
            fonts = {str(name): _letters(font) for name, font in sheet.resources.get("/Font", {}).items()}
            found: list[str] = []
            letters: dict[int, str] = {}
            marked: list[bool] = []
            for instruction in pikepdf.parse_content_stream(sheet):
                operands, name = instruction.operands, str(instruction.operator)
                if name == "Tf":
                    letters = fonts[str(operands[0])]
                elif name in ("BMC", "BDC"):
                    marked.append(str(operands[0]) == "/Artifact")
                elif name == "EMC":
                    marked.pop()
                elif name in ("Tj", "TJ") and not any(marked):
                    parts = operands[0] if name == "TJ" else [operands[0]]
                    found += [_decoded(bytes(part), letters) for part in parts if isinstance(part, pikepdf.String)]
            pages.append("".join(found))
    return pages


def _decoded(raw: bytes, letters: dict[int, str]) -> str:
    return "".join(letters.get(int.from_bytes(raw[at : at + 2], "big"), "") for at in range(0, len(raw), 2))


def _letters(font: Any) -> dict[int, str]:
    cmap = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, letter in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            letters[int(glyph, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for low, high, letter in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            first = bytes.fromhex(letter).decode("utf-16-be")
            for step in range(int(high, 16) - int(low, 16) + 1):
                letters[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
    return letters


def page_count(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


# ------------------------------------------------------------------------------------------------ what a brief shows
def open_cards(brief: Brief) -> list[Any]:
    """The choices that are or may be open, each followed by those of its variants that are."""
    cards = [card for card in brief["choices"] if card["standing"] != "not_now"]
    return [one for card in cards for one in (card, *(v for v in card["variants"] if v["standing"] != "not_now"))]


def shown(brief: Brief) -> Iterator[str]:
    """Every text that a brief for a person shows."""
    for sign in brief["urgent"]:
        yield from (sign["say"], sign["action"])
    yield brief["scope"]["say"]
    if brief["scope"]["in_scope"] is False:
        return
    labels = brief["labels"]
    yield from (
        labels[name] for name in ("title", "how_to_read", "not_reviewed", "stop_line", "cross_trial", "harm_horizon")
    )
    yield from (
        *(one["say"] for one in brief["notes"]),
        brief["situation"]["say"],
        brief["decision_question"],
        brief["update_policy"],
    )
    if brief["situation"]["your_words"]:
        yield brief["situation"]["your_words"]
    for group in (brief["situation"]["treatments"], brief["conflicts"], brief["subtypes"], brief["not_known"]):
        yield from (one["say"] for one in group)
    for test in brief["tests"]:
        yield from (test["say"], test["why"], *test["parts"].values())
    for one in brief["questions"]:
        yield from (one["say"], one["why"])
        if brief["language"] != "en":
            yield one["also"]
    for answer in brief["answers"]:
        yield answer["question"]
        for told in (answer["known"], answer["guidelines"], answer["not_known"], answer["settles"]):
            yield from (line["say"] for line in told)
    for said in (
        brief["natural_course"],
        brief["survival"],
        brief["questions_offer"],
        brief["funding"],
        *brief["being_studied"],
    ):
        if said:
            yield said["say"]
    for card in open_cards(brief):
        yield card["given"]
        living = card["living_with"]["statements"] if card["living_with"] else []
        parts = (card["because"], card["check_first"], card["cautions"], card["benefits"], card["harms"], card["more"])
        yield from (one["say"] for one in card["working"])
        for statement in (*[one for part in parts for one in part], *living):
            yield statement["say"]
        for statement in (card["in_short"], card["disagreement"]):
            if statement:
                yield statement["say"]
        for study in card["evidence"]:
            yield from (study["say"], study["who"], *study["details"])
        yield from (row["say"] for row in card["fit"] if row["mark"] not in ("figure", "outcome"))
    for card in brief["choices"]:
        if card["standing"] == "not_now":
            yield from (one["say"] for one in card["because"])
    for card in brief["supportive"]:
        yield card["name"][1:]  # a list begins with a capital letter
        if card["standing"] == "not_now":
            yield from (one["say"] for one in card["because"])
        if card["standing"] == "supported":
            yield card["in_short"]["say"] if card["in_short"] else ""
            for part in (card["benefits"], card["harms"], card["cautions"], card["check_first"]):
                yield from (one["say"] for one in part)
    for some in (brief["considered"], brief["trade_offs"], brief["locked"]):
        yield from (one["say"] for one in some)
    yield from (one["say"] for one in brief["help"])
    yield from (one["note"] for one in brief["matters"])
    yield from (one["name"] for one in brief["reading"] if one["written"])
    yield from (source["title"] for source in brief["sources"])


# Keys whose text is a name for machines, or an address, and not a word for people.
NOT_WORDS = {
    *("schema", "as_of", "hash", "version", "next_review", "reviewed", "language", "talk", "id", "group", "standing"),
    *("why_not", "kind", "mark", "matters", "row", "url", "basis", "facts", "sources", "would_change", "checks_for"),
    *("drugs", "hair", "ask", "fact", "country", "strength", "says", "choices", "possible", "interval", "lang"),
}


def in_another_language(brief: Brief) -> Any:
    """A brief in which every word for people is replaced by one that English does not have."""
    named = {  # the kind is here the name of a choice, or of a consideration
        name: [{**one, "kind": "слово"} for one in brief[name]] for name in ("being_studied", "considered")
    }
    return _replaced({**brief, **named})


def _replaced(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _replaced(one, name) for name, one in value.items()}
    if isinstance(value, list):
        words = key not in NOT_WORDS or any(isinstance(one, dict) for one in value)
        return [_replaced(one, key) for one in value] if words else value
    return "слово" if isinstance(value, str) and value and key not in NOT_WORDS else value
