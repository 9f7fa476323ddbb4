"""What is said of how long people lived is taken out of a document where nobody asked for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from concord.documents.arrange import SURVIVAL, Item


def without_survival(document: dict[str, Any], outcomes: Collection[str], unasked: str) -> None:
    """Puts one sentence, `unasked`, in the place of everything said about it: among what a choice can do, and in the
    rows of what matters that are about it (`outcomes`)."""
    if not document["in_scope"]:
        return
    for card in _cards(document):
        for row in card["rows"]:
            for part in (row, *row["sides"]):
                part["items"] = list(_replaced(part["items"], SURVIVAL, unasked))
                if row["id"] == "fit":
                    part["items"] = list(_replaced(part["items"], outcomes, unasked))


def _cards(document: dict[str, Any]) -> Iterable[dict[str, Any]]:
    groups = (group["cards"] for group in document["groups"])
    for some in (*groups, document["supportive"], document["care_first"]):
        for card in some:
            yield from (card, *card["variants"], *card["not_now"])


def _replaced(items: list[Item], kinds: Collection[str], unasked: str) -> Iterable[Item]:
    """The first of these kinds becomes the sentence, the others go. The label of a row stays."""
    said = False
    for one in items:
        if one.get("kind") not in kinds:
            yield one
        elif not said:
            said = True
            yield {**one, "say": unasked, "mark": "", "refs": [], "picture": None, "kind": ""}
