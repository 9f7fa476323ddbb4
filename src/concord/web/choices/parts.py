"""Which part of a brief a page shows. The page and its PDF are both drawn from what `part` gives, so neither has more.

A part has the shape of the whole, with everything else empty: its own sources under the numbers of the whole, and the
words of medicine that stand in it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from concord.documents.arrange import PARTS_ONLY, SURVIVAL, Card, Item, Row, with_variants
from concord.documents.glossary import met, said_in

Say = Callable[..., str]
# What each page draws. Everything that a brief holds stands in exactly one of them, or on the page of one choice.
PAGES: dict[str, tuple[str, ...]] = {
    "mine": (
        "scope", "notes", "your_words", "situation", "treatments", "considered", "care_first", "conflicts", "subtypes",
        "decision_question", "survival", "trade_offs", "not_compared", "not_understood",
    ),
    "tests": ("deciding", "other_tests"),
    "answers": ("answers",),
    "asks": ("questions", "questions_offer"),
    "support": ("supportive", "supportive_if"),
    "others": ("not_now", "locked", "being_studied", "trials"),
    "unknown": ("not_known",),
    "course": ("natural_course",),
    "call": ("when_to_call",),
    "help": ("help", "reading"),
    "facts": ("facts", "funding", "update_policy"),
    "ahead": ("road_ahead",),
    "one": (),
    "beside": ("matters",),
}  # fmt: skip
# Pages that are nothing but a part: the others have something of their own.
PLAIN = ("tests", "answers", "support", "others", "unknown", "course", "call", "help", "facts")
# What stands on every page: the signs that cannot wait first of all.
FRAME = ("language", "labels", "as_of", "made_on", "reading_level", "urgent", "in_scope")
# What a part has of its own, made from what stands elsewhere in the brief.
DERIVED = ("title", "overview", "figures_at_end", "glossary", "sources", "contents", *PARTS_ONLY)


def part(document: Mapping[str, Any], name: str, title: str, **own: Any) -> dict[str, Any]:
    """The part of a document that one page shows; `own` is what only this page has."""
    kept = (*FRAME, *PAGES[name])
    found = {key: value if key in kept else _nothing(value) for key, value in document.items()}
    found |= {name: [whole_card(card) for card in found[name]] for name in ("supportive", "care_first")}
    found |= {"title": title, **PARTS_ONLY, **own}
    cards = [*found["supportive"], *found["care_first"], *([found["only"]] if found["only"] else [])]
    found["figures_at_end"] = own.get("figures_at_end") or figures_of(document, cards)
    numbers = set(_numbers(found))
    all_of_them = name == "facts"
    found["sources"] = [one for one in document["sources"] if all_of_them or one["number"] in numbers]
    found["glossary"] = met(said_in(found), document["glossary"])
    return found


def overview(document: Mapping[str, Any], say: Say, survival: str, **own: Any) -> dict[str, Any]:
    """The first page: every choice at a glance, and how long people lived where that was asked for."""
    labels = document["labels"]
    return part(
        document,
        "mine",
        document["title"],
        overview=document["overview"],
        changes=[_in_short(test) for test in document["deciding"]],
        changes_heading=labels["heading_tests"],
        changes_more=say("changes_more"),
        lived=_lived(document) if survival in ("words", "typical_range", "full_range") else [],
        lived_heading=say("survival_title"),
        **own,
    )


def one(document: Mapping[str, Any], choice: str, say: Say) -> dict[str, Any] | None:
    """Everything about one choice; None where it is not among those that are or may be open."""
    card = choices(document).get(choice)
    if card is None:
        return None
    shown: dict[str, Any] = {**whole_card(card), "rows": list(_open_rows(card["rows"], document["labels"]))}
    ask = [_in_short(test) for test in document["deciding"] if choice in test["would_change"]]
    always = ("standing", document["labels"]["always"])
    nothing = {"name": say("changes_situation"), "say": say("changes_nothing"), "why": "", "refs": []}
    return part(
        document,
        "one",
        card["name"],
        only=shown,
        changes=ask or [nothing],
        changes_heading=say("changes_title"),
        leads_on=tuple(card["pills"][0]) != always,
    )


def choices(document: Mapping[str, Any]) -> dict[str, Card]:
    """The choices that are or may be open, in their published order."""
    return {card["id"]: card for group in document["groups"] for card in group["cards"]}


def figures_of(
    document: Mapping[str, Any], cards: Iterable[Card], rows: Container[str] = ("can_and_cost", "studies")
) -> list[dict[str, Any]]:
    """What of these cards stands at the end of a document that cannot fold."""
    names = {card["id"] for card in with_variants(cards)}
    return [
        {
            "id": card["id"],
            "name": card["name"],
            "rows": [row for row in card["rows"] if row["apart"] and row["id"] in rows],
        }
        for card in document["figures_at_end"]
        if card["id"] in names
    ]


def whole_card(card: Card) -> Card:
    """A card of which a page shows everything, so that its PDF does too; of what is not for now it shows the reason."""
    rows: list[Row] = [{**row, "page_only": False} for row in card["rows"]]
    return {
        **card,
        "rows": rows,
        "variants": [whole_card(one) for one in card["variants"]],
        "not_now": [{**one, "rows": one["rows"][:1]} for one in card["not_now"]],
    }


def _open_rows(rows: Iterable[Row], labels: Mapping[str, str]) -> Iterable[Row]:
    """The rows of a choice that has a page to itself: what is not known about it is a row like any other."""
    for row in rows:
        if row["id"] != "more":
            yield row
            continue
        apart: list[Item] = [{**item, "label": ""} for item in row["items"] if item.get("kind") == "not_known"]
        if apart:
            heading = labels["heading_not_known"]
            yield {**row, "id": "not_known", "heading": heading, "items": apart, "folded": False}
        rest = [item for item in row["items"] if item.get("kind") != "not_known"]
        if rest:
            yield {**row, "items": rest, "folded": False}


def _lived(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What each choice's own study says of how long people lived, beside the other group of that study."""
    found = []
    for card in with_variants(choices(document).values()):
        benefits = next((row["sides"][0]["items"] for row in card["rows"] if row["sides"]), [])
        if items := [item for item in benefits if item.get("kind") in SURVIVAL]:
            found.append({"name": card["name"], "items": items})
    return found


def _in_short(test: Mapping[str, Any]) -> dict[str, Any]:
    """A test with what it decides; all about it stands on a page of its own."""
    return {key: test[key] for key in ("name", "say", "why", "refs")}


def _nothing(value: Any) -> Any:
    """The same kind of thing, empty."""
    return type(value)() if isinstance(value, str | list) else None


def _numbers(value: Any) -> Iterable[int]:
    """The number of every source that something names."""
    if isinstance(value, dict):
        for key, inside in value.items():
            if key == "refs":
                yield from inside
            else:
                yield from _numbers(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _numbers(inside)
