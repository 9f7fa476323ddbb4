"""Each brief assessed against IPDASi version 4.0, item by item, by what stands in it.

A self-assessment: no trained rater has looked, and what only people can do is "not yet done".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from concord.choices.shape import Brief, ChoiceCard, Statement
from concord.knowledge.load import Knowledge

Met = Literal["yes", "no", "not_yet_done"]
EQUAL_DETAIL = (0.5, 2.0)
FIGURE = re.compile(r"(?<![A-Za-z0-9/-])\d")
LIVING = {"body and daily life": {"pattern", "hair"}, "daily life": {"daily"}, "mind": {"feelings"}}


class Assessed(NamedTuple):
    """One item: whether it is met, and what is lacking."""

    id: str
    part: str
    say: str
    met: Met
    lacking: str


def assess(brief: Brief, knowledge: Knowledge) -> list[Assessed]:
    """All items for one brief. A brief that is not for the person has no choices, and is no decision aid."""
    found: list[Assessed] = []
    for item in knowledge.ipdas.values():
        say = item.say
        if item.needs == "people":
            found.append(Assessed(item.id, item.part, say, "not_yet_done", ""))
            continue
        lacking = list(ITEMS[item.id](brief))
        found.append(Assessed(item.id, item.part, say, "no" if lacking else "yes", "; ".join(lacking)))
    return found


def words_of(statements: list[Statement]) -> int:
    """How many words; whom the other group had is neither good nor bad."""
    return sum(len(one["say"].split()) for one in statements if one.get("kind") != "other_group")


def detail(card: ChoiceCard) -> tuple[int, int]:
    """How many words a choice spends on its good and on its bad points, those of its open ways included."""
    cards = [card, *(one for one in card["variants"] if one["standing"] != "not_now")]
    return sum(words_of(one["benefits"]) for one in cards), sum(words_of(one["harms"]) for one in cards)


# ------------------------------------------------------------------------------------------------ what is looked at
def _open(brief: Brief) -> list[ChoiceCard]:
    return [card for card in brief["choices"] if card["standing"] != "not_now"]


def _with_ways(card: ChoiceCard) -> list[ChoiceCard]:
    return [card, *(one for one in card["variants"] if one["standing"] != "not_now")]


def _figures(brief: Brief) -> Iterator[tuple[str, Statement]]:
    for card in _open(brief):
        for way in _with_ways(card):
            for one in (*way["benefits"], *way["harms"]):
                if "icons" in one or one.get("kind") == "growth_free":
                    yield card["id"], one


def _condition(brief: Brief) -> Iterator[str]:
    if brief["scope"]["in_scope"] is False:
        yield "this brief is not for the person"
    if not brief["situation"]["say"]:
        yield "the situation is not told"


def _decision(brief: Brief) -> Iterator[str]:
    if not brief["decision_question"].endswith("?"):
        yield "no decision is asked about"


def _choices(brief: Brief) -> Iterator[str]:
    if not any(card["always"] for card in _open(brief)):
        yield "care without cancer medicine is missing"
    if len(brief["choices"]) < 2:
        yield "fewer than two choices"


def _points(key: Literal["benefits", "harms"]) -> Callable[[Brief], Iterator[str]]:
    def look(brief: Brief) -> Iterator[str]:
        for card in _open(brief):
            if not any(one["basis"] for way in _with_ways(card) for one in way[key]):
                yield card["id"]

    return look


def _living(brief: Brief) -> Iterator[str]:
    for card in _open(brief):
        said = {
            one.get("kind")
            for way in _with_ways(card)
            if way["living_with"]
            for one in way["living_with"]["statements"]
        }
        for side, kinds in LIVING.items():
            if not said & kinds:
                yield f"{card['id']}: {side}"


def _equal_detail(brief: Brief) -> Iterator[str]:
    low, high = EQUAL_DETAIL
    for card in _open(brief):
        good, bad = detail(card)
        if not bad or not low <= good / bad <= high:
            yield f"{card['id']}: {good} words of good, {bad} of bad"
    if len({tuple(card) for card in brief["choices"]}) > 1:
        yield "not all choices have the same rows"


def _sources(brief: Brief) -> Iterator[str]:
    listed = {one["id"] for one in brief["sources"]}
    for name, one in _figures(brief):
        if not one["basis"] or not set(one["basis"]) <= listed:
            yield f"{name}: {one['say']}"


def _dated(brief: Brief) -> Iterator[str]:
    if not brief["as_of"] or not brief["knowledge"]["as_of"]:
        yield "no date"


def _renewed(brief: Brief) -> Iterator[str]:
    if not brief["update_policy"] or not brief["knowledge"]["next_review"]:
        yield "no policy of renewal"
    elif brief["as_of"] > brief["knowledge"]["next_review"] and not any(
        one.get("id") == "overdue" for one in brief["notes"]
    ):
        yield "the review is overdue and nothing says so"


def _sure(brief: Brief) -> Iterator[str]:
    for name, one in _figures(brief):
        if not re.search(r"[Rr]ange|fewer than|\bnone\b", one["say"]) and one["icons"]["studied"] not in (0, 100):
            yield f"{name}: {one['say']}"


def _funded(brief: Brief) -> Iterator[str]:
    if not brief["funding"]["say"]:
        yield "nobody says who paid"


def _test_part(part: str) -> Callable[[Brief], Iterator[str]]:
    def look(brief: Brief) -> Iterator[str]:
        return (test["id"] for test in brief["tests"] if not test["parts"].get(part))

    return look


def _natural_course(brief: Brief) -> Iterator[str]:
    if not brief["natural_course"]:
        yield "nothing is said of it"


def _side_by_side(brief: Brief) -> Iterator[str]:
    if len({tuple(row["row"] for row in card["fit"]) for card in brief["choices"]}) > 1:
        yield "the rows differ between choices"


def _chances(brief: Brief) -> Iterator[str]:
    for card in _open(brief):
        if not any(way["figures_shown"] for way in _with_ways(card)):
            yield f"{card['id']}: no figures, or none checked"


def _who(brief: Brief) -> Iterator[str]:
    for card in _open(brief):
        for way in _with_ways(card):
            yield from (f"{card['id']}: {study['id']}" for study in way["evidence"] if not study["who"])


def _event_rates(brief: Brief) -> Iterator[str]:
    for name, one in _figures(brief):
        if "icons" in one and not re.search(r"\d", one["say"]):
            yield name


def _same_time(brief: Brief) -> Iterator[str]:
    yield "studies ran for different times; no picture sets one beside another"


def _denominator(brief: Brief) -> Iterator[str]:
    if len({one["icons"]["of"] for _, one in _figures(brief) if "icons" in one}) > 1:
        yield "different denominators"


def _views(brief: Brief) -> Iterator[str]:
    if not any("icons" in one for _, one in _figures(brief)):
        yield "no picture"


def _values(brief: Brief) -> Iterator[str]:
    if not any(row["matters"] for row in brief["matters"]):
        yield "the person has not said what matters"


def _steps(brief: Brief) -> Iterator[str]:
    yield "a brief is read; the steps come with the website"


def _worksheet(brief: Brief) -> Iterator[str]:
    if not brief["questions"]:
        yield "no questions"


def _method(brief: Brief) -> Iterator[str]:
    if not brief["update_policy"]:
        yield "no method"


def _graded(brief: Brief) -> Iterator[str]:
    yield "not graded; kind, size, range and limits of each study are said instead"


def _authors(brief: Brief) -> Iterator[str]:
    if not brief["knowledge"].get("reviewed"):
        yield "no named clinician has signed"


def _reading_level(brief: Brief) -> Iterator[str]:
    if not brief["reading_level"]:
        yield "not computed"


def _test_figures(brief: Brief) -> Iterator[str]:
    if brief["tests"]:
        yield "no checked figures on how often these tests are right"


ITEMS: dict[str, Callable[[Brief], Iterator[str]]] = {
    "q1": _condition,
    "q2": _decision,
    "q3": _choices,
    "q4": _points("benefits"),
    "q5": _points("harms"),
    "q6": _living,
    "c1": _equal_detail,
    "c2": _sources,
    "c3": _dated,
    "c4": _renewed,
    "c5": _sure,
    "c6": _funded,
    "c7": _test_part("measures"),
    "c8": _test_part("if_found"),
    "c9": _test_part("if_not_found"),
    "c10": _test_part("downsides"),
    "i1": _natural_course,
    "i2": _side_by_side,
    "i3": _chances,
    "i4": _who,
    "i5": _event_rates,
    "i6": _same_time,
    "i7": _denominator,
    "i8": _views,
    "i9": _values,
    "i10": _steps,
    "i11": _worksheet,
    "i18": _method,
    "i19": _graded,
    "i20": _authors,
    "i21": _reading_level,
    **{f"i{number}": _test_figures for number in range(24, 29)},
}
