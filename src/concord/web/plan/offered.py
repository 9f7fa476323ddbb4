"""The choices of the list and what can matter, as both are offered them: the same for everybody, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from concord.choices.shape import Brief, ChoiceCard
from concord.choices.words import Words
from concord.documents.arrange import SURVIVAL, capital
from concord.plan.agreement import NOT_SURE
from concord.plan.model import Chosen
from concord.web.site.pages import knowledge

NOT_LISTED = "not_listed"
Option = tuple[str, str]


def cards(brief: Brief) -> dict[str, ChoiceCard]:
    """Every choice that is not ruled out for now, in the order of the list; a way of doing it stands after it."""
    return dict(_cards(brief))


def _cards(brief: Brief) -> Iterator[tuple[str, ChoiceCard]]:
    for one in brief["choices"]:
        if one["standing"] != "not_now":
            yield one["id"], one
            for inside in one["variants"]:
                if inside["standing"] != "not_now":
                    yield f"{one['id']}/{inside['id']}", inside


def choices(names: list[str], words: Words) -> list[Option]:
    """As they are offered, with the two answers that name none of them."""
    listed = [(one, choice(one, words)) for one in names]
    return [*listed, (NOT_LISTED, words.site("plan_not_listed")), (NOT_SURE, words.site("plan_not_sure"))]


def concerns(words: Words) -> list[Option]:
    listed = [(one, words.argument("concern", one)) for one in knowledge().concerns]
    return [*listed, (NOT_LISTED, words.site("plan_other_concern")), (NOT_SURE, words.site("plan_not_sure"))]


def choice(name: str, words: Words) -> str:
    """What a choice is called in this language; as it was written, where the knowledge no longer has it."""
    head, _, inside = name.partition("/")
    record = knowledge().choices.get(head)
    found = next((one for one in record.variants if one.id == inside), record) if record else None
    return capital(words.text(found.names)) if found else name.replace("-", " ")


def marks(brief: Brief) -> dict[str, dict[str, str]]:
    """For each choice, the mark of each thing that matters, as its page shows it."""
    return {name: {row["row"]: row["mark"] for row in card["fit"]} for name, card in cards(brief).items()}


def as_shown(chosen: Chosen, brief: Brief) -> Chosen:
    """The choice with its good and bad points as they are shown today. How long people lived is not among them: that is
    shown only when it is asked for."""
    card = cards(brief).get(chosen.id)
    if card is None:
        return chosen
    good, bad = (
        tuple(one["say"] for one in card[side] if one.get("kind") not in SURVIVAL) for side in ("benefits", "harms")
    )
    return chosen.model_copy(update={"good": good, "bad": bad})
