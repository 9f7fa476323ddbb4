"""Up to three choices side by side: what matters to the person in her order, then the same rows for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from concord.documents.arrange import Card, Item
from concord.web.choices.parts import Say, choices, figures_of, part

MOST = 3
# The rows behind those of what matters: the label of each, and where a card has it (a row, and which side of it).
SAME_FOR_ALL: tuple[tuple[str, str, int | None], ...] = (
    ("heading_benefits", "can_and_cost", 0),
    ("heading_harms", "can_and_cost", 1),
    ("heading_living", "living", None),
    ("heading_working", "working", None),
    ("heading_not_known", "not_known", None),
    ("heading_checks", "checks", None),
)


def side_by_side(document: Mapping[str, Any], picks: Sequence[str], say: Say) -> dict[str, Any]:
    """The part of a document that the page of these choices shows. Columns stand in the published order."""
    cards = [card for name, card in choices(document).items() if name in picks]
    labels = document["labels"]
    rows = [*_what_matters(document, cards), *_same(cards, labels)]
    for row in rows:
        row["cells"] = [list(_here(cell, labels, say)) for cell in row["cells"]]
    table = {
        "caption": say("side_caption"),
        "corner": say("side_corner"),
        "columns": [{"id": card["id"], "name": card["name"], "given": card["given"]} for card in cards],
        "rows": rows,
    }
    alone: list[Card] = [{**card, "variants": []} for card in cards]  # the page of a choice has its variants
    at_end = figures_of(document, alone, ("can_and_cost",))
    return part(document, "beside", say("side_title"), beside=table if cards else None, figures_at_end=at_end)


def _what_matters(document: Mapping[str, Any], cards: Sequence[Card]) -> Iterable[dict[str, Any]]:
    """One row for each thing that matters, in her order, with what she said of its weight."""
    fits = [_items(card, "fit", None) for card in cards]
    for place, head in enumerate(document["matters"]):
        cells = [fit[place : place + 1] for fit in fits]
        heading = next((cell[0]["label"] for cell in cells if cell), head["heading"])
        plain = [[{**item, "label": ""} for item in cell] for cell in cells]
        yield {"heading": heading, "note": head["note"], "cells": plain, "folded": [False] * len(cards)}


def _same(cards: Sequence[Card], labels: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    folded = [any(row["folded"] for row in card["rows"] if row["sides"]) for card in cards]
    for label, row, side in SAME_FOR_ALL:
        figures = side is not None
        yield {
            "heading": labels[label],
            "note": labels["cross_trial"] if figures else "",
            "cells": [_items(card, row, side) for card in cards],
            "folded": folded if figures else [False] * len(cards),
        }


def _items(card: Card, row: str, side: int | None) -> list[Item]:
    """The items of one row of a card. What is not known about it stands among its further texts."""
    if row == "not_known":
        return [{**item, "label": ""} for item in _items(card, "more", None) if item.get("kind") == "not_known"]
    found = next((one for one in card["rows"] if one["id"] == row), None)
    if found is None:
        return []
    return found["items"] if side is None else found["sides"][side]["items"]


def _here(cell: Sequence[Item], labels: Mapping[str, str], say: Say) -> Iterable[Item]:
    """What a card says of its own variants leads to its page here; an empty cell says so."""
    nothing: Item = {"label": "", "mark": "", "say": labels["heading_nothing_known"], "refs": [], "picture": None}
    for item in cell or [nothing]:
        yield {**item, "say": say("side_in_each")} if item["say"] == labels["heading_in_each"] else item
