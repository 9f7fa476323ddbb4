"""A brief set out in reading order. The web page, the PDF and the Markdown all draw this, so that none can differ.

Nothing is added here: every word is a statement or a label of the brief. What is decided here is the order, what is
folded, which number a source has, and how many dots of a picture are filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NotRequired, TypedDict

from concord.choices.shape import (
    AnswerPart,
    Brief,
    ChoiceCard,
    Icons,
    ReadingLine,
    RoadChoice,
    RoadStep,
    SourceLine,
    Statement,
    TestLine,
)
from concord.documents.glossary import met, said_in

# How a reader stands to those who could join a study: like them, unlike them, not known.
LIKE_YOU = {True: "heading_like_you", False: "heading_unlike_you", None: "heading_perhaps_like_you"}
# Kinds of statements that give figures. A gentle brief folds them.
FIGURES = frozenset({"growth_free", "response", "response_lasted", "harm", "survival", "stopped_for_side_effects"})
SURVIVAL = frozenset({"living_longer", "survival"})
COLUMNS = {100: 10, 1000: 40}
TEST_PARTS = ("measures", "sample", "how_long", "if_found", "if_not_found", "cannot_tell", "downsides")
AT_A_GLANCE = ("visits", "hair")
# Texts of a choice that belong to daily life with it; the others are behind a press. What is likely meanwhile is never
# behind a press.
DAILY = ("without_treatment", "what_helps", "call_early")
OF_THE_CHOICE = frozenset({"more", "working"})
# The parts that the page's own list of contents leads to.
CONTENTS = {
    "choices": "heading_choices",
    "each": "heading_each_choice",
    "other_tests": "heading_other_tests",
    "not_known": "heading_unknown",
    "when_to_call": "heading_when_to_call",
    "natural_course": "heading_natural_course",
    "help": "heading_help",
    "answers": "heading_answers",
    "questions": "heading_questions",
    "glossary": "heading_glossary",
    "facts": "heading_facts",
    "sources": "heading_sources",
}
# What only a part of a brief holds: one choice alone, what would change the list or the choice, the question to answer
# next, how long people lived, choices side by side.
PARTS_ONLY: dict[str, Any] = {"only": None, "changes": [], "next_question": None, "lived": [], "beside": None}
# A neutral shape for each mark: none points up or down, none is a tick or a cross.
SHAPES = {"helps": "◆", "works_against": "◇", "little_difference": "=", "not_known": "?"}


class Arm(TypedDict):
    """The filled part of one picture, as rectangles of whole dots: x, y, width, height."""

    name: str
    count: int
    filled: list[tuple[int, int, int, int]]


class Picture(TypedDict):
    of: int
    columns: int
    rows: int
    arms: list[Arm]


class Item(TypedDict):
    """One thing said: its words, a label before it, the numbers of its sources, and a picture of the same.

    `kind`: what it is about, where a part of the brief is chosen by that. `link`: the address of the record that it
    speaks of.
    """

    label: str
    mark: str
    say: str
    refs: list[int]
    picture: Picture | None
    kind: NotRequired[str]
    link: NotRequired[str]


class Row(TypedDict):
    """One row of a choice. The row of benefits and harms has two sides, all others have items.

    `folded`: behind a press on a page. `apart`: at the end of a document that cannot fold, and still folded in print.
    `page_only`: behind a press on a page, and left out of a document that cannot fold.
    """

    id: str
    heading: str
    items: list[Item]
    sides: list[Row]
    folded: bool
    apart: bool
    page_only: bool


class Card(TypedDict):
    id: str
    name: str
    given: str
    brands: str
    pills: list[tuple[str, str]]
    short: Item | None
    glance: list[str]
    rows: list[Row]
    variants: list[Card]
    not_now: list[Card]


class Part(TypedDict):
    """Items under a heading."""

    heading: str
    items: list[Item]


class Section(TypedDict):
    """A question with its answer, or a step of the road ahead: a title, what comes first, and parts with headings."""

    id: str
    title: str
    lead: list[Item]
    parts: list[Part]


class References:
    """Numbers the sources in the order in which they are first named."""

    def __init__(self, sources: Iterable[SourceLine]) -> None:
        self.known = {one["id"]: one for one in sources}
        self.numbers: dict[str, int] = {}

    def __call__(self, basis: Iterable[str]) -> list[int]:
        return [self.numbers.setdefault(name, len(self.numbers) + 1) for name in basis if name in self.known]

    def listed(self) -> list[dict[str, Any]]:
        """Every source with its number; those that nothing names come last."""
        self(self.known)
        return [{"number": number, **self.known[name]} for name, number in self.numbers.items()]


def arrange(brief: Brief) -> dict[str, Any]:
    """The brief in reading order, as plain data."""
    labels = brief["labels"]
    refs = References(brief["sources"])
    gentle = brief["talk"] == "gentle"
    document: dict[str, Any] = {
        "language": brief["language"],
        "labels": labels,
        "title": labels["title"],
        "as_of": brief["as_of"],
        "made_on": brief["made_on"],
        "reading_level": reading_level(brief),
        "urgent": [
            {"say": f"{one['because']} {one['say']}".strip(), "action": one["action"], "refs": refs(one["basis"])}
            for one in brief["urgent"]
        ],
        "when_to_call": _items(brief["when_to_call"], refs),
        "in_scope": brief["scope"]["in_scope"] is not False,
        "scope": brief["scope"]["say"],
        **PARTS_ONLY,
    }
    if not document["in_scope"]:
        return document

    names = {card["id"]: card["name"] for card in every_card(brief)}
    cards = [_card(card, labels, refs, gentle) for card in brief["choices"] if card["standing"] != "not_now"]
    placed = {card["id"]: card["group"] for card in brief["choices"]}
    not_now = [card for card in (*brief["choices"], *brief["supportive"]) if card["standing"] == "not_now"]
    groups = [
        {**group, "cards": [card for card in cards if placed[card["id"]] == group["id"]]} for group in brief["groups"]
    ]
    beside = [card for card in brief["supportive"] if card["id"] not in placed]
    first = set(brief["care_first"])
    supportive = [
        _short_card(card, labels, refs, gentle)
        for card in beside
        if card["standing"] == "supported" or card["id"] in first
    ]
    tests = [_test(test, names, labels, refs) for test in brief["tests"]]
    document |= {
        "notes": _items(brief["notes"], refs),
        "your_words": brief["situation"]["your_words"],
        "situation": brief["situation"]["say"],
        "treatments": brief["situation"]["treatments"],
        "considered": [_item(one, refs, capital(one.get("kind", ""))) for one in brief["considered"]],
        "care_first": [card for card in supportive if card["id"] in first],
        "conflicts": [
            {"say": one["say"], "roads": [road["say"] for road in one["roads"]]} for one in brief["conflicts"]
        ],
        "subtypes": [road["say"] for road in brief["subtypes"]],
        "deciding": [test for test in tests if test["bears_on"]],
        "other_tests": [test for test in tests if not test["bears_on"]],
        "decision_question": brief["decision_question"],
        "survival": _maybe(brief["survival"], refs),
        "groups": [group for group in groups if group["cards"]],
        "figures_at_end": [
            one for one in with_variants([*cards, *supportive]) if any(row["apart"] for row in one["rows"])
        ],
        "not_now": [
            {"name": capital(card["name"]), "items": [_item(one, refs) for one in card["because"]]} for card in not_now
        ],
        "trade_offs": _items(brief["trade_offs"], refs),
        "not_compared": _not_compared(brief, refs),
        "locked": _items(brief["locked"], refs),
        "supportive": [card for card in supportive if card["id"] not in first],
        "supportive_if": _supportive_if((card for card in beside if card["id"] not in first), refs),
        "help": _help(brief, refs),
        "reading": [capital(one["name"]) for one in brief["reading"] if one["written"]],
        "being_studied": [_item(one, refs, capital(one.get("kind", ""))) for one in brief["being_studied"]],
        "trials": [_item(one, refs, one.get("kind", "")) for one in brief["trials"] or ()],
        "road_ahead": [_road(one, labels, refs) for one in brief["road_ahead"] or ()],
        "not_known": _items(brief["not_known"], refs),
        "natural_course": _maybe(brief["natural_course"], refs),
        "answers": [_answer(one, labels, refs) for one in brief["answers"]],
        "questions": questions(brief, refs),
        "questions_offer": _maybe(brief["questions_offer"], refs),
        "not_understood": brief["not_understood"],
        "facts": brief["situation"]["facts"],
        "funding": _item(brief["funding"], refs),
        "update_policy": brief["update_policy"],
    }
    document |= {
        "overview": [{**group, "cards": [glance(card) for card in group["cards"]]} for group in document["groups"]],
        "matters": [{"heading": row["name"], "note": row["note"]} for row in brief["matters"]],
    }
    document["glossary"] = met(said_in(document), brief["glossary"])
    document["sources"] = refs.listed()
    document["contents"] = [
        (name.replace("_", "-"), labels[heading]) for name, heading in CONTENTS.items() if document.get(name, True)
    ]
    return document


def glance(card: Card) -> dict[str, Any]:
    """A choice at a glance: what stands above the rest of it."""
    return {name: card[name] for name in ("id", "name", "given", "pills", "glance")}


def reading_level(brief: Brief) -> str:
    """How hard the brief is to read, as its footer says it."""
    found = brief["reading_level"]
    return brief["labels"]["heading_reading_level"].format_map(found) if found else ""


def every_card(brief: Brief) -> list[ChoiceCard]:
    """Every choice and supportive record, with the variants inside."""
    return [one for card in (*brief["choices"], *brief["supportive"]) for one in (card, *card["variants"])]


def with_variants(cards: Iterable[Card]) -> list[Card]:
    return [one for card in cards for one in (card, *card["variants"])]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ------------------------------------------------------------------------------------------------ statements
def _item(one: Statement, refs: References, label: str = "", mark: str = "") -> Item:
    icons = one.get("icons")
    item: Item = {
        "label": label,
        "mark": mark,
        "say": one["say"],
        "refs": refs(one["basis"]),
        "picture": picture(icons) if icons else None,
        "kind": one.get("kind", ""),
    }
    return {**item, "link": one["link"]} if "link" in one else item


def _items(some: Sequence[Statement] | None, refs: References) -> list[Item]:
    return [_item(one, refs) for one in some or ()]


def _maybe(one: Statement | None, refs: References) -> Item | None:
    return _item(one, refs) if one else None


def _plain(say: str, label: str = "") -> Item:
    return {"label": label, "mark": "", "say": say, "refs": [], "picture": None}


def picture(icons: Icons) -> Picture:
    """Both arms of one study as dots, filled in one block from the lower left corner."""
    of = icons["of"]
    columns = COLUMNS.get(of, 10)
    rows = -(-of // columns)
    arms = [_arm(icons["studied_name"], icons["studied"], columns, rows)]
    if icons["control"] is not None:
        arms.append(_arm(icons["control_name"] or "", icons["control"], columns, rows))
    return {"of": of, "columns": columns, "rows": rows, "arms": arms}


def _arm(name: str, count: int, columns: int, rows: int) -> Arm:
    full, rest = divmod(count, columns)
    blocks = [(0, rows - full, columns, full), (0, rows - full - 1, rest, 1)]
    return {"name": name, "count": count, "filled": [block for block in blocks if block[2] and block[3]]}


# ------------------------------------------------------------------------------------------------ choices
def _card(card: ChoiceCard, labels: Mapping[str, str], refs: References, gentle: bool, inside_of: str = "") -> Card:
    """A choice with the same rows as every other. A row without content says so instead of vanishing."""
    living = card["living_with"]["statements"] if card["living_with"] else []
    folded = gentle and any(_is_figure(one) for one in (*card["benefits"], *card["harms"]))
    open_variants = [one for one in card["variants"] if one["standing"] != "not_now"]

    def row(name: str, items: list[Item], heading: str = "", *, inside: bool = False) -> Row:
        nothing = labels["heading_in_each" if inside and open_variants else "heading_nothing_known"]
        shown = items or [_plain(nothing)]
        title = labels[heading or f"heading_{name}"]
        return {
            "id": name,
            "heading": title,
            "items": shown,
            "sides": [],
            "folded": False,
            "apart": False,
            "page_only": False,
        }

    benefits = row("benefits", _items(card["benefits"], refs), inside=True)
    harms = row("harms", _items(card["harms"], refs), inside=True)
    figures = row("can_and_cost", [], "show_figures") | {"items": [], "sides": [benefits, harms], "folded": folded}
    texts: dict[bool, list[Item]] = {True: [], False: []}
    for one in card["more"]:
        texts[one.get("kind") in DAILY].append(_item(one, refs, labels.get(f"heading_{one.get('kind')}", "")))
    if names := _to_read(card["reading"]):
        texts[False].append(_plain(names, labels["heading_read_more"]))
    daily = [*_items(living, refs), *texts[True], *_companions(card, refs)]
    rows = [
        row("why", _why(card, labels, refs)),
        row("checks", _items([*card["cautions"], *card["check_first"]], refs), inside=True),
        figures | {"apart": folded},
        row("living", daily, inside=True),
        row("working", _items(card["working"], refs)),
        row("fit", _fit(card, labels, refs, folded)),
        row("more", texts[False]) | {"folded": True},
        row("studies", _studies(card, labels, refs), inside=True) | {"folded": True, "apart": folded},
    ]
    return {
        "id": f"{inside_of}-{card['id']}" if inside_of else card["id"],
        "name": capital(card["name"]),
        "given": card["given"],
        "brands": ", ".join(card["brands"]),
        "pills": _pills(card, labels),
        "short": _maybe(card["in_short"], refs),
        "glance": [one["say"] for kind in AT_A_GLANCE for one in living if one.get("kind") == kind],
        # A variant has no texts of its own beside those of its choice.
        "rows": [one for one in rows if one["id"] not in OF_THE_CHOICE or card["in_short"]],
        "variants": [_card(one, labels, refs, gentle, card["id"]) for one in open_variants],
        "not_now": [
            _card(one, labels, refs, gentle, card["id"]) for one in card["variants"] if one["standing"] == "not_now"
        ],
    }


def _short_card(card: ChoiceCard, labels: Mapping[str, str], refs: References, gentle: bool) -> Card:
    """Care that goes with any choice: good and bad, and what to look at first. The rest is behind a press on a page."""
    whole = _card(card, labels, refs, gentle)
    front = [row for row in whole["rows"] if row["id"] in ("can_and_cost", "checks")]
    folded: list[Row] = [
        {**row, "folded": True, "page_only": True}
        for row in whole["rows"]
        if row["id"] in ("why", "living", "working", "more")
    ]
    return {**whole, "rows": [*front, *folded]}


def _is_figure(one: Statement) -> bool:
    return "icons" in one or one.get("kind") in FIGURES


def _pills(card: ChoiceCard, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """The standing in words, and how many checks come first."""
    pills = [("standing", labels["always" if card["always"] else card["standing"]])]
    count = len(card["check_first"]) + len(card["cautions"])
    if count:
        name = "heading_checks_first_one" if count == 1 else "heading_checks_first"
        pills.append(("checks", labels[name].format_map({"count": count})))
    return pills


def _why(card: ChoiceCard, labels: Mapping[str, str], refs: References) -> list[Item]:
    """Disagreement first, then what supports it, then what would decide."""
    found = [_item(one, refs) for one in (card["overdue"], card["disagreement"]) if one]
    found += _items(card["because"], refs)
    return found + [_plain(one["say"], labels["heading_decides"]) for one in card["missing"]]


def _companions(card: ChoiceCard, refs: References) -> list[Item]:
    return [{**_plain(one["say"]), "refs": refs(one["basis"])} for one in card["companions"]]


def _fit(card: ChoiceCard, labels: Mapping[str, str], refs: References, folded: bool) -> list[Item]:
    """What matters, row by row. Where figures are folded, a row of figures points to them instead of saying them."""
    figures = {one["say"] for one in (*card["benefits"], *card["harms"]) if _is_figure(one)}
    found: list[Item] = []
    for one in card["fit"]:
        hidden = folded and (one["mark"] == "figure" or one["say"] in figures)
        matters = labels.get(f"heading_matters_{one['matters']}", "")
        mark = labels.get(f"mark_{one['mark']}", "")
        found.append(
            {
                "label": f"{one['name']} ({matters})" if matters else one["name"],
                "mark": f"{SHAPES[one['mark']]} {mark}" if mark and not one["say"].startswith(mark) else "",
                "say": labels["heading_with_the_figures"] if hidden else one["say"],
                "refs": [] if hidden else refs(one["basis"]),
                "picture": None,
                "kind": one["row"],
            }
        )
    return found


def _studies(card: ChoiceCard, labels: Mapping[str, str], refs: References) -> list[Item]:
    found: list[Item] = []
    for one in card["evidence"]:
        text = " ".join((one["say"], one["who"]))
        found.append({**_plain(text), "refs": refs(one["basis"])})
        for holds, name in LIKE_YOU.items():
            if points := [point["say"] for point in one["you"] if point["holds"] is holds]:
                found.append(_plain(f"{'; '.join(points)}.", labels[name]))
        found += [_plain(detail) for detail in one["details"]]
    return found


def _not_compared(brief: Brief, refs: References) -> list[Item]:
    """The rows in which the choices were not compared with each other: said once above all of them."""
    names: dict[str, list[str]] = {}
    for row in brief["matters"]:
        if row["note"]:
            names.setdefault(row["note"], []).append(row["name"])
    return [_plain(note, "; ".join(some)) for note, some in names.items()]


def _supportive_if(cards: Iterable[ChoiceCard], refs: References) -> list[Item]:
    """Care that may be of use, under the fact that decides it."""
    under: dict[str, list[ChoiceCard]] = {}
    for card in cards:
        if card["standing"] == "depends":
            under.setdefault("; ".join(one["say"] for one in card["missing"]), []).append(card)
    return [
        {
            **_plain(f"{capital('; '.join(card['name'] for card in some))}.", capital(fact)),
            "refs": refs(dict.fromkeys(source for card in some for one in card["because"] for source in one["basis"])),
        }
        for fact, some in under.items()
    ]


def _help(brief: Brief, refs: References) -> list[dict[str, Any]]:
    """Practical help by kind, each with the day it was looked up."""
    kinds: dict[str, list[Item]] = {}
    for one in brief["help"]:
        said = _plain(f"{one['say']} ({one['day']})")
        kinds.setdefault(one["kind_name"], []).append({**said, "refs": refs(one["basis"])})
    return [{"name": name, "items": items} for name, items in kinds.items()]


# ------------------------------------------------------------------------------------------------ questions
ANSWER_PARTS = ("known", "guidelines", "not_known", "settles")


def _answer(one: AnswerPart, labels: Mapping[str, str], refs: References) -> Section:
    """One of the eleven questions: what we know about you, what guidelines say, what is not known, what settles it."""
    parts: list[Part] = [
        {"heading": labels[f"heading_answer_{name}"], "items": _items(one[name], refs)}  # type: ignore[literal-required]
        for name in ANSWER_PARTS
    ]
    if names := _to_read(one["reading"]):
        parts[-1]["items"].append(_plain(names, labels["heading_read_more"]))
    return {"id": f"answer-{one['id']}", "title": one["question"], "lead": [], "parts": parts}


def _road(step: RoadStep, labels: Mapping[str, str], refs: References) -> Section:
    """One step of the road ahead."""
    lead = [_plain(step[name]) for name in ("say", "kept", "not_known", "caution")]
    may = _later(step["may"], refs)
    if step["if_receptors_change"]:
        may.append(_plain(step["if_receptors_change"]))
    tests = [{**_plain(one["say"], capital(one["name"])), "refs": refs(one["basis"])} for one in step["tests"]]
    supported = _later(step["supported"], refs) or [_plain(step["none_supported"])]
    parts = {
        "heading_ahead_always": [
            {**_plain(f"{capital(one['name'])}."), "refs": refs(one["basis"])} for one in step["always"]
        ],
        "heading_ahead_supported": supported,
        "heading_ahead_may": may,
        "heading_ahead_tests": tests,
        "heading_ahead_gone": [_item(one, refs, capital(one.get("kind", ""))) for one in step["no_longer"]],
    }
    shown: list[Part] = [{"heading": labels[name], "items": some} for name, some in parts.items() if some]  # type: ignore[typeddict-item]
    return {
        "id": f"ahead-{step['after'].replace('/', '-')}",
        "title": capital(step["name"]),
        "lead": lead,
        "parts": shown,
    }


def _later(choices: Iterable[RoadChoice], refs: References) -> list[Item]:
    """Choices of a later day, under what each would depend on."""
    under: dict[str, list[RoadChoice]] = {}
    for one in choices:
        under.setdefault(one["say"], []).append(one)
    items: list[Item] = []
    for say, some in sorted(under.items(), key=lambda pair: -len(pair[1])):
        names = "; ".join(capital(one["name"]) for one in some)
        basis = dict.fromkeys(source for one in some for source in one["basis"])
        items.append({**_plain(f"{names}.", say.rstrip(".")), "refs": refs(basis)})
        items += [_item(caution, refs, capital(one["name"])) for one in some for caution in one["cautions"]]
    return items


def _to_read(articles: Iterable[ReadingLine]) -> str:
    names = [capital(one["name"]) for one in articles if one["written"]]
    return f"{'; '.join(names)}." if names else ""


def questions(brief: Brief, refs: References) -> list[dict[str, Any]]:
    """The questions for the doctor. `also`: in the doctor's language, where that is not the reader's."""
    return [
        {
            "id": one["id"],
            "say": one["say"],
            "also": one["also"],
            "why": one["why"],
            "starred": one["starred"],
            "refs": refs(one["basis"]),
        }
        for one in brief["questions"]
    ]


# ------------------------------------------------------------------------------------------------ tests
def _test(test: TestLine, names: Mapping[str, str], labels: Mapping[str, str], refs: References) -> dict[str, Any]:
    parts = [_plain(test["parts"][part], labels[f"heading_{part}"]) for part in TEST_PARTS if part in test["parts"]]
    if more := _to_read(test["reading"]):
        parts.append(_plain(more, labels["heading_read_more"]))
    return {
        "id": test["id"],
        "name": capital(test["name"]),
        "say": test["say"],
        "why": test["why"],
        "bears_on": [capital(names.get(one, one)) for one in test["would_change"]],
        "would_change": test["would_change"],
        "parts": parts,
        "refs": refs(test["basis"]),
    }
