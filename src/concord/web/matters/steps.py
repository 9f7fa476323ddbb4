"""The questions about what matters, as a table, and what of the situation file an answer changes.

All of them can be skipped. Nothing said is not "little", and "not sure" is an answer. Only the keys of the question at
hand are touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import QueryDict

from concord.choices.words import Words
from concord.situation.model import Priorities
from concord.web.guest.store import Answers
from concord.web.site.pages import knowledge
from concord.web.treatments.names import folded

# Each page and the keys of `priorities` that it asks for; `matters` is asked for on three pages.
STEPS: Mapping[str, tuple[str, ...]] = {
    "words": ("in_my_words",),
    "pick": ("matters",),
    "weigh": ("matters",),
    "order": ("matters",),
    "strength": ("approach",),
    "pain": ("pain_first",),
    "trials": ("trials",),
    "cost": ("cost_is_a_concern", "insurance"),
    "home": ("help_at_home",),
    "role": ("role",),
    "talk": ("talk",),
}
OWN_PAGES = ("words", "pick", "weigh", "order")
COVER = ("medicare", "medicaid", "private", "public", "none", "other")
NOT_SURE = "not_sure"
MOST_WORDS = 5000
KEY = re.compile(r"[a-z0-9_+/().,']{1,80}")


def priorities(answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = answers.file.setdefault("priorities", {})
    return found


def matters(answers: Answers) -> dict[str, str]:
    """What matters and how much, in the person's order."""
    found: dict[str, str] = (answers.file.get("priorities") or {}).get("matters") or {}
    return found


@cache
def options(key: str) -> tuple[str, ...]:
    """The answers that the model allows, with "not sure" among them always."""
    if key == "insurance":
        return (*COVER, NOT_SURE)
    shape: dict[str, Any] = Priorities.model_json_schema()["properties"][key]
    words = [one for way in shape["anyOf"] for one in way.get("enum", ()) if isinstance(one, str)]
    return (*(one for one in words if one != NOT_SURE), NOT_SURE)


@cache
def weights() -> tuple[str, ...]:
    shape: dict[str, Any] = Priorities.model_json_schema()["properties"]["matters"]
    return tuple(shape["additionalProperties"]["enum"])


def given(answers: Answers, key: str) -> str:
    """The answer that stands in the file, or "not sure" where that was said and the file has no word for it."""
    value = (answers.file.get("priorities") or {}).get(key)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in (None, "unknown"):
        return NOT_SURE if f"matters-{key}" in answers.seen else ""
    return str(value) if value in options(key) else "other"


def take(answers: Answers, key: str, posted: QueryDict) -> None:
    """Writes one answer; nothing marked, or the same as before, changes nothing."""
    value = posted.get(key, "")
    if value not in options(key) or value == given(answers, key):
        return
    answers.seen = [one for one in answers.seen if one != f"matters-{key}"]
    if value != NOT_SURE or NOT_SURE in _words_of_model(key):
        priorities(answers)[key] = value
        return
    priorities(answers).pop(key, None)
    answers.seen.append(f"matters-{key}")


@cache
def _words_of_model(key: str) -> tuple[str, ...]:
    shape: dict[str, Any] = Priorities.model_json_schema()["properties"][key]
    return tuple(one for way in shape["anyOf"] for one in way.get("enum", ()))


# ------------------------------------------------------------------------------------------------ in own words
def take_words(answers: Answers, posted: QueryDict) -> bool:
    """The person's own words; False where they are longer than can be kept."""
    text = posted.get("words", "").replace("\r\n", "\n").strip()
    if len(text) > MOST_WORDS:
        return False
    if text != str(priorities(answers).get("in_my_words", "")).strip():
        priorities(answers).pop("in_my_words", None)
        if text:
            priorities(answers)["in_my_words"] = text
    return True


# ------------------------------------------------------------------------------------------------ what weighs how much
def take_picks(answers: Answers, posted: QueryDict, words: Words) -> bool:
    """What was picked, with a point of her own. The weight of a new one stays open; what was weighed keeps its place.

    A point that the file can hold as a row becomes one; any other is kept with her own words. False where those would
    become longer than can be kept.
    """
    before = matters(answers)
    picked = [one for one in posted.getlist("concern") if one in knowledge().concerns or one in before]
    own = " ".join(posted.get("own", "").split())[:200]
    row = _row_of(own, words)
    if row:
        picked.append(row)
    elif own:
        said = str(priorities(answers).get("in_my_words", "")).strip()
        if len(said) + len(own) + 1 > MOST_WORDS:
            return False
        priorities(answers)["in_my_words"] = "\n".join(part for part in (said, own) if part)
    new = [one for one in dict.fromkeys(picked) if one not in before]
    _put(answers, {key: weight for key, weight in before.items() if key in picked} | dict.fromkeys(new, NOT_SURE))
    answers.unweighed = [one for one in [*answers.unweighed, *new] if one in picked]
    return True


def _row_of(own: str, words: Words) -> str | None:
    """The row for a point in her own words: a known one of that name, or a new one where the file can hold the name."""
    for known in knowledge().concerns.values():
        if own and folded(own) in (folded(words.text(known.name)), known.id):
            return known.id
    key = own.lower().replace("-", "_").replace(" ", "_")
    return key if KEY.fullmatch(key) else None


def take_weights(answers: Answers, posted: QueryDict) -> None:
    """How much each matters, as far as it was said."""
    said = {key: posted.get(f"weigh:{key}", "") for key in matters(answers)}
    told = {key: value for key, value in said.items() if value in weights()}
    _put(answers, matters(answers) | told)
    answers.unweighed = [one for one in answers.unweighed if one not in told]


def take_order(answers: Answers, posted: QueryDict) -> None:
    """The order that was sent, and one step up or down among those of the same weight."""
    before = matters(answers)
    sent = [one for one in posted.getlist("order") if one in before]
    order = list(dict.fromkeys([*sent, *before]))
    way, _, key = posted.get("move", "").partition(":")
    if way in ("up", "down") and key in before:
        same = [one for one in order if before[one] == before[key]]
        there = same.index(key) + (-1 if way == "up" else 1)
        if 0 <= there < len(same):
            here, other = order.index(key), order.index(same[there])
            order[here], order[other] = order[other], order[here]
    _put(answers, {one: before[one] for one in order})


def _put(answers: Answers, found: dict[str, str]) -> None:
    if list(found.items()) != list(matters(answers).items()):
        priorities(answers)["matters"] = found


def concern(key: str, words: Words) -> str:
    """A thing that matters, by its name; one of her own as she wrote it."""
    return words.argument("concern", key) if key in knowledge().concerns else key.replace("_", " ")


def by_weight(answers: Answers) -> list[tuple[str, list[str]]]:
    """What matters, the weightiest first, in her order inside a weight: so the rows of every comparison stand."""
    found = matters(answers)
    groups = [(weight, [key for key, one in found.items() if one == weight]) for weight in weights()]
    return [(weight, keys) for weight, keys in groups if keys]


def shown(answers: Answers) -> list[str]:
    """The pages that have something to ask: weighing needs something picked, an order needs two of a weight."""
    without = set() if matters(answers) else {"weigh"}
    without |= set() if any(len(keys) > 1 for _, keys in by_weight(answers)) else {"order"}
    return [one for one in STEPS if one not in without]
