"""Which articles fit what a person told, and which of her answers led to each. Only for those who asked for it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from concord.choices.shape import Brief, ChoiceCard
from concord.choices.words import Words
from concord.knowledge.wording import SENTENCE_ENDS
from concord.web.choices.kept import Asked
from concord.web.site.pages import knowledge

MOST_ANSWERS = 4  # named beside one article
SPREAD = "extent"  # what everyone here has told: alone it leads to no choice, only to those that are always there
FOR_SOME = {"men": ("sex", "male")}  # articles for those alone who told this


class Fits(NamedTuple):
    """One article, and in words why it is shown."""

    name: str
    title: str
    why: list[str]


def fitting(asked: Asked) -> list[Fits]:
    """The articles that go with the answers asked about, in the order of the reading room; worked out once."""
    if not asked.file:
        return []
    kept = asked.once(f"fits {_code()}", lambda: orjson.dumps([list(one) for one in _worked_out(asked)]))
    return [Fits(*one) for one in orjson.loads(kept)]


@cache
def _code() -> str:
    """A hash of this file: what an older version worked out is not shown."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def _worked_out(asked: Asked) -> list[Fits]:
    if (found := asked.brief)["scope"]["in_scope"] is False:
        return []
    words = Words(knowledge(), asked.language, "gentle" if found["talk"] == "gentle" else "direct")
    why = _by_what_matters(found, words)
    for name, reason in _by_choice(found, words).items():
        why[name].append(reason)
    not_for_her = {name for name, (fact, value) in FOR_SOME.items() if _possible(found, fact) != [value]}
    return [
        Fits(one.id, words.text(one.name), why[one.id])
        for one in knowledge().articles.values()
        if why.get(one.id) and one.id not in not_for_her
    ]


def _possible(found: Brief, fact: str) -> Any:
    return next((one["possible"] for one in found["situation"]["facts"] if one["name"] == fact), None)


def _by_what_matters(found: Brief, words: Words) -> dict[str, list[str]]:
    """Articles that follow from an answer about herself, which the first sentence of what the brief says names."""
    why: dict[str, list[str]] = defaultdict(list)
    for said in found["considered"]:
        for answer in knowledge().considerations[said["id"]].answers:
            if said["say"].startswith(text := words.text(answer.say)):
                for name in answer.articles:
                    why[name].append(SENTENCE_ENDS.split(text)[0])
    return why


def _by_choice(found: Brief, words: Words) -> dict[str, str]:
    """Articles that go with the choices that are open, by the kind of choice."""
    told = _told(found, words)
    led = [(one, _led_to(one, told)) for one in (*found["choices"], *found["supportive"]) if _is_open(one)]
    if any(answers for _, answers in led):
        led += [(one, [told[SPREAD]]) for one in found["choices"] if one["always"] and SPREAD in told]
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    because: dict[str, dict[str, None]] = defaultdict(dict)
    for choice, answers in led:
        for article in choice["reading"] if answers else ():
            kinds[article["id"]][choice["group_name"]] = None
            because[article["id"]] |= dict.fromkeys(answers)
    return {
        name: words.site("fit_choices", kinds="; ".join(kinds[name]), answers="; ".join(list(answers)[:MOST_ANSWERS]))
        for name, answers in because.items()
    }


def _is_open(choice: ChoiceCard) -> bool:
    return choice["standing"] != "not_now" and not choice["always"]


def _led_to(choice: ChoiceCard, told: dict[str, str]) -> list[str]:
    """The answers on which a choice stands; none where it stands on nothing but that the cancer has spread."""
    held = [line for one in choice["supports"] if one["holds"] is not False for line in one["lines"] if line["holds"]]
    return [told[fact] for line in held for fact in line["facts"] if fact in told and fact != SPREAD]


def _told(found: Brief, words: Words) -> dict[str, str]:
    """What was told, by fact: its name and its value in words."""
    return {
        fact["name"]: words.site("fit_answer", name=fact["label"], value=fact["say"])
        for fact in found["situation"]["facts"]
        if fact["because"] and fact["say"] != words.word("not_known")
    }
